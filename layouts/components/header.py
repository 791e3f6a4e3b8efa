"""The top of every page: the skip link, the product's name and the ways to its parts."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from data.viewer import LOCAL, Viewer
from layouts.components.attributes import aria
from layouts.query import Query, href

_PARTS = (("Scorecard", "/"), ("Catalogue", "/catalogue"))
# For those who load figures.
_LOADING = (("Upload", "/upload"), ("Uploads", "/uploads"))


def header(path: str, query: Query, viewer: Viewer = LOCAL) -> list[Component]:
    """Return the skip link and the header; the links keep the area and the day that are shown."""
    kept = query.only("area", "as_at")
    links = [_link(name, href(to, kept), path, to) for name, to in _PARTS]
    if viewer.sees_everything:
        links += [_link(name, to, path, to) for name, to in _LOADING]
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


def _link(name: str, address: str, path: str, to: str) -> Component:
    current = "page" if path == to else "true" if to != "/" and path.startswith(f"{to}/") else ""
    return html.Li(html.A(name, href=address, **(aria(current=current) if current else {})))
