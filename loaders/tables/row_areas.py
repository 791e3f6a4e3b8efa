"""Whose figures a row of a table holds: the area that it names, a part of the council, or nobody that is known."""

from __future__ import annotations

import re

from loaders.returns.areas import near_name
from loaders.tables.axes import Axes
from loaders.tables.book import Book, place
from loaders.tables.context import part_of
from loaders.tables.rows import Row

# Rows of a league table that are no area's.
_STATISTIC = re.compile(r"(average|avg|mean|median|min(imum)?|max(imum)?|range|rank)\b.{0,40}", re.IGNORECASE)


def area_of_row(book: Book, axes: Axes, row: Row, several_councils: bool) -> str | None:
    """Return the area that a row says, '' when it says none, or None when it cannot be told, which is an error.

    A name that nobody knows is a part of the council; not in a table of several councils, where it is a slip.
    """
    sheet, where = axes.block.grid.name, place(row.number, row.at)
    if row.fault:
        fix = "Write the code and the name of one and the same area."
        book.faults.error("area_unknown", sheet, where, row.fault, fix)
        return None
    if row.says.area:
        return row.says.area
    named = row.place or (row.name if axes.rows == "area" else "")
    if not named:
        return ""
    if several_councils and _STATISTIC.fullmatch(named):
        book.not_read(
            sheet, f"{row.number}:{row.number}", f"the row {named[:80]!r} was not read: it is no area's figure."
        )
        return None
    near, part = near_name(named), part_of(named, book.council)
    if several_councils or not part:
        what = f"{named[:80]!r} is not an area that is known."
        fix = f"Write {near} if you meant that." if near else "Write the area's official name or its code."
        book.faults.error("area_unknown", sheet, where, what, fix, named[:80])
        return None
    if near:
        what = f"{named[:80]!r} is not an area that is known, so it was taken for a part of the council."
        fix = f"Write {near} in full, or its code, if you meant {near}."
        book.faults.warning("area_unknown", sheet, where, what, fix, named[:80])
    return part
