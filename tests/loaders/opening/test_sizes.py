"""Limits at their edge: exactly so many are read, one more is refused and named; and what is large and harmless."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from data.settings import Settings
from loaders.problems import Refused
from tests.loaders.opening.raw import opened, packed, parts, sheet, workbook

ROWS = "".join(
    f'<row r="{row}">' + "".join(f'<c r="{letter}{row}"><v>{row}</v></c>' for letter in "ABC") + "</row>"
    for row in range(1, 11)
)
EDGES = {
    "max_sheet_rows": (10, "the last cell is C10"),
    "max_sheet_columns": (3, "the last cell is C10"),
    "max_cells": (30, "more than 29 cells"),
}


def problem_of(folder: Path, content: bytes, settings: Settings) -> tuple[str, str]:
    """Return the code and the message for which a workbook is refused."""
    with pytest.raises(Refused) as caught:
        opened(folder, content, settings)
    (problem,) = caught.value.problems
    return problem.code, problem.message


@pytest.mark.parametrize("name", EDGES)
def test_a_limit_is_exact_and_a_setting(tmp_path: Path, settings: Settings, name: str) -> None:
    most, words = EDGES[name]
    exactly = dataclasses.replace(settings, **{name: most})
    assert sum(1 for _ in opened(tmp_path, workbook(ROWS), exactly).sheets[0].cells()) == 30
    code, message = problem_of(tmp_path, workbook(ROWS), dataclasses.replace(settings, **{name: most - 1}))
    assert code == "too_big" and words in message


def test_the_number_of_sheets_is_exact_and_a_setting(tmp_path: Path, settings: Settings) -> None:
    def book(sheets: int) -> bytes:
        return packed(parts({f"Sheet {number}": sheet() for number in range(sheets)}))

    assert len(opened(tmp_path, book(100), settings).sheets) == 100
    code, message = problem_of(tmp_path, book(101), settings)
    assert code == "too_big" and "101 sheets" in message and "limit is 100" in message
    assert problem_of(tmp_path, book(300), settings)[0] == "too_big"


def test_the_size_of_a_file_is_exact_and_a_setting(tmp_path: Path, settings: Settings) -> None:
    content = workbook()
    assert opened(tmp_path, content, dataclasses.replace(settings, max_workbook_bytes=len(content))).sheets
    small = dataclasses.replace(settings, max_workbook_bytes=len(content) - 1)
    assert problem_of(tmp_path, content, small)[0] == "too_big"


def test_the_size_unpacked_is_exact_and_a_setting(tmp_path: Path, settings: Settings) -> None:
    content = parts()
    size = sum(len(part.encode()) for part in content.values())
    assert opened(tmp_path, packed(content), dataclasses.replace(settings, max_unpacked_bytes=size)).sheets
    small = dataclasses.replace(settings, max_unpacked_bytes=size - 1)
    assert problem_of(tmp_path, packed(content), small)[0] == "too_big"


def test_three_hundred_columns_of_months_are_read(tmp_path: Path, settings: Settings) -> None:
    row = "<row>" + "<c><v>1</v></c>" * 300 + "</row>"
    assert len(opened(tmp_path, workbook(row * 20), settings).sheets[0].rows[20]) == 300


def test_all_that_figures_do_not_need_is_passed_over(tmp_path: Path, settings: Settings) -> None:
    """Ten thousand styles, a large theme, two hundred pictures, fifty pivot caches."""
    styles = "<styleSheet><cellXfs>" + '<xf numFmtId="0" fillId="0"/>' * 10_000 + "</cellXfs></styleSheet>"
    content = {
        **parts({"Data": sheet('<row r="1"><c r="A1" s="9999"><v>1</v></c></row>')}),
        "xl/styles.xml": styles,
        "xl/theme/theme1.xml": "<theme>" + "<x/>" * 500_000 + "</theme>",
        **{f"xl/media/image{number}.png": "picture" for number in range(200)},
        **{f"xl/pivotCache/pivotCacheRecords{number}.xml": "<x/>" for number in range(50)},
    }
    assert opened(tmp_path, packed(content), settings).sheets[0].cell(1, 1) is not None


def test_a_sheet_with_coloured_blanks_without_end_keeps_its_figures(tmp_path: Path, settings: Settings) -> None:
    rows = "".join("<row>" + '<c s="6"/>' * 200 + "<c><v>1</v></c></row>" for _ in range(1_000))
    found = opened(tmp_path, workbook(rows), settings).sheets[0]
    texts = [cell.text for _, _, cell in found.cells()]
    assert texts.count("1") == 1_000 and texts.count("") == 100_000


def test_two_hundred_thousand_rows_are_read(tmp_path: Path, settings: Settings) -> None:
    rows = "".join(
        f'<row><c><v>{row}</v></c><c t="s"><v>0</v></c><c><v>{row % 7}.5</v></c></row>' for row in range(200_000)
    )
    found = opened(tmp_path, workbook(rows), dataclasses.replace(settings, read_seconds=60)).sheets[0]
    assert len(found.rows) == 200_000
    last = found.cell(200_000, 1)
    assert last is not None and last.text == "199999"


def test_a_row_of_long_texts_is_read_whole(tmp_path: Path, settings: Settings) -> None:
    cells = "".join(f'<c t="inlineStr"><is><t>{number}{"€" * 32_000}</t></is></c>' for number in range(500))
    found = opened(tmp_path, workbook(f"<row>{cells}</row>"), settings).sheets[0]
    assert [cell.text.rstrip("€") for cell in found.rows[1].values()] == [str(number) for number in range(500)]
