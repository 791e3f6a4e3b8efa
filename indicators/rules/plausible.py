"""Is a benchmark itself likely? England's row beside its regions', a region's beside the other regions'.

A percentage or a rate of England lies among those of its regions, for it is made of them; one that is five times the
middle of theirs, or a fifth of it, and far outside them all, is more likely a slip of the decimal point than a fact.
A plain count, and money, adds up, so England's is not held against its regions'. The figure is shown as published and
the doubt beside it; nothing is put right. Source: the Interactive Tool's first-time entrants, where England's row is
1,258 and its regions' are about 122.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from indicators.rules.benchmark import middle
from indicators.rules.words import number, quantity

TIMES = 5  # the middle of the others: half of what a slipped decimal point does
OUTSIDE = 2  # the largest of the others, or half of the smallest: a wide spread is no slip
FEWEST = 3  # others, for there to be a middle
_ADDED_UP = frozenset({"number", "gbp", "gbp_million"})


def doubt(value: Decimal, others: Sequence[Decimal], *, unit: str, decimals: int, whole: bool, name: str) -> str:
    """Return the sentence that says why a benchmark is doubtful, '' when it is not or nobody can tell.

    `others` are the regions' values of the same period (without its own, for a region); `whole` says that the value is
    of England, which is all of them together. Values of 0 or of two signs say nothing about size.
    """
    if len(others) < FEWEST or (whole and unit in _ADDED_UP) or unit in ("judgement", "percent_change"):
        return ""
    among = middle(others)
    if among is None or value <= 0 or min(others) <= 0:
        return ""
    if value >= TIMES * among.median and value >= OUTSIDE * max(others):
        times = f"about {number(value / among.median, 0)} times"
    elif value * TIMES <= among.median and value * OUTSIDE <= min(others):
        times = f"about 1/{number(among.median / value, 0)} of"
    else:
        return ""
    figure, usual = quantity(value, unit, decimals), quantity(among.median, unit, decimals)
    which = "its regions" if whole else "the other regions"
    return f"Take {name}'s {figure} with care: it is {times} the middle of {which} ({usual})."
