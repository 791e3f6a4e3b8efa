"""A store that an older version made is brought up to date when it is opened, with all that is in it."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path

import duckdb
import pytest

from data import commit, ledger, originals, queries, remembered
from data.records import Contents, Figures, Notice
from data.store import SCHEMA, Store
from data.viewer import LOCAL
from indicators.scorecard import scorecard
from tests.data.test_store import SUFFOLK, figure, upload
from tests.stores import new_store

FIRST = (SCHEMA / "0001_first.sql").read_text(encoding="utf-8")
ADDED = ("notice", "remembered")


def first_store(folder: Path) -> Path:
    """Make a store as the first version made it, with one upload of one figure, and return its file."""
    folder.mkdir()
    with contextlib.closing(new_store(folder)) as store:
        commit.add(store, upload(), Contents(Figures.of([figure("21")])))
        rows = {}
        with store.reading() as cursor:
            for table in first_tables():
                rows[table] = cursor.execute(f"SELECT * FROM {table}").to_arrow_table()
    old = folder / "old.duckdb"
    with contextlib.closing(duckdb.connect(str(old))) as connection:
        connection.execute(FIRST)
        for table, content in rows.items():
            connection.register("content", content)
            connection.execute(f"INSERT INTO {table} SELECT * FROM content")
        connection.execute("DELETE FROM schema_version WHERE number > 1")
        assert connection.execute("SELECT number FROM schema_version").fetchall() == [(1,)]
    return old


def first_tables() -> list[str]:
    """Return the tables of the first schema."""
    with contextlib.closing(duckdb.connect()) as connection:
        connection.execute(FIRST)
        return [row[0] for row in connection.execute("SHOW TABLES").fetchall()]


def test_a_store_of_the_first_schema_opens_with_everything_in_it(tmp_path: Path) -> None:
    old = first_store(tmp_path / "old")
    with contextlib.closing(Store(old)) as store:
        with store.reading() as cursor:
            numbers = [row[0] for row in cursor.execute("SELECT number FROM schema_version ORDER BY 1").fetchall()]
            tables = {row[0] for row in cursor.execute("SHOW TABLES").fetchall()}
        assert numbers == sorted(int(path.name[:4]) for path in SCHEMA.glob("*.sql"))
        assert tables >= {*first_tables(), *ADDED}
        assert [row.value for row in queries.figures(store, LOCAL)] == [21]
        (reading,) = scorecard(store, LOCAL, SUFFOLK, indicators=["re_referrals"]).readings
        assert reading.value == 21


def test_an_older_upload_has_no_warnings_answers_or_file_and_can_be_taken_back(tmp_path: Path) -> None:
    with contextlib.closing(Store(first_store(tmp_path / "old"))) as store:
        (row,) = ledger.history(store, LOCAL)
        assert ledger.notices(store, row.id) == []
        assert remembered.answers(store, SUFFOLK, "f") == {}
        with pytest.raises(originals.NoOriginal):
            originals.original_of(store, row.sha256)
        assert commit.undo(store, row.id, who="ann")
        assert queries.figures(store, LOCAL) == []


def test_a_store_brought_up_to_date_takes_new_uploads_and_opens_again(tmp_path: Path) -> None:
    old = first_store(tmp_path / "old")
    said = [Notice("warning", "jump", "Figures", "F7", "22", "It jumps.", "Check it.")]
    with contextlib.closing(Store(old)) as store:
        heading = upload(known_on=date(2026, 2, 1), notices=said, fingerprint="f", answers={"q": "a"})
        changed = commit.attempt(store, heading, Contents(Figures.of([figure("22")])), lambda: None).differences.changed
        assert len(changed) == 1
        commit.add(store, heading, Contents(Figures.of([figure("22")])))
    with contextlib.closing(Store(old)) as store:
        newest = ledger.history(store, LOCAL)[0]
        assert ledger.notices(store, newest.id) == said
        assert remembered.answers(store, SUFFOLK, "f") == {"q": "a"}
        assert [row.value for row in queries.figures(store, LOCAL)] == [22]
