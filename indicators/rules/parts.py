"""A value and what it is made of: the part counted, out of what, times what.

Source: the Interactive Tool's units: a percentage is of 100, a rate of 1,000, 10,000 or 100,000 people.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

# What numerator over denominator is multiplied by.
MULTIPLIERS = {"percent": 100, "rate_per_1000": 1_000, "rate_per_10000": 10_000, "rate_per_100000": 100_000}
# Beyond the rounding of the last written digit: what is lost when a spreadsheet's number is taken at 15 digits.
HAIR = Decimal("0.000001")


def from_parts(numerator: Decimal, denominator: Decimal, unit: str) -> Fraction | None:
    """Return exactly what a percentage or a rate comes to; None for other units and for a denominator of 0 or less."""
    multiplier = MULTIPLIERS.get(unit)
    if multiplier is None or denominator <= 0:
        return None
    return Fraction(numerator) * multiplier / Fraction(denominator)


def one_more(denominator: Decimal | None, unit: str) -> Fraction | None:
    """Return by how much one child more changes a value, in its unit: 1 for a count; None when that is not known."""
    if unit == "number":
        return Fraction(1)
    multiplier = MULTIPLIERS.get(unit)
    if multiplier is None or denominator is None or denominator <= 0:
        return None
    return Fraction(multiplier) / Fraction(denominator)


def numerator_of(value: Decimal, denominator: Decimal | None, unit: str) -> Decimal | None:
    """Return the whole number that a printed percentage or rate was made from; None unless there is only one.

    95% of 480 is 456. 33% of 4,000 may be anything from 1,300 to 1,340, so it is None.
    """
    multiplier = MULTIPLIERS.get(unit)
    if multiplier is None or denominator is None or denominator <= 0:
        return None
    half = Fraction(1, 2) / 10 ** places(value)
    low = (Fraction(value) - half) * Fraction(denominator) / multiplier
    high = (Fraction(value) + half) * Fraction(denominator) / multiplier
    first, last = -int(-low // 1), int(high // 1)
    return Decimal(first) if first == last and first >= 0 else None


def places(value: Decimal) -> int:
    """Return how many decimal places a value needs to be shown exactly."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def decimal_of(value: Fraction) -> Decimal:
    """Return a fraction as a decimal: exact where it ends, else to 28 digits."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def whole_shares(parts: dict[str, Fraction], total: int) -> dict[str, int]:
    """Return parts as whole numbers that add up to `total`, which is their sum rounded up, down or to the nearest.

    Each is rounded down; those that lost most get one more, the first by name among equals (the largest-remainder
    method, Hamilton 1792).
    """
    floors = {name: int(part // 1) for name, part in parts.items()}
    over = total - sum(floors.values())
    for name in sorted(parts, key=lambda name: (floors[name] - parts[name], name))[:over]:
        floors[name] += 1
    return floors
