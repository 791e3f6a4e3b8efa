"""L15: figures that add up as the year goes on, said or unsaid."""

from __future__ import annotations

from tests.loaders.layouts.case import ESSEX, LEEDS, LUTON, SUFFOLK, Aim, Case, Fault, across
from tests.loaders.layouts.make import Page, book

_SAID_ABOVE = """
Suffolk County Council
Cumulative figures 2004/05

Indicator        | Q1 | Q2 | Q3 | Q4 | Target
Adoptions        | 4  | 9  | 15 | 22 | 25
ISSP starts      | 10 | 21 | 30 | 44 | 40
LAC reviews on time | 80.1 | 82.5 | 83.0 | 84.4 | 90
"""

_SAID_IN_THE_HEADING = """
Essex County Council 2005/06

Indicator        | Q1   | Q2 (cumulative) | Q3 (cumulative) | Q4 (cumulative)
Adoptions        | 11   | 20   | 34   | 47
FGC referrals    | 30   | 66   | 91   | 118
"""

_SAID_IN_THE_ROW = """
Leeds City Council

Indicator                 | Q1 2006/07 | Q2 2006/07 | Q3 2006/07
Adoptions (cumulative)    | 9    | 20   | 31
New LAC                   | 101  | 96   | 110
LAC ceased (YTD)          | 90   | 175  | 268
"""

# Nobody says so, but a count that rises in every quarter is hardly one of single quarters.
_UNSAID = """
Luton Borough Council

Indicator        | Q1 2006/07 | Q2 2006/07 | Q3 2006/07 | Q4 2006/07
Adoptions        | 4    | 9    | 15   | 22
New LAC          | 41   | 39   | 44   | 40
CP reviews on time | 96 | 97   | 98   | 99
"""

TO_DATE = "YTD Jun 2004; YTD Sep 2004; YTD Dec 2004; YTD Mar 2005"
CASES = [
    Case(
        "said above the table",
        book("suffolk.xlsx", Page("PIs", _SAID_ABOVE)),
        SUFFOLK,
        figures=[
            *across("children_adopted", "B5", TO_DATE, "4 9 15 22"),
            *across("issp_starts", "B6", TO_DATE, "10 21 30 44"),
            *across("lac_reviews_on_time", "B7", TO_DATE, "80.1 82.5 83.0 84.4"),
        ],
        targets=[
            Aim("children_adopted", "F5", "for", "04/05", ">=", "25"),
            Aim("issp_starts", "F6", "for", "04/05", ">=", "40"),
            Aim("lac_reviews_on_time", "F7", "for", "04/05", ">=", "90"),
        ],
    ),
    Case(
        "said in the headings",
        book("essex.xlsx", Page("Counts", _SAID_IN_THE_HEADING)),
        ESSEX,
        figures=[
            # The first quarter is not said to be: alone or to date, it is the same three months.
            *across("children_adopted", "B4", "Q1 05/06; YTD Sep 2005; YTD Dec 2005; YTD Mar 2006", "11 20 34 47"),
            *across("fgc_referrals", "B5", "Q1 05/06; YTD Sep 2005; YTD Dec 2005; YTD Mar 2006", "30 66 91 118"),
        ],
    ),
    Case(
        "said in the names of two rows",
        book("leeds.xlsx", Page("Counts", _SAID_IN_THE_ROW)),
        LEEDS,
        figures=[
            *across("children_adopted", "B4", "YTD Jun 2006; YTD Sep 2006; YTD Dec 2006", "9 20 31"),
            *across("lac_starts", "B5", "Q1 06/07; Q2 06/07; Q3 06/07", "101 96 110"),
            *across("lac_ceased", "B6", "YTD Jun 2006; YTD Sep 2006; YTD Dec 2006", "90 175 268"),
        ],
    ),
    Case(
        "not said",
        book("luton.xlsx", Page("Counts", _UNSAID)),
        LUTON,
        figures=[
            *across("children_adopted", "B4", "Q1 06/07; Q2 06/07; Q3 06/07; Q4 06/07", "4 9 15 22"),
            *across("lac_starts", "B5", "Q1 06/07; Q2 06/07; Q3 06/07; Q4 06/07", "41 39 44 40"),
            *across("cp_reviews_on_time", "B6", "Q1 06/07; Q2 06/07; Q3 06/07; Q4 06/07", "96 97 98 99"),
        ],
        warnings=[Fault("looks_cumulative")],
    ),
]
