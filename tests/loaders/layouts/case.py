"""What a case is: a file as a council makes it, and everything that reading it must give, written by hand.

The periods here are read by a small grammar of this file alone, so that the product's own reading is not its own judge.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from openpyxl.utils import column_index_from_string, get_column_letter

from data.periods import Period
from tests.loaders.layouts.make import Book

SUFFOLK, NORFOLK, ESSEX, LUTON = "E10000029", "E10000020", "E10000012", "E06000032"
CAMBRIDGESHIRE, HERTFORDSHIRE, PETERBOROUGH = "E10000003", "E10000015", "E06000031"
KENT, MEDWAY, HAVERING, LEEDS, BIRMINGHAM = "E10000016", "E06000035", "E09000016", "E08000035", "E08000025"
DURHAM, PORTSMOUTH, ISLE_OF_WIGHT, THURROCK = "E06000047", "E06000044", "E06000046", "E06000034"
ENGLAND, EAST = "E92000001", "E12000006"
# What stands after the council's code for the averages that it supplies about others.
NEIGHBOURS, FAMILY = "/neighbours", "/family-group"
MARKS = ("missing", "c", "x", "z", "low", "u")
_STATUS = {"p": "provisional", "r": "revised"}
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}


@dataclass(frozen=True)
class Fig:
    """A figure that must be there, and at which cell. `area` is '' for the council, '/west' for a part of it.

    `note` is compared when it is given; `roughly` allows the rounding that a share worked out from its parts needs.
    """

    indicator: str
    cell: str
    period: Period
    value: Decimal | None
    mark: str = ""
    status: str = "actual"
    area: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    sheet: str | None = None
    note: str | None = None
    roughly: bool = False


@dataclass(frozen=True)
class Aim:
    """A target that must be there. `when` is a period for the kind `for`, a day for `by`, '' for `standing`."""

    indicator: str
    cell: str
    kind: str
    when: str
    operator: str
    value: str
    area: str = ""
    upper: str = ""
    sheet: str | None = None

    @property
    def dates(self) -> tuple[date | None, date | None]:
        """Return the first and last day as the store keeps them."""
        if not self.when:
            return None, None
        found = when(self.when)
        return (None if self.kind == "by" else found.starts), found.ends


@dataclass(frozen=True)
class Words:
    """A comment that must be there; its period is compared when it is given."""

    indicator: str
    cell: str
    words: str
    area: str = ""
    period: str = ""
    sheet: str | None = None


@dataclass(frozen=True)
class Fault:
    """A problem that must be told. A place of None is not compared."""

    code: str
    cell: str | None = None
    sheet: str | None = None


@dataclass(frozen=True)
class Case:
    """A file and what it must give. `asked` is the council given when it is loaded, `council` whose figures they are.

    With errors the file is refused and nothing of it may be stored. `known_on` is compared when it is given. `warnings`
    are compared with all that are told of the codes in EXACT (see test_corpus.py); of other codes they must be there.
    """

    name: str
    book: Book
    council: str
    asked: str = ""
    figures: Sequence[Fig] = ()
    targets: Sequence[Aim] = ()
    comments: Sequence[Words] = ()
    warnings: Sequence[Fault] = ()
    errors: Sequence[Fault] = ()
    known_on: str = ""

    @property
    def sheet(self) -> str:
        """Return the sheet of whatever names none: the first that is not hidden; '' for a CSV."""
        return "" if self.book.is_csv else next(page.name for page in self.book.pages if not page.hidden)


def across(indicator: str, first: str, periods: str, values: str, **same: object) -> list[Fig]:
    """Return the figures of a row from its first cell rightwards: `;` parts the periods, a space the values.

    A value is a number, a mark, `.` for nothing at all, or a number with (p) or (r) after it; `_` in place of a period
    skips a column.
    """
    return _run(indicator, first, periods, values, 0, 1, same)


def down(indicator: str, first: str, periods: str, values: str, **same: object) -> list[Fig]:
    """Return the figures of a column from its first cell downwards; see `across`."""
    return _run(indicator, first, periods, values, 1, 0, same)


def one(indicator: str, cell: str, period: str, value: str, **more: object) -> Fig:
    """Return one figure; see `across` for its value."""
    return _run(indicator, cell, period, value, 0, 1, more)[0]


def parts(figures: Sequence[Fig], numerators: str, denominators: str) -> list[Fig]:
    """Return the figures with these numerators and denominators, `.` for none."""
    pairs = zip(figures, numerators.split(), denominators.split(), strict=True)
    return [replace(figure, numerator=_number(top), denominator=_number(whole)) for figure, top, whole in pairs]


def _run(
    indicator: str, first: str, periods: str, values: str, down: int, right: int, same: dict[str, object]
) -> list[Fig]:
    match = re.fullmatch(r"([A-Z]+)(\d+)", first)
    assert match, first
    row, column = int(match[2]), column_index_from_string(match[1])
    found = []
    named = [period.strip() for period in periods.split(";")]
    for step, (period, value) in enumerate(zip(named, values.split(), strict=True)):
        if value != "." and period != "_":
            cell = f"{get_column_letter(column + right * step)}{row + down * step}"
            found.append(_figure(indicator, cell, period, value, same))
    return found


def _figure(indicator: str, cell: str, period: str, value: str, same: dict[str, object]) -> Fig:
    status = str(same.get("status", "actual"))
    if match := re.fullmatch(r"(.+)\(([pr])\)", value):
        value, status = match[1], _STATUS[match[2]]
    more = {key: said for key, said in same.items() if key != "status"}
    if value in MARKS:
        return Fig(indicator, cell, when(period), None, value, status, **more)  # type: ignore[arg-type]
    return Fig(indicator, cell, when(period), Decimal(value), "", status, **more)  # type: ignore[arg-type]


def _number(text: str) -> Decimal | None:
    return None if text == "." else Decimal(text)


def when(text: str) -> Period:
    """Return the period that a case means: 'Q3 04/05', '04/05', 'AY 03/04', 'H1 04/05', 'CY 2004', 'May 2004',
    '@31/03/2005' (a day), 'YTD Dec 2004' (from April), '12m Dec 2004'."""
    if match := re.fullmatch(r"@(\d\d)/(\d\d)/(\d{4})", text):
        day = date(int(match[3]), int(match[2]), int(match[1]))
        return Period("snapshot", day, day)
    if match := re.fullmatch(r"(?:(Q[1-4]|H[12]|AY) )?(\d\d)/(\d\d)", text):
        return _of_year(match[1] or "", 2000 + int(match[2]) - 100 * (int(match[2]) > 50))
    if match := re.fullmatch(r"CY (\d{4})", text):
        return Period("calendar_year", date(int(match[1]), 1, 1), date(int(match[1]), 12, 31))
    match = re.fullmatch(r"(?:(YTD|12m) )?([A-Z][a-z]{2}) (\d{4})", text)
    assert match, f"{text!r} is no period of this grammar"
    return _of_month(match[1] or "", int(match[3]), _MONTHS[match[2].lower()])


def _of_year(part: str, year: int) -> Period:
    if part == "AY":
        return Period("academic_year", date(year, 9, 1), date(year + 1, 8, 31))
    if not part:
        return Period("financial_year", date(year, 4, 1), date(year + 1, 3, 31))
    months = 3 if part[0] == "Q" else 6
    first = 4 + months * (int(part[1]) - 1)
    starts = date(year + (first > 12), (first - 1) % 12 + 1, 1)
    kind = "quarter" if part[0] == "Q" else "half_year"
    last = first + months - 1
    return Period(kind, starts, _last_day(year + (last > 12), (last - 1) % 12 + 1))


def _of_month(part: str, year: int, month: int) -> Period:
    ends = _last_day(year, month)
    if part == "YTD":
        return Period("year_to_date", date(year if month > 3 else year - 1, 4, 1), ends)
    if part == "12m":
        return Period("rolling_year", date(year - (month < 12), month % 12 + 1, 1), ends)
    return Period("month", date(year, month, 1), ends)


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
