"""What one cell says: our own grammar of numbers, marks and notes, line by line, and any text at all."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data.records import MARKS, STATUSES
from indicators.definitions import UNITS
from loaders.cells import UNREADABLE, fifteen_digits, number_in, of_float, say
from tests.indicators.worked import Row, examples, number, words

CELLS = """
written             | number    | mark    | status      | note        | because
77.4                | 77.4      | -       | -           | -           | a number
0                   | 0         | -       | -           | -           | nought is a number
1,234               | 1234      | -       | -           | -           | commas where thousands are
1,234,567.8         | 1234567.8 | -       | -           | -           | commas where thousands are
.5                  | 0.5       | -       | -           | -           | a number
-3.2                | -3.2      | -       | -           | -           | a hyphen before it
−3.2                | -3.2      | -       | -           | -           | a minus sign before it
+3                  | 3         | -       | -           | -           | a plus sign before it
£2.76               | 2.76      | -       | -           | -           | pounds
-£1,500             | -1500     | -       | -           | -           | pounds
77.4%               | 77.4      | -       | -           | -           | per cent
77.4 %              | 77.4      | -       | -           | -           | per cent
1.5e3               | 1500      | -       | -           | -           | as a spreadsheet prints large numbers
81.400000000000006  | 81.4      | -       | -           | -           | what a binary float looks like: 15 digits count
0.30000000000000004 | 0.3       | -       | -           | -           | what a binary float looks like: 15 digits count
96.6*               | 96.6      | -       | -           | 96.6*       | a footnote
96.6†               | 96.6      | -       | -           | 96.6†       | a footnote
5*                  | 5         | -       | -           | 5*          | a footnote
96.6% **            | 96.6      | -       | -           | 96.6% **    | a footnote
12#                 | 12        | -       | -           | 12#         | a footnote
96.6 (p)            | 96.6      | -       | provisional | -           | provisional
96.6(P)             | 96.6      | -       | provisional | -           | provisional
96.6 (prov)         | 96.6      | -       | provisional | -           | provisional
96.6 (r)            | 96.6      | -       | revised     | -           | revised
96.6% (revised)     | 96.6      | -       | revised     | -           | revised
-                   | -         | missing | -           | -           | no figure
–                   | -         | missing | -           | –           | no figure
n/a                 | -         | missing | -           | n/a         | no figure
N/K                 | -         | missing | -           | N/K         | no figure
..                  | -         | missing | -           | ..          | no figure
:                   | -         | missing | -           | :           | no figure
tbc                 | -         | missing | -           | tbc         | no figure
TBC                 | -         | missing | -           | TBC         | no figure
<5                  | -         | c       | -           | <5          | a small number, never five
< 10                | -         | c       | -           | < 10        | a small number
less than 5         | -         | c       | -           | less than 5 | a small number
*                   | -         | c       | -           | *           | suppressed
c                   | -         | c       | -           | -           | suppressed
C                   | -         | c       | -           | -           | suppressed
k                   | -         | low     | -           | k           | rounds to zero
low                 | -         | low     | -           | -           | rounds to zero
x                   | -         | x       | -           | -           | not available
z                   | -         | z       | -           | -           | not applicable
u                   | -         | u       | -           | -           | unreliable
"""

NOT_NUMBERS = """
written          | because
12,34            | the comma is not where thousands are
1,2345           | the comma is not where thousands are
0,123            | a decimal comma: neither 123 nor 0.123 for certain
1234,567         | the comma is not where thousands are
,5               | the comma is not where thousands are
1.234,5          | a decimal comma
1.2.3            | two points
5.               | a point and nothing after it
1_000            | not how people write numbers
1 000            | two numbers?
inf              | not a number
-inf             | not a number
nan              | not a number
infinity         | not a number
1e400            | too large for anything
1e13             | too large for any figure of ours
12345678901234   | too large for any figure of ours
9999999999999999 | too large for any figure of ours
1e               | half a number
e5               | half a number
0x1F             | not how people write numbers
１２               | full-width digits
٣                | Arabic digits
²                | a small two is a footnote
½                | a sign of its own
5k               | thousands, or a mark?
--5              | two signs
5-               | a minus sign after the number
£                | pounds of what?
%                | per cent of what?
% 5              | the sign comes after
£-5              | the sign comes first
5 % %            | two signs
5 (q)            | no note of ours
(p)              | a note on nothing
25/133           | a part of a whole: two numbers
75% (target 80%) | two numbers
1 to 4           | two numbers
3 (1.2%)         | two numbers
01:07            | years and months, but not of an indicator in months
#DIV/0!          | a failed formula; the caller knows it by its type
Yes              | a word
nil              | a word: nought, or no figure?
"""

MONTHS = """
written | months
01:07   | 19
00:00   | 0
0:11    | 11
12:00   | 144
19      | 19
"""


def said_of(written: str, unit: str = "") -> tuple[Decimal | None, str, str, str]:
    said = say(written, unit)
    return said.value, said.mark, said.status, said.note


@examples(CELLS)
def test_a_cell_says_what_the_table_says(row: Row) -> None:
    note = "-" if row["written"] == "-" else words(row["note"])
    assert said_of(row["written"]) == (number(row["number"]), words(row["mark"]), words(row["status"]), note)
    assert say(row["written"]).percent == ("%" in row["written"])


@examples(CELLS)
def test_spaces_around_it_say_nothing(row: Row) -> None:
    assert said_of(f"  {row['written']}\u00a0") == said_of(row["written"])


@examples(NOT_NUMBERS)
def test_what_is_not_a_number_is_not_read_as_one(row: Row) -> None:
    assert number_in(row["written"].lower()) is None
    assert say(row["written"]) == UNREADABLE


@examples(MONTHS)
def test_years_and_months_are_read_as_the_table_says(row: Row) -> None:
    assert say(row["written"], "months").value == number(row["months"])


@pytest.mark.parametrize("text", ["01:12", "1:7", "01:7", "-1:07", "100:07", "٠١:٠٧", "01:07:00"])
def test_what_is_not_years_and_months_is_not_read_as_them(text: str) -> None:
    assert say(text, "months") == UNREADABLE


@pytest.mark.parametrize("unit", sorted(set(UNITS) - {"months"}))
def test_only_an_indicator_in_months_has_years_and_months(unit: str) -> None:
    assert say("01:07", unit) == UNREADABLE


def test_a_blank_cell_is_the_caller_s_to_leave_out() -> None:
    assert say("") == say("  ") == UNREADABLE


# --- any text at all ----------------------------------------------------------------------------------------------

ALPHABET = "0123456789,,..--+−£% eE_*†#()prcxzu<:٣１²\u00a0\u2009\n"


@given(st.one_of(st.text(max_size=30), st.text(ALPHABET, max_size=12)), st.sampled_from(["", *UNITS]))
@example("İ%", "")
@example("1e99", "number")
@example("1e-99", "number")
@example("9" * 16 + "." + "9" * 20 + "e-99", "")
@example("9" * 16 + "." + "9" * 20 + "e99", "")
def test_any_text_says_a_number_or_a_mark_or_is_unreadable(text: str, unit: str) -> None:
    said = say(text, unit)
    assert (said.value is not None) + (said.mark != "") + said.unreadable == 1
    assert said.mark in MARKS and (said.status == "" or said.status in STATUSES)
    if said.value is not None:
        assert said.value.is_finite() and abs(said.value) < 10**13


def grammar(text: str) -> bool:
    """Return whether a text is one of our numbers, found letter by letter: the second answer to number_in."""
    digits = set("0123456789")
    rest = text.strip()
    rest = rest.removesuffix("%").rstrip(" \t\n\r\f\v")
    rest = rest[1:] if rest[:1] in ("-", "−", "+") else rest
    rest = rest.lstrip(" \t\n\r\f\v").removeprefix("£").lstrip(" \t\n\r\f\v")
    mantissa, e, power = rest.partition("e")
    power = power[1:] if power[:1] in ("-", "+") else power
    if e and not (1 <= len(power) <= 2 and set(power) <= digits):
        return False
    whole, point, fraction = mantissa.partition(".")
    if point and not (1 <= len(fraction) <= 20 and set(fraction) <= digits):
        return False
    first, *thousands = whole.split(",")
    if thousands and not (1 <= len(first) <= 3 and first[0] != "0" and all(len(group) == 3 for group in thousands)):
        return False
    if not thousands and len(first) > 16:
        return False
    return set(first + "".join(thousands)) <= digits and bool(whole or fraction)


@given(st.one_of(st.text(max_size=20), st.text(ALPHABET, max_size=10), st.text("019,.-%e ", max_size=8)))
@example("0,123")
@example("1,234")
@example("12,34")
@example("1\u2009%")
def test_a_number_is_what_the_grammar_says_and_nothing_else(text: str) -> None:
    found = number_in(text)
    if found is None:
        plain = text.strip().replace(",", "").replace("£", "").replace("%", "").replace("−", "-").replace(" ", "")
        assert not grammar(text) or abs(Decimal("".join(plain.split()))) >= Decimal("9999999999999.9")
    else:
        assert grammar(text)


OURS = st.decimals(-(10**9), 10**9, places=5)


@given(OURS)
def test_a_number_is_read_exactly_as_it_is_written(value: Decimal) -> None:
    for written in (f"{value:f}", f"{value:,f}", f"{value:f}%", f" {value:f} ", f"{value:.15e}"):
        assert number_in(written) == value


@given(OURS)
def test_a_spreadsheet_s_number_is_what_it_shows(value: Decimal) -> None:
    assert of_float(float(value)) == value
    assert number_in(repr(float(value)).lower()) == value


@given(st.integers(-(10**6), 10**6), st.integers(-(10**6), 10**6))
def test_binary_dust_of_a_sum_is_gone(one: int, other: int) -> None:
    """64.4 - 59.4 is 5 and not 5.000000000000007."""
    total = one / 10 + other / 10
    assert of_float(total) == number_in(repr(total)) == Decimal(one + other) / 10


@given(st.floats(allow_nan=True, allow_infinity=True))
def test_any_float_is_a_number_at_fifteen_digits_or_none(value: float) -> None:
    found = of_float(value)
    if math.isnan(value) or abs(value) >= 1e13:
        assert found is None
    else:
        assert found is not None
        assert len(found.as_tuple().digits) <= 16
        assert abs(found - Decimal(value)) <= max(abs(Decimal(value)) * Decimal("1e-14"), Decimal("1e-10"))


@given(st.integers(-(10**12), 10**12))
def test_a_whole_number_from_a_spreadsheet_stays_itself(value: int) -> None:
    assert of_float(value) == value


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("1234567890.123456789", "1234567890.12346"),
        ("0.12345678901234567", "0.1234567890"),
        ("0.00000000004", "0"),
        ("9.9999999999999999", "10"),
        ("123456789012.3456", "123456789012.346"),
    ],
)
def test_fifteen_digits_and_ten_places_are_kept(written: str, kept: str) -> None:
    assert number_in(written) == fifteen_digits(Decimal(written)) == Decimal(kept)
