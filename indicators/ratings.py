"""How ratings change: the same areas' scorecards before and after, compared indicator by indicator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from data.store import Store
from data.viewer import Viewer
from indicators.rules.rag import NOT_RATED
from indicators.scorecard import scorecard


class Rating(NamedTuple):
    """How one indicator of one area is rated. `would_be` is the colour against a target that is not due yet, or None.

    `period` is in words ("October to December 2004"), '' where there is no reading.
    """

    rag: str
    would_be: str | None
    period: str


NO_RATING = Rating(NOT_RATED, None, "")


@dataclass(frozen=True, slots=True)
class RatingChange:
    """One indicator of one area whose rating changes. `before` and `after` are green, amber, red or not_rated.

    The periods are words ("October to December 2004"), '' where there is no reading. `would_be` is the colour against
    a target that is not due yet, None otherwise.
    """

    area: str
    indicator: str
    before: str
    after: str
    period_before: str
    period_after: str
    would_be_before: str | None = None
    would_be_after: str | None = None


def ratings(store: Store, viewer: Viewer, areas: Iterable[str]) -> dict[tuple[str, str], Rating]:
    """Return how every indicator of these areas is rated now, by area and indicator, the areas in the order given."""
    with store.snapshot():
        return {
            (area, reading.indicator.slug): Rating(reading.rag, reading.would_be, reading.period_words)
            for area in areas
            for reading in scorecard(store, viewer, area).readings
        }


def changes(before: Mapping[tuple[str, str], Rating], after: Mapping[tuple[str, str], Rating]) -> list[RatingChange]:
    """Return the ratings that differ, in the order of `after`, then those that are gone."""
    both = {key: (before.get(key, NO_RATING), after.get(key, NO_RATING)) for key in [*after, *before]}
    return [
        RatingChange(*key, old.rag, new.rag, old.period, new.period, old.would_be, new.would_be)
        for key, (old, new) in both.items()
        if (old.rag, old.would_be) != (new.rag, new.would_be)
    ]
