"""Stores for tests: always the real DuckDB, filled by the real loaders."""

from __future__ import annotations

from pathlib import Path

from data.settings import read_settings
from data.store import Store
from indicators.definitions import catalogue
from loaders.load import Order, Outcome, load_file


def new_store(folder: Path) -> Store:
    """Return an empty store in a folder, with the catalogue's indicators known to it."""
    store = Store(folder / "test.duckdb")
    store.set_catalogue({slug: indicator.polarity for slug, indicator in catalogue().items()})
    return store


def load(store: Store, path: Path, **order: object) -> Outcome:
    """Load one file and return what became of it."""
    return load_file(store, path, read_settings(str(store.path)), Order(**order))  # type: ignore[arg-type]


def national_files(reference: Path) -> list[Path]:
    """Return the reference data's national files that the product reads, in the order of their names."""
    cited = {entry.file for indicator in catalogue().values() for entry in indicator.published if entry.source == "dfe"}
    dfe = [path for path in sorted((reference / "data" / "dfe").glob("*.csv")) if path.name in cited]
    lait = reference / "data" / "lait"
    return [*dfe, lait / "lait_values.parquet", lait / "lait_data_dictionary.csv"]
