"""Scorecards as councils keep them today: outturns beside quarters, three rows of headings, teams, single measures."""

from __future__ import annotations

from decimal import Decimal

from tests.loaders.layouts.case import ENGLAND, NEIGHBOURS, NORFOLK, SUFFOLK, Aim, Case, Words, across, down, one
from tests.loaders.layouts.make import Page, book

_SCORECARD = """
Suffolk Children & Young People: Performance scorecard, Quarter 3 2024/25

Indicator | Good is | 2022/23 Outturn | 2023/24 Outturn | Q1 24/25 | Q2 24/25 | Q3 24/25 | DoT | Target 24/25 | RAG \
 | Stat. Neighbours 23/24 | England 23/24 | Commentary
Contacts and referrals
Re-referrals (%) | Low | 22.1 | 21.4 | 20.8 | 20.3 | 19.9 | ↓ | 20 | Green | 21.5 | 22.4 | Fewer families came back.
"""

_THREE_ROWS = """
Suffolk
          | 2024/25 | < | < | < | < | <
          | Q1 | < | < | Q2 | < | <
Indicator | Actual | Target | RAG | Actual | Target | RAG
Re-referrals | 22 | 20 | R | 20 | 20 | G
"""

_PARTS_ACROSS = """
Suffolk County Council
      | Re-referrals | < | <
Month | Numerator | Denominator | %
Apr-24 | 20 | 100 | 20
May-24 | 30 | 120 | 25
"""

_TEAMS = """
Suffolk, quarter 2 2024/25
Indicator    | North | South | East | West | County
Re-referrals | 20    | 21    | 22   | 23   | 21.4
"""

_TWO_LINES = """
Suffolk
Indicator           |         | Q1 24/25 | Q2 24/25
Re-referrals        | Actual  | 20 | 21
                    | Target  | 19 | 19
CP reviews on time  | Actual  | 97 | 98
                    | Target  | 95 | 95
                    | England | 90 | 91
"""

_ONE_MEASURE = """
Suffolk
Month  | Actual | Target | England
Apr-24 | 20     | 19     | 22
May-24 | 21     | 19     | 22
"""

_MONTHS = """
Suffolk
Indicator    | Apr | May | Jun | Jul | Aug | Sep | Oct | Nov | Dec | Jan | Feb | Mar
Re-referrals | 20  | 21  | 22  |     |     |     |     |     |     | 19  | 18  | 17
"""

_AHEAD = """
Suffolk
Indicator    | 2002/03 | 2003/04 | 2004/05 target | 2004/05 forecast
Re-referrals | 20      | 21      | 15             | 18 (p)
"""

_PAIRED = """
Eastern region: provisional figures, shared in confidence
Local authority | Re-referrals | < | CP reviews on time | <
                | Q1 2024/25 | Q2 2024/25 | Q1 2024/25 | Q2 2024/25
Suffolk         | 20 | 21 | 97 | 98
Norfolk         | 22 | 23 | 95 | 94
"""

_LIST_OF_COUNCILS = """
Period     | Indicator          | Suffolk | Norfolk | England
Q1 2024/25 | Re-referrals       | 20 | 21 | 22
Q1 2024/25 | CP reviews on time | 97 | 98 | 99
Q2 2024/25 | Re-referrals       | 20 | 21 | 22
"""

QUARTERS = "Q1 24/25; Q2 24/25; Q3 24/25"
CASES = [
    Case(
        "outturns, quarters and benchmarks in one row",
        book("scorecard.xlsx", Page("Scorecard", _SCORECARD)),
        SUFFOLK,
        figures=[
            *across("re_referrals", "C5", "22/23; 23/24", "22.1 21.4"),
            *across("re_referrals", "E5", QUARTERS, "20.8 20.3 19.9"),
            one("re_referrals", "K5", "23/24", "21.5", area=NEIGHBOURS),
            one("re_referrals", "L5", "23/24", "22.4", area=ENGLAND),
        ],
        targets=[Aim("re_referrals", "I5", "for", "24/25", "<=", "20")],
        comments=[Words("re_referrals", "M5", "Fewer families came back.", period="Q3 24/25")],
    ),
    Case(
        "year, quarter and kind in three rows of headings",
        book("three.xlsx", Page("C", _THREE_ROWS)),
        SUFFOLK,
        figures=[
            one("re_referrals", "B5", "Q1 24/25", "22", note="RAG in the file: red"),
            one("re_referrals", "E5", "Q2 24/25", "20", note="RAG in the file: green"),
        ],
        targets=[
            Aim("re_referrals", "C5", "for", "Q1 24/25", "<=", "20"),
            Aim("re_referrals", "F5", "for", "Q2 24/25", "<=", "20"),
        ],
    ),
    Case(
        "parts across under one measure",
        book("parts.xlsx", Page("D", _PARTS_ACROSS)),
        SUFFOLK,
        figures=[
            one("re_referrals", "D4", "Apr 2024", "20", numerator=Decimal(20), denominator=Decimal(100)),
            one("re_referrals", "D5", "May 2024", "25", numerator=Decimal(30), denominator=Decimal(120)),
        ],
    ),
    Case(
        "parts of the council beside the council",
        book("teams.xlsx", Page("E", _TEAMS)),
        SUFFOLK,
        figures=[
            one("re_referrals", "B3", "Q2 24/25", "20", area="/north"),
            one("re_referrals", "C3", "Q2 24/25", "21", area="/south"),
            one("re_referrals", "D3", "Q2 24/25", "22", area="/east"),
            one("re_referrals", "E3", "Q2 24/25", "23", area="/west"),
            one("re_referrals", "F3", "Q2 24/25", "21.4"),
        ],
    ),
    Case(
        "a line for the figure and a line for the target",
        book("lines.xlsx", Page("G", _TWO_LINES)),
        SUFFOLK,
        figures=[
            *across("re_referrals", "C3", "Q1 24/25; Q2 24/25", "20 21"),
            *across("cp_reviews_on_time", "C5", "Q1 24/25; Q2 24/25", "97 98"),
            *across("cp_reviews_on_time", "C7", "Q1 24/25; Q2 24/25", "90 91", area=ENGLAND),
        ],
        targets=[
            Aim("re_referrals", "C4", "for", "Q1 24/25", "<=", "19"),
            Aim("re_referrals", "D4", "for", "Q2 24/25", "<=", "19"),
            Aim("cp_reviews_on_time", "C6", "for", "Q1 24/25", ">=", "95"),
            Aim("cp_reviews_on_time", "D6", "for", "Q2 24/25", ">=", "95"),
        ],
    ),
    Case(
        "one measure a sheet, months down",
        book("measure.xlsx", Page("Re-referrals", _ONE_MEASURE)),
        SUFFOLK,
        figures=[
            *down("re_referrals", "B3", "Apr 2024; May 2024", "20 21"),
            *down("re_referrals", "D3", "Apr 2024; May 2024", "22 22", area=ENGLAND),
        ],
        targets=[
            Aim("re_referrals", "C3", "for", "Apr 2024", "<=", "19"),
            Aim("re_referrals", "C4", "for", "May 2024", "<=", "19"),
        ],
    ),
    Case(
        "months without a year, which the cover gives",
        book("cover.xlsx", Page("Cover", "Performance report 2024/25"), Page("Figures by month", _MONTHS)),
        SUFFOLK,
        figures=[
            *across("re_referrals", "B3", "Apr 2024; May 2024; Jun 2024", "20 21 22", sheet="Figures by month"),
            *across("re_referrals", "K3", "Jan 2025; Feb 2025; Mar 2025", "19 18 17", sheet="Figures by month"),
        ],
    ),
    Case(
        "a forecast with a provisional number is a forecast",
        book("ahead.xlsx", Page("N", _AHEAD)),
        SUFFOLK,
        figures=[
            *across("re_referrals", "B3", "02/03; 03/04", "20 21"),
            one("re_referrals", "E3", "04/05", "18", status="forecast"),
        ],
        targets=[Aim("re_referrals", "D3", "for", "04/05", "<=", "15")],
    ),
    Case(
        "measures over quarters, councils down",
        book("regional.xlsx", Page("K", _PAIRED)),
        SUFFOLK,
        asked=SUFFOLK,
        figures=[
            fig
            for row, area in ((4, ""), (5, NORFOLK))
            for slug, column, values in (
                ("re_referrals", "B", {4: "20 21", 5: "22 23"}[row]),
                ("cp_reviews_on_time", "D", {4: "97 98", 5: "95 94"}[row]),
            )
            for fig in across(slug, f"{column}{row}", "Q1 24/25; Q2 24/25", values, area=area, status="provisional")
        ],
    ),
    Case(
        "period and indicator down, councils across",
        book("list.xlsx", Page("L", _LIST_OF_COUNCILS)),
        SUFFOLK,
        asked=SUFFOLK,
        figures=[
            one(slug, f"{column}{row}", quarter, value, area=area)
            for row, quarter, slug, values in (
                (2, "Q1 24/25", "re_referrals", ("20", "21", "22")),
                (3, "Q1 24/25", "cp_reviews_on_time", ("97", "98", "99")),
                (4, "Q2 24/25", "re_referrals", ("20", "21", "22")),
            )
            for column, area, value in zip("CDE", ("", NORFOLK, ENGLAND), values, strict=True)
        ],
    ),
]
