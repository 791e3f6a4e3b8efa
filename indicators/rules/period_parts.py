"""Periods without their year, as headings have them: Q1, Apr-Jun, YTD, Outturn, 31 March."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from indicators.rules.period import (
    Period,
    academic_year,
    as_snapshot,
    financial_year,
    last_day,
    of_months,
    snapshot,
)
from indicators.rules.period_tokens import LONGEST, MONTH, NEWEST, OLDEST, TO, clean, counted, month_of, pattern

_FOUR = "(?:[1-4]|one|two|three|four|first|second|third|fourth)"
_TWO = "(?:[12]|one|two|first|second)"
QUARTER = rf"(?:q(?:uarter|tr|rt)?[ :-]{{0,2}}{_FOUR}|{_FOUR} (?:quarter|qtr|q))(?![a-z0-9])"
HALF = rf"(?:(?:h|hy|half|half[ -]?year)[ :-]{{0,2}}{_TWO}|{_TWO} half(?:[ -]?year)?)(?![a-z0-9])"
_QUARTERS = r"q(?:uarter|tr)?s? ?([1-4]) ?(?:-|to|\+) ?(?:q(?:uarter|tr)? ?)?([1-4])"
_MONTHS = rf"(?:from )?({MONTH}){TO}({MONTH})"
TO_DATE = r"(?:ytd|year[ -]to[ -]date|cumulative|cum|cumul)"
_WHOLE_YEAR = (
    "(?:final |annual |year[ -]end )?(?:outturn|out-turn)|year[ -]?end|end of year|full[ -]year|whole year|annual"
    "|year|year total"
)
AS_AT = (
    r"(?:(?:position |data |snapshot )?(?:(?:as )?at|as of|as on|on)(?: the)?(?: end(?: of)?)?|(?:the )?end(?: of)?)"
)
_LONGEST_MONTHS = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}


@dataclass(frozen=True, slots=True)
class Part:
    """A period without its year.

    `kind` is months (a run of them), year (a whole one), year_to_date or snapshot. `first` and `last` are the months in
    which it begins and ends, 0 where the year's own are meant or, for the end of a year to date, where it is not said.
    `day` is the last day where it is not the month's last, else 0.
    """

    kind: str
    first: int = 0
    last: int = 0
    day: int = 0

    @property
    def is_quarter(self) -> bool:
        """Return whether this is one quarter of a financial year."""
        return self.kind == "months" and self.first % 3 == 1 and (self.last - self.first) % 12 == 2

    @property
    def is_open(self) -> bool:
        """Return whether its end is not said, so that it takes a day to know the period."""
        return self.kind == "year_to_date" and not self.last

    def within(self, first_year: int, *, upto: date | None = None, usual: str = "") -> Period | None:
        """Return the period in the financial year that begins in April of `first_year`; None when there is none.

        `upto` is the last day of what is open. `usual` is the indicator's own kind: a whole year and a year to date are
        of the school year for one counted so, and one counted on a day is a snapshot at the end.
        """
        if not OLDEST <= first_year < NEWEST:
            return None
        try:
            found = self._within(first_year, upto, 9 if usual == "academic_year" else 4)
        except ValueError:  # 29 February in a common year
            return None
        return as_snapshot(found) if found and usual == "snapshot" else found

    def _within(self, first_year: int, upto: date | None, begins: int) -> Period | None:
        if self.kind == "year":
            return academic_year(first_year) if begins == 9 else financial_year(first_year)
        if self.kind == "year_to_date":
            return self._to_date(first_year, upto, begins)
        if self.kind == "snapshot":
            return snapshot(self._end_in(first_year, 4))
        months = (self.last - self.first) % 12 + 1
        starts = date(_year_of(self.first, first_year, 4), self.first, 1)
        found = of_months(starts, months)
        return found if found and found.ends <= date(first_year + 1, 3, 31) else None

    def _to_date(self, first_year: int, upto: date | None, begins: int) -> Period | None:
        begins = self.first or begins
        if begins not in (4, 9):  # a year that begins in January is neither of the two that are written 2004/05
            return None
        starts = date(first_year, begins, 1)
        ends = self._end_in(first_year, begins) if self.last else upto
        if ends is None or not starts <= ends < starts.replace(year=first_year + 1):
            return None
        return Period("year_to_date", starts, ends)

    def _end_in(self, first_year: int, begins: int) -> date:
        year = _year_of(self.last, first_year, begins)
        return date(year, self.last, self.day) if self.day else last_day(year, self.last)


def part(text: str) -> Part | None:
    """Return the part of a year that a text means: 'Q1 (Apr-Jun)', 'YTD', '31 March'; None when it means none.

    Two ways of saying it in one text must agree. A text with a year in it is no part: see parse.
    """
    return _part(clean(text)) if len(text) <= LONGEST else None


@functools.lru_cache(maxsize=4096)
def _part(text: str) -> Part | None:
    text = text.strip(" :,;-")
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1].strip()
    said = pattern(rf"\(?\b{TO_DATE}\b\)?").sub(" ", text)
    if said != text:
        return _so_far(re.sub(r"\s+", " ", said).strip(" :,;-"))
    return _plain(text) or _agreeing(text)


def _so_far(rest: str) -> Part | None:
    """Return the year to date whose other words are these."""
    if rest in ("", "total", "figure"):
        return Part("year_to_date")
    rest = re.sub(r"^(?:to|at|up to|as at) ", "", rest)
    found = _plain(rest) or _agreeing(rest)
    if found is None or found.kind not in ("months", "snapshot"):
        return None
    # Q3 and December end it; Apr-Dec says besides where it begins.
    begins = found.first if not found.is_quarter and found.first != found.last else 0
    return Part("year_to_date", begins, found.last, found.day)


def _plain(text: str) -> Part | None:
    for form, build in _FORMS:
        if match := pattern(form).fullmatch(text):
            return build(match)
    return None


def _agreeing(text: str) -> Part | None:
    """Return what a quarter or half year and its months mean together, 'Q1 (Apr-Jun)', when they mean the same."""
    named, months = f"(?P<named>{QUARTER}|{HALF})", f"(?P<months>{_MONTHS})"
    for form in (rf"{named}[ :,-]*\(?{months}\)?", rf"{months}[ :,-]*\(?{named}\)?"):
        if match := pattern(form).fullmatch(text):
            one, other = _plain(match["named"]), _plain(match["months"])
            return one if one == other else None
    return None


def _year_of(month: int, first_year: int, begins: int) -> int:
    return first_year if month >= begins else first_year + 1


def _quarters(first: int, last: int) -> Part | None:
    return Part("months", *_months_of(first, last, 3)) if first <= last else None


def _months_of(first: int, last: int, long: int) -> tuple[int, int]:
    return (3 + long * (first - 1)) % 12 + 1, (3 + long * last - 1) % 12 + 1


def _numbered(match: re.Match[str], long: int) -> Part:
    number = next(counted(word) for word in re.findall("[1-4]|[a-z]+", match[0]) if _is_count(word))
    return Part("months", *_months_of(number, number, long))


def _is_count(word: str) -> bool:
    return re.fullmatch(_FOUR, word) is not None


def _day(day: str, month: int) -> Part | None:
    longest = _LONGEST_MONTHS.get(month, 31)
    if not 1 <= int(day) <= longest:
        return None
    last = int(day) == longest and month != 2
    return Part("snapshot", last=month, day=0 if last else int(day))


def _slashed(match: re.Match[str]) -> Part | None:
    """Return '30/06' as a day: a month's last, for anything else might be a share or two years."""
    day, month = int(match[1]), int(match[2])
    ends = {28, 29} if month == 2 else {_LONGEST_MONTHS.get(month, 31)}
    return _day(match[1], month) if 1 <= month <= 12 and day in ends else None


def _ended(match: re.Match[str]) -> Part | None:
    found = _plain(match[1])
    return Part("snapshot", last=found.last) if found and found.kind == "months" else None


_FORMS: list[tuple[str, Callable[[re.Match[str]], Part | None]]] = [
    (QUARTER, lambda match: _numbered(match, 3)),
    (HALF, lambda match: _numbered(match, 6)),
    (_QUARTERS, lambda match: _quarters(int(match[1]), int(match[2]))),
    (f"({MONTH})", lambda match: Part("months", month_of(match[1]), month_of(match[1]))),
    (_MONTHS, lambda match: Part("months", month_of(match[1]), month_of(match[2]))),
    (_WHOLE_YEAR, lambda match: Part("year")),
    (rf"(?:{AS_AT} )?(\d{{1,2}})[ -]?({MONTH})", lambda match: _day(match[1], month_of(match[2]))),
    (rf"(?:{AS_AT} )?(\d{{1,2}})/(\d{{1,2}})", _slashed),
    (rf"{AS_AT} ({MONTH}|{QUARTER})", _ended),
]
