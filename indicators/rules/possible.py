"""What a figure can be at all: the lowest and the highest value of a unit.

A share of a whole is 0 to 100; what is counted or timed is never under 0; a change, and money over or under a budget,
can be anything; a grade is one of its words. Source: the units' own meaning.
"""

from __future__ import annotations

from decimal import Decimal

_ANYTHING = frozenset({"percent_change", "gbp", "gbp_million", "score"})
NOUGHT = Decimal(0)


def possible(unit: str, words: tuple[str, ...] = ()) -> tuple[Decimal | None, Decimal | None]:
    """Return the lowest and the highest value that a unit allows; None where there is no end."""
    if unit == "percent":
        return NOUGHT, Decimal(100)
    if unit == "judgement":
        return NOUGHT, Decimal(len(words) - 1) if words else None
    return (None, None) if unit in _ANYTHING else (NOUGHT, None)
