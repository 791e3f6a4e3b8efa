"""Codes beside names: of councils, of indicators; and codes that name something else than the words beside them."""

from __future__ import annotations

from tests.loaders.layouts.case import KENT, NORFOLK, SUFFOLK, Case, Fault, across, one
from tests.loaders.layouts.make import Page, book

_COUNCILS = """
LA code | Local authority | Q1 2024/25 | Q2 2024/25
935     | Suffolk         | 20 | 21
926     | Norfolk         | 22 | 23
"""

_TWO_COUNCILS = """
LA code | Local authority | Q1 2024/25
935     | Suffolk         | 20
926     | Kent            | 22
"""

_REFERENCES = """
Suffolk
Ref | Indicator          | Q1 2024/25
C20 | CP reviews on time | 98
C64 | Widgets            | 20
"""

CASES = [
    Case(
        "a council's number and its name",
        book("codes.xlsx", Page("Re-referrals", _COUNCILS)),
        SUFFOLK,
        asked=SUFFOLK,
        figures=[
            *across("re_referrals", "C2", "Q1 24/25; Q2 24/25", "20 21"),
            *across("re_referrals", "C3", "Q1 24/25; Q2 24/25", "22 23", area=NORFOLK),
        ],
    ),
    Case(
        "a number and a name of two councils",
        book("slip.xlsx", Page("Re-referrals", _TWO_COUNCILS)),
        KENT,
        asked=KENT,
        errors=[Fault("area_unknown", "A3", "Re-referrals")],
    ),
    Case(
        "an indicator's code beside a name that is not its own",
        book("refs.xlsx", Page("PIs", _REFERENCES)),
        SUFFOLK,
        figures=[one("cp_reviews_on_time", "C3", "Q1 24/25", "98")],
        warnings=[Fault("indicator_unknown", "B4", "PIs")],
    ),
]
