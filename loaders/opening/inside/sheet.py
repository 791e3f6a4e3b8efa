"""One sheet in one pass: what is wrong with it and what its cells say.

Nothing that the sheet says of itself is believed: its dimension is not looked at, and each cell's place is checked
against the one before.
"""

from __future__ import annotations

from collections.abc import Mapping

from loaders.opening.inside.answer import Answer, Wrong
from loaders.opening.inside.archive import Archive, damaged
from loaders.opening.inside.cell_values import BadCell, Values
from loaders.opening.inside.cells_out import BLANK, Cells
from loaders.opening.inside.limits import LAST_COLUMN, LAST_ROW, MOST_MERGES, Limits
from loaders.opening.inside.places import Columns, letters, range_at
from loaders.opening.inside.texts import ENOUGH
from loaders.opening.inside.xml_parts import Names, check_tag, feed, new_parser

_FIX = "Type the cell again in a spreadsheet and save the workbook as .xlsx."
_SAVE_FIX = "Open the workbook in a spreadsheet and save it again as an Excel workbook (.xlsx)."
# A cell's tags by their depth: worksheet, sheetData, row, c, then v, f or is.
_ROW, _CELL = 3, 4
_YES = ("1", "true")


class SheetPass:
    """Reads a sheet. Raises Wrong for what no more can be said about; single cells' faults are sent as they are met."""

    __slots__ = (
        *("_answer", "_archive", "_cells", "_column", "_columns", "_depth", "_far_column", "_far_row", "_formula"),
        *("_hidden_columns", "_hidden_rows", "_in_data", "_kind", "_limits", "_merges", "_name", "_names", "_remarks"),
        *("_row", "_row_text", "_spoken", "_style", "_taking", "_text", "_values"),
    )

    def __init__(
        self,
        archive: Archive,
        answer: Answer,
        cells: Cells,
        values: Values,
        limits: Limits,
        name: str,
        remarks: Mapping[tuple[int, int], str],
    ) -> None:
        self._archive, self._answer, self._cells, self._values = archive, answer, cells, values
        self._limits, self._name, self._remarks = limits, name, dict(remarks)
        self._names, self._columns = Names(), Columns()
        self._depth = self._row = self._column = self._spoken = 0
        self._far_row = self._far_column = 0
        self._in_data = self._formula = self._taking = False
        self._row_text = self._kind = self._style = self._text = ""
        self._merges: list[list[int]] = []
        self._hidden_rows: list[list[int]] = []
        self._hidden_columns: list[list[int]] = []

    def read(self, part: str) -> None:
        """Read the sheet from its part and send its cells, its merges and what of it is hidden."""
        words = f"the sheet {self._name!r}"
        parser = new_parser(words)
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._finish
        parser.CharacterDataHandler = self._say
        parser.buffer_size = 65_536
        self._answer.line(sheet=self._name)
        feed(parser, self._archive, part, words)
        if self._far_row:
            self._too_far()
        for (row, column), remark in sorted(self._remarks.items()):
            if row <= self._limits.rows and column <= self._limits.columns:
                self._cells.row(row)
                self._cells.add(column, self._cells.new(None, remark))
        self._cells.sheet_ends()
        self._answer.line(
            merges=self._merges, hidden_rows=self._hidden_rows, hidden_columns=self._hidden_columns, done=self._name
        )

    def _begin(self, name: str, given: dict[str, str]) -> None:
        tag = self._names[name]
        self._depth = depth = self._depth + 1
        if len(given) > 8 or depth > 8:
            check_tag(depth, given)
        if not self._in_data:
            self._begin_outside(tag, given, depth)
        elif depth > _CELL:
            if depth == _CELL + 1 and tag == "f":
                self._formula = True
            elif tag == "rPh":
                self._spoken = depth
            else:
                self._taking = (tag == "t" and not self._spoken) or (tag == "v" and depth == _CELL + 1)
        elif depth == _CELL and tag == "c" and self._row > 0:
            self._begin_cell(given)
        elif depth == _ROW and tag == "row":
            self._begin_row(given)

    def _begin_outside(self, tag: str, given: dict[str, str], depth: int) -> None:
        """Take a tag that is not among the cells."""
        if depth == 1 and tag != "worksheet":
            raise damaged(f"is damaged: the sheet {self._name!r} is not a sheet of cells.")
        if depth == 2:
            self._in_data = tag == "sheetData"
        elif depth == 3 and tag == "mergeCell":
            merge = range_at(given.get("ref", ""))
            if merge is None:
                said = given.get("ref", "")[:20]
                self._fault(None, f"a merged range is written {said!r}, and there is no such range.", _SAVE_FIX)
            else:
                self._merges.append(merge)
            if len(self._merges) > MOST_MERGES:
                raise damaged(f"has more than {MOST_MERGES:,} merged ranges in the sheet {self._name!r}.")
        elif depth == 3 and tag == "col" and (given.get("hidden") in _YES or given.get("width") == "0"):
            first, last = given.get("min", ""), given.get("max", "")
            if first.isdecimal() and last.isdecimal() and 1 <= int(first) <= int(last) <= LAST_COLUMN:
                self._hidden_columns.append([int(first), int(last)])

    def _begin_row(self, given: dict[str, str]) -> None:
        said = given.get("r")
        row = self._row_number(said) if said is not None else abs(self._row) + 1
        if not row:
            # Its cells are passed over, and the next row is held against the last good one.
            self._row = -abs(self._row)
            return
        self._row, self._row_text, self._column = row, str(row), 0
        if given.get("hidden") in _YES or given.get("ht") == "0":
            ranges = self._hidden_rows
            if row <= self._limits.rows:
                if ranges and ranges[-1][1] == row - 1:
                    ranges[-1][1] = row
                else:
                    ranges.append([row, row])
        if row <= self._limits.rows:
            self._cells.row(row)

    def _row_number(self, said: str) -> int:
        """Return a row's number, or 0 when it cannot be there."""
        number = int(said) if said.isascii() and said.isdigit() and len(said) < 8 else 0
        if not 1 <= number <= LAST_ROW:
            what = f"a row says that its number is {said[:12]!r}, and no sheet has such a row."
            self._fault(None, what, _SAVE_FIX, said[:12])
            return 0
        if number <= abs(self._row):
            where = f"{number}:{number}"
            self._fault(where, "the row stands twice or out of order in the file, so it cannot be trusted.", _SAVE_FIX)
            return 0
        return number

    def _begin_cell(self, given: dict[str, str]) -> None:
        ref = given.get("r")
        if ref is None:
            column = abs(self._column) + 1
        else:
            size = len(self._row_text)
            column = self._columns[ref[:-size]] if ref[-size:] == self._row_text else 0
            if column <= abs(self._column):
                self._bad_place(ref, column)
                column = -abs(self._column)
        if column > LAST_COLUMN:
            self._fault(None, f"row {self._row} has more cells than a sheet has columns.", _SAVE_FIX)
            column = -LAST_COLUMN
        self._column = column
        self._kind = given.get("t", "n")
        self._style = given.get("s", "0")
        self._text = ""
        self._formula = False

    def _bad_place(self, ref: str, column: int) -> None:
        shown = ref[:20]
        if column:
            self._fault(shown, "the cell stands twice or out of order in the file, so it cannot be trusted.", _SAVE_FIX)
        else:
            what = f"a cell in row {self._row} says that its place is {shown!r}, which it cannot be."
            self._fault(shown if shown.isalnum() else None, what, _SAVE_FIX, shown)

    def _say(self, said: str) -> None:
        if self._taking and len(self._text) < ENOUGH:
            self._text += said

    def _finish(self, name: str) -> None:
        depth = self._depth
        self._depth = depth - 1
        if self._in_data:
            self._taking = False
            if depth == _CELL:
                if self._column > 0 and self._row > 0 and self._names[name] == "c":
                    self._finish_cell()
            elif depth == self._spoken:
                self._spoken = 0
            elif depth < _ROW:
                self._in_data = False

    def _finish_cell(self) -> None:
        row, column = self._row, self._column
        if row > self._limits.rows or column > self._limits.columns:
            if self._text or self._formula:
                self._far_row, self._far_column = max(row, self._far_row), max(column, self._far_column)
            return
        if self._remarks and (row, column) in self._remarks:
            place = self._place(self._remarks.pop((row, column)))
        else:
            key = (self._kind, self._text, self._style, self._formula)
            place = self._cells.known.get(key)
            if place is None:
                place = self._place("")
                if place is not None:
                    self._cells.known[key] = place
        if place is not None and place != BLANK:
            self._cells.add(column, place)

    def _place(self, remark: str) -> int | None:
        """Return the number of the cell that was just read; None when it is bad, which is said."""
        try:
            said = self._values.said(self._kind, self._text, self._style, self._formula)
        except BadCell as error:
            self._fault(f"{letters(self._column)}{self._row}", str(error), _FIX, self._text[:40])
            return None
        return self._cells.new(said, remark)

    def _fault(self, cell: str | None, what: str, fix: str, found: str | None = None) -> None:
        self._answer.fault("cell_damaged", what, fix, sheet=self._name, cell=cell, found=found)

    def _too_far(self) -> None:
        last = f"{letters(self._far_column)}{self._far_row}"
        raise Wrong(
            "too_big",
            f"the used area is too large: the last cell is {last}. "
            f"The limit is {self._limits.rows:,} rows and {self._limits.columns:,} columns.",
            "Delete the rows below the figures and the columns to the right of them, then save it again.",
            sheet=self._name,
            cell=last,
        )
