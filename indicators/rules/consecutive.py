"""Which figures follow each other without a gap: the quarter before, the year before, the count before.

Months, quarters, half years and years follow when one begins on the day after the other ends. Counts on a day, rolling
years and years to date (which are like the same months of another year) may come at any pace, so there a gap is a space
more than one and a half times as long as that series' usual one, or over 18 months. A period whose figure is missing,
suppressed or not an outturn is a gap too: nobody knows what it would have been. Source: docs/design.md, "Periods": a
change over a gap is not a direction of travel.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median_low
from typing import Generic

from indicators.rules.direction import JUDGED, PointLike
from indicators.rules.period import NO_YEAR, Period, family, label, months_between

FIXED = frozenset({"month", "quarter", "half_year", "financial_year", "academic_year", "calendar_year"})
LONGEST_SPACE = 1.5  # of the usual space between two figures
LONGEST_MONTHS = 18
# Why a run of figures goes no further back.
FIRST, GAP, BREAK = "first", "gap", "break"
_NAMES = {"month": "month", "quarter": "quarter", "half_year": "half year"}
_YEARLY = FIXED - _NAMES.keys() | {"year_to_date"}


@dataclass(frozen=True, slots=True)
class Unbroken(Generic[PointLike]):
    """Figures that follow each other, the newest first, and why there is no earlier one: first, gap or break."""

    points: tuple[PointLike, ...]
    ended: str


def unbroken(points: Iterable[PointLike], period: Period, breaks: Sequence[date] = ()) -> Unbroken[PointLike]:
    """Return the figures that lead up to a period without a gap, its own first; none when it has no value.

    Only outturns of the period's family count, one for each last day: that of the period's own kind. `breaks` are the
    days from which the indicator was counted in another way.
    """
    usable = _one_a_day(points, period)
    if not usable or usable[0].period != period or usable[0].value is None:
        return Unbroken((), GAP)
    step = _usual_step([point.period for point in usable])
    found = [usable[0]]
    for earlier in usable[1:]:
        later = found[-1].period
        if any(earlier.period.starts < day <= later.ends for day in breaks):
            return Unbroken(tuple(found), BREAK)
        if earlier.value is None or not _follows(earlier.period, later, step):
            return Unbroken(tuple(found), GAP)
        found.append(earlier)
    return Unbroken(tuple(found), FIRST)


def _one_a_day(points: Iterable[PointLike], period: Period) -> list[PointLike]:
    """Return the outturns of a period's family up to it, the newest first, and of those that end together one."""
    wanted = family(period)
    best: dict[date, PointLike] = {}
    for point in points:
        theirs = point.period
        if theirs.ends > period.ends or theirs == NO_YEAR or point.status not in JUDGED or family(theirs) != wanted:
            continue
        held = best.get(theirs.ends)
        if held is None or _fits(theirs, period) > _fits(held.period, period):
            best[theirs.ends] = point
    return [best[day] for day in sorted(best, reverse=True)]


def _fits(theirs: Period, period: Period) -> tuple[bool, bool, str]:
    return theirs == period, theirs.kind == period.kind, theirs.kind


def _usual_step(periods: Sequence[Period]) -> int:
    """Return the usual number of days from one figure to the next, of periods that are newest first."""
    spaces = [(later.ends - earlier.ends).days for later, earlier in itertools.pairwise(periods)]
    return median_low(spaces) if spaces else 0


def _follows(earlier: Period, later: Period, step: int) -> bool:
    if earlier.kind == later.kind and later.kind in FIXED:
        return earlier.ends + timedelta(days=1) == later.starts
    if later.kind != "several_years" and months_between(earlier.ends, later.ends) > LONGEST_MONTHS:
        return False
    return (later.ends - earlier.ends).days <= LONGEST_SPACE * step


def count_words(count: int, kind: str) -> str:
    """Return so many periods in words: '3 quarters', '2 years', '4 figures in a row' where they have no set length."""
    name = _NAMES.get(kind) or ("year" if kind in _YEARLY else "")
    if not name:
        return f"{count} figure{'' if count == 1 else 's'} in a row"
    return f"{count} {name}{'' if count == 1 else 's'}"


def since_words(period: Period) -> str:
    """Return a period as it stands after 'since': 'April to June 2004', '2002/03', '31 March 2005'."""
    text = label(period)
    if period.kind == "snapshot":
        return text.removeprefix("at ")
    return f"the {text}" if period.kind in ("rolling_year", "academic_year", "calendar_year") else text
