"""L11: other areas' figures beside the council's own, with their year in a footnote or a heading."""

from __future__ import annotations

from tests.loaders.layouts.case import (
    EAST,
    ENGLAND,
    FAMILY,
    HAVERING,
    LUTON,
    NEIGHBOURS,
    NORFOLK,
    SUFFOLK,
    Aim,
    Case,
    across,
    down,
    one,
)
from tests.loaders.layouts.make import Page, book

LONDON = "E12000007"

_AS_IN_THE_NOTES = """
Suffolk County Council
Comparative performance 2004/05

Indicator              | Us   | East of England | England | SN avg | IPF group
CP reviews on time     | 100  | 97.9 | 98.1 | 98.7 | 99.0
LAC with 3+ placements | 10.4 | 12.8 | 13.0 | 11.9 | 12.2
LAC rate per 10,000    | 44.0 | 45   | 55   | 41.5 | 43.6
ICPC rate              | 9.8  | -    | c    |      | 10.1

Comparator figures are for 2003/04.
"""

# Each heading says its own year.
_HAVERING = """
London Borough of Havering

PI    | Description            | Havering 2003/04 | Havering 2004/05 | London 2003/04 | England 2003/04 | Target 2005/06
BV163 | Adoptions              | 6    | 8    |      |      | 9
BV50  | Education of LAC (1 GCSE) | 48 | 52.6 | 47.5 | 49.4 | 55
BV161 | Care leavers EET       | 51   | 60   | 57.2 | 59.1 | 62
"""

# One indicator; areas down and years across.
_ROWS = """
Norfolk: LAC reviews on time (%)

                       | 2002/03 | 2003/04 | 2004/05
County                 | 70.1    | 74.5    | 81.0
Eastern region         | 72.0    | 75.8    |
England                | 69.8    | 73.3    |
Statistical neighbours | 71.0    | 76.1    |
"""

_QUARTERS = """
Luton Borough Council | | | | | | |
Indicator | Q1 06/07 | Q2 06/07 | Q3 06/07 | Target 06/07 | National average 05/06 | Stat neighbours 05/06
Re-referrals (%) | 24.1 | 23.0 | 22.6 | 20 | 24.8 | 22.3
Long term stability of LAC | 61.0 | 62.2 | 64.0 | 65 | 64.7 | 66.0
"""

CASES = [
    Case(
        "as in the notes",
        book("comparative.xlsx", Page("Comparison", _AS_IN_THE_NOTES)),
        SUFFOLK,
        figures=[
            *(
                one("cp_reviews_on_time", f"{c}5", p, v, area=a)
                for c, p, v, a in (
                    ("B", "04/05", "100", ""),
                    ("C", "03/04", "97.9", EAST),
                    ("D", "03/04", "98.1", ENGLAND),
                    ("E", "03/04", "98.7", NEIGHBOURS),
                    ("F", "03/04", "99.0", FAMILY),
                )
            ),
            *(
                one("lac_3_placements", f"{c}6", p, v, area=a)
                for c, p, v, a in (
                    ("B", "04/05", "10.4", ""),
                    ("C", "03/04", "12.8", EAST),
                    ("D", "03/04", "13.0", ENGLAND),
                    ("E", "03/04", "11.9", NEIGHBOURS),
                    ("F", "03/04", "12.2", FAMILY),
                )
            ),
            *(
                one("lac_rate", f"{c}7", p, v, area=a)
                for c, p, v, a in (
                    ("B", "@31/03/2005", "44.0", ""),
                    ("C", "@31/03/2004", "45", EAST),
                    ("D", "@31/03/2004", "55", ENGLAND),
                    ("E", "@31/03/2004", "41.5", NEIGHBOURS),
                    ("F", "@31/03/2004", "43.6", FAMILY),
                )
            ),
            *(
                one("icpc_rate", f"{c}8", p, v, area=a)
                for c, p, v, a in (
                    ("B", "04/05", "9.8", ""),
                    ("C", "03/04", "missing", EAST),
                    ("D", "03/04", "c", ENGLAND),
                    ("F", "03/04", "10.1", FAMILY),
                )
            ),
        ],
    ),
    Case(
        "each heading with its year",
        book("havering.xlsx", Page("BVPIs", _HAVERING)),
        HAVERING,
        figures=[
            *across("children_adopted", "C4", "03/04; 04/05", "6 8"),
            *across("care_leavers_1_gcse", "C5", "03/04; 04/05", "48 52.6"),
            one("care_leavers_1_gcse", "E5", "03/04", "47.5", area=LONDON),
            one("care_leavers_1_gcse", "F5", "03/04", "49.4", area=ENGLAND),
            *across("care_leavers_eet", "C6", "03/04; 04/05", "51 60"),
            one("care_leavers_eet", "E6", "03/04", "57.2", area=LONDON),
            one("care_leavers_eet", "F6", "03/04", "59.1", area=ENGLAND),
        ],
        targets=[
            Aim("children_adopted", "G4", "for", "05/06", ">=", "9"),
            Aim("care_leavers_1_gcse", "G5", "for", "05/06", ">=", "55"),
            Aim("care_leavers_eet", "G6", "for", "05/06", ">=", "62"),
        ],
    ),
    Case(
        "areas down, years across",
        book("norfolk.xlsx", Page("Comparators", _ROWS)),
        NORFOLK,
        figures=[
            *across("lac_reviews_on_time", "B4", "02/03; 03/04; 04/05", "70.1 74.5 81.0"),
            *across("lac_reviews_on_time", "B5", "02/03; 03/04; 04/05", "72.0 75.8 .", area=EAST),
            *across("lac_reviews_on_time", "B6", "02/03; 03/04; 04/05", "69.8 73.3 .", area=ENGLAND),
            *across("lac_reviews_on_time", "B7", "02/03; 03/04; 04/05", "71.0 76.1 .", area=NEIGHBOURS),
        ],
    ),
    Case(
        "beside quarters, in a CSV",
        book("luton.csv", _QUARTERS),
        LUTON,
        figures=[
            *across("re_referrals", "B3", "Q1 06/07; Q2 06/07; Q3 06/07", "24.1 23.0 22.6"),
            one("re_referrals", "F3", "05/06", "24.8", area=ENGLAND),
            one("re_referrals", "G3", "05/06", "22.3", area=NEIGHBOURS),
            # Counted on a day: a quarter's and a year's figure are of the day at its end.
            *across("lac_long_term_stability", "B4", "@30/06/2006; @30/09/2006; @31/12/2006", "61.0 62.2 64.0"),
            *down("lac_long_term_stability", "F4", "@31/03/2006", "64.7", area=ENGLAND),
            *down("lac_long_term_stability", "G4", "@31/03/2006", "66.0", area=NEIGHBOURS),
        ],
        targets=[
            Aim("re_referrals", "E3", "for", "06/07", "<=", "20"),
            Aim("lac_long_term_stability", "E4", "for", "06/07", ">=", "65"),
        ],
    ),
]
