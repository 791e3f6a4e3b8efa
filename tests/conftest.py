"""What more than one test file needs."""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.store import Store
from tests.stores import load, national_files, new_store

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def reference() -> Path:
    """Return the folder of published data and papers that some tests read; skip where it is not there."""
    folder = (ROOT / os.environ.get("REFERENCE_DATA", "../shared")).resolve()
    if not folder.is_dir():
        pytest.skip(f"no reference data in {folder}: set REFERENCE_DATA to the folder that holds it")
    return folder


@pytest.fixture
def free_port() -> int:
    """Return a port of this machine that nothing listens on at the moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return an empty store."""
    with contextlib.closing(new_store(tmp_path)) as store:
        yield store


@pytest.fixture(scope="session")
def whole(reference: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Return a store with every national file loaded, for reading only; each test process makes it once."""
    with contextlib.closing(new_store(tmp_path_factory.mktemp("whole"))) as store:
        outcomes = [load(store, path) for path in national_files(reference)]
        assert {outcome.status for outcome in outcomes} == {"loaded"}
        yield store
