"""Whether what a case wants really stands in the cells that it names: the corpus looked over by a simpler reader."""

from __future__ import annotations

import re
from decimal import Decimal

from openpyxl.utils import column_index_from_string

from indicators.definitions import catalogue
from tests.loaders.layouts.case import MARKS, Case
from tests.loaders.layouts.make import Page


def misplaced(case: Case) -> list[str]:
    """Return a line for each figure, target or comment whose cell does not hold what the case says; [] for none."""
    found = [f"{one.indicator} is in no catalogue" for one in _all(case) if one.indicator not in catalogue()]
    for figure in case.figures:
        token = _token(case, figure.sheet, figure.cell)
        if figure.value is None:
            fits = not _numbers(token) or figure.mark == "c" or token.startswith("#")
            assert figure.mark in MARKS, figure.mark
        else:
            fits = figure.value in _numbers(token) or figure.roughly or token.lower() == "nil" or ":" in token
        found += [] if token and fits else [f"{figure.indicator} {figure.cell}: wants {figure.value}, is {token!r}"]
    for aim in case.targets:
        token = _token(case, aim.sheet, aim.cell)
        found += [] if Decimal(aim.value) in _numbers(token) else [f"target {aim.cell}: {aim.value}, is {token!r}"]
    for said in case.comments:
        token = _token(case, said.sheet, said.cell)
        found += [] if said.words in token.replace("\\n", "\n") else [f"comment {said.cell}: is {token!r}"]
    return found


def _all(case: Case) -> list:
    return [*case.figures, *case.targets, *case.comments]


def _token(case: Case, sheet: str | None, cell: str) -> str:
    page = _page(case, case.sheet if sheet is None else sheet)
    match = re.fullmatch(r"([A-Z]+)(\d+)", cell)
    assert match, cell
    lines, row, column = page.lines(), int(match[2]), column_index_from_string(match[1])
    return lines[row - 1][column - 1] if row <= len(lines) and column <= len(lines[row - 1]) else ""


def _page(case: Case, name: str) -> Page:
    return case.book.pages[0] if case.book.is_csv else next(page for page in case.book.pages if page.name == name)


def _numbers(token: str) -> set[Decimal]:
    """Return every number that a token shows; a share in a percentage format is shown times a hundred."""
    token = re.sub(r"\{.*?\}", "", token)
    written, _, form = token.partition(" as ")
    found = {Decimal(text) for text in re.findall(r"(?<![\d.])-?\d+(?:\.\d+)?", written.replace(",", ""))}
    return {number * 100 for number in found} if "%" in form else found
