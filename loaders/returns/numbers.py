"""What one number of a council's return says, by the unit of its indicator."""

from __future__ import annotations

from decimal import Decimal

from indicators.definitions import Indicator, folded
from loaders.cells import UNREADABLE, Said, fifteen_digits, say
from loaders.opened import Cell

PERCENTAGES = frozenset({"percent", "percent_change"})
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
