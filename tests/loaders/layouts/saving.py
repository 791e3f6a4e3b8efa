"""A written table as a real file: a workbook, or a CSV of its only sheet."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from loaders.opened import Cell
from tests.loaders.layouts.writer import Canvas, Table


def save_workbook(table: Table, folder: Path) -> Path:
    """Write a table as a workbook and return its path."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for canvas in table.canvases:
        sheet = book.create_sheet(canvas.name)
        for (row, column), cell in canvas.cells.items():
            _put(sheet.cell(row, column), cell, canvas.dates.get((row, column)))
        for merge in canvas.merges:
            sheet.merge_cells(
                start_row=merge.top, start_column=merge.left, end_row=merge.bottom, end_column=merge.right
            )
    path = folder / "made.xlsx"
    book.save(path)
    return path


def save_csv(table: Table, folder: Path) -> Path:
    """Write a table of one sheet as a CSV, as a spreadsheet saves it, and return its path."""
    (canvas,) = table.canvases
    height, width = (max(place[side] for place in canvas.cells) for side in (0, 1))
    path = folder / "made.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        for row in range(1, height + 1):
            csv.writer(stream).writerow([_text(canvas, row, column) for column in range(1, width + 1)])
    return path


def _put(target: Any, cell: Cell, day: date | None) -> None:
    if day is not None:
        target.value, target.number_format = day, "mmm-yy" if cell.day is None else "dd/mm/yyyy"
    elif cell.number is not None:
        target.value = float(cell.number)
        target.number_format = "0.00%" if cell.percent else "General"
    else:
        target.value = cell.text


def _text(canvas: Canvas, row: int, column: int) -> str:
    cell, day = canvas.cells.get((row, column)), canvas.dates.get((row, column))
    if cell is None:
        return ""
    if day is not None:
        return f"{day:%b-%y}" if cell.day is None else f"{day:%d/%m/%Y}"
    return cell.text
