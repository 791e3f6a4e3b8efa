"""The marked copy: every cell as it was, each problem where it is, and nothing that runs."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from data.settings import MEGABYTE, Settings
from loaders.opening.marked import marked_workbook
from loaders.opening.open_file import open_file
from loaders.problems import ERROR, WARNING, Problem
from tests.loaders.opening.raw import packed, parts, sheet, workbook

RUNS = ("=1+1", "+1", "-x", "@SUM(A1)", "\t=1", "＝1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x")')


def problem(
    cell: str | None, *, sheet: str | None = "Data", severity: str = ERROR, code: str = "number_unreadable"
) -> Problem:
    where = "".join(f", {kind} {place}" for kind, place in (("sheet", sheet), ("cell", cell)) if place)
    return Problem(severity, code, f"book.xlsx{where}: 'abc' is not a number.", "Write a number.", sheet, cell, "abc")


def marked(path: Path, settings: Settings, problems: list[Problem]) -> Any:
    """Return the marked copy as openpyxl reads it, after checking that it holds no formula at all."""
    content = marked_workbook(path, settings, problems)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            assert not name.startswith("xl/worksheets/") or b"<f>" not in archive.read(name)
    return openpyxl.load_workbook(io.BytesIO(content))


def listed(book: Any) -> list[tuple[Any, ...]]:
    rows = list(book["Problems"].iter_rows(values_only=True))
    return rows[rows.index(("Kind", "Sheet", "Cell", "What was found", "What to do")) + 1 :]


def a_book(path: Path) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Data"
    page.append(["Indicator", "Value", "Note"])
    page.append(["Re-referrals", "abc", "see below"])
    page.append(["Reviews", 0.774, None])
    page["B3"].number_format = "0.0%"
    page["B2"].comment = Comment("Ann: check this", "Ann")
    page.merge_cells("C2:C3")
    for row, text in enumerate(RUNS, start=5):
        page.cell(row, 1)._value, page.cell(row, 1).data_type = text, "s"
    book.create_sheet("Notes")["A1"] = "words"
    book.save(path)
    return path


def test_each_problem_is_marked_where_it_is_and_listed_in_front(tmp_path: Path, settings: Settings) -> None:
    problems = [problem("B2"), problem("B3", severity=WARNING), problem("C3"), problem(None, sheet=None)]
    book = marked(a_book(tmp_path / "book.xlsx"), settings, problems)
    assert book.sheetnames == ["Problems", "Data", "Notes"]
    assert listed(book) == [
        ("Error", "Data", "B2", "'abc' is not a number.", "Write a number."),
        ("Warning", "Data", "B3", "'abc' is not a number.", "Write a number."),
        ("Error", "Data", "C3", "'abc' is not a number.", "Write a number."),
        ("Error", None, None, "Book.xlsx: 'abc' is not a number.", "Write a number."),
    ]
    page = book["Data"]
    assert page["B2"].comment.text == "'abc' is not a number.\nWrite a number.\n\nAnn: check this"
    assert page["C2"].comment is not None, "the cell that a merged range shows"
    assert page["B2"].fill.fgColor.rgb != page["B3"].fill.fgColor.rgb
    assert page["A2"].fill.fill_type is None
    assert (page["B3"].value, page["B3"].number_format) == (0.774, "0.0%")
    assert book["Problems"]["C7"].hyperlink.location == "'Data'!B3"


def test_a_text_that_could_run_stays_a_text(tmp_path: Path, settings: Settings) -> None:
    book = marked(
        a_book(tmp_path / "book.xlsx"), settings, [dataclasses.replace(problem("A5"), message="=1+1", fix="@x")]
    )
    for row, text in enumerate(RUNS, start=5):
        cell = book["Data"].cell(row, 1)
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    assert [cell.data_type for cell in book["Problems"][6] if cell.value] == ["s"] * 5


def test_formulas_become_their_results_and_those_without_become_texts(tmp_path: Path, settings: Settings) -> None:
    one, two = '<c r="A1"><f>1+1</f><v>2</v></c>', '<c r="B1"><f>SUM(A1)</f></c>'
    rows = f'<row r="1">{one}{two}<c r="C1" t="str"><f>x</f><v>=y</v></c></row>'
    (tmp_path / "book.xlsx").write_bytes(workbook(rows))
    book = marked(tmp_path / "book.xlsx", settings, [problem("B1", code="formula_no_value")])
    assert [cell.value for cell in book["Data"][1]] == [2, "=SUM(A1)", "=y"]
    assert [cell.data_type for cell in book["Data"][1]] == ["n", "s", "s"]


@pytest.mark.parametrize(
    ("place", "cells"), [("1:1", {"A1", "B1", "C1"}), ("B:B", {"B1", "B2", "B3"}), ("A1:B2", {"A1", "B1", "A2", "B2"})]
)
def test_rows_columns_and_ranges_are_marked(tmp_path: Path, settings: Settings, place: str, cells: set[str]) -> None:
    book = marked(a_book(tmp_path / "book.xlsx"), settings, [problem(place)])
    filled = {cell.coordinate for row in book["Data"]["A1:C4"] for cell in row if cell.fill.fill_type == "solid"}
    assert filled == cells


@pytest.mark.parametrize("place", ["ZZZ99", "A0", "x", "99999:99999", "A1:XFD1048576", "0:0", "ZZZZ:ZZZZ"])
def test_a_place_that_is_not_there_does_no_harm(tmp_path: Path, settings: Settings, place: str) -> None:
    book = marked(a_book(tmp_path / "book.xlsx"), settings, [problem(place), problem("A1", sheet="Gone")])
    assert len(listed(book)) == 2


def test_a_csv_becomes_a_workbook_with_its_lines_as_rows(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "book.csv"
    path.write_bytes("sep=;\nArea;Value\nWest;12,5\nEast;=1+1\nSouth;0123\nNorth;-4.5\n".encode("cp1252"))
    book = marked(path, settings, [problem("B3", sheet=None)])
    assert book.sheetnames == ["Problems", "File"]
    assert [row[1].value for row in book["File"].iter_rows()] == [None, "Value", "12,5", "=1+1", "0123", -4.5]
    assert book["File"]["B3"].comment is not None and book["File"]["B4"].data_type == "s"


def test_what_cannot_be_copied_is_a_list_alone(tmp_path: Path, settings: Settings) -> None:
    files = {
        "macros.xlsx": packed({**parts(), "xl/vbaProject.bin": b"x"}),
        "cut.xlsx": workbook()[:-60],
        "bulk.csv": b"time_period,geographic_level,value\n1,2,3\n",
        "large.xlsx": packed(parts({"Data": sheet("<row><c><v>123456789</v></c></row>" * 600_000)})),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
        book = marked(tmp_path / name, settings, [problem("A1")])
        assert book.sheetnames == ["Problems"] and len(listed(book)) == 1


def test_a_copy_that_needs_too_much_is_a_list_alone(tmp_path: Path, settings: Settings) -> None:
    rows = "".join(f"<row><c><v>{n}</v></c><c><v>{n}.5</v></c><c><v>{n}.25</v></c></row>" for n in range(100_000))
    (tmp_path / "book.xlsx").write_bytes(workbook(rows))
    small = dataclasses.replace(settings, table_memory_bytes=100 * MEGABYTE)
    assert marked(tmp_path / "book.xlsx", small, [problem("A1")]).sheetnames == ["Problems"]


def test_the_name_of_the_first_sheet_is_free(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "book.xlsx").write_bytes(packed(parts({"problems": sheet()})))
    content = marked_workbook(tmp_path / "book.xlsx", settings, [problem("A1", sheet="problems")])
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames == ["Problems again", "problems"]


def test_the_copy_opens_again_with_the_same_cells(tmp_path: Path, settings: Settings) -> None:
    before = open_file(a_book(tmp_path / "book.xlsx"), settings)
    (tmp_path / "copy.xlsx").write_bytes(marked_workbook(tmp_path / "book.xlsx", settings, [problem("B2")]))
    after = open_file(tmp_path / "copy.xlsx", settings)
    texts = [
        [(r, c, cell.text) for r, c, cell in page.cells() if cell.text] for page in (before.sheets[0], after.sheets[1])
    ]
    assert texts[0] == texts[1]


def test_very_many_problems_are_listed_up_to_the_most(tmp_path: Path, settings: Settings) -> None:
    book = marked(a_book(tmp_path / "book.xlsx"), settings, [problem("B2")] * 3_000)
    assert len(listed(book)) == 2_000
    assert len(book["Data"]["B2"].comment.text) < 32_768
