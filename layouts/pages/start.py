"""The first page: what this is and how to begin when nothing is loaded, else the choice of a council."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from data import ledger
from data.areas import Area
from data.store import Store
from data.viewer import Viewer
from layouts.components.area_chooser import councils_with_figures
from layouts.components.attributes import data
from layouts.components.choose_form import choose_form
from layouts.page import Page
from layouts.query import Query, href

DFE_STATISTICS = "https://explore-education-statistics.service.gov.uk/"


def is_empty(store: Store, viewer: Viewer) -> bool:
    """Return whether the viewer has nothing to look at."""
    return not any(row.undone_at is None and row.figures for row in ledger.history(store, viewer))


def page(store: Store, viewer: Viewer, query: Query) -> Page:
    """Return the first page."""
    return _nothing_loaded() if is_empty(store, viewer) else _choose(store, viewer, query)


def _nothing_loaded() -> Page:
    what = (
        "Scrutineer shows how a council’s services for children are doing: each figure against its target, "
        "the region, England and similar councils, with the reason for every red, amber or green. "
        "No figures are loaded yet."
    )
    content = [
        html.H1("Begin with some figures", className="govuk-heading-xl", tabIndex="-1"),
        html.P(what, className="govuk-body-l app-text"),
        html.H2("Three ways to begin", className="govuk-heading-l"),
        html.Ol([_own_file(), _examples(), _national()], className="app-ways"),
    ]
    return Page("Begin with some figures", content)


def _way(heading: str, *content: Component) -> Component:
    return html.Li([html.H3(heading, className="govuk-heading-m"), *content], className="app-way")


def _body(*words: Component | str) -> Component:
    return html.P(list(words), className="govuk-body")


def _examples() -> Component:
    button = html.Button("Load the example councils", type="submit", className="govuk-button")
    return _way(
        "Look round with examples",
        _body(
            "Four councils as they reported to their members in 2003 to 2005, from public papers. "
            "They are marked as examples on every page and go again with one click."
        ),
        html.Form(button, action="/examples/load", method="post", **data(busy="Loading the examples…")),
    )


def _own_file() -> Component:
    return _way(
        "Load your own figures",
        _body(
            "A spreadsheet that you have, in any layout, or a table that you paste. You see what was read and what "
            "would change before anything is stored."
        ),
        html.A("Load a file or paste a table", href="/upload", className="govuk-button"),
        html.P("A program can send the file to POST /api/v1/uploads instead.", className="govuk-body app-or"),
    )


def _national() -> Component:
    return _way(
        "Add the national figures",
        _body(
            "Download children’s social care files from ",
            html.A("Explore education statistics", href=DFE_STATISTICS, className="govuk-link"),
            " and load them as they are. They bring England, the regions, ranks and similar councils.",
        ),
        html.Pre("python app.py load downloads/*.csv", className="app-command"),
    )


def _choose(store: Store, viewer: Viewer, query: Query) -> Page:
    own = councils_with_figures(store, viewer)
    content: list[Component] = [
        html.H1("Choose a council", className="govuk-heading-xl", tabIndex="-1"),
        html.P("Its scorecard shows what is red, what is getting worse, and why.", className="govuk-body-l app-text"),
    ]
    if own:
        content += [
            html.H2("Councils with figures of their own", className="govuk-heading-m"),
            html.Ul([_link(area, query) for area in own], className="app-councils"),
        ]
    content += [
        html.H2("Any council, region or day" if own else "Any council or region", className="govuk-heading-m"),
        choose_form(store, viewer, "/", query, area=""),
    ]
    return Page("Choose a council", content)


def _link(area: Area, query: Query) -> Component:
    to = query.only("as_at").with_changes(area=area.id)
    return html.Li(html.A(area.name, href=href("/", to), className="govuk-link"))
