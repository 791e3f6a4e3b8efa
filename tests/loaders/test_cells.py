"""What one cell says: our own grammar of numbers, marks and notes, line by line, and any text at all."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data.records import MARKS, STATUSES
from indicators.definitions import UNITS
from loaders.cells import UNREADABLE, fifteen_digits, number_in, of_float, say, why_not
from tests.indicators.worked import Row, examples, number, words

CELLS = """
written             | number    | mark    | status      | note           | because
77.4                | 77.4      | -       | -           | -              | a number
0                   | 0         | -       | -           | -              | nought is a number
1,234               | 1234      | -       | -           | -              | commas where thousands are
1,234,567.8         | 1234567.8 | -       | -           | -              | commas where thousands are
.5                  | 0.5       | -       | -           | -              | a number
-3.2                | -3.2      | -       | -           | -              | a hyphen before it
−3.2                | -3.2      | -       | -           | -              | a minus sign before it
+3                  | 3         | -       | -           | -              | a plus sign before it
£2.76               | 2.76      | -       | -           | -              | pounds
-£1,500             | -1500     | -       | -           | -              | pounds
77.4%               | 77.4      | -       | -           | -              | per cent
77.4 %              | 77.4      | -       | -           | -              | per cent
1.5e3               | 1500      | -       | -           | -              | as a spreadsheet prints large numbers
81.400000000000006  | 81.4      | -       | -           | -              | a binary number printed: 15 digits count
0.30000000000000004 | 0.3       | -       | -           | -              | a binary number printed: 15 digits count
96.6*               | 96.6      | -       | -           | 96.6*          | a footnote
96.6†               | 96.6      | -       | -           | 96.6†          | a footnote
5*                  | 5         | -       | -           | 5*             | a footnote
96.6% **            | 96.6      | -       | -           | 96.6% **       | a footnote
12#                 | 12        | -       | -           | 12#            | a footnote
96.6 (p)            | 96.6      | -       | provisional | -              | provisional
96.6(P)             | 96.6      | -       | provisional | -              | provisional
96.6 (prov)         | 96.6      | -       | provisional | -              | provisional
96.6 (r)            | 96.6      | -       | revised     | -              | revised
96.6% (revised)     | 96.6      | -       | revised     | -              | revised
-                   | -         | missing | -           | -              | no figure
–                   | -         | missing | -           | –              | no figure
n/a                 | -         | missing | -           | n/a            | no figure
N/K                 | -         | missing | -           | N/K            | no figure
..                  | -         | missing | -           | ..             | no figure
:                   | -         | missing | -           | :              | no figure
tbc                 | -         | missing | -           | tbc            | no figure
TBC                 | -         | missing | -           | TBC            | no figure
<5                  | -         | c       | -           | <5             | a small number, never five
< 10                | -         | c       | -           | < 10           | a small number
less than 5         | -         | c       | -           | less than 5    | a small number
*                   | -         | c       | -           | *              | suppressed
c                   | -         | c       | -           | -              | suppressed
C                   | -         | c       | -           | -              | suppressed
k                   | -         | low     | -           | k              | rounds to zero
low                 | -         | low     | -           | -              | rounds to zero
x                   | -         | x       | -           | -              | not available
z                   | -         | z       | -           | -              | not applicable
u                   | -         | u       | -           | -              | unreliable
1 234               | 1234      | -       | -           | -              | a space where thousands are
1 234 567.8         | 1234567.8 | -       | -           | -              | a space where thousands are
+2.3                | 2.3       | -       | -           | -              | a plus sign before it
'71.2%              | 71.2      | -       | -           | -              | the sign by which spreadsheets keep a text
nil                 | 0         | -       | -           | nil            | councils write it for none at all
96.6 [r]            | 96.6      | -       | revised     | -              | revised
(p) 96.6            | 96.6      | -       | provisional | -              | provisional
96.6p               | 96.6      | -       | provisional | -              | provisional
12 p                | 12        | -       | provisional | -              | provisional
12 r                | 12        | -       | revised     | -              | revised
96.6* (p)           | 96.6      | -       | provisional | 96.6* (p)      | a footnote, and provisional
96.6%¹              | 96.6      | -       | -           | 96.6%¹         | a footnote
96.6²               | 96.6      | -       | -           | 96.6²          | a footnote
NA                  | -         | missing | -           | NA             | no figure
n.k.                | -         | missing | -           | n.k.           | no figure
tba                 | -         | missing | -           | tba            | no figure
null                | -         | missing | -           | null           | no figure
none                | -         | missing | -           | none           | no figure
not known           | -         | missing | -           | not known      | no figure
.                   | -         | missing | -           | .              | no figure
~                   | -         | missing | -           | ~              | no figure
—                   | -         | missing | -           | —              | no figure
--                  | -         | missing | -           | --             | no figure
awaited             | -         | missing | -           | awaited        | no figure
<5%                 | -         | c       | -           | <5%            | a small number, never five
≤5                  | -         | c       | -           | ≤5             | a small number
5 or fewer          | -         | c       | -           | 5 or fewer     | a small number, never five
fewer than 5        | -         | c       | -           | fewer than 5   | a small number, never five
[c]                 | -         | c       | -           | [c]            | the same in brackets
[x]                 | -         | x       | -           | [x]            | the same in brackets
[z]                 | -         | z       | -           | [z]            | the same in brackets
[u]                 | -         | u       | -           | [u]            | the same in brackets
[low]               | -         | low     | -           | [low]          | the same in brackets
[k]                 | -         | low     | -           | [k]            | the same in brackets
suppressed          | -         | c       | -           | suppressed     | in words
not applicable      | -         | z       | -           | not applicable | in words
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
12,34,567        | the comma is not where thousands are
1,5              | a decimal comma
1 00             | the space is not where thousands are
1,234 567        | commas or spaces, not both
(96.6)           | a number below nought, as accountants write it?
96.6 (1)         | a footnote's number, or a second number?
12 R             | red, or revised?
(p) 96.6 (r)     | provisional and revised
1-4              | a range
1.2k             | thousands, or a mark?
TRUE             | yes or no
45 per 10,000    | a unit, but not that of the indicator
12 days          | a unit, but not that of the indicator
£1.2m            | a unit, but not that of the indicator
?                | a sign of no known meaning
"""

MONTHS = """
written         | months
01:07           | 19
00:00           | 0
0:11            | 11
12:00           | 144
19              | 19
1 year 7 months | 19
2 yrs           | 24
19 months       | 19
"""

IN_UNITS = """
written           | unit            | number
77 per cent       | percent         | 77
2.5pp             | percent_change  | 2.5
-3 % points       | percent_change  | -3
45 per 10,000     | rate_per_10000  | 45
45.5/10,000       | rate_per_10000  | 45.5
45 per 10k        | rate_per_10000  | 45
12 per 1,000      | rate_per_1000   | 12
120 per 100,000   | rate_per_100000 | 120
12 days           | days            | 12
12.5 working days | days            | 12.5
16 weeks          | weeks           | 16
14.2 points       | score           | 14.2
2 stars           | stars           | 2
£1,200            | gbp             | 1200
£1.2m             | gbp             | 1200000
£45k              | gbp             | 45000
£1.2m             | gbp_million     | 1.2
1.2 million       | gbp_million     | 1.2
£900k             | gbp_million     | 0.9
£450 a week       | gbp_per_week    | 450
£450 pw           | gbp_per_week    | 450
12 days (p)       | days            | 12
"""

OTHER_UNITS = """
written       | unit           | because
45 per 10,000 | percent        | not its unit
45 per 1,000  | rate_per_10000 | not its unit
12 days       | weeks          | not its unit
£1.2m         | number         | pounds of something else
£12           | percent        | pounds of something else
45% per 10,000 | rate_per_10000 | two units
2.5pp         | percent        | points are a difference
"""


def said_of(written: str, unit: str = "") -> tuple[Decimal | None, str, str, str]:
    said = say(written, unit)
    return said.value, said.mark, said.status, said.note


@examples(CELLS)
def test_a_cell_says_what_the_table_says(row: Row) -> None:
    note = "-" if row["written"] == "-" else words(row["note"])
    assert said_of(row["written"]) == (number(row["number"]), words(row["mark"]), words(row["status"]), note)
    assert say(row["written"]).percent == ("%" in row["written"] and row["number"] != "-")


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


@examples(IN_UNITS)
def test_a_number_may_have_its_own_unit_after_it(row: Row) -> None:
    said = say(row["written"], row["unit"])
    assert said.value == number(row["number"])
    assert said.percent == (row["unit"] in ("percent", "percent_change"))
    assert say(row["written"].upper().replace(" (P)", " (p)"), row["unit"]).value == said.value


@examples(OTHER_UNITS)
def test_a_number_with_another_unit_is_not_read(row: Row) -> None:
    assert say(row["written"], row["unit"]) == UNREADABLE


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("(96.6)", "is in brackets, which could mean a number below nought"),
        ("(1,234)", "is in brackets, which could mean a number below nought"),
        ("1-4", "is a range"),
        ("10% to 12%", "is a range"),
        ("1,5", "has a decimal comma"),
        ("1.234,5", "has a decimal comma"),
        ("12,34,567", "has a comma that is not where thousands are"),
        ("1.2k", "could be thousands, or a mark"),
        ("TRUE", "is yes or no"),
        ("nan", "is not how people write numbers"),
        ("1e400", "is not how people write numbers"),
        ("1_000", "is not how people write numbers"),
        ("see below", ""),
    ],
)
def test_it_is_said_why_what_looks_like_a_number_is_none(text: str, why: str) -> None:
    assert say(text) == UNREADABLE
    assert why_not(text) == (f": it {why}" if why else "")


@given(st.text(max_size=60))
def test_any_text_can_be_asked_why(text: str) -> None:
    assert isinstance(why_not(text), str)


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


SEPARATORS = ", \u00a0\u2007\u2009\u202f"


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
    apart = [sign for sign in SEPARATORS if sign in whole]
    first, *thousands = whole.split(apart[0]) if len(apart) == 1 else [whole]
    if len(apart) > 1 and apart[0] == ",":
        return False
    if len(apart) > 1:
        first, *thousands = "".join(" " if letter in SEPARATORS else letter for letter in whole).split(" ")
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
