"""The linear programme that finds a second table, which agrees with the first in all that is shown.

Its unknowns are the smallest parts of the figures (data.disclosure.sums), which cannot be less than 0, and by how much
each count is higher or lower. Figures that do not add up are taken as what they are: what a reader knows of the sums is
that they hold up to what is over or short. A figure that is over by more than the threshold has parts that nobody
counted: its known parts are no more than it is. One that is short by more is the sum of nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from data.disclosure.table import Cell, Name, State

Differences = dict[Name, int]
_WHOLE = 1e-6


class _Fit(NamedTuple):
    """A state: by part and cell a matrix of sums, the parts that come nearest to the counts, and what is over then."""

    names: list[Name]
    matrix: Any
    equal: Any
    start: np.ndarray
    over: np.ndarray


class Programme:
    """The programme of one group of cells; `free` are those that not everybody knows."""

    def __init__(
        self, free: Sequence[Name], states: Sequence[State], cells: Mapping[Name, Cell], tolerance: int
    ) -> None:
        # Loaded when something is first hidden: it takes half a second, and most stores hide nothing.
        from scipy import optimize, sparse

        self._optimize, self._sparse = optimize, sparse
        self._free, self._cells = list(free), cells
        self._place = {name: place for place, name in enumerate(self._free)}
        self._up = np.array([room(cells[name])[1] for name in self._free])
        self._down = np.array([room(cells[name])[0] for name in self._free])
        counts = [cells[name].size for state in states for name, _ in state.parts]
        self._whole = all(count == int(count) for count in counts)
        fits = [self._fit(state) for state in states]
        self._parts = sum(len(fit.start) for fit in fits)
        self._constraints = self._joined(fits, tolerance)

    def second(self, name: Name, sign: int, most: int, hidden: set[Name], *, only_hidden: bool) -> Differences:
        """Return by how much each count differs in the cheapest second table in which one is higher (or lower, by the
        sign) by as much as can be, up to `most`. The cheapest has the least to hide; {} when there is none."""
        size, place = len(self._free), self._place[name]
        up, down = self._limits(hidden if only_hidden else None)
        cost = np.array([0 if n in hidden else self._cells[n].cost for n in self._free])
        up[place], down[place] = (min(most, up[place]), 0) if sign > 0 else (0, min(most, down[place]))
        prices = np.concatenate([cost, cost])
        # Dear enough that the cell moves as far as can be, whatever else must be hidden for it.
        prices[place + (0 if sign > 0 else size)] = -(10 * cost.sum() + 1_000)
        return self._moves(prices, up, down)

    def several(self, wanted: Mapping[Name, int], hidden: set[Name]) -> Differences:
        """Return the differences of a second table in which as many hidden counts as can be are higher or lower, each
        by up to what is wanted of it (below 0 for lower)."""
        size = len(self._free)
        up, down = self._limits(hidden)
        prices = np.zeros(2 * size)
        for name, step in wanted.items():
            place = self._place[name]
            up[place], down[place] = (min(step, up[place]), 0) if step > 0 else (0, min(-step, down[place]))
            prices[place + (0 if step > 0 else size)] = -1
        return self._moves(prices, up, down)

    def _limits(self, movable: set[Name] | None) -> tuple[np.ndarray, np.ndarray]:
        up, down = self._up.copy(), self._down.copy()
        if movable is not None:
            shown = np.array([name not in movable for name in self._free])
            up[shown] = down[shown] = 0
        return up, down

    def _moves(self, prices: np.ndarray, up: np.ndarray, down: np.ndarray) -> Differences:
        size = len(self._free)
        prices = np.concatenate([np.zeros(self._parts), prices])
        bounds = np.concatenate([np.full(self._parts, np.inf), up, down])
        answer = self._run(prices, bounds, whole=False)
        if answer is not None and self._whole and np.abs(answer - np.round(answer)).max(initial=0) > _WHOLE:
            answer = self._run(prices, bounds, whole=True)
        if answer is None:
            return {}
        moves = answer[self._parts : self._parts + size] - answer[self._parts + size :]
        moves = np.where(np.abs(moves) < _WHOLE, 0, moves)
        # A part of one is a difference too: the cell must be hidden, but the width it has by that is nothing.
        whole = np.sign(moves) * np.floor(np.abs(moves) + _WHOLE)
        return {self._free[at]: int(whole[at]) for at in np.flatnonzero(moves)}

    def _run(self, prices: np.ndarray, most: np.ndarray, *, whole: bool) -> np.ndarray | None:
        return self._solved(prices, self._optimize.Bounds(0, most), self._constraints, whole=whole)

    def _solved(self, prices: np.ndarray, bounds: Any, constraints: Any, *, whole: bool) -> np.ndarray | None:
        found: Any = self._optimize.milp(
            prices, integrality=np.ones(len(prices)) if whole else None, bounds=bounds, constraints=constraints
        )
        answer: np.ndarray | None = found.x
        return answer

    def _fit(self, state: State) -> _Fit:
        """Return a state with the smallest parts that come nearest to its counts; larger counts give way first."""
        names = [name for name, _ in state.parts]
        holders: dict[Any, list[int]] = {}
        for row, (_, own) in enumerate(state.parts):
            for part in own:
                holders.setdefault(part, []).append(row)
        for row, pair in enumerate(state.equal):
            for side, group in enumerate(pair):
                for part in group:
                    holders.setdefault(part, []).append(-1 - 2 * row - side)
        # Parts that are in the same sums are one part to whoever sees only the sums.
        kinds = sorted({tuple(rows) for rows in holders.values()})
        sums = [(row, at, 1) for at, rows in enumerate(kinds) for row in rows if row >= 0]
        pairs = [((-1 - r) // 2, at, 1 - 2 * ((-1 - r) % 2)) for at, rows in enumerate(kinds) for r in rows if r < 0]
        matrix, equal = self._matrix(sums, len(names), len(kinds)), self._matrix(pairs, len(state.equal), len(kinds))
        counts = np.array([float(self._cells[name].size) for name in names])
        start = self._nearest(matrix, equal, counts)
        return _Fit(names, matrix, equal, start, counts - matrix @ start)

    def _nearest(self, matrix: Any, equal: Any, counts: np.ndarray) -> np.ndarray:
        size, parts = matrix.shape
        every, stack = self._sparse.eye_array(size), self._sparse.hstack
        constraints = [self._optimize.LinearConstraint(stack([matrix, every, -every], format="csc"), counts, counts)]
        if equal.shape[0]:
            none = self._sparse.csc_array((equal.shape[0], 2 * size))
            constraints.append(self._optimize.LinearConstraint(stack([equal, none], format="csc"), 0, 0))
        prices = np.concatenate([np.zeros(parts), np.tile(1 / (1 + counts), 2)])
        answer = self._solved(prices, self._optimize.Bounds(0, np.inf), constraints, whole=False)
        if answer is None or (self._whole and np.abs(answer - np.round(answer)).max(initial=0) > _WHOLE):
            answer = self._solved(prices, self._optimize.Bounds(0, np.inf), constraints, whole=self._whole)
        if answer is None:
            raise ArithmeticError("the figures of a table could not be taken apart")
        start: np.ndarray = np.round(answer[:parts]) if self._whole else answer[:parts]
        return start

    def _joined(self, fits: Sequence[_Fit], tolerance: int) -> list[Any]:
        """Return what a second table must keep to in every state: each sum moves as its count does."""
        found, before, size = [], 0, len(self._free)
        for fit in fits:
            parts = len(fit.start)
            keep = [row for row in range(len(fit.names)) if fit.over[row] >= -tolerance - _WHOLE]
            moves = [
                (at, self._place[fit.names[row]] + side * size, 2 * side - 1)
                for at, row in enumerate(keep)
                if fit.names[row] in self._place
                for side in (0, 1)
            ]
            blocks = [
                self._sparse.csc_array((len(keep), before)),
                fit.matrix[keep],
                self._sparse.csc_array((len(keep), self._parts - before - parts)),
                self._matrix(moves, len(keep), 2 * size),
            ]
            most = fit.matrix[keep] @ fit.start
            uncounted = fit.over[keep] > tolerance + _WHOLE
            least = np.where(uncounted, -np.inf, most)
            most = np.where(uncounted, most + fit.over[keep], most)
            found.append(self._optimize.LinearConstraint(self._sparse.hstack(blocks, format="csc"), least, most))
            if fit.equal.shape[0]:
                rows = fit.equal.shape[0]
                widths = (before, self._parts - before - parts + 2 * size)
                blocks = [
                    self._sparse.csc_array((rows, widths[0])),
                    fit.equal,
                    self._sparse.csc_array((rows, widths[1])),
                ]
                found.append(self._optimize.LinearConstraint(self._sparse.hstack(blocks, format="csc"), 0, 0))
            before += parts
        return found

    def _matrix(self, entries: Sequence[tuple[int, int, int]], rows: int, columns: int) -> Any:
        places = ([row for row, _, _ in entries], [column for _, column, _ in entries])
        return self._sparse.csc_array(
            ([factor for _, _, factor in entries], places), shape=(rows, columns), dtype=float
        )


def room(cell: Cell) -> tuple[float, float]:
    """Return by how much a count could be lower and higher."""
    up = np.inf if cell.most is None else float(cell.most) - float(cell.size)
    return max(float(cell.size) - float(cell.least), 0.0), max(up, 0.0)
