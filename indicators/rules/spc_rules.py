"""Special causes: the four patterns that ordinary variation hardly ever makes.

A point beyond a limit; seven points in a row that all rise or all fall; two of three points in a row that are near a
limit, all three on its side of the mean; seven points in a row on one side of the mean. A tie breaks a trend, and a
point on the mean breaks a run on one side. Where several fit, the first named in this order gives the label. Source:
the NHS's Making Data Count programme; windows, marked points, order and labels are those of NHSRplotthedots 0.2.2.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from indicators.rules.spc_limits import Place

RUN = 7  # points in a trend, or on one side of the mean
COMMON = "Common Cause"
ABOVE, BELOW = "Above UCL", "Below LCL"
RISING, FALLING = "7 Point Trend (Increasing)", "7 Point Trend (Decreasing)"
NEAR_ABOVE, NEAR_BELOW = "2 in 3 Above CL", "2 in 3 Below CL"
SHIFT_ABOVE, SHIFT_BELOW = "7 Points Above CL", "7 Points Below CL"
HIGH = frozenset({ABOVE, RISING, NEAR_ABOVE, SHIFT_ABOVE})


def labels(wholes: Sequence[int], places: Sequence[Place]) -> list[str]:
    """Return the label of each of one group's consecutive values, `Common Cause` where no pattern fits."""
    sides = [place.side for place in places]
    near = [place.near for place in places]
    trend, shift, pairs = in_trend(wholes), in_shift(sides), in_pair(near, sides)
    found = []
    for place, where in enumerate(places):
        above = where.side > 0
        if where.outside:
            found.append(ABOVE if above else BELOW)
        elif trend[place]:
            found.append(RISING if _rises(wholes, trend, place) else FALLING)
        elif pairs[place]:
            found.append(NEAR_ABOVE if above else NEAR_BELOW)
        elif shift[place]:
            found.append(SHIFT_ABOVE if above else SHIFT_BELOW)
        else:
            found.append(COMMON)
    return found


def in_trend(values: Sequence[int]) -> list[bool]:
    """Return for each value whether it is one of seven in a row that all rise or all fall."""
    ways = [(later > earlier) - (later < earlier) for earlier, later in itertools.pairwise(values)]
    steps = RUN - 1
    starts = [n for n in range(len(ways) - steps + 1) if ways[n] and len(set(ways[n : n + steps])) == 1]
    return _covered(starts, RUN, len(values))


def in_shift(sides: Sequence[int]) -> list[bool]:
    """Return for each side (1, 0, -1) whether it is one of seven in a row that are the same and not 0."""
    starts = [n for n in range(len(sides) - RUN + 1) if sides[n] and len(set(sides[n : n + RUN])) == 1]
    return _covered(starts, RUN, len(sides))


def in_pair(near: Sequence[bool], sides: Sequence[int]) -> list[bool]:
    """Return for each point whether it is near a limit in a three that has two such, all three on one side."""
    starts = [n for n in range(len(near) - 2) if abs(sum(sides[n : n + 3])) == 3 and sum(near[n : n + 3]) >= 2]
    return [is_near and three for is_near, three in zip(near, _covered(starts, 3, len(near)), strict=True)]


def _covered(starts: Sequence[int], length: int, count: int) -> list[bool]:
    covered = [False] * count
    for start in starts:
        covered[start : start + length] = [True] * length
    return covered


def _rises(values: Sequence[int], trend: Sequence[bool], place: int) -> bool:
    """Return whether a point of a trend goes with a rise: by the step to its right where that is in a trend too.

    A turning point so belongs to the trend that it begins. Where two rising trends meet, the last point of the first
    goes with the fall between them; the package does the same (docs/deviations.md).
    """
    later = place + 1
    if later < len(values) and trend[later]:
        return values[later] > values[place]
    return values[place] > values[place - 1]
