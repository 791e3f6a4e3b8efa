"""Series: one indicator over time for several areas, as charts, tables and downloads show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from data import areas, queries
from data.areas import Area
from data.queries import Observation
from data.store import Store
from data.viewer import NATIONAL, Viewer
from indicators import sources
from indicators.definitions import Indicator
from indicators.names import indicator_named
from indicators.reading import JudgedTarget, Other, Source
from indicators.rules import explain
from indicators.rules.latest import one_a_period, order_for
from indicators.rules.period import NO_YEAR, Period, label


@dataclass(frozen=True, slots=True)
class Point:
    """One figure or mark of a series. `value` is None when there is a mark."""

    period: Period
    period_words: str
    label: str
    value: Decimal | None
    mark: str
    status: str
    note: str
    numerator: Decimal | None
    denominator: Decimal | None
    source: Source
    others: tuple[Other, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One area's points, oldest first. `targets` are the area's own."""

    area: Area
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class SeriesAnswer:
    """One indicator's series, in the order that the areas were asked for, and the first area's targets."""

    indicator: Indicator
    breakdown: str
    as_at: date | None
    series: tuple[Series, ...]
    targets: tuple[JudgedTarget, ...]


def series(
    store: Store,
    viewer: Viewer,
    indicator: str,
    area_ids: Sequence[str],
    *,
    breakdown: str = "",
    as_at: date | None = None,
) -> SeriesAnswer:
    """Return the series of one indicator. An area without figures has no points.

    An authority's own points take its council's figures before DfE's and LAIT's; England's and a region's the other way
    round. What the other sources say stands in `others`. Raises UnknownIndicator and UnknownArea.
    """
    with store.snapshot():
        definition = indicator_named(store, indicator)
        places = [areas.get(area) for area in area_ids]
        rows = queries.figures(
            store,
            viewer,
            indicators=[definition.slug],
            areas=[place.id for place in places],
            breakdown=breakdown,
            as_at=as_at,
        )
        source = sources.Sources(store)
        return SeriesAnswer(
            indicator=definition,
            breakdown=breakdown,
            as_at=as_at,
            series=tuple(
                Series(place, _points([row for row in rows if row.area == place.id], place, places[0], source))
                for place in places
            ),
            targets=_targets(store, viewer, definition, [place.id for place in places], breakdown, as_at, source),
        )


def _points(rows: list[Observation], place: Area, first: Area, source: sources.Sources) -> tuple[Point, ...]:
    # England's and a region's figures as the first area's council gives them; any other area's as its own does.
    owner = areas.council_of((first if place.level in ("country", "region") else place).id)
    chosen, others = one_a_period(rows, order_for(place.level), owner)
    points = [
        Point(
            period=figure.period,
            period_words=label(figure.period),
            label=figure.label,
            value=figure.value,
            mark=figure.mark,
            status=figure.status,
            note=figure.note,
            numerator=figure.numerator,
            denominator=figure.denominator,
            source=source.of(figure),
            others=source.others(others[key], figure.value),
        )
        for key, figure in chosen.items()
        if figure.period != NO_YEAR
    ]
    points.sort(key=lambda p: (p.period.ends, p.period.starts, p.status))
    return tuple(points)


def _targets(
    store: Store,
    viewer: Viewer,
    indicator: Indicator,
    area_ids: Sequence[str],
    breakdown: str,
    as_at: date | None,
    source: sources.Sources,
) -> tuple[JudgedTarget, ...]:
    stored = queries.targets(store, viewer, areas=area_ids, indicators=[indicator.slug], as_at=as_at)
    listed = []
    for row in stored:
        if row.breakdown == breakdown and row.owner in (NATIONAL, areas.council_of(row.area)):
            aim = sources.target_of(row)
            words = explain.target_words(aim, indicator.unit, indicator.decimals, indicator.words)
            listed.append(JudgedTarget(aim, "", "", None, words, source.of_target(row)))
    listed.sort(key=lambda t: (t.target.ends or date.max, t.target.set_by))
    return tuple(listed)
