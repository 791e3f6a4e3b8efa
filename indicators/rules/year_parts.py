"""The parts of a target's year: which periods of one kind are done, and how many are to come.

October to December 2004 in 2004/05 is the third quarter: three are done and one is to come. April to December 2004 as a
year to date says the same in one figure. Source: the kinds of period (docs/design.md, "Periods"); a part that does not
fit into the year, or a year that its parts do not fill, has no such count.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from indicators.rules.period import Period, last_day, of_months

MONTHS = {"month": 1, "quarter": 3, "half_year": 6}


@dataclass(frozen=True, slots=True)
class YearParts:
    """The periods up to one, that one last; how many parts each stands for; how many parts of which kind are to come.

    A year to date is one period that stands for several parts.
    """

    done: tuple[Period, ...]
    each: int
    left: int
    kind: str


def year_parts(period: Period, starts: date, ends: date) -> YearParts | None:
    """Return how a period divides the span from `starts` to `ends`, or None when it is no part of it."""
    if not starts <= period.starts <= period.ends <= ends:
        return None
    if period.kind == "year_to_date":
        return _to_date(period, starts, ends)
    step = MONTHS.get(period.kind)
    done = _run(starts, period, step) if step else None
    left = _count(period.ends, ends, step) if step else None
    if step is None or done is None or left is None:
        return None
    return YearParts(done, 1, left, period.kind)


def _to_date(period: Period, starts: date, ends: date) -> YearParts | None:
    """Return a year to date as so many quarters, or months where it is not whole quarters."""
    months = _count(starts - timedelta(days=1), period.ends, 1)
    if period.starts != starts or months is None:
        return None
    kind = "quarter" if months % 3 == 0 else "month"
    left = _count(period.ends, ends, MONTHS[kind])
    return None if left is None else YearParts((period,), months // MONTHS[kind], left, kind)


def _run(starts: date, period: Period, step: int) -> tuple[Period, ...] | None:
    found: list[Period] = []
    while starts <= period.starts:
        part = of_months(starts, step) if starts.day == 1 else None
        if part is None or part.kind != period.kind:
            return None
        found.append(part)
        starts = part.ends + timedelta(days=1)
    return tuple(found) if found and found[-1] == period else None


def _count(after: date, ends: date, step: int) -> int | None:
    """Return how many parts of so many months lie after a month's end up to another; None when they do not fit."""
    months = (ends.year - after.year) * 12 + ends.month - after.month
    whole = all(day == last_day(day.year, day.month) for day in (after, ends))
    return months // step if whole and months >= 0 and months % step == 0 else None
