"""Where what we are told about one reading does not agree: other sources, its own parts, words beside it."""

from __future__ import annotations

from collections.abc import Sequence

from data import areas
from data.queries import Observation
from indicators.definitions import Indicator
from indicators.facts import Facts
from indicators.rules.conflicts import Conflict, Said, conflicts

_NAMES = {"dfe": "the Department for Education", "lait": "the Local Authority Interactive Tool"}


def conflicts_of(
    indicator: Indicator, facts: Facts, figure: Observation | None, others: Sequence[Observation]
) -> tuple[Conflict, ...]:
    """Return every conflict about a figure. Warnings quote the file, so only its owner is told of them."""
    if figure is None:
        return ()
    warned = [
        notice
        for row in (figure, *others)
        if facts.viewer.owns(row.owner)
        for notice in facts.notices.get((row.upload, row.sheet, row.cell), [])
    ]
    return conflicts(
        Said(_who(figure, facts), figure.value),
        [Said(_who(row, facts), row.value) for row in others],
        numerator=figure.numerator,
        denominator=figure.denominator,
        notices=warned,
        unit=indicator.unit,
        decimals=indicator.decimals,
        words=indicator.words,
    )


def _who(row: Observation, facts: Facts) -> str:
    if row.family in _NAMES:
        return _NAMES[row.family]
    return "the council" if row.owner == areas.council_of(facts.area) else areas.get(row.owner).name
