"""From the rows of a trend to the lines of its chart: what is joined, what is hollow, where targets step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from indicators.definitions import UNITS, Dated, Indicator
from indicators.reading import JudgedTarget
from indicators.rules import explain
from indicators.rules.direction import JUDGED
from indicators.rules.period import Period, day_words, family, months_between
from indicators.rules.words import quantity
from indicators.series import Point
from layouts.charts.line import Break, Chart, Dot, Line, Step, axis
from layouts.trend import Mean, Trend
from layouts.words import shown, status_words

# Further apart than this, two figures have a missing one between them and are not joined.
_FURTHEST = {"month": 2, "quarter": 5, "half_year": 9}
_FURTHEST_OTHERS = 18
_EXACTLY = {"<": "under ", ">": "over "}


def chart_of(trend: Trend, headline: JudgedTarget | None, *, fitted: bool = False) -> Chart:
    """Return what is to be drawn: the own line, the chosen comparators, the headline target's steps, the breaks."""
    indicator = trend.indicator
    breaks = [one.date for one in indicator.breaks]
    own = [row.own for row in trend.rows if row.own is not None]
    lines = [Line(trend.area.name, runs(trend.area.name, own, indicator, breaks))]
    for name in trend.chosen:
        found = [beside for row in trend.rows if (beside := row.beside(name)) is not None]
        lines.append(Line(trend.name(name), runs(trend.name(name), found, indicator, breaks)))
    return Chart(
        lines=tuple(line for line in lines if line.runs),
        steps=_steps(trend.targets, headline, indicator),
        breaks=tuple(_break(one) for one in indicator.breaks),
        prefix="£" if indicator.unit.startswith("gbp") else "",
        suffix="%" if indicator.unit in ("percent", "percent_change") else "",
        percent=indicator.unit == "percent",
        fitted=fitted,
        words=indicator.words if indicator.unit == "judgement" else (),
    )


def runs(
    name: str, points: Iterable[Point | Mean], indicator: Indicator, breaks: Sequence[date]
) -> tuple[tuple[Dot, ...], ...]:
    """Return the figures in runs to be joined, each family of periods for itself, oldest first.

    A run ends at a missing figure, where figures lie too far apart, and where the way of counting changed. What is
    not an outturn stands alone.
    """
    found: list[tuple[Dot, ...]] = []
    open_runs: dict[str, tuple[Period, list[Dot]]] = {}
    alone: list[Dot] = []
    for point in points:
        kind = family(point.period)
        status = point.status if isinstance(point, Point) else "actual"
        if point.value is None:
            if kind in open_runs:
                found.append(tuple(open_runs.pop(kind)[1]))
            continue
        dot = _dot(name, point, status, indicator)
        if status not in JUDGED:
            alone.append(dot)
            continue
        if kind in open_runs and not _joined(open_runs[kind][0], point.period, breaks):
            found.append(tuple(open_runs.pop(kind)[1]))
        dots = open_runs[kind][1] if kind in open_runs else []
        dots.append(dot)
        open_runs[kind] = (point.period, dots)
    found += [tuple(dots) for _, dots in open_runs.values()]
    found += [(dot,) for dot in alone]
    return tuple(sorted(found, key=lambda run: run[0].day))


def _joined(earlier: Period, later: Period, breaks: Sequence[date]) -> bool:
    if any(earlier.ends < day <= later.ends for day in breaks):
        return False
    furthest = _FURTHEST.get(later.kind, _FURTHEST_OTHERS)
    return months_between(earlier.ends, later.ends) <= furthest


def _dot(name: str, point: Point | Mean, status: str, indicator: Indicator) -> Dot:
    assert point.value is not None
    said = f"{name}: {shown(point.value, indicator)} {explain.when(point.period)}"
    if status_words(status):
        said += f" ({'implied' if status == 'implied' else status_words(status)})"
    return Dot(point.period.ends, float(point.value), said, firm=status in ("actual", "revised"))


def _steps(targets: Sequence[JudgedTarget], headline: JudgedTarget | None, indicator: Indicator) -> tuple[Step, ...]:
    """Return the levels of the headline target and of the other targets by the same setter."""
    first = headline or next(iter(targets), None)
    if first is None or (indicator.unit == "judgement" and not indicator.words):
        return ()
    kept = [t.target for t in targets if t.target.set_by == first.target.set_by]
    days = sorted(t.ends for t in kept if t.kind == "by" and t.ends)
    steps = []
    for target in kept:
        starts, ends = target.starts, target.ends
        if target.kind == "standing":
            starts, ends = None, None
        elif target.kind == "by":
            # It holds from its day until the day of the next step.
            starts, ends = target.ends, next((day for day in days if target.ends and day > target.ends), None)
        for value in (target.value, target.upper):
            if value is not None:
                level = quantity(value, indicator.unit, max(indicator.decimals, 2), indicator.words)
                words = f"Target {_EXACTLY.get(target.operator, '')}{level}"
                steps.append(Step(starts, ends, float(value), words))
    return tuple(steps)


def _break(one: Dated) -> Break:
    return Break(one.date, f"Counted differently from {day_words(one.date)}")


def axis_words(indicator: Indicator, chart: Chart) -> str:
    """Return what must be known to read the chart: its unit, where its axis starts, what a hollow mark is."""
    parts = []
    unit = UNITS.get(indicator.unit, "")
    if unit and indicator.unit not in ("percent", "gbp"):
        parts.append(f"Shown {unit}." if unit.startswith("per") else f"In {unit}.")
    bottom = axis(chart)[0]
    if chart.fitted and bottom:
        parts.append(f"The axis starts at {bottom:g}, not at zero.")
    if any(not dot.firm for line in chart.lines for run in line.runs for dot in run):
        parts.append("A hollow mark is not a final figure: the notes in the table say what it is.")
    return " ".join(parts)
