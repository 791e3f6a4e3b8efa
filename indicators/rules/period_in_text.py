"""Periods inside longer texts: the year in a sheet's name, the quarter in a title, the day a report was made."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from datetime import date

from indicators.rules.period import YEARS, Period, first_year_of, last_day
from indicators.rules.period_parts import HALF, QUARTER, TO_DATE, Part, part
from indicators.rules.period_reading import NotAPeriod, parse
from indicators.rules.period_tokens import DAY, MONTH, PAIR, YEAR, clean, day_in, pairs, pattern

# A title is no longer than this; what is, is a page of prose.
_LONGEST = 600
_MOST_WORDS = 12
# What stands before the day on which a report was made or met about, which is not what its figures are for.
_MADE = (
    r"(?:last )?(?:produced|printed|created|updated|extracted|published|prepared|generated|downloaded|issued|refreshed"
    r"|reported|run (?:on|date)|run|report date|date of (?:report|meeting|issue|publication)|extract date|print date"
    r"|publication date|meeting date|date reported|meeting|date produced|committee date)\b"
)
# Words that would make a day after them the figures' own, whatever stood before.
_OWN = rf"\b(?:as at|at|position|ending|ended|to|from|quarter|year|period|snapshot|for|{MONTH})\b"
# Two digits and two digits are a year only where no ages, days or shares are spoken of.
_NOT_BEFORE = r"\b(?:ages?|aged|between|over|under|n ?=)[ :]*$"
_NOT_AFTER = r"^[ -]*(?:year[ -]?olds?|years\b|yrs?\b|y/?o\b|olds\b|days?\b|weeks?\b|months?\b|children|cases|%|per\b)"

_WORD = (
    rf"{DAY}|{PAIR}|{QUARTER}|{HALF}|{MONTH}[ /-]?{YEAR}(?!\d)|{MONTH}|\b{TO_DATE}\b|(?<![\w/.-])\d{{1,4}}(?![\w/])"
    r"|\b(?:quarters?|qtrs?|half|year|years|yr|months?|mths?|ending|ended|end|to|as at|as|at|of|on|and|the|from|since"
    r"|until|before|after|by|position|snapshot|week|outturn|full|academic|school|calendar|financial|fy|y/e|rolling"
    r"|twelve|nine|six|three|q[1-4])\b|\d{1,2}m\b|[-()&]"
)
# After these a day or a month is one end of something that is not said.
_BOUND = {"to", "from", "since", "until", "before", "after", "by"}
_JOINING = {*_BOUND, "-", "(", ")", "&", "and", "the", "of", "on", "at", "as", "as at"}
# A report about a shorter time than the year in its title.
_SHORTER = r"\b(?:half|mid)[ -]?year|\bquarter|\bqtr|\bmonth(?!s)|\binterim\b"


def year_in(text: str) -> int | None:
    """Return the first year of the one financial year that a heading, a title or a sheet's name mentions.

    None where none is mentioned, or several. A day or a month in it is not a year.
    """
    return _year_in(_titled(text)) if len(text) <= _LONGEST else None


def period_in(text: str) -> Period | Part | None:
    """Return the one period that a longer text mentions, or the part of one when it does not say the year.

    None when it mentions none, or several that differ, or a year in a report on part of one. A month counts with its
    year or as the whole text; a day counts with words such as 'as at' or as a month's last. The day on which a report
    was made, and its meeting's, do not.
    """
    return _period_in(_titled(text)) if len(text) <= _LONGEST else None


def reported_in(text: str) -> date | None:
    """Return the day on which a text says that it was reported: '(produced 11/06/04)', 'Report date: 15 March 2005'.

    Only a whole date with such words before it; the first, when there are several that agree, else None.
    """
    if len(text) > _LONGEST:
        return None
    found = {day for _, day in _made(_titled(text)) if day is not None}
    return found.pop() if len(found) == 1 else None


@functools.lru_cache(maxsize=4096)
def _titled(text: str) -> str:
    # Excel names the copy of a sheet 'March (2)'.
    return pattern(r"\s*\(\d\)$").sub("", clean(text.replace("_", " ")))


@functools.lru_cache(maxsize=4096)
def _year_in(text: str) -> int | None:
    if re.search(r"\b(?:academic|school)\b", text):
        return None
    years = {first for match, first in pairs(text) if _is_year(text, match)}
    return years.pop() if len(years) == 1 else None


def _is_year(text: str, match: re.Match[str]) -> bool:
    """Return whether a pair is two years rather than two ages or a share; four digits are always a year."""
    if pattern(r"\d{4}").search(match[0]):
        return True
    before, after = text[: match.start()], text[match.end() :]
    return not pattern(_NOT_BEFORE).search(before) and not pattern(_NOT_AFTER).search(after)


@functools.lru_cache(maxsize=4096)
def _period_in(text: str) -> Period | Part | None:
    whole = _read(text)
    if whole is not None:
        return whole
    for span, _ in reversed(list(_made(text))):
        text = f"{text[: span[0]]} | {text[span[1] :]}"
    found = _one_of(
        {
            found
            for run in _runs(text)
            for found in _mentioned(run, len({word for word in run if not word.isdigit()} - _JOINING) < 2)
        }
    )
    a_year = found is not None and not isinstance(found, Part) and found.kind in YEARS
    return None if a_year and pattern(_SHORTER).search(text) else found


def _one_of(found: Iterable[Period | Part]) -> Period | Part | None:
    """Return what all that was found means together: one period, one part, or the part of the one year."""
    periods = {one for one in found if not isinstance(one, Part)}
    parts = {one for one in found if isinstance(one, Part)}
    if len(periods) + len(parts) == 1:
        return (periods or parts).pop()
    if len(periods) != 1 or len(parts) != 1:
        return None
    period, said = periods.pop(), parts.pop()
    if period.kind == "financial_year":
        return said.within(period.starts.year)
    return period if said.within(first_year_of(period.starts)) == period else None


def _read(text: str) -> Period | Part | None:
    try:
        return parse(text)
    except NotAPeriod:
        return part(text)


def _made(text: str) -> Iterator[tuple[tuple[int, int], date | None]]:
    """Yield where a text says when it was made or met about, and that day; None for a month alone."""
    for match in pattern(rf"{_MADE}([^\d]{{0,40}}?)({DAY}|{MONTH}[ /-]?{YEAR})").finditer(text):
        if not pattern(_OWN).search(match[1]):
            yield match.span(), _day(match[2])


def _day(text: str) -> date | None:
    try:
        return day_in(text)
    except ValueError:
        return None


def _runs(text: str) -> Iterator[list[str]]:
    """Yield the stretches of a text that are nothing but the words of periods, word by word."""
    run: list[str] = []
    ended = 0
    for match in pattern(_WORD).finditer(text):
        if run and text[ended : match.start()].strip(" ,:"):
            yield run
            run = []
        ended = match.end()
        if pattern(PAIR).fullmatch(match[0]) and not _is_year(text, match):
            if run:
                yield run
            run = []
            continue
        run.append(match[0])
    if run:
        yield run


def _mentioned(run: list[str], alone: bool) -> Iterator[Period | Part]:
    """Yield the periods in a stretch of such words: the longest that can be read, then those in what is left over.

    `alone` tells that the stretch has no second word that says when, so that a month in it may be a verb.
    """
    if len(run) > _MOST_WORDS:
        yield from _mentioned(run[:_MOST_WORDS], alone)
        yield from _mentioned(run[_MOST_WORDS:], alone)
        return
    for length in range(len(run), 0, -1):
        for start in range(len(run) - length + 1):
            words = run[start : start + length]
            bound = start > 0 and run[start - 1] in _BOUND
            found = None if bound else _read(" ".join(words))
            if found is not None:
                yield from _mentioned(run[:start], alone)
                if _counts(found, words, alone):
                    yield found
                yield from _mentioned(run[start + length :], alone)
                return


def _counts(found: Period | Part, words: list[str], alone: bool) -> bool:
    """Return whether a reading counts inside a longer text, where 'may' is a verb and 'year' any year."""
    text = " ".join(words)
    if isinstance(found, Part):
        a_month = found.kind == "months" and found.first == found.last
        a_day = found.kind == "snapshot" and found.day and words[0][0].isdigit()
        return found.kind != "year" and not a_day and not (a_month and alone)
    if pattern(r"\d+").fullmatch(text):
        return False  # a day as Excel counts it, or a row's number
    if found.kind == "snapshot" and pattern(DAY).fullmatch(text):
        return found.ends == last_day(found.ends.year, found.ends.month)
    return words[0] not in _BOUND
