"""Clients of the real server over real stores, filled by the real loaders."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from data.settings import read_settings
from indicators.stores import opened_store
from layouts.server import create_server
from tests.everything import everything
from tests.small_files import council_return, referrals_csv
from tests.stores import load

TOKEN = "the-token-of-this-run"


def client_of(file: Path) -> Iterator[FlaskClient]:
    """Yield a client of a server, without pages, over a store file."""
    store = opened_store(file)
    try:
        server = create_server(store, read_settings(str(file)), pages=False, token=TOKEN)
        yield server.test_client()
    finally:
        store.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[FlaskClient]:
    """Yield a client of a server over a store in which nothing is."""
    yield from client_of(tmp_path / "empty.duckdb")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """Yield a client over a DfE file of three years and a return of Suffolk with a target; for reading only."""
    folder = tmp_path_factory.mktemp("small")
    store = opened_store(folder / "small.duckdb")
    figures = [
        ("re_referrals", "2023/24", 18.5),
        ("re_referrals", "2024/25", 20),
        ("sw_vacancy_rate", "31 March 2025", 15),
    ]
    sent = council_return(
        folder / "return.xlsx",
        [*figures, ("lac_rate", "31 March 2025", "n/a")],
        [
            ("re_referrals", "under 15", "2024/25"),
            ("re_referrals", "12", "2026/27"),
            ("sw_vacancy_rate", "under 10", ""),
        ],
        reported="15 May 2025",
    )
    assert load(store, referrals_csv(folder / "referrals.csv")).status == "loaded"
    outcome = load(store, sent)
    assert outcome.status == "loaded", outcome.problems
    store.close()
    yield from client_of(folder / "small.duckdb")


@pytest.fixture(scope="session")
def full(reference: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """Yield a client over all the reference data; for reading only."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        # Each worker has a folder of its own in the folder of the run.
        shared = shared.parent
    yield from client_of(everything(reference, shared, tmp_path_factory.mktemp("everything")))
