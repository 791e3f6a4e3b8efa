"""L7: the numerator and the denominator stand in rows of their own beneath the indicator."""

from __future__ import annotations

from tests.loaders.layouts.case import BIRMINGHAM, LEEDS, SUFFOLK, Aim, Case, across, parts
from tests.loaders.layouts.make import Page, book

_AS_IN_THE_NOTES = """
Suffolk County Council: reviews 2004/05

                        | Q1  | Q2  | Q3
LAC reviews on time (%) | 90% | 95% | 92.5%
   reviews on time      | 441 | 456 | 444
   reviews due          | 490 | 480 | 480
CP reviews on time      | 100% | 98% | 100%
   reviews on time      | 120 | 98  | 131
   reviews due          | 120 | 100 | 131
"""

_WORDS = """
Leeds City Council

Code | Indicator                       | 2003-04 | 2004-05 | Target 2004-05
C19  | LAC health assessments          | 75.0    | 80.0    | 85
     | Numerator                       | 600     | 656     |
     | Denominator                     | 800     | 820     |
A1   | LAC with 3+ placements          | 12.5    | 11.0    | 10
     | Numerator                       | 150     | 132     |
     | Denominator                     | 1,200   | 1,200   |
     | Number of LAC                   | 1,200   | 1,210   |
"""

# Only the part is known for one indicator; another is a rate, whose whole is the number of children.
_RATES = """
Birmingham City Council - Children's Directorate
Annual rates

No. | Indicator | 2004/05 | 2005/06 | Owner
1 | LAC rate per 10,000 | 78.0 | 75.5 | Head of LAC
  | Children looked after at 31 March (numerator) | 1,950 | 1,888 |
  | Children under 18 (denominator) | 250,000 | 250,000 |
2 | % LAC with a PEP | 64.0 | 70.0 | Head of LAC
  | of which have a PEP (numerator) | 640 | 700 |
"""

QUARTERS = "Q1 04/05; Q2 04/05; Q3 04/05"
CASES = [
    Case(
        "as in the notes",
        book("suffolk.xlsx", _AS_IN_THE_NOTES),
        SUFFOLK,
        figures=[
            *parts(across("lac_reviews_on_time", "B4", QUARTERS, "90 95 92.5"), "441 456 444", "490 480 480"),
            *parts(across("cp_reviews_on_time", "B7", QUARTERS, "100 98 100"), "120 98 131", "120 100 131"),
        ],
    ),
    Case(
        "rows called numerator and denominator",
        book("leeds.xlsx", Page("PIs", _WORDS)),
        LEEDS,
        figures=[
            *parts(across("lac_health_assessment", "C4", "03/04; 04/05", "75.0 80.0"), "600 656", "800 820"),
            *parts(across("lac_3_placements", "C7", "03/04; 04/05", "12.5 11.0"), "150 132", "1200 1200"),
            # After its two parts an indicator is over: this row is one of its own.
            *across("lac_number", "C10", "@31/03/2004; @31/03/2005", "1200 1210"),
        ],
        targets=[
            Aim("lac_health_assessment", "E4", "for", "04/05", ">=", "85"),
            Aim("lac_3_placements", "E7", "for", "04/05", "<=", "10"),
        ],
    ),
    Case(
        "a rate with its children, a share with its part alone",
        book("birmingham.xlsx", Page("Rates", _RATES)),
        BIRMINGHAM,
        figures=[
            *parts(across("lac_rate", "C5", "@31/03/2005; @31/03/2006", "78.0 75.5"), "1950 1888", "250000 250000"),
            *parts(across("pep_complete", "C8", "@31/03/2005; @31/03/2006", "64.0 70.0"), "640 700", ". ."),
        ],
    ),
]
