"""Tables of chance through every reader: `FUZZ_SECONDS=600 python -m tests.fuzz_tables`.

A reader gives a ReadFile or raises Refused, whatever stands in the cells. The tables are made of the words that the
readers look for, in places where nobody would put them. A fault is printed with its seed, which makes the table anew.
"""

from __future__ import annotations

import os
import sys
import time
import traceback
from decimal import Decimal
from random import Random

from openpyxl.utils import column_index_from_string

from data.records import Coded
from indicators.definitions import catalogue
from loaders.asked import Asked, ReadFile
from loaders.opened import Cell, Merge, Opened, Sheet
from loaders.problems import Refused
from loaders.readers import LAYOUTS
from tests.loaders.layouts.case import SUFFOLK

HEADINGS = (
    *("Indicator", "Measure", "Ref", "Target", "Target 04/05", "RAG", "Comment", "Area", "Period", "Value", "Status"),
    *("Numerator", "Denominator", "YTD", "Year", "Quarter", "Month", "%", "Num", "Den", "DoT", "Unit", "Actual"),
    *("Target by Sept 2004", "Cumulative", "No.", "Lead officer", "Notes", "Council", "Reported on", "Set by"),
    *("time_period", "geographic_level", "Short Desc", "LA and Regions"),
)
PERIODS = (
    *("Q1 04/05", "Q2 04/05", "Q1", "Q4", "2004/05", "2003/04", "04/05 05/06 06/07", "Apr-Jun", "May-04", "May 2004"),
    *("as at 31/03/2005", "30/06/2004", "38442", "12m to Dec 04", "Q1-Q3 2004/05", "Outturn", "Q5 2004/05", "2004"),
    *("Q1 2004", "31/02/2005", "YTD Dec 04", "2004/06", "Q1 2004/05 2003/04", "99/00", "9999/00", "0000"),
)
AREAS = (
    *("Us", "County", "England", "East of England", "SN avg", "IPF group", "West", "Norfolk", "Suffolk", "TOTAL"),
    *("E10000029", "E99999999", "E10000029/west", "England 2003/04", "West Q3", "935", "\u0410"),
)
VALUES = (
    *("61.0", "77.4%", "0.774", "0", "-3.2", "1,234", "12,34", "1e400", "nan", "5*", "96.6†", "96.6 (p)", "<5", "c"),
    *("*", "-", "n/a", "..", "tbc", "nil", "25/133", "25/0", "75% (target 80%) (Green)", "3 (1.2%)", "97/100/100"),
    *("57% (02-03) -> 61.2%", "under 10", ">=85", "between 5 and 3", "£512", "01:07", "G", "Amber", "9" * 40, "½"),
)
JUNK = (
    *("", " ", "\u00a0", "(produced 11/06/04)", "Source: CareFirst", "* excludes respite", "SUB-TOTAL", "\n", "=1+1"),
    *("Looked After Children", "- To achieve 100% allocation", "Figures are cumulative", "Provisional", "'" * 50),
    *("x" * 3000, "(" * 400, "1/" * 300, "%" * 300, "٣", "\u202e", "A" * 10 + "\ud7ff", "Key: c fewer than five"),
)
LABELS = tuple(label for one in catalogue().values() for label in (one.slug, one.name, *one.aliases, *one.codes))
SHEETS = (
    "Sheet1",
    "Summary",
    "WEST Q3",
    "Ipswich ",
    "Targets 2004/05",
    "Suffolk",
    "Notes",
    "Q1 2004-05",
    "",
    "Figures",
)
_LARGEST = 14


def table(rnd: Random) -> Opened:
    """Return a made-up opened file: a workbook of a few small sheets, or a CSV."""
    csv = rnd.random() < 0.2
    names = [""] if csv else rnd.sample(SHEETS, rnd.randint(1, 3))
    sheets = tuple(_sheet(rnd, name) for name in names)
    header = [cell.text for _, _, cell in sheets[0].cells()][:5] if csv else ()
    kind = "csv" if csv else "workbook"
    return Opened("fuzz." + kind, "0" * 64, 1, kind, sheets, header=header, title=rnd.choice(JUNK + AREAS))


def _sheet(rnd: Random, name: str) -> Sheet:
    height, width = rnd.randint(0, _LARGEST), rnd.randint(1, _LARGEST)
    # A likely table now and then: names down and periods across, so that the fuzz gets behind the first look.
    likely = rnd.random() < 0.7
    top, left = rnd.randint(1, 4), rnd.randint(1, 3)
    rows: dict[int, dict[int, Cell]] = {}
    for row in range(1, height + 1):
        cells = {}
        for column in range(1, width + 1):
            if rnd.random() < 0.85:
                words = _words(rnd, row - top, column - left) if likely else _any(rnd)
                cells[column] = _cell(rnd, rnd.choice(words))
        if cells:
            rows[row] = cells
    hidden = frozenset(rnd.sample(range(1, 15), 2)) if rnd.random() < 0.2 else frozenset()
    return Sheet(name, rows, tuple(_merges(rnd)), hidden, hidden)


def _any(rnd: Random) -> tuple[str, ...]:
    return rnd.choice((HEADINGS, PERIODS, AREAS, VALUES, JUNK, LABELS))


def _words(rnd: Random, down: int, right: int) -> tuple[str, ...]:
    """Return what is likely to stand this far below and right of the table's corner; now and then anything."""
    if rnd.random() < 0.12:
        return _any(rnd)
    if down < 0 or right < 0:
        return JUNK
    if right == 0:
        return rnd.choice((LABELS, LABELS, AREAS, PERIODS)) if down else HEADINGS
    return VALUES if down else rnd.choice((PERIODS, PERIODS, HEADINGS, AREAS, LABELS))


def _cell(rnd: Random, text: str) -> Cell:
    form = rnd.random()
    if form < 0.05:
        return Cell(rnd.choice(("#DIV/0!", "#REF!", "#N/A")), failed=True, formula=True)
    if form < 0.08:
        return Cell("", uncalculated=True, formula=True)
    if form < 0.10:
        return Cell("", fill=rnd.choice(("92D050", "FFC000", "FF0000")))
    if form < 0.12:
        return Cell("4", Decimal(4), masked=rnd.choice(("c", "")))
    if form < 0.30:
        number = Decimal(rnd.randint(-10, 12_000)) / rnd.choice((1, 10, 100))
        percent = rnd.random() < 0.3
        return Cell(f"{number * 100:f}%" if percent else f"{number:f}", number, percent=percent)
    return Cell(text, remark="checked" if rnd.random() < 0.05 else "")


def _merges(rnd: Random) -> list[Merge]:
    found = []
    for _ in range(rnd.choice((0, 0, 1, 2, 3))):
        top, left = rnd.randint(1, 8), rnd.randint(1, 8)
        found.append(Merge(top, left, top + rnd.randint(0, 2), left + rnd.randint(0, 4)))
    return found


def read_all(opened: Opened) -> int:
    """Read a file with every reader that recognises it, and return how many did. Raises whatever is no refusal."""
    asked, done = Asked(area=SUFFOLK), 0
    for reader in LAYOUTS.values():
        if not reader.recognises(opened):
            continue
        reader.recipe(opened)
        if hasattr(reader, "fingerprint"):
            assert isinstance(reader.fingerprint(opened), str)
        try:
            read = reader.read(opened, asked)
        except Refused as refused:
            assert refused.problems, "refused for no reason"
            continue
        assert isinstance(read, ReadFile)
        _check(read, opened)
        done += 1
    return done


def _check(read: ReadFile, opened: Opened) -> None:
    """Every figure stands in a cell of the file that is not blank, and has a value or a mark, never both."""
    sheets = {sheet.name: sheet for sheet in opened.sheets}
    figures = read.contents.figures
    sheet, letters = _spread(figures.sheet), _spread(figures.cell_column)
    for row, (value, mark) in enumerate(zip(figures.value.to_pylist(), _spread(figures.mark), strict=True)):
        cell = sheets[sheet[row]].cell(int(figures.cell_row[row]), column_index_from_string(letters[row]))
        assert cell is not None and cell.text.strip(), f"a figure in a blank cell: {sheet[row]}!{letters[row]}"
        assert (value is None) == bool(mark), f"value {value} and mark {mark!r}"


def _spread(column: Coded) -> list[str]:
    return [column.words[code] for code in column.codes.tolist()]


def main() -> int:
    """Fuzz for FUZZ_SECONDS (60 by default); print each fault with its seed; return 1 when there was any."""
    ends = time.monotonic() + float(os.environ.get("FUZZ_SECONDS", "60"))
    seed = int(os.environ.get("FUZZ_SEED", "0"))
    tables = read = faults = 0
    while time.monotonic() < ends:
        try:
            read += read_all(table(Random(seed)))
        except Exception:
            faults += 1
            print(f"--- seed {seed}\n{traceback.format_exc()}", file=sys.stderr)
        tables, seed = tables + 1, seed + 1
    print(f"{tables} tables, read {read} times, {faults} faults; the next seed is {seed}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
