"""The cells of a sheet on their way out: in chunks by column, each different cell sent once."""

from __future__ import annotations

from loaders.opening.inside.answer import Answer, Wrong
from loaders.opening.inside.cell_values import Said
from loaders.opening.inside.limits import Limits

# A cell that is not sent.
BLANK = -1
# How much is held before it is sent, and how many different cells are known again.
_CHUNK_CELLS, _CHUNK_TEXT, _MOST_KNOWN = 20_000, 1_000_000, 60_000
# Cells with a fill and nothing in them: beyond these a sheet is painted, not coloured to say something.
_MOST_EMPTY = 100_000

Key = tuple[str, str, str, bool]


class Cells:
    """Gathers cells by rows and sends them. `known` holds the number of each cell met before, by what its XML says."""

    def __init__(self, answer: Answer, limits: Limits) -> None:
        self.known: dict[Key, int] = {}
        self._answer = answer
        self._limits = limits
        self._numbers = 0
        self._count = 0
        self._empty: set[int] = set()
        self._empties = 0
        self._fresh: list[tuple[str, str, str, str | None, str]] = []
        self._fresh_text = 0
        self._rows: list[int] = []
        self._ends: list[int] = []
        self._columns: list[int] = []
        self._cells: list[int] = []

    def new(self, said: Said | None, remark: str = "") -> int:
        """Return the number of a cell that was not met before; BLANK when there is nothing to send."""
        if said is None and not remark:
            return BLANK
        kind, text, fill, mask = said or ("t", "", "", None)
        number = self._numbers
        self._numbers += 1
        self._fresh.append((kind, text, fill, mask, remark))
        self._fresh_text += len(text) + len(remark)
        if not text and not remark and kind == "t":
            self._empty.add(number)
        return number

    def row(self, row: int) -> None:
        """Begin a row. What was gathered is sent when it is enough."""
        if len(self._cells) > _CHUNK_CELLS:
            self.send()
        if self._rows and self._rows[-1] == row:
            return
        self._rows.append(row)
        self._ends.append(len(self._cells))

    def add(self, column: int, number: int) -> None:
        """Add a cell to the row that was begun."""
        if number in self._empty:
            self._empties += 1
            if self._empties > _MOST_EMPTY:
                return
        self._count += 1
        if self._count > self._limits.cells:
            raise Wrong(
                "too_big",
                f"has more than {self._limits.cells:,} cells that are filled in.",
                "Take out sheets and rows that hold no figures, then save it again.",
            )
        self._columns.append(column)
        self._cells.append(number)
        if self._fresh_text > _CHUNK_TEXT:
            # A row of long texts goes in several pieces.
            row = self._rows[-1]
            self.send()
            self.row(row)

    def send(self) -> None:
        """Send what was gathered, and forget the cells met before when they are too many to keep."""
        if self._rows or self._fresh:
            ends = [*self._ends[1:], len(self._cells)]
            self._answer.line(rows=self._rows, ends=ends, columns=self._columns, cells=self._cells, new=self._fresh)
        self._rows, self._ends, self._columns, self._cells = [], [], [], []
        self._fresh, self._fresh_text = [], 0
        if self._numbers > _MOST_KNOWN:
            self.known.clear()
            self._empty.clear()
            self._numbers = 0
            self._answer.line(forget=True)

    def sheet_ends(self) -> None:
        """Send the rest of a sheet."""
        self.send()
        self._empties = 0
