"""Forecasts: the line, the interval, the chance, and when nothing is said."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.rules import forecast as rule
from indicators.rules.forecast import Forecast, forecast, when, words_of
from indicators.rules.period import Period, financial_year, month, quarter
from indicators.rules.student_t import below, quantile
from indicators.rules.theil_sen import line
from tests.indicators.worked import NOTHING, Row, examples, number, period, target

# Percentages of consecutive years up to 2004/05. A target is for 31 March 2006 unless it says; `even` is short
# for about as likely as not.
FORECASTS = """
figures             | target                       | best guess | from | to   | chance   | because
60 62 64 66 68      | at least 70                  | 70         | 70   | 70   | likely   | on a line, and it meets
60 62 64 66 68      | at least 70.1                | 70         | 70   | 70   | unlikely | on a line, and it misses
60 63 64 67 68      | at least 60                  | 70         | 68.1 | 71.9 | likely   | well over
60 63 64 67 68      | at least 70                  | 70         | 68.1 | 71.9 | even     | close by
60 63 64 67 68      | at least 72                  | 70         | 68.1 | 71.9 | unlikely | over it
60 63 64 67 68      | no more than 72              | 70         | 68.1 | 71.9 | likely   | under it, and less is wanted
60 63 64 67 68      | no more than 70              | 70         | 68.1 | 71.9 | even     | close by
60 63 64 67 68      | over 60                      | 70         | 68.1 | 71.9 | likely   | over it
60 63 64 67 68      | under 72                     | 70         | 68.1 | 71.9 | likely   | under it
60 63 64 67 68      | between 65 and 75            | 70         | 68.1 | 71.9 | likely   | well between
60 63 64 67 68      | between 70 and 70.5          | 70         | 68.1 | 71.9 | unlikely | a narrow gap
60 63 64 67 68      | at least 70 by 31 March 2007 | 72         | 69.8 | 74.2 | likely   | a year more, a wider guess
60 63 64 67 68      | at least 70 for 2005/06      | 70         | 68.1 | 71.9 | even     | for a year: on its last day
60 20 64 66 68      | at least 69                  | 70         | 12.5 | 100  | even     | one wild figure bends nothing
60 - 64 66 68 70    | at least 72                  | 72         | 72   | 72   | likely   | the time of a gap passes
92 95 94 97 99      | at least 100                 | 100        | 97.9 | 100  | even     | no share is over 100
9 7 6 3 2           | no more than 1               | 0          | 0    | 1.0  | likely   | nor under 0
100 100 100 100 100 | at least 100                 | 100        | 100  | 100  | likely   | flat on its target
100 100 100 100 100 | over 100                     | 100        | 100  | 100  | unlikely | flat, and it takes more
"""

REFUSED = """
figures           | target                       | break         | why none   | because
60 63 64 67 68    | at least 70                  | -             | -          | five are enough
63 64 67 68       | at least 70                  | -             | too_few    | four are not
60 - 64 67 68     | at least 70                  | -             | too_few    | a missing one does not count
-                 | at least 70                  | -             | no_figures | nothing at all
- - - - -         | at least 70                  | -             | no_figures | only missing
60 63 64 67 68    | at least 70, no date         | -             | no_date    | a standing target
60 63 64 67 68    | at least 70 by 31 March 2005 | -             | due        | its day is that of the last figure
60 63 64 67 68    | at least 70 by 1 April 2005  | -             | -          | the day after
60 63 64 67 68    | at least 70 by 31 March 2009 | -             | -          | as far ahead as the figures look back
60 63 64 67 68    | at least 70 by 30 April 2009 | -             | too_far    | further
60 63 64 67 68    | exactly 70                   | -             | exactly    | no guess is exactly right
50 60 63 64 67 68 | at least 70                  | 1 April 2000  | -          | five since the break
60 63 64 67 68    | at least 70                  | 1 April 2001  | break      | four since the break
60 63 64 67 68    | at least 70                  | 31 March 2001 | -          | on the last day of the first
63 64 67 68       | at least 70                  | 1 April 2000  | too_few    | never five
60 63 64 67 68    | at least 70                  | 1 April 2005  | break      | a break to come
60 63 64 67 68    | at least 70                  | 31 March 2006 | break      | a break on the target's day
60 63 64 67 68    | at least 70                  | 1 April 2006  | -          | a break after it
"""


@dataclass(frozen=True)
class Figure:
    period: Period
    value: Decimal | None
    status: str = "actual"


def years(values: Sequence[Decimal | None], last: int = 2004) -> list[Figure]:
    """Return the figures of consecutive financial years."""
    return [Figure(financial_year(last + 1 - len(values) + n), value) for n, value in enumerate(values)]


def asked(row: Row) -> Forecast:
    """Return the forecast that a row asks for."""
    values = [] if row["figures"] == NOTHING else [number(word) for word in row["figures"].split()]
    aim, _, day = row["target"].partition(" by ")
    aim, _, year = aim.partition(" for ")
    aim, dateless, _ = aim.partition(", no date")
    when_due = f"for {year}" if year else f"by {day or '31 March 2006'}"
    breaks = [period(row["break"]).ends] if row.get("break", NOTHING) != NOTHING else []
    bounds = {"lowest": Decimal(0), "highest": Decimal(100)}
    return forecast(years(values), target(aim, NOTHING if dateless else when_due), breaks=breaks, **bounds)


@examples(FORECASTS)
def test_the_forecast_is_as_the_table_says(row: Row) -> None:
    found = asked(row)
    assert found.reason == ""
    for name, given_out in (("best guess", found.central), ("from", found.low), ("to", found.high)):
        assert given_out is not None
        assert f"{given_out:.{len(row[name].partition('.')[2])}f}" == row[name]
    assert found.words == {"even": rule.EVEN}.get(row["chance"], row["chance"])
    assert found.used == len(row["figures"].replace(" - ", " ").split())
    assert found.straight == (row["from"] == row["to"])


@examples(REFUSED)
def test_a_forecast_is_refused_as_the_table_says(row: Row) -> None:
    found = asked(row)
    assert (found.reason or NOTHING) == row["why none"]
    assert (found.central is None) == (found.chance is None) == (found.words is None) == (found.reason != "")


AIM = target("at least 70", "by 31 March 2006")
FIVE = [Decimal(n) for n in (60, 63, 64, 67, 68)]


def test_only_outturns_of_like_periods_count() -> None:
    other = [
        Figure(financial_year(2005), Decimal(99), "forecast"),
        Figure(financial_year(2004), Decimal(1), "implied"),
        Figure(quarter(2002, 1), Decimal(1)),
        Figure(Period("several_years", date.min, date.min), Decimal(1)),
    ]
    assert forecast([*other, *years(FIVE)], AIM) == forecast(years(FIVE), AIM)
    revised = [Figure(f.period, f.value, "provisional") for f in years(FIVE)]
    assert forecast(revised, AIM) == forecast(years(FIVE), AIM)


def test_the_order_in_which_figures_come_does_not_matter() -> None:
    for order in itertools.permutations(years(FIVE)):
        assert forecast(order, AIM) == forecast(years(FIVE), AIM)


@pytest.mark.parametrize(("kind", "recent"), [("month", 12), ("quarter", 8), ("financial_year", 8)])
def test_recent_is_whole_years(kind: str, recent: int) -> None:
    made = {
        "month": [month(2003 + n // 12, n % 12 + 1) for n in range(30)],
        "quarter": [quarter(1997 + n // 4, n % 4 + 1) for n in range(30)],
        "financial_year": [financial_year(1975 + n) for n in range(30)],
    }[kind]
    points = [Figure(each, Decimal(n * n)) for n, each in enumerate(made)]
    found = forecast(points, target("at least 70", "by 31 July 2005"))
    assert (found.reason, found.used) == ("", recent)


def test_a_target_for_another_kind_of_period_is_refused() -> None:
    quarterly = target("at least 70", "by 31 March 2006", period_kind="quarter")
    assert forecast(years(FIVE), quarterly).reason == rule.OTHER_KIND
    yearly = target("at least 70", "by 31 March 2006", period_kind="financial_year")
    assert forecast(years(FIVE), yearly).reason == ""


def test_a_year_to_date_is_carried_on_to_its_own_months_only() -> None:
    points = [
        Figure(Period("year_to_date", date(year, 4, 1), date(year, 12, 31)), Decimal(year % 7))
        for year in range(1998, 2005)
    ]
    assert forecast(points, target("at least 70", "by 31 March 2006")).reason == rule.OTHER_KIND
    assert forecast(points, target("at least 70", "by 31 December 2005")).reason == ""


def test_without_ends_nothing_is_cut_off() -> None:
    found = forecast(years([Decimal(n) for n in (92, 95, 94, 97, 99)]), target("at least 99", "by 31 March 2007"))
    assert found.high is not None and found.high > 100


def test_a_surer_interval_is_wider_and_the_chance_is_the_same() -> None:
    usual, surer = forecast(years(FIVE), AIM), forecast(years(FIVE), AIM, level=0.95)
    assert usual.low is not None and surer.low is not None
    assert surer.low < usual.low
    assert (surer.chance, surer.central, surer.level, usual.level) == (usual.chance, usual.central, 0.95, 0.8)


def test_the_interval_is_the_textbook_s() -> None:
    """By hand: the line is 58 + 2x for x = 1 to 5; what is left over is 0, 1, 0, 1, 0."""
    found = forecast(years(FIVE), AIM)
    reach = 1.6377443536962102 * math.sqrt(2 / 3) * math.sqrt(1 + 1 / 5 + 9 / 10)
    assert (found.low, found.central, found.high) == pytest.approx((70 - reach, 70, 70 + reach), abs=1e-12)


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (1.0, "likely"),
        (2 / 3 + 1e-9, "likely"),
        (1 - 1 / 3, "likely"),
        (2 / 3 - 1e-9, "about as likely as not"),
        (0.5, "about as likely as not"),
        (1 / 3 + 1e-9, "about as likely as not"),
        (1 / 3, "unlikely"),
        (0.0, "unlikely"),
    ],
)
def test_a_chance_in_words(chance: float, said: str) -> None:
    assert words_of(chance) == said


def test_four_of_five_coming_figures_fall_inside() -> None:
    """What the interval promises, over made-up series with a slope and independent errors."""
    chance = random.Random(11)
    inside = 0
    for trial in range(400):
        values = [Decimal(f"{50 + trial % 5 * n + chance.gauss(0, 3):.2f}") for n in range(9)]
        found = forecast(years(values[:8]), AIM)
        assert found.low is not None and found.high is not None
        inside += found.low <= values[8] <= found.high
    assert 0.76 <= inside / 400 <= 0.86


SERIES = st.lists(st.integers(0, 100).map(Decimal), min_size=5, max_size=8)


@given(SERIES, st.integers(-40, 140))
def test_meeting_at_least_and_at_most_are_all_there_is(values: list[Decimal], bound: int) -> None:
    least, most = (
        forecast(years(values), target(f"{how} {bound}.5", "by 31 March 2006")) for how in ("at least", "no more than")
    )
    assert least.chance is not None and most.chance is not None
    assert least.chance + most.chance == pytest.approx(1)
    assert 0 <= least.chance <= 1


@given(SERIES)
def test_upside_down_is_the_same_upside_down(values: list[Decimal]) -> None:
    up, down = (
        forecast(years(each), target(aim, "by 31 March 2006"))
        for each, aim in ((values, "at least 50"), ([-value for value in values], "no more than -50"))
    )
    assert up.central is not None and down.central is not None and up.chance is not None
    assert (up.central, up.low, up.high) == pytest.approx((-down.central, -(down.high or 0), -(down.low or 0)))
    assert up.chance == pytest.approx(down.chance)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(-50, 50)), min_size=2, max_size=9, unique_by=lambda p: p[0]))
def test_the_line_is_the_one_that_numpy_s_medians_give(points: list[tuple[int, int]]) -> None:
    found = line([(Fraction(x), Fraction(y)) for x, y in points])
    slope = np.median([(b[1] - a[1]) / (b[0] - a[0]) for a, b in itertools.combinations(points, 2)])
    start = np.median([y - slope * x for x, y in points])
    assert (float(found.slope), float(found.start)) == pytest.approx((slope, start), abs=1e-9)
    assert found.at(Fraction(2)) == found.start + 2 * found.slope


def test_points_above_each_other_have_no_slope_between_them() -> None:
    points = [(Fraction(x), Fraction(y)) for x, y in ((1, 0), (1, 9), (2, 1))]
    assert line(points).slope == Fraction(-7, 2)


# Student's t: the tables in the back of every textbook.
@pytest.mark.parametrize(
    ("chance", "freedom", "t"),
    [
        (0.9, 1, 3.0777),
        (0.9, 2, 1.8856),
        (0.9, 3, 1.6377),
        (0.9, 6, 1.4398),
        (0.95, 4, 2.1318),
        (0.975, 5, 2.5706),
        (0.975, 10, 2.2281),
        (0.995, 7, 3.4995),
        (0.9995, 3, 12.924),
        (0.5, 4, 0.0),
        (0.1, 3, -1.6377),
    ],
)
def test_student_s_t_is_that_of_the_tables(chance: float, freedom: int, t: float) -> None:
    assert quantile(chance, freedom) == pytest.approx(t, abs=6e-5)
    assert below(quantile(chance, freedom), freedom) == pytest.approx(chance, abs=1e-12)


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 7, 8])
def test_student_s_t_is_the_sum_of_its_density(freedom: int) -> None:
    steps = np.linspace(0, 1.3, 20001)
    density = (1 + steps**2 / freedom) ** (-(freedom + 1) / 2)
    factor = math.gamma((freedom + 1) / 2) / math.sqrt(freedom * math.pi) / math.gamma(freedom / 2)
    assert below(1.3, freedom) == pytest.approx(0.5 + factor * float(np.trapezoid(density, steps)), abs=1e-8)
    assert below(-1.3, freedom) == pytest.approx(1 - below(1.3, freedom), abs=1e-15)


def test_student_s_t_at_its_ends() -> None:
    assert (below(math.inf, 3), below(-math.inf, 3), below(0, 3)) == (1, 0, 0.5)
    for chance in (0, 1):
        with pytest.raises(ValueError, match="between 0 and 1"):
            quantile(chance, 3)
    with pytest.raises(ValueError, match="0 degrees"):
        below(1, 0)


def test_the_ends_of_months_stand_at_even_steps() -> None:
    assert when(date(2005, 3, 31)) - when(date(2005, 2, 28)) == 1
    assert when(date(2005, 3, 15)) - when(date(2005, 2, 28)) == Fraction(15, 31)
    assert when(date(2005, 1, 31)) - when(date(2004, 12, 31)) == 1
