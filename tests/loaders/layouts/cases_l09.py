"""L9: what stands where there is no number, and numbers with a sign after them.

Blank is nothing at all; a dash is missing, which is not 0.
"""

from __future__ import annotations

from tests.loaders.layouts.case import ESSEX, LUTON, SUFFOLK, Case, across, down, one
from tests.loaders.layouts.make import Page, book

_WIDE = """
Suffolk: quarterly returns 2004/05

Indicator                            | Q1   | Q2  | Q3   | Q4
LAC health checks                    | c    | x   | z    | 81.5
LAC dental checks                    | *    | ..  | N/K  | 77
LAC convicted or cautioned           | <5   | < 5 | 5*   | 4.2†
SGO % of LAC ceased                  | -    | –   | n/a  | tbc
Adoptions                            | nil  | 0   | 3    |
Re-referrals (%)                     |      | 21.5 (p) | 22.0(r) | 23.1 (prov)
"""

_LONG = """
Measure | Period | Value
FGC referrals | Q1 2005/06 | c
FGC referrals | Q2 2005/06 | x
FGC referrals | Q3 2005/06 | z
FGC referrals | Q4 2005/06 | k
FGC referrals | Q1 2006/07 | ..
FGC referrals | Q2 2006/07 | -
FGC referrals | Q3 2006/07 | n/a
FGC referrals | Q4 2006/07 | N/K
FGC referrals | Q1 2007/08 | <5
FGC referrals | Q2 2007/08 | *
FGC referrals | Q3 2007/08 | 5*
FGC referrals | Q4 2007/08 | 12 (p)
FGC referrals | Q1 2008/09 | tbc
FGC referrals | Q2 2008/09 | nil
FGC referrals | Q3 2008/09 | 0
FGC referrals | Q4 2008/09 |
FGC referrals | Q1 2009/10 | u
FGC referrals | Q2 2009/10 | low
"""

# Small numbers by team, as they are shown to members; a key beneath says what the signs mean.
_TEAMS = """
Luton Borough Council
Looked after children by team at 31 March 2007

Indicator            | Luton | North | South | East | West
Total LAC            | 342   | 120   | 131   | 91   | *
IFA placements       | 88    | 41    | c     | 47   | <5
Contract care placements | 14 | -    | 6     | 8    | 0
UASC %               | 3.2   | x     | x     | z    | :

* number withheld
c fewer than five children
x not collected; z not applicable; : not available
"""

CASES = [
    Case(
        "signs across the quarters",
        book("suffolk.xlsx", Page("Return", _WIDE)),
        SUFFOLK,
        figures=[
            *across("lac_health_assessment", "B4", "Q1 04/05; Q2 04/05; Q3 04/05; Q4 04/05", "c x z 81.5"),
            *across("lac_dental", "B5", "Q1 04/05; Q2 04/05; Q3 04/05; Q4 04/05", "c missing missing 77"),
            *across("lac_convictions", "B6", "Q1 04/05; Q2 04/05; Q3 04/05; Q4 04/05", "c c 5 4.2"),
            *across("sgo_percent", "B7", "Q1 04/05; Q2 04/05; Q3 04/05; Q4 04/05", "missing missing missing missing"),
            *across("children_adopted", "B8", "Q1 04/05; Q2 04/05; Q3 04/05; Q4 04/05", "0 0 3 ."),
            *across("re_referrals", "B9", "Q1 04/05; Q2 04/05; Q3 04/05; Q4 04/05", ". 21.5(p) 22.0(r) 23.1(p)"),
        ],
    ),
    Case(
        "signs down a column of a CSV",
        book("essex_fgc.csv", _LONG),
        ESSEX,
        asked=ESSEX,
        figures=[
            *down(
                "fgc_referrals",
                "C2",
                "Q1 05/06; Q2 05/06; Q3 05/06; Q4 05/06; Q1 06/07; Q2 06/07; Q3 06/07; Q4 06/07; Q1 07/08; Q2 07/08",
                "c x z low missing missing missing missing c c",
            ),
            one("fgc_referrals", "C12", "Q3 07/08", "5", note="5*"),
            one("fgc_referrals", "C13", "Q4 07/08", "12(p)"),
            *down("fgc_referrals", "C14", "Q1 08/09; Q2 08/09; Q3 08/09; Q4 08/09", "missing 0 0 ."),
            *down("fgc_referrals", "C18", "Q1 09/10; Q2 09/10", "u low"),
        ],
    ),
    Case(
        "small numbers by team with a key beneath",
        book("luton.xlsx", Page("By team", _TEAMS)),
        LUTON,
        figures=[
            figure
            for column, area, values in (
                ("B", "", "342 88 14 3.2"),
                ("C", "/north", "120 41 missing x"),
                ("D", "/south", "131 c 6 x"),
                ("E", "/east", "91 47 8 z"),
                ("F", "/west", "c c 0 missing"),
            )
            for row, (slug, value) in enumerate(
                zip(
                    ("lac_number", "lac_ifa_placements", "contract_care_placements", "uasc_percent"),
                    values.split(),
                    strict=True,
                ),
                start=5,
            )
            for figure in [one(slug, f"{column}{row}", "@31/03/2007", value, area=area)]
        ],
    ),
]
