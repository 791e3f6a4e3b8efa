"""Where a reading comes from: the figure before, the same time last year, and how long it has gone one way."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from data import areas
from data.queries import Observation
from indicators.definitions import Indicator
from indicators.reading import Compared, YearBefore
from indicators.rules import breaks, explain, predecessors
from indicators.rules.direction import JUDGED, a_year_before, direction, previous
from indicators.rules.materiality import material
from indicators.rules.period import Period, day_words, label
from indicators.rules.streak import Streak, streak
from indicators.rules.words import quantity


@dataclass(frozen=True, slots=True)
class Travel:
    """All that is said of a reading's direction; see Reading for its fields. `words` is the sentence, '' for none."""

    compared: Compared | None = None
    change: Decimal | None = None
    direction: str | None = None
    material: bool | None = None
    not_compared: str = ""
    year_before: YearBefore | None = None
    streak: Streak | None = None
    words: str = ""


def travel(
    indicator: Indicator, area: str, figure: Observation | None, series: Sequence[Observation], period: Period | None
) -> Travel:
    """Return how a figure compares with the area's earlier ones; nothing when it has no value."""
    if figure is None or figure.value is None or period is None:
        return Travel()
    before = previous(series, period)
    last_year = _last_year(indicator, figure, series, period)
    run = _streak(indicator, series, period) if figure.status in JUDGED else None
    if before is None:
        began = _began(area, period)
        return Travel(not_compared=began, year_before=last_year, streak=run, words=began)
    if before.value is None:
        gap = f"There is no figure {explain.when(before.period)} to compare it with."
        return Travel(not_compared=gap, year_before=last_year, streak=run, words=gap)
    compared = Compared(before.value, before.period, label(before.period), before.status)
    earlier = quantity(before.value, indicator.unit, indicator.decimals, indicator.words)
    broken = breaks.break_between(indicator.breaks, before.period, period)
    if broken is not None:
        refusal = breaks.refusal(broken, f"{earlier} {explain.when(before.period)}")
        return Travel(compared, not_compared=refusal, year_before=last_year, streak=run, words=refusal)
    change = figure.value - before.value
    counts = _counts(indicator, before, figure, change)
    way = direction(change, indicator.polarity, material=counts)
    words = explain.travel_words(
        "little change" if change and not counts else way,
        change,
        earlier,
        unit=indicator.unit,
        decimals=indicator.decimals,
        baseline=before.status == "baseline",
        when=explain.when(before.period),
    )
    return Travel(compared, change, way, counts, "", last_year, run, words)


def _counts(indicator: Indicator, earlier: Observation, later: Observation, change: Decimal) -> bool:
    return material(
        change,
        unit=indicator.unit,
        decimals=indicator.decimals,
        denominators=(earlier.denominator, later.denominator),
    )


def _streak(indicator: Indicator, series: Iterable[Observation], period: Period) -> Streak | None:
    return streak(
        series,
        period,
        indicator.polarity,
        functools.partial(_counts, indicator),
        [one.date for one in indicator.breaks],
    )


def _last_year(
    indicator: Indicator, figure: Observation, series: Iterable[Observation], period: Period
) -> YearBefore | None:
    before = a_year_before(series, period)
    if before is None or before.value is None or figure.value is None:
        return None
    if breaks.break_between(indicator.breaks, before.period, period) is not None:
        return None
    change = figure.value - before.value
    way = direction(change, indicator.polarity, material=_counts(indicator, before, figure, change))
    return YearBefore(before.value, before.period, label(before.period), change, way)


def _began(area: str, period: Period) -> str:
    """Return why a reorganised council's first figure has nothing before it to be compared with, '' for any other."""
    place = areas.get(area)
    if place.begins is None or place.begins > period.ends:
        return ""
    successors, ended = _reorganised()
    links = predecessors.chain(place.id, successors, ended)
    named = [(link, areas.get(link.area).name) for link in links if link.became == place.id]
    return predecessors.refusal(place.name, named, day_words(place.begins))


@functools.cache
def _reorganised() -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, date | None]]:
    """Return the successors and the last day of every area that has ended."""
    gone = [area for area in areas.all_areas() if area.successors]
    return {area.id: area.successors for area in gone}, {area.id: area.ends for area in gone}
