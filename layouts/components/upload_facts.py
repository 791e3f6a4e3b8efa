"""What is known about a file: its name, whose figures it holds, when they were reported, what is in it."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data.pending import Pending
from data.records import Counts
from data.settings import MEGABYTE
from data.viewer import NATIONAL
from indicators.rules.period import day_words
from layouts.components.upload_words import area_words, layout_words
from layouts.words import counted, listed
from loaders.preview import Preview

NATIONAL_WORDS = "England, all councils"


def facts(preview: Preview, waiting: Pending) -> Component:
    """Return what is known about a file that waits."""
    outcome = preview.outcome
    rows: list[tuple[str, str]] = [
        ("File", f"{waiting.name}, {size_words(waiting.size)}"),
        ("Whose figures", owner_words(preview.owner) if preview.owner else "Not known yet"),
        ("Reported on", day_words(preview.known_on) if preview.known_on else "Today, as the file says no day"),
        ("Layout", layout_words(outcome.layout) or "Not recognised"),
        ("What is in it", contents_words(outcome.figures, outcome.targets, outcome.comments, outcome.names)),
    ]
    return fact_list(rows)


def fact_list(rows: Sequence[tuple[str, Component | str]]) -> Component:
    """Return facts as a list of names and words; a fact without words is left out."""
    return html.Dl(
        [
            html.Div(
                [
                    html.Dt(name, className="govuk-summary-list__key"),
                    html.Dd(words, className="govuk-summary-list__value"),
                ],
                className="govuk-summary-list__row",
            )
            for name, words in rows
            if words
        ],
        className="govuk-summary-list app-facts",
    )


def contents_words(figures: Counts, targets: Counts, comments: int, names: int) -> str:
    """Return how much there is of what: '12 figures, 3 targets and 1 comment'."""
    kinds = (
        (figures.new + figures.changed + figures.unchanged, "figure"),
        (targets.new + targets.changed + targets.unchanged, "target"),
        (comments, "comment"),
        (names, "name"),
    )
    return listed([counted(many, what) for many, what in kinds if many]) or "Nothing yet"


def owner_words(owner: str) -> str:
    """Return whose an upload is."""
    return NATIONAL_WORDS if owner == NATIONAL else area_words(owner)


def size_words(size: int) -> str:
    """Return a file's size as people say it."""
    if size < 1024:
        return counted(size, "byte")
    return f"{size / MEGABYTE:,.1f} MB" if size >= MEGABYTE else f"{size / 1024:,.0f} kB"
