"""Breaks: two figures that were counted in different ways are not compared, and it is said why.

A break is a day from which an indicator is counted in another way, and what happened (`[[breaks]]` in its definition).
A comparison stands when both periods lie wholly on one side of every break. A period that has a break inside it is of
neither way. Two figures for the very same days were counted alike, whatever happened in between.
Source: the definitions that changed: 7 working days to 10, core to single assessments, register to plans.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol, TypeVar

from indicators.rules.period import MONTH_NAMES, Period


class Break(Protocol):
    """A day from which an indicator is counted in another way, and what happened, as a sentence."""

    @property
    def date(self) -> date: ...
    @property
    def what(self) -> str: ...


BreakLike = TypeVar("BreakLike", bound=Break)


def break_between(breaks: Sequence[BreakLike], one: Period, other: Period) -> BreakLike | None:
    """Return the latest break that keeps two periods, in either order, from being compared; None when none does."""
    if (one.starts, one.ends) == (other.starts, other.ends):
        return None
    first, last = min(one.starts, other.starts), max(one.ends, other.ends)
    return max((found for found in breaks if first < found.date <= last), key=lambda found: found.date, default=None)


def refusal(found: Break, earlier: str) -> str:
    """Return why a figure is not compared with an earlier one; `earlier` is that one in words, '64% for 2009/10'."""
    when = f"{MONTH_NAMES[found.date.month]} {found.date.year}"
    reason = f"Not compared with {earlier}: the definition changed in {when}."
    return f"{reason} {found.what}" if found.what else reason
