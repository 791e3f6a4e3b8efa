"""Bulk tables on their way out: each column as words in one piece, never row by row."""

from __future__ import annotations

from array import array

import pyarrow as pa
import pyarrow.ipc

from loaders.opening.inside.answer import Answer, Wrong
from loaders.opening.inside.limits import Limits

# What would open a pipe or start threads once the limits stand.
pa.enable_signal_handlers(False)
pa.set_io_thread_count(1)
pa.set_cpu_count(1)

# Each column's words once, and for each row the place of its word.
WORDS = pa.dictionary(pa.int32(), pa.string())


def send_table(answer: Answer, header: list[str], table: pa.Table, first: int, lines: array[int] | None = None) -> None:
    """Send a table: the names of its columns, then its rows as an Arrow stream.

    Its rows stand in the lines from `first` on, one below the other; where they do not, their `lines` go as one more
    column, behind all others.
    """
    columns = [_words(column) for column in table.columns]
    if lines is not None:
        columns.append(pa.Array.from_buffers(pa.int32(), len(lines), [None, pa.py_buffer(lines)]))
    whole = pa.table(columns, names=[str(place) for place in range(len(columns))])
    answer.line(header=header, first=first if lines is None else None)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, whole.schema) as stream:
        stream.write_table(whole)
    answer.blob(memoryview(sink.getvalue()))


def check_size(rows: int, columns: int, limits: Limits) -> None:
    """Refuse a table with more rows or columns than there may be."""
    for many, most, what in ((rows, limits.table_rows, "rows"), (columns, limits.columns, "columns")):
        if many > most:
            raise Wrong("too_big", f"has {many:,} {what}. The limit is {most:,}.", "Split it into smaller files.")


def _words(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column as words in one piece with one dictionary."""
    try:
        if column.type != WORDS:
            column = column.cast(pa.string()).dictionary_encode()
    except (pa.ArrowException, ValueError) as error:
        raise Wrong("damaged_file", f"holds a column that is no text and no number ({column.type}).") from error
    return column.unify_dictionaries().combine_chunks()
