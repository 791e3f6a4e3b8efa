"""A small layout that asks which indicator each of its measures is, to try out questions and remembered answers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from data import areas
from data.records import Contents, Figure, Figures
from indicators.definitions import catalogue
from indicators.rules.period import Period
from loaders.asked import LEAVE_OUT, Asked, Choice, Question, ReadFile, Seen
from loaders.opened import Opened
from loaders.problems import ERROR, WARNING, Problem
from tests.loaders.books import write

OWNED = True
SHEET = "Measures"


def file(folder: Path, measures: dict[str, object], *, council: str = "Suffolk", day: str = "", name: str = "") -> Path:
    """Write a workbook of this layout and return its path: the council, the day, then a measure a row."""
    rows = [["Council", council], ["Day", day or "2004-12-31"], *([key, value] for key, value in measures.items())]
    return write(folder / (name or "measures.xlsx"), {SHEET: rows})


def recognises(opened: Opened) -> bool:
    """Return whether there is a sheet of measures."""
    return any(sheet.name == SHEET for sheet in opened.sheets)


def recipe(opened: Opened) -> str:
    """Return what decides how a file is read."""
    return "asking:1"


def fingerprint(opened: Opened) -> str:
    """Return the measures' names: the form, whatever its figures and its day are."""
    (sheet,) = opened.sheets
    return "asking:" + "|".join(cell.text for row, column, cell in sheet.cells() if column == 1 and row > 2)


def read(opened: Opened, asked: Asked) -> ReadFile:
    """Return a figure for each measure that is settled, and a question for each that is not."""
    (sheet,) = opened.sheets
    council = areas.find(sheet.rows[1][2].text)
    assert council is not None
    day = date.fromisoformat(sheet.rows[2][2].text)
    figures, questions, problems, seen = [], [], [], []
    for row in range(3, max(sheet.rows) + 1):
        measure, value = sheet.rows[row][1].text, sheet.rows[row][2]
        slug = asked.answers.get(f"indicator:{measure}", "")
        seen.append(Seen(SHEET, row, 1, "indicator", slug or "not settled"))
        if slug == LEAVE_OUT:
            continue
        if slug not in catalogue():
            questions.append(_question(measure, row))
            problems.append(_problem(opened, WARNING, "indicator_unknown", f"A{row}"))
        elif value.number is None:
            problems.append(_problem(opened, ERROR, "number_unreadable", f"B{row}"))
        else:
            period = Period("snapshot", day, day)
            figures.append(Figure(slug, council.id, period, value.number, sheet=SHEET, cell=("B", row)))
    contents = Contents(Figures.of(figures))
    return ReadFile("asking", "council", council.id, contents, problems, questions=questions, seen=seen)


def _question(measure: str, row: int) -> Question:
    choices = [Choice("re_referrals", "Re-referrals"), Choice("lac_rate", "Children looked after, rate")]
    return Question(f"indicator:{measure}", f"Which indicator is {measure!r}?", choices, SHEET, f"A{row}", measure)


def _problem(opened: Opened, severity: str, code: str, cell: str) -> Problem:
    message = f"{opened.name}, sheet {SHEET}, cell {cell}: this is not known."
    return Problem(severity, code, message, "Say what it is.", SHEET, cell)
