"""The preview of a file: what is wrong with it, what it leaves open, what loading it would change, and its cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from data.store import Store
from data.viewer import Viewer
from layouts.components.area_chooser import councils_with_figures
from layouts.components.attributes import aria, data
from layouts.components.native import Input
from layouts.components.small import small
from layouts.components.upload_difference import difference, heading_words, ratings
from layouts.components.upload_errors import TITLE, Fault, error_summary
from layouts.components.upload_facts import facts
from layouts.components.upload_form import (
    PATH,
    Chosen,
    another_file_form,
    council_field,
    day_field,
    form_faults,
    ready_errors,
)
from layouts.components.upload_questions import ANOTHER, NOT_CHOSEN, question_id, questions_form, settled_list
from layouts.components.upload_warnings import group_words, tick_id, told, warning_groups, warning_list
from layouts.components.upload_words import problem_words
from layouts.page import Page
from layouts.pages.upload_sheets import SheetViews
from layouts.previews import Previews, Waiting
from layouts.query import Query, href
from layouts.words import counted
from loaders.problems import ERROR, Problem

REFUSED = "This file cannot be loaded yet"
# Problems that another council or another day would put right.
_ASKED_AGAIN = frozenset({"area_missing", "area_unknown", "council_wrong", "date_unreadable", "period_in_future"})


def page(store: Store, viewer: Viewer, previews: Previews, token: str, query: Query) -> Page:
    """Return the preview of the file that waits under a token. Raises NotWaiting."""
    waiting = previews.of(token)
    address = href(f"{PATH}/{token}")
    views = SheetViews(waiting.preview, f"{PATH}/{token}", query)
    if waiting.preview.outcome.status == "refused":
        form = another_file_form(previews.settings, _asked(waiting), "" if waiting.gone else token)
        return Page(f"Error: {REFUSED}", _refused(store, viewer, waiting, query, views, form))
    title = _title(waiting)
    faults = _faults(waiting, query)
    content = [
        *([error_summary(faults)] if faults else []),
        *_heading(title, waiting),
        *_changed_since(query),
        facts(waiting.preview, waiting.pending),
        *_asked_again(store, viewer, waiting, query, address),
        *_questions(waiting, query, views),
        *_what_changes(store, waiting),
        *views.content("What was read"),
        *_confirm(waiting, query, views, address),
        _throw_away(address),
    ]
    return Page(f"Error: {title}" if faults else title, content)


def _title(waiting: Waiting) -> str:
    found = waiting.preview.differences
    return heading_words(found) if found else "Nothing was found in this file"


def _heading(title: str, waiting: Waiting) -> list[Component]:
    return [
        html.Span(waiting.pending.name, className="govuk-caption-xl app-caption"),
        html.H1(title, className="govuk-heading-xl", tabIndex="-1"),
    ]


def _changed_since(query: Query) -> list[Component]:
    if not query.one("changed"):
        return []
    words = (
        "Something that this file touches was changed after you opened this page. "
        "Nothing of yours was stored. This is the new preview: look at it again before you load it."
    )
    return [
        html.Div(
            [html.H2("The figures have changed", className="govuk-heading-m"), html.P(words)], className="app-notice"
        )
    ]


def _faults(waiting: Waiting, query: Query) -> list[Fault]:
    """Return what must be put right before the file can be loaded: answers half given, warnings without a tick."""
    faults = form_faults(query.one("problem"))
    faults += [
        Fault(f"{NOT_CHOSEN}: {question.words}", to=f"#{question_id(number)}")
        for number, question in enumerate(waiting.preview.questions)
        if _half_given(query).get(question.key) == ANOTHER
    ]
    if query.one("unseen"):
        faults += [
            Fault(f"Tick that you have seen: {group_words(code, len(problems))}", to=f"#{tick_id(code)}")
            for code, problems in warning_groups(waiting.preview.outcome.problems)
            if code not in waiting.pending.ticked
        ]
    return faults


def _half_given(query: Query) -> Mapping[str, str]:
    return dict.fromkeys(query.all("unfinished"), ANOTHER)


def _questions(waiting: Waiting, query: Query, views: SheetViews) -> list[Component]:
    questions, answers = waiting.preview.questions, waiting.preview.outcome.answers
    content: list[Component] = []
    if questions:
        words = (
            "What they are about is not loaded until they are answered. Answer those that you can: "
            "a file can be loaded with open questions."
        )
        content += [
            html.H2(f"{counted(len(questions), 'question')} to settle", className="govuk-heading-l"),
            html.P(words, className="govuk-body app-text"),
            questions_form(waiting.pending.token, questions, _half_given(query), views.link),
        ]
    if answers:
        content.append(settled_list(waiting.pending.token, answers))
    return content


def _what_changes(store: Store, waiting: Waiting) -> list[Component]:
    found = waiting.preview.differences
    if found is None:
        return []
    return [
        html.H2("What would change", className="govuk-heading-l"),
        *difference(store, found),
        *ratings(store, waiting.preview.ratings),
    ]


def _confirm(waiting: Waiting, query: Query, views: SheetViews, address: str) -> list[Component]:
    outcome = waiting.preview.outcome
    groups = warning_groups(outcome.problems)
    content: list[Component] = [Input(type="hidden", name="version", value=waiting.preview.version)]
    if groups:
        content += [
            html.H2("Warnings", className="govuk-heading-l", id="warnings"),
            html.P(
                "They do not stop the file. Tick each to say that you have seen it: the history keeps them.",
                className="govuk-body app-text",
            ),
            *warning_list(groups, outcome.file, waiting.pending.ticked, bool(query.one("unseen")), views.link),
        ]
        content.append(_marked(waiting, address))
    button = html.Button("Load these figures", type="submit", className="govuk-button app-button")
    content += [html.H2("Load it?", className="govuk-heading-l"), _promise(waiting), button]
    form = html.Form(
        content,
        action=f"{address}/confirm",
        method="post",
        className="app-confirm",
        **aria(label="Load these figures"),
        **data(busy="Loading…"),
    )
    return [form]


def _promise(waiting: Waiting) -> Component:
    many = len(waiting.preview.questions)
    words = "All of it is stored, or none of it. You can take it back afterwards."
    if many:
        words += f" {counted(many, 'question')} {'is' if many == 1 else 'are'} still open."
    return html.P(words, className="govuk-body app-text")


def _throw_away(address: str) -> Component:
    button = html.Button("Throw this file away", type="submit", className="govuk-button app-button--plain")
    return html.Form(button, action=f"{address}/drop", method="post", className="app-throw")


def _marked(waiting: Waiting, address: str) -> Component:
    if waiting.preview.opened is None or not waiting.preview.opened.sheets:
        return html.P("", hidden=True)
    link = html.A(
        "Download your workbook with the problems marked",
        href=f"{address}/marked.xlsx",
        className="govuk-link",
        download="",
    )
    return html.P([link, small("Each cell has its colour and a note that says how to put it right")])


def _refused(
    store: Store, viewer: Viewer, waiting: Waiting, query: Query, views: SheetViews, form: Component
) -> list[Component]:
    address = href(f"{PATH}/{waiting.pending.token}")
    outcome = waiting.preview.outcome
    errors = [problem for problem in outcome.problems if problem.severity == ERROR]
    others = [problem for problem in outcome.problems if problem.severity != ERROR]
    lines = [Fault(problem_words(one, outcome.file), one.fix, views.link(one)) for one in errors]
    title = TITLE if len(errors) == 1 else f"There are {counted(len(errors), 'problem')}"
    content: list[Component] = [
        error_summary([*form_faults(query.one("problem")), *lines], title=title),
        ready_errors(),
        *_heading(REFUSED, waiting),
        html.P("Nothing of it was stored.", className="govuk-body-l"),
        *_what_to_do(waiting, address),
    ]
    if not waiting.gone:
        content += _asked_again(store, viewer, waiting, query, address)
        content += _questions(waiting, query, views)
    content += [html.H2("Choose the file again when it is put right", className="govuk-heading-l", id="again"), form]
    if others:
        content += [html.H2("Warnings", className="govuk-heading-l"), *_other_warnings(others, outcome.file, views)]
    content += views.content("Your file, with the problems marked")
    return content if waiting.gone else [*content, _throw_away(address)]


def _what_to_do(waiting: Waiting, address: str) -> list[Component]:
    if waiting.gone:
        words = "The file was not kept, not even for a moment longer than it took to look at it."
        return [html.P(words, className="govuk-body app-text")]
    if not waiting.preview.opened or not waiting.preview.opened.sheets:
        return []
    return [html.Div(_marked(waiting, address), className="app-marked")]


def _asked(waiting: Waiting) -> Chosen:
    return Chosen(waiting.pending.area, waiting.pending.known_on)


def _other_warnings(problems: Sequence[Problem], file: str, views: SheetViews) -> list[Component]:
    content: list[Component] = []
    for code, inside in warning_groups(problems):
        content += [
            html.H3(group_words(code, len(inside)), className="govuk-heading-s"),
            *told(inside, file, views.link),
        ]
    return content


def _asked_again(store: Store, viewer: Viewer, waiting: Waiting, query: Query, address: str) -> list[Component]:
    """Return the box in which the council and the day can be said otherwise: open where that would help."""
    asked = waiting.pending
    errors = {problem.code for problem in waiting.preview.outcome.problems if problem.severity == ERROR}
    form = html.Form(
        [
            html.Div(council_field(councils_with_figures(store, viewer), asked.area), className="govuk-form-group"),
            html.Div(day_field(asked.known_on), className="govuk-form-group"),
            html.Button("Read it again", type="submit", className="govuk-button app-button--plain"),
        ],
        action=f"{address}/asked",
        method="post",
        **data(busy="Reading it again…"),
    )
    summary = html.Summary("Say whose figures they are, or when they were reported")
    return [html.Details([summary, form], open=bool(errors & _ASKED_AGAIN or query.one("asked")), className="app-more")]
