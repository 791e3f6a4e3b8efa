"""The parts of a workbook: what each says of the others is checked, and its XML holds nothing that could do harm."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.settings import Settings
from loaders.opened import Cell, Merge
from tests.loaders.opening.raw import (
    GOOD,
    HEAD,
    MAIN,
    OFFICE,
    PACKAGE,
    STRICT_MAIN,
    links,
    only_sheet,
    opened,
    packed,
    parts,
    refused,
    shared,
    sheet,
    workbook,
)

SHEET, SHEET_LINKS = "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"
MISSING = {
    "xl/workbook.xml": "list of sheets",
    "_rels/.rels": "list of parts",
    "[Content_Types].xml": "list of contents",
    SHEET: "the sheet 'Data' is in its list and not in the file",
    "xl/_rels/workbook.xml.rels": "the sheet 'Data' is in its list and not in the file",
    "xl/styles.xml": "list of styles",
    "xl/sharedStrings.xml": "list of texts",
}


@pytest.mark.parametrize("part", MISSING)
def test_a_missing_part_is_named_in_plain_words(tmp_path: Path, settings: Settings, part: str) -> None:
    content = parts()
    del content[part]
    (problem,) = refused(tmp_path, packed(content), settings)
    assert (problem.code, MISSING[part] in problem.message) == ("damaged_file", True), problem.message


@pytest.mark.parametrize("part", MISSING)
def test_a_part_that_is_no_xml_is_damage(tmp_path: Path, settings: Settings, part: str) -> None:
    for bent in ("", "<not xml", "just words", "<a></b>"):
        (problem,) = refused(tmp_path, packed({**parts(), part: bent}), settings)
        assert problem.code == "damaged_file"


LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
QUADRATIC = f'<!DOCTYPE x [<!ENTITY a "{"x" * 50_000}">]>'


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """Return the address of a server on this machine, and what it was asked."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", SHEET, "xl/styles.xml", "xl/workbook.xml", "_rels/.rels"])
def test_a_document_type_is_refused_wherever_it_stands(
    tmp_path: Path, settings: Settings, listener: tuple[str, list[str]], part: str
) -> None:
    address, asked = listener
    outside = [f'<!DOCTYPE x [<!ENTITY a SYSTEM "{where}">]>' for where in (f"{address}/x", "file:///etc/hostname")]
    for harm in (LAUGHS, QUADRATIC, *outside, f'<!DOCTYPE x SYSTEM "{address}/dtd">'):
        bent = parts()[part].replace(HEAD, HEAD + harm)
        (problem,) = refused(tmp_path, packed({**parts(), part: bent}), settings)
        assert (problem.code, "document type" in problem.message) == ("unsafe_file", True)
    assert asked == []


def test_a_link_outside_is_refused_and_never_followed(
    tmp_path: Path, settings: Settings, listener: tuple[str, list[str]]
) -> None:
    address, asked = listener
    for target in (f"{address}/x.xlsx", "file:///etc/hostname", "\\\\host\\share\\x.xlsx"):
        entry = ("rId9", "externalLinkPath", target)
        content = {**parts(), SHEET_LINKS: links(entry, outside=["rId9"])}
        assert refused(tmp_path, packed(content), settings)[0].code == "links_elsewhere"
    assert asked == []


def test_a_web_address_in_a_cell_is_no_link_to_another_file(tmp_path: Path, settings: Settings) -> None:
    entry = ("rId1", "hyperlink", "https://www.example.org/")
    assert opened(tmp_path, packed({**parts(), SHEET_LINKS: links(entry, outside=["rId1"])}), settings).sheets


def test_a_reference_to_another_workbook_is_refused(tmp_path: Path, settings: Settings) -> None:
    listed = parts()["xl/workbook.xml"].replace(
        "</sheets>", '</sheets><externalReferences><externalReference r:id="x"/></externalReferences>'
    )
    assert refused(tmp_path, packed({**parts(), "xl/workbook.xml": listed}), settings)[0].code == "links_elsewhere"


@pytest.mark.parametrize("target", ["worksheets/sheet9.xml", "../../../etc/hostname", "workbook.xml", "", "."])
def test_a_sheet_that_leads_nowhere_is_damage(tmp_path: Path, settings: Settings, target: str) -> None:
    entries = (("rId1", "worksheet", target), ("rIdT", "sharedStrings", "sharedStrings.xml"))
    (problem,) = refused(tmp_path, packed({**parts(), "xl/_rels/workbook.xml.rels": links(*entries)}), settings)
    assert (problem.code, "'Data'" in problem.message) == ("damaged_file", True)


def test_two_sheets_that_are_one_part_are_refused(tmp_path: Path, settings: Settings) -> None:
    content = parts({"One": sheet(), "Two": sheet()})
    content["xl/_rels/workbook.xml.rels"] = content["xl/_rels/workbook.xml.rels"].replace("sheet2.xml", "sheet1.xml")
    assert "same part" in refused(tmp_path, packed(content), settings)[0].message


def test_two_links_or_two_sheets_of_one_name_are_refused(tmp_path: Path, settings: Settings) -> None:
    twice = parts({"One": sheet(), "Two": sheet()})
    twice["xl/_rels/workbook.xml.rels"] = twice["xl/_rels/workbook.xml.rels"].replace('"rId2"', '"rId1"')
    assert refused(tmp_path, packed(twice), settings)[0].code == "damaged_file"
    assert "one name" in refused(tmp_path, packed(parts({"Data": sheet(), "data": sheet()})), settings)[0].message
    assert "one name" in refused(tmp_path, packed(parts({"": sheet()})), settings)[0].message


def test_a_list_of_parts_that_leads_to_itself_ends(tmp_path: Path, settings: Settings) -> None:
    entry = ("rId1", "worksheet", "sheet1.xml")
    assert opened(tmp_path, packed({**parts(), SHEET_LINKS: links(entry)}), settings).sheets


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_utf_8_and_utf_16_are_read(tmp_path: Path, settings: Settings, encoding: str) -> None:
    texts = shared(["Größe £"]).replace("UTF-8", "UTF-16" if encoding == "utf-16" else "UTF-8")
    content: dict[str, str | bytes] = {**parts(), "xl/sharedStrings.xml": texts.encode(encoding)}
    assert only_sheet(tmp_path, packed(content), settings).cell(1, 1) == Cell("Größe £")


@pytest.mark.parametrize(
    ("said", "written"),
    [("UTF-7", "utf-7"), ("UTF-16", "utf-8"), ("windows-1252", "cp1252"), ("nonsense", "utf-8"), ("UTF-8", "cp1252")],
)
def test_any_other_writing_is_damage(tmp_path: Path, settings: Settings, said: str, written: str) -> None:
    texts = shared(["Größe £"]).replace("UTF-8", said).encode(written)
    content: dict[str, str | bytes] = {**parts(), "xl/sharedStrings.xml": texts}
    assert refused(tmp_path, packed(content), settings)[0].code == "damaged_file"


def test_what_the_list_of_texts_says_of_itself_is_not_believed(tmp_path: Path, settings: Settings) -> None:
    said = 'count="4000000000" uniqueCount="4000000000"'
    content = packed({**parts(), "xl/sharedStrings.xml": shared(["Area"], said=said)})
    assert only_sheet(tmp_path, content, settings).cell(1, 1) == Cell("Area")


def test_texts_without_end_are_refused(tmp_path: Path, settings: Settings) -> None:
    texts = HEAD + f'<sst xmlns="{MAIN}">' + "<si><t>x</t></si>" * 5_000_000 + "</sst>"
    (problem,) = refused(tmp_path, packed({**parts(), "xl/sharedStrings.xml": texts}), settings)
    assert problem.code == "too_big"


def test_depth_and_attributes_without_end_are_refused(tmp_path: Path, settings: Settings) -> None:
    deep = sheet().replace("<sheetData>", "<x>" * 200 + "</x>" * 200 + "<sheetData>")
    wide = sheet().replace("<sheetData>", f"<x {' '.join(f'a{n}=' + chr(34) * 2 for n in range(500))}/><sheetData>")
    for bent in (deep, wide):
        assert refused(tmp_path, packed(parts({"Data": bent})), settings)[0].code == "unsafe_file"


def test_a_tag_without_end_is_damage(tmp_path: Path, settings: Settings) -> None:
    endless = sheet().replace("<sheetData>", f'<x a="{"y" * 30_000_000}"/><sheetData>')
    assert refused(tmp_path, packed(parts({"Data": endless})), settings)[0].code == "damaged_file"


def test_the_strict_form_and_prefixes_open_as_any_other(tmp_path: Path, settings: Settings) -> None:
    content = {name: part.replace(MAIN, STRICT_MAIN) for name, part in parts().items()}
    content = {
        name: part.replace(OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships")
        for name, part in content.items()
    }
    assert only_sheet(tmp_path, packed(content), settings).cell(1, 2).number == 12.5  # type: ignore[union-attr]
    prefixed = (
        f'{HEAD}<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>Area</x:t>'
        "</x:is></x:c></x:row></x:sheetData></x:worksheet>"
    )
    assert only_sheet(tmp_path, packed(parts({"Data": prefixed})), settings).cell(1, 1) == Cell("Area")


def test_names_in_other_capitals_and_from_the_top_lead_there_too(tmp_path: Path, settings: Settings) -> None:
    content = parts()
    content["xl/_rels/workbook.xml.rels"] = (
        content["xl/_rels/workbook.xml.rels"]
        .replace('"worksheets/sheet1.xml"', '"/xl/Worksheets/Sheet1.xml"')
        .replace('"sharedStrings.xml"', '"SharedStrings.xml"')
    )
    assert only_sheet(tmp_path, packed(content), settings).cell(1, 1) == Cell("Area")


def test_hidden_sheets_are_kept_apart(tmp_path: Path, settings: Settings) -> None:
    content = parts({"Shown": sheet(), "Hidden": sheet(), "Very": sheet()})
    content["xl/workbook.xml"] = (
        content["xl/workbook.xml"]
        .replace('name="Hidden"', 'name="Hidden" state="hidden"')
        .replace('name="Very"', 'name="Very" state="veryHidden"')
    )
    found = opened(tmp_path, packed(content), settings)
    assert [s.name for s in found.sheets] == ["Shown"]
    assert tuple(found.hidden_sheets) == tuple(s.name for s in found.hidden) == ("Hidden", "Very")


def test_a_chart_on_a_sheet_of_its_own_is_passed_over(tmp_path: Path, settings: Settings) -> None:
    content = parts({"Data": sheet(), "Chart": "<chartsheet/>"})
    content["xl/_rels/workbook.xml.rels"] = content["xl/_rels/workbook.xml.rels"].replace(
        f'Id="rId2" Type="{OFFICE}/worksheet"', f'Id="rId2" Type="{OFFICE}/chartsheet"'
    )
    assert [s.name for s in opened(tmp_path, packed(content), settings).sheets] == ["Data"]


@pytest.mark.parametrize("name", ["x" * 31, "Q3 \U0001f600", "It&apos;s &quot;here&quot;", "&lt;script&gt;alert(1)"])
def test_a_sheet_may_have_any_name(tmp_path: Path, settings: Settings, name: str) -> None:
    found = only_sheet(tmp_path, packed(parts({name: sheet()})), settings).name
    for written, meant in (("&apos;", "'"), ("&quot;", '"'), ("&lt;", "<"), ("&gt;", ">")):
        name = name.replace(written, meant)
    assert found == name


def test_the_title_of_the_workbook_is_told(tmp_path: Path, settings: Settings) -> None:
    content = parts()
    content["_rels/.rels"] = content["_rels/.rels"].replace(
        "</Relationships>",
        f'<Relationship Id="c" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        "</Relationships>",
    )
    content["docProps/core.xml"] = (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title> Suffolk scorecard </dc:title><dc:creator>Ann</dc:creator></cp:coreProperties>"
    )
    assert opened(tmp_path, packed(content), settings).title == "Suffolk scorecard"


def test_merges_and_hidden_rows_and_columns_are_told(tmp_path: Path, settings: Settings) -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row><row r="2" hidden="1">'
        '<c r="A2"><v>4</v></c><c r="C2"><v>5</v></c></row><row r="3" ht="0"/><row r="5" hidden="true"/>'
    )
    cols = (
        '<cols><col min="3" max="5" hidden="1"/><col min="7" max="7" width="0"/><col min="9" max="9" width="9"/></cols>'
    )
    merges = '<mergeCells count="9"><mergeCell ref="A1:B2"/></mergeCells>'
    found = only_sheet(tmp_path, workbook(rows, before=cols, after=merges), settings)
    assert found.merges == [Merge(1, 1, 2, 2)]
    assert found.hidden_rows == {2, 3, 5} and found.hidden_columns == {3, 4, 5, 7}
    assert [(r, c, said.text) for r, c, said in found.cells()] == [(1, 1, "1"), (1, 3, "3"), (2, 3, "5")]


def test_a_merge_that_is_none_is_told(tmp_path: Path, settings: Settings) -> None:
    merges = '<mergeCells><mergeCell ref="B2:A1"/><mergeCell ref="A1:ZZZ9"/></mergeCells>'
    problems = refused(tmp_path, workbook(GOOD, after=merges), settings)
    assert [problem.code for problem in problems] == ["cell_damaged"] * 2


def _commented(folder: Path, settings: Settings, content: dict[str, str]) -> dict[tuple[int, int], str]:
    found = only_sheet(folder, packed({**parts(), **content}), settings)
    return {(row, column): said.remark for row, column, said in found.cells() if said.remark}


def test_comments_hang_on_their_cells_also_on_blank_ones(tmp_path: Path, settings: Settings) -> None:
    notes = (
        f'<comments xmlns="{MAIN}"><authors><author>Ann</author></authors><commentList>'
        '<comment ref="B1"><text><r><t>Ann:</t></r><r><t xml:space="preserve">\nprovisional</t></r></text></comment>'
        '<comment ref="D7"><text><t>see note</t></text></comment><comment ref="A0"><text><t>x</t></text></comment>'
        "</commentList></comments>"
    )
    content = {SHEET_LINKS: links(("r1", "comments", "../comments1.xml")), "xl/comments1.xml": notes}
    assert _commented(tmp_path, settings, content) == {(1, 2): "Ann:\nprovisional", (7, 4): "see note"}


def test_a_thread_stands_in_place_of_the_note_that_announces_it(tmp_path: Path, settings: Settings) -> None:
    entries = (("r1", "comments", "../comments1.xml"), ("r2", "threadedComment", "../threadedComments/t1.xml"))
    note = "<text><t>[Threaded comment] Your version of Excel...</t></text>"
    content = {
        SHEET_LINKS: links(*entries),
        "xl/comments1.xml": f'<comments><commentList><comment ref="B1">{note}</comment></commentList></comments>',
        "xl/threadedComments/t1.xml": '<ThreadedComments><threadedComment ref="B1"><text>is this right?</text>'
        '</threadedComment><threadedComment ref="B1"><text>yes</text></threadedComment></ThreadedComments>',
    }
    assert _commented(tmp_path, settings, content) == {(1, 2): "is this right?\nyes"}
