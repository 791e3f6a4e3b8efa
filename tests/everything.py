"""A store with all the reference data in it, loaded once however many processes run the tests."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

from indicators.stores import opened_store
from tests.stores import load, national_files

_LONGEST_WAIT = 300  # seconds


def everything(reference: Path, shared: Path, own: Path) -> Path:
    """Return a store file of the caller's own, in the folder `own`, with every national file loaded.

    `shared` is a folder that all test processes of this run see: the first to come loads there, the others wait and
    copy, since one process alone can open a store.
    """
    finished = shared / "everything.done"
    if _is_first(shared / "everything.begun"):
        made = shared / "everything.duckdb"
        store = opened_store(made)
        try:
            outcomes = [load(store, path) for path in national_files(reference)]
        finally:
            store.close()
        assert {outcome.status for outcome in outcomes} == {"loaded"}, outcomes
        finished.touch()
    begun = time.monotonic()
    while not finished.exists():
        assert time.monotonic() - begun < _LONGEST_WAIT, "another test process never finished its load"
        time.sleep(0.1)
    return Path(shutil.copy(shared / "everything.duckdb", own / "everything.duckdb"))


def _is_first(mark: Path) -> bool:
    try:
        os.close(os.open(mark, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return False
    return True
