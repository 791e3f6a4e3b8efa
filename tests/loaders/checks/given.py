"""Figures, sheets and earlier figures for the checks, written shortly."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from data.periods import Period
from data.queries import Observation, StoredTarget
from data.records import Comment, Contents, Figure, Figures, Target
from indicators.rules.period_words import parse
from loaders.asked import Asked, ReadFile
from loaders.cells import of_float
from loaders.checks.examined import Examined, examine
from loaders.checks.history import History
from loaders.columns import column_letter
from loaders.opened import Cell, Opened, Sheet
from loaders.problems import CODES, Problem

SUFFOLK = "E10000029"
REPORTED = date(2005, 3, 15)
QUARTERS = ("Q1 2003/04", "Q2 2003/04", "Q3 2003/04", "Q4 2003/04", "Q1 2004/05", "Q2 2004/05", "Q3 2004/05")


def when(text: str) -> Period:
    """Return the period that a text means."""
    return Period(*parse(text))


def place(at: str) -> tuple[str, int]:
    """Return F7 as its column and its row."""
    match = re.fullmatch(r"([A-Z]+)(\d+)", at)
    assert match, at
    return match[1], int(match[2])


def figure(indicator: str, period: str, value: Any, at: str = "B2", **more: Any) -> Figure:
    """Return a figure of Suffolk's on the sheet Data; a value in letters is a mark."""
    mark = value if isinstance(value, str) and value.isalpha() else ""
    return Figure(
        indicator=indicator,
        area=more.pop("area", SUFFOLK),
        period=when(period),
        value=None if mark else Decimal(str(value)),
        mark=mark,
        label=more.pop("label", period),
        sheet=more.pop("sheet", "Data"),
        cell=place(at),
        **more,
    )


def row(indicator: str, periods: Sequence[str], values: Sequence[Any], number: int = 2, **more: Any) -> list[Figure]:
    """Return the figures of one row of a wide table: the first value stands in column B."""
    pairs = enumerate(zip(periods, values, strict=True), start=2)
    return [figure(indicator, when_, value, f"{column_letter(c)}{number}", **more) for c, (when_, value) in pairs]


def sheet(rows: Sequence[Sequence[Any]], name: str = "Data", **more: Any) -> Sheet:
    """Return a sheet with these rows from A1; a value may be a Cell, a number, a day or a text, None is blank."""
    cells = {
        number: {column: _cell(value) for column, value in enumerate(values, start=1) if value is not None}
        for number, values in enumerate(rows, start=1)
    }
    return Sheet(name, {number: found for number, found in cells.items() if found}, **more)


def _cell(value: Any) -> Cell:
    if isinstance(value, Cell):
        return value
    if isinstance(value, date):
        return Cell(value.isoformat(), day=value)
    if isinstance(value, (int, float)):
        return Cell(f"{value}", of_float(value))
    return Cell(str(value))


def opened(*sheets: Sheet) -> Opened:
    """Return an opened workbook with these sheets."""
    return Opened("suffolk.xlsx", "0" * 64, 1, "workbook", sheets)


def earlier(
    indicator: str, values: Mapping[str, Any], *, family: str = "council", area: str = SUFFOLK, breakdown: str = ""
) -> list[Observation]:
    """Return what the store holds of a series, by period."""
    return [
        Observation(
            indicator,
            area,
            breakdown,
            when(period),
            Decimal(str(value)),
            *("", "actual", None, None, period, "", "Data", "B2", family, area, 1, number, date(2004, 12, 1)),
        )
        for number, (period, value) in enumerate(values.items())
    ]


def look(
    figures: Sequence[Figure] = (),
    *sheets: Sheet,
    targets: Sequence[Target] = (),
    comments: Sequence[Comment] = (),
    before: Sequence[Observation] = (),
    before_targets: Sequence[StoredTarget] = (),
    stated: date | None = REPORTED,
    answers: Mapping[str, str] | None = None,
) -> Examined:
    """Return a file as the checks see it."""
    read = ReadFile("test", "council", SUFFOLK, Contents(Figures.of(figures), targets, comments), known_on=stated)
    history = History(lambda series: before, lambda areas: before_targets)
    return examine(read, opened(*sheets), Asked(answers=answers or {}), history)


def told(check: Callable[[Examined], Iterator[Problem]], examined: Examined) -> list[tuple[str, str, str | None]]:
    """Return what a check says as (severity, code, cell), having looked at each problem's words."""
    return [(problem.severity, problem.code, problem.cell) for problem in worded(check(examined))]


def worded(problems: Iterator[Problem]) -> list[Problem]:
    """Return problems whose words are whole: the place, a sentence of what is wrong, a sentence of what to do."""
    found = list(problems)
    for problem in found:
        assert problem.code in CODES, problem.code
        assert problem.message.startswith("suffolk.xlsx, "), problem.message
        assert problem.message.endswith(".") and problem.fix.endswith("."), problem
        assert not re.search(r"\.\.|  |None|Decimal", problem.message + problem.fix), problem
        if problem.cell:
            assert f"cell {problem.cell}: " in problem.message, problem.message
    return found
