"""What an outside examiner once found read wrongly without a word: each is now read rightly, or asked about."""

from __future__ import annotations

from tests.loaders.layouts.case import SUFFOLK, Aim, Case, Fault, across, down, one
from tests.loaders.layouts.make import Page, book


def _suffolk(name: str, drawn: str, **wanted: object) -> Case:
    return Case(name, book("s.xlsx", Page("PIs", drawn)), SUFFOLK, **wanted)  # type: ignore[arg-type]


_TARGET_WORDS = """
Suffolk
Indicator    | Q1 2004/05 | National target 2006/07 | Target for 2005/06 | Top quartile 2003/04 | Change from 2003/04
Re-referrals | 20         | 12                      | 15                 | 14                   | -2
"""

_OWN_DATES = """
Suffolk
Indicator    | Q4 2001/02 | Dec-03 YTD
Re-referrals | 20         | 22
"""

_YEARS_UNDER_QUARTERS = """
Suffolk
Measure             | Qtr 1   | Qtr 1
                    | 2003/04 | 2004/05
LAC reviews on time | 95      | 96
"""

_SHARES = """
Suffolk 2004/05
Indicator                     | Q1   | Q2    | Q3
IA in 7 working days (%)      | 0.61 | 0.684 | 0.774
"""

_GROUP_ABOVE = """
Suffolk
Year    | Looked after children
        | Reviews on time (%)
2003/04 | 95
2004/05 | 96
"""

_OPPOSITE = """
Suffolk, quarter 3 2004/05
Indicator                   | Value
CP reviews out of timescale | 3
LAC reviews on time         | 95
"""

_AREAS_UNDER = """
Suffolk
Indicator          | Q1 2004/05
CP reviews on time | 99
East               | 99
West               | 100
"""

_RAG_EACH = """
Suffolk
Indicator          | Q1 2004/05 | RAG | Q2 2004/05 | RAG
CP reviews on time | 100        | G   | 97         | A
"""

_FROM_AND_TO = """
Indicator           | Area    | From        | To          | Value
LAC reviews on time | Suffolk | @01/10/2004 | @31/12/2004 | 95
"""

_STATISTICS = """
Suffolk, quarter 3 2004/05
Indicator    | Suffolk | England median | Best
Re-referrals | 20      | 22             | 9
"""

_UNITS = """
Suffolk
Indicator    | Unit   | Q3 2004/05
Re-referrals | Number | 99
CP reviews on time | % | 98
"""

_COUNCIL_COLUMN = """
Indicator           | Council | Period     | Value
LAC reviews on time | Suffolk | Q3 2004/05 | 95
LAC reviews on time | Suffolk | Q4 2004/05 | 96
"""

_RELATIVE = """
Suffolk, quarter 3 2004/05
Indicator           | This quarter | Same quarter last year | Year to date
LAC reviews on time | 95           | 92                     | 94
"""

_TWO_TARGETS = """
Suffolk
Indicator    | Q1 2004/05 | Target | Target 2004/05
Re-referrals | 20         | 15     | 16
"""

_TABLE_OF_SLIPS = """
Suffolk
Indicator           | Q1 2004/05
LAC reviews on time | 95..2
Number of LAC       | 9 5
"""

CASES = [
    _suffolk(
        "words round a year",
        _TARGET_WORDS,
        figures=[one("re_referrals", "B3", "Q1 04/05", "20")],
        targets=[
            Aim("re_referrals", "C3", "for", "06/07", "<=", "12"),
            Aim("re_referrals", "D3", "for", "05/06", "<=", "15"),
        ],
    ),
    _suffolk(
        "a heading's own date",
        _OWN_DATES,
        figures=[one("re_referrals", "B3", "Q4 01/02", "20"), one("re_referrals", "C3", "YTD Dec 2003", "22")],
    ),
    _suffolk(
        "years under quarters",
        _YEARS_UNDER_QUARTERS,
        figures=across("lac_reviews_on_time", "B4", "Q1 03/04; Q1 04/05", "95 96"),
    ),
    _suffolk("shares of one are asked about", _SHARES, errors=[Fault("no_figures")]),
    _suffolk(
        "a group above and a measure beneath",
        _GROUP_ABOVE,
        figures=down("lac_reviews_on_time", "B4", "03/04; 04/05", "95 96"),
    ),
    _suffolk(
        "the opposite of an indicator",
        _OPPOSITE,
        figures=[one("lac_reviews_on_time", "B4", "Q3 04/05", "95")],
        warnings=[Fault("indicator_unknown", "A3")],
    ),
    _suffolk(
        "areas under an indicator are no parts",
        _AREAS_UNDER,
        figures=[one("cp_reviews_on_time", "B3", "Q1 04/05", "99")],
        warnings=[Fault("indicator_unknown", "A4"), Fault("indicator_unknown", "A5")],
    ),
    _suffolk(
        "a colour beside each quarter",
        _RAG_EACH,
        figures=[
            one("cp_reviews_on_time", "B3", "Q1 04/05", "100", note="RAG in the file: green"),
            one("cp_reviews_on_time", "D3", "Q2 04/05", "97", note="RAG in the file: amber"),
        ],
    ),
    _suffolk(
        "first and last day in two columns",
        _FROM_AND_TO,
        figures=[one("lac_reviews_on_time", "E2", "Q3 04/05", "95")],
    ),
    _suffolk(
        "medians and bests are no parts of the council",
        _STATISTICS,
        figures=[one("re_referrals", "B3", "Q3 04/05", "20")],
    ),
    _suffolk(
        "a unit beside the name",
        _UNITS,
        figures=[one("cp_reviews_on_time", "C4", "Q3 04/05", "98")],
        warnings=[Fault("indicator_unknown", "A3")],
    ),
    _suffolk(
        "Council over the names of councils",
        _COUNCIL_COLUMN,
        figures=down("lac_reviews_on_time", "D2", "Q3 04/05; Q4 04/05", "95 96"),
    ),
    _suffolk(
        "this quarter, and the same a year ago",
        _RELATIVE,
        figures=[
            one("lac_reviews_on_time", "B3", "Q3 04/05", "95"),
            one("lac_reviews_on_time", "D3", "YTD Dec 2004", "94"),
        ],
    ),
    _suffolk("two targets for one year that disagree", _TWO_TARGETS, errors=[Fault("duplicate_disagrees", "D3")]),
    _suffolk(
        "cells that cannot be read",
        _TABLE_OF_SLIPS,
        errors=[Fault("number_unreadable", "B3"), Fault("number_unreadable", "B4")],
    ),
]
