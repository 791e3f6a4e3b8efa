"""A short-lived process for each file: it reads what nobody can trust, and what becomes of it is a plain refusal.

The answer is lines of JSON and bytes of a stated length, never a pickle. It is believed only when its last line has
come and the process has ended well.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, TypeVar

import pyarrow as pa

from data.settings import MEGABYTE, Settings
from loaders.opened import SAVE_AS
from loaders.opening.ahead import Spare
from loaders.problems import CODES, ERROR, WARNING, Problem, Refused, refusal

SCRIPT = Path(__file__).parent / "inside" / "start.py"
OUT_OF_MEMORY = 71
# The jobs that need libraries, and more memory for them: bulk tables and marked copies are held whole.
LIBRARIES = ("table", "parquet", "marked")
# One line of an answer, far beyond what a file within the limits can make.
_LONGEST_LINE = 64 * MEGABYTE
_LONGEST_WORDS = 2_000
# What the process may know of its surroundings.
_KEPT = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")
_AT_ONCE = max(2, os.cpu_count() or 1)
_spare = Spare()
_places = threading.BoundedSemaphore(_AT_ONCE)

Answer = TypeVar("Answer")


class Garbage(ValueError):
    """An answer that no healthy child gives."""


class Lines:
    """A child's answer, line by line, of at most so many bytes. Its problems are gathered on the way.

    `ended` tells that all was said.
    """

    def __init__(self, stream: IO[bytes], file: str, most: int) -> None:
        self._stream = stream
        self._file = file
        self._left = most
        self._problems: list[Problem] = []
        self.ended = False

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Yield each line but those with problems and the last. Raises Garbage, and ValueError for what is no JSON."""
        while not self.ended:
            text = self._stream.readline(_LONGEST_LINE)
            self._left -= len(text)
            if not text.endswith(b"\n") or self._left < 0:
                raise Garbage("the answer breaks off")
            line = json.loads(text)
            if not isinstance(line, dict):
                raise Garbage("a line is no object")
            if "fault" in line:
                self._problems.append(_problem(self._file, *line["fault"]))
            elif "end" in line:
                self._more(line["more"])
                self.ended = True
            elif "broke" in line:
                logging.getLogger("scrutineer").error("the child that reads files failed: %.2000s", line["broke"])
                raise Garbage("our own code failed")
            else:
                yield line

    def blob(self, line: dict[str, Any]) -> bytes:
        """Return the bytes that a line announces."""
        size = line["blob"]
        self._left -= size
        if self._left < 0 or size < 0:
            raise Garbage("too many bytes")
        content = self._stream.read(size)
        if len(content) != size:
            raise Garbage("the answer breaks off")
        return content

    def problems(self) -> list[Problem]:
        """Return the warnings. Raises Refused with all problems when one is an error."""
        if any(problem.severity == ERROR for problem in self._problems):
            raise Refused(self._problems)
        return self._problems

    def _more(self, count: int) -> None:
        if count:
            self._problems.append(
                Problem(
                    ERROR,
                    "cell_damaged",
                    f"{self._file} has {int(count):,} more problems of these kinds, which are not listed.",
                    "Put the listed ones right and load the file again.",
                )
            )


def _problem(
    file: str, severity: str, code: str, what: str, fix: str, sheet: str | None, cell: str | None, found: str | None
) -> Problem:
    """Return a problem that the child found, with its place in front. Raises Garbage for what is none."""
    words = (severity, code, what, fix, sheet or "", cell or "", found or "")
    if severity not in (ERROR, WARNING) or code not in CODES or any(len(word) > _LONGEST_WORDS for word in words):
        raise Garbage("no such problem")
    line, _, same = (cell or "").partition(":")
    at = f"line {line}" if same and line == same and sheet is None else f"cell {cell}" if cell else ""
    place = ", ".join(part for part in (file, f"sheet {sheet}" if sheet else "", at) if part)
    message = f"{place}: {what}" if sheet or at else f"{file} {what}"
    return Problem(severity, code, message, fix or SAVE_AS, sheet, cell, found)


def ask(
    job: str, source: IO[bytes], settings: Settings, file: str, take: Callable[[Lines], Answer], *, before: bytes = b""
) -> tuple[Answer, list[Problem]]:
    """Have a child do a job with a file; return what `take` makes of its answer, and the warnings.

    `source` is the file, opened at its beginning; `before` goes in front of it. Raises Refused: for the problems that
    the child found, or for what became of it.
    """
    if not _places.acquire(timeout=settings.read_seconds):
        raise _busy(file)
    try:
        return _asked(job, source, settings, file, take, before)
    finally:
        _places.release()


def _asked(
    job: str, source: IO[bytes], settings: Settings, file: str, take: Callable[[Lines], Answer], before: bytes
) -> tuple[Answer, list[Problem]]:
    ahead = _spare.take(_command(job, settings, waits=True))
    piped = ahead is not None or bool(before)
    try:
        process = ahead or _start(_command(job, settings), subprocess.PIPE if piped else source)
    except OSError as error:
        raise _busy(file) from error
    late = threading.Event()

    def end() -> None:
        late.set()
        process.kill()

    timer = threading.Timer(settings.read_seconds, end)
    timer.daemon = True
    timer.start()
    assert process.stdout is not None
    lines = Lines(process.stdout, file, memory_of(job, settings))
    try:
        if piped:
            _pour(source, process, before)
        answer = take(lines)
        for _ in lines:
            raise Garbage("a line too many")
        problems = lines.problems()
        if process.wait():
            raise Garbage("it did not end well")
    except (ValueError, TypeError, KeyError, IndexError, OverflowError, RecursionError, pa.ArrowException) as error:
        process.kill()
        raise _ended_badly(file, process.wait(), late.is_set(), settings, job) from error
    finally:
        timer.cancel()
        process.kill()
        process.wait()
        process.stdout.close()
    return answer, problems


def _busy(file: str) -> Refused:
    return refusal(
        "unsafe_file",
        f"{file} was not read: too many files are being read just now, or the server has no memory to spare.",
        "Try again in a minute.",
    )


def _ended_badly(file: str, code: int, late: bool, settings: Settings, job: str) -> Refused:
    """Return the refusal for a child that did not finish, by the way it ended."""
    fix = "Keep the sheets and rows that hold figures, save it as a new workbook (.xlsx) or a CSV, and load that."
    if late:
        seconds = "1 second" if settings.read_seconds == 1 else f"{settings.read_seconds} seconds"
        return refusal("unsafe_file", f"{file} took too long to read: more than {seconds}. It was not read.", fix)
    if code == OUT_OF_MEMORY:
        limit = memory_of(job, settings) // MEGABYTE
        return refusal("unsafe_file", f"{file} needs too much memory: more than {limit} MB. It was not read.", fix)
    return refusal("unsafe_file", f"{file} could not be read safely. It was not read.", SAVE_AS)


def memory_of(job: str, settings: Settings) -> int:
    """Return the bytes of memory that a job may have."""
    return settings.table_memory_bytes if job in LIBRARIES else settings.read_memory_bytes


def start_ahead(job: str, settings: Settings) -> None:
    """Have a child wait for the next file that needs this job."""
    command = _command(job, settings, waits=True)
    _spare.start(command, lambda: _start(command, subprocess.PIPE))


def _command(job: str, settings: Settings, *, waits: bool = False) -> list[str]:
    limits = {
        "memory": memory_of(job, settings),
        "seconds": settings.read_seconds,
        "unpacked": settings.max_unpacked_bytes,
        "sheets": settings.max_sheets,
        "rows": settings.max_sheet_rows,
        "columns": settings.max_sheet_columns,
        "cells": settings.max_cells,
        "table_rows": settings.max_csv_rows,
        # The folder in which the libraries are installed: the child is started without any.
        "folders": [str(Path(pa.__file__).parent.parent)] if job in LIBRARIES else [],
        "waits": waits,
    }
    return [sys.executable, "-I", "-S", str(SCRIPT), job, json.dumps(limits)]


def _start(command: list[str], stdin: int | IO[bytes]) -> subprocess.Popen[bytes]:
    # The system's own memory pool, which keeps to the limit, and no threads.
    chosen = {"ARROW_DEFAULT_MEMORY_POOL": "system", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    return subprocess.Popen(
        command,
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**{name: os.environ[name] for name in _KEPT if name in os.environ}, **chosen},
    )


def _pour(source: IO[bytes], process: subprocess.Popen[bytes], before: bytes) -> None:
    """Write the file into the child. One that ends before it has all is known by its answer."""
    assert process.stdin is not None
    with contextlib.suppress(BrokenPipeError):
        process.stdin.write(before)
        while chunk := source.read(MEGABYTE):
            process.stdin.write(chunk)
    with contextlib.suppress(BrokenPipeError):
        process.stdin.close()
