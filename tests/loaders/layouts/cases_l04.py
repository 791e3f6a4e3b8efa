"""L4: one sheet a team or locality in the same layout, with a summary, notes, stray names and a hidden sheet."""

from __future__ import annotations

from tests.loaders.layouts.case import BIRMINGHAM, LEEDS, NORFOLK, SUFFOLK, Aim, Case, Fault, across, one
from tests.loaders.layouts.make import Page, book


def _locality(title: str, values: str) -> str:
    first, second = values.split(" / ")
    return f"""
{title}

Indicator            | Q1 2004/05 | Q2 2004/05 | Q3 2004/05 | Target 2004/05
IA in 7 working days (%) | {" | ".join(first.split())} | 85
CPR number           | {" | ".join(second.split())} |
"""


_NOTES = """
Notes
1. Figures are from CareFirst.
2. West moved to the new teams in September 2004.
"""
_LOOKUP = """
Code | Name
QP7.2 | IA in 7 working days (%)
1 | 100
"""


def _months(team: str, *rows: str) -> str:
    return "\n".join([team, "", "Measure | Apr-05 | May-05 | Jun-05", *rows, ""])


def _quarter(*rows: str) -> str:
    return "\n".join(
        ["Norfolk County Council: children's scorecard", "", "Indicator | Actual | Target | RAG", *rows, ""]
    )


CASES = [
    Case(
        "localities, a summary, notes and a hidden list",
        book(
            "suffolk.xlsx",
            Page("Summary", _locality("Suffolk children's services: scorecard", "61.0 68.4 77.4 / 288 295 307")),
            Page("Ipswich ", _locality("Scorecard", "58.0 66.5 75.0 / 120 122 130")),
            Page("WEST Q3", _locality("Scorecard", "65.2 70.0 80.1 / 90 95 97")),
            Page("Sheet2 (2)", _locality("Area: Coastal", "60.0 69.0 78.2 / 78 78 80")),
            Page("Notes", _NOTES),
            Page("lookup", _LOOKUP, hidden=True),
        ),
        SUFFOLK,
        figures=[
            figure
            for sheet, area, first, second in (
                ("Summary", "", "61.0 68.4 77.4", "288 295 307"),
                ("Ipswich ", "/ipswich", "58.0 66.5 75.0", "120 122 130"),
                ("WEST Q3", "/west", "65.2 70.0 80.1", "90 95 97"),
                ("Sheet2 (2)", "/coastal", "60.0 69.0 78.2", "78 78 80"),
            )
            for figure in (
                *across(
                    "initial_assessments_7_days",
                    "B4",
                    "Q1 04/05; Q2 04/05; Q3 04/05",
                    first,
                    area=area,
                    sheet=sheet,
                ),
                *across("cpr_number", "B5", "@30/06/2004; @30/09/2004; @31/12/2004", second, area=area, sheet=sheet),
            )
        ],
        targets=[
            Aim("initial_assessments_7_days", "E4", "for", "04/05", ">=", "85", area=area, sheet=sheet)
            for sheet, area in (
                ("Summary", ""),
                ("Ipswich ", "/ipswich"),
                ("WEST Q3", "/west"),
                ("Sheet2 (2)", "/coastal"),
            )
        ],
        warnings=[Fault("hidden_sheet", None, "lookup")],
    ),
    Case(
        "teams by month, with contents and definitions",
        book(
            "birmingham.xlsx",
            Page("Contents", "Birmingham City Council\nTeams\n1 | Ladywood\n2 | Sutton & Perry Barr"),
            Page(
                "Ladywood",
                _months("Ladywood", "Supervision on time (%) | 81 | 84.5 | 90", "Active cases | 410 | 402 | 399"),
            ),
            Page(
                "Sutton & Perry Barr",
                _months(
                    "Sutton & Perry Barr",
                    "Supervision on time (%) | 77 | 79 | 82.1",
                    "Active cases | 350 | 355 | 361",
                ),
            ),
            Page("Definitions", "Measure | Meaning\nActive cases | Every open case on the last day of the month."),
        ),
        BIRMINGHAM,
        figures=[
            figure
            for sheet, area, first, second in (
                ("Ladywood", "/ladywood", "81 84.5 90", "410 402 399"),
                ("Sutton & Perry Barr", "/sutton-and-perry-barr", "77 79 82.1", "350 355 361"),
            )
            for figure in (
                *across("supervision_on_time", "B4", "Apr 2005; May 2005; Jun 2005", first, area=area, sheet=sheet),
                *across("active_cases", "B5", "@30/04/2005; @31/05/2005; @30/06/2005", second, area=area, sheet=sheet),
            )
        ],
    ),
    Case(
        "a sheet for each quarter",
        book(
            "norfolk.xlsx",
            Page("Q1 2004-05", _quarter("CP reviews on time | 96.0 | 100 | A", "Children on CPR | 402 | | ")),
            Page("Q2 2004-05", _quarter("CP reviews on time | 98.5 | 100 | A", "Children on CPR | 411 | | ")),
            Page("Q3 2004-05", _quarter("CP reviews on time | 100 | 100 | G", "Children on CPR | 398 | | ")),
        ),
        NORFOLK,
        figures=[
            figure
            for quarter, day, reviews, register in (
                ("Q1", "@30/06/2004", "96.0", "402"),
                ("Q2", "@30/09/2004", "98.5", "411"),
                ("Q3", "@31/12/2004", "100", "398"),
            )
            for figure in (
                one("cp_reviews_on_time", "B4", f"{quarter} 04/05", reviews, sheet=f"{quarter} 2004-05"),
                one("cpr_number", "B5", day, register, sheet=f"{quarter} 2004-05"),
            )
        ],
        # The sheet's one period is its quarter: a plain target there is for that quarter.
        targets=[
            Aim("cp_reviews_on_time", "C4", "for", f"{quarter} 04/05", ">=", "100", sheet=f"{quarter} 2004-05")
            for quarter in ("Q1", "Q2", "Q3")
        ],
    ),
    Case(
        "locality and quarter in the names of the sheets",
        book(
            "leeds.xlsx",
            Page("EAST Q3", "Leeds City Council 2006/07\n\nPI | Actual\nLAC visits on time | 88.1\nCL in EET | 55"),
            Page("WEST Q3", "Leeds City Council 2006/07\n\nPI | Actual\nLAC visits on time | 91.4\nCL in EET | 60.5"),
        ),
        LEEDS,
        figures=[
            figure
            for sheet, area, visits, eet in (("EAST Q3", "/east", "88.1", "55"), ("WEST Q3", "/west", "91.4", "60.5"))
            for figure in (
                one("lac_visits_on_time", "B4", "@31/12/2006", visits, area=area, sheet=sheet),
                one("care_leavers_eet", "B5", "Q3 06/07", eet, area=area, sheet=sheet),
            )
        ],
    ),
]
