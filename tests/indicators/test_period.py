"""Periods: every form that councils and publishers write, what they may be compared with, and what is refused."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from pathlib import Path

import pyarrow.csv as pc
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from indicators.rules import period as rule
from indicators.rules.period import KINDS, NO_YEAR, Period, family, label, months_between
from indicators.rules.period_words import NotAPeriod, parse, published
from tests.indicators.worked import Row, examples, period, words

READ = """
written                               | counted by    | kind           | first day  | last day
Q1 2004/05                            | -             | quarter        | 2004-04-01 | 2004-06-30
Q2 2004/05                            | -             | quarter        | 2004-07-01 | 2004-09-30
Q3 2004/05                            | -             | quarter        | 2004-10-01 | 2004-12-31
Q4 2004/05                            | -             | quarter        | 2005-01-01 | 2005-03-31
Q4 1999/00                            | -             | quarter        | 2000-01-01 | 2000-03-31
Qtr 1 04-05                           | -             | quarter        | 2004-04-01 | 2004-06-30
Quarter 1, 2004/05                    | -             | quarter        | 2004-04-01 | 2004-06-30
2004-05 Q1                            | -             | quarter        | 2004-04-01 | 2004-06-30
2004/05 quarter 3                     | -             | quarter        | 2004-10-01 | 2004-12-31
Q1 04-05                              | -             | quarter        | 2004-04-01 | 2004-06-30
Q1 (2004/05)                          | -             | quarter        | 2004-04-01 | 2004-06-30
Apr-Jun 04                            | -             | quarter        | 2004-04-01 | 2004-06-30
Apr - Jun 2004                        | -             | quarter        | 2004-04-01 | 2004-06-30
Jan to Mar 2005                       | -             | quarter        | 2005-01-01 | 2005-03-31
30/06/2004                            | -             | snapshot       | 2004-06-30 | 2004-06-30
01/02/2026                            | -             | snapshot       | 2026-02-01 | 2026-02-01
1/4/03                                | -             | snapshot       | 2003-04-01 | 2003-04-01
1.4.2004                              | -             | snapshot       | 2004-04-01 | 2004-04-01
30-Jun-04                             | -             | snapshot       | 2004-06-30 | 2004-06-30
as at 31/03/2005                      | -             | snapshot       | 2005-03-31 | 2005-03-31
31st March 2005                       | -             | snapshot       | 2005-03-31 | 2005-03-31
Position at 31 March 2005             | -             | snapshot       | 2005-03-31 | 2005-03-31
2005-03-31                            | -             | snapshot       | 2005-03-31 | 2005-03-31
2005-03-31 00:00:00                   | -             | snapshot       | 2005-03-31 | 2005-03-31
29/02/2004                            | -             | snapshot       | 2004-02-29 | 2004-02-29
38442                                 | -             | snapshot       | 2005-03-31 | 2005-03-31
38442.0                               | -             | snapshot       | 2005-03-31 | 2005-03-31
18264                                 | -             | snapshot       | 1950-01-01 | 1950-01-01
73050                                 | -             | snapshot       | 2099-12-31 | 2099-12-31
May-04                                | -             | month          | 2004-05-01 | 2004-05-31
Aug-03                                | -             | month          | 2003-08-01 | 2003-08-31
February 2004                         | -             | month          | 2004-02-01 | 2004-02-29
Sept 2004                             | -             | month          | 2004-09-01 | 2004-09-30
2004-05                               | -             | financial_year | 2004-04-01 | 2005-03-31
2004/5                                | -             | financial_year | 2004-04-01 | 2005-03-31
04/05                                 | -             | financial_year | 2004-04-01 | 2005-03-31
Q1 2004–05                            | -             | quarter        | 2004-04-01 | 2004-06-30
Dec. 2002                             | -             | month          | 2002-12-01 | 2002-12-31
2004–05                               | -             | financial_year | 2004-04-01 | 2005-03-31
1999/00                               | -             | financial_year | 1999-04-01 | 2000-03-31
1999/2000                             | -             | financial_year | 1999-04-01 | 2000-03-31
Outturn 2003/04                       | -             | financial_year | 2003-04-01 | 2004-03-31
2003/04 outturn                       | -             | financial_year | 2003-04-01 | 2004-03-31
Financial year 2004-05                | -             | financial_year | 2004-04-01 | 2005-03-31
April 2004 to March 2005              | -             | financial_year | 2004-04-01 | 2005-03-31
year ending 31 March 2005             | -             | financial_year | 2004-04-01 | 2005-03-31
year ending 31 March 2005             | rolling_year  | rolling_year   | 2004-04-01 | 2005-03-31
year to March 2012                    | -             | financial_year | 2011-04-01 | 2012-03-31
year ending 31 December 2004          | -             | rolling_year   | 2004-01-01 | 2004-12-31
year ending 29 February 2004          | -             | rolling_year   | 2003-03-01 | 2004-02-29
year ending 28 February 2005          | -             | rolling_year   | 2004-03-01 | 2005-02-28
12m to Dec 04                         | -             | rolling_year   | 2004-01-01 | 2004-12-31
12 months to March 2005               | -             | rolling_year   | 2004-04-01 | 2005-03-31
academic year ending 31 August 2004   | -             | academic_year  | 2003-09-01 | 2004-08-31
year ending 31 August 2004            | academic_year | academic_year  | 2003-09-01 | 2004-08-31
year ending 31 December 2004          | calendar_year | calendar_year  | 2004-01-01 | 2004-12-31
Outturn 2003/04                       | academic_year | academic_year  | 2003-09-01 | 2004-08-31
academic year 2003/04                 | -             | academic_year  | 2003-09-01 | 2004-08-31
September 2003 to August 2004         | -             | academic_year  | 2003-09-01 | 2004-08-31
2003/04                               | academic_year | academic_year  | 2003-09-01 | 2004-08-31
calendar year 2004                    | -             | calendar_year  | 2004-01-01 | 2004-12-31
2004                                  | calendar_year | calendar_year  | 2004-01-01 | 2004-12-31
2004/05                               | snapshot      | snapshot       | 2005-03-31 | 2005-03-31
Outturn 2003/04                       | snapshot      | snapshot       | 2004-03-31 | 2004-03-31
year ending 31 March 2005             | snapshot      | snapshot       | 2005-03-31 | 2005-03-31
Q3 2004/05                            | snapshot      | snapshot       | 2004-12-31 | 2004-12-31
May 2004                              | snapshot      | snapshot       | 2004-05-31 | 2004-05-31
YTD Dec 04                            | -             | year_to_date   | 2004-04-01 | 2004-12-31
Apr-Dec 2004 (cumulative)             | -             | year_to_date   | 2004-04-01 | 2004-12-31
year to date to December 2004         | -             | year_to_date   | 2004-04-01 | 2004-12-31
year to date 31/12/2004               | -             | year_to_date   | 2004-04-01 | 2004-12-31
Sep-Dec 2004 (cumulative)             | -             | year_to_date   | 2004-09-01 | 2004-12-31
Jan to Jun 2004 cumulative            | -             | year_to_date   | 2004-01-01 | 2004-06-30
15 Dec 2004 YTD                       | -             | year_to_date   | 2004-04-01 | 2004-12-15
Sept-Dec 2004                         | -             | year_to_date   | 2004-09-01 | 2004-12-31
year to date 31 May 2003              | academic_year | year_to_date   | 2002-09-01 | 2003-05-31
YTD May 03                            | academic_year | year_to_date   | 2002-09-01 | 2003-05-31
April to September 2004               | -             | half_year      | 2004-04-01 | 2004-09-30
October 2004 to March 2005            | -             | half_year      | 2004-10-01 | 2005-03-31
half year to 30 September 2004        | -             | half_year      | 2004-04-01 | 2004-09-30
January to June 2004                  | -             | half_year      | 2004-01-01 | 2004-06-30
2014 to 2016                          | -             | several_years  | 2014-01-01 | 2016-12-31
2014/15 to 2016/17                    | -             | several_years  | 2014-04-01 | 2017-03-31
April 2003 to March 2005              | -             | several_years  | 2003-04-01 | 2005-03-31
01/04/2004 - 30/06/2004               | -             | quarter        | 2004-04-01 | 2004-06-30
1 April 2004 to 30 June 2004          | -             | quarter        | 2004-04-01 | 2004-06-30
1 April to 30 June 2004               | -             | quarter        | 2004-04-01 | 2004-06-30
1.4.04 to 31.12.04                    | -             | year_to_date   | 2004-04-01 | 2004-12-31
1 Sep 2004 to 31 Aug 2005             | -             | academic_year  | 2004-09-01 | 2005-08-31
Q1-Q3 2004/05                         | -             | year_to_date   | 2004-04-01 | 2004-12-31
Q1 to Q3 2004/05                      | -             | year_to_date   | 2004-04-01 | 2004-12-31
Q1-Q2 2004/05                         | -             | half_year      | 2004-04-01 | 2004-09-30
as at March 2005                      | -             | snapshot       | 2005-03-31 | 2005-03-31
as at end of June 2004                | -             | snapshot       | 2004-06-30 | 2004-06-30
end Q3 2004/05                        | -             | snapshot       | 2004-12-31 | 2004-12-31
31/12/2004 YTD                        | -             | year_to_date   | 2004-04-01 | 2004-12-31
Q3 2004/05 YTD                        | -             | year_to_date   | 2004-04-01 | 2004-12-31
Q2 (cumulative) 2004/05               | -             | year_to_date   | 2004-04-01 | 2004-09-30
9 months to Dec 04                    | -             | year_to_date   | 2004-04-01 | 2004-12-31
three months to 30 June 2004          | -             | quarter        | 2004-04-01 | 2004-06-30
6 months to 30 September 2004         | -             | half_year      | 2004-04-01 | 2004-09-30
Quarter ending 30 June 2004           | -             | quarter        | 2004-04-01 | 2004-06-30
Quarter ended 30 June 2004            | -             | quarter        | 2004-04-01 | 2004-06-30
Quarter to June 2004                  | -             | quarter        | 2004-04-01 | 2004-06-30
Month ending 31 May 2004              | -             | month          | 2004-05-01 | 2004-05-31
H1 2004/05                            | -             | half_year      | 2004-04-01 | 2004-09-30
Half year 2 2004/05                   | -             | half_year      | 2004-10-01 | 2005-03-31
first half 2004/05                    | -             | half_year      | 2004-04-01 | 2004-09-30
Qtr 1 04/05                           | -             | quarter        | 2004-04-01 | 2004-06-30
Q1-04/05                              | -             | quarter        | 2004-04-01 | 2004-06-30
Q1 FY2004/05                          | -             | quarter        | 2004-04-01 | 2004-06-30
FY 2004/05                            | -             | financial_year | 2004-04-01 | 2005-03-31
FY04/05                               | -             | financial_year | 2004-04-01 | 2005-03-31
'04/05                                | -             | financial_year | 2004-04-01 | 2005-03-31
2004/2005                             | -             | financial_year | 2004-04-01 | 2005-03-31
1st quarter 2004/05                   | -             | quarter        | 2004-04-01 | 2004-06-30
first quarter 2004-05                 | -             | quarter        | 2004-04-01 | 2004-06-30
Quarter Three 2004/05                 | -             | quarter        | 2004-10-01 | 2004-12-31
2004/05 Q1 (Apr-Jun)                  | -             | quarter        | 2004-04-01 | 2004-06-30
Q1 (Apr-Jun 2004)                     | -             | quarter        | 2004-04-01 | 2004-06-30
Q1 (Apr-Jun) 2004                     | -             | quarter        | 2004-04-01 | 2004-06-30
Q1 Apr-Jun 04                         | -             | quarter        | 2004-04-01 | 2004-06-30
Apr-Jun Q1 2004/05                    | -             | quarter        | 2004-04-01 | 2004-06-30
Q3 2004/05 (October to December 2004) | -             | quarter        | 2004-10-01 | 2004-12-31
Apr-Jun 04/05                         | -             | quarter        | 2004-04-01 | 2004-06-30
April 2004/05                         | -             | month          | 2004-04-01 | 2004-04-30
Jan-Mar 04/05                         | -             | quarter        | 2005-01-01 | 2005-03-31
31 March 2004/05                      | -             | snapshot       | 2005-03-31 | 2005-03-31
year end 2004/05                      | -             | financial_year | 2004-04-01 | 2005-03-31
Annual 2004/05                        | -             | financial_year | 2004-04-01 | 2005-03-31
y/e 31.3.05                           | -             | financial_year | 2004-04-01 | 2005-03-31
2004/05 academic year                 | -             | academic_year  | 2004-09-01 | 2005-08-31
202404                                | -             | month          | 2024-04-01 | 2024-04-30
2004-04                               | -             | month          | 2004-04-01 | 2004-04-30
2026-04                               | -             | month          | 2026-04-01 | 2026-04-30
2004/05 (prov)                        | -             | financial_year | 2004-04-01 | 2005-03-31
May-04 (r)                            | -             | month          | 2004-05-01 | 2004-05-31
31/03/2005 23:59                      | -             | snapshot       | 2005-03-31 | 2005-03-31
2005-03-31T23:59:00Z                  | -             | snapshot       | 2005-03-31 | 2005-03-31
31st of March 2005                    | -             | snapshot       | 2005-03-31 | 2005-03-31
"""

SHOWN = """
kind           | first day  | last day   | shown as
snapshot       | 2004-02-29 | 2004-02-29 | at 29 February 2004
snapshot       | 2004-06-30 | 2004-06-30 | at 30 June 2004
month          | 2004-02-01 | 2004-02-29 | February 2004
quarter        | 2000-01-01 | 2000-03-31 | January to March 2000
quarter        | 2004-07-01 | 2004-09-30 | July to September 2004
half_year      | 2004-04-01 | 2004-09-30 | April to September 2004
half_year      | 2004-10-01 | 2005-03-31 | October 2004 to March 2005
financial_year | 1999-04-01 | 2000-03-31 | 1999/00
financial_year | 2004-04-01 | 2005-03-31 | 2004/05
academic_year  | 2003-09-01 | 2004-08-31 | academic year 2003/04
calendar_year  | 2004-01-01 | 2004-12-31 | calendar year 2004
rolling_year   | 2004-01-01 | 2004-12-31 | year ending 31 December 2004
year_to_date   | 2004-04-01 | 2004-12-31 | April 2004 to December 2004 (year to date)
year_to_date   | 2004-04-01 | 2004-12-15 | April 2004 to 15 December 2004 (year to date)
year_to_date   | 2002-09-01 | 2003-05-31 | September 2002 to May 2003 (year to date)
several_years  | 2014-01-01 | 2016-12-31 | 2014 to 2016
several_years  | 2014-04-01 | 2017-03-31 | 2014/15 to 2016/17
several_years  | 2014-07-01 | 2016-09-30 | July 2014 to September 2016
"""

REFUSED = """
written                             | because
Qtr 1                               | it has no year
YTD                                 | it has no month
Q1-Q3                               | it has no year
Quarter 1 2004                      | a quarter of the calendar year or of the financial year?
2004                                | a financial, an academic or a calendar year?
12/2004                             | a month in digits?
03/2004                             | a month in digits, or two years?
Q5 2004/05                          | there are four quarters
Q1 2004/06                          | these years do not follow one another
2004/06                             | these years do not follow one another
31/02/2005                          | there is no such day
29/02/2005                          | 2005 was no leap year
31/04/2004                          | April has 30 days
12/31/2004                          | days come first, and there is no 31st month
32 March 2005                       | March has 31 days
December 2004 ongoing               | it has no end
12 March to 31 March 2005           | neither a month nor a year
18263                               | as a day of Excel's it would be before 1950
73051                               | as a day of Excel's it would be after 2099
12m                                 | it has no end
tbc                                 | it is no period
31 March                            | it has no year
Decisions 2004                      | a word that begins like a month
May to July 2004                    | three months, but no quarter
3 year ending 31 March 2005         | three years, or the third?
half year to 15 September 2004      | no half of a year ends so
31/03/0001                          | no report is about such a year
31/03/2204                          | no report is about such a year
March 1066                          | no report is about such a year
9999/00                             | no report is about such a year
year ending 31 December 9999        | no report is about such a year
Q1 2004                             | a quarter of the calendar year or of the financial year?
2004Q1                              | a quarter of the calendar year or of the financial year?
Q1 FY05                             | the year that begins or that ends in 2005?
200405                              | May 2004, or 2004/05?
2004-06                             | June 2004, or three years?
2026/28                             | these years do not follow one another
2026-26                             | these years do not follow one another
04/05/06/07                         | four years
2004/05/06                          | the year comes last
Q1 (Jul-Sep) 2004/05                | the months are not those of the quarter
Q1 (Jul-Sep 2004)                   | the months are not those of the quarter
Q2 (Apr-Jun 2004)                   | the months are not those of the quarter
Q3 2004/05 (July to September 2004) | the months are not those of the quarter
2 April 2004 to 30 June 2004        | no whole months
1 April 2004 to 15 June 2004        | no whole months
1 May 2004 to 31 July 2004          | three months, but no quarter
Q2-Q4 2004/05                       | nine months, but not from the year's beginning
4 months to 30 Sep 2004             | from June, when no year begins
rolling 6 months to 31 March 2005   | neither half a year nor a whole one
financial year to 31 December 2004  | a financial year ends in March
2004/05 YTD                         | it has no month
31 April 2004                       | April has 30 days
30/02/2026                          | there is no such day
month 13                            | there are twelve months
month 9                             | September, or the ninth from April?
Q1 2004/05 2005/06                  | two years
2004/05 (target)                    | that is not how sure a figure is
２００４/05                             | full-width digits
٢٠٠٤/٠٥                             | Arabic digits
year ending 31 April 2004 | April has 30 days
"""

PUBLISHED = """
written       | counted by     | year ends on | kind           | first day  | last day
2025          | financial_year | -            | financial_year | 2024-04-01 | 2025-03-31
2025          | snapshot       | -            | snapshot       | 2025-03-31 | 2025-03-31
2025          | snapshot       | 30 September | snapshot       | 2025-09-30 | 2025-09-30
2025          | rolling_year   | 30 September | rolling_year   | 2024-10-01 | 2025-09-30
2025          | academic_year  | -            | academic_year  | 2024-09-01 | 2025-08-31
2025          | calendar_year  | -            | calendar_year  | 2025-01-01 | 2025-12-31
2025          | month          | -            | financial_year | 2024-04-01 | 2025-03-31
202425        | academic_year  | -            | academic_year  | 2024-09-01 | 2025-08-31
202425        | financial_year | -            | financial_year | 2024-04-01 | 2025-03-31
2024/25       | snapshot       | -            | snapshot       | 2025-03-31 | 2025-03-31
2024-25       | financial_year | -            | financial_year | 2024-04-01 | 2025-03-31
199900        | financial_year | -            | financial_year | 1999-04-01 | 2000-03-31
2025 (prov)   | financial_year | -            | financial_year | 2024-04-01 | 2025-03-31
2018 (Rev)    | financial_year | -            | financial_year | 2017-04-01 | 2018-03-31
2020 (Final)  | financial_year | -            | financial_year | 2019-04-01 | 2020-03-31
2016-17 (OT)  | financial_year | -            | financial_year | 2016-04-01 | 2017-03-31
2014-16       | several_years  | -            | several_years  | 2014-01-01 | 2016-12-31
2016/17-18/19 | several_years  | -            | several_years  | 2016-04-01 | 2019-03-31
"""

FAMILIES = """
period                                     | may be compared with other
at 31 March 2005                           | snapshot
May 2004                                   | month
Q3 2004/05                                 | quarter
April to September 2004                    | half_year
2004/05                                    | twelve_months
academic year 2004/05                      | twelve_months
calendar year 2004                         | twelve_months
year ending 31 December 2004               | twelve_months
April 2004 to March 2005 (year to date)    | twelve_months
April 2004 to December 2004 (year to date) | year_to_date, April to December
September 2004 to May 2005 (year to date)  | year_to_date, September to May
2014 to 2016                               | several_years
"""

MONTHS_BETWEEN = """
from       | to         | whole months
2004-03-31 | 2004-03-31 | 0
2004-03-31 | 2005-03-31 | 12
2003-09-30 | 2005-03-31 | 18
2003-08-31 | 2005-03-31 | 19
2004-01-15 | 2004-02-14 | 0
2004-01-15 | 2004-02-15 | 1
2004-01-31 | 2004-02-28 | 0
2004-01-31 | 2004-02-29 | 1
2004-02-29 | 2005-02-28 | 12
2003-02-28 | 2004-02-29 | 12
"""


def in_days(row: Row) -> Period:
    """Return the period that a line gives by its kind and its days."""
    return Period(row["kind"], date.fromisoformat(row["first day"]), date.fromisoformat(row["last day"]))


# --- reading what people write ------------------------------------------------------------------------------------


@examples(READ)
def test_a_period_is_read_as_the_table_says(row: Row) -> None:
    assert parse(row["written"], usual=words(row["counted by"])) == in_days(row)


@examples(SHOWN)
def test_a_period_is_shown_as_the_table_says(row: Row) -> None:
    assert label(in_days(row)) == row["shown as"]


@examples(REFUSED)
def test_what_could_mean_two_things_or_none_is_refused(row: Row) -> None:
    with pytest.raises(NotAPeriod) as refusal:
        parse(row["written"])
    assert repr(row["written"]) in str(refusal.value)
    assert "Write it like 2004/05" in str(refusal.value)


@pytest.mark.parametrize("text", ["Q1 2004/05", "q1 2004/05", "  Q1  2004/05 ", "Q1\u00a02004/05", "Q1 2004/05."])
def test_case_and_spaces_do_not_matter(text: str) -> None:
    assert parse(text) == rule.quarter(2004, 1)


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
@example(date(2004, 2, 29))
@example(date(2026, 2, 1))
def test_the_day_always_comes_first(day: date) -> None:
    written = [
        f"{day:%d/%m/%Y}",
        f"{day:%d/%m/%y}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%d.%m.%Y}",
        f"{day:%d-%m-%Y}",
        f"{day:%d %B %Y}",
        f"{day:%d-%b-%y}",
        f"as at {day:%d/%m/%Y}",
        f"{day:%Y-%m-%d}",
        f"{day:%Y-%m-%d} 00:00:00",
    ]
    assert {parse(text) for text in written} == {rule.snapshot(day)}


@pytest.mark.parametrize(
    ("text", "year"), [("50/51", 1950), ("99/00", 1999), ("00/01", 2000), ("04/05", 2004), ("49/50", 2049)]
)
def test_two_digit_years_are_1950_to_2049(text: str, year: int) -> None:
    assert parse(text) == rule.financial_year(year)


@given(st.integers(1950, 2049), st.integers(1, 12), st.integers(1, 31))
def test_a_day_that_does_not_exist_is_refused(year: int, month: int, day: int) -> None:
    exists = day <= calendar.monthrange(year, month)[1]
    for text in (
        f"{day}/{month}/{year}",
        f"{day} {calendar.month_name[month]} {year}",
        f"{year}-{month:02d}-{day:02d}",
    ):
        if exists:
            assert parse(text).ends == date(year, month, day)
        else:
            with pytest.raises(NotAPeriod):
                parse(text)


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_a_day_as_excel_counts_it_is_that_day(day: date) -> None:
    assert parse(str((day - date(1899, 12, 30)).days)) == rule.snapshot(day)


@given(st.text(max_size=40), st.sampled_from(["", *KINDS]))
@example("²", "")
@example("", "calendar_year")
@example("-", "")
@example("٢٠٠٤", "calendar_year")
@example("year ending", "snapshot")
def test_any_text_is_a_period_or_is_refused(text: str, usual: str) -> None:
    try:
        read = parse(text, usual=usual)
    except NotAPeriod:
        return
    assert read.kind in KINDS and read.starts <= read.ends


PIECES = st.sampled_from(
    re.findall(
        r"\S+",
        "1 3 12 31 29 02 04 05 99 00 2004 2005 2012 1999 38442 / - – . , ' ( ) : to Q1 Q4 qtr quarter year "
        "ending ended date ytd cumulative april Mar Sept december feb 12m months rolling academic calendar "
        "financial outturn full as at half week of by end from prov FY H1 Q1-Q3 (Apr-Jun) third quarter",
    )
)


@given(st.lists(PIECES, max_size=7), st.sampled_from(["", " "]), st.sampled_from(["", *KINDS]))
@settings(max_examples=300)
def test_the_words_of_periods_in_any_order_are_a_period_or_refused(pieces: list[str], between: str, usual: str) -> None:
    try:
        read = parse(between.join(pieces), usual=usual)
    except NotAPeriod:
        return
    assert read.kind in KINDS and read.starts <= read.ends


# --- writing them, and reading them again -------------------------------------------------------------------------

YEARS = st.integers(1990, 2049)
DAYS = st.dates(date(1990, 1, 1), date(2049, 12, 31))
MONTH_ENDS = DAYS.map(lambda day: day.replace(day=calendar.monthrange(day.year, day.month)[1]))
BY_KIND = {
    "snapshot": DAYS.map(rule.snapshot),
    "month": st.builds(rule.month, YEARS, st.integers(1, 12)),
    "quarter": st.builds(rule.quarter, YEARS, st.integers(1, 4)),
    "winter half_year": YEARS.map(lambda year: Period("half_year", date(year, 10, 1), date(year + 1, 3, 31))),
    "half_year": st.builds(
        lambda year, month: Period("half_year", date(year, month, 1), rule.month(year, month + 5).ends),
        YEARS,
        st.sampled_from([1, 4, 7]),
    ),
    "financial_year": st.builds(rule.financial_year, YEARS),
    "academic_year": st.builds(rule.academic_year, YEARS),
    "calendar_year": st.builds(rule.calendar_year, YEARS),
    "year_to_date": st.builds(
        lambda last, first: Period("year_to_date", date(last.year - (last.month < first), first, 1), last),
        MONTH_ENDS,
        st.sampled_from([4, 9]),
    ),
    "rolling_year": DAYS.map(lambda last: rule.year_ending("rolling_year", last)),
    "several_years": st.builds(
        lambda first, last: Period("several_years", first.replace(day=1), last),
        DAYS,
        MONTH_ENDS,
    ).filter(lambda several: (several.ends - several.starts).days > 366),
}
ANY_PERIOD = st.one_of(*BY_KIND.values())


@given(ANY_PERIOD)
@example(rule.year_ending("rolling_year", date(2004, 2, 29)))
@example(rule.year_ending("rolling_year", date(2005, 3, 31)))
def test_what_is_shown_can_be_typed_again(shown: Period) -> None:
    assert parse(label(shown), usual=shown.kind) == shown


@given(ANY_PERIOD.filter(lambda p: not (p.kind == "rolling_year" and (p.ends.month, p.ends.day) == (3, 31))))
def test_what_is_shown_says_its_kind_by_itself(shown: Period) -> None:
    """But for a rolling year that ends on 31 March: those words are the financial year, see the table."""
    assert parse(label(shown)) == shown


@given(ANY_PERIOD, ANY_PERIOD)
def test_different_periods_are_shown_differently(one: Period, other: Period) -> None:
    assert (label(one) == label(other)) == (one == other)


def test_a_row_without_a_year_says_so() -> None:
    assert label(NO_YEAR) == "year not given"


@given(DAYS, st.sampled_from(["financial_year", "academic_year", "calendar_year", "rolling_year"]))
@example(date(2004, 2, 28), "rolling_year")
@example(date(2004, 2, 29), "rolling_year")
@example(date(2005, 2, 28), "rolling_year")
def test_a_year_is_twelve_months_to_the_day(last: date, kind: str) -> None:
    year = rule.year_ending(kind, last)
    assert year.ends == last
    assert (last - year.starts).days + 1 in (365, 366)
    before = rule.year_ending(kind, year.starts - timedelta(days=1))
    assert before.ends + timedelta(days=1) == year.starts


# --- what publishers write ----------------------------------------------------------------------------------------


@examples(PUBLISHED)
def test_a_published_year_is_read_as_the_table_says(row: Row) -> None:
    read = published(row["written"], row["counted by"], words(row["year ends on"]))
    assert read == in_days(row)


@pytest.mark.parametrize(
    "text",
    [
        "0",
        "",
        "1900",
        "25",
        "2024/26",
        "202426",
        "2024-24",
        "year 2025",
        "20245",
        "9999",
        "999900",
        "2013/99-15/16",
        "2013/14-10/09",
        "2013/14-15/17",
    ],
)
def test_a_published_year_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(NotAPeriod, match="is not a year that can be read"):
        published(text, "financial_year")


def last_year(text: str) -> int:
    """Return the year in which a published year ends: its last digits, in the century of its first."""
    digits = re.findall(r"\d+", text)
    first, last = int(digits[0]), int(digits[-1])
    return last if last > 99 else first - first % 100 + last


@pytest.mark.reference
def test_every_form_of_a_year_in_the_local_authority_interactive_tool_is_read(reference: Path) -> None:
    table = pq.read_table(reference / "data" / "lait" / "lait_values.parquet", columns=["Years"])
    forms = table["Years"].unique().to_pylist()
    assert len(forms) == 65
    with pytest.raises(NotAPeriod):
        published("0", "financial_year")
    for kind, (day, month) in rule.USUAL_ENDS.items():
        for text in sorted(set(forms) - {"0"}):
            read = published(text, kind)
            several = re.fullmatch(r"\d{4}-(\d\d)", text) and last_year(text) - int(text[:4]) > 1
            if several:
                assert read == Period("several_years", date(int(text[:4]), 1, 1), date(last_year(text), 12, 31))
            elif text.count("/") == 2:
                assert read == Period("several_years", date(int(text[:4]), 4, 1), date(last_year(text), 3, 31))
            else:
                assert (read.kind, read.ends) == (kind, date(last_year(text), month, day))


@pytest.mark.reference
def test_every_year_in_the_department_s_files_is_read(reference: Path) -> None:
    forms: set[str] = set()
    options = pc.ConvertOptions(include_columns=["time_period"], include_missing_columns=True)
    for path in sorted((reference / "data" / "dfe").glob("*.csv")):
        column = pc.read_csv(path, convert_options=options)["time_period"]
        forms |= {str(year) for year in column.unique().to_pylist() if year is not None}
    assert len(forms) >= 13
    for text in forms:
        assert published(text, "financial_year") == rule.financial_year(int(text) - 1)


# --- comparing ----------------------------------------------------------------------------------------------------


@examples(FAMILIES)
def test_the_family_of_a_period_is_as_the_table_says(row: Row) -> None:
    assert family(period(row["period"])) == row["may be compared with other"]


@given(ANY_PERIOD)
def test_a_family_is_twelve_months_or_the_kind_itself(shown: Period) -> None:
    assert family(shown) == "twelve_months" or family(shown).startswith(shown.kind)


@examples(MONTHS_BETWEEN)
def test_the_months_between_two_days_are_as_the_table_says(row: Row) -> None:
    found = months_between(date.fromisoformat(row["from"]), date.fromisoformat(row["to"]))
    assert found == int(row["whole months"])


@given(DAYS, st.integers(0, 40))
def test_whole_months_on_is_that_many_months(day: date, months: int) -> None:
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    later = date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    assert months_between(day, later) == months


@given(DAYS)
def test_a_period_of_days_becomes_the_snapshot_at_its_end(day: date) -> None:
    year = rule.year_ending("rolling_year", day)
    assert rule.as_snapshot(year) == rule.snapshot(day)


@pytest.mark.parametrize("text", ["financial year 2003/04", "YTD March 2004", "April 2003 to March 2004 YTD"])
def test_a_snapshot_under_any_year_s_heading_is_the_day_at_its_end(text: str) -> None:
    assert parse(text, usual="snapshot") == rule.snapshot(date(2004, 3, 31))


def test_a_cumulative_span_begins_in_the_year_that_is_written() -> None:
    try:
        read = parse("Apr 04 to Jun 05 cumulative")
    except NotAPeriod:
        return
    assert read.starts == date(2004, 4, 1)
