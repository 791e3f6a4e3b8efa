"""What a preview's parts are called: indicators, areas and problems in words, also those that the store has not met."""

from __future__ import annotations

from data import areas
from data.differences import Said
from data.errors import UnknownArea
from data.store import Store
from indicators.definitions import REFERENCE_PREFIX, Indicator
from indicators.names import UnknownIndicator, indicator_named
from indicators.rules.words import number
from layouts.words import capital, shown_or_why, status_words
from loaders.problems import Problem

LAYOUT_WORDS = {
    "council_return": "Council return (the template)",
    "lait": "LAIT’s data",
    "lait_dictionary": "LAIT’s list of measures",
    "dfe": "Department for Education statistics",
    "indicators_by_period": "Indicators down, periods across",
    "periods_by_indicator": "Periods down, indicators across",
    "indicators_by_area": "Indicators down, areas across",
    "areas_by_indicator": "Areas down, indicators across",
    "areas_by_period": "Areas down, periods across",
    "indicators_once": "Indicators down, one figure each",
    "long_list": "A list, one figure a row",
}


def indicator_words(store: Store, slug: str) -> str:
    """Return an indicator's name; a published measure that is not loaded yet has only its short one."""
    found = _indicator(store, slug)
    return found.name if found else slug.removeprefix(REFERENCE_PREFIX)


def area_words(area: str) -> str:
    """Return an area's name, its id when nothing else is known of it."""
    try:
        return areas.get(area).name
    except UnknownArea:
        return area


def said_words(store: Store, slug: str, said: Said | None) -> str:
    """Return what a figure says: '20.1%', '20.1% (provisional)', 'Not available'; 'None' when there is no figure."""
    if said is None:
        return "None"
    found = _indicator(store, slug)
    if found is not None:
        words = shown_or_why(said.value, said.mark, found)
    else:
        words = number(said.value, 2) if said.value is not None else capital(said.mark)
    firm = status_words(said.status)
    return f"{words} ({firm})" if firm else words


def layout_words(layout: str | None) -> str:
    """Return what a layout is called."""
    return LAYOUT_WORDS.get(layout or "", capital((layout or "").replace("_", " ")))


def problem_words(problem: Problem, file: str) -> str:
    """Return what a problem says, without the name of the file, which stands at the top of the page."""
    for start in (f"{file}, ", f"{file}: "):
        if problem.message.startswith(start):
            return capital(problem.message.removeprefix(start))
    return problem.message


def what_is_wrong(problem: Problem) -> str:
    """Return what a problem says about its cell, for those who see the cell."""
    _, place, what = problem.message.partition(f"cell {problem.cell}: ")
    return capital(what) if place else problem.message


def _indicator(store: Store, slug: str) -> Indicator | None:
    try:
        return indicator_named(store, slug)
    except UnknownIndicator:
        return None
