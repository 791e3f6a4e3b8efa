"""A page's whole state as its address holds it: read from the part behind the question mark, and written back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, quote, urlencode

from data.errors import ScrutineerError
from layouts.days import NotADay, day_in

_MOST_PARTS = 100
_FIRST_YEAR, _LAST_YEAR = 1900, 2199


class BadQuery(ScrutineerError):
    """The address asks for something that cannot be read; the message says what would be understood."""


@dataclass(frozen=True, slots=True)
class Query:
    """The names and values in an address, in order; a name may occur more than once."""

    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, search: str) -> Query:
        """Return the query that `?area=E10000029&with=region` means. Raises BadQuery."""
        try:
            pairs = parse_qsl(search.removeprefix("?"), keep_blank_values=True, max_num_fields=_MOST_PARTS)
        except ValueError:
            raise BadQuery(f"The address has more than {_MOST_PARTS} parts behind the question mark.") from None
        return cls(tuple((name, value.strip()) for name, value in pairs))

    def one(self, name: str) -> str:
        """Return the value of a name, '' when it was not given; the last one counts."""
        return next((value for key, value in reversed(self.pairs) if key == name), "")

    def all(self, name: str) -> tuple[str, ...]:
        """Return every value of a name."""
        return tuple(value for key, value in self.pairs if key == name)

    def day(self, name: str) -> date | None:
        """Return a day, None when none was given. Raises BadQuery."""
        text = self.one(name)
        try:
            return day_in(text) if text else None
        except NotADay as error:
            raise BadQuery(str(error)) from None

    def year(self, name: str) -> int | None:
        """Return a year, None when none was given. Raises BadQuery."""
        text = self.one(name)
        if not text:
            return None
        if not (text.isascii() and text.isdigit()) or not _FIRST_YEAR <= int(text[:9]) <= _LAST_YEAR:
            raise BadQuery(f"{text[:40]!r} is not a year. Write it like 2005.")
        return int(text)

    def with_changes(self, **changes: str | Iterable[str] | None) -> Query:
        """Return the query with these names set anew; None takes a name out."""
        kept = [pair for pair in self.pairs if pair[0] not in changes]
        for name, value in changes.items():
            if value is not None:
                kept += [(name, one) for one in ([value] if isinstance(value, str) else value)]
        return Query(tuple(kept))

    def only(self, *names: str) -> Query:
        """Return the query with these names alone, and without empty values."""
        return Query(tuple((name, value) for name, value in self.pairs if name in names and value))


def href(path: str, query: Query | None = None) -> str:
    """Return the address of a page of ours: the path and the query, both quoted."""
    search = urlencode(query.pairs) if query else ""
    return quote(path, safe="/:") + (f"?{search}" if search else "")
