"""What is wrong, all at once, at the top of a page: each line leads to the place where it can be put right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from layouts.components.folded_list import folded_list

TITLE = "There is a problem"
# More than these wait in a box, so that the page itself is not pushed out of sight.
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Fault:
    """One line: what is wrong, how to put it right ('' when the words say it all), and where the line leads to."""

    words: str
    fix: str = ""
    to: str = ""


def error_summary(
    faults: Sequence[Fault], *, title: str = TITLE, id: str = "problems", hidden: bool = False
) -> Component:
    """Return the summary of all faults. `hidden` keeps it ready for upload.js, which shows it when it is needed."""
    lines = [_line(fault) for fault in faults]
    content = folded_list(lines, SHOWN, "govuk-list govuk-error-summary__list app-faults")
    heading = html.H2(title, className="govuk-error-summary__title")
    inner = html.Div([heading, html.Div(content, className="govuk-error-summary__body")], role="alert")
    return html.Div(
        inner, id=id, className="govuk-error-summary app-error-summary", tabIndex="-1", hidden=hidden or None
    )


def error_message(words: str, id: str) -> Component:
    """Return the message that stands at a field."""
    hidden = html.Span("Error: ", className="govuk-visually-hidden")
    return html.P([hidden, words], id=id, className="govuk-error-message")


def _line(fault: Fault) -> Component:
    said: Component | str = html.A(fault.words, href=fault.to) if fault.to else html.Strong(fault.words)
    return html.Li([said, *([html.Span(f" {fault.fix}", className="app-fix")] if fault.fix else [])])
