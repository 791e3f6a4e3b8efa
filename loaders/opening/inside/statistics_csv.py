"""The job of reading a bulk table from a CSV: a statistics file as the Department publishes them, or LAIT's."""

from __future__ import annotations

import csv
import io
from array import array
from io import BufferedIOBase

import pyarrow as pa
import pyarrow.csv

from loaders.opening.inside.answer import Answer, Told, Wrong
from loaders.opening.inside.limits import Limits
from loaders.opening.inside.records import DELIMITERS, records, stated_separator
from loaders.opening.inside.tables import WORDS, check_size, send_table
from loaders.opening.inside.written import encoding_of

# Starts the two threads that it reads with, while threads may be started; without them it would start others each time.
pyarrow.csv.read_csv(pa.BufferReader(b"a\n1\n"))


def read_statistics(source: BufferedIOBase, answer: Answer, limits: Limits) -> None:
    """Send the table. A line with more or fewer columns than the first is a fault of its own."""
    raw = source.read()
    encoding = encoding_of(raw, answer)
    text = raw.removeprefix(b"\xef\xbb\xbf") if encoding == "utf-8-sig" else raw.decode(encoding).encode()
    if b"\n" not in text:
        text = text.replace(b"\r", b"\n")  # lines as an old Macintosh ends them
    stated = stated_separator(text[:16].decode("utf-8", "replace"))
    above = len(text.partition(b"\n")[0]) + 1 if stated else 0
    # Blank lines above the header are counted, not read.
    above += len(text) - above - len(text[above:].lstrip(b"\r\n"))
    skipped, text = text[:above].count(b"\n"), text[above:]
    header, separator = _header(text, stated, skipped)
    check_size(0, len(header), limits)
    table = _parsed(text, header, separator, skipped, answer)
    check_size(table.num_rows, 0, limits)
    lines = _lines(text, separator, table.num_rows, skipped)
    send_table(answer, header, table, skipped + 2, lines)


def _header(text: bytes, stated: str, skipped: int) -> tuple[list[str], str]:
    first = text.split(b"\n", 1)[0].decode("utf-8").rstrip("\r")
    separator = stated or max(DELIMITERS, key=first.count)
    try:
        header = next(csv.reader([first], delimiter=separator), [])
    except csv.Error as error:
        where = f"{skipped + 1}:{skipped + 1}"
        raise Wrong("damaged_file", "the first line is not a list of names.", cell=where) from error
    return [name.strip() for name in header], separator


def _parsed(text: bytes, header: list[str], separator: str, skipped: int, answer: Answer) -> pa.Table:
    names = [str(place) for place in range(len(header))]
    try:
        return pyarrow.csv.read_csv(
            pa.BufferReader(text),
            read_options=pyarrow.csv.ReadOptions(column_names=names, skip_rows=1),
            parse_options=pyarrow.csv.ParseOptions(delimiter=separator, newlines_in_values=b'"' in text),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(names, WORDS),
                strings_can_be_null=False,
                quoted_strings_can_be_null=False,
            ),
        )
    except (pa.ArrowException, ValueError) as error:
        if isinstance(error, MemoryError):
            raise
        raise _fault(text, header, separator, skipped, answer) from error


def _fault(text: bytes, header: list[str], separator: str, skipped: int, answer: Answer) -> Exception:
    """Say what is wrong with a table that could not be read, by going through its lines one by one."""
    for begins, record in records(_stream(text), separator):
        if len(record) != len(header):
            where = begins + skipped
            answer.fault(
                "damaged_file",
                f"the line has {len(record):,} columns, and the first line has {len(header):,}.",
                "Open the file in a spreadsheet, check that line, and save it again as CSV.",
                cell=f"{where}:{where}",
            )
    if answer.refused:
        return Told()
    return Wrong("damaged_file", "cannot be read as a CSV: a line is too long, or a quotation mark is not closed.")


def _stream(text: bytes) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(text), "utf-8", newline="")


def _lines(text: bytes, separator: str, rows: int, skipped: int) -> array[int] | None:
    """Return the line on which each row begins, where lines are blank or cells hold several; else None."""
    if text.rstrip(b"\r\n").count(b"\n") == rows:
        return None
    begins = array("i", (line + skipped for line, _ in records(_stream(text), separator)))[1:]
    if len(begins) != rows:
        raise Wrong("damaged_file", "cannot be read as a CSV: its lines cannot be told apart.")
    return begins
