"""Figures of a council for a time after it was reorganised away."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from indicators.rules.period import label
from loaders.checks.examined import Examined
from loaders.problems import ERROR, Problem
from loaders.returns.areas import closed_by


def check(examined: Examined) -> Iterator[Problem]:
    """Yield an error for each value of a council for a period that began after the council had ended."""
    looked_up = functools.cache(closed_by)
    for placed in examined.valued:
        closed = looked_up(placed.figure.area, placed.period.starts)
        if closed is not None:
            yield examined.problem(
                ERROR,
                "area_closed",
                placed.figure.sheet,
                placed.at,
                f"{closed.what}, and this figure is for a time after that ({label(placed.period)}).",
                f"{closed.fix or 'Check the area.'} If the area is right, check the period.",
                placed.text,
            )
