"""Direction of travel: is it getting better? The change from the last comparable figure, read with the polarity.

A rise is never called good or bad by itself: 'improving' and 'worsening' need a polarity of high or low; a neutral
indicator is 'increasing' or 'decreasing'.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from indicators.rules.period import Period, family

IMPROVING, WORSENING, NO_CHANGE = "improving", "worsening", "no_change"
INCREASING, DECREASING = "increasing", "decreasing"
JUDGED = frozenset({"actual", "provisional", "revised"})


@dataclass(frozen=True, slots=True)
class Point:
    """One figure as this rule needs it."""

    period: Period
    value: Decimal | None
    status: str


PointLike = TypeVar("PointLike", bound=Point)


def previous(points: Iterable[PointLike], period: Period) -> PointLike | None:
    """Return the last earlier figure of the same family of periods; failing one, the last earlier baseline; or None.

    A baseline is what a plan started from. It is used whatever its kind of period, and the caller says that it is one.
    Forecasts, predictions and implied figures are never the start of a comparison.
    """
    earlier = [p for p in points if p.value is not None and p.period.ends < period.ends]
    wanted = family(period)
    like = [p for p in earlier if p.status in JUDGED and family(p.period) == wanted]
    baselines = [p for p in earlier if p.status == "baseline"]
    return max(like or baselines, key=lambda p: p.period.ends, default=None)


def direction(change: Decimal, polarity: str) -> str:
    """Return the direction of travel in one word."""
    if change == 0:
        return NO_CHANGE
    if polarity == "high":
        return IMPROVING if change > 0 else WORSENING
    if polarity == "low":
        return IMPROVING if change < 0 else WORSENING
    return INCREASING if change > 0 else DECREASING
