"""From a child's answer to sheets: each different cell is made once, however many places it stands in."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.ipc

from loaders.cells import fifteen_digits, of_float
from loaders.opened import Cell, Merge, Sheet
from loaders.opening.child_process import Garbage, Lines

_HUNDRED = Decimal(100)
# What a number of fifteen digits and more is shown as in a cell, where it is none that a figure can have.
_PLAIN_LENGTH = 20


class Book:
    """Takes the lines of an answer and keeps what they give: the sheets, the hidden ones, the title, the header."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.hidden: tuple[str, ...] = ()
        self.title = ""
        self.header: tuple[str, ...] = ()
        self._cells: list[Cell] = []
        self._rows: dict[int, dict[int, Cell]] = {}

    def take(self, line: dict[str, Any]) -> None:
        """Take one line. Raises Garbage, or what Python raises for a line that is not what it should be."""
        if "rows" in line:
            self._take_cells(line)
        elif "forget" in line:
            self._cells = []
        elif "done" in line:
            self._sheet_done(line)
        elif "sheet" in line:
            self._rows = {}
        elif "header" in line:
            self.header = tuple(map(str, line["header"]))
        elif "title" in line:
            self.title, self.hidden = str(line["title"]), tuple(map(str, line["hidden"]))
        else:
            raise Garbage("an unknown line")

    def _take_cells(self, line: dict[str, Any]) -> None:
        self._cells += [_cell(*said) for said in line["new"]]
        columns, numbers = line["columns"], line["cells"]
        begin = 0
        for row, end in zip(line["rows"], line["ends"], strict=True):
            if end > begin:
                cells = dict(zip(columns[begin:end], map(self._cells.__getitem__, numbers[begin:end]), strict=True))
                if row in self._rows:
                    cells = self._rows[row] | cells
                self._rows[row] = cells
            begin = end

    def _sheet_done(self, line: dict[str, Any]) -> None:
        rows, merges = self._rows, [Merge(*merge) for merge in line["merges"]]
        # Comments on blank cells come after the rows that they stand in.
        if any(later < row for row, later in zip(rows, list(rows)[1:], strict=False)):
            rows = {row: rows[row] for row in sorted(rows)}
        rows = {row: cells if _in_order(cells) else dict(sorted(cells.items())) for row, cells in rows.items()}
        if merges:
            rows = uncovered(rows, merges)
        self.sheets.append(
            Sheet(str(line["done"]), rows, merges, _numbers(line["hidden_rows"]), _numbers(line["hidden_columns"]))
        )
        self._rows = {}


def take_book(lines: Lines) -> Book:
    """Return what an answer about a workbook or a small CSV gives."""
    book = Book()
    for line in lines:
        book.take(line)
    return book


def take_table(lines: Lines) -> tuple[tuple[str, ...], pa.Table, np.ndarray] | None:
    """Return the names of a table's columns, its rows, and the line of each; None when it was refused."""
    said: dict[str, Any] = {}
    table: pa.Table | None = None
    for line in lines:
        if "header" in line:
            said = line
        else:
            table = pa.ipc.open_stream(pa.py_buffer(lines.blob(line))).read_all()
            table.validate(full=True)
    if table is None:
        return None
    header, first = tuple(map(str, said["header"])), said["first"]
    types = [pa.dictionary(pa.int32(), pa.string())] * len(header) + [pa.int32()] * (first is None)
    if [field.type for field in table.schema] != types:
        raise Garbage("other columns than were said")
    if first is not None:
        numbers = np.arange(first, first + table.num_rows, dtype=np.int32)
    else:
        numbers = np.asarray(table.column(len(header)).combine_chunks(), dtype=np.int32)
        table = table.remove_column(len(header))
    return header, table.rename_columns(header), numbers


def _cell(kind: str, text: str, fill: str, mask: str | None, remark: str) -> Cell:
    formula = kind[1:] == "f"
    kind = kind[0]
    if kind in "npq":
        return _number(kind, text, formula, fill, remark, mask)
    return Cell(
        text,
        None,
        date.fromisoformat(text) if kind == "d" else None,
        failed=kind == "e",
        uncalculated=kind == "u",
        formula=formula,
        fill=fill,
        remark=remark,
        masked=mask,
    )


def _number(kind: str, written: str, formula: bool, fill: str, remark: str, mask: str | None) -> Cell:
    value = int(written) if written.lstrip("+-").isdigit() else float(written)
    number = of_float(value)
    if number is None:
        text = written if len(written) <= _PLAIN_LENGTH else repr(value)
        return Cell(text, formula=formula, fill=fill, remark=remark, masked=mask)
    percent = kind == "p"
    shown = _plain(fifteen_digits(number * _HUNDRED) if percent else number)
    return Cell(
        shown if kind == "n" else f"{shown}%",
        number,
        percent=percent,
        formula=formula,
        fill=fill,
        remark=remark,
        masked=mask,
    )


def _plain(number: Decimal) -> str:
    text = f"{number.normalize():f}"
    return "0" if text == "-0" else text


def _in_order(cells: dict[int, Cell]) -> bool:
    columns = list(cells)
    return columns == sorted(columns)


def _numbers(ranges: Sequence[Sequence[int]]) -> frozenset[int]:
    return frozenset(number for first, last in ranges for number in range(first, last + 1))


def uncovered(rows: dict[int, dict[int, Cell]], merges: Sequence[Merge]) -> dict[int, dict[int, Cell]]:
    """Return the cells without those that a merged range hides: all of it but its top left one.

    Goes down the rows with the ranges that are open there, by their left edges, so that it costs no more than the cells
    and the ranges together.
    """
    waiting = sorted(merges, reverse=True)
    is_open: list[tuple[int, int, int, int]] = []
    shown: dict[int, dict[int, Cell]] = {}
    for row, cells in rows.items():
        while waiting and waiting[-1].top <= row:
            merge = waiting.pop()
            insort(is_open, (merge.left, merge.right, merge.top, merge.bottom))
        if is_open:
            cells = {column: cell for column, cell in cells.items() if not _is_covered(row, column, is_open)}
        if cells:
            shown[row] = cells
    return shown


def _is_covered(row: int, column: int, is_open: list[tuple[int, int, int, int]]) -> bool:
    """Return whether a range hides the cell. Ranges that ended above are thrown away as they are met, each once."""
    place = bisect_right(is_open, (column, 1 << 30, 0, 0)) - 1
    while place >= 0 and is_open[place][3] < row:
        del is_open[place]
        place -= 1
    if place < 0:
        return False
    left, right, top, _ = is_open[place]
    return column <= right and (row, column) != (top, left)
