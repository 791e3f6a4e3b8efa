"""Which part of a sheet is shown: all of a small one; of a large one the rows that somebody must look at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from loaders.columns import column_number
from loaders.opened import Sheet

# Rows of a large sheet that are shown at first, and columns that are shown at once.
FIRST_ROWS = 60
MOST_COLUMNS = 50
# Rows at the top that are always shown, since the headings are there.
TOP_ROWS = 10
# Cells that a browser draws without making anybody wait, and so the rows of one part of the whole sheet.
MOST_CELLS, MOST_ROWS = 20_000, 1_000
_CELL = re.compile(r"([A-Z]{1,3})?([0-9]{1,7})?(?::(?=.)([A-Z]{1,3})?([0-9]{1,7})?)?")


@dataclass(frozen=True, slots=True)
class Place:
    """The cells that a reference names, by first and last row and column; None where it runs to the end."""

    top: int | None
    left: int | None
    bottom: int | None
    right: int | None


@dataclass(frozen=True, slots=True)
class Extent:
    """The last row and the last column in which a sheet has a text."""

    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Part:
    """What is shown of a sheet: these rows, in order, and the columns from `first` to `last`.

    `whole` says that the rows are one stretch of the whole sheet, `start` where that stretch begins.
    """

    rows: Sequence[int]
    first: int
    last: int
    whole: bool
    start: int


def place_of(reference: str | None) -> Place | None:
    """Return the cells that F7, B7:F7, 7:7 or F:F names; None for anything else."""
    match = _CELL.fullmatch(reference or "")
    if match is None or not any(match.groups()):
        return None
    left, top, right, bottom = match.groups()
    if ":" not in (reference or ""):
        right, bottom = left, top
    rows = sorted(int(row) for row in (top, bottom) if row)
    columns = sorted(column_number(column) for column in (left, right) if column)
    return Place(
        rows[0] if rows else None,
        columns[0] if columns else None,
        rows[-1] if rows else None,
        columns[-1] if columns else None,
    )


def extent_of(sheet: Sheet) -> Extent:
    """Return how far a sheet's texts reach; a coloured cell without a text does not count."""
    rows = columns = 0
    for number, cells in sheet.rows.items():
        filled = [column for column, cell in cells.items() if cell.text]
        if filled:
            rows, columns = max(rows, number), max(columns, *filled)
    return Extent(rows, columns)


def rows_at_once(extent: Extent) -> int:
    """Return how many rows of the whole sheet are shown together."""
    width = max(1, min(extent.columns, MOST_COLUMNS))
    return max(FIRST_ROWS, min(MOST_ROWS, MOST_CELLS // width))


def part_of(sheet: Sheet, extent: Extent, wanted: Iterable[int], *, from_row: int = 0, from_column: int = 1) -> Part:
    """Return the part to show: around the rows `wanted`, or from a row of the whole sheet when `from_row` says so.

    A sheet of no more than FIRST_ROWS rows is always shown whole.
    """
    first = min(max(1, from_column), max(1, extent.columns))
    last = min(extent.columns, first + MOST_COLUMNS - 1)
    if from_row or extent.rows <= FIRST_ROWS:
        start = min(max(1, from_row), max(1, extent.rows))
        end = min(extent.rows, start + rows_at_once(extent) - 1)
        return Part(range(start, end + 1), first, last, True, start)
    return Part(_around(extent, wanted), first, last, False, 1)


def _around(extent: Extent, wanted: Iterable[int]) -> list[int]:
    """Return at most FIRST_ROWS rows: the top, each wanted one with its neighbours, then those after the top."""
    chosen: dict[int, None] = dict.fromkeys(range(1, min(TOP_ROWS, extent.rows) + 1))
    for row in wanted:
        for near in (row, row - 1, row + 1):
            if 1 <= near <= extent.rows and len(chosen) < FIRST_ROWS:
                chosen[near] = None
    for row in range(1, extent.rows + 1):
        if len(chosen) >= FIRST_ROWS:
            break
        chosen[row] = None
    return sorted(chosen)


def start_for(row: int, extent: Extent) -> int:
    """Return where the stretch of the whole sheet begins that holds a row."""
    size = rows_at_once(extent)
    return (max(1, row) - 1) // size * size + 1


def column_start_for(column: int) -> int:
    """Return the first column of the stretch of columns that holds a column."""
    return (max(1, column) - 1) // MOST_COLUMNS * MOST_COLUMNS + 1
