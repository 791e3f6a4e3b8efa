"""A made-up set of observations that a council might have: indicators, times, areas, and what stands for each.

Everything is chosen by a `Random`, so that Hypothesis can choose it, or a plain seed can.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from random import Random

from data.periods import Period
from indicators.definitions import Indicator, catalogue
from tests.loaders.layouts.case import EAST, ENGLAND

# What the council is called in its own tables, and the names of its parts and of others.
OWN_WORDS = ("Us", "County", "Suffolk")
PARTS = ("West", "Coastal", "Inner City", "Fenland & Marsh")
OTHERS = (("England", ENGLAND), ("East of England", EAST))
MARKED = {
    "c": "c",
    "*": "c",
    "<5": "c",
    "x": "x",
    "z": "z",
    "k": "low",
    "-": "missing",
    "n/a": "missing",
    "..": "missing",
}
_QUARTER_MONTHS = ("Apr-Jun", "Jul-Sep", "Oct-Dec", "Jan-Mar")
# No value is below this where shares are written: among shares of 1 and less nobody could tell a fraction.
_LEAST_SHARE = 2
_MOST = 5_000


@dataclass(frozen=True)
class Time:
    """A period as a table may write it: whole, or as a part under its year. `day` is set for one written as a date."""

    period: Period
    whole: str
    year: str
    part: str
    day: date | None = None

    def of(self, indicator: Indicator) -> Period:
        """Return what it means for an indicator: the day at its end for one that is counted on a day."""
        if indicator.period == "snapshot":
            return Period("snapshot", self.period.ends, self.period.ends)
        if indicator.period == "academic_year" and self.period.kind == "financial_year":
            year = self.period.starts.year
            return Period("academic_year", date(year, 9, 1), date(year + 1, 8, 31))
        return self.period


@dataclass(frozen=True)
class Measure:
    """An indicator under one of its names."""

    indicator: Indicator
    label: str


@dataclass(frozen=True)
class Place:
    """An area and what the table calls it; `area` is as in a case's figure ('' for the council)."""

    area: str
    label: str


@dataclass(frozen=True)
class Written:
    """What a cell holds: a text, or a number that may be shown as a percentage; and what that says."""

    text: str
    value: Decimal | None
    mark: str = ""
    number: Decimal | None = None
    percent: bool = False


Key = tuple[Measure, Time, Place]


@dataclass(frozen=True)
class Observed:
    """The whole set. `cells` has what stands for each that is not blank; `parts` the numerator and denominator."""

    measures: Sequence[Measure]
    times: Sequence[Time]
    places: Sequence[Place]
    cells: Mapping[Key, Written]
    parts: Mapping[Key, tuple[int, int]]


@cache
def measures() -> Sequence[Measure]:
    """Return every name of every indicator whose figures are numbers, by slug."""
    return [
        Measure(indicator, label)
        for indicator in catalogue().values()
        if indicator.unit != "judgement"
        for label in (indicator.name, *indicator.aliases)
    ]


def observe(rnd: Random, *, places: str = "own", times: str = "", with_parts: bool = False) -> Observed:
    """Return a set of observations. `places` is own, parts (of the council) or all; `times` a family, '' for any."""
    family = times or rnd.choice(("quarters", "quarters", "months", "years", "days"))
    chosen = _some_measures(rnd, family, shares=with_parts)
    moments = _FAMILIES[family](rnd)
    where = _places(rnd, places)
    cells: dict[Key, Written] = {}
    parts: dict[Key, tuple[int, int]] = {}
    for measure in chosen:
        for moment in moments:
            for place in where:
                key = (measure, moment, place)
                if with_parts:
                    cells[key], parts[key] = _share(rnd, measure.indicator)
                elif rnd.random() < 0.88:
                    cells[key] = _written(rnd, measure.indicator)
    if not any(one.value is not None for one in cells.values()):
        cells[chosen[0], moments[0], where[0]] = _number(rnd, chosen[0].indicator)
    return Observed(chosen, moments, where, cells, parts)


def _some_measures(rnd: Random, family: str, *, shares: bool) -> list[Measure]:
    allowed = [
        measure
        for measure in measures()
        if (family != "days" or measure.indicator.period == "snapshot")
        and (not shares or (measure.indicator.unit == "percent" and measure.indicator.highest == 100))
    ]
    found: dict[str, Measure] = {}
    for _ in range(rnd.randint(1, 4)):
        measure = rnd.choice(allowed)
        found.setdefault(measure.indicator.slug, measure)
    return list(found.values())


def _places(rnd: Random, which: str) -> list[Place]:
    own = Place("", rnd.choice(OWN_WORDS))
    if which == "own":
        return [own]
    parts = [Place("/" + _slug(name), name) for name in rnd.sample(PARTS, rnd.randint(2, 3))]
    if which == "parts":
        return parts  # two at least: the name of a workbook's only sheet need not be a place
    others = [Place(area, name) for name, area in rnd.sample(OTHERS, rnd.randint(0, 2))]
    return [own, *parts, *others]


def _slug(name: str) -> str:
    return name.lower().replace("&", "and").replace(" ", "-")


# --- times --------------------------------------------------------------------------------------------------------


def _year_words(year: int, form: int) -> str:
    return (f"{year}/{(year + 1) % 100:02d}", f"{year}-{(year + 1) % 100:02d}")[form]


def _quarters(rnd: Random) -> list[Time]:
    first, count, form = rnd.randint(2001, 2024) * 4 + rnd.randint(0, 3), rnd.randint(2, 6), rnd.randint(0, 3)
    return [_quarter(number // 4, number % 4, form) for number in range(first, first + count)]


def _quarter(year: int, place: int, form: int) -> Time:
    month, calendar_year = (place * 3 + 3) % 12 + 1, year + (place == 3)
    ends = _last_day(calendar_year, month + 2)
    whole = (
        f"Q{place + 1} {_year_words(year, 0)}",
        f"{_year_words(year, 1)} Q{place + 1}",
        f"Qtr {place + 1} {_year_words(year, 0)}",
        f"{_QUARTER_MONTHS[place]} {calendar_year}",
    )[form]
    part = _QUARTER_MONTHS[place] if form == 3 else f"Qtr {place + 1}" if form == 2 else f"Q{place + 1}"
    return Time(Period("quarter", date(calendar_year, month, 1), ends), whole, _year_words(year, form % 2), part)


def _months(rnd: Random) -> list[Time]:
    first, count, form = rnd.randint(2001, 2024) * 12 + rnd.randint(0, 11), rnd.randint(2, 8), rnd.randint(0, 2)
    return [_month(number // 12, number % 12 + 1, form) for number in range(first, first + count)]


def _month(year: int, month: int, form: int) -> Time:
    starts, name = date(year, month, 1), calendar.month_name[month]
    whole = (f"{name[:3]}-{year % 100:02d}", f"{name} {year}", f"{name} {year}")[form]
    part = name[:3] if form == 0 else name
    period = Period("month", starts, _last_day(year, month))
    return Time(period, whole, _year_words(year - (month < 4), 0), part, starts if form == 2 else None)


def _years(rnd: Random) -> list[Time]:
    first, form = rnd.randint(2000, 2023), rnd.randint(0, 2)
    return [_financial_year(year, form) for year in range(first, first + rnd.randint(2, 4))]


def _financial_year(year: int, form: int) -> Time:
    whole = f"Outturn {_year_words(year, 0)}" if form == 2 else _year_words(year, form)
    return Time(Period("financial_year", date(year, 4, 1), date(year + 1, 3, 31)), whole, whole, "")


def _days(rnd: Random) -> list[Time]:
    first, count, form = rnd.randint(2001, 2024) * 4 + rnd.randint(0, 3), rnd.randint(2, 5), rnd.randint(0, 3)
    return [_day(_quarter(number // 4, number % 4, 0).period.ends, form) for number in range(first, first + count)]


def _day(day: date, form: int) -> Time:
    month = calendar.month_name[day.month]
    whole = (f"{day:%d/%m/%Y}", f"{day.day} {month} {day.year}", f"as at {day:%d/%m/%Y}", day.isoformat())[form]
    return Time(Period("snapshot", day, day), whole, "", "", day if form == 3 else None)


_FAMILIES: Mapping[str, Callable[[Random], list[Time]]] = {
    "quarters": _quarters,
    "months": _months,
    "years": _years,
    "days": _days,
}


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


# --- values -------------------------------------------------------------------------------------------------------


def _written(rnd: Random, indicator: Indicator) -> Written:
    if rnd.random() < 0.12:
        text = rnd.choice(list(MARKED))
        return Written(text, None, MARKED[text])
    return _number(rnd, indicator)


def _number(rnd: Random, indicator: Indicator) -> Written:
    low = Decimal(0) if indicator.lowest is None else max(indicator.lowest, Decimal(0))
    if indicator.unit in ("percent", "percent_change"):
        low = Decimal(_LEAST_SHARE)
    high = Decimal(_MOST) if indicator.highest is None else min(indicator.highest, Decimal(_MOST))
    scale = 10**indicator.decimals
    value = Decimal(rnd.randint(int(low * scale), int(high * scale))) / scale
    return _spelt(rnd, value, indicator)


def _share(rnd: Random, indicator: Indicator) -> tuple[Written, tuple[int, int]]:
    """Return a share that is exactly what its parts come to, with them."""
    whole = rnd.choice((40, 50, 80, 100, 200, 250, 400, 500))
    part = rnd.randint(whole // 20, whole)
    value = (Decimal(100 * part) / whole).normalize()
    return _spelt(rnd, value, indicator), (part, whole)


def _spelt(rnd: Random, value: Decimal, indicator: Indicator) -> Written:
    plain = f"{value.normalize():f}"
    form = rnd.randint(0, 5)
    if indicator.unit == "percent" and form == 0:
        return Written(f"{plain}%", value, number=value / 100, percent=True)
    if form == 1:
        return Written(f"{plain}%" if indicator.unit == "percent" else plain, value)
    if form == 2 and value >= 1000:
        return Written(f"{value.normalize():,f}", value)
    return Written(plain, value, number=value)
