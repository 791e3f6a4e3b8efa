"""A file as the checks look at it: each figure with its indicator, its cell and what is known of it from before."""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from data.periods import Period
from data.queries import Observation, StoredTarget
from data.records import FAMILIES, Coded, Comment, Figure, Figures, Target
from indicators.definitions import Indicator, catalogue
from indicators.rules.direction import JUDGED
from indicators.rules.period import NO_YEAR, day_words, family
from indicators.rules.target import Target as Rule
from loaders.asked import FURTHEST_AHEAD, Asked, ReadFile
from loaders.checks.history import History, Series
from loaders.checks.words import FAMILY_WORDS, Fault
from loaders.columns import column_number
from loaders.faults import problem_at
from loaders.opened import Opened, Sheet
from loaders.problems import Problem


class Placed:
    """A figure with its indicator and the cell that says it, None where the cell is not to be found.

    `number` is its place among the file's figures, `place` the row and the column of its cell, `series` the series
    that it belongs to, `period` its period and `is_judged` whether it is an outturn: actual, provisional or revised.
    Every check asks for these of every figure, so they are no more than attributes.
    """

    __slots__ = ("cell", "figure", "indicator", "is_judged", "number", "period", "place", "series")

    def __init__(self, number: int, figure: Figure, indicator: Indicator, sheet: Sheet | None) -> None:
        self.number = number
        self.figure = figure
        self.indicator = indicator
        self.place = (figure.cell[1], column_number(figure.cell[0]))
        self.cell = sheet.cell(*self.place) if sheet else None
        self.series = Series(figure.indicator, figure.area, figure.breakdown)
        self.period = figure.period
        self.is_judged = figure.status in JUDGED

    @property
    def value(self) -> Decimal:
        """Return the figure's value; only for one that has a value."""
        assert self.figure.value is not None
        return self.figure.value

    @property
    def at(self) -> str:
        """Return the cell as people write it, such as F7."""
        return f"{self.figure.cell[0]}{self.figure.cell[1] or ''}"

    @property
    def text(self) -> str:
        """Return what stands in the cell."""
        if self.cell is not None:
            return " ".join(self.cell.text.split())
        return "" if self.figure.value is None else f"{self.figure.value.normalize():f}"

    @property
    def key(self) -> Hashable:
        """Return what a file may say once only. A forecast may stand beside the outturn of the same period."""
        return (self.series, self.period, "actual" if self.is_judged else self.figure.status)


class Point(NamedTuple):
    """A figure of a series as it was known before, and where it was said, in words."""

    period: Period
    value: Decimal
    where: str


@dataclass(frozen=True)
class Examined:
    """Everything that a check may look at.

    `by` is the day on which the figures were reported; `stated` is that day where the file says it, else None.
    """

    opened: Opened
    by: date
    stated: date | None
    figures: Sequence[Placed]
    targets: Sequence[Target]
    comments: Sequence[Comment]
    stored: Mapping[Series, Sequence[Observation]]
    stored_targets: Sequence[StoredTarget]
    answers: Mapping[str, str]

    @functools.cached_property
    def valued(self) -> Sequence[Placed]:
        """Return the figures that have a value."""
        return [placed for placed in self.figures if placed.figure.value is not None]

    @functools.cached_property
    def by_series(self) -> Mapping[Series, Sequence[Placed]]:
        """Return the outturns that have a value, by their series."""
        found: dict[Series, list[Placed]] = {}
        for placed in self.valued:
            if placed.is_judged:
                found.setdefault(placed.series, []).append(placed)
        return found

    @functools.cached_property
    def periods(self) -> frozenset[Period]:
        """Return the periods of the figures: there are few, so that one question of each is soon asked."""
        return frozenset(placed.period for placed in self.figures)

    @functools.cached_property
    def firsts(self) -> Mapping[Hashable, Placed]:
        """Return the first place that says each figure, by the figure's key, in the order of the file."""
        found: dict[Hashable, Placed] = {}
        for placed in self.figures:
            found.setdefault(placed.key, placed)
        return found

    @functools.cached_property
    def by_place(self) -> Mapping[str, Mapping[tuple[int, int], Placed]]:
        """Return the figures of each sheet by the row and the column of their cells; the first of those in one cell."""
        found: dict[str, dict[tuple[int, int], Placed]] = {}
        for placed in self.figures:
            found.setdefault(placed.figure.sheet, {}).setdefault(placed.place, placed)
        return found

    @functools.cached_property
    def rules(self) -> Mapping[Series, Sequence[Rule]]:
        """Return the file's own targets, as the rules for judging take them, by their series."""
        found: dict[Series, list[Rule]] = {}
        for target in self.targets:
            found.setdefault(Series(target.indicator, target.area, target.breakdown), []).append(_as_rule(target))
        return found

    @functools.cached_property
    def sheets(self) -> Mapping[str, Sheet]:
        """Return the sheets by name."""
        return {sheet.name: sheet for sheet in self.opened.sheets}

    def before(self, placed: Placed) -> Sequence[Point]:
        """Return the comparable outturns of a figure's series that end before it, oldest first, one for each period.

        What the file itself says comes before what is stored; a council's own figures before published ones.
        """
        found = self._before.get(placed.number)
        if found is None:
            points, ends = self._in_order(placed.series, family(placed.period))
            found = self._before[placed.number] = points[: bisect_left(ends, placed.period.ends)]
        return found

    @functools.cached_property
    def _before(self) -> dict[int, Sequence[Point]]:
        return {}

    def known(self, series: Series, period: Period) -> Point | None:
        """Return the outturn of a series at one period, of the file or of the store, or None."""
        return self._points(series).get(period)

    def _in_order(self, series: Series, wanted: str) -> tuple[list[Point], list[date]]:
        """Return the points of a series in one family of periods, oldest first, and the days on which they end."""
        if series not in self._ordered:
            families: dict[str, list[Point]] = {}
            for point in sorted(self._points(series).values(), key=lambda point: point.period.ends):
                families.setdefault(family(point.period), []).append(point)
            self._ordered[series] = {
                name: (points, [point.period.ends for point in points]) for name, points in families.items()
            }
        return self._ordered[series].get(wanted, ([], []))

    @functools.cached_property
    def _ordered(self) -> dict[Series, dict[str, tuple[list[Point], list[date]]]]:
        return {}

    @functools.cached_property
    def _known(self) -> dict[Series, dict[Period, Point]]:
        return {}

    def _points(self, series: Series) -> Mapping[Period, Point]:
        if series not in self._known:
            points = _stored_points(self.stored.get(series, ()))
            for placed in self.by_series.get(series, ()):
                place = f"cell {placed.at}" + (f" of sheet {placed.figure.sheet}" if placed.figure.sheet else "")
                points[placed.period] = Point(placed.period, placed.value, place)
            self._known[series] = points
        return self._known[series]

    def fault(self, severity: str, placed: Placed, fault: Fault) -> Problem:
        """Return a fault of one figure as a problem with its cell."""
        return self.problem(severity, fault.code, placed.figure.sheet, placed.at, fault.what, fault.fix, placed.text)

    def problem(
        self, severity: str, code: str, sheet: str, cell: str | None, what: str, fix: str, found: str = ""
    ) -> Problem:
        """Return a problem that names the file, the sheet and the cell."""
        return problem_at(self.opened.name, severity, code, sheet, cell or None, what, fix, found[:200] or None)

    def around(self, placed: Placed) -> tuple[Sheet | None, int, int]:
        """Return a figure's sheet, and the row and the column of its cell; None where there is no such sheet."""
        return self.sheets.get(placed.figure.sheet), *placed.place


def examine(read: ReadFile, opened: Opened, asked: Asked, history: History) -> Examined:
    """Return a council's file ready to be checked; figures of what the catalogue does not define are left out."""
    sheets = {sheet.name: sheet for sheet in opened.sheets}
    definitions = catalogue()
    figures = [
        Placed(number, figure, indicator, sheets.get(figure.sheet))
        for number, figure in enumerate(_figures(read.contents.figures))
        if (indicator := definitions.get(figure.indicator)) is not None
    ]
    stored: dict[Series, list[Observation]] = {}
    for seen in history.figures({placed.series for placed in figures} | _series_of(read.contents.comments)):
        stored.setdefault(Series(seen.indicator, seen.area, seen.breakdown), []).append(seen)
    areas = {target.area for target in read.contents.targets} | {placed.figure.area for placed in figures}
    # A day that lies far ahead has been refused already; nothing can be held against it.
    stated = read.known_on if read.known_on and read.known_on <= asked.today + FURTHEST_AHEAD else None
    return Examined(
        opened=opened,
        by=stated or asked.known_on or asked.today,
        stated=stated,
        figures=figures,
        targets=read.contents.targets,
        comments=read.contents.comments,
        stored=stored,
        stored_targets=history.targets(areas) if areas else (),
        answers=asked.answers,
    )


def _series_of(comments: Iterable[Comment]) -> set[Series]:
    return {Series(comment.indicator, comment.area) for comment in comments}


def _figures(columns: Figures) -> list[Figure]:
    """Return figures one by one; a council's file has some thousands at most."""
    cells = list(zip(_words(columns.cell_column), columns.cell_row.tolist(), strict=True))
    values = {name: getattr(columns, name) for name in _FIELDS if name != "cell"}
    plain = {name: _words(one) if isinstance(one, Coded) else one.to_pylist() for name, one in values.items()}
    return list(map(Figure, *({**plain, "cell": cells}[name] for name in _FIELDS)))


_FIELDS = tuple(field.name for field in fields(Figure))


def _words(column: Coded) -> list[Any]:
    return [column.words[code] for code in column.codes.tolist()]


def _stored_points(observations: Sequence[Observation]) -> dict[Period, Point]:
    points: dict[Period, Point] = {}
    # The family that counts first comes last, so that it stays.
    for seen in sorted(observations, key=lambda seen: (-FAMILIES.index(seen.family), seen.known_on)):
        if seen.value is not None and seen.status in JUDGED and seen.period != NO_YEAR:
            where = f"{FAMILY_WORDS[seen.family]}, reported on {day_words(seen.known_on)}"
            points[seen.period] = Point(seen.period, seen.value, where)
    return points


def _as_rule(target: Target) -> Rule:
    return Rule(
        kind=target.kind,
        operator=target.operator,
        value=target.value,
        upper=target.upper,
        starts=target.starts,
        ends=target.ends,
        period_kind=target.period_kind,
        tolerance_kind=target.tolerance_kind,
        tolerance=target.tolerance,
        set_by=target.set_by,
        headline=target.headline,
    )
