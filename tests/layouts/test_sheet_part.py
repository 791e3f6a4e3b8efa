"""Which part of a sheet is shown, where a cell reference points, and a pasted table as a file."""

from __future__ import annotations

import pytest

from layouts import pasted
from layouts.sheet_part import (
    FIRST_ROWS,
    MOST_COLUMNS,
    Extent,
    Place,
    column_start_for,
    extent_of,
    part_of,
    place_of,
    rows_at_once,
    start_for,
)
from loaders.opened import Cell, Sheet


def sheet(rows: int, columns: int = 3) -> Sheet:
    """Return a sheet full of texts."""
    row = {column: Cell(f"c{column}") for column in range(1, columns + 1)}
    return Sheet("Data", dict.fromkeys(range(1, rows + 1), row))


@pytest.mark.parametrize(
    ("reference", "place"),
    [
        ("F7", Place(7, 6, 7, 6)),
        ("B7:F9", Place(7, 2, 9, 6)),
        ("F9:B7", Place(7, 2, 9, 6)),
        ("7:7", Place(7, None, 7, None)),
        ("F:G", Place(None, 6, None, 7)),
        ("AA10", Place(10, 27, 10, 27)),
        ("", None),
        (None, None),
        ("somewhere", None),
        ("f7", None),
        ("F7:", None),
        (":", None),
    ],
)
def test_a_reference_names_its_cells(reference: str | None, place: Place | None) -> None:
    assert place_of(reference) == place


def test_a_coloured_cell_without_a_text_does_not_make_a_sheet_larger() -> None:
    rows = {1: {1: Cell("Indicator")}, 90: {40: Cell("", fill="FF0000")}}
    assert extent_of(Sheet("Data", rows)) == Extent(1, 1)
    assert extent_of(Sheet("Empty", {})) == Extent(0, 0)


def test_a_small_sheet_is_shown_whole_with_its_blank_rows() -> None:
    rows = {1: {1: Cell("a")}, 5: {2: Cell("b")}}
    small = Sheet("Data", rows)
    part = part_of(small, extent_of(small), [])
    assert list(part.rows) == [1, 2, 3, 4, 5] and (part.first, part.last) == (1, 2) and part.whole


def test_an_empty_sheet_has_nothing_to_show() -> None:
    empty = Sheet("Data", {})
    assert list(part_of(empty, extent_of(empty), []).rows) == []


def test_of_a_large_sheet_the_wanted_rows_come_with_their_neighbours_and_the_first_rows() -> None:
    large = sheet(5_000)
    part = part_of(large, extent_of(large), [4_000, 700])
    assert len(part.rows) == FIRST_ROWS and not part.whole
    assert {699, 700, 701, 3_999, 4_000, 4_001} <= set(part.rows)
    assert list(part.rows)[:54] == list(range(1, 55))


def test_more_wanted_rows_than_are_shown_are_cut_in_their_order() -> None:
    large = sheet(5_000)
    part = part_of(large, extent_of(large), range(1_000, 3_000, 10))
    assert len(part.rows) == FIRST_ROWS and list(part.rows)[:12] == [*range(1, 11), 999, 1_000]


def test_the_whole_sheet_comes_in_stretches_that_a_browser_can_draw() -> None:
    extent = extent_of(sheet(5_000, columns=50))
    size = rows_at_once(extent)
    assert size * 50 <= 20_000 and size >= FIRST_ROWS
    assert rows_at_once(Extent(5_000, 3)) == 1_000
    large = sheet(5_000)
    last = part_of(large, extent_of(large), [], from_row=4_001)
    assert (last.rows[0], last.rows[-1], last.whole) == (4_001, 5_000, True)
    assert list(part_of(large, extent_of(large), [], from_row=9_999).rows) == [5_000]


def test_a_row_is_in_the_stretch_that_is_said_to_hold_it() -> None:
    large = sheet(5_000)
    extent = extent_of(large)
    for row in (1, 1_000, 1_001, 4_999):
        assert row in part_of(large, extent, [], from_row=start_for(row, extent)).rows


def test_wide_sheets_are_shown_some_columns_at_a_time() -> None:
    wide = sheet(3, columns=120)
    part = part_of(wide, extent_of(wide), [])
    assert (part.first, part.last) == (1, MOST_COLUMNS)
    assert column_start_for(120) == 101
    end = part_of(wide, extent_of(wide), [], from_column=101)
    assert (end.first, end.last) == (101, 120)


@pytest.mark.parametrize(
    ("given", "file"),
    [
        ("Indicator\tQ1\r\nRe-referrals\t20\r\n", "Indicator\tQ1\nRe-referrals\t20\n"),
        ("Indicator        Q1    Q2\nRe-referrals     20    21", "Indicator\tQ1\tQ2\nRe-referrals\t20\t21\n"),
        ("\n\nA b\tc  d\ne\tf\n\n", "A b\tc  d\ne\tf\n"),
        ("Indicator,Q1\nRe-referrals,20", "Indicator,Q1\nRe-referrals,20\n"),
        ("A\u00a0b\u00a0\u00a0c", "A b\tc\n"),
        ("£2.76 million\tÀ", "£2.76 million\tÀ\n"),
    ],
)
def test_a_pasted_table_is_the_file_that_it_would_have_been(given: str, file: str) -> None:
    assert pasted.as_file(given).decode() == file
