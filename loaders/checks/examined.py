"""A file as the checks look at it: each figure with its indicator, its cell and what is known of it from before."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from data.periods import Period
from data.queries import Observation, StoredTarget
from data.records import FAMILIES, Coded, Comment, Figure, Figures, Target
from indicators.definitions import Indicator, catalogue
from indicators.rules.direction import JUDGED
from indicators.rules.period import NO_YEAR, day_words, family
from loaders.asked import FURTHEST_AHEAD, Asked, ReadFile
from loaders.checks.history import History, Series
from loaders.checks.words import FAMILY_WORDS, Fault
from loaders.columns import column_number
from loaders.faults import problem_at
from loaders.opened import Cell, Opened, Sheet
from loaders.problems import Problem


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure with its indicator and the cell that says it, None where the cell is not to be found.

    `number` is its place among the file's figures.
    """

    number: int
    figure: Figure
    indicator: Indicator
    cell: Cell | None

    @property
    def series(self) -> Series:
        """Return the series that the figure belongs to."""
        return Series(self.figure.indicator, self.figure.area, self.figure.breakdown)

    @property
    def value(self) -> Decimal:
        """Return the figure's value; only for one that has a value."""
        assert self.figure.value is not None
        return self.figure.value

    @property
    def period(self) -> Period:
        """Return the figure's period."""
        return self.figure.period

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
    def is_judged(self) -> bool:
        """Return whether the figure is an outturn: actual, provisional or revised."""
        return self.figure.status in JUDGED


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
    def by_place(self) -> Mapping[str, Mapping[tuple[int, int], Placed]]:
        """Return the figures of each sheet by the row and the column of their cells; the first of those in one cell."""
        found: dict[str, dict[tuple[int, int], Placed]] = {}
        for placed in self.figures:
            letters, row = placed.figure.cell
            found.setdefault(placed.figure.sheet, {}).setdefault((row, column_number(letters)), placed)
        return found

    @functools.cached_property
    def sheets(self) -> Mapping[str, Sheet]:
        """Return the sheets by name."""
        return {sheet.name: sheet for sheet in self.opened.sheets}

    def before(self, placed: Placed) -> list[Point]:
        """Return the comparable outturns of a figure's series that end before it, oldest first, one for each period.

        What the file itself says comes before what is stored; a council's own figures before published ones.
        """
        wanted = family(placed.period)
        points = self._points(placed.series)
        earlier = [p for p in points.values() if p.period.ends < placed.period.ends and family(p.period) == wanted]
        return sorted(earlier, key=lambda point: point.period.ends)

    def known(self, series: Series, period: Period) -> Point | None:
        """Return the outturn of a series at one period, of the file or of the store, or None."""
        return self._points(series).get(period)

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
        letters, row = placed.figure.cell
        return self.sheets.get(placed.figure.sheet), row, column_number(letters)


def examine(read: ReadFile, opened: Opened, asked: Asked, history: History) -> Examined:
    """Return a council's file ready to be checked; figures of what the catalogue does not define are left out."""
    sheets = {sheet.name: sheet for sheet in opened.sheets}
    figures = [
        Placed(number, figure, indicator, _cell(sheets, figure))
        for number, figure in enumerate(_figures(read.contents.figures))
        if (indicator := catalogue().get(figure.indicator)) is not None
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


def _cell(sheets: Mapping[str, Sheet], figure: Figure) -> Cell | None:
    sheet = sheets.get(figure.sheet)
    return sheet.cell(figure.cell[1], column_number(figure.cell[0])) if sheet else None


def _figures(columns: Figures) -> list[Figure]:
    """Return figures one by one; a council's file has some thousands at most."""
    coded = ("indicator", "area", "period", "mark", "status", "breakdown", "label", "note", "sheet")
    words = {name: _words(getattr(columns, name)) for name in coded}
    letters = _words(columns.cell_column)
    numbers = zip(
        columns.value.to_pylist(), columns.numerator.to_pylist(), columns.denominator.to_pylist(), strict=True
    )
    return [
        Figure(
            **{name: values[row] for name, values in words.items()},
            value=value,
            numerator=numerator,
            denominator=denominator,
            cell=(letters[row], int(columns.cell_row[row])),
        )
        for row, (value, numerator, denominator) in enumerate(numbers)
    ]


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
