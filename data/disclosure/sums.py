"""Of which smallest parts each figure of one indicator is the sum: localities, parts of a breakdown, stretches of time.

The smallest parts are what nobody publishes: one locality in one stretch between two days on which some period begins
or ends. All that can be worked out from sums, also where some figures were never loaded, follows from these.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from data import areas
from data.periods import Period

DAY = timedelta(days=1)
Part = Hashable


class Key(NamedTuple):
    """What a figure of one indicator is about."""

    area: str
    breakdown: str
    period: Period


class Sums(NamedTuple):
    """The smallest parts of each figure; `equal` are pairs of sums that come to the same, as two breakdowns do."""

    parts: Mapping[Key, tuple[Part, ...]]
    equal: tuple[tuple[tuple[Part, ...], tuple[Part, ...]], ...]


def joined(keys: Iterable[Key]) -> list[list[Key]]:
    """Return the keys in groups between which nothing is a sum of anything: their times do not overlap.

    What stands at one day and what happens over a time never come together; nor does an average that a council gives
    of its neighbours with the council's own figures.
    """
    found: list[list[Key]] = []
    until: tuple[str, date] | None = None
    for key in sorted(keys, key=lambda key: (_kind(key), key.period.starts, key.period.ends, key)):
        here = (_kind(key), key.period.starts)
        if until is None or here[0] != until[0] or here[1] > until[1]:
            found.append([])
            until = (here[0], key.period.ends)
        found[-1].append(key)
        until = (here[0], max(until[1], key.period.ends))
    return found


def _kind(key: Key) -> str:
    group = key.area if "/" in key.area and areas.get(key.area).level == "group" else ""
    return f"{group}|{'day' if key.period.starts == key.period.ends else 'time'}"


def sums(keys: Sequence[Key]) -> Sums:
    """Return the smallest parts of the figures of one group (see `joined`)."""
    localities = sorted({key.area for key in keys if "/" in key.area})
    dimensions: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        if key.breakdown:
            dimensions[key.breakdown.partition("=")[0]].add(key.breakdown)
    first = min(dimensions, default="")
    members = {name: sorted(dimensions[name]) for name in sorted(dimensions)} or {"": [""]}
    edges = sorted({day for key in keys for day in (key.period.starts, key.period.ends + DAY)})
    stretches = list(pairwise(edges))
    parts = {}
    for key in keys:
        places = [key.area] if "/" in key.area or not localities else localities
        times = [s for s in stretches if key.period.starts <= s[0] and s[1] <= key.period.ends + DAY]
        within = [key.breakdown] if key.breakdown else members[first]
        parts[key] = tuple((place, member, time) for place in places for member in within for time in times)
    equal = tuple(
        (
            tuple((place, member, time) for member in members[first]),
            tuple((place, member, time) for member in members[other]),
        )
        for other in list(members)[1:]
        for place in localities or sorted({key.area for key in keys})
        for time in stretches
    )
    return Sums(parts, equal)
