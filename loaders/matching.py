"""Which indicator a text means: a slug, a name, another spelling or a reference code such as BV162 or PAF CF/C20."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Mapping

from indicators.definitions import Indicator, catalogue, folded

# A cell may hold a whole page of text: that is no name.
LONGEST_NAME = 200
MOST_SUGGESTIONS = 3
# Below this two names share too little to be worth showing.
_NEAR = 0.6
# How people write the scheme before a code: "BVPI 162" is BV162 and "PAF CF/C20" is C20.
_SCHEMES = {"BVPI": ("bv", "bvpi"), "PAF": ("", "paf", "cf", "pafcf"), "NI": ("ni",), "QP": ("qp",)}


def find(text: str) -> Indicator | None:
    """Return the indicator that a text means, or None when it means none, or more than one.

    Case, spaces and signs do not matter. Names come before codes. Several names of one indicator may stand together
    ('BV162 / PAF C20'), and a bracket at the end may be left out ('LAC reviews on time (C68)').
    """
    written = text.strip()
    if not written or len(written) > LONGEST_NAME:
        return None
    return _find(written)


def suggest(text: str) -> list[str]:
    """Return the names of the indicators that are spelt most like a text, the nearest first; [] when none is near."""
    wanted = folded(text[:LONGEST_NAME])
    if not wanted:
        return []
    several = _codes().get(_code(text), ())
    spellings = difflib.get_close_matches(wanted, _names(), n=12, cutoff=_NEAR)
    found = [*several, *(_names()[spelling] for spelling in spellings)]
    return [indicator.name for indicator in dict.fromkeys(found)][:MOST_SUGGESTIONS]


@functools.lru_cache(maxsize=4096)
def _find(written: str) -> Indicator | None:
    for text in (written, re.sub(r"\s*\([^()]*\)$", "", written)):
        found = _one(text)
        if found is not None:
            return found
    parts = {_one(part) for part in re.split(r"[/;,]", written)}
    return next(iter(parts)) if len(parts) == 1 else None


def _one(text: str) -> Indicator | None:
    named = _names().get(folded(text))
    if named is not None:
        return named
    coded = _codes().get(_code(text), ())
    return coded[0] if len(coded) == 1 else None


def _code(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


@functools.cache
def _names() -> Mapping[str, Indicator]:
    return {
        folded(word): indicator
        for indicator in catalogue().values()
        for word in (*indicator.aliases, *indicator.formerly, indicator.slug, indicator.name)
    }


@functools.cache
def _codes() -> Mapping[str, tuple[Indicator, ...]]:
    """Return the indicators under each way of writing a code. Two may share one: CPR3 was a whole return."""
    found: dict[str, dict[str, Indicator]] = {}
    for indicator in catalogue().values():
        for scheme, codes in indicator.references:
            for code in map(_code, codes):
                bare = re.sub(r"^(bv|ni|qp)(?=\d)", "", code)
                ways = {code} | {f"{before}{bare}" for before in _SCHEMES.get(scheme, ())}
                for way in ways:
                    found.setdefault(way, {})[indicator.slug] = indicator
    return {way: tuple(indicators.values()) for way, indicators in found.items()}
