"""Periods: what kinds there are, which may be compared, how they are written and how they are read."""

from __future__ import annotations

import calendar
import functools
import re
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
_YEARS = {"financial_year", "academic_year", "calendar_year", "rolling_year"}
# Written out once: the calendar module formats a date each time that it is asked for a name.
MONTH_NAMES = tuple(calendar.month_name)
MONTHS = {name.lower(): number for number, name in enumerate(MONTH_NAMES) if name}
_SHORT = {name[:3]: number for name, number in MONTHS.items()}
# Excel counts days from here (it believes that 1900 was a leap year, which no date of ours is old enough to notice).
_EXCEL_FIRST = date(1899, 12, 30)


# A row whose year the source left out: kept, and never charted or compared.
NO_YEAR = Period("several_years", date.min, date.min)


class NotAPeriod(ValueError):
    """The text cannot be read as a period; the message says what was found and what would be understood."""


@functools.cache
def family(period: Period) -> str:
    """Return the family within which periods may be compared.

    Snapshots compare with snapshots; any twelve months with any other (financial, academic, calendar or rolling year,
    and a year to date that has reached twelve months); otherwise like with like.
    """
    if period.kind in _YEARS:
        return TWELVE_MONTHS
    if period.kind == "year_to_date" and next_day_a_year_on(period.starts) == period.ends + timedelta(days=1):
        return TWELVE_MONTHS
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
    return Period("month", date(year, number, 1), _last_day(year, number))


def quarter(first_year: int, number: int) -> Period:
    """Return a quarter of the financial year that begins in April of `first_year`; quarter 4 ends in March."""
    starts_month = (3 + 3 * (number - 1)) % 12 + 1
    year = first_year + (number == 4)
    return Period("quarter", date(year, starts_month, 1), _last_day(year, starts_month + 2))


def year_ending(kind: str, last: date) -> Period:
    """Return the twelve months of a kind that end on `last`."""
    start = last + timedelta(days=1)
    starts = start.replace(year=start.year - 1) if (start.month, start.day) != (2, 29) else date(start.year - 1, 3, 1)
    return Period(kind, starts, last)


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
        return f"{starts.year} to {ends.year}"
    if kind == "month":
        return f"{MONTH_NAMES[starts.month]} {starts.year}"
    if kind == "year_to_date":
        first, last = f"{MONTH_NAMES[starts.month]} {starts.year}", f"{MONTH_NAMES[ends.month]} {ends.year}"
        return f"{first} to {last} (year to date)"
    return _months_words(starts, ends)


def as_snapshot(period: Period) -> Period:
    """Return the snapshot at the end of a period: what a snapshot indicator means under a quarter's heading."""
    return snapshot(period.ends)


# --- reading what people write ------------------------------------------------------------------------------------

_MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*"
_DASH = r"\s*(?:-|–|—|to|/)\s*"


def parse(text: str, *, usual: str = "", today: date | None = None) -> Period:
    """Return the period that a text means.

    `usual` is the indicator's own kind: it settles what a bare year or two years mean ('2004/05' is an academic year
    for an indicator counted by school year, and the snapshot at its end for one counted on a day). Days come first in
    dates, always. Two-digit years are 1950 to 2049. Raises NotAPeriod.
    """
    clean = _clean(text)
    for reader in (_dated, _named_year, _quarter, _to_date, _months, _two_years, _bare_year, _serial):
        found = reader(clean, usual)
        if found is not None:
            return _for(found, usual)
    raise NotAPeriod(
        f"{text!r} is not a period that can be read. Write it like 2004/05, Q3 2004/05, March 2005, "
        "31 March 2005 or year ending 31 December 2004."
    )


def published(text: str, kind: str, ends: str = "") -> Period:
    """Return the period that a published year means for an indicator of this kind.

    '2025' is the year ending in 2025 (or the day in it); '202425' and '2024/25' are two years; '2014-16' three years;
    '2016/17-18/19' three financial years. `ends` is the last day, as '30 September', where it is not the kind's usual
    one. Words in brackets (prov, Rev, Final, OT) are left for the status. Raises NotAPeriod.
    """
    clean = re.sub(r"\(.*?\)", "", text).strip()
    if match := re.fullmatch(r"(\d{4})/(\d\d)-(\d\d)/(\d\d)", clean):
        first = int(match[1])
        return Period("several_years", date(first, 4, 1), date(_after(first, int(match[4])), 3, 31))
    if match := re.fullmatch(r"(\d{4})[-/]?(\d\d)", clean):
        first, last = int(match[1]), _after(int(match[1]), int(match[2]))
        if last - first == 1:
            return _published_year(last, kind, ends)
        if last - first > 1 and "-" in clean:
            return Period("several_years", date(first, 1, 1), date(last, 12, 31))
    if (match := re.fullmatch(r"\d{4}", clean)) and int(clean) > 1900:
        return _published_year(int(match[0]), kind, ends)
    raise NotAPeriod(f"{text!r} is not a year that can be read: 2025, 202425, 2024/25 and 2014-16 can.")


_USUAL_ENDS = {
    "snapshot": (31, 3),
    "financial_year": (31, 3),
    "academic_year": (31, 8),
    "calendar_year": (31, 12),
    "rolling_year": (31, 3),
}


def _published_year(year: int, kind: str, ends: str) -> Period:
    day, month_number = _USUAL_ENDS.get(kind, (31, 3))
    if ends:
        words = ends.split()
        day, month_number = int(words[0]), MONTHS[words[1].lower()]
    last = date(year, month_number, day)
    if kind == "snapshot":
        return snapshot(last)
    return year_ending(kind if kind in _YEARS else "financial_year", last)


def _clean(text: str) -> str:
    text = text.replace("\u00a0", " ").replace("’", "'").strip().lower()
    text = re.sub(r"\b(\d{1,2})(st|nd|rd|th)\b", r"\1", text)
    # A time of day after a date, as spreadsheets print it.
    text = re.sub(r"(\d)[ t]00:00(:00)?(\.0+)?$", r"\1", text)
    return re.sub(r"\s+", " ", text).rstrip(".")


def _dated(text: str, usual: str) -> Period | None:
    """Read a text that is, or ends in, one whole date: a snapshot, or a year ending or a year to date up to it."""
    match = re.fullmatch(r"(.*?)\s*\b(\d{4})-(\d{2})-(\d{2})", text)
    if match:
        day = _date(int(match[2]), int(match[3]), int(match[4]))
    elif match := re.fullmatch(r"(.*?)\s*\b(\d{1,2})[ ./-](\d{1,2})[ ./-](\d{4}|\d{2})", text):
        day = _date(_year(match[4]), int(match[3]), int(match[2]))
    elif match := re.fullmatch(rf"(.*?)\s*(\d{{1,2}})[ -]?{_MONTH}[ -]?,?\s*'?(\d{{4}}|\d{{2}})", text):
        day = _date(_year(match[4]), _SHORT[match[3][:3]], int(match[2]))
    else:
        return None
    if day is None:
        return None
    before = match[1].strip(" :,-–")
    if re.search(r"year (ending|ended|to)|12 ?m(onths)?\b|twelve months|rolling|y/e", before) and "date" not in before:
        return _year_up_to(day, before, usual)
    if re.search(r"year to date|ytd|cumulative|april to|from april", before):
        return _year_to_date(day)
    if re.fullmatch(r"(as )?(at|on)?|position( at)?|snapshot( at)?|week (ending|commencing)|end of|to|by", before):
        return snapshot(day)
    return None


def _year_up_to(day: date, words: str, usual: str) -> Period:
    if "rolling" not in words and "12" not in words and (day.month, day.day) == (3, 31) and usual != "rolling_year":
        return financial_year(day.year - 1)
    return year_ending("rolling_year", day)


def _named_year(text: str, usual: str) -> Period | None:
    """Read 'academic year 2004/05', 'calendar year 2004', 'financial year 2004-05', 'outturn 2003/04'."""
    match = re.fullmatch(
        r"(academic|school|calendar|financial|fiscal|full|outturn|out-turn|end of)\b ?(?:year)?\s*:?\s*(.+)",
        text,
    )
    if not match:
        match = re.fullmatch(r"(?:()(\d{4}[-/]\d{2,4}) (?:outturn|full year|year end|annual))", text)
        if not match:
            return None
    kind = {"academic": "academic_year", "school": "academic_year", "calendar": "calendar_year"}.get(
        match[1], "financial_year"
    )
    if re.fullmatch(r"\d{4}", match[2]) and kind == "calendar_year":
        return calendar_year(int(match[2]))
    return _two_years(match[2], kind)


def _quarter(text: str, usual: str) -> Period | None:
    """Read Q1 2004/05, Qtr 1 04-05, Quarter 1 2004, 2004-05 Q1, 2004/05 quarter 3."""
    name = r"q(?:tr|uarter)?\.? ?([1-4])"
    years = r"'?(\d{4}|\d{2})\s*[-/]\s*(\d{4}|\d{2})"
    if match := re.fullmatch(rf"{name},?\s*\(?{years}\)?", text):
        number, first, last = int(match[1]), _year(match[2]), match[3]
    elif match := re.fullmatch(rf"{years},?\s*{name}", text):
        number, first, last = int(match[3]), _year(match[1]), match[2]
    else:
        return None
    if _after(first, int(last) % 100) != first + 1:
        return None
    return _for(quarter(first, number), usual)


def _to_date(text: str, usual: str) -> Period | None:
    """Read 'Apr-Dec 2004 (cumulative)', 'year to date to December 2004', 'YTD Dec 04'."""
    if not re.search(r"\bytd\b|year to date|cumulative", text):
        return None
    rest = re.sub(r"\(?\b(ytd|year to date|cumulative)\b\)?|\bto\b(?= [a-z]+ \d)", " ", text)
    months = re.findall(rf"{_MONTH}[ -]?'?(\d{{4}}|\d{{2}})?", rest.strip())
    if not months or not months[-1][1]:
        return None
    return _year_to_date(_last_day(_year(months[-1][1]), _SHORT[months[-1][0][:3]]))


def _year_to_date(day: date) -> Period:
    first = day.year if day.month >= 4 else day.year - 1
    return Period("year_to_date", date(first, 4, 1), day)


def _months(text: str, usual: str) -> Period | None:
    """Read May 2004, May-04, Apr-Jun 04, April 2004 to March 2005, 12m to Dec 04."""
    if match := re.fullmatch(
        rf"(?:12 ?m(?:onths)?|year|rolling year) (?:to|ending|ended) {_MONTH} '?(\d{{4}}|\d{{2}})", text
    ):
        return _year_up_to(_last_day(_year(match[2]), _SHORT[match[1][:3]]), text[: match.start(1)], usual)
    if match := re.fullmatch(rf"{_MONTH}[ /-]?'?(\d{{4}}|\d{{2}})", text):
        return _for(month(_year(match[2]), _SHORT[match[1][:3]]), usual)
    match = re.fullmatch(rf"{_MONTH}[ -]?'?(\d{{4}}|\d{{2}})?{_DASH}{_MONTH}[ -]?'?(\d{{4}}|\d{{2}})", text)
    if not match:
        return None
    first_month, last_month = _SHORT[match[1][:3]], _SHORT[match[3][:3]]
    last_year = _year(match[4])
    first_year = _year(match[2]) if match[2] else last_year - (first_month > last_month)
    starts, ends = date(first_year, first_month, 1), _last_day(last_year, last_month)
    length = (last_year - first_year) * 12 + last_month - first_month + 1
    if length < 1:
        return None
    return _for(Period(_kind_of(starts, length), starts, ends), usual)


def _kind_of(starts: date, months: int) -> str:
    if months == 12:
        return {4: "financial_year", 9: "academic_year", 1: "calendar_year"}.get(starts.month, "rolling_year")
    if months == 3 and starts.month % 3 == 1:
        return "quarter"
    if months == 6 and starts.month in (4, 10):
        return "half_year"
    if months == 1:
        return "month"
    return "year_to_date" if starts.month == 4 and months < 12 else "several_years" if months > 12 else "half_year"


def _two_years(text: str, usual: str) -> Period | None:
    match = re.fullmatch(r"'?(\d{4}|\d{2})\s*[-/–]\s*'?(\d{4}|\d{2}|\d)", text)
    if not match:
        return None
    first = _year(match[1])
    second = int(match[2])
    if second % (10 if len(match[2]) == 1 else 100) != (first + 1) % (10 if len(match[2]) == 1 else 100):
        return None
    if usual == "academic_year":
        return academic_year(first)
    return _for(financial_year(first), usual)


def _bare_year(text: str, usual: str) -> Period | None:
    """Read '2004': settled only by an indicator that is counted by calendar year; else it could mean three things."""
    if re.fullmatch(r"(19|20)\d\d", text) and usual == "calendar_year":
        return calendar_year(int(text))
    return None


def _serial(text: str, usual: str) -> Period | None:
    """Read a day as Excel counts it: 38442 is 31 March 2005."""
    if re.fullmatch(r"\d{5}(\.0)?", text) and 18264 <= int(float(text)) <= 73050:
        return snapshot(_EXCEL_FIRST + timedelta(days=int(float(text))))
    return None


def _for(period: Period, usual: str) -> Period:
    return as_snapshot(period) if usual == "snapshot" else period


def _year(text: str) -> int:
    number = int(text)
    return number if number > 99 else 1900 + number if number >= 50 else 2000 + number


def _after(first: int, two_digits: int) -> int:
    """Return the year after `first` that ends in these two digits."""
    last = first - first % 100 + two_digits
    return last if last >= first else last + 100


def _date(year: int, month_number: int, day: int) -> date | None:
    try:
        return date(year, month_number, day)
    except ValueError:
        return None


def _last_day(year: int, month_number: int) -> date:
    return date(year, month_number, calendar.monthrange(year, month_number)[1])


def _months_words(starts: date, ends: date) -> str:
    first = MONTH_NAMES[starts.month] + (f" {starts.year}" if starts.year != ends.year else "")
    return f"{first} to {MONTH_NAMES[ends.month]} {ends.year}"
