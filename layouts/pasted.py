"""A table pasted into a box, as the file that it would have been: columns separated by tabs."""

from __future__ import annotations

import re

NAME = "pasted table.csv"
_GAP = re.compile(r" {2,}")


def as_file(pasted: str) -> bytes:
    """Return a pasted table as the bytes of a CSV file, one line a row.

    Excel, Word and web pages paste tabs between columns. A PDF or an e-mail pastes runs of spaces: where there is no
    tab at all, each run of two or more is taken for the gap between two columns.
    """
    lines = pasted.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ").strip("\n").split("\n")
    if not any("\t" in line for line in lines):
        lines = [_GAP.sub("\t", line.strip()) for line in lines]
    return ("\n".join(lines) + "\n").encode()
