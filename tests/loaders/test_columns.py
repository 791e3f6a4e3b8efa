"""Whole columns of text: the fast way gives the same answers as looking at each word by itself."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data.records import DECIMAL, Coded
from loaders.cells import say
from loaders.columns import Numbers, coded, column_letter, decimals_of, mapped, no_decimals, repeated

# What stands in published files, what nearly does, and anything.
WORDS = st.one_of(
    st.decimals(-(10**9), 10**9, places=4).map(str),
    st.integers(-(10**14), 10**14).map(str),
    st.floats(-1e6, 1e6).map(repr),
    st.text("0123456789.-", max_size=18),
    st.sampled_from(
        ["", "c", "x", "z", "k", "low", "u", "-", "..", "*", "<5", "96.6*", "(p)", "1 (p)", "77%", "01:07"]
    ),
    st.text(max_size=6).map(str.strip),
)
UNITS = st.sampled_from(["", "percent", "months"])


def column(words: list[str]) -> Coded:
    return coded(pa.chunked_array([pa.array(words, pa.string())]))


def written(read: Coded) -> list[object]:
    """Return a coded column as a plain list."""
    return [read.words[code] for code in read.codes.tolist()]


# --- numbers ------------------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.lists(WORDS, max_size=25), UNITS)
@example(["9999999999999", "-9999999999999", "10000000000000", "99999.9999999999", "99999.99999999999"], "")
@example(["1e5", "1E5", "-0", "-0.0", "007", "00.5", "0000000000001", "00000000000001"], "")
@example(["٣", "１２", "1\n", "1_000", "0x1"], "")
def test_a_column_reads_every_word_as_say_does(words: list[str], unit: str) -> None:
    numbers = Numbers(column(words), unit)
    for row, word in enumerate(words):
        said = say(word.strip(), unit) if word.strip() else None
        assert numbers.value[row].as_py() == (said.value if said else None)
        assert written(numbers.mark)[row] == (said.mark if said else "missing")
        assert bool(numbers.unreadable[row]) == (said.unreadable if said else False)
        note = said.note if said else ""
        assert written(numbers.note)[row] == ("" if note == "-" else note)
        assert numbers.word(row) == word.strip()


@settings(deadline=None)
@given(st.lists(WORDS, max_size=25))
def test_the_parts_of_a_column_are_its_numbers_alone(words: list[str]) -> None:
    expected = [say(word.strip()).value if word.strip() else None for word in words]
    assert decimals_of(column(words)).to_pylist() == expected


@settings(deadline=None)
@given(st.lists(st.sampled_from(["1", "2.5", "c", "", "12,34"]), min_size=1, max_size=30))
def test_each_distinct_word_is_looked_at_once_and_every_row_is_answered(words: list[str]) -> None:
    numbers = Numbers(column(words))
    assert len(numbers.value) == len(written(numbers.mark)) == len(numbers.unreadable) == len(words)
    assert numbers.value.type == DECIMAL
    assert [row for row, word in enumerate(words) if word == "12,34"] == np.flatnonzero(numbers.unreadable).tolist()


def test_an_empty_column_has_no_numbers() -> None:
    numbers = Numbers(column([]))
    assert numbers.value.to_pylist() == [] and written(numbers.mark) == [] and numbers.unreadable.tolist() == []
    assert decimals_of(column([])).to_pylist() == []


def test_a_column_without_numbers_is_all_nulls() -> None:
    assert no_decimals(3).to_pylist() == [None, None, None]
    assert no_decimals(3).type == DECIMAL


def test_numbers_are_exact() -> None:
    assert Numbers(column(["64.4", "59.4", "81.400000000000006"])).value.to_pylist() == [
        Decimal("64.4"),
        Decimal("59.4"),
        Decimal("81.4"),
    ]


# --- coding -------------------------------------------------------------------------------------------------------

CELLS = st.lists(st.sampled_from(["a", "b", "c d", "", "é", None]), max_size=20)


@settings(deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=4))
def test_a_column_in_several_pieces_is_one_column_and_null_is_blank(pieces: list[list[str | None]]) -> None:
    chunks = pa.chunked_array([pa.array(piece, pa.string()) for piece in pieces])
    read = coded(chunks)
    assert written(read) == [cell or "" for piece in pieces for cell in piece]
    assert read.codes.dtype == np.int32


@settings(deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=4))
def test_a_column_that_is_coded_already_reads_the_same(pieces: list[list[str | None]]) -> None:
    plain = pa.chunked_array([pa.array(piece, pa.string()) for piece in pieces])
    already = pa.chunked_array([pa.array(piece, pa.string()).dictionary_encode() for piece in pieces])
    assert written(coded(already)) == written(coded(plain))


def test_a_column_without_pieces_is_empty() -> None:
    assert written(coded(pa.chunked_array([], pa.string()))) == []
    assert written(coded(pa.chunked_array([], pa.dictionary(pa.int32(), pa.string())))) == []


def test_a_column_of_nulls_is_blank() -> None:
    assert written(coded(pa.chunked_array([pa.nulls(3, pa.string())]))) == ["", "", ""]


def test_spaces_around_a_word_are_left_out() -> None:
    assert written(column([" a", "a ", "a\u00a0", "\tb\n"])) == ["a", "a", "a", "b"]


def test_numbers_in_a_column_become_their_words() -> None:
    assert written(coded(pa.chunked_array([pa.array([2025, 2024, None])]))) == ["2025", "2024", ""]


# --- mapping ------------------------------------------------------------------------------------------------------


@given(st.lists(st.text("abAB ", max_size=3), max_size=20))
def test_a_mapped_column_is_each_word_s_meaning(words: list[str]) -> None:
    read = mapped(Coded.of(words), str.lower)
    assert written(read) == [word.lower() for word in words]
    assert len(set(read.words)) == len(read.words)


def test_words_of_one_meaning_fall_together() -> None:
    read = mapped(Coded.of(["Yes", "yes", "No"]), str.lower)
    assert list(read.words) == ["yes", "no"]
    assert read.codes.tolist() == [0, 0, 1]


def test_each_distinct_word_is_asked_for_its_meaning_once() -> None:
    asked: list[str] = []
    mapped(Coded.of(["a", "b", "a", "a"]), lambda word: asked.append(word) or word)
    assert asked == ["a", "b"]


# --- repeats ------------------------------------------------------------------------------------------------------

PAIRS = st.lists(st.tuples(st.sampled_from("abcd"), st.integers(1, 3), st.sampled_from("xy")), max_size=25)


@given(PAIRS)
def test_rows_that_repeat_an_earlier_row_are_found_with_it(rows: list[tuple[str, int, str]]) -> None:
    again, first = repeated(*(Coded.of(row[place] for row in rows) for place in range(3)))
    seen: dict[tuple[str, int, str], int] = {}
    expected = {}
    for number, row in enumerate(rows):
        if row in seen:
            expected[number] = seen[row]
        seen.setdefault(row, number)
    assert dict(zip(again.tolist(), first.tolist(), strict=True)) == expected
    assert len(again) == len(expected)


def test_no_rows_repeat_nothing() -> None:
    again, first = repeated(Coded.of([]), Coded.of([]))
    assert again.tolist() == first.tolist() == []


def test_one_column_alone_may_repeat() -> None:
    again, first = repeated(Coded.of(["a", "b", "a", "a"]))
    assert dict(zip(again.tolist(), first.tolist(), strict=True)) == {2: 0, 3: 0}


# --- letters ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA")]
)
def test_a_column_s_letters_are_those_of_a_spreadsheet(number: int, letters: str) -> None:
    assert column_letter(number) == letters


@given(st.integers(1, 16384))
def test_a_column_s_letters_count_in_twenty_sixes(number: int) -> None:
    total = 0
    for letter in column_letter(number):
        total = total * 26 + ord(letter) - ord("A") + 1
    assert total == number


def test_a_null_among_the_words_of_a_coded_column_is_blank() -> None:
    indices, words = pa.array([0, 1, 0], pa.int32()), pa.array(["a", None])
    column = pa.chunked_array([pa.DictionaryArray.from_arrays(indices, words)])
    assert written(coded(column)) == ["a", "", "a"]


def test_words_that_differ_by_spaces_alone_are_one_word() -> None:
    read = column(["Suffolk", "Suffolk ", "Essex"])
    assert sorted(read.words) == ["Essex", "Suffolk"]
    assert repeated(read)[0].tolist() == [1]


@pytest.mark.parametrize(("word", "status"), [("96.6 (p)", "provisional"), ("96.6 (r)", "revised")])
def test_a_provisional_figure_in_a_column_stays_provisional(word: str, status: str) -> None:
    numbers = Numbers(column([word]))
    said = [*written(numbers.note), *written(getattr(numbers, "status", Coded.of([])))]
    assert any(status in str(text) or "(" in str(text) for text in said)
