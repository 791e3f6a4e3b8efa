"""The job of reading a bulk table from parquet, the form in which LAIT's data come."""

from __future__ import annotations

from io import BufferedIOBase

import pyarrow as pa
import pyarrow.compute  # for columns of numbers; now, while files may be opened
import pyarrow.parquet

from loaders.opening.inside.answer import Answer, Wrong
from loaders.opening.inside.limits import Limits
from loaders.opening.inside.tables import check_size, send_table


def read_parquet(source: BufferedIOBase, answer: Answer, limits: Limits) -> None:
    """Send the table. Its lines are as they would be in a CSV of it."""
    raw = pa.BufferReader(source.read())
    try:
        file = pyarrow.parquet.ParquetFile(raw)
        check_size(file.metadata.num_rows, file.metadata.num_columns, limits)
        texts = [field.name for field in file.schema_arrow if pa.types.is_string(field.type)]
        table = pyarrow.parquet.ParquetFile(raw, read_dictionary=texts).read(use_threads=False)
    except (pa.ArrowException, OSError, ValueError) as error:
        if isinstance(error, MemoryError):
            raise
        raise Wrong("damaged_file", "is damaged and cannot be read.", "Download the file again.") from error
    send_table(answer, table.column_names, table, 2)
