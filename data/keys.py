"""Words held once: indicator slugs, area ids, periods and pieces of text, each under a small number.

The numbers stay inside the store. Every function that leaves this floor speaks slugs, ids and dates.
"""

from __future__ import annotations

import copy
from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import pyarrow as pa

from data import areas
from data.periods import Period


class Keys:
    """The four registers, read whole when the store opens: some thousands of entries, so a look-up costs nothing."""

    def __init__(self, cursor: Any) -> None:
        self.indicators = Register(cursor.execute("SELECT slug, key FROM indicator").fetchall())
        self.areas = Register(cursor.execute("SELECT id, key FROM area").fetchall())
        self.periods = Register(
            (Period(kind, starts, ends), key)
            for kind, starts, ends, key in cursor.execute("SELECT kind, starts, ends, key FROM period").fetchall()
        )
        self.texts = Register(cursor.execute("SELECT value, key FROM text").fetchall())

    def copy(self) -> Keys:
        """Return registers that say the same and grow by themselves."""
        copied = copy.copy(self)
        for name in ("indicators", "areas", "periods", "texts"):
            setattr(copied, name, getattr(self, name).copy())
        return copied

    def add_new(self, cursor: Any) -> None:
        """Write every entry that was asked for and is not stored yet; call it inside the upload's transaction."""
        insert_all(cursor, "indicator", [(key, slug, "") for slug, key in self.indicators.take_new()])
        insert_all(cursor, "area", [(key, area, areas.get(area).level) for area, key in self.areas.take_new()])
        insert_all(cursor, "period", [(key, *period) for period, key in self.periods.take_new()])
        insert_all(cursor, "text", [(key, text) for text, key in self.texts.take_new()])


class Register:
    """A two-way list of words and their numbers."""

    def __init__(self, entries: Iterable[tuple[Any, int]]) -> None:
        self._key: dict[Hashable, int] = dict(entries)
        self._word: dict[int, Any] = {key: word for word, key in self._key.items()}
        self._new: list[tuple[Any, int]] = []
        self._next = max(self._word, default=0) + 1

    def copy(self) -> Register:
        """Return a register that says the same and grows by itself."""
        copied = copy.copy(self)
        copied._key, copied._word, copied._new = dict(self._key), dict(self._word), list(self._new)
        return copied

    def key(self, word: Hashable) -> int:
        """Return the number of a word, giving it a new one when it has none."""
        key = self._key.get(word)
        if key is None:
            key = self._next
            self._next += 1
            self._key[word] = key
            self._word[key] = word
            self._new.append((word, key))
        return key

    def known(self, word: Hashable) -> int | None:
        """Return the number of a word, or None when the store has never met it."""
        return self._key.get(word)

    def word(self, key: int) -> Any:
        """Return the word under a number."""
        return self._word[key]

    def items(self) -> list[tuple[Any, int]]:
        """Return every word with its number."""
        return list(self._key.items())

    def take_new(self) -> list[tuple[Any, int]]:
        """Return the words that are not stored yet, and count them as stored from now on."""
        new, self._new = self._new, []
        return new


def insert_all(cursor: Any, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Add rows to a table, all in one statement: one by one they cost 0.15 ms each, bound in lists a third of that.

    The table's name is always written in our own code and the rows come by column, so no text of a user reaches the
    SQL.
    """
    if not rows:
        return
    columns = {str(place): pa.array(column) for place, column in enumerate(zip(*rows, strict=True))}
    cursor.register("added", pa.table(columns))
    try:
        cursor.execute(f"INSERT INTO {table} SELECT * FROM added")  # noqa: S608
    finally:
        cursor.unregister("added")
