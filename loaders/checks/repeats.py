"""A file whose figures are all those of the period before: last quarter's file under a new date."""

from __future__ import annotations

from collections.abc import Iterator

from indicators.rules.explain import when
from loaders.checks.examined import Examined, Placed, Point
from loaders.problems import WARNING, Problem

# With fewer figures, all may well have stayed the same.
ENOUGH = 10


def check(examined: Examined) -> Iterator[Problem]:
    """Yield one warning when the last figure of every series is the same as the one before it."""
    pairs: list[tuple[Placed, Point]] = []
    for series in examined.by_series.values():
        last = max(series, key=lambda placed: placed.period.ends)
        before = examined.before(last)
        if before:
            pairs.append((last, before[-1]))
    if len(pairs) < ENOUGH or any(placed.value != point.value for placed, point in pairs):
        return
    first, point = pairs[0]
    yield examined.problem(
        WARNING,
        "same_as_before",
        first.figure.sheet,
        first.at,
        f"all {len(pairs)} figures that can be compared are the same as the ones before them, beginning with this one, "
        f"{first.text}, which it also was {when(point.period)}.",
        "Check that this is not an earlier file with a new date.",
        first.text,
    )
