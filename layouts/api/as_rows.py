"""The API's answers as rows under plain headings, for CSV: the same objects, one line each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from data.areas import Area
from indicators.compare import Comparison
from indicators.definitions import UNITS, Indicator
from indicators.reading import Benchmark, Reading, Source
from indicators.scorecard import Scorecard
from indicators.series import SeriesAnswer
from layouts.exports.csv_out import Cell


class Table(NamedTuple):
    """Headings and the rows under them."""

    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def indicators_table(indicators: Sequence[Indicator]) -> Table:
    """Return one row an indicator."""
    headings: tuple[str, ...] = (
        "Indicator",
        "Name",
        "Theme",
        "What it means",
        "Why it matters",
        "What good looks like",
        "Unit",
    )
    headings += ("Polarity", "Numerator", "Denominator", "Usual period", "References", "Reviewed")
    rows = [
        (
            *(i.slug, i.name, i.theme, i.meaning, i.why, i.good, UNITS.get(i.unit, "") or i.unit),
            *(i.polarity, i.numerator, i.denominator, i.period, "; ".join(i.codes), i.reviewed),
        )
        for i in indicators
    ]
    return Table(headings, rows)


def areas_table(areas: Sequence[Area]) -> Table:
    """Return one row an area."""
    headings: tuple[str, ...] = ("Area code", "Area", "Level", "Part of", "DfE code", "All codes", "Begins", "Ends")
    rows = [(a.id, a.name, a.level, a.parent, a.dfe_code, "; ".join(a.codes), a.begins, a.ends) for a in areas]
    return Table(headings, rows)


_WHERE = ("Source", "File", "Sheet", "Cell", "Known on", "Example")


def _where(source: Source | None) -> tuple[Cell, ...]:
    if source is None:
        return ("",) * len(_WHERE)
    return (source.family, source.file, source.sheet, source.cell, source.known_on, source.example)


def series_table(answer: SeriesAnswer) -> Table:
    """Return one row a point, area after area."""
    headings: tuple[str, ...] = (
        "Indicator",
        "Name",
        "Area code",
        "Area",
        "Breakdown",
        "Period",
        "Period in words",
        "Period kind",
    )
    headings += ("Start", "End", "Value", "Unit", "Mark", "Status", "Note", "Numerator", "Denominator", *_WHERE)
    indicator = answer.indicator
    unit = UNITS.get(indicator.unit, "") or indicator.unit
    rows = [
        (
            *(indicator.slug, indicator.name, series.area.id, series.area.name, answer.breakdown),
            *(p.label or p.period_words, p.period_words, p.period.kind, p.period.starts, p.period.ends),
            *(p.value, unit, p.mark, p.status, p.note, p.numerator, p.denominator),
            *_where(p.source),
        )
        for series in answer.series
        for p in series.points
    ]
    return Table(headings, rows)


def scorecard_table(card: Scorecard, area: Area) -> Table:
    """Return one row a reading."""
    headings: tuple[str, ...] = (
        "Area code",
        "Area",
        "Theme",
        "Indicator",
        "Name",
        "Period",
        "Start",
        "End",
        "Value",
        "Unit",
    )
    headings += ("Mark", "Status", "Last known value", "Last known period", "Target", "RAG", "Would be", "Reason")
    headings += ("Explanation", "Direction", "Change", "Compared with", "Compared period")
    for name in ("Region", "England", "Statistical neighbours"):
        headings += (name, f"{name} period", f"{name} status")
    headings += ("Neighbours with a value", "Rank", "Out of", "Quartile band", "In a sentence", *_WHERE)
    return Table(headings, [_reading(reading, area) for reading in card.readings])


def _reading(reading: Reading, area: Area) -> tuple[Cell, ...]:
    i, period, known, before = reading.indicator, reading.period, reading.last_known, reading.compared_with
    return (
        *(area.id, area.name, i.theme, i.slug, i.name, reading.period_words),
        *((period.starts, period.ends) if period else ("", "")),
        *(reading.value, UNITS.get(i.unit, "") or i.unit, reading.mark, reading.status),
        *((known.value, known.period_words) if known else ("", "")),
        *(reading.target.words if reading.target else "", reading.rag, reading.would_be, reading.reason),
        *(reading.explanation, reading.direction, reading.change),
        *((before.value, before.period_words) if before else ("", "")),
        *_beside(reading.region),
        *_beside(reading.england),
        *_beside(reading.statistical_neighbours),
        *(reading.statistical_neighbours_count, reading.rank, reading.rank_of, reading.quartile_band),
        reading.sentence,
        *_where(reading.source),
    )


def _beside(benchmark: Benchmark | None) -> tuple[Cell, ...]:
    if benchmark is None:
        return "", "", ""
    return benchmark.value, benchmark.period_words, benchmark.status


def comparison_table(comparison: Comparison) -> Table:
    """Return one row an authority, the best rank first."""
    headings: tuple[str, ...] = (
        "Indicator",
        "Name",
        "Period",
        "Area code",
        "Area",
        "Value",
        "Unit",
        "Mark",
        "Rank",
        "Out of",
    )
    indicator = comparison.indicator
    unit = UNITS.get(indicator.unit, "") or indicator.unit
    rows = [
        (
            *(indicator.slug, indicator.name, comparison.period_words, row.area.id, row.area.name),
            *(row.value, unit, row.mark, row.rank, comparison.rank_of, row.quartile_band),
        )
        for row in comparison.rows
    ]
    return Table((*headings, "Quartile band"), rows)
