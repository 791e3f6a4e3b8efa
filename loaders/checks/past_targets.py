"""A target for a time that is over, set to something else than it was."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from decimal import Decimal

from data.queries import StoredTarget
from data.records import Target
from indicators.definitions import Indicator, catalogue
from indicators.rules.period import day_words
from indicators.rules.target import OPERATOR_WORDS
from loaders.checks.examined import Examined
from loaders.checks.words import said
from loaders.problems import WARNING, Problem


def check(examined: Examined) -> Iterator[Problem]:
    """Yield a warning for each target whose last day is past and that says something else than the stored one."""
    stored = {_key(target): target for target in examined.stored_targets}
    for target in examined.targets:
        before, indicator = stored.get(_key(target)), catalogue().get(target.indicator)
        if before is None or indicator is None or target.ends is None or target.ends >= examined.by:
            continue
        if _aim(before) == _aim(target):
            continue
        yield examined.problem(
            WARNING,
            "past_target_changed",
            target.sheet,
            f"{target.cell[0]}{target.cell[1] or ''}",
            f"the target of {indicator.name} to {day_words(target.ends)} is {_words(target, indicator)} here. It was "
            f"{_words(before, indicator)}, as reported on {day_words(before.known_on)}.",
            "Check that it should change: the colours of past figures change with it.",
            _words(target, indicator),
        )


def _key(target: Target | StoredTarget) -> Hashable:
    of = (target.indicator, target.area, target.breakdown, target.kind, target.starts, target.ends)
    return (*of, target.period_kind, target.set_by)


def _aim(target: Target | StoredTarget) -> tuple[str, Decimal, Decimal | None]:
    return (target.operator, target.value, target.upper)


def _words(target: Target | StoredTarget, indicator: Indicator) -> str:
    upper = said(target.upper, indicator) if target.upper is not None else ""
    return OPERATOR_WORDS[target.operator].format(value=said(target.value, indicator), upper=upper)
