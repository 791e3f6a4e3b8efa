"""From a file to the store: open, recognise, read, check, and store it whole or say why not.

The command, the API and the upload page all go through `load_file`, so they cannot differ.
"""

from __future__ import annotations

import contextlib
import dataclasses
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from data import commit, ledger
from data.errors import ScrutineerError
from data.records import Counts, Upload
from data.settings import Settings
from data.store import Store
from data.viewer import NATIONAL
from indicators.rules.period import day_words
from loaders.asked import FURTHEST_AHEAD, Asked, ReadFile
from loaders.opened import SAVE_AS, Opened
from loaders.opening.open_file import open_file
from loaders.problems import ERROR, WARNING, Problem, Refused, refusal
from loaders.readers import LAYOUTS


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: loaded, unchanged, refused or preview."""

    file: str
    status: str
    upload_id: str | None
    layout: str | None
    figures: Counts
    targets: Counts
    problems: Sequence[Problem]
    comments: int = 0
    names: int = 0

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
        }


@dataclass(frozen=True, slots=True)
class Order:
    """How a file is to be loaded. `strict` turns warnings into errors; `dry_run` stores nothing."""

    area: str = ""
    known_on: date | None = None
    layout: str = ""
    dry_run: bool = False
    strict: bool = False
    who: str = "local"
    example: bool = False
    progress: Callable[[str, float], None] = lambda stage, share: None


def load_file(store: Store, path: Path, settings: Settings, order: Order, *, name: str = "") -> Outcome:
    """Load one file and return what became of it. Whatever is wrong with the file is in the outcome, never raised."""
    shown = Path((name or path.name).replace("\\", "/")).name
    try:
        return _load(store, path, settings, order, name or path.name)
    except Refused as refused:
        return Outcome(shown, "refused", None, None, Counts(), Counts(), refused.problems)
    except _Unforeseen as unforeseen:
        # Our own fault, not the person's: the log has it, and the other files go on.
        logging.getLogger("scrutineer").exception("reading a file failed", exc_info=unforeseen.__cause__)
        problem = Problem(
            ERROR, "damaged_file", f"{shown} could not be read. Nothing of it was stored.", f"{SAVE_AS} Then try again."
        )
        return Outcome(shown, "refused", None, None, Counts(), Counts(), [problem])


class _Unforeseen(Exception):
    """Something that reading a file should never have raised."""


def _load(store: Store, path: Path, settings: Settings, order: Order, name: str) -> Outcome:
    asked = Asked(order.area, order.known_on, order.layout, progress=order.progress)
    if order.known_on is not None and order.known_on > asked.today + FURTHEST_AHEAD:
        raise refusal(
            "date_unreadable",
            f"The figures cannot have been reported on {day_words(order.known_on)}: that is more than a year ahead.",
            "Give the day on which they were reported, such as 31 March 2005.",
        )
    order.progress("Opening", 0.0)
    opened = open_file(path, settings, name=name)
    with _net():
        reader = _reader(opened, order.layout)
        recipe = reader.recipe(opened)

    def copy_of(owner: str) -> ledger.LedgerRow | None:
        if order.dry_run:
            return None
        return ledger.standing_copy(store, sha256=opened.sha256, owner=owner, recipe=recipe, asked=asked.words)

    # A national file's owner is known before it is read, so that one loaded before need not be read again.
    owned = getattr(reader, "OWNED", False)
    if not owned and (same := copy_of(NATIONAL)) is not None:
        return _unchanged(opened, same)
    with _net():
        read: ReadFile = reader.read(opened, asked)
    read = _checked(read, opened, order)
    if owned and (same := copy_of(read.owner)) is not None:
        return _unchanged(opened, same)
    upload = Upload(
        family=read.family,
        owner=read.owner,
        known_on=read.known_on or order.known_on or asked.today,
        layout=read.layout,
        file=opened.name,
        sha256=opened.sha256,
        size=opened.size,
        who=order.who,
        recipe=recipe,
        asked=asked.words,
        published=read.published,
        example=read.example or order.example,
    )
    comments, names = len(read.contents.comments), len(read.contents.names)
    if order.dry_run:
        figures, targets = commit.compare(store, upload, read.contents)
        return Outcome(opened.name, "preview", None, read.layout, figures, targets, read.problems, comments, names)
    order.progress("Storing", 0.6)
    receipt = commit.add(store, upload, read.contents, warnings=len(read.problems))
    order.progress("Done", 1.0)
    return Outcome(
        opened.name,
        "loaded",
        receipt.upload_id,
        read.layout,
        receipt.figures,
        receipt.targets,
        read.problems,
        comments,
        names,
    )


@contextlib.contextmanager
def _net() -> Iterator[None]:
    """Tell our own faults in reading a file from what is wrong with the file."""
    try:
        yield
    except ScrutineerError:
        raise
    except Exception as error:
        raise _Unforeseen from error


def _reader(opened: Opened, asked: str) -> ModuleType:
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
            f"{opened.name} is a workbook, but no sheet has the headings of a council return "
            f"(Indicator, Period and Value). Its sheets are: {seen}.",
            "Make a return with the template command, or add those headings to the sheet with the figures.",
            sheet=first.name if first else None,
            cell="1:1" if first else None,
            found=seen,
        )
    seen = ", ".join(opened.header)
    if {"sn1", "sn10"} <= {name.lower().replace("_", "") for name in opened.header}:
        return refusal(
            "not_recognised",
            f"{opened.name} is a list of statistical neighbours. The models of 2021 and 2025 are built in.",
            "There is nothing to load: the figures in the neighbours' own files are enough.",
            cell="1:1",
        )
    return refusal(
        "not_recognised",
        f"{opened.name} is not a kind of table that can be read. Its columns are: {seen[:600]}.",
        "Load a DfE statistics file, LAIT's data, or a council return. " + SAVE_AS,
        cell="1:1",
        found=seen[:600],
    )


def _checked(read: ReadFile, opened: Opened, order: Order) -> ReadFile:
    """Return the reading, or refuse it: for its errors, for its warnings when strict, for being empty."""
    problems = list(read.problems)
    problems += [
        Problem(
            WARNING,
            "hidden_sheet",
            f"{opened.name}: the hidden sheet {sheet!r} was not read.",
            "Show the sheet and load the file again if it holds figures.",
            sheet=sheet,
        )
        for sheet in opened.hidden_sheets
    ]
    if order.strict:
        problems = [dataclasses.replace(problem, severity=ERROR) for problem in problems]
    contents = read.contents
    if not (len(contents.figures) or contents.targets or contents.comments or contents.names):
        problems.append(
            Problem(
                ERROR,
                "no_figures",
                f"{opened.name} was understood, but it holds no figure and no target.",
                "Fill in the Value column (or the Targets sheet) and load it again.",
                sheet=opened.sheets[0].name if opened.sheets else None,
            )
        )
    if any(problem.severity == ERROR for problem in problems):
        raise Refused(problems)
    return dataclasses.replace(read, problems=problems)


def _unchanged(opened: Opened, same: ledger.LedgerRow) -> Outcome:
    targets = sum(same.counts.get("targets", {}).values())
    return Outcome(
        opened.name,
        "unchanged",
        same.id,
        same.layout,
        Counts(unchanged=same.figures),
        Counts(unchanged=targets),
        (),
    )
