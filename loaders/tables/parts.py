"""Rows under a percentage or a rate that hold its numerator and its denominator: never guessed, always worked out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.definitions import Indicator
from loaders.checks.parts import disagrees, from_parts
from loaders.opened import Cell
from loaders.returns.numbers import OtherUnit, say_cell, say_part
from loaders.tables.roles import words_only

_WHOLE_WORDS = ("due", "total", "all", "out of", "eligible", "denominator", "base", "cohort", "required")


@dataclass(frozen=True, slots=True)
class PartRow:
    """A row that may be a part of the indicator above it: its name and its cells by column."""

    number: int
    name: str
    cells: Mapping[int, Cell]
    at: int


def parts_among(indicator: Indicator, values: Mapping[int, Cell], rows: Sequence[PartRow]) -> dict[int, str]:
    """Return which of the rows are the numerator and the denominator, by their place in the list; {} for neither.

    They are when the value of most columns comes to numerator over denominator; where no column has all three, the
    words must tell. A column in which they do not fit is left for the checks to name.
    """
    if len(rows) != 2 or not any(_speaks_of(indicator, row.name) for row in rows):
        return {}
    for first, second in ((0, 1), (1, 0)):
        fits, fails = _tried(indicator, values, rows[first], rows[second])
        if fits and fits >= fails:
            return {first: "numerator", second: "denominator"}
    if _comparable(values, rows):
        return {}
    whole = [place for place, row in enumerate(rows) if any(w in words_only(row.name).split() for w in _WHOLE_WORDS)]
    like = _named_like(indicator, rows)
    if like:
        return like
    return {1 - whole[0]: "numerator", whole[0]: "denominator"} if len(whole) == 1 else {}


def _speaks_of(indicator: Indicator, name: str) -> bool:
    """Return whether a row's name has to do with the indicator: 'reviews due' does, 'East' and 'Girls' do not."""
    words = set(words_only(name).split())
    own = words_only(" ".join((indicator.name, *indicator.aliases, indicator.numerator, indicator.denominator))).split()
    return bool(words & {*_WHOLE_WORDS, "numerator", "number", "total"} or words & {w for w in own if len(w) > 3})


def _tried(indicator: Indicator, values: Mapping[int, Cell], top: PartRow, bottom: PartRow) -> tuple[int, int]:
    fits = fails = 0
    for column, cell in values.items():
        value, numerator, denominator = _value(cell, indicator), _part(top, column), _part(bottom, column)
        if value is None or numerator is None or denominator is None:
            continue
        expected = from_parts(numerator, denominator, indicator)
        agrees = expected is not None and not disagrees(value, expected, cell, indicator.unit)
        fits, fails = fits + agrees, fails + (not agrees)
    return fits, fails


def _comparable(values: Mapping[int, Cell], rows: Sequence[PartRow]) -> bool:
    return any(column in rows[0].cells and column in rows[1].cells for column in values)


def _named_like(indicator: Indicator, rows: Sequence[PartRow]) -> dict[int, str]:
    """Return the parts by their names, where these are the definition's own words."""
    names = [words_only(row.name) for row in rows]
    top, bottom = words_only(indicator.numerator), words_only(indicator.denominator)
    if top and bottom and top in names and bottom in names and top != bottom:
        return {names.index(top): "numerator", names.index(bottom): "denominator"}
    return {}


def _value(cell: Cell, indicator: Indicator) -> Decimal | None:
    try:
        return say_cell(cell, indicator).value
    except OtherUnit:
        return None


def _part(row: PartRow, column: int) -> Decimal | None:
    cell = row.cells.get(column)
    return say_part(cell).value if cell is not None else None
