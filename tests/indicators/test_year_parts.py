"""The parts of a target's year: how many are done and how many are to come."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from indicators.rules.period import month
from indicators.rules.year_parts import year_parts
from tests.indicators.worked import NOTHING, Row, examples, period

PARTS = """
figure for              | target for            | done | each | to come | of
Q3 2004/05              | 2004/05               | 3    | 1    | 1       | quarter
Q1 2004/05              | 2004/05               | 1    | 1    | 3       | quarter
Q4 2004/05              | 2004/05               | 4    | 1    | 0       | quarter
May 2004                | 2004/05               | 2    | 1    | 10      | month
April to September 2004 | 2004/05               | 1    | 1    | 1       | half_year
YTD Dec 2004            | 2004/05               | 1    | 3    | 1       | quarter
YTD May 2004            | 2004/05               | 1    | 2    | 10      | month
YTD 14/05/2003          | academic year 2002/03 | -    | -    | -       | -
Q1 2005/06              | 2004/05               | -    | -    | -       | -
Q4 2003/04              | 2004/05               | -    | -    | -       | -
2004/05                 | 2004/05               | -    | -    | -       | -
at 30 June 2004         | 2004/05               | -    | -    | -       | -
Q3 2004/05              | academic year 2004/05 | -    | -    | -       | -
October 2004            | academic year 2004/05 | 2    | 1    | 10      | month
Q1 2004/05              | calendar year 2004    | 2    | 1    | 2       | quarter
"""


@examples(PARTS)
def test_a_year_is_divided_as_the_table_says(row: Row) -> None:
    span = period(row["target for"])
    found = year_parts(period(row["figure for"]), span.starts, span.ends)
    if row["done"] == NOTHING:
        assert found is None
        return
    assert found is not None
    said = (len(found.done), found.each, found.left, found.kind)
    assert said == (int(row["done"]), int(row["each"]), int(row["to come"]), row["of"])


@given(st.integers(0, 11), st.integers(1990, 2030))
def test_the_parts_of_a_year_follow_each_other_and_end_with_the_figure_s_own(number: int, year: int) -> None:
    asked = month(year + (3 + number) // 12, (3 + number) % 12 + 1)
    found = year_parts(asked, date(year, 4, 1), date(year + 1, 3, 31))
    assert found is not None
    assert found.done[-1] == asked and len(found.done) == number + 1
    assert len(found.done) + found.left == 12
