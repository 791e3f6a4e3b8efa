"""Every authority side by side on one indicator in one period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from data import areas, queries
from data.areas import Area
from data.store import Store
from data.viewer import Viewer
from indicators.definitions import Indicator
from indicators.names import indicator_named
from indicators.rules.direction import JUDGED
from indicators.rules.latest import NATIONAL_ORDER, latest, one_a_period
from indicators.rules.period import NO_YEAR, Period, label
from indicators.rules.rank import band, quartiles, ranks


@dataclass(frozen=True, slots=True)
class Compared:
    """One authority's place: `value` None with a mark when it has no figure; `rank` None when it is not ranked."""

    area: Area
    value: Decimal | None
    mark: str
    rank: int | None
    quartile_band: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All authorities, the best rank first and those without one last, by name. `period` None when nobody has any."""

    indicator: Indicator
    period: Period | None
    period_words: str
    periods: tuple[Period, ...]
    quartiles: tuple[Decimal, Decimal, Decimal] | None
    rank_of: int
    rows: tuple[Compared, ...]


def compare(
    store: Store,
    viewer: Viewer,
    indicator: str,
    *,
    period_end: date | None = None,
    as_at: date | None = None,
) -> Comparison:
    """Return every authority's value, rank and band for the period that ends on `period_end`, else the latest.

    National figures come before the councils' own. Raises UnknownIndicator.
    """
    definition = indicator_named(store, indicator)
    authorities = [area for area in areas.all_areas() if area.level == "authority"]
    rows = queries.figures(store, viewer, indicators=[definition.slug], areas=[a.id for a in authorities], as_at=as_at)
    by_area: dict[str, list[queries.Observation]] = {}
    for row in rows:
        if row.status in JUDGED and row.period != NO_YEAR:
            by_area.setdefault(row.area, []).append(row)
    chosen = {area: one_a_period(figures, NATIONAL_ORDER, area)[0] for area, figures in by_area.items()}
    # Only periods in which somebody has a value; a period in which all are missing compares nothing.
    periods = {p for figures in chosen.values() for (p, _), figure in figures.items() if figure.value is not None}
    wanted = [p for p in periods if period_end is None or p.ends == period_end]
    period = latest(_most_used(wanted, chosen) if period_end is None else wanted, definition.period)
    ordered = tuple(sorted(periods, key=lambda p: (p.ends, p.starts), reverse=True))
    if period is None:
        return Comparison(definition, None, "", ordered, None, 0, ())
    figures = {area: found.get((period, "actual")) for area, found in chosen.items()}
    values = {area: f.value for area, f in figures.items() if f is not None and f.value is not None}
    places, cuts = ranks(values, definition.polarity), quartiles(list(values.values()))
    compared = [
        Compared(
            area,
            values.get(area.id),
            figure.mark if (figure := figures.get(area.id)) is not None else "missing",
            places.get(area.id),
            band(values[area.id], cuts, definition.polarity) if cuts and area.id in values else None,
        )
        for area in authorities
        if area.id in figures and (figures[area.id] is not None or _exists(area, period))
    ]
    compared.sort(key=lambda c: (c.rank is None, c.rank or 0, c.value is None, c.area.name))
    return Comparison(definition, period, label(period), ordered, cuts, len(values), tuple(compared))


def _exists(area: Area, period: Period) -> bool:
    return (area.ends is None or area.ends >= period.ends) and (area.begins is None or area.begins <= period.ends)


def _most_used(
    periods: Sequence[Period], chosen: dict[str, dict[tuple[Period, str], queries.Observation]]
) -> list[Period]:
    """Return the periods worth comparing by default: those that at least a tenth as many have as the fullest one.

    One council's newest quarter must not become everybody's latest period.
    """
    used = {p: sum((p, "actual") in figures for figures in chosen.values()) for p in periods}
    fullest = max(used.values(), default=0)
    return [p for p, count in used.items() if count * 10 >= fullest]
