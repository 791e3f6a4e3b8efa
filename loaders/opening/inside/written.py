"""Telling how a text file is written: UTF-8, UTF-16 with its mark, or the old Windows text; anything else is damage."""

from __future__ import annotations

import codecs
import re

from loaders.opening.inside.answer import WARNING, Answer, Wrong

# Loaded now, while files may be opened.
for _name in ("utf-8-sig", "utf-16", "cp1252"):
    codecs.lookup(_name)

# What UTF-8 writes beyond plain letters, and the bytes for which Windows text has no letter.
_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_NO_LETTER = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_SAMPLE = 20


def encoding_of(raw: bytes, answer: Answer) -> str:
    """Return the codec that reads a text whole, saying so when it is Windows text. Raises Wrong for what is no text."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            raw.decode("utf-16")
        except UnicodeDecodeError as error:
            raise Wrong(
                "damaged_file", "is damaged and cannot be read as text.", "Save the file again as CSV."
            ) from error
        return "utf-16"
    empty = raw.find(b"\0")
    if empty >= 0:
        where = _line(raw, empty)
        raise Wrong(
            "wrong_type", f"is not a text file or a workbook (line {where} holds an empty byte). It was not read."
        )
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        _check_windows(raw, error.start)
        _say_windows(raw, error.start, answer)
        return "cp1252"
    return "utf-8-sig"


def _check_windows(raw: bytes, first: int) -> None:
    """Raise Wrong unless all of it is Windows text: no byte without a letter, and nothing that is plainly UTF-8."""
    marked, mixed, none = raw.startswith(codecs.BOM_UTF8), _UTF8.search(raw), _NO_LETTER.search(raw)
    if not (marked or mixed or none):
        return
    at = first if marked or mixed or none is None else none.start()
    where = _line(raw, at)
    raise Wrong(
        "damaged_file",
        f"the byte {raw[at]:02X} is no letter there: the text is damaged, or it is written in two ways at once.",
        "Open it in a spreadsheet, put the text of that line right, and save it as CSV UTF-8.",
        cell=f"{where}:{where}",
    )


def _say_windows(raw: bytes, first: int, answer: Answer) -> None:
    begins = max(raw.rfind(b"\n", 0, first) + 1, first - _SAMPLE)
    sample = raw[begins : first + _SAMPLE].splitlines()[0].decode("cp1252").strip()
    where = _line(raw, first)
    answer.fault(
        "windows_text",
        f"the file was read as Windows text, not as UTF-8. It says: {sample}",
        "Nothing to do if the words look right. Else save the file as CSV UTF-8.",
        cell=f"{where}:{where}",
        found=sample,
        severity=WARNING,
    )


def _line(raw: bytes, at: int) -> int:
    return (raw.count(b"\n", 0, at) or raw.count(b"\r", 0, at)) + 1
