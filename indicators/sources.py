"""Where each number was read: the upload behind an observation or a target."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from data import ledger
from data.queries import Observation, StoredTarget
from data.store import Store
from indicators.reading import Other, Source
from indicators.rules.target import Target


class Sources:
    """The uploads of a store, read once for all the rows of an answer."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._uploads = ledger.by_id(store)

    def of(self, row: Observation) -> Source:
        """Return the source of a figure."""
        return self._source(row.upload, row.sheet, row.cell)

    def of_target(self, stored: StoredTarget) -> Source:
        """Return the source of a target."""
        return self._source(stored.upload, stored.sheet, stored.cell)

    def others(self, rows: Iterable[Observation], value: Decimal | None) -> tuple[Other, ...]:
        """Return what other sources say beside a value; those that say nothing are left out."""
        return tuple(
            Other(
                row.value,
                row.mark,
                row.status,
                row.value is not None and value is not None and row.value != value,
                self.of(row),
            )
            for row in rows
            if row.mark != "missing"
        )

    def _source(self, upload_key: int, sheet: str, cell: str) -> Source:
        if upload_key not in self._uploads:
            # The rows are newer than the list that was kept: the upload landed between the two.
            self._uploads = ledger.read(self._store)
        upload = self._uploads[upload_key]
        return Source(
            upload.id,
            upload.family,
            upload.file,
            sheet or None,
            cell,
            upload.known_on,
            upload.recorded_at,
            upload.who,
            upload.published,
            upload.example,
        )


def target_of(stored: StoredTarget) -> Target:
    """Return a stored target as the rules take it."""
    return Target(
        kind=stored.kind,
        operator=stored.operator,
        value=stored.value,
        upper=stored.upper,
        starts=stored.starts,
        ends=stored.ends,
        period_kind=stored.period_kind,
        tolerance_kind=stored.tolerance_kind,
        tolerance=stored.tolerance,
        set_by=stored.set_by,
        headline=stored.headline,
        set_on=(stored.known_on, stored.recorded_at),
        label=stored.label,
        note=stored.note,
    )
