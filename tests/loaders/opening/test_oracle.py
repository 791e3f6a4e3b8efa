"""Everything that we read, cell by cell, beside what openpyxl says of the same workbook."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.styles import PatternFill

from data.settings import Settings
from loaders.cells import of_float
from loaders.opened import Cell
from loaders.opening.open_file import open_file
from tests.conftest import ROOT

FORMATS = (
    *("General", "0", "0.00", "0%", "0.0%", "#,##0", "£#,##0.00", "dd/mm/yyyy", "d-mmm-yy", "mmm-yy", "mmmm yyyy"),
    *(
        "yyyy",
        "yyyy-mm-dd hh:mm:ss",
        "h:mm",
        '0.0"%"',
        "[Red]-0.0;0.0",
        "@",
        "0.00E+00",
        "# ?/?",
        "[$-809]dd mmmm yyyy",
    ),
)
FILLS = ("92D050", "FFC000", "FF0000", "C6EFCE", "", "")
TEXTS = (
    *(
        "Re-referrals within 12 months",
        "£1,234",
        "  spaced  ",
        "two\nlines",
        "=1+1",
        "c",
        "<5",
        "Größe",
        "日本語",
        "‘’–",
    ),
    *("_x0041_", "&<>\"'", "#N/A", "", " ", "\t", "TRUE", "77.4%", "x" * 500, "\U0001f600"),
)


def values(seed: int) -> Callable[[], tuple[Any, str]]:
    """Return a function that gives a value and its format, by chance but always the same."""
    chance = random.Random(seed)

    def number() -> Any:
        return chance.choice(
            [chance.randint(-5, 5000), round(chance.random() * 100, 1), chance.random(), chance.random() * 1e-7, 1 / 3]
        )

    def one() -> tuple[Any, str]:
        kind = chance.randrange(6)
        if kind < 2:
            return number(), chance.choice(FORMATS)
        if kind == 2:
            day = datetime.datetime(1950, 1, 1) + datetime.timedelta(days=chance.randrange(40_000))
            return day, chance.choice(FORMATS[7:12])
        if kind == 3:
            return chance.choice([True, False, None]), "General"
        return chance.choice(TEXTS), "General"

    return one


def by_openpyxl(path: Path, seed: int) -> Path:
    """Write a workbook of three sheets by openpyxl."""
    book, give, chance = openpyxl.Workbook(), values(seed), random.Random(seed)
    for name in ("One", "Two & three", "Hidden"):
        page = book.create_sheet(name)
        for row in range(1, 60, chance.randint(1, 3)):
            for column in range(1, 14, chance.randint(1, 3)):
                cell = page.cell(row, column)
                value, shown = give()
                if isinstance(value, str):
                    cell._value, cell.data_type = value, "s"
                else:
                    cell.value, cell.number_format = value, shown
                if fill := chance.choice(FILLS):
                    cell.fill = PatternFill("solid", fgColor=fill)
        page.merge_cells("C3:D4")
        page.row_dimensions[5].hidden = True
    del book["Sheet"]
    book["Hidden"].sheet_state = "hidden"
    book.properties.title = f"Book {seed}"
    book.save(path)
    return path


def by_xlsxwriter(path: Path, seed: int) -> Path:
    """Write the like by xlsxwriter, with formulas and their results, rich text and notes."""
    give, chance = values(seed), random.Random(seed)
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    bold, plain = book.add_format({"bold": True}), book.add_format()
    for name in ("One", "Two"):
        page = book.add_worksheet(name)
        for row in range(60):
            for column in range(0, 12, chance.randint(1, 3)):
                value, shown = give()
                style = book.add_format({"num_format": shown, "bg_color": f"#{chance.choice(FILLS) or 'FFFFFF'}"})
                if isinstance(value, datetime.datetime):
                    page.write_datetime(row, column, value, style)
                elif isinstance(value, bool):
                    page.write_boolean(row, column, value, style)
                elif isinstance(value, str):
                    page.write_string(row, column, value, style)
                elif value is None:
                    page.write_formula(row, column, "=1/0", style, chance.choice(["#DIV/0!", 12.5, "text", True]))
                else:
                    page.write_number(row, column, value, style)
        page.write_rich_string(70, 0, bold, "bold", plain, " and plain")
        page.write_comment(70, 1, "a note")
    book.close()
    return path


MAKERS = {"openpyxl": by_openpyxl, "xlsxwriter": by_xlsxwriter}


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("maker", MAKERS)
def test_every_cell_is_what_openpyxl_says(tmp_path: Path, settings: Settings, maker: str, seed: int) -> None:
    path = MAKERS[maker](tmp_path / "book.xlsx", seed)
    assert _compared(path, settings) > 300


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "data" / "sample").glob("*.xlsx")))
def test_the_example_workbooks_are_what_openpyxl_says(settings: Settings, name: str) -> None:
    assert _compared(ROOT / "data" / "sample" / name, settings) > 50


@pytest.mark.reference
def test_lait_s_own_workbooks_are_what_openpyxl_says(reference: Path, settings: Settings) -> None:
    for path in sorted((reference / "data" / "lait").glob("*.xlsx")):
        assert _compared(path, settings) > 300


def _compared(path: Path, settings: Settings) -> int:
    """Hold each cell of a workbook against openpyxl's; return how many there were."""
    ours = open_file(path, settings)
    book = openpyxl.load_workbook(path, data_only=True)
    assert ours.title == (book.properties.title or "")
    assert list(ours.hidden_sheets) == [page.title for page in book.worksheets if page.sheet_state != "visible"]
    shown = [page for page in book.worksheets if page.sheet_state == "visible"]
    assert [sheet.name for sheet in ours.sheets] == [page.title for page in shown]
    count = 0
    for sheet, page in zip(ours.sheets, shown, strict=True):
        assert {tuple(merge) for merge in sheet.merges} == {
            (m.min_row, m.min_col, m.max_row, m.max_col) for m in page.merged_cells.ranges
        }
        assert sheet.hidden_rows == {row for row, said in page.row_dimensions.items() if said.hidden}
        count += _cells_compared(sheet.rows, page)
    return count


def _cells_compared(rows: Mapping[int, Mapping[int, Cell]], page: Any) -> int:
    count = 0
    for theirs in (cell for row in page.iter_rows() for cell in row):
        ours = rows.get(theirs.row, {}).get(theirs.column)
        where = f"{page.title}!{theirs.coordinate}: {theirs.value!r} {theirs.number_format!r} and {ours}"
        if type(theirs).__name__ == "MergedCell":
            assert ours is None, where
            continue
        fill = (
            theirs.fill.fgColor.rgb[2:]
            if theirs.fill.fill_type == "solid" and theirs.fill.fgColor.type == "rgb"
            else None
        )
        blank = theirs.value is None or (isinstance(theirs.value, str) and not theirs.value.strip())
        if blank and (ours is None or not ours.text):
            assert ours is not None or fill in (None, "FFFFFF"), where
            continue
        assert ours is not None, where
        _one_compared(ours, theirs, where)
        if fill is not None:
            assert ours.fill == fill, where
        assert bool(ours.remark) == bool(theirs.comment), where
        count += 1
    return count


def _one_compared(ours: Cell, theirs: Any, where: str) -> None:
    value = theirs.value
    assert ours.failed == (theirs.data_type == "e" or (value in ("#N/A",))), where
    if isinstance(value, bool):
        assert ours.text == str(value).upper(), where
    elif isinstance(value, int | float):
        assert ours.number == of_float(value), where
        # openpyxl does not tell a per cent sign that is only shown.
        assert ours.percent == ("%" in theirs.number_format and '"%"' not in theirs.number_format), where
        if not ours.percent:
            assert Decimal(ours.text.rstrip("%")) == ours.number, where
    elif isinstance(value, datetime.datetime):
        shown = theirs.number_format
        letters = shown.lower().replace("[red]", "")
        if "d" in letters or "y" not in letters:
            assert (ours.day, ours.text) == (value.date(), value.date().isoformat()), where
        else:
            assert ours.text == (f"{value:%B %Y}" if "m" in shown.lower() else str(value.year)), where
    elif isinstance(value, datetime.time):
        assert ours.text == f"{value:%H:%M}", where
    else:
        assert ours.text.replace("_x0041_", "A") == value.replace("_x0041_", "A").replace("\r\n", "\n"), where
