"""What an opened file is made of: sheets of cells, or a table by column. Nothing here knows how a file is opened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from loaders.problems import Problem

SAVE_AS = "Open it in the program that made it, choose Save as, and save it as an Excel workbook (.xlsx) or a CSV."


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it stands: its text as people see it, its number when it is one, a date, or a failed formula.

    `percent` tells that the number is shown with a per cent sign, so that 0.774 is 77.4%. `failed` is a formula with an
    error for its result, `uncalculated` one without any result. `fill` is its colour as RRGGBB, '' for none; `remark`
    the comment that hangs on it. `masked` is what is shown instead of the number by a format that hides it.
    """

    text: str
    number: Decimal | None = None
    day: date | None = None
    percent: bool = False
    failed: bool = False
    uncalculated: bool = False
    formula: bool = False
    fill: str = ""
    remark: str = ""
    masked: str | None = None


class Merge(NamedTuple):
    """A merged range, by the first and last row and column, all counted from 1 and all within it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's cells by row, then by column, both counted from 1. Blank cells are not there, nor are empty rows.

    A merged range's cell is its top left one. A cell with a fill and nothing in it is there, with an empty text.
    """

    name: str
    rows: Mapping[int, Mapping[int, Cell]]
    merges: Sequence[Merge] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    def cell(self, row: int, column: int) -> Cell | None:
        """Return the cell at a place, or None when it is blank."""
        return self.rows.get(row, _NO_CELLS).get(column)

    def cells(self) -> Iterator[tuple[int, int, Cell]]:
        """Yield every cell that is not blank, with its row and column, row by row."""
        for row, cells in self.rows.items():
            for column, cell in cells.items():
                yield row, column, cell


_NO_CELLS: Mapping[int, Cell] = {}


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Opened:
    """An opened file: `sheets` of a workbook or of a small CSV (one, named ''), or a bulk table by column.

    `hidden` are the sheets that are not shown: no figure is read from them, but a list of children there is refused.
    `header` is the names of the columns of a CSV or parquet file, `table` its rows, all text and dictionary-encoded,
    and `lines` the line of each row. A small CSV has a header and no table. `title` is the workbook's own title from
    its properties. `notices` are warnings from the opening: "read as Windows text".
    """

    name: str
    sha256: str
    size: int
    kind: str
    sheets: Sequence[Sheet] = ()
    hidden_sheets: Sequence[str] = ()
    hidden: Sequence[Sheet] = ()
    header: Sequence[str] = ()
    table: pa.Table | None = None
    lines: np.ndarray | None = None
    title: str = ""
    notices: Sequence[Problem] = field(default=())
