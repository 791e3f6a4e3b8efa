"""Workbooks as councils make them, drawn as text: a line is a row, `|` parts the cells, and a few signs say the rest.

    77.4          a number                      61.0%         a number shown as a percentage
    '71.2%        text with an apostrophe       0.774 as 0%   a number in a format of its own
    1,234         a number shown with a comma   #DIV/0!       a formula that failed
    @30/06/2004   a real date                   @May-04       a real date that shows its month alone
    <             merged with the cell before   ^             merged with the cell above
    x {green}     x with a fill                 x {note: y}   x with a comment hanging on it
    a / b         text; \\n in it ends a line    =SUM(C4:C6)   a formula without its result

An empty line is a blank row. The first line is row 1, the first cell column A. In a CSV the signs are left out.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter

COLOURS = {"green": "92D050", "amber": "FFC000", "red": "FF0000", "grey": "D9D9D9", "blue": "BDD7EE"}
FAILED = {"#DIV/0!", "#REF!", "#N/A", "#VALUE!", "#NAME?"}
_SIGNS = re.compile(r"\s*\{([^{}]*)\}\s*$")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True)
class Page:
    """A sheet to be drawn. `hide` names rows ('7') and columns ('F') that are hidden, `freeze` the first cell that is
    not frozen; `hidden` hides the whole sheet."""

    name: str
    drawn: str
    hide: str = ""
    freeze: str = ""
    hidden: bool = False

    def lines(self) -> list[list[str]]:
        """Return the tokens of each row."""
        return [[token.strip() for token in line.split("|")] for line in _dedented(self.drawn)]


@dataclass(frozen=True)
class Book:
    """A file to be written: an .xlsx of these pages, a .csv of the only one, or just these bytes."""

    file: str
    pages: Sequence[Page]
    title: str = ""
    encoding: str = "utf-8"
    delimiter: str = ","
    content: bytes = b""

    @property
    def is_csv(self) -> bool:
        """Return whether the file is a CSV."""
        return self.file.endswith(".csv")

    def write(self, folder: Path) -> Path:
        """Write the file and return its path."""
        if self.content:
            (folder / self.file).write_bytes(self.content)
            return folder / self.file
        return _write_csv(self, folder) if self.is_csv else _write_workbook(self, folder)


def book(file: str, *pages: Page | str, **more: Any) -> Book:
    """Return a book of these pages; one that is only drawn is called Sheet1."""
    made = [page if isinstance(page, Page) else Page("Sheet1", page) for page in pages]
    return Book(file, made, **more)


def place(row: int, column: int) -> str:
    """Return the place of a cell as people write it: B7."""
    return f"{get_column_letter(column)}{row}"


def _dedented(drawn: str) -> list[str]:
    lines = drawn.strip("\n").split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


# --- workbooks ----------------------------------------------------------------------------------------------------


def _write_workbook(made: Book, folder: Path) -> Path:
    work = openpyxl.Workbook()
    work.remove(work.active)
    if made.title:
        work.properties.title = made.title
    for page in made.pages:
        _draw(work.create_sheet(page.name), page)
    path = folder / made.file
    work.save(path)
    return path


def _draw(sheet: Any, page: Page) -> None:
    anchors: dict[tuple[int, int], tuple[int, int]] = {}
    for row, tokens in enumerate(page.lines(), start=1):
        for column, token in enumerate(tokens, start=1):
            if token in ("<", "^"):
                before = (row, column - 1) if token == "<" else (row - 1, column)
                anchors[row, column] = anchors.get(before, before)
            elif token:
                _set(sheet.cell(row, column), token)
    _merge(sheet, anchors)
    for name in page.hide.split():
        dimension = sheet.row_dimensions[int(name)] if name.isdigit() else sheet.column_dimensions[name]
        dimension.hidden = True
    if page.freeze:
        sheet.freeze_panes = page.freeze
    if page.hidden:
        sheet.sheet_state = "hidden"


def _merge(sheet: Any, anchors: Mapping[tuple[int, int], tuple[int, int]]) -> None:
    for anchor in dict.fromkeys(anchors.values()):
        within = [place for place, first in anchors.items() if first == anchor]
        bottom, right = max(row for row, _ in within), max(column for _, column in within)
        sheet.merge_cells(start_row=anchor[0], start_column=anchor[1], end_row=bottom, end_column=right)


def _set(cell: Any, token: str) -> None:
    token, signs = _parted(token)
    for sign in signs:
        if sign.startswith("note:"):
            cell.comment = Comment(sign.removeprefix("note:").strip(), "Performance team")
        else:
            cell.fill = PatternFill("solid", start_color=COLOURS[sign])
    written, _, number_format = token.partition(" as ")
    value, usual = _value(written if _is_formatted(written) else token)
    if value is None:
        return
    cell.value = value
    if isinstance(value, str) and token.startswith("'"):
        cell.quotePrefix = True
    if value in FAILED:
        cell.data_type = "e"
    number_format = number_format if _is_formatted(written) else ""
    if number_format or usual:
        cell.number_format = number_format or usual


def _is_formatted(written: str) -> bool:
    """Return whether `as` after this says a number format: after a number or a date, not in a sentence."""
    return bool(_NUMBER.fullmatch(written.strip())) or written.startswith("@")


def _parted(token: str) -> tuple[str, list[str]]:
    """Return the token without its signs in braces, and the signs."""
    signs: list[str] = []
    while match := _SIGNS.search(token):
        signs.append(match[1])
        token = token[: match.start()]
    return token.strip(), signs


def _value(token: str) -> tuple[Any, str]:
    """Return a token's value and its usual number format; None for one that is only a fill."""
    if not token:
        return None, ""
    if token.startswith("'"):
        return token[1:], ""
    if token.startswith("@"):
        return _day(token[1:].strip())
    plain = token.replace(",", "")
    if _NUMBER.fullmatch(token):
        return (float(token) if "." in token else int(token)), ""
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", token):
        return float(plain) if "." in plain else int(plain), "#,##0"
    if token.endswith("%") and _NUMBER.fullmatch(token[:-1]):
        decimals = len(token[:-1].partition(".")[2])
        return round(float(token[:-1]) / 100, 12), "0." + "0" * decimals + "%" if decimals else "0%"
    return token.replace("\\n", "\n"), ""


def _day(text: str) -> tuple[datetime, str]:
    for form, shown in (("%d/%m/%Y", "dd/mm/yyyy"), ("%b-%y", "mmm-yy")):
        try:
            return datetime.strptime(text, form), shown
        except ValueError:
            continue
    raise ValueError(f"{text!r} is no date of this language: write @30/06/2004 or @May-04")


# --- tables -------------------------------------------------------------------------------------------------------


def _write_csv(made: Book, folder: Path) -> Path:
    rows = [[_plain(token) for token in tokens] for tokens in made.pages[0].lines()]
    path = folder / made.file
    with path.open("w", encoding=made.encoding, newline="") as stream:
        csv.writer(stream, delimiter=made.delimiter).writerows(row if any(row) else [] for row in rows)
    return path


def _plain(token: str) -> str:
    token, _ = _parted(token)
    return "" if token in ("<", "^") else token.removeprefix("@").removeprefix("'").replace("\\n", "\n")
