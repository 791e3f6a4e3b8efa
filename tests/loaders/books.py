"""Workbooks as councils make them, written with openpyxl."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl

from loaders.problems import CODES, Problem

FIGURES = ("Indicator", "Area", "Breakdown", "Period", "Value", "Numerator", "Denominator", "Status", "Note")
TARGETS = (
    *("Indicator", "Area", "Target", "Operator", "Upper", "For", "By", "Period kind", "Set by", "Headline"),
    *("Tolerance", "Tolerance kind", "Note"),
)
NOTES = ("Indicator", "Area", "Period", "Author", "Words")
HEAD = (("Council", "Suffolk"), ("Reported on", "15 March 2005"))
# The first row under the headings of `a_return`: the head has two rows, and one is blank.
FIRST = 5


@dataclass(frozen=True)
class Percent:
    """A number that is shown with a per cent sign."""

    number: float


@dataclass(frozen=True)
class Failed:
    """A formula that failed, with its result."""

    text: str = "#DIV/0!"


def write(path: Path, sheets: dict[str, Sequence[Sequence[Any]]], hidden: Sequence[str] = ()) -> Path:
    """Write a workbook with these sheets, each given row by row from A1, and return its path."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                _set(sheet.cell(number, column), value)
        if name in hidden:
            sheet.sheet_state = "hidden"
    book.save(path)
    return path


def _set(cell: Any, value: Any) -> None:
    if isinstance(value, Percent):
        cell.value, cell.number_format = value.number, "0.0%"
    elif isinstance(value, Failed):
        cell.value = value.text
        cell.data_type = "e"
    else:
        cell.value = value


def row(columns: Sequence[str], **cells: Any) -> list[Any]:
    """Return a row with these cells under their headings: set_by is Set by, and for_ is For."""
    named = {key.strip("_").replace("_", " ").capitalize(): value for key, value in cells.items()}
    assert set(named) <= set(columns), set(named) - set(columns)
    return [named.get(column) for column in columns]


def figure(indicator: Any = "re_referrals", period: Any = "2003/04", value: Any = 20, **cells: Any) -> list[Any]:
    """Return a row of figures."""
    return row(FIGURES, indicator=indicator, period=period, value=value, **cells)


def target(indicator: Any = "re_referrals", target: Any = 15, **cells: Any) -> list[Any]:
    """Return a row of targets."""
    return row(TARGETS, indicator=indicator, target=target, **cells)


def note(indicator: Any = "re_referrals", words: Any = "Down again.", **cells: Any) -> list[Any]:
    """Return a row of notes."""
    return row(NOTES, indicator=indicator, words=words, **cells)


def a_return(
    folder: Path,
    figures: Sequence[Sequence[Any]] = (),
    *,
    targets: Sequence[Sequence[Any]] | None = None,
    notes: Sequence[Sequence[Any]] | None = None,
    head: Sequence[Sequence[Any]] = HEAD,
    name: str = "suffolk.xlsx",
) -> Path:
    """Write a council's return and return its path. With the usual head the first figure is in row FIRST."""
    sheets: dict[str, Sequence[Sequence[Any]]] = {"Figures": [*head, [], FIGURES, *figures]}
    if targets is not None:
        sheets["Targets"] = [TARGETS, *targets]
    if notes is not None:
        sheets["Notes"] = [NOTES, *notes]
    return write(folder / name, sheets)


def told(problems: Sequence[Problem]) -> list[tuple[str, str, str | None, str | None]]:
    """Return the problems as (severity, code, sheet, cell), checking that each says what a person needs."""
    for problem in problems:
        assert problem.code in CODES, problem.code
        assert problem.message.endswith("."), problem.message
        assert problem.fix.endswith("."), problem.fix
        if problem.cell:
            assert f"sheet {problem.sheet}, cell {problem.cell}: " in problem.message, problem.message
    return [(problem.severity, problem.code, problem.sheet, problem.cell) for problem in problems]
