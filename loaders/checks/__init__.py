"""What can be wrong with figures that were read without a fault: each file here looks for one thing.

A check is pure: it is given the file as it was examined and yields problems. Errors stop the file; warnings are looked
at by a person. What a reader has said of a cell already is not said again.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from data.records import Contents
from loaders.asked import Asked, ReadFile
from loaders.checks import (
    closed,
    contradictions,
    cumulative,
    dates,
    dates_in_words,
    disclosure,
    duplicates,
    hidden,
    jump,
    parts,
    past_targets,
    ranges,
    ratings,
    repeats,
    sums,
    units,
)
from loaders.checks.examined import Examined, examine
from loaders.checks.history import History
from loaders.columns import column_number
from loaders.faults import Faults
from loaders.opened import Opened
from loaders.problems import Problem

CHECKS: Sequence[Callable[[Examined], Iterator[Problem]]] = (
    hidden.values,
    ranges.check,
    parts.check,
    units.mixed,
    duplicates.check,
    closed.check,
    dates.check,
    dates_in_words.check,
    units.suspect,
    jump.check,
    cumulative.check,
    sums.check,
    disclosure.check,
    ratings.check,
    contradictions.check,
    past_targets.check,
    repeats.check,
    hidden.merged,
    hidden.cells,
)
_PLACE = re.compile(r"([A-Z]*)(\d*)")


def check(read: ReadFile, opened: Opened, asked: Asked, history: History) -> ReadFile:
    """Return the file as read, with every figure once and with what the checks say added to its problems.

    `history` is `loaders.checks.history.history_of(store, read.owner)`. Problems come sheet by sheet, in the order of
    their cells. Nothing is raised: the caller refuses the file when a problem is an error. Of a national file only the
    range of its values is looked at, by column.
    """
    if read.family != "council":
        faults = Faults(opened.name)
        for problem in ranges.check_bulk(read.contents.figures, opened.name):
            faults.add(problem)
        return dataclasses.replace(read, problems=[*read.problems, *faults.problems()])
    examined = examine(read, opened, asked, history)
    problems = [*read.problems, *_found(examined, read.problems)]
    order = {sheet.name: place for place, sheet in enumerate(opened.sheets)}
    problems.sort(key=lambda problem: _place(problem, order))
    # A return writes its periods out in full; in a table of quarters the reading depends on the answer.
    asked_of = [] if read.layout == "council_return" else cumulative.questions(examined)
    questions = [*read.questions, *asked_of]
    return dataclasses.replace(read, contents=_once(read, examined), problems=problems, questions=questions)


def _found(examined: Examined, said: Sequence[Problem]) -> list[Problem]:
    faults = Faults(examined.opened.name)
    told = {(problem.code, problem.sheet, problem.cell) for problem in said}
    for one in CHECKS:
        for problem in one(examined):
            if (problem.code, problem.sheet, problem.cell) not in told:
                faults.add(problem)
    return faults.problems()


def _once(read: ReadFile, examined: Examined) -> Contents:
    firsts = duplicates.first_of_each(examined)
    if len(firsts) == len(examined.figures):
        return read.contents
    left_out = {placed.number for placed in examined.figures} - {placed.number for placed in firsts}
    rows = np.array([row for row in range(len(read.contents.figures)) if row not in left_out], dtype=np.int64)
    return dataclasses.replace(read.contents, figures=read.contents.figures.take(rows))


def _place(problem: Problem, order: dict[str, int]) -> tuple[int, int, int]:
    """Return what sorts problems by sheet, row and column; those of the whole file come last."""
    match = _PLACE.match((problem.cell or "").split(":")[0])
    letters, row = match.groups() if match else ("", "")
    return (order.get(problem.sheet or "", len(order)), int(row or 0), column_number(letters))
