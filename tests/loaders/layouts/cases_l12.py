"""L12: one share written in three ways, and shares, rates, counts and money in one column."""

from __future__ import annotations

from tests.loaders.layouts.case import ESSEX, LEEDS, SUFFOLK, Case, Fault, across, one
from tests.loaders.layouts.make import book

_ONE_COLUMN = """
Suffolk County Council

Indicator                            | 2004/05
Initial assessments in timescale     | 0.774 as 0%
Core assessments in timescale        | 75.2
CP reviews on time                   | '99.5%
LAC with 3+ placements               | 0.1045 as 0.00%
LAC rate per 10,000                  | 45
S47 enquiries per 10,000             | 61.5
Initial child protection conferences per 10,000 | '30.2
Weekly cost of services for looked after children | £612
Re-registrations (%)                 | 9.8%
Referrals                            | 9,310
"""

_ROWS = """
Leeds City Council

Measure                   | Unit       | 2003/04 | 2004/05 | 2005/06
LAC participation in reviews | %       | 61.0%   | 70      | '82.5%
LAC health checks         | %          | 1 as 0% | 0.995 as 0.0% | 98.7
Custody rate              | per 1,000  | 3.24    | 2.9     | '2.95
Care applications (rate)  | per 10,000 | 8       | 8.4     | 9.0
Average SDQ score         | score      | 14.2    | 13.9    | 14
Referrals NFA (%)         | %          | 0.5%    | 0.012 as 0.0% | 0
"""

# A number without its percentage format among others that are out of a hundred: 0.774 cannot be meant.
_MIXED = """
Essex County Council

Indicator                 | Q1 2004/05 | Q2 2004/05 | Q3 2004/05 | Q4 2004/05
LAC reviews on time       | 71.5       | 74.0       | 0.774      | 80.1
CP reviews on time        | 98         | 99         | 100        | 100
"""

CASES = [
    Case(
        "shares, rates, counts and money in one column",
        book("suffolk.xlsx", _ONE_COLUMN),
        SUFFOLK,
        figures=[
            one("initial_assessments_7_days", "B4", "04/05", "77.4"),
            one("core_assessments_35_days", "B5", "04/05", "75.2"),
            one("cp_reviews_on_time", "B6", "04/05", "99.5"),
            one("lac_3_placements", "B7", "04/05", "10.45"),
            one("lac_rate", "B8", "@31/03/2005", "45"),
            one("s47_rate", "B9", "04/05", "61.5"),
            one("icpc_rate", "B10", "04/05", "30.2"),
            one("lac_service_cost", "B11", "04/05", "612"),
            one("cpp_subsequent", "B12", "04/05", "9.8"),
            one("referrals_number", "B13", "04/05", "9310"),
        ],
    ),
    Case(
        "a unit column, and each row written in three ways",
        book("leeds.xlsx", _ROWS),
        LEEDS,
        figures=[
            *across("lac_participation", "C4", "03/04; 04/05; 05/06", "61.0 70 82.5"),
            *across("lac_health_assessment", "C5", "03/04; 04/05; 05/06", "100 99.5 98.7"),
            *across("custody", "C6", "03/04; 04/05; 05/06", "3.24 2.9 2.95"),
            *across("care_applications", "C7", "03/04; 04/05; 05/06", "8 8.4 9.0"),
            *across("lac_sdq_score", "C8", "03/04; 04/05; 05/06", "14.2 13.9 14"),
            *across("referrals_nfa", "C9", "03/04; 04/05; 05/06", "0.5 1.2 0"),
        ],
    ),
    Case(
        "a fraction among numbers out of a hundred",
        book("essex.xlsx", _MIXED),
        ESSEX,
        errors=[Fault("unit_mixed", "D4")],
    ),
]
