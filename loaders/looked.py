"""A file opened, recognised, read and checked, with all that is wrong with it. Nothing is stored here.

Loading a file and its preview both begin with `look`, so they cannot differ.
"""

from __future__ import annotations

import contextlib
import dataclasses
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from data import ledger, remembered
from data.file_names import shown_name
from data.ledger import LedgerRow
from data.records import Notice, Upload
from data.settings import Settings
from data.store import QueryTooLong, Store
from data.viewer import NATIONAL
from indicators.rules.period import day_words
from loaders.asked import FURTHEST_AHEAD, Asked, ReadFile
from loaders.checks import check
from loaders.checks.history import history_of
from loaders.child_level import refuse_child_level
from loaders.opened import SAVE_AS, Opened
from loaders.opening.open_file import open_file
from loaders.outcome import Answer, Order
from loaders.problems import ERROR, WARNING, Problem, Refused, refusal
from loaders.readers import LAYOUTS, Layout


@dataclass(frozen=True, slots=True)
class Looked:
    """One file as far as it could be read.

    `opened` is None when it could not be opened, or held child-level data. `read` is None when the reading was refused,
    or not needed, since the very same national file was loaded before (`same`). `problems` are all there are.
    `remembered` are the answers of an earlier file of the same form that the reading went by.
    """

    name: str
    opened: Opened | None = None
    problems: Sequence[Problem] = ()
    asked: Asked = field(default_factory=Asked)
    recipe: str = ""
    fingerprint: str = ""
    remembered: Mapping[str, str] = field(default_factory=dict)
    read: ReadFile | None = None
    same: LedgerRow | None = None

    @property
    def refused(self) -> bool:
        """Return whether the file may not be loaded."""
        return any(problem.severity == ERROR for problem in self.problems)

    @property
    def answers(self) -> list[Answer]:
        """Return the answers that the reading went by."""
        return [Answer(key, value, key in self.remembered) for key, value in sorted(self.asked.answers.items())]

    def upload(self, order: Order) -> Upload:
        """Return the heading under which a file that was read without errors is stored."""
        assert self.opened is not None and self.read is not None
        return Upload(
            family=self.read.family,
            owner=self.read.owner,
            known_on=self.read.known_on or order.known_on or self.asked.today,
            layout=self.read.layout,
            file=self.opened.name,
            sha256=self.opened.sha256,
            size=self.opened.size,
            who=order.who,
            recipe=self.recipe,
            asked=self.asked.words,
            reason=order.reason,
            published=self.read.published,
            example=self.read.example or order.example,
            notices=[_notice(problem) for problem in self.problems],
            fingerprint=self.fingerprint,
            answers=self.asked.answers,
        )


def look(store: Store, path: Path, settings: Settings, order: Order, *, name: str = "") -> Looked:
    """Open one file, read it and check it. Whatever is wrong with the file is in the answer, never raised."""
    shown = shown_name(name or path.name)
    try:
        _check_day(order)
        order.progress("Opening", 0.0)
        with _net(shown):
            opened = open_file(path, settings, name=name or path.name)
            refuse_child_level(opened)
    except Refused as refused:
        return Looked(shown, problems=refused.problems)
    try:
        with _net(opened.name):
            return _look_into(store, opened, order)
    except Refused as refused:
        return Looked(opened.name, opened, refused.problems)


def _check_day(order: Order) -> None:
    if order.known_on is not None and order.known_on > Asked().today + FURTHEST_AHEAD:
        raise refusal(
            "date_unreadable",
            f"The figures cannot have been reported on {day_words(order.known_on)}: that is more than a year ahead.",
            "Give the day on which they were reported, such as 31 March 2005.",
        )


@contextlib.contextmanager
def _net(name: str) -> Iterator[None]:
    """Turn a fault of our own into a refusal: it is not the person's, the log has it, and the other files go on."""
    try:
        yield
    except (Refused, QueryTooLong):
        raise
    except Exception as error:
        logging.getLogger("scrutineer").exception("reading a file failed", exc_info=error)
        raise refusal(
            "damaged_file", f"{name} could not be read. Nothing of it was stored.", f"{SAVE_AS} Then try again."
        ) from error


def _look_into(store: Store, opened: Opened, order: Order) -> Looked:
    reader = _reader(opened, order.layout)
    looked = Looked(
        opened.name,
        opened,
        asked=Asked(order.area, order.known_on, order.layout, order.answers, progress=order.progress),
        recipe=reader.recipe(opened),
        fingerprint=reader.fingerprint(opened) if hasattr(reader, "fingerprint") else "",
    )
    # A national file's owner is known before it is read, so that one loaded before need not be read again.
    if not getattr(reader, "OWNED", False) and (same := loaded_before(store, looked, order, NATIONAL)) is not None:
        return dataclasses.replace(looked, same=same)
    read, looked = _read(store, reader, opened, looked, order)
    # Figures of nobody known cannot be held against anything.
    if read.owner:
        read = check(read, opened, looked.asked, history_of(store, read.owner))
    return dataclasses.replace(looked, read=read, problems=_problems(read, opened, order))


def loaded_before(store: Store, looked: Looked, order: Order, owner: str) -> LedgerRow | None:
    """Return the standing upload of this very file, read and asked in the same way; a dry run does not look for it."""
    if order.dry_run or looked.opened is None:
        return None
    return ledger.standing_copy(
        store, sha256=looked.opened.sha256, owner=owner, recipe=looked.recipe, asked=looked.asked.words
    )


def _read(store: Store, reader: Layout, opened: Opened, looked: Looked, order: Order) -> tuple[ReadFile, Looked]:
    """Read the file by the answers given now and, under them, those that its owner gave with an earlier file.

    Where nobody said whose file it is, the one council that sent this form before is the first guess. When the file
    turns out to be another council's, it is read once more, by that one's answers.
    """
    owner = order.area or remembered.only_owner(store, order.viewer, looked.fingerprint)
    tried = {owner}
    while True:
        held = remembered.answers(store, owner, looked.fingerprint) if order.viewer.owns(owner) else {}
        given = {**held, **order.answers}
        answers = {key: value for key, value in given.items() if value}
        asked = dataclasses.replace(looked.asked, answers=answers)
        read = reader.read(opened, asked)
        kept = {key: value for key, value in held.items() if key not in order.answers}
        looked = dataclasses.replace(looked, asked=asked, remembered=kept)
        if not looked.fingerprint or not read.owner or read.owner in tried:
            return read, looked
        owner = read.owner
        tried.add(owner)


def _reader(opened: Opened, asked: str) -> Layout:
    if asked:
        if asked not in LAYOUTS:
            raise refusal(
                "layout_unknown",
                f"There is no layout {asked!r}.",
                f"Leave it out, or choose one of: {', '.join(LAYOUTS)}.",
                found=asked,
            )
        if not LAYOUTS[asked].recognises(opened):
            raise refusal(
                "not_recognised",
                f"{opened.name} does not look like the layout {asked!r}.",
                "Leave the layout out, so that it is found from the file's content.",
                found=asked,
            )
        return LAYOUTS[asked]
    if {"sn1", "sn10"} <= {name.lower().replace("_", "") for name in opened.header}:
        raise refusal(
            "not_recognised",
            f"{opened.name} is a list of statistical neighbours. The models of 2021 and 2025 are built in.",
            "There is nothing to load: the figures in the neighbours' own files are enough.",
            cell="1:1",
        )
    for reader in LAYOUTS.values():
        if reader.recognises(opened):
            return reader
    raise _not_recognised(opened)


def _not_recognised(opened: Opened) -> Refused:
    if opened.kind == "workbook":
        seen = ", ".join(sheet.name for sheet in opened.sheets) or "none that is visible"
        first = opened.sheets[0] if opened.sheets else None
        return refusal(
            "not_recognised",
            f"{opened.name}: no table of performance figures was found. It must name indicators and periods in rows, "
            f"headings or a title. The sheets are: {seen}.",
            "Add the headings that are missing, or fill in the template.",
            sheet=first.name if first else None,
            cell="1:1" if first else None,
            found=seen,
        )
    seen = ", ".join(opened.header)
    return refusal(
        "not_recognised",
        f"{opened.name} is not a kind of table that can be read. Its columns are: {seen[:600]}.",
        "Load a DfE statistics file, LAIT's data, or a council return. " + SAVE_AS,
        cell="1:1",
        found=seen[:600],
    )


def _problems(read: ReadFile, opened: Opened, order: Order) -> list[Problem]:
    """Return all that is wrong: from the opening, the reading and the checks; warnings are errors when strict."""
    problems = [notice for notice in opened.notices if notice not in read.problems]
    problems += [*read.problems, *(_hidden(opened, sheet) for sheet in opened.hidden_sheets)]
    if order.strict:
        problems = [dataclasses.replace(problem, severity=ERROR) for problem in problems]
    contents = read.contents
    holds_any = len(contents.figures) or contents.targets or contents.comments or contents.names
    if not holds_any and not any(problem.severity == ERROR for problem in problems):
        problems.append(
            Problem(
                ERROR,
                "no_figures",
                f"{opened.name} was understood, but it holds no figure and no target.",
                "Fill in the Value column (or the Targets sheet) and load it again.",
                sheet=opened.sheets[0].name if opened.sheets else None,
            )
        )
    return problems


def _hidden(opened: Opened, sheet: str) -> Problem:
    return Problem(
        WARNING,
        "hidden_sheet",
        f"{opened.name}: the hidden sheet {sheet!r} was not read.",
        "Show the sheet and load the file again if it holds figures.",
        sheet=sheet,
    )


def _notice(problem: Problem) -> Notice:
    where = problem.sheet or "", problem.cell or "", problem.found or ""
    return Notice(problem.severity, problem.code, *where, problem.message, problem.fix)
