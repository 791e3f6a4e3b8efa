"""Whatever a council observes, in whichever arrangement it is written, reading gives the same: 1,000 made-up tables."""

from __future__ import annotations

import random
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.settings import read_settings
from loaders.opened import Opened
from loaders.opening.open_file import open_file
from tests.loaders.layouts.read_back import drawn, unlike
from tests.loaders.layouts.saving import save_csv, save_workbook
from tests.loaders.layouts.writer import ARRANGEMENTS, Table, write

IN_MEMORY, AS_FILES = 960, 40
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]


def _compare(table: Table, opened: Opened) -> None:
    found = unlike(table, opened)
    if found:
        pytest.fail("\n".join([f"arranged as {table.arrangement}:", *found, drawn(opened)]), pytrace=False)


@settings(max_examples=IN_MEMORY, derandomize=True, deadline=None, suppress_health_check=SLOW)
@given(st.randoms(use_true_random=False))
def test_a_table_is_read_as_it_was_written(rnd: Random) -> None:
    table = write(rnd)
    _compare(table, table.opened())


@pytest.mark.parametrize("seed", range(AS_FILES))
def test_a_file_is_read_as_it_was_written(seed: int, tmp_path: Path) -> None:
    table = write(random.Random(seed))
    save = save_csv if seed % 2 and len(table.canvases) == 1 else save_workbook
    _compare(table, open_file(save(table, tmp_path), read_settings(str(tmp_path / "store.duckdb"))))


def test_every_arrangement_is_among_the_files() -> None:
    made = {write(random.Random(seed)).arrangement for seed in range(AS_FILES)}
    assert made == set(ARRANGEMENTS)
