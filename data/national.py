"""National figures of the latest period of each indicator, for every authority and every region.

What ranks among neighbours, quartiles and the doubts about a benchmark are worked out from. National figures are
visible to everyone, so no viewer is asked for. Kept until the store changes, since every scorecard needs the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from data import areas, queries
from data.periods import Period
from data.records import OUTTURNS
from data.store import Store

Values = Mapping[tuple[str, Period], Mapping[str, Decimal]]


def authority_values(store: Store, *, as_at: date | None = None) -> Values:
    """Return every authority's value by indicator and its latest national period, as `standing` ranks them."""

    def ask() -> Values:
        latest = queries.latest_national(store, as_at=as_at)
        found: dict[tuple[str, Period], dict[str, Decimal]] = {}
        for row in queries.standing_values(store, latest.items(), as_at=as_at):
            found.setdefault(row[:2], {})[row[2]] = row[3]
        return found

    return queries.cached(store, ("authority_values", as_at), ask)


def region_values(store: Store, *, as_at: date | None = None) -> Values:
    """Return England's and each region's value by indicator and its latest national period: DfE's before LAIT's."""

    def ask() -> Values:
        wanted = queries.pairs_in_sql(store, queries.latest_national(store, as_at=as_at).items())
        wider = [area.id for area in areas.all_areas() if area.level in ("country", "region")]
        keys = ", ".join(str(number) for area in wider if (number := store.keys.areas.known(area)) is not None)
        if not wanted or not keys:
            return {}
        outturns = ", ".join(repr(status) for status in OUTTURNS)
        source = queries.counted(store, as_at, narrowed=f"AND u.owner = 0 AND f.area IN ({keys})")
        with store.reading() as cursor:
            rows = cursor.execute(
                f"SELECT c.indicator, c.period, c.area, c.value FROM {source} c "  # noqa: S608
                f"JOIN (VALUES {wanted}) w(i, p) ON w.i = c.indicator AND w.p = c.period "
                f"WHERE c.area IN ({keys}) AND c.breakdown = 0 AND c.owner = 0 AND c.value IS NOT NULL "
                f"AND c.status IN ({outturns}) ORDER BY c.family DESC"
            ).fetchall()
        found: dict[tuple[str, Period], dict[str, Decimal]] = {}
        for indicator, period, area, value in rows:
            key = (store.keys.indicators.word(indicator), store.keys.periods.word(period))
            found.setdefault(key, {})[store.keys.areas.word(area)] = value
        return found

    return queries.cached(store, ("region_values", as_at), ask)
