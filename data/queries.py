"""Every read of figures. Each takes the viewer, and never returns what that viewer may not see.

Rows come back in the project's own words: slugs, area ids, periods, family names, and the cell as people write it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from data import standing as standings
from data import suppression
from data.answers import cached as cached
from data.periods import Period
from data.records import FAMILIES
from data.store import Store
from data.viewer import NATIONAL, Viewer


class Observation(NamedTuple):
    """One figure or mark as it stands in the store. `value` is None when there is a mark."""

    indicator: str
    area: str
    breakdown: str
    period: Period
    value: Decimal | None
    mark: str
    status: str
    numerator: Decimal | None
    denominator: Decimal | None
    label: str
    note: str
    sheet: str
    cell: str
    family: str
    owner: str
    upload: int
    number: int
    known_on: date


class Standing(NamedTuple):
    """Where an authority stood in one period: see data.standing."""

    indicator: str
    period: Period
    area: str
    value: Decimal | None
    rank: int | None
    rank_of: int
    band: str | None
    neighbour_mean: float | None
    neighbour_count: int


@dataclass(frozen=True, slots=True)
class StoredTarget:
    """A target as it stands, with its upload. Dates are None where they do not apply."""

    indicator: str
    area: str
    breakdown: str
    kind: str
    starts: date | None
    ends: date | None
    period_kind: str
    operator: str
    value: Decimal
    upper: Decimal | None
    tolerance_kind: str
    tolerance: Decimal | None
    set_by: str
    headline: bool
    label: str
    note: str
    sheet: str
    cell: str
    owner: str
    upload: int
    known_on: date
    recorded_at: datetime
    published: bool


_COLUMNS = (
    "c.indicator, c.area, c.breakdown, c.period, c.value, c.mark, c.status, c.numerator, c.denominator, "
    "c.label, c.note, c.sheet, c.cell_column, c.cell_row, c.family, c.owner, c.upload, c.number"
)
# What counted on a day: the same rule as `current`, over what was known by then.
_AS_AT = """(
    SELECT f.*, u.family, u.owner FROM figure f JOIN upload u ON u.key = f.upload
    WHERE u.known_on <= {day} AND NOT EXISTS (SELECT 1 FROM undo WHERE undo.upload = u.key) {narrowed}
    QUALIFY row_number() OVER (
        PARTITION BY f.indicator, f.area, f.breakdown, f.period, u.family, u.owner,
            {series}
        ORDER BY u.known_on DESC, u.recorded_at DESC, u.key DESC, f.number DESC) = 1)"""


def figures(
    store: Store,
    viewer: Viewer,
    *,
    indicators: Iterable[str] | None = None,
    areas: Iterable[str] | None = None,
    periods: Iterable[Period] | None = None,
    breakdown: str | None = "",
    as_at: date | None = None,
) -> list[Observation]:
    """Return the figures that count, one per indicator, area, breakdown, period, family and owner, in no set order.

    `indicators` None means every indicator of the catalogue (reference indicators must be asked for by name);
    `areas`, `periods` and `breakdown` None mean all of them. Unknown names simply have no figures.
    """
    wanted: list[str] = []
    if indicators is None:
        wanted.append("c.indicator IN (SELECT key FROM indicator WHERE polarity <> '')")
    else:
        wanted.append(_among("c.indicator", (store.keys.indicators.known(slug) for slug in indicators)))
    if areas is not None:
        wanted.append(_among("c.area", (store.keys.areas.known(area) for area in areas)))
    if periods is not None:
        wanted.append(_among("c.period", (store.keys.periods.known(period) for period in periods)))
    if breakdown is not None:
        key = store.keys.texts.known(breakdown)
        wanted.append(f"c.breakdown = {-1 if key is None else key}")
    wanted.append(_visible(store, viewer))
    where = " AND ".join(wanted)
    source = _counted_for(store, viewer, as_at, where)
    with store.snapshot(), store.reading() as cursor:
        rows = cursor.execute(f"SELECT {_COLUMNS} FROM {source} c WHERE {where}").fetchall()  # noqa: S608
        return suppression.shown(store, viewer, _observations(store, rows))


def _counted_for(store: Store, viewer: Viewer, as_at: date | None, where: str) -> str:
    """Return the SQL of the figures that count for a viewer.

    For somebody who does not see everything, what counts is worked out over what they see: an unpublished correction
    must not hide the figure that was published before it.
    """
    narrowed = "AND " + where.replace("c.owner", "u.owner").replace("c.", "f.")
    if viewer.sees_everything:
        return counted(store, as_at, narrowed=narrowed)
    return _counted_on(as_at or date.max, narrowed)


def _counted_on(day: date, narrowed: str) -> str:
    return _AS_AT.format(series=standings.series("f"), day=f"DATE '{day.isoformat()}'", narrowed=narrowed)


def _observations(store: Store, rows: Iterable[tuple[Any, ...]]) -> list[Observation]:
    keys = store.keys
    slug, area, period, text = (r._word for r in (keys.indicators, keys.areas, keys.periods, keys.texts))
    known_on = _known_days(store)
    return [
        Observation(  # type: ignore[call-arg]  # the stars are counted by the tests
            slug[r[0]],
            area[r[1]],
            text[r[2]],
            period[r[3]],
            *r[4:9],
            text[r[9]],
            text[r[10]],
            text[r[11]],
            f"{text[r[12]]}{r[13] or ''}",
            FAMILIES[r[14] - 1],
            area[r[15]] if r[15] else NATIONAL,
            r[16],
            r[17],
            known_on[r[16]],
        )
        for r in rows
    ]


def _known_days(store: Store) -> dict[int, date]:
    """Return the day for which each upload was reported."""

    def ask() -> dict[int, date]:
        with store.reading() as cursor:
            return dict(cursor.execute("SELECT key, known_on FROM upload").fetchall())

    return cached(store, "known_days", ask)


def counted(store: Store, as_at: date | None, *, narrowed: str = "") -> str:
    """Return the SQL of the figures that count: the table kept for today, or the same rule over a past day."""
    if as_at is None or as_at >= newest_known_on(store):
        return "current"
    return _counted_on(as_at, narrowed)


def newest_known_on(store: Store) -> date:
    """Return the latest day for which anything was reported; the first day there is when the store is empty."""

    def ask() -> date:
        with store.reading() as cursor:
            return cursor.execute("SELECT coalesce(max(known_on), DATE '0001-01-01') FROM upload").fetchone()[0]

    return cached(store, "newest_known_on", ask)


def standing_of(
    store: Store,
    area: str,
    *,
    as_at: date | None = None,
    indicators: Iterable[str] | None = None,
    periods: Iterable[Period] | None = None,
) -> list[Standing]:
    """Return where an authority stands by national figures, one row per indicator and period.

    National figures are visible to everyone, so no viewer is asked for. For a past day it is worked out and kept.
    """
    key = store.keys.areas.known(area)
    if key is None:
        return []
    if as_at is None or as_at >= newest_known_on(store):
        wanted = "true"
        if indicators is not None:
            wanted = _among("indicator", (store.keys.indicators.known(slug) for slug in indicators))
        if periods is not None:
            wanted += " AND " + _among("period", (store.keys.periods.known(period) for period in periods))
        with store.reading() as cursor:
            rows = cursor.execute(f"SELECT * FROM standing WHERE area = ? AND {wanted}", [key]).fetchall()  # noqa: S608
    else:
        rows = [row for row in _standing_then(store, as_at) if row[2] == key]
    keys = store.keys
    return [Standing(keys.indicators.word(r[0]), keys.periods.word(r[1]), area, *r[3:]) for r in rows]


def standing_values(
    store: Store, pairs: Iterable[tuple[str, Period]], *, as_at: date | None = None
) -> list[tuple[str, Period, str, Decimal]]:
    """Return every authority's value, as it is ranked, for some indicators and periods; national figures alone."""
    wanted = set(pairs)
    if as_at is None or as_at >= newest_known_on(store):
        among = pairs_in_sql(store, wanted)
        if not among:
            return []
        with store.reading() as cursor:
            # As floats, which hold all fifteen digits of a stored number and are fetched twice as fast.
            rows = cursor.execute(
                "SELECT s.indicator, s.period, s.area, s.value::DOUBLE FROM standing s "  # noqa: S608
                f"JOIN (VALUES {among}) w(i, p) ON w.i = s.indicator AND w.p = s.period WHERE s.value IS NOT NULL"
            ).fetchall()
    else:
        rows = [row[:4] for row in _standing_then(store, as_at) if row[3] is not None]
    slug, period, area = (register._word for register in (store.keys.indicators, store.keys.periods, store.keys.areas))
    named = ((slug[r[0]], period[r[1]], area[r[2]], Decimal(str(r[3]))) for r in rows)
    return [row for row in named if row[:2] in wanted]


def pairs_in_sql(store: Store, pairs: Iterable[tuple[str, Period]]) -> str:
    """Return indicators with a period as SQL's IN takes them; '' when the store knows none of them."""
    known = [(store.keys.indicators.known(slug), store.keys.periods.known(period)) for slug, period in pairs]
    return ", ".join(f"({slug}, {period})" for slug, period in known if slug is not None and period is not None)


def _standing_then(store: Store, as_at: date) -> list[tuple[Any, ...]]:
    def ask() -> list[tuple[Any, ...]]:
        source = counted(store, as_at, narrowed="AND u.owner = 0")
        with store.reading() as cursor:
            if (
                cursor.execute("SELECT 1 FROM upload WHERE owner = 0 AND known_on <= ? LIMIT 1", [as_at]).fetchone()
                is None
            ):
                return []
            return cursor.execute(standings.over(source)).fetchall()

    return cached(store, ("standing", as_at), ask)


def latest_national(store: Store, *, as_at: date | None = None) -> dict[str, Period]:
    """Return, by catalogue indicator, the latest period in which any authority has a nationally published value."""

    def ask() -> dict[str, Period]:
        latest: dict[str, Period] = {}
        if as_at is None or as_at >= newest_known_on(store):
            with store.reading() as cursor:
                pairs = cursor.execute(
                    "SELECT indicator, period FROM standing WHERE rank_of > 0 GROUP BY indicator, period"
                ).fetchall()
        else:
            pairs = list({(row[0], row[1]) for row in _standing_then(store, as_at) if row[5] > 0})
        for indicator, period in pairs:
            slug, when = store.keys.indicators.word(indicator), store.keys.periods.word(period)
            if slug not in latest or when.ends > latest[slug].ends:
                latest[slug] = when
        return latest

    return cached(store, ("latest_national", as_at), ask)


def council_returns(
    store: Store, viewer: Viewer, pairs: Iterable[tuple[str, Period]], *, as_at: date | None = None
) -> list[Observation]:
    """Return what councils themselves reported for these indicators and periods, over every authority."""
    wanted = pairs_in_sql(store, pairs)
    if not wanted:
        return []
    where = f"(c.indicator, c.period) IN ({wanted}) AND c.breakdown = 0 AND {_visible(store, viewer)}"
    source = _counted_for(store, viewer, as_at, where.replace("(c.indicator, c.period)", "(f.indicator, f.period)"))
    with store.snapshot(), store.reading() as cursor:
        rows = cursor.execute(
            f"SELECT {_COLUMNS} FROM {source} c JOIN area a ON a.key = c.area "  # noqa: S608
            f"WHERE c.family = 1 AND a.level = 'authority' AND {where}"
        ).fetchall()
        return suppression.shown(store, viewer, _observations(store, rows))


def targets(
    store: Store,
    viewer: Viewer,
    *,
    areas: Iterable[str],
    indicators: Iterable[str] | None = None,
    as_at: date | None = None,
) -> list[StoredTarget]:
    """Return the targets that stand for these areas: of each, what was last said about it."""
    wanted = None if indicators is None else set(indicators)
    standing_ones: dict[Hashable, StoredTarget] = {}
    for area in areas:
        for target in _targets_of(store, area):  # in the order in which they were said
            if wanted is not None and target.indicator not in wanted:
                continue
            if (as_at is not None and target.known_on > as_at) or not _may_see(viewer, target):
                continue
            of = (target.indicator, target.area, target.breakdown, target.kind, target.starts, target.ends)
            standing_ones[(*of, target.period_kind, target.set_by, target.owner)] = target
    return list(standing_ones.values())


def _may_see(viewer: Viewer, target: StoredTarget) -> bool:
    """Return whether a target is national, published or of one of the viewer's councils; as `_visible` for figures."""
    return (
        viewer.sees_everything
        or target.owner == NATIONAL
        or target.published
        or target.owner in (viewer.councils or ())
    )


def _targets_of(store: Store, area: str) -> list[StoredTarget]:
    """Return every target ever set for an area and not taken back, oldest first; kept until the store changes.

    It is a handful of rows, and asking for them costs two milliseconds however few they are.
    """

    def ask() -> list[StoredTarget]:
        key = store.keys.areas.known(area)
        with store.reading() as cursor:
            rows = cursor.execute(
                """
                SELECT t.indicator, t.breakdown, t.kind, t.starts, t.ends, t.period_kind, t.operator, t.value,
                       t.upper, t.tolerance_kind, t.tolerance, t.set_by, t.headline, t.label, t.note, t.sheet,
                       t.cell_column, t.cell_row, u.owner, u.key, u.known_on, u.recorded_at, u.published <> ''
                FROM target t JOIN upload u ON u.key = t.upload
                WHERE t.area = ? AND u.key NOT IN (SELECT upload FROM undo)
                ORDER BY u.known_on, u.recorded_at, u.key, t.number
                """,
                [key],
            ).fetchall()
        text = store.keys.texts.word
        return [
            StoredTarget(  # type: ignore[call-arg]
                store.keys.indicators.word(r[0]),
                area,
                text(r[1]),
                *r[2:13],
                text(r[13]),
                text(r[14]),
                text(r[15]),
                f"{text(r[16])}{r[17] or ''}",
                store.keys.areas.word(r[18]) if r[18] else NATIONAL,
                *r[19:],
            )
            for r in rows
        ]

    return cached(store, ("targets", area), ask)


def _among(column: str, keys: Iterable[int | None]) -> str:
    """Return an SQL condition on our own whole numbers; no text of a user is in it."""
    numbers = sorted(key for key in keys if key is not None)
    return f"{column} IN ({', '.join(map(str, numbers))})" if numbers else "false"


def _visible(store: Store, viewer: Viewer) -> str:
    """Return the SQL condition that keeps to what the viewer may see: national, published, and their own councils'."""
    if viewer.sees_everything:
        return "true"
    owners = [store.keys.areas.known(council) for council in sorted(viewer.councils or ())]
    own = _among("c.owner", owners)
    return f"(c.owner = 0 OR {own} OR c.upload IN (SELECT key FROM upload WHERE published <> ''))"  # noqa: S608


def areas_with_targets(store: Store) -> frozenset[str]:
    """Return the ids of the areas for which anybody has set a target that stands."""

    def ask() -> frozenset[str]:
        with store.reading() as cursor:
            rows = cursor.execute(
                "SELECT DISTINCT area FROM target WHERE upload NOT IN (SELECT upload FROM undo)"
            ).fetchall()
        return frozenset(store.keys.areas.word(key) for (key,) in rows)

    return cached(store, "areas_with_targets", ask)


def example_uploads(store: Store) -> Sequence[str]:
    """Return the ids of the example uploads that have not been taken back."""
    with store.reading() as cursor:
        rows = cursor.execute(
            "SELECT id FROM upload WHERE example AND NOT EXISTS (SELECT 1 FROM undo WHERE undo.upload = upload.key)"
        ).fetchall()
    return [str(row[0]) for row in rows]
