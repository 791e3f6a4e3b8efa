"""What a sender calls a file, as it may be shown and kept: a name and never a place, with nothing in it unseen."""

from __future__ import annotations

import re

NAMELESS = "file"
LONGEST = 255
_ENDING = 20
# Control characters, line separators, and the signs that turn the direction of writing: "exe.xslx" must look like it.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
_BROKEN = re.compile("[\ud800-\udfff]")


def shown_name(said: str) -> str:
    """Return a file's name without folders, without what cannot be seen, and of at most LONGEST characters.

    Of a longer one the middle is left out, so that its ending stays. 'file' when nothing is left.
    """
    name = _BROKEN.sub("\ufffd", _UNSEEN.sub("", said)).replace("\\", "/").rstrip("/").rpartition("/")[2].strip()
    if len(name) > LONGEST:
        name = f"{name[: LONGEST - _ENDING - 1]}…{name[-_ENDING:]}"
    return name if name.strip(".") else NAMELESS
