"""Which indicator a text means: a slug, a name, another spelling or a reference code such as BV162 or PAF CF/C20.

A match is sure or there is none: abbreviations, order and fillers may differ, spelling may not. What is only like a
name is suggested, for a person to choose.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process

from indicators.definitions import Indicator, catalogue, folded
from indicators.rules.period_words import NotAPeriod, parse, part
from loaders.label_words import key_of, plain_letters, unit_said, without_marks, words_of

__all__ = ["Suggestion", "find", "find_ref", "suggest", "unit_fits", "unit_said"]

# A cell may hold a whole page of text: that is no name.
LONGEST_NAME = 200
MOST_SUGGESTIONS = 5
# Below this two names share too little to be worth showing.
_NEAR = 45
# A word as like as this to one in a name is taken for a slip in it.
_NEAR_WORD = 75
# A known code settles what its own name does not, as long as the two are about as like as this.
_BESIDE_CODE = 50
_OTHER_UNIT = 0.85
_OF_THE_BEST = 0.6
# How people write the scheme before a code: "BVPI 162" is BV162 and "PAF CF/C20" is C20.
_SCHEMES = {"BVPI": ("bv", "bvpi"), "PAF": ("", "paf", "cf", "pafcf"), "NI": ("ni",), "QP": ("qp",)}
_SCHEME = r"(?:(?:PAF|BVPI|BV|NI|QP|CF|CPR|PI)[ /:.-]*)"
_CODE = rf"{_SCHEME}*[A-Z]{{0,3}}\d[\d.]*[A-Z]?"
_CODE_FIRST = re.compile(rf"(?P<code>{_CODE}(?:\s*[/,&]\s*{_CODE})?)\b[\s:.–—-]+(?P<name>\D.*)", re.IGNORECASE)
_CODE_LAST = re.compile(rf"(?P<name>.*\S)[\s:,–—-]+(?P<code>{_CODE})", re.IGNORECASE)
# A council's own number before a label, "CS14 ", says nothing to us.
_OWN_CODE = re.compile(r"[A-Z]{1,5}[-/.]?\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?\b[\s:.–—-]+(?=\D)")
_BRACKET = re.compile(r"(?P<name>.*\S)\s*[(\[](?P<inside>[^()\[\]]*)[)\]]")
# What a bracket after a name may say without changing whose figure it is.
_ASIDE = re.compile(
    r"(?:%|percent(?:age)?|per cent|number|no|nos|count|rate|cumulative|snapshot|ytd|year to date|monthly|quarterly"
    r"|annual|local|national|all|total|rolling|provisional|prov|revised|actual|days|weeks|months|£|fte|new|old"
    r"|high(?:er)? is (?:good|better)|low(?:er)? is (?:good|better)|(?:per|/) ?[\d,. ]+0 ?k?.*|\d{1,2})\.?",
    re.IGNORECASE,
)


class Suggestion(NamedTuple):
    """An indicator that a text may mean, and how like its spelling is: 0 to 100."""

    indicator: Indicator
    score: int


class _Two(Exception):
    """A code and a name that mean two indicators."""


def find(text: str) -> Indicator | None:
    """Return the indicator that a text means, or None when it means none, or more than one.

    Case, spaces and signs do not matter, nor do numbering, footnote signs, fillers ('Percentage of') and the usual
    abbreviations (LAC, CP, IA). Names come before codes. Several names of one indicator may stand together ('BV162 /
    PAF C20'), as may its code and its name; a code and a name of two indicators mean neither. A bracket at the end may
    be left out when it only explains.
    """
    written = text.strip()
    if not written or len(written) > LONGEST_NAME:
        return None
    return _find(written)


def find_ref(text: str) -> Indicator | None:
    """Return the indicator whose reference codes a cell holds: 'C64', 'BV162 / PAF C20'; None for none or several.

    Codes that are not known are passed over.
    """
    if not text.strip() or len(text) > LONGEST_NAME:
        return None
    found = {i.slug: i for piece in re.split(r"[/;,&\n]| and ", text) for i in _codes().get(_code(piece), ())}
    whole = _codes().get(_code(text), ())
    found |= {indicator.slug: indicator for indicator in whole}
    return next(iter(found.values())) if len(found) == 1 else None


def suggest(text: str) -> list[Suggestion]:
    """Return the indicators whose names or codes are most like a text, the likest first; [] when none is near."""
    return list(_suggest(text.strip()[:LONGEST_NAME]))


def unit_fits(text: str, indicator: Indicator) -> bool:
    """Return whether a label says no unit, or the indicator's own: '% CIN' is not the number of children in need."""
    said = unit_said(text)
    return said in ("", indicator.unit) or indicator.unit in _ALIKE.get(said, ())


_ALIKE = {"percent": ("percent_change",), "number": ("score", "ratio", "stars", "judgement"), "days": ("number",)}


@functools.lru_cache(maxsize=16384)
def _find(written: str) -> Indicator | None:
    for text in dict.fromkeys((written, without_marks(written))):
        for way in (_one, _explained, _coded, _listed, _in_other_words):
            try:
                found = way(text)
            except _Two:
                return None
            if found is not None:
                return None if _turned_round(text, found) else found
    return None


def _turned_round(text: str, found: Indicator) -> bool:
    """Return whether a label says the opposite of the indicator's names: 'out of timescale' for 'in timescale'."""
    said = {word.casefold() for word in _OPPOSITE.findall(text)}
    return bool(said) and not any(_OPPOSITE.search(name) for name in (found.name, *found.aliases, *found.formerly))


_OPPOSITE = re.compile(
    r"\b(?:out of|outside|not|without|late|overdue|missed|un[a-z]{4,}|non|no longer)\b", re.IGNORECASE
)


def _one(text: str) -> Indicator | None:
    """Return what a text means just as it is written."""
    named = _names().get(folded(text))
    if named is not None:
        return named
    coded = _codes().get(_code(text), ())
    return coded[0] if len(coded) == 1 else None


def _explained(text: str) -> Indicator | None:
    """Return what a name with a bracket after it means: 'LAC reviews on time (C68)', '… (%)'."""
    match = _BRACKET.fullmatch(text)
    named = _one(match["name"]) or _in_other_words(match["name"]) if match else None
    if match is None or named is None:
        return None
    inside = match["inside"].strip()
    codes = _codes().get(_code(inside), ())
    if codes:
        return _agreed(named, codes)
    return named if _is_aside(inside, named) and unit_fits(text, named) else None


def _is_aside(inside: str, named: Indicator) -> bool:
    """Return whether a bracket only explains: a unit, a code, a time, or the same name in other words."""
    if _ASIDE.fullmatch(inside) or re.fullmatch(rf"{_CODE}(?:\s*[/,&]\s*{_CODE})*", inside, re.IGNORECASE):
        return True
    words = words_of(inside)
    if words and words <= {word for name in _names_of(named) for word in words_of(name)}:
        return True
    try:
        parse(inside)
    except NotAPeriod:
        return part(inside) is not None
    return True


def _coded(text: str) -> Indicator | None:
    """Return what a code with a name beside it means."""
    for form in (_CODE_FIRST, _CODE_LAST):
        match = form.fullmatch(text)
        meant = _meant(match["code"]) if match else ()
        if match is None or not meant:
            continue
        name = without_marks(match["name"])
        named = _one(name) or _explained(name) or _in_other_words(name)
        if named is not None:
            return _agreed(named, meant)
        like = [one for one in meant if _likeness(name, one) >= _BESIDE_CODE]
        return like[0] if len(like) == 1 else None
    own = _OWN_CODE.match(text)
    name = text[own.end() :] if own else ""
    return (_one(name) or _explained(name) or _in_other_words(name)) if name else None


def _agreed(named: Indicator, coded: Sequence[Indicator]) -> Indicator:
    if named not in coded:
        raise _Two
    return named


def _meant(codes: str) -> tuple[Indicator, ...]:
    """Return the indicators that one code means, or that all of several do."""
    whole = _codes().get(_code(codes), ())
    each = [_codes().get(_code(piece), ()) for piece in re.split(r"[/,&]", codes)]
    return whole or tuple(one for one in each[0] if all(one in others for others in each))


def _listed(text: str) -> Indicator | None:
    parts = {_one(piece) for piece in re.split(r"[/;,]", text)}
    return next(iter(parts)) if len(parts) == 1 else None


def _in_other_words(text: str) -> Indicator | None:
    """Return the one indicator with a name that says the same in other words, and in the unit that is said.

    Where the label says no unit, a name that says one does not count: 'UASC' may well be a number, not 'UASC %'.
    """
    key = key_of(text)
    meant = _keys().get(key, ())
    if not unit_said(text):
        meant = tuple(one for one in meant if (key, one.slug) in _without_unit())
    fitting = [one for one in meant if unit_fits(text, one)]
    return fitting[0] if len(fitting) == 1 else None


@functools.lru_cache(maxsize=4096)
def _suggest(text: str) -> tuple[Suggestion, ...]:
    text = without_marks(plain_letters(text))
    best: dict[str, float] = {}
    for indicator in _codes().get(_code(text), ()):
        best[indicator.slug] = 100
    for form in (_CODE_FIRST, _CODE_LAST):
        if match := form.fullmatch(text):
            best |= {indicator.slug: 90 for indicator in _meant(match["code"])}
    for slug, score in _alike(key_of(_spelt(text))):
        best[slug] = max(best.get(slug, 0), score)
    scores = {slug: _shown(score, unit_fits(text, catalogue()[slug])) for slug, score in best.items()}
    least = max(scores.values(), default=0) * _OF_THE_BEST
    ranked = sorted((slug for slug in scores if scores[slug] >= least), key=lambda slug: -scores[slug])
    return tuple(Suggestion(catalogue()[slug], scores[slug]) for slug in ranked[:MOST_SUGGESTIONS])


def _shown(score: float, fits: bool) -> int:
    """Return a score as people see it: less where the label says another unit, and never 100, for it is no match."""
    return min(round(score if fits else score * _OTHER_UNIT), 99)


def _spelt(text: str) -> str:
    """Return a text with each word that no name has as the word of a name that it is most like, if any is."""
    return " ".join(_spelt_word(word) for word in folded(text).split())


@functools.lru_cache(maxsize=16384)
def _spelt_word(word: str) -> str:
    if len(word) < 4 or word in _vocabulary():
        return word
    found = process.extractOne(word, _vocabulary(), scorer=fuzz.ratio, score_cutoff=_NEAR_WORD)
    return str(found[0]) if found else word


def _alike(key: str) -> Iterator[tuple[str, float]]:
    """Yield the slugs of indicators with a name that shares words with a key, and how much of the two is shared.

    A word counts the more, the fewer names have it: 'reviews' tells more than 'LAC'.
    """
    words = set(key.split())
    shared: dict[str, float] = {}
    for word in words:
        for other in _names_with().get(word, ()):
            shared[other] = shared.get(other, 0) + _weight(word)
    own = sum(map(_weight, words))
    for other, weight in shared.items():
        score = 200 * weight / (own + sum(map(_weight, other.split())))
        if score >= _NEAR:
            yield from ((indicator.slug, score) for indicator in _keys()[other])


def _likeness(text: str, indicator: Indicator) -> float:
    key = key_of(text)
    return max(fuzz.token_set_ratio(key, key_of(name)) for name in _names_of(indicator))


def _code(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def _names_of(indicator: Indicator) -> tuple[str, ...]:
    return (indicator.name, *indicator.aliases)


@functools.cache
def _names() -> Mapping[str, Indicator]:
    return {
        folded(word): indicator
        for indicator in catalogue().values()
        for word in (*_names_of(indicator), *indicator.formerly, indicator.slug)
    }


@functools.cache
def _keys() -> Mapping[str, tuple[Indicator, ...]]:
    """Return the indicators under what their names come to; several where names differ in fillers and units alone."""
    found: dict[str, dict[str, Indicator]] = {}
    for indicator in catalogue().values():
        for name in _names_of(indicator):
            found.setdefault(key_of(name), {})[indicator.slug] = indicator
    return {key: tuple(indicators.values()) for key, indicators in found.items() if key}


@functools.cache
def _without_unit() -> frozenset[tuple[str, str]]:
    """Return the keys, each with its indicator's slug, of the names that say no unit."""
    return frozenset(
        (key_of(name), one.slug) for one in catalogue().values() for name in _names_of(one) if not unit_said(name)
    )


@functools.cache
def _names_with() -> Mapping[str, tuple[str, ...]]:
    """Return the keys of the names that have each word."""
    found: dict[str, list[str]] = {}
    for key in _keys():
        for word in key.split():
            found.setdefault(word, []).append(key)
    return {word: tuple(keys) for word, keys in found.items()}


@functools.cache
def _vocabulary() -> tuple[str, ...]:
    return tuple(sorted({word for name in _names() for word in name.split() if len(word) > 3}))


@functools.lru_cache(maxsize=16384)
def _weight(word: str) -> float:
    return math.log(1 + len(_keys()) / (1 + len(_names_with().get(word, ()))))


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
