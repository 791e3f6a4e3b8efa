"""Where a number is from: the file, the sheet, the cell, who loaded it and when."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from indicators.reading import Source
from indicators.rules.period import day_words
from layouts.words import FAMILY_WORDS, capital, moment_words, who_words

Origin = tuple[str, Source]


def provenance(origins: Sequence[Origin], summary: str, about: str = "") -> Component:
    """Return a closed box that tells where each number is from; `about` is added to the summary for screen readers."""
    hidden = [html.Span(f" {about}", className="govuk-visually-hidden")] if about else []
    lines = [html.Li([html.Strong(f"{what}: "), source_words(source)]) for what, source in origins]
    return html.Details(
        [html.Summary([summary, *hidden]), html.Ul(lines, className="app-plain-list")], className="app-source"
    )


def source_words(source: Source) -> str:
    """Return where one number is from, in sentences."""
    where = f"{source.file}, sheet {source.sheet}, cell {source.cell}" if source.sheet else ""
    where = where or (f"{source.file}, cell {source.cell}" if source.cell else source.file)
    example = "Example figure. " if source.example else ""
    paper = f" Published in: {source.published}." if source.published else ""
    return (
        f"{example}{capital(FAMILY_WORDS[source.family])}: {where}.{paper} "
        f"Known on {day_words(source.known_on)}. Loaded {who_words(source.who)} on {moment_words(source.recorded_at)}."
    )
