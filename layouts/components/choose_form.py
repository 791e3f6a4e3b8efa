"""The form by which an area and a day are chosen: a plain GET form, which works by keyboard and without a script."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data.store import Store
from data.viewer import Viewer
from layouts.components.area_chooser import area_chooser
from layouts.components.attributes import aria
from layouts.components.native import Input
from layouts.query import Query, href


def choose_form(
    store: Store,
    viewer: Viewer,
    path: str,
    query: Query,
    *,
    area: str,
    more: Sequence[Component] = (),
    kept: Sequence[str] = (),
    button: str = "Show",
) -> Component:
    """Return the form for the page at `path`: area, day, then `more`; values of `kept` names are carried on."""
    day = query.day("as_at")
    as_at = [
        html.Label("As at (empty means today)", htmlFor="as_at", className="govuk-label"),
        Input(
            id="as_at",
            type="date",
            name="as_at",
            value=day.isoformat() if day else "",
            # Without an end the browser takes years of six digits.
            max="2199-12-31",
            className="govuk-input",
        ),
    ]
    hidden: list[Component] = [
        Input(type="hidden", name=name, value=value) for name in kept for value in query.all(name) if value
    ]
    return html.Form(
        [
            *hidden,
            html.Div(area_chooser(store, viewer, area), className="app-field app-field--wide"),
            html.Div(as_at, className="app-field"),
            *more,
            html.Button(button, type="submit", className="govuk-button app-choose__button"),
        ],
        action=href(path),
        method="get",
        className="app-choose",
        role="search",
        **aria(label="Choose what to show"),
    )
