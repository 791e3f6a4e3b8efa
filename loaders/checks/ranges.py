"""A number outside what is possible for its indicator."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.records import DECIMAL, Figures
from indicators.definitions import Indicator, catalogue
from indicators.rules.words import number as shown
from loaders.checks.examined import Examined
from loaders.checks.words import Fault, brief
from loaders.faults import problem_at
from loaders.problems import ERROR, WARNING, Problem

_FIX = "Check the number and its unit. Percentages are written from 0 to 100."


def out_of_range(value: Decimal, indicator: Indicator) -> str:
    """Return what is allowed, in words, when a value is outside it: 'from 0 to 100'; '' when it is inside."""
    low, high = _bounds(indicator)
    if (low is None or value >= low) and (high is None or value <= high):
        return ""
    if low is not None and high is not None:
        return f"from {shown(low, 2)} to {shown(high, 2)}"
    return f"{shown(low, 2)} or more" if low is not None else f"{shown(high or Decimal(0), 2)} or less"


def range_fault(text: str, value: Decimal, indicator: Indicator) -> Fault | None:
    """Return what is wrong with a value as it was written, or None when it is possible."""
    allowed = out_of_range(value, indicator)
    if not allowed:
        return None
    return Fault("out_of_range", f"{text!r} is not possible for {indicator.name}, which is {allowed}.", _FIX)


def check(examined: Examined) -> Iterator[Problem]:
    """Yield an error for each figure that is not possible."""
    for placed in examined.valued:
        fault = out_of_range(placed.value, placed.indicator) and range_fault(
            placed.text, placed.value, placed.indicator
        )
        if fault:
            yield examined.fault(ERROR, placed, fault)


def check_bulk(figures: Figures, file: str) -> Iterator[Problem]:
    """Yield a warning for each row of a national file whose value is not possible; by column, never row by row."""
    places = {slug: place for place, slug in enumerate(figures.indicator.words)}
    for slug, indicator in catalogue().items():
        if slug not in places:
            continue
        low, high = _bounds(indicator)
        rows = np.flatnonzero(figures.indicator.codes == places[slug])
        values = figures.value.take(pa.array(rows))
        for row in rows[_outside(values, low, high)].tolist():
            value = figures.value[row].as_py()
            fault = range_fault(brief(value), value, indicator)
            cell = f"{figures.cell_column.words[figures.cell_column.codes[row]]}{figures.cell_row[row]}"
            sheet = figures.sheet.words[figures.sheet.codes[row]]
            if fault is not None:
                yield problem_at(file, WARNING, fault.code, sheet, cell, fault.what, _BULK_FIX, brief(value))


_BULK_FIX = "Look at the publisher's own table. Nothing, if it says the same: the figure is stored as it was published."


def _bounds(indicator: Indicator) -> tuple[Decimal | None, Decimal | None]:
    if indicator.unit == "judgement":
        return Decimal(0), Decimal(len(indicator.words) - 1)
    return indicator.lowest, indicator.highest


def _outside(values: pa.Array, low: Decimal | None, high: Decimal | None) -> np.ndarray:
    """Return which values are outside the bounds, as booleans; a mark is never outside."""
    outside = np.zeros(len(values), dtype=bool)
    if low is not None:
        outside |= np.asarray(pc.fill_null(pc.less(values, pa.scalar(low, DECIMAL)), False))
    if high is not None:
        outside |= np.asarray(pc.fill_null(pc.greater(values, pa.scalar(high, DECIMAL)), False))
    return outside
