"""The reading of an indicator page: the number, its rating and why, and what stands beside it."""

from __future__ import annotations

from datetime import date

from dash import html
from dash.development.base_component import Component

from indicators.reading import Reading
from indicators.rules.words import number
from layouts.components.benchmark import benchmark, neighbours
from layouts.components.provenance import provenance
from layouts.components.rag_tag import rag_tag
from layouts.components.readings_table import Cells, direction, latest, place, target
from layouts.words import FAMILY_WORDS, RAG_WORDS, capital, shown_or_why


def reading_panel(reading: Reading, as_at: date | None, today: date) -> Component:
    """Return the panel of a reading."""
    facts: list[tuple[str, Cells]] = [("Target", target(reading)), ("Direction", direction(reading))]
    if reading.region is not None:
        facts.append((reading.region.name, benchmark(reading.region, reading)))
    if reading.england is not None:
        facts.append(("England", benchmark(reading.england, reading)))
    if reading.statistical_neighbours is not None:
        facts.append(("Statistical neighbours", neighbours(reading)))
    if reading.rank is not None:
        facts.append(("Rank", place(reading)))
    if reading.numerator is not None:
        facts.append(("How many", [_parts(reading)]))
    beside = html.Dl([html.Div([html.Dt(name), html.Dd(cells)]) for name, cells in facts], className="app-panel__facts")
    head = html.Div(
        [html.Div(latest(reading, as_at, today), className="app-panel__figure"), rag_tag(reading.rag)],
        className="app-panel__head",
    )
    why = [html.B(f"Why {RAG_WORDS[reading.rag].lower()}: ")] if reading.rag != "not_rated" else []
    words = html.Div(
        [
            html.P(reading.sentence, className="govuk-body"),
            html.P([*why, reading.explanation], className="govuk-body"),
            *_others(reading),
            *_source(reading),
        ],
        className="app-panel__words",
    )
    return html.Section(
        [html.H2("Latest reading", className="govuk-visually-hidden"), head, words, beside],
        className=f"app-panel app-panel--{reading.rag}",
    )


def _parts(reading: Reading) -> str:
    assert reading.numerator is not None
    parts = number(reading.numerator, 1)
    return f"{parts} of {number(reading.denominator, 1)}" if reading.denominator is not None else parts


def _others(reading: Reading) -> list[Component]:
    """Return what other sources say about the same period; a disagreement is never left out."""
    said = []
    for other in reading.others:
        words = shown_or_why(other.value, other.mark, reading.indicator)
        verdict = "which differs" if other.disagrees else "the same"
        if other.value is None or reading.value is None:
            verdict = ""
        name = capital(FAMILY_WORDS[other.source.family])
        said.append(f"{name}: {words}{', ' + verdict if verdict else ''}.")
    return [html.P([html.B("Other sources: "), " ".join(said)], className="govuk-body")] if said else []


def _source(reading: Reading) -> list[Component]:
    origins = [("This figure", reading.source)] if reading.source else []
    origins += [("Another source", other.source) for other in reading.others]
    for beside in (reading.region, reading.england):
        if beside is not None and beside.source is not None:
            origins.append((beside.name, beside.source))
    if reading.target is not None:
        origins.append(("Target", reading.target.source))
    return [provenance(origins, "Where this number comes from")] if origins else []
