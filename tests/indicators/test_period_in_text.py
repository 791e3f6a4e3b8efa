"""Periods inside titles, headings and the names of sheets: what they mention, and what they only seem to."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.rules.period import label
from indicators.rules.period_words import Part, parse, part, period_in, reported_in, year_in
from tests.indicators.worked import NOTHING, Row, examples

MENTIONED = """
written                                                                  | period                         | year
Children and Families Monthly Management Information - MAY 2004          | May 2004                       | -
Q3 2004/05 scorecard                                                     | October to December 2004       | 2004
Position as at 31 March 2005                                             | at 31 March 2005               | -
Scorecard 31 March 2005                                                  | at 31 March 2005               | -
Scrutiny panel, quarter 3 2004/05 (October to December)                  | October to December 2004       | 2004
Performance report 2004-05 - Quarter 3                                   | October to December 2004       | 2004
Q3 scorecard, West, 2004/05                                              | October to December 2004       | 2004
WEST Q3 04/05                                                            | October to December 2004       | 2004
Quarter 3: Oct to Dec 2004                                               | October to December 2004       | -
FY2004/05_west                                                           | 2004/05                        | 2004
Target 04/05                                                             | 2004/05                        | 2004
12 months to December 2004 - scorecard                                   | year ending 31 December 2004   | -
Half-year 1 monitoring 2004/05                                           | April to September 2004        | 2004
Targets 2004/05 to 2006/07                                               | 2004/05 to 2006/07             | -
Report produced 11/06/04 for May 2004                                    | May 2004                       | -
Quarter 3 (Oct-Dec) 2004/05, printed on 4 January 2005                   | October to December 2004       | 2004
Children's Trust Board, 15 March 2005, Q3 2004/05 performance            | October to December 2004       | 2004
Position at 31 March 2005, for the meeting of 15 June 2005               | at 31 March 2005               | -
Looked after children aged 16-17 in 2004/05                              | 2004/05                        | 2004
WEST Q3                                                                  | Q3                             | -
Q3 (2)                                                                   | Q3                             | -
Adoption - year to date                                                  | YTD                            | -
May                                                                      | May                            | -
March (2)                                                                | March                          | -
figures may change                                                       | -                              | -
Report of 3 March                                                        | -                              | -
Position at 3 March                                                      | 3 March                        | -
Annual report                                                            | -                              | -
children placed in 2004                                                  | -                              | -
Q3 2004/05 compared with Q3 2003/04                                      | -                              | -
Q1 and Q2                                                                | -                              | -
between April and June 2004                                              | -                              | -
Performance to 31 December 2004                                          | -                              | -
Quarterly report 2004/05                                                 | -                              | 2004
2003/04 and 2004/05                                                      | -                              | -
Scrutiny committee 15 March 2005                                         | -                              | -
(produced 11/06/04)                                                      | -                              | -
Updated May 2004                                                         | -                              | -
16/17 year olds                                                          | -                              | -
Care leavers aged 18/19                                                  | -                              | -
25/133                                                                   | -                              | -
Sheet2 (2)                                                               | -                              | -
"""

REPORTED = """
written                                            | reported on
(produced 11/06/04)                                | 2004-06-11
Report date: 15 March 2005                         | 2005-03-15
Reported on 15/03/2005                             | 2005-03-15
Data extracted 2 April 2005                        | 2005-04-02
run on 3 Apr 05                                    | 2005-04-03
Run date 01/02/05 14:30                            | 2005-02-01
as published 4 May 2005                            | 2005-05-04
Meeting of 15 March 2005                           | 2005-03-15
Meeting of the Scrutiny Committee, 15 March 2005   | 2005-03-15
Q3 2004/05, printed on 4 January 2005              | 2005-01-04
31/03/2005                                         | -
Position as at 31 March 2005                       | -
Published position as at 31/03/2005                | -
Report produced for the quarter ending 31/03/05    | -
printed May 2004                                   | -
produced 31/02/05                                  | -
printed 1 April 2005, reported 4 May 2005          | -
"""


@examples(MENTIONED)
def test_a_text_mentions_the_period_that_the_table_says(row: Row) -> None:
    found = period_in(row["written"])
    said = row["period"]
    if said == NOTHING:
        assert found is None
    elif isinstance(found, Part):
        assert found == part(said)
    else:
        assert found is not None and label(found) == said


@examples(MENTIONED)
def test_a_text_mentions_the_year_that_the_table_says(row: Row) -> None:
    assert year_in(row["written"]) == (None if row["year"] == NOTHING else int(row["year"]))


@examples(REPORTED)
def test_a_text_was_reported_on_the_day_that_the_table_says(row: Row) -> None:
    said = row["reported on"]
    assert reported_in(row["written"]) == (None if said == NOTHING else date.fromisoformat(said))


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2004/05", 2004),
        ("FY 2004/05", 2004),
        ("Children's services 2004/2005", 2004),
        ("2004/05 (see 2004-05)", 2004),
        ("1999/00", 1999),
        ("31 March 2005", None),
        ("MAY 2004", None),
        ("01/04/05", None),
        ("04/05/06", None),
        ("97/98/99", None),
        ("academic year 2004/05", None),
        ("2004", None),
        ("within 10-11 days", None),
        ("", None),
    ],
)
def test_only_two_years_that_follow_are_a_financial_year(text: str, year: int | None) -> None:
    assert year_in(text) == year


SAID = st.sampled_from(["Q3 2004/05", "May 2004", "as at 31 March 2005", "2004/05", "April to December 2004"])
AROUND = st.text("abcdefghijklmnopqrstuvwxyz ,:", max_size=20).map(lambda text: f" {text} ")


@given(SAID, AROUND, AROUND)
def test_a_period_is_found_among_other_words_or_nothing_is(said: str, before: str, after: str) -> None:
    found = period_in(f"xx {before}{said}{after} xx")
    assert found is None or found == parse(said) or isinstance(found, Part)


WORDS = st.sampled_from(
    re.findall(
        r"\S+",
        "Q1 quarter 3 2004/05 04-05 31/03/2005 March may to and ( ) - as at produced meeting of the West "
        "16-17 year olds YTD half-year 38442 2004 from January 12 months children",
    )
)


@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=14).map(" ".join)))
def test_any_text_can_be_looked_through(text: str) -> None:
    year, day = year_in(text), reported_in(text)
    period_in(text)
    assert year is None or 1950 <= year < 2100
    assert day is None or isinstance(day, date)


def test_a_page_of_text_mentions_nothing() -> None:
    page = "Q3 2004/05 " * 1000
    assert (year_in(page), period_in(page), reported_in(page)) == (None, None, None)
