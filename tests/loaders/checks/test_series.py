"""Figures held against the others of their series: twice, running on, jumping, all the same."""

from __future__ import annotations

from decimal import Decimal

import pytest

from loaders.checks import cumulative, duplicates, jump, repeats, units
from tests.loaders.checks.given import QUARTERS, earlier, figure, look, row, told, worded

D = Decimal
YEAR = ("Q1 2003/04", "Q2 2003/04", "Q3 2003/04", "Q4 2003/04")


# --- twice ----------------------------------------------------------------------------------------------------------


def test_the_same_figure_twice_is_named_with_both_places():
    first = figure("re_referrals", "2003/04", 20, "C4", sheet="Summary")
    again = figure("re_referrals", "2003/04", 20, "B9", sheet="Detail")
    other = figure("re_referrals", "2003/04", 21, "B12", sheet="Detail")
    examined = look([first, again, other])
    problems = worded(duplicates.check(examined))
    assert [(p.severity, p.code, p.sheet, p.cell) for p in problems] == [
        ("warning", "duplicate", "Detail", "B9"),
        ("error", "duplicate_disagrees", "Detail", "B12"),
    ]
    assert "also stands in cell C4 of sheet Summary" in problems[0].message
    assert "where it is 20; here it is 21." in problems[1].message
    assert [placed.at for placed in duplicates.first_of_each(examined)] == ["C4"]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({}, "duplicate"),
        ({"status": "provisional"}, "duplicate_disagrees"),
        ({"numerator": D(2), "denominator": D(10)}, "duplicate_disagrees"),
        ({"status": "forecast"}, None),
        ({"area": "E10000029/west"}, None),
        ({"breakdown": "sex=girls"}, None),
    ],
)
def test_what_makes_a_figure_the_same(more, code):
    figures = [figure("re_referrals", "2003/04", 20), figure("re_referrals", "2003/04", 20, "B3", **more)]
    assert [found for _, found, _ in told(duplicates.check, look(figures))] == ([code] if code else [])


def test_a_period_written_in_two_ways_is_one_period():
    figures = [figure("re_referrals", "2003/04", 20), figure("re_referrals", "April 2003 to March 2004", 20, "B3")]
    assert told(duplicates.check, look(figures)) == [("warning", "duplicate", "B3")]


def test_parts_tell_two_equal_values_apart_in_words():
    parts = {"numerator": D(1), "denominator": D(5)}
    figures = [figure("re_referrals", "2003/04", 20, **parts), figure("re_referrals", "2003/04", 20, "B3")]
    (problem,) = worded(duplicates.check(look(figures)))
    assert "where it is 20 (1 out of 5); here it is 20 (unknown out of unknown)." in problem.message


# --- running on -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "runs_on"),
    [
        ([5, 11, 16, 22], True),
        ([3, 3, 9, 14], True),
        ([0, 2, 5, 5], True),
        ([10, 11, 12, 13], False),
        ([5, 11, 10, 22], False),
        ([0, 0, 1, 1], False),
        ([0, 0, 0, 3], False),
        ([100, 120, 130, 150], False),
        ([8, 8, 8, 8], False),
    ],
)
def test_counts_that_only_rise_look_cumulative(values, runs_on):
    examined = look(row("children_adopted", YEAR, values, 5))
    assert told(cumulative.check, examined) == ([("warning", "looks_cumulative", "E5")] if runs_on else [])


def test_a_running_total_begins_anew_each_year():
    figures = row("issp_starts", QUARTERS, [4, 9, 15, 21, 3, 8, 12])
    problems = worded(cumulative.check(look(figures)))
    assert [p.cell for p in problems] == ["E2", "H2"]
    assert "rises every quarter of 2003/04 (4, 9, 15, 21)" in problems[0].message


def test_percentages_snapshots_two_quarters_and_what_was_settled_are_left_alone():
    assert told(cumulative.check, look(row("re_referrals", YEAR, [5, 11, 16, 22]))) == []
    ends = ["30 June 2003", "30 September 2003", "31 December 2003"]
    assert told(cumulative.check, look(row("lac_number", ends, [500, 1100, 1700]))) == []
    assert told(cumulative.check, look(row("children_adopted", YEAR[:2], [5, 11]))) == []
    settled = look(row("children_adopted", YEAR, [5, 11, 16, 22]), answers={"quarters:children_adopted": "alone"})
    assert told(cumulative.check, settled) == []
    missing = look([*row("children_adopted", YEAR[:1], [5]), *row("children_adopted", YEAR[2:], [16, 22], 3)])
    assert told(cumulative.check, missing) == []


# --- jumping --------------------------------------------------------------------------------------------------------


def jumped(indicator, values, value, **more):
    before = earlier(indicator, dict(zip(QUARTERS, values, strict=False)))
    return worded(jump.check(look([figure(indicator, "Q3 2004/05", value, **more)], before=before)))


@pytest.mark.parametrize(
    ("indicator", "values", "value", "jumps"),
    [
        ("initial_assessments_7_days", (70, 72, 71, 73), 60, True),
        ("initial_assessments_7_days", (70, 72, 71, 73), 79, False),
        ("initial_assessments_7_days", (70, 50, 75, 60), 95, False),
        ("initial_assessments_7_days", (72, 72, 72, 72), 76, False),
        ("initial_assessments_7_days", (72, 72, 72, 72), 78, True),
        ("initial_contacts", (3000, 3100, 2900, 3050), 4500, True),
        ("initial_contacts", (3000, 3100, 2900, 3050), 3400, False),
        ("children_adopted", (4, 5, 4, 6), 9, False),
        ("children_adopted", (4,), 60, True),
        ("children_adopted", (1,), 12, False),
        ("initial_contacts", (3000,), 300, True),
        ("initial_contacts", (3000, 3100, 2900), 4500, False),
        ("lac_service_cost", (600,), 6100, True),
    ],
)
def test_a_figure_far_from_all_before_it_is_a_jump(indicator, values, value, jumps):
    assert [p.code for p in jumped(indicator, values, value)] == (["jump"] if jumps else [])


def test_a_jump_names_the_earlier_figure_its_period_and_its_source():
    (problem,) = jumped("initial_assessments_7_days", (70, 72, 71, 73), 60)
    assert problem.message == (
        "suffolk.xlsx, sheet Data, cell B2: 60% is far from the figure before it, 73% for January to March 2004 "
        "(the council's own figure, reported on 1 December 2004)."
    )


def test_a_forecast_does_not_jump_and_a_wrong_unit_is_said_once():
    assert jumped("initial_assessments_7_days", (70, 72, 71, 73), 60, status="forecast") == []
    assert jumped("initial_assessments_7_days", (70, 72, 71, 73), 0.7) == []
    before = earlier("initial_assessments_7_days", dict(zip(QUARTERS, (70, 72, 71, 73), strict=False)))
    examined = look([figure("initial_assessments_7_days", "Q3 2004/05", 0.7)], before=before)
    assert len(told(units.suspect, examined)) == 1


def test_the_file_itself_is_history_too_and_comes_before_what_is_stored():
    figures = row("initial_assessments_7_days", QUARTERS[:5], [70, 72, 71, 73, 40])
    problems = worded(jump.check(look(figures)))
    assert [p.cell for p in problems] == ["F2"]
    assert "(cell E2 of sheet Data)" in problems[0].message
    corrected = earlier("initial_assessments_7_days", {"Q4 2003/04": 10})
    assert [p.cell for p in worded(jump.check(look(figures, before=corrected)))] == ["F2"]


def test_a_break_in_the_series_explains_a_jump():
    """Since April 2013 care leavers of 19 to 21 are counted, before it only those of 19."""
    values = {f"{year}/{year % 100 + 1:02d}": 60 + year % 2 for year in range(2008, 2013)}
    before = earlier("care_leavers_eet", values)
    after = look([figure("care_leavers_eet", "2013/14", 40)], before=before)
    assert told(jump.check, after) == []
    same = look([figure("care_leavers_eet", "2012/13", 40)], before=before[:-1])
    assert told(jump.check, same) == [("warning", "jump", "B2")]


# --- all the same ---------------------------------------------------------------------------------------------------

MANY = [f"E10000029/area-{number}" for number in range(12)]


def same(count: int, *, other: int = 0):
    figures = [figure("lac_number", "31 December 2004", 50 + n, f"B{n + 2}", area=MANY[n]) for n in range(count)]
    before = [
        seen
        for n in range(count)
        for seen in earlier("lac_number", {"30 September 2004": 50 + n + (other if n == 3 else 0)}, area=MANY[n])
    ]
    return look(figures, before=before)


def test_a_file_that_repeats_the_last_one_is_asked_about_once():
    assert told(repeats.check, same(12)) == [("warning", "same_as_before", "B2")]
    assert told(repeats.check, same(9)) == []
    assert told(repeats.check, same(12, other=1)) == []
