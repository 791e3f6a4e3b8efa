"""What a file leaves open, as questions to be settled all at once, and what was settled, to be asked again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from dash import html
from dash.development.base_component import Component

from indicators.definitions import Indicator, catalogue
from layouts.components.attributes import aria, data
from layouts.components.native import Input
from layouts.components.upload_errors import error_message
from layouts.components.upload_words import area_words
from layouts.query import href
from layouts.words import capital, counted
from loaders.asked import LEAVE_OUT, Question
from loaders.outcome import Answer

# How a form names an answer, and the answer that another list gives.
ANSWER, OTHER, ANOTHER = "answer:", "other:", "another"
NOT_CHOSEN = "Choose the indicator from the list"


def questions_form(
    token: str, questions: Sequence[Question], chosen: Mapping[str, str], link: Callable[[Question], str]
) -> Component:
    """Return the form that settles the questions.

    `chosen` are choices made and not yet complete, by key; `link` says where the cell of a question is shown.
    """
    blocks = [_question(one, number, chosen.get(one.key, ""), link(one)) for number, one in enumerate(questions)]
    return html.Form(
        [
            *blocks,
            html.Button("Save the answers", type="submit", className="govuk-button app-button"),
            html.P(
                "They are remembered: the next file of this form is read with them, and nothing is asked again.",
                className="govuk-hint app-remembered",
            ),
        ],
        action=f"{href('/upload/' + token)}/answers",
        method="post",
        className="app-questions",
        **aria(label="Questions about the file"),
        **data(busy="Reading it again…"),
    )


def settled_list(token: str, answers: Sequence[Answer]) -> Component:
    """Return what was settled before, each with a button that has it asked again."""
    rows = [_settled(token, answer) for answer in answers]
    before = sum(answer.remembered for answer in answers)
    words = counted(len(answers), "question") + " settled"
    words += f", {before} by the answers of an earlier file" if before else ""
    return html.Details([html.Summary(words), html.Ul(rows, className="app-settled")], className="app-more")


def question_id(number: int) -> str:
    """Return the place on the page of a question, by its number from 0."""
    return f"question-{number}"


def _question(question: Question, number: int, chosen: str, to: str) -> Component:
    here = question_id(number)
    choices = [(choice.value, choice.words) for choice in question.choices if choice.value != LEAVE_OUT]
    name = f"{ANSWER}{question.key}"
    lines = [
        _radio(f"{here}-{place}" if place else here, name, value, words, chosen == value)
        for place, (value, words) in enumerate(choices)
    ]
    free = question.kind == "indicator"
    unfinished = chosen == ANOTHER
    if free:
        words = "Another indicator" if choices else "An indicator from the list"
        lines.append(_another(question, f"{here}-other" if choices else here, name, words, unfinished))
    left_out = next((choice.words for choice in question.choices if choice.value == LEAVE_OUT), "")
    if free or left_out:
        lines.append(_radio(f"{here}-out", name, LEAVE_OUT, left_out or "Leave it out", chosen == LEAVE_OUT))
    sheet = f"Sheet {question.sheet}" if question.sheet else ""
    where = ", ".join(part for part in (sheet, f"cell {question.cell}" if question.cell else "") if part)
    said = html.A(capital(where), href=to, className="govuk-link") if to else capital(where)
    hint = [html.P(said, className="govuk-hint")] if where else []
    legend = html.Legend(question.words, className="govuk-fieldset__legend govuk-fieldset__legend--s")
    field = html.Fieldset([legend, *hint, html.Div(lines, className="app-choices")], className="govuk-fieldset")
    css = "govuk-form-group govuk-form-group--error" if unfinished else "govuk-form-group"
    return html.Div(field, className=css)


def _radio(id: str, name: str, value: str, words: str, checked: bool) -> Component:
    control = Input(id=id, type="radio", name=name, value=value, checked=True if checked else None)
    return html.Div([control, html.Label(words, htmlFor=id)], className="app-choice")


def _another(question: Question, id: str, name: str, words: str, unfinished: bool) -> Component:
    """Return the choice of any indicator: picking one from the list picks the choice too (see upload.js)."""
    listed = html.Select(
        [html.Option("Choose an indicator", value=""), *_indicators()],
        id=f"{id}-list",
        name=f"{OTHER}{question.key}",
        className="govuk-select",
        **data(picks=id),
        **aria(label=f"{words}, for {question.found or question.words}"),
    )
    said = [error_message(NOT_CHOSEN, f"{id}-error")] if unfinished else []
    radio = _radio(id, name, ANOTHER, words, unfinished)
    return html.Div([radio, html.Div([*said, listed], className="app-choice__more")])


def _indicators() -> list[Component]:
    grouped = groupby(catalogue().values(), key=lambda indicator: indicator.theme)
    return [html.Optgroup([_option(indicator) for indicator in inside], label=theme) for theme, inside in grouped]


def _option(indicator: Indicator) -> Component:
    return html.Option(indicator.name, value=indicator.slug)


def _settled(token: str, answer: Answer) -> Component:
    kind, _, about = answer.key.partition(":")
    button = html.Button(
        ["Ask again", html.Span(f" about {about or kind}", className="govuk-visually-hidden")],
        type="submit",
        className="app-button-small",
    )
    form = html.Form(
        [Input(type="hidden", name=f"{ANSWER}{answer.key}", value=""), button],
        action=f"{href('/upload/' + token)}/answers",
        method="post",
    )
    from_before = " (as in an earlier file)" if answer.remembered else ""
    return html.Li([html.Span([html.B(about or kind), f": {_meaning(kind, answer.value)}{from_before}"]), form])


def _meaning(kind: str, value: str) -> str:
    if value == LEAVE_OUT:
        return "left out"
    if kind == "indicator" and value in catalogue():
        return catalogue()[value].name
    return area_words(value) if kind == "area" else value.replace("_", " ")
