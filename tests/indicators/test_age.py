"""How old a figure is, and when a newer one should be here."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.periods import Period
from indicators.rules.age import CYCLES, YEARLY, age_words, cycle, months_old, overdue, years_old
from indicators.rules.period import KINDS, NO_YEAR, snapshot
from tests.indicators.worked import NOTHING, Row, examples, period, words

AGES = """
period | the one before | read on | cycle | age | a newer one is due
May 2004 | - | 30 July 2004 | 1 | 1 month old | no
May 2004 | - | 31 July 2004 | 1 | 2 months old | no
May 2004 | - | 31 August 2004 | 1 | 3 months old | yes
Q1 2004/05 | - | 30 December 2004 | 3 | 6 months old | no
Q1 2004/05 | - | 30 January 2005 | 3 | 7 months old | yes
YTD Dec 04 | - | 30 June 2005 | 3 | 6 months old | no
YTD Dec 04 | - | 31 July 2005 | 3 | 7 months old | yes
H1 2004/05 | - | 30 September 2005 | 6 | 12 months old | no
H1 2004/05 | - | 30 October 2005 | 6 | 13 months old | yes
2003/04 | - | 31 March 2006 | 12 | 24 months old | no
2003/04 | - | 30 April 2006 | 12 | over 2 years old | yes
at 31 March 2004 | - | 31 March 2005 | 12 | 12 months old | no
at 31 March 2004 | at 31 December 2003 | 31 October 2004 | 3 | 7 months old | yes
at 31 March 2004 | at 31 March 2002 | 31 October 2004 | 12 | 7 months old | no
at 31 March 2004 | 2002/03 | 31 October 2004 | 12 | 7 months old | no
at 31 March 2004 | at 30 March 2004 | 30 June 2004 | 1 | 3 months old | yes
year ending 31 December 2004 | year ending 30 September 2004 | 31 July 2005 | 3 | 7 months old | yes
2003/04 | - | 1 January 2004 | 12 | - | no
at 31 December 2004 | - | 22 November 2026 | 12 | over 21 years old | yes
"""


@examples(AGES)
def test_an_age_is_as_the_table_says(row: Row) -> None:
    found, on = period(row["period"]), period(row["read on"]).ends
    before = None if row["the one before"] == NOTHING else period(row["the one before"])
    assert cycle(found, before) == int(row["cycle"])
    assert age_words(found, on) == words(row["age"])
    assert overdue(found, on, before) is (row["a newer one is due"] == "yes")


@pytest.mark.parametrize(
    ("ends", "years"),
    [
        (date(2026, 3, 31), 0),
        (date(2024, 11, 22), 0),
        (date(2024, 10, 22), 2),
        (date(2023, 11, 22), 2),
        (date(2023, 10, 22), 3),
        (date(2004, 12, 31), 21),
    ],
)
def test_years_are_counted_from_two_on(ends: date, years: int) -> None:
    assert years_old(snapshot(ends), date(2026, 11, 22)) == years


def test_a_figure_whose_year_is_not_known_has_no_age() -> None:
    on = date(2026, 11, 22)
    assert (months_old(NO_YEAR, on), years_old(NO_YEAR, on), age_words(NO_YEAR, on)) == (0, 0, "")
    assert not overdue(NO_YEAR, on)
    assert cycle(period("2003/04"), NO_YEAR) == YEARLY


def test_a_figure_from_before_that_is_later_tells_nothing_of_the_cycle() -> None:
    assert cycle(snapshot(date(2004, 3, 31)), snapshot(date(2004, 3, 31))) == YEARLY
    assert cycle(snapshot(date(2004, 3, 31)), snapshot(date(2004, 6, 30))) == YEARLY


DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))


@given(DAYS, DAYS, st.sampled_from(KINDS))
def test_a_figure_that_is_overdue_stays_so(ends: date, on: date, kind: str) -> None:
    found = Period(kind, ends, ends)
    assert 1 <= cycle(found) <= YEARLY and cycle(found) == CYCLES.get(kind, YEARLY)
    if overdue(found, on):
        assert overdue(found, on + timedelta(days=31)) and months_old(found, on) > 2
    assert years_old(found, on) in (0, (months_old(found, on) - 1) // 12)
    assert bool(age_words(found, on)) == (months_old(found, on) > 0)
