"""What the rest of a year must come to, by tables and by putting the answer in."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.rules import what_it_takes as rule
from indicators.rules.what_it_takes import Part, needed, sentence
from tests.indicators.worked import NOTHING, Row, examples, number, target

# Percentages of quarters, each `out of` so many where that is given; what is to come is out of so many, or `?`.
PERCENTAGES = """
done         | out of    | to come | target            | state                 | needed     | because
61 68.4 77.4 | -         | ?       | at least 85       | cannot_now_be_reached | 133.2      | four quarters alike
61 68.4 77.4 | -         | ?       | at least 76.7     | reachable             | 100        | just
61 68.4 77.4 | -         | ?       | over 76.7         | cannot_now_be_reached | 100        | all is not over it
61 68.4 77.4 | -         | ?       | at least 51.7     | already_reached       | 0          | whatever is to come
61 68.4 77.4 | -         | ?       | at least 51.71    | reachable             | 0.04       | not quite
61 68.4 77.4 | -         | ?       | over 51.7         | reachable             | 0          | none is not over it
61 68.4 77.4 | -         | ?       | at least 51.6     | already_reached       | -0.4       | whatever is to come
61 68.4      | -         | ? ?     | at least 85       | cannot_now_be_reached | 105.3      | two quarters to come
-            | -         | ? ? ? ? | at least 85       | reachable             | 85         | a year not yet begun
20 24        | -         | ? ?     | no more than 15   | reachable             | 8          | less is wanted
20 24 20     | -         | ?       | no more than 15   | cannot_now_be_reached | -4         | none is not low enough
20 24 16     | -         | ?       | no more than 15   | reachable             | 0          | none at all would do
20 24 16     | -         | ?       | under 15          | cannot_now_be_reached | 0          | none at all would not do
2 4 6        | -         | ?       | no more than 28   | already_reached       | 100        | even all would do
2 4 6        | -         | ?       | under 28          | reachable             | 100        | all would be too many
20 24 20     | -         | ?       | between 15 and 25 | reachable             | 36         | it cannot be too little
20 24 20     | -         | ?       | between 42 and 50 | cannot_now_be_reached | 104 to 136 | too far up
80 90 90     | -         | ?       | between 15 and 64 | cannot_now_be_reached | -200 to -4 | too far down
20 24 20     | -         | ?       | between 16 and 41 | already_reached       | 0 to 100   | all between would do
20 24 20     | -         | ?       | between 17 and 41 | reachable             | 4          | it cannot be too much
20 24 20     | -         | ?       | between 16 and 40 | reachable             | 96         | it cannot be too little
20 24 20     | -         | ?       | exactly 20        | reachable             | 16 to 16   | one figure would do
50 80        | 100 300   | 100 100 | at least 75       | reachable             | 80         | weighted: 290 of 400 done
50 80        | 100 300   | 0 200   | at least 75       | reachable             | 80         | out of none is nothing
50 - 80      | 100 0 300 | 200     | at least 75       | reachable             | 80         | nor does one that is done
50 80        | 100 300   | ? ?     | at least 75       | reachable             | 77.5       | two more as before
50 80        | 100 ?     | 100 100 | at least 75       | reachable             | 85         | one is not known
0 80         | -         | ? ?     | at least 75       | cannot_now_be_reached | 110        | nought is a number
- 80         | -         | ? ?     | at least 75       | missing               | -          | the year is not known
50 80        | 100 300   | -       | at least 75       | nothing_left          | -          | the year is over
50 80        | 100 300   | 0       | at least 75       | nothing_left          | -          | nothing more to come
"""

COUNTS = """
done | left | target          | state                 | needed | because
5 6  | 2    | at least 20     | reachable             | 9      | a sum: eleven so far
5 6  | 2    | at least 11     | already_reached       | 0      | there already
5 6  | 2    | over 11         | reachable             | 0      | one more is wanted
5 6  | 2    | at least 10     | already_reached       | -1     | passed
5 6  | 2    | no more than 11 | reachable             | 0      | none more may come
5 6  | 2    | no more than 10 | cannot_now_be_reached | -1     | too many already
5 6  | 2    | under 11        | cannot_now_be_reached | 0      | too many already
5 6  | 0    | at least 20     | nothing_left          | -      | the year is over
5 -  | 2    | at least 20     | missing               | -      | the sum is not known
-    | 4    | at least 20     | reachable             | 20     | a year not yet begun
"""


def parts(values: str, weights: str = NOTHING) -> list[Part]:
    """Return the parts of a cell, with weights where there are any."""
    if values == NOTHING:
        return []
    words = values.split()
    sizes = ["?"] * len(words) if weights == NOTHING else weights.split()
    return [Part(number(value), weight(size)) for value, size in zip(words, sizes, strict=True)]


def weight(word: str) -> Decimal | None:
    return None if word == "?" else Decimal(word)


def shown(found: rule.Needed) -> str:
    """Return what is needed as the tables write it."""
    ends = [f"{Decimal(e.numerator) / e.denominator:f}" for e in (found.at_least, found.at_most) if e is not None]
    return " to ".join(ends) or NOTHING


@examples(PERCENTAGES)
def test_what_a_percentage_takes_is_as_the_table_says(row: Row) -> None:
    coming = [] if row["to come"] == NOTHING else [weight(word) for word in row["to come"].split()]
    done = parts(row["done"], row["out of"])
    found = needed(done, coming, target(row["target"]), lowest=Decimal(0), highest=Decimal(100))
    assert (found.state, shown(found)) == (row["state"], row["needed"])


@examples(COUNTS)
def test_what_a_count_takes_is_as_the_table_says(row: Row) -> None:
    coming = [None] * int(row["left"])
    found = needed(parts(row["done"]), coming, target(row["target"]), adds_up=True, lowest=Decimal(0))
    assert (found.state, shown(found)) == (row["state"], row["needed"])
    assert found.left == int(row["left"])


def test_a_count_with_a_highest_may_be_out_of_reach() -> None:
    aim = target("at least 31")
    for highest, state in (("10", rule.REACHABLE), ("9.9", rule.CANNOT)):
        found = needed(parts("5 6"), [None, None], aim, adds_up=True, highest=Decimal(highest))
        assert found.state == state


def test_a_count_is_a_sum_whatever_it_is_out_of() -> None:
    found = needed(
        [Part(Decimal(5), Decimal(0)), Part(Decimal(6), Decimal(9))], [Decimal(0)], target("at least 20"), adds_up=True
    )
    assert (found.at_least, found.left, found.adds_up, found.assumed) == (9, 1, True, "")


def test_without_ends_nothing_is_certain() -> None:
    assert needed(parts("61 68.4 77.4"), [None], target("at least 85")).state == rule.REACHABLE
    assert needed(parts("61 68.4 77.4"), [None], target("at least 1")).state == rule.REACHABLE


def test_what_was_assumed_is_said() -> None:
    aim = target("at least 75")
    assert needed(parts("50 80"), [None], aim).assumed == rule.ALIKE
    assert needed(parts("50 80", "100 ?"), [Decimal(5)], aim).assumed == rule.ALIKE
    assert needed(parts("50 80", "100 300"), [None, Decimal(5)], aim).assumed == rule.AS_BEFORE
    assert needed(parts("50 80", "100 300"), [Decimal(5)], aim).assumed == ""
    assert needed([], [None, None], aim).assumed == ""


def test_a_year_to_date_stands_for_all_its_quarters() -> None:
    """68.93 after three quarters is the same as 61.0, 68.4 and 77.4 one by one."""
    so_far = [Part(Decimal("206.8") / 3, None, 3)]
    found = needed(so_far, [None], target("at least 85"))
    assert found.at_least is not None and float(found.at_least) == pytest.approx(133.2)
    weighted = needed([Part(Decimal("72.5"), Decimal(400), 2)], [None, None], target("at least 75"))
    assert weighted.at_least == needed(parts("50 80", "100 300"), [None, None], target("at least 75")).at_least


ASKED = """
done         | to come | target             | the rest of it must
61 68.4      | 2       | at least 75        | the last 2 quarters must average at least 85.3%
61 68.4 77.4 | 1       | over 70            | the last quarter must come to over 73.2%
20 24 20     | 1       | no more than 16.67 | the last quarter must come to no more than 2.6%
20 24 20     | 1       | under 20           | the last quarter must come to under 16%
20 24 20     | 1       | between 17 and 25  | the last quarter must come to between 4% and 36%
20 24 20     | 1       | between 15 and 25  | the last quarter must come to no more than 36%
20 24 20     | 1       | between 17 and 45  | the last quarter must come to at least 4%
20 24 20     | 1       | exactly 20         | the last quarter must come to exactly 16%
"""


def said(done: str, to_come: int, aim: str, *, count: bool = False) -> str:
    """Return what is said of quarters that are all out of as many: percentages, or counts."""
    parted = [Part(part.value, Decimal(1)) for part in parts(done)]
    wanted, highest = target(aim), None if count else Decimal(100)
    found = needed(parted, [Decimal(1)] * to_come, wanted, adds_up=count, lowest=Decimal(0), highest=highest)
    unit, decimals = ("number", 0) if count else ("percent", 1)
    return sentence(found, wanted, aim, unit=unit, decimals=decimals, kind="quarter")


@examples(ASKED)
def test_what_is_asked_for_is_as_the_table_says(row: Row) -> None:
    expected = f"To reach the target of {row['target']}, {row['the rest of it must']}."
    assert said(row["done"], int(row["to come"]), row["target"]) == expected


def test_what_cannot_be_is_said_with_what_it_would_take() -> None:
    assert said("61 68.4 77.4", 1, "at least 85") == (
        "The target of at least 85 cannot now be reached: the last quarter would have to come to at least 133.2%."
    )
    assert said("5 6", 1, "no more than 10", count=True) == (
        "The target of no more than 10 cannot now be reached: the last quarter would have to come to no more than -1."
    )


def test_counts_come_to_a_sum() -> None:
    assert said("5 6", 2, "at least 20", count=True) == (
        "To reach the target of at least 20, the last 2 quarters must come to at least 9."
    )


def test_what_is_certain_missing_or_over_is_said() -> None:
    certain = "The target of at least 50 is already reached, whatever is to come."
    assert said("61 68.4 77.4", 1, "at least 50") == certain
    missing = "What it takes cannot be worked out: a figure of this year is missing."
    assert said("- 80", 1, "at least 20") == missing
    assert said("61 68.4", 0, "at least 75") == ""


def test_what_was_assumed_ends_the_sentence() -> None:
    aim = target("at least 75")
    alike = needed(parts("50 80"), [None], aim, highest=Decimal(100))
    assert sentence(alike, aim, "75%", unit="percent", decimals=1, kind="month") == (
        "To reach the target of 75%, the last month must come to at least 95%. This counts every month alike."
    )
    as_before = needed(parts("50 80", "100 300"), [None, None], aim)
    assert sentence(as_before, aim, "75%", unit="percent", decimals=1) == (
        "To reach the target of 75%, the last 2 periods must average at least 77.5%. "
        "This takes each period to come as an average one."
    )


def test_two_bounds_that_are_close_are_never_crossed_by_rounding() -> None:
    aim = target("between 74.98 and 74.99")
    found = needed(parts("75"), [None], aim)
    assert "between 74.96% and 74.98%" in sentence(found, aim, "75%", unit="percent", decimals=1)


VALUES = st.lists(st.tuples(st.integers(0, 100), st.integers(1, 50)), max_size=4)
WEIGHTS = st.lists(st.integers(1, 50), min_size=1, max_size=4)


@given(VALUES, WEIGHTS, st.integers(0, 100))
def test_a_year_that_does_just_what_it_takes_comes_to_its_target(
    done: list[tuple[int, int]], coming: list[int], aim: int
) -> None:
    found = needed(
        [Part(Decimal(value), Decimal(size)) for value, size in done],
        [Decimal(size) for size in coming],
        target(f"at least {aim}"),
        lowest=Decimal(0),
        highest=Decimal(100),
    )
    assert found.at_least is not None
    total = sum(Fraction(value * size) for value, size in done) + found.at_least * sum(coming)
    assert total / (sum(size for _, size in done) + sum(coming)) == aim
    assert (found.state == rule.CANNOT) == (found.at_least > 100)
    assert (found.state == rule.REACHED) == (found.at_least <= 0)


@given(VALUES, WEIGHTS, st.integers(0, 100))
def test_low_polarity_is_the_same_seen_from_the_other_side(
    done: list[tuple[int, int]], coming: list[int], aim: int
) -> None:
    def asked(turned: bool) -> rule.Needed:
        values = [Part(Decimal(100 - v if turned else v), Decimal(size)) for v, size in done]
        bound = f"no more than {100 - aim}" if turned else f"at least {aim}"
        ends = {"lowest": Decimal(0), "highest": Decimal(100)}
        return needed(values, [Decimal(size) for size in coming], target(bound), **ends)

    one, other = asked(False), asked(True)
    assert one.state == other.state
    assert one.at_least is not None and other.at_most == 100 - one.at_least
