"""Ranks and quartile bands, against the table and against a second answer worked out another way."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.rules.rank import band, quartiles, ranks
from tests.indicators.worked import NOTHING, Row, examples, rows, sure_number, words

# Nine values: the quartiles are the third, the fifth and the seventh, so 20, 40 and 60.
RANKS = """
area    | value | rank, high is good | band, high is good | rank, low is good | band, low is good
Alder   | 10    | 8                  | D                  | 1                 | A
Birch   | 10    | 8                  | D                  | 1                 | A
Cedar   | 20    | 7                  | D                  | 3                 | A
Dogwood | 30    | 6                  | C                  | 4                 | B
Elm     | 40    | 5                  | C                  | 5                 | B
Fir     | 50    | 4                  | B                  | 6                 | C
Gorse   | 60    | 2                  | B                  | 7                 | C
Hazel   | 60    | 2                  | B                  | 7                 | C
Ivy     | 80    | 1                  | A                  | 9                 | D
"""

QUARTILES = """
values         | lower | middle | upper
10             | 10    | 10     | 10
10 20          | 12.5  | 15     | 17.5
10 20 30       | 15    | 20     | 25
10 20 30 40    | 17.5  | 25     | 32.5
10 20 30 40 50 | 20    | 30     | 40
5 5 5 5        | 5     | 5      | 5
0 0.1 0.2 0.4  | 0.075 | 0.15   | 0.25
-              | -     | -      | -
"""

VALUES = {row["area"]: sure_number(row["value"]) for row in rows(RANKS)}
# Whole numbers: their quartiles end in .0, .25, .5 or .75, which a binary float holds exactly. Few, so that many tie.
TABLES = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=3), st.integers(-12, 12).map(Decimal), min_size=1, max_size=40
)
POLARITIES = st.sampled_from(["high", "low"])


@examples(RANKS)
@pytest.mark.parametrize("polarity", ["high", "low"])
def test_rank_and_band_are_as_the_table_says(row: Row, polarity: str) -> None:
    cuts = quartiles(list(VALUES.values()))
    assert cuts == (20, 40, 60)
    assert ranks(VALUES, polarity)[row["area"]] == int(row[f"rank, {polarity} is good"])
    assert band(VALUES[row["area"]], cuts, polarity) == row[f"band, {polarity} is good"]


@examples(QUARTILES)
def test_the_quartiles_are_as_the_table_says(row: Row) -> None:
    values = [Decimal(value) for value in words(row["values"]).split()]
    expected = tuple(sure_number(row[name]) for name in ("lower", "middle", "upper") if row[name] != NOTHING)
    assert (quartiles(values) or ()) == expected


@pytest.mark.parametrize("polarity", ["neutral", "range", ""])
def test_without_high_or_low_nobody_is_ranked(polarity: str) -> None:
    assert ranks(VALUES, polarity) == {}
    assert band(Decimal(10), (Decimal(1), Decimal(2), Decimal(3)), polarity) is None


def test_nobody_is_nobody() -> None:
    assert ranks({}, "high") == {}
    assert quartiles([]) is None


@given(TABLES, POLARITIES)
def test_a_rank_is_one_more_than_the_number_of_those_that_are_better(table: dict[str, Decimal], polarity: str) -> None:
    def better(one: Decimal, other: Decimal) -> bool:
        return one > other if polarity == "high" else one < other

    expected = {area: 1 + sum(better(other, value) for other in table.values()) for area, value in table.items()}
    assert ranks(table, polarity) == expected


@given(TABLES)
def test_the_quartiles_are_those_of_numpy_type_7(table: dict[str, Decimal]) -> None:
    values = [float(value) for value in table.values()]
    expected = np.quantile(values, [0.25, 0.5, 0.75], method="linear")
    assert [float(cut) for cut in quartiles(list(table.values())) or ()] == expected.tolist()


@given(st.lists(st.decimals(-1_000_000, 1_000_000, places=10), min_size=1, max_size=60))
def test_the_quartiles_of_long_decimals_are_numpy_s_but_for_binary_dust(values: list[Decimal]) -> None:
    expected = np.quantile([float(value) for value in values], [0.25, 0.5, 0.75])
    assert [float(cut) for cut in quartiles(values) or ()] == pytest.approx(expected.tolist(), abs=1e-6)


@given(TABLES, POLARITIES)
def test_a_band_is_the_one_that_numpy_s_quartiles_give(table: dict[str, Decimal], polarity: str) -> None:
    """On a quartile is on its lower side: the better band when low is good, the worse when high is good."""
    lower, middle, upper = np.quantile([float(value) for value in table.values()], [0.25, 0.5, 0.75])
    cuts = quartiles(list(table.values()))
    assert cuts is not None
    for value in table.values():
        from_below = "1" if value <= lower else "2" if value <= middle else "3" if value <= upper else "4"
        expected = dict(zip("1234", "ABCD" if polarity == "low" else "DCBA", strict=True))[from_below]
        assert band(value, cuts, polarity) == expected


@given(TABLES, POLARITIES)
def test_a_better_rank_never_has_a_worse_band(table: dict[str, Decimal], polarity: str) -> None:
    cuts = quartiles(list(table.values()))
    assert cuts is not None
    places = ranks(table, polarity)
    by_rank = sorted((places[area], band(value, cuts, polarity) or "") for area, value in table.items())
    assert [letter for _, letter in by_rank] == sorted(letter for _, letter in by_rank)


@given(TABLES)
def test_the_order_of_the_areas_does_not_matter(table: dict[str, Decimal]) -> None:
    backwards = dict(reversed(table.items()))
    assert ranks(table, "high") == ranks(backwards, "high")
    assert quartiles(list(table.values())) == quartiles(list(backwards.values()))
