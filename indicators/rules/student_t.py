"""Student's t distribution: how sure one can be of a guess from few figures.

Closed forms for whole degrees of freedom (Abramowitz and Stegun, *Handbook of Mathematical Functions*, 26.7.3 and
26.7.4). They are short and exact to the last few digits, so no statistics library is loaded for them.
"""

from __future__ import annotations

import math


def below(t: float, freedom: int) -> float:
    """Return the chance of a value under `t`, with one degree of freedom or more."""
    if freedom < 1:
        raise ValueError(f"there is no t distribution with {freedom} degrees of freedom")
    if math.isinf(t):
        return 1.0 if t > 0 else 0.0
    return (1 + math.copysign(_within(abs(t), freedom), t)) / 2


def quantile(chance: float, freedom: int) -> float:
    """Return the value with `chance` (over 0 and under 1) below it, by halving."""
    if not 0 < chance < 1:
        raise ValueError(f"a chance is between 0 and 1, not {chance}")
    if chance < 0.5:
        return -quantile(1 - chance, freedom)
    low, high = 0.0, 1.0
    while below(high, freedom) < chance:
        low, high = high, high * 2
    while low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if below(middle, freedom) < chance else (low, middle)
    return high if chance > 0.5 else 0.0


def _within(t: float, freedom: int) -> float:
    """Return the chance of a value between -t and t."""
    angle = math.atan(t / math.sqrt(freedom))
    square = math.cos(angle) ** 2
    odd = freedom % 2
    term, terms = 1.0, []
    for step in range(freedom // 2):
        terms.append(term)
        term *= square * (2 * step + 1 + odd) / (2 * step + 2 + odd)
    if odd:
        return 2 / math.pi * (angle + math.sin(angle) * math.cos(angle) * math.fsum(terms))
    return math.sin(angle) * math.fsum(terms)
