"""Numbers that cannot be right by themselves: their range, their parts, their unit."""

from __future__ import annotations

from decimal import Decimal

import pytest

from loaders.checks import parts, ranges, units
from loaders.opened import Cell
from tests.loaders.checks.given import QUARTERS, earlier, figure, look, row, sheet, told, worded

D = Decimal


@pytest.mark.parametrize(("value", "wrong"), [(0, False), (100, False), (100.1, True), (-0.1, True), ("c", False)])
def test_a_percentage_outside_its_range_is_an_error(value, wrong):
    examined = look([figure("re_referrals", "2003/04", value)])
    assert told(ranges.check, examined) == ([("error", "out_of_range", "B2")] if wrong else [])


def test_a_range_is_said_with_what_stands_in_the_cell():
    examined = look([figure("re_referrals", "2003/04", 850)], sheet([["", ""], ["Re-referrals", "850%"]]))
    (problem,) = worded(ranges.check(examined))
    assert "'850%' is not possible for Re-referrals within 12 months, which is from 0 to 100." in problem.message
    assert problem.found == "850%"


@pytest.mark.parametrize(
    ("indicator", "value", "numerator", "denominator", "code"),
    [
        ("lac_reviews_on_time", "95", 456, 480, None),
        ("lac_reviews_on_time", "95.1", 456, 480, "parts_disagree"),
        ("lac_reviews_on_time", "95", 480, 456, "numerator_above_denominator"),
        ("lac_rate", "45", 660, 146700, None),
        ("lac_rate", "4.5", 660, 146700, "parts_disagree"),
        ("file_audits_completed", "120", 12, 10, None),
        ("children_adopted", "14", 14, 3, None),
        ("lac_reviews_on_time", "0", 0, 0, None),
    ],
)
def test_a_value_is_held_against_its_parts(indicator, value, numerator, denominator, code):
    one = figure(indicator, "2003/04", value, numerator=D(numerator), denominator=D(denominator))
    assert [found for _, found, _ in told(parts.check, look([one]))] == ([code] if code else [])


@pytest.mark.parametrize(("written", "wrong"), [("20", False), ("20.0", True), ("20.1%", False), (20, False)])
def test_the_last_written_digit_decides_what_rounding_allows(written, wrong):
    value = D("20.1") if written == "20.1%" else D(20)
    one = figure("re_referrals", "2003/04", value, numerator=D(2006), denominator=D(10000))
    examined = look([one], sheet([[], ["Re-referrals", written]]))
    assert bool(told(parts.check, examined)) is wrong


# --- units ----------------------------------------------------------------------------------------------------------


def test_fractions_among_percentages_are_named_with_the_likely_number():
    figures = row("initial_assessments_7_days", QUARTERS[:4], [61.0, 0.684, 77.4, 1], 3)
    problems = worded(units.mixed(look(figures)))
    assert [(p.severity, p.code, p.cell) for p in problems] == [
        ("error", "unit_mixed", "C3"),
        ("error", "unit_mixed", "E3"),
    ]
    assert "68.4% is likely." in problems[0].message and problems[0].fix.startswith("Write 68.4 if")


def test_fractions_in_one_row_or_one_series_are_found_across_areas_and_sheets():
    own = figure("re_referrals", "2003/04", 20.4, "B4")
    beside = figure("re_referrals", "2003/04", 0.22, "C4", area="E92000001")
    assert told(units.mixed, look([own, beside])) == [("error", "unit_mixed", "C4")]
    other = figure("re_referrals", "2002/03", "0.19", "B9", sheet="Old")
    assert told(units.mixed, look([own, other])) == [("error", "unit_mixed", "B9")]


@pytest.mark.parametrize(
    ("indicator", "values"),
    [
        ("initial_assessments_7_days", [0.61, 0.684, 0.774]),  # all fractions: nothing to hold them against
        ("cp_cases_unallocated", [0.9, 4.5, 1.6]),  # small percentages
        ("cp_cases_unallocated", [0, 2.4, 3.1]),
        ("lac_rate", [0.6, 60, 61]),  # no percentage
        ("lac_reviews_on_time", [95, 100, 98]),
    ],
)
def test_other_numbers_are_no_fractions(indicator, values):
    assert told(units.mixed, look(row(indicator, QUARTERS[:3], values))) == []


@pytest.mark.parametrize(
    ("indicator", "value", "likely"),
    [
        ("initial_assessments_7_days", 0.774, "77.4%"),
        ("lac_rate", 4.5, "45 per 10,000"),
        ("lac_rate", 450, "45 per 10,000"),
        ("initial_assessments_7_days", 77.4, None),
        ("initial_assessments_7_days", 30, None),
    ],
)
def test_a_number_that_only_fits_when_scaled_is_suspect(indicator, value, likely):
    usual = (70, 74, 72, 78) if indicator != "lac_rate" else (44, 46, 45, 47)
    before = earlier(indicator, dict(zip(QUARTERS, usual, strict=False)))
    problems = worded(units.suspect(look([figure(indicator, "Q2 2004/05", value)], before=before)))
    assert [p.code for p in problems] == (["unit_suspect"] if likely else [])
    if likely:
        assert f"{likely} would fit" in problems[0].message
        assert "the council's own figure, reported on 1 December 2004" in problems[0].message


def test_a_figure_is_suspect_only_against_enough_of_its_own_kind():
    one = figure("initial_assessments_7_days", "Q3 2004/05", 0.774)
    two = earlier("initial_assessments_7_days", {"Q1 2004/05": 70, "Q2 2004/05": 72})
    assert told(units.suspect, look([one], before=two)) == []
    years = earlier("initial_assessments_7_days", {"2001/02": 70, "2002/03": 72, "2003/04": 74})
    assert told(units.suspect, look([one], before=years)) == []
    forecast = figure("initial_assessments_7_days", "2004/05", 0.774, status="forecast")
    assert told(units.suspect, look([forecast], before=years)) == []


def test_a_cell_that_shows_a_per_cent_sign_is_no_exception():
    figures = row("re_referrals", QUARTERS[:2], [20.1, 0.2])
    grid = sheet(
        [[], ["Re-referrals", Cell("20.1%", D("0.201"), percent=True), Cell("0.2%", D("0.002"), percent=True)]]
    )
    assert told(units.mixed, look(figures, grid)) == [("error", "unit_mixed", "C2")]
