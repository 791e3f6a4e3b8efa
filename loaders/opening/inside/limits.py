"""The limits that a child is given: numbers from the settings, and what no setting needs to change."""

from __future__ import annotations

# What a spreadsheet can have, and what a cell can hold, by the format itself.
LAST_ROW, LAST_COLUMN, LONGEST_TEXT = 1_048_576, 16_384, 32_767
# More than any real workbook: one with these is made to hurt.
MOST_PARTS, MOST_MERGES, MOST_STYLES = 2_000, 50_000, 66_000
# Problems that are told one by one; the rest are counted.
MOST_FAULTS = 200


class Limits:
    """How much of everything a file may hold. Sizes in bytes, times in seconds."""

    __slots__ = ("cells", "columns", "memory", "rows", "seconds", "sheets", "table_rows", "unpacked")

    def __init__(
        self,
        *,
        memory: int,
        seconds: int,
        unpacked: int,
        sheets: int,
        rows: int,
        columns: int,
        cells: int,
        table_rows: int,
    ) -> None:
        self.memory = memory
        self.seconds = seconds
        self.unpacked = unpacked
        self.sheets = sheets
        self.rows = rows
        self.columns = columns
        self.cells = cells
        self.table_rows = table_rows
