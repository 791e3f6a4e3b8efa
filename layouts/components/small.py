"""A second line in a cell."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component


def small(words: str, *, hidden: bool = False) -> Component:
    """Return words in small on a line of their own; `hidden` leaves them to screen readers alone."""
    return html.Span(words, className="govuk-visually-hidden" if hidden else "app-small")
