"""What the rows of all three sheets of a return share: the indicator, the area, the breakdown and the period."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from data.errors import UnknownArea
from data.periods import Period
from indicators.definitions import Indicator
from indicators.rules.period import snapshot
from indicators.rules.period_words import parse
from loaders import matching
from loaders.faults import Faults
from loaders.opened import Cell
from loaders.returns.areas import area_of, near_name
from loaders.returns.pages import Page, Row, tidy

PERIODS = "2004/05, Q3 2004/05, March 2005, 31 March 2005 or year ending 31 December 2004"
WHOLE_ROW = ""
_BREAKDOWN = re.compile(r"([^=]+)=([^=]+)")
_TOTAL = re.compile(r"(grand |sub ?-?)?totals?\b.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A row with all it is read with. `by` is the day by which figures must have ended: when they were reported."""

    row: Row
    page: Page
    council: str
    by: date
    faults: Faults

    def cell(self, heading: str) -> Cell | None:
        """Return the cell under a heading, or None when it is blank."""
        return self.row.cells.get(heading)

    def text(self, heading: str) -> str:
        """Return what the cell under a heading says; '' when it is blank."""
        return self.row.text(heading)

    def error(self, code: str, heading: str, what: str, fix: str) -> None:
        """Add a problem with the cell under a heading, one that stops the file."""
        self.faults.error(code, self.page.name, self.row.place(heading), what, fix, self.text(heading) or None)

    def warning(self, code: str, heading: str, what: str, fix: str) -> None:
        """Add a problem with the cell under a heading (or WHOLE_ROW), one that does not stop the file."""
        self.faults.warning(code, self.page.name, self.row.place(heading), what, fix, self.text(heading) or None)


def lines(pages: Sequence[Page], council: str, by: date, faults: Faults) -> Iterator[Line]:
    """Yield the rows of these sheets in order."""
    for page in pages:
        for row in page.rows():
            yield Line(row, page, council, by, faults)


def indicator_of(line: Line, *, filled: bool) -> Indicator | None:
    """Return the row's indicator, or None, said as a warning, when it has none that is known.

    `filled` tells that the row holds something to store: one that does not is a heading, a total or a footnote.
    """
    text = line.text("indicator")
    found = matching.find(text)
    if found is not None or not calculated(line, "indicator"):
        return found
    if text and (not filled or _TOTAL.fullmatch(text)):
        line.warning(
            "not_read",
            WHOLE_ROW,
            f"the row {text[:80]!r} was not read: it is not the figure of an indicator.",
            "Nothing to do if it is a heading, a total or a footnote.",
        )
    elif text:
        near = [suggestion.indicator.name for suggestion in matching.suggest(text)[:3]]
        line.warning(
            "indicator_unknown",
            "indicator",
            f"{text[:80]!r} is not an indicator in the catalogue. The row was not loaded.",
            (f"Did you mean {_either(near)}? " if near else "")
            + "Write a name, a short name or a code as the catalogue has it.",
        )
    elif filled:
        line.warning(
            "indicator_unknown",
            "indicator",
            "the row does not say which indicator it is about. It was not loaded.",
            "Write the indicator's name, or its short name from the catalogue, in this cell.",
        )
    return None


def area_of_row(line: Line) -> str | None:
    """Return the id of the row's area, or None when it cannot be told, which is an error."""
    text = line.text("area")
    if not calculated(line, "area"):
        return None
    if _TOTAL.fullmatch(text) or text.strip().lower() == "all":
        line.warning(
            "not_read",
            WHOLE_ROW,
            f"the row for {text[:80]!r} was not read: a total is not a part of the council.",
            "Leave the area blank for the council's own figure.",
        )
        return None
    try:
        area = area_of(text, line.council)
    except UnknownArea as error:
        line.error(
            "area_unknown",
            "area",
            str(error),
            "Leave it blank for the council itself, or write England, a region, another council, or the name of a "
            "part of the council.",
        )
        return None
    near = near_name(text) if "/" in area else ""
    if near:
        line.warning(
            "area_unknown",
            "area",
            f"{text!r} is not an area that is known, so it was taken for a part of the council.",
            f"Write {near} in full, or its code, if you meant {near}.",
        )
    return area


def breakdown_of(line: Line) -> str | None:
    """Return the row's breakdown as dimension=member, '' for none, or None when it is not one, which is an error."""
    text = line.text("breakdown")
    if not text:
        return ""
    match = _BREAKDOWN.fullmatch(text)
    sides = [side.strip().casefold() for side in match.groups()] if match else [""]
    if all(sides):
        return "=".join(sides)
    line.error(
        "breakdown_unreadable",
        "breakdown",
        f"{text!r} is not a breakdown.",
        "Write it like age=10 to 15 or sex=girls, or leave it blank for all.",
    )
    return None


def period_of(line: Line, usual: str) -> Period | None:
    """Return the row's period, or None when it has none that can be read, which is an error."""
    cell = line.cell("period")
    if not calculated(line, "period"):
        return None
    period = as_period(cell, usual) if cell else None
    if period is None:
        text = line.text("period")
        what = f"{text!r} is not a period that can be read." if text else "the row has no period."
        line.error("period_unreadable", "period", what, f"Write it like {PERIODS}.")
    return period


def as_period(cell: Cell, usual: str) -> Period | None:
    """Return the period that a cell means, or None. A real date is a day."""
    if cell.day is not None:
        return Period(*snapshot(cell.day))
    return _parsed(tidy(cell.text), usual)


@functools.lru_cache(maxsize=4096)
def _parsed(text: str, usual: str) -> Period | None:
    # A return says the same few periods in every row.
    try:
        return Period(*parse(text, usual=usual))
    except (ValueError, OverflowError):
        return None


def calculated(line: Line, heading: str) -> bool:
    """Return True when the cell has a result, or is no formula; a formula without its result is an error."""
    cell = line.cell(heading)
    if cell is None or not cell.uncalculated:
        return True
    line.error(
        "formula_no_value",
        heading,
        "the cell holds a formula without its result.",
        "Open the file in Excel, let it calculate, save it and load it again; or type what it should say.",
    )
    return False


def _either(names: Sequence[str]) -> str:
    quoted = [f"'{name}'" for name in names]
    return " or ".join([", ".join(quoted[:-1]), quoted[-1]]) if len(quoted) > 1 else quoted[0]
