"""The page where figures come in: choose a file, drop it or paste a table."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from data import areas, ledger
from data.areas import Area
from data.settings import Settings
from data.store import Store
from data.viewer import NATIONAL, Viewer
from layouts.components.area_chooser import councils_with_figures
from layouts.components.attributes import aria
from layouts.components.upload_errors import error_summary
from layouts.components.upload_form import PATH, Chosen, form_faults, ready_errors, template_form, upload_form
from layouts.page import Page
from layouts.query import Query

TITLE = "Load figures"


def page(store: Store, viewer: Viewer, query: Query, settings: Settings) -> Page:
    """Return the form, with what the address says about it. Raises BadQuery and UnknownArea."""
    council = query.one("council") or remembered_council(store, viewer)
    chosen = Chosen(areas.get(council).id if council else "", query.day("known_on"), query.one("problem"))
    own = councils_with_figures(store, viewer)
    faults = form_faults(chosen.problem)
    content: list[Component] = [
        *([error_summary(faults)] if faults else []),
        ready_errors(),
        html.H1(TITLE, className="govuk-heading-xl", tabIndex="-1"),
        html.P(
            "You will see what was read and what would change. Nothing is stored before you say yes.",
            className="govuk-body-l app-text",
        ),
        html.Div(
            [
                html.Div(upload_form(settings, own, chosen), className="app-columns__main"),
                html.Aside(_beside(own, chosen.council), className="app-columns__side", **aria(label="More ways")),
            ],
            className="app-columns",
        ),
    ]
    return Page(f"Error: {TITLE}" if faults else TITLE, content)


def gone() -> Page:
    """Return the page for a file that waits no longer."""
    title = "This file is no longer here"
    content: list[Component] = [
        html.H1(title, className="govuk-heading-xl", tabIndex="-1"),
        html.P("It was loaded, thrown away, or waited for more than a day.", className="govuk-body-l"),
        html.P(html.A("See what was loaded", href="/uploads", className="govuk-link"), className="govuk-body"),
        html.P(html.A("Choose the file again", href=PATH, className="govuk-link"), className="govuk-body"),
    ]
    return Page(title, content, 404)


def remembered_council(store: Store, viewer: Viewer) -> str:
    """Return whose figures were loaded last from a file of a council's own, '' when there is none.

    The examples do not count: nobody's next file is about them.
    """
    return next(
        (
            row.owner
            for row in ledger.history(store, viewer)
            if row.owner != NATIONAL and not row.example and row.undone_at is None
        ),
        "",
    )


def _beside(own: list[Area], council: str) -> list[Component]:
    return [
        html.H2("No spreadsheet yet?", className="govuk-heading-m"),
        html.P("The template is a workbook with your indicators, ready to be filled in.", className="govuk-body"),
        template_form(own, council),
        html.H2("What was loaded before", className="govuk-heading-m"),
        html.P(
            html.A("See all uploads, and take one back", href="/uploads", className="govuk-link"),
            className="govuk-body",
        ),
        html.H2("Never send", className="govuk-heading-m"),
        html.P(
            "Lists of children. A file with names, dates of birth or case numbers is refused and not kept.",
            className="govuk-body",
        ),
    ]
