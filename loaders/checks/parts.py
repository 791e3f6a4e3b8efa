"""A value against its own numerator and denominator."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from indicators.definitions import Indicator
from indicators.rules.parts import HAIR, MULTIPLIERS
from loaders.cells import say
from loaders.checks.examined import Examined
from loaders.checks.words import Fault, brief
from loaders.opened import Cell
from loaders.problems import ERROR, Problem

HUNDRED = Decimal(100)


def larger_part(parts: str, numerator: Decimal, denominator: Decimal, indicator: Indicator) -> Fault | None:
    """Return what is wrong when a percentage's part is larger than its whole; growth, and work against a plan, may be.

    `parts` is how the two were written: '4 out of 3'.
    """
    a_share = indicator.unit == "percent" and indicator.highest is not None and indicator.highest <= HUNDRED
    if not a_share or numerator <= denominator:
        return None
    return Fault(
        "numerator_above_denominator",
        f"the part is larger than the whole: {parts}.",
        "Check the numerator and the denominator; they may have changed places.",
    )


def from_parts(numerator: Decimal, denominator: Decimal, indicator: Indicator) -> Decimal | None:
    """Return what the value of a percentage or a rate should be; None for other units and for a denominator of 0."""
    multiplier = MULTIPLIERS.get(indicator.unit)
    return numerator * multiplier / denominator if multiplier and denominator else None


def disagrees(value: Decimal, expected: Decimal, cell: Cell | None, unit: str = "") -> bool:
    """Return whether a value differs from what its parts give by more than the rounding of its last written digit."""
    return abs(value - expected) > Decimal("0.5").scaleb(-_places(value, cell, unit)) + HAIR


def other_quotient(
    parts: str, value: Decimal, cell: Cell | None, numerator: Decimal, denominator: Decimal, indicator: Indicator
) -> Fault | None:
    """Return what is wrong when a percentage or a rate is not its numerator over its denominator, else None."""
    expected = from_parts(numerator, denominator, indicator)
    if expected is None or not disagrees(value, expected, cell, indicator.unit):
        return None
    text = brief(value) if cell is None else " ".join(cell.text.split())
    return Fault(
        "parts_disagree",
        f"{text!r} is not what {parts} comes to, which is {brief(expected)}.",
        "Put right the value, the numerator or the denominator.",
    )


def check(examined: Examined) -> Iterator[Problem]:
    """Yield an error for each figure that its own parts contradict."""
    for placed in examined.valued:
        numerator, denominator = placed.figure.numerator, placed.figure.denominator
        if numerator is None or denominator is None:
            continue
        words = f"{brief(numerator)} out of {brief(denominator)}"
        fault = larger_part(words, numerator, denominator, placed.indicator) or other_quotient(
            words, placed.value, placed.cell, numerator, denominator, placed.indicator
        )
        if fault is not None:
            yield examined.fault(ERROR, placed, fault)


def _places(value: Decimal, cell: Cell | None, unit: str) -> int:
    """Return how many decimals were written: a text's own, with its zeros; a number's without."""
    written = value.normalize()
    if cell is not None and cell.number is None:
        text = say(cell.text, unit).value
        written = text if text == value and text is not None else written
    exponent = written.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
