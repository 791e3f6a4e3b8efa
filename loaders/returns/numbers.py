"""One number of a council's return, and whether it can be right: its range, and its parts where they are given."""

from __future__ import annotations

from decimal import Decimal

from indicators.definitions import Indicator, folded
from indicators.rules.words import number as shown
from loaders.cells import UNREADABLE, Said, fifteen_digits, say
from loaders.opened import Cell

PERCENTAGES = frozenset({"percent", "percent_change"})
# What numerator over denominator is multiplied by.
MULTIPLIERS = {"percent": 100, "rate_per_1000": 1_000, "rate_per_10000": 10_000, "rate_per_100000": 100_000}
# Beyond the rounding of the last written digit: what is lost when a spreadsheet's number is taken at 15 digits.
HAIR = Decimal("0.000001")
HUNDRED = Decimal(100)


class OtherUnit(ValueError):
    """A per cent sign on a number that is not a percentage."""


def say_cell(cell: Cell, indicator: Indicator) -> Said:
    """Return what a value's cell says. Percentages come back as 0 to 100, a judgement as its place among its words.

    A failed formula is a `missing`. Raises OtherUnit.
    """
    if cell.failed:
        return Said(mark="missing", note=cell.text)
    if indicator.unit == "judgement":
        return _judgement(cell, indicator)
    said = _number(cell, indicator.unit)
    if said.percent and indicator.unit not in PERCENTAGES:
        raise OtherUnit
    return said


def say_part(cell: Cell) -> Said:
    """Return what the cell of a numerator or a denominator says."""
    said = Said(mark="missing", note=cell.text) if cell.failed else _number(cell, "number")
    return UNREADABLE if said.percent else said


def out_of_range(value: Decimal, indicator: Indicator) -> str:
    """Return what is allowed, in words, when a value is outside it: 'from 0 to 100'; '' when it is inside."""
    low, high = indicator.lowest, indicator.highest
    if indicator.unit == "judgement":
        low, high = Decimal(0), Decimal(len(indicator.words) - 1)
    if (low is None or value >= low) and (high is None or value <= high):
        return ""
    if low is not None and high is not None:
        return f"from {shown(low, 2)} to {shown(high, 2)}"
    return f"{shown(low, 2)} or more" if low is not None else f"{shown(high or Decimal(0), 2)} or less"


def too_large_a_part(numerator: Decimal, denominator: Decimal, indicator: Indicator) -> bool:
    """Return whether a percentage's part is larger than its whole; growth, and work against a plan, may be."""
    a_share = indicator.unit == "percent" and indicator.highest is not None and indicator.highest <= HUNDRED
    return a_share and numerator > denominator


def from_parts(numerator: Decimal, denominator: Decimal, indicator: Indicator) -> Decimal | None:
    """Return what the value of a percentage or a rate should be; None for other units and for a denominator of 0."""
    multiplier = MULTIPLIERS.get(indicator.unit)
    return numerator * multiplier / denominator if multiplier and denominator else None


def disagrees(value: Decimal, expected: Decimal, cell: Cell) -> bool:
    """Return whether a value differs from what its parts give by more than the rounding of its last written digit."""
    exponent = value.as_tuple().exponent if cell.number is None else value.normalize().as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    return abs(value - expected) > Decimal("0.5").scaleb(-places) + HAIR


def _number(cell: Cell, unit: str) -> Said:
    if cell.number is None:
        return say(cell.text, unit)
    if cell.percent:
        return Said(value=fifteen_digits(cell.number * HUNDRED), percent=True)
    return Said(value=cell.number)


def _judgement(cell: Cell, indicator: Indicator) -> Said:
    words = [folded(word) for word in indicator.words]
    if cell.number is None and folded(cell.text) in words:
        return Said(value=Decimal(words.index(folded(cell.text))))
    said = _number(cell, indicator.unit)
    whole = said.value is None or said.value == said.value.to_integral_value()
    return said if whole and not said.percent else UNREADABLE
