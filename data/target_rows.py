"""Targets on their way into the store: what was last said of the same target, and the row that is written."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from data.incoming import Incoming
from data.keys import insert_all
from data.records import Counts, Target
from data.store import Store


class Held(NamedTuple):
    """A target as it came and as it stood before; `before` and its upload's id are None for a new one."""

    target: Target
    before: Target | None
    upload: str | None

    @property
    def changed(self) -> bool:
        """Return whether it says something else than before."""
        return self.before is not None and _said(self.before) != _said(self.target)


def held(store: Store, cursor: Any, came: Incoming, targets: Sequence[Target]) -> Iterator[Held]:
    """Yield each target with what the owner's uploads last said of it."""
    last = _last_said(store, cursor, came.owner, targets)
    for target in targets:
        row = last.get(_identity(store, target))
        yield Held(target, None, None) if row is None else Held(target, _as_before(store, target, row), str(row[11]))


def _last_said(
    store: Store, cursor: Any, owner: int, targets: Sequence[Target]
) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """Return what an owner's uploads last said of each target of these areas, by what makes it the same target."""
    areas = sorted({store.keys.areas.key(target.area) for target in targets})
    if not areas:
        return {}
    rows = cursor.execute(
        f"""
        SELECT t.operator, t.value, t.upper, t.tolerance_kind, t.tolerance, t.headline,
               t.label, t.note, t.sheet, t.cell_column, t.cell_row, u.id, {_SAME}
        FROM target t JOIN upload u ON u.key = t.upload
        WHERE u.owner = ? AND t.area IN ({", ".join(map(str, areas))})
          AND NOT EXISTS (SELECT 1 FROM undo WHERE undo.upload = u.key)
        QUALIFY row_number() OVER (PARTITION BY {_SAME}
                                   ORDER BY u.known_on DESC, u.recorded_at DESC, t.number DESC) = 1
        """,  # noqa: S608
        [owner],
    ).fetchall()
    return {row[12:]: row[:12] for row in rows}


def counts(found: Sequence[Held]) -> Counts:
    """Return how many targets are new, changed and unchanged."""
    new = sum(one.before is None for one in found)
    changed = sum(one.changed for one in found)
    return Counts(new, changed, len(found) - new - changed)


def insert(store: Store, cursor: Any, came: Incoming, targets: Sequence[Target]) -> None:
    """Write an upload's targets."""
    text = store.keys.texts.key
    rows = []
    for number, target in enumerate(targets, start=1):
        indicator, area, breakdown, *when, set_by = _identity(store, target)
        rows.append(
            (
                *(came.upload, number, indicator, area, breakdown, *when),
                *(target.operator, target.value, target.upper, target.tolerance_kind, target.tolerance),
                *(set_by, target.headline, text(target.label), text(target.note)),
                *(text(target.sheet), text(target.cell[0]), target.cell[1]),
            )
        )
    insert_all(cursor, "target", rows)


# What makes two targets the same one, in the order of `_identity`.
_SAME = "t.indicator, t.area, t.breakdown, t.kind, t.starts, t.ends, t.period_kind, t.set_by"


def _identity(store: Store, target: Target) -> tuple[Any, ...]:
    keys = store.keys
    return (
        keys.indicators.key(target.indicator),
        keys.areas.key(target.area),
        keys.texts.key(target.breakdown),
        *(target.kind, target.starts, target.ends, target.period_kind, target.set_by),
    )


def _said(target: Target) -> tuple[Any, ...]:
    return (
        *(target.operator, target.value, target.upper),
        *(target.tolerance_kind, target.tolerance, target.headline),
    )


def _as_before(store: Store, target: Target, row: tuple[Any, ...]) -> Target:
    operator, value, upper, tolerance_kind, tolerance, headline, *words, cell_row, _ = row
    label, note, sheet, column = map(store.keys.texts.word, words)
    return dataclasses.replace(
        target,
        operator=operator,
        value=value,
        upper=upper,
        tolerance_kind=tolerance_kind,
        tolerance=tolerance,
        headline=headline,
        label=label,
        note=note,
        sheet=sheet,
        cell=(column, cell_row),
    )
