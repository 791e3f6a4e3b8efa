"""For how many periods in a row a figure has moved one way: 'Improving for 2 quarters in a row'.

Only changes that are material count (materiality.py), only between figures that follow each other (consecutive.py), and
not over a change in the way of counting. Source: requirement 9 of the council papers: direction against the period
before, with consecutive periods; six-monthly reports to scrutiny ask whether a change has lasted.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from indicators.rules.consecutive import count_words, since_words, unbroken
from indicators.rules.direction import NO_CHANGE, PointLike, direction
from indicators.rules.period import Period


@dataclass(frozen=True, slots=True)
class Streak:
    """A direction, how many changes in a row had it, the period that they began from, and words.

    `words` is '' for one change, which is no streak, and for figures that did not change.
    """

    direction: str
    count: int
    since: Period
    words: str


def streak(
    points: Iterable[PointLike],
    period: Period,
    polarity: str,
    counts: Callable[[PointLike, PointLike, Decimal], bool],
    breaks: Sequence[date] = (),
) -> Streak | None:
    """Return the streak up to a period, or None when nothing can be compared with it.

    `counts` says of an earlier figure, a later one and the change between them whether it is material; one that is not
    is no change.
    """
    chain = unbroken(points, period, breaks).points
    ways = (_way(earlier, later, polarity, counts) for later, earlier in itertools.pairwise(chain))
    first = next(ways, None)
    if first is None:
        return None
    count = 1 + sum(1 for _ in itertools.takewhile(lambda way: way == first, ways))
    since = chain[count].period
    return Streak(first, count, since, _words(first, count, since, period.kind))


def _way(
    earlier: PointLike, later: PointLike, polarity: str, counts: Callable[[PointLike, PointLike, Decimal], bool]
) -> str:
    assert earlier.value is not None and later.value is not None  # what does not break a run has a value
    change = later.value - earlier.value
    return direction(change, polarity, material=counts(earlier, later, change))


def _words(way: str, count: int, since: Period, kind: str) -> str:
    if count == 1 or way == NO_CHANGE:
        return ""
    row = "" if count_words(2, kind).endswith("in a row") else " in a row"
    return f"{way.capitalize()} for {count_words(count, kind)}{row}, since {since_words(since)}."
