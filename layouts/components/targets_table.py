"""Every target that was set for an indicator, each with its own colour."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from indicators.reading import JudgedTarget
from layouts.components.attributes import data
from layouts.components.provenance import provenance
from layouts.components.rag_tag import rag_tag
from layouts.components.small import small
from layouts.words import RAG_WORDS, SETTER_WORDS, STATE_WORDS, capital

HEADINGS = ("Target", "Set by", "Where it stands", "Rating", "Source")


def targets_table(targets: Sequence[JudgedTarget], first: JudgedTarget | None) -> Component:
    """Return the table of targets; `first` is the one that gives the reading its colour."""
    head = html.Tr([html.Th(name, scope="col", role="columnheader") for name in HEADINGS], role="row")
    caption = html.Caption("Targets, each with its own rating", className="govuk-visually-hidden")
    rows = [_row(target, target is first) for target in targets]
    return html.Table(
        [caption, html.Thead(head, role="rowgroup"), html.Tbody(rows, role="rowgroup")],
        className="app-table",
        role="table",
    )


def _row(judged: JudgedTarget, first: bool) -> Component:
    target = judged.target
    name: list[Component | str] = [capital(judged.words)]
    if first:
        name.append(small("The rating of this page is against this target"))
    if target.note:
        name.append(small(target.note))
    rating: list[Component | str] = [rag_tag(judged.rag)]
    if judged.would_be:
        rating.append(small(f"Would be {RAG_WORDS[judged.would_be].lower()}"))
    cells: list[list[Component | str]] = [
        [capital(SETTER_WORDS.get(target.set_by, target.set_by))],
        [STATE_WORDS[judged.state]],
        rating,
        [provenance([("Target", judged.source)], "Source", f"of the target {judged.words}")],
    ]
    named = zip(HEADINGS[1:], cells, strict=True)
    return html.Tr(
        [
            html.Th(name, scope="row", role="rowheader"),
            *(html.Td(cell, role="cell", **data(label=heading)) for heading, cell in named),
        ],
        role="row",
    )
