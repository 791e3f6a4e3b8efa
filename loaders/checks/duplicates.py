"""The same figure twice in one file, on one sheet or on two."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from indicators.rules.explain import when
from loaders.checks.examined import Examined, Placed
from loaders.checks.words import said_of
from loaders.problems import ERROR, WARNING, Problem


def first_of_each(examined: Examined) -> list[Placed]:
    """Return each figure once: the first place that says it. `check` says what is left out."""
    return list(examined.firsts.values())


def check(examined: Examined) -> Iterator[Problem]:
    """Yield a warning for each figure that is said again, and an error where it is said differently."""
    if len(examined.firsts) == len(examined.figures):
        return
    for placed in examined.figures:
        first = examined.firsts[placed.key]
        if first is not placed:
            yield _twice(examined, placed, first)


def _twice(examined: Examined, placed: Placed, first: Placed) -> Problem:
    figure, other = placed.figure, first.figure
    where = f"cell {first.at}" + (f" of sheet {other.sheet}" if other.sheet else "")
    what = f"the figure {when(figure.period)} also stands in {where}"
    if _content(placed) == _content(first):
        severity, code, what = WARNING, "duplicate", f"{what}. It was read once."
        fix = "Delete one of the two."
    else:
        severity, code = ERROR, "duplicate_disagrees"
        what = f"{what}, where it is {_shown(first, placed)}; here it is {_shown(placed, first)}."
        fix = "Keep the one that is right. An area has one figure for a period, whatever its status."
    return examined.problem(severity, code, figure.sheet, placed.at, what, fix, placed.text)


def _content(placed: Placed) -> Hashable:
    figure = placed.figure
    return (figure.value, figure.mark, figure.status, figure.numerator, figure.denominator)


def _shown(placed: Placed, other: Placed) -> str:
    """Return what a figure says; with its parts where only they tell it from the other."""
    figure, text = placed.figure, said_of(placed.figure)
    if text != said_of(other.figure):
        return text
    parts = ["unknown" if part is None else f"{part.normalize():f}" for part in (figure.numerator, figure.denominator)]
    return f"{text} ({parts[0]} out of {parts[1]})"
