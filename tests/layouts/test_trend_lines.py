"""From figures to lines: what is joined, what stands alone, how targets step, what the sentence says."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from decimal import Decimal

import pytest

from data import areas
from indicators.definitions import Indicator, catalogue
from indicators.reading import JudgedTarget, Source
from indicators.rules.period import Period, financial_year, label, quarter, snapshot, year_ending
from indicators.rules.target import Target
from indicators.series import Point
from layouts.trend import Row, Trend
from layouts.trend_lines import chart_of, runs
from layouts.trend_words import MOST_WORDS, summary

SOURCE = Source("id", "council", "return.xlsx", "Figures", "F7", date(2025, 1, 1), datetime(2025, 1, 1), "local")
RE_REFERRALS = catalogue()["re_referrals"]


def point(period: Period, value: str | None, status: str = "actual", mark: str = "") -> Point:
    number = None if value is None else Decimal(value)
    return Point(period, label(period), "", number, mark, status, "", None, None, SOURCE, ())


def years(*values: str | None, first: int = 2015) -> list[Point]:
    return [point(financial_year(first + n), value) for n, value in enumerate(values)]


def lengths(points: list[Point], *breaks: date) -> list[int]:
    return [len(run) for run in runs("Suffolk", points, RE_REFERRALS, breaks)]


def test_years_in_a_row_are_joined() -> None:
    assert lengths(years("20", "21", "22")) == [3]


def test_a_missing_year_ends_a_run_whether_it_is_marked_or_not_there() -> None:
    assert lengths(years("20", "21", None, "22", "23")) == [2, 2]
    assert lengths([*years("20", "21"), *years("22", first=2018)]) == [2, 1]


def test_a_change_in_the_way_of_counting_ends_a_run() -> None:
    assert lengths(years("20", "21", "22", "23"), date(2017, 4, 1)) == [2, 2]


def test_what_is_not_an_outturn_is_joined_to_nothing() -> None:
    forecast = point(financial_year(2017), "25", "forecast")
    assert lengths([*years("20", "21"), forecast]) == [2, 1]
    provisional = point(financial_year(2017), "25", "provisional")
    found = runs("Suffolk", [*years("20", "21"), provisional], RE_REFERRALS, ())
    assert [dot.firm for dot in found[0]] == [True, True, False]


def test_families_of_periods_are_not_joined_to_each_other() -> None:
    mixed = [*years("20", "21"), point(snapshot(date(2017, 6, 30)), "7"), point(snapshot(date(2018, 3, 31)), "8")]
    assert lengths(mixed) == [2, 2]
    # A calendar year and a financial year are both twelve months.
    assert lengths([*years("20"), point(year_ending("rolling_year", date(2016, 12, 31)), "21")]) == [2]


def test_a_missing_quarter_is_a_gap() -> None:
    quarters = [point(quarter(2020, n), "20") for n in (1, 2, 4)]
    assert lengths(quarters) == [2, 1]


def aim(kind: str, value: str, ends: date | None = None, **more: object) -> JudgedTarget:
    target = Target(kind, ">=", Decimal(value), ends=ends, **more)  # type: ignore[arg-type]
    return JudgedTarget(target, "in_force", "red", None, "words", SOURCE)


def trend_of(points: list[Point], targets: tuple[JudgedTarget, ...] = (), indicator: Indicator = RE_REFERRALS) -> Trend:
    rows = tuple(Row(p.period, p.period_words, p, None, None, None, None) for p in points)
    return Trend(indicator, areas.get("E10000029"), None, rows, targets, (), ())


def test_targets_by_a_date_hold_until_the_next_step() -> None:
    steps = (aim("by", "85", date(2004, 9, 30)), aim("by", "90", date(2005, 3, 31)))
    drawn = chart_of(trend_of(years("20"), steps), steps[0]).steps
    assert [(s.starts, s.ends, s.value, s.words) for s in drawn] == [
        (date(2004, 9, 30), date(2005, 3, 31), 85, "Target 85%"),
        (date(2005, 3, 31), None, 90, "Target 90%"),
    ]


def test_only_the_setter_of_the_headline_target_is_drawn() -> None:
    both = (aim("standing", "75"), aim("standing", "100", set_by="government"))
    assert [s.words for s in chart_of(trend_of(years("20"), both), both[0]).steps] == ["Target 75%"]


def test_a_range_has_two_levels_and_a_strict_limit_says_so() -> None:
    target = Target("standing", "between", Decimal(10), upper=Decimal(20))
    between = dataclasses.replace(aim("standing", "10"), target=target)
    assert [s.value for s in chart_of(trend_of([], (between,)), between).steps] == [10, 20]
    under = dataclasses.replace(between, target=Target("standing", "<", Decimal("97.5")))
    assert [s.words for s in chart_of(trend_of([], (under,)), under).steps] == ["Target under 97.5%"]


def test_the_sentence_leaves_out_what_was_counted_differently() -> None:
    old = [point(financial_year(2003), "40"), *years("20", "25", "21")]
    said = summary(trend_of(old), None)
    assert said == (
        "Re-referrals within 12 months, Suffolk: from 20% for 2015/16 to 21% for 2017/18. "
        "Highest 25% for 2016/17; lowest 20% for 2015/16. Earlier figures were counted differently."
    )


@pytest.mark.parametrize("slug", list(catalogue()))
def test_no_sentence_is_longer_than_sixty_words(slug: str) -> None:
    points = [*years("20", "25", None, "21"), point(year_ending("rolling_year", date(2019, 12, 31)), "3")]
    said = summary(trend_of(points, indicator=catalogue()[slug]), None)
    assert 5 < len(said.split()) <= MOST_WORDS and said.endswith(".")


def test_figures_that_never_moved_have_no_highest_and_no_lowest() -> None:
    assert "It never changed." in summary(trend_of(years("20", "20", "20")), None)
