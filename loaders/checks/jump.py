"""A figure far from the earlier ones of its series: farther than they ever moved, or ten times as large or small."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from statistics import median

from indicators.rules.explain import when
from loaders.checks.examined import Examined, Placed, Point
from loaders.checks.units import likely_value
from loaders.checks.words import said
from loaders.problems import WARNING, Problem

# How many earlier figures tell how much a series usually moves, and by how many of its usual steps one may differ.
ENOUGH = 4
STEPS = 5
TENFOLD = 10
# Below this a count is too small for "ten times as many" to say anything.
SMALL_COUNT = Decimal(20)
# A series that never moved may still move a little: by a point, or by a part of what it was.
SMALLEST_STEP = {"percent": Decimal(1), "percent_change": Decimal(2)}
SHARE = Decimal("0.02")


def check(examined: Examined) -> Iterator[Problem]:
    """Yield a warning for each outturn that jumps; not where the way of counting changed, nor where the unit is."""
    for placed in examined.valued:
        if not placed.is_judged or placed.indicator.unit == "judgement":
            continue
        before = _since_break(placed, examined.before(placed))
        if before and jumps(placed, before) and likely_value(placed, before) is None:
            yield _problem(examined, placed, before[-1])


def jumps(placed: Placed, before: Sequence[Point]) -> bool:
    """Return whether a figure is far from the earlier ones, which are given oldest first."""
    value, last, unit = placed.value, before[-1].value, placed.indicator.unit
    if unit not in SMALLEST_STEP and _tenfold(abs(value), abs(last)):
        return True
    if len(before) < ENOUGH:
        return False
    # The median takes longest and is seldom needed.
    moved = abs(value - last)
    if moved <= STEPS * _smallest(unit, last):
        return False
    return moved > STEPS * median(abs(later.value - earlier.value) for earlier, later in pairwise(before))


def _smallest(unit: str, last: Decimal) -> Decimal:
    if unit in SMALLEST_STEP:
        return SMALLEST_STEP[unit]
    # A count moves by chance, by about its root.
    by_chance = abs(last).sqrt() / 2 if unit == "number" else Decimal(0)
    return max(abs(last) * SHARE, by_chance)


def _tenfold(one: Decimal, other: Decimal) -> bool:
    small, large = sorted((one, other))
    return small > 0 and large >= SMALL_COUNT and large >= small * TENFOLD


def _since_break(placed: Placed, before: Sequence[Point]) -> Sequence[Point]:
    if not placed.indicator.breaks:
        return before
    breaks = [broken.date for broken in placed.indicator.breaks if broken.date <= placed.period.ends]
    return [point for point in before if point.period.ends >= max(breaks)] if breaks else before


def _problem(examined: Examined, placed: Placed, last: Point) -> Problem:
    indicator = placed.indicator
    return examined.problem(
        WARNING,
        "jump",
        placed.figure.sheet,
        placed.at,
        f"{said(placed.value, indicator)} is far from the figure before it, {said(last.value, indicator)} "
        f"{when(last.period)} ({last.where}).",
        "Check the number. If it is right there is nothing to do, though a comment would help readers.",
        placed.text,
    )
