"""The sentence beside a chart: what, where, when, first, last, highest, lowest, against whom; at most 60 words."""

from __future__ import annotations

from indicators.reading import Reading
from indicators.rules import explain
from indicators.rules.direction import JUDGED
from indicators.rules.period import family
from indicators.series import Point
from layouts.trend import ENGLAND, REGION, Row, Trend
from layouts.words import RAG_WORDS, counted, shown

MOST_WORDS = 60


def summary(trend: Trend, reading: Reading | None) -> str:
    """Return the chart in words, made from the rows of the table; whole sentences until 60 words are reached."""
    every = [row.own for row in trend.rows if row.own and row.own.value is not None and row.own.status in JUDGED]
    points = _since_the_break(every, trend)
    start = f"{trend.indicator.name}, {trend.area.name}:"
    if not points:
        sentences = [f"{start} no figure in these years.", _beside(trend, None)]
    else:
        sentences = [_course(start, points, trend), _target(points[-1], reading), _beside(trend, points[-1])]
        sentences += [_extremes(points, trend), _missing(trend)]
        if len(points) < len(every):
            sentences.append("Earlier figures were counted differently.")
    said = ""
    for sentence in sentences:
        if sentence and len(f"{said} {sentence}".split()) <= MOST_WORDS:
            said = f"{said} {sentence}".strip()
    return said


def _since_the_break(points: list[Point], trend: Trend) -> list[Point]:
    """Return the figures that are counted like the last one: earlier ones are not a course with it."""
    if not points:
        return []
    days = [one.date for one in trend.indicator.breaks if one.date <= points[-1].period.ends]
    last = max(days, default=points[0].period.ends)
    return [point for point in points if point.period.ends >= last]


def _at(point: Point, trend: Trend) -> str:
    assert point.value is not None
    return f"{shown(point.value, trend.indicator)} {explain.when(point.period)}"


def _course(start: str, points: list[Point], trend: Trend) -> str:
    if len(points) == 1:
        return f"{start} one figure, {_at(points[0], trend)}."
    return f"{start} from {_at(points[0], trend)} to {_at(points[-1], trend)}."


def _extremes(points: list[Point], trend: Trend) -> str:
    if len(points) < 3:
        return ""
    high = max(points, key=lambda p: p.value or 0)
    low = min(points, key=lambda p: p.value or 0)
    if high.value == low.value:
        return "It never changed."
    return f"Highest {_at(high, trend)}; lowest {_at(low, trend)}."


def _target(last: Point, reading: Reading | None) -> str:
    if reading is None or reading.target is None or reading.period != last.period or reading.rag == "not_rated":
        return ""
    return f"Against the target of {reading.target.words} that is {RAG_WORDS[reading.rag].lower()}."


def _beside(trend: Trend, last: Point | None) -> str:
    """Return the latest figure of England, else of the region, of the same family of periods as our last."""
    for name in (ENGLAND, REGION):
        rows = [row for row in trend.rows if row.beside(name) is not None and _comparable(row, last)]
        found = rows[-1].beside(name) if rows else None
        if found is not None and found.value is not None:
            return f"{trend.name(name)}: {shown(found.value, trend.indicator)} {explain.when(found.period)}."
    return ""


def _comparable(row: Row, last: Point | None) -> bool:
    return last is None or (family(row.period) == family(last.period) and row.period.ends <= last.period.ends)


def _missing(trend: Trend) -> str:
    missing = sum(row.own is not None and row.own.value is None for row in trend.rows)
    if not missing:
        return ""
    return f"{counted(missing, 'period')} {'has' if missing == 1 else 'have'} no figure."
