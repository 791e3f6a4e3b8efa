"""An upload about to be stored, in the store's own columns: small numbers for words, sorted as charts ask for them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from data.records import FAMILIES, Contents, Figures, Upload
from data.store import Store
from data.viewer import NATIONAL


@dataclass(frozen=True, slots=True)
class Incoming:
    """An upload's number, those of its family and owner, and its figures as the store's columns."""

    upload: int
    family: int
    owner: int
    figures: pa.Table


@contextlib.contextmanager
def incoming(store: Store, cursor: Any, upload: Upload, contents: Contents) -> Iterator[Incoming]:
    """Yield an upload as the store keeps it, its figures registered on the cursor as the table `incoming`.

    Its new words are written; call it inside the upload's transaction.
    """
    owner = owner_key(store, upload.owner)
    key = cursor.execute("SELECT coalesce(max(key), 0) + 1 FROM upload").fetchone()[0]
    figures = _as_table(store, key, contents.figures)
    store.keys.add_new(cursor)
    cursor.register("incoming", figures)
    try:
        yield Incoming(key, family_key(upload.family), owner, figures)
    finally:
        cursor.unregister("incoming")


def family_key(family: str) -> int:
    """Return the number under which a source family's rows are kept."""
    return FAMILIES.index(family) + 1


def owner_key(store: Store, owner: str) -> int:
    """Return the number under which an owner's rows are kept: 0 for national."""
    return 0 if owner == NATIONAL else store.keys.areas.key(owner)


def _as_table(store: Store, upload_key: int, figures: Figures) -> pa.Table:
    """Return the figures as the store's own columns, sorted by indicator, area and period."""
    keys = store.keys
    indicator = _numbers(figures.indicator, keys.indicators.key)
    area = _numbers(figures.area, keys.areas.key)
    period = _numbers(figures.period, keys.periods.key)
    rows = len(figures)
    order = _order(indicator, area, period)
    taken = pa.array(order)
    texts = {}
    for name in ("breakdown", "label", "note", "sheet", "cell_column"):
        column = getattr(figures, name)
        numbers = _numbers(column, keys.texts.key)
        texts[name] = numbers if len(column.words) == 1 else numbers[order]
    return pa.table(
        {
            "upload": np.full(rows, upload_key, dtype=np.int32),
            "number": np.arange(1, rows + 1, dtype=np.int32),
            "indicator": indicator[order],
            "area": area[order],
            "period": period[order],
            "value": _taken(figures.value, taken),
            "mark": _words(figures.mark, order),
            "status": _words(figures.status, order),
            "numerator": _taken(figures.numerator, taken),
            "denominator": _taken(figures.denominator, taken),
            "cell_row": figures.cell_row[order].astype(np.int32),
            **texts,
        }
    )


_DENSE = 50_000_000


def _order(indicator: np.ndarray, area: np.ndarray, period: np.ndarray) -> np.ndarray:
    """Return the rows in order of indicator, area and period.

    Where every row has a key of its own, which a large file's have, each is put straight into its place in a table of
    all keys: a third of the time of sorting.
    """
    if not len(indicator):
        return np.array([], dtype=np.int64)
    areas, periods = int(area.max()) + 1, int(period.max()) + 1
    size = (int(indicator.max()) + 1) * areas * periods
    if size <= _DENSE and len(indicator) * 100 > size:
        key = (indicator.astype(np.int64) * areas + area) * periods + period
        place = np.full(size, -1, dtype=np.int32)
        place[key] = np.arange(len(key), dtype=np.int32)
        order = place[place >= 0]
        if len(order) == len(key):
            return order
    return np.lexsort((period, area, indicator))


def _taken(column: pa.Array, order: pa.Array) -> pa.Array:
    return column if column.null_count == len(column) else column.take(order)


def _numbers(column: Any, key: Any) -> np.ndarray:
    if len(column.words) == 1:
        return np.full(len(column.codes), key(column.words[0]), dtype=np.int32)
    numbers = np.array([key(word) for word in column.words], dtype=np.int32)
    return numbers[column.codes] if len(numbers) else column.codes.astype(np.int32)


def _words(column: Any, order: np.ndarray) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(column.codes[order]), pa.array(column.words, pa.string()))
