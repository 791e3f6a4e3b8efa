"""What one cell of a sheet's XML says: every kind, every format, and every way in which it can be wrong."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from data.settings import Settings
from loaders.opened import Cell
from tests.loaders.opening.raw import (
    HEAD,
    MAIN,
    STYLES,
    cell,
    only_sheet,
    packed,
    parts,
    refused,
    shared,
    sheet,
    workbook,
)

SAID = {
    '<c r="A1"><v>12</v></c>': Cell("12", Decimal(12)),
    '<c r="A1" t="n"><v> 12.50 </v></c>': Cell("12.5", Decimal("12.5")),
    '<c r="A1"><v>81.400000000000006</v></c>': Cell("81.4", Decimal("81.4")),
    '<c r="A1"><v>1.5E-2</v></c>': Cell("0.015", Decimal("0.015")),
    '<c r="A1"><v>-0</v></c>': Cell("0", Decimal(0)),
    '<c r="A1"><v>1e15</v></c>': Cell("1e15"),
    '<c r="A1"><v>12345678901234567</v></c>': Cell("12345678901234567"),
    '<c r="A1" s="1"><v>0.774</v></c>': Cell("77.4%", Decimal("0.774"), percent=True),
    '<c r="A1" s="2"><v>38442</v></c>': Cell("2005-03-31", day=date(2005, 3, 31)),
    '<c r="A1" s="2"><v>38442.99999</v></c>': Cell("2005-03-31", day=date(2005, 3, 31)),
    '<c r="A1" s="3"><v>38108</v></c>': Cell("May 2004"),
    '<c r="A1" s="2"><v>0.75</v></c>': Cell("18:00"),
    '<c r="A1" s="2"><v>-3</v></c>': Cell("-3", Decimal(-3)),
    '<c r="A1" s="2"><v>3000000</v></c>': Cell("3000000", Decimal(3_000_000)),
    '<c r="A1" s="2" t="d"><v>2005-03-31T10:00:00</v></c>': Cell("2005-03-31", day=date(2005, 3, 31)),
    '<c r="A1" s="3" t="d"><v>2004-05-01</v></c>': Cell("May 2004"),
    '<c r="A1" s="4"><v>4</v></c>': Cell("4", Decimal(4), masked=""),
    '<c r="A1" s="5"><v>4</v></c>': Cell("4", Decimal(4), masked="c"),
    '<c r="A1" s="4" t="s"><v>0</v></c>': Cell("Area", masked=""),
    '<c r="A1" s="6"><v>4</v></c>': Cell("4", Decimal(4), fill="92D050"),
    '<c r="A1" s="6"/>': Cell("", fill="92D050"),
    '<c r="A1" s="7" t="s"><v>0</v></c>': Cell("Area", fill="F8CBAD"),
    '<c r="A1" t="s"><v>0</v></c>': Cell("Area"),
    '<c r="A1" t="str"><f>A2</f><v>Area</v></c>': Cell("Area", formula=True),
    '<c r="A1" t="inlineStr"><is><t>Area</t></is></c>': Cell("Area"),
    '<c r="A1" t="inlineStr"><is><r><t>Ar</t></r><rPh sb="0"><t>x</t></rPh><r><t>ea</t></r></is></c>': Cell("Area"),
    '<c r="A1" t="inlineStr"><is><t>_x0041_rea_x005F_x0041_</t></is></c>': Cell("Area_x0041_"),
    '<c r="A1" t="inlineStr"><is><t>_xD83D__xDE00_</t></is></c>': Cell("\U0001f600"),
    '<c r="A1" t="inlineStr"><is><t>one_x000D_\ntwo&#13;&#10;three\tfour</t></is></c>': Cell("one\ntwo\nthree\tfour"),
    '<c r="A1" t="inlineStr"><is><t>\u00a0Area\u200b </t></is></c>': Cell("\u00a0Area\u200b "),
    '<c r="A1" t="inlineStr"><is><t>=cmd|&apos; /C calc&apos;!A0</t></is></c>': Cell("=cmd|' /C calc'!A0"),
    '<c r="A1" t="b"><v>1</v></c>': Cell("TRUE"),
    '<c r="A1" t="b"><v>false</v></c>': Cell("FALSE"),
    '<c r="A1"><f>1+1</f><v>2</v></c>': Cell("2", Decimal(2), formula=True),
    '<c r="A1"><f>1+1</f></c>': Cell("", uncalculated=True, formula=True),
    '<c r="A1"><f>1+1</f><v></v></c>': Cell("", uncalculated=True, formula=True),
    '<c r="A1"><f t="shared" si="0"/><v/></c>': Cell("", uncalculated=True, formula=True),
    '<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>': Cell("#DIV/0!", failed=True, formula=True),
    **{
        f'<c r="A1" t="e"><v>{e}</v></c>': Cell(e, failed=True)
        for e in ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#SPILL!", "#CALC!")
    },
    '<c r="A1" t="inlineStr"><is><t>#DIV/0!</t></is></c>': Cell("#DIV/0!", failed=True),
    '<c r="A1"/>': None,
    '<c r="A1" t="str"><f>""</f><v></v></c>': None,
    '<c r="A1" t="inlineStr"><is><t>   </t></is></c>': None,
    '<c r="A1" t="s"/>': None,
    "<c><v>12</v></c>": Cell("12", Decimal(12)),
}


@pytest.mark.parametrize("xml", SAID)
def test_a_cell_says(tmp_path: Path, settings: Settings, xml: str) -> None:
    assert cell(tmp_path, settings, xml) == SAID[xml]


BAD = {
    '<c r="A1"><v>NaN</v></c>': "'NaN' is not a number",
    '<c r="A1"><v>INF</v></c>': "'INF' is not a number",
    '<c r="A1"><v>1e400</v></c>': "'1e400' is not a number",
    '<c r="A1"><v>1e-320</v></c>': "'1e-320' is not a number",
    '<c r="A1"><v>1_000</v></c>': "'1_000' is not a number",
    '<c r="A1"><v>１２</v></c>': "is not a number",
    '<c r="A1"><v>0x10</v></c>': "is not a number",
    '<c r="A1"><v>12 34</v></c>': "is not a number",
    '<c r="A1" t="s"><v>99</v></c>': "points to text 99",
    '<c r="A1" t="s"><v>-1</v></c>': "points to text -1",
    '<c r="A1" t="s"><v>99999999999999999999</v></c>': "points to text 999999999999",
    '<c r="A1" t="s"><v>x</v></c>': "points to text x",
    '<c r="A1" t="b"><v>2</v></c>': "neither true nor false",
    '<c r="A1" t="e"><v>oh no</v></c>': "not a formula's error",
    '<c r="A1" t="d"><v>2005-02-30</v></c>': "is not a date",
    '<c r="A1" t="d"><v>soon</v></c>': "is not a date",
    '<c r="A1" t="zz"><v>1</v></c>': "of the kind 'zz'",
    '<c r="A1" s="99"><v>1</v></c>': "names style 99",
    '<c r="A1" s="-1"><v>1</v></c>': "names style -1",
    '<c r="A1" t="inlineStr"><is><t>a_x0000_b</t></is></c>': "control character (number 0)",
    '<c r="A1" t="inlineStr"><is><t>a_x000B_b</t></is></c>': "control character (number 11)",
    '<c r="A1" t="inlineStr"><is><t>a_xD83D_b</t></is></c>': "control character",
    f'<c r="A1" t="inlineStr"><is><t>{"x" * 32_768}</t></is></c>': "longer than 32,767",
}


@pytest.mark.parametrize("xml", BAD, ids=lambda xml: xml[:60])
def test_a_cell_that_holds_what_no_cell_can_hold_is_named(tmp_path: Path, settings: Settings, xml: str) -> None:
    (problem,) = refused(tmp_path, workbook(f'<row r="1">{xml}</row>'), settings)
    assert (problem.code, problem.sheet, problem.cell) == ("cell_damaged", "Data", "A1")
    assert BAD[xml] in problem.message


def test_the_longest_text_that_a_cell_can_have_is_read(tmp_path: Path, settings: Settings) -> None:
    said = cell(tmp_path, settings, f'<c r="A1" t="inlineStr"><is><t>{"x" * 32_767}</t></is></c>')
    assert said is not None and len(said.text) == 32_767


def test_two_wrong_cells_on_two_sheets_are_both_named(tmp_path: Path, settings: Settings) -> None:
    one = sheet('<row r="1"><c r="A1"><v>NaN</v></c></row><row r="4"><c r="D4"><v>1e400</v></c></row>')
    other = sheet('<row r="2"><c r="B2" t="s"><v>7</v></c></row>')
    problems = refused(tmp_path, packed(parts({"One": one, "Other": other})), settings)
    assert [(p.sheet, p.cell) for p in problems] == [("One", "A1"), ("One", "D4"), ("Other", "B2")]


def test_beyond_two_hundred_the_wrong_cells_are_counted(tmp_path: Path, settings: Settings) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>NaN</v></c></row>' for n in range(1, 1_001))
    problems = refused(tmp_path, workbook(rows), settings)
    assert len(problems) == 201
    assert "800 more problems" in problems[-1].message


def test_a_bad_text_that_no_cell_shows_does_no_harm(tmp_path: Path, settings: Settings) -> None:
    texts = shared(["Area", "a_x0000_b", "x" * 40_000])
    content = packed({**parts(), "xl/sharedStrings.xml": texts})
    assert only_sheet(tmp_path, content, settings).cell(1, 1) == Cell("Area")


MISPLACED = {
    '<row r="1"><c r="ZZZ9999999"><v>1</v></c></row>': ("ZZZ9999999", "which it cannot be"),
    '<row r="1"><c r="A0"><v>1</v></c></row>': ("A0", "which it cannot be"),
    '<row r="1"><c r="XFE1"><v>1</v></c></row>': ("XFE1", "which it cannot be"),
    '<row r="1"><c r="A2"><v>1</v></c></row>': ("A2", "which it cannot be"),
    '<row r="1"><c r="a1"><v>1</v></c></row>': ("a1", "which it cannot be"),
    '<row r="1"><c r="$A$1"><v>1</v></c></row>': (None, "which it cannot be"),
    '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>': ("A1", "twice or out of order"),
    '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>': ("A1", "twice or out of order"),
    '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>': ("1:1", "out of order"),
    '<row r="3"><c r="A3"><v>1</v></c></row><row r="3"><c r="B3"><v>1</v></c></row>': ("3:3", "stands twice"),
    '<row r="-1"><c r="A1"><v>1</v></c></row>': (None, "no sheet has such a row"),
    '<row r="0"/>': (None, "no sheet has such a row"),
    '<row r="1048577"/>': (None, "no sheet has such a row"),
    '<row r="x"/>': (None, "no sheet has such a row"),
}


@pytest.mark.parametrize("rows", MISPLACED)
def test_a_cell_that_lies_about_its_place_is_named(tmp_path: Path, settings: Settings, rows: str) -> None:
    (problem,) = refused(tmp_path, workbook(rows), settings)
    where, words = MISPLACED[rows]
    assert (problem.code, problem.sheet, problem.cell) == ("cell_damaged", "Data", where)
    assert words in problem.message


def test_rows_and_cells_without_a_place_follow_the_one_before(tmp_path: Path, settings: Settings) -> None:
    rows = '<row><c><v>1</v></c><c r="C1"><v>2</v></c><c><v>3</v></c></row><row r="4"/><row><c><v>4</v></c></row>'
    found = only_sheet(tmp_path, workbook(rows), settings)
    assert [(r, c, said.text) for r, c, said in found.cells()] == [(1, 1, "1"), (1, 3, "2"), (1, 4, "3"), (5, 1, "4")]


def test_the_last_cell_of_a_sheet_too_large_is_named(tmp_path: Path, settings: Settings) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    (problem,) = refused(tmp_path, workbook(rows), settings)
    assert (problem.code, problem.sheet, problem.cell) == ("too_big", "Data", "XFD1048576")
    assert "the used area is too large: the last cell is XFD1048576" in problem.message
    (problem,) = refused(tmp_path, workbook('<row r="1"><c r="XFC1"><v>1</v></c></row>'), settings)
    assert (problem.code, problem.cell) == ("too_big", "XFC1")


def test_empty_cells_far_away_and_a_dimension_that_lies_do_no_harm(tmp_path: Path, settings: Settings) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="6"/></row><row r="1048576"><c r="A1048576" s="1"/></row>'
    for said in ("A1:XFD1048576", "A1", "nonsense"):
        found = only_sheet(tmp_path, workbook(rows, before=f'<dimension ref="{said}"/>'), settings)
        assert [(r, c) for r, c, _ in found.cells()] == [(1, 1)]


def test_a_grouped_and_protected_sheet_is_read_as_any_other(tmp_path: Path, settings: Settings) -> None:
    rows = '<row r="1" outlineLevel="2" collapsed="1"><c r="A1"><v>1</v></c></row>'
    before = '<sheetPr><outlinePr summaryBelow="0"/></sheetPr><sheetFormatPr outlineLevelRow="2"/>'
    after = '<sheetProtection sheet="1" password="CC1A"/><autoFilter ref="A1:A1"/>'
    assert only_sheet(tmp_path, workbook(rows, before=before, after=after), settings).cell(1, 1) is not None


def test_the_years_of_old_macintosh_workbooks_begin_in_1904(tmp_path: Path, settings: Settings) -> None:
    content = parts({"Data": sheet('<row r="1"><c r="A1" s="2"><v>36980</v></c></row>')})
    content["xl/workbook.xml"] = content["xl/workbook.xml"].replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    found = only_sheet(tmp_path, packed(content), settings).cell(1, 1)
    assert found is not None and found.day == date(2005, 3, 31)


def test_painted_white_is_not_filled(tmp_path: Path, settings: Settings) -> None:
    styles = STYLES.replace("FF92D050", "FFFFFFFF")
    content = {**parts({"Data": sheet('<row r="1"><c r="A1" s="6"/><c r="B1" s="6"><v>1</v></c></row>')})}
    found = only_sheet(tmp_path, packed({**content, "xl/styles.xml": HEAD + styles}), settings)
    assert [(r, c, said.fill) for r, c, said in found.cells()] == [(1, 2, "FFFFFF")]


def test_equal_cells_are_one_cell(tmp_path: Path, settings: Settings) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 500))
    found = only_sheet(tmp_path, workbook(rows), settings)
    assert len({id(said) for _, _, said in found.cells()}) == 1


def test_a_workbook_without_styles_or_texts_is_read(tmp_path: Path, settings: Settings) -> None:
    content = parts({"Data": sheet('<row r="1"><c r="A1"><v>1</v></c></row>')})
    for part in ("xl/styles.xml", "xl/sharedStrings.xml"):
        del content[part]
    content["xl/_rels/workbook.xml.rels"] = (
        content["xl/_rels/workbook.xml.rels"].split('<Relationship Id="rIdS"')[0] + "</Relationships>"
    )
    assert only_sheet(tmp_path, packed(content), settings).cell(1, 1) == Cell("1", Decimal(1))
    assert MAIN in content["xl/workbook.xml"]
