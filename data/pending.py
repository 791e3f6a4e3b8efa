"""Files that wait between their preview and the yes to it: beside the store, for their owner alone, for a day at most.

Each has a folder of its own under a token that nobody can guess, with the file as it came and what was asked with it.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import secrets
import shutil
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from data.errors import ScrutineerError
from data.file_names import shown_name
from data.settings import MEGABYTE, Settings
from data.store import utc_now

FOLDER = "pending"
KEPT_FOR = timedelta(hours=24)
_FILE, _ASKED = "file", "asked.json"
# 128 bits, written with the letters of an address.
_TOKEN_BYTES = 16
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
_BINARY = getattr(os, "O_BINARY", 0)
_TURN = threading.Lock()
_GONE = (
    "This file is not waiting any more: it was loaded, thrown away, or sent more than 24 hours ago. "
    "Choose the file again."
)
_FULL = (
    "Too many files are waiting to be loaded or thrown away. Load or throw away some of them, or wait: "
    "each is thrown away after 24 hours."
)


class NotWaiting(ScrutineerError):
    """No file waits under this token: it was loaded, thrown away, or is more than a day old."""


class TooMuchWaiting(ScrutineerError):
    """There is no room for another file that waits."""


@dataclass(frozen=True, slots=True)
class Pending:
    """One file that waits: where it is, and what was asked with it.

    `name` is what the sender calls it, without folders; `made_at` is UTC. `area` is a council's id or '', `layout` a
    reader's name or ''. `answers` settle questions by their keys. `ticked` are the codes of the warnings that were
    seen. `version` is that of the preview that was shown (loaders.preview.Preview.version), '' before the first.
    """

    token: str
    path: Path
    name: str
    size: int
    made_at: datetime
    area: str = ""
    known_on: date | None = None
    layout: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    ticked: Sequence[str] = ()
    who: str = "local"
    reason: str = ""
    version: str = ""


def keep(settings: Settings, source: BinaryIO | bytes, name: str, **asked: Any) -> Pending:
    """Keep a file until it is loaded or thrown away, and return it with its new token; older ones are swept first.

    `asked` are fields of Pending from `area` on. Raises TooMuchWaiting when the settings' limits are reached; nothing
    is left of the file then.
    """
    sweep(settings)
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    folder = _folder(settings) / token
    with _TURN:
        room = _room(settings)
        _folder(settings).mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700)
        try:
            size = _write(folder / _FILE, io.BytesIO(source) if isinstance(source, bytes) else source, room)
            kept = Pending(token, folder / _FILE, shown_name(name), size, utc_now(), **asked)
            _note(kept)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    return kept


def get(settings: Settings, token: str) -> Pending:
    """Return the file that waits under a token. Raises NotWaiting."""
    folder = _folder(settings) / token
    if not _TOKEN.fullmatch(token):
        raise NotWaiting(_GONE)
    try:
        said = json.loads((folder / _ASKED).read_text(encoding="utf-8"))
        made_at = datetime.fromisoformat(said.pop("made_at"))
        known_on = said.pop("known_on")
        kept = Pending(
            token=token,
            path=folder / _FILE,
            made_at=made_at,
            known_on=date.fromisoformat(known_on) if known_on else None,
            ticked=tuple(said.pop("ticked")),
            **said,
        )
    except (OSError, ValueError, TypeError, KeyError):
        raise NotWaiting(_GONE) from None
    if _is_old(made_at) or not kept.path.is_file():
        raise NotWaiting(_GONE)
    return kept


def change(settings: Settings, token: str, **asked: Any) -> Pending:
    """Note other answers, ticks or whatever else was asked, and return the file with them. Raises NotWaiting."""
    with _TURN:
        kept = replace(get(settings, token), **asked)
        _note(kept)
    return kept


def drop(settings: Settings, token: str) -> None:
    """Throw a file away; one that is not there is no error."""
    if _TOKEN.fullmatch(token):
        shutil.rmtree(_folder(settings) / token, ignore_errors=True)


def sweep(settings: Settings) -> int:
    """Throw away every file that has waited longer than KEPT_FOR, and what is left of broken ones; return how many."""
    old = [folder for folder in _folders(settings) if _is_old(_made_at(folder))]
    for folder in old:
        shutil.rmtree(folder, ignore_errors=True)
    return len(old)


def _folder(settings: Settings) -> Path:
    return settings.store.parent / FOLDER


def _folders(settings: Settings) -> list[Path]:
    """Return the folders of the files that wait; nothing else that somebody put there is touched."""
    with contextlib.suppress(OSError):
        return [path for path in _folder(settings).iterdir() if _TOKEN.fullmatch(path.name) and path.is_dir()]
    return []


def _made_at(folder: Path) -> datetime:
    """Return when a file began to wait; ticks and answers since keep it no longer."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        return datetime.fromisoformat(json.loads((folder / _ASKED).read_text(encoding="utf-8"))["made_at"])
    # A file that is being written has no note yet.
    with contextlib.suppress(OSError):
        return datetime.fromtimestamp(folder.stat().st_mtime, UTC).replace(tzinfo=None)
    return utc_now()


def _is_old(made_at: datetime) -> bool:
    return utc_now() - made_at > KEPT_FOR


def _room(settings: Settings) -> int:
    """Return how many bytes may still be kept. Raises TooMuchWaiting when there is room for no other file."""
    waiting = _folders(settings)
    room = settings.max_pending_bytes - sum(_size(folder / _FILE) for folder in waiting)
    if len(waiting) >= settings.max_pending or room <= 0:
        raise TooMuchWaiting(_FULL)
    return room


def _size(path: Path) -> int:
    with contextlib.suppress(OSError):
        return path.stat().st_size
    return 0


def _write(path: Path, source: BinaryIO, room: int) -> int:
    size = 0
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600), "wb") as written:
        while piece := source.read(MEGABYTE):
            size += len(piece)
            if size > room:
                raise TooMuchWaiting(_FULL)
            written.write(piece)
    return size


def _note(kept: Pending) -> None:
    """Write what was asked, whole or not at all: a request that comes meanwhile reads the one or the other."""
    said = {one.name: getattr(kept, one.name) for one in fields(kept) if one.name not in ("token", "path")}
    said |= {"made_at": kept.made_at.isoformat(), "known_on": kept.known_on.isoformat() if kept.known_on else None}
    said |= {"answers": dict(kept.answers), "ticked": list(kept.ticked)}
    half_done = kept.path.with_name(f"{secrets.token_hex(8)}.part")
    with os.fdopen(os.open(half_done, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(said, file, ensure_ascii=False)
    half_done.replace(kept.path.with_name(_ASKED))
