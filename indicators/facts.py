"""All the rows that an area's readings are made from, fetched in as few questions as there can be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from data import areas, ledger, national, queries
from data.periods import Period
from data.queries import Observation, Standing, StoredTarget
from data.store import Store
from data.viewer import NATIONAL, Viewer
from indicators import sources
from indicators.rules.conflicts import TEXT_CODES
from indicators.rules.direction import JUDGED
from indicators.rules.rank import quartiles

COUNTRY = "E92000001"
Cuts = tuple[Decimal, Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Facts:
    """All rows that an area's readings need, by indicator; `elsewhere` by area first, `standing` by period too.

    `latest` is each indicator's latest national period; `authorities` and `region_values` are the values there.
    """

    area: str
    regions: tuple[str, ...]
    own: Mapping[str, list[Observation]]
    elsewhere: Mapping[str, Mapping[str, list[Observation]]]
    targets: Mapping[str, list[StoredTarget]]
    standing: Mapping[str, dict[Period, Standing]]
    latest: Mapping[str, Period]
    returns: Mapping[tuple[str, Period], dict[str, Decimal]]
    neighbours: frozenset[str]
    source: sources.Sources
    authorities: national.Values
    quartiles: Mapping[tuple[str, Period], Cuts]
    region_values: national.Values
    notices: Mapping[tuple[int, str, str], list[tuple[str, str]]]
    viewer: Viewer


def gather(store: Store, viewer: Viewer, area: str, as_at: date | None, indicators: Sequence[str] | None) -> Facts:
    """Return the rows for one area, over the whole catalogue or some indicators, as known on a day."""
    own: dict[str, list[Observation]] = defaultdict(list)
    for row in queries.figures(store, viewer, indicators=indicators, areas=[area], as_at=as_at):
        own[row.indicator].append(row)
    targets: dict[str, list[StoredTarget]] = defaultdict(list)
    for stored in queries.targets(store, viewer, areas=[area], indicators=indicators, as_at=as_at):
        # What one council writes about another sets no target for it.
        if stored.owner not in (NATIONAL, areas.council_of(area)):
            continue
        targets[stored.indicator].append(stored)
    is_authority = areas.get(area).level == "authority"
    latest = queries.latest_national(store, as_at=as_at) if is_authority else {}
    regions = tuple(areas.region_of(areas.council_of(area)))
    standing: dict[str, dict[Period, Standing]] = defaultdict(dict)
    if is_authority:
        for stands in queries.standing_of(store, area, as_at=as_at, indicators=indicators):
            standing[stands.indicator][stands.period] = stands
    return Facts(
        area=area,
        regions=regions,
        own=own,
        elsewhere={a: _comparisons(store, viewer, a, as_at, indicators) for a in (*regions, COUNTRY) if a != area},
        targets=targets,
        standing=standing,
        latest=latest,
        returns=_returns(store, viewer, own, standing, as_at) if is_authority else {},
        neighbours=frozenset(areas.neighbours(area)),
        source=sources.Sources(store),
        authorities=national.authority_values(store, as_at=as_at) if is_authority else {},
        quartiles=_quartiles(store, as_at) if is_authority else {},
        region_values=national.region_values(store, as_at=as_at),
        notices=ledger.notices_by_cell(store, TEXT_CODES),
        viewer=viewer,
    )


def _quartiles(store: Store, as_at: date | None) -> Mapping[tuple[str, Period], Cuts]:
    """Return the quartiles of all authorities at each indicator's latest national period; kept, for all of them ask."""

    def ask() -> Mapping[tuple[str, Period], Cuts]:
        values = national.authority_values(store, as_at=as_at)
        return {key: cuts for key, found in values.items() if (cuts := quartiles(list(found.values()))) is not None}

    return queries.cached(store, ("quartiles", as_at), ask)


def _comparisons(
    store: Store, viewer: Viewer, area: str, as_at: date | None, indicators: Sequence[str] | None
) -> Mapping[str, list[Observation]]:
    """Return a region's or England's figures by indicator; kept until the store changes, since all its councils ask."""

    def ask() -> Mapping[str, list[Observation]]:
        found: dict[str, list[Observation]] = defaultdict(list)
        for row in queries.figures(store, viewer, indicators=indicators, areas=[area], as_at=as_at):
            found[row.indicator].append(row)
        return found

    if indicators is not None:
        return ask()
    return queries.cached(store, ("comparisons", viewer, area, as_at), ask)


def _returns(
    store: Store,
    viewer: Viewer,
    own: Mapping[str, list[Observation]],
    standing: Mapping[str, dict[Period, Standing]],
    as_at: date | None,
) -> dict[tuple[str, Period], dict[str, Decimal]]:
    """Return what other councils reported for the periods that no national publication covers.

    Where several councils share one store their own quarterly figures are all the comparison there is.
    """
    pairs = [
        (slug, row.period)
        for slug, rows in own.items()
        for row in rows
        if row.family == "council" and row.period not in standing.get(slug, {})
    ]
    found: dict[tuple[str, Period], dict[str, Decimal]] = defaultdict(dict)
    if pairs:
        for row in queries.council_returns(store, viewer, pairs, as_at=as_at):
            if row.value is not None and row.status in JUDGED and row.owner == row.area:
                found[row.indicator, row.period][row.area] = row.value
    return found
