"""Loading all national figures, against pandas writing the same to SQLite and a bare DuckDB table of the same files.

Each piece of work runs in a process of its own, in turn, several times; medians are printed. "Work" starts after the
imports and ends when everything is on disk; the whole commands stand beside it.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.measure import Cost, middle, peak_memory, reference, run

ROUNDS = 3


def main() -> None:
    """Measure in turn and print the table of ratios."""
    reference()
    kinds = ("ours_lait", "bare_lait", "pandas_lait", "ours", "bare", "pandas")
    costs: dict[str, list[Cost]] = {kind: [] for kind in kinds}
    for _ in range(ROUNDS):
        for kind in kinds:
            with tempfile.TemporaryDirectory() as folder:
                costs[kind].append(run("bench.loading", kind, folder))
    done = {kind: middle(found) for kind, found in costs.items()}
    print(f"{'':16}{'work cpu s':>12}{'work wall s':>12}{'command cpu':>12}{'command wall':>13}{'peak MB':>9}")
    for kind, cost in done.items():
        numbers = (
            f"{cost.cpu:12.2f}{cost.wall:12.2f}{cost.command_cpu:12.2f}{cost.command_wall:13.2f}{cost.memory:9.0f}"
        )
        print(f"{kind:16}{numbers}")
    _ratio("LAIT: pandas to SQLite / ours (goal 2.5 or more)", done["pandas_lait"], done["ours_lait"])
    _ratio("LAIT: ours / bare DuckDB table (goal 3 or less)", done["ours_lait"], done["bare_lait"])
    _ratio("all:  pandas to SQLite / ours (goal 2.5 or more)", done["pandas"], done["ours"])
    _ratio("all:  ours / bare DuckDB tables of the same files", done["ours"], done["bare"])


def _ratio(name: str, one: Cost, other: Cost) -> None:
    print(f"{name:52} wall {one.wall / other.wall:5.2f}   cpu {one.cpu / other.cpu:5.2f}")


def files(only_lait: bool) -> list[Path]:
    """Return the files to load: LAIT's values alone, or every national file that the catalogue cites."""
    from tests.stores import national_files

    return [p for p in national_files(reference()) if p.suffix == ".parquet" or not only_lait]


def ours(folder: Path, paths: list[Path]) -> Callable[[], object]:
    """Return our own load of the files, as the command does it."""
    from data.settings import read_settings
    from data.store import Store
    from indicators.definitions import catalogue
    from loaders import readers  # noqa: F401  # imported before the clock starts, like the others' libraries
    from loaders.load import Order, load_file

    polarities = {slug: indicator.polarity for slug, indicator in catalogue().items()}

    def work() -> None:
        store = Store(folder / "ours.duckdb")
        store.set_catalogue(polarities)
        with store.several():
            for path in paths:
                assert load_file(store, path, read_settings(), Order()).status == "loaded"
        store.close()

    return work


def bare(folder: Path, paths: list[Path]) -> Callable[[], object]:
    """Return the least that DuckDB can do: a table made from each file as it is."""
    import duckdb

    def work() -> None:
        connection = duckdb.connect(str(folder / "bare.duckdb"), config={"threads": 1})
        for number, path in enumerate(paths):
            source = f"read_parquet('{path}')" if path.suffix == ".parquet" else f"read_csv('{path}', all_varchar=true)"
            connection.execute(f"CREATE TABLE t{number} AS SELECT * FROM {source}")
            connection.execute("CHECKPOINT")
        connection.close()

    return work


def pandas_to_sqlite(folder: Path, paths: list[Path]) -> Callable[[], object]:
    """Return what a careful analyst would write: the same rows, with provenance, to SQLite by to_sql, and an index."""
    import pandas as pd

    from bench.melt import long_rows

    def work() -> None:
        with sqlite3.connect(folder / "pandas.sqlite") as connection:
            for path in paths:
                rows = long_rows(path)
                if rows is not None:
                    rows.to_sql("figure", connection, if_exists="append", index=False)
            connection.execute("CREATE INDEX figure_by_indicator ON figure (indicator, area)")
            connection.commit()
        assert pd is not None

    return work


if __name__ == "__main__":
    kind, folder = sys.argv[1], Path(sys.argv[2])
    paths = files(kind.endswith("_lait"))
    make = {"ours": ours, "bare": bare, "pandas": pandas_to_sqlite}[kind.removesuffix("_lait")]
    work = make(folder, paths)
    import pandas  # noqa: F401  # DuckDB imports it at its first bound parameter: outside everybody's clock

    cpu, wall = time.process_time(), time.perf_counter()
    work()
    cost = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall, "memory": peak_memory()}
    print(json.dumps(cost))
