"""Whose figures a file holds: the council that its titles, its sheets or its properties name."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from data import areas
from loaders.opened import Opened
from loaders.returns.pages import tidy

# How far down a title can stand, and how long it can be.
DEEPEST_TITLE = 12
_LONGEST = 200
_COUNCIL = frozenset(
    {"council", "county", "borough", "city", "metropolitan", "district", "cc", "bc", "mbc", "la", "lb"}
)
# Names that are also everyday words count only beside a word such as Council.
_EVERYDAY = frozenset({"reading", "bury"})
_MOST_WORDS = 6


def councils_named(opened: Opened) -> list[str]:
    """Return the ids of the authorities that the titles name, else the sheets, else the properties; each once."""
    sheets = {sheet.name.strip().casefold() for sheet in opened.sheets}
    lines = [text for text in _titles(opened) if text.casefold() not in sheets]  # a list of the sheets names no council
    titles = {council: None for text in lines for council in authorities_in(text)}
    if titles:
        return list(titles)
    names = {area.id: None for s in opened.sheets if (area := areas.find(s.name)) is not None and is_council(area.id)}
    return list(names) or list(dict.fromkeys(authorities_in(opened.title)))


def is_council(area: str) -> bool:
    """Return whether an area is an authority."""
    return "/" not in area and areas.get(area).level == "authority"


@functools.lru_cache(maxsize=4096)
def authorities_in(text: str) -> tuple[str, ...]:
    """Return the ids of the authorities that a text names, in order: 'Suffolk County Council, quarter 3'."""
    words = areas.fold_name(text[:_LONGEST]).split()
    found: dict[str, None] = {}
    place = 0
    while place < len(words):
        for count in range(min(_MOST_WORDS, len(words) - place), 0, -1):
            some = words[place : place + count]
            council = _council(" ".join(some))
            if council and not _everyday(some, words, place, count):
                found[council] = None
                place += count - 1
                break
        place += 1
    return tuple(found)


def _everyday(some: list[str], words: list[str], place: int, count: int) -> bool:
    if len(some) > 1 or some[0] not in _EVERYDAY or len(words) == 1:
        return False
    beside = {*words[place + count : place + count + 2], *words[max(0, place - 3) : place]}
    return not beside & _COUNCIL


def _titles(opened: Opened) -> Iterable[str]:
    for sheet in opened.sheets:
        for row in sorted(sheet.rows)[:DEEPEST_TITLE]:
            cells = [cell for cell in sheet.rows[row].values() if cell.text.strip()]
            # A line of its own, or a label with what it labels: the cells of a table are no titles.
            if row <= DEEPEST_TITLE and len(cells) <= 4 and not any(cell.number is not None for cell in cells):
                yield from (tidy(cell.text) for cell in cells if cell.number is None)


@functools.lru_cache(maxsize=8192)
def _council(words: str) -> str:
    """Return the authority that words are the name of, or ''; a bare number is no code here."""
    known = None if words.replace(" ", "").isdigit() else areas.find(words)
    return known.id if known is not None and is_council(known.id) else ""
