"""Figures as the rules of a series need them, from a line of a table: 'Q1 2004/05 61, Q2 2004/05 -, …'."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from indicators.rules.period import Period
from tests.indicators.worked import NOTHING, period


@dataclass(frozen=True)
class Figure:
    """One figure with what it was made from."""

    period: Period
    value: Decimal | None
    status: str = "actual"
    denominator: Decimal | None = None


def figures(text: str) -> list[Figure]:
    """Return the figures of a cell: each a period, then its value (`-` for none), then a status other than actual."""
    found = []
    for part in text.split(","):
        words = part.split()
        status = words.pop() if words[-1].isalpha() else "actual"
        value = words.pop()
        found.append(Figure(period(" ".join(words)), None if value == NOTHING else Decimal(value), status))
    return found
