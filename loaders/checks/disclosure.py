"""Numbers that are hidden but can be worked out: from a percentage and its whole, or from a total."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from indicators.rules.explain import when
from indicators.rules.parts import MULTIPLIERS
from loaders.cells import say
from loaders.checks.examined import Examined, Placed
from loaders.checks.sums import divided
from loaders.opened import Cell, Sheet
from loaders.problems import WARNING, Problem

_LONGEST_MARK = 60
_NUMERATOR = frozenset({"numerator", "num", "count", "number"})


def check(examined: Examined) -> Iterator[Problem]:
    """Yield a warning for each figure that gives a hidden number away."""
    rows = {name: _hidden_cells(sheet) for name, sheet in examined.sheets.items()}
    for placed in examined.valued:
        near = rows.get(placed.figure.sheet)
        if near and placed.indicator.unit in MULTIPLIERS and placed.figure.numerator is None:
            hidden = _hidden_numerator(examined, placed, near)
            if hidden:
                yield _by_percentage(examined, placed, hidden)
    yield from _by_parts(examined)


def _hidden_cells(sheet: Sheet) -> Mapping[int, Mapping[int, Cell]]:
    """Return a sheet's cells that hide a number, by row and column; most sheets have none."""
    found: dict[int, dict[int, Cell]] = {}
    for row, column, cell in sheet.cells():
        if cell.number is None and _is_hidden(cell):
            found.setdefault(row, {})[column] = cell
    return found


def _hidden_numerator(examined: Examined, placed: Placed, rows: Mapping[int, Mapping[int, Cell]]) -> str:
    """Return what stands for a figure's numerator when that is hidden and the denominator is shown, else ''.

    The numerator stands in the same row under its heading, or the two stand in the rows beneath. `rows` are the cells
    of the sheet that hide a number.
    """
    sheet, row, column = examined.around(placed)
    if sheet is None:
        return ""
    if placed.figure.denominator is not None:
        for other, cell in rows.get(row, {}).items():
            if _heading(examined, placed, other):
                return cell.text
    beneath = (row + 1, row + 2)
    hidden = [rows[number][column].text for number in beneath if column in rows.get(number, {})]
    cells = [sheet.cell(number, column) for number in beneath]
    numbers = sum(one is not None and one.number is not None for one in cells)
    if numbers != 1 or len(hidden) != 1:
        return ""
    figures = examined.by_place[placed.figure.sheet]
    return "" if any((number, column) in figures for number in beneath) else hidden[0]


def _heading(examined: Examined, placed: Placed, column: int) -> bool:
    """Return whether the nearest text above a row in a column is a heading for numerators."""
    sheet, row, _ = examined.around(placed)
    for above in range(row - 1, 0, -1):
        cell = sheet.cell(above, column) if sheet else None
        if cell is not None and cell.number is None and not _is_hidden(cell) and cell.text.strip():
            return " ".join(cell.text.casefold().split()).strip(" :*") in _NUMERATOR
    return False


def _is_hidden(cell: Cell) -> bool:
    # A page of words is no mark, and is not looked through for one.
    return cell.number is None and len(cell.text.strip()) <= _LONGEST_MARK and say(cell.text).mark == "c"


def _by_percentage(examined: Examined, placed: Placed, hidden: str) -> Problem:
    return examined.problem(
        WARNING,
        "disclosive",
        placed.figure.sheet,
        placed.at,
        f"the number behind {placed.text} is hidden ({hidden!r}), but it can be worked out from the rest of the row.",
        "Write c for the value as well, or leave the denominator out.",
        placed.text,
    )


def _by_parts(examined: Examined) -> Iterator[Problem]:
    for one in divided(examined):
        hidden = [part for part in one.parts if part.figure.mark == "c"]
        shown = [part for part in one.parts if part.figure.value is not None]
        if len(hidden) != 1 or len(shown) != len(one.parts) - 1 or one.total.figure.mark not in ("", "c"):
            continue
        part, total = hidden[0], one.total
        what = f"one part by {one.by} is hidden {when(total.period)}, and it can be worked out "
        if total.figure.value is None:
            what = f"the total and only one part by {one.by} are hidden {when(total.period)}: whoever knows the "
            what += "one knows the other"
        else:
            what += "from the total and the other parts"
        yield examined.problem(
            WARNING,
            "disclosive",
            part.figure.sheet,
            part.at,
            f"{what}.",
            "Hide a second part as well.",
            part.text,
        )
