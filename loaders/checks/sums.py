"""Parts against their total: counts by locality or by breakdown that do not add up to the council's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from data.periods import Period
from indicators.rules.explain import when
from loaders.checks.examined import Examined, Placed
from loaders.checks.words import brief
from loaders.problems import WARNING, Problem

# With less than this share of the total, some parts are simply not listed.
LISTED = Decimal("0.8")
# An average that a council gives of others is no part of it.
NO_PARTS = ("/neighbours", "/family-group")


class Whole(NamedTuple):
    """What a set of parts is a part of: the same indicator, area, breakdown, period and status."""

    indicator: str
    area: str
    breakdown: str
    period: Period
    status: str


@dataclass(frozen=True, slots=True)
class Divided:
    """A total and the parts of it that the file gives, by one division: its localities, or one breakdown."""

    total: Placed
    parts: Sequence[Placed]
    by: str


def divided(examined: Examined) -> Iterator[Divided]:
    """Yield each count of which the file gives the total and two parts or more, by each way of dividing it."""
    totals: dict[Whole, Placed] = {}
    parts: dict[tuple[Whole, str], list[Placed]] = {}
    for placed in examined.figures:
        figure = placed.figure
        if placed.indicator.unit != "number":
            continue
        whole = Whole(figure.indicator, figure.area, figure.breakdown, figure.period, figure.status)
        totals.setdefault(whole, placed)
        if "/" in figure.area and not figure.area.endswith(NO_PARTS):
            council = whole._replace(area=figure.area.split("/")[0])
            parts.setdefault((council, "locality"), []).append(placed)
        if "=" in figure.breakdown:
            dimension = figure.breakdown.split("=")[0]
            parts.setdefault((whole._replace(breakdown=""), dimension), []).append(placed)
    for (whole, by), found in parts.items():
        if whole in totals and len(found) > 1:
            yield Divided(totals[whole], found, by)


def check(examined: Examined) -> Iterator[Problem]:
    """Yield a warning for each total that is not the sum of its parts.

    Nothing is said where a part is only a mark, nor where so much is lacking that some parts are not listed.
    """
    for one in divided(examined):
        total, parts = one.total, one.parts
        if total.figure.value is None or any(part.figure.value is None for part in parts):
            continue
        added = sum((part.value for part in parts), Decimal(0))
        if added == total.value or added < total.value * LISTED:
            continue
        more = "more" if added > total.value else "less"
        yield examined.problem(
            WARNING,
            "parts_do_not_sum",
            total.figure.sheet,
            total.at,
            f"{total.indicator.name} {when(total.period)} is {brief(total.value)}, but its {len(parts)} parts by "
            f"{one.by} add up to {brief(added)}, which is {brief(abs(added - total.value))} {more}.",
            "Check the total and its parts. There is nothing to do if some parts are not listed.",
            total.text,
        )
