"""What the person who loads a file says about it, and what reading it gave."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from data.records import Contents
from loaders.problems import Problem

# A paper may be dated for a meeting to come, but not for one more than a year ahead.
FURTHEST_AHEAD = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that a question may have: `value` is what is kept, `words` what people read."""

    value: str
    words: str


# The answer that leaves out whatever a question is about.
LEAVE_OUT = "leave_out"


@dataclass(frozen=True, slots=True)
class Question:
    """Something that a file leaves open, so that a person settles it: never guessed.

    `key` is the same for the same question in the next quarter's file ('indicator:la c timeliness'), `kind` the first
    part of it: indicator, area, period, quarters (alone or year to date), layout, fractions. `choices` are ranked, the
    likeliest first; the answer to an indicator's question may be any slug, and LEAVE_OUT leaves its rows out.
    """

    key: str
    words: str
    choices: Sequence[Choice]
    sheet: str | None = None
    cell: str | None = None
    found: str = ""

    @property
    def kind(self) -> str:
        """Return what the question is about."""
        return self.key.split(":", 1)[0]


class Seen(NamedTuple):
    """What one cell was read as, for the preview's grid.

    `kind` is figure, target, comment, heading, indicator, area, period, note or not_read; `words` say it in plain
    words: "Re-referrals, Suffolk, October to December 2004: 20%".
    """

    sheet: str
    row: int
    column: int
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked with the file: whose figures (a council id), the day they were reported, the layout.

    `answers` settle questions, by their keys: those given now, over those remembered from the quarter before.
    """

    area: str = ""
    known_on: date | None = None
    layout: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    today: date = field(default_factory=date.today)
    progress: Callable[[str, float], None] = lambda stage, share: None

    @property
    def words(self) -> str:
        """Return what was asked as the ledger keeps it; the same words with the same bytes are the same upload."""
        answers = "".join(f" {key}={value}" for key, value in sorted(self.answers.items()))
        return f"area={self.area} known_on={self.known_on or ''}{answers}"


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a reader made of a file. `owner` is a council id or 'national'; `problems` are warnings or errors.

    `questions` are those without an answer; what they are about is not in `contents`.
    """

    layout: str
    family: str
    owner: str
    contents: Contents
    problems: Sequence[Problem] = ()
    known_on: date | None = None
    published: str = ""
    example: bool = False
    questions: Sequence[Question] = ()
    seen: Sequence[Seen] = ()
