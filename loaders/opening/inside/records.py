"""The records of a CSV, each with the line on which it begins; a record may hold several lines within its quotes."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from loaders.opening.inside.answer import Wrong

DELIMITERS = ",;\t|"
LONGEST_LINE = 1_000_000
# In this order where two divide the lines equally well: a comma may also stand in numbers.
_PREFERRED = "\t;|,"
_LOOKED_AT = 100
_SEPARATOR = re.compile(r'"?sep=([,;\t|])"?', re.IGNORECASE)
_FIX_QUOTE = "Add the quotation mark that is missing at the end of that cell, or take out the one at its beginning."

csv.field_size_limit(LONGEST_LINE)


def stated_separator(text: str) -> str:
    """Return the separator that a first line `sep=;` states, '' when there is no such line."""
    first = text[:16].splitlines()[0] if text[:16].strip() else ""
    match = _SEPARATOR.fullmatch(first)
    return match[1] if match else ""


def separator_of(text: str) -> str:
    """Return the sign that divides most lines into the same number of cells; a comma when none does."""
    lines = [line[:10_000] for line in _first_lines(text)]
    best, found = (0, 0), ","
    for sign in _PREFERRED:
        try:
            widths = Counter(len(record) for record in csv.reader(lines, delimiter=sign) if len(record) > 1)
        except csv.Error:
            continue
        width, times = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        if (times, width) > best:
            best, found = (times, width), sign
    return found


def _first_lines(text: str) -> list[str]:
    stream = io.StringIO(text[:LONGEST_LINE])
    return [line for line, _ in zip(stream, range(_LOOKED_AT), strict=False)]


def records(text: str | io.TextIOBase, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record but blank lines, with its line. Raises Wrong for a line without end and for an open quote.

    A stream must give its lines as they end.
    """
    lines = _Lines(io.StringIO(text, newline="") if isinstance(text, str) else text)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        lines.record_begins()
        begins = lines.number + 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            where = begins + _opened_at(lines.of_record, separator)
            raise Wrong(
                "damaged_file",
                "a quotation mark opens a cell in this line and is not closed as it should be.",
                _FIX_QUOTE,
                cell=f"{where}:{where}",
            ) from error
        if record:
            yield begins, record


class _Lines(Iterable[str]):
    """The lines of a text, counted, with those of the record that is being read."""

    def __init__(self, stream: io.TextIOBase) -> None:
        self._stream = stream
        self.number = 0
        self.of_record: list[str] = []

    def record_begins(self) -> None:
        self.of_record = []

    def __iter__(self) -> Iterator[str]:
        while line := self._stream.readline():
            self.number += 1
            if len(line) > LONGEST_LINE:
                raise Wrong(
                    "too_big",
                    f"the line is {len(line):,} characters long. The limit is {LONGEST_LINE:,}.",
                    "Check that each row of the table is a line of its own.",
                    cell=f"{self.number}:{self.number}",
                )
            self.of_record.append(line)
            yield line


def _opened_at(lines: list[str], separator: str) -> int:
    """Return how many lines down in a record its last cell in quotes begins."""
    opened, inside, fresh = 0, False, True
    for number, line in enumerate(lines):
        for sign in line:
            if sign == '"':
                if fresh and not inside:
                    opened = number
                inside = not inside
            fresh = not inside and sign in (separator, "\n", "\r")
        fresh = fresh or not inside
    return opened
