"""Every figure of a trend in a table: the chart in numbers, with notes and where each number is from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from indicators.rules.words import number
from indicators.series import Point
from layouts.components.attributes import aria
from layouts.components.provenance import Origin, provenance
from layouts.components.small import small
from layouts.trend import NEIGHBOURS, Mean, Row, Trend
from layouts.words import FAMILY_WORDS, capital, mean_of, shown, shown_or_why, status_words

# A mean of fewer than this says so.
ALL_NEIGHBOURS = 10
Cells = list[Component | str]
NUMBERS = "app-number"


@dataclass(frozen=True, slots=True)
class _Column:
    heading: str
    cell: Callable[[Row], Cells]
    css: str = NUMBERS


def points_table(trend: Trend) -> Component:
    """Return the table, the latest period first. A column in which nothing would stand is left out."""
    columns = [_Column(trend.area.name, lambda row: _own(row, trend))]
    if any(row.own and row.own.numerator is not None for row in trend.rows):
        columns.append(_Column("How many", _parts))
    columns += [_comparator(trend, name) for name in trend.chosen]
    if any(row.target for row in trend.rows):
        columns.append(_Column("Target", lambda row: [capital(row.target.words) if row.target else "–"], "app-target"))
    if any(_notes(row, trend) for row in trend.rows):
        columns.append(_Column("Notes", lambda row: list(_notes(row, trend)) or ["–"], "app-notes"))
    columns.append(_Column("Source", lambda row: [_source(row, trend)], ""))
    caption = f"{trend.indicator.name}: every figure for {trend.area.name}, the latest first"
    head = [html.Th("Period", scope="col")]
    head += [html.Th(c.heading, scope="col", className=c.css if c.css == NUMBERS else "") for c in columns]
    rows = [_row(row, columns) for row in reversed(trend.rows)]
    table = html.Table(
        [
            html.Caption(caption, className="govuk-visually-hidden"),
            html.Thead(html.Tr(head)),
            html.Tbody(rows),
        ],
        className="app-points",
    )
    # On a narrow screen the region scrolls, not the page; whoever has only a keyboard must be able to reach it.
    return html.Div(table, className="app-scroll", role="region", tabIndex="0", **aria(label=caption))


def _row(row: Row, columns: list[_Column]) -> Component:
    cells = [html.Td(column.cell(row), className=column.css) for column in columns]
    return html.Tr([html.Th(capital(row.period_words), scope="row"), *cells])


def _comparator(trend: Trend, name: str) -> _Column:
    heading = f"{trend.name(name)} (mean)" if name == NEIGHBOURS else trend.name(name)
    return _Column(heading, lambda row: _beside(row.beside(name), row, trend))


def _own(row: Row, trend: Trend) -> Cells:
    if row.own is None:
        return [html.Span("No figure", className="app-none")]
    if row.own.value is None:
        return [html.Span(shown_or_why(None, row.own.mark, trend.indicator), className="app-none")]
    return [html.B(shown(row.own.value, trend.indicator))]


def _parts(row: Row) -> Cells:
    if row.own is None or row.own.numerator is None:
        return ["–"]
    parts = number(row.own.numerator, 1)
    if row.own.denominator is not None:
        parts += f" of {number(row.own.denominator, 1)}"
    return [parts]


def _beside(beside: Point | Mean | None, row: Row, trend: Trend) -> Cells:
    if beside is None or beside.value is None:
        return ["–"]
    cells: Cells = [shown(beside.value, trend.indicator)]
    if isinstance(beside, Mean):
        if beside.count < ALL_NEIGHBOURS:
            cells.append(small(mean_of(beside.count)))
    elif beside.status == "implied":
        cells.append(small("implied"))
    elif status_words(beside.status):
        cells.append(small(status_words(beside.status)))
    return cells


def _notes(row: Row, trend: Trend) -> list[Component]:
    own = row.own
    if own is None:
        return []
    notes = [capital(status_words(own.status)), own.note]
    if own.source.example:
        notes.append("Example figure")
    if own.value is not None:
        # Two sources that differ only beyond the decimals shown say the same to a reader.
        notes += [
            f"{capital(FAMILY_WORDS[other.source.family])} says {shown(other.value, trend.indicator)}"
            for other in own.others
            if other.value is not None and shown(other.value, trend.indicator) != shown(own.value, trend.indicator)
        ]
    return [html.Span(note, className="app-note") for note in notes if note]


def _source(row: Row, trend: Trend) -> Component | str:
    origins: list[Origin] = []
    if row.own is not None:
        origins.append((trend.area.name, row.own.source))
        origins += [(f"{trend.area.name}, also", other.source) for other in row.own.others]
    for name in trend.chosen:
        beside = row.beside(name)
        if isinstance(beside, Point):
            origins.append((trend.name(name), beside.source))
    if row.target is not None:
        origins.append(("Target", row.target.source))
    return provenance(origins, "Source", f"of the figures {row.period_words}") if origins else "–"
