"""What the words for periods are made of: months, days, years and pairs of years, in every spelling councils use."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from datetime import date

from data.periods import Period
from indicators.rules.period import MONTHS

# A period's name is no longer than this; what is, is prose.
LONGEST = 120
OLDEST, NEWEST = 1950, 2100  # no report that anybody loads is about another year
NUMBER_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ORDINALS = ("first", "second", "third", "fourth")

# None of these patterns has a group, so that others can be built of them.
MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)(?![a-z])"
)
YEAR = r"'?(?:\d{4}|\d{2})(?!\d)"
TO = r"\s*(?:-|to|/|until)\s*"
_SIGN = r"[ ./-]"
DAY = (
    rf"(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}{_SIGN}\d{{1,2}}{_SIGN}(?:\d{{4}}|\d{{2}})"
    rf"|\d{{1,2}}[ -]?{MONTH}[ -]?,?\s*{YEAR})(?!\d)"
)
# Never a part of a date or of a longer row of numbers such as 04/05/06.
PAIR = r"(?<![\d/.-])'?(?:\d{4}\s?[-/]\s?'?(?:\d{4}|\d{1,2})|\d{2}\s?[-/]\s?'?\d{2})(?![\d/]|[.-]\d)"

_SHORT = {name[:3]: number for name, number in MONTHS.items()}
_DAY_FORMS = [
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})", re.ASCII),
    re.compile(rf"(?P<day>\d{{1,2}}){_SIGN}(?P<month>\d{{1,2}}){_SIGN}(?P<year>\d{{4}}|\d{{2}})", re.ASCII),
    re.compile(rf"(?P<day>\d{{1,2}})[ -]?(?P<month>{MONTH})[ -]?,?\s*(?P<year>{YEAR})", re.ASCII),
]
_PAIR_FORM = re.compile(r"'?(\d{4}|\d{2})\s*[-/]\s*'?(\d{4}|\d{1,2})", re.ASCII)
_PAIRS = re.compile(PAIR, re.ASCII)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
# A time of day after a date, as spreadsheets and systems print it. A day is never shifted by it.
_TIME = re.compile(
    r"(?<=\d)(?: |t)[0-2]?\d:[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?: ?(?:am|pm|z|utc|gmt|bst|[+-]\d\d:?\d\d))?$", re.ASCII
)


def clean(text: str) -> str:
    """Return a text as periods are looked for in it: lower case, one kind of dash and space, no ordinals or times."""
    text = _UNSEEN.sub("", text).replace("’", "'").replace("‘", "'").strip().lower()
    text = _DASHES.sub("-", text)  # the dashes that Word and Excel put for a hyphen
    text = re.sub(r"\b([0-9]{1,2})(?:st|nd|rd|th)\b(?: of\b)?", r"\1", text)
    text = re.sub(r"(?<=[a-z])\.(?![a-z])", "", text)  # Dec. 2004
    text = re.sub(r"\bfy(?=['0-9])", "fy ", re.sub(r"\s+", " ", text))
    return _TIME.sub("", text).rstrip(". ")


def year_of(text: str) -> int:
    """Return a year of four digits, or of two: 1950 to 2049."""
    digits = text.strip("' ")
    number = int(digits)
    return number if len(digits) == 4 else 1900 + number if number >= 50 else 2000 + number


def month_of(name: str) -> int:
    """Return a month's number by its name, whole or short."""
    return _SHORT[name[:3]]


def year_after(first: int, two_digits: int) -> int:
    """Return the year after `first` that ends in these two digits."""
    last = first - first % 100 + two_digits
    return last if last >= first else last + 100


def day_in(text: str) -> date | None:
    """Return the day that a cleaned text is, days first; None when it is not written as one.

    Raises ValueError for a day that does not exist.
    """
    for form in _DAY_FORMS:
        if match := form.fullmatch(text):
            month = match["month"]
            return date(year_of(match["year"]), int(month) if month.isdigit() else month_of(month), int(match["day"]))
    return None


def first_of_pair(text: str) -> int | None:
    """Return the first year of two that follow one another, as '2004/05' or '04-05'; None for two that do not."""
    match = _PAIR_FORM.fullmatch(text)
    if not match or (len(match[1]) == 2 and len(match[2]) != 2):
        return None
    first, last = year_of(match[1]), match[2]
    within = {1: 10, 2: 100, 4: 10_000}[len(last)]
    return first if int(last) == (first + 1) % within else None


def pairs(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Yield each pair of years that follow one another in a cleaned text, with the first of them."""
    for match in _PAIRS.finditer(text):
        first = first_of_pair(match[0])
        if first is not None and OLDEST <= first < NEWEST:
            yield match, first


def counted(word: str) -> int:
    """Return the number that digits or a word say: '3', 'three' and 'third' are 3."""
    if word in NUMBER_WORDS:
        return NUMBER_WORDS.index(word) + 1
    return _ORDINALS.index(word) + 1 if word in _ORDINALS else int(word)


def believable(period: Period | None) -> bool:
    """Return whether a period is within the years that anybody reports on."""
    return period is not None and period.starts.year >= OLDEST and period.ends.year <= NEWEST


@functools.cache
def pattern(text: str) -> re.Pattern[str]:
    """Return a compiled pattern in which digits are 0 to 9 alone."""
    return re.compile(text, re.ASCII)
