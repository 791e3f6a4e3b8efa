"""How far it is to the best quarter, in points and in children; the middle of neighbours; and benchmarks in doubt."""

from __future__ import annotations

import statistics
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from indicators.rules.benchmark import middle, neighbour_rank_words
from indicators.rules.distance import distance_words, to_band_a
from indicators.rules.plausible import doubt
from indicators.rules.rank import among, band, ranks
from tests.indicators.worked import Row, examples, number, sure_number, words

# The quartile is the upper one where high is good, else the lower one.
DISTANCES = """
value | numerator | denominator | unit | polarity | quartile | children | in words
95 | 456 | 480 | percent | high | 96.7 | 9 | 1.7 percentage points, or 9 more reviews on time, from the best quarter.
95 | 456 | 480 | percent | high | 95 | 1 | Just outside the best quarter: 1 more would do.
95 | 456 | 480 | percent | high | 94.9 | 0 | In the best quarter.
95 | - | 480 | percent | high | 96.7 | 9 | 1.7 percentage points, or about 9 more reviews on time, from the best \
quarter.
95 | - | - | percent | high | 96.7 | - | 1.7 percentage points from the best quarter.
95 | - | - | percent | high | 95 | - | Just outside the best quarter.
33 | - | 4000 | percent | high | 40 | 281 | 7 percentage points, or about 281 more reviews on time, from the best \
quarter.
95.2 | - | 480 | percent | high | 96.7 | 8 | 1.5 percentage points, or 8 more reviews on time, from the best quarter.
95 | 456 | 480 | percent | high | 100 | - | Nobody can be in the best quarter: too many are at 100%.
50 | 1 | 2 | percent | high | 99 | 1 | 49 percentage points, or 1 more, from the best quarter.
20 | 40 | 200 | percent | low | 18 | 4 | 2 percentage points, or 4 fewer reviews on time, from the best quarter.
20 | 40 | 200 | percent | low | 18.4 | 4 | 1.6 percentage points, or 4 fewer reviews on time, from the best quarter.
20 | 40 | 200 | percent | low | 18.5 | 3 | 1.5 percentage points, or 3 fewer reviews on time, from the best quarter.
20 | 40 | 200 | percent | low | 20 | 0 | In the best quarter.
20 | 40 | 200 | percent | low | 0 | 40 | 20 percentage points, or 40 fewer reviews on time, from the best quarter.
60 | 90 | 15000 | rate_per_10000 | low | 50 | 15 | 10 per 10,000, or 15 fewer reviews on time, from the best quarter.
14 | - | - | number | high | 18 | 5 | 4 from the best quarter.
14 | - | - | number | high | 14 | 1 | Just outside the best quarter: 1 more would do.
14 | - | - | number | low | 9.5 | 5 | 4.5 from the best quarter.
30 | - | - | days | low | 25 | - | 5 days from the best quarter.
40 | 10.5 | 26.25 | percent | low | 30 | - | 10 percentage points from the best quarter.
95 | - | 0 | percent | high | 96.7 | - | 1.7 percentage points from the best quarter.
95 | 0 | 0 | percent | high | 96.7 | - | 1.7 percentage points from the best quarter.
5 | - | - | number | low | -3 | - | 8 from the best quarter.
"""

DOUBTS = """
value | others | of | unit | in words
1258 | 120 122 130 100 | England | rate_per_100000 | Take England's 1,258 per 100,000 with care: it is about 10 times \
the middle of its regions (121 per 100,000).
605 | 120 122 130 100 | England | rate_per_100000 | Take England's 605 per 100,000 with care: it is about 5 times the \
middle of its regions (121 per 100,000).
604 | 120 122 130 100 | England | rate_per_100000 | -
122 | 120 122 130 100 | England | rate_per_100000 | -
9000 | 1000 1200 800 | England | number | -
9000 | 1000 1200 800 | London | number | Take London's 9,000 with care: it is about 9 times the middle of the other \
regions (1,000).
2 | 20 21 22 | London | percent | Take London's 2% with care: it is about 1/11 of the middle of the other regions (21%).
5 | 20 21 9 | London | percent | -
50 | 5 8 30 | London | percent | -
60 | 5 8 30 | London | percent | Take London's 60% with care: it is about 8 times the middle of the other regions (8%).
60 | 5 8 | London | percent | -
60 | 0 5 8 | London | percent | -
0 | 5 6 8 | London | percent | -
-60 | -5 -6 -8 | London | percent_change | -
"""

MIDDLES = """
values       | mean | median | had | of
10 20 60     | 30   | 20     | 3   | 3
10 20 30 80  | 35   | 25     | 4   | 4
10 - 20 - 60 | 30   | 20     | 3   | 5
7            | 7    | 7      | 1   | 1
0 0          | 0    | 0      | 2   | 2
-4 4 3       | 1    | 3      | 3   | 3
- -          | -    | -      | -   | -
"""

AMONG = """
own | neighbours  | polarity | in words
90  | 95 92 80 70 | high     | 3rd of 5 with its neighbours
90  | 95 92 80 70 | low      | 3rd of 5 with its neighbours
90  | 90 95 80    | high     | 2nd of 4 with its neighbours
95  | 90 - - 80   | high     | 1st of 3 with its neighbours
-   | 90 80       | high     | -
90  | - -         | high     | -
90  | 90 80       | neutral  | -
"""


def cuts(row: Row) -> tuple[Decimal, Decimal, Decimal]:
    quartile = sure_number(row["quartile"])
    return (quartile, quartile, quartile)


@examples(DISTANCES)
def test_the_distance_is_as_the_table_says(row: Row) -> None:
    found = to_band_a(
        sure_number(row["value"]),
        cuts(row),
        polarity=row["polarity"],
        unit=row["unit"],
        numerator=number(row["numerator"]),
        denominator=number(row["denominator"]),
    )
    assert found is not None
    assert ("-" if found.children is None else str(found.children)) == row["children"]
    assert distance_words(found, unit=row["unit"], decimals=1, counted="reviews on time") == row["in words"]


@examples(DOUBTS)
def test_a_benchmark_is_doubted_as_the_table_says(row: Row) -> None:
    others = [Decimal(one) for one in row["others"].split()]
    whole = row["of"] == "England"
    said = doubt(sure_number(row["value"]), others, unit=row["unit"], decimals=1, whole=whole, name=row["of"])
    assert said == words(row["in words"])


@examples(MIDDLES)
def test_the_middle_is_as_the_table_says(row: Row) -> None:
    found = middle([number(one) for one in row["values"].split()])
    if found is None:
        assert row["had"] == "-"
        return
    assert (found.mean, found.median) == (sure_number(row["mean"]), sure_number(row["median"]))
    assert (found.had, found.of) == (int(row["had"]), int(row["of"]))
    assert found.words == f"{row['had']} of {row['of']} had a figure"


@examples(AMONG)
def test_the_rank_among_neighbours_is_as_the_table_says(row: Row) -> None:
    near = {f"n{place}": number(one) for place, one in enumerate(row["neighbours"].split())}
    values = {area: value for area, value in {"own": number(row["own"]), **near}.items() if value is not None}
    values["elsewhere"] = Decimal(1000)
    assert neighbour_rank_words(among("own", values, near, row["polarity"])) == words(row["in words"])


def test_without_high_or_low_there_is_no_best_quarter() -> None:
    assert to_band_a(Decimal(1), (Decimal(1),) * 3, polarity="neutral", unit="percent") is None
    assert distance_words(None, unit="percent", decimals=1) == ""


@pytest.mark.parametrize(("polarity", "value", "inside"), [("high", 11, True), ("high", 9, False), ("low", 9, True)])
def test_inside_there_is_no_way_to_go_and_the_way_has_a_side(polarity: str, value: int, inside: bool) -> None:
    found = to_band_a(Decimal(value), (Decimal(10),) * 3, polarity=polarity, unit="number")
    assert found is not None
    assert (found.inside, found.fewer) == (inside, polarity == "low")
    assert (found.amount == 0, found.children == 0) == (inside, inside)


def test_what_nobody_named_is_counted_without_a_name() -> None:
    found = to_band_a(Decimal(95), (Decimal("96.7"),) * 3, polarity="high", unit="percent", denominator=Decimal(480))
    said = distance_words(found, unit="percent", decimals=1)
    assert said == "1.7 percentage points, or about 9 more, from the best quarter."


@given(st.integers(1, 400), st.data(), st.integers(1, 999), st.sampled_from(["high", "low"]))
def test_so_many_more_or_fewer_are_just_enough(out_of: int, data: st.DataObject, tenths: int, polarity: str) -> None:
    """With as many as are asked for it is in band A, and with one less it is not."""
    had, edge = data.draw(st.integers(0, out_of)), Decimal(tenths) / 10
    found = to_band_a(
        Decimal(100 * had) / out_of,
        (edge, edge, edge),
        polarity=polarity,
        unit="percent",
        numerator=Decimal(had),
        denominator=Decimal(out_of),
    )
    assert found is not None
    assume(found.children)
    sign = 1 if polarity == "high" else -1

    def letter(count: int) -> str | None:
        return band(Decimal(100 * count) / out_of, (edge, edge, edge), polarity)

    assert found.children is not None
    assert letter(had + sign * found.children) == "A"
    assert letter(had + sign * (found.children - 1)) != "A"


@given(st.lists(st.integers(-50, 50).map(Decimal), min_size=1, max_size=20))
def test_the_middle_is_the_statistics_library_s(values: list[Decimal]) -> None:
    found = middle(values)
    assert found is not None
    assert found.median == statistics.median(values)
    assert abs(found.mean - statistics.mean(values)) < Decimal("1e-20")


@given(st.dictionaries(st.sampled_from("abcdefghijk"), st.integers(0, 20).map(Decimal), min_size=2))
def test_the_rank_with_neighbours_is_that_of_a_league_of_their_own(values: dict[str, Decimal]) -> None:
    own = min(values)
    assert among(own, values, values, "high") == (ranks(values, "high")[own], len(values))


@given(st.integers(1, 999), st.lists(st.integers(1, 999).map(Decimal), min_size=3, max_size=9))
def test_nothing_between_the_smallest_and_the_largest_is_doubted(value: int, others: list[Decimal]) -> None:
    said = doubt(Decimal(value), others, unit="percent", decimals=1, whole=True, name="England")
    assert not (said and min(others) <= value <= max(others))
