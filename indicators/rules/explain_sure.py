"""How sure a reading is, one sentence a reason: its age, its status, its sources, small numbers, chance, its signal.

The sentences of the other rules (small numbers, signals, forecasts, what it takes) are taken as they say them; this one
only puts them in order, the plainest doubt first. Source: councillors asked for the count behind the percentage (Tower
Hamlets), and a report that leaves a doubt out is not believed when it has none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from indicators.rules.age import years_old
from indicators.rules.explain_reading import Scale
from indicators.rules.period import Period

_STATUS = {
    "provisional": "It is provisional, so it may still change.",
    "forecast": "It is a forecast, not a result.",
    "predicted": "It is a prediction, not a result.",
    "implied": "It is not printed in the source, but follows from what is.",
    "baseline": "It is where the plan began, not a result of it.",
}
# How likely it is that an interval holds the truth, as people say it.
_LEVELS = {Decimal(95): "19 times out of 20", Decimal(99): "99 times out of 100", Decimal(90): "9 times out of 10"}


@dataclass(frozen=True, slots=True)
class Between:
    """A confidence interval in the indicator's unit; `level` is in per cent."""

    low: Decimal
    high: Decimal
    level: Decimal = Decimal(95)


@dataclass(frozen=True, slots=True)
class Doubts:
    """What may be doubted of a figure; what is not known is left as it is.

    `notes` (of its target), `conflicts`, `small`, `signal`, `forecast` and `what_it_takes` are the sentences of those
    rules, '' or () where there are none.
    """

    scale: Scale
    period: Period
    on: date
    status: str = "actual"
    notes: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    small: str = ""
    between: Between | None = None
    signal: str = ""
    forecast: str = ""
    what_it_takes: str = ""


def how_sure(doubts: Doubts) -> tuple[str, ...]:
    """Return the sentences that say how sure a figure is; none where nothing is in doubt."""
    years = years_old(doubts.period, doubts.on)
    said = (
        f"This figure is over {years} years old." if years else "",
        _STATUS.get(doubts.status, ""),
        *doubts.notes,
        *doubts.conflicts,
        doubts.small,
        _chance(doubts.scale, doubts.between) if doubts.between else "",
        doubts.signal,
        doubts.forecast,
        doubts.what_it_takes,
    )
    return tuple(sentence for sentence in said if sentence)


def _chance(scale: Scale, between: Between) -> str:
    """Return what chance alone may do to a figure."""
    low, high = scale.shown(between.low), scale.shown(between.high)
    if low == high:
        return f"Chance alone hardly moves it from {low}."
    often = _LEVELS.get(between.level, f"in {between.level.normalize():f}% of cases")
    return f"Chance alone may move it between {low} and {high}, {often}."
