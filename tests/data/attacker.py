"""Somebody who tries to work hidden figures out from everything that is shown.

They know that all is made of small parts that cannot be less than 0, what each figure is a sum of, what each percentage
is out of, that counts are whole, and which of the hidden ones are not 0
or, of many, not 100%. They share no code with what hides figures:
their unknowns are the small parts, which nobody publishes.
"""

from __future__ import annotations

import numpy as np
from scipy import optimize, sparse

from tests.data.attacked_tables import Attacked

Place = tuple[int, int]
THRESHOLD, SMALLEST = 5, 10


class Attacker:
    """One table and which of its rows are hidden."""

    def __init__(self, table: Attacked, hidden: frozenset[Place]) -> None:
        self.table = table
        self.atoms = sorted({atom for row in table.rows for atom in table.atoms[row[:2]]})
        self.true = {row[:2]: int(_count(row)) for row in table.rows if row.value is not None}
        self.hidden = [place for place in self.true if place in hidden]
        column = {atom: number for number, atom in enumerate(self.atoms)}
        places = list(self.true)
        cells = [(row, column[atom]) for row, place in enumerate(places) for atom in table.atoms[place]]
        matrix = sparse.csr_array(
            (np.ones(len(cells)), ([r for r, _ in cells], [c for _, c in cells])), shape=(len(places), len(self.atoms))
        )
        self.line = {place: number for number, place in enumerate(places)}
        self.matrix = matrix
        low, high = [], []
        for place in places:
            if place not in hidden:
                low.append(self.true[place])
                high.append(self.true[place])
            else:
                out_of = table.out_of.get(place)
                big = out_of is None or out_of >= SMALLEST
                low.append(min(1, self.true[place]) if big else 0)
                high.append(self.most(place))
        self.constraints = optimize.LinearConstraint(matrix, low, high)

    def too_narrow(self) -> dict[Place, tuple[int, int]]:
        """Return the least and the most that each hidden count can be, where those are nearer than they may be."""
        least, most = dict(self.true), dict(self.true)
        found = {}
        for place in self.hidden:
            needed = self.needed(place)
            for sign in (-1, 1):
                if most[place] - least[place] < needed:
                    self._widen(place, sign, least, most)
            if most[place] - least[place] < needed:
                found[place] = (least[place], most[place])
        return found

    def needed(self, place: Place) -> int:
        out_of = self.table.out_of.get(place)
        if out_of is None:
            return THRESHOLD
        return min(THRESHOLD, int(self.most(place)) - (min(1, self.true[place]) if out_of >= SMALLEST else 0))

    def most(self, place: Place) -> float:
        """Return the most that a hidden count can be: 100% of many is not hidden."""
        out_of = self.table.out_of.get(place)
        if out_of is None:
            return np.inf
        return out_of if out_of < SMALLEST else max(out_of - 1, self.true[place])

    def _widen(self, place: Place, sign: int, least: dict[Place, int], most: dict[Place, int]) -> None:
        """Look for the table in which a count is the least or the most; every hidden count learns from it."""
        aim = self.matrix[[self.line[place]], :].toarray()[0] * -sign
        within = self.true[place] + 20
        bound = optimize.LinearConstraint(self.matrix[[self.line[place]], :], -np.inf, within)
        answer = optimize.milp(
            aim,
            integrality=np.ones(len(self.atoms)),
            bounds=optimize.Bounds(0, np.inf),
            constraints=[self.constraints, bound],
        )
        assert answer.x is not None, answer.message
        counts = self.matrix @ np.round(answer.x)
        for other in self.hidden:
            count = round(counts[self.line[other]])
            least[other], most[other] = min(least[other], count), max(most[other], count)


def _count(row) -> int:  # type: ignore[no-untyped-def]
    return row.value if row.numerator is None else row.numerator
