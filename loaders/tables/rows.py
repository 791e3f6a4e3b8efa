"""What each row of a table is: an indicator, an area or a period, a part of the figure above, a section, a total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from data import areas
from data.errors import UnknownArea
from indicators.definitions import catalogue
from indicators.rules.period_words import Part
from loaders import matching
from loaders.opened import Cell
from loaders.returns.areas import named_twice
from loaders.returns.pages import tidy
from loaders.tables.axes import Axes
from loaders.tables.grid import Grid, is_value
from loaders.tables.roles import PARTS, is_total, words_only
from loaders.tables.says import NOTHING, Says, cell_says, whole_period

_NO_DIMENSION = frozenset({"breakdown", "group", "category"})
_ALL = frozenset({"all", "total", "all children", "persons", "everyone", "both"})
# A council's three-digit code, which a spreadsheet keeps as a number.
_CODE = re.compile(r"\d{3}")
# Columns that say something about a figure and hold none.
_WORDS = frozenset({"comment", "note", "rag"})


@dataclass(slots=True)
class Row:
    """One row of a table. `kind` is figures, section, total or empty; `says` is what its labels say together.

    `name` is the text that should be an indicator (or whatever the rows are about) but is not known, `place` one that
    should be an area; `at` the column where it stands.
    `clash` is what was written when two indicators are named, `reference` the code of one; `fault` is what is wrong
    when a code and a name are of two areas; `unread` a period that cannot be read.
    """

    number: int
    kind: str
    says: Says = NOTHING
    name: str = ""
    place: str = ""
    at: int = 0
    breakdown: str = ""
    clash: str = ""
    reference: str = ""
    unit: str = ""
    starts: str = ""
    unread: str = ""
    fault: str = ""
    values: dict[int, Cell] = field(default_factory=dict)

    @property
    def is_plain(self) -> bool:
        """Return whether the row says nothing of a period or a status: then a cell's column alone does."""
        says = self.says
        return says.period is None and says.year is None and not says.status and not says.due


def rows_of(axes: Axes, columns: Mapping[int, Says], council: str) -> Iterator[Row]:
    """Yield the rows of a table from top to bottom. `columns` are those that hold figures, with what they say."""
    grid = axes.block.grid
    above: dict[int, Cell] = {}
    for number in axes.block.body:
        yield _row(grid, axes, columns, number, council, above)


def _row(grid: Grid, axes: Axes, columns: Mapping[int, Says], number: int, council: str, above: dict[int, Cell]) -> Row:
    values = {column: cell for column, cell in grid.own(number).items() if column in columns and _says_something(cell)}
    figures = [c for c, cell in values.items() if columns[c].role not in _WORDS and (cell.text or cell.uncalculated)]
    row = Row(number, "figures" if figures else "section", values=values)
    _label(_labels_of(grid, axes, number, above), axes, row, council)
    if row.says.indicator is None and is_total(row.name or row.place or row.says.text):
        row.kind = "total"
    elif not values and not row.name and not row.says.is_known:
        row.kind = "empty"
    elif not figures and values and row.says.indicator is not None:
        row.kind = "figures"  # a comment without a figure is still about the row's indicator
    return row


def _says_something(cell: Cell) -> bool:
    return bool(cell.text.strip()) or cell.uncalculated or bool(cell.fill)


def _labels_of(grid: Grid, axes: Axes, number: int, above: dict[int, Cell]) -> dict[int, Cell]:
    """Return the cells that label a row. A year is often written once for the quarters beneath it: where its column is
    blank beside a quarter, the one above holds; `above` keeps it."""
    own = {c: cell for c in axes.labels if (cell := grid.shown(number, c)) is not None and cell.text.strip()}
    periods = [column for column, role in axes.labels.items() if role == "period"]
    above.update({column: own[column] for column in periods if column in own})
    if len(periods) > 1 and periods[0] not in own and any(column in own for column in periods) and periods[0] in above:
        own[periods[0]] = above[periods[0]]
    return dict(sorted(own.items()))


def _label(labels: Mapping[int, Cell], axes: Axes, row: Row, council: str) -> None:
    """Read the row's labels: each says what its column's heading lets it say, or what it can."""
    said = NOTHING
    for column, cell in labels.items():
        role, text = axes.labels[column], tidy(cell.text)
        if role == "breakdown":
            row.breakdown = _breakdown(axes.block.columns[column].text, text)
        elif role == "unit":
            row.unit = text
        elif role in ("starts", "ends"):
            said = _with_day(said, row, role, text)
        elif role == "reference":
            said = _with_reference(said, row, text)
        elif role == "indicator":
            said = _with_indicator(said, row, column, cell, text, council)
        elif role == "area":
            said = _with_area(said, row, column, cell, text, council)
        elif role == "period":
            found = cell_says(cell, council, indicators=False)
            said = _periods_joined(found, said)
            if found.unexplained or not found.is_known:
                row.unread, said = text, replace(said, period=None, year=None)
            said = replace(said, text=_both(said.text, text))
        else:
            said = _with_any(said, row, column, cell, text, council, axes)
    if row.reference and row.name and matching.find(f"{row.reference} {row.name}") is None:
        row.clash = _both(row.reference, row.name)
    if row.unit and said.indicator is not None and not matching.unit_fits(f"({row.unit})", said.indicator):
        row.clash = f"{said.text} ({row.unit})"
    row.says = said


def _breakdown(heading: str, text: str) -> str:
    """Return a breakdown as dimension=member: its own words, or the heading's with the cell's; '' for all together."""
    dimension, equals, member = text.casefold().partition("=")
    if equals:
        return f"{dimension.strip()}={member.strip()}"
    dimension = words_only(heading)
    if dimension in _NO_DIMENSION or words_only(text) in _ALL:
        return ""
    return f"{dimension}={text.casefold()}"


def _with_day(said: Says, row: Row, role: str, text: str) -> Says:
    """Read the first and the last day of a period, in two columns."""
    if role == "starts":
        row.starts = text
        return said
    found = whole_period(f"{row.starts} - {text}" if row.starts else text)
    return replace(said, period=found, rest="" if found else f"{row.starts} - {text}", text=_both(said.text, text))


def _with_area(said: Says, row: Row, column: int, cell: Cell, text: str, council: str) -> Says:
    """Read a cell under Area: a name, or a code, which may stand in a column of its own beside the name."""
    area = cell_says(cell, council, indicators=False).area
    if not area and _CODE.fullmatch(text) and (known := areas.find(text)) is not None:
        area = known.id
    if said.area and area and said.area != area:
        try:
            named_twice(said.text, text)
        except UnknownArea as error:
            row.fault = str(error)
    row.place, row.at = ("" if area or said.area else row.place or text), row.at or column
    return replace(said, area=said.area or area, text=_both(said.text, text))


def _with_reference(said: Says, row: Row, text: str) -> Says:
    found = matching.find_ref(text) or catalogue().get(text.casefold())
    if found is not None and said.indicator is not None and said.indicator.slug != found.slug:
        row.clash = _both(text, said.text)
    row.reference = text if found is not None else row.reference
    return replace(said, indicator=said.indicator or found, text=_both(said.text, text))


def _with_indicator(said: Says, row: Row, column: int, cell: Cell, text: str, council: str) -> Says:
    """Read a cell under Indicator: its name, or a row within an indicator's rows such as Target or England."""
    other = cell_says(cell, council)
    found = None if other.role in PARTS else matching.find(text)
    if found is None:
        if other.is_known and (not other.rest or other.role in PARTS):
            return other.under(said)
        row.name, row.at = text, column
        return replace(said, text=_both(said.text, text), cumulative=said.cumulative or other.cumulative)
    if said.indicator is not None and said.indicator.slug != found.slug:
        row.clash = _both(said.text, text)
    row.at = row.at or column
    return replace(said, indicator=found, text=_both(said.text, text), cumulative=said.cumulative or other.cumulative)


def _with_any(said: Says, row: Row, column: int, cell: Cell, text: str, council: str, axes: Axes) -> Says:
    found = cell_says(cell, council)
    if found.is_known and (not found.rest or found.indicator or found.role in PARTS or found.period is None):
        if found.indicator is not None and said.indicator is not None and said.indicator != found.indicator:
            row.clash = _both(said.text, text)
        row.at = row.at or column
        return found.under(said)
    if text.isdigit() or (is_value(cell) and row.name):
        return said
    takes = "indicator" not in axes.labels.values() or axes.rows != "indicator"
    if takes and not row.name and said.indicator is None:
        row.name, row.at = text, column
    return replace(said, text=_both(said.text, text), cumulative=said.cumulative or found.cumulative)


def _periods_joined(found: Says, said: Says) -> Says:
    """Return two cells of a row together: a year in one column and its quarter in the next, in either order."""
    if isinstance(said.period, Part) and not isinstance(found.period, Part):
        return said.under(found)
    return found.under(said)


def _both(first: str, second: str) -> str:
    return " / ".join(text for text in dict.fromkeys((first, second)) if text)
