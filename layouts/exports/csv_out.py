"""Tables as CSV that Excel opens rightly: UTF-8 with its mark, and no cell that could start a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from loaders.inert import guarded

Cell = str | int | float | Decimal | date | bool | None

MIMETYPE = "text/csv"


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a table as the bytes of a CSV file: the headings, then the rows, and nothing else."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([cell_text(heading) for heading in headings])
    writer.writerows([cell_text(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def cell_text(cell: Cell) -> str:
    """Return what stands in one cell: '' for None, numbers exactly as they are, days as 2005-03-31, yes or no.

    A text that could run is guarded with an apostrophe; reading the CSV again takes it off (loaders.inert).
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return guarded(cell)
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, Decimal):
        # Without the zeros that the store pads with, and never as 1E+2 or -0.
        return f"{cell.normalize():f}" if cell else "0"
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)
