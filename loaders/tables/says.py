"""What one heading or label says: a period, an area, an indicator, a role, or several of them at once."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from datetime import date

from data import areas
from data.periods import Period
from indicators.definitions import Indicator
from indicators.rules.period import first_year_of
from indicators.rules.period_words import NotAPeriod, Part, parse, part, period_in, year_in
from loaders import matching
from loaders.opened import Cell
from loaders.returns.area_words import benchmark_of
from loaders.returns.pages import tidy
from loaders.tables.grid import is_value
from loaders.tables.roles import FILLERS, PARTS, is_cumulative, role_of, status_of, words_only

# A heading is short: beyond this a cell holds prose, which says nothing of this kind.
LONGEST = 160


@dataclass(frozen=True, slots=True)
class Says:
    """What a heading says. Fields are empty where it says nothing of that kind; `rest` is what was not understood.

    `period` is a whole period, or a Part that still needs its year; `year` the first year of a financial year that
    stands beside other words. `due` tells that the period's end is a day by which something is to be reached. `clash`
    is what was written when two indicators are named at once, `several` the periods of a heading over cells such as
    97/100/100. `written` is the period as it is written, where that alone is a whole period: an indicator's own kind
    may give it another meaning. `setter` is who set a target, '' for nobody in particular.
    """

    role: str = ""
    area: str = ""
    period: Period | Part | None = None
    year: int | None = None
    status: str = ""
    cumulative: bool = False
    indicator: Indicator | None = None
    due: bool = False
    text: str = ""
    rest: str = ""
    clash: str = ""
    several: tuple[Period, ...] = ()
    written: str = ""
    setter: str = ""

    @property
    def is_known(self) -> bool:
        """Return whether anything was understood."""
        return bool(self.role or self.area or self.period or self.year or self.status or self.indicator)

    def under(self, upper: Says) -> Says:
        """Return what a heading says together with the one above it; the lower one is the more particular."""
        period, year, written = self.period, self.year or upper.year, self.written
        if isinstance(upper.period, Part) and isinstance(self.period, Period) and self.period.kind == "financial_year":
            if upper.period.kind != "year":  # Q1 above, 2003/04 and 2004/05 beneath it
                period, year, written = upper.period, self.period.starts.year, ""
        elif upper.period is not None and not isinstance(upper.period, Part):
            if period is None:
                period, written = upper.period, upper.written
            elif isinstance(period, Part):
                year = year if year is not None else _first_year(upper.period)
        elif period is None:
            period = upper.period
        both = " / ".join(dict.fromkeys(text for text in (upper.text, self.text) if text))
        two = self.indicator is not None and upper.indicator is not None and self.indicator.slug != upper.indicator.slug
        return Says(
            role=self.role or upper.role,
            area=self.area or upper.area,
            period=period,
            year=year,
            status=self.status or upper.status,
            cumulative=self.cumulative or upper.cumulative,
            indicator=self.indicator or upper.indicator,
            due=self.due or upper.due,
            text=both,
            rest=" / ".join(dict.fromkeys(text for text in (upper.rest, self.rest) if text)),
            clash=both if two else self.clash or upper.clash,
            several=self.several or upper.several,
            written=written,
            setter=self.setter or upper.setter,
        )

    @property
    def unexplained(self) -> str:
        """Return what was not understood, but for words that say nothing: 'Performance figures' is ''."""
        if self.indicator is not None and _CODE.fullmatch(self.rest):
            return ""  # a code of somebody else's beneath a name that is known
        return self.rest if set(words_only(self.rest).split()) - FILLERS else ""


_CODE = re.compile(r"[A-Za-z]{1,5}[ /-]?\d+(?:\.\d+)*[a-z]?")
NOTHING = Says()


def cell_says(cell: Cell | None, council: str, *, indicators: bool = True) -> Says:
    """Return what a heading's cell says; a date is the day that it shows."""
    if cell is None or not cell.text.strip():
        return NOTHING
    if cell.day is not None:
        return Says(period=Period("snapshot", cell.day, cell.day), text=cell.text)
    if cell.number is not None and not cell.percent:
        return _number_says(cell)
    return says(tidy(cell.text), council, indicators)


@functools.lru_cache(maxsize=16384)
def says(text: str, council: str, indicators: bool = True) -> Says:
    """Return what a text says as a heading or a label.

    `indicators` False leaves out which indicator it may be: where only periods and roles can stand, "Referrals" in a
    column of comments is no heading.
    """
    if not text or len(text) > LONGEST:
        return Says(text=text[:LONGEST], rest=text[:LONGEST])
    plain = text.rstrip(" *†‡#") or text  # the sign of a footnote
    whole = _whole(plain, council, indicators)
    if whole is not None:
        return replace(whole, text=text, cumulative=whole.cumulative or is_cumulative(text))
    return replace(_target(plain, council) or _pieces(plain, council, indicators), text=text)


def _whole(text: str, council: str, indicators: bool) -> Says | None:
    """Return what a text says as one thing, or None."""
    if any(status_of(inner) or role_of(inner) in PARTS for inner in _BRACKETED.findall(text)) and not status_of(text):
        return None  # 2004/05 (provisional), Reviews held (numerator): the bracket says something of its own
    role = role_of(text)
    if role and role != "status" and not (role == "other" and benchmark_of(text, council)):
        return Says(role=role, area=(benchmark_of(text, council) or "") if role == "area" else "")
    if (found := whole_period(text)) is not None:
        return Says(period=found, written="" if isinstance(found, Part) else text)
    if role:
        return Says(role=role)
    if status := status_of(text):
        # A forecast outturn is one of the whole year, whatever quarter the report is about.
        return Says(status=status, period=Part("year") if _WHOLE_YEAR.search(text) else None)
    if words_only(text) in ("cumulative", "running total"):
        return Says(cumulative=True)
    if indicators and (indicator := matching.find(text)) is not None:
        return Says(indicator=indicator)
    if area := _area(text, council):
        return Says(area=area)
    return None


_COMPASS = frozenset(
    f"{first}{second}" for first in ("north", "south", "east", "west") for second in ("", " east", " west")
)


def _area(text: str, council: str) -> str:
    found = benchmark_of(text, council)
    if found:
        return found
    if text.isdigit() or words_only(text) in _COMPASS:
        # A bare number is no code here, and councils call their own parts by the compass.
        return ""
    known = areas.find(text)
    return known.id if known is not None else ""


@functools.lru_cache(maxsize=8192)
def whole_period(text: str) -> Period | Part | None:
    """Return the period that a whole text is, without its year if it has none; None when it is no period."""
    try:
        return parse(text)
    except NotAPeriod:
        return part(text)


_WHOLE_YEAR = re.compile(r"\b(outturn|year[ -]?end)\b", re.IGNORECASE)
_TARGET = re.compile(r"(?P<before>(?:[\w'&.-]+ ){0,4}?)(?:targets?|tgt|trajectory)\b(?P<after>.*)", re.IGNORECASE)
# What may stand before "target", with who set it.
_SETTERS = {
    **dict.fromkeys(("national", "government", "govt", "psa", "dfes", "dfe", "central", "statutory"), "government"),
    **dict.fromkeys(("lpsa", "lsp", "laa", "partnership"), "partnership"),
    **dict.fromkeys(("local", "our", "council", "corporate", "stretch", "bvpp", "agreed", "proposed"), "local"),
    **dict.fromkeys(("revised", "annual", "year", "end", "quarterly", "monthly", "interim", "final"), "local"),
    **dict.fromkeys(("profiled", "minimum", "min", "max", "maximum", "the", "key", "improvement"), "local"),
    **dict.fromkeys(("performance", "new", "plan", "overall"), "local"),
}
_AFTER_TARGET = re.compile(r"^[\s:,(-]*(?:(?:set|agreed|value|figure) )?(?:(?:for|in|at|to) )?(?:the )?", re.IGNORECASE)
_SPLIT = re.compile(r"\s*(?:\s[-–—:|]\s|[()\[\],;]|:\s|\s/\s)\s*")
_BRACKETED = re.compile(r"\(([^()]*)\)")
_YEARS = re.compile(r"(?<![\d/])(?:\d{4}|\d{2})[/-]\d{2}(?![\d/])")
_BY = re.compile(r"\b(?:due )?by (?=\d|[a-z]{3,9}\b|(?:the )?end)", re.IGNORECASE)


def _target(text: str, council: str) -> Says | None:
    """Return what a text says when it is about a target: 'National target for 2006/07', 'Stretch target'."""
    match = _TARGET.fullmatch(text)
    if match is None or _BY.search(text):
        return None
    before = [_SETTERS.get(word.casefold()) for word in match["before"].split()]
    if not all(before):
        return None
    setter = next((word for word in before if word and word != "local"), "")
    after = match["after"][len(_AFTER_TARGET.match(match["after"])[0]) :].strip(" )") if match["after"] else ""  # type: ignore[index]
    period = whole_period(after) if after else None
    year = year_in(after) if after and period is None else None
    rest = "" if period is not None or year is not None or not after else after
    return Says(role="target", period=period, year=year, setter=setter, rest=rest)


def _pieces(text: str, council: str, indicators: bool) -> Says:
    """Return what the parts of a text say together: 'Target 04/05', 'Q1 Actual', 'England (2003/04)'."""
    if match := _BY.search(text):
        day = whole_period(text[match.end() :].strip(" ()"))
        before = (
            says(text[: match.start()].strip(" -:("), council, indicators) if match.start() else Says(role="target")
        )
        if day is not None and not isinstance(day, Part) and before.role in ("target", ""):
            return replace(before, role="target", period=day, due=True)
    pieces = [piece for piece in _SPLIT.split(text) if piece]
    if len(pieces) > 1:
        return _joined([says(piece, council, indicators) for piece in pieces])
    peeled = _peeled(text, council)
    if peeled is not None:
        return peeled
    several = _several(text)
    if several:
        return Says(period=several[-1], several=several)
    named = _beside_period(text)
    if named is not None:
        return named
    found = period_in(text)
    return Says(period=found, year=None if found else year_in(text), cumulative=is_cumulative(text), rest=text)


def _several(text: str) -> tuple[Period, ...]:
    """Return the years of a heading such as '04/05 05/06 06/07', or () when it is not one."""
    years = _YEARS.findall(text)
    if len(years) < 2 or _YEARS.sub("", text).strip(" ,;&/|-"):
        return ()
    found = [whole_period(year) for year in years]
    return tuple(period for period in found if isinstance(period, Period)) if all(found) else ()


def _beside_period(text: str) -> Says | None:
    """Return what is left of a text that begins or ends with a period: 'Fenland 2004/05'."""
    words = text.split()
    for count in range(len(words) - 1, 0, -1):
        for some, others in ((words[-count:], words[:-count]), (words[:count], words[count:])):
            period = whole_period(" ".join(some))
            other = whole_period(" ".join(others))
            if isinstance(period, Part) and period.is_open and isinstance(other, Period):
                return Says(period=_year_to(other))  # Dec-03 YTD
            if period is not None:
                return Says(period=period, rest=" ".join(others).strip(" -:,"))
    return None


def _year_to(period: Period) -> Period:
    """Return the financial year as far as the end of a period."""
    ends = period.ends
    return Period("year_to_date", date(first_year_of(ends), 4, 1), ends)


def _joined(parts: list[Says]) -> Says:
    found = NOTHING
    for one in reversed(parts):
        found = found.under(one)
    rest = " ".join(one.rest or one.text for one in parts if not one.is_known and not one.cumulative)
    return replace(found, rest=rest)


def _peeled(text: str, council: str) -> Says | None:
    """Return what a text says when its first or last words are a role, a status or an area and the others a period."""
    words = text.split()
    for count in range(min(len(words) - 1, 4), 0, -1):
        for some, others in ((words[:count], words[count:]), (words[-count:], words[:-count])):
            named = _named(" ".join(some), council)
            if named is None:
                continue
            period = whole_period(" ".join(others))
            if period is not None:
                return replace(named, period=period, written="" if isinstance(period, Part) else " ".join(others))
            other = _named(" ".join(others), council)
            if other is not None:
                return other.under(named)
    return None


def _named(text: str, council: str) -> Says | None:
    role, status, area = role_of(text), status_of(text), _area(text, council)
    if role in ("period", "status"):
        role = ""
    if area and role in ("", "area", "other"):
        return Says(area=area)
    return Says(role=role, status=status) if role or status else None


_BEGINS_WITH_NUMBER = re.compile(r"[<£(+-]?\.?\d")


def looks_like_figure(cell: Cell) -> bool:
    """Return whether a cell is meant as a figure, readable or not: 20, 77.4%, n/a, '75% (target 80%)', '95..2'.

    A day as Excel counts it and a text that begins with a period are none.
    """
    if cell.number is not None and not cell.percent:
        return whole_period(cell.text) is None
    if is_value(cell):
        return True
    text = tidy(cell.text)
    if cell.day is not None or not _BEGINS_WITH_NUMBER.match(text) or whole_period(text) is not None:
        return False
    first = text.split()[0]
    return first.endswith("%") or (whole_period(first) is None and not _MEASURED.search(text))


# "18 months": a length of time or an age in a name, not a figure.
_MEASURED = re.compile(r"^\d+[+]?[ -](?:or more|days?|weeks?|months?|years?|plus|to|and|year)\b", re.IGNORECASE)


def _number_says(cell: Cell) -> Says:
    """Return what a number says as a heading: a day as Excel counts it, or a year."""
    number = cell.number
    if number is None or number != number.to_integral_value():
        return Says(text=cell.text, rest=cell.text)
    found = whole_period(cell.text) if 18264 <= number <= 73050 else None
    return Says(period=found, text=cell.text, rest="" if found else cell.text)


def _first_year(period: Period) -> int | None:
    """Return the first year of the financial (or calendar) year that a heading above stands for."""
    if period.kind == "financial_year":
        return period.starts.year
    return None
