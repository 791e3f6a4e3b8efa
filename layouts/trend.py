"""One indicator over time for one area: the rows that the table, the chart and the sentence are all made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from data import areas, queries
from data.areas import Area
from data.queries import Standing
from data.store import Store
from data.viewer import Viewer
from indicators.definitions import Indicator
from indicators.reading import JudgedTarget
from indicators.rules import target
from indicators.rules.direction import JUDGED
from indicators.rules.latest import COMPARABLE
from indicators.rules.period import Period, family, label
from indicators.series import Point, Series, series

COUNTRY = "E92000001"
REGION, ENGLAND, NEIGHBOURS = "region", "england", "neighbours"
COMPARATORS = (REGION, ENGLAND, NEIGHBOURS)
# What stands on one row: figures of one family of periods that end on the same day, of one kind of firmness.
Key = tuple[str, date, str]


@dataclass(frozen=True, slots=True)
class Mean:
    """The statistical neighbours' mean in one period, and how many of them had a figure."""

    period: Period
    value: Decimal
    count: int


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a period with the area's own figure and what stands beside it."""

    period: Period
    period_words: str
    own: Point | None
    region: Point | None
    england: Point | None
    neighbours: Mean | None
    target: JudgedTarget | None

    def beside(self, comparator: str) -> Point | Mean | None:
        """Return what a comparator says on this row."""
        found: Point | Mean | None = getattr(self, comparator)
        return found


@dataclass(frozen=True, slots=True)
class Trend:
    """The rows, oldest first, and the names of who is compared. `offered` are the comparators that have a figure."""

    indicator: Indicator
    area: Area
    region: Area | None
    rows: tuple[Row, ...]
    targets: tuple[JudgedTarget, ...]
    offered: tuple[str, ...]
    chosen: tuple[str, ...]

    def name(self, comparator: str) -> str:
        """Return what a comparator is called."""
        if comparator == REGION:
            return self.region.name if self.region else "Region"
        return {ENGLAND: "England", NEIGHBOURS: "Statistical neighbours"}[comparator]

    @property
    def area_ids(self) -> tuple[str, ...]:
        """Return the areas whose own series are shown, the page's area first."""
        shown = [self.area.id]
        if REGION in self.chosen and self.region is not None:
            shown.append(self.region.id)
        if ENGLAND in self.chosen:
            shown.append(COUNTRY)
        return tuple(shown)


def trend(
    store: Store,
    viewer: Viewer,
    indicator: str,
    area_id: str,
    *,
    comparators: Sequence[str] | None = None,
    years: tuple[int | None, int | None] = (None, None),
    as_at: date | None = None,
) -> Trend:
    """Return the trend of one indicator in one area with the comparators asked for (None: all that there are).

    `years` are the first and the last year in which a period shown may end. Raises UnknownIndicator, UnknownArea.
    """
    place = areas.get(area_id)
    around = [region for region in areas.region_of(place.id) if region != place.id]
    country = [] if place.id == COUNTRY else [COUNTRY]
    answer = series(store, viewer, indicator, [place.id, *around, *country], as_at=as_at)
    own, *others = answer.series
    regions = [s for s in others if s.area.level == "region"]
    # A London borough's region is its Inner or Outer row where that is published, else London.
    region = next((s for s in regions if s.points), regions[0] if regions else None)
    england = next((s for s in others if s.area.id == COUNTRY), None)
    means = _means(store, answer.indicator.slug, place, as_at)
    columns: dict[str, Mapping[Key, Point | Mean]] = {
        REGION: _by_key(region),
        ENGLAND: _by_key(england),
        NEIGHBOURS: {_key(mean.period, "actual"): mean for mean in means},
    }
    offered = tuple(name for name in COMPARATORS if columns[name])
    chosen = offered if comparators is None else tuple(name for name in offered if name in comparators)
    rows = _rows(own, {name: columns[name] for name in chosen}, answer.targets)
    first, last = years
    kept = [r for r in rows if (first or 0) <= r.period.ends.year <= (last or 9999)]
    return Trend(
        indicator=answer.indicator,
        area=place,
        region=region.area if region else None,
        rows=tuple(kept),
        targets=answer.targets,
        offered=offered,
        chosen=chosen,
    )


def _means(store: Store, slug: str, place: Area, as_at: date | None) -> list[Mean]:
    if place.level != "authority":
        return []
    standing: list[Standing] = queries.standing_of(store, place.id, as_at=as_at, indicators=[slug])
    return [
        Mean(Period(*s.period), Decimal(repr(s.neighbour_mean)), s.neighbour_count)
        for s in standing
        if s.neighbour_mean is not None
    ]


def _key(period: Period, status: str) -> Key:
    return family(Period(*period)), period.ends, "actual" if status in JUDGED else status


def _by_key(found: Series | None) -> dict[Key, Point]:
    """Return a comparator's figures; an implied one stands beside outturns where there is no better."""
    points = [p for p in found.points if p.value is not None and p.status in COMPARABLE] if found else []
    points.sort(key=lambda p: p.status in JUDGED)
    return {_key(p.period, "actual"): p for p in points}


def _rows(own: Series, columns: Mapping[str, Mapping[Key, Point | Mean]], targets: Sequence[JudgedTarget]) -> list[Row]:
    """Return a row for each own figure, and one for each period in which only others have a figure."""
    mine = [(_key(point.period, point.status), point) for point in own.points]
    alone = set().union(*columns.values()) - {key for key, _ in mine}
    lines: list[tuple[Key, Point | None]] = [*mine, *((key, None) for key in alone)]
    rows = []
    for key, point in lines:
        beside = {name: column.get(key) for name, column in columns.items()}
        period = next(p.period for p in (point, *beside.values()) if p is not None)
        rows.append(
            Row(
                period=period,
                period_words=label(period),
                own=point,
                region=beside.get(REGION),  # type: ignore[arg-type]
                england=beside.get(ENGLAND),  # type: ignore[arg-type]
                neighbours=beside.get(NEIGHBOURS),  # type: ignore[arg-type]
                target=_in_force(targets, period),
            )
        )
    rows.sort(key=lambda r: (r.period.ends, r.period.starts, r.own.status if r.own else ""))
    return rows


def _in_force(targets: Iterable[JudgedTarget], period: Period) -> JudgedTarget | None:
    listed = list(targets)
    found = target.headline([t.target for t in listed], period)
    if found is None or target.state(found, period) != "in_force":
        return None
    return next(t for t in listed if t.target is found)
