"""One indicator in one area: the reading, the trend as a chart and a table, the targets, the definition."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dash import html
from dash.development.base_component import Component

from data import areas
from data.areas import Area
from data.store import Store
from data.viewer import Viewer
from indicators.definitions import Indicator
from indicators.names import indicator_named
from indicators.reading import Reading
from indicators.rules.period import day_words
from indicators.scorecard import scorecard
from layouts.components.choose_form import choose_form
from layouts.components.definition_card import definition_card
from layouts.components.native import Input
from layouts.components.points_table import points_table
from layouts.components.reading_panel import reading_panel
from layouts.components.targets_table import targets_table
from layouts.components.trend_chart import trend_chart
from layouts.page import Page
from layouts.query import Query, href
from layouts.trend import COMPARATORS, Trend, trend
from layouts.trend_lines import axis_words, chart_of
from layouts.trend_words import summary

PREFIX = "/indicator/"
NONE = "none"
# One figure is no trend: the table alone shows it.
FEWEST_DRAWN = 2


def page(store: Store, viewer: Viewer, slug: str, query: Query) -> Page:
    """Return the page of one indicator; without an area, its definition and the choice of one.

    Raises UnknownIndicator, UnknownArea and BadQuery.
    """
    indicator = indicator_named(store, slug)
    if not query.one("area"):
        return _without_area(store, viewer, indicator, query)
    place = areas.get(query.one("area"))
    as_at = query.day("as_at")
    reading = _reading(store, viewer, indicator, place, as_at)
    course = trend(
        store,
        viewer,
        indicator.slug,
        place.id,
        comparators=_comparators(query),
        years=(query.year("from"), query.year("to")),
        as_at=as_at,
    )
    course_parts = _trend(store, viewer, course, reading, query)
    content = [
        _back(place, query),
        html.H1(
            [indicator.name, html.Span(f" {place.name}", className="app-h1-place")],
            className="govuk-heading-xl",
            tabIndex="-1",
        ),
        *([html.P(f"As known on {day_words(as_at)}.", className="govuk-body app-lead")] if as_at else []),
        *([reading_panel(reading, as_at, date.today())] if reading else []),
        *course_parts,
        *_targets(reading),
        html.H2("About this indicator", className="govuk-heading-l"),
        definition_card(indicator),
    ]
    return Page(
        f"{indicator.name} – {place.name}", content, chart=any(isinstance(part, html.Figure) for part in course_parts)
    )


def _without_area(store: Store, viewer: Viewer, indicator: Indicator, query: Query) -> Page:
    content = [
        html.H1(indicator.name, className="govuk-heading-xl", tabIndex="-1"),
        html.P("Choose a council to see its figures.", className="govuk-body-l"),
        choose_form(store, viewer, PREFIX + indicator.slug, query, area=""),
        html.H2("About this indicator", className="govuk-heading-l"),
        definition_card(indicator),
    ]
    return Page(indicator.name, content)


def _reading(store: Store, viewer: Viewer, indicator: Indicator, place: Area, as_at: date | None) -> Reading | None:
    """Return the reading; None for a reference indicator, and where there is nothing to read."""
    if indicator.is_reference:
        return None
    card = scorecard(store, viewer, place.id, as_at=as_at, indicators=[indicator.slug])
    return next(iter(card.readings), None)


def _comparators(query: Query) -> Sequence[str] | None:
    """Return the comparators that the address asks for, None when it leaves the choice to us."""
    asked = query.all("with")
    return tuple(name for name in COMPARATORS if name in asked) if asked else None


def _back(place: Area, query: Query) -> Component:
    to = query.only("as_at").with_changes(area=place.id)
    return html.P(
        html.A(f"Scorecard for {place.name}", href=href("/", to), className="govuk-back-link"), className="app-back"
    )


def _trend(store: Store, viewer: Viewer, course: Trend, reading: Reading | None, query: Query) -> list[Component]:
    indicator = course.indicator
    parts: list[Component] = [
        html.H2("Trend", className="govuk-heading-l"),
        _form(store, viewer, course, query),
    ]
    if not course.rows:
        parts.append(html.P(f"No figures for {course.area.name} in these years.", className="govuk-body-l"))
        return parts
    chart = chart_of(course, reading.target if reading else None, fitted=query.one("axis") == "fitted")
    first, last = course.rows[0].period.ends.year, course.rows[-1].period.ends.year
    name = f"{indicator.name}, {course.area.name}, {first} to {last}"
    if sum(len(run) for line in chart.lines for run in line.runs) < FEWEST_DRAWN:
        parts.append(html.P(summary(course, reading), className="govuk-body"))
    else:
        note = axis_words(indicator, chart)
        parts.append(trend_chart(chart, name, summary(course, reading), note))
        parts += [
            html.P(f"Counted differently from {day_words(one.date)}: {one.what}", className="govuk-body app-break")
            for one in indicator.breaks
            if first <= one.date.year <= last
        ]
    parts += [html.H3("Every figure", className="govuk-heading-m"), _csv_link(course, query), points_table(course)]
    return parts


def _csv_link(course: Trend, query: Query) -> Component:
    pairs = [("indicator", course.indicator.slug), *(("area", area) for area in course.area_ids)]
    to = Query((*pairs, *query.only("as_at").pairs))
    words = "Download this table as CSV"
    if query.one("from") or query.one("to"):
        words += " (with every year)"
    return html.P(html.A(words, href=href("/api/v1/series.csv", to), className="govuk-link"), className="app-download")


def _form(store: Store, viewer: Viewer, course: Trend, query: Query) -> Component:
    ticks = [
        _tick("with", name, course.name(name) + (" (mean)" if name == "neighbours" else ""), name in course.chosen)
        for name in course.offered
    ]
    years = [_year("from", "From year", query), _year("to", "To year", query)]
    more: list[Component] = [html.Div(years, className="app-field app-years"), html.Div(className="app-new-row")]
    if ticks:
        # Says that the choice was made, also when every tick is taken away.
        more.append(_fieldset("Compare with", [Input(type="hidden", name="with", value=NONE), *ticks]))
    fitted = query.one("axis") == "fitted"
    more.append(_fieldset("Scale", [_tick("axis", "fitted", "Fit to the figures, not from zero", fitted)]))
    path = PREFIX + course.indicator.slug
    return choose_form(store, viewer, path, query, area=course.area.id, more=more, button="Update")


def _fieldset(legend: str, ticks: Sequence[Component]) -> Component:
    return html.Fieldset(
        [html.Legend(legend), html.Div(list(ticks), className="app-ticks")], className="app-field app-field--full"
    )


def _year(name: str, words: str, query: Query) -> Component:
    return html.Div(
        [
            html.Label(words, htmlFor=name, className="govuk-label"),
            Input(
                id=name, type="number", name=name, value=query.one(name), min=1990, max=2100, className="govuk-input"
            ),
        ]
    )


def _tick(name: str, value: str, words: str, ticked: bool) -> Component:
    box = Input(id=f"{name}-{value}", type="checkbox", name=name, value=value, checked=ticked)
    return html.Div([box, html.Label(words, htmlFor=f"{name}-{value}")], className="app-tick")


def _targets(reading: Reading | None) -> list[Component]:
    if reading is None or not reading.targets:
        return []
    return [html.H2("Targets", className="govuk-heading-l"), targets_table(reading.targets, reading.target)]
