"""What a file is, by its first bytes and its archive: only a sound workbook gets as far as its sheets."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
from pathlib import Path

import pytest

from data.settings import Settings
from loaders.opening.open_file import open_file
from loaders.problems import Refused
from tests.loaders.opening.raw import MACRO_KIND, opened, packed, parts, refused, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
GOOD = workbook()
OTHERS = {
    "picture.xlsx": (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "a picture (PNG)"),
    "paper.xlsx": (b"%PDF-1.7\n...", "a PDF"),
    "page.xls": (b"\xef\xbb\xbf\r\n<html><table><tr><td>1</td></tr></table></html>", "a web page (HTML)"),
    "page.csv": (b"<!DOCTYPE html><html></html>", "a web page (HTML)"),
    "flat.xml": (b'<?xml version="1.0"?><Workbook/>', "an XML file"),
    "letter.csv": (b"{\\rtf1 hello}", "a text document (RTF)"),
    "setup.xlsx": (b"MZ\x90\x00\x03" + b"\0" * 99, "a program"),
    "book.xlsx.gz": (gzip.compress(GOOD), "a packed file (gzip)"),
    "book.7z": (b"7z\xbc\xaf\x27\x1c" + b"\0" * 99, "a packed file (7-Zip)"),
    "old.xls": (OLE + "Workbook".encode("utf-16-le"), "an old Excel file (.xls)"),
    "locked.xlsx": (OLE + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
    "book.xlsb": (packed({"[Content_Types].xml": "<Types/>", "xl/workbook.bin": b"x"}), "a binary Excel workbook"),
    "open.ods": (packed({"mimetype": "x", "content.xml": "<x/>"}), "an OpenDocument file (.ods)"),
    "apple.numbers": (packed({"Index/Document.iwa": b"x"}), "an Apple Numbers file"),
    "letter.xlsx": (packed({"[Content_Types].xml": "<Types/>", "word/document.xml": "<x/>"}), "a Word document"),
    "files.zip": (packed({"one.xlsx": GOOD, "two.xlsx": GOOD}), "a zip archive with files in it"),
    "other.zip": (packed({"notes.txt": "hello"}), "not an Excel workbook"),
    "empty.zip": (packed({}), "an empty zip archive"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_another_kind_of_file_is_named(tmp_path: Path, settings: Settings, name: str) -> None:
    content, words = OTHERS[name]
    (problem,) = refused(tmp_path, content, settings, name)
    assert problem.code == "wrong_type"
    assert words in problem.message


def test_a_comma_separated_file_may_begin_with_the_letters_of_another_kind(tmp_path: Path, settings: Settings) -> None:
    assert opened(tmp_path, b"BMI,MZ\n1,2\n", settings, "b.csv").header == ("BMI", "MZ")
    assert opened(tmp_path, b"MZ,BM\n1,2\n", settings, "m.csv").header == ("MZ", "BM")


def test_text_by_the_name_of_a_workbook_is_read_as_text(tmp_path: Path, settings: Settings) -> None:
    assert opened(tmp_path, b"hello,there\n", settings, "text.xlsx").kind == "csv"


def test_a_workbook_is_known_by_its_content_and_not_by_its_name(tmp_path: Path, settings: Settings) -> None:
    assert opened(tmp_path, GOOD, settings, "figures.csv").kind == "workbook"
    assert opened(tmp_path, GOOD, settings, "figures").kind == "workbook"


def test_an_empty_file_is_said_to_be_empty(tmp_path: Path, settings: Settings) -> None:
    (problem,) = refused(tmp_path, b"", settings)
    assert problem.code == "empty_file"


def test_what_is_no_file_is_said(tmp_path: Path, settings: Settings) -> None:
    for path in (tmp_path / "gone.xlsx", tmp_path):
        with pytest.raises(Refused) as caught:
            open_file(path, settings)
        assert caught.value.problems[0].code == "not_a_file"


@pytest.mark.parametrize(
    "name", ["../../x.xlsx", "C:\\x\\x.xlsx", "\\\\host\\share\\x.xlsx", "x" * 300 + ".xlsx", "\u202exslx.exe", "x"]
)
def test_a_name_is_only_a_name(tmp_path: Path, settings: Settings, name: str) -> None:
    (tmp_path / "kept").write_bytes(GOOD)
    shown = open_file(tmp_path / "kept", settings, name=name).name
    assert "/" not in shown and "\\" not in shown


MACROS = {
    "vbaProject": packed({**parts(), "xl/vbaProject.bin": b"x"}),
    "content type": packed(parts(kind=MACRO_KIND)),
    "old macro sheet": packed({**parts(), "xl/macrosheets/sheet1.xml": "<x/>"}),
}


@pytest.mark.parametrize("how", MACROS)
def test_macros_are_refused_whatever_the_file_is_called(tmp_path: Path, settings: Settings, how: str) -> None:
    (problem,) = refused(tmp_path, MACROS[how], settings)
    assert (problem.code, "holds macros" in problem.message) == ("wrong_type", True)


@pytest.mark.parametrize("part", ["xl/embeddings/oleObject1.bin", "xl/activeX/activeX1.xml", "xl/oleObject2.bin"])
def test_files_within_the_file_are_refused(tmp_path: Path, settings: Settings, part: str) -> None:
    (problem,) = refused(tmp_path, packed({**parts(), part: b"x"}), settings)
    assert (problem.code, "other files or controls" in problem.message) == ("wrong_type", True)


@pytest.mark.parametrize(
    "part", ["xl/externalLinks/externalLink1.xml", "xl/connections.xml", "xl/queryTables/queryTable1.xml"]
)
def test_links_to_other_files_are_refused(tmp_path: Path, settings: Settings, part: str) -> None:
    (problem,) = refused(tmp_path, packed({**parts(), part: "<x/>"}), settings)
    assert (problem.code, "links to another workbook" in problem.message) == ("links_elsewhere", True)


@pytest.mark.parametrize("share", [10, 50, 90, 99])
def test_a_cut_workbook_is_damaged(tmp_path: Path, settings: Settings, share: int) -> None:
    (problem,) = refused(tmp_path, GOOD[: len(GOOD) * share // 100], settings)
    assert problem.code == "damaged_file"


def test_anything_before_the_archive_makes_it_no_workbook(tmp_path: Path, settings: Settings) -> None:
    assert "PDF" in refused(tmp_path, b"%PDF-1.4\n" + GOOD, settings)[0].message
    assert refused(tmp_path, b"<html></html>" + GOOD, settings)[0].code == "wrong_type"


def test_what_follows_the_archive_does_no_harm(tmp_path: Path, settings: Settings) -> None:
    stream = io.BytesIO(GOOD)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.comment = b"x" * 65_000
    assert opened(tmp_path, stream.getvalue(), settings).sheets
    assert opened(tmp_path, GOOD + b"\0" * 100, settings).sheets


def test_an_archive_in_its_large_form_opens(tmp_path: Path, settings: Settings) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts().items():
            with archive.open(name, "w", force_zip64=True) as member:
                member.write(part.encode())
    assert opened(tmp_path, stream.getvalue(), settings).sheets


def test_a_locked_member_is_locked_with_a_password(tmp_path: Path, settings: Settings) -> None:
    content = bytearray(packed(parts(), zipfile.ZIP_STORED))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(sign) + at] |= 1
    assert "password" in refused(tmp_path, bytes(content), settings)[0].message


def test_another_way_of_packing_is_refused(tmp_path: Path, settings: Settings) -> None:
    for method in (zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2):
        assert "packed in a way" in refused(tmp_path, packed(parts(), method), settings)[0].message


@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "XL/Worksheets/Sheet1.XML"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_is_there_twice_is_refused(tmp_path: Path, settings: Settings, name: str) -> None:
    stream = io.BytesIO(GOOD)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(name, "<worksheet/>")
    assert "one part twice" in refused(tmp_path, stream.getvalue(), settings)[0].message


def test_a_link_in_the_file_system_is_no_part(tmp_path: Path, settings: Settings) -> None:
    stream = io.BytesIO(GOOD)
    with zipfile.ZipFile(stream, "a") as archive:
        entry = zipfile.ZipInfo("xl/link.xml")
        entry.create_system, entry.external_attr = 3, 0o120777 << 16
        archive.writestr(entry, "/etc/hostname")
    assert refused(tmp_path, stream.getvalue(), settings)[0].code == "unsafe_file"


def test_too_many_parts_are_refused(tmp_path: Path, settings: Settings) -> None:
    content = packed({**parts(), **{f"xl/media/{n}.png": b"" for n in range(60_000)}}, zipfile.ZIP_STORED)
    (problem,) = refused(tmp_path, content, settings)
    assert (problem.code, "2,000" in problem.message) == ("too_big", True)


def test_a_workbook_that_unpacks_to_too_much_is_never_unpacked(tmp_path: Path, settings: Settings) -> None:
    stream = io.BytesIO(GOOD)
    archive = zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED)
    with archive, archive.open("xl/worksheets/sheet2.xml", "w", force_zip64=True) as member:
        for _ in range(1024):
            member.write(b" " * 1_048_576)
    (problem,) = refused(tmp_path, stream.getvalue(), settings)
    assert (problem.code, "1024 MB" in problem.message) == ("too_big", True)


def test_a_part_that_shrinks_to_nothing_is_refused(tmp_path: Path, settings: Settings) -> None:
    content = packed({**parts(), "xl/media/image1.png": b"\0" * 60_000_000})
    assert "next to nothing" in refused(tmp_path, content, settings)[0].message


def test_a_list_of_contents_that_lies_is_caught(tmp_path: Path, settings: Settings) -> None:
    """The archive says 1,000 bytes, and 50 MB come out."""
    name = b"xl/worksheets/sheet1.xml"
    made = bytearray(packed({**parts(), name.decode(): b"<worksheet>" + b" " * 50_000_000 + b"</worksheet>"}))
    for sign, size_at, name_at in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        at = made.index(sign)
        while made[at + name_at : at + name_at + len(name)] != name:
            at = made.index(sign, at + 1)
        made[at + size_at : at + size_at + 4] = struct.pack("<I", 1_000)
    (problem,) = refused(tmp_path, bytes(made), settings)
    assert problem.code == "damaged_file"
