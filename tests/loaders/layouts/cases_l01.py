"""L1: indicators down, quarters across, and after them the year to date, the target, a colour and a comment."""

from __future__ import annotations

from tests.loaders.layouts.case import ESSEX, KENT, LUTON, SUFFOLK, Aim, Case, Fault, Words, across, one
from tests.loaders.layouts.make import Page, book

_AS_IN_THE_NOTES = """
Ref   | Indicator                | Q1 04/05 | Q2 04/05 | Q3 04/05 | Q4 | YTD   | Target | RAG | Comment
QP7.2 | IA in 7 working days (%) | 61.0%    | 68.4%    | 77.4%    |    | 69.1% | 85%    | A   | On course
C64   | Core in 35 days          | '71.2%   | n/a      | -        |    |       | 75%    | R   |
"""

_LUTON = """
Luton Borough Council - Children and Learning
Performance scorecard 2005/06

PI ref | Performance indicator | Good is | Lead officer | 2004/05 outturn | \
Qtr 1 | Qtr 2 | Qtr 3 | Qtr 4 | DoT | 2005/06 target | 2006/07 target | Status
C20    | CP reviews on time    | High    | J Coles      | 96.2 | 97.5 | 98.1 | 100  | 100  | ↑ | 100 | 100 | Green
A1     | LAC 3+ placements     | Low     | R Turner     | 14.1 | 13.1 | 12.2 | 12.9 | 12.4 | ↓ | 12  | 11  | Amber
CPR3   | Children on the CP register |   | J Coles      | 118  | 121  | 130  | 126  | 122  |   |     |     |
BV163  | Adoptions             | High    | L Rugg       | 19   | 4    | 6    | 3    | 8    | ↑ | 22  | 24  | Amber
"""

# Columns A and B are empty; the targets stand before the figures; one row is no indicator that anybody knows.
_ESSEX = """
 | | ESSEX COUNTY COUNCIL: SCHOOLS, CHILDREN AND FAMILIES

 | | Measure                | Target 2004/05 | Apr-Jun 04 | Jul-Sep 04 | Oct-Dec 04 | Jan-Mar 05 | Full year | R/A/G
 | | Referrals received     |    | 2,410 | 2,288 | 2,502 | 2,391     | 9,591 |
 | | Re-referrals (%)       | 20 | '23.5 | '22.1 | '21.8 | '21.0 (p) | 22.1  | A
 | | Calls answered by duty | 90 | 55    | 60    | 62    | 64        | 60    | R
 | | TOTAL                  |    | 2,410 | 2,288 | 2,502 | 2,391     | 9,591 |
"""

_KENT = """
Kent County Council | | | |
Indicator          | Q1 2006/07 | Q2 2006/07 | Target | Comments
C68 LAC reviews on time | 88.0 | 90.5 | 95 | Two reviewing officers started in July.
PEPs in place      | 71 | 74.5 | 80 |
SW vacancy rate    | 14.2 | 12.9 | under 10 | Campaign runs until March.
ICPCs in 15 days   | 66.7 | 70.1 | 85 |
"""

QUARTERS = "Q1 04/05; Q2 04/05; Q3 04/05"
CASES = [
    Case(
        "as in the notes",
        book("scorecard.xlsx", _AS_IN_THE_NOTES),
        SUFFOLK,
        asked=SUFFOLK,
        figures=[
            *across("initial_assessments_7_days", "C2", QUARTERS, "61.0 68.4 77.4"),
            # Q3 is the last quarter with a value, so the year to date ends with December.
            one("initial_assessments_7_days", "G2", "YTD Dec 2004", "69.1"),
            *across("core_assessments_35_days", "C3", QUARTERS, "71.2 missing missing"),
        ],
        targets=[
            Aim("initial_assessments_7_days", "H2", "for", "04/05", ">=", "85"),
            Aim("core_assessments_35_days", "H3", "for", "04/05", ">=", "75"),
        ],
        comments=[Words("initial_assessments_7_days", "J2", "On course")],
    ),
    Case(
        "outturn, two targets, lead officers",
        book("luton.xlsx", Page("PI scorecard", _LUTON, freeze="C5")),
        LUTON,
        figures=[
            *across(
                "cp_reviews_on_time", "E5", "04/05; Q1 05/06; Q2 05/06; Q3 05/06; Q4 05/06", "96.2 97.5 98.1 100 100"
            ),
            *across(
                "lac_3_placements", "E6", "04/05; Q1 05/06; Q2 05/06; Q3 05/06; Q4 05/06", "14.1 13.1 12.2 12.9 12.4"
            ),
            # Counted on a day: a quarter or a year means the day at its end. The code CPR3 has two meanings;
            # the name settles it.
            *across(
                "cpr_number",
                "E7",
                "@31/03/2005; @30/06/2005; @30/09/2005; @31/12/2005; @31/03/2006",
                "118 121 130 126 122",
            ),
            *across("children_adopted", "E8", "04/05; Q1 05/06; Q2 05/06; Q3 05/06; Q4 05/06", "19 4 6 3 8"),
        ],
        targets=[
            Aim("cp_reviews_on_time", "K5", "for", "05/06", ">=", "100"),
            Aim("cp_reviews_on_time", "L5", "for", "06/07", ">=", "100"),
            Aim("lac_3_placements", "K6", "for", "05/06", "<=", "12"),
            Aim("lac_3_placements", "L6", "for", "06/07", "<=", "11"),
            Aim("children_adopted", "K8", "for", "05/06", ">=", "22"),
            Aim("children_adopted", "L8", "for", "06/07", ">=", "24"),
        ],
    ),
    Case(
        "target first, months for quarters, an unknown row",
        book("essex.xlsx", Page("Q4 monitoring", _ESSEX)),
        ESSEX,
        figures=[
            *across(
                "referrals_number",
                "E4",
                "Q1 04/05; Q2 04/05; Q3 04/05; Q4 04/05; 04/05",
                "2410 2288 2502 2391 9591",
            ),
            *across(
                "re_referrals",
                "E5",
                "Q1 04/05; Q2 04/05; Q3 04/05; Q4 04/05; 04/05",
                "23.5 22.1 21.8 21.0(p) 22.1",
            ),
        ],
        targets=[Aim("re_referrals", "D5", "for", "04/05", "<=", "20")],
        warnings=[Fault("indicator_unknown", "C6")],
    ),
    Case(
        "a table as CSV with the council above it",
        book("kent_q2.csv", _KENT),
        KENT,
        figures=[
            *across("lac_reviews_on_time", "B3", "Q1 06/07; Q2 06/07", "88.0 90.5"),
            *across("pep_complete", "B4", "@30/06/2006; @30/09/2006", "71 74.5"),
            *across("sw_vacancy_rate", "B5", "@30/06/2006; @30/09/2006", "14.2 12.9"),
            *across("icpc_15_days", "B6", "Q1 06/07; Q2 06/07", "66.7 70.1"),
        ],
        targets=[
            Aim("lac_reviews_on_time", "D3", "for", "06/07", ">=", "95"),
            Aim("pep_complete", "D4", "for", "06/07", ">=", "80"),
            Aim("sw_vacancy_rate", "D5", "for", "06/07", "<", "10"),
            Aim("icpc_15_days", "D6", "for", "06/07", ">=", "85"),
        ],
        comments=[
            Words("lac_reviews_on_time", "E3", "Two reviewing officers started in July."),
            Words("sw_vacancy_rate", "E5", "Campaign runs until March.", period="@30/09/2006"),
        ],
    ),
]
