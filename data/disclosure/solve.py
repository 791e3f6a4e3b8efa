"""Which more figures to hide, so that none that is hidden can be worked out or narrowed down from those that are shown.

A hidden count is safe when two whole tables can be shown that agree in all that is shown and in which it differs by the
width that is wanted: whoever reads what is shown cannot tell them apart. Each step looks for the cheapest such second
table (a linear programme, in whole numbers where it comes out in fractions); what must differ in it is hidden too. At
the end what can do without is shown again. Source: Kelly, Golden and Assad, "Cell suppression: disclosure protection
for sensitive tabular data" (1992), with an attacker who knows what a count can be at the least and at the most.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from data.disclosure.programme import Differences, Programme, room
from data.disclosure.table import Cell, Name, State, Table, groups

# Tables of more cells than this are left as the steps make them: showing some again would take too long.
_MOST_TO_TIDY = 60


@dataclass(frozen=True, slots=True)
class Protected:
    """What must be hidden; `narrow` is by how much those of it can differ that cannot differ by the width wanted."""

    hidden: frozenset[Name]
    narrow: Mapping[Name, int]


def protect(
    table: Table,
    hidden: Iterable[Name],
    fixed: Iterable[Name],
    width: int,
    *,
    narrow: Mapping[Name, int] | None = None,
    touched: Iterable[Name] | None = None,
) -> Protected:
    """Return what to hide, all of `hidden` among it, so that each could differ by `width` for all that is shown.

    `fixed` are cells that everybody knows. A cell that could not differ so much were nothing else shown, or by no more
    than `narrow` says, keeps the room that it has. Only what hangs together with a `touched` cell is looked at, all
    when it is None. Cells are taken in a set order, so that the same table always gives the same answer.
    """
    known = set(fixed)
    looked_at = None if touched is None else set(touched)
    wanted = set(hidden) - known
    kept: set[Name] = set()
    narrowed: dict[Name, int] = {}
    for names, held in groups(table, (name for name in table.cells if name not in known)):
        if wanted.isdisjoint(names) or (looked_at is not None and looked_at.isdisjoint(names)):
            continue
        seen = {name for state in held for name, _ in state.parts}.union(names)
        hides, keeps = _solved(
            tuple(names),
            tuple(held),
            tuple((name, table.cells[name]) for name in sorted(seen, key=str)),
            frozenset(wanted.intersection(names)),
            width,
            frozenset((name, most) for name, most in (narrow or {}).items() if name in seen),
        )
        kept |= hides
        narrowed |= keeps
    return Protected(frozenset(kept), narrowed)


@functools.lru_cache(maxsize=16_384)
def _solved(
    names: tuple[Name, ...],
    states: tuple[State, ...],
    cells: tuple[tuple[Name, Cell], ...],
    wanted: frozenset[Name],
    width: int,
    narrow: frozenset[tuple[Name, int]],
) -> tuple[frozenset[Name], dict[Name, int]]:
    """Return what to hide of one group, and the narrow ones of it.

    Kept for as long as the program runs: a new quarter leaves the tables of other years as they were.
    """
    group = _Group(list(names), list(states), dict(cells), set(wanted), width, narrow=dict(narrow))
    group.cover()
    group.tidy(set(wanted))
    return frozenset(group.hidden), group.narrow


@dataclass(slots=True)
class _Group:
    """One group of cells that sums join, in the middle of being protected. `seen` are second tables found."""

    names: list[Name]
    states: list[State]
    cells: Mapping[Name, Cell]
    hidden: set[Name]
    width: int
    seen: list[Differences] = field(default_factory=list)
    narrow: dict[Name, int] = field(default_factory=dict)
    programme: Programme | None = None

    def cover(self) -> None:
        """Hide more until each hidden cell is safe or cannot be."""
        self._look_at_several()
        while (name := self._least_safe()) is not None:
            for sign in (1, -1):
                short = self._needed(name) - self._spread(name)
                if short > 0 and (found := self._second(name, sign, short)):
                    self.hidden |= set(found)
                    self.seen.append(found)
            if self._needed(name) > self._spread(name):
                self.narrow[name] = self._spread(name)

    def tidy(self, wanted: set[Name]) -> None:
        """Show again what can be shown, the costliest to hide first."""
        # One alone was hidden because nothing less would do.
        if len(self.names) > _MOST_TO_TIDY or len(self.hidden - wanted) < 2:
            return
        for name in sorted(self.hidden - wanted, key=lambda n: (-self.cells[n].cost, str(n))):
            before = set(self.hidden), list(self.seen)
            self.hidden.discard(name)
            self.seen = [found for found in self.seen if name not in found]
            if not self._safe_as_it_is():
                self.hidden, self.seen = before

    def _look_at_several(self) -> None:
        """Look for two second tables in which many hidden cells differ at once, every other one the other way."""
        unsafe = [n for n in sorted(self.hidden, key=str) if self._needed(n) > self._spread(n)]
        if len(unsafe) < 2 or not self.states:
            return
        for turn in (0, 1):
            wanted = {n: self._needed(n) * (1 - 2 * ((at + turn) % 2)) for at, n in enumerate(unsafe)}
            self.seen.append(self._made().several(wanted, self.hidden))

    def _safe_as_it_is(self) -> bool:
        self._look_at_several()
        for name in sorted(self.hidden, key=str):
            for sign in (1, -1):
                short = self._needed(name) - self._spread(name)
                if short > 0 and (found := self._second(name, sign, short, only_hidden=True)):
                    self.seen.append(found)
            if self._needed(name) > self._spread(name):
                return False
        return True

    def _least_safe(self) -> Name | None:
        unsafe = [n for n in self.hidden if self._needed(n) > self._spread(n)]
        return min(unsafe, key=lambda n: (self.cells[n].size, str(n)), default=None)

    def _needed(self, name: Name) -> int:
        cell = self.cells[name]
        width = self.narrow.get(name, self.width)
        return width if cell.most is None else min(width, int(cell.most - cell.least))

    def _spread(self, name: Name) -> int:
        moves = [found.get(name, 0) for found in self.seen]
        return max(0, *moves) - min(0, *moves) if moves else 0

    def _second(self, name: Name, sign: int, most: int, *, only_hidden: bool = False) -> Differences:
        """Return how a second table differs in which a cell is up to `most` higher or lower; {} when there is none."""
        if not self.states:
            down, up = room(self.cells[name])
            step = int(min(most, up if sign > 0 else down))
            return {name: sign * step} if step else {}
        already = max(0, max((sign * found.get(name, 0) for found in self.seen), default=0))
        found = self._made().second(name, sign, already + most, self.hidden, only_hidden=only_hidden)
        return found if sign * found.get(name, 0) > already else {}

    def _made(self) -> Programme:
        if self.programme is None:
            self.programme = Programme(self.names, self.states, self.cells, self.width)
        return self.programme
