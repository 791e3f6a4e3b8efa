"""Places in a sheet: columns by letters and numbers, cells and ranges as a workbook writes them."""

from __future__ import annotations

import re

from loaders.opening.inside.limits import LAST_COLUMN, LAST_ROW

_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})", re.ASCII)


class Columns(dict[str, int]):
    """The number of each column by its letters: A is 1; 0 for letters that are no column."""

    def __missing__(self, letters: str) -> int:
        number = 0
        if len(letters) > 3 or not letters:
            return 0
        for letter in letters:
            if not "A" <= letter <= "Z":
                return 0
            number = number * 26 + ord(letter) - 64
        if number > LAST_COLUMN:
            return 0
        self[letters] = number
        return number


def letters(number: int) -> str:
    """Return a column's letters from its number."""
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(65 + rest) + found
    return found


def cell_at(text: str) -> tuple[int, int] | None:
    """Return the row and column of 'F7', or None when there is no such cell."""
    match = _CELL.fullmatch(text)
    if not match:
        return None
    row, column = int(match[2]), Columns()[match[1]]
    return (row, column) if column and row <= LAST_ROW else None


def range_at(text: str) -> list[int] | None:
    """Return 'B7:F9' as its top row, left column, bottom row and right column; None when it is no range."""
    first, _, last = text.partition(":")
    one, other = cell_at(first), cell_at(last or first)
    if one is None or other is None or one[0] > other[0] or one[1] > other[1]:
        return None
    return [*one, *other]
