"""Telling a statistics file, which is read by column, from any other CSV, by the names in its first line."""

from __future__ import annotations

import codecs

_SEPARATORS = ",;\t|"


def is_statistics(head: bytes) -> bool:
    """Return whether a text file's beginning names the columns of a DfE file, of LAIT's data or of LAIT's dictionary.

    Nothing is read here but the first line: this only decides which reader the child is started with.
    """
    from loaders.readers import lait, lait_dictionary  # here: the readers may need to open files themselves

    lines = [line.strip() for line in _text(head).splitlines() if line.strip()]
    if lines and lines[0].strip('"').lower().startswith("sep="):
        del lines[0]
    if not lines:
        return False
    separator = max(_SEPARATORS, key=lines[0].count)
    names = {name.strip().strip('"').strip() for name in lines[0].split(separator)}
    return (
        "time_period" in {name.lower() for name in names}
        or set(lait.COLUMNS) <= names
        or set(lait_dictionary.COLUMNS) <= names
    )


def _text(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    return head.decode("utf-8-sig", "replace")
