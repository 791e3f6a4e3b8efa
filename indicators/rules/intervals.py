"""Intervals: how far a figure may be from what lies behind it, by chance alone.

A percentage of things counted takes Wilson's score interval; a count or a rate takes Byar's, and under 10 the exact
Poisson one, where Byar's is not close enough. Source: Wilson (1927); Breslow and Day, *Statistical Methods in Cancer
Research* vol. 2 (Byar); they are the methods of public health profiles in England, as the R package PHEindicatormethods
works them out. A department's figures count every child, so an interval says what other children in the same service
might have met, not what a sample missed; brothers and sisters come together, so it is if anything too narrow.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from statistics import NormalDist

WILSON, BYAR, EXACT = "Wilson", "Byars", "Exact"
CONFIDENCE = 0.95
EXACT_BELOW = 10
PER = {"percent": 100, "number": 1, "rate_per_1000": 1_000, "rate_per_10000": 10_000, "rate_per_100000": 100_000}


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with its lower and upper limit, all times the multiplier; the confidence (0 to 1) and the method."""

    value: float
    lower: float
    upper: float
    confidence: float
    method: str


def interval(
    unit: str, numerator: Decimal | None, denominator: Decimal | None, confidence: float = CONFIDENCE
) -> Interval | None:
    """Return the interval of an indicator's figure by its unit; None for a unit that counts nothing (days, pounds).

    A `number` is a count and needs no denominator. Also None where a count is missing or cannot be (see below).
    """
    if unit == "percent":
        return proportion(numerator, denominator, confidence, PER[unit])
    if unit == "number":
        return rate(numerator, Decimal(1), confidence, PER[unit])
    return rate(numerator, denominator, confidence, PER[unit]) if unit in PER else None


def proportion(
    part: Decimal | None, whole: Decimal | None, confidence: float = CONFIDENCE, multiplier: float = 100
) -> Interval | None:
    """Return Wilson's interval for `part` of `whole`.

    None when either is missing, the whole is 0, the part is under 0 or over the whole, or either is not a whole number:
    half posts are not counted one by one, so no chance is known for them.
    """
    z = _normal(confidence)
    if part is None or whole is None or not (_counted(part) and _counted(whole)) or not 0 <= part <= whole or not whole:
        return None
    x, n = int(part), int(whole)
    middle, reach = 2 * x + z * z, z * math.sqrt(z * z + 4 * x * (n - x) / n)
    size = 2 * (n + z * z)
    # At the ends the two terms are equal; said outright, so that a rounding cannot make 0% reach below 0.
    lower = 0.0 if x == 0 else (middle - reach) / size
    upper = 1.0 if x == n else (middle + reach) / size
    return Interval(x * multiplier / n, lower * multiplier, upper * multiplier, confidence, WILSON)


def rate(
    count: Decimal | None, base: Decimal | None, confidence: float = CONFIDENCE, multiplier: float = 10_000
) -> Interval | None:
    """Return the interval of a count over its base (a population, say), or of the count itself with both at 1.

    Exact Poisson under 10, else Byar's. None when either is missing, the base is 0 or less, or the count is under 0 or
    not a whole number.
    """
    z = _normal(confidence)
    if count is None or base is None or count < 0 or base <= 0 or not _counted(count):
        return None
    x, each = int(count), multiplier / float(base)
    exact = x < EXACT_BELOW
    lower, upper = _exact(x, (1 - confidence) / 2) if exact else _byar(x, z)
    return Interval(x * each, lower * each, upper * each, confidence, EXACT if exact else BYAR)


def _normal(confidence: float) -> float:
    """Return how many standard deviations hold so much of the normal distribution. Raises ValueError outside 0 to 1."""
    if not 0 < confidence < 1:
        raise ValueError(f"confidence is between 0 and 1, not {confidence}")
    return NormalDist().inv_cdf((1 + confidence) / 2)


def _counted(value: Decimal) -> bool:
    return value.is_finite() and value == value.to_integral_value()


def _byar(x: int, z: float) -> tuple[float, float]:
    more = x + 1
    lower = x * (1 - 1 / (9 * x) - z / (3 * math.sqrt(x))) ** 3
    return max(lower, 0.0), more * (1 - 1 / (9 * more) + z / (3 * math.sqrt(more))) ** 3


def _exact(x: int, tail: float) -> tuple[float, float]:
    """Return the lowest and the highest mean that would give a count so far off with a chance of `tail`."""
    lower = _solved(lambda mean: 1 - _at_most(x - 1, mean), tail) if x else 0.0
    return lower, _solved(lambda mean: -_at_most(x, mean), -tail)


def _at_most(x: int, mean: float) -> float:
    """Return the chance of a Poisson count of `x` or less."""
    return math.exp(-mean) * math.fsum(mean**n / math.factorial(n) for n in range(x + 1))


def _solved(rising: Callable[[float], float], wanted: float) -> float:
    """Return where a rising function reaches a value, to the last digit of a float, by halving."""
    low, high = 0.0, 1.0
    while rising(high) < wanted:
        low, high = high, high * 2
    while low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if rising(middle) < wanted else (low, middle)
    return high
