"""A workbook's archive, looked over before anything of it is unpacked, and counted while it is."""

from __future__ import annotations

import codecs
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BufferedIOBase

from loaders.opening.inside.answer import Wrong
from loaders.opening.inside.limits import MOST_PARTS, Limits

# How old archives write names; loaded now, while files may be opened.
codecs.lookup("cp437")

MEGABYTE = 1_048_576
# Whatever a bent archive makes the library raise.
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, struct.error)
_CHUNK = 65_536
# Real sheets shrink to a twentieth. One this large that shrinks this much holds next to nothing.
_SUSPECT_SIZE, _SUSPECT_RATIO = 50 * MEGABYTE, 250
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_SAVE_XLSX = "Save it as an Excel workbook (.xlsx), which leaves them out."
_PASSWORD = "Take the password off."  # noqa: S105  # words for people
# What other programs' files have inside, and what they are.
_KINDS = (
    ("xl/workbook.bin", "a binary Excel workbook (.xlsb)"),
    ("content.xml", "an OpenDocument file (.ods)"),
    ("index/document.iwa", "an Apple Numbers file (.numbers)"),
    ("index.zip", "an Apple Numbers file (.numbers)"),
    ("word/document.xml", "a Word document"),
    ("ppt/presentation.xml", "a PowerPoint presentation"),
)


class Archive:
    """The parts of a workbook. Raises Wrong, when it is made, for an archive that should not be unpacked at all."""

    def __init__(self, stream: BufferedIOBase, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(stream)
            members = self._zip.infolist()
        except DAMAGE as error:
            raise damaged() from error
        self._left = limits.unpacked
        self._limits = limits
        _check_members(members, limits)
        self.unpacked = sum(member.file_size for member in members)
        self._members = {member.filename.lower().lstrip("/"): member for member in members}
        _check_kind(set(self._members))
        _check_dangers(set(self._members))

    def has(self, part: str) -> bool:
        """Return whether there is such a part, in capitals or not."""
        return part.lower() in self._members

    def chunks(self, part: str) -> Iterator[bytes]:
        """Yield a part's content. What is really unpacked is counted, whatever the archive says of itself."""
        try:
            with self._zip.open(self._members[part.lower()]) as stream:
                while chunk := stream.read(_CHUNK):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise _too_big("unpacks to more than it says", self._limits)
                    yield chunk
        except DAMAGE as error:
            raise damaged() from error


def damaged(what: str = "is damaged and cannot be read as a workbook.") -> Wrong:
    """Return the refusal of a workbook that cannot be read."""
    return Wrong("damaged_file", what)


def _too_big(how: str, limits: Limits) -> Wrong:
    return Wrong(
        "too_big",
        f"{how}. The limit is {limits.unpacked // MEGABYTE} MB.",
        "Take out sheets and rows that hold no figures, then save it again.",
    )


def _check_members(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(members) > MOST_PARTS:
        raise Wrong(
            "too_big",
            f"has {len(members):,} parts inside. The limit is {MOST_PARTS:,}.",
            "Keep the sheets that hold figures and save it again.",
        )
    if any(member.flag_bits & 1 for member in members):
        raise Wrong("wrong_type", "is locked with a password. It was not read.", _PASSWORD)
    unpacked = sum(member.file_size for member in members)
    if unpacked > limits.unpacked:
        raise _too_big(f"unpacks to {unpacked / MEGABYTE:.0f} MB", limits)
    for member in members:
        if member.file_size > _SUSPECT_SIZE and member.file_size > _SUSPECT_RATIO * member.compress_size:
            raise _too_big(f"holds a part that unpacks to {member.file_size // MEGABYTE} MB of next to nothing", limits)
        if member.compress_type not in _METHODS:
            raise damaged("is packed in a way that workbooks never are, so it was not read.")
        if stat.S_ISLNK(member.external_attr >> 16):
            raise Wrong("unsafe_file", "holds a link to another file instead of a part. It was not read.")
    names = [member.filename.lower().lstrip("/") for member in members]
    if len(set(names)) < len(names):
        raise damaged("holds one part twice, so nobody can say which one counts. It was not read.")


def _check_kind(names: set[str]) -> None:
    if "xl/workbook.xml" in names or any(name.startswith("xl/worksheets/") for name in names):
        return
    for member, kind in _KINDS:
        if member in names:
            raise Wrong("wrong_type", f"is {kind}. It was not read.")
    if "encryptedpackage" in names:
        raise Wrong("wrong_type", "is locked with a password. It was not read.", _PASSWORD)
    if any(name.endswith((".xlsx", ".xls", ".csv")) for name in names):
        raise Wrong(
            "wrong_type",
            "is a zip archive with files in it. It was not read.",
            "Unpack it, and load the files one by one.",
        )
    raise Wrong("wrong_type", "is not an Excel workbook (.xlsx). It was not read.")


def _check_dangers(names: set[str]) -> None:
    if any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in names):
        raise macros()
    if any(name.startswith(("xl/embeddings/", "xl/activex/")) or "oleobject" in name for name in names):
        raise Wrong(
            "wrong_type",
            "holds other files or controls inside it. Such workbooks are not read.",
            "Delete the objects that were inserted into its sheets, and save it again.",
        )
    if any(name.startswith(("xl/externallinks/", "xl/querytables/", "xl/connections.xml")) for name in names):
        raise links()


def macros() -> Wrong:
    """Return the refusal of a workbook with macros."""
    return Wrong("wrong_type", "holds macros. Files with macros are not read.", _SAVE_XLSX)


def links() -> Wrong:
    """Return the refusal of a workbook that takes figures from elsewhere."""
    return Wrong(
        "links_elsewhere",
        "links to another workbook or to a database, so its figures may be out of date. It was not read.",
        "In Excel choose Data, then Edit links, then Break link, and save it.",
    )
