"""Better, similar, worse: only where counts allow; and small denominators."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indicators.rules.beside import Beside, beside, beside_words, compared, small_denominator
from indicators.rules.intervals import Interval, interval
from tests.indicators.worked import NOTHING, Row, examples, number, sure_number, words

BESIDE = """
from | to   | benchmark | high is good | low is good | neither is good | because
62.0 | 71.5 | 61.9      | better       | worse       | higher          | all of the interval is above
62.0 | 71.5 | 62.0      | similar      | similar     | similar         | the lower limit equals it
62.0 | 71.5 | 65        | similar      | similar     | similar         | the interval holds it
62.0 | 71.5 | 71.5      | similar      | similar     | similar         | the upper limit equals it
62.0 | 71.5 | 71.6      | worse        | better      | lower           | all of the interval is below
-    | -    | 61.9      | -            | -           | -               | without counts there is no claim
62.0 | 71.5 | -         | -            | -           | -               | nothing to compare with
"""

SAID = """
value | benchmark | part | whole | said
98    | 95.7      | 980  | 1000  | Better than England's 95.7%.
96    | 95.7      | 96   | 100   | Similar to England's 95.7%.
90    | 95.7      | 900  | 1000  | Worse than England's 95.7%.
98    | 95.7      | -    | -     | 2.3 percentage points above England's 95.7%.
90    | 95.7      | -    | -     | 5.7 percentage points below England's 95.7%.
96.2  | 95.7      | -    | -     | 0.5 percentage points above England's 95.7%.
95.7  | 95.7      | -    | -     | The same as England's 95.7%.
"""

SMALL = """
out of | warning
30     | -
29.94  | Out of 29.9 only: one more or less moves it by 3 points. Take it with care.
29     | Out of 29 only: one more or less moves it by 3 points. Take it with care.
7      | Out of 7 only: one more or less moves it by 14 points. Take it with care.
1      | Out of 1 only: one more or less moves it by 100 points. Take it with care.
0.5    | Out of less than 1: take it with care.
0      | Out of none: there is nothing to take a share of.
-      | -
"""
POLARITIES = {"high is good": ["high"], "low is good": ["low"], "neither is good": ["neutral", "range"]}


@examples(BESIDE)
def test_the_claim_is_as_the_table_says(row: Row) -> None:
    found = None
    if row["from"] != NOTHING:
        found = Interval(66.9, float(row["from"]), float(row["to"]), 0.95, "Wilson")
    for heading, polarities in POLARITIES.items():
        for polarity in polarities:
            assert (compared(found, number(row["benchmark"]), polarity) or NOTHING) == row[heading]


@examples(SAID)
def test_the_comparison_is_said_as_the_table_says(row: Row) -> None:
    value, benchmark = sure_number(row["value"]), sure_number(row["benchmark"])
    found = beside(value, benchmark, interval("percent", number(row["part"]), number(row["whole"])), "high")
    assert found.difference == value - benchmark
    assert beside_words(found, benchmark, "England's", unit="percent", decimals=1) == row["said"]


@pytest.mark.parametrize(("claim", "said"), [("higher", "Higher than"), ("lower", "Lower than")])
def test_where_neither_is_good_no_better_or_worse_is_said(claim: str, said: str) -> None:
    found = Beside(Decimal(1), claim)
    assert beside_words(found, Decimal(5), "the region's", unit="number", decimals=0) == f"{said} the region's 5."


@examples(SMALL)
def test_few_are_warned_of_as_the_table_says(row: Row) -> None:
    assert small_denominator(number(row["out of"])) == words(row["warning"])


def test_how_few_is_a_setting() -> None:
    assert small_denominator(Decimal(29), small=29) == ""
    assert small_denominator(Decimal(28), small=29) != ""


def test_at_thirty_the_widest_interval_is_a_third_of_all() -> None:
    """The reason that the rule gives for its line."""
    found = interval("percent", Decimal(15), Decimal(30))
    assert found is not None
    assert 33 < found.upper - found.lower < 34
