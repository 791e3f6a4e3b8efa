"""Work on whole columns of text: each distinct word is looked at once, however many rows repeat it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Hashable, Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.records import DECIMAL, Coded
from loaders.cells import Said, say

_NOTHING = Said(mark="missing")
# Numbers that need no thought: Arrow reads them in a fortieth of the time. Fifteen digits at most, so that what a
# binary float looks like still goes through our own grammar.
_PLAIN = r"^-?(\d{1,5}\.\d{1,10}|\d{1,13})$"


def coded(column: pa.ChunkedArray) -> Coded:
    """Return a column of a table as its distinct words, stripped, and their places."""
    if not pa.types.is_dictionary(column.type):
        column = column.cast(pa.string()).dictionary_encode()
    array = column.unify_dictionaries().combine_chunks()
    if isinstance(array, pa.ChunkedArray):
        array = array.chunk(0) if array.num_chunks else pa.array([], pa.dictionary(pa.int32(), pa.string()))
    indices = array.indices
    words = ["" if word is None else str(word).strip() for word in array.dictionary.to_pylist()]
    if indices.null_count:
        words.append("")
        indices = indices.fill_null(len(words) - 1)
    column = Coded(words, np.asarray(indices, dtype=np.int32))
    # Words that differed by a space alone are one word from here on.
    return column if len(set(words)) == len(words) else mapped(column, lambda word: word)


def mapped(column: Coded, meaning: Callable[[Any], Hashable]) -> Coded:
    """Return the column with each word replaced by what it means; words of one meaning fall together."""
    place: dict[Hashable, int] = {}
    renumber = np.array([place.setdefault(meaning(word), len(place)) for word in column.words], dtype=np.int32)
    return Coded(list(place), renumber[column.codes] if len(renumber) else column.codes)


class Numbers:
    """A column of text read as numbers and marks."""

    def __init__(self, column: Coded, unit: str = "") -> None:
        self._codes = column.codes
        self._words = column.words
        values, odd = _plain_numbers(column.words)
        said = {place: say(word, unit) if (word := column.words[place]) else _NOTHING for place in odd}
        self.value = _with(values, {place: s.value for place, s in said.items()}).take(pa.array(column.codes))
        self.mark = self._each({place: s.mark for place, s in said.items() if s.mark})
        self.note = self._each({place: s.note for place, s in said.items() if s.note not in ("", "-")})
        self.status = self._each({place: s.status for place, s in said.items() if s.status})
        self.unreadable = self._where([place for place, s in said.items() if s.unreadable])

    def status_or(self, usual: Coded) -> Coded:
        """Return each figure's status where its cell says one, (p) or (r), else the usual one of its row."""
        if len(self.status.words) == 1:
            return usual
        told = [self.status.words[code] for code in self.status.codes.tolist()]
        return Coded.of(own or usual.words[code] for own, code in zip(told, usual.codes.tolist(), strict=True))

    def _each(self, words: dict[int, str]) -> Coded:
        """Return a column of a word for some places, and of '' for the others."""
        place = {"": 0}
        renumber = np.zeros(len(self._words), dtype=np.int32)
        for at, word in words.items():
            renumber[at] = place.setdefault(word, len(place))
        return Coded(list(place), renumber[self._codes])

    def _where(self, places: list[int]) -> np.ndarray:
        chosen = np.zeros(len(self._words), dtype=bool)
        chosen[places] = True
        return chosen[self._codes]

    def word(self, row: int) -> str:
        """Return the text of one row as written."""
        return str(self._words[self._codes[row]])


def decimals_of(column: Coded) -> pa.Array:
    """Return a column's numbers, null where there is none: for numerators and denominators."""
    values, odd = _plain_numbers(column.words)
    others = {place: say(column.words[place]).value for place in odd if column.words[place]}
    return _with(values, others).take(pa.array(column.codes))


def _plain_numbers(words: Sequence[str]) -> tuple[pa.Array, list[int]]:
    """Return the words as decimals, null where a word is not a plain number, and the places of those."""
    array = pa.array(words, pa.string())
    plain = pc.match_substring_regex(array, _PLAIN)
    values = pc.if_else(plain, array, pa.scalar(None, pa.string())).cast(DECIMAL)
    return values, np.flatnonzero(~np.asarray(plain, dtype=bool)).tolist()


def _with(values: pa.Array, others: dict[int, Decimal | None]) -> pa.Array:
    """Return the decimals with some places filled in."""
    if not others:
        return values
    mask = np.zeros(len(values), dtype=bool)
    mask[list(others)] = True
    filling = pa.array([others[place] for place in sorted(others)], DECIMAL)
    return pc.replace_with_mask(values, pa.array(mask), filling)


def no_decimals(rows: int) -> pa.Array:
    """Return a column without any number."""
    return pa.nulls(rows, DECIMAL)


@functools.lru_cache(maxsize=20_000)
def column_letter(number: int) -> str:
    """Return a column's letters from its number: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@functools.lru_cache(maxsize=20_000)
def column_number(letters: str) -> int:
    """Return a column's number from its letters: A is 1, AA is 27; 0 for none."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


_DENSE = 50_000_000  # up to here a table of all combinations is faster than sorting the rows


def repeated(*columns: Coded) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows that repeat an earlier row in all of these columns, and the earlier row of each."""
    key = np.zeros(len(columns[0].codes), dtype=np.int64)
    combinations = 1
    for column in columns:
        key = key * len(column.words) + column.codes
        combinations *= max(len(column.words), 1)
    nothing = np.array([], dtype=np.int64)
    if combinations <= _DENSE:
        met = np.zeros(combinations, dtype=bool)
        met[key] = True
        if met.sum() == len(key):
            return nothing, nothing
    order = np.argsort(key, kind="stable")
    in_order = key[order]
    same = np.zeros(len(key), dtype=bool)
    same[1:] = in_order[1:] == in_order[:-1]
    first = np.maximum.accumulate(np.where(same, 0, np.arange(len(key))))
    return order[same], order[first[same]]
