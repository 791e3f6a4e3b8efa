"""What the store already knows of the series that a file is about: the checks hold the file against it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from data import queries
from data.queries import Observation, StoredTarget
from data.store import Store
from data.viewer import NATIONAL, Viewer


class Series(NamedTuple):
    """What makes figures one series: the indicator, the area and the breakdown ('' for all)."""

    indicator: str
    area: str
    breakdown: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """Two questions to the store: the figures that count in these series, and the targets that stand for these areas.

    Figures come from every family and period, targets from every owner that may be seen; both are [] for what is not
    known.
    """

    figures: Callable[[Collection[Series]], Sequence[Observation]]
    targets: Callable[[Collection[str]], Sequence[StoredTarget]]


def history_of(store: Store, owner: str) -> History:
    """Return the history that a file of this owner may be held against: national, published and the owner's own."""
    viewer = Viewer("officer", frozenset() if owner in ("", NATIONAL) else frozenset({owner}))

    def figures(series: Collection[Series]) -> list[Observation]:
        wanted = set(series)
        found = queries.figures(
            store,
            viewer,
            indicators=sorted({one.indicator for one in wanted}),
            areas=sorted({one.area for one in wanted}),
            breakdown=None,
        )
        return [seen for seen in found if Series(seen.indicator, seen.area, seen.breakdown) in wanted]

    def targets(areas: Collection[str]) -> list[StoredTarget]:
        return queries.targets(store, viewer, areas=sorted(set(areas)))

    return History(figures, targets)
