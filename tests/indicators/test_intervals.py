"""Intervals: against published answers, by a table, and by what must hold of any."""

from __future__ import annotations

import csv
import math
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.rules.intervals import Interval, interval, proportion, rate
from tests.indicators.worked import NOTHING, Row, examples, number

INTERVALS = """
unit            | part | whole | value  | from   | to      | method | because
percent         | 5    | 100   | 5      | 2.154  | 11.175  | Wilson | a share of a whole
percent         | 0    | 12    | 0      | 0      | 24.249  | Wilson | none of twelve is not never
percent         | 12   | 12    | 100    | 75.751 | 100     | Wilson | nor all of twelve always
percent         | 25   | 133   | 18.797 | 13.069 | 26.277  | Wilson | 133 children
percent         | 0    | 0     | -      | -      | -       | -      | out of none
percent         | 13   | 12    | -      | -      | -       | -      | more than the whole
percent         | -1   | 12    | -      | -      | -       | -      | less than none
percent         | 2.5  | 12    | -      | -      | -       | -      | half posts are not counted one by one
percent         | 2    | 12.5  | -      | -      | -       | -      | half posts are not counted one by one
percent         | -    | 12    | -      | -      | -       | -      | no count
percent         | 5    | -     | -      | -      | -       | -      | nobody said out of how many
rate_per_10000  | 9    | 45000 | 2      | 0.915  | 3.797   | Exact  | under ten: exact
rate_per_10000  | 10   | 8000  | 12.5   | 5.984  | 22.989  | Byars  | ten or more: Byar's
rate_per_10000  | 0    | 8000  | 0      | 0      | 4.611   | Exact  | none is not never
rate_per_10000  | 5    | 0     | -      | -      | -       | -      | out of none
rate_per_10000  | -5   | 8000  | -      | -      | -       | -      | less than none
rate_per_1000   | 120  | 8000  | 15     | 12.436 | 17.936  | Byars  | per 1,000
rate_per_100000 | 5    | 8000  | 62.5   | 20.294 | 145.854 | Exact  | per 100,000
number          | 120  | -     | 120    | 99.490 | 143.492 | Byars  | a count alone
number          | 2.5  | -     | -      | -      | -       | -      | no count of whole things
days            | 5    | 100   | -      | -      | -       | -      | days count nothing
"""


def shown(found: float | None, cell: str) -> str:
    """Return a number with as many decimals as a cell has."""
    return NOTHING if found is None else f"{found:.{len(cell.partition('.')[2])}f}"


@examples(INTERVALS)
def test_the_interval_is_as_the_table_says(row: Row) -> None:
    found = interval(row["unit"], number(row["part"]), number(row["whole"]))
    given_out = (found.value, found.lower, found.upper) if found else (None, None, None)
    assert [shown(each, row[name]) for each, name in zip(given_out, ("value", "from", "to"), strict=True)] == [
        row["value"],
        row["from"],
        row["to"],
    ]
    assert (found.method if found else NOTHING) == row["method"]
    assert found is None or found.confidence == 0.95


def test_every_published_limit_agrees(reference: Path) -> None:
    methods: dict[str, int] = {}
    with (reference / "oracles" / "confidence_limits.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            rule = proportion if row["kind"] == "proportion_pct" else rate
            found = rule(Decimal(row["x"]), Decimal(row["n"]), float(row["confidence"]), float(row["multiplier"]))
            assert found is not None
            assert found.method == row["method"]
            for name in ("value", "lower", "upper"):
                assert getattr(found, name) == pytest.approx(float(row[name]), abs=1e-9, rel=1e-12), row
            methods[found.method] = methods.get(found.method, 0) + 1
    assert methods == {"Wilson": 60, "Byars": 21, "Exact": 12}


def sure(found: Interval | None) -> Interval:
    assert found is not None
    return found


COUNTS = st.integers(0, 500).map(Decimal)


@given(COUNTS, st.integers(1, 500).map(Decimal), st.sampled_from([0.5, 0.8, 0.95, 0.998]))
def test_a_share_lies_within_its_interval_and_that_within_what_is_possible(
    x: Decimal, n: Decimal, sure_of: float
) -> None:
    part = min(x, n)
    found = sure(proportion(part, n, sure_of))
    assert 0 <= found.lower <= found.value + 1e-9
    assert found.value - 1e-9 <= found.upper <= 100
    rest = sure(proportion(n - part, n, sure_of))
    assert (100 - rest.upper, 100 - rest.lower) == pytest.approx((found.lower, found.upper), abs=1e-9)


@given(COUNTS, st.floats(0.5, 0.99))
def test_surer_is_wider(x: Decimal, sure_of: float) -> None:
    for rule, base in ((rate, Decimal(700)), (proportion, Decimal(700))):
        near, far = sure(rule(x, base, sure_of)), sure(rule(x, base, sure_of + 0.005))
        assert far.lower <= near.lower <= near.upper <= far.upper


@given(COUNTS)
def test_a_rate_lies_within_its_interval(x: Decimal) -> None:
    found = sure(rate(x, Decimal(8000)))
    assert 0 <= found.lower <= found.value < found.upper
    assert found.method == ("Exact" if x < 10 else "Byars")


@pytest.mark.parametrize("x", range(10))
def test_an_exact_limit_leaves_just_its_tail(x: int) -> None:
    """By definition: a mean at the upper limit gives so few with 2.5%, one at the lower limit so many with 2.5%."""
    found = sure(rate(Decimal(x), Decimal(1), multiplier=1))

    def chance(mean: float, counts: range) -> float:
        return math.fsum(math.exp(-mean) * mean**n / math.factorial(n) for n in counts)

    assert chance(found.upper, range(x + 1)) == pytest.approx(0.025, rel=1e-12)
    assert x == 0 or chance(found.lower, range(x, 150)) == pytest.approx(0.025, rel=1e-12)


@pytest.mark.parametrize("confidence", [0, 1, -0.5, 95])
def test_confidence_is_a_share(confidence: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        proportion(Decimal(1), Decimal(2), confidence)
    with pytest.raises(ValueError, match="between 0 and 1"):
        rate(Decimal(1), Decimal(2), confidence)


def test_without_being_told_a_share_is_of_100_and_a_rate_per_10000() -> None:
    assert sure(proportion(Decimal(1), Decimal(4))).value == 25
    assert sure(rate(Decimal(1), Decimal(4))).value == 2500


def test_a_very_low_confidence_of_a_small_count_never_goes_under_0() -> None:
    assert sure(rate(Decimal(10), Decimal(1), 1 - 1e-15)).lower >= 0
