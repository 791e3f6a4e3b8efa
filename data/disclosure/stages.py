"""What to hide of one indicator's figures, upload by upload: what was once shown has been seen, and stays known.

Each upload adds figures and relations. What was hidden before stays hidden; what was shown before can no longer be
hidden; so of the new figures as many are hidden as are needed to keep both safe. A later figure within the threshold of
one that everybody knows tells nothing new, so it is taken as known too; within the threshold of a hidden one it would
give that one away, so it is hidden.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from data.disclosure.rule import Counted, Rule, counted, is_small, room
from data.disclosure.solve import protect
from data.disclosure.sums import Key, joined, sums
from data.disclosure.table import Cell, Name, State, Table

_DEAREST = 1_000.0  # to hide a nought, that everybody may know: only where nothing else will do
_WHOLE_COST = 3.0  # a council's own figure, and the figure of all its parts together, are what readers come for


class Row(NamedTuple):
    """One figure of one upload. `upload` rises in the order in which uploads were stored.

    `is_public` for what is shown as it is: national statistics, and what a public paper has printed. `series` is '' for
    outturns; other series (forecasts, baselines) are sums of nothing.
    """

    upload: int
    number: int
    known_on: date
    key: Key
    series: str
    value: Decimal | None
    mark: str
    numerator: Decimal | None
    denominator: Decimal | None
    is_public: bool
    is_national: bool


@functools.lru_cache(maxsize=4_096)
def hidden_rows(rows: tuple[Row, ...], rule: Rule) -> frozenset[tuple[int, int]]:
    """Return which rows (upload, number) of one indicator and council must be hidden, besides those with a mark."""
    found = {row: counted(rule, row.value, row.numerator, row.denominator) for row in rows}
    if not any(c is not None and not row.is_public and is_small(rule, c) for row, c in found.items()) and not any(
        row.mark == "c" and not row.is_public for row in rows
    ):
        return frozenset()
    history = _History(rule)
    for _, upload in itertools.groupby(sorted(rows, key=lambda r: (r.upload, r.number)), key=lambda r: r.upload):
        history.add([(row, found[row]) for row in upload])
    return frozenset((row.upload, row.number) for row in rows if history.hides(row))


@dataclass(slots=True)
class _History:
    """What readers have been shown so far, and what was kept from them."""

    rule: Rule
    cells: dict[Name, Cell] = field(default_factory=dict)
    known: set[Name] = field(default_factory=set)
    hidden: set[Name] = field(default_factory=set)
    exposed: set[Name] = field(default_factory=set)
    narrow: dict[Name, int] = field(default_factory=dict)
    states: dict[frozenset[Name], State] = field(default_factory=dict)
    names: dict[tuple[Key, str], set[Name]] = field(default_factory=lambda: defaultdict(set))
    stands: dict[Key, list[tuple[bool, date, int, Name]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, upload: Sequence[tuple[Row, Counted | None]]) -> None:
        """Take one upload in, and decide what of it is hidden."""
        added: set[Name] = set()
        touched: set[Key] = set()
        for row, found in upload:
            if found is None and (row.mark != "c" or row.is_public):
                continue
            name = _name(row, found)
            if name not in self.cells:
                added.add(name)
                self.cells[name] = self._cell(row, found)
            self._judge(name, row, found)
            self.names[row.key, row.series].add(name)
            if not row.series:
                self.stands[row.key].append((not row.is_national, row.known_on, row.upload, name))
                touched.add(row.key)
        together = self._stand_together(touched, min(row.known_on for row, _ in upload))
        self._solve(added | together)
        self.known |= added - self.hidden

    def hides(self, row: Row) -> bool:
        """Return whether a row is kept from readers."""
        if row.is_public or row.value is None:
            return False
        found = counted(self.rule, row.value, row.numerator, row.denominator)
        if found is None:
            # A share without its parts tells what its parts would, where those are hidden.
            return any(name in self.hidden for name in self.names.get((row.key, row.series), ()))
        name = _name(row, found)
        return name in self.hidden or name in self.exposed

    def _judge(self, name: Name, row: Row, found: Counted | None) -> None:
        """Say of a cell whether it is known, must be hidden, or may be either."""
        if row.is_public:
            self.known.add(name)
            self.hidden.discard(name)
            return
        if name in self.known or name in self.hidden:
            return
        count = self.cells[name].size
        near = [
            other
            for other in self.names[row.key, row.series]
            if abs(self.cells[other].size - count) <= self.rule.threshold
        ]
        small = found is None or is_small(self.rule, found)
        if any(other in self.known for other in near):
            # Small, it is not shown as what it is; but nothing can keep it from anybody any more.
            if small:
                self.exposed.add(name)
            self.known.add(name)
        elif small or any(other in self.hidden for other in near):
            self.hidden.add(name)

    def _cell(self, row: Row, found: Counted | None) -> Cell:
        if found is None:
            return Cell(self._guess(), Decimal(1), None, 1)
        least, most = room(self.rule, found)
        cost = 1 + math.log2(1 + float(found.count)) if found.count else _DEAREST
        wholes = ("/" not in row.key.area) + (not row.key.breakdown)
        return Cell(found.count, least, most, cost * _WHOLE_COST**wholes)

    def _guess(self) -> Decimal:
        """Return what a figure that came to us hidden is taken to be: in the middle of what is too small."""
        return Decimal((self.rule.threshold + 1) // 2)

    def _stand_together(self, touched: set[Key], since: date) -> set[Name]:
        """Note what stands together on any day from the upload's own on; return the cells of which that is new."""
        days = {since} | {stood[1] for standing in self.stands.values() for stood in standing if stood[1] > since}
        found: set[Name] = set()
        for day in sorted(days):
            now = {
                key: max(until, key=lambda stood: stood[:3])[3]
                for key, standing in self.stands.items()
                if (until := [stood for stood in standing if stood[1] <= day])
            }
            for keys in joined(now):
                names = frozenset(now[key] for key in keys)
                # What a larger state holds follows from that one.
                if touched.isdisjoint(keys) or len(keys) == 1 or any(names <= state for state in self.states):
                    continue
                for smaller in [state for state in self.states if state < names]:
                    del self.states[smaller]
                parts, equal = sums(keys)
                self.states[names] = State(tuple((now[key], parts[key]) for key in keys), equal)
                found |= names
        return found

    def _solve(self, touched: set[Name]) -> None:
        table = Table(self.cells, list(self.states.values()))
        answer = protect(table, self.hidden, self.known, self.rule.threshold, narrow=self.narrow, touched=touched)
        self.hidden |= answer.hidden
        self.narrow |= answer.narrow


def _name(row: Row, found: Counted | None) -> Name:
    # Equal counts of one key are one cell, whichever upload said so: who has seen one has seen the other.
    return (row.key, row.series, None if found is None else (found.count, found.of))
