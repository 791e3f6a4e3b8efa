"""A straight line through figures that one odd figure cannot bend: Theil and Sen's.

The slope is the median of the slopes between every two points; the line has as many points above it as below. Up to 29%
of the figures may be wild without carrying it away, while least squares follows a single one. Source: Theil (1950), Sen
(1968). It is worked out in exact fractions, so a line through points on a line goes through them all, and no library is
loaded for a dozen numbers.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its slope for one step of x, and its height where x is 0."""

    slope: Fraction
    start: Fraction

    def at(self, x: Fraction) -> Fraction:
        """Return the height of the line at x."""
        return self.start + self.slope * x


def line(points: Sequence[tuple[Fraction, Fraction]]) -> Line:
    """Return the line through points (x, y), at least two of them with different x."""
    slopes = [(y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in itertools.combinations(points, 2) if x1 != x2]
    slope = median(slopes)
    return Line(slope, median(y - slope * x for x, y in points))
