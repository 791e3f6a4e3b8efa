"""Which figure an area's reading is made from, out of all that several sources say about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol, TypeVar

from indicators.rules.direction import JUDGED
from indicators.rules.period import Period

OWN_ORDER = ("council", "dfe", "lait")
NATIONAL_ORDER = ("dfe", "lait", "council")


def order_for(level: str) -> tuple[str, ...]:
    """Return the order of sources for an area's own figures: England's and a region's as in a comparison."""
    return NATIONAL_ORDER if level in ("country", "region") else OWN_ORDER


# What may stand as a comparison beside a figure: an implied average is shown, and said to be implied.
COMPARABLE = JUDGED | {"implied"}


class Sourced(Protocol):
    """A figure with where it is from."""

    @property
    def period(self) -> Period: ...
    @property
    def value(self) -> object: ...
    @property
    def mark(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def family(self) -> str: ...
    @property
    def owner(self) -> str: ...
    @property
    def known_on(self) -> date: ...
    @property
    def upload(self) -> int: ...


Source = TypeVar("Source", bound=Sourced)


def one_a_period(
    figures: Iterable[Source], order: Sequence[str], owner: str = ""
) -> tuple[dict[tuple[Period, str], Source], dict[tuple[Period, str], list[Source]]]:
    """Return the figure that counts for each period and series, and the others that stand beside it.

    The first family in `order` wins; what a council other than `owner` says comes last, the latest known first. A
    `missing` never displaces another source's value or mark. Keys are (period, series): forecasts, predictions,
    baselines and implied figures are series of their own, so that a forecast never hides an outturn.
    """
    groups: dict[tuple[Period, str], list[Source]] = {}
    for figure in figures:
        series = "actual" if figure.status in JUDGED else figure.status
        groups.setdefault((figure.period, series), []).append(figure)
    chosen, others = {}, {}
    for key, group in groups.items():
        if len(group) > 1:
            group.sort(key=lambda f: (f.mark == "missing", *_place(f, order, owner)))
        chosen[key] = group[0]
        others[key] = group[1:]
    return chosen, others


def _place(figure: Sourced, order: Sequence[str], owner: str) -> tuple[int, int, int]:
    """Return what sorts the sources of one figure: what one council says of another comes after all published ones."""
    claim = figure.family == "council" and figure.owner != owner
    place = len(order) if claim else order.index(figure.family)
    return place, -figure.known_on.toordinal(), -figure.upload


def latest(periods: Iterable[Period], usual: str) -> Period | None:
    """Return the latest period; among those that end together, the indicator's usual kind, then the longest."""
    return max(periods, key=lambda p: (p.ends, p.kind == usual, -p.starts.toordinal()), default=None)
