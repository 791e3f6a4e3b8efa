"""What an indicator means and how it is counted."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from indicators.definitions import Indicator
from indicators.rules.period import day_words
from layouts.words import POLARITY_WORDS, capital


def definition_card(indicator: Indicator) -> Component:
    """Return the definition as a list of headings and words; what nothing is known about is left out."""
    rows: list[tuple[str, Sequence[Component | str] | str]] = [
        ("What it means", indicator.meaning),
        ("Why it matters", indicator.why),
        ("What good looks like", indicator.good),
        ("High or low", POLARITY_WORDS[indicator.polarity]),
        ("How it is counted", _counted(indicator)),
        ("Also known as", _references(indicator)),
        ("Changes in how it is counted", _breaks(indicator)),
        ("Definition last checked", day_words(indicator.reviewed) if indicator.reviewed else ""),
    ]
    pairs = [
        html.Div(
            [html.Dt(name, className="govuk-summary-list__key"), html.Dd(words, className="govuk-summary-list__value")],
            className="govuk-summary-list__row",
        )
        for name, words in rows
        if words
    ]
    return html.Dl(pairs, className="govuk-summary-list app-definition")


def _counted(indicator: Indicator) -> str:
    if not indicator.numerator:
        return capital(indicator.counts) + "." if indicator.counts else ""
    if not indicator.denominator:
        return f"{capital(indicator.numerator)}."
    return f"{capital(indicator.numerator)}, divided by {indicator.denominator}."


def _references(indicator: Indicator) -> str:
    # Some codes begin with the name of their list: NI59 of the NI.
    return ", ".join(
        code if code.startswith(name) else f"{name} {code}" for name, codes in indicator.references for code in codes
    )


def _breaks(indicator: Indicator) -> Sequence[Component]:
    lines = [html.Li(f"{day_words(one.date)}: {one.what}") for one in indicator.breaks]
    return [html.Ul(lines, className="app-plain-list")] if lines else []
