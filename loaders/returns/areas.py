"""Whose figure a row of a council's return is: the council's own, a part of it, or another area's for comparison."""

from __future__ import annotations

import difflib
import functools
import re

from data import areas
from data.errors import UnknownArea

# What a council calls itself in its own spreadsheets. A blank cell means it too.
OWN = frozenset({"us", "county", "borough", "la", "council", "county council", "local authority"})
GROUPS = {
    "neighbours": frozenset(
        {
            "neighbours",
            "sn",
            "sns",
            "sn avg",
            "sn average",
            "statistical neighbours",
            "statistical neighbour average",
        }
    ),
    "family-group": frozenset({"family group", "ipf", "ipf group", "ipf family", "family group average"}),
}
# Councils call their own parts by the compass. One word is always such a part, though "East" is also a short name of
# the East of England; two words are the region only in a council that lies in it.
_ONE_POINT = frozenset({"north", "south", "east", "west"})
_TWO_POINTS = frozenset({"north east", "north west", "south east", "south west"})
_NO_NAME = frozenset({"na", "n a", "n k", "tbc", "none"})
_CODE = re.compile(r"[A-Z]\d{6,9}(/.*)?", re.IGNORECASE)
_LONGEST = 80
# Above this a name is taken for a slip in another council's name rather than for a new locality.
_NEAR = 0.84


def area_of(text: str, council: str) -> str:
    """Return the id of the area that a cell means in this council's return; blank is the council itself.

    A name that no known area has is a part of the council. `council` is '' when it could not be told: then a part comes
    back as its bare name, for checks alone. Raises UnknownArea for a code that is not known and for text that cannot be
    a name.
    """
    folded = areas.fold_name(text)
    if not text.strip() or folded in OWN:
        return council
    for slug, words in GROUPS.items():
        if folded in words:
            return f"{council}/{slug}"
    if folded not in _ONE_POINT:
        known = areas.find(text)
        if known is not None and not (folded in _TWO_POINTS and known.id not in _regions(council)):
            return known.id
    if folded in _NO_NAME or len(text) > _LONGEST or not any(letter.isalpha() for letter in text):
        raise UnknownArea(f"{text!r} is neither the code nor the name of an area.")
    if _CODE.fullmatch(text.strip()):
        raise UnknownArea(f"{text!r} is not the code of an area that is known.")
    return areas.locality_id(council, text) if council else folded


def _regions(council: str) -> list[str]:
    return areas.region_of(council) if council else []


@functools.lru_cache(maxsize=4096)
def near_name(text: str) -> str:
    """Return the known area whose name a locality's name looks like a slip of, or ''."""
    near = difflib.get_close_matches(areas.fold_name(text), _names(), n=1, cutoff=_NEAR)
    return _names()[near[0]] if near else ""


@functools.cache
def _names() -> dict[str, str]:
    return {areas.fold_name(area.name): area.name for area in areas.all_areas()}
