"""Text files: how they are written, what divides their cells, and which of them are bulk tables."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from data.settings import Settings
from loaders.opened import Cell
from loaders.opening.inside.records import separator_of
from tests.loaders.opening.raw import only_sheet, opened, refused

TEXT = 'Indicator,2004/05\nBuilding for the £12’s – fund,"1,234"\n'
BULK = "time_period,geographic_level,country_code,value\n2025,National,E92000001,£5\n"


def texts(folder: Path, content: bytes, settings: Settings) -> list[tuple[int, int, str]]:
    """Return the cells of a CSV as line, column and text."""
    found = only_sheet(folder, content, settings, "figures.csv")
    assert found.name == ""
    return [(row, column, cell.text) for row, column, cell in found.cells()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("text", [TEXT, BULK], ids=["grid", "bulk"])
def test_each_usual_way_of_writing_is_read(tmp_path: Path, settings: Settings, encoding: str, text: str) -> None:
    found = opened(tmp_path, text.encode(encoding), settings, "figures.csv")
    notices = [(n.severity, n.code, n.cell) for n in found.notices]
    assert notices == ([("warning", "windows_text", "2:2")] if encoding == "cp1252" else [])
    assert not found.notices or "£" in found.notices[0].message
    if text is BULK:
        assert found.table is not None and found.table.column("value").to_pylist() == ["£5"]
        assert found.sheets == () and found.lines is not None and found.lines.tolist() == [2]
    else:
        assert found.table is None and found.header == ("Indicator", "2004/05")
        (grid,) = found.sheets
        assert grid.cell(2, 1) == Cell("Building for the £12’s – fund")
        assert grid.cell(2, 2) == Cell("1,234")


ROWS = b"".join(b"row %d,1\n" % n for n in range(1, 900))
WRONG = {
    "an impossible byte": (ROWS + b"caf\x9d,1\n", "900:900", "9D"),
    "two writings": (b"caf\xc3\xa9,1\n" + ROWS[:800] + b"caf\xe9,1\n", None, "E9"),
    "a marked file that is not": (b"\xef\xbb\xbfcaf\xe9,1\n", "1:1", "E9"),
}


@pytest.mark.parametrize("how", WRONG)
@pytest.mark.parametrize("head", [b"name,value\n", b"time_period,value\n"], ids=["grid", "bulk"])
def test_a_text_in_two_writings_is_refused_with_its_line_and_byte(
    tmp_path: Path, settings: Settings, how: str, head: bytes
) -> None:
    content, where, byte = WRONG[how]
    content = content[:3] + head + content[3:] if content.startswith(b"\xef") else head + content
    (problem,) = refused(tmp_path, content, settings, "figures.csv")
    assert problem.code == "damaged_file" and f"the byte {byte} " in problem.message
    if where:
        line = int(where.split(":")[0]) + 1
        assert problem.cell == f"{line}:{line}" and f"line {line}: " in problem.message


@pytest.mark.parametrize("content", [b"a,b\n\x00\x01\x02", b"\xff\xfea", b"a,b\n1,\x00\n", b"time_period,b\n1,\x00\n"])
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, settings: Settings, content: bytes) -> None:
    assert refused(tmp_path, content, settings, "figures.csv")[0].code in ("wrong_type", "damaged_file")


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_each_separator_is_found(tmp_path: Path, settings: Settings, sign: str) -> None:
    content = f"Area{sign}Q1{sign}Q2\nWest{sign}12{sign}13\n".encode()
    assert texts(tmp_path, content, settings)[-1] == (2, 3, "13")


def test_a_decimal_comma_stays_as_it_is_written(tmp_path: Path, settings: Settings) -> None:
    content = b"Area;Q1;Q2\nWest;12,5;13,1\nEast;1,5;2,5\n"
    assert texts(tmp_path, content, settings)[4] == (2, 2, "12,5")


def test_a_title_above_the_table_does_not_hide_its_separator() -> None:
    text = "Performance report, quarter 3; draft\n\nArea\tQ1\tQ2\nWest\t1,200\t1,300\nEast\t1,100\t900\n"
    assert separator_of(text) == "\t"


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=;"])
@pytest.mark.parametrize("head", ["Area;Q1,Q2", "time_period;value"])
def test_a_first_line_that_states_the_separator_is_honoured(
    tmp_path: Path, settings: Settings, line: str, head: str
) -> None:
    found = opened(tmp_path, f"{line}\r\n{head}\r\nWest;1\r\n".encode(), settings, "figures.csv")
    assert found.header == tuple(head.split(";"))
    if found.table is None:
        assert found.sheets[0].cell(3, 2) == Cell("1")
    else:
        assert found.lines is not None and found.lines.tolist() == [3]


def test_a_row_is_the_line_on_which_it_begins(tmp_path: Path, settings: Settings) -> None:
    content = b'\r\n\r\nname,words\r\nann,"two\r\nlines"\r\n,\r\n  ,\r\nbob,x\r\n'
    assert texts(tmp_path, content, settings) == [
        *((3, 1, "name"), (3, 2, "words"), (4, 1, "ann"), (4, 2, "two\nlines")),
        *((8, 1, "bob"), (8, 2, "x")),
    ]


def test_rows_of_a_small_file_may_differ_in_length(tmp_path: Path, settings: Settings) -> None:
    assert texts(tmp_path, b"Report for quarter 3\nArea,Q1,Q2\nWest,1\n,,3,,\n", settings)[-1] == (4, 3, "3")


def test_lines_ended_by_a_carriage_return_alone_are_lines(tmp_path: Path, settings: Settings) -> None:
    assert texts(tmp_path, b"a,b\rc,d\r", settings)[-1] == (2, 2, "d")


def test_each_line_of_a_table_that_has_other_columns_is_named(tmp_path: Path, settings: Settings) -> None:
    content = b"time_period,a,b\n1,2,3\n1,2\n1,2,3\n\n1,2,3,4\n"
    problems = refused(tmp_path, content, settings, "figures.csv")
    assert [(p.code, p.cell) for p in problems] == [("damaged_file", "3:3"), ("damaged_file", "6:6")]


OPEN_QUOTES = {
    b'a,b\n1,2\n3,"four\n5,6\n': "3:3",
    b'a,b\n"x\ny","four\n5,6\n': "3:3",
    b'a,b\n1,"two\n3,"four\n5,6\n': "2:2",
    b'a,b\n1,"two" and more\n': "2:2",
}


@pytest.mark.parametrize("content", OPEN_QUOTES)
def test_a_quotation_mark_that_is_not_closed_is_found_where_it_opened(
    tmp_path: Path, settings: Settings, content: bytes
) -> None:
    (problem,) = refused(tmp_path, content, settings, "figures.csv")
    assert (problem.code, problem.cell) == ("damaged_file", OPEN_QUOTES[content])
    assert "quotation mark" in problem.message


def test_a_quotation_mark_that_is_not_closed_in_a_table_is_found_too(tmp_path: Path, settings: Settings) -> None:
    (problem,) = refused(tmp_path, b'time_period,a\n1,2\n3,"four\n5,6\n', settings, "figures.csv")
    assert problem.cell == "3:3" and "quotation mark" in problem.message


@pytest.mark.parametrize("head", [b"a,b\n", b"time_period,b\n"], ids=["grid", "bulk"])
def test_lines_and_columns_without_end_are_refused(tmp_path: Path, settings: Settings, head: bytes) -> None:
    (problem,) = refused(tmp_path, head + b"1," + b"x" * 10_000_000 + b"\n", settings, "figures.csv")
    assert problem.code in ("too_big", "damaged_file") and problem.cell == "2:2"
    wide = head.rstrip(b"\n") + b",c" * 100_000 + b"\n1,2\n"
    assert refused(tmp_path, wide, settings, "figures.csv")[0].code == "too_big"


def test_a_cell_that_cannot_be_shown_is_named(tmp_path: Path, settings: Settings) -> None:
    content = b"a,b\n1,x\x0by\n" + b'2,"' + b"x" * 32_768 + b'"\n'
    problems = refused(tmp_path, content, settings, "figures.csv")
    assert [(p.code, p.cell) for p in problems] == [("cell_damaged", "B2"), ("cell_damaged", "B3")]


def test_what_is_one_column_is_one_column(tmp_path: Path, settings: Settings) -> None:
    assert texts(tmp_path, b"just some words\nand more\n", settings) == [(1, 1, "just some words"), (2, 1, "and more")]


def test_limits_of_a_small_file_are_settings(tmp_path: Path, settings: Settings) -> None:
    content = b"a,b\n1,2\n3,4\n"
    for changed in ({"max_sheet_rows": 3}, {"max_sheet_columns": 2}, {"max_cells": 6}):
        small = dataclasses.replace(settings, **changed)
        assert len(texts(tmp_path, content, small)) == 6
        smaller = dataclasses.replace(settings, **{name: most - 1 for name, most in changed.items()})
        assert refused_for(tmp_path, content, smaller) == "too_big"


def refused_for(folder: Path, content: bytes, settings: Settings) -> str:
    """Return the code for which a file is refused under limits so small that no other file would open."""
    from loaders.problems import Refused

    with pytest.raises(Refused) as caught:
        opened(folder, content, settings, "figures.csv")
    return caught.value.problems[0].code


def test_a_small_csv_too_large_for_its_memory_is_refused(tmp_path: Path, settings: Settings) -> None:
    content = b"a,b\n" + b"x,y\n" * 20_000_000
    (problem,) = refused(tmp_path, content, settings, "figures.csv")
    assert (problem.code, "64 MB" in problem.message) == ("too_big", True)
