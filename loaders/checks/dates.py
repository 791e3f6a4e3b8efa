"""Periods that cannot be meant: to come, long ago, or a year off from the others around them."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from data.periods import Period
from indicators.rules.period import NO_YEAR, day_words, months_between
from loaders.checks.examined import Examined, Placed
from loaders.checks.words import named
from loaders.columns import column_letter
from loaders.problems import WARNING, Problem

# What may be said about a time that is still to come.
AHEAD = frozenset({"forecast", "predicted"})
OLDEST_MONTHS = 1100
# A year's slip of the pen puts a period farther ahead than a report that comes a little early.
FAR_AHEAD = timedelta(days=183)
EARLY = timedelta(days=62)
# How long a row of periods must be before one can be out of step, and how many figures make up a file's own dates.
ENOUGH_IN_A_ROW = 4
ENOUGH_IN_A_FILE = 10
# Periods that are written with a month; whole years differ from indicator to indicator.
_DATED = ("snapshot", "month", "quarter")


def check(examined: Examined) -> Iterator[Problem]:
    """Yield a warning for each period that is to come, long ago or a year off; once for each place that says it."""
    told: set[tuple[str, str]] = set()
    for problem in (*_ahead(examined), *_old(examined), *_out_of_step(examined), *_alone(examined)):
        place = (problem.sheet or "", problem.cell or "")
        if place not in told:
            told.add(place)
            yield problem


def a_year_on(period: Period, years: int = 1) -> Period:
    """Return the same period some years later; the last of February stays the last."""
    return Period(period.kind, _shifted(period.starts, years), _shifted(period.ends, years))


def _shifted(day: date, years: int) -> date:
    last = day.day == calendar.monthrange(day.year, day.month)[1]
    year = day.year + years
    return date(year, day.month, calendar.monthrange(year, day.month)[1] if last else min(day.day, 28))


def _ahead(examined: Examined) -> Iterator[Problem]:
    to_come = {period for period in examined.periods if period.ends > examined.by and period != NO_YEAR}
    ahead = [
        placed
        for placed in (examined.valued if to_come else ())
        if placed.period in to_come and placed.figure.status not in AHEAD
    ]
    if ahead and _day_is_wrong(examined, ahead):
        yield _wrong_day(examined, ahead)
        return
    for placed in ahead:
        fix = "Check the period. If the figure is about a time to come, write forecast in Status."
        earlier = a_year_on(placed.period, -1)
        if placed.period.ends > examined.by + FAR_AHEAD and earlier.ends <= examined.by:
            fix = f"Check the year: {named(earlier)} is likely. If it is still to come, write forecast in Status."
        yield _at_period(
            examined,
            placed,
            "period_in_future",
            f"ends on {day_words(placed.period.ends)}, after the day on which the figures were reported, "
            f"{day_words(examined.by)}.",
            fix,
        )


def _day_is_wrong(examined: Examined, ahead: Sequence[Placed]) -> bool:
    """Return whether the stated day, and not the periods, is a year too early: half of the figures end after it."""
    last = max(placed.period.ends for placed in ahead)
    judged = sum(placed.is_judged for placed in examined.valued)
    return (
        examined.stated is not None
        and len(ahead) * 2 >= judged
        and len(ahead) > 1
        and examined.by + EARLY < last <= _shifted(examined.by, 1)
    )


def _wrong_day(examined: Examined, ahead: Sequence[Placed]) -> Problem:
    sheet, cell = _place_of_day(examined, ahead[0])
    return examined.problem(
        WARNING,
        "date_suspect",
        sheet,
        cell,
        f"the figures are said to have been reported on {day_words(examined.by)}, but {len(ahead)} of them are for a "
        f"time after it. {day_words(_shifted(examined.by, 1))} is likely.",
        "Check the year of the day on which they were reported.",
        day_words(examined.by),
    )


def _place_of_day(examined: Examined, placed: Placed) -> tuple[str, str | None]:
    for name, sheet in examined.sheets.items():
        for row, column, cell in sheet.cells():
            if cell.day == examined.by:
                return name, f"{column_letter(column)}{row}"
    return placed.figure.sheet, None


def _old(examined: Examined) -> Iterator[Problem]:
    old = {
        period
        for period in examined.periods
        if period != NO_YEAR and months_between(period.starts, examined.by) > OLDEST_MONTHS
    }
    for placed in examined.valued if old else ():
        if placed.period in old:
            yield _at_period(
                examined, placed, "period_old", f"began on {day_words(placed.period.starts)}.", "Check the year."
            )


def _out_of_step(examined: Examined) -> Iterator[Problem]:
    """Yield a warning for each period that is the only one out of order in its row or column, by a year."""
    # What a line is about gets a number, which is sooner looked up than all of its words.
    number: dict[object, int] = {}
    lines: dict[tuple[int, str, int], list[tuple[int, Placed]]] = {}
    for placed in examined.figures:
        row, column = placed.place
        of = number.setdefault(
            (placed.figure.sheet, placed.series, placed.period.kind, placed.figure.status), len(number)
        )
        lines.setdefault((of, "row", row), []).append((column, placed))
        lines.setdefault((of, "column", column), []).append((row, placed))
    for line in lines.values():
        if len(line) < ENOUGH_IN_A_ROW:
            continue
        found = _odd_one([placed for _, placed in sorted(line, key=lambda one: one[0])])
        if found is not None:
            yield _suspect(examined, *found, "is out of order among the periods beside it")


def _odd_one(ordered: Sequence[Placed]) -> tuple[Placed, Period] | None:
    """Return the one period that another year would put in order, with that period; None where it cannot be told.

    Where either of two would do, it is the one that leaves even steps.
    """
    ends = [placed.period.ends for placed in ordered]
    if _in_order(ends):
        return None
    found: list[tuple[bool, Placed, Period]] = []
    for place, placed in enumerate(ordered):
        for years in (1, -1):
            period = a_year_on(placed.period, years)
            mended = [*ends[:place], period.ends, *ends[place + 1 :]]
            if _in_order(mended):
                found.append((_is_even(mended), placed, period))
    even = [one for one in found if one[0]]
    likely = even or found
    return likely[0][1:] if len(likely) == 1 else None


def _in_order(days: Sequence[date]) -> bool:
    pairs = list(pairwise(days))
    return all(a < b for a, b in pairs) or all(a > b for a, b in pairs)


def _is_even(days: Sequence[date]) -> bool:
    return len({(b.year - a.year) * 12 + b.month - a.month for a, b in pairwise(days)}) == 1


def _alone(examined: Examined) -> Iterator[Problem]:
    """Yield a warning for each period of one figure only, where the area's others have the same one a year later.

    Where the series itself has that later one, the figure is there for comparison.
    """
    if len(examined.figures) < ENOUGH_IN_A_FILE:
        return
    times = Counter((placed.figure.area, placed.period) for placed in examined.figures)
    if min(times.values()) > 1:
        return
    series = {(placed.series, placed.period) for placed in examined.figures}
    for placed in examined.figures:
        area, period = placed.figure.area, placed.period
        if times[area, period] > 1 or period == NO_YEAR or period.kind not in _DATED or not placed.is_judged:
            continue
        later = a_year_on(period)
        if times[area, later] > 1 and (placed.series, later) not in series and later.ends <= examined.by:
            yield _suspect(examined, placed, later, "stands for this figure alone")


def _suspect(examined: Examined, placed: Placed, likely: Period, why: str) -> Problem:
    return _at_period(
        examined, placed, "date_suspect", f"{why}. {named(likely)} is likely.", "Check the year of the period."
    )


def _at_period(examined: Examined, placed: Placed, code: str, what: str, fix: str) -> Problem:
    """Return a problem with a figure's period, at the cell that says the period where that is found."""
    text = placed.figure.label or named(placed.period)
    place = _place_of_period(examined, placed)
    return examined.problem(WARNING, code, placed.figure.sheet, place, f"{text!r} {what}", fix, text)


def _place_of_period(examined: Examined, placed: Placed) -> str:
    """Return the cell that says a figure's period: above it in its column, else in its row; else its own."""
    sheet, row, column = examined.around(placed)
    wanted = {
        " ".join(text.split()) for text in (placed.figure.label, *placed.figure.label.split(" / ")) if text.strip()
    }
    if sheet is None or not wanted:
        return placed.at
    for above in range(row - 1, 0, -1):
        cell = sheet.cell(above, column)
        if cell is not None and " ".join(cell.text.split()) in wanted:
            return f"{column_letter(column)}{above}"
    for beside, cell in sorted(sheet.rows.get(row, {}).items()):
        if beside != column and " ".join(cell.text.split()) in wanted:
            return f"{column_letter(beside)}{row}"
    return placed.at
