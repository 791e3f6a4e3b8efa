"""Answers given once and kept: what an owner settled about a form, for the next file of the same form.

They are written in the upload's own transaction, and taking the upload back takes them back too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from data.records import Upload
from data.store import Store
from data.viewer import NATIONAL, Viewer

_STANDING = """
    FROM remembered r JOIN upload u ON u.key = r.upload
    WHERE r.fingerprint = ? AND NOT EXISTS (SELECT 1 FROM undo WHERE undo.upload = u.key)
"""


def answers(store: Store, owner: str, fingerprint: str) -> Mapping[str, str]:
    """Return what the owner last settled about a form, by the question's key; empty when nothing stands.

    An empty fingerprint is no form's.
    """
    key = 0 if owner == NATIONAL else store.keys.areas.known(owner)
    if key is None or not fingerprint:
        return {}
    with store.reading() as cursor:
        row = cursor.execute(
            f"SELECT r.answers {_STANDING} AND u.owner = ? ORDER BY u.key DESC LIMIT 1",
            [fingerprint, key],
        ).fetchone()
    found: dict[str, str] = json.loads(row[0]) if row else {}
    return found


def only_owner(store: Store, viewer: Viewer, fingerprint: str) -> str:
    """Return the one owner among the viewer's own who has sent this form, or '' when none or several have."""
    if not fingerprint:
        return ""
    with store.reading() as cursor:
        rows = cursor.execute(f"SELECT DISTINCT u.owner {_STANDING}", [fingerprint]).fetchall()
    owners = [store.keys.areas.word(key) if key else NATIONAL for (key,) in rows]
    own = [owner for owner in owners if viewer.owns(owner)]
    return own[0] if len(own) == 1 else ""


def add(cursor: Any, upload_key: int, upload: Upload) -> None:
    """Write what tells an upload's form and the answers that hold from it on, inside the upload's transaction."""
    if upload.fingerprint:
        said = json.dumps(dict(sorted(upload.answers.items())), ensure_ascii=False)
        cursor.execute("INSERT INTO remembered VALUES (?, ?, ?)", [upload_key, upload.fingerprint, said])
