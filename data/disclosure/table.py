"""Counts, and the sums in which they were seen together."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

Name = Hashable
Part = Hashable


class Cell(NamedTuple):
    """One count: its true `size`, and what it could be, `least` to `most` (None for no end), if it were not shown.

    `cost` is what hiding it costs, more for what readers want more.
    """

    size: Decimal
    least: Decimal
    most: Decimal | None
    cost: float


class State(NamedTuple):
    """Cells that stood together on one day: the smallest parts of each, and sums of such parts that are equal."""

    parts: tuple[tuple[Name, tuple[Part, ...]], ...]
    equal: tuple[tuple[tuple[Part, ...], tuple[Part, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Cells by name, and every state that they were seen in."""

    cells: Mapping[Name, Cell]
    states: Sequence[State]


def groups(table: Table, free: Iterable[Name]) -> list[tuple[list[Name], list[State]]]:
    """Return the free cells in groups that no state joins, each with its states; a cell in none is alone."""
    head: dict[Name, Name] = {name: name for name in free}

    def top(name: Name) -> Name:
        while head[name] != name:
            head[name] = head[head[name]]
            name = head[name]
        return name

    held = []
    for state in table.states:
        names = [name for name, _ in state.parts if name in head]
        if names:
            held.append((names[0], state))
        for name in names[1:]:
            head[top(name)] = top(names[0])
    found: dict[Name, tuple[list[Name], list[State]]] = {}
    for name in head:
        found.setdefault(top(name), ([], []))[0].append(name)
    for name, state in held:
        found[top(name)][1].append(state)
    return list(found.values())
