"""What to look at first: the whole scorecard in a few sentences, and three questions with what each rests on."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from indicators.rules.questions import Question
from layouts.components.small import small
from layouts.query import Query, href


def in_short(sentences: Sequence[str], questions: Sequence[Question], query: Query) -> Component:
    """Return the panel of the summary and the questions. `query` is what a link to an indicator carries on."""
    parts = [
        html.Div(
            [html.H2("In short", className="govuk-heading-m"), *(html.P(said) for said in sentences)],
            className="app-short__words",
        )
    ]
    if questions:
        asked = html.Ol([_question(question, query) for question in questions])
        heading = html.H2("Questions to ask", className="govuk-heading-m")
        parts.append(html.Div([heading, asked], className="app-short__questions"))
    return html.Div(parts, className="app-short")


def _question(question: Question, query: Query) -> Component:
    """Return a question: the indicator as a link, the rest of the words, and where its figure was read."""
    name = question.evidence.indicator
    link = html.A(name, href=href(f"/indicator/{question.indicator}", query), className="govuk-link")
    source = question.evidence.source
    return html.Li([link, question.text.removeprefix(name), small(f"Source: {source}") if source else None])
