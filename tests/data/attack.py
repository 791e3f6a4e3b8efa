"""Attack tables of chance:  python -m tests.data.attack [how many] [from which seed]"""

from __future__ import annotations

import multiprocessing
import sys
import time
from collections.abc import Iterable
from dataclasses import replace

from data.disclosure.rule import Rule
from data.disclosure.stages import hidden_rows
from tests.data.attacked_tables import Attacked, table
from tests.data.attacker import Attacker, Place


def recovered(seeds: Iterable[int]) -> tuple[list[str], int]:
    """Return a line for each hidden figure that could be worked out or narrowed too far, and how many were tried."""
    faults, tried = [], 0
    for seed in seeds:
        attacked = table(seed)
        hidden = hidden_rows(attacked.rows, Rule(attacked.unit))
        attacker = Attacker(attacked, hidden)
        tried += len(attacker.hidden)
        if attacker.too_narrow():
            faults += [f"table {seed}: {line}" for line in _not_given_away(attacked, hidden)]
    return faults, tried


def _not_given_away(attacked: Attacked, hidden: frozenset[Place]) -> list[str]:
    """Return the hidden figures that an upload laid bare though more could have been hidden of it.

    Not counted is what was given away all the same: by papers printed before, or when what was once seen is added up
    with the bare fact that a later figure is not 0.
    """
    found = []
    for upload in sorted({row.upload for row in attacked.rows}):
        seen = replace(attacked, rows=tuple(row for row in attacked.rows if row.upload <= upload))
        whole = frozenset(row[:2] for row in seen.rows if row.upload == upload and not row.is_public)
        narrow, at_best = Attacker(seen, hidden).too_narrow(), Attacker(seen, hidden | whole).too_narrow()
        keys = {row[:2]: row.key for row in seen.rows}
        for place, (least, most) in narrow.items():
            best = at_best.get(place)
            if best is None or best[1] - best[0] > most - least:
                found.append(f"{keys[place]} is {least} to {most}, {best} with all of upload {upload} hidden")
    return found


def main() -> None:
    """Attack as many tables as asked for, 1,000 unless said, and say how it went; exit 1 when one figure was found."""
    many, first = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000, int(sys.argv[2]) if len(sys.argv) > 2 else 0
    started = time.monotonic()
    with multiprocessing.Pool() as pool:
        found = pool.map(recovered, [range(n, min(n + 25, first + many)) for n in range(first, first + many, 25)])
    faults, tried = [fault for some, _ in found for fault in some], sum(tried for _, tried in found)
    for fault in faults:
        print(fault)
    print(f"{many} tables, {tried} hidden figures, {len(faults)} recovered, {time.monotonic() - started:.0f} s")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
