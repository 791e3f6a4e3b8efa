"""Targets: which of several judges a figure, and which is due.

A target is `for` a period (it judges any figure whose period ends inside it), `by` a date (it judges figures from that
date on) or standing (no date). Source: the councils' own plans, where one indicator carries a government target of 100,
a local step of 75 by November and a headline of 97.5; see docs/design.md, "Targets".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from indicators.rules.period import TWELVE_MONTHS, Period, day_words, family, months_between

OPERATORS = (">=", "<=", "<", ">", "=", "between")
SETTERS = ("local", "partnership", "government")
# A target without a date that was set longer ago than this says so: the same age at which a benchmark is too old.
LONG_AGO_MONTHS = 18
OPERATOR_WORDS = {
    ">=": "at least {value}",
    "<=": "no more than {value}",
    "<": "under {value}",
    ">": "over {value}",
    "=": "exactly {value}",
    "between": "between {value} and {upper}",
}


@dataclass(frozen=True, slots=True)
class Target:
    """One target with everything that judging needs. Dates are None where they do not apply.

    `set_on` says when it was set or last changed, for the rule that the latest set wins. `source` is left as given.
    """

    kind: str
    operator: str
    value: Decimal
    upper: Decimal | None = None
    starts: date | None = None
    ends: date | None = None
    period_kind: str = ""
    tolerance_kind: str = ""
    tolerance: Decimal | None = None
    set_by: str = "local"
    headline: bool = False
    set_on: tuple[object, ...] = ()
    label: str = ""
    note: str = ""
    source: object = None


def state(target: Target, period: Period) -> str:
    """Return whether a target judges a period: in_force, not_due, passed (its own period is over) or other_kind."""
    if target.period_kind and target.period_kind != period.kind:
        return "other_kind"
    if target.kind == "standing":
        return "in_force"
    if target.ends is None:
        return "other_kind"
    if target.kind == "by":
        return "in_force" if period.ends >= target.ends else "not_due"
    if target.starts is not None and period.ends < target.starts:
        return "not_due"
    return "in_force" if period.ends <= target.ends else "passed"


def headline(targets: Sequence[Target], period: Period) -> Target | None:
    """Return the target that judges this period: the flagged one, else by the order below, else None.

    In force before not due; local, then partnership, then government; among the steps in force the latest step, among
    those not due the next; then the one set last. Targets whose own period is over, or that name another kind of
    period, judge nothing.
    """
    live = [t for t in targets if state(t, period) in ("in_force", "not_due")]
    flagged = [t for t in live if t.headline]
    return min(flagged or live, key=lambda t: _order(t, period), default=None)


def _order(target: Target, period: Period) -> tuple[object, ...]:
    not_due = state(target, period) == "not_due"
    setter = SETTERS.index(target.set_by) if target.set_by in SETTERS else len(SETTERS)
    day = target.ends.toordinal() if target.ends else 0
    return (not_due, setter, day if not_due else -day, tuple(_Last(part) for part in target.set_on))


class _Last:
    """Sorts the later of two before the earlier."""

    __slots__ = ("part",)

    def __init__(self, part: object) -> None:
        self.part = part

    def __lt__(self, other: _Last) -> bool:
        return self.part > other.part  # type: ignore[operator]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Last) and self.part == other.part

    __hash__ = None  # type: ignore[assignment]


def provisional(target: Target, period: Period) -> bool:
    """Return whether a colour may still change because the figure is of a year that is not over.

    A year to date is held against a target that is for the whole year, or that does not say that it is meant for a year
    to date. At twelve months it is the year.
    """
    if period.kind != "year_to_date" or state(target, period) == "other_kind":
        return False
    if target.kind == "for":
        return target.ends is not None and period.ends < target.ends
    return not target.period_kind and family(period) != TWELVE_MONTHS


def set_long_ago(target: Target, period: Period) -> int | None:
    """Return the year in which a target without a date was set, where that was long before the figure; else None."""
    day = target.set_on[0] if target.set_on else None
    if target.kind != "standing" or not isinstance(day, date) or day > period.ends:
        return None
    return day.year if months_between(day, period.ends) > LONG_AGO_MONTHS else None


def when_words(target: Target) -> str:
    """Return when a target holds, in words: 'for 2004/05', 'by 30 September 2004', '' when it has no date."""
    if target.kind == "by" and target.ends:
        return f"by {day_words(target.ends)}"
    if target.kind == "for" and target.ends:
        return f"for {target.label}" if target.label else f"for the period to {day_words(target.ends)}"
    return ""
