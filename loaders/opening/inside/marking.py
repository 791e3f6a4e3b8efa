"""The job of marking a workbook: the same again, its problems' cells coloured and commented, and all listed in front.

The colours are none that a rating has. No text of the copy can run as a formula, whatever it begins with.
"""

from __future__ import annotations

import io
import json
import re
import struct
from collections.abc import Iterator
from io import BufferedIOBase
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.writer.excel import ExcelWriter

from loaders.inert import runs
from loaders.opening.inside.answer import Answer, Wrong
from loaders.opening.inside.archive import Archive
from loaders.opening.inside.grid import text_of
from loaders.opening.inside.limits import LAST_ROW, LONGEST_TEXT, Limits
from loaders.opening.inside.places import cell_at, range_at
from loaders.opening.inside.records import records
from loaders.opening.inside.remarks import OURS

# What a job's words say of the file: mark it, or make a workbook of it; anything else only lists its problems.
WORKBOOK, GRID = "workbook", "grid"
FIRST_SHEET, GRID_SHEET = "Problems", "File"
# Beyond this a copy takes longer to make than anybody waits; the list is all that there is.
_LARGEST = 15 * 1_048_576
_COLOURS = {"error": "D9C8F0", "warning": "CFE2F9"}
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,10})?", re.ASCII)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_MOST_CELLS = 500
_WIDTHS = (10, 20, 12, 80, 80)

Problem = dict[str, Any]


def mark(source: BufferedIOBase, answer: Answer, limits: Limits) -> None:
    """Send the marked copy as a workbook's bytes."""
    size = struct.unpack(">Q", source.read(8))[0]
    asked = json.loads(source.read(size))
    problems: list[Problem] = asked["problems"]
    book, whole = _copy(asked["kind"], source, answer, limits, problems)
    for sheet in book.worksheets:
        _make_inert(sheet)
    first = book.worksheets[0].title if asked["kind"] == GRID and whole else ""
    for problem in problems:
        problem["sheet"] = problem["sheet"] or first
    if whole:
        _mark_cells(book, problems)
    _list(book, asked["name"], problems, whole, asked["kind"] == WORKBOOK)
    answer.blob(memoryview(_saved(book)))


def _copy(
    kind: str, source: BufferedIOBase, answer: Answer, limits: Limits, problems: list[Problem]
) -> tuple[openpyxl.Workbook, bool]:
    """Return the workbook to mark and True, or an empty one and False when there is nothing to mark."""
    if kind == WORKBOOK:
        content = io.BytesIO(source.read())
        if Archive(content, limits).unpacked <= _LARGEST:
            try:
                return _with_values(content, problems), True
            except MemoryError:
                raise
            except Exception as error:  # whatever the library makes of a bent sheet
                raise Wrong("damaged_file", "cannot be copied with its problems marked.") from error
    elif kind == GRID:
        return _of_grid(source, answer, limits), True
    book = openpyxl.Workbook()
    del book[book.sheetnames[0]]
    return book, False


def _with_values(content: io.BytesIO, problems: list[Problem]) -> openpyxl.Workbook:
    """Return the workbook with its formulas' results; where one has none, with the formula as a text."""
    book = openpyxl.load_workbook(content, data_only=True, keep_links=False)
    waiting = [problem for problem in problems if problem["code"] == "formula_no_value"]
    if waiting:
        formulas = openpyxl.load_workbook(content, keep_links=False)
        for problem in waiting:
            sheet = problem["sheet"]
            if sheet in book.sheetnames and cell_at(problem["cell"] or ""):
                _write(book[sheet][problem["cell"]], str(formulas[sheet][problem["cell"]].value or ""))
    return book


def _of_grid(source: BufferedIOBase, answer: Answer, limits: Limits) -> openpyxl.Workbook:
    """Return a CSV as a workbook of one sheet, each line a row; plain numbers are numbers, all else is text."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = GRID_SHEET
    text, separator, skipped = text_of(source, answer, limits)
    for begins, record in records(text, separator):
        if begins + skipped > LAST_ROW:
            break
        for column, written in enumerate(record[: limits.columns], start=1):
            if _NUMBER.fullmatch(written):
                sheet.cell(begins + skipped, column).value = float(written)
            elif written:
                _write(sheet.cell(begins + skipped, column), written)
    return book


def _write(cell: Any, text: str) -> None:
    """Put a text into a cell, as a text whatever it begins with."""
    cell.value = None
    cell._value = _CONTROL.sub("\ufffd", text)[:LONGEST_TEXT]
    cell.data_type = "s"
    cell.quotePrefix = runs(text)


def _make_inert(sheet: Any) -> None:
    """Have every text of a sheet stay one, also when somebody edits the cell."""
    for cell in list(sheet._cells.values()):
        if isinstance(cell.value, str) and runs(cell.value) and cell.data_type != "e":
            _write(cell, cell.value)


def _mark_cells(book: openpyxl.Workbook, problems: list[Problem]) -> None:
    """Colour the cells of each problem, and hang on the first of them what is wrong and how to mend it."""
    for problem in problems:
        if problem["sheet"] not in book.sheetnames or not problem["cell"]:
            continue
        sheet = book[problem["sheet"]]
        cells = list(_cells(sheet, problem["cell"]))
        colour = _COLOURS.get(problem["severity"], _COLOURS["error"])
        for cell in cells:
            cell.fill = PatternFill("solid", fgColor=colour)
        if cells:
            said = f"{problem['what']}\n{problem['fix']}"
            before = cells[0].comment.text if cells[0].comment else ""
            comment = Comment(_CONTROL.sub("\ufffd", f"{said}\n\n{before}".strip())[:LONGEST_TEXT], OURS)
            comment.width, comment.height = 400, 160
            cells[0].comment = comment


def _cells(sheet: Any, place: str) -> Iterator[Any]:
    """Yield the cells of a place: F7, B7:F7, the filled ones of 7:7 or F:F. Of a merged range only its first counts."""
    found = range_at(place)
    first = place.partition(":")[0]
    if found is not None:
        places = ((row, column) for row in range(found[0], found[2] + 1) for column in range(found[1], found[3] + 1))
    elif first.isdecimal() and 1 <= int(first) <= sheet.max_row:
        row = int(first)
        places = ((row, column) for column in range(1, sheet.max_column + 1) if (row, column) in sheet._cells)
    elif first.isalpha() and (at := cell_at(f"{first}1")):
        places = ((row, at[1]) for row in range(1, sheet.max_row + 1) if (row, at[1]) in sheet._cells)
    else:
        return
    for (row, column), _ in zip(places, range(_MOST_CELLS), strict=False):
        cell = sheet.cell(row, column)
        if type(cell).__name__ == "MergedCell":
            inside = [merge for merge in sheet.merged_cells.ranges if cell.coordinate in merge]
            cell = sheet.cell(inside[0].min_row, inside[0].min_col)
        yield cell


def _list(book: openpyxl.Workbook, name: str, problems: list[Problem], whole: bool, had_formulas: bool) -> None:
    """Put a sheet in front that lists all problems."""
    title = FIRST_SHEET
    while title.casefold() in (sheet.casefold() for sheet in book.sheetnames):
        title += " "
        title = f"{title.strip()} again"[:31]
    marked = set(book.sheetnames)
    sheet = book.create_sheet(title, 0)
    book.active = 0
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False
    lines = [f"Problems in {name}: {len(problems):,}."]
    if whole:
        lines.append("Each cell below is coloured in this copy, and its comment says how to put it right.")
        if had_formulas:
            lines.append("Formulas were turned into their results here. Put your own workbook right, and load that.")
    else:
        lines.append("This is the list alone: the file could not be copied here with its cells marked.")
    for number, line in enumerate(lines, start=1):
        _write(sheet.cell(number, 1), line)
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    top = len(lines) + 2
    for column, heading in enumerate(("Kind", "Sheet", "Cell", "What was found", "What to do"), start=1):
        _write(sheet.cell(top, column), heading)
        sheet.cell(top, column).font = Font(bold=True)
        sheet.column_dimensions[sheet.cell(top, column).column_letter].width = _WIDTHS[column - 1]
    sheet.freeze_panes = sheet.cell(top + 1, 1)
    for row, problem in enumerate(problems, start=top + 1):
        _list_one(sheet, row, problem, problem["sheet"] in marked)


def _list_one(sheet: Any, row: int, problem: Problem, there: bool) -> None:
    said = (problem["severity"].capitalize(), problem["sheet"], problem["cell"], problem["what"], problem["fix"])
    for column, text in enumerate(said, start=1):
        cell = sheet.cell(row, column)
        _write(cell, text or "")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.cell(row, 1).fill = PatternFill("solid", fgColor=_COLOURS.get(problem["severity"], _COLOURS["error"]))
    if there and problem["cell"]:
        at = sheet.cell(row, 3)
        quoted = problem["sheet"].replace("'", "''")
        at.hyperlink = Hyperlink(ref=at.coordinate, location=f"'{quoted}'!{problem['cell']}")


class _Writer(ExcelWriter):
    """Writes sheets in memory: the library's own way needs a file, and there is none to be had here."""

    def write_worksheet(self, sheet: Any) -> None:
        from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing

        sheet._drawing = SpreadsheetDrawing()
        sheet._drawing.charts, sheet._drawing.images = sheet._charts, sheet._images
        out = io.BytesIO()
        writer = WorksheetWriter(sheet, out)
        writer.write()
        sheet._rels = writer._rels
        self._archive.writestr(sheet.path[1:], out.getvalue())
        self.manifest.append(sheet)


def _saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        _Writer(book, archive).write_data()
    return out.getvalue()


def _load_all() -> None:
    """Go through everything once while files may be opened: the library loads some of itself only when it is needed."""
    book = openpyxl.Workbook()
    cell = book.active.cell(1, 1)
    cell.value, cell.comment = 1, Comment("a", "b")
    openpyxl.load_workbook(io.BytesIO(_saved(book)), data_only=True)


_load_all()
