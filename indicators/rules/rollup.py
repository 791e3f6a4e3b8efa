"""Localities rolled up to their council: by numerators and denominators, never by averaging percentages.

50% of 10 children and 90% of 90 are 86% of 100, not 70%. A percentage or a rate is all the numerators over all the
denominators; a count, and money, is the sum. What cannot be added so is refused with its reason: a part that does not
say out of how many, a grade, an average of unknown weight. Then the result is held against what the council reported
itself, with an allowance for rounding. Source: the definition of a percentage; councils' own returns, whose localities
are seldom of one size (Simpson 1951 shows how far an average of percentages can mislead).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from indicators.rules.parts import MULTIPLIERS, decimal_of, numerator_of, places
from indicators.rules.words import difference, quantity

SUMMED = frozenset({"number", "gbp", "gbp_million"})


@dataclass(frozen=True, slots=True)
class Part:
    """What one locality says: its value, and what that was made from. None where it does not say."""

    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True, slots=True)
class RolledUp:
    """The parts together. `value` is exact; a count has no denominator. `worked_out` names the parts whose numerator
    was not given but could only be one whole number."""

    value: Fraction
    numerator: Fraction
    denominator: Fraction | None
    worked_out: tuple[str, ...] = ()

    @property
    def decimal(self) -> Decimal:
        """Return the value as a decimal, to 28 digits."""
        return decimal_of(self.value)


@dataclass(frozen=True, slots=True)
class Refused:
    """Why parts cannot be rolled up, in a sentence."""

    reason: str


def rolled_up(parts: Mapping[str, Part], unit: str) -> RolledUp | Refused:
    """Return the parts together, by name of locality, or why that cannot be done.

    A part with a denominator of 0 had nobody to count: it adds nothing. All parts together at 0 are refused.
    """
    if not parts:
        return Refused("There are no localities to add up.")
    if unit in SUMMED:
        return _summed(parts)
    if unit not in MULTIPLIERS:
        return Refused("Averages and grades of localities cannot be added up without knowing how many each is of.")
    counted, worked_out, lacking = _counted(parts, unit)
    if lacking:
        return Refused(f"{_listed(lacking)} {'does' if len(lacking) == 1 else 'do'} not say how many out of how many.")
    numerator = sum((top for top, _ in counted.values()), Fraction(0))
    denominator = sum((bottom for _, bottom in counted.values()), Fraction(0))
    if denominator == 0:
        return Refused("There was nobody to count in any locality.")
    return RolledUp(numerator * MULTIPLIERS[unit] / denominator, numerator, denominator, worked_out)


def counts_of(parts: Mapping[str, Part], unit: str) -> dict[str, tuple[Fraction, Fraction]] | Refused:
    """Return each part's numerator and denominator, or why they are not all known; for percentages and rates only."""
    rolled = rolled_up(parts, unit)
    if isinstance(rolled, Refused):
        return rolled
    if unit not in MULTIPLIERS:
        return Refused("Only a percentage or a rate is made of a part and a whole.")
    return _counted(parts, unit)[0]


def _summed(parts: Mapping[str, Part]) -> RolledUp | Refused:
    missing = [name for name, part in parts.items() if part.value is None]
    if missing:
        return Refused(
            f"{_listed(missing)} {'has' if len(missing) == 1 else 'have'} no figure, so the sum is not known."
        )
    total = sum((Fraction(part.value) for part in parts.values() if part.value is not None), Fraction(0))
    return RolledUp(total, total, None)


def _counted(
    parts: Mapping[str, Part], unit: str
) -> tuple[dict[str, tuple[Fraction, Fraction]], tuple[str, ...], list[str]]:
    """Return numerator and denominator by part, the parts whose numerator was worked out, and those that lack one."""
    found: dict[str, tuple[Fraction, Fraction]] = {}
    worked_out, lacking = [], []
    for name, part in parts.items():
        top = part.numerator
        if part.denominator == 0 and not top:
            top = Decimal(0)
        elif top is None and part.value is not None:
            top = numerator_of(part.value, part.denominator, unit)
            worked_out += [name] if top is not None else []
        if top is None or part.denominator is None or part.denominator < 0 or (part.denominator == 0 and top != 0):
            lacking.append(name)
        else:
            found[name] = Fraction(top), Fraction(part.denominator)
    return found, tuple(worked_out), lacking


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The parts together beside what the council reported: reported less rolled up, what rounding allows, whether the
    difference is within that, and a sentence."""

    difference: Fraction
    allowance: Fraction
    agrees: bool
    words: str


def reconciled(rolled: RolledUp, reported: Decimal, *, unit: str, decimals: int) -> Reconciled:
    """Return how the reported figure compares. `decimals` is to how many places it was rounded when it was printed.

    Rounding allows half of the last place. A sum of whole numbers is allowed nothing.
    """
    apart = Fraction(reported) - rolled.value
    exact = unit == "number" and rolled.value.denominator == 1
    allowance = Fraction(0) if exact else Fraction(1, 2) / 10**decimals
    agrees = abs(apart) <= allowance
    decimals = max(decimals, places(reported))
    theirs, ours = quantity(reported, unit, decimals), quantity(rolled.decimal, unit, decimals)
    if agrees:
        words = f"The localities come to {ours}, as the council reported."
    else:
        way = "more" if apart > 0 else "less"
        size = difference(decimal_of(abs(apart)), unit, decimals)
        words = f"The localities come to {ours}; the council reported {theirs}, which is {size} {way}."
    return Reconciled(apart, allowance, agrees, words)


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
