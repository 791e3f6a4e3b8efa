"""Writing a return: the workbook that `council_return` reads, with its lists to choose from and its headings frozen."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from data.records import STATUSES
from indicators.rules.period import KINDS
from indicators.rules.target import SETTERS
from loaders.aims import PLAIN_WORDS
from loaders.columns import column_letter
from loaders.inert import runs
from loaders.returns.pages import HELP

Value = str | Decimal | int | date | None
FIGURES, TARGETS, NOTES = "Figures", "Targets", "Notes"
# The headings of each sheet in order, with the width of the column in characters.
FIGURE_COLUMNS = {
    **{"Indicator": 30, "Name": 44, "Area": 18, "Breakdown": 16, "Period": 26, "Value": 11},
    **{"Numerator": 12, "Denominator": 13, "Status": 13, "Note": 50},
}
LAST_COLUMNS = {"Last period": 26, "Last figure": 18}
TARGET_COLUMNS = {
    **{"Indicator": 30, "Name": 44, "Area": 18, "Breakdown": 16, "Target": 10, "Operator": 15, "Upper": 9, "For": 24},
    **{"By": 20, "Period kind": 16, "Set by": 14, "Headline": 10, "Tolerance": 11, "Tolerance kind": 15, "Note": 50},
}
NOTE_COLUMNS = {"Indicator": 30, "Area": 18, "Period": 26, "Author": 34, "Words": 90}
# Spreadsheets turn "May-04" into a day when it is typed, so these columns hold text.
TEXT_COLUMNS = frozenset({"Period", "For", "Breakdown", "Last period", "Last figure"})
WRAPPED = frozenset({"Name", "Note", "Words"})
CHOICES = {
    "Status": STATUSES,
    "Operator": tuple(PLAIN_WORDS.values()),
    "Set by": SETTERS,
    "Period kind": tuple(kind.replace("_", " ") for kind in KINDS),
    "Headline": ("yes", "no"),
    "Tolerance kind": ("relative", "absolute"),
}
# Rows below the last that are ready to be filled in.
SPARE_ROWS = 60
DATE_FORMAT = "d mmmm yyyy"
# What a cell's text cannot hold, and what would be read as an escape for another sign.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LONGEST_TEXT = 32_767
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Return:
    """What a return's workbook holds: its head and each sheet's rows by heading; `advice` fills a sheet of help."""

    title: str
    head: Mapping[str, Value]
    figures: Sequence[Mapping[str, Value]] = ()
    targets: Sequence[Mapping[str, Value]] = ()
    notes: Sequence[Mapping[str, Value]] = ()
    figure_columns: Mapping[str, int] = field(default_factory=lambda: FIGURE_COLUMNS)
    advice: Sequence[str] = ()


def workbook(content: Return) -> bytes:
    """Return a return as an .xlsx file. The same content gives the same bytes, whenever it is written."""
    import openpyxl  # here, since a command that writes no workbook need not wait for it

    book = openpyxl.Workbook()
    figures = book.active
    figures.title = FIGURES
    _head(figures, content)
    _table(figures, len(content.head) + 3, content.figure_columns, content.figures)
    _table(book.create_sheet(TARGETS), 1, TARGET_COLUMNS, content.targets)
    _table(book.create_sheet(NOTES), 1, NOTE_COLUMNS, content.notes)
    if content.advice:
        _advice(book.create_sheet(HELP), content.advice)
    book.properties.title = content.title
    book.properties.creator = "Scrutineer"
    written = io.BytesIO()
    book.save(written)
    return _steady(written.getvalue())


def _head(sheet: Any, content: Return) -> None:
    from openpyxl.styles import Font

    _write(sheet.cell(1, 1), content.title)
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    for number, (label, value) in enumerate(content.head.items(), start=2):
        _write(sheet.cell(number, 1), label)
        sheet.cell(number, 1).font = Font(bold=True)
        _write(sheet.cell(number, 2), value)


def _table(sheet: Any, top: int, columns: Mapping[str, int], rows: Sequence[Mapping[str, Value]]) -> None:
    """Write headings in row `top` and the rows under them, with spare rows that can be filled in."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    for number, (heading, width) in enumerate(columns.items(), start=1):
        cell = sheet.cell(top, number, heading)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="D9E2EC")
        cell.border = Border(bottom=Side("medium"))
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        sheet.column_dimensions[column_letter(number)].width = width
        for row_number, row in enumerate([*rows, *[{}] * SPARE_ROWS], start=top + 1):
            below = sheet.cell(row_number, number)
            _write(below, row.get(heading))
            below.alignment = Alignment(vertical="top", wrap_text=heading in WRAPPED)
            if heading in TEXT_COLUMNS:
                below.number_format = "@"
    last = top + len(rows) + SPARE_ROWS
    _choices(sheet, columns, top + 1, last)
    # The headings stay in view, and so do the first two columns where the second is the indicator's name.
    sheet.freeze_panes = f"{'C' if 'Name' in columns else 'B'}{top + 1}"


def _choices(sheet: Any, columns: Iterable[str], first: int, last: int) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    for number, heading in enumerate(columns, start=1):
        if heading not in CHOICES:
            continue
        choice = DataValidation("list", formula1=f'"{",".join(CHOICES[heading])}"', allow_blank=True)
        choice.errorTitle, choice.error = heading, f"Choose one of: {', '.join(CHOICES[heading])}; or leave it blank."
        choice.showErrorMessage = True
        choice.add(f"{column_letter(number)}{first}:{column_letter(number)}{last}")
        sheet.add_data_validation(choice)


def _advice(sheet: Any, lines: Sequence[str]) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.column_dimensions["A"].width = 110
    for number, line in enumerate(lines, start=1):
        cell = sheet.cell(number, 1)
        _write(cell, line.removeprefix("# "))
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        if line.startswith("# "):
            cell.font = Font(bold=True, size=13)


def _write(cell: Any, value: Value) -> None:
    """Write a value: numbers as numbers, dates as dates, and text always as text."""
    if value is None or value == "":
        return
    if isinstance(value, Decimal):
        cell.value = int(value) if value == value.to_integral_value() else float(value)
    elif isinstance(value, str):
        cell.value = text_of(value)
        cell.data_type = "s"
        # So that it stays a text also when somebody edits the cell.
        cell.quotePrefix = runs(value)
    else:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = DATE_FORMAT


def text_of(value: str) -> str:
    """Return a text as a workbook's cell holds it: without control characters, and no part of it read as an escape."""
    text = _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))[:_LONGEST_TEXT]
    return _ESCAPE.sub("_x005F_", text)


def _steady(written: bytes) -> bytes:
    """Return the file with fixed times in it, so that it changes only when its content does."""
    steady = io.BytesIO()
    stamp = datetime(*_EPOCH[:6]).strftime("%Y-%m-%dT%H:%M:%SZ")
    with zipfile.ZipFile(io.BytesIO(written)) as before, zipfile.ZipFile(steady, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + stamp.encode(), content)
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            after.writestr(member, content)
    return steady.getvalue()
