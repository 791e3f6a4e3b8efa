"""The catalogue: what each indicator means, by theme."""

from __future__ import annotations

from itertools import groupby

from dash import html
from dash.development.base_component import Component

from data.store import Store
from data.viewer import Viewer
from indicators.definitions import Indicator, catalogue
from layouts.components.attributes import data
from layouts.page import Page
from layouts.query import Query, href
from layouts.words import POLARITY_WORDS, counted

_HEADINGS = ("Indicator", "What it means", "High or low")


def page(store: Store, viewer: Viewer, query: Query) -> Page:
    """Return the list of indicators with their meaning."""
    indicators = list(catalogue().values())
    content: list[Component] = [
        html.H1("Catalogue of indicators", className="govuk-heading-xl", tabIndex="-1"),
        html.P(f"{counted(len(indicators), 'indicator')}, each with its meaning.", className="govuk-body-l"),
    ]
    for theme, group in groupby(indicators, key=lambda i: i.theme):
        heading = html.Div(html.H2(theme, className="govuk-heading-m"), className="app-theme")
        content += [heading, _table(theme, list(group), query.only("area", "as_at"))]
    return Page("Catalogue of indicators", content)


def _table(theme: str, indicators: list[Indicator], kept: Query) -> Component:
    head = html.Tr([html.Th(name, scope="col", role="columnheader") for name in _HEADINGS], role="row")
    rows = [_row(indicator, kept) for indicator in indicators]
    return html.Table(
        [
            html.Caption(theme, className="govuk-visually-hidden"),
            html.Thead(head, role="rowgroup"),
            html.Tbody(rows, role="rowgroup"),
        ],
        className="app-table app-catalogue",
        role="table",
    )


def _row(indicator: Indicator, kept: Query) -> Component:
    name: Component | str = indicator.name
    if kept.one("area"):
        name = html.A(name, href=href(f"/indicator/{indicator.slug}", kept), className="govuk-link")
    return html.Tr(
        [
            html.Th(name, scope="row", role="rowheader"),
            html.Td(indicator.meaning, role="cell", **data(label=_HEADINGS[1])),
            html.Td(POLARITY_WORDS[indicator.polarity], role="cell", **data(label=_HEADINGS[2])),
        ],
        role="row",
    )
