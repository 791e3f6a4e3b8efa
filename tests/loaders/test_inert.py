"""Nothing that we write runs when it is opened, numbers stay numbers, and what we wrote reads back as it was."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.settings import read_settings
from layouts.exports.csv_out import cell_text, csv_bytes
from loaders.inert import guarded, runs, unguarded
from loaders.opening.open_file import open_file
from loaders.returns.workbook import FIGURE_COLUMNS, Return, text_of, workbook

SIGNS = "=+-@\t\r\n＝＋－＠"
DANGEROUS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+44 1473",
    "-",
    "-2+3",
    "@SUM(A1)",
    "\tx",
    "\r=x",
    "\n=x",
    "＝1+1",
    "＋1",
    "－1",
    "＠A1",
    "  =1+1",
    "\u00a0=1+1",
    '=HYPERLINK("x")',
]
# Any text, and more often than chance would have it one that begins with what matters.
TEXTS = st.one_of(st.text(), st.tuples(st.text(f"'{SIGNS} ", max_size=4), st.text()).map("".join))
# What a cell of a CSV or a workbook can hold: no control characters, and more than spaces.
SHOWN = TEXTS.filter(
    lambda text: (
        text.strip()
        and not any(unicodedata.category(sign) == "Cc" and sign not in "\n\t" for sign in text)
        and not set(text) & {"\ufffe", "\uffff", "\ufeff"}
    )
)


def takes_for_formula(text: str) -> bool:
    """Return whether a spreadsheet could run a cell of a CSV: it begins with a sign, perhaps behind spaces."""
    return text[:1] in set("\t\r\n") or text.lstrip()[:1] in set(SIGNS) if text else False


# --- CSV ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_could_run_is_guarded(text):
    assert takes_for_formula(text) and runs(text)
    assert cell_text(text) == f"'{text}"
    assert unguarded(cell_text(text)) == text


@pytest.mark.parametrize("text", ["", "a=b", "77.4%", "'71.2%", "O'Neil", "'", "re_referrals", "£-3"])
def test_other_text_is_left_as_it_is(text):
    assert guarded(text) == text == unguarded(text)


def test_a_text_that_has_a_guard_of_its_own_keeps_it():
    assert guarded("'=x") == "''=x" and unguarded("''=x") == "'=x"
    assert unguarded("'=x") == "=x"


@given(TEXTS)
def test_no_text_runs_and_each_reads_back_as_it_was(text):
    written = cell_text(text)
    assert not takes_for_formula(written)
    assert unguarded(written) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_numbers_stay_numbers(number):
    assert Decimal(cell_text(number)) == number
    assert not cell_text(number).startswith("'")


@given(st.lists(st.lists(TEXTS, min_size=3, max_size=3), max_size=4))
def test_a_whole_csv_holds_no_formula(rows):
    written = csv_bytes(["=a", "b", "c"], rows).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(written, newline="")))
    assert not any(takes_for_formula(cell) for row in read for cell in row)
    assert [[unguarded(cell) for cell in row] for row in read[1:]] == rows


@settings(max_examples=25, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(SHOWN, SHOWN), min_size=1, max_size=5))
def test_our_own_csv_opened_again_says_the_same(tmp_path: Path, rows):
    path = tmp_path / "out.csv"
    path.write_bytes(csv_bytes(["Indicator", "Note"], rows))
    (sheet,) = open_file(path, read_settings("unused.duckdb")).sheets
    read = [tuple(cell.text for cell in cells.values()) for cells in list(sheet.rows.values())[1:]]
    assert read == rows


# --- workbooks ------------------------------------------------------------------------------------------------------


def written(notes: list[str]) -> bytes:
    """Return a return with these notes, in the head, the figures and the advice too."""
    rows = [{"Indicator": "re_referrals", "Note": text, "Value": Decimal(-3)} for text in notes]
    return workbook(Return(notes[0], {"Council": notes[-1]}, rows, advice=notes))


def test_a_workbook_holds_text_as_text_and_numbers_as_numbers(tmp_path):
    path = tmp_path / "out.xlsx"
    path.write_bytes(written(DANGEROUS))
    with zipfile.ZipFile(path) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if "sheets/" in name]
    assert not any(re.search(r"<f[ >]", part) for part in parts)
    sheet = open_file(path, read_settings("unused.duckdb")).sheets[0]
    column = list(FIGURE_COLUMNS).index("Note") + 1
    notes = [cells[column].text for cells in sheet.rows.values() if column in cells][1:]
    assert notes == [text.replace("\r", "\n") for text in DANGEROUS]
    assert {cells[6].number for cells in sheet.rows.values() if 6 in cells and cells[6].number} == {Decimal(-3)}


def test_a_text_that_could_run_is_marked_so_that_editing_keeps_it_a_text(tmp_path):
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(written(["=1+1", "plain"])))
    notes = {cell.value: cell.quotePrefix for row in book["Figures"].iter_rows() for cell in row if cell.value}
    assert notes["=1+1"] and not notes["plain"]


@settings(max_examples=15, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(SHOWN.filter(lambda text: len(text) < 500), min_size=1, max_size=4))
def test_our_own_workbook_opened_again_says_the_same(tmp_path: Path, notes):
    path = tmp_path / "out.xlsx"
    path.write_bytes(written(notes))
    sheet = open_file(path, read_settings("unused.duckdb")).sheets[0]
    column = list(FIGURE_COLUMNS).index("Note") + 1
    assert [cells[column].text for cells in sheet.rows.values() if column in cells][1:] == notes


def test_what_a_workbook_cannot_hold_is_left_out():
    assert text_of("a\x00b\x0bc") == "abc"
    assert text_of("_x0041_") == "_x005F_x0041_"
    assert len(text_of("x" * 40_000)) == 32_767
