"""Text that a spreadsheet would take for a formula, and the guard that keeps it a text.

A spreadsheet runs a cell of a CSV that begins with = + - or @, in their full-width forms as well, and some do so behind
spaces; a tab or a new line at the beginning can hide one. Such a text is written with an apostrophe before it. A text
that begins with apostrophes and then such a sign gets one more, so that whoever reads our own CSV again takes exactly
one off and has the same text. Numbers are no text: -3 stays -3.
"""

from __future__ import annotations

import re

_RUNS = re.compile(r"(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")
_GUARDED = re.compile(rf"'+{_RUNS.pattern}")


def runs(text: str) -> bool:
    """Return whether a spreadsheet could take a text for a formula."""
    return _RUNS.match(text) is not None


def guarded(text: str) -> str:
    """Return a text as it stands in a CSV: with an apostrophe before it when it could run, or has such a guard."""
    return f"'{text}" if runs(text) or _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """Return the text that was guarded; any other text as it is."""
    return text[1:] if _GUARDED.match(text) else text
