"""Parts of a year, as headings have them without their year, and the periods that they are within one."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.periods import Period
from indicators.rules.period import KINDS, financial_year, label, quarter
from indicators.rules.period_words import Part, parse, part
from tests.indicators.worked import Row, examples

PARTS = """
written             | within 2004/05
Q1                  | April to June 2004
Qtr 1               | April to June 2004
Quarter 1           | April to June 2004
Qtr.1               | April to June 2004
1st quarter         | April to June 2004
second qtr          | July to September 2004
Quarter Four        | January to March 2005
Q1 (Apr-Jun)        | April to June 2004
Apr-Jun Q1          | April to June 2004
Q4: January - March | January to March 2005
Apr-Jun             | April to June 2004
Apr - Jun           | April to June 2004
April               | April 2004
Mar                 | March 2005
H1                  | April to September 2004
second half         | October 2004 to March 2005
Half year 2         | October 2004 to March 2005
Q1-Q3               | April 2004 to December 2004 (year to date)
Q1 to Q3            | April 2004 to December 2004 (year to date)
Quarters 1-2        | April to September 2004
Apr-Dec             | April 2004 to December 2004 (year to date)
Q3 YTD              | April 2004 to December 2004 (year to date)
Q2 (cumulative)     | April 2004 to September 2004 (year to date)
YTD to Dec          | April 2004 to December 2004 (year to date)
Q4 YTD              | April 2004 to March 2005 (year to date)
Year end            | 2004/05
Outturn             | 2004/05
Full year           | 2004/05
Annual              | 2004/05
Year                | 2004/05
31 March            | at 31 March 2005
30/06               | at 30 June 2004
at 31 March         | at 31 March 2005
as at 30 June       | at 30 June 2004
as at end of June   | at 30 June 2004
end Q3              | at 31 December 2004
15 December         | at 15 December 2004
"""

NO_PARTS = """
written       | because
Q5            | there are four quarters
Q1 (Jul-Sep)  | the months are not those of the quarter
Q2 (Apr-Sep)  | the months are those of half a year: the quarter alone, or the year so far?
31 April      | April has 30 days
04/05         | two years
3/12          | a share, perhaps
Q1 2004/05    | it has its year
Total         | it is no period
Month 9       | September, or the ninth from April?
may change    | a verb
"""


@examples(PARTS)
def test_a_part_of_a_year_is_read_as_the_table_says(row: Row) -> None:
    found = part(row["written"])
    assert found is not None and not found.is_open
    within = found.within(2004)
    assert within is not None and label(within) == row["within 2004/05"]


@examples(NO_PARTS)
def test_what_is_no_part_of_a_year_is_none(row: Row) -> None:
    assert part(row["written"]) is None


@pytest.mark.parametrize("written", ["YTD", "Year to date", "Cumulative", "cum.", "(YTD)", "YTD total"])
def test_a_year_to_date_ends_on_the_day_that_it_is_told(written: str) -> None:
    found = part(written)
    assert found is not None and found.is_open
    assert found.within(2004) is None
    for last in (date(2004, 12, 31), date(2005, 3, 31), date(2004, 12, 15)):
        assert found.within(2004, upto=last) == Period("year_to_date", date(2004, 4, 1), last)
    for outside in (date(2004, 3, 31), date(2005, 4, 1)):
        assert found.within(2004, upto=outside) is None


def test_only_one_quarter_of_a_financial_year_is_a_quarter() -> None:
    quarters = ("Q1", "Apr-Jun", "Quarter 4 (Jan-Mar)", "third quarter")
    others = ("Q1-Q2", "April", "H1", "YTD", "Outturn", "31 March", "May-Jul", "Q1 YTD")
    assert all(found.is_quarter for text in quarters if (found := part(text)))
    assert not any(found.is_quarter for text in others if (found := part(text)))


@pytest.mark.parametrize("written", ["May-Jul", "Feb-Apr", "Q2-Q4", "29 February", "Jan to Jun cumulative"])
def test_a_part_that_no_such_year_has_is_none_within_it(written: str) -> None:
    found = part(written)
    assert found is not None and found.within(2004) is None


def test_29_february_is_in_a_leap_year() -> None:
    found = part("29 February")
    assert found is not None and found.within(2003) == Period("snapshot", date(2004, 2, 29), date(2004, 2, 29))


def test_the_indicator_s_own_kind_says_what_the_year_is() -> None:
    outturn, so_far, first = part("Outturn"), part("YTD May"), part("Q1")
    assert outturn and so_far and first
    assert outturn.within(2003, usual="academic_year") == Period("academic_year", date(2003, 9, 1), date(2004, 8, 31))
    assert so_far.within(2003, usual="academic_year") == Period("year_to_date", date(2003, 9, 1), date(2004, 5, 31))
    assert first.within(2003, usual="academic_year") == quarter(2003, 1)
    assert outturn.within(2003, usual="snapshot") == Period("snapshot", date(2004, 3, 31), date(2004, 3, 31))


@given(st.integers(1, 4), st.integers(1990, 2048))
def test_a_quarter_with_its_year_is_the_part_within_it(number: int, year: int) -> None:
    years = f"{year}/{(year + 1) % 100:02d}"
    found = part(f"Q{number}")
    assert found is not None
    assert found.within(year) == parse(f"Q{number} {years}") == parse(f"{years} Qtr {number}") == quarter(year, number)


@given(st.integers(1990, 2048), st.sampled_from(["Outturn", "Year end", "Full year", "Annual"]))
def test_a_whole_year_is_the_financial_year(year: int, word: str) -> None:
    found = part(word)
    assert found is not None and found.within(year) == financial_year(year) == parse(f"{word} {year}/{year + 1}")


WORDS = st.sampled_from(
    re.findall(r"\S+", "Q1 Q4 qtr quarter half H2 first 2 Apr Jun - to ( ) YTD cumulative as at end of 31 /06 Year end")
)


@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=6).map(" ".join)), st.integers(-1, 10_000), st.dates())
def test_any_text_is_a_part_or_none(text: str, year: int, upto: date) -> None:
    found = part(text)
    if isinstance(found, Part):
        within = found.within(year, upto=upto)
        assert within is None or (within.kind in KINDS and within.starts <= within.ends)


def test_a_year_that_nobody_reports_on_has_no_parts() -> None:
    found = part("Q1")
    assert found is not None and found.within(1066) is None and found.within(9999) is None


def test_a_page_of_text_is_no_part_of_a_year() -> None:
    assert part("Q1 " * 10_000) is None
