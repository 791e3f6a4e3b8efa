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
from typing import Any, NamedTuple

ROUNDS = 15
ROWS = (40, 200)
SHEETS = 5
COUNCIL = "E10000029"
LOCALITIES = ("North", "South", "East", "West", "Mid")
INDICATORS = 40


class Cost(NamedTuple):
    """Seconds of wall clock and of processor, the children's included."""

    wall: float
    cpu: float


def main() -> None:
    """Measure both in turn, for both sizes, and print the ratios."""
    for rows in ROWS:
        with tempfile.TemporaryDirectory() as folder:
            _print(rows, _costs(Path(folder), rows))


def _costs(folder: Path, rows: int) -> dict[str, list[Cost]]:
    """Return what each round cost on either side; each has a workbook of its own, so that nothing is remembered."""
    import pandas as pd

    from data.settings import read_settings
    from data.store import Store
    from indicators.definitions import catalogue
    from loaders.load import Order
    from loaders.preview import preview

    settings, store = read_settings(), Store(folder / "store.duckdb")
    store.set_catalogue({slug: indicator.polarity for slug, indicator in catalogue().items()})
    costs: dict[str, list[Cost]] = {"ours": [], "pandas": []}
    for number in range(ROUNDS + 1):
        path = folder / f"book {number}.xlsx"
        write(path, rows, seed=number)
        shown = _timed(costs["ours"], lambda path=path: preview(store, path, settings, Order(area=COUNCIL)))
        assert shown.outcome.figures.new == SHEETS * rows * 8, shown.outcome.problems
        _timed(costs["pandas"], lambda path=path: pd.read_excel(path, sheet_name=None))
    store.close()
    # The first round loads what later ones have.
    return {name: found[1:] for name, found in costs.items()}


def _timed(costs: list[Cost], work: Callable[[], Any]) -> Any:
    wall, cpu = time.perf_counter(), _used()
    done = work()
    costs.append(Cost(time.perf_counter() - wall, _used() - cpu))
    return done


def write(path: Path, rows: int, *, seed: int = 1) -> None:
    """Write a workbook of five sheets, with so many rows of 13 columns each, that loads without an error."""
    import openpyxl

    chance, book = random.Random(seed), openpyxl.Workbook(write_only=True)
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
        words = f"{chance.randrange(100)} more children were seen by {locality} in the last months of the year"
        yield [indicator.name, locality, *values, 70, met, words]


def _print(rows: int, costs: dict[str, list[Cost]]) -> None:
    done = {name: Cost(*map(statistics.median, zip(*found, strict=True))) for name, found in costs.items()}
    print(f"{f'preview of {SHEETS} sheets of {rows} rows':30}{'wall s':>10}{'cpu s':>10}")
    for name, cost in done.items():
        print(f"{name:30}{cost.wall:10.3f}{cost.cpu:10.3f}")
    wall, cpu = done["ours"].wall / done["pandas"].wall, done["ours"].cpu / done["pandas"].cpu
    print(f"ours / pandas.read_excel (goal 1.5 or less)          wall {wall:5.2f}   cpu {cpu:5.2f}")


def _used() -> float:
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(used.ru_utime + used.ru_stime for used in both)
