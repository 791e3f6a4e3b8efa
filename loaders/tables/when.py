"""Which period a column or a row means, once what stands around it has given its year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from data.periods import Period
from indicators.definitions import Indicator
from indicators.rules.period import academic_year, as_snapshot, financial_year, first_year_of
from indicators.rules.period_words import Part, parse
from loaders.tables.context import Around
from loaders.tables.says import Says

# Kinds that grow into a year to date where figures run from the beginning of the year.
_GROWING = frozenset({"month", "quarter", "half_year"})


def years_of(columns: Mapping[int, Says], around: Around) -> dict[int, int]:
    """Return for each column that needs one the first year of its financial year.

    It is said beside the part of the year, by the last column on the left that says one (as long as the parts go on
    through that year), or by what stands around the table.
    """
    found: dict[int, int] = {}
    carried: int | None = None
    last: date | None = None
    for column, says in sorted(columns.items()):
        period = says.period
        if isinstance(period, Period):
            if period.kind in ("month", "quarter", "half_year", "financial_year", "year_to_date"):
                carried, last = first_year_of(period.ends), period.ends
            continue
        if says.year is not None:
            carried = found[column] = says.year
            last = _end(period, carried)
            continue
        if not isinstance(period, Part):
            continue
        year = _year_around(around)
        if carried is not None and (period.is_open or _follows(period, carried, last)):
            year = carried
        if year is not None:
            found[column] = year
            last = _end(period, year) or last
            carried = year if carried is None else carried
    return found


def period_of(says: Says, year: int | None, around: Around, upto: date | None) -> Period | None:
    """Return the period that a heading means, or None when it does not say enough; `upto` ends a year to date."""
    period: Period | Part | None = says.period
    if period is None and says.year is not None:
        period = financial_year(says.year)
    if period is None:
        period, year = around.period, year if year is not None else around.year
    if isinstance(period, Part):
        year = year if year is not None else _year_around(around)
        return period.within(year, upto=upto) if year is not None else None
    return period


def fitted(period: Period, indicator: Indicator, cumulative: bool, written: str = "") -> Period:
    """Return the period that a heading means for one indicator; `written` is the period's own words, where it has any.

    A snapshot indicator under a quarter or a year is the snapshot at its end; one that is counted by school year takes
    two years as a school year; figures that run from April make a quarter the year to its end.
    """
    if indicator.period == "snapshot":
        return as_snapshot(period)
    if written and not cumulative:
        return parse(written, usual=indicator.period)
    if indicator.period == "academic_year" and period.kind == "financial_year":
        return academic_year(period.starts.year)
    if cumulative and period.kind in _GROWING:
        return Period("year_to_date", date(first_year_of(period.ends), 4, 1), period.ends)
    return period


def year_around(day: date, indicator: Indicator) -> Period:
    """Return the year, of the kind that an indicator is counted by, in which a day lies."""
    if indicator.period == "academic_year":
        return academic_year(day.year - (day.month < 9))
    return financial_year(first_year_of(day))


def _year_around(around: Around) -> int | None:
    if around.year is not None:
        return around.year
    if isinstance(around.period, Period):
        return first_year_of(around.period.ends)
    return None


def _end(period: Part | Period | None, year: int) -> date | None:
    if isinstance(period, Part):
        found = period.within(year)
        return found.ends if found else None
    return period.ends if period else None


def _follows(part: Part, year: int, last: date | None) -> bool:
    """Return whether a part of this year comes after the last column, so that the year can be carried on to it."""
    end = _end(part, year)
    return end is not None and (last is None or end >= last)
