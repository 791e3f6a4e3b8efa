"""Direction of travel: is it getting better? The change from the last comparable figure, read with the polarity.

A rise is never called good or bad by itself: 'improving' and 'worsening' need a polarity of high or low; a neutral
indicator is 'increasing' or 'decreasing'. Beside it stands the same period of last year, which seasons do not disturb.
Source: Havering's reports of 2013 to 2015, with an arrow against the last quarter and one against the last year.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Protocol, TypeVar

from indicators.rules.period import NO_YEAR, Period, family

IMPROVING, WORSENING, NO_CHANGE = "improving", "worsening", "no_change"
INCREASING, DECREASING = "increasing", "decreasing"
JUDGED = frozenset({"actual", "provisional", "revised"})


class Point(Protocol):
    """One figure as this rule needs it: its period, its value or None, its status."""

    @property
    def period(self) -> Period: ...
    @property
    def value(self) -> Decimal | None: ...
    @property
    def status(self) -> str: ...


PointLike = TypeVar("PointLike", bound=Point)


def previous(points: Iterable[PointLike], period: Period) -> PointLike | None:
    """Return the last earlier figure of the same family of periods; failing one, the last earlier baseline; or None.

    When that last earlier period has no value (it was suppressed, say) its point is returned all the same, so that the
    caller can say that there is nothing to compare with: a change over a gap is not a direction of travel. A baseline
    is what a plan started from; it is used whatever its kind of period, and the caller says that it is one. Forecasts,
    predictions and implied figures are never the start of a comparison.
    """
    earlier = [p for p in points if p.period.ends < period.ends and p.period != NO_YEAR]
    wanted = family(period)
    like = [p for p in earlier if p.status in JUDGED and family(p.period) == wanted]
    baselines = [p for p in earlier if p.status == "baseline" and p.value is not None]
    return max(like or baselines, key=lambda p: (p.period.ends, p.period.kind == period.kind), default=None)


def a_year_before(points: Iterable[PointLike], period: Period) -> PointLike | None:
    """Return the outturn for the same period of the year before, also one without a value; None when there is none.

    It ends in the same month of that year and is of the same family; of several the same kind counts, then the nearest
    day. A year's own year before is simply the last year.
    """
    wanted, month = family(period), (period.ends.year - 1, period.ends.month)
    near = [
        p
        for p in points
        if (p.period.ends.year, p.period.ends.month) == month and p.status in JUDGED and family(p.period) == wanted
    ]
    return min(
        near,
        key=lambda p: (p.period.kind != period.kind, abs(p.period.ends.day - period.ends.day), -p.period.ends.day),
        default=None,
    )


def direction(change: Decimal, polarity: str, *, material: bool = True) -> str:
    """Return the direction of travel in one word; a change that is not `material` (materiality.py) is none."""
    if change == 0 or not material:
        return NO_CHANGE
    if polarity == "high":
        return IMPROVING if change > 0 else WORSENING
    if polarity == "low":
        return IMPROVING if change < 0 else WORSENING
    return INCREASING if change > 0 else DECREASING
