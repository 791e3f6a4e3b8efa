"""Benchmarks: which of another area's figures may stand beside one of ours.

The same period's, else the latest in the same family of periods that ends no later and at most 18 months earlier,
always with its own period. Outside the family it is context, without better or worse.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeVar

from indicators.rules.period import Period, family

OLDEST_MONTHS = 18


class HasPeriod(Protocol):
    """Anything with a period."""

    @property
    def period(self) -> Period:
        """The period it is for."""
        ...


Dated = TypeVar("Dated", bound=HasPeriod)


def beside(candidates: Iterable[Dated], period: Period) -> Dated | None:
    """Return the figure to show beside one of `period`, or None when none is near enough.

    The same kind of period wins over another of the family that ends on the same day.
    """
    wanted = family(period)
    near = [
        c
        for c in candidates
        if c.period.ends <= period.ends and family(c.period) == wanted and _near_enough(c.period, period)
    ]
    return max(near, key=lambda c: _order(c.period, period), default=None)


def context(candidates: Iterable[Dated], period: Period) -> Dated | None:
    """Return the latest figure of another family within 18 months, for context alone; None when there is none."""
    near = [c for c in candidates if c.period.ends <= period.ends and _near_enough(c.period, period)]
    return max(near, key=lambda c: _order(c.period, period), default=None)


def _near_enough(earlier: Period, period: Period) -> bool:
    """Return whether a period ended no more than 18 months before another, to the day; month ends count as such."""
    ends = earlier.ends
    months = (period.ends.year - ends.year) * 12 + period.ends.month - ends.month
    if months != OLDEST_MONTHS:
        return months < OLDEST_MONTHS
    years, month = divmod(ends.month - 1 + OLDEST_MONTHS, 12)
    longest = calendar.monthrange(ends.year + years, month + 1)[1]
    at_the_end = ends.day == calendar.monthrange(ends.year, ends.month)[1]
    return period.ends <= date(ends.year + years, month + 1, longest if at_the_end else min(ends.day, longest))


def _order(candidate: Period, period: Period) -> tuple[object, ...]:
    """Return what puts the figure to show last: the latest; of those the same kind; then the longest, then by name."""
    return candidate.ends, candidate.kind == period.kind, -candidate.starts.toordinal(), candidate.kind


def rank_words(rank: int | None, of: int) -> str:
    """Return a rank as people say it, '12th of 151', or '' when there is none."""
    if rank is None:
        return ""
    ending = "th" if rank % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{ending} of {of}"


def neighbour_rank_words(place: tuple[int, int] | None) -> str:
    """Return a rank among neighbours in words, '3rd of 11 with its neighbours', or '' when there is none."""
    return f"{rank_words(*place)} with its neighbours" if place else ""


@dataclass(frozen=True, slots=True)
class Middle:
    """The plain mean and the median of some areas' values, and how many of how many had one."""

    mean: Decimal
    median: Decimal
    had: int
    of: int

    @property
    def words(self) -> str:
        """Return how many had a value: '9 of 10 had a figure'."""
        return f"{self.had} of {self.of} had a figure"


def middle(values: Sequence[Decimal | None]) -> Middle | None:
    """Return the mean and the median of those that have a value, each counting alike; None when none has."""
    had = sorted(value for value in values if value is not None)
    if not had:
        return None
    half = len(had) // 2
    median = had[half] if len(had) % 2 else (had[half - 1] + had[half]) / 2
    return Middle(sum(had, Decimal(0)) / len(had), median, len(had), len(values))
