"""For how many periods a figure has moved one way, and which change is large enough to count."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.rules.direction import a_year_before, direction
from indicators.rules.materiality import material
from indicators.rules.period import month
from indicators.rules.streak import streak
from tests.indicators.points import Figure, figures
from tests.indicators.worked import NOTHING, Row, cases, examples, number, period, sure_number, words

# One decimal is shown.
MATERIAL = """
change | unit | decimals | out of then | out of now | the indicator's | counts | because
0 | percent | 1 | - | - | - | no | no change at all
0.1 | percent | 1 | - | - | - | yes | exactly the rounding step
0.09 | percent | 1 | - | - | - | no | under the rounding step
-0.1 | percent | 1 | - | - | - | yes | down is as far as up
0.9 | percent | 0 | - | - | - | no | under the rounding step
1 | percent | 0 | - | - | - | yes | exactly the rounding step
0.5 | percent | 1 | 200 | 200 | - | yes | one child of 200
0.4 | percent | 1 | 200 | 200 | - | no | under one child of 200
33.3 | percent | 1 | 3 | 3 | - | yes | one child of 3, as it is printed
33.2 | percent | 1 | 3 | 3 | - | no | further from it than rounding can be
0.6 | percent | 1 | 133 | 134 | - | no | one child of 134 is 0.75
0.7 | percent | 1 | 133 | 134 | - | yes | may be one child of 134, as it is printed
0.7 | percent | 1 | 134 | 133 | - | yes | by the larger of the two
0.2 | percent | 1 | - | 133 | - | yes | one child is not known
0.2 | percent | 1 | 0 | 0 | - | yes | out of none: one child is not known
0.06 | percent | 1 | 10000 | 10000 | - | no | six children, but less than is shown
1 | rate_per_10000 | 0 | 5000 | 5000 | - | no | one child of 5,000 is 2
2 | rate_per_10000 | 0 | 5000 | 5000 | - | yes | one child of 5,000 is 2
1 | number | 0 | - | - | - | yes | one child
0.5 | number | 1 | 10 | 10 | - | yes | half a post, where halves are shown
3 | days | 0 | 10 | 10 | - | yes | days are no share of anybody
1.9 | percent | 1 | - | - | 2 | no | the indicator's own is 2
2 | percent | 1 | - | - | 2 | yes | the indicator's own is 2
0.3 | percent | 1 | 200 | 200 | 0.2 | yes | the indicator's own holds alone
"""

STREAKS = """
figures | polarity | direction | in a row | in words
Q1 2004/05 61, Q2 2004/05 68.4, Q3 2004/05 77.4 | high | improving | 2 | Improving for 2 quarters in a row, since \
April to June 2004.
Q1 2004/05 61, Q2 2004/05 68.4, Q3 2004/05 77.4 | low | worsening | 2 | Worsening for 2 quarters in a row, since April \
to June 2004.
Q1 2004/05 61, Q2 2004/05 68.4, Q3 2004/05 77.4 | neutral | increasing | 2 | Increasing for 2 quarters in a row, since \
April to June 2004.
Q1 2004/05 70, Q2 2004/05 68.4, Q3 2004/05 77.4 | high | improving | 1 | -
Q2 2004/05 68.4, Q3 2004/05 77.4 | high | improving | 1 | -
Q3 2004/05 77.4 | high | - | - | -
Q1 2004/05 61, Q3 2004/05 77.4 | high | - | - | -
Q4 2003/04 50, Q1 2004/05 61, Q2 2004/05 -, Q3 2004/05 68.4, Q4 2004/05 77.4 | high | improving | 1 | -
Q1 2004/05 61, Q2 2004/05 61, Q3 2004/05 61 | high | no_change | 2 | -
Q1 2004/05 61, Q2 2004/05 61.04, Q3 2004/05 61.08 | high | no_change | 2 | -
Q1 2004/05 60, Q2 2004/05 61, Q3 2004/05 61, Q4 2004/05 62 | high | improving | 1 | -
at 31 March 2004 23, at 30 June 2004 22, at 30 September 2004 20 | low | improving | 2 | Improving for 2 figures in a \
row, since 31 March 2004.
2001/02 5, 2002/03 4, 2003/04 3, 2004/05 -2 | high | worsening | 3 | Worsening for 3 years in a row, since 2001/02.
"""

LAST_YEAR = """
case                     | figure for                       | value | status   | the year before
exactly a year before    | Q3 2003/04                       | 70    | actual   | yes
exactly a year before    | Q2 2004/05                       | 75    | actual   | -
no such quarter          | Q2 2003/04                       | 70    | actual   | -
also one without a value | Q3 2003/04                       | -     | actual   | yes
not a forecast           | Q3 2003/04                       | 70    | forecast | -
not of another family    | at 31 December 2003              | 70    | actual   | -
not of another family    | rolling year to 31 December 2003 | 70    | actual   | -
"""
FIGURE_FOR = "Q3 2004/05"


def shown(earlier: Figure, later: Figure, change: Decimal) -> bool:
    return material(change, unit="percent", decimals=1)


@examples(MATERIAL)
def test_a_change_counts_as_the_table_says(row: Row) -> None:
    counts = material(
        sure_number(row["change"]),
        unit=row["unit"],
        decimals=int(row["decimals"]),
        denominators=(number(row["out of then"]), number(row["out of now"])),
        smallest=number(row["the indicator's"]),
    )
    assert counts == (row["counts"] == "yes")


@examples(STREAKS)
def test_a_streak_is_as_the_table_says(row: Row) -> None:
    points = figures(row["figures"])
    found = streak(points[::-1], points[-1].period, row["polarity"], shown)
    if row["direction"] == NOTHING:
        assert found is None
        return
    assert found is not None
    expected = (row["direction"], int(row["in a row"]), words(row["in words"]))
    assert (found.direction, found.count, found.words) == expected


def test_a_streak_does_not_go_over_a_break() -> None:
    points = figures("2001/02 1, 2002/03 2, 2003/04 3, 2004/05 4")
    found = streak(points, points[-1].period, "high", shown, [period("2002/03").starts])
    assert found is not None and (found.count, found.since) == (2, period("2002/03"))


@cases(LAST_YEAR)
def test_the_year_before_is_as_the_table_says(group: list[Row]) -> None:
    points = [(Figure(period(r["figure for"]), number(r["value"]), r["status"]), r) for r in group]
    expected = next((point for point, row in points if row["the year before"] == "yes"), None)
    for order in (points, points[::-1]):
        assert a_year_before([point for point, _ in order], period(FIGURE_FOR)) == expected


@pytest.mark.parametrize(("earlier", "found"), [("at 31 March 2004", True), ("at 29 February 2004", False)])
def test_a_count_on_a_day_goes_with_the_same_month_of_the_year_before(earlier: str, found: bool) -> None:
    point = Figure(period(earlier), Decimal(1))
    assert (a_year_before([point], period("at 15 March 2005")) is not None) == found


def test_of_several_in_the_month_a_year_before_the_nearest_counts_and_the_same_kind_first() -> None:
    days = [Figure(period(f"at {day} March 2004"), Decimal(day)) for day in (1, 14, 17, 31)]
    found = a_year_before(days, period("at 15 March 2005"))
    assert found is not None and found.value == 14
    even = a_year_before([days[1], Figure(period("at 16 March 2004"), Decimal(16))], period("at 15 March 2005"))
    assert even is not None and even.value == 16, "of two as near the later"
    years = [Figure(period(text), Decimal(n)) for n, text in enumerate(("rolling year to 31 March 2004", "2003/04"))]
    for order in (years, years[::-1]):
        found = a_year_before(order, period("2004/05"))
        assert found is not None and found.value == 1


def test_a_change_that_does_not_count_has_no_direction() -> None:
    assert direction(Decimal("0.04"), "low", material=False) == "no_change"
    assert direction(Decimal("0.04"), "low", material=True) == "worsening"


@given(st.decimals(-50, 50, places=2), st.integers(1, 500), st.integers(1, 500), st.integers(0, 2))
def test_a_larger_change_counts_whenever_a_smaller_one_does(
    change: Decimal, then: int, now: int, decimals: int
) -> None:
    def counts(size: Decimal) -> bool:
        return material(size, unit="percent", decimals=decimals, denominators=(Decimal(then), Decimal(now)))

    assert counts(change) == counts(-change)
    assert not counts(change) or counts(change * 2)


@given(st.integers(1, 200), st.data())
def test_one_child_more_or_less_of_as_many_always_counts_as_it_is_printed(out_of: int, data: st.DataObject) -> None:
    had = data.draw(st.integers(0, out_of - 1))
    before, now = (round(Decimal(100 * x) / out_of, 1) for x in (had, had + 1))
    denominators = (Decimal(out_of), Decimal(out_of))
    assert material(now - before, unit="percent", decimals=1, denominators=denominators)


@given(st.lists(st.integers(-20, 20), min_size=2, max_size=20))
def test_a_streak_and_its_mirror_are_opposite(values: list[int]) -> None:
    points = [Figure(month(2000 + n // 12, n % 12 + 1), Decimal(value)) for n, value in enumerate(values)]
    high, low = (streak(points, points[-1].period, polarity, shown) for polarity in ("high", "low"))
    assert high is not None and low is not None
    assert (high.count, high.since) == (low.count, low.since)
    mirror = {"improving": "worsening", "worsening": "improving", "no_change": "no_change"}
    assert low.direction == mirror[high.direction]
