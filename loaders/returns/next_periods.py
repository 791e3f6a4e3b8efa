"""The period that a council fills in next, and periods written so that they are read back as the same."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from indicators.rules.period import (
    Period,
    academic_year,
    calendar_year,
    day_words,
    financial_year,
    label,
    month,
    quarter,
    snapshot,
    year_ending,
)
from indicators.rules.period_words import parse

_DAY = timedelta(days=1)


def written(period: Period, usual: str) -> str:
    """Return a text that means this period for an indicator of this usual kind, or '' when no text does."""
    for text in _ways(period):
        try:
            if parse(text, usual=usual) == period:
                return text
        except (ValueError, OverflowError):
            continue
    return ""


def following(period: Period) -> Period | None:
    """Return the next period of the same kind; None where there is no regular next one (several years).

    What is counted on a day, or over a year or part of one up to a day, goes on to the next end of a quarter.
    """
    after, quarter_end = period.ends + _DAY, next_quarter_end(period.ends)
    if period.kind == "snapshot":
        return snapshot(quarter_end)
    if period.kind == "month":
        return month(after.year, after.month)
    if period.kind == "quarter":
        return _quarter_of(after)
    if period.kind == "half_year":
        return _half_year_of(after)
    if period.kind == "financial_year":
        return financial_year(after.year)
    if period.kind == "academic_year":
        return academic_year(after.year)
    if period.kind == "calendar_year":
        return calendar_year(after.year)
    if period.kind == "rolling_year":
        return year_ending("rolling_year", quarter_end)
    if period.kind == "year_to_date":
        return Period("year_to_date", _financial_start(quarter_end), quarter_end)
    return None


def latest_over(kind: str, today: date) -> Period | None:
    """Return the latest period of a kind that is over: what an indicator without any figure starts with."""
    last = _quarter_of(today).starts - _DAY
    if kind == "month":
        ended = today.replace(day=1) - _DAY
        return month(ended.year, ended.month)
    if kind == "half_year":
        return _half_year_of(_half_year_of(today).starts - _DAY)
    if kind == "financial_year":
        return financial_year(_financial_start(today).year - 1)
    if kind == "academic_year":
        return academic_year(today.year - (2 if today.month < 9 else 1))
    if kind == "calendar_year":
        return calendar_year(today.year - 1)
    return {
        "snapshot": snapshot(last),
        "quarter": _quarter_of(last),
        "rolling_year": year_ending("rolling_year", last),
        "year_to_date": Period("year_to_date", _financial_start(last), last),
    }.get(kind)


def next_quarter_end(day: date) -> date:
    """Return the first last day of March, June, September or December after a day."""
    ends = _quarter_of(day).ends
    return ends if ends > day else _quarter_of(day + _DAY).ends


def _quarter_of(day: date) -> Period:
    return quarter(_financial_start(day).year, (day.month - 4) % 12 // 3 + 1)


def _half_year_of(day: date) -> Period:
    first = _financial_start(day).year
    if 4 <= day.month <= 9:
        return Period("half_year", date(first, 4, 1), date(first, 9, 30))
    return Period("half_year", date(first, 10, 1), date(first + 1, 3, 31))


def _financial_start(day: date) -> date:
    return date(day.year if day.month >= 4 else day.year - 1, 4, 1)


def _ways(period: Period) -> Iterator[str]:
    """Yield ways of writing a period, the plainest first."""
    kind, starts, ends = period
    span = f"{starts.year}/{ends.year % 100:02d}"
    if kind == "snapshot":
        yield day_words(ends)
    elif kind == "quarter":
        yield f"Q{(starts.month - 4) % 12 // 3 + 1} {_span(starts)}"
    elif kind == "financial_year":
        yield from (span, f"financial year {span}")
    elif kind == "academic_year":
        yield from (f"academic year {span}",)
    elif kind == "rolling_year":
        yield from (f"year ending {day_words(ends)}", f"12 months to {day_words(ends)}")
    elif kind == "year_to_date":
        yield f"year to date {day_words(ends)}"
    yield label(period)
    yield f"{calendar.month_name[starts.month]} {starts.year} to {calendar.month_name[ends.month]} {ends.year}"


def _span(day: date) -> str:
    first = _financial_start(day).year
    return f"{first}/{(first + 1) % 100:02d}"
