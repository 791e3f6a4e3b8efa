"""Targets: which of several judges a figure, which is not due yet, and which is the headline."""

from __future__ import annotations

import itertools
from datetime import date
from decimal import Decimal

import pytest

from indicators.rules.target import (
    OPERATORS,
    SETTERS,
    Target,
    headline,
    provisional,
    set_long_ago,
    state,
    when_words,
)
from tests.indicators.worked import NOTHING, Row, cases, examples, period, target, words

STATES = """
target               | only for figures by | figure for                   | state
for 2004/05          | -                   | Q3 2004/05                   | in_force
for 2004/05          | -                   | 2004/05                      | in_force
for 2004/05          | -                   | year ending 31 December 2004 | in_force
for 2004/05          | -                   | at 1 April 2004              | in_force
for 2004/05          | -                   | at 31 March 2005             | in_force
for 2004/05          | -                   | at 31 March 2004             | not_due
for 2004/05          | -                   | 2003/04                      | not_due
for 2004/05          | -                   | at 1 April 2005              | passed
for 2004/05          | -                   | Q1 2005/06                   | passed
for Q2 2004/05       | -                   | at 30 June 2004              | not_due
for Q2 2004/05       | -                   | August 2004                  | in_force
for Q2 2004/05       | -                   | Q2 2004/05                   | in_force
for Q2 2004/05       | -                   | October 2004                 | passed
by 30 September 2004 | -                   | at 29 September 2004         | not_due
by 30 September 2004 | -                   | at 30 September 2004         | in_force
by 30 September 2004 | -                   | Q1 2004/05                   | not_due
by 30 September 2004 | -                   | Q2 2004/05                   | in_force
by 30 September 2004 | -                   | 2005/06                      | in_force
-                    | -                   | 1999/00                      | in_force
-                    | -                   | at 31 March 2005             | in_force
for 2004/05          | quarter             | Q2 2004/05                   | in_force
for 2004/05          | quarter             | 2004/05                      | other_kind
by 30 September 2004 | month               | September 2004               | in_force
by 30 September 2004 | month               | at 30 September 2004         | other_kind
-                    | snapshot            | 2004/05                      | other_kind
"""

HEADLINES = """
case                              | target                  | set by      | set on     | flagged | headline
in force before not yet due       | 85 by 30 September 2004 | local       | 2004-04-01 | -       | yes
in force before not yet due       | 90 by 31 March 2005     | local       | 2004-04-01 | -       | -
local before the others           | 75 for 2004/05          | local       | 2004-04-01 | -       | yes
local before the others           | 80 for 2004/05          | partnership | 2004-05-01 | -       | -
local before the others           | 100 for 2004/05         | government  | 2004-06-01 | -       | -
partnership before government     | 80 for 2004/05          | partnership | 2004-05-01 | -       | yes
partnership before government     | 100 for 2004/05         | government  | 2004-06-01 | -       | -
government's before local not due | 100 always              | government  | 2004-04-01 | -       | yes
government's before local not due | 75 by 31 March 2005     | local       | 2004-04-01 | -       | -
flagged, even when not yet due    | 97 by 31 March 2006     | government  | 2004-04-01 | yes     | yes
flagged, even when not yet due    | 96 by 30 June 2004      | local       | 2004-04-01 | -       | -
of two flagged, the one in force  | 97 by 31 March 2006     | local       | 2004-04-01 | yes     | -
of two flagged, the one in force  | 96 by 30 June 2004      | government  | 2004-04-01 | yes     | yes
a flag, but its year is over      | 60 for 2003/04          | local       | 2003-04-01 | yes     | -
a flag, but its year is over      | 70 for 2004/05          | local       | 2004-04-01 | -       | yes
the latest step in force          | 85 by 30 June 2004      | local       | 2004-04-01 | -       | -
the latest step in force          | 88 by 30 September 2004 | local       | 2004-04-01 | -       | yes
the next step of those not due    | 90 by 31 March 2005     | local       | 2004-04-01 | -       | yes
the next step of those not due    | 95 by 31 March 2006     | local       | 2004-04-01 | -       | -
dated before undated              | 80 always               | local       | 2004-09-01 | -       | -
dated before undated              | 85 for 2004/05          | local       | 2004-04-01 | -       | yes
the one set last                  | 85 for 2004/05          | local       | 2004-04-01 | -       | -
the one set last                  | 87 for 2004/05          | local       | 2004-10-01 | -       | yes
none: its year is over            | 60 for 2003/04          | local       | 2003-04-01 | -       | -
"""
FIGURE_FOR = "Q3 2004/05"

WHEN = """
target               | in words
for 2004/05          | for 2004/05
by 30 September 2004 | by 30 September 2004
-                    | -
"""

PROVISIONAL = """
target | only for figures by | figure for | provisional | because
for 2004/05 | - | YTD Dec 2004 | yes | three months are to come
for 2004/05 | - | YTD 14/05/2004 | yes | the year has just begun
for 2004/05 | - | Q3 2004/05 | - | a quarter is not the year so far
for 2004/05 | - | 2004/05 | - | the year is over
for 2004/05 | - | YTD March 2005 | - | the year is over
for Q3 2004/05 | - | YTD Dec 2004 | - | the quarter is over
by 30 June 2004 | - | YTD Dec 2004 | yes | it does not say that it is for a part of a year
by 31 March 2005 | - | YTD Dec 2004 | yes | the would-be colour may change as well
- | - | YTD Dec 2004 | yes | it does not say that it is for a part of a year
- | year_to_date | YTD Dec 2004 | - | it is meant for a year to date
- | quarter | YTD Dec 2004 | - | it is meant for quarters
- | - | YTD March 2005 | - | twelve months are the year
- | - | rolling year to 31 December 2004 | - | twelve months are a year
"""

LONG_AGO = """
target               | set on     | figure for           | target set in | because
-                    | 2005-03-15 | at 31 March 2025     | 2005          | twenty years
-                    | 2005-03-15 | at 15 March 2005     | -             | the day that it was set
-                    | 2005-03-15 | at 15 September 2006 | -             | 18 months
-                    | 2005-03-15 | at 15 October 2006   | 2005          | 19 months
-                    | 2005-03-15 | at 31 March 2004     | -             | set after the figure
-                    | -          | at 31 March 2025     | -             | nobody knows when
for 2004/05          | 2001-03-15 | 2004/05              | -             | its year says when it holds
by 30 September 2004 | 2001-03-15 | at 31 March 2025     | -             | its date says when it holds
"""


@examples(PROVISIONAL)
def test_a_colour_may_still_change_as_the_table_says(row: Row) -> None:
    aim = target("at least 85", row["target"], period_kind=words(row["only for figures by"]))
    assert provisional(aim, period(row["figure for"])) == (row["provisional"] == "yes")


@examples(LONG_AGO)
def test_a_target_that_was_set_long_ago_says_so_as_the_table_says(row: Row) -> None:
    set_on = () if row["set on"] == NOTHING else (date.fromisoformat(row["set on"]), "some time that day")
    found = set_long_ago(target("under 10", row["target"], set_on=set_on), period(row["figure for"]))
    assert ("" if found is None else str(found)) == words(row["target set in"])


@examples(STATES)
def test_the_state_of_a_target_is_as_the_table_says(row: Row) -> None:
    aim = target("at least 85", row["target"], period_kind=words(row["only for figures by"]))
    assert state(aim, period(row["figure for"])) == row["state"]


def aim_of(row: Row) -> Target:
    set_on = (date.fromisoformat(row["set on"]),)
    value, _, when = row["target"].partition(" ")
    flagged = row["flagged"] == "yes"
    return target(f"at least {value}", when, set_by=row["set by"], set_on=set_on, headline=flagged)


@cases(HEADLINES)
def test_the_headline_is_as_the_table_says_in_whatever_order_they_come(group: list[Row]) -> None:
    expected = next((aim_of(row) for row in group if row["headline"] == "yes"), None)
    for order in itertools.permutations(group):
        assert headline([aim_of(row) for row in order], period(FIGURE_FOR)) == expected


def test_no_target_has_no_headline() -> None:
    assert headline([], period(FIGURE_FOR)) is None


def test_a_target_for_another_kind_of_period_is_no_headline() -> None:
    assert headline([target("at least 85", period_kind="snapshot")], period(FIGURE_FOR)) is None


def test_the_time_of_day_settles_two_targets_set_on_one_day() -> None:
    day = date(2004, 4, 1)
    first, second = (target("at least 85", set_on=(day, hour)) for hour in (9, 17))
    assert headline([first, second], period(FIGURE_FOR)) == second
    assert headline([second, first], period(FIGURE_FOR)) == second


@examples(WHEN)
def test_when_a_target_holds_is_said_as_the_table_says(row: Row) -> None:
    assert when_words(target("at least 85", row["target"])) == words(row["in words"])


def test_a_target_for_a_span_without_a_label_says_its_last_day() -> None:
    aim = Target("for", ">=", Decimal(85), starts=date(2004, 4, 1), ends=date(2005, 3, 31))
    assert when_words(aim) == "for the period to 31 March 2005"


def test_a_target_without_a_first_day_is_in_force_until_its_last() -> None:
    aim = Target("for", ">=", Decimal(85), ends=date(2005, 3, 31))
    assert state(aim, period("1999/00")) == "in_force"
    assert state(aim, period("2005/06")) == "passed"


@pytest.mark.parametrize("kind", ["for", "by"])
def test_a_dated_target_without_its_date_judges_nothing(kind: str) -> None:
    assert state(Target(kind, ">=", Decimal(85)), period(FIGURE_FOR)) == "other_kind"


def test_the_operators_and_setters_are_those_of_the_design() -> None:
    assert set(OPERATORS) == {">=", "<=", "<", ">", "=", "between"}
    assert SETTERS == ("local", "partnership", "government")
    assert NOTHING not in SETTERS
