"""The history of uploads: who loaded what, when, for whom, and what was taken back and why."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data import ledger
from data.ledger import LedgerRow
from data.store import Store
from data.viewer import Viewer
from indicators.rules.period import day_words
from layouts.components.attributes import aria, data
from layouts.components.small import small
from layouts.components.upload_facts import owner_words
from layouts.components.upload_words import layout_words
from layouts.page import Page
from layouts.query import BadQuery, Query, href
from layouts.words import capital, counted, listed, moment_words, who_words

PATH = "/uploads"
AT_ONCE = 50
TITLE = "Uploads"
_HEADINGS = ("File", "Whose figures", "Loaded", "Figures", "State")


def page(store: Store, viewer: Viewer, query: Query) -> Page:
    """Return the uploads, the newest first, fifty at a time. Raises BadQuery for a page that there is not."""
    rows = ledger.history(store, viewer)
    load = html.A("Load a file", href="/upload", className="govuk-button app-button")
    heading = html.H1(TITLE, className="govuk-heading-xl", tabIndex="-1")
    if not rows:
        words = html.P("Nothing has been loaded yet.", className="govuk-body-l")
        return Page(TITLE, [heading, words, load])
    number, last = _number(query), (len(rows) - 1) // AT_ONCE + 1
    if not 1 <= number <= last:
        raise BadQuery(f"There is no page {number:,}: the uploads have {counted(last, 'page')}.")
    shown = rows[(number - 1) * AT_ONCE : number * AT_ONCE]
    undone = sum(row.undone_at is not None for row in rows)
    said = f"{counted(len(rows), 'upload')}, the newest first."
    said += f" {undone:,} {'was' if undone == 1 else 'were'} taken back." if undone else ""
    content: list[Component] = [
        heading,
        html.P(said, className="govuk-body-l"),
        html.P(load),
        _table(shown, number, last),
        *_pages(number, last),
    ]
    return Page(TITLE if number == 1 else f"{TITLE}, page {number}", content)


def counts_words(row: LedgerRow, kind: str) -> str:
    """Return how an upload's figures or targets stood when it was loaded: '12 new, 3 changed, 40 the same'."""
    many = row.counts.get(kind, {})
    words = {"new": "new", "changed": "changed", "unchanged": "the same"}
    return ", ".join(f"{many[how]:,} {said}" for how, said in words.items() if many.get(how))


def brought_words(row: LedgerRow) -> str:
    """Return how much an upload brought: '12 figures and 3 targets'."""
    targets = sum(row.counts.get("targets", {}).values())
    kinds = ((row.figures, "figure"), (targets, "target"))
    return listed([counted(many, what) for many, what in kinds if many]) or "No figures"


def state_words(row: LedgerRow) -> str:
    """Return whether an upload stands."""
    return "In force" if row.undone_at is None else "Taken back"


def _number(query: Query) -> int:
    text = query.one("page") or "1"
    if not (text.isascii() and text.isdigit()) or len(text) > 6:
        raise BadQuery(f"{text[:40]!r} is not a page. Write it like 2.")
    return int(text)


def _table(rows: Sequence[LedgerRow], number: int, last: int) -> Component:
    name = "Uploads, the newest first" + (f", page {number} of {last}" if last > 1 else "")
    head = html.Tr([html.Th(words, scope="col", role="columnheader") for words in _HEADINGS], role="row")
    return html.Table(
        [
            html.Caption(name, className="govuk-visually-hidden"),
            html.Thead(head, role="rowgroup"),
            html.Tbody([_row(row) for row in rows], role="rowgroup"),
        ],
        className="app-table app-history",
        role="table",
    )


def _row(row: LedgerRow) -> Component:
    file: list[Component | str] = [html.A(row.file, href=href(f"{PATH}/{row.id}"), className="govuk-link")]
    file.append(small(layout_words(row.layout) + (", example" if row.example else "")))
    when: list[Component | str] = [
        moment_words(row.recorded_at),
        small(f"{capital(who_words(row.who))}"),
        small(f"Reported on {day_words(row.known_on)}"),
    ]
    state: list[Component | str] = [html.Strong(state_words(row), className=_state_css(row))]
    if row.undone_at is not None:
        state.append(small(f"{capital(who_words(row.undone_by))}, {moment_words(row.undone_at)}"))
        state.append(small(row.undone_because or "No reason was given"))
    brought: list[Component | str] = [brought_words(row)]
    if counts_words(row, "figures"):
        brought.append(small(f"Figures: {counts_words(row, 'figures')}"))
    cells: list[list[Component | str]] = [[owner_words(row.owner)], when, brought, state]
    return html.Tr(
        [
            html.Th(file, scope="row", role="rowheader"),
            *(
                html.Td(cell, role="cell", **data(label=words))
                for words, cell in zip(_HEADINGS[1:], cells, strict=True)
            ),
        ],
        role="row",
    )


def _state_css(row: LedgerRow) -> str:
    return "app-state" if row.undone_at is None else "app-state app-state--undone"


def _pages(number: int, last: int) -> list[Component]:
    if last == 1:
        return []
    links = []
    for words, to in (("Newer", number - 1), ("Older", number + 1)):
        if 1 <= to <= last:
            address = href(PATH, Query((("page", str(to)),)) if to > 1 else None)
            links.append(html.Li(html.A(f"{words} uploads", href=address, className="govuk-link")))
    said = html.P(f"Page {number:,} of {last:,}", className="govuk-body")
    return [html.Nav([said, html.Ul(links)], className="app-pages", **aria(label="Pages of uploads"))]
