"""Opening a file: telling what it is by its content, and giving its cells without believing anything it says.

A workbook is looked over before it is read (its size unpacked, its sheets, macros, passwords), then read row by row.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from data.settings import Settings
from loaders.cells import of_float
from loaders.opened import SAVE_AS, Cell, Opened, Sheet
from loaders.problems import ERROR, Problem, Refused, refusal


def open_file(path: Path, settings: Settings, *, name: str = "") -> Opened:
    """Return what is in a file. Raises Refused with what is wrong and what to do about it."""
    name = Path((name or path.name).replace("\\", "/")).name
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(8)
    except OSError as error:
        raise refusal(
            "not_a_file",
            f"{name} cannot be opened: {error.strerror or error}.",
            "Check the name and try again.",
        ) from error
    if size == 0:
        raise refusal("empty_file", f"{name} is empty.", "Save the file again and check that it has figures in it.")
    _check_size(name, size, head, settings)
    sha256 = _hash(path)
    if head.startswith(b"PAR1"):
        return _open_parquet(path, name, sha256, size)
    if head.startswith(b"PK\x03\x04"):
        return _open_workbook(path, name, sha256, size, settings)
    _refuse_others(name, head)
    return _open_csv(path, name, sha256, size, settings)


def _check_size(name: str, size: int, head: bytes, settings: Settings) -> None:
    limit = settings.max_workbook_bytes if head.startswith(b"PK") else settings.max_csv_bytes
    if size > limit:
        raise refusal(
            "too_big",
            f"{name} is {size / 1_048_576:.0f} MB. The limit is {limit // 1_048_576} MB.",
            "Split it into smaller files, or take out sheets that hold no figures.",
        )


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _refuse_others(name: str, head: bytes) -> None:
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise refusal(
            "wrong_type",
            f"{name} is an old Excel file (.xls) or is locked with a password. It was not read.",
            SAVE_AS + " Take the password off first.",
        )
    if head.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"MZ", b"\x1f\x8b")):
        raise refusal("wrong_type", f"{name} is not a spreadsheet. It was not read.", SAVE_AS)


# --- workbooks ----------------------------------------------------------------------------------------------------


def _open_workbook(path: Path, name: str, sha256: str, size: int, settings: Settings) -> Opened:
    _look_over(path, name, settings)
    import openpyxl  # here, since a command that reads no workbook need not wait for it

    sheets, hidden = [], []
    try:
        # The content, not the path: openpyxl goes by a file's ending, and we do not.
        content = path.read_bytes()
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        formulas = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                hidden.append(sheet.title)
                continue
            sheets.append(_read_sheet(sheet, formulas[sheet.title], name, settings))
    except Refused:
        raise
    except Exception as e:  # whatever a damaged archive or a bent sheet makes the library raise
        raise refusal("damaged_file", f"{name} is damaged and cannot be read as a workbook.", SAVE_AS) from e
    return Opened(name, sha256, size, "workbook", tuple(sheets), tuple(hidden))


def _look_over(path: Path, name: str, settings: Settings) -> None:
    """Refuse what should not be unpacked at all, from the archive's own list of contents."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, EOFError) as error:
        raise refusal("damaged_file", f"{name} is damaged and cannot be read as a workbook.", SAVE_AS) from error
    names = {member.filename for member in members}
    unpacked = sum(member.file_size for member in members)
    if unpacked > settings.max_unpacked_bytes:
        raise refusal(
            "too_big",
            f"{name} unpacks to {unpacked / 1_048_576:.0f} MB. "
            f"The limit is {settings.max_unpacked_bytes // 1_048_576} MB.",
            "Take out sheets and rows that hold no figures, then save it again.",
        )
    if any(member.flag_bits & 1 for member in members) or "EncryptedPackage" in names:
        raise refusal("wrong_type", f"{name} is locked with a password. It was not read.", "Take the password off.")
    if "xl/workbook.xml" not in names:
        what = "an OpenDocument file (.ods)" if "content.xml" in names else "not an Excel workbook (.xlsx)"
        if "xl/workbook.bin" in names:
            what = "a binary Excel workbook (.xlsb)"
        raise refusal("wrong_type", f"{name} is {what}. It was not read.", SAVE_AS)
    if any(n.lower().endswith("vbaproject.bin") for n in names):
        raise refusal(
            "wrong_type",
            f"{name} holds macros. Files with macros are not read.",
            "Save it as an Excel workbook (.xlsx), which leaves the macros out.",
        )
    sheets = sum(n.startswith("xl/worksheets/") and n.endswith(".xml") for n in names)
    if sheets > settings.max_sheets:
        raise refusal(
            "too_big",
            f"{name} has {sheets} sheets. The limit is {settings.max_sheets}.",
            "Keep the sheets that hold figures and save it again.",
        )


def _read_sheet(sheet: Any, formulas: Any, name: str, settings: Settings) -> Sheet:
    rows: dict[int, dict[int, Cell]] = {}
    sheet.reset_dimensions()
    formulas.reset_dimensions()
    for row, original in zip(sheet.iter_rows(), formulas.iter_rows(), strict=False):
        for cell, formula in zip(row, original, strict=False):
            said = _cell(cell, formula)
            if said is None:
                continue
            if cell.row > settings.max_sheet_rows:
                raise refusal(
                    "too_big",
                    f"{name}, sheet {sheet.title}: there is something in row {cell.row:,}. "
                    f"The limit is {settings.max_sheet_rows:,} rows.",
                    "Delete the rows below the figures, then save it again.",
                    sheet=sheet.title,
                    cell=cell.coordinate,
                )
            rows.setdefault(cell.row, {})[cell.column] = said
    return Sheet(sheet.title, rows)


def _cell(cell: Any, formula: Any) -> Cell | None:
    value = cell.value
    if value is None:
        # A formula that gave an empty text has a result; one that was never worked out has none.
        waiting = getattr(formula, "data_type", "") == "f" and getattr(cell, "data_type", "n") != "str"
        return Cell("", uncalculated=True) if waiting and formula.value is not None else None
    if isinstance(value, bool):
        return Cell("TRUE" if value else "FALSE")
    if isinstance(value, (int, float)):
        number = of_float(value)
        percent = "%" in str(cell.number_format or "")
        if number is None:
            return Cell(str(value))
        return Cell(_plain(number * 100 if percent else number) + ("%" if percent else ""), number, None, percent)
    if isinstance(value, date):  # a datetime is one too
        return _dated(value.date() if isinstance(value, datetime) else value, str(cell.number_format or ""))
    if isinstance(value, time):
        return Cell(value.strftime("%H:%M"))
    text = str(value)
    if getattr(cell, "data_type", "") == "e" or text in _FAILED:
        return Cell(text, failed=True)
    return Cell(text) if text.strip() else None


_FAILED = {"#DIV/0!", "#REF!", "#N/A", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"}


def _dated(day: date, number_format: str) -> Cell:
    """Return a date as it is shown: Excel makes May-04 the first of May, and shows the month alone."""
    shown = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", number_format.lower())
    if "y" in shown and "d" not in shown:
        return Cell(f"{day:%B %Y}" if "m" in shown else str(day.year))
    return Cell(day.isoformat(), None, day)


def _plain(number: Decimal) -> str:
    text = f"{number.normalize():f}"
    return "0" if text == "-0" else text


# --- tables -------------------------------------------------------------------------------------------------------


def _open_parquet(path: Path, name: str, sha256: str, size: int) -> Opened:
    try:
        file = pyarrow.parquet.ParquetFile(path)
        texts = [f.name for f in file.schema_arrow if pa.types.is_string(f.type)]
        table = pyarrow.parquet.read_table(path, read_dictionary=texts)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise refusal("damaged_file", f"{name} is damaged and cannot be read.", "Download the file again.") from error
    lines = np.arange(2, table.num_rows + 2, dtype=np.int32)  # as they would be in a CSV of it
    return Opened(name, sha256, size, "parquet", header=table.column_names, table=table, lines=lines)


def _open_csv(path: Path, name: str, sha256: str, size: int, settings: Settings) -> Opened:
    raw = path.read_bytes()
    text = _decoded(raw, name)
    if b"\n" not in text:
        text = text.replace(b"\r", b"\n")  # lines as an old Macintosh ends them
    # Blank lines above the header are counted, not read.
    above = len(text) - len(text.lstrip(b"\r\n"))
    blank = text[:above].count(b"\n")
    text = text[above:]
    header, delimiter = _header(text, name)
    names = [f"{index}" for index in range(len(header))]
    try:
        table = pyarrow.csv.read_csv(
            io.BytesIO(text),
            read_options=pyarrow.csv.ReadOptions(column_names=names, skip_rows=1, use_threads=False),
            parse_options=pyarrow.csv.ParseOptions(delimiter=delimiter, newlines_in_values=b'"' in text),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types={n: pa.dictionary(pa.int32(), pa.string()) for n in names},
                strings_can_be_null=False,
                quoted_strings_can_be_null=False,
            ),
        )
    except (pa.ArrowException, ValueError) as error:
        raise Refused([_csv_fault(name, str(error))]) from error
    if table.num_rows > settings.max_csv_rows:
        raise refusal(
            "too_big",
            f"{name} has {table.num_rows:,} rows. The limit is {settings.max_csv_rows:,}.",
            "Split it into smaller files.",
        )
    lines = _lines(text, delimiter, table.num_rows) + blank
    return Opened(name, sha256, size, "csv", header=tuple(header), table=table, lines=lines)


def _lines(text: bytes, delimiter: str, rows: int) -> np.ndarray:
    """Return the line on which each row begins: not simply the next one where lines are blank or cells hold several."""
    plain = text.rstrip(b"\r\n").count(b"\n") == rows
    if plain:
        return np.arange(2, rows + 2, dtype=np.int32)
    reader = csv.reader(io.StringIO(text.decode("utf-8"), newline=""), delimiter=delimiter)
    begins, line = [], 1
    for row in reader:
        if row:
            begins.append(line)
        line = reader.line_num + 1
    found = np.array(begins[1:], dtype=np.int32)
    return found if len(found) == rows else np.arange(2, rows + 2, dtype=np.int32)


def _decoded(raw: bytes, name: str) -> bytes:
    """Return the text as UTF-8 without a byte-order mark; older Windows text is turned into it."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return raw.decode("utf-16").encode()
        except UnicodeDecodeError as error:
            raise refusal(
                "damaged_file", f"{name} is damaged and cannot be read as text.", "Save the file again as CSV."
            ) from error
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    if b"\x00" in raw[:4096]:
        raise refusal("wrong_type", f"{name} is not a text file or a workbook. It was not read.", SAVE_AS)
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace").encode()
    return raw


def _header(text: bytes, name: str) -> tuple[list[str], str]:
    first = text.lstrip(b"\r\n").split(b"\n", 1)[0].decode("utf-8").rstrip("\r")
    delimiter = max(",;\t|", key=first.count)
    try:
        header = next(csv.reader([first], delimiter=delimiter), [])
    except csv.Error as error:
        raise refusal(
            "damaged_file",
            f"{name} cannot be read as a CSV: its first line is not a list of names.",
            SAVE_AS,
            cell="1:1",
        ) from error
    if not first.count(delimiter):
        raise refusal(
            "not_recognised",
            f"{name} is not a table: its first line has no columns ({first[:60]!r}).",
            "The first line must hold the names of the columns.",
            cell="1:1",
            found=first[:60],
        )
    return [column.strip() for column in header], delimiter


def _csv_fault(name: str, said: str) -> Problem:
    line = said.split("Row #")[1].split(":")[0] if "Row #" in said else ""
    where = f" at line {line}" if line else ""
    return Problem(
        ERROR,
        "damaged_file",
        f"{name} cannot be read as a CSV{where}: a line has more or fewer columns than the first line.",
        "Open the file in a spreadsheet, check that line, and save it again as CSV.",
        cell=f"{line}:{line}" if line else None,
    )
