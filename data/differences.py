"""What an upload would change: its figures and targets held against those that count now.

All of it is asked inside the upload's own transaction, with its figures registered as the table `incoming`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from data import standing, target_rows
from data.incoming import Incoming
from data.periods import Period
from data.records import Contents, Counts, Target, Upload
from data.store import Store

# Rows of one list; the totals count all.
MOST_ROWS = 2_000


class Said(NamedTuple):
    """What a figure says. `value` is None when there is a mark."""

    value: Decimal | None
    mark: str
    status: str
    numerator: Decimal | None
    denominator: Decimal | None


@dataclass(frozen=True, slots=True)
class FigureDifference:
    """One figure, as the file says it (`new`) and as it counts now (`old`, with the upload that said it).

    `new` is None for a figure that has disappeared, `old` for one that is new. `sheet` and `cell` are the file's, those
    of the old upload when it has disappeared. `counts` is False when a figure that was reported later stays in force.
    """

    indicator: str
    area: str
    breakdown: str
    period: Period
    label: str
    sheet: str
    cell: str
    new: Said | None
    old: Said | None
    old_upload: str | None = None
    old_file: str = ""
    old_known_on: date | None = None
    counts: bool = True


class TargetDifference(NamedTuple):
    """One target as the file says it, and the same one as it stood before: None when it is new."""

    new: Target
    old: Target | None
    old_upload: str | None


@dataclass(frozen=True, slots=True)
class Differences:
    """What an upload would change against what counts now. Lists end after MOST_ROWS; the counts are whole.

    `disappeared` are figures that the last upload of the same form held, for indicators and periods that this one
    covers too, and this one does not hold: nothing is withdrawn by that. `disappeared_total` counts them all.
    """

    figures: Counts
    targets: Counts
    new: Sequence[FigureDifference] = ()
    changed: Sequence[FigureDifference] = ()
    disappeared: Sequence[FigureDifference] = ()
    disappeared_total: int = 0
    new_targets: Sequence[TargetDifference] = ()
    changed_targets: Sequence[TargetDifference] = ()


_BEFORE = f"""
    FROM incoming i LEFT JOIN current c
      ON i.indicator = c.indicator AND i.area = c.area AND i.breakdown = c.breakdown AND i.period = c.period
     AND c.family = ? AND c.owner = ? AND {standing.series("i")} = {standing.series("c")}
"""
_IS_NEW = "c.upload IS NULL"
_IS_CHANGED = (
    "c.upload IS NOT NULL AND (i.value IS DISTINCT FROM c.value OR i.mark <> c.mark OR i.status <> c.status "
    "OR i.numerator IS DISTINCT FROM c.numerator OR i.denominator IS DISTINCT FROM c.denominator)"
)
# By their words: the numbers of words that are new differ from one attempt to the next.
_IN_ORDER = """
    JOIN indicator k ON k.key = {t}.indicator JOIN area a ON a.key = {t}.area JOIN period p ON p.key = {t}.period
    JOIN text b ON b.key = {t}.breakdown
    WHERE {which} ORDER BY k.slug, a.id, b.value, p.ends, p.starts, p.kind, {t}.cell_row, {t}.number
"""


def figure_counts(cursor: Any, came: Incoming) -> Counts:
    """Return how many incoming figures are new, changed or unchanged against what counts now."""
    rows = len(came.figures)
    new, changed = rows, 0
    mine = [came.family, came.owner]
    if rows and cursor.execute("SELECT 1 FROM current WHERE family = ? AND owner = ? LIMIT 1", mine).fetchone():
        new, changed = cursor.execute(
            f"SELECT count(*) FILTER ({_IS_NEW}), count(*) FILTER ({_IS_CHANGED}) {_BEFORE}",
            mine,
        ).fetchone()
    return Counts(new, changed, rows - new - changed)


def found(store: Store, cursor: Any, came: Incoming, upload: Upload, contents: Contents) -> Differences:
    """Return everything that the upload would change. To be asked before anything of it is written."""
    counts = figure_counts(cursor, came)
    gone, gone_total = _disappeared(store, cursor, came, upload)
    aims = list(target_rows.held(store, cursor, came, contents.targets))
    return Differences(
        figures=counts,
        targets=target_rows.counts(aims),
        new=_listed(store, cursor, came, upload, _IS_NEW) if counts.new else (),
        changed=_listed(store, cursor, came, upload, _IS_CHANGED) if counts.changed else (),
        disappeared=gone,
        disappeared_total=gone_total,
        new_targets=_aims(one for one in aims if one.before is None),
        changed_targets=_aims(one for one in aims if one.changed),
    )


def _aims(held: Iterable[target_rows.Held]) -> list[TargetDifference]:
    return [TargetDifference(one.target, one.before, one.upload) for one in held][:MOST_ROWS]


def _listed(store: Store, cursor: Any, came: Incoming, upload: Upload, which: str) -> list[FigureDifference]:
    """Return the incoming figures of one sort, in order of their words."""
    rows = cursor.execute(
        f"""
        SELECT i.indicator, i.area, i.breakdown, i.period, i.label, i.sheet, i.cell_column, i.cell_row,
               i.value, i.mark, i.status, i.numerator, i.denominator,
               c.value, c.mark, c.status, c.numerator, c.denominator, u.id, u.file, u.known_on
        {_BEFORE} LEFT JOIN upload u ON u.key = c.upload {_IN_ORDER.format(t="i", which=which)} LIMIT {MOST_ROWS}
        """,
        [came.family, came.owner],
    ).fetchall()
    return [
        FigureDifference(
            **_place(store, row),
            new=Said(*row[8:13]),
            old=Said(*row[13:18]) if row[18] else None,
            old_upload=str(row[18]) if row[18] else None,
            old_file=row[19] or "",
            old_known_on=row[20],
            counts=row[20] is None or row[20] <= upload.known_on,
        )
        for row in rows
    ]


def _disappeared(store: Store, cursor: Any, came: Incoming, upload: Upload) -> tuple[list[FigureDifference], int]:
    """Return what the last upload of the same form held, of what this one covers, and this one does not; and how many.

    A cell that held no more than "to be confirmed" is not missed.
    """
    last = _last_of_form(cursor, came, upload)
    if last is None:
        return [], 0
    key, upload_id, file, known_on = last
    rows = cursor.execute(
        f"""
        SELECT f.indicator, f.area, f.breakdown, f.period, f.label, f.sheet, f.cell_column, f.cell_row,
               f.value, f.mark, f.status, f.numerator, f.denominator, count(*) OVER ()
        FROM (
            SELECT * FROM figure g WHERE g.upload = ? AND g.mark <> 'missing'
               AND EXISTS (SELECT 1 FROM incoming i WHERE i.indicator = g.indicator AND i.period = g.period)
               AND NOT EXISTS (SELECT 1 FROM incoming i WHERE i.indicator = g.indicator AND i.period = g.period
                   AND i.area = g.area AND i.breakdown = g.breakdown
                   AND {standing.series("i")} = {standing.series("g")})
        ) f {_IN_ORDER.format(t="f", which="true")} LIMIT {MOST_ROWS}
        """,  # noqa: S608
        [key],
    ).fetchall()
    return [
        FigureDifference(
            **_place(store, row),
            new=None,
            old=Said(*row[8:13]),
            old_upload=str(upload_id),
            old_file=file,
            old_known_on=known_on,
        )
        for row in rows
    ], (rows[0][13] if rows else 0)


def _last_of_form(cursor: Any, came: Incoming, upload: Upload) -> tuple[Any, ...] | None:
    """Return number, id, file and day of the owner's last upload of the same form that covers some of the same."""
    found: tuple[Any, ...] | None = cursor.execute(
        """
        SELECT u.key, u.id, u.file, u.known_on FROM upload u LEFT JOIN remembered r ON r.upload = u.key
        WHERE u.family = ? AND u.owner = ? AND u.layout = ? AND coalesce(r.fingerprint, '') = ? AND u.known_on <= ?
          AND NOT EXISTS (SELECT 1 FROM undo WHERE undo.upload = u.key)
          AND u.key IN (SELECT f.upload FROM figure f WHERE EXISTS (
                SELECT 1 FROM incoming i WHERE i.indicator = f.indicator AND i.period = f.period))
        ORDER BY u.known_on DESC, u.recorded_at DESC, u.key DESC LIMIT 1
        """,
        [came.family, came.owner, upload.layout, upload.fingerprint, upload.known_on],
    ).fetchone()
    return found


def _place(store: Store, row: Sequence[Any]) -> dict[str, Any]:
    """Return what the first eight columns of a row say, in words."""
    keys = store.keys
    text = keys.texts.word
    return {
        "indicator": keys.indicators.word(row[0]),
        "area": keys.areas.word(row[1]),
        "breakdown": text(row[2]),
        "period": keys.periods.word(row[3]),
        "label": text(row[4]),
        "sheet": text(row[5]),
        "cell": f"{text(row[6])}{row[7] or ''}",
    }
