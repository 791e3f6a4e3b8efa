"""Signals: is it really changing, or is it ordinary ups and downs? And can it be relied on to meet its target?

An XmR chart by the NHS's Making Data Count rules. *Variation* is what the last figure is: common cause (ordinary), or
special cause by one of four patterns, which the polarity calls improving or a concern. *Assurance* holds the target
against the limits: beyond them it will be met, or missed, whatever the ordinary ups and downs; between them it is hit
and missed. Source: NHSRplotthedots 0.2.2, with which every number agrees save where docs/deviations.md says not.

Ours: a figure that is missing is left out before anything is worked out, and stays as a gap; a break begins a new group
with limits of its own; under 12 figures since the last break there is no signal, and it says so; a flat series has
limits equal to its mean; a target that changed is the one in force at the last figure.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from indicators.rules.spc_limits import FEWEST, Limits, as_whole, limits
from indicators.rules.spc_rules import COMMON, HIGH, labels

MINIMUM = 12
COMMON_CAUSE = "common_cause"
IMPROVEMENT, CONCERN = "special_cause_improvement", "special_cause_concern"
NEUTRAL_HIGH, NEUTRAL_LOW = "special_cause_neutral_high", "special_cause_neutral_low"
WILL_PASS, HIT_AND_MISS, WILL_FAIL = "consistent_pass", "inconsistent", "consistent_fail"
NO_FIGURES, TOO_FEW, TOO_FEW_SINCE = "no_figures", "too_few", "too_few_since_break"


@dataclass(frozen=True, slots=True)
class SpcPoint:
    """One figure: the last day of its period, its value (None when missing), the target in force at it (or None).

    `strict` says that a figure equal to the target does not meet it: the target is "under 10", not "no more than 10".
    """

    day: date
    value: Decimal | None
    target: Decimal | None = None
    strict: bool = False


class Signal(NamedTuple):
    """What the rules say of one point. Numbers are in the indicator's own unit.

    `lower` and `upper` are the limits that the rules go by. `drawn_lower` and `drawn_upper` are the same within what is
    possible, for a chart; None in a group that is too short. `label` and `kind` are '' where nothing is judged: the
    value is missing, or its group too short.
    """

    day: date
    value: Decimal | None
    group: int
    mean: float | None = None
    lower: float | None = None
    upper: float | None = None
    drawn_lower: float | None = None
    drawn_upper: float | None = None
    outside: bool = False
    side: int = 0
    near: bool = False
    label: str = ""
    kind: str = ""

    @property
    def special(self) -> bool:
        """Whether it is a special cause."""
        return self.label not in ("", COMMON)


@dataclass(frozen=True, slots=True)
class Signals:
    """A series after the rules: every point in order of its day, and what is said of the last figure.

    `variation` and `assurance` are None where nothing can be said: `reason` says why there is no variation; assurance
    also needs a target and a polarity. `count` is how many figures the last group has, of `minimum` that are needed;
    `since` the break that began it. `narrow` says that most of its figures are the same, so that its limits have no
    width although its figures vary: a signal there wants care.
    """

    points: tuple[Signal, ...]
    variation: str | None
    assurance: str | None
    reason: str
    last: Signal | None
    target: Decimal | None
    target_changed: bool
    count: int
    minimum: int
    since: date | None
    narrow: bool


@dataclass(frozen=True, slots=True)
class _Rules:
    """How a series is to be judged."""

    polarity: str
    screen: bool
    fix_after: int | None
    lowest: Decimal | None
    highest: Decimal | None
    minimum: int


def signals(
    points: Iterable[SpcPoint],
    *,
    polarity: str,
    breaks: Iterable[date] = (),
    screen: bool = True,
    fix_after: int | None = None,
    lowest: Decimal | None = None,
    highest: Decimal | None = None,
    minimum: int = MINIMUM,
) -> Signals:
    """Return the signals of one series of like periods, given in any order.

    `polarity` is high, low, neutral or range; neither of the last two is improving or a concern, nor has assurance.
    `breaks` are days from which it was counted in another way: the first point on or after one begins a new group.
    `screen` leaves out moving ranges that are unlikely large. `fix_after` makes the limits of each group from its first
    figures alone, so many, at least 12. `lowest` and `highest` are what is possible, for the drawn limits alone.
    Raises ValueError when two points have one day, or `fix_after` is under 12.
    """
    if fix_after is not None and fix_after < MINIMUM:
        raise ValueError(f"limits are fixed after {MINIMUM} figures or more, not {fix_after}")
    ordered = sorted(points, key=lambda point: point.day)
    if len({point.day for point in ordered}) < len(ordered):
        raise ValueError("two points of one series have the same day")
    rules = _Rules(polarity, screen, fix_after, lowest, highest, max(minimum, FEWEST))
    days = sorted(set(breaks))
    done: list[Signal] = []
    whole = _worked_out([], rules)
    for number, group in enumerate(_groups(ordered, days)):
        known = _worked_out(group, rules)
        done += [_signal(point, number, known, rules) for point in group]
        if known.values:
            whole = known
    return _said(tuple(done), ordered, whole, days, rules)


def _groups(points: Sequence[SpcPoint], breaks: Sequence[date]) -> list[list[SpcPoint]]:
    groups: dict[int, list[SpcPoint]] = {}
    for point in points:
        groups.setdefault(bisect_right(breaks, point.day), []).append(point)
    return list(groups.values())


@dataclass(frozen=True, slots=True)
class _Group:
    """One group between breaks: its figures, its limits, where each day's figure stands and its label.

    `given` is the mean, the two limits, and the two within what is possible.
    """

    values: list[Decimal]
    lines: Limits | None
    given: tuple[float, float, float, float | None, float | None]
    labels: dict[date, tuple[bool, int, bool, str]]
    judged: bool


def _worked_out(group: Sequence[SpcPoint], rules: _Rules) -> _Group:
    figures = [(point.day, point.value) for point in group if point.value is not None]
    values = [value for _, value in figures]
    wholes, over = as_whole(values)
    lines = limits(wholes[: rules.fix_after], over, screen=rules.screen)
    judged = lines is not None and len(values) >= rules.minimum
    places = lines.places(wholes) if lines is not None else []
    names = labels(wholes, places) if judged else [""] * len(places)
    found = {day: (*place, name) for (day, _), place, name in zip(figures, places, names, strict=False)}
    return _Group(values, lines, _given(lines, judged, rules), found, judged)


def _given(lines: Limits | None, judged: bool, rules: _Rules) -> tuple[float, float, float, float | None, float | None]:
    if lines is None:
        return 0.0, 0.0, 0.0, None, None
    lower, upper = float(lines.lower), float(lines.upper)
    drawn = (_within(lower, rules), _within(upper, rules)) if judged else (None, None)
    return float(lines.mean), lower, upper, *drawn


def _signal(point: SpcPoint, number: int, group: _Group, rules: _Rules) -> Signal:
    lines = group.lines
    if point.value is None or lines is None:
        return Signal(point.day, point.value, number)
    outside, side, near, label = group.labels[point.day]
    kind = kind_of(label, rules.polarity)
    return Signal(point.day, point.value, number, *group.given, outside, side, near, label, kind)


def _within(limit: float, rules: _Rules) -> float:
    """Return a limit no lower and no higher than what is possible."""
    if rules.lowest is not None:
        limit = max(limit, float(rules.lowest))
    return limit if rules.highest is None else min(limit, float(rules.highest))


def kind_of(label: str, polarity: str) -> str:
    """Return what a label means by the polarity: common cause, improvement, concern, high or low; '' for no label."""
    if label in ("", COMMON):
        return label and COMMON_CAUSE
    high = label in HIGH
    if polarity not in ("high", "low"):
        return NEUTRAL_HIGH if high else NEUTRAL_LOW
    return IMPROVEMENT if high == (polarity == "high") else CONCERN


def _said(
    done: tuple[Signal, ...], points: Sequence[SpcPoint], group: _Group, breaks: Sequence[date], rules: _Rules
) -> Signals:
    """Return the whole answer; what is said is said of the last point that has a value, and of its group."""
    figures = [signal for signal in done if signal.value is not None]
    last = figures[-1] if figures else None
    passed = [day for day in breaks if last and figures[0].day < day <= last.day]
    reason = "" if group.judged else TOO_FEW_SINCE if passed else TOO_FEW if figures else NO_FIGURES
    aimed = [point for point in points if point.value is not None]
    target = aimed[-1].target if aimed else None
    return Signals(
        points=done,
        variation=last.kind if last and group.judged else None,
        assurance=_assurance(group, aimed[-1], rules.polarity) if group.judged else None,
        reason=reason,
        last=last,
        target=target,
        target_changed=len({point.target for point in aimed} - {None}) > 1,
        count=len(group.values),
        minimum=rules.minimum,
        since=passed[-1] if passed else None,
        narrow=group.judged and group.lines is not None and not group.lines.moved and len(set(group.values)) > 1,
    )


def _assurance(group: _Group, last: SpcPoint, polarity: str) -> str | None:
    """Return whether the last point's target will pass, is hit and missed, or will fail; None where there is none.

    A target beyond the limits is passed or failed every time; one within them, or on one, is hit and missed. Of figures
    that are all the same a target that they equal is passed every time, or failed where equal is not enough.
    """
    if polarity not in ("high", "low") or last.target is None or group.lines is None:
        return None
    target = Fraction(last.target)
    if target == last.value and len(set(group.values)) == 1:
        return WILL_FAIL if last.strict else WILL_PASS
    if target > group.lines.upper:
        return WILL_FAIL if polarity == "high" else WILL_PASS
    if target < group.lines.lower:
        return WILL_PASS if polarity == "high" else WILL_FAIL
    return HIT_AND_MISS
