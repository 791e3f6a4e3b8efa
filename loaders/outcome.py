"""How a file is to be loaded, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from data.differences import Differences
from data.records import Counts
from data.viewer import LOCAL, Viewer
from indicators.ratings import RatingChange
from loaders import told
from loaders.asked import Question
from loaders.problems import Problem


@dataclass(frozen=True, slots=True)
class Order:
    """How a file is to be loaded. `strict` turns warnings into errors; `dry_run` stores nothing.

    `answers` settle the file's questions by their keys, over those remembered from an earlier file of the same form; an
    empty answer forgets the remembered one. `reason` is kept in the history. `expected_version` is the version of the
    preview that was agreed to (Preview.version): the file is refused with `changed_since` when it would show something
    else by now; '' loads it in any case. `viewer` is who loads it: only their own councils' answers are remembered.
    """

    area: str = ""
    known_on: date | None = None
    layout: str = ""
    dry_run: bool = False
    strict: bool = False
    who: str = "local"
    example: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    expected_version: str = ""
    viewer: Viewer = LOCAL
    progress: Callable[[str, float], None] = lambda stage, share: None


class Answer(NamedTuple):
    """An answer that the reading of a file went by; `remembered` when it was given with an earlier file."""

    key: str
    value: str
    remembered: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: loaded, unchanged, refused or preview.

    `questions` are those that are open; `answers` those that were settled. `differences` is None and `ratings` empty
    but for a preview.
    """

    file: str
    status: str
    upload_id: str | None
    layout: str | None
    figures: Counts
    targets: Counts
    problems: Sequence[Problem]
    comments: int = 0
    names: int = 0
    questions: Sequence[Question] = ()
    answers: Sequence[Answer] = ()
    differences: Differences | None = None
    ratings: Sequence[RatingChange] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the outcome in the shape that the command and the API print."""
        return {
            "file": self.file,
            "status": self.status,
            "upload_id": self.upload_id,
            "layout": self.layout,
            "observations": self.figures.as_dict(),
            "targets": self.targets.as_dict(),
            "comments": self.comments,
            "names": self.names,
            "problems": [problem.as_dict() for problem in self.problems],
            "questions": [told.question(question) for question in self.questions],
            "answers": [answer._asdict() for answer in self.answers],
            "differences": told.differences(self.differences) if self.differences else None,
            "ratings": [told.rating(change) for change in self.ratings],
        }
