"""Adding an upload and taking one back: the only two things that ever change the store."""

from __future__ import annotations

import json
import os
import time
import uuid
from typing import Any

import numpy as np
import pyarrow as pa

from data import standing
from data.errors import ScrutineerError
from data.keys import insert_all
from data.records import FAMILIES, Contents, Counts, Figures, Receipt, Upload
from data.store import Store, utc_now
from data.viewer import NATIONAL

FIGURE_COLUMNS = (
    "upload, number, indicator, area, breakdown, period, value, mark, status, numerator, denominator, "
    "label, note, sheet, cell_column, cell_row"
)


class UnknownUpload(ScrutineerError):
    """No upload has this id."""


class NotStored(ScrutineerError):
    """The commit returned but the upload cannot be read back."""


def add(store: Store, upload: Upload, contents: Contents, *, warnings: int = 0) -> Receipt:
    """Store one upload whole and return its receipt; nothing is stored when anything fails.

    The ledger row is read back after the commit, before anybody is told that it was saved.
    """
    upload_id = new_upload_id()
    with store.writing() as cursor:
        owner = owner_key(store, upload.owner)
        family = FAMILIES.index(upload.family) + 1
        upload_key = cursor.execute("SELECT coalesce(max(key), 0) + 1 FROM upload").fetchone()[0]
        incoming = _as_table(store, upload_key, contents.figures)
        store.keys.add_new(cursor)
        cursor.register("incoming", incoming)
        try:
            figures = _compare(cursor, family, owner, len(incoming))
            targets = _add_targets(store, cursor, upload_key, owner, contents)
            _add_words(store, cursor, upload_key, contents)
            counts = {"figures": figures.as_dict(), "targets": targets.as_dict(), "warnings": warnings}
            cursor.execute(
                "INSERT INTO upload VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    *(
                        upload_key,
                        upload_id,
                        utc_now(),
                        upload.known_on,
                        family,
                        owner,
                        upload.published,
                        upload.example,
                    ),
                    *(upload.layout, upload.recipe, upload.asked, upload.file, upload.sha256, upload.size),
                    *(upload.who, upload.reason, len(incoming), json.dumps(counts)),
                ],
            )
            cursor.execute(f"INSERT INTO figure SELECT {FIGURE_COLUMNS} FROM incoming")  # noqa: S608
            if figures.new == len(incoming):
                # Nothing was there: what came in is what counts, already in order.
                cursor.execute(
                    f"INSERT INTO current SELECT {FIGURE_COLUMNS}, ?, ? FROM incoming",  # noqa: S608
                    [family, owner],
                )
            else:
                _refresh_current(cursor, family, owner)
            _refresh_standing(cursor, owner, incoming)
        finally:
            cursor.unregister("incoming")
    _read_back(store, upload_key, upload_id, len(incoming))
    return Receipt(upload_id, figures, targets)


def undo(store: Store, upload_id: str, *, who: str, reason: str = "") -> None:
    """Take an upload back: every earlier reading is again what it was. Undoing it twice changes nothing.

    Raises UnknownUpload.
    """
    with store.reading() as cursor:
        row = cursor.execute(
            "SELECT key, family, owner, EXISTS (SELECT 1 FROM undo WHERE undo.upload = upload.key) FROM upload "
            "WHERE CAST(id AS VARCHAR) = ?",
            [upload_id.strip().lower()],
        ).fetchone()
    if row is None:
        raise UnknownUpload(f"No upload has the id {upload_id!r}. GET /api/v1/uploads lists them all.")
    upload_key, family, owner, undone = row
    if undone:
        return
    with store.writing() as cursor:
        cursor.execute("INSERT INTO undo VALUES (?, ?, ?, ?)", [upload_key, utc_now(), who, reason])
        touched = cursor.execute(
            "SELECT DISTINCT indicator, area, breakdown, period FROM figure WHERE upload = ?",
            [upload_key],
        ).to_arrow_table()
        cursor.register("incoming", touched)
        try:
            _refresh_current(cursor, family, owner)
            _refresh_standing(cursor, owner, touched)
        finally:
            cursor.unregister("incoming")


def compare(store: Store, upload: Upload, contents: Contents) -> tuple[Counts, Counts]:
    """Return the counts that `add` would give for figures and targets, storing nothing (a dry run)."""
    family = FAMILIES.index(upload.family) + 1
    # A transaction that is rolled back: the very same statements run, so a preview cannot promise another answer.
    result: list[Counts] = []
    try:
        with store.writing() as cursor:
            owner = owner_key(store, upload.owner)
            incoming = _as_table(store, 0, contents.figures)
            store.keys.add_new(cursor)
            cursor.register("incoming", incoming)
            try:
                result.append(_compare(cursor, family, owner, len(incoming)))
                result.append(_add_targets(store, cursor, 0, owner, contents))
            finally:
                cursor.unregister("incoming")
            raise _DryRun
    except _DryRun:
        pass
    return result[0], result[1]


class _DryRun(Exception):
    """Leaves the transaction of a dry run."""


def new_upload_id() -> str:
    """Return a new UUID, version 7: the time in milliseconds first, so that ids sort as they were made."""
    random = int.from_bytes(os.urandom(10), "big")
    value = (time.time_ns() // 1_000_000) << 80 | 0x7 << 76 | (random >> 68 & 0xFFF) << 64
    value |= 0b10 << 62 | (random & (1 << 62) - 1)
    return str(uuid.UUID(int=value))


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


def _compare(cursor: Any, family: int, owner: int, rows: int) -> Counts:
    """Return how many incoming figures are new, changed or unchanged against what counts now."""
    new = rows
    changed = 0
    if (
        rows
        and cursor.execute("SELECT 1 FROM current WHERE family = ? AND owner = ? LIMIT 1", [family, owner]).fetchone()
    ):
        new, changed = cursor.execute(
            f"""
            SELECT count(*) FILTER (c.upload IS NULL),
                   count(*) FILTER (c.upload IS NOT NULL AND (i.value IS DISTINCT FROM c.value OR i.mark <> c.mark
                       OR i.status <> c.status OR i.numerator IS DISTINCT FROM c.numerator
                       OR i.denominator IS DISTINCT FROM c.denominator))
            FROM incoming i LEFT JOIN current c
              ON i.indicator = c.indicator AND i.area = c.area AND i.breakdown = c.breakdown AND i.period = c.period
             AND c.family = ? AND c.owner = ? AND {standing.series("i")} = {standing.series("c")}
            """,  # noqa: S608
            [family, owner],
        ).fetchone()
    return Counts(new, changed, rows - new - changed)


def _refresh_current(cursor: Any, family: int, owner: int) -> None:
    """Work out anew what counts for the keys in `incoming`, from every upload not taken back."""
    cursor.execute(
        """
        DELETE FROM current WHERE family = ? AND owner = ? AND EXISTS (
            SELECT 1 FROM incoming i WHERE i.indicator = current.indicator AND i.area = current.area
               AND i.breakdown = current.breakdown AND i.period = current.period)
        """,
        [family, owner],
    )
    columns = ", ".join(f"f.{name.strip()}" for name in FIGURE_COLUMNS.split(","))
    cursor.execute(
        f"""
        INSERT INTO current
        SELECT {columns}, u.family, u.owner
        FROM figure f JOIN upload u ON u.key = f.upload
        WHERE u.family = ? AND u.owner = ? AND NOT EXISTS (SELECT 1 FROM undo WHERE undo.upload = u.key)
          AND EXISTS (SELECT 1 FROM incoming i WHERE i.indicator = f.indicator AND i.area = f.area
                         AND i.breakdown = f.breakdown AND i.period = f.period)
        QUALIFY row_number() OVER (PARTITION BY f.indicator, f.area, f.breakdown, f.period, {standing.series("f")}
                                   ORDER BY u.known_on DESC, u.recorded_at DESC, u.key DESC, f.number DESC) = 1
        ORDER BY f.indicator, f.area, f.period
        """,  # noqa: S608
        [family, owner],
    )


def _refresh_standing(cursor: Any, owner: int, touched: pa.Table) -> None:
    """Work out anew where the authorities stand in what a national upload touches."""
    if owner != 0 or not len(touched):
        return
    both = touched["indicator"].to_numpy().astype(np.int64) << 32 | touched["period"].to_numpy()
    distinct = np.unique(both)
    cursor.register(
        "pairs", pa.table({"indicator": distinct >> 32, "period": (distinct & 0xFFFFFFFF).astype(np.int64)})
    )
    try:
        standing.refresh(cursor)
    finally:
        cursor.unregister("pairs")


def _add_targets(store: Store, cursor: Any, upload_key: int, owner: int, contents: Contents) -> Counts:
    new = changed = 0
    for number, target in enumerate(contents.targets, start=1):
        key = store.keys
        identity = [
            key.indicators.key(target.indicator),
            key.areas.key(target.area),
            key.texts.key(target.breakdown),
            *(target.kind, target.starts, target.ends, target.period_kind, target.set_by),
        ]
        before = cursor.execute(
            """
            SELECT t.operator, t.value, t.upper, t.tolerance_kind, t.tolerance, t.headline
            FROM target t JOIN upload u ON u.key = t.upload
            WHERE t.indicator = ? AND t.area = ? AND t.breakdown = ? AND t.kind = ? AND t.starts IS NOT DISTINCT FROM ?
              AND t.ends IS NOT DISTINCT FROM ? AND t.period_kind = ? AND t.set_by = ? AND u.owner = ?
              AND NOT EXISTS (SELECT 1 FROM undo WHERE undo.upload = u.key)
            ORDER BY u.known_on DESC, u.recorded_at DESC, t.number DESC LIMIT 1
            """,
            [*identity, owner],
        ).fetchone()
        said = (
            target.operator,
            target.value,
            target.upper,
            target.tolerance_kind,
            target.tolerance,
            target.headline,
        )
        new += before is None
        changed += before is not None and tuple(before) != said
        indicator, area, breakdown, *when, set_by = identity
        cursor.execute(
            "INSERT INTO target VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                *(upload_key, number, indicator, area, breakdown, *when),
                *(target.operator, target.value, target.upper, target.tolerance_kind, target.tolerance),
                *(set_by, target.headline, key.texts.key(target.label), key.texts.key(target.note)),
                *(key.texts.key(target.sheet), key.texts.key(target.cell[0]), target.cell[1]),
            ],
        )
    return Counts(new, changed, len(contents.targets) - new - changed)


def _add_words(store: Store, cursor: Any, upload_key: int, contents: Contents) -> None:
    key = store.keys
    for number, comment in enumerate(contents.comments, start=1):
        cursor.execute(
            "INSERT INTO comment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                *(upload_key, number, key.indicators.key(comment.indicator), key.areas.key(comment.area)),
                key.periods.key(comment.period) if comment.period else 0,
                *(key.texts.key(comment.author), key.texts.key(comment.words)),
                *(key.texts.key(comment.sheet), key.texts.key(comment.cell[0]), comment.cell[1]),
            ],
        )
    names = [
        (
            *(upload_key, number, key.indicators.key(name.indicator), key.texts.key(name.name)),
            *(key.texts.key(name.topic), key.texts.key(name.unit), key.texts.key(name.meaning)),
            *(name.polarity, name.decimals),
        )
        for number, name in enumerate(contents.names, start=1)
    ]
    insert_all(cursor, "reference_name", names)


def _read_back(store: Store, upload_key: int, upload_id: str, rows: int) -> None:
    with store.reading() as cursor:
        found = cursor.execute(
            "SELECT figures FROM upload WHERE key = ? AND id = CAST(? AS UUID)", [upload_key, upload_id]
        ).fetchone()
        stored = cursor.execute("SELECT count(*) FROM figure WHERE upload = ?", [upload_key]).fetchone()
    if found is None or found[0] != rows or stored[0] != rows:
        raise NotStored("The store did not keep the upload. Nothing was saved: please try again.")
