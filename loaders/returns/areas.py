"""Whose figure a row of a council's return is: the council's own, a part of it, or another area's for comparison."""

from __future__ import annotations

import functools
import re
import unicodedata
from datetime import date
from typing import NamedTuple

from rapidfuzz import fuzz, process

from data import areas
from data.areas import Area
from data.errors import UnknownArea
from indicators.rules.period import day_words
from loaders.label_words import plain_letters
from loaders.returns.area_words import GROUPS, ONE_POINT, OWN, TWO_POINTS, benchmark_of, own_regions

_NO_NAME = frozenset({"na", "n a", "n k", "tbc", "none"})
_CODE = re.compile(r"[A-Z]\d{6,9}(/.*)?", re.IGNORECASE)
_CODE_AND_NAME = re.compile(r"(?P<code>E\d{8}|\d{3})[\s:–,-]+(?P<name>[^\d\s].*)", re.IGNORECASE)
_NAME_AND_CODE = re.compile(r"(?P<name>.*[^\s(–-])[\s–-]*[(\s](?P<code>E\d{8}|\d{3})\)?", re.IGNORECASE)
_LONGEST = 80
# Above this a name is taken for a slip in another council's name rather than for a new locality.
_NEAR = 84
# Below this two names share too little to be worth showing.
_SUGGESTED = 70
_MOST_SUGGESTIONS = 5


class SuggestedArea(NamedTuple):
    """An area that a text may mean, and how like its spelling is: 0 to 100."""

    area: Area
    score: int


class Closed(NamedTuple):
    """That a council had ended, and which to use in its place, '' when that is not recorded."""

    what: str
    fix: str


def area_of(text: str, council: str) -> str:
    """Return the id of the area that a cell means in this council's return; blank is the council itself.

    A name that no known area has is a part of the council. `council` is '' when it could not be told: then a part comes
    back as its bare name, for checks alone. Raises UnknownArea for a code that is not known or that stands beside the
    name of another area, and for text that cannot be a name.
    """
    folded = areas.fold_name(text)
    if not text.strip() or folded in OWN:
        return council
    for slug, words in GROUPS.items():
        if folded in words:
            return f"{council}/{slug}"
    benchmark = benchmark_of(text, council)
    if benchmark is not None:
        return benchmark
    if folded not in ONE_POINT:
        known = areas.find(text)
        if known is not None and not (folded in TWO_POINTS and known.id not in own_regions(council)):
            return known.id
    if (twice := _both(text)) is not None:
        return twice
    _refuse_what_is_no_name(text, folded)
    return areas.locality_id(council, text) if council else folded


def authority_named(text: str) -> Area | None:
    """Return the council that a text is the name or the code of, or None."""
    area = areas.find(text)
    return area if area is not None and area.level == "authority" else None


def named_twice(code: str, name: str) -> str:
    """Return the id of the area that both a code and a name mean; blank on one side is what the other says.

    Raises UnknownArea when they mean two areas, or when neither means one that is known.
    """
    by_code, by_name = (areas.find(text) if text.strip() else None for text in (code, name))
    if by_code and by_name and by_code.id != by_name.id:
        raise UnknownArea(
            f"{code.strip()!r} is the code of {by_code.name}, but the name beside it is {name.strip()!r}."
        )
    found = by_code or by_name
    if found is None:
        raise UnknownArea(f"{code.strip()!r} and {name.strip()!r} are neither the code nor the name of an area.")
    return found.id


@functools.lru_cache(maxsize=4096)
def near_name(text: str) -> str:
    """Return the known area whose name a locality's name looks like a slip of, or ''."""
    near = suggest_areas(text)
    return near[0].area.name if near and near[0].score >= _NEAR else ""


@functools.lru_cache(maxsize=4096)
def suggest_areas(text: str) -> tuple[SuggestedArea, ...]:
    """Return the known areas whose names are spelt most like a text, the likest first; () when none is near."""
    wanted = areas.fold_name(plain_letters(text[: areas.LONGEST_NAME]))
    if len(wanted) < 3:
        return ()
    found = process.extract(wanted, list(_names()), scorer=fuzz.ratio, score_cutoff=_SUGGESTED, limit=_MOST_SUGGESTIONS)
    return tuple(SuggestedArea(_names()[name], round(score)) for name, score, _ in found)


def closed_by(area_id: str, day: date) -> Closed | None:
    """Return what to say of a council, or a part of one, that had ended by a day; None when it had not."""
    area = areas.get(areas.council_of(area_id))
    if area.ends is None or day <= area.ends:
        return None
    successors = " or ".join(areas.get(successor).name for successor in area.successors)
    return Closed(f"{area.name} ended on {day_words(area.ends)}", f"Use {successors}." if successors else "")


def _both(text: str) -> str | None:
    """Return the area that a cell with a code and a name means; None when it has not both."""
    match = _CODE_AND_NAME.fullmatch(text.strip()) or _NAME_AND_CODE.fullmatch(text.strip())
    if match is None or areas.find(match["code"]) is None or areas.find(match["name"]) is None:
        return None
    return named_twice(match["code"], match["name"])


def _refuse_what_is_no_name(text: str, folded: str) -> None:
    written = text.strip()
    digits = re.sub(r"\.0+$", "", written)
    if digits.isascii() and digits.isdigit() and (whole := areas.find(f"E{digits.zfill(8)}")) is not None:
        raise UnknownArea(f"{written!r} is a number. The code of {whole.name} is {whole.id}.")
    if folded in _NO_NAME or len(text) > _LONGEST or not any(letter.isalpha() for letter in text):
        raise UnknownArea(f"{written!r} is neither the code nor the name of an area.")
    if _CODE.fullmatch(written):
        raise UnknownArea(f"{written!r} is not the code of an area that is known.")
    if any(letter.isalpha() and not _is_ours(letter) for letter in unicodedata.normalize("NFKD", text)):
        raise UnknownArea(f"{written!r} has letters of another alphabet, which only look like ours.")


def _is_ours(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")


@functools.cache
def _names() -> dict[str, Area]:
    return {areas.fold_name(area.name): area for area in areas.all_areas()}
