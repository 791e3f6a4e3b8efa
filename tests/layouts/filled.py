"""A store as the pages meet it: the five example workbooks and thirteen years of one DfE file."""

from __future__ import annotations

from pathlib import Path

from data.settings import read_settings
from data.store import Store
from indicators.stores import opened_store
from loaders.examples import load_examples
from tests.small_files import EAST, ENGLAND, ESSEX, NORFOLK, SUFFOLK, referrals_csv
from tests.stores import load

YEARS = range(2013, 2026)


def filled_store(folder: Path, *, national: bool = True) -> Store:
    """Return an open store in `folder` with the examples, and the DfE file when `national`."""
    store = opened_store(folder / "pages.duckdb")
    outcomes = load_examples(store, read_settings(str(store.path)))
    if national:
        outcomes.append(load(store, thirteen_years(folder / "referrals.csv")))
    # Whether every example can be loaded is for tests/loaders to say; the pages are tested with these.
    needed = [outcome for outcome in outcomes if outcome.file.startswith(("suffolk", "luton", "referrals"))]
    assert {outcome.status for outcome in needed} == {"loaded"}, needed
    return store


def thirteen_years(path: Path) -> Path:
    """Write DfE's re-referrals for 2013 to 2025; Suffolk's of 2020 is suppressed, Essex has none in 2025."""
    rows = []
    for place, start in ((ENGLAND, 240), (EAST, 225), (SUFFOLK, 255), (NORFOLK, 230), (ESSEX, 210)):
        for year in YEARS:
            percent = str((start - (year * 7) % 40) / 10)
            if (place, year) in ((SUFFOLK, 2020), (ESSEX, 2025)):
                percent = "c"
            rows.append((str(year), place, str(6000 + year), percent))
    return referrals_csv(path, rows)
