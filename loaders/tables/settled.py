"""What the headings mean that nothing recognises: a part of the council, an indicator, or a question to a person."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from loaders.columns import column_letter
from loaders.tables.axes import BESIDE, Axes
from loaders.tables.book import Book, place
from loaders.tables.context import part_of
from loaders.tables.says import Says


def settled(book: Book, axes: Axes) -> dict[int, Says]:
    """Return what a table's columns say, from left to right; a column whose heading stays unclear is left out, and a
    person is asked."""
    columns: dict[int, Says] = {}
    for column, says in axes.values.items():
        known = _recognised(book, axes, column, says)
        if known is not None:
            columns[column] = known
    for column in axes.ignored:
        cells = (axes.block.grid.own(row).get(column) for row in axes.block.body)
        if not any(cell is not None and cell.number is not None for cell in cells):
            continue  # "Low" under "Good is" is a mark elsewhere, and a word here
        letter = column_letter(column)
        what = f"the column {axes.block.columns[column].text[:80]!r} was not read: it holds no figure of its own."
        book.not_read(axes.block.grid.name, f"{letter}:{letter}", what)
    for column, says in axes.unknown.items():
        known = _unrecognised(book, axes, column, says)
        if known is not None:
            columns[column] = known
    return dict(sorted(columns.items()))


def beside_each(columns: Mapping[int, Says], years: dict[int, int]) -> dict[int, Says]:
    """Return the columns with the period of the figure on their left where several of one role stand beside figures:
    quarter, RAG, quarter, RAG. Their years are added to `years`."""
    roles = [
        says.role for says in columns.values() if says.role in BESIDE and says.period is None and says.year is None
    ]
    found: dict[int, Says] = {}
    left = 0
    for column, says in columns.items():
        if says.role in ("", "value") and (says.period is not None or says.year is not None):
            left = column
        elif roles.count(says.role) > 1 and says.period is None and says.year is None and left:
            says = replace(says, period=columns[left].period, year=columns[left].year, written=columns[left].written)
            if left in years:
                years[column] = years[left]
        found[column] = says
    return found


def head_of(axes: Axes, column: int) -> int:
    """Return the row in which a column's heading stands."""
    heads = axes.block.heads
    return next((row for row in heads if axes.block.grid.text(row, column)), heads[-1] if heads else 1)


def _recognised(book: Book, axes: Axes, column: int, says: Says) -> Says | None:
    """Return a heading that says something, with what tells its column from others that say the same."""
    sheet, where = axes.block.grid.name, place(head_of(axes, column), column)
    if says.clash:
        found = book.indicator_for(says.clash[:120], sheet, where)
        return replace(says, indicator=found) if found is not None else None
    if says.unexplained or (says.rest in axes.groups and not says.area):
        area = part_of(says.rest, book.council) if _names_parts(book, axes) and _may_be_part(says.rest) else ""
        area = area or book.area_for(says.rest, sheet, where)
        return replace(says, area=area) if area else None
    return says


def _unrecognised(book: Book, axes: Axes, column: int, says: Says) -> Says | None:
    """Return what a heading over figures is taken for: a part of the council beside the council, else what is said."""
    sheet, where = axes.block.grid.name, place(head_of(axes, column), column)
    text = says.rest or says.text
    if not text:
        letter = column_letter(column)
        book.not_read(sheet, f"{letter}:{letter}", "the column was not read: it has no heading.")
        return None
    if axes.rows != "indicator":
        found = book.indicator_for(text, sheet, where)
        return replace(says, indicator=found, role="") if found is not None else None
    area = part_of(text, book.council) if _names_parts(book, axes) and _may_be_part(text) else ""
    area = area or book.area_for(text, sheet, where)
    return replace(says, area=area, role="") if area else None


def _may_be_part(text: str) -> bool:
    """Return whether a heading can be the name of a part of the council: an average or a best of others is none."""
    return not _STATISTIC.search(text) and not any(c.isdigit() for c in text)


_STATISTIC = re.compile(
    r"\b(median|mean|av(era)?ge?|best|worst|top|quartile|min|max|all|overall|total|whole|counties|boroughs|unitar\w+|"
    r"authorities|shires?|mets?|national|regional|england|eng|comparators?|neighbours?|family|benchmark|target|change|"
    r"difference|population|budget|cost|threshold|ceiling|floor|limit|ci|rank)\b",
    re.IGNORECASE,
)


def _names_parts(book: Book, axes: Axes) -> bool:
    """Return whether the columns are the council and its parts: one of them is the council itself."""
    headed = (says for says in axes.block.columns.values() if says.role in ("", "area"))
    return axes.rows == "indicator" and any(says.area == book.council for says in headed)
