"""L17: a region's return: many authorities, eight quarters, a sheet a theme, provisional, with a tab of definitions."""

from __future__ import annotations

from tests.loaders.layouts.case import (
    CAMBRIDGESHIRE,
    EAST,
    ESSEX,
    HERTFORDSHIRE,
    LUTON,
    NORFOLK,
    SUFFOLK,
    THURROCK,
    Case,
    across,
)
from tests.loaders.layouts.make import Page, book


def _of_one(title: str, *rows: str) -> str:
    head = "Local authority | Q1 2007/08 | Q2 2007/08 | Q3 2007/08 | Q4 2007/08"
    return "\n".join([title, "Provisional local figures, shared in confidence", "", head, *rows, ""])


_DEFINITIONS = """
Definitions
Indicator                  | Meaning
IAs in 7 days              | Started in the quarter and finished within 7 working days.
Referral rate              | For 10,000 children under 18, over 12 months.
"""

_OF_ONE_COUNCIL = """
Provisional

Indicator            | Q3 2008/09 | Q4 2008/09 | Q1 2009/10 | Q2 2009/10
ICPCs in 15 days     | {} | {} | {} | {}
SW agency rate       | {} | {} | {} | {}
"""

_TWO_ROWS = """
Eastern region quarterly benchmarking 2007/08

LA             | IAs in 7 days | <  | <  | <  | Re-referrals (%) | <  | <  | <
^              | Q1 | Q2 | Q3 | Q4 | Q1 | Q2 | Q3 | Q4
Cambridgeshire | 71 | 72.5 | 70.9 | 74 | 20.1 | 21.0 | 19.9 | 20.4
Suffolk        | 68 | 69.1 | n/a | 73.3 | 22.5 | 22.0 | 21.4 | 20.8
Thurrock       | 80.2 | 79.5 | 81 | 82 | 18.0 | - | 18.8 | 19.1
Regional average | 73.1 | 73.7 | 76 | 76.4 | 20.2 | 21.5 | 20.0 | 20.1
"""

_CSV = """
LAC per 10,000 by authority | | | |
Authority | 30/06/2007 | 30/09/2007 | 31/12/2007 | 31/03/2008
Essex | 40.1 | 40.5 | 41.0 | 41.2
Hertfordshire | 37.0 | 37.4 | 37.2 | 38.0
Luton | 66.0 | 65.1 | 67.3 | 68.0
"""

QUARTERS = "Q1 07/08; Q2 07/08; Q3 07/08; Q4 07/08"
CASES = [
    Case(
        "authorities down, quarters across, a sheet an indicator",
        book(
            "region.xlsx",
            Page(
                "IAs in 7 days",
                _of_one(
                    "IAs in 7 days",
                    "Suffolk | 68 | 69.1 | 70 | 73.3",
                    "Norfolk | 75 | 74.2 | - | 76",
                    "Essex | 66 | 67.5 | 71 | 72",
                ),
            ),
            Page(
                "Referral rate",
                _of_one(
                    "Referral rate",
                    "Suffolk | 301 | 310.5 | 305 | 299",
                    "Norfolk | 350 | 349 | 361 | 366.2",
                    "Essex | 410 | 402 | 399 | 420",
                ),
            ),
            Page("Definitions", _DEFINITIONS),
        ),
        SUFFOLK,
        asked=SUFFOLK,
        figures=[
            *across("initial_assessments_7_days", "B5", QUARTERS, "68 69.1 70 73.3", status="provisional"),
            *across(
                "initial_assessments_7_days", "B6", QUARTERS, "75 74.2 missing 76", status="provisional", area=NORFOLK
            ),
            *across("initial_assessments_7_days", "B7", QUARTERS, "66 67.5 71 72", status="provisional", area=ESSEX),
            *(
                figure
                for row, area, values in (
                    (5, "", "301 310.5 305 299"),
                    (6, NORFOLK, "350 349 361 366.2"),
                    (7, ESSEX, "410 402 399 420"),
                )
                for figure in across(
                    "referrals_rate",
                    f"B{row}",
                    QUARTERS,
                    values,
                    status="provisional",
                    area=area,
                    sheet="Referral rate",
                )
            ),
        ],
    ),
    Case(
        "indicators down, quarters across, a sheet an authority",
        book(
            "by_authority.xlsx",
            Page("Norfolk", _OF_ONE_COUNCIL.format(70, 72.5, 71, 74, 8.1, 9.0, 8.8, 9.4)),
            Page("Suffolk", _OF_ONE_COUNCIL.format(66, 68, 69.3, 71, 5.5, 6.0, 6.2, 5.9)),
        ),
        SUFFOLK,
        asked=SUFFOLK,
        figures=[
            figure
            for sheet, area, first, second in (
                ("Norfolk", NORFOLK, "70 72.5 71 74", "8.1 9.0 8.8 9.4"),
                ("Suffolk", "", "66 68 69.3 71", "5.5 6.0 6.2 5.9"),
            )
            for figure in (
                *across(
                    "icpc_15_days",
                    "B4",
                    "Q3 08/09; Q4 08/09; Q1 09/10; Q2 09/10",
                    first,
                    status="provisional",
                    area=area,
                    sheet=sheet,
                ),
                *across(
                    "sw_agency_rate",
                    "B5",
                    "@31/12/2008; @31/03/2009; @30/06/2009; @30/09/2009",
                    second,
                    status="provisional",
                    area=area,
                    sheet=sheet,
                ),
            )
        ],
    ),
    Case(
        "indicators over quarters in a heading of two rows, with definitions",
        book("two_rows.xlsx", Page("Front door", _TWO_ROWS), Page("Definitions", _DEFINITIONS)),
        SUFFOLK,
        asked=SUFFOLK,
        figures=[
            figure
            for row, area, first, second in (
                (5, CAMBRIDGESHIRE, "71 72.5 70.9 74", "20.1 21.0 19.9 20.4"),
                (6, "", "68 69.1 missing 73.3", "22.5 22.0 21.4 20.8"),
                (7, THURROCK, "80.2 79.5 81 82", "18.0 missing 18.8 19.1"),
                (8, EAST, "73.1 73.7 76 76.4", "20.2 21.5 20.0 20.1"),
            )
            for figure in (
                *across("initial_assessments_7_days", f"B{row}", QUARTERS, first, area=area),
                *across("re_referrals", f"F{row}", QUARTERS, second, area=area),
            )
        ],
    ),
    Case(
        "one indicator, named above a CSV",
        book("lac_rate.csv", _CSV),
        ESSEX,
        asked=ESSEX,
        figures=[
            figure
            for row, area, values in (
                (3, "", "40.1 40.5 41.0 41.2"),
                (4, HERTFORDSHIRE, "37.0 37.4 37.2 38.0"),
                (5, LUTON, "66.0 65.1 67.3 68.0"),
            )
            for figure in across(
                "lac_rate", f"B{row}", "@30/06/2007; @30/09/2007; @31/12/2007; @31/03/2008", values, area=area
            )
        ],
    ),
]
