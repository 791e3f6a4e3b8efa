"""Opening a file: telling what it is by its first bytes, and having a child of its own read the rest.

This process looks at the size and the beginning of a file and never parses it: see `inside` for what does, and
`child_process` for what becomes of a child that fails.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from io import BufferedReader
from pathlib import Path

from data.file_names import shown_name
from data.settings import MEGABYTE, Settings
from loaders.opened import SAVE_AS, Opened
from loaders.opening.assemble import take_book, take_table
from loaders.opening.child_process import ask, start_ahead
from loaders.opening.file_types import HEAD, PARQUET, TEXT, WORKBOOK, kind_of, other_kind
from loaders.opening.statistics_files import is_statistics
from loaders.problems import refusal


def open_file(path: Path, settings: Settings, *, name: str = "") -> Opened:
    """Return what is in a file. Raises Refused with what is wrong and what to do about it."""
    name = shown_name(name or path.name)
    try:
        with path.open("rb") as stream:
            return _opened(stream, settings, name)
    except OSError as error:
        raise refusal(
            "not_a_file",
            f"{name} cannot be opened: {error.strerror or error}.",
            "Check the name and try again.",
        ) from error


def _opened(stream: BufferedReader, settings: Settings, name: str) -> Opened:
    size = os.fstat(stream.fileno()).st_size
    if size == 0:
        raise refusal("empty_file", f"{name} is empty.", "Save the file again and check that it has figures in it.")
    head = stream.read(HEAD)
    kind = kind_of(head)
    _check_size(name, size, kind, settings)
    if kind == TEXT:
        _refuse_others(name, head, stream)
    stream.seek(0)
    sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    stream.seek(0)
    if kind == PARQUET or (kind == TEXT and is_statistics(head)):
        return _table(stream, settings, Opened(name, sha256, size, PARQUET if kind == PARQUET else "csv"))
    job = "workbook" if kind == WORKBOOK else "grid"
    book, notices = ask(job, stream, settings, name, take_book)
    return Opened(
        name,
        sha256,
        size,
        "workbook" if kind == WORKBOOK else "csv",
        tuple(sheet for sheet in book.sheets if sheet.name not in book.hidden),
        book.hidden,
        tuple(sheet for sheet in book.sheets if sheet.name in book.hidden),
        header=book.header,
        title=book.title,
        notices=tuple(notices),
    )


def _table(stream: BufferedReader, settings: Settings, bare: Opened) -> Opened:
    job = "parquet" if bare.kind == PARQUET else "table"
    answer, notices = ask(job, stream, settings, bare.name, take_table)
    start_ahead("table", settings)
    assert answer is not None, "a table without rows and without a problem"
    header, table, lines = answer
    return replace(bare, header=header, table=table, lines=lines, notices=tuple(notices))


def _check_size(name: str, size: int, kind: str, settings: Settings) -> None:
    limit = settings.max_workbook_bytes if kind == WORKBOOK else settings.max_csv_bytes
    if size > limit:
        said = f"{size / MEGABYTE:.0f} MB"
        # Of a file that is a hair too large: "is 20 MB. The limit is 20 MB" would help nobody.
        said = f"a little more than {said}" if round(size / MEGABYTE) * MEGABYTE <= limit else said
        raise refusal(
            "too_big",
            f"{name} is {said}. The limit is {limit // MEGABYTE} MB.",
            "Split it into smaller files, or take out sheets that hold no figures.",
        )


def _refuse_others(name: str, head: bytes, stream: BufferedReader) -> None:
    """Refuse what is neither a workbook nor a text, by its name in plain words."""
    stream.seek(0)
    other = other_kind(head, stream.read(MEGABYTE))
    if other == "locked with a password":
        fix = "Open it, take the password off, and save it as an Excel workbook (.xlsx)."
        raise refusal("wrong_type", f"{name} is {other}. It was not read.", fix)
    if other:
        raise refusal(
            "wrong_type", f"{name} is {other}, and not a workbook (.xlsx) or a CSV. It was not read.", SAVE_AS
        )
