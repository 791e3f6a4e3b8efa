"""What stands around a table and holds for all of it: the period, the part of the council, provisional, cumulative."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.errors import UnknownArea
from data.periods import Period
from indicators.definitions import Indicator
from indicators.rules.period import first_year_of
from indicators.rules.period_words import Part, period_in, reported_in, year_in
from loaders import matching
from loaders.returns.areas import area_of
from loaders.tables.roles import is_cumulative, is_footnote
from loaders.tables.says import says, whole_period

_LABELLED_AREA = re.compile(r"(?:area|locality|team|district|division|patch|office)\s*[:–-]\s*(\S.*)", re.IGNORECASE)
# What a title says of its table's arrangement, not of its indicator.
_BY_PLACE = re.compile(
    r"\s*\b(by|for each|across) (local )?"
    r"(authorit\w+|councils?|areas?|localit\w+|teams?|districts?|quarters?|months?|years?)\b.*",
    re.IGNORECASE,
)
_PROVISIONAL = re.compile(r"\b(provisional|unvalidated|unaudited|draft figures)\b", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(benchmark\w*|comparat\w+|comparison\w*|england|national|regional|neighbour\w*|group|averages?)\b",
    re.IGNORECASE,
)
_TARGETS = re.compile(r"\btargets?\b", re.IGNORECASE)
_NOT_ABOUT_TARGETS = re.compile(r"\b(against|versus|v|and|with|performance|actual\w*|rag)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Around:
    """What is said around a table. Fields are empty where nothing is said.

    `compared` is the year of the benchmarks where a note gives it; `targets` tells that the numbers are targets.
    """

    area: str = ""
    period: Period | Part | None = None
    year: int | None = None
    status: str = ""
    cumulative: bool = False
    indicator: Indicator | None = None
    indicator_text: str = ""
    reported: date | None = None
    compared: int | None = None
    targets: bool = False

    def within(self, wider: Around) -> Around:
        """Return this with what the wider surroundings say where this says nothing."""
        period, year = _narrower(self, wider)
        return Around(
            area=self.area or wider.area,
            period=period,
            year=year,
            status=self.status or wider.status,
            cumulative=self.cumulative or wider.cumulative,
            indicator=self.indicator or wider.indicator,
            indicator_text=self.indicator_text or wider.indicator_text,
            reported=self.reported or wider.reported,
            compared=self.compared if self.compared is not None else wider.compared,
            targets=self.targets or wider.targets,
        )


NOTHING = Around()


def _narrower(near: Around, wider: Around) -> tuple[Period | Part | None, int | None]:
    """Return the period and the year of two surroundings together: Q3 in a sheet's name under 2004/05 in its title."""
    year = near.year if near.year is not None else wider.year
    period = near.period if near.period is not None else wider.period
    for whole, part_of_it in ((near.period, wider.period), (wider.period, near.period)):
        if isinstance(whole, Period) and whole.kind == "financial_year" and isinstance(part_of_it, Part):
            return part_of_it, whole.starts.year
    if (
        isinstance(near.period, Period)
        and isinstance(wider.period, Period)
        and near.period.kind == "financial_year"
        and near.period.starts <= wider.period.starts
        and wider.period.ends <= near.period.ends
    ):
        period = wider.period
    return period, year


def said_by_lines(lines: Sequence[str], council: str, *, notes: bool = False) -> Around:
    """Return what lines of text say: a title, a line above a table or, with `notes`, the notes beneath it."""
    found = NOTHING
    for line in lines:
        found = found.within(_line(line, council, notes or is_footnote(line)))
    return found


def _line(line: str, council: str, note: bool) -> Around:
    status = "provisional" if _PROVISIONAL.search(line) else ""
    if note and (period_in(line) is not None or year_in(line) is not None):
        status = ""  # "Q3 figures are provisional" is about Q3 alone
    if note:
        compared = year_in(line) if _COMPARED.search(line) else None
        if compared is None and _COMPARED.search(line):
            compared = _year_of(period_in(line))
        return Around(status=status, compared=compared, reported=reported_in(line))
    reported = reported_in(line)
    period = None if reported is not None and period_in(line) is None else period_in(line)
    indicator = says(line, council).indicator or says(_BY_PLACE.sub("", line), council).indicator
    labelled = _LABELLED_AREA.fullmatch(line.strip())
    return Around(
        area=part_of(labelled[1], council) if labelled else "",
        period=period,
        year=year_in(line),
        status=status,
        cumulative=is_cumulative(line),
        indicator=indicator,
        reported=reported,
        targets=_only_targets(line),
    )


def said_by_name(name: str, council: str) -> Around:
    """Return what a sheet's name says of its period and its indicator; its area is told from all sheets together."""
    period = period_in(name) or whole_period(name)
    return Around(
        period=period,
        year=year_in(name),
        cumulative=is_cumulative(name),
        indicator=matching.find(name),
        status="provisional" if _PROVISIONAL.search(name) else "",
        targets=_only_targets(name),
    )


def without_period(name: str) -> str:
    """Return a sheet's name without what it says of a period, and without a copy's number: 'WEST Q3' is 'WEST'."""
    name = re.sub(r"\s*\(\d+\)\s*$", "", name)
    kept = [
        word for word in re.split(r"[\s_-]+", name) if word and whole_period(word) is None and year_in(word) is None
    ]
    return " ".join(kept)


@functools.lru_cache(maxsize=4096)
def part_of(text: str, council: str) -> str:
    """Return the id of the part of the council, or of the known area, that a name means; '' when it can be neither."""
    try:
        return area_of(text, council) if council else ""
    except UnknownArea:
        return ""


def _only_targets(text: str) -> bool:
    return bool(_TARGETS.search(text)) and not _NOT_ABOUT_TARGETS.search(text)


def _year_of(period: Period | Part | None) -> int | None:
    """Return the financial year in which a period ends."""
    return first_year_of(period.ends) if isinstance(period, Period) else None
