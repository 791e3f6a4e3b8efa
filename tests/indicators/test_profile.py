"""The profile of a target between its steps: a straight line, only where there is one."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from indicators.rules.period import last_day, snapshot
from indicators.rules.profile import profiled
from indicators.rules.target import Target
from tests.indicators.worked import NOTHING, Row, examples, period, target, words

PROFILES = """
steps | baseline | figure for | profile | because
85 by 30 September 2004, 90 by 31 March 2005 | - | Q3 2004/05 | 87.5 | half of six months
85 by 30 September 2004, 90 by 31 March 2005 | - | at 31 October 2004 | 85.8333 | one month of six
85 by 30 September 2004, 90 by 31 March 2005 | - | at 15 October 2004 | 85.4032 | 15 days of 31 in the first of six
85 by 30 September 2004, 90 by 31 March 2005 | - | at 30 September 2004 | - | the day of a step: the step says it
85 by 30 September 2004, 90 by 31 March 2005 | - | at 31 March 2005 | - | the day of the last step
85 by 30 September 2004, 90 by 31 March 2005 | - | at 29 September 2004 | - | before the first step
85 by 30 September 2004, 90 by 31 March 2005 | - | at 1 April 2005 | - | after the last step
85 by 30 September 2004, 90 by 31 March 2005 | 73 on 2004-03-31 | Q1 2004/05 | 79 | half way from the baseline
85 by 30 September 2004, 90 by 31 March 2005 | 99 on 2004-12-31 | Q3 2004/05 | 87.5 | a baseline after a step begins \
nothing
85 by 30 September 2004, 90 by 31 March 2005 | 99 on 2004-09-30 | Q3 2004/05 | 87.5 | a baseline on the day of a step \
is not that step
81 by 31 March 2003, 0 by 31 March 2005 | - | at 31 March 2004 | 40.5 | down to nought
90 by 31 March 2005, 85 by 30 September 2004 | - | Q3 2004/05 | 87.5 | in whatever order
60 by 30 June 2004, 60 by 31 March 2005 | - | Q2 2004/05 | 60 | a level line
60 by 30 June 2004, 66 by 30 September 2004, 90 by 31 March 2005 | - | Q3 2004/05 | 78 | between the two steps around it
85 by 30 September 2004 | - | Q3 2004/05 | - | one step makes no line
90 by 31 March 2005 | 80 on 2004-09-30 | Q3 2004/05 | 85 | one step and a baseline do
"""


def aims(text: str, operator: str = "at least", **more: object) -> list[Target]:
    found = []
    for step in text.split(", "):
        value, _, when = step.partition(" ")
        found.append(target(f"{operator} {value}", when, **more))
    return found


@examples(PROFILES)
def test_the_profile_is_as_the_table_says(row: Row) -> None:
    start = None
    if row["baseline"] != NOTHING:
        value, day = row["baseline"].split(" on ")
        start = (date.fromisoformat(day), Decimal(value))
    steps = aims(row["steps"])
    found = profiled(steps[0], steps, period(row["figure for"]), start)
    assert ("" if found is None else f"{round(found.target.value, 4).normalize():f}") == words(row["profile"])


def test_a_profile_is_a_target_by_the_day_of_the_figure_and_says_that_it_is_a_line() -> None:
    steps = aims("85 by 30 September 2004, 90 by 31 March 2005", headline=True)
    found = profiled(steps[0], steps, period("Q3 2004/05"))
    assert found is not None
    assert (found.target.kind, found.target.ends, found.target.headline) == ("by", date(2004, 12, 31), False)
    assert found.words == "in a straight line from 30 September 2004 to 31 March 2005"


def test_steps_of_another_setter_operator_or_kind_of_period_are_no_part_of_the_line() -> None:
    first, last = aims("85 by 30 September 2004, 90 by 31 March 2005")
    for other in (
        aims("90 by 31 March 2005", set_by="government"),
        aims("90 by 31 March 2005", "over"),
        aims("90 by 31 March 2005", period_kind="quarter"),
    ):
        assert profiled(first, [first, *other], period("Q3 2004/05")) is None
    assert profiled(last, [first, last], period("Q3 2004/05")) is not None


def test_targets_for_a_year_and_standing_ones_have_no_profile() -> None:
    steps = aims("85 by 30 September 2004, 90 by 31 March 2005")
    for main in (target("at least 85", "for 2004/05"), target("at least 85")):
        assert profiled(main, [main, *steps], period("Q3 2004/05")) is None


def test_steps_for_another_kind_of_period_make_no_line_for_this_one() -> None:
    steps = aims("85 by 30 September 2004, 90 by 31 March 2005", period_kind="quarter")
    assert profiled(steps[0], steps, period("at 31 December 2004")) is None
    assert profiled(steps[0], steps, period("Q3 2004/05")) is not None


def test_of_two_steps_on_one_day_the_one_set_last_counts() -> None:
    early = aims("85 by 30 September 2004, 95 by 31 March 2005", set_on=(date(2004, 4, 1),))
    late = aims("90 by 31 March 2005", set_on=(date(2004, 10, 1),))
    for steps in ([*early, *late], [*late, *early]):
        found = profiled(early[0], steps, period("Q3 2004/05"))
        assert found is not None and found.target.value == Decimal("87.5")


def test_both_bounds_of_a_range_move() -> None:
    first, last = target("between 10 and 20", "by 30 September 2004"), target("between 20 and 40", "by 31 March 2005")
    found = profiled(first, [first, last], period("Q3 2004/05"), (date(2004, 1, 1), Decimal(3)))
    assert found is not None and (found.target.value, found.target.upper) == (Decimal(15), Decimal(30))
    early = profiled(first, [first, last], period("Q1 2004/05"), (date(2004, 1, 1), Decimal(3)))
    assert early is None, "a baseline is one number: no line leads from it to a range"


@given(st.integers(0, 100), st.integers(0, 100), st.integers(1, 729))
def test_a_profile_lies_between_its_steps_and_rises_or_falls_all_the_way(low: int, high: int, days: int) -> None:
    first = target(f"at least {low}", "by 31 March 2003")
    last = target(f"at least {high}", "by 31 March 2005")
    before, now = (
        profiled(first, [first, last], snapshot(date(2003, 3, 31) + timedelta(days=n))) for n in (days, days + 1)
    )
    assert before is not None
    assert min(low, high) <= before.target.value <= max(low, high)
    if now is not None:
        assert (now.target.value - before.target.value) * (high - low) >= 0


@given(st.integers(1, 23))
def test_every_month_end_is_one_even_step(months: int) -> None:
    first, last = target("at least 0", "by 31 March 2003"), target("at least 24", "by 31 March 2005")
    day = last_day(2003 + (2 + months) // 12, (2 + months) % 12 + 1)
    found = profiled(first, [first, last], snapshot(day))
    assert found is not None and found.target.value == months
