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
    and a year to date that has reached twelve months); a shorter year to date with the same months of another year;
    otherwise like with like.
    """
    if period.kind in _YEARS:
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
        return _years_words(starts, ends)
    if kind == "month":
        return f"{MONTH_NAMES[starts.month]} {starts.year}"
    if kind == "year_to_date":
        whole = ends == _last_day(ends.year, ends.month)
        last = f"{MONTH_NAMES[ends.month]} {ends.year}" if whole else day_words(ends)
        return f"{MONTH_NAMES[starts.month]} {starts.year} to {last} (year to date)"
    return _months_words(starts, ends)


def as_snapshot(period: Period) -> Period:
    """Return the snapshot at the end of a period: what a snapshot indicator means under a quarter's heading."""
    return snapshot(period.ends)


# --- reading what people write ------------------------------------------------------------------------------------

_MONTH = (
    "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)(?![a-z])"
)
_YEAR = r"'?(\d{4}|\d{2})"
_TO = r"\s*(?:-|to|/)\s*"
_OLDEST, _NEWEST = 1950, 2100  # no report that anybody loads is about another year


def parse(text: str, *, usual: str = "") -> Period:
    """Return the period that a text means.

    `usual` is the indicator's own kind: it settles what a bare year or two years mean ('2004/05' is an academic year
    for an indicator counted by school year, and the snapshot at its end for one counted on a day). Days come first in
    dates, always. Two-digit years are 1950 to 2049. What could mean two things is not guessed. Raises NotAPeriod.
    """
    clean = _clean(text)
    for reader in (_dated, _named_year, _quarter, _to_date, _months, _two_years, _several, _bare_year, _serial):
        try:
            found = reader(clean, usual)
        except (ValueError, OverflowError):  # a year beyond the calendar
            found = None
        if found is not None and found.starts.year >= _OLDEST and found.ends.year <= _NEWEST:
            return as_snapshot(found) if usual == "snapshot" else found
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
    found = _published(re.sub(r"\(.*?\)", "", text).strip(), kind, ends)
    if found is None or found.starts.year < _OLDEST or found.ends.year > _NEWEST:
        raise NotAPeriod(f"{text!r} is not a year that can be read: 2025, 202425, 2024/25 and 2014-16 can.")
    return found


def _published(clean: str, kind: str, ends: str) -> Period | None:
    if match := re.fullmatch(r"(\d{4})/(\d\d)-(\d\d)/(\d\d)", clean):
        first, middle, last = int(match[1]), int(match[3]), int(match[4])
        follows = (first + 1) % 100 == int(match[2]) and (middle + 1) % 100 == last
        end = _after(first, last)
        return Period("several_years", date(first, 4, 1), date(end, 3, 31)) if follows and end - first <= 10 else None
    if match := re.fullmatch(r"(\d{4})[-/]?(\d\d)", clean):
        first, end = int(match[1]), _after(int(match[1]), int(match[2]))
        if end - first == 1 and _OLDEST <= first < _NEWEST:
            return _published_year(end, kind, ends)
        if 1 < end - first <= 10 and "-" in clean:
            return Period("several_years", date(first, 1, 1), date(end, 12, 31))
    if re.fullmatch(r"\d{4}", clean) and _OLDEST < int(clean) <= _NEWEST:
        return _published_year(int(clean), kind, ends)
    return None


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
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text)  # the dashes that Word and Excel put for a hyphen
    text = re.sub(r"\b(\d{1,2})(st|nd|rd|th)\b", r"\1", text)
    text = re.sub(r"(?<=[a-z])\.(?![a-z])", "", text)  # Dec. 2004
    # A time of day after a date, as spreadsheets print it.
    text = re.sub(r"(\d)[ t]00:00(:00)?(\.0+)?$", r"\1", text)
    return re.sub(r"\s+", " ", text).rstrip(".")


def _dated(text: str, usual: str) -> Period | None:
    """Read a text that is, or ends in, one whole date: a snapshot, or a year ending or a year to date up to it."""
    if match := re.fullmatch(r"(.*?)\s*\b(\d{4})-(\d{2})-(\d{2})", text):
        day = date(int(match[2]), int(match[3]), int(match[4]))
    elif match := re.fullmatch(r"(.*?)\s*\b(\d{1,2})[ ./-](\d{1,2})[ ./-](\d{4}|\d{2})", text):
        day = date(_year(match[4]), int(match[3]), int(match[2]))
    elif match := re.fullmatch(rf"(.*?)\s*\b(\d{{1,2}})[ -]?{_MONTH}[ -]?,?\s*{_YEAR}", text):
        day = date(_year(match[4]), _month(match[3]), int(match[2]))
    else:
        return None
    before = match[1].strip(" :,-")
    if re.search(r"half[ -]?year|six months|6 months", before):
        return _half_year(day)
    if re.search(r"\b([2-9]|two|three|four|five)[ -]years?\b", before):
        return None
    if (
        re.search(r"year (ending|ended|to)|\b12 ?m(onths)?\b|twelve months|rolling|y/e", before)
        and "date" not in before
    ):
        return _year_up_to(day, before, usual)
    if re.fullmatch(r"(year to date|ytd|cumulative)( to)?|april to|from april( to)?", before):
        return _year_to_date(day, 9 if usual == "academic_year" else 4)
    if re.fullmatch(r"(as )?(at|on)?|position( at)?|snapshot( at)?|week (ending|commencing)|end of|to|by", before):
        return snapshot(day)
    return None


def _half_year(day: date) -> Period | None:
    if day not in (date(day.year, 9, 30), date(day.year, 3, 31)):
        return None
    return Period("half_year", date(day.year, 4, 1) if day.month == 9 else date(day.year - 1, 10, 1), day)


def _year_up_to(day: date, words: str, usual: str) -> Period:
    """Return the twelve months up to a day: of the indicator's own kind, or the kind that is said, if it ends so."""
    if re.search(r"rolling|\b12 ?m|twelve", words) or usual == "rolling_year":
        return year_ending("rolling_year", day)
    said = "academic_year" if re.search(r"academic|school", words) else usual
    for kind in ("academic_year", "calendar_year"):
        if said == kind and (day.day, day.month) == _USUAL_ENDS[kind]:
            return year_ending(kind, day)
    return year_ending("financial_year" if (day.day, day.month) == (31, 3) else "rolling_year", day)


def _named_year(text: str, usual: str) -> Period | None:
    """Read 'academic year 2004/05', 'calendar year 2004', 'financial year 2004-05', 'outturn 2003/04'."""
    match = re.fullmatch(
        r"(academic|school|calendar|financial|fiscal|full|outturn|out-turn|end of)\b ?(?:year)?\s*:?\s*(.+)", text
    )
    if not match:
        match = re.fullmatch(r"(?:()(\d{4}[-/]\d{2,4}) (?:outturn|full year|year end|annual))", text)
        if not match:
            return None
    kind = {
        "academic": "academic_year",
        "school": "academic_year",
        "calendar": "calendar_year",
        "financial": "financial_year",
        "fiscal": "financial_year",
    }.get(match[1], usual)
    if re.fullmatch(r"\d{4}", match[2]) and kind == "calendar_year":
        return calendar_year(int(match[2]))
    return _two_years(match[2], kind)


def _quarter(text: str, usual: str) -> Period | None:
    """Read Q1 2004/05, Qtr 1 04-05, Quarter 1 2004-05, 2004-05 Q1, 2004/05 quarter 3."""
    name = r"q(?:tr|uarter)? ?([1-4])"
    years = r"'?(\d{4}|\d{2})\s*[-/]\s*(\d{4}|\d{2})"
    if match := re.fullmatch(rf"{name},?\s*\(?{years}\)?", text):
        number, first, last = int(match[1]), _year(match[2]), match[3]
    elif match := re.fullmatch(rf"{years},?\s*{name}", text):
        number, first, last = int(match[3]), _year(match[1]), match[2]
    else:
        return None
    if _after(first, int(last) % 100) != first + 1:
        return None
    return quarter(first, number)


def _to_date(text: str, usual: str) -> Period | None:
    """Read 'Apr-Dec 2004 (cumulative)', 'year to date to December 2004', 'YTD Dec 04', '15 Dec 2004 YTD'."""
    if not re.search(r"\bytd\b|year to date|cumulative", text):
        return None
    rest = re.sub(r"\(?\b(ytd|year to date|cumulative)\b\)?", " ", text).strip()
    months = re.findall(rf"(?:\b(\d{{1,2}})[ -])?\b{_MONTH}(?:[ -]?{_YEAR})?(?!\d)", rest)
    if not months or not months[-1][2] or len(months) > 2:
        return None
    day, name, year = months[-1]
    last = _last_day(_year(year), _month(name))
    if day:
        last = date(last.year, last.month, int(day))
    # The month that it starts in is said, or it is the year's own first.
    first = _month(months[0][1]) if len(months) > 1 else 9 if usual == "academic_year" else 4
    found = _year_to_date(last, first)
    if len(months) > 1 and months[0][2] and _year(months[0][2]) != found.starts.year:
        return None  # more than a year
    return found


def _year_to_date(day: date, first_month: int = 4) -> Period:
    first_year = day.year if day.month >= first_month else day.year - 1
    return Period("year_to_date", date(first_year, first_month, 1), day)


def _months(text: str, usual: str) -> Period | None:
    """Read May 2004, May-04, Apr-Jun 04, April 2004 to March 2005, 12m to Dec 04."""
    if match := re.fullmatch(rf"(?:12 ?m(?:onths)?|year|rolling year) (?:to|ending|ended) {_MONTH} {_YEAR}", text):
        return _year_up_to(_last_day(_year(match[2]), _month(match[1])), text.split(match[1])[0], usual)
    if match := re.fullmatch(rf"{_MONTH}[ /-]?{_YEAR}", text):
        return month(_year(match[2]), _month(match[1]))
    match = re.fullmatch(rf"{_MONTH}(?:[ -]?{_YEAR})?{_TO}{_MONTH}[ -]?{_YEAR}", text)
    if not match:
        return None
    first_month, last_month = _month(match[1]), _month(match[3])
    last_year = _year(match[4])
    first_year = _year(match[2]) if match[2] else last_year - (first_month > last_month)
    starts, ends = date(first_year, first_month, 1), _last_day(last_year, last_month)
    kind = _kind_of(starts, (last_year - first_year) * 12 + last_month - first_month + 1)
    return Period(kind, starts, ends) if kind else None


def _kind_of(starts: date, months: int) -> str:
    """Return the kind of a run of months; '' for one that has no name, such as May to July."""
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


def _two_years(text: str, usual: str) -> Period | None:
    match = re.fullmatch(r"'?(?:(\d{4})\s*[-/]\s*'?(\d{4}|\d{2}|\d)|(\d{2})\s*[-/]\s*'?(\d{2}))", text)
    if not match:
        return None
    first, last = _year(match[1] or match[3]), match[2] or match[4]
    within = 10 if len(last) == 1 else 100 if len(last) == 2 else 10_000
    if int(last) != (first + 1) % within:
        return None
    if usual == "academic_year":
        return academic_year(first)
    return financial_year(first)


def _several(text: str, usual: str) -> Period | None:
    """Read '2014 to 2016' and '2014/15 to 2016/17'."""
    if match := re.fullmatch(r"(\d{4}) ?(?:to|-) ?(\d{4})", text):
        first, last = int(match[1]), int(match[2])
        return Period("several_years", date(first, 1, 1), date(last, 12, 31)) if last > first else None
    if match := re.fullmatch(r"(\d{4}/\d\d) ?(?:to|-) ?(\d{4}/\d\d)", text):
        begin, end = _two_years(match[1], "financial_year"), _two_years(match[2], "financial_year")
        if begin and end and begin.starts < end.starts:
            return Period("several_years", begin.starts, end.ends)
    return None


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


def _year(text: str) -> int:
    number = int(text)
    return number if len(text) == 4 else 1900 + number if number >= 50 else 2000 + number


def _month(name: str) -> int:
    return _SHORT[name[:3]]


def _after(first: int, two_digits: int) -> int:
    """Return the year after `first` that ends in these two digits."""
    last = first - first % 100 + two_digits
    return last if last >= first else last + 100


def _last_day(year: int, month_number: int) -> date:
    return date(year, month_number, calendar.monthrange(year, month_number)[1])


def _years_words(starts: date, ends: date) -> str:
    if (starts.month, starts.day, ends.month, ends.day) == (1, 1, 12, 31):
        return f"{starts.year} to {ends.year}"
    if (starts.month, starts.day, ends.month, ends.day) == (4, 1, 3, 31):
        return f"{label(financial_year(starts.year))} to {label(financial_year(ends.year - 1))}"
    return f"{MONTH_NAMES[starts.month]} {starts.year} to {MONTH_NAMES[ends.month]} {ends.year}"


def _months_words(starts: date, ends: date) -> str:
    first = MONTH_NAMES[starts.month] + (f" {starts.year}" if starts.year != ends.year else "")
    return f"{first} to {MONTH_NAMES[ends.month]} {ends.year}"
