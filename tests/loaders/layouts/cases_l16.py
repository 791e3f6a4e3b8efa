"""L16: merged figures, colours without words, failed formulas, hidden rows and columns, and old kinds of file."""

from __future__ import annotations

from tests.loaders.layouts.case import DURHAM, ESSEX, LEEDS, SUFFOLK, THURROCK, Aim, Case, Fault, across
from tests.loaders.layouts.make import Book, Page, book

_MERGED = """
Suffolk County Council

Indicator          | Q1 2004/05 | Q2 2004/05 | Q3 2004/05 | RAG
IAs in 7 days      | 61.0       | 68.4       | 77.4       | {green}
Re-referrals (%)   | 22         | <          | 20.1       | {red}
CP reviews on time | 100 {green} | 98 {amber} | 100 {green} | {amber}
LAC allocated      | 96.1       | 97.0 {note: Includes two cases allocated on 1 July.} | ^ | {green}
"""
# The last row's third cell is merged with the one above it: 100 counts once, for the row that it stands in.

_FAILED = """
Essex County Council

Indicator              | 2003/04 | 2004/05 | 2005/06 | Change
C&F assessments in 45 days | 70.1 | #DIV/0! | 74 | #VALUE!
LAC dental checks      | #N/A    | 81      | 83.5    | #N/A
Average caseload       | 17.2    | 16.8    | #REF!   | 0.4
"""

_HIDDEN = """
Leeds City Council

Indicator             | Q1 2006/07 | Q2 2006/07 | Q3 2006/07 | Target
TOTAL                 | 300 | 310 | 305 |
LAC visits on time    | 88  | 89.5 | 91 | 95
CLA stat visits check |     |      |    |
SW turnover           | 3.1 | 2.8 | 3.5 |
LAC in IFA            | 91  | 94  | 99 |
"""

_UNCALCULATED = """
Durham County Council

Indicator             | 2004/05 | 2005/06
LAC starts            | 210     | =SUM(B4:B4)
LAC ceased            | 190     | 188
"""

OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)
QUARTERS = "Q1 04/05; Q2 04/05; Q3 04/05"
CASES = [
    Case(
        "merged figures, colours alone, a comment on a cell",
        book("suffolk.xlsx", Page("Scorecard", _MERGED, freeze="B4")),
        SUFFOLK,
        figures=[
            *across("initial_assessments_7_days", "B4", QUARTERS, "61.0 68.4 77.4"),
            *across("re_referrals", "B5", QUARTERS, "22 . 20.1"),
            *across("cp_reviews_on_time", "B6", QUARTERS, "100 98 100"),
            *across("lac_allocated", "B7", "@30/06/2004; @30/09/2004", "96.1 97.0"),
        ],
        warnings=[Fault("merged_data"), Fault("merged_data")],
    ),
    Case(
        "failed formulas",
        book("essex.xlsx", Page("PIs", _FAILED)),
        ESSEX,
        figures=[
            *across("assessments_45_days", "B4", "03/04; 04/05; 05/06", "70.1 missing 74"),
            *across("lac_dental", "B5", "03/04; 04/05; 05/06", "missing 81 83.5"),
            *across("sw_caseload", "B6", "@31/03/2004; @31/03/2005; @31/03/2006", "17.2 16.8 missing"),
        ],
        # What failed in the column of changes is no figure.
        warnings=[Fault("formula_error", "C4"), Fault("formula_error", "B5"), Fault("formula_error", "D6")],
    ),
    Case(
        "hidden rows and columns, a total frozen above",
        book("leeds.xlsx", Page("Monitor", _HIDDEN, hide="8 C", freeze="B5")),
        LEEDS,
        figures=[
            *across("lac_visits_on_time", "B5", "@30/06/2006; @30/09/2006; @31/12/2006", "88 89.5 91"),
            *across("sw_turnover_rate", "B7", "Q1 06/07; Q2 06/07; Q3 06/07", "3.1 2.8 3.5"),
            *across("lac_ifa_placements", "B8", "@30/06/2006; @30/09/2006; @31/12/2006", "91 94 99"),
        ],
        targets=[Aim("lac_visits_on_time", "E5", "for", "06/07", ">=", "95")],
        warnings=[Fault("hidden_cells", None, "Monitor")],
    ),
    Case(
        "a formula that was never worked out",
        book("durham.xlsx", Page("Counts", _UNCALCULATED)),
        DURHAM,
        errors=[Fault("formula_no_value", "C4")],
    ),
    Case(
        "an old Excel file",
        Book("thurrock.xls", [Page("Sheet1", "")], content=OLD_EXCEL),
        THURROCK,
        asked=THURROCK,
        errors=[Fault("wrong_type")],
    ),
]
