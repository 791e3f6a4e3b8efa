"""Dates in remarks that are probably a year off: a rise since March 2004 to a number at January 2004."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from indicators.rules.period import MONTH_NAMES, MONTHS, day_words
from loaders.checks.examined import Examined
from loaders.checks.remarks import Remark, remarks
from loaders.problems import WARNING, Problem

_NAMES = "|".join(f"{name[:3]}(?:{name[3:]})?" if name[3:] else name for name in MONTHS)
_MONTH = re.compile(
    rf"(?P<before>(?:\b[\w%.,'-]+ ){{0,4}}?)\b(?P<month>{_NAMES})\.? (?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SENTENCES = re.compile(r"(?<=[.!?;])\s+")
_START = re.compile(r"\b(since|from|after)\s+(?:\d{1,2}\s+)?$", re.IGNORECASE)
_COMPARED = re.compile(r"\b(than|compared|last|previous|against|versus|was|were|baseline)\b", re.IGNORECASE)
_DONE = re.compile(
    r"\b(established|achieved|completed|appointed|opened|started|began|launched|merged|introduced|recruited|agreed|"
    r"implemented|delivered|held|published|approved|finished|took place|set up)\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(will|shall|should|would|due|expect\w*|plan\w*|to be|target\w*|aim\w*|by|intend\w*|propos\w*|from|until)\b",
    re.IGNORECASE,
)


class _Month(NamedTuple):
    """A month that a sentence names, with its first day and the words before it."""

    text: str
    day: date
    before: str


def check(examined: Examined) -> Iterator[Problem]:
    """Yield a warning for each remark with a date that its own words, its figure or the report's day contradict."""
    for remark in remarks(examined):
        # Looking for months takes long, and few remarks name a year.
        for sentence in _SENTENCES.split(remark.words) if _YEAR.search(remark.words) else ():
            months = _months(sentence)
            found = (
                _backwards(months, examined.by)
                or _not_yet(sentence, months, examined.by)
                or _other_year(sentence, months, remark)
            )
            if found:
                yield _problem(examined, remark, *found)
                break


def _months(sentence: str) -> list[_Month]:
    found = []
    for match in _MONTH.finditer(sentence):
        day = date(int(match["year"]), MONTHS[_whole(match["month"])], 1)
        found.append(_Month(f"{match['month']} {match['year']}", day, sentence[: match.start("month")]))
    return found


def _whole(name: str) -> str:
    return next(month for month in MONTHS if month.startswith(name.lower()[:3]))


def _backwards(months: list[_Month], by: date) -> tuple[str, date, str] | None:
    """Find 'since March 2004 ... at January 2004'."""
    for place, start in enumerate(months):
        if not _START.search(start.before):
            continue
        for later in months[place + 1 :]:
            likely = later.day.replace(year=later.day.year + 1)
            if later.day < start.day < likely <= by:
                return later.text, likely, f"is before {start.text}, from which it counts"
    return None


def _not_yet(sentence: str, months: list[_Month], by: date) -> tuple[str, date, str] | None:
    """Find what was done in a month after the report."""
    for month in months:
        likely = month.day.replace(year=month.day.year - 1)
        if (
            month.day > by
            and likely <= by
            and _DONE.search(month.before[-40:])
            and not _TO_COME.search(re.split(r"[,;:]", month.before)[-1])
        ):
            return month.text, likely, f"is after the day of the report, {day_words(by)}, but speaks of what was done"
    return None


def _other_year(sentence: str, months: list[_Month], remark: Remark) -> tuple[str, date, str] | None:
    """Find the figure's own month under the year before or after, in words that name no other time."""
    if remark.figure is None or len(months) != 1 or _COMPARED.search(sentence) or _START.search(months[0].before):
        return None
    ends, month = remark.figure.period.ends, months[0]
    if remark.figure.period.kind not in ("snapshot", "month", "quarter") or ends.month != month.day.month:
        return None
    if abs(month.day.year - ends.year) != 1:
        return None
    return month.text, ends.replace(day=1), f"is another year than the figure's, which is for {day_words(ends)}"


def _problem(examined: Examined, remark: Remark, text: str, likely: date, why: str) -> Problem:
    return examined.problem(
        WARNING,
        "date_suspect",
        remark.sheet,
        remark.cell,
        f"{text!r} {why}. {MONTH_NAMES[likely.month]} {likely.year} is likely.",
        "Check the year in the words.",
        text,
    )
