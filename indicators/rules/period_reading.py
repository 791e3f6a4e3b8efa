"""A whole text that is one period, read: what councils write in headings and cells, and what publishers print."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from datetime import date, timedelta

from indicators.rules.period import (
    MONTHS,
    USUAL_ENDS,
    YEARS,
    Period,
    academic_year,
    as_snapshot,
    calendar_year,
    financial_year,
    first_year_of,
    last_day,
    month,
    of_months,
    snapshot,
    year_ending,
)
from indicators.rules.period_parts import AS_AT, QUARTER, TO_DATE, Part, part
from indicators.rules.period_tokens import (
    DAY,
    LONGEST,
    MONTH,
    NEWEST,
    NUMBER_WORDS,
    OLDEST,
    TO,
    YEAR,
    believable,
    clean,
    counted,
    day_in,
    first_of_pair,
    month_of,
    pairs,
    pattern,
    year_after,
    year_of,
)

# Excel counts days from here (it believes that 1900 was a leap year, which no date of ours is old enough to notice).
_EXCEL_FIRST = date(1899, 12, 30)
# What may stand in brackets after a period and says how sure the figure is: that is for the status.
_STATUS = r"\s*\((?:p|prov|provisional|r|rev|revised|final|actual|outturn|ot|unaudited)\)$"
_COUNT = rf"(?:\d{{1,2}}|{'|'.join(NUMBER_WORDS)})"
_UP_TO = r"(?:ending|ended|end|to|up to)(?: on| at)?(?: the)?"
_ROLLING = r"\b12 ?m(?:onths)?\b|twelve months|rolling (?:year|12)|rolling$"
_YEAR_UP_TO = rf"year[ -](?:ending|ended|end|to)\b(?! date)|\by/?e\b|{_ROLLING}"
_AS_AT = rf"{AS_AT}|position|snapshot(?: date| at)?|week (?:ending|commencing)|data (?:as )?at|reporting date|w/e|to|by"


class NotAPeriod(ValueError):
    """The text cannot be read as a period; the message says what was found and what would be understood."""


def parse(text: str, *, usual: str = "") -> Period:
    """Return the period that a text means.

    `usual` is the indicator's own kind: it settles what a bare year or two years mean ('2004/05' is an academic year
    for an indicator counted by school year, and the snapshot at its end for one counted on a day). Days come first in
    dates, always. Two-digit years are 1950 to 2049. A bracket at the end that tells the status, such as (prov), is left
    to the caller. What could mean two things is not guessed. Raises NotAPeriod.
    """
    found = _parse(text, usual) if len(text) <= LONGEST else None
    if found is not None:
        return found
    raise NotAPeriod(
        f"{text[:LONGEST]!r} is not a period that can be read. Write it like 2004/05, Q3 2004/05, March 2005, "
        "31 March 2005 or year ending 31 December 2004."
    )


def published(text: str, kind: str, ends: str = "") -> Period:
    """Return the period that a published year means for an indicator of this kind.

    '2025' is the year ending in 2025 (or the day in it); '202425' and '2024/25' are two years; '2014-16' three years;
    '2016/17-18/19' three financial years. `ends` is the last day, as '30 September', where it is not the kind's usual
    one. Words in brackets (prov, Rev, Final, OT) are left for the status. Raises NotAPeriod.
    """
    found = _published(re.sub(r"\(.*?\)", "", text).strip(), kind, ends)
    if found is None or not believable(found):
        raise NotAPeriod(f"{text!r} is not a year that can be read: 2025, 202425, 2024/25 and 2014-16 can.")
    return found


def _published(clean: str, kind: str, ends: str) -> Period | None:
    if match := pattern(r"(\d{4})/(\d\d)-(\d\d)/(\d\d)").fullmatch(clean):
        first, middle, last = int(match[1]), int(match[3]), int(match[4])
        follows = (first + 1) % 100 == int(match[2]) and (middle + 1) % 100 == last
        end = year_after(first, last)
        return Period("several_years", date(first, 4, 1), date(end, 3, 31)) if follows and end - first <= 10 else None
    if match := pattern(r"(\d{4})[-/]?(\d\d)").fullmatch(clean):
        first, end = int(match[1]), year_after(int(match[1]), int(match[2]))
        if end - first == 1 and OLDEST <= first < NEWEST:
            return _published_year(end, kind, ends)
        if 1 < end - first <= 10 and "-" in clean:
            return Period("several_years", date(first, 1, 1), date(end, 12, 31))
    if pattern(r"\d{4}").fullmatch(clean) and OLDEST < int(clean) <= NEWEST:
        return _published_year(int(clean), kind, ends)
    return None


def _published_year(year: int, kind: str, ends: str) -> Period:
    day, month_number = USUAL_ENDS.get(kind, (31, 3))
    if ends:
        words = ends.split()
        day, month_number = int(words[0]), MONTHS[words[1].lower()]
    last = date(year, month_number, day)
    if kind == "snapshot":
        return snapshot(last)
    return year_ending(kind if kind in YEARS else "financial_year", last)


@functools.lru_cache(maxsize=8192)
def _parse(text: str, usual: str) -> Period | None:
    return _read(pattern(_STATUS).sub("", clean(text)), usual)


def _read(text: str, usual: str, *, twice: bool = True) -> Period | None:
    """Return the period that a cleaned text means, None for none. `twice` tells that it may be said in two ways."""
    if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        text = text[1:-1].strip()
    for reader in (*_READERS, _agreeing) if twice else _READERS:
        try:
            found = reader(text, usual)
        except (ValueError, OverflowError):  # no such day, or a year beyond the calendar
            found = None
        if found is not None and believable(found):
            return as_snapshot(found) if usual == "snapshot" else found
    return None


def _dated(text: str, usual: str) -> Period | None:
    """Read a text that is, or ends in, one whole date: a snapshot, or what goes up to that day."""
    match = pattern(rf"(.*?)\s*(?<![\d/.-])({DAY})").fullmatch(text)
    day = day_in(match[2]) if match else None
    if match is None or day is None:
        return None
    before = match[1].strip(" :,-")
    found = _up_to(before, day, usual)
    if found is None and (before == "" or pattern(_AS_AT).fullmatch(before)):
        return snapshot(day)
    return found


def _up_to(before: str, last: date, usual: str) -> Period | None:
    """Return the period that ends on a day, of the length that the words before it say; None when they say none."""
    if pattern(r"\b([2-9]|two|three|four|five)[ -]years?\b").search(before):
        return None
    months = _months_said(before)
    if months not in (0, 12):
        return _months_up_to(last, months)
    if months == 12 or pattern(_YEAR_UP_TO).search(before):
        return _year_up_to(last, before, usual)
    if pattern(rf"{TO_DATE}(?: to| at)?|april to|from april(?: to)?").fullmatch(before):
        return _year_to_date(last, 9 if usual == "academic_year" else 4)
    return None


def _months_up_to(last: date, months: int) -> Period | None:
    first = last.year * 12 + last.month - months
    return of_months(date(first // 12, first % 12 + 1, 1), months) if last == last_day(last.year, last.month) else None


def _months_said(words: str) -> int:
    """Return how many months a period is long that ends on a day, by the words before it; 0 when they do not say."""
    if pattern(rf"half[ -]?year(?: {_UP_TO})?").fullmatch(words):
        return 6
    if match := pattern(rf"(quarter|qtr|month)(?: period)? {_UP_TO}").fullmatch(words):
        return 1 if match[1] == "month" else 3
    match = pattern(rf"({_COUNT})[ -]?(?:m|mths?|months?)(?: period)? {_UP_TO}").fullmatch(words)
    return counted(match[1]) if match else 0


def _year_up_to(day: date, words: str, usual: str) -> Period | None:
    """Return the twelve months up to a day: of the indicator's own kind, or the kind that is said, if it ends so.

    None for a financial year that ends on another day: no year at all, or what there is of it so far?
    """
    if pattern(_ROLLING).search(words) or usual == "rolling_year":
        return year_ending("rolling_year", day)
    if pattern(r"financial|fiscal").search(words) and (day.day, day.month) != USUAL_ENDS["financial_year"]:
        return None
    said = "academic_year" if pattern(r"academic|school").search(words) else usual
    for kind in ("academic_year", "calendar_year"):
        if said == kind and (day.day, day.month) == USUAL_ENDS[kind]:
            return year_ending(kind, day)
    return year_ending("financial_year" if (day.day, day.month) == (31, 3) else "rolling_year", day)


def _year_to_date(day: date, first_month: int = 4) -> Period:
    first_year = day.year if day.month >= first_month else day.year - 1
    return Period("year_to_date", date(first_year, first_month, 1), day)


def _two_days(text: str, usual: str) -> Period | None:
    """Read '1 April to 30 June 2004' and '01/04/2004 - 30/06/2004', where they bound whole months."""
    form = rf"(?:from |between )?({DAY}|\d{{1,2}}[ -]?{MONTH}) ?(?:-|to|and|until) ?({DAY})"
    match = pattern(form).fullmatch(text)
    last = day_in(match[2]) if match else None
    if match is None or last is None or last != last_day(last.year, last.month):
        return None
    first = day_in(match[1]) or _last_before(last, match[1])
    if first is None or first.day != 1 or first > last:
        return None
    return of_months(first, (last.year - first.year) * 12 + last.month - first.month + 1)


def _last_before(last: date, words: str) -> date | None:
    """Return the day that '1 April' means when a later day of at most a year on follows it."""
    match = pattern(rf"(\d{{1,2}})[ -]?({MONTH})").fullmatch(words)
    if not match:
        return None
    day = date(last.year, month_of(match[2]), int(match[1]))
    return day if day <= last else day.replace(year=last.year - 1)


def _named_year(text: str, usual: str) -> Period | None:
    """Read 'academic year 2004/05', 'calendar year 2004', '2004-05 financial year', 'end of 2003/04'."""
    words = "(academic|school|calendar|financial|fiscal|fin|fy|f/y|ay|end of)"
    match = pattern(rf"{words}\b ?(?:year)?\s*:?\s*(.+)").fullmatch(text)
    said, years = (match[1], match[2]) if match else ("", "")
    if match is None and (match := pattern(rf"(.+?) {words} ?(?:year)?").fullmatch(text)):
        years, said = match[1], match[2]
    kind = {"academic": "academic_year", "school": "academic_year", "ay": "academic_year"}.get(
        said, {"calendar": "calendar_year", "end of": usual}.get(said, "financial_year")
    )
    years = years.strip("() ")
    if pattern(r"\d{4}").fullmatch(years) and kind == "calendar_year":
        return calendar_year(int(years))
    return _two_years(years, kind)


def _part_and_year(text: str, usual: str) -> Period | None:
    """Read a part of a year with its year in any order: 'Q1 2004/05', '2004-05 Qtr 1 (Apr-Jun)', 'Outturn 2003/04'."""
    years = list(pairs(text))
    if not years or len({first for _, first in years}) > 1:
        return None
    rest = text
    for match, _ in reversed(years):
        rest = f"{rest[: match.start()]} {rest[match.end() :]}"
    rest = pattern(r"\(\s*\)|\b(?:fy|f/y|(?:financial|fiscal|fin) year) *(?= )").sub(" ", rest)
    found = part(rest.strip(" :,;-"))
    return found.within(years[0][1], usual=usual) if found else None


def _agreeing(text: str, usual: str) -> Period | None:
    """Read what is said in two ways that must agree: 'Q1 (Apr-Jun 2004)', 'Quarter 1 2004/05 (April to June 2004)'."""
    for form in (r"(.+?)[ :,-]*\((.+)\)", rf"({QUARTER})[ :,-]+(.+)", rf"(.+?)[ :,-]+({QUARTER})"):
        if match := pattern(form).fullmatch(text):
            found = _both(_period_or_part(match[1]), _period_or_part(match[2]), usual)
            if found:
                return found
    match = pattern(rf"({QUARTER}) ?\(({MONTH}{TO}{MONTH})\) ?({YEAR})").fullmatch(text)
    return _both(part(match[1]), _months(f"{match[2]} {match[3]}", ""), usual) if match else None


def _period_or_part(text: str) -> Period | Part | None:
    return _read(text, "", twice=False) or part(text)


def _both(one: Period | Part | None, other: Period | Part | None, usual: str) -> Period | None:
    """Return the period that two sayings mean together, None when they differ or neither has a year."""
    if isinstance(one, Part):
        one, other = other, one
    if one is None or other is None or isinstance(one, Part):
        return None
    if not isinstance(other, Part):
        return one if one == other else None
    if one.kind == "financial_year":
        return other.within(one.starts.year, usual=usual)
    within = other.within(first_year_of(one.starts))
    return one if within == one else None


def _to_date(text: str, usual: str) -> Period | None:
    """Read 'Apr-Dec 2004 (cumulative)', 'year to date to December 2004', 'YTD Dec 04', '31/12/2004 YTD'."""
    rest = pattern(rf"\(?\b{TO_DATE}\b\)?").sub(" ", text)
    if rest == text:
        return None
    rest = re.sub(r"\s+", " ", rest).strip(" :,-")
    first = rf"(?:from )?(?:0?1[ -/]?)?(?P<first>{MONTH})(?:[ -]?(?P<year>{YEAR}))?{TO}"
    match = pattern(rf"(?:{first})?(?:(?:to|at|as at|up to|position at) )?(?P<last>.+)").fullmatch(rest)
    last = _last_said(match["last"]) if match else None
    if match is None or last is None:
        return None
    # The month that it starts in is said, or it is the year's own first.
    begins = month_of(match["first"]) if match["first"] else 9 if usual == "academic_year" else 4
    found = _year_to_date(last, begins)
    return None if match["year"] and year_of(match["year"]) != found.starts.year else found


def _last_said(text: str) -> date | None:
    """Return the day that a date is, or the last of a month of a year."""
    if match := pattern(rf"({MONTH})[ /-]?({YEAR})").fullmatch(text):
        return last_day(year_of(match[2]), month_of(match[1]))
    return day_in(text)


def _months(text: str, usual: str) -> Period | None:
    """Read May 2004, May-04, Apr-Jun 04, April 2004 to March 2005, 9 months to Dec 04, as at March 2005."""
    if match := pattern(rf"({MONTH})[ /-]?({YEAR})").fullmatch(text):
        return month(year_of(match[2]), month_of(match[1]))
    if match := pattern(rf"({MONTH})(?:[ -]?({YEAR}))?{TO}({MONTH})[ -]?({YEAR})").fullmatch(text):
        return _run(match)
    if match := pattern(rf"(.*[a-z]) ({MONTH}[ /-]?{YEAR})").fullmatch(text):
        last = _last_said(match[2])
        if last and pattern(AS_AT).fullmatch(match[1]):
            return snapshot(last)
        return _up_to(match[1], last, usual) if last else None
    return None


def _run(match: re.Match[str]) -> Period | None:
    first_month, last_month, last_year = month_of(match[1]), month_of(match[3]), year_of(match[4])
    first_year = year_of(match[2]) if match[2] else last_year - (first_month > last_month)
    return of_months(date(first_year, first_month, 1), (last_year - first_year) * 12 + last_month - first_month + 1)


def _two_years(text: str, usual: str) -> Period | None:
    first = first_of_pair(text)
    if first is None:
        return None
    return academic_year(first) if usual == "academic_year" else financial_year(first)


def _several(text: str, usual: str) -> Period | None:
    """Read '2014 to 2016' and '2014/15 to 2016/17'."""
    if match := pattern(r"(\d{4}) ?(?:to|-) ?(\d{4})").fullmatch(text):
        first, last = int(match[1]), int(match[2])
        return Period("several_years", date(first, 1, 1), date(last, 12, 31)) if last > first else None
    if match := pattern(r"(\d{4}/\d\d) ?(?:to|-) ?(\d{4}/\d\d)").fullmatch(text):
        begin, end = _two_years(match[1], "financial_year"), _two_years(match[2], "financial_year")
        if begin and end and begin.starts < end.starts:
            return Period("several_years", begin.starts, end.ends)
    return None


def _year_and_month(text: str, usual: str) -> Period | None:
    """Read '2004-04' and '202404'; what publishers would write for several years is not guessed."""
    match = pattern(r"(\d{4})(-?)(\d\d)").fullmatch(text)
    if not match or not 1 <= int(match[3]) <= 12:
        return None
    years = year_after(int(match[1]), int(match[3])) - int(match[1])
    return None if years == 1 or (match[2] and 1 < years <= 10) else month(int(match[1]), int(match[3]))


def _bare_year(text: str, usual: str) -> Period | None:
    """Read '2004': settled only by an indicator that is counted by calendar year; else it could mean three things."""
    if pattern(r"(19|20)\d\d").fullmatch(text) and usual == "calendar_year":
        return calendar_year(int(text))
    return None


def _serial(text: str, usual: str) -> Period | None:
    """Read a day as Excel counts it: 38442 is 31 March 2005."""
    if pattern(r"\d{5}(\.0)?").fullmatch(text) and 18264 <= int(float(text)) <= 73050:
        return snapshot(_EXCEL_FIRST + timedelta(days=int(float(text))))
    return None


_READERS: list[Callable[[str, str], Period | None]] = [
    _dated,
    _two_days,
    _named_year,
    _to_date,
    _months,
    _two_years,
    _part_and_year,
    _several,
    _year_and_month,
    _bare_year,
    _serial,
]
