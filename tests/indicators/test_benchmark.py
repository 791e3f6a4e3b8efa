"""Benchmarks: which other area's figure stands beside ours, and how a rank is said."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from indicators.rules.benchmark import beside, context, rank_words
from indicators.rules.period import Period, family
from tests.indicators.test_period import ANY_PERIOD
from tests.indicators.worked import Row, cases, examples, period, words

BESIDE = """
case                                    | ours is for                  | theirs is for                 | beside ours
the same period, before any other       | 2004/05                      | 2004/05                       | yes
the same period, before any other       | 2004/05                      | 2003/04                       | -
the year before                         | 2004/05                      | 2003/04                       | yes
the year before                         | 2004/05                      | 2002/03                       | -
never a later one                       | 2004/05                      | 2005/06                       | -
other twelve months that ended since    | year ending 31 December 2004 | 2003/04                       | yes
a school year beside a financial year   | 2004/05                      | academic year 2003/04         | yes
the same kind, of two that end together | 2004/05                      | rolling year to 31 March 2005 | -
the same kind, of two that end together | 2004/05                      | 2004/05                       | yes
the later, even of another kind         | 2004/05                      | 2003/04                       | -
the later, even of another kind         | 2004/05                      | calendar year 2004            | yes
18 months before                        | at 31 March 2005             | at 30 September 2003          | yes
19 months before                        | at 31 March 2005             | at 31 August 2003             | -
18 months and 16 days before            | at 31 March 2005             | at 15 September 2003          | -
18 months to the day before             | at 15 March 2005             | at 15 September 2003          | yes
two years before                        | 2004/05                      | 2002/03                       | -
a day beside a day                      | at 15 March 2005             | at 31 March 2004              | yes
a day is not beside a year              | at 31 March 2005             | 2004/05                       | -
a quarter is not beside a year          | Q4 2004/05                   | 2004/05                       | -
a month is not beside a quarter         | March 2005                   | Q4 2004/05                    | -
a quarter beside an earlier one         | Q3 2004/05                   | Q2 2004/05                    | yes
"""

CONTEXT = """
case                 | ours is for      | theirs is for        | for context
a year for a quarter | Q3 2004/05       | 2003/04              | yes
the latest           | Q3 2004/05       | 2003/04              | -
the latest           | Q3 2004/05       | at 30 September 2004 | yes
never a later one    | Q3 2004/05       | 2004/05              | -
18 months before     | at 31 March 2005 | Q2 2003/04           | yes
19 months before     | at 31 March 2005 | August 2003          | -
"""

RANK_WORDS = """
rank | of  | in words
1    | 151 | 1st of 151
2    | 151 | 2nd of 151
3    | 151 | 3rd of 151
4    | 151 | 4th of 151
10   | 151 | 10th of 151
11   | 151 | 11th of 151
12   | 151 | 12th of 151
13   | 151 | 13th of 151
21   | 151 | 21st of 151
22   | 151 | 22nd of 151
23   | 151 | 23rd of 151
101  | 151 | 101st of 151
111  | 151 | 111th of 151
112  | 151 | 112th of 151
113  | 151 | 113th of 151
-    | 151 | -
"""


@dataclass(frozen=True)
class Figure:
    period: Period


@cases(BESIDE)
def test_what_stands_beside_ours_is_as_the_table_says_in_any_order(group: list[Row]) -> None:
    theirs = {Figure(period(row["theirs is for"])): row["beside ours"] == "yes" for row in group}
    expected = next((figure for figure, is_it in theirs.items() if is_it), None)
    for order in itertools.permutations(theirs):
        assert beside(order, period(group[0]["ours is for"])) == expected


@cases(CONTEXT)
def test_what_is_shown_for_context_is_as_the_table_says_in_any_order(group: list[Row]) -> None:
    theirs = {Figure(period(row["theirs is for"])): row["for context"] == "yes" for row in group}
    expected = next((figure for figure, is_it in theirs.items() if is_it), None)
    ours = period(group[0]["ours is for"])
    assert beside(theirs, ours) is None
    for order in itertools.permutations(theirs):
        assert context(order, ours) == expected


@examples(RANK_WORDS)
def test_a_rank_is_said_as_the_table_says(row: Row) -> None:
    rank = int(words(row["rank"])) if words(row["rank"]) else None
    assert rank_words(rank, int(row["of"])) == words(row["in words"])


def not_too_old(theirs: date, ours: date) -> bool:
    months = (ours.year - theirs.year) * 12 + ours.month - theirs.month
    month_end = (theirs + timedelta(days=1)).day == 1
    return months < 18 or (months == 18 and (month_end or ours.day <= theirs.day))


@given(st.lists(ANY_PERIOD.map(Figure), max_size=6), ANY_PERIOD)
def test_a_figure_beside_ours_is_of_the_family_not_later_and_at_most_18_months_old(
    theirs: list[Figure], ours: Period
) -> None:
    found = beside(theirs, ours)
    usable = [f for f in theirs if family(f.period) == family(ours) and f.period.ends <= ours.ends]
    usable = [f for f in usable if not_too_old(f.period.ends, ours.ends)]
    assert (found is None) == (not usable)
    if found is not None:
        assert found in usable
        assert found.period.ends == max(f.period.ends for f in usable)


def test_no_figures_stand_beside_ours() -> None:
    assert beside([], period("2004/05")) is None
    assert context([], period("2004/05")) is None
