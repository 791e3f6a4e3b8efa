"""Whose figures they are without a column of areas: the title's, the sheet's, the properties', or what was asked."""

from __future__ import annotations

from tests.loaders.layouts.case import ESSEX, KENT, MEDWAY, NORFOLK, SUFFOLK, Case, Fault, across
from tests.loaders.layouts.make import Page, book

_TABLE = """
{}

Indicator           | 2003/04 | 2004/05
LAC reviews on time | 71.2    | 78
CP reviews on time  | 98.0    | 99.1
"""


def _figures(sheet: str | None = None) -> list:
    return [
        *across("lac_reviews_on_time", "B4", "03/04; 04/05", "71.2 78", sheet=sheet),
        *across("cp_reviews_on_time", "B5", "03/04; 04/05", "98.0 99.1", sheet=sheet),
    ]


CASES = [
    Case(
        "named in the title",
        book("a.xlsx", Page("Sheet1", _TABLE.format("Performance of Medway Council's children's services"))),
        MEDWAY,
        figures=_figures(),
    ),
    Case(
        "named in the workbook's properties",
        book("b.xlsx", Page("Sheet1", _TABLE.format("Performance indicators")), title="Norfolk County Council PIs"),
        NORFOLK,
        figures=_figures(),
    ),
    Case(
        "named by the sheet",
        book("c.xlsx", Page("Kent", _TABLE.format("Performance indicators"))),
        KENT,
        figures=_figures(),
    ),
    Case(
        "named and asked for alike",
        book("d.xlsx", Page("Sheet1", _TABLE.format("Suffolk Social Care Services"))),
        SUFFOLK,
        asked=SUFFOLK,
        figures=_figures(),
    ),
    Case(
        "not named",
        book("e.xlsx", Page("Sheet1", _TABLE.format("Performance indicators"))),
        SUFFOLK,
        errors=[Fault("area_missing")],
    ),
    Case(
        "another council than was asked for",
        book("f.xlsx", Page("Sheet1", _TABLE.format("Norfolk County Council"))),
        ESSEX,
        asked=ESSEX,
        errors=[Fault("council_wrong")],
    ),
]
