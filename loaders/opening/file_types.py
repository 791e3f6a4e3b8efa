"""What a file is, by its first bytes alone: never by its name."""

from __future__ import annotations

WORKBOOK, PARQUET, TEXT = "workbook", "parquet", "text"
# Enough for any sign below, and for the first line of a statistics file.
HEAD = 65_536

_ZIP, _PARQUET = b"PK\x03\x04", b"PAR1"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
# The name of a part of a locked workbook, and of the one of an old one, as an old Office file writes them.
_LOCKED, _OLD_BOOK = "EncryptedPackage".encode("utf-16-le"), "Workbook".encode("utf-16-le")
_SIGNS = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"BM", "a picture (BMP)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "a packed file (gzip)"),
    (b"7z\xbc\xaf\x27\x1c", "a packed file (7-Zip)"),
    (b"Rar!", "a packed file (RAR)"),
    (b"BZh", "a packed file (bzip2)"),
    (b"\xfd7zXZ", "a packed file (xz)"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"SQLite format 3", "a database"),
)
_WEB_PAGES = (b"<!doctype html", b"<html", b"<table", b"<head", b"<body")


def kind_of(head: bytes) -> str:
    """Return WORKBOOK, PARQUET or TEXT; TEXT is whatever is nothing that is known."""
    if head.startswith(_ZIP):
        return WORKBOOK
    return PARQUET if head.startswith(_PARQUET) else TEXT


def other_kind(head: bytes, beginning: bytes) -> str:
    """Return what a file that we do not read is, in words: 'a PDF'; '' when it may be a text.

    `head` is its first bytes, `beginning` as much of it as tells an old Excel file from a locked one.
    """
    if head.startswith(_OLD_OFFICE):
        if _LOCKED in beginning:
            return "locked with a password"
        return "an old Excel file (.xls)" if _OLD_BOOK in beginning else "an old Excel file (.xls) or locked"
    for sign, words in _SIGNS:
        if head.startswith(sign) and (len(sign) > 2 or b"\x00" in head[:512]):
            return words
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:64].lower()
    if start.startswith(_WEB_PAGES):
        return "a web page (HTML)"
    return "an XML file" if start.startswith(b"<?xml") else ""
