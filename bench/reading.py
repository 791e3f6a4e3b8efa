"""Reading workbooks, everything included, also the start of the child: against pandas and against openpyxl.

A council's usual workbook has a few sheets of some hundred rows; pandas reads it with openpyxl, in its own process and
without a single check. The large one is beside openpyxl's own read-only mode.
"""

from __future__ import annotations

import json
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.measure import Cost, middle, run

ROUNDS = 3
KINDS = ("ours_small", "pandas_small", "ours_large", "openpyxl_large")
# A small workbook is read so often that the clock can tell.
TIMES = {"small": 15, "large": 1}
COLUMNS = 12


def main() -> None:
    """Measure in turn and print the table of ratios."""
    with tempfile.TemporaryDirectory() as folder:
        _write(Path(folder) / "small.xlsx", sheets=5, rows=200)
        _write(Path(folder) / "large.xlsx", sheets=1, rows=100_000)
        costs: dict[str, list[Cost]] = {kind: [] for kind in KINDS}
        for _ in range(ROUNDS):
            for kind in KINDS:
                costs[kind].append(run("bench.reading", kind, folder))
    done = {kind: middle(found) for kind, found in costs.items()}
    print(f"{'reading a workbook':20}{'wall s':>10}{'cpu s':>10}{'child peak MB':>16}")
    for kind, cost in done.items():
        print(f"{kind:20}{cost.wall:10.3f}{cost.cpu:10.3f}{cost.memory:16.0f}")
    small = done["ours_small"].wall / done["pandas_small"].wall
    large = done["ours_large"].wall / done["openpyxl_large"].wall
    print(f"5 sheets of 200 rows: ours / pandas.read_excel (goal 1.5 or less)    wall {small:5.2f}")
    print(f"100,000 x 12 cells: ours / openpyxl read-only (goal 1.5 or less)     wall {large:5.2f}")
    print(f"100,000 x 12 cells: the child's peak memory (goal under 200 MB)      {done['ours_large'].memory:8.0f} MB")


def _write(path: Path, sheets: int, rows: int) -> None:
    """Write a workbook of names, periods and numbers."""
    import openpyxl

    chance, book = random.Random(1), openpyxl.Workbook(write_only=True)
    for number in range(sheets):
        page = book.create_sheet(f"Sheet {number}")
        page.append([f"Heading {column}" for column in range(COLUMNS)])
        for row in range(rows):
            words = [f"Area {row % 150}", f"Indicator {row % 97}", "2004/05"]
            page.append([*words, *(round(chance.random() * 1000, 1) for _ in range(COLUMNS - 3))])
    book.save(path)


def ours(path: Path) -> Callable[[], object]:
    """Return our own reading of a workbook."""
    from data.settings import read_settings
    from loaders.opening.open_file import open_file

    settings = read_settings()
    return lambda: open_file(path, settings)


def pandas_all(path: Path) -> Callable[[], object]:
    """Return pandas' reading of all its sheets."""
    import openpyxl
    import pandas as pd

    assert openpyxl
    return lambda: pd.read_excel(path, sheet_name=None)


def openpyxl_rows(path: Path) -> Callable[[], object]:
    """Return openpyxl's reading of all its rows."""
    import openpyxl

    def work() -> int:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        return sum(len(row) for page in book.worksheets for row in page.iter_rows(values_only=True))

    return work


def _used() -> float:
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(used.ru_utime + used.ru_stime for used in both)


if __name__ == "__main__":
    kind, size = sys.argv[1].split("_")
    work = {"ours": ours, "pandas": pandas_all, "openpyxl": openpyxl_rows}[kind](Path(sys.argv[2]) / f"{size}.xlsx")
    walls, before = [], _used()
    for _ in range(TIMES[size]):
        began = time.perf_counter()
        work()
        walls.append(time.perf_counter() - began)
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    cost = {"cpu": (_used() - before) / TIMES[size], "wall": statistics.median(walls), "memory": child}
    print(json.dumps(cost))
