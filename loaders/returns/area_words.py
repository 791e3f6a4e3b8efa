"""What councils write for themselves and for those they compare themselves with: Us, SN avg, IPF group, National."""

from __future__ import annotations

import functools

from data import areas
from data.areas import fold_name

ENGLAND = "E92000001"
_AVERAGES = ("", "avg", "ave", "average", "averages", "mean", "group", "group average", "group avg", "figure")


def _with_averages(*names: str) -> frozenset[str]:
    """Return names alone and with the words for an average: 'sn', 'sn avg', 'sn mean', 'sn group'."""
    return frozenset(f"{name} {word}".strip() for name in names for word in _AVERAGES)


# What a council calls itself in its own spreadsheets. A blank cell means it too.
OWN = frozenset(
    {
        *("us", "our", "ours", "we", "own", "la", "lea", "county", "borough", "council", "authority", "county council"),
        *("borough council", "local authority", "our authority", "our council", "this authority", "this council"),
        *("own authority", "the authority", "county total", "county wide", "countywide", "borough wide"),
    }
)
GROUPS = {
    "neighbours": _with_averages(
        *("sn", "sns", "snn", "stat neighbour", "stat neighbours", "stats neighbour", "stats neighbours"),
        *("statistical neighbour", "statistical neighbours", "stat nbr", "stat nbrs", "stat neigh", "neighbours"),
        *("statistical neighbors", "stat neighbors", "our statistical neighbours", "our neighbours"),
    ),
    "family-group": _with_averages(
        *("family group", "ipf", "ipf group", "ipf family", "ipf family group", "cipfa", "cipfa group", "family"),
        *("ipf nearest neighbours", "cipfa nearest neighbours", "comparator authorities", "comparator authority"),
        *("comparators", "comparator", "comparator group", "csci comparators", "comparator councils"),
    )
    - {"family", "family figure", "comparator"},
}
_ENGLAND = _with_averages(
    *("england", "eng", "all england", "national", "nat", "nationally", "english", "english authorities"),
    *("all english authorities", "england national"),
) - {"national group", "national group average", "national group avg", "english", "english group"}
_REGION = _with_averages("region", "regional", "reg", "our region", "the region") - {"reg group", "reg figure"}
# What regions are called besides what data.areas knows.
_REGIONS = {
    **dict.fromkeys(("eastern", "eastern england", "east england"), "E12000006"),
    **dict.fromkeys(("yorks and humber", "yorkshire and humber", "yorks and the humber", "y and h"), "E12000003"),
    **dict.fromkeys(("greater london", "all london"), "E12000007"),
}
# Councils call their own parts by the compass. One word is always such a part, though "East" is also a short name of
# the East of England; two words are the region only in a council that lies in it.
ONE_POINT = frozenset({"north", "south", "east", "west"})
TWO_POINTS = frozenset({"north east", "north west", "south east", "south west"})
# The words that make a name the region's, whatever it is: "North West region", "South East average".
_OF_REGION = (" region", " regional average", " region average", " average", " avg", " mean", " region avg")


def own_regions(council: str) -> list[str]:
    """Return the regions that a council lies in, the smallest first; [] when the council is not known."""
    return areas.region_of(council) if council else []


@functools.lru_cache(maxsize=8192)
def benchmark_of(text: str, council: str) -> str | None:
    """Return the id of the area that a heading of comparisons means; None for a part of the council, or anything else.

    The council itself ('Us', 'County'), its statistical neighbours or family group as it supplies them, its region, a
    region by name, or England. None too where the council must be known for it and is ''.
    """
    folded = fold_name(text)
    if not folded or len(text) > areas.LONGEST_NAME:
        return None
    if folded in OWN:
        return council or None
    for slug, words in GROUPS.items():
        if folded in words:
            return f"{council}/{slug}" if council else None
    if folded in _ENGLAND:
        return ENGLAND
    if folded in _REGION:
        return next(iter(own_regions(council)), None)
    return _region_named(folded, council)


def _region_named(folded: str, council: str) -> str | None:
    for ending in ("", *_OF_REGION):
        name = folded.removesuffix(ending).strip() if ending else folded
        if (ending and name == folded) or name in ONE_POINT:
            continue
        if name in TWO_POINTS and not ending and not _lies_in(name, council):
            continue
        region = _REGIONS.get(name) or _region(name)
        if region:
            return region
    return None


def _lies_in(name: str, council: str) -> bool:
    return _region(name) in own_regions(council)


def _region(name: str) -> str | None:
    known = None if name.replace(" ", "").isdigit() else areas.find(name)
    return known.id if known is not None and known.level in ("region", "country") else None
