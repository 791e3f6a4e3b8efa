"""A sheet as a person sees it: merged headings stand over every column that they cover."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from loaders.cells import UNREADABLE, say
from loaders.opened import Cell, Merge, Sheet
from loaders.returns.pages import tidy

# A merge larger than this covers no heading; somebody has merged half a sheet.
_LARGEST_MERGE = 20_000


class Grid:
    """A sheet with its merged ranges resolved."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.name = sheet.name
        self.rows = sorted(
            row for row, cells in sheet.rows.items() if any(cell.text.strip() for cell in cells.values())
        )
        self._over = _covered(sheet)

    def own(self, row: int) -> Mapping[int, Cell]:
        """Return a row's own cells by column, without those that only a merge puts there."""
        return self.sheet.rows.get(row, {})

    def shown(self, row: int, column: int) -> Cell | None:
        """Return the cell that a person sees at a place: its own, or that of the merged range it lies in."""
        merge = self._over.get((row, column))
        return self.sheet.cell(merge.top, merge.left) if merge else self.sheet.cell(row, column)

    def text(self, row: int, column: int) -> str:
        """Return the text that a person sees at a place, with single spaces; '' for none."""
        cell = self.shown(row, column)
        return tidy(cell.text) if cell else ""

    def merge_at(self, row: int, column: int) -> Merge | None:
        """Return the merged range that a place lies in."""
        return self._over.get((row, column))

    def is_merged(self, row: int) -> bool:
        """Return whether any cell of a row spans several columns."""
        return any(m.top <= row <= m.bottom and m.right > m.left for m in self.sheet.merges)


def _covered(sheet: Sheet) -> dict[tuple[int, int], Merge]:
    return {
        (row, column): merge
        for merge in sheet.merges
        if (merge.bottom - merge.top + 1) * (merge.right - merge.left + 1) <= _LARGEST_MERGE
        for row in range(merge.top, merge.bottom + 1)
        for column in range(merge.left, merge.right + 1)
    }


def is_value(cell: Cell) -> bool:
    """Return whether a cell holds a figure or a mark, not a heading: a number, 77.4%, n/a, <5, a failed formula."""
    if cell.failed or cell.uncalculated:
        return True
    if cell.day is not None:
        return False
    return cell.number is not None or _is_said(tidy(cell.text))


@functools.lru_cache(maxsize=8192)
def _is_said(text: str) -> bool:
    return bool(text) and say(text) != UNREADABLE
