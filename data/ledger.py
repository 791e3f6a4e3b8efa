"""The ledger of uploads: what was loaded, by whom, when, and what was taken back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from data import queries
from data.errors import UnknownUpload
from data.records import FAMILIES, Notice
from data.store import Store
from data.viewer import NATIONAL, Viewer


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One upload. `counts` holds new, changed and unchanged figures and targets; `undone_at` None while it stands."""

    id: str
    recorded_at: datetime
    known_on: date
    family: str
    owner: str
    published: str
    example: bool
    layout: str
    recipe: str
    asked: str
    file: str
    sha256: str
    size: int
    who: str
    reason: str
    figures: int
    counts: Mapping[str, Any]
    undone_at: datetime | None
    undone_by: str
    undone_because: str


def by_id(store: Store) -> Mapping[int, LedgerRow]:
    """Return every upload ever made, also those taken back, by its number: it tells where a visible figure is from."""
    return queries.cached(store, "ledger", lambda: read(store))


def read(store: Store) -> Mapping[int, LedgerRow]:
    """Return what `by_id` does, asked of the store now."""
    with store.reading() as cursor:
        rows = cursor.execute(
            "SELECT u.*, x.recorded_at, x.who, x.reason FROM upload u LEFT JOIN undo x ON x.upload = u.key "
            "ORDER BY u.key"
        ).fetchall()
    area = store.keys.areas.word
    return {
        r[0]: LedgerRow(  # type: ignore[call-arg]
            str(r[1]),
            r[2],
            r[3],
            FAMILIES[r[4] - 1],
            area(r[5]) if r[5] else NATIONAL,
            *r[6:17],
            json.loads(r[17]),
            r[18],
            r[19] or "",
            r[20] or "",
        )
        for r in rows
    }


def history(store: Store, viewer: Viewer) -> list[LedgerRow]:
    """Return the uploads that the viewer may see, the newest first."""
    rows = [
        row
        for row in by_id(store).values()
        if viewer.sees_everything or row.owner == NATIONAL or row.published or row.owner in (viewer.councils or ())
    ]
    return rows[::-1]


def find(store: Store, viewer: Viewer, upload_id: str) -> LedgerRow:
    """Return one upload that the viewer may see, also one taken back. Raises UnknownUpload."""
    wanted = upload_id.strip().lower()
    row = next((row for row in history(store, viewer) if row.id == wanted), None)
    if row is None:
        raise UnknownUpload(f"No upload has the id {upload_id[:60]!r}. GET /api/v1/uploads lists them all.")
    return row


def notices(store: Store, upload_id: str) -> list[Notice]:
    """Return the warnings that an upload was stored with, in their order; [] for one that is not there.

    They quote what stands in the file: they are for those alone whose upload it is (Viewer.owns).
    """
    return _notices(store, "CAST(u.id AS VARCHAR) = ?", upload_id.strip().lower())


def notices_at(store: Store, upload_key: int, sheet: str, cell: str) -> list[Notice]:
    """Return the warnings about one very cell of an upload, by its number (Observation.upload), such as F7."""
    return _notices(store, "n.upload = ? AND n.sheet = ? AND n.cell = ?", upload_key, sheet, cell)


def notices_by_cell(store: Store, codes: Iterable[str]) -> Mapping[tuple[int, str, str], list[tuple[str, str]]]:
    """Return the stored warnings with one of these codes as (code, message), by upload, sheet and cell.

    Kept until the store changes. They are for those alone whose upload it is (Viewer.owns).
    """
    wanted = tuple(sorted(codes))

    def ask() -> Mapping[tuple[int, str, str], list[tuple[str, str]]]:
        with store.reading() as cursor:
            rows = cursor.execute(
                "SELECT upload, sheet, cell, code, message FROM notice WHERE list_contains(?, code) "
                "ORDER BY upload, number",
                [list(wanted)],
            ).fetchall()
        found: dict[tuple[int, str, str], list[tuple[str, str]]] = {}
        for upload, sheet, cell, code, message in rows:
            found.setdefault((upload, sheet, cell), []).append((code, message))
        return found

    return queries.cached(store, ("notices", wanted), ask)


def _notices(store: Store, which: str, *values: object) -> list[Notice]:
    with store.reading() as cursor:
        rows = cursor.execute(
            "SELECT n.severity, n.code, n.sheet, n.cell, n.found, n.message, n.fix "  # noqa: S608
            f"FROM notice n JOIN upload u ON u.key = n.upload WHERE {which} ORDER BY n.number",
            list(values),
        ).fetchall()
    return [Notice(*row) for row in rows]


def standing_copy(store: Store, *, sha256: str, owner: str, recipe: str, asked: str) -> LedgerRow | None:
    """Return the upload of these very bytes, read in the same way for the same owner and not taken back, or None.

    None as well when something that the owner loaded since has changed figures or targets: then the older file may have
    something to say again.
    """
    found: LedgerRow | None = None
    for row in by_id(store).values():
        if row.undone_at is not None or row.owner != owner:
            continue
        if (row.sha256, row.recipe, row.asked) == (sha256, recipe, asked):
            found = row
        elif found is not None and row.family == found.family and _changed(row):
            found = None
    return found


def _changed(row: LedgerRow) -> bool:
    return any(row.counts.get(what, {}).get("changed", 0) for what in ("figures", "targets"))
