"""What is known and gathered while one file's tables are read: whose it is, what was answered, what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from data import areas
from data.errors import UnknownArea
from indicators.definitions import Indicator, catalogue, folded
from loaders import matching
from loaders.asked import LEAVE_OUT, Asked, Choice, Question, Seen
from loaders.columns import column_letter
from loaders.faults import Faults
from loaders.tables.context import part_of
from loaders.tables.slots import Slots


@dataclass(slots=True)
class Book:
    """One file in the middle of being read. `council` is whose it is; `by` the day when its figures were reported."""

    council: str
    by: date
    asked: Asked
    faults: Faults
    slots: Slots = field(default_factory=Slots)
    questions: dict[str, Question] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)

    def see(self, sheet: str, row: int, column: int, kind: str, words: str) -> None:
        """Note what a cell was read as."""
        self.seen.append(Seen(sheet, row, column, kind, words))

    def not_read(self, sheet: str, cell: str, what: str, found: str = "") -> None:
        """Say that a row or a column was left out."""
        fix = "Nothing to do if it holds no figures of its own."
        self.faults.warning("not_read", sheet, cell or None, what, fix, found or None)

    def indicator_for(self, name: str, sheet: str, cell: str) -> Indicator | None:
        """Return the indicator that a person said a name means; else ask.

        Without an answer, or with the answer to leave it out, there is no indicator.
        """
        key = f"indicator:{folded(name)[:120]}"
        answer = self.asked.answers.get(key, "")
        if answer == LEAVE_OUT:
            self.not_read(sheet, cell, f"{name[:80]!r} was left out, as you asked.", name[:80])
            return None
        if answer in catalogue():
            return catalogue()[answer]
        near = matching.suggest(name)
        choices = [Choice(s.indicator.slug, s.indicator.name) for s in near]
        self.ask(key, f"Which indicator is {name[:80]!r}?", choices, sheet, cell, name)
        hint = f"Did you mean {_either([choice.words for choice in choices[:3]])}? " if choices else ""
        self.faults.warning(
            "indicator_unknown",
            sheet,
            cell,
            f"{name[:80]!r} is not an indicator in the catalogue. Its figures were not loaded.",
            hint + "Say which indicator it is, or write a name or a code as the catalogue has it.",
            name[:80],
        )
        return None

    def area_for(self, name: str, sheet: str, cell: str) -> str:
        """Return the area that a person said a heading means; '' when it is left out or not settled yet."""
        key = f"area:{folded(name)[:120]}"
        answer = self.asked.answers.get(key, "")
        part = part_of(name, self.council)
        if answer == LEAVE_OUT:
            self.not_read(sheet, cell, f"{name[:80]!r} was left out, as you asked.", name[:80])
            return ""
        if answer and self._may_be(answer):
            return answer
        choices = [Choice(part, f"It is a part of the council, {name[:60]}")] if part else []
        choices.append(Choice(self.council, "It is the whole council"))
        self.ask(key, f"What are the figures under {name[:80]!r}?", choices, sheet, cell, name)
        self.faults.warning(
            "heading_unknown",
            sheet,
            cell,
            f"it is not known what the heading {name[:80]!r} means, so the figures under it were not read.",
            "Say what it is when you are asked, or write the name of an area, a period or an indicator.",
            name[:80],
        )
        return ""

    def _may_be(self, answer: str) -> bool:
        """Return whether an answer is an area that this file may be about: one on record, or a part of the council."""
        try:
            return areas.council_of(areas.get(answer).id) in (answer, self.council)
        except UnknownArea:
            return False

    def answer(self, key: str, allowed: Sequence[str]) -> str:
        """Return the answer that was given to a question, when it is one of those allowed; else ''."""
        given = self.asked.answers.get(key, "")
        return given if given in allowed else ""

    def ask(self, key: str, words: str, choices: Sequence[Choice], sheet: str, cell: str, found: str = "") -> None:
        """Ask something of the person, once."""
        left_out = Choice(LEAVE_OUT, "Leave it out")
        self.questions.setdefault(key, Question(key, words, (*choices, left_out), sheet, cell, found[:80]))


def place(row: int, column: int) -> str:
    """Return a cell's name, such as F7."""
    return f"{column_letter(column)}{row}"


def _either(names: Sequence[str]) -> str:
    return " or ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
