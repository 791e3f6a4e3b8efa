"""What the person who loads a file says about it, and what reading it gave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from data.records import Contents
from loaders.problems import Problem

# A paper may be dated for a meeting to come, but not for one more than a year ahead.
FURTHEST_AHEAD = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked with the file: whose figures (a council id), the day they were reported, the layout."""

    area: str = ""
    known_on: date | None = None
    layout: str = ""
    today: date = field(default_factory=date.today)
    progress: Callable[[str, float], None] = lambda stage, share: None

    @property
    def words(self) -> str:
        """Return what was asked as the ledger keeps it; the same words with the same bytes are the same upload."""
        return f"area={self.area} known_on={self.known_on or ''}"


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a reader made of a file. `owner` is a council id or 'national'; `problems` are warnings or errors."""

    layout: str
    family: str
    owner: str
    contents: Contents
    problems: Sequence[Problem] = ()
    known_on: date | None = None
    published: str = ""
    example: bool = False
