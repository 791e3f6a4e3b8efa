"""L3: parts of the county side by side, each with its years; objectives stand between the rows as sentences."""

from __future__ import annotations

from tests.loaders.layouts.case import CAMBRIDGESHIRE, DURHAM, NORFOLK, SUFFOLK, Aim, Case, across
from tests.loaders.layouts.make import Page, book

_FIGURES = """
Norfolk County Council
Performance by area 2002/03 to 2004/05

STRATEGIC OBJECTIVES | COUNTY | < | < | EAST | < | < | SOUTH | < | <
^ | 02/03 | 03/04 | 04/05 | 02/03 | 03/04 | 04/05 | 02/03 | 03/04 | 04/05
- To achieve 100% allocation of CPR, LAC
KPI: % CP cases allocated | 97 | 99 | 100 | 95 | 98.5 | 100 | 98 | 99 | 100
KPI: LAC cases allocated | 93 | 95 | 96.2 | 90 | 94 | 95.1 | 94 | 96 | 97
- To hold reviews on time
KPI: LAC reviews on time | 70 | 76 | 84 | 66 | 71.5 | 80 | 72 | 79 | -
"""

_TARGETS = """
Suffolk Children's Services Plan: targets by area

STRATEGIC OBJECTIVES      | COUNTY | <     | <     | WEST  | <     | <
                          | 04/05  | 05/06 | 06/07 | 04/05 | 05/06 | 06/07
- To achieve 100% allocation of CPR, LAC
KPI: % CP cases allocated | 97     | 100   | 100   | 95    | 100   | 100
- To reduce moves
KPI: LAC 3+ placements    | 12     | 11    | 10    | 13    | 12    | 11
"""

# Three years in one cell, as in the form that councils filled in by hand.
_SLASHES = """
Durham County Council: area outturns

Indicator             | COUNTY               | NORTH                | WEST
                      | 02/03 03/04 04/05    | 02/03 03/04 04/05    | 02/03 03/04 04/05
% CP cases allocated  | 97/100/100           | 95/100/100           | 98/99.5/100
LAC reviews on time   | 71/78.5/83           | 70/75/81             | 72/77/80.5
"""

# A heading of one row that says both.
_ONE_ROW = """
Cambridgeshire: numbers by area | | | | | |
Measure | County 2004/05 | County 2005/06 | Fenland 2004/05 | Fenland 2005/06 | East Cambs 2004/05 | East Cambs 2005/06
LAC starts | 190 | 204 | 51 | 60 | 33 | 29
Number of LAC | 402 | 417 | 101 | 99 | 60 | 64
"""

YEARS = "02/03; 03/04; 04/05"
YEAR_ENDS = "@31/03/2003; @31/03/2004; @31/03/2005"
CASES = [
    Case(
        "years under areas, objectives between",
        book("norfolk.xlsx", Page("By area", _FIGURES)),
        NORFOLK,
        figures=[
            *across("cp_cases_allocated", "B7", YEAR_ENDS, "97 99 100"),
            *across("cp_cases_allocated", "E7", YEAR_ENDS, "95 98.5 100", area="/east"),
            *across("cp_cases_allocated", "H7", YEAR_ENDS, "98 99 100", area="/south"),
            *across("lac_allocated", "B8", YEAR_ENDS, "93 95 96.2"),
            *across("lac_allocated", "E8", YEAR_ENDS, "90 94 95.1", area="/east"),
            *across("lac_allocated", "H8", YEAR_ENDS, "94 96 97", area="/south"),
            *across("lac_reviews_on_time", "B10", YEARS, "70 76 84"),
            *across("lac_reviews_on_time", "E10", YEARS, "66 71.5 80", area="/east"),
            *across("lac_reviews_on_time", "H10", YEARS, "72 79 missing", area="/south"),
        ],
    ),
    Case(
        "targets by area and year",
        book("plan.xlsx", Page("Targets", _TARGETS)),
        SUFFOLK,
        targets=[
            Aim(slug, f"{column}{row}", "for", year, operator, value, area=area)
            for slug, row, operator, values in (
                ("cp_cases_allocated", 6, ">=", "97 100 100 95 100 100"),
                ("lac_3_placements", 8, "<=", "12 11 10 13 12 11"),
            )
            for column, area, year, value in zip(
                "BCDEFG",
                ("", "", "", "/west", "/west", "/west"),
                ("04/05", "05/06", "06/07") * 2,
                values.split(),
                strict=True,
            )
        ],
    ),
    Case(
        "three years in one cell",
        book("durham.xlsx", Page("Sheet1", _SLASHES)),
        DURHAM,
        figures=[
            figure
            for slug, row, columns, periods in (
                ("cp_cases_allocated", 5, ("97 100 100", "95 100 100", "98 99.5 100"), YEAR_ENDS),
                ("lac_reviews_on_time", 6, ("71 78.5 83", "70 75 81", "72 77 80.5"), YEARS),
            )
            for column, area, values in zip("BCD", ("", "/north", "/west"), columns, strict=True)
            for period, value in zip(periods.split("; "), values.split(), strict=True)
            for figure in across(slug, f"{column}{row}", period, value, area=area)
        ],
    ),
    Case(
        "area and year in one heading, a CSV",
        book("cambs.csv", _ONE_ROW),
        CAMBRIDGESHIRE,
        figures=[
            figure
            for column, area, starts, numbers in (
                ("B", "", "190 204", "402 417"),
                ("D", "/fenland", "51 60", "101 99"),
                ("F", "/east-cambs", "33 29", "60 64"),
            )
            for figure in (
                *across("lac_starts", f"{column}3", "04/05; 05/06", starts, area=area),
                *across("lac_number", f"{column}4", "@31/03/2005; @31/03/2006", numbers, area=area),
            )
        ],
    ),
]
