"""Periods: what kinds there are, which may be compared, and what each is called. Reading them: period_words.py."""

from __future__ import annotations

import calendar
import functools
from datetime import date, timedelta

from data.periods import Period

KINDS = (
    "snapshot",
    "month",
    "quarter",
    "half_year",
    "financial_year",
    "academic_year",
    "calendar_year",
    "year_to_date",
    "rolling_year",
    "several_years",
)
TWELVE_MONTHS = "twelve_months"
YEARS = {"financial_year", "academic_year", "calendar_year", "rolling_year"}
# Written out once: the calendar module formats a date each time that it is asked for a name.
MONTH_NAMES = tuple(calendar.month_name)
MONTHS = {name.lower(): number for number, name in enumerate(MONTH_NAMES) if name}
# The last day and month of the years that end alike each year, and the day on which a snapshot is usually taken.
USUAL_ENDS = {
    "snapshot": (31, 3),
    "financial_year": (31, 3),
    "academic_year": (31, 8),
    "calendar_year": (31, 12),
    "rolling_year": (31, 3),
}

# A row whose year the source left out: kept, and never charted or compared.
NO_YEAR = Period("several_years", date.min, date.min)


@functools.cache
def family(period: Period) -> str:
    """Return the family within which periods may be compared.

    Snapshots compare with snapshots; any twelve months with any other (financial, academic, calendar or rolling year,
    and a year to date that has reached twelve months); a shorter year to date with the same months of another year;
    otherwise like with like.
    """
    if period.kind in YEARS:
        return TWELVE_MONTHS
    if period.kind == "year_to_date":
        if next_day_a_year_on(period.starts) == period.ends + timedelta(days=1):
            return TWELVE_MONTHS
        # It grows all year: only the same months of another year are like it.
        return f"year_to_date, {MONTH_NAMES[period.starts.month]} to {MONTH_NAMES[period.ends.month]}"
    return period.kind


def next_day_a_year_on(day: date) -> date:
    """Return the same day a year later (28 February for 29 February)."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def months_between(earlier: date, later: date) -> int:
    """Return the whole months from one day to a later one; a month's last day counts as its end."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    ends_later = later.day < earlier.day and later.day != calendar.monthrange(later.year, later.month)[1]
    return months - ends_later


def snapshot(day: date) -> Period:
    """Return the snapshot at one day."""
    return Period("snapshot", day, day)


def month(year: int, number: int) -> Period:
    """Return a calendar month."""
    return Period("month", date(year, number, 1), last_day(year, number))


def quarter(first_year: int, number: int) -> Period:
    """Return a quarter of the financial year that begins in April of `first_year`; quarter 4 ends in March."""
    starts_month = (3 + 3 * (number - 1)) % 12 + 1
    year = first_year + (number == 4)
    return Period("quarter", date(year, starts_month, 1), last_day(year, starts_month + 2))


def year_ending(kind: str, last: date) -> Period:
    """Return the twelve months of a kind that end on `last`."""
    start = last + timedelta(days=1)
    starts = start.replace(year=start.year - 1) if (start.month, start.day) != (2, 29) else date(start.year - 1, 3, 1)
    return Period(kind, starts, last)


def first_year_of(day: date) -> int:
    """Return the year in which the financial year of a day begins."""
    return day.year - (day.month < 4)


def financial_year(first_year: int) -> Period:
    """Return 1 April to 31 March."""
    return Period("financial_year", date(first_year, 4, 1), date(first_year + 1, 3, 31))


def academic_year(first_year: int) -> Period:
    """Return 1 September to 31 August."""
    return Period("academic_year", date(first_year, 9, 1), date(first_year + 1, 8, 31))


def calendar_year(year: int) -> Period:
    """Return 1 January to 31 December."""
    return Period("calendar_year", date(year, 1, 1), date(year, 12, 31))


def day_words(day: date) -> str:
    """Return a day as people write it: 31 March 2005."""
    return f"{day.day} {MONTH_NAMES[day.month]} {day.year}"


@functools.cache
def label(period: Period) -> str:
    """Return the period in plain words, the same everywhere: '2004/05', 'at 31 March 2005', 'July to August 2004'."""
    kind, starts, ends = period
    span = f"{starts.year}/{ends.year % 100:02d}"
    if period == NO_YEAR:
        return "year not given"
    if kind == "snapshot":
        return f"at {day_words(ends)}"
    if kind == "financial_year":
        return span
    if kind == "academic_year":
        return f"academic year {span}"
    if kind == "calendar_year":
        return f"calendar year {starts.year}"
    if kind == "rolling_year":
        return f"year ending {day_words(ends)}"
    if kind == "several_years":
        return _years_words(starts, ends)
    if kind == "month":
        return f"{MONTH_NAMES[starts.month]} {starts.year}"
    if kind == "year_to_date":
        whole = ends == last_day(ends.year, ends.month)
        last = f"{MONTH_NAMES[ends.month]} {ends.year}" if whole else day_words(ends)
        return f"{MONTH_NAMES[starts.month]} {starts.year} to {last} (year to date)"
    return _months_words(starts, ends)


def as_snapshot(period: Period) -> Period:
    """Return the snapshot at the end of a period: what a snapshot indicator means under a quarter's heading."""
    return snapshot(period.ends)


def of_months(starts: date, months: int) -> Period | None:
    """Return the run of whole months that begins on `starts` as the kind that it is; None for one without a name.

    April to September is a half year, April to December a year to date; May to July is nothing that anybody counts by.
    """
    last = starts.year * 12 + starts.month - 1 + months - 1
    kind = _kind_of(starts, months)
    return Period(kind, starts, last_day(last // 12, last % 12 + 1)) if kind else None


def last_day(year: int, month_number: int) -> date:
    """Return the last day of a month."""
    return date(year, month_number, calendar.monthrange(year, month_number)[1])


def _kind_of(starts: date, months: int) -> str:
    if months == 12:
        return {4: "financial_year", 9: "academic_year", 1: "calendar_year"}.get(starts.month, "rolling_year")
    if months == 3 and starts.month % 3 == 1:
        return "quarter"
    if months == 6 and starts.month % 3 == 1:
        return "half_year"
    if months == 1:
        return "month"
    if months > 12:
        return "several_years"
    return "year_to_date" if months > 1 and starts.month in (4, 9) else ""


def _years_words(starts: date, ends: date) -> str:
    if (starts.month, starts.day, ends.month, ends.day) == (1, 1, 12, 31):
        return f"{starts.year} to {ends.year}"
    if (starts.month, starts.day, ends.month, ends.day) == (4, 1, 3, 31):
        return f"{label(financial_year(starts.year))} to {label(financial_year(ends.year - 1))}"
    return f"{MONTH_NAMES[starts.month]} {starts.year} to {MONTH_NAMES[ends.month]} {ends.year}"


def _months_words(starts: date, ends: date) -> str:
    first = MONTH_NAMES[starts.month] + (f" {starts.year}" if starts.year != ends.year else "")
    return f"{first} to {MONTH_NAMES[ends.month]} {ends.year}"
