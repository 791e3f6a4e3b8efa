"""Tables of chance, shortly: no reader raises anything but Refused. The long form is tests/fuzz_tables.py."""

from __future__ import annotations

from random import Random

import pytest

from tests.fuzz_tables import read_all, table

TABLES, AT_A_TIME = 600, 60


@pytest.mark.parametrize("first", range(0, TABLES, AT_A_TIME))
def test_no_table_makes_a_reader_fail(first: int) -> None:
    for seed in range(first, first + AT_A_TIME):
        try:
            read_all(table(Random(seed)))
        except Exception as error:
            raise AssertionError(f"seed {seed} of tests/fuzz_tables.py") from error
