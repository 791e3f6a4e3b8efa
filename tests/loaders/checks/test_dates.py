"""Dates that cannot be meant: to come, long ago, a year off; in the cells and in the words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from data.records import Comment
from indicators.rules.period import snapshot
from loaders.checks import dates, dates_in_words
from tests.loaders.checks.given import REPORTED, SUFFOLK, figure, look, place, row, sheet, told, when, worded

AHEAD = ("warning", "period_in_future")


@pytest.mark.parametrize(
    ("period", "more", "found"),
    [
        ("Q3 2004/05", {}, False),
        ("Q4 2004/05", {}, True),
        ("Q4 2004/05", {"status": "forecast"}, False),
        ("Q4 2004/05", {"status": "provisional"}, True),
        ("15 March 2005", {}, False),
        ("16 March 2005", {}, True),
    ],
)
def test_a_period_that_ends_after_the_report(period, more, found):
    examined = look([figure("re_referrals", period, 20, **more)])
    assert told(dates.check, examined) == ([(*AHEAD, "B2")] if found else [])


def test_a_column_of_the_future_is_said_once_at_its_heading():
    periods = ("Q2 2004/05", "Q3 2004/05", "Q4 2004/05")
    figures = [*row("re_referrals", periods, [20, 21, 22]), *row("lac_reviews_on_time", periods, [90, 91, 92], 3)]
    grid = sheet([["Indicator", *periods], ["Re-referrals", 20, 21, 22], ["LAC reviews", 90, 91, 92]])
    assert told(dates.check, look(figures, grid)) == [(*AHEAD, "D1")]


def test_a_period_in_the_same_row_is_named_where_it_stands():
    grid = sheet([["Indicator", "Value", "Period"], ["re_referrals", 20, "Q4  2004/05"]])
    assert told(dates.check, look([figure("re_referrals", "Q4 2004/05", 20)], grid)) == [(*AHEAD, "C2")]


def test_a_year_too_many_is_named_with_the_likely_period():
    (problem,) = worded(dates.check(look([figure("cpr_number", "31 January 2006", 400)])))
    assert problem.code == "period_in_future"
    assert problem.fix.startswith("Check the year: 31 January 2005 is likely.")
    (near,) = worded(dates.check(look([figure("cpr_number", "31 March 2005", 400)])))
    assert "likely" not in near.fix


def test_a_report_dated_a_year_too_early_is_said_once():
    stated = date(2004, 3, 15)
    figures = row("re_referrals", ("Q1 2004/05", "Q2 2004/05", "Q3 2004/05"), [20, 21, 22], 4)
    grid = sheet([["Council", "Suffolk"], ["Reported on", stated]])
    (problem,) = worded(dates.check(look(figures, grid, stated=stated)))
    assert (problem.code, problem.cell) == ("date_suspect", "B2")
    assert "15 March 2005 is likely." in problem.message
    assert {p.code for p in worded(dates.check(look(figures, grid, stated=None)))} == set()


def test_a_day_of_the_time_before_our_grandparents():
    """A small number in a cell that shows dates is a day of 1905."""
    one = replace(figure("cpr_number", "31 March 2004", 307), period=snapshot(date(1905, 3, 31)), label="1905-03-31")
    (problem,) = worded(dates.check(look([one])))
    assert (problem.severity, problem.code) == ("warning", "period_old")
    assert "'1905-03-31' began on 31 March 1905." in problem.message


# --- a year off -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("periods", "cell"),
    [
        (("Q1 2004/05", "Q2 2004/05", "Q3 2003/04", "Q4 2004/05"), "D1"),
        (("May 2003", "June 2003", "July 2003", "August 2004", "September 2003"), "E1"),
        (("31 December 2004", "30 September 2004", "30 June 2003", "31 March 2004"), "D1"),
        (("Q1 2004/05", "Q2 2004/05", "Q3 2004/05", "Q1 2003/04"), None),
        (("Q3 2003/04", "Q4 2003/04", "Q1 2004/05", "Q2 2004/05"), None),
        (("Q1 2004/05", "Q2 2004/05", "Q3 2003/04"), None),
    ],
)
def test_one_heading_out_of_step_by_a_year_is_named(periods, cell):
    values = [20 + place for place in range(len(periods))]
    figures = [*row("re_referrals", periods, values), *row("lac_reviews_on_time", periods, values, 3)]
    grid = sheet([["Indicator", *periods]])
    found = [p for p in worded(dates.check(look(figures, grid, stated=date(2005, 4, 30)))) if p.code == "date_suspect"]
    assert [p.cell for p in found] == ([cell] if cell else [])


def test_the_likely_period_is_given():
    periods = ("Q1 2004/05", "Q2 2004/05", "Q3 2003/04", "Q4 2004/05")
    (problem,) = worded(dates.check(look(row("re_referrals", periods, [1, 2, 3, 4]), stated=date(2005, 4, 30))))
    assert "'Q3 2003/04' is out of order among the periods beside it. October to December 2004 is likely." in (
        problem.message
    )


def test_suffolks_register_at_january_2004():
    """Paragraph 27: up since March 2004 from 307 to 400 at January 2004; the paper is of March 2005."""
    others = ("lac_number", "lac_rate", "active_cases", "foster_carers", "cp_visits_on_time", "pep_complete")
    figures = [figure(slug, "31 January 2005", 50, f"B{n}") for n, slug in enumerate(others, start=10)]
    figures += [figure("cpr_number", "31 March 2004", 307, "B2"), figure("cpr_number", "31 January 2004", 400, "B3")]
    figures += [
        figure("sw_vacancy_rate", "31 March 2004", 10, "B4"),
        figure("sw_vacancy_rate", "15 March 2005", 15, "B5"),
    ]
    (problem,) = worded(dates.check(look(figures)))
    assert (problem.code, problem.cell) == ("date_suspect", "B3")
    assert "31 January 2005 is likely." in problem.message
    compared = [*figures, figure("cpr_number", "31 January 2005", 410, "B6")]
    assert told(dates.check, look(compared)) == [], "last year's figure beside this year's is no slip"


# --- in the words ---------------------------------------------------------------------------------------------------


def in_words(words, *, period="31 January 2005", by=REPORTED, note=False):
    """Return what is said about a remark on the register: a comment, or the figure's own note."""
    figures = [figure("cpr_number", period, 400, note=words if note else "")]
    comment = Comment("cpr_number", SUFFOLK, when(period), "", words, "Data", place("F2"))
    return worded(dates_in_words.check(look(figures, comments=() if note else [comment], stated=by)))


@pytest.mark.parametrize(
    ("words", "likely"),
    [
        ("The register has grown by 30% since March 2004, from 307 to 400 at January 2004.", "January 2005"),
        ("The group was established in September 2005.", "September 2004"),
        ("There were 400 children at January 2004.", None),
        ("400 on the register at January 2004", "January 2005"),
        ("The work is due to be completed in September 2005.", None),
        ("Completed in September 2004, as planned.", None),
        ("Up since March 2004.", None),
        ("Higher than in January 2004.", None),
        ("Fourteen workers should start in May 2005.", None),
        ("The register may change in March.", None),
        ("The plan of October 2004 ran to February 2005.", None),
    ],
)
def test_a_date_in_the_words_that_is_a_year_off(words, likely):
    found = in_words(words)
    assert [p.code for p in found] == (["date_suspect"] if likely else [])
    if likely:
        assert (found[0].cell, f"{likely} is likely." in found[0].message) == ("F2", True)


def test_brightons_work_merged_before_it_was_begun():
    """The update of June 2003: a group established in September 2003, whose work was merged in January 2003."""
    words = "A task group was established in September 2003; its work was merged with another in January 2003."
    (problem,) = in_words(words, period="14 May 2003", by=date(2003, 6, 9))
    assert "'September 2003' is after the day of the report, 9 June 2003" in problem.message
    assert "September 2002 is likely." in problem.message


def test_a_note_is_read_like_a_comment():
    (problem,) = in_words("Since March 2004 up from 307 to 400 at January 2004", note=True)
    assert (problem.code, problem.cell) == ("date_suspect", "B2")
    assert told(dates_in_words.check, look([figure("cpr_number", "31 January 2005", 400)])) == []
