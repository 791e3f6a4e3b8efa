"""L2: a heading of two rows, the year merged over its quarters or months, and names in a merged first column."""

from __future__ import annotations

from tests.loaders.layouts.case import HAVERING, PETERBOROUGH, SUFFOLK, THURROCK, Aim, Case, across
from tests.loaders.layouts.make import Page, book

_AS_IN_THE_NOTES = """
                   | 2003/04 | <   | <   | <   | 2004/05 | <       | <       | Target
Indicator          | Q1      | Q2  | Q3  | Q4  | Apr-Jun | Jul-Sep | Oct-Dec | 04/05
CP reviews on time | 98      | 100 | 100 | 100 | 100     | 100     | 100     | 100
LAC reviews on time | 81.5   | 84  | 86.2 | 88 | 90.1    | 91.4    | 89.9    | 92
"""

_MONTHS = """
Peterborough City Council
Children's social care: monthly figures

Ref | Indicator           | 2004/05 | <    | <    | <        | 2005/06 | <    | Target 2005/06
^   | ^                   | Jan     | Feb  | Mar  | Year end | Apr     | May  | ^
QP7.2 | IAs in 7 days     | 52.1    | 57.0 | 63.3 | 55.2     | 64.8    | 66.0 | 70
    | Number of LAC       | 301     | 305  | 307  |          | 306     | 311  |
"""

# The name is merged over the rows of what was reached and what was wanted.
_ACTUAL_AND_TARGET = """
Thurrock Council: key indicators

Indicator                          |        | 2005/06 | <  | <  | <
^                                  |        | Q1 | Q2 | Q3 | Q4
Stage 1 complaints in 10 days      | Actual | 62 | 66 | 71.5 | 75
^                                  | Target | 65 | 70 | 75 | 80
Pathway plans up to date           | Actual | 70 | 78 | 80 | 84
^                                  | Target | 75 | 80 | 85 | 90
"""

# As a spreadsheet saves merged headings in a CSV: the year stands over the first of its columns alone.
_AS_CSV = """
Havering: child protection | | | | | |
            | 2006-07 | | | 2007-08 | |
Indicator   | Q2 | Q3 | Q4 | Q1 | Q2 | Target
ICPC rate   | 8.1 | 9.4 | 7.7 | 8.8 | 9.0 |
ICPCs in 15 days | 58.3 | 61 | 66.7 | 70 | 72.5 | 80
"""

CASES = [
    Case(
        "as in the notes",
        book("reviews.xlsx", _AS_IN_THE_NOTES),
        SUFFOLK,
        asked=SUFFOLK,
        figures=[
            *across(
                "cp_reviews_on_time",
                "B3",
                "Q1 03/04; Q2 03/04; Q3 03/04; Q4 03/04; Q1 04/05; Q2 04/05; Q3 04/05",
                "98 100 100 100 100 100 100",
            ),
            *across(
                "lac_reviews_on_time",
                "B4",
                "Q1 03/04; Q2 03/04; Q3 03/04; Q4 03/04; Q1 04/05; Q2 04/05; Q3 04/05",
                "81.5 84 86.2 88 90.1 91.4 89.9",
            ),
        ],
        targets=[
            Aim("cp_reviews_on_time", "I3", "for", "04/05", ">=", "100"),
            Aim("lac_reviews_on_time", "I4", "for", "04/05", ">=", "92"),
        ],
    ),
    Case(
        "years over months, names merged over both heading rows",
        book("peterborough.xlsx", Page("Monthly", _MONTHS, freeze="C6")),
        PETERBOROUGH,
        figures=[
            *across(
                "initial_assessments_7_days",
                "C6",
                "Jan 2005; Feb 2005; Mar 2005; 04/05; Apr 2005; May 2005",
                "52.1 57.0 63.3 55.2 64.8 66.0",
            ),
            *across(
                "lac_number",
                "C7",
                "@31/01/2005; @28/02/2005; @31/03/2005; _; @30/04/2005; @31/05/2005",
                "301 305 307 . 306 311",
            ),
        ],
        targets=[Aim("initial_assessments_7_days", "I6", "for", "05/06", ">=", "70")],
    ),
    Case(
        "actual and target as rows of a merged name",
        book("thurrock.xlsx", Page("Sheet1", _ACTUAL_AND_TARGET)),
        THURROCK,
        figures=[
            *across("complaints_on_time", "C5", "Q1 05/06; Q2 05/06; Q3 05/06; Q4 05/06", "62 66 71.5 75"),
            *across("pathway_plans", "C7", "@30/06/2005; @30/09/2005; @31/12/2005; @31/03/2006", "70 78 80 84"),
        ],
        targets=[
            Aim("complaints_on_time", "C6", "for", "Q1 05/06", ">=", "65"),
            Aim("complaints_on_time", "D6", "for", "Q2 05/06", ">=", "70"),
            Aim("complaints_on_time", "E6", "for", "Q3 05/06", ">=", "75"),
            Aim("complaints_on_time", "F6", "for", "Q4 05/06", ">=", "80"),
            # Counted on a day, but a target for a quarter judges whatever ends inside that quarter.
            Aim("pathway_plans", "C8", "for", "Q1 05/06", ">=", "75"),
            Aim("pathway_plans", "D8", "for", "Q2 05/06", ">=", "80"),
            Aim("pathway_plans", "E8", "for", "Q3 05/06", ">=", "85"),
            Aim("pathway_plans", "F8", "for", "Q4 05/06", ">=", "90"),
        ],
    ),
    Case(
        "merged headings as a CSV keeps them",
        book("havering.csv", _AS_CSV),
        HAVERING,
        figures=[
            *across("icpc_rate", "B4", "Q2 06/07; Q3 06/07; Q4 06/07; Q1 07/08; Q2 07/08", "8.1 9.4 7.7 8.8 9.0"),
            *across("icpc_15_days", "B5", "Q2 06/07; Q3 06/07; Q4 06/07; Q1 07/08; Q2 07/08", "58.3 61 66.7 70 72.5"),
        ],
        targets=[Aim("icpc_15_days", "G5", "for", "07/08", ">=", "80")],
    ),
]
