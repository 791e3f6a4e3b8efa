"""Reading a written table back, and what differs from what was written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from data.records import Coded, Figures
from loaders.asked import Asked, ReadFile
from loaders.opened import Opened, Sheet
from loaders.problems import Refused
from loaders.readers import LAYOUTS
from tests.loaders.layouts.case import SUFFOLK, Fig
from tests.loaders.layouts.compared import shown
from tests.loaders.layouts.make import place
from tests.loaders.layouts.writer import Table


def read(opened: Opened) -> ReadFile:
    """Return what the first reader that recognises the file reads. Raises Refused as it does."""
    for reader in LAYOUTS.values():
        if reader.recognises(opened):
            found: ReadFile = reader.read(opened, Asked(area=SUFFOLK))
            return found
    raise AssertionError("no reader recognises it")


def unlike(table: Table, opened: Opened) -> list[str]:
    """Return a line for each figure and target that was not read as it was written; [] when all were."""
    try:
        found = read(opened)
    except Refused as refused:
        return [f"refused: {problem.code}: {problem.message}" for problem in refused.problems]
    except AssertionError as error:
        return [str(error)]
    csv = opened.kind == "csv"
    wanted = [_as_read(replace(one, sheet="") if csv else one) for one in table.figures]
    lines = _compared("figure", wanted, list(_figures(found.contents.figures)))
    aims = [(one.indicator, f"{'' if csv else one.sheet}!{one.cell}", one.operator, one.value) for one in table.targets]
    got = [
        (one.indicator, f"{one.sheet}!{one.cell[0]}{one.cell[1]}", one.operator, _plain(one.value))
        for one in found.contents.targets
    ]
    lines += _compared("target", aims, got)
    told = [f"told: {problem.code}: {problem.message}" for problem in found.problems]
    asked = [f"asked: {question.key}: {question.words}" for question in found.questions]
    return [*lines, *told, *asked] if lines else []


def _as_read(figure: Fig) -> tuple[str, ...]:
    area = SUFFOLK + figure.area if figure.area[:1] in ("", "/") else figure.area
    parts = (_plain(figure.numerator), _plain(figure.denominator))
    cell = f"{figure.sheet}!{figure.cell}"
    return (figure.indicator, area, shown(figure.period), cell, _plain(figure.value), figure.mark, *parts)


def _compared(kind: str, wanted: Sequence[tuple[str, ...]], got: Sequence[tuple[str, ...]]) -> list[str]:
    missing = [f"{kind} missing: {' '.join(one)}" for one in wanted if one not in got]
    return missing + [f"{kind} unexpected: {' '.join(one)}" for one in got if one not in wanted]


def _figures(figures: Figures) -> Iterator[tuple[str, ...]]:
    numbers = (figures.value, figures.numerator, figures.denominator)
    value, numerator, denominator = (column.to_pylist() for column in numbers)
    words = (figures.indicator, figures.area, figures.period, figures.sheet, figures.cell_column, figures.mark)
    indicator, area, period, sheet, letters, mark = map(_spread, words)
    for row in range(len(figures)):
        cell = f"{sheet[row]}!{letters[row]}{figures.cell_row[row]}"
        parts = (_plain(numerator[row]), _plain(denominator[row]))
        yield (indicator[row], area[row], shown(period[row]), cell, _plain(value[row]), mark[row], *parts)


def _spread(column: Coded) -> list[Any]:
    return [column.words[code] for code in column.codes.tolist()]


def _plain(number: Any) -> str:
    return "." if number is None else f"{number.normalize():f}"


def drawn(opened: Opened) -> str:
    """Return the sheets as text, so that a person sees what was read."""
    return "\n".join(line for sheet in opened.sheets for line in _lines(sheet))


def _lines(sheet: Sheet) -> Iterator[str]:
    yield f"--- {sheet.name}"
    for row, cells in sheet.rows.items():
        yield f"{row:>3} " + " | ".join(f"{place(row, column)}: {cell.text}" for column, cell in cells.items())
    for merge in sheet.merges:
        yield f"    merged {place(merge.top, merge.left)}:{place(merge.bottom, merge.right)}"
