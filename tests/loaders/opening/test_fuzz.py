"""The short form of the bent files: a few hundred each time, always the same ones. `make fuzz` is the long form."""

from __future__ import annotations

import os

from tests.fuzz_files import run


def test_bent_files_are_opened_or_refused_and_nothing_else() -> None:
    seconds = float(os.environ.get("FUZZ_SECONDS", "0"))
    counts = run(seconds or 60, 1_000_000 if seconds else 600)
    assert counts["opened"] > 50 and len(counts) > 5, counts
