"""What people wrote beside the figures, and the colour that they gave them, held against the figures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from data.records import Comment, Target
from loaders.checks import contradictions, ratings
from tests.loaders.checks.given import SUFFOLK, earlier, figure, look, place, row, when, worded

D = Decimal


def target(indicator: str, operator: str, value: object, **more: object) -> Target:
    """Return a standing target of Suffolk's."""
    return Target(indicator, SUFFOLK, "standing", operator, D(str(value)), **more)  # type: ignore[arg-type]


def disagrees(words, indicator="initial_assessments_7_days", values=(77.4, 71.2), targets=()):
    """Return why the words about the last of two quarters disagree with them, or ''."""
    periods = ("Q2 2004/05", "Q3 2004/05")
    comment = Comment(indicator, SUFFOLK, when("Q3 2004/05"), "", words, "Data", place("F2"))
    examined = look(row(indicator, periods, values), comments=[comment], targets=targets)
    found = worded(contradictions.check(examined))
    assert all((p.severity, p.code, p.cell) == ("warning", "text_disagrees", "F2") for p in found)
    assert len(found) <= 1
    return found[0].message.split("does not agree with the figures: ")[1] if found else ""


# --- another number -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "77.4% in Q3",
        "Performance was 77.4% in Q3 2004/05.",
        "Q3: 77.4%",
        "Q3 2004/05 was 77.4 per cent",
        "Currently 77.4%",
        "Achieved 100%.",
        "71.2% in Q2",
    ],
)
def test_a_quoted_percentage_that_is_not_the_figure(words):
    assert disagrees(words).startswith("the figure for ")


@pytest.mark.parametrize(
    "words",
    [
        "71.2% in Q3",
        "71% in Q3, against 77.4% in Q2",
        "Currently 71%",
        "The target is 85% in Q3",
        "England was at 57.4% in Q3",
        "We expect to reach 80% in Q4",
        "80% in Q1",
        "Not yet achieved 100%",
        "Q3 saw 77.4% of staff away",
        "3 of 4 teams reached 77.4% in Q9",
        "77.4%",
    ],
)
def test_percentages_that_are_right_or_about_something_else(words):
    assert disagrees(words) == ""


# --- another way ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "indicator", "values"),
    [
        ("Performance has improved.", "initial_assessments_7_days", (77.4, 71.2)),
        ("Improved on last quarter", "initial_assessments_7_days", (77.4, 71.2)),
        ("The rate has fallen.", "sw_vacancy_rate", (10, 15)),
        ("Vacancy rate better this quarter", "sw_vacancy_rate", (10, 15)),
        ("The number rose sharply.", "initial_contacts", (3000, 2500)),
        ("Initial contacts have increased.", "initial_contacts", (3000, 2500)),
        ("Up from 20%.", "sw_vacancy_rate", (10, 15)),
        ("This is worse.", "sw_vacancy_rate", (15, 10)),
    ],
)
def test_words_that_say_the_other_way(words, indicator, values):
    assert "it rose from" in disagrees(words, indicator, values) or "it fell from" in disagrees(
        words, indicator, values
    )


@pytest.mark.parametrize(
    ("words", "indicator", "values"),
    [
        ("Performance has improved.", "initial_assessments_7_days", (71.2, 77.4)),
        ("Performance has not improved.", "initial_assessments_7_days", (77.4, 71.2)),
        ("Performance should improve next quarter.", "initial_assessments_7_days", (77.4, 71.2)),
        ("Staff numbers have increased.", "initial_assessments_7_days", (77.4, 71.2)),
        ("Referrals have increased, so timeliness has fallen.", "initial_assessments_7_days", (71.2, 77.4)),
        ("Improved and fallen by turns.", "initial_assessments_7_days", (77.4, 71.2)),
        ("Higher than England.", "initial_assessments_7_days", (77.4, 71.2)),
        ("Improved since Q1.", "initial_assessments_7_days", (77.4, 71.2)),
        ("Up to date.", "sw_vacancy_rate", (15, 10)),
        ("Set up a working group.", "sw_vacancy_rate", (15, 10)),
        ("Better recording.", "initial_contacts", (3000, 2500)),
        ("Fallen.", "initial_assessments_7_days", (71.2, 71.2)),
        ("Up from 10%.", "sw_vacancy_rate", (10, 15)),
        ("Improved on last year.", "initial_assessments_7_days", (77.4, 71.2)),
    ],
)
def test_words_that_agree_or_cannot_be_held_against_the_figure(words, indicator, values):
    assert disagrees(words, indicator, values) == ""


def test_last_year_means_the_same_quarter_of_last_year():
    comment = Comment("initial_assessments_7_days", SUFFOLK, when("Q3 2004/05"), "", "Improved on last year.", "Data")
    figures = row("initial_assessments_7_days", ("Q2 2004/05", "Q3 2004/05"), (60, 71.2))
    before = earlier("initial_assessments_7_days", {"Q3 2003/04": 75})
    (problem,) = worded(contradictions.check(look(figures, comments=[comment], before=before)))
    assert "75% for October to December 2003 (the council's own figure" in problem.message
    assert problem.cell is None


# --- another verdict ------------------------------------------------------------------------------------------------

AT_LEAST_85 = (target("initial_assessments_7_days", ">=", 85),)
UNDER_10 = (target("sw_vacancy_rate", "<", 10),)


@pytest.mark.parametrize(
    ("words", "targets", "why"),
    [
        ("Target achieved.", AT_LEAST_85, "the target is not met: 71.2% against the target (at least 85%)."),
        ("We met the target", AT_LEAST_85, "the target is not met"),
        ("On target", AT_LEAST_85, "the target is not met"),
        ("Above target", AT_LEAST_85, "it is 71.2% against"),
        ("On track", AT_LEAST_85, "the figure is red"),
    ],
)
def test_a_verdict_that_the_target_contradicts(words, targets, why):
    assert why in disagrees(words, targets=targets)


def test_verdicts_on_what_should_be_low():
    """Suffolk's vacancies were 15% against under 10%, beside a positive report on progress."""
    assert "the figure is red" in disagrees("Good progress.", "sw_vacancy_rate", (10, 15), UNDER_10)
    assert "it is 15% against" in disagrees("Below target.", "sw_vacancy_rate", (10, 15), UNDER_10)
    assert disagrees("Above target.", "sw_vacancy_rate", (10, 15), UNDER_10) == ""
    assert "the target is met" in disagrees("Missed the target.", "sw_vacancy_rate", (10, 8), UNDER_10)


@pytest.mark.parametrize(
    "words",
    [
        "Target not met.",
        "Below target.",
        "Target missed",
        "On course to meet the target.",
        "Work continues to achieve the target",
        "We will meet the target",
        "Not on track",
        "A target was set",
    ],
)
def test_verdicts_that_agree(words):
    assert disagrees(words, targets=AT_LEAST_85) == ""


def test_without_a_target_there_is_no_verdict():
    assert disagrees("Target achieved.") == ""
    later = Target("initial_assessments_7_days", SUFFOLK, "by", ">=", D(85), ends=when("31 March 2005").ends)
    assert disagrees("Target achieved.", targets=[later]) == ""


def test_a_figures_own_note_is_held_against_it_too():
    figures = row("initial_assessments_7_days", ("Q2 2004/05", "Q3 2004/05"), (77.4, 71.2), note="Improved")
    (problem,) = worded(contradictions.check(look(figures)))
    assert problem.cell == "C2"


# --- the colour -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "colour", "ours"),
    [
        (85, "green", None),
        (80, "amber", None),
        (71.2, "red", None),
        (71.2, "amber", "red"),
        (71.2, "GREEN", "red"),
        (80, "red", "amber"),
        (90, "red", "green"),
        (71.2, "blue", None),
    ],
)
def test_a_colour_that_the_files_own_target_does_not_give(value, colour, ours):
    one = figure("initial_assessments_7_days", "Q3 2004/05", value, note=f"On course; RAG in the file: {colour}")
    found = worded(ratings.check(look([one], targets=AT_LEAST_85)))
    assert [(p.severity, p.code, p.cell) for p in found] == ([("warning", "rag_disagrees", "B2")] if ours else [])
    if ours:
        assert f"against the target (at least 85%) it is {ours}." in found[0].message


def test_a_count_of_a_quarter_is_not_held_against_the_years_target():
    year = when("2004/05")
    aim = Target("children_adopted", SUFFOLK, "for", ">=", D(22), year.starts, year.ends)
    for period, found in (("Q1 2004/05", 0), ("Q3 2004/05", 0), ("2004/05", 1)):
        one = figure("children_adopted", period, 8, note="RAG in the file: amber")
        assert len(worded(ratings.check(look([one], targets=[aim], stated=year.ends)))) == found


def test_a_colour_without_a_target_or_for_a_forecast_is_left_alone():
    note = "RAG in the file: green"
    assert worded(ratings.check(look([figure("initial_assessments_7_days", "Q3 2004/05", 10, note=note)]))) == []
    ahead = figure("initial_assessments_7_days", "Q3 2004/05", 10, note=note, status="forecast")
    assert worded(ratings.check(look([ahead], targets=AT_LEAST_85))) == []
    own = target("initial_assessments_7_days", ">=", 85, tolerance_kind="absolute", tolerance=D(20))
    amber = figure("initial_assessments_7_days", "Q3 2004/05", 71.2, note="RAG in the file: amber")
    assert worded(ratings.check(look([amber], targets=[own]))) == [], "the target's own tolerance"
