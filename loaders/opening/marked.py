"""A council's own workbook again, with its problems marked: what the page offers beside the list of problems."""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from data.file_names import shown_name
from data.settings import Settings
from loaders.opening.child_process import Garbage, Lines, ask
from loaders.opening.file_types import HEAD, WORKBOOK, kind_of
from loaders.opening.statistics_files import is_statistics
from loaders.problems import Problem, Refused

# More than a person puts right; a workbook of comments without end does not open.
MOST = 2_000


def marked_workbook(path: Path, settings: Settings, problems: Sequence[Problem], *, name: str = "") -> bytes:
    """Return an .xlsx: the file's cells with each problem's coloured and commented, after a sheet that lists them all.

    Of a CSV it is a workbook with one sheet, File. Where the file cannot be copied, being too large or damaged, and of
    a statistics file, it is the list alone. Raises Refused when not even that can be made.
    """
    name = shown_name(name or path.name)
    with path.open("rb") as stream:
        kind = _kind(stream.read(HEAD))
    try:
        return _asked(path, settings, problems, name, kind)
    except Refused:
        if kind == "list":
            raise
        return _asked(path, settings, problems, name, "list")


def _kind(head: bytes) -> str:
    if kind_of(head) == WORKBOOK:
        return "workbook"
    return "list" if kind_of(head) != "text" or is_statistics(head) else "grid"


def _asked(path: Path, settings: Settings, problems: Sequence[Problem], name: str, kind: str) -> bytes:
    said = {"name": name, "kind": kind, "problems": [_said(problem, name) for problem in problems[:MOST]]}
    words = json.dumps(said).encode()
    with path.open("rb") as stream:
        if kind == "list":
            stream.seek(0, 2)
        before = struct.pack(">Q", len(words)) + words
        content, _ = ask("marked", stream, settings, name, _content, before=before)
    assert content is not None, "a copy without content and without a problem"
    return content


def _content(lines: Lines) -> bytes | None:
    content = None
    for line in lines:
        if content is not None:
            raise Garbage("two copies")
        content = lines.blob(line)
    return content


def _said(problem: Problem, name: str) -> dict[str, Any]:
    """Return a problem as the copy says it: without the place in front, which is where the words will stand."""
    what = problem.message
    places = (f"{name}, sheet {problem.sheet}, cell {problem.cell}: ", f"{name}, sheet {problem.sheet}: ", f"{name}, ")
    for place in places:
        if what.startswith(place):
            what = what.removeprefix(place)
            break
    return {
        "severity": problem.severity,
        "code": problem.code,
        "sheet": problem.sheet or "",
        "cell": problem.cell or "",
        "what": what[:1].upper() + what[1:],
        "fix": problem.fix,
    }
