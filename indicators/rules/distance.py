"""How far it is to the best quarter: in the indicator's unit, and in children.

Band A is as in rank.py: with high good it is above the upper quartile, never on it; with low good it is the lower
quartile or below. So the children are counted to the first whole number that is inside: '9 more' with high good is
the next one up, '4 fewer' with low good is down to the last one that still fits. Source: councillors asked for the
number behind the percentage (Tower Hamlets: 44 care leavers).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from indicators.rules.parts import MULTIPLIERS, numerator_of
from indicators.rules.words import difference


@dataclass(frozen=True, slots=True)
class Distance:
    """From a value to band A. `amount` is in the unit, 0 when it is on the edge or inside; `inside` says which.

    `children` is how many more (or, where `fewer`, fewer) of what is counted would do, all else being equal; None when
    that cannot be known, and `about` so many when a rounded percentage had to tell how many there are. `reachable` is
    False where no value at all is in band A, as above a quartile of 100%.
    """

    amount: Decimal
    inside: bool
    children: int | None
    fewer: bool
    reachable: bool = True
    about: bool = False


def to_band_a(
    value: Decimal,
    cuts: tuple[Decimal, Decimal, Decimal],
    *,
    polarity: str,
    unit: str,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
) -> Distance | None:
    """Return how far a value is from band A, or None for an indicator that is neither high nor low.

    `cuts` are the three quartiles. For a percentage or a rate the children need a denominator; a numerator that is not
    given is worked out, and is the nearest one where several could be meant. A count is its own number of children.
    """
    if polarity not in ("high", "low"):
        return None
    high = polarity == "high"
    edge = cuts[2] if high else cuts[0]
    inside = value > edge if high else value <= edge
    amount = Decimal(0) if inside else abs(value - edge)
    reachable = not (high and unit == "percent" and edge >= 100)
    if inside:
        return Distance(amount, True, 0, not high, reachable)
    counted, about = numerator, False
    if counted is None:
        counted = numerator_of(value, denominator, unit)
        about = counted is None
        counted = _nearest(value, denominator, unit) if about else counted
    children = _children(value, edge, high, unit, counted, denominator) if reachable else None
    return Distance(amount, False, children, not high, reachable, about and children is not None and unit != "number")


def _nearest(value: Decimal, denominator: Decimal | None, unit: str) -> Decimal | None:
    """Return the whole number that is nearest to a share of a denominator."""
    multiplier = MULTIPLIERS.get(unit)
    return None if multiplier is None or denominator is None else Decimal(round(value * denominator / multiplier))


def _children(
    value: Decimal, edge: Decimal, high: bool, unit: str, counted: Decimal | None, denominator: Decimal | None
) -> int | None:
    if unit == "number":
        now, at = Fraction(value), Fraction(edge)
    else:
        multiplier = MULTIPLIERS.get(unit)
        if multiplier is None or counted is None or denominator is None or denominator <= 0:
            return None
        now, at = Fraction(counted), Fraction(edge) * Fraction(denominator) / multiplier
    if now.denominator != 1:
        return None
    needed = int(at // 1) + 1 if high else int(at // 1)
    if needed < 0:
        return None
    return abs(needed - int(now))


def distance_words(found: Distance | None, *, unit: str, decimals: int, counted: str = "") -> str:
    """Return a distance in words: '2.5 percentage points, or 9 more reviews on time, from the best quarter.'

    `counted` is what the numerator counts, in the plural, '' when nobody said. '' when there is nothing to say.
    """
    if found is None:
        return ""
    if found.inside:
        return "In the best quarter."
    if not found.reachable:
        return "Nobody can be in the best quarter: too many are at 100%."
    apart = difference(found.amount, unit, decimals) if found.amount else ""
    children = ""
    if found.children is not None and (unit != "number" or not apart):
        several = f" {counted}" if counted and found.children != 1 else ""
        children = f"{'about ' if found.about else ''}{found.children:,} {'fewer' if found.fewer else 'more'}{several}"
    if not apart:
        return f"Just outside the best quarter{f': {children} would do' if children else ''}."
    return f"{apart}{f', or {children},' if children else ''} from the best quarter."
