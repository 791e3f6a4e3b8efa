"""The trend as a line chart: plain data in, a dictionary in Plotly's form out.

The conventions are those of docs/design.md, "Charts": the own area dark blue and solid, comparators dashed in the order
of the palette, the target black and dotted in steps, names at the ends of the lines in black, gaps where a figure is
missing, hollow marks for figures that are not outturns, the axis from zero unless it is said to be fitted. Plotly takes
tags in a text for formatting and links, so every text that may come from a file is handed over with its signs written
out.
"""

from __future__ import annotations

import html
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

INK, GRID, BREAK = "#0b0c0c", "#d0d4d6", "#505a5f"
# In this order only: neighbours in the list are told apart by every kind of colour vision.
PALETTE = ("#12436D", "#28A197", "#801650", "#F46A25")
DASHES = ("solid", "8px,4px", "12px,3px,2px,3px", "4px,3px")
MARKS = ("circle", "square", "diamond", "triangle-up")
FONT = "Arial, Helvetica, sans-serif"
SIZE = 14
HEIGHT = 420
TOP, BOTTOM, LEFT, RIGHT = 48, 44, 56, 112
LINE_OF_TEXT = 19
ROW_OF_NAMES = 22
LONGEST_LABEL, LONGEST_NOTE = 13, 20
MOST_LINES = 4
_YEARS_ONLY = 1500
_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Dot:
    """One figure: its day, its value, what is said of it; `firm` False draws it hollow."""

    day: date
    value: float
    words: str
    firm: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """One area's figures in runs: within a run the dots are joined, between runs they are not."""

    name: str
    runs: tuple[tuple[Dot, ...], ...]

    @property
    def last(self) -> Dot:
        """Return the latest dot, for the line's name: the last firm one where there is any."""
        dots = [dot for run in self.runs for dot in run]
        return max(dots, key=lambda dot: (dot.firm, dot.day))


@dataclass(frozen=True, slots=True)
class Step:
    """A target as a level from one day to another; an end of None is the edge of the chart."""

    starts: date | None
    ends: date | None
    value: float
    words: str


@dataclass(frozen=True, slots=True)
class Break:
    """A day on which the way of counting changed."""

    day: date
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """All that is drawn. `prefix` and `suffix` stand beside the numbers of the axis; `words` name them instead."""

    lines: tuple[Line, ...]
    steps: tuple[Step, ...] = ()
    breaks: tuple[Break, ...] = ()
    prefix: str = ""
    suffix: str = ""
    percent: bool = False
    fitted: bool = False
    words: tuple[str, ...] = ()


def figure(chart: Chart) -> dict[str, Any]:
    """Return the chart as Plotly takes it. Lines beyond the fourth are left out; without a dot the axes stay empty."""
    lines = [line for line in chart.lines if any(line.runs)][:MOST_LINES]
    days = [dot.day for line in lines for run in line.runs for dot in run]
    first, last = _span(days)
    bottom, top, every = axis(chart)
    traces = [_trace(line, n) for n, line in enumerate(lines)]
    named: set[str] = set()
    for step in chart.steps:
        traces.append(_step(step, first, last, named=step.words not in named))
        named.add(step.words)
    inside = [one for one in chart.breaks if first < one.day < last]
    names = _end_labels(lines, chart.steps, (first, last), (bottom, top))
    breaks = [_break_note(one, first, last) for one in inside]
    return {
        "data": traces,
        "layout": {
            "height": HEIGHT,
            "margin": {"t": TOP, "b": BOTTOM, "l": LEFT, "r": RIGHT},
            "font": {"family": FONT, "size": SIZE, "color": INK},
            "paper_bgcolor": "#ffffff",
            "plot_bgcolor": "#ffffff",
            "showlegend": False,
            "hovermode": "closest",
            "hoverlabel": {"bgcolor": "#ffffff", "bordercolor": INK, "font": {"size": SIZE, "color": INK}},
            "dragmode": False,
            "xaxis": _days_axis(first, last),
            "yaxis": _numbers_axis(chart, bottom, top, every),
            "shapes": [_break_line(b) for b in inside],
            "annotations": names + breaks,
            "meta": {"narrow": _narrow(len(names), breaks)},
        },
    }


def _narrow(names: int, breaks: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return what site.js changes on a narrow screen: no room for names at the ends, so they stand above, in order."""
    return {
        "annotations": list(breaks),
        "height": HEIGHT + ROW_OF_NAMES * names,
        "margin": {"t": TOP + ROW_OF_NAMES * names, "b": BOTTOM, "l": LEFT, "r": 14},
        "showlegend": True,
        "legend": {"orientation": "h", "yref": "container", "y": 1, "yanchor": "top", "x": 0, "itemclick": False},
        "xaxis.nticks": 4,
    }


def axis(chart: Chart) -> tuple[float, float, float]:
    """Return where the axis starts and ends and how far apart its lines are.

    From zero, unless `fitted` asks for the figures alone (or they go below zero); percentages stay within 0 to 100
    where the figures do.
    """
    values = [dot.value for line in chart.lines for run in line.runs for dot in run]
    values += [step.value for step in chart.steps]
    if not values:
        return 0.0, 1.0, 1.0
    low, high = min(values), max(values)
    if chart.words:
        return -0.3, len(chart.words) - 0.7, 1.0
    if chart.fitted:
        # A third of the height stays free below the lowest figure, so that a fall still has somewhere to go.
        low -= (high - low or abs(high) or 1.0) / 2
        low = max(low, 0.0) if min(values) >= 0 else low
    else:
        low = min(low, 0.0)
    every = _spacing(high - low or 1.0)
    bottom, top = math.floor(low / every) * every, math.ceil(high * 1.0001 / every) * every
    if top - high <= 0.04 * (top - bottom):
        top += every
    if chart.percent and high <= 100:
        top = min(top, 100.0)
    return bottom, top, every


def _spacing(span: float) -> float:
    size = 10 ** math.floor(math.log10(span / 5))
    return next(step * size for step in _STEPS if span / (step * size) <= 6)


def _span(days: Sequence[date]) -> tuple[date, date]:
    if not days:
        return date(2000, 1, 1), date(2001, 1, 1)
    first, last = min(days), max(days)
    # A year at least, and a little room on both sides of the figures.
    around = timedelta(days=max((400 - (last - first).days) // 2, (last - first).days // 40, 15))
    return first - around, last + around


def _trace(line: Line, place: int) -> dict[str, Any]:
    colour = PALETTE[place]
    x: list[str | None] = []
    y: list[float | None] = []
    text: list[str] = []
    fill: list[str] = []
    sizes: list[int] = []
    for run in line.runs:
        if x:
            # An empty place between two runs keeps them apart.
            x.append(None)
            y.append(None)
            text.append("")
            fill.append(colour)
            sizes.append(0)
        for dot in run:
            x.append(dot.day.isoformat())
            y.append(dot.value)
            text.append(_literal(dot.words))
            fill.append(colour if dot.firm else "#ffffff")
            # A comparator has marks only where a line alone would not show a figure, and at its end.
            marked = not place or len(run) == 1 or not dot.firm or dot == line.last
            sizes.append((7 if place else 9) if marked else 0)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": _literal(line.name),
        "x": x,
        "y": y,
        "text": text,
        "hovertemplate": "%{text}<extra></extra>",
        "connectgaps": False,
        "cliponaxis": False,
        "line": {"color": colour, "width": 2 if place else 3, "dash": DASHES[place], "shape": "linear"},
        "marker": {
            "symbol": MARKS[place],
            "size": sizes,
            "color": fill,
            # With sizes of their own Plotly would make the marks see-through.
            "opacity": 1,
            "line": {"color": colour, "width": 2},
        },
    }


def _step(step: Step, first: date, last: date, *, named: bool) -> dict[str, Any]:
    starts, ends = max(step.starts or first, first), min(step.ends or last, last)
    return {
        "type": "scatter",
        "mode": "lines",
        "name": _literal(step.words),
        "showlegend": named,
        "x": [starts.isoformat(), ends.isoformat()],
        "y": [step.value, step.value],
        "hoverinfo": "skip",
        "line": {"color": INK, "width": 2, "dash": "dot"},
    }


def _days_axis(first: date, last: date) -> dict[str, Any]:
    return {
        "type": "date",
        "range": [first.isoformat(), last.isoformat()],
        "fixedrange": True,
        "showgrid": False,
        "showline": True,
        "linecolor": INK,
        "ticks": "outside",
        "tickcolor": INK,
        "tickangle": 0,
        **_ticks((last - first).days),
        "hoverformat": "%-d %B %Y",
    }


def _ticks(days: int) -> dict[str, Any]:
    """Return the years for a long stretch, every so many months for a short one."""
    if days > _YEARS_ONLY:
        # A year's name in its middle: a figure at the end of 2023 must not stand over "2024".
        return {"tickformat": "%Y", "ticklabelmode": "period"}
    return {"tickformat": "%b<br>%Y", "dtick": "M3" if days < _YEARS_ONLY / 2 else "M6"}


def _numbers_axis(chart: Chart, bottom: float, top: float, every: float) -> dict[str, Any]:
    words = [_literal(word) for word in chart.words]
    named = {"tickvals": list(range(len(words))), "ticktext": words} if words else {}
    return {
        # A hair more than the top, or its own line would not be drawn.
        "range": [bottom, top + (top - bottom) / 1000],
        "fixedrange": True,
        "dtick": every,
        "tick0": bottom,
        "tickprefix": chart.prefix,
        "ticksuffix": chart.suffix,
        "separatethousands": True,
        "gridcolor": GRID,
        "zeroline": False,
        "automargin": True,
        **named,
    }


def _end_labels(
    lines: Sequence[Line], steps: Sequence[Step], span: tuple[date, date], heights: tuple[float, float]
) -> list[dict[str, Any]]:
    """Return a name at the end of each line, and of each level of the target, moved apart where two would overlap."""
    first, last = span
    ends = [_End(line.last.day, line.last.value, line.name, PALETTE[n]) for n, line in enumerate(lines)]
    # A level that comes back is not named twice.
    levels = {step.words: _End(min(step.ends or last, last), step.value, step.words, INK) for step in steps}
    ends = sorted([*ends, *levels.values()], key=lambda end: -end.value)
    bottom, top = heights
    tall = HEIGHT - TOP - BOTTOM
    wanted = [(top - end.value) / (top - bottom) * tall for end in ends]
    down = _pushed(ends, wanted, (last - first) / 5)
    up = [-middle for middle in reversed(_pushed(ends[::-1], [-w for w in reversed(wanted)], (last - first) / 5))]
    # Half-way between everything pushed down and everything pushed up, names stay nearest to their lines.
    middles = [(low + high) / 2 for low, high in zip(down, up, strict=True)]
    over = max((middle + end.half - tall for end, middle in zip(ends, middles, strict=True)), default=0.0)
    middles = [middle - max(over, 0.0) for middle in middles]
    return [_label(end, top - middle / tall * (top - bottom), span) for end, middle in zip(ends, middles, strict=True)]


def _pushed(ends: Sequence[_End], wanted: Sequence[float], near: timedelta) -> list[float]:
    """Return where the middle of each name comes to stand when each gives way to those before it, in one direction."""
    middles: list[float] = []
    for end, middle in zip(ends, wanted, strict=True):
        for other, taken in zip(ends, middles, strict=False):
            if abs(other.day - end.day) < near:
                middle = max(middle, taken + other.half + end.half)
        middles.append(middle)
    return middles


@dataclass(frozen=True, slots=True)
class _End:
    """Where a name belongs, before it is moved."""

    day: date
    value: float
    name: str
    colour: str

    @property
    def half(self) -> float:
        return LINE_OF_TEXT * (_wrapped(self.name).count("<br>") + 1) / 2


def _label(end: _End, height: float, span: tuple[date, date]) -> dict[str, Any]:
    first, last = span
    # Names stand in the margin, one under the other; that of a line which ends long before, just behind its end.
    beside = last if (last - end.day) * 8 < last - first else end.day + (last - first) / 40
    return {
        "x": end.day.isoformat(),
        "y": end.value,
        "ax": beside.isoformat(),
        "ay": height,
        "axref": "x",
        "ayref": "y",
        "text": _wrapped(end.name),
        "showarrow": True,
        # The line from the name to the mark, in the colour of the series, is its sample.
        "arrowhead": 0,
        # Thinner than any series: it is no figure.
        "arrowwidth": 1,
        "arrowcolor": end.colour,
        "standoff": 5,
        "xanchor": "left",
        "align": "left",
        "font": {"size": SIZE, "color": INK},
        "bgcolor": "rgba(255,255,255,0.85)",
        "borderpad": 1,
    }


def _wrapped(name: str, longest: int = LONGEST_LABEL) -> str:
    """Return a name in lines short enough for the margin."""
    lines: list[str] = []
    for word in name.split():
        if lines and len(lines[-1]) + len(word) < longest:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return "<br>".join(_literal(line) for line in lines)


def _literal(text: str) -> str:
    """Return a text as Plotly shows it literally: a name from a file may hold a tag, and Plotly would obey it."""
    return html.escape(text, quote=False)


def _break_line(one: Break) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": one.day.isoformat(),
        "x1": one.day.isoformat(),
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": {"color": BREAK, "width": 2, "dash": "dash"},
    }


def _break_note(one: Break, first: date, last: date) -> dict[str, Any]:
    # The words run towards the middle, so that they are never cut off at an edge.
    late = (one.day - first) > (last - first) / 2
    return {
        "x": one.day.isoformat(),
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "xanchor": "right" if late else "left",
        "text": _wrapped(one.words, LONGEST_NOTE),
        "align": "right" if late else "left",
        "showarrow": False,
        "font": {"size": SIZE, "color": INK},
    }
