"""What more than one test file needs."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

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
