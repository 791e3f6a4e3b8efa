"""Tables of chance for the attacker: a council, its localities, parts of a breakdown and stretches of time.

All is built up from the smallest parts (one locality, one part, one month or quarter), so that all sums are true.
Some rows are left out, some uploads come one by one, some figures were printed before.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import product

from data.disclosure.stages import Row
from data.disclosure.sums import Key
from data.periods import Period
from indicators.rules.period import financial_year, month, quarter

COUNCIL = "E10000029"
SMALL = (0, 0, 1, 1, 2, 3, 4, 5, 6, 8, 9, 11, 14, 20, 35, 60)
Atom = tuple[str, str, int]


@dataclass(frozen=True)
class Attacked:
    """A table: its rows, and of which atoms each is the sum. `out_of` are the denominators, for percentages."""

    rows: tuple[Row, ...]
    atoms: dict[tuple[int, int], frozenset[Atom]]
    out_of: dict[tuple[int, int], int]
    unit: str


def _spans(chance: random.Random) -> tuple[int, list[tuple[Period, range]]]:
    """Return how many stretches there are and the periods over them."""
    quarters = [quarter(2020 + n // 4, n % 4 + 1) for n in range(6)]
    kind = chance.choice(["one", "one", "one", "year", "year", "months", "to_date", "rolling"])
    if kind == "one":
        return 1, [(quarters[0], range(1))]
    if kind == "year":
        return 4, [*((quarters[n], range(n, n + 1)) for n in range(4)), (financial_year(2020), range(4))]
    months = [(month(2020, 4 + n), range(n, n + 1)) for n in range(4)]
    if kind == "months":
        return 4, [*months, (quarters[0], range(3))]
    if kind == "to_date":
        dated = [
            (Period("year_to_date", date(2020, 4, 1), period.ends), range(n + 1))
            for n, (period, _) in enumerate(months)
        ]
        return 4, [*months, *dated]
    rolling = [(Period("rolling_year", quarters[n].starts, quarters[n + 3].ends), range(n, n + 4)) for n in range(3)]
    return 6, [*((quarters[n], range(n, n + 1)) for n in range(6)), *rolling]


def table(seed: int) -> Attacked:
    """Return the table of a seed."""
    chance = random.Random(seed)
    unit = chance.choice(["number", "number", "percent"])
    localities = [f"{COUNCIL}/{name}" for name in ("north", "south", "east")][: chance.choice([0, 2, 3])]
    members = [f"age={name}" for name in ("under 5", "5 to 10", "over 10")][: chance.choice([0, 0, 0, 2, 3])]
    stretches, spans = _spans(chance)
    atoms = list(product(localities or [COUNCIL], members or [""], range(stretches)))
    counts = {atom: chance.choice(SMALL) for atom in atoms}
    rests = {atom: chance.choice(SMALL) for atom in atoms}
    one_by_one, printed, left_out = chance.random() < 0.4, chance.choice([0, 0, 0.1]), chance.choice([0, 0, 0.15])
    rows, sums, out_of = [], {}, {}
    for number, (area, member, (period, span)) in enumerate(
        product([COUNCIL, *localities], ["", *members], sorted(spans, key=lambda span: span[0].ends))
    ):
        if chance.random() < left_out:
            continue
        within = frozenset(
            atom for atom in atoms if (area in (COUNCIL, atom[0])) and (member in ("", atom[1])) and atom[2] in span
        )
        upload = (sorted({p.ends for p, _ in spans}).index(period.ends) + 1) * 2 if one_by_one else 2
        is_public = chance.random() < printed
        # Printed before anything else was shown: what comes to be printed later can give away what was hidden well.
        place = (1 if is_public else upload, number)
        count, of = sum(counts[a] for a in within), sum(counts[a] + rests[a] for a in within)
        sums[place] = within
        known_on = date(2021, 1, place[0])
        key = Key(area, member, period)
        if unit == "number":
            figures: Sequence[Decimal | None] = (Decimal(count), None, None)
        else:
            out_of[place] = of
            figures = (_share(count, of), Decimal(count), Decimal(of)) if of else (None, None, None)
        mark = "" if figures[0] is not None else "z"
        rows.append(Row(*place, known_on, key, "", figures[0], mark, figures[1], figures[2], is_public, False))
    return Attacked(tuple(rows), sums, out_of, unit)


def _share(count: int, of: int) -> Decimal:
    return (Decimal(100 * count) / of).quantize(Decimal("0.1"), ROUND_HALF_UP)
