"""The store: one DuckDB file, opened by one process, locked down, and read and written only through this floor."""

from __future__ import annotations

import contextlib
import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from data import areas, standing
from data.disclosure.rule import Rule
from data.errors import ScrutineerError
from data.keys import Keys, insert_all

SCHEMA = Path(__file__).parent / "schema"


class StoreInUse(ScrutineerError):
    """Another process holds the store file."""


class StoreDamaged(ScrutineerError):
    """The store file cannot be opened."""


class QueryTooLong(ScrutineerError):
    """A query ran past its time and was stopped."""


class Store:
    """An open store.

    `version` rises with every change, so that a cached answer can tell that it is stale. Reads take a cursor of
    their own (see `reading`); writes take turns (see `writing`).
    """

    def __init__(self, path: Path, *, query_seconds: float = 30) -> None:
        self.path = path
        self.version = 0
        # Versions count from 0 each time: this tells one opening from another.
        self.opening = secrets.token_hex(8)
        self._answers: dict[Any, Any] = {}
        # How small numbers of each indicator are kept from the public; an indicator without a rule has the strictest.
        self.disclosure: Mapping[str, Rule] = {}
        self.created = not path.exists()
        self._write_lock = threading.RLock()
        self._here = threading.local()  # the cursor of a snapshot, for the thread that is in one
        self._several = False
        self._turn = threading.Lock()  # held for a moment, so that a version and a state go together
        self._watch = _Watch(query_seconds)
        self._connection = _connect(path)
        self._migrate()
        _lock_down(self._connection)
        with self.reading() as cursor:
            self._keys = Keys(cursor)

    @property
    def keys(self) -> Keys:
        """Return the registers of words; in a trial, this thread's own."""
        own: Keys | None = getattr(self._here, "keys", None)
        return self._keys if own is None else own

    @property
    def answers(self) -> dict[Any, Any]:
        """Return the answers kept until the next change (see data.queries.cached); in `seeing`, this thread's own."""
        own: dict[Any, Any] | None = getattr(self._here, "answers", None)
        return self._answers if own is None else own

    def close(self) -> None:
        """Write everything to the main file and let go of it."""
        self._watch.stop()
        self._connection.close()

    @contextlib.contextmanager
    def reading(self) -> Iterator[Any]:
        """Yield a cursor that sees the last committed state and is stopped when a query runs too long."""
        shared = getattr(self._here, "cursor", None)
        cursor = shared if shared is not None else self._connection.cursor()
        try:
            with self._watch.over(cursor):
                yield cursor
        except duckdb.InterruptException as error:
            raise QueryTooLong(
                "The answer took too long and was stopped. Ask for fewer areas or indicators."
            ) from error
        finally:
            if shared is None:
                cursor.close()

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let everything that this thread reads inside the block see one state of the store, whatever lands meanwhile.

        Answers that are made of several questions use it, so that no page shows half of an upload.
        """
        if getattr(self._here, "cursor", None) is not None:
            yield
            return
        cursor = self._connection.cursor()
        try:
            # A transaction sees the state of its first question. That question and the version are taken in one turn,
            # and so are a commit and the new version: a version always means one state.
            with self._turn:
                cursor.execute("BEGIN TRANSACTION")
                cursor.execute("SELECT max(number) FROM schema_version").fetchone()
                self._here.version = self.version
            self._here.cursor = cursor
            yield
        finally:
            self._here.cursor = None
            with contextlib.suppress(duckdb.Error):
                cursor.execute("ROLLBACK")
            cursor.close()

    @property
    def version_seen(self) -> int:
        """Return the version of the state that this thread reads."""
        if getattr(self._here, "cursor", None) is not None:
            return int(self._here.version)
        return self.version

    @contextlib.contextmanager
    def writing(self) -> Iterator[Any]:
        """Yield a cursor inside one transaction: all of it is stored and on disk when the block ends, or none.

        Any error rolls back and is raised: DuckDB's COMMIT after a failed statement returns normally and stores
        nothing, so a commit is only ever asked for when every statement succeeded.
        """
        with self._write_lock:
            cursor = self._connection.cursor()
            try:
                cursor.execute("BEGIN TRANSACTION")
                try:
                    yield cursor
                    self.keys.add_new(cursor)
                    with self._turn:
                        cursor.execute("COMMIT")
                        self.version += 1
                except BaseException:
                    with contextlib.suppress(duckdb.Error):
                        cursor.execute("ROLLBACK")
                    # Numbers handed out in the failed transaction were never stored: read the registers again.
                    self._keys = Keys(cursor)
                    raise
                if not self._several:
                    self._checkpoint(cursor)
            finally:
                cursor.close()

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Let nobody else change the store inside the block, so that what was looked up in it still holds."""
        with self._write_lock:
            yield

    @contextlib.contextmanager
    def trial(self) -> Iterator[Any]:
        """Yield a cursor inside a transaction that is never stored: it is rolled back when the block ends.

        Nobody else changes the store meanwhile. Words that are new in it get numbers that this thread alone sees, so
        that nothing of it stays behind.
        """
        with self._write_lock:
            cursor = self._connection.cursor()
            self._here.keys = self._keys.copy()
            try:
                cursor.execute("BEGIN TRANSACTION")
                yield cursor
            finally:
                self._here.keys = None
                with contextlib.suppress(duckdb.Error):
                    cursor.execute("ROLLBACK")
                cursor.close()

    @contextlib.contextmanager
    def seeing(self, cursor: Any) -> Iterator[None]:
        """Let all that this thread reads inside the block see what a trial has made of the store so far.

        Answers that are kept meanwhile are kept for the block alone.
        """
        before = getattr(self._here, "cursor", None), getattr(self._here, "version", 0)
        self._here.cursor, self._here.version, self._here.answers = cursor, self.version, {}
        try:
            yield
        finally:
            self._here.cursor, self._here.version = before
            self._here.answers = None

    @contextlib.contextmanager
    def several(self) -> Iterator[None]:
        """Write the main file once, after several uploads, instead of after each.

        Each is still a transaction of its own, safe in the write-ahead log. Tell nobody that anything was saved before
        the block has ended: a log that is lost by itself is noticed by nobody.
        """
        with self._write_lock:
            self._several = True
            try:
                yield
            finally:
                self._several = False
                with self.reading() as cursor:
                    self._checkpoint(cursor)

    def _checkpoint(self, cursor: Any) -> None:
        # A reader in mid-query holds the checkpoint off; the write-ahead log is as durable until the next one.
        with contextlib.suppress(duckdb.TransactionException):
            cursor.execute("CHECKPOINT")

    def set_catalogue(self, polarities: Mapping[str, str]) -> None:
        """Note which indicators have a definition and their polarity, and work out anew where the authorities stand
        in those for which that changed; all in one transaction."""
        with self.reading() as cursor:
            stored = dict(cursor.execute("SELECT slug, polarity FROM indicator").fetchall())
        changed = [slug for slug, polarity in polarities.items() if stored.get(slug) != polarity]
        changed += [slug for slug, polarity in stored.items() if polarity and slug not in polarities]
        if not changed:
            return
        with self.writing() as cursor:
            numbers = [self.keys.indicators.key(slug) for slug in changed]
            self.keys.add_new(cursor)
            for slug in changed:
                cursor.execute("UPDATE indicator SET polarity = ? WHERE slug = ?", [polarities.get(slug, ""), slug])
            if any(slug in stored for slug in changed):
                standing.refresh_indicators(cursor, numbers)

    def _migrate(self) -> None:
        """Run each numbered schema file that this store has not had, each followed by a checkpoint."""
        tables = {row[0] for row in self._connection.execute("SHOW TABLES").fetchall()}
        done = set()
        if "schema_version" in tables:
            done = {row[0] for row in self._connection.execute("SELECT number FROM schema_version").fetchall()}
        files = {int(path.name[:4]): path for path in sorted(SCHEMA.glob("[0-9]*.sql"))}
        if done - set(files):
            raise StoreDamaged(
                f"The store {self.path.name} was made by a newer Scrutineer. Update the program, then open it again."
            )
        for number, path in files.items():
            if number not in done:
                self._run_schema(number, path.read_text(encoding="utf-8"))

    def _run_schema(self, number: int, sql: str) -> None:
        connection = self._connection
        connection.execute("BEGIN TRANSACTION")
        try:
            connection.execute(sql)
            if number == 1:
                _fill_registers(connection)
            connection.execute("INSERT INTO schema_version VALUES (?, ?)", [number, utc_now()])
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("CHECKPOINT")


def utc_now() -> datetime:
    """Return this moment in UTC, without a zone, as the store keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)


def _connect(path: Path) -> Any:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreDamaged(f"The folder {path.parent} cannot be made: {error.strerror or error}.") from error
    try:
        # One thread: a chart's query gains nothing from two, and its slowest answers get much slower.
        return duckdb.connect(str(path), config={"threads": 1, "autoinstall_known_extensions": False})
    except duckdb.IOException as error:
        # The second is what Windows says.
        if "lock" in str(error).lower() or "used by another process" in str(error).lower():
            raise StoreInUse(
                f"Another program has the store {path.name} open. Stop the server first, "
                "or give the command while it runs on this machine: it is passed on to it."
            ) from error
        raise StoreDamaged(f"The store {path.name} cannot be opened: {str(error).splitlines()[0]}") from error
    except duckdb.Error as error:
        raise StoreDamaged(f"The store {path.name} cannot be opened: {str(error).splitlines()[0]}") from error


def _lock_down(connection: Any) -> None:
    """Leave DuckDB no way to other files, the network or extensions, and no way to change that."""
    connection.execute("SET autoload_known_extensions = false")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def _fill_registers(connection: Any) -> None:
    """Give every known area its number and copy the neighbour model that standing uses."""
    known = areas.all_areas()
    number = {area.id: key for key, area in enumerate(known, start=1)}
    insert_all(connection, "area", [(number[a.id], a.id, a.level) for a in known])
    insert_all(
        connection,
        "neighbour",
        [
            (number[area.id], number[neighbour])
            for area in known
            if area.level == "authority"
            for neighbour in areas.neighbours(area.id)
        ],
    )
    connection.execute("INSERT INTO text VALUES (0, '')")


class _Watch:
    """Interrupts queries that run past their time. DuckDB has no setting for it, so one thread looks twice a second."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._running: dict[int, tuple[Any, float]] = {}
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        threading.Thread(target=self._look, name="query-watch", daemon=True).start()

    @contextlib.contextmanager
    def over(self, cursor: Any) -> Iterator[None]:
        with self._lock:
            self._running[id(cursor)] = (cursor, time.monotonic() + self._seconds)
        try:
            yield
        finally:
            with self._lock:
                self._running.pop(id(cursor), None)

    def stop(self) -> None:
        self._stopped.set()

    def _look(self) -> None:
        while not self._stopped.wait(0.5):
            now = time.monotonic()
            with self._lock:
                late = [cursor for cursor, deadline in self._running.values() if now > deadline]
                for cursor in late:
                    cursor.interrupt()
