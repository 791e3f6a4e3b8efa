"""Adding an upload, trying one out, and taking one back: nothing else ever changes the store."""

from __future__ import annotations

import json
import os
import time
import uuid
from collections.abc import Callable
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np
import pyarrow as pa

from data import differences, remembered, standing, target_rows
from data.differences import Differences
from data.errors import ScrutineerError, UnknownUpload
from data.incoming import Incoming, incoming
from data.keys import insert_all
from data.records import Contents, Receipt, Upload
from data.store import Store, utc_now

FIGURE_COLUMNS = (
    "upload, number, indicator, area, breakdown, period, value, mark, status, numerator, denominator, "
    "label, note, sheet, cell_column, cell_row"
)
Answer = TypeVar("Answer")


class NotStored(ScrutineerError):
    """The commit returned but the upload cannot be read back."""


class Attempt(NamedTuple, Generic[Answer]):
    """What adding an upload would change, and what was answered before it and would be answered after it."""

    differences: Differences
    before: Answer
    after: Answer


def add(store: Store, upload: Upload, contents: Contents) -> Receipt:
    """Store one upload whole and return its receipt; nothing is stored when anything fails.

    The ledger row is read back after the commit, before anybody is told that it was saved.
    """
    upload_id = new_upload_id()
    with store.writing() as cursor, incoming(store, cursor, upload, contents) as came:
        figures = differences.figure_counts(cursor, came)
        targets = target_rows.counts(list(target_rows.held(store, cursor, came, contents.targets)))
        receipt = Receipt(upload_id, figures, targets)
        _put(store, cursor, came, upload, contents, receipt)
    _read_back(store, came.upload, upload_id, len(came.figures))
    return receipt


def attempt(store: Store, upload: Upload, contents: Contents, ask: Callable[[], Answer]) -> Attempt[Answer]:
    """Return what `add` would change, storing nothing. `ask` is called before it and, as if it were stored, after it.

    The very statements run that `add` runs, in a transaction that is rolled back.
    """
    with store.trial() as cursor:
        before = ask()
        with incoming(store, cursor, upload, contents) as came:
            found = differences.found(store, cursor, came, upload, contents)
            _put(store, cursor, came, upload, contents, Receipt(new_upload_id(), found.figures, found.targets))
        store.keys.add_new(cursor)
        with store.seeing(cursor):
            return Attempt(found, before, ask())


def undo(store: Store, upload_id: str, *, who: str, reason: str = "") -> bool:
    """Take an upload back: every earlier reading is again what it was.

    Return True when that was done now, False when it had been taken back before: then nothing changes. Raises
    UnknownUpload.
    """
    with store.alone():
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
            return False
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
    return True


def new_upload_id() -> str:
    """Return a new UUID, version 7: the time in milliseconds first, so that ids sort as they were made."""
    random = int.from_bytes(os.urandom(10), "big")
    value = (time.time_ns() // 1_000_000) << 80 | 0x7 << 76 | (random >> 68 & 0xFFF) << 64
    value |= 0b10 << 62 | (random & (1 << 62) - 1)
    return str(uuid.UUID(int=value))


def _put(store: Store, cursor: Any, came: Incoming, upload: Upload, contents: Contents, receipt: Receipt) -> None:
    """Write everything that an upload says, with its receipt, and bring what is derived up to date."""
    target_rows.insert(store, cursor, came, contents.targets)
    _add_words(store, cursor, came.upload, contents)
    _add_upload(cursor, came, upload, receipt)
    remembered.add(cursor, came.upload, upload)
    cursor.execute(f"INSERT INTO figure SELECT {FIGURE_COLUMNS} FROM incoming")  # noqa: S608
    if receipt.figures.new == len(came.figures):
        # Nothing was there: what came in is what counts, already in order.
        cursor.execute(
            f"INSERT INTO current SELECT {FIGURE_COLUMNS}, ?, ? FROM incoming",  # noqa: S608
            [came.family, came.owner],
        )
    else:
        _refresh_current(cursor, came.family, came.owner)
    _refresh_standing(cursor, came.owner, came.figures)


def _add_upload(cursor: Any, came: Incoming, upload: Upload, receipt: Receipt) -> None:
    counts: dict[str, Any] = {"figures": receipt.figures.as_dict(), "targets": receipt.targets.as_dict()}
    counts["warnings"] = len(upload.notices)
    cursor.execute(
        "INSERT INTO upload VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            *(came.upload, receipt.upload_id, utc_now(), upload.known_on, came.family, came.owner),
            *(upload.published, upload.example, upload.layout, upload.recipe, upload.asked),
            *(upload.file, upload.sha256, upload.size, upload.who, upload.reason),
            *(len(came.figures), json.dumps(counts)),
        ],
    )
    insert_all(
        cursor, "notice", [(came.upload, number, *notice) for number, notice in enumerate(upload.notices, start=1)]
    )


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


def _add_words(store: Store, cursor: Any, upload_key: int, contents: Contents) -> None:
    key = store.keys
    comments = [
        (
            *(upload_key, number, key.indicators.key(comment.indicator), key.areas.key(comment.area)),
            key.periods.key(comment.period) if comment.period else 0,
            *(key.texts.key(comment.author), key.texts.key(comment.words)),
            *(key.texts.key(comment.sheet), key.texts.key(comment.cell[0]), comment.cell[1]),
        )
        for number, comment in enumerate(contents.comments, start=1)
    ]
    insert_all(cursor, "comment", comments)
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
