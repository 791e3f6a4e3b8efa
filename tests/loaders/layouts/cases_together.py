"""Layouts that come together, as they do in real workbooks."""

from __future__ import annotations

from tests.loaders.layouts.case import (
    BIRMINGHAM,
    DURHAM,
    EAST,
    ENGLAND,
    HERTFORDSHIRE,
    KENT,
    NEIGHBOURS,
    NORFOLK,
    SUFFOLK,
    Aim,
    Case,
    Fault,
    Words,
    across,
    down,
    one,
    parts,
)
from tests.loaders.layouts.make import Page, book

_L02_L07 = """
Hertfordshire County Council

Indicator            | 2003/04 | <    | 2004/05 | <    | Target
^                    | Q3      | Q4   | Q1      | Q2   | 2004/05
LAC reviews on time  | 90%     | 95%  | 92.5%   | 80%  | 95%
  numerator          | 441     | 456  | 444     | 400  |
  denominator        | 490     | 480  | 480     | 500  |
CAs in 35 days       | 50%     | 55%  | 60%     | 62%  | 75%
  numerator          | 100     | 110  | 120     | 124  |
  denominator        | 200     | 200  | 200     | 200  |
"""

# The percentage and its parts side by side under each quarter.
_PARTS_ACROSS = """
Durham County Council

Indicator            | Q1 2005/06 | <   | <   | Q2 2005/06 | <   | <
^                    | %          | Num | Den | %          | Num | Den
LAC reviews on time  | 90         | 441 | 490 | 95         | 456 | 480
ICPCs in 15 days     | 62.5       | 50  | 80  | 75         | 60  | 80
"""


def _scorecard(title: str, first: str, second: str) -> str:
    return f"""
{title}

Ref | Indicator | Q1 | Q2 | Q3 | Q4 | YTD | RAG | Comment
C64 | Core in 35 days | {" | ".join(first.split())} | | {"57.1"} | A | Agency cover ended.
 | Adoptions | {" | ".join(second.split())} | | 12 | G |
"""


_PROFILE = """
Targets 2004/05

Indicator | Q1 | Q2 | Q3 | Q4
Core in 35 days | 55 | 60 | 70 | 85
Adoptions | 3 | 3 | 4 | 5
"""

_L06_L09 = """
Norfolk Social Services: Monthly Management Information - SEPTEMBER 2004
(produced 08/10/04)

Looked After Children {grey} | {grey} | {grey} | {grey}

Indicator            | Jul-04 | Aug-04 | Sep-04
  % allocated        | 95.1   | n/a    | 96.6*
  LAC with an immunisation record |  |  |
  FGC referrals      | <5     | c      | 7 (p)
  Foster carers with no support worker | nil | - | 12
TOTAL                | 5      | ..     | 19

* excludes respite
c fewer than five
"""

_L11_L02 = """
Suffolk County Council

Indicator          | Suffolk | <       | East of England | <       | England | <       | SN avg
^                  | 2003/04 | 2004/05 | 2002/03         | 2003/04 | 2002/03 | 2003/04 | 2003/04
CP reviews on time | 98.0    | 99.1    | 96.4            | 97.9    | 95.7    | 98.1    | 98.7
LAC rate           | 43.0    | 44.0    | 44.2            | 45      | 54      | 55      | 41.5
"""

_L14_L09 = """
Kent County Council

Period    | LAC 3+ placements | Adoptions | Perm exclusions of LAC
          | A1    | C23  |
Q1 06/07  | 12.5  | <5   | 1
Q2 06/07  | n/a   | 7    | 2
Q3 06/07  | 11.9* | c    | 2
Q4 06/07  | 11.2 (p) | - | 3

* restated
"""

_L16_L01 = """
Birmingham City Council: scorecard 2005/06

Ref   | Indicator              | Q1   | Q2   | Q3      | Q4 | YTD  | Target | RAG      | Comment
C20   | CP reviews on time     | 96   | <    | 99      |    | 97.5 | 100    | {amber}  |
QP7.2 | IA in 7 working days (%) | 61 | 64.2 | #DIV/0! |    | 62.6 | 75     | {red}    | System down in October.
BV163 | Adoptions              | 21   | 14   | 18      |    | 53   | 80     | {green}  |
      | LAC number             | 2,011 | 2,020 | 2,004 |   |      |        |          |
"""

QUARTERS = "Q1 04/05; Q2 04/05; Q3 04/05"
_SHEETS = (("Summary", ""), ("North", "/north"), ("South", "/south"))
_CORES = {"": "52 56 63", "/north": "50 54 61.5", "/south": "54 58 64.5"}
_ADOPTIONS = {"": "4 3 5", "/north": "2 1 3", "/south": "2 2 2"}
CASES = [
    Case(
        "L2 and L7: parts beneath, years over quarters",
        book("herts.xlsx", Page("Reviews", _L02_L07)),
        HERTFORDSHIRE,
        figures=[
            *parts(
                across("lac_reviews_on_time", "B5", "Q3 03/04; Q4 03/04; Q1 04/05; Q2 04/05", "90 95 92.5 80"),
                "441 456 444 400",
                "490 480 480 500",
            ),
            *parts(
                across("core_assessments_35_days", "B8", "Q3 03/04; Q4 03/04; Q1 04/05; Q2 04/05", "50 55 60 62"),
                "100 110 120 124",
                "200 200 200 200",
            ),
        ],
        targets=[
            Aim("lac_reviews_on_time", "F5", "for", "04/05", ">=", "95"),
            Aim("core_assessments_35_days", "F8", "for", "04/05", ">=", "75"),
        ],
    ),
    Case(
        "L2 and L7: parts beside, under each quarter",
        book("durham.xlsx", Page("PIs", _PARTS_ACROSS)),
        DURHAM,
        figures=[
            *parts(across("lac_reviews_on_time", "B5", "Q1 05/06; _; _; Q2 05/06", "90 . . 95"), "441 456", "490 480"),
            *parts(across("icpc_15_days", "B6", "Q1 05/06; _; _; Q2 05/06", "62.5 . . 75"), "50 60", "80 80"),
        ],
    ),
    Case(
        "L4, L1 and L13: a sheet a part, quarters, a profile of targets",
        book(
            "suffolk.xlsx",
            Page("Summary", _scorecard("Suffolk scorecard 2004/05", _CORES[""], _ADOPTIONS[""])),
            Page("North", _scorecard("Scorecard 2004/05", _CORES["/north"], _ADOPTIONS["/north"])),
            Page("South", _scorecard("Scorecard 2004/05", _CORES["/south"], _ADOPTIONS["/south"])),
            Page("Targets", _PROFILE),
        ),
        SUFFOLK,
        figures=[
            figure
            for sheet, area in _SHEETS
            for figure in (
                *across("core_assessments_35_days", "C4", QUARTERS, _CORES[area], area=area, sheet=sheet),
                one("core_assessments_35_days", "G4", "YTD Dec 2004", "57.1", area=area, sheet=sheet),
                *across("children_adopted", "C5", QUARTERS, _ADOPTIONS[area], area=area, sheet=sheet),
                one("children_adopted", "G5", "YTD Dec 2004", "12", area=area, sheet=sheet),
            )
        ],
        targets=[
            Aim(slug, f"{column}{row}", "for", f"Q{number} 04/05", ">=", value, sheet="Targets")
            for slug, row, values in (
                ("core_assessments_35_days", 4, "55 60 70 85"),
                ("children_adopted", 5, "3 3 4 5"),
            )
            for number, (column, value) in enumerate(zip("BCDE", values.split(), strict=True), start=1)
        ],
        comments=[
            Words("core_assessments_35_days", "I4", "Agency cover ended.", area=area, sheet=sheet)
            for sheet, area in _SHEETS
        ],
    ),
    Case(
        "L6 and L9: a monthly report with marks",
        book("norfolk.xlsx", Page("Sep 04", _L06_L09)),
        NORFOLK,
        known_on="2004-10-08",
        figures=[
            *across("lac_allocated", "B7", "@31/07/2004; @31/08/2004; @30/09/2004", "95.1 missing 96.6"),
            *across("fgc_referrals", "B9", "Jul 2004; Aug 2004; Sep 2004", "c c 7(p)"),
            *across(
                "foster_carers_without_support_worker",
                "B10",
                "@31/07/2004; @31/08/2004; @30/09/2004",
                "0 missing 12",
            ),
        ],
    ),
    Case(
        "L11 and L2: areas over years",
        book("suffolk_bench.xlsx", Page("Benchmarks", _L11_L02)),
        SUFFOLK,
        figures=[
            *across("cp_reviews_on_time", "B5", "03/04; 04/05", "98.0 99.1"),
            *across("cp_reviews_on_time", "D5", "02/03; 03/04", "96.4 97.9", area=EAST),
            *across("cp_reviews_on_time", "F5", "02/03; 03/04", "95.7 98.1", area=ENGLAND),
            one("cp_reviews_on_time", "H5", "03/04", "98.7", area=NEIGHBOURS),
            *across("lac_rate", "B6", "@31/03/2004; @31/03/2005", "43.0 44.0"),
            *across("lac_rate", "D6", "@31/03/2003; @31/03/2004", "44.2 45", area=EAST),
            *across("lac_rate", "F6", "@31/03/2003; @31/03/2004", "54 55", area=ENGLAND),
            one("lac_rate", "H6", "@31/03/2004", "41.5", area=NEIGHBOURS),
        ],
    ),
    Case(
        "L14 and L9: periods down, with marks, a column that nobody knows",
        book("kent.xlsx", Page("Trend", _L14_L09)),
        KENT,
        figures=[
            *down("lac_3_placements", "B5", "Q1 06/07; Q2 06/07; Q3 06/07; Q4 06/07", "12.5 missing 11.9 11.2(p)"),
            *down("children_adopted", "C5", "Q1 06/07; Q2 06/07; Q3 06/07; Q4 06/07", "c 7 c missing"),
        ],
        warnings=[Fault("indicator_unknown", "D3")],
    ),
    Case(
        "L16 and L1: a scorecard with a merged figure, colours alone and a failed formula",
        book("birmingham.xlsx", Page("Scorecard", _L16_L01)),
        BIRMINGHAM,
        figures=[
            *across("cp_reviews_on_time", "C4", "Q1 05/06; _; Q3 05/06", "96 . 99"),
            one("cp_reviews_on_time", "G4", "YTD Dec 2005", "97.5"),
            *across("initial_assessments_7_days", "C5", "Q1 05/06; Q2 05/06; Q3 05/06", "61 64.2 missing"),
            one("initial_assessments_7_days", "G5", "YTD Dec 2005", "62.6"),
            *across("children_adopted", "C6", "Q1 05/06; Q2 05/06; Q3 05/06", "21 14 18"),
            one("children_adopted", "G6", "YTD Dec 2005", "53"),
            *across("lac_number", "C7", "@30/06/2005; @30/09/2005; @31/12/2005", "2011 2020 2004"),
        ],
        targets=[
            Aim("cp_reviews_on_time", "H4", "for", "05/06", ">=", "100"),
            Aim("initial_assessments_7_days", "H5", "for", "05/06", ">=", "75"),
            Aim("children_adopted", "H6", "for", "05/06", ">=", "80"),
        ],
        comments=[Words("initial_assessments_7_days", "J5", "System down in October.")],
        warnings=[Fault("merged_data"), Fault("formula_error", "E5")],
    ),
]
