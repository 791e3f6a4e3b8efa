"""The profile of a target between its steps: a straight line from each step to the next, when it is asked for.

85% by 30 September 2004 and 90% by 31 March 2005 make 87.5% at 31 December 2004. Time runs in months, since that is how
plans are made: each month end is one step on from the last, and days in between are shares of their month. Source:
councils that profile their yearly targets by quarter (a scrutiny panel asked for it in 2010); Luton's two dated steps.
Without being asked, the step in force is what judges: nobody promised the line.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from indicators.rules.parts import decimal_of
from indicators.rules.period import Period, day_words
from indicators.rules.target import Target


@dataclass(frozen=True, slots=True)
class Profile:
    """Where a straight line between two steps stands on a day: a target `by` that day, and words that say so."""

    target: Target
    words: str


def profiled(
    target: Target, targets: Sequence[Target], period: Period, start: tuple[date, Decimal] | None = None
) -> Profile | None:
    """Return the profile of a target's steps at the end of a period, or None where there is no line.

    The steps are the `by` targets with the target's setter, operator and kind of period. `start` is a baseline: its day
    and value, from which a line leads to the first step. There is no line before the first step (or the start), on the
    day of a step, or after the last: there the steps themselves say what is wanted. Of two steps on one day the one
    that was set last counts.
    """
    if target.kind != "by" or (target.period_kind and target.period_kind != period.kind):
        return None
    steps = _steps(target, targets)
    if start is not None and target.upper is None and all(start[0] < day for day in steps):
        steps[start[0]] = replace(target, value=start[1], ends=start[0])
    before = max((day for day in steps if day < period.ends), default=None)
    after = min((day for day in steps if day > period.ends), default=None)
    if before is None or after is None or period.ends in steps:
        return None
    first, last = steps[before], steps[after]
    share = (_place(period.ends) - _place(before)) / (_place(after) - _place(before))
    value = _between(first.value, last.value, share)
    upper = _between(first.upper, last.upper, share) if first.upper is not None and last.upper is not None else None
    words = f"in a straight line from {day_words(before)} to {day_words(after)}"
    return Profile(replace(last, value=value, upper=upper, ends=period.ends, headline=False), words)


def _steps(target: Target, targets: Sequence[Target]) -> dict[date, Target]:
    alike = (target.set_by, target.operator, target.period_kind)
    found: dict[date, Target] = {}
    for one in sorted(targets, key=lambda t: t.set_on):
        if one.kind == "by" and one.ends is not None and (one.set_by, one.operator, one.period_kind) == alike:
            found[one.ends] = one
    return found


def _place(day: date) -> Fraction:
    """Return a day as months since the year 0; the last day of a month is a whole one."""
    return day.year * 12 + day.month + Fraction(day.day, calendar.monthrange(day.year, day.month)[1])


def _between(first: Decimal, last: Decimal, share: Fraction) -> Decimal:
    return decimal_of(Fraction(first) + (Fraction(last) - Fraction(first)) * share)
