"""Previewing a council's workbook, everything included, against pandas merely reading its sheets.

The preview opens the file in a child process, recognises and reads it, checks every figure and compares it with the
store; pandas only makes tables of the cells. Both run in one process, in turn, and medians are printed.
"""

from __future__ import annotations

import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROUNDS = 15
ROWS = (40, 200)
SHEETS = 5
COUNCIL = "E10000029"
LOCALITIES = ("North", "South", "East", "West", "Mid")
INDICATORS = 40


def main() -> None:
    """Measure both in turn, for both sizes, and print the ratios."""
    import pandas as pd

    from data.settings import read_settings
    from data.store import Store
    from indicators.definitions import catalogue
    from loaders.load import Order
    from loaders.preview import preview

    settings = read_settings()
    for rows in ROWS:
        with tempfile.TemporaryDirectory() as folder:
            path, store = Path(folder) / "book.xlsx", Store(Path(folder) / "store.duckdb")
            store.set_catalogue({slug: indicator.polarity for slug, indicator in catalogue().items()})
            write(path, rows)

            def ours(path: Path = path, store: Store = store) -> None:
                shown = preview(store, path, settings, Order(area=COUNCIL))
                assert shown.outcome.status == "preview", shown.outcome.problems

            _print(rows, ours, lambda path=path: pd.read_excel(path, sheet_name=None))
            store.close()


def write(path: Path, rows: int) -> None:
    """Write a workbook of five sheets, with so many rows of 13 columns each, that loads without an error."""
    import openpyxl

    chance, book = random.Random(1), openpyxl.Workbook(write_only=True)
    for number in range(SHEETS):
        page = book.create_sheet(f"Theme {number + 1}")
        years = (2014 + 2 * number, 2015 + 2 * number)
        quarters = [f"Q{quarter} {year}/{(year + 1) % 100:02d}" for year in years for quarter in (1, 2, 3, 4)]
        page.append(["Suffolk County Council performance"])
        page.append([])
        page.append(["Indicator", "Locality", *quarters, "Target", "RAG", "Comment"])
        for row in _rows(chance, rows):
            page.append(row)
    book.save(path)


def _rows(chance: random.Random, rows: int) -> Iterator[list[Any]]:
    """Yield rows of percentages that move a little from quarter to quarter, each locality's in turn."""
    from indicators.definitions import catalogue

    percentages = [one for one in catalogue().values() if one.unit == "percent" and one.polarity in ("high", "low")]
    for number in range(rows):
        indicator, locality = percentages[number % INDICATORS], LOCALITIES[number // INDICATORS]
        values = [round(chance.uniform(69, 71), 1) for _ in range(8)]
        met = "Green" if (values[-1] >= 70) == (indicator.polarity == "high") or values[-1] == 70 else "Amber"
        yield [indicator.name, locality, *values, 70, met, f"Some words about row {number}"]


def _print(rows: int, ours: Callable[[], object], theirs: Callable[[], object]) -> None:
    """Run both in turn and print their medians, with the children's processor time in ours."""
    costs: dict[str, list[tuple[float, float]]] = {"ours": [], "pandas": []}
    for _ in range(ROUNDS + 1):
        for name, work in (("ours", ours), ("pandas", theirs)):
            wall, cpu = time.perf_counter(), _used()
            work()
            costs[name].append((time.perf_counter() - wall, _used() - cpu))
    # The first round loads what later ones have.
    done = {name: [statistics.median(values) for values in zip(*found[1:], strict=True)] for name, found in costs.items()}
    print(f"preview of {SHEETS} sheets of {rows} rows{'wall s':>12}{'cpu s':>10}")
    for name, (wall, cpu) in done.items():
        print(f"  {name:30}{wall:10.3f}{cpu:10.3f}")
    wall, cpu = (done["ours"][place] / done["pandas"][place] for place in (0, 1))
    print(f"  ours / pandas.read_excel (goal 1.5 or less)    wall {wall:5.2f}   cpu {cpu:5.2f}")


def _used() -> float:
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(used.ru_utime + used.ru_stime for used in both)
