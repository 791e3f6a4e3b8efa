"""What loading a file would do, before anything is stored: problems, questions, differences, ratings."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data import areas, commit, pending, queries
from data.differences import Differences
from data.pending import Pending
from data.records import Contents, Counts, Upload
from data.settings import Settings
from data.store import Store
from data.viewer import NATIONAL
from indicators.ratings import RatingChange, changes, ratings
from loaders.asked import Question, Seen
from loaders.looked import Looked, look
from loaders.opened import Opened
from loaders.outcome import Order, Outcome
from loaders.problems import ERROR, Problem
from loaders.seen import seen_of

# Areas whose ratings are held against each other: each costs two scorecards.
MOST_AREAS = 30
CHILD_LEVEL = "child_level"


@dataclass(frozen=True, slots=True)
class Preview:
    """What loading a file would do. `outcome.status` is preview or refused.

    `opened` is there for a refused file too when it could be opened, so that its cells can be shown and marked; it is
    None for child-level data. `differences` is None for a refused file. `seen` says what cells were read as; where the
    reader says nothing they are the cells of the figures. `remembered` are the answers from an earlier file that the
    reading went by. `owner` is a council's id, 'national', or '' when it is not known. `version` stands for all that
    the preview shows: an Order with it as its expected_version is only loaded while the preview would be the same.
    """

    outcome: Outcome
    opened: Opened | None
    questions: Sequence[Question]
    seen: Sequence[Seen]
    differences: Differences | None
    ratings: Sequence[RatingChange]
    remembered: Mapping[str, str]
    owner: str
    known_on: date | None
    version: str


def preview(store: Store, path: Path, settings: Settings, order: Order, *, name: str = "") -> Preview:
    """Return what loading one file would do; nothing is stored. Whatever is wrong with the file is in the outcome."""
    order = dataclasses.replace(order, dry_run=True)
    return preview_of(store, look(store, path, settings, order, name=name), order)


def preview_waiting(store: Store, settings: Settings, waiting: Pending) -> Preview:
    """Return the preview of a file that waits, with what was asked with it.

    A file with child-level data is thrown away at once: its token is gone when this returns.
    """
    shown = preview(store, waiting.path, settings, order_of(waiting), name=waiting.name)
    if any(problem.code == CHILD_LEVEL for problem in shown.outcome.problems):
        pending.drop(settings, waiting.token)
    return shown


def order_of(waiting: Pending) -> Order:
    """Return the order to load a file that waits, as it was asked and previewed."""
    return Order(
        area=waiting.area,
        known_on=waiting.known_on,
        layout=waiting.layout,
        who=waiting.who,
        answers=waiting.answers,
        reason=waiting.reason,
        expected_version=waiting.version,
    )


def preview_of(store: Store, looked: Looked, order: Order) -> Preview:
    """Return what storing a file that was looked at would do."""
    read = looked.read
    if looked.refused or read is None:
        return _refused(looked)
    upload = looked.upload(order)
    with store.alone():
        state = _state(store, looked, upload)
        concerned = _areas(store, upload, read.contents)
        tried = commit.attempt(store, upload, read.contents, lambda: ratings(store, order.viewer, concerned))
    found, changed = tried.differences, changes(tried.before, tried.after)
    outcome = Outcome(
        looked.name,
        "preview",
        None,
        read.layout,
        found.figures,
        found.targets,
        looked.problems,
        len(read.contents.comments),
        len(read.contents.names),
        questions=read.questions,
        answers=looked.answers,
        differences=found,
        ratings=changed,
    )
    return Preview(
        outcome=outcome,
        opened=looked.opened,
        questions=read.questions,
        seen=read.seen or seen_of(read.contents),
        differences=found,
        ratings=changed,
        remembered=looked.remembered,
        owner=upload.owner,
        known_on=upload.known_on,
        version=f"{state}.{_digest(outcome, upload.owner, upload.known_on)}",
    )


def holds(store: Store, looked: Looked, order: Order) -> bool:
    """Return whether a preview of a readable file with the order's expected version would be the same now."""
    state, _, digest = order.expected_version.partition(".")
    return state == _state(store, looked, looked.upload(order)) or (
        digest == preview_of(store, looked, order).version.partition(".")[2]
    )


def _refused(looked: Looked) -> Preview:
    read = looked.read
    return Preview(
        outcome=refusal_of(looked),
        opened=looked.opened,
        questions=read.questions if read else (),
        seen=(read.seen or seen_of(read.contents)) if read else (),
        differences=None,
        ratings=(),
        remembered=looked.remembered,
        owner=read.owner if read else "",
        known_on=read.known_on if read else None,
        version="",
    )


def refusal_of(looked: Looked, *more: Problem) -> Outcome:
    """Return the outcome of a file that is refused, for its own problems and for more."""
    return Outcome(
        looked.name,
        "refused",
        None,
        looked.read.layout if looked.read else None,
        Counts(),
        Counts(),
        [*more, *looked.problems],
        questions=looked.read.questions if looked.read else (),
        answers=looked.answers,
    )


def _areas(store: Store, upload: Upload, contents: Contents) -> list[str]:
    """Return the areas whose ratings the file may change: the council and its parts, or those with targets.

    Most files name a handful; of more, the first MOST_AREAS.
    """
    named = {*contents.figures.area.words, *(target.area for target in contents.targets)}
    if upload.owner == NATIONAL:
        named &= queries.areas_with_targets(store)
    else:
        named = {area for area in named if areas.council_of(area) == upload.owner}
    return sorted(named)[:MOST_AREAS]


def _state(store: Store, looked: Looked, upload: Upload) -> str:
    """Return what tells this state of the store and this reading of the file from any other."""
    said = (store.opening, store.version, upload.sha256, upload.asked, upload.recipe, upload.owner, upload.known_on)
    return _hash((*said, looked.problems))


def _digest(outcome: Outcome, owner: str, known_on: date) -> str:
    """Return what tells all that a preview shows from any other, on whatever day and server it is made."""
    shown = (outcome.figures, outcome.targets, outcome.differences, outcome.ratings, outcome.problems)
    return _hash((owner, known_on, outcome.layout, shown, outcome.questions, outcome.answers))


def _hash(said: object) -> str:
    return hashlib.sha256(repr(said).encode("utf-8", "backslashreplace")).hexdigest()[:32]


def changed_since(looked: Looked) -> Problem:
    """Return the problem of a file whose preview would show something else by now."""
    return Problem(
        ERROR,
        "changed_since",
        f"{looked.name}: loading it would do something else by now than the preview showed. Nothing was stored.",
        "Look at the new preview, and confirm it if it is right.",
    )
