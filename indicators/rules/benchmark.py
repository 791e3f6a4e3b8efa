"""Benchmarks: which of another area's figures may stand beside one of ours.

The same period's, else the latest in the same family of periods that ends no later and at most 18 months earlier,
always with its own period. Outside the family it is context, without better or worse.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from indicators.rules.period import Period, family, months_between

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
        if c.period.ends <= period.ends
        and family(c.period) == wanted
        and months_between(c.period.ends, period.ends) <= OLDEST_MONTHS
    ]
    return max(near, key=lambda c: (c.period.ends, c.period.kind == period.kind), default=None)


def context(candidates: Iterable[Dated], period: Period) -> Dated | None:
    """Return the latest figure of another family within 18 months, for context alone; None when there is none."""
    near = [
        c
        for c in candidates
        if c.period.ends <= period.ends and months_between(c.period.ends, period.ends) <= OLDEST_MONTHS
    ]
    return max(near, key=lambda c: c.period.ends, default=None)


def rank_words(rank: int | None, of: int) -> str:
    """Return a rank as people say it, '12th of 151', or '' when there is none."""
    if rank is None:
        return ""
    ending = "th" if rank % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{ending} of {of}"
