"""L8: a table of a committee's paper, with the value, the target and the colour in the text of one cell."""

from __future__ import annotations

from dataclasses import replace

from tests.loaders.layouts.case import ISLE_OF_WIGHT, PORTSMOUTH, SUFFOLK, Aim, Case, across, one, parts
from tests.loaders.layouts.make import Page, book

_TARGET_AND_COLOUR = """
Isle of Wight Council
Report to the children's select committee: performance 2004/05

Indicator            | 2003/04                    | 2004/05
IAs in 7 days        | 68% (target 70%) (Amber)   | 75% (target 80%) (Amber)
CP reviews on time   | 97% (target 100%) (Amber)  | 100% (target 100%) (Green)
SW vacancies (%)     | 18% (target under 12%) (Red) | 11.5% (target under 12%) (Green)
"""

_PARTS = """
Portsmouth City Council: scrutiny panel

Measure                     | 2005/06   | 2006/07
Re-referrals (%)            | 25/133    | 30 of 150 (20%)
LAC with 3+ placements      | 3 (1.2%)  | 8 (3.1%)
Adoptions                   | 12        | 15 (10 in 2004/05)
"""

_FROM_AND_TO = """
Suffolk County Council: extract from the annual report

Indicator              | 2003/04
IAs in 7 days          | 57% (02-03) -> 61.2%
LAC reviews on time    | 66.5% (02-03) → 71.2%
LAC health checks      | 82% ↑
"""

CASES = [
    Case(
        "value, target and colour",
        book("iow.xlsx", Page("Appendix A", _TARGET_AND_COLOUR)),
        ISLE_OF_WIGHT,
        figures=[
            *across("initial_assessments_7_days", "B5", "03/04; 04/05", "68 75"),
            *across("cp_reviews_on_time", "B6", "03/04; 04/05", "97 100"),
            *across("sw_vacancy_rate", "B7", "@31/03/2004; @31/03/2005", "18 11.5"),
        ],
        targets=[
            Aim("initial_assessments_7_days", "B5", "for", "03/04", ">=", "70"),
            Aim("initial_assessments_7_days", "C5", "for", "04/05", ">=", "80"),
            Aim("cp_reviews_on_time", "B6", "for", "03/04", ">=", "100"),
            Aim("cp_reviews_on_time", "C6", "for", "04/05", ">=", "100"),
            Aim("sw_vacancy_rate", "B7", "for", "03/04", "<", "12"),
            Aim("sw_vacancy_rate", "C7", "for", "04/05", "<", "12"),
        ],
    ),
    Case(
        "parts, and a count with its share",
        book("portsmouth.xlsx", Page("Table 1", _PARTS)),
        PORTSMOUTH,
        figures=[
            # 25 of 133 is 18.797 per cent.
            *(
                replace(figure, roughly=True)
                for figure in parts([one("re_referrals", "B4", "05/06", "18.797")], "25", "133")
            ),
            *parts([one("re_referrals", "C4", "06/07", "20")], "30", "150"),
            *parts(across("lac_3_placements", "B5", "05/06; 06/07", "1.2 3.1"), "3 8", ". ."),
            *across("children_adopted", "B6", "05/06; 06/07", "12 15"),
            one("children_adopted", "C6", "04/05", "10"),
        ],
    ),
    Case(
        "from one year to the next",
        book("suffolk.xlsx", Page("Extract", _FROM_AND_TO)),
        SUFFOLK,
        figures=[
            one("initial_assessments_7_days", "B4", "02/03", "57"),
            one("initial_assessments_7_days", "B4", "03/04", "61.2"),
            one("lac_reviews_on_time", "B5", "02/03", "66.5"),
            one("lac_reviews_on_time", "B5", "03/04", "71.2"),
            one("lac_health_assessment", "B6", "03/04", "82"),
        ],
    ),
]
