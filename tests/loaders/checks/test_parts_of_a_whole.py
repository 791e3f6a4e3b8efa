"""Parts against their total, hidden numbers that can be worked out, what a sheet hides, and targets of the past."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from data.queries import StoredTarget
from data.records import Target
from loaders.checks import disclosure, hidden, past_targets, sums
from loaders.opened import Cell, Merge
from tests.loaders.checks.given import SUFFOLK, figure, look, row, sheet, told, when, worded

D = Decimal
DAY = "31 December 2004"


def divided(total, parts, *, indicator="lac_number", breakdown=""):
    """Return a council's count and its parts, by locality or by the breakdown that is named."""
    figures = [figure(indicator, DAY, total, "B2")]
    for number, part in enumerate(parts, start=3):
        more = {"breakdown": f"{breakdown}={number}"} if breakdown else {"area": f"{SUFFOLK}/area-{number}"}
        figures.append(figure(indicator, DAY, part, f"B{number}", **more))
    return figures


@pytest.mark.parametrize(
    ("total", "parts", "sums_up"),
    [
        (660, [300, 200, 160], True),
        (660, [300, 200, 150], False),
        (660, [300, 400], False),
        (660, [300, 100], True),  # some are not listed
        (660, [300, 200, "c"], True),
        ("c", [300, 200], True),
        (660, [300], True),
    ],
)
@pytest.mark.parametrize("breakdown", ["", "age"])
def test_parts_that_do_not_add_up(total, parts, sums_up, breakdown):
    examined = look(divided(total, parts, breakdown=breakdown))
    assert told(sums.check, examined) == ([] if sums_up else [("warning", "parts_do_not_sum", "B2")])


def test_the_difference_is_said():
    (problem,) = worded(sums.check(look(divided(660, [300, 200, 150]))))
    assert "is 660, but its 3 parts by locality add up to 650, which is 10 less." in problem.message
    (problem,) = worded(sums.check(look(divided(660, [300, 400], breakdown="age"))))
    assert "its 2 parts by age add up to 700, which is 40 more." in problem.message


def test_what_is_no_sum():
    assert told(sums.check, look(divided(20, [21, 22], indicator="re_referrals"))) == []
    figures = [
        *divided(660, []),
        *(
            figure("lac_number", DAY, 500, at, area=f"{SUFFOLK}/{group}")
            for at, group in (("B3", "neighbours"), ("B4", "family-group"))
        ),
    ]
    assert told(sums.check, look(figures)) == []


# --- hidden numbers that can be worked out --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("total", "parts", "cell"),
    [
        (660, [300, 200, "c"], "B5"),
        ("c", [300, 200, "c"], "B5"),
        (660, [300, "c", "c"], None),
        (660, [300, 200, 160], None),
        ("x", [300, 200, "c"], None),
        (660, [300, "missing", "c"], None),
    ],
)
def test_one_hidden_part_can_be_worked_out(total, parts, cell):
    assert told(disclosure.check, look(divided(total, parts))) == ([("warning", "disclosive", cell)] if cell else [])


@pytest.mark.parametrize(
    ("numerator", "denominator", "tells"), [("<5", 480, True), ("c", 480, True), (456, 480, False), ("n/a", 480, False)]
)
def test_a_hidden_numerator_beside_its_percentage(numerator, denominator, tells):
    grid = sheet(
        [
            ["Indicator", "Value", "Numerator", "Denominator"],
            ["LAC reviews", 0.8, numerator, denominator],
        ]
    )
    one = figure("lac_reviews_on_time", "2003/04", 0.8, denominator=D(480))
    if numerator == 456:
        one = figure("lac_reviews_on_time", "2003/04", 95, numerator=D(456), denominator=D(480))
    assert told(disclosure.check, look([one], grid)) == ([("warning", "disclosive", "B2")] if tells else [])


def test_a_hidden_numerator_in_the_row_beneath():
    grid = sheet([["Indicator", "Q3"], ["LAC reviews (%)", 0.8], ["reviews on time", "<5"], ["reviews due", 480]])
    one = figure("lac_reviews_on_time", "2003/04", 0.8)
    (problem,) = worded(disclosure.check(look([one], grid)))
    assert (problem.code, problem.cell) == ("disclosive", "B2") and "('<5')" in problem.message
    beneath = [one, figure("children_adopted", "2003/04", "c", "B3"), figure("lac_number", DAY, 480, "B4")]
    assert told(disclosure.check, look(beneath, grid)) == [], "those rows are figures of their own"


# --- what a sheet hides ---------------------------------------------------------------------------------------------


def test_a_cell_that_shows_c_but_holds_a_number_stops_the_file_and_is_not_repeated():
    grid = sheet([[], ["Adopted", Cell("c", D(4), masked="c"), Cell("", D(7), masked="")]])
    problems = worded(hidden.values(look(row("children_adopted", ("2002/03", "2003/04"), [4, 7]), grid)))
    assert [(p.severity, p.code, p.cell) for p in problems] == [
        ("error", "hidden_value", "B2"),
        ("error", "hidden_value", "C2"),
    ]
    assert "the cell shows 'c' but holds a number." in problems[0].message
    assert "the cell shows nothing but holds a number." in problems[1].message
    assert "4" not in problems[0].message and "7" not in problems[1].message


def test_hidden_rows_and_columns_with_figures_are_said_once_a_sheet():
    figures = [
        *row("re_referrals", ("2002/03", "2003/04"), [20, 21], 2),
        *row("lac_reviews_on_time", ("2002/03", "2003/04"), [90, 91], 3),
        *row("lac_reviews_on_time", ("2000/01", "2001/02"), [90, 91], 3, sheet="Other"),
    ]
    grids = [
        sheet([["a"]], hidden_rows=frozenset({3, 9}), hidden_columns=frozenset({3})),
        sheet([["a"]], "Other", hidden_rows=frozenset({7})),
    ]
    (problem,) = worded(hidden.cells(look(figures, *grids)))
    assert (problem.code, problem.sheet, problem.cell) == ("hidden_cells", "Data", "3:3")
    assert problem.message.endswith("1 hidden row and 1 hidden column are included.")
    (one,) = worded(hidden.cells(look(figures, sheet([["a"]], hidden_columns=frozenset({2})))))
    assert (one.cell, one.message[-32:]) == ("B:B", "cell B:B: 1 hidden column is included."[-32:])


def test_a_merged_figure_is_said_with_its_range():
    merges = [Merge(2, 2, 2, 4), Merge(5, 2, 6, 2), Merge(1, 2, 1, 4)]
    grid = sheet([["", "2003/04"], ["Re-referrals", 20]], merges=merges)
    (problem,) = worded(hidden.merged(look([figure("re_referrals", "2003/04", 20)], grid)))
    assert (problem.severity, problem.code, problem.cell) == ("warning", "merged_data", "B2:D2")


# --- targets of the past --------------------------------------------------------------------------------------------


def stored(value, ends: date, operator="<=") -> StoredTarget:
    """Return Suffolk's stored target for re-referrals in the year up to a day."""
    return StoredTarget(
        *("re_referrals", SUFFOLK, "", "for", date(ends.year - 1, 4, 1), ends, "", operator, D(value), None, "", None),
        *(
            "local",
            False,
            "",
            "",
            "Targets",
            "C2",
            SUFFOLK,
            1,
            date(2004, 5, 1),
            datetime(2004, 5, 1, tzinfo=UTC),
            False,
        ),
    )


@pytest.mark.parametrize(
    ("year", "before", "changed"),
    [("2003/04", 20, True), ("2003/04", 15, False), ("2004/05", 20, False)],
)
def test_a_target_for_a_past_year_that_changes(year, before, changed):
    _, starts, ends = when(year)
    aim = Target("re_referrals", SUFFOLK, "for", "<=", D(15), starts, ends, sheet="Targets", cell=("C", 4))
    examined = look(targets=[aim], before_targets=[stored(before, ends)])
    assert told(past_targets.check, examined) == ([("warning", "past_target_changed", "C4")] if changed else [])
    if changed:
        (problem,) = worded(past_targets.check(examined))
        assert "is no more than 15% here. It was no more than 20%, as reported on 1 May 2004." in problem.message
