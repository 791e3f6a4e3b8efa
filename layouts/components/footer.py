"""The foot of every page: the licence of the figures, accessibility and the version; in print, the address too."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from layouts.version import VERSION

OPEN_LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


def footer() -> Component:
    """Return the footer. The empty line is filled with the page's address when it is printed, by site.js."""
    licence = html.A("Open Government Licence v3.0", href=OPEN_LICENCE, className="govuk-link")
    lines = [
        html.P(["Contains public sector information licensed under the ", licence, "."]),
        html.P(
            "Accessibility: every chart has a sentence and a table that say the same, colours always come with a "
            "word, and everything works from the keyboard."
        ),
        html.P(f"Scrutineer {VERSION}"),
        html.P("", id="printed-from", className="app-print-only"),
    ]
    return html.Footer(html.Div(lines, className="app-width"), className="app-footer")
