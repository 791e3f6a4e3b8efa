"""The job of reading a small CSV: a grid of texts, one sheet without a name, whose rows are the lines of the file."""

from __future__ import annotations

from io import BufferedIOBase

from loaders.inert import unguarded
from loaders.opening.inside.answer import Answer, Wrong
from loaders.opening.inside.cells_out import BLANK, Cells
from loaders.opening.inside.limits import Limits
from loaders.opening.inside.places import letters
from loaders.opening.inside.records import records, separator_of, stated_separator
from loaders.opening.inside.texts import NotText, checked
from loaders.opening.inside.written import encoding_of

MEGABYTE = 1_048_576


def read_grid(source: BufferedIOBase, answer: Answer, limits: Limits) -> None:
    """Send the cells of a CSV. Its rows may differ in length; a cell that cannot be shown is a fault of its own."""
    text, separator, skipped = text_of(source, answer, limits)
    cells, header = Cells(answer, limits), False
    answer.line(title="", hidden=[])
    answer.line(sheet="")
    for begins, record in records(text, separator):
        line = begins + skipped
        if not any(map(str.strip, record)):
            continue
        if not header:
            header = True
            answer.line(header=[word.strip()[:1000] for word in record[: limits.columns]])
        _check_size(line, record, limits)
        cells.row(line)
        for column, written in enumerate(record, start=1):
            place = _place(cells, answer, written, line, column)
            if place != BLANK:
                cells.add(column, place)
    cells.sheet_ends()
    answer.line(merges=[], hidden_rows=[], hidden_columns=[], done="")


def text_of(source: BufferedIOBase, answer: Answer, limits: Limits) -> tuple[str, str, int]:
    """Return a CSV's text, what divides its cells, and how many lines above the text only say that."""
    # A text takes up to four times its bytes, and the cells as much again.
    most = limits.memory // 8
    raw = source.read(most + 1)
    if len(raw) > most:
        raise Wrong(
            "too_big",
            f"is larger than {most // MEGABYTE} MB, and it is not a statistics file as the Department publishes them.",
            "Keep the rows that hold figures, or split it into smaller files.",
        )
    text = raw.decode(encoding_of(raw, answer))
    stated = stated_separator(text)
    if not stated:
        return text, separator_of(text), 0
    return text.partition("\n")[2], stated, 1


def _place(cells: Cells, answer: Answer, written: str, line: int, column: int) -> int:
    key = ("s", written, "", False)
    place = cells.known.get(key)
    if place is None:
        try:
            said = ("t", checked(unguarded(written.replace("\r\n", "\n"))), "", None) if written.strip() else None
        except NotText as error:
            fix = "Type the cell again in a spreadsheet and save the file as CSV UTF-8."
            answer.fault("cell_damaged", str(error), fix, cell=f"{letters(column)}{line}")
            return BLANK
        place = cells.known[key] = cells.new(said)
    return place


def _check_size(line: int, record: list[str], limits: Limits) -> None:
    if len(record) > limits.columns:
        raise Wrong(
            "too_big",
            f"the line has {len(record):,} columns. The limit is {limits.columns:,}.",
            "Keep the columns that hold figures.",
            cell=f"{line}:{line}",
        )
    if line > limits.rows:
        raise Wrong(
            "too_big",
            f"there is something in line {line:,}. The limit is {limits.rows:,} lines.",
            "Keep the rows that hold figures, or split the file into smaller ones.",
            cell=f"{line}:{line}",
        )
