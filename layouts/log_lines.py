"""What goes into the log, so that nothing a stranger wrote can look like a line of its own.

Addresses and file names are other people's words. A line break in one would begin a line that the program never wrote,
and an escape sequence would colour or clear the screen of whoever reads the log.
"""

from __future__ import annotations

import logging
import re

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
# Whatever begins a new line anywhere, all other control characters, and what turns the direction of writing.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_INDENT = "    "


class OneLine(logging.Formatter):
    """Writes each message as one line; where a fault was met, the lines of its traceback follow, each indented."""

    def __init__(self) -> None:
        super().__init__(FORMAT)

    def formatMessage(self, record: logging.LogRecord) -> str:
        """Return the line of a record."""
        return escaped(super().formatMessage(record))

    def formatException(self, ei: object) -> str:
        """Return a traceback, none of whose lines begins as a record does."""
        said = super().formatException(ei)  # type: ignore[arg-type]
        return "\n".join(_INDENT + escaped(line) for line in said.split("\n"))


def escaped(text: str) -> str:
    """Return a text with everything in it that cannot be seen written as \\x0a or \\u202e."""
    return _UNSEEN.sub(lambda found: _written(ord(found[0])), text)


def _written(code: int) -> str:
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


def to_stderr() -> None:
    """Send warnings and what is worse to the standard error, one line each."""
    handler = logging.StreamHandler()
    handler.setFormatter(OneLine())
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
