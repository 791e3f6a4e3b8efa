"""Numbers in the wrong unit: fractions among percentages, and numbers that fit what is known once they are scaled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from statistics import median

from indicators.rules.explain import when
from loaders.checks.examined import Examined, Placed, Point
from loaders.checks.words import brief, said
from loaders.problems import ERROR, WARNING, Problem

ONE, TWO, HUNDRED = Decimal(1), Decimal(2), Decimal(100)
# How often a series must be known before a number can be said not to fit it.
ENOUGH = 3
# By what a number may be wrong: a percentage for a fraction or the other way round, a rate for another population.
FACTORS = {
    "percent": (Decimal(100), Decimal("0.01")),
    **dict.fromkeys(
        ("rate_per_1000", "rate_per_10000", "rate_per_100000"),
        tuple(Decimal(10) ** power for power in (1, 2, 3, -1, -2, -3)),
    ),
}


def mixed(examined: Examined) -> Iterator[Problem]:
    """Yield an error for each percentage that is written as a fraction among others that are not."""
    told: set[int] = set()
    for group in _groups(examined):
        wholes = [placed.value for placed in group if placed.value > ONE]
        if not wholes or len(wholes) == len(group):
            continue
        usual = median(wholes)
        for placed in group:
            if placed.number not in told and _is_fraction(placed.value, usual):
                told.add(placed.number)
                yield _mixed(examined, placed, usual)


def suspect(examined: Examined) -> Iterator[Problem]:
    """Yield a warning for each percentage or rate that fits what was known before only when it is scaled."""
    for placed in examined.valued:
        before = examined.before(placed) if placed.is_judged and placed.indicator.unit in FACTORS else ()
        likely = likely_value(placed, before)
        if likely is None:
            continue
        last = before[-1]
        yield examined.problem(
            WARNING,
            "unit_suspect",
            placed.figure.sheet,
            placed.at,
            f"{said(placed.value, placed.indicator)} is far from what was known before. "
            f"{said(likely, placed.indicator)} would fit: it was {said(last.value, placed.indicator)} "
            f"{when(last.period)} ({last.where}).",
            "Check the unit of the number, and write it like the earlier ones.",
            placed.text,
        )


def likely_value(placed: Placed, before: Sequence[Point]) -> Decimal | None:
    """Return the number that was probably meant, or None when the number fits or no single factor makes it fit."""
    factors = FACTORS.get(placed.indicator.unit)
    if not factors or len(before) < ENOUGH or not placed.value:
        return None
    values = [point.value for point in before]
    if _fits(placed.value, values):
        return None
    scaled = [placed.value * factor for factor in factors]
    fitting = [value for value in scaled if _fits(value, values)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(value: Decimal, values: Sequence[Decimal]) -> bool:
    """Return whether a number lies where the known ones do, with as much room again on either side."""
    low, high = min(values), max(values)
    room = high - low
    if low - room <= value <= high + room:
        return True
    # The median takes longest and is seldom needed.
    room = max(room, abs(median(values)) / 4)
    return low - room <= value <= high + room


def _groups(examined: Examined) -> Iterator[list[Placed]]:
    """Yield the percentages of each series, then of each indicator on each row of a sheet; none if none is small."""
    series: dict[object, list[Placed]] = {}
    rows: dict[object, list[Placed]] = {}
    percentages = [placed for placed in examined.valued if placed.indicator.unit == "percent"]
    if any(0 < placed.value <= ONE for placed in percentages):
        for placed in percentages:
            series.setdefault(placed.series, []).append(placed)
            row = (placed.figure.indicator, placed.figure.breakdown, placed.figure.sheet, placed.figure.cell[1])
            rows.setdefault(row, []).append(placed)
    yield from series.values()
    yield from rows.values()


def _is_fraction(value: Decimal, usual: Decimal) -> bool:
    """Return whether a value up to 1 is nearer the usual one when it is multiplied by a hundred."""
    return 0 < value <= ONE and value < usual / 10 and usual / TWO <= value * HUNDRED <= usual * TWO


def _mixed(examined: Examined, placed: Placed, usual: Decimal) -> Problem:
    return examined.problem(
        ERROR,
        "unit_mixed",
        placed.figure.sheet,
        placed.at,
        f"{placed.text!r} looks like a fraction among percentages, which are about {brief(usual)} here. "
        f"{said(placed.value * HUNDRED, placed.indicator)} is likely.",
        f"Write {brief(placed.value * HUNDRED)} if that is meant: percentages are written from 0 to 100.",
        placed.text,
    )
