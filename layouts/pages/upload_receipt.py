"""The receipt of an upload: what was stored, by whom, when, with which warnings; and the way to take it back."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data import ledger, originals
from data.errors import UnknownUpload
from data.ledger import LedgerRow
from data.store import Store
from data.upload_contents import indicators_of
from data.viewer import NATIONAL, Viewer
from indicators.rules.period import day_words
from layouts.components.attributes import aria, data
from layouts.components.folded_list import folded_list
from layouts.components.upload_errors import Fault, error_message, error_summary
from layouts.components.upload_facts import fact_list, owner_words, size_words
from layouts.components.upload_warnings import group_words, told, warning_groups
from layouts.components.upload_words import area_words, indicator_words, layout_words
from layouts.page import Page
from layouts.pages import trouble
from layouts.pages.history import PATH, brought_words, counts_words, state_words
from layouts.query import Query, href
from layouts.words import capital, moment_words, who_words
from loaders.problems import Problem

NO_REASON = "Say why it is taken back"
# Indicators that stand open; the others wait in a box.
OPEN = 12
_HASH = 12


def page(store: Store, viewer: Viewer, upload_id: str, query: Query) -> Page:
    """Return the receipt of an upload, or the page that says that there is none."""
    try:
        row = ledger.find(store, viewer, upload_id)
    except UnknownUpload:
        return trouble.not_found("There is no upload at this address.")
    if row.undone_at is None and query.one("undo"):
        return _undo(row, query)
    title = f"{row.file}: {state_words(row).lower()}"
    content: list[Component] = [
        html.A("All uploads", href=PATH, className="govuk-back-link app-back-link"),
        html.Span(row.file, className="govuk-caption-xl app-caption"),
        html.H1(_heading(row), className="govuk-heading-xl", tabIndex="-1"),
        *_taken_back(row),
        fact_list(_facts(store, row)),
        *_see(store, row),
        *_warnings(store, row),
        *_next(row),
    ]
    return Page(title, content)


def _heading(row: LedgerRow) -> str:
    return "This upload was taken back" if row.undone_at is not None else f"{brought_words(row)} stored"


def _taken_back(row: LedgerRow) -> list[Component]:
    if row.undone_at is None:
        return []
    words = f"{capital(who_words(row.undone_by))}, on {moment_words(row.undone_at)}."
    why = f"Why: {row.undone_because}" if row.undone_because else "No reason was given."
    return [html.Div([html.P(words), html.P(why)], className="app-inset")]


def _facts(store: Store, row: LedgerRow) -> list[tuple[str, Component | str]]:
    return [
        ("Whose figures", owner_words(row.owner)),
        ("Figures", capital(counts_words(row, "figures"))),
        ("Targets", capital(counts_words(row, "targets"))),
        ("Loaded", f"{moment_words(row.recorded_at)}, {who_words(row.who)}"),
        ("Reported on", day_words(row.known_on)),
        ("Published in", row.published),
        ("Layout", layout_words(row.layout)),
        ("Reason", row.reason),
        ("File", _file(store, row)),
        ("The file’s SHA-256", html.Span([row.sha256[:_HASH], "…"], title=row.sha256, className="app-hash")),
        ("Example", "Yes: it goes again with the other examples" if row.example else ""),
    ]


def _file(store: Store, row: LedgerRow) -> Component:
    size = f", {size_words(row.size)}"
    try:
        originals.original_of(store, row.sha256)
    except originals.NoOriginal:
        return html.Span([f"{row.file}{size}. ", "The file itself is not kept."])
    address = href(f"/api/v1/uploads/{row.id}/original")
    return html.Span([html.A(f"Download {row.file}", href=address, className="govuk-link", download=""), size])


def _see(store: Store, row: LedgerRow) -> list[Component]:
    """Return the ways to what the upload spoke of."""
    if row.owner == NATIONAL or row.undone_at is not None:
        return []
    card = html.A(
        f"Scorecard of {owner_words(row.owner)}",
        href=href("/", Query((("area", row.owner),))),
        className="govuk-link",
    )
    series = [pair for pair in indicators_of(store, row.id) if pair[1].split("/")[0] == row.owner]
    links = [_series(store, slug, area, row.owner) for slug, area in series]
    return [
        html.H2("See the figures", className="govuk-heading-m"),
        html.P(card, className="govuk-body"),
        *folded_list(links, OPEN, "app-list"),
    ]


def _series(store: Store, slug: str, area: str, owner: str) -> Component:
    words = indicator_words(store, slug) + (f", {area_words(area)}" if area != owner else "")
    address = href(f"/indicator/{slug}", Query((("area", area),)))
    return html.Li(html.A(words, href=address, className="govuk-link"))


def _warnings(store: Store, row: LedgerRow) -> list[Component]:
    kept = [
        Problem(n.severity, n.code, n.message, n.fix, n.sheet, n.cell, n.found) for n in ledger.notices(store, row.id)
    ]
    if not kept:
        return []
    content: list[Component] = [
        html.H2("Warnings it was loaded with", className="govuk-heading-m"),
        html.P("Whoever loaded the file was shown each of them.", className="govuk-body"),
    ]
    for code, inside in warning_groups(kept):
        content += [html.H3(group_words(code, len(inside)), className="govuk-heading-s"), *told(inside, row.file)]
    return content


def _next(row: LedgerRow) -> list[Component]:
    again = Query((("council", row.owner),)) if row.owner != NATIONAL else None
    ways = [html.A("Load another file", href=href("/upload", again), className="govuk-button app-button")]
    if row.undone_at is None:
        ways.append(html.A("Take this upload back", href=f"{href(f'{PATH}/{row.id}')}?undo=1", className="govuk-link"))
    return [html.H2("What next", className="govuk-heading-m"), html.Div(ways, className="app-next")]


def _undo(row: LedgerRow, query: Query) -> Page:
    """Return the page that asks for a yes and a reason."""
    failed = query.one("problem") == "reason"
    title = f"Take {row.file} back?"
    said = [error_message(NO_REASON, "reason-error")] if failed else []
    reason = html.Div(
        [
            html.Label("Why is it taken back?", htmlFor="reason", className="govuk-label govuk-label--s"),
            html.P("The history shows it to everybody who sees the upload.", id="reason-hint", className="govuk-hint"),
            *said,
            html.Textarea(
                id="reason",
                name="reason",
                rows="3",
                maxLength="500",
                className="govuk-textarea",
                **aria(describedby="reason-hint reason-error" if failed else "reason-hint"),
            ),
        ],
        className="govuk-form-group govuk-form-group--error" if failed else "govuk-form-group",
    )
    buttons = html.Div(
        [
            html.Button("Yes, take it back", type="submit", className="govuk-button govuk-button--warning"),
            html.A("Keep it", href=href(f"{PATH}/{row.id}"), className="govuk-link"),
        ],
        className="app-next",
    )
    form = html.Form(
        [reason, buttons],
        action=f"{href(f'{PATH}/{row.id}')}/undo",
        method="post",
        className="app-undo",
        **aria(label=title),
        **data(busy="Taking it back…"),
    )
    content: Sequence[Component] = [
        *([error_summary([Fault(NO_REASON, to="#reason")])] if failed else []),
        html.H1(title, className="govuk-heading-xl", tabIndex="-1"),
        html.P(
            f"{brought_words(row)} of {owner_words(row.owner)}. "
            "What counted before counts again. Nothing is erased: the history shows both.",
            className="govuk-body-l app-text",
        ),
        form,
    ]
    return Page(f"Error: {title}" if failed else title, content)
