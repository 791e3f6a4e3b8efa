"""The top of every page: the skip link, the product's name and the ways to its parts."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from layouts.components.attributes import aria
from layouts.query import Query, href

_PARTS = (("Scorecard", "/"), ("Catalogue", "/catalogue"))


def header(path: str, query: Query) -> list[Component]:
    """Return the skip link and the header; the links keep the area and the day that are shown."""
    kept = query.only("area", "as_at")
    links = []
    for name, to in _PARTS:
        here = aria(current="page") if path == to else {}
        links.append(html.Li(html.A(name, href=href(to, kept), **here)))
    bar = html.Div(
        [
            html.A("Scrutineer", href="/", className="app-header__name"),
            html.Nav(html.Ul(links), **aria(label="Main")),
        ],
        className="app-width app-header__inner",
    )
    return [
        html.A("Skip to main content", href="#main", className="govuk-skip-link"),
        html.Header(bar, className="app-header"),
    ]
