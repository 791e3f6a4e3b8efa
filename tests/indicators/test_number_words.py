"""Numbers in words: the one place where a figure is rounded for showing."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.records import MARKS
from indicators.definitions import UNITS
from indicators.rules.words import MARK_WORDS, difference, number, quantity, rounded
from tests.indicators.worked import Row, examples, sure_number

QUANTITIES = """
value   | unit            | decimals | shown
77.4    | percent         | 1        | 77.4%
77.44   | percent         | 1        | 77.4%
77.45   | percent         | 1        | 77.5%
20      | percent         | 1        | 20%
20.00   | percent         | 1        | 20%
99.96   | percent         | 1        | 100%
0       | percent         | 1        | 0%
-0.04   | percent         | 1        | 0%
-0.05   | percent         | 1        | -0.1%
0.05    | percent         | 1        | 0.1%
13000   | number          | 0        | 13,000
1234567 | number          | 0        | 1,234,567
999.5   | number          | 0        | 1,000
2.5     | number          | 0        | 3
3.5     | number          | 0        | 4
-2.5    | number          | 0        | -3
1E+3    | number          | 0        | 1,000
45      | rate_per_10000  | 1        | 45 per 10,000
3.24    | rate_per_1000   | 1        | 3.2 per 1,000
122     | rate_per_100000 | 1        | 122 per 100,000
2.76    | gbp_million     | 2        | £2.76 million
5       | gbp_million     | 2        | £5 million
100000  | gbp             | 0        | £100,000
-1500   | gbp             | 0        | -£1,500
-0.4    | gbp             | 0        | £0
512.5   | gbp_per_week    | 0        | £513 a week
19      | months          | 0        | 19 months
-1      | months          | 0        | -1 month
1       | months          | 0        | 1 month
0       | months          | 0        | 0 months
1.2     | months          | 0        | 1 month
1       | days            | 0        | 1 day
2       | weeks           | 0        | 2 weeks
1       | stars           | 0        | 1 star
14.2    | score           | 1        | 14.2 points
1       | score           | 1        | 1 point
0.9     | ratio           | 2        | 0.9
-5      | percent_change  | 1        | -5%
"""

DIFFERENCES = """
difference   | unit           | decimals | said
-3           | percent        | 1        | 3 percentage points
3            | percent        | 1        | 3 percentage points
1            | percent        | 1        | 1 percentage point
7.6          | percent        | 1        | 7.6 percentage points
0.04         | percent        | 1        | 0.04 percentage points
0.004        | percent        | 1        | 0.004 percentage points
0.0000000001 | percent        | 1        | 0.0000000001 percentage points
-2.5         | percent_change | 1        | 2.5 percentage points
15           | rate_per_10000 | 0        | 15 per 10,000
0.3          | rate_per_10000 | 0        | 0.3 per 10,000
-2           | gbp_million    | 2        | £2 million
-93          | number         | 0        | 93
1            | months         | 0        | 1 month
-6           | days           | 0        | 6 days
1            | judgement      | 0        | 1 grade
-2           | judgement      | 0        | 2 grades
0            | percent        | 1        | 0 percentage points
"""

STARS = ("0 stars", "1 star", "2 stars", "3 stars")
GRADES = ("Inadequate", "Requires improvement", "Good", "Outstanding")


@examples(QUANTITIES)
def test_a_quantity_is_shown_as_the_table_says(row: Row) -> None:
    assert quantity(sure_number(row["value"]), row["unit"], int(row["decimals"])) == row["shown"]


@examples(DIFFERENCES)
def test_a_difference_is_said_as_the_table_says(row: Row) -> None:
    assert difference(sure_number(row["difference"]), row["unit"], int(row["decimals"])) == row["said"]


@pytest.mark.parametrize(("value", "word"), list(enumerate(GRADES)))
def test_a_judgement_is_its_word(value: int, word: str) -> None:
    assert quantity(Decimal(value), "judgement", 0, GRADES) == word
    assert quantity(Decimal(f"{value}.00"), "judgement", 0, GRADES) == word


@pytest.mark.parametrize("value", ["4", "-1", "1.5"])
def test_a_judgement_without_a_word_is_shown_as_a_number(value: str) -> None:
    assert re.fullmatch(r"-?[\d.]+", quantity(Decimal(value), "judgement", 1, STARS))


def test_words_belong_to_judgements_alone() -> None:
    assert quantity(Decimal(2), "number", 0, STARS) == "2"


def test_every_mark_has_its_words_and_none_says_nought() -> None:
    assert set(MARK_WORDS) == set(MARKS) - {""}
    assert not [words for words in MARK_WORDS.values() if re.search(r"\d", words)]


VALUES = st.decimals(-(10**12), 10**12, places=10)
UNIT = st.sampled_from(sorted(UNITS))
PLACES = st.integers(0, 4)


@given(VALUES, PLACES)
def test_rounding_moves_a_value_by_half_a_step_at_most(value: Decimal, decimals: int) -> None:
    step = Decimal(1).scaleb(-decimals)
    assert abs(rounded(value, decimals) - value) <= step / 2
    assert rounded(value, decimals) % step == 0


@given(VALUES, PLACES)
def test_rounding_is_the_same_on_both_sides_of_nought(value: Decimal, decimals: int) -> None:
    assert rounded(-value, decimals) == -rounded(value, decimals)


@given(VALUES, PLACES)
def test_a_number_as_shown_is_the_rounded_number(value: Decimal, decimals: int) -> None:
    shown = number(value, decimals)
    assert Decimal(shown.replace(",", "")) == rounded(value, decimals)
    assert not re.search(r"\.\d*0$|^-0$|E", shown)
    assert re.fullmatch(r"-?\d{1,3}(,\d{3})*(\.\d+)?", shown)


@given(VALUES, UNIT, PLACES)
def test_no_nought_is_ever_negative(value: Decimal, unit: str, decimals: int) -> None:
    assert not re.search(r"-£?0(?![.\d,])", quantity(value, unit, decimals))


@given(VALUES.filter(bool), UNIT.filter(lambda unit: unit != "judgement"), PLACES)
def test_a_difference_is_never_said_to_be_nought(value: Decimal, unit: str, decimals: int) -> None:
    said = difference(value, unit, decimals)
    assert re.search(r"[1-9]", said.replace("per 1", ""))
    assert "-" not in said
    assert said == difference(-value, unit, decimals)


@given(st.integers(0, 3000).map(Decimal), st.sampled_from(["days", "weeks", "months", "score", "stars"]))
def test_one_is_singular_and_all_else_plural(value: Decimal, unit: str) -> None:
    assert quantity(value, unit, 0).endswith("s") == (value != 1)
