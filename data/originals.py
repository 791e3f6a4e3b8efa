"""The files themselves, each kept once under its own hash beside the store, for their owner alone.

A file is whole and on the disk before the upload that names it is written, so that what is acknowledged always has one.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from data.errors import ScrutineerError
from data.store import Store

FOLDER = "originals"
_PIECE = 1024 * 1024


class NoOriginal(ScrutineerError):
    """The file of an upload is not kept."""


class FileChanged(ScrutineerError):
    """The file is no longer the one that was read."""


class NotKept(ScrutineerError):
    """There is no room for the file beside the store, or it may not be written there."""


def original_of(store: Store, sha256: str) -> Path:
    """Return where the file with this hash is kept. Raises NoOriginal; files loaded before they were kept have none."""
    path = _place(store, sha256)
    if not path.is_file():
        raise NoOriginal(
            "The file itself is not kept: it was loaded before Scrutineer kept files, or its folder was not brought "
            "along with the store. Ask whoever sent it."
        )
    return path


@contextlib.contextmanager
def kept(store: Store, source: Path, sha256: str) -> Iterator[None]:
    """Keep a file for the block in which its upload is stored; when the block fails, nothing new is left of it.

    Raises FileChanged when the file is no longer the one with this hash, and NotKept.
    """
    place = _place(store, sha256)
    made = not place.is_file()
    if made:
        try:
            _copy(source, place, sha256)
        except OSError as error:
            raise NotKept(
                f"The file cannot be kept beside the store: {error.strerror or error}. Nothing was stored."
            ) from error
    try:
        yield
    except BaseException:
        if made:
            place.unlink(missing_ok=True)
        raise


def _place(store: Store, sha256: str) -> Path:
    return store.path.parent / FOLDER / sha256[:2] / sha256


def _copy(source: Path, place: Path, sha256: str) -> None:
    """Write the file under another name, see it on the disk, and only then give it its own name."""
    for folder in (place.parent.parent, place.parent):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    half_done = place.with_name(f"{secrets.token_hex(8)}.part")
    seen = hashlib.sha256()
    try:
        with source.open("rb") as read, os.fdopen(_new_file(half_done), "wb") as written:
            while piece := read.read(_PIECE):
                seen.update(piece)
                written.write(piece)
            written.flush()
            os.fsync(written.fileno())
        if seen.hexdigest() != sha256:
            raise FileChanged("The file was changed while it was being loaded.")
        half_done.replace(place)
        _sync_folder(place.parent)
    finally:
        half_done.unlink(missing_ok=True)


def _new_file(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)


def _sync_folder(folder: Path) -> None:
    # Windows has no such thing, and keeps a folder's entries by itself.
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
