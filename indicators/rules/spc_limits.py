"""Process limits: how far a series moves by ordinary variation alone. An XmR chart, worked out exactly.

The mean is that of the values; the limits stand 2.66 average moving ranges from it, a moving range being the change
from one value to the next. Moving ranges of 3.267 times their average or more are screened out first, once, when that
is asked for: a step or a slip of the pen would else widen the limits that should show it. Source: Wheeler,
*Understanding Variation* (2.66 is 3/1.128, 3.267 is the upper range limit for two values), as the NHS's Making Data
Count programme uses them and the R package NHSRplotthedots 0.2.2 works them out.

Values become whole numbers over one common denominator, so that no comparison with a mean or a limit hangs on a
rounding; what is given out is each exact result, rounded once to a float.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

# 2.66, the constant of an XmR chart, and 3.267, beyond which a moving range is screened out, each as a whole ratio.
REACH, REACH_OVER = 266, 100
SCREEN, SCREEN_OVER = 3267, 1000
FEWEST = 2  # one value has no moving range


class Place(NamedTuple):
    """Where a value stands: beyond a limit; above the mean (1), below it (-1) or on it (0); near a limit.

    Near is more than two thirds of the way to a limit, and not beyond it.
    """

    outside: bool
    side: int
    near: bool


@dataclass(frozen=True, slots=True)
class Limits:
    """The mean and limits of one group, exact: so many values and moving ranges with their totals, all over `over`."""

    count: int
    total: int
    moves: int
    moved: int
    over: int

    def places(self, wholes: Sequence[int]) -> list[Place]:
        """Return where each value stands; one on the mean is on no side, one on a limit is not beyond it."""
        furthest, per = REACH * self.moved * self.count, self.moves * REACH_OVER
        found = []
        for whole in wholes:
            away = whole * self.count - self.total
            reached = abs(away) * per
            outside = reached > furthest
            found.append(Place(outside, (away > 0) - (away < 0), not outside and 3 * reached > 2 * furthest))
        return found

    @property
    def mean(self) -> Fraction:
        """The mean of the values that the limits are made from."""
        return Fraction(self.total, self.count * self.over)

    @property
    def lower(self) -> Fraction:
        """The lower limit, whether or not a value can be so low."""
        return self.mean - self._reach

    @property
    def upper(self) -> Fraction:
        """The upper limit, whether or not a value can be so high."""
        return self.mean + self._reach

    @property
    def _reach(self) -> Fraction:
        return Fraction(REACH * self.moved, REACH_OVER * self.moves * self.over)


def as_whole(values: Sequence[Decimal]) -> tuple[list[int], int]:
    """Return values as whole numbers over one denominator, and that denominator; nothing is rounded."""
    ratios = [value.as_integer_ratio() for value in values]
    over = math.lcm(*(bottom for _, bottom in ratios))
    return [top * (over // bottom) for top, bottom in ratios], over


def limits(wholes: Sequence[int], over: int, *, screen: bool = True) -> Limits | None:
    """Return the limits of consecutive values (see `as_whole`); None when there are fewer than two values.

    Values that are all the same have limits equal to their mean. Screening leaves the mean as it is: only the moving
    ranges are screened.
    """
    if len(wholes) < FEWEST:
        return None
    moves = [abs(later - earlier) for earlier, later in itertools.pairwise(wholes)]
    if screen and any(moves):
        furthest = SCREEN * sum(moves)
        moves = [move for move in moves if move * len(wholes[1:]) * SCREEN_OVER < furthest]
    return Limits(len(wholes), sum(wholes), len(moves), sum(moves), over)
