"""Writing a set of observations as a table, in any arrangement that councils use and with what they put around it.

What is written comes back with the cell of each figure, to be compared with what reading gives.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random

from indicators.definitions import Indicator
from loaders.opened import Cell, Merge, Opened, Sheet
from tests.loaders.layouts.case import Aim, Fig
from tests.loaders.layouts.make import place as cell_name
from tests.loaders.layouts.observed import Key, Measure, Observed, Place, Time, Written, observe

TITLES = ("Children's services performance", "Suffolk County Council", "Performance monitoring report")
FOOTNOTES = ("Source: CareFirst", "1. See the definitions.", "Figures are rounded to one decimal place.")
SECTIONS = ("SAFEGUARDING", "Section A", "Front line services")


@dataclass
class Canvas:
    """A sheet while it is being written, from its first free row and column on."""

    name: str
    top: int = 1
    left: int = 1
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    dates: dict[tuple[int, int], date] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)

    def text(self, row: int, column: int, words: str) -> None:
        """Write a text; nothing for an empty one."""
        if words:
            self.cells[row, column] = Cell(words)

    def time(self, row: int, column: int, time: Time) -> None:
        """Write a whole period: a real date where it is one. A month is shown without its day."""
        if time.day is None:
            self.text(row, column, time.whole)
            return
        self.dates[row, column] = time.day
        month = time.period.kind == "month"
        self.cells[row, column] = Cell(f"{time.day:%B %Y}") if month else Cell(time.whole, None, time.day)

    def value(self, row: int, column: int, written: Written) -> None:
        """Write what stands for an observation."""
        self.cells[row, column] = Cell(written.text, written.number, None, written.percent)

    def number(self, row: int, column: int, number: int) -> None:
        """Write a whole number."""
        self.cells[row, column] = Cell(str(number), Decimal(number))

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Merge a range, unless it is a single cell."""
        if (top, left) != (bottom, right):
            self.merges.append(Merge(top, left, bottom, right))

    def sheet(self) -> Sheet:
        """Return it as the reader gets it."""
        rows: dict[int, dict[int, Cell]] = {}
        for (row, column), cell in sorted(self.cells.items()):
            rows.setdefault(row, {})[column] = cell
        return Sheet(self.name, rows, tuple(self.merges))


@dataclass(frozen=True)
class Table:
    """What was written, and what reading it must give."""

    arrangement: str
    canvases: tuple[Canvas, ...]
    figures: tuple[Fig, ...]
    targets: tuple[Aim, ...]

    def opened(self) -> Opened:
        """Return it as an opened workbook."""
        return Opened("made.xlsx", "0" * 64, 1, "workbook", tuple(canvas.sheet() for canvas in self.canvases))


class Writing:
    """One table being written: its sheets, and what stands in them so far."""

    def __init__(self, rnd: Random, observed: Observed) -> None:
        self.rnd = rnd
        self.observed = observed
        self.canvases: list[Canvas] = []
        self.figures: list[Fig] = []
        self.targets: list[Aim] = []

    def sheet(self, name: str, title: str = "") -> Canvas:
        """Begin a sheet with its title block; `title` is a line that has to stand there."""
        canvas = Canvas(name)
        lines = [title] if title else []
        if self.rnd.random() < 0.6:
            lines.insert(self.rnd.randint(0, len(lines)), self.rnd.choice(TITLES))
        for line in lines:
            canvas.text(canvas.top, 1, line)
            canvas.top += 1
        if lines:
            canvas.top += self.rnd.randint(0, 2)
        if self.rnd.random() < 0.2:
            canvas.left = 2
        self.canvases.append(canvas)
        return canvas

    def figure(self, canvas: Canvas, row: int, column: int, key: Key) -> None:
        """Write an observation, or leave its cell blank."""
        written = self.observed.cells.get(key)
        if written is None:
            return
        canvas.value(row, column, written)
        measure, time, place = key
        parts = self.observed.parts.get(key)
        self.figures.append(
            Fig(
                measure.indicator.slug,
                cell_name(row, column),
                time.of(measure.indicator),
                written.value,
                written.mark,
                area=place.area,
                numerator=Decimal(parts[0]) if parts else None,
                denominator=Decimal(parts[1]) if parts else None,
                sheet=canvas.name,
            )
        )

    def footnotes(self, canvas: Canvas, row: int) -> None:
        """Write footnotes from a row on, or none."""
        for step in range(self.rnd.randint(0, 2)):
            canvas.text(row + 1 + step, 1, self.rnd.choice(FOOTNOTES))

    def gap(self) -> int:
        """Return how many rows to leave blank: mostly none."""
        return 1 if self.rnd.random() < 0.15 else 0

    def done(self, arrangement: str) -> Table:
        """Return the finished table."""
        return Table(arrangement, tuple(self.canvases), tuple(self.figures), tuple(self.targets))


# --- around the figures of a row ----------------------------------------------------------------------------------


class Sides:
    """The columns before and after the figures of a table with its indicators down."""

    def __init__(self, writing: Writing, canvas: Canvas) -> None:
        rnd = writing.rnd
        self._writing = writing
        self._canvas = canvas
        self.name = canvas.left
        self._number = rnd.random() < 0.25
        if self._number:
            self.name += 1
        self._officer = rnd.random() < 0.2
        self.first = self.name + 1 + self._officer
        self._after = [word for word in ("Target", "RAG", "Comment") if rnd.random() < 0.4]

    def heads(self, row: int, last: int) -> None:
        """Write the headings of these columns in a row; the figures end in the column `last`."""
        canvas = self._canvas
        canvas.text(row, self.name, self._writing.rnd.choice(("Indicator", "Measure", "Performance indicator")))
        if self._number:
            canvas.text(row, self.name - 1, "No.")
        if self._officer:
            canvas.text(row, self.name + 1, "Lead officer")
        for step, word in enumerate(self._after, start=1):
            canvas.text(row, last + step, word)

    def row(self, row: int, last: int, measure: Measure, number: int) -> None:
        """Write what stands in these columns for an indicator."""
        canvas = self._canvas
        canvas.text(row, self.name, measure.label)
        if self._number:
            canvas.number(row, self.name - 1, number)
        if self._officer:
            canvas.text(row, self.name + 1, "J Coles")
        for step, word in enumerate(self._after, start=1):
            self._write_after(word, row, last + step, measure)

    def _write_after(self, word: str, row: int, column: int, measure: Measure) -> None:
        operator = {"high": ">=", "low": "<="}.get(measure.indicator.polarity)
        if word == "Target" and operator:
            value = _target(measure.indicator)
            self._canvas.number(row, column, value)
            aim = Aim(
                measure.indicator.slug,
                cell_name(row, column),
                "for",
                "",
                operator,
                str(value),
                sheet=self._canvas.name,
            )
            self._writing.targets.append(aim)
        elif word == "RAG":
            self._canvas.text(row, column, self._writing.rnd.choice(("R", "A", "G", "Green", "Amber", "Red")))


def _target(indicator: Indicator) -> int:
    """Return a whole number that may be a target for an indicator."""
    low, high = indicator.lowest or 0, indicator.highest
    return int(low) + (5 if high is None or high - low >= 5 else 1)


# --- arrangements -------------------------------------------------------------------------------------------------


def _wide(rnd: Random) -> Table:
    """Indicators down, whole periods across."""
    writing = Writing(rnd, observe(rnd))
    _wide_sheet(writing, writing.sheet("Sheet1"), writing.observed.places[0])
    return writing.done("wide")


def _sheet_a_part(rnd: Random) -> Table:
    """A sheet a locality, all alike."""
    writing = Writing(rnd, observe(rnd, places="parts"))
    for place in writing.observed.places:
        _wide_sheet(writing, writing.sheet(place.label), place)
    return writing.done("sheet_a_part")


def _wide_sheet(writing: Writing, canvas: Canvas, place: Place) -> None:
    observed, sides = writing.observed, Sides(writing, canvas)
    last = sides.first + len(observed.times) - 1
    sides.heads(canvas.top, last)
    for column, time in enumerate(observed.times, start=sides.first):
        canvas.time(canvas.top, column, time)
    _rows(writing, canvas, sides, canvas.top + 1 + writing.gap(), place)


def _rows(writing: Writing, canvas: Canvas, sides: Sides, row: int, place: Place) -> None:
    observed = writing.observed
    last = sides.first + len(observed.times) - 1
    for number, measure in enumerate(observed.measures, start=1):
        if writing.rnd.random() < 0.15:
            canvas.text(row, sides.name, writing.rnd.choice(SECTIONS))
            row += 1
        sides.row(row, last, measure, number)
        for column, time in enumerate(observed.times, start=sides.first):
            writing.figure(canvas, row, column, (measure, time, place))
        row = _parts(writing, canvas, sides, row, (measure, place)) + 1 + writing.gap()
    writing.footnotes(canvas, row)


def _parts(writing: Writing, canvas: Canvas, sides: Sides, row: int, of: tuple[Measure, Place]) -> int:
    """Write the rows of the numerator and the denominator where there are any; return the last row written."""
    measure, place = of
    if not writing.observed.parts:
        return row
    for step, word in enumerate(("Numerator", "Denominator")):
        canvas.text(row + 1 + step, sides.name, "   " + word)
        for column, time in enumerate(writing.observed.times, start=sides.first):
            canvas.number(row + 1 + step, column, writing.observed.parts[measure, time, place][step])
    return row + 2


def _with_parts(rnd: Random) -> Table:
    """Indicators down, and beneath each its numerator and denominator."""
    writing = Writing(rnd, observe(rnd, with_parts=True))
    _wide_sheet(writing, writing.sheet("Sheet1"), writing.observed.places[0])
    return writing.done("with_parts")


def _two_rows(rnd: Random) -> Table:
    """Indicators down; years over quarters or months, merged or written once."""
    writing = Writing(rnd, observe(rnd, times=rnd.choice(("quarters", "months"))))
    canvas = writing.sheet("Sheet1")
    sides, times = Sides(writing, canvas), writing.observed.times
    merged = rnd.random() < 0.7
    begun = 0
    for step, time in enumerate(times):
        if step == 0 or time.year != times[begun].year:
            begun = step
            canvas.text(canvas.top, sides.first + step, time.year)
        last_of_year = step + 1 == len(times) or times[step + 1].year != time.year
        if merged and last_of_year:
            canvas.merge(canvas.top, sides.first + begun, canvas.top, sides.first + step)
        canvas.text(canvas.top + 1, sides.first + step, time.part)
    sides.heads(canvas.top + 1, sides.first + len(times) - 1)
    _rows(writing, canvas, sides, canvas.top + 2, writing.observed.places[0])
    return writing.done("two_rows")


def _areas_over_times(rnd: Random) -> Table:
    """Indicators down; areas over periods, merged."""
    writing = Writing(rnd, observe(rnd, places="all"))
    canvas = writing.sheet("Sheet1")
    observed, name = writing.observed, canvas.left
    canvas.text(canvas.top + 1, name, "Indicator")
    across = [(place, time) for place in observed.places for time in observed.times]
    for column, (place, time) in enumerate(across, start=name + 1):
        if time is observed.times[0]:
            canvas.text(canvas.top, column, place.label)
            canvas.merge(canvas.top, column, canvas.top, column + len(observed.times) - 1)
        canvas.time(canvas.top + 1, column, time)
    row = canvas.top + 2
    for measure in observed.measures:
        canvas.text(row, name, measure.label)
        for column, (place, time) in enumerate(across, start=name + 1):
            writing.figure(canvas, row, column, (measure, time, place))
        row += 1 + writing.gap()
    writing.footnotes(canvas, row)
    return writing.done("areas_over_times")


def _periods_down(rnd: Random) -> Table:
    """Periods down, indicators across."""
    writing = Writing(rnd, observe(rnd))
    canvas = writing.sheet("Sheet1")
    observed, place = writing.observed, writing.observed.places[0]
    canvas.text(canvas.top, canvas.left, rnd.choice(("Period", "", "Date")))
    for column, measure in enumerate(observed.measures, start=canvas.left + 1):
        canvas.text(canvas.top, column, measure.label)
    row = canvas.top + 1
    for time in observed.times:
        canvas.time(row, canvas.left, time)
        for column, measure in enumerate(observed.measures, start=canvas.left + 1):
            writing.figure(canvas, row, column, (measure, time, place))
        row += 1 + writing.gap()
    writing.footnotes(canvas, row)
    return writing.done("periods_down")


def _sheet_an_indicator(rnd: Random) -> Table:
    """A sheet an indicator, named above the table; areas down, periods across."""
    writing = Writing(rnd, observe(rnd, places="all"))
    observed = writing.observed
    for number, measure in enumerate(observed.measures, start=1):
        canvas = writing.sheet(f"Table {number}", measure.label)
        canvas.text(canvas.top, canvas.left, rnd.choice(("Area", "Locality", "")))
        for column, time in enumerate(observed.times, start=canvas.left + 1):
            canvas.time(canvas.top, column, time)
        row = canvas.top + 1
        for place in observed.places:
            canvas.text(row, canvas.left, place.label)
            for column, time in enumerate(observed.times, start=canvas.left + 1):
                writing.figure(canvas, row, column, (measure, time, place))
            row += 1
        writing.footnotes(canvas, row)
    return writing.done("sheet_an_indicator")


def _areas_across(rnd: Random) -> Table:
    """Indicators down, areas across; the one period is in the title."""
    writing = Writing(rnd, observe(rnd, places="all", times="years"))
    observed = writing.observed
    time = observed.times[0]
    canvas = writing.sheet("Sheet1", f"Comparison for {time.whole}")
    canvas.text(canvas.top, canvas.left, "Indicator")
    for column, place in enumerate(observed.places, start=canvas.left + 1):
        canvas.text(canvas.top, column, place.label)
    row = canvas.top + 1
    for measure in observed.measures:
        canvas.text(row, canvas.left, measure.label)
        for column, place in enumerate(observed.places, start=canvas.left + 1):
            writing.figure(canvas, row, column, (measure, time, place))
        row += 1 + writing.gap()
    writing.footnotes(canvas, row)
    return writing.done("areas_across")


_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "measure": ("Indicator", "Measure", "PI"),
    "place": ("Area", "Team", "Locality"),
    "time": ("Period", "Date", "Time period"),
    "value": ("Value", "Actual", "Result"),
}


def _long(rnd: Random) -> Table:
    """A figure a row, in any order of rows and columns."""
    writing = Writing(rnd, observe(rnd, places="all", with_parts=rnd.random() < 0.3))
    canvas = writing.sheet("Sheet1")
    parts = ["numerator", "denominator"] if writing.observed.parts else []
    order = [*_COLUMNS, *parts]
    rnd.shuffle(order)
    column = {name: canvas.left + step for step, name in enumerate(order)}
    for name, at in column.items():
        canvas.text(canvas.top, at, rnd.choice(_COLUMNS.get(name, (name.capitalize(),))))
    keys = list(writing.observed.cells)
    rnd.shuffle(keys)
    for row, key in enumerate(keys, start=canvas.top + 1):
        measure, time, place = key
        canvas.text(row, column["measure"], measure.label)
        canvas.text(row, column["place"], place.label)
        canvas.time(row, column["time"], time)
        writing.figure(canvas, row, column["value"], key)
        for name, number in zip(parts, writing.observed.parts.get(key, ()), strict=False):
            canvas.number(row, column[name], number)
    return writing.done("long")


ARRANGEMENTS: Mapping[str, Callable[[Random], Table]] = {
    "wide": _wide,
    "two_rows": _two_rows,
    "periods_down": _periods_down,
    "long": _long,
    "sheet_an_indicator": _sheet_an_indicator,
    "sheet_a_part": _sheet_a_part,
    "with_parts": _with_parts,
    "areas_over_times": _areas_over_times,
    "areas_across": _areas_across,
}


def write(rnd: Random) -> Table:
    """Return a table in an arrangement of chance."""
    return ARRANGEMENTS[rnd.choice(list(ARRANGEMENTS))](rnd)
