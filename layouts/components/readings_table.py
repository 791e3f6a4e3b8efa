"""Readings as a table: a row of figures for each indicator, and under it the same in words with the reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from dash import html
from dash.development.base_component import Component

from indicators.reading import Reading
from indicators.rules.benchmark import rank_words
from layouts.components.attributes import aria, data
from layouts.components.benchmark import benchmark, neighbours
from layouts.components.rag_tag import rag_tag
from layouts.components.small import small
from layouts.query import Query, href
from layouts.words import (
    BAND_WORDS,
    DIRECTION_WORDS,
    RAG_WORDS,
    WHY_NOT_RATED,
    age_words,
    arrow,
    capital,
    shown,
    shown_or_why,
    status_words,
)

Cells = list[Component | str]
SHORT = 7


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, what stands in a reading's cell, and whether it is numbers."""

    heading: str
    cell: Callable[[Reading], Cells]
    numbers: bool = False


def columns_for(readings: Sequence[Reading], region: str, as_at: date | None, today: date) -> list[Column]:
    """Return the columns for these readings; a comparison that none of them has gets none.

    `region` heads the column of the region's figures.
    """
    columns = [
        Column("Latest figure", lambda r: latest(r, as_at, today), numbers=True),
        Column("Target", target),
        Column("Rating", rating),
        Column("Direction", direction),
    ]
    if any(r.region for r in readings):
        columns.append(Column(region or "Region", lambda r: benchmark(r.region, r), numbers=True))
    if any(r.england for r in readings):
        columns.append(Column("England", lambda r: benchmark(r.england, r), numbers=True))
    if any(r.statistical_neighbours for r in readings):
        columns.append(Column("Neighbours", neighbours, numbers=True))
    if any(r.rank for r in readings):
        columns.append(Column("Rank", place, numbers=True))
    return columns


def readings_table(
    readings: Sequence[Reading],
    caption: str,
    columns: Sequence[Column],
    query: Query,
    *,
    with_theme: bool = False,
) -> Component:
    """Return the table of these readings. `query` is what a link to an indicator carries on."""
    bodies = [_body(reading, columns, query, with_theme) for reading in readings]
    hidden = html.Caption(caption, className="govuk-visually-hidden")
    return html.Table([hidden, _head(columns), *bodies], className="app-readings", role="table")


def _head(columns: Sequence[Column]) -> Component:
    headings = [html.Th("Indicator", scope="col", role="columnheader")]
    headings += [
        html.Th(c.heading, scope="col", role="columnheader", className="app-number" if c.numbers else "")
        for c in columns
    ]
    return html.Thead(html.Tr(headings, role="row"), role="rowgroup")


def _body(reading: Reading, columns: Sequence[Column], query: Query, with_theme: bool) -> Component:
    name: Cells = [html.A(reading.indicator.name, href=_link(reading, query), className="govuk-link")]
    if with_theme:
        name.append(small(reading.indicator.theme))
    figures: Cells = [html.Th(name, scope="row", role="rowheader")]
    figures += [
        html.Td(
            column.cell(reading),
            role="cell",
            className="app-number" if column.numbers else "",
            **data(label=column.heading),
        )
        for column in columns
    ]
    words = html.Td(in_words(reading), role="cell", colSpan=len(columns) + 1, className="app-in-words")
    rows = [html.Tr(figures, role="row"), html.Tr(words, role="row")]
    return html.Tbody(rows, role="rowgroup", className=f"app-reading app-reading--{reading.rag}")


def _link(reading: Reading, query: Query) -> str:
    return href(f"/indicator/{reading.indicator.slug}", query.only("area", "as_at"))


def latest(reading: Reading, as_at: date | None, today: date) -> Cells:
    """Return the latest figure with its period and all that must be said about it; or why there is none."""
    if reading.period is None:
        return [html.Span("No figure", className="app-none")]
    when = small(capital(reading.period_words))
    if reading.value is None:
        cells: Cells = [html.Span(shown_or_why(None, reading.mark, reading.indicator), className="app-none")]
        cells.append(when)
        if reading.last_known is not None:
            known = reading.last_known
            cells.append(small(f"Last known: {shown(known.value, reading.indicator)} {known.period_words}"))
        return cells
    about = [status_words(reading.status), age_words(reading.period, as_at, today)]
    if reading.source is not None and reading.source.example:
        about.append("example")
    words = shown(reading.value, reading.indicator)
    value = html.B(words, className="app-value" if len(words) <= SHORT else "app-value app-value--long")
    said = ", ".join(part for part in about if part)
    return [value, when, *([small(capital(said))] if said else [])]


def target(reading: Reading) -> Cells:
    """Return the target that counts, in words."""
    if reading.target is None:
        return ["–", small("none set", hidden=True)]
    return [capital(reading.target.words)]


def rating(reading: Reading) -> Cells:
    """Return the rating's tag; without a colour, the reason in a few words, and what the colour would be."""
    cells: Cells = [rag_tag(reading.rag)]
    if reading.rag == "not_rated":
        cells.append(small(capital(WHY_NOT_RATED.get(reading.reason, reading.reason))))
        if reading.would_be:
            cells.append(small(f"Would be {RAG_WORDS[reading.would_be].lower()}"))
    return cells


def direction(reading: Reading) -> Cells:
    """Return the direction of travel in a word, with an arrow for the way that the number went."""
    if reading.direction is None or reading.change is None or reading.compared_with is None:
        why = reading.not_compared or "nothing earlier to compare with"
        return ["–", small(why, hidden=True)]
    level = reading.direction == "no_change"
    way = html.Span("→" if level else arrow(reading.change), className="app-arrow", **aria(hidden="true"))
    before = reading.compared_with
    kind = "baseline " if before.status == "baseline" else ""
    was = f"from {kind}{shown(before.value, reading.indicator)}"
    return [way, f" {DIRECTION_WORDS[reading.direction]}", small(f"{was} {before.period_words}")]


def place(reading: Reading) -> Cells:
    """Return the rank among authorities and the quarter that it falls in."""
    words = rank_words(reading.rank, reading.rank_of)
    if not words:
        return ["–", small("not ranked", hidden=True)]
    # Broken, where there is no room, before "of" only.
    words = words.replace(" of ", " of\u00a0")
    return [words, *([small(BAND_WORDS[reading.quartile_band])] if reading.quartile_band else [])]


def in_words(reading: Reading) -> Cells:
    """Return the reading in a sentence, without the name that stands above it, then why it has its colour."""
    said = capital(reading.sentence.removeprefix(f"{reading.indicator.name}: "))
    if reading.rag == "not_rated":
        return [f"{said} {reading.explanation}"]
    return [f"{said} ", html.B(f"Why {RAG_WORDS[reading.rag].lower()}: "), reading.explanation]
