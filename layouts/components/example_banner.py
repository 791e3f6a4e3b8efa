"""The banner that says, on every page, that example figures are loaded: also where the page itself shows none."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from layouts.components.attributes import aria
from layouts.query import Query, href

# The papers that the examples are taken from end here: on this day all of them were known.
DAY_OF_THE_EXAMPLES = "2005-03-31"


def example_banner(query: Query) -> Component:
    """Return the banner, with the button that removes the examples and the link to their own day."""
    words: list[Component | str] = [
        html.Strong("Example figures are loaded, "),
        "from public council papers of 2003 to 2005. ",
    ]
    if query.one("as_at") != DAY_OF_THE_EXAMPLES:
        then = query.only("area").with_changes(as_at=DAY_OF_THE_EXAMPLES)
        words += [html.A("See them as at 31 March 2005", href=href("/", then), className="govuk-link")]
    remove = html.Form(
        html.Button("Remove them", type="submit", className="app-button-small"),
        action="/examples/remove",
        method="post",
    )
    inner = html.Div([html.P(words), remove], className="app-width app-banner__inner")
    return html.Section(inner, className="app-banner", **aria(label="Example figures"))
