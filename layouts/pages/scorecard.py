"""The scorecard: what is red, what is getting worse, against what, and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from dash import html
from dash.development.base_component import Component

from data import areas
from data.areas import Area
from data.store import Store
from data.viewer import Viewer
from indicators import summary
from indicators.definitions import theme_place
from indicators.reading import Reading
from indicators.rules.period import day_words
from indicators.scorecard import scorecard
from layouts.components.attributes import aria
from layouts.components.choose_form import choose_form
from layouts.components.in_short import in_short
from layouts.components.readings_table import columns_for, readings_table
from layouts.components.small import small
from layouts.page import Page
from layouts.pages import start
from layouts.query import Query, href
from layouts.words import RAG_ORDER, RAG_WORDS, age_words, counted, listed

PATH = "/"
_WORSE_FIRST = {"worsening": 0, "improving": 2}


def page(store: Store, viewer: Viewer, query: Query) -> Page:
    """Return the scorecard of the area asked for; without one, or without any figures, the first page.

    Raises UnknownArea and BadQuery.
    """
    if not query.one("area") or start.is_empty(store, viewer):
        return start.page(store, viewer, query)
    place = areas.get(query.one("area"))
    as_at = query.day("as_at")
    card = scorecard(store, viewer, place.id, as_at=as_at)
    readings = sorted(card.readings, key=by_urgency)
    shown = [r for r in readings if _passes(r, query)]
    content: list[Component] = [
        html.H1(f"{place.name}: children’s services scorecard", className="govuk-heading-xl", tabIndex="-1"),
        html.P(_as_at_words(as_at), className="govuk-body app-lead"),
        choose_form(store, viewer, PATH, query, area=place.id, kept=("order", "theme", "rag")),
    ]
    if not readings:
        content.append(html.P(f"No figures for {place.name} were known then.", className="govuk-body-l"))
        return Page(_title(place), content)
    if not query.one("theme") and not query.one("rag"):
        on = as_at or date.today()
        about = query.only("area", "as_at")
        content.append(in_short(summary.in_short(card, on), summary.questions(card, on), about))
    content += [_counts(readings, query), _filters(readings, shown, query), *_tables(readings, shown, place, query)]
    return Page(_title(place), content)


def by_urgency(reading: Reading) -> tuple[int, bool, int, str]:
    """Return the order of a reading: red, amber, green, not rated; in each the worsening first; then by name.

    A reading that is not rated yet, because its target is not due, comes last among those of the colour it would have.
    """
    colour = RAG_ORDER.index(reading.would_be or reading.rag)
    return colour, reading.would_be is not None, _WORSE_FIRST.get(reading.direction or "", 1), reading.indicator.name


def counts_of(readings: Sequence[Reading]) -> Counter[str]:
    """Return how many readings have each rating."""
    return Counter(reading.rag for reading in readings)


def theme_slug(theme: str) -> str:
    """Return a theme as an address writes it: looked-after-children."""
    return re.sub(r"[^a-z0-9]+", "-", theme.lower()).strip("-")


def _title(place: Area) -> str:
    return f"{place.name}: children’s services scorecard"


def _as_at_words(as_at: date | None) -> str:
    return f"As known on {day_words(as_at)}." if as_at else "With everything known today."


def _passes(reading: Reading, query: Query) -> bool:
    theme, rag = query.one("theme"), query.one("rag")
    return (not theme or theme_slug(reading.indicator.theme) == theme) and (not rag or reading.rag == rag)


def _counts(readings: Sequence[Reading], query: Query) -> Component:
    """Return '3 red, 4 amber, 5 green, 9 not rated.', each count a link to those alone."""
    numbers = counts_of(readings)
    parts: list[Component | str] = []
    for rag in RAG_ORDER:
        words = f"{numbers[rag]} {RAG_WORDS[rag].lower()}"
        to = query.with_changes(rag=rag)
        here = aria(current="true") if query.one("rag") == rag else {}
        parts += [html.A(words, href=href(PATH, to), className="govuk-link", **here) if numbers[rag] else words, ", "]
    parts[-1] = "."
    waiting = Counter(reading.would_be for reading in readings if reading.would_be)
    if waiting:
        would = [f"{waiting[rag]} would be {RAG_WORDS[rag].lower()}" for rag in RAG_ORDER if waiting[rag]]
        parts.append(html.Span(f" Of those not rated, {listed(would)} if the target were due now."))
    rated = [reading for reading in readings if reading.rag != "not_rated"]
    old = sum(bool(r.period and age_words(r.period, query.day("as_at"), date.today())) for r in rated)
    if old:
        parts.append(
            html.Span(f" Of those rated, {old} {'rests' if old == 1 else 'rest'} on a figure over 2 years old.")
        )
    return html.P(parts, className="govuk-body-l app-counts")


def _filters(readings: Sequence[Reading], shown: Sequence[Reading], query: Query) -> Component:
    """Return the order, the themes (in a box that is open when one was chosen), and what the page shows of it all."""
    themes = sorted({reading.indicator.theme for reading in readings}, key=theme_place)
    chosen, order = query.one("theme"), query.one("order")
    by_order = [
        ("By theme", query.with_changes(order=None), order != "red"),
        ("Red and worsening first", query.with_changes(order="red"), order == "red"),
    ]
    by_theme = [("All themes", query.with_changes(theme=None), not chosen)]
    by_theme += [(t, query.with_changes(theme=theme_slug(t)), chosen == theme_slug(t)) for t in themes]
    box = html.Details([html.Summary("Show one theme"), _links("Theme", by_theme)], open=bool(chosen))
    found: list[Component | str] = [f"Showing {len(shown)} of {counted(len(readings), 'indicator')}."]
    if chosen or query.one("rag"):
        every = query.with_changes(theme=None, rag=None)
        found += [" ", html.A("Show all", href=href(PATH, every), className="govuk-link"), "."]
    parts = [html.Div([html.B("Order"), _links("Order", by_order)], className="app-filters__order"), box]
    return html.Nav([*parts, html.P(found, className="app-found")], className="app-filters", **aria(label="Filter"))


def _links(name: str, choices: Sequence[tuple[str, Query, bool]]) -> Component:
    links = []
    for words, to, here in choices:
        current = aria(current="true") if here else {}
        links.append(html.Li(html.A(words, href=href(PATH, to), className="govuk-link", **current)))
    return html.Ul(links, **aria(label=name))


def _tables(readings: Sequence[Reading], shown: Sequence[Reading], place: Area, query: Query) -> list[Component]:
    if not shown:
        every = query.only("area", "as_at")
        link = html.A("Show all indicators", href=href(PATH, every), className="govuk-link")
        return [html.P(["No indicator is like that. ", link, "."], className="govuk-body-l")]
    regions = areas.region_of(place.id)
    region = areas.get(regions[0]).name if regions else ""
    # From all readings, so that every table of the page has the same columns.
    columns = columns_for(readings, region, query.day("as_at"), date.today())
    if query.one("order") == "red":
        name = "All themes, red and worsening first"
        return [_heading(name), readings_table(shown, name, columns, query, with_theme=True)]
    tables: list[Component] = []
    for theme in sorted({reading.indicator.theme for reading in shown}, key=theme_place):
        inside = [reading for reading in shown if reading.indicator.theme == theme]
        numbers = counts_of(inside)
        said = ", ".join(f"{numbers[rag]} {RAG_WORDS[rag].lower()}" for rag in RAG_ORDER if numbers[rag])
        tables += [_heading(theme, said), readings_table(inside, f"{theme}: {said}", columns, query)]
    return tables


def _heading(words: str, counts: str = "") -> Component:
    heading = html.H2(words, className="govuk-heading-m")
    return html.Div([heading, *([small(counts)] if counts else [])], className="app-theme")
