"""What the child says: lines of JSON, never anything that could run, with every problem gathered as it is found."""

from __future__ import annotations

import json
from io import BufferedIOBase

from loaders.opening.inside.limits import MOST_FAULTS

ERROR, WARNING = "error", "warning"


class Wrong(Exception):
    """What is wrong with the file as a whole, so that there is no more to look at.

    `what` follows the file's name or the place in it: "holds macros.". Without a `fix` the parent says how to save the
    file anew.
    """

    def __init__(self, code: str, what: str, fix: str = "", sheet: str | None = None, cell: str | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.what = what
        self.fix = fix
        self.sheet = sheet
        self.cell = cell


class Told(Exception):
    """All that is wrong has been sent, and there is nothing more to say."""


class Answer:
    """The way to the parent."""

    def __init__(self, out: BufferedIOBase) -> None:
        self._out = out
        self._faults = 0
        self.refused = False

    def line(self, **said: object) -> None:
        """Send one line."""
        self._out.write(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))
        self._out.write(b"\n")

    def blob(self, content: bytes | memoryview) -> None:
        """Send bytes as they are."""
        self.line(blob=len(content))
        self._out.write(content)

    def fault(
        self,
        code: str,
        what: str,
        fix: str,
        *,
        sheet: str | None = None,
        cell: str | None = None,
        found: str | None = None,
        severity: str = ERROR,
    ) -> None:
        """Send one problem. Those beyond the most that a person reads are only counted."""
        self.refused = self.refused or severity == ERROR
        self._faults += 1
        if self._faults <= MOST_FAULTS:
            self.line(fault=[severity, code, what, fix, sheet, cell, found])

    def wrong(self, wrong: Wrong) -> None:
        """Send what is wrong with the whole file: it is said however many problems came before."""
        self.refused = True
        self.line(fault=[ERROR, wrong.code, wrong.what, wrong.fix, wrong.sheet, wrong.cell, None])

    def end(self) -> None:
        """Say that all has been said: without this the parent believes nothing."""
        self.line(end=True, more=max(0, self._faults - MOST_FAULTS))
        self._out.flush()

    def broke(self, error: Exception) -> None:
        """Say where our own code failed, without a word of the file."""
        places = []
        trace = error.__traceback__
        while trace is not None:
            places.append(f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}")
            trace = trace.tb_next
        self.line(broke=[type(error).__name__, *places[-8:]])
        self._out.flush()
