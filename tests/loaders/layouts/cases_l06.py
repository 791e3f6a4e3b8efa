"""L6: a title block, blank rows, headings of parts, subtotals and footnotes around the figures."""

from __future__ import annotations

from tests.loaders.layouts.case import DURHAM, HAVERING, SUFFOLK, Aim, Case, across
from tests.loaders.layouts.make import Page, book

# Under a heading the rows leave its words out: "Looked After Children" and "% allocated".
_AS_IN_THE_NOTES = """
Children and Families Monthly Management Information - MAY 2004
(produced 11/06/04)

Looked After Children

Indicator        | May-03 | Feb-04 | Mar-04 | Apr-04 | May-04 | Target
  % allocated    | 95.1   | 96.0   | 96.2   | 95.8   | 96.6*  | 96.5
  Number of LAC  | 668    | 690    | 694    | 699    | 702    |
TOTAL            | 668    | 690    | 694    | 699    | 702    |

Child Protection

  Reviews within required timescale | 97.0 | 98.2 | 100 | 99.1 | 100 | 100
  CPR number     | 301    | 290    | 288    | 295    | 307    |
SUB-TOTAL        | 301    | 290    | 288    | 295    | 307    |

* excludes respite
Source: CareFirst
"""

_HAVERING = """
London Borough of Havering {blue}
Social Services - Children's Performance Digest

Prepared by: Performance and Information Team
Next update: October 2004

 | Snapshot indicators | @31/03/2004 | @30/06/2004 | Notes
 | FRONT DOOR {grey} | {grey} | {grey} | {grey}
 | Active cases | 812 | 840 |

 | CHILDREN LOOKED AFTER {grey} | {grey} | {grey} | {grey}
1 | LAC population | 214 | 219 |
2 | LAC in foster care (%) | 71.4 | 72.1 |
 | Total children | 1,026 | 1,059 |

 | Notes
 | 1. Includes children placed with family members under regulation 38.
 | 2. Respite care is left out. 100% of records were checked in 2004.
"""

# Two tables on one sheet, one below the other, each with a heading of its own.
_DURHAM = """
Durham County Council
Children in Need: performance report

Table 1: assessments

Indicator                     | 2002/03 | 2003/04 | 2004/05
Initial assessments in timescale | 55.0 | 58.2    | 61.7
CAs in 35 days                | 48.9    | 52.0    | 57.5

Table 2: children on a day

Indicator                     | 30 September 2004 | 31 March 2005
Children on CPR               | 402     | 388
LAC allocated                 | 97.1    | 98.0

Source: SSID, run on 12 April 2005. Figures may change.
"""

MONTHS = "May 2003; Feb 2004; Mar 2004; Apr 2004; May 2004"
MONTH_ENDS = "@31/05/2003; @29/02/2004; @31/03/2004; @30/04/2004; @31/05/2004"
CASES = [
    Case(
        "as in the notes",
        book("may04.xlsx", _AS_IN_THE_NOTES),
        SUFFOLK,
        asked=SUFFOLK,
        known_on="2004-06-11",
        figures=[
            *across("lac_allocated", "B7", MONTH_ENDS, "95.1 96.0 96.2 95.8 96.6"),
            *across("lac_number", "B8", MONTH_ENDS, "668 690 694 699 702"),
            *across("cp_reviews_on_time", "B13", MONTHS, "97.0 98.2 100 99.1 100"),
            *across("cpr_number", "B14", MONTH_ENDS, "301 290 288 295 307"),
        ],
        targets=[
            # The last month is of 2004/05.
            Aim("lac_allocated", "G7", "for", "04/05", ">=", "96.5"),
            Aim("cp_reviews_on_time", "G13", "for", "04/05", ">=", "100"),
        ],
    ),
    Case(
        "shaded parts, real dates, numbered notes",
        book("digest.xlsx", Page("Digest", _HAVERING, freeze="C8")),
        HAVERING,
        figures=[
            *across("active_cases", "C9", "@31/03/2004; @30/06/2004", "812 840"),
            *across("lac_number", "C12", "@31/03/2004; @30/06/2004", "214 219"),
            *across("lac_foster", "C13", "@31/03/2004; @30/06/2004", "71.4 72.1"),
        ],
    ),
    Case(
        "two tables one below the other",
        book("durham.xlsx", Page("Report", _DURHAM)),
        DURHAM,
        known_on="2005-04-12",
        figures=[
            *across("initial_assessments_7_days", "B7", "02/03; 03/04; 04/05", "55.0 58.2 61.7"),
            *across("core_assessments_35_days", "B8", "02/03; 03/04; 04/05", "48.9 52.0 57.5"),
            *across("cpr_number", "B13", "@30/09/2004; @31/03/2005", "402 388"),
            *across("lac_allocated", "B14", "@30/09/2004; @31/03/2005", "97.1 98.0"),
        ],
    ),
]
