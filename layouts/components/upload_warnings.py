"""Warnings, by kind, each kind with one tick: nothing is loaded before somebody has said that they saw them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import groupby

from dash import html
from dash.development.base_component import Component

from layouts.components.folded_list import folded_list
from layouts.components.native import Input
from layouts.components.upload_errors import error_message
from layouts.components.upload_words import problem_words
from layouts.words import capital, counted
from loaders.problems import CODES, WARNING, Problem

Link = Callable[[Problem], str]
NOT_TICKED = "Tick that you have seen this"
# Warnings of one kind that stand open; the others wait in a box.
OPEN = 3


def warning_groups(problems: Sequence[Problem]) -> list[tuple[str, list[Problem]]]:
    """Return the warnings by their code, in the order of their first."""
    warnings = [problem for problem in problems if problem.severity == WARNING]
    order = {code: place for place, code in enumerate(dict.fromkeys(problem.code for problem in warnings))}
    ranked = sorted(warnings, key=lambda problem: order[problem.code])
    return [(code, list(inside)) for code, inside in groupby(ranked, key=lambda problem: problem.code)]


def group_words(code: str, count: int) -> str:
    """Return what a kind of warning is called, with how many there are."""
    meaning = capital(CODES.get(code, code.replace("_", " ")))
    return meaning if count == 1 else f"{meaning} ({counted(count, 'time')})"


def tick_id(code: str) -> str:
    """Return the place on the page of the tick of a kind."""
    return f"seen-{code}"


def warning_list(
    groups: Sequence[tuple[str, list[Problem]]], file: str, ticked: Collection[str], unticked: bool, link: Link
) -> list[Component]:
    """Return the warnings with their ticks; `unticked` says that a tick was asked for and not given.

    `link` says where the cell of a warning is shown, '' for nowhere.
    """
    return [
        _group(code, told(problems, file, link), len(problems), code in ticked, unticked and code not in ticked)
        for code, problems in groups
    ]


def told(problems: Sequence[Problem], file: str, link: Link = lambda problem: "") -> list[Component]:
    """Return warnings as a list, the first few open."""
    return folded_list([_line(problem, file, link(problem)) for problem in problems], OPEN, "app-warned")


def _group(code: str, said: list[Component], count: int, ticked: bool, failed: bool) -> Component:
    here = tick_id(code)
    tick = html.Div(
        [
            Input(id=here, type="checkbox", name="seen", value=code, checked=True if ticked else None),
            html.Label(
                [
                    "I have seen this",
                    html.Span(f": {group_words(code, count)}", className="govuk-visually-hidden"),
                ],
                htmlFor=here,
            ),
        ],
        className="app-tick",
    )
    css = "govuk-form-group app-warning"
    return html.Div(
        [
            html.H3(group_words(code, count), className="govuk-heading-s"),
            *said,
            *([error_message(NOT_TICKED, f"{here}-error")] if failed else []),
            tick,
        ],
        className=f"{css} govuk-form-group--error" if failed else css,
    )


def _line(problem: Problem, file: str, to: str) -> Component:
    words = problem_words(problem, file)
    said = html.A(words, href=to, className="govuk-link") if to else words
    return html.Li([said, html.Span(f" {problem.fix}", className="app-fix")])
