"""Counts for quarters that look as if each ran from the beginning of the year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from indicators.definitions import Indicator
from indicators.rules.period import NO_YEAR, financial_year, first_year_of, label
from loaders.asked import Choice, Question
from loaders.checks.examined import Examined, Placed
from loaders.checks.words import brief
from loaders.problems import WARNING, Problem

# With fewer quarters, or a smaller rise, chance alone makes counts grow like that.
ENOUGH = 3
SMALLEST_RISE = 3
ALONE, TO_DATE = "alone", "to_date"
CHOICES = (Choice(ALONE, "Each is for its own quarter"), Choice(TO_DATE, "Each runs from April to its end"))


def check(examined: Examined) -> Iterator[Problem]:
    """Yield a warning for each year of a series whose counts only ever rise, as a running total does.

    They never fall over three quarters or more in a row, and each adds on average at least half of what the first had.
    Whoever has said already how an indicator's quarters are meant is not asked again.
    """
    for year, quarters in _running(examined):
        yield _problem(examined, year, quarters)


def questions(examined: Examined) -> list[Question]:
    """Return a question for each indicator whose quarters may each be for that quarter or run from April."""
    found: dict[str, Question] = {}
    for _, quarters in _running(examined):
        last = quarters[-1]
        key = question_key(last.indicator)
        words = f"Is each quarter of {last.indicator.name} for that quarter alone, or does it run from April?"
        found.setdefault(key, Question(key, words, CHOICES, last.figure.sheet or None, last.at, last.text))
    return list(found.values())


def _running(examined: Examined) -> Iterator[tuple[int, Sequence[Placed]]]:
    """Yield the year and the quarters of each series that looks like a running total and is not settled yet."""
    for series in examined.by_series.values():
        if series[0].indicator.unit != "number":
            continue
        years: dict[int, list[Placed]] = {}
        for placed in series:
            if placed.period.kind == "quarter" and placed.period != NO_YEAR:
                years.setdefault(first_year_of(placed.period.starts), []).append(placed)
        for year, quarters in years.items():
            quarters.sort(key=lambda placed: placed.period.ends)
            if question_key(quarters[0].indicator) not in examined.answers and runs_on(quarters):
                yield year, quarters


def question_key(indicator: Indicator) -> str:
    """Return the key of the question whether an indicator's quarters each run from April."""
    return f"quarters:{indicator.slug}"


def runs_on(quarters: Sequence[Placed]) -> bool:
    """Return whether the quarters of one year, in order, look like a running total."""
    values = [placed.value for placed in quarters]
    if len(values) < ENOUGH or (quarters[-1].period.ends - quarters[0].period.starts).days > 93 * len(values):
        return False
    rise = values[-1] - values[0]
    steps = [later - earlier for earlier, later in pairwise(values)]
    only_rises = min(steps) >= 0 and sum(step > 0 for step in steps) > 1
    return only_rises and rise >= SMALLEST_RISE and rise * 2 >= values[0] * (len(values) - 1)


def _problem(examined: Examined, year: int, quarters: Sequence[Placed]) -> Problem:
    last = quarters[-1]
    found = ", ".join(brief(placed.value) for placed in quarters)
    return examined.problem(
        WARNING,
        "looks_cumulative",
        last.figure.sheet,
        last.at,
        f"{last.indicator.name} rises every quarter of {label(financial_year(year))} ({found}), as figures do that run "
        "from the beginning of the year. They were read as each quarter's own.",
        "Write cumulative above them if they run on. Nothing to do if each is for its quarter alone.",
        found,
    )
