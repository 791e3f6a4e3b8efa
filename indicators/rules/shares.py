"""Each locality's share: of the council's change between two periods, and of its gap to the target, in children.

A percentage of the whole moves when localities do better or worse, and also when more of the children live where it
was already low. Each locality's share holds both: the change in its own percentage, at its average size, and the change
in its size, at its average distance from the whole. The shares add up exactly to the change of the whole. Source: E. M.
Kitagawa, "Components of a difference between two rates", Journal of the American Statistical Association 50 (1955);
the distance from the whole, rather than the percentage itself, is what makes a locality that only grew with all the
others contribute nothing.

A gap to a target is simply each locality's own: what the target would ask of it, less what it has. Those add up to the
council's. A locality beyond the target has a gap below 0: it makes up for others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from indicators.rules.parts import MULTIPLIERS, whole_shares
from indicators.rules.rollup import SUMMED, Part, Refused, counts_of, rolled_up


@dataclass(frozen=True, slots=True)
class ShareOfChange:
    """One locality's share of a change, in the unit: by its own percentage (`within`) and by its size (`size`).

    `children` is the share in children of the later period, exactly; for a count, how many more or fewer.
    """

    within: Fraction
    size: Fraction
    children: Fraction

    @property
    def total(self) -> Fraction:
        """Return both together."""
        return self.within + self.size


@dataclass(frozen=True, slots=True)
class SharedChange:
    """A change of the whole, exactly, and each locality's share; the shares add up to it exactly."""

    change: Fraction
    shares: dict[str, ShareOfChange]

    @property
    def children(self) -> Fraction:
        """Return the change of the whole in children of the later period."""
        return sum((share.children for share in self.shares.values()), Fraction(0))


def shares_of_change(before: Mapping[str, Part], now: Mapping[str, Part], unit: str) -> SharedChange | Refused:
    """Return each locality's share of the change, or why it cannot be told.

    Both periods must have the same localities: what a new one brings is not a change of the old ones. A locality with
    nobody to count in one of the periods is taken at its other percentage, and its share is then by size alone.
    """
    if before.keys() != now.keys():
        names = ", ".join(sorted(before.keys() ^ now.keys()))
        return Refused(f"The localities are not the same in both periods: {names}.")
    if unit in SUMMED:
        return _counts(before, now, unit)
    first, last = counts_of(before, unit), counts_of(now, unit)
    if isinstance(first, Refused):
        return first
    if isinstance(last, Refused):
        return last
    whole_before, whole_now = _rate(first), _rate(last)
    middle = (whole_before + whole_now) / 2
    weights = _weights(first), _weights(last)
    all_now = sum((bottom for _, bottom in last.values()), Fraction(0))
    shares = {}
    for name in now:
        rates = _rates(first[name], last[name])
        within = (rates[1] - rates[0]) * (weights[0][name] + weights[1][name]) / 2
        size = (weights[1][name] - weights[0][name]) * ((rates[0] + rates[1]) / 2 - middle)
        shares[name] = ShareOfChange(within * MULTIPLIERS[unit], size * MULTIPLIERS[unit], (within + size) * all_now)
    return SharedChange((whole_now - whole_before) * MULTIPLIERS[unit], shares)


def _counts(before: Mapping[str, Part], now: Mapping[str, Part], unit: str) -> SharedChange | Refused:
    """Return the shares in a change of a count, which are the localities' own changes."""
    first, last = rolled_up(before, unit), rolled_up(now, unit)
    if isinstance(first, Refused):
        return first
    if isinstance(last, Refused):
        return last
    own = {name: _value(now[name]) - _value(before[name]) for name in now}
    shares = {name: ShareOfChange(change, Fraction(0), change) for name, change in own.items()}
    return SharedChange(last.value - first.value, shares)


def _value(part: Part) -> Fraction:
    return Fraction(part.value) if part.value is not None else Fraction(0)


def _rate(counted: Mapping[str, tuple[Fraction, Fraction]]) -> Fraction:
    tops, bottoms = zip(*counted.values(), strict=True)
    return sum(tops, Fraction(0)) / sum(bottoms, Fraction(0))


def _weights(counted: Mapping[str, tuple[Fraction, Fraction]]) -> dict[str, Fraction]:
    total = sum((bottom for _, bottom in counted.values()), Fraction(0))
    return {name: bottom / total for name, (_, bottom) in counted.items()}


def _rates(first: tuple[Fraction, Fraction], last: tuple[Fraction, Fraction]) -> tuple[Fraction, Fraction]:
    """Return a locality's own rates; where it had nobody in a period, that of the other; of none at all 0."""
    known = [top / bottom if bottom else None for top, bottom in (first, last)]
    before = known[0] if known[0] is not None else known[1]
    now = known[1] if known[1] is not None else known[0]
    return before or Fraction(0), now or Fraction(0)


@dataclass(frozen=True, slots=True)
class SharedGap:
    """How many children short of a target, exactly, all together and by locality; below 0 is beyond the target.

    `whole` is the same in whole children: together the fewest that close the gap.
    """

    total: Fraction
    gaps: dict[str, Fraction]
    whole: dict[str, int]


def shares_of_gap(
    parts: Mapping[str, Part], bound: Decimal, unit: str, *, more: bool, strict: bool = False
) -> SharedGap | Refused:
    """Return each locality's share of the gap to a target, or why it cannot be told.

    `bound` is the target's value and `more` says that it takes more children to reach it (at least), else fewer; a
    `strict` target (over, under) is not met on the bound itself, so it takes one more whole child there. The target of
    a percentage or a rate asks the same of every locality. That of a council's count asks nothing of any one locality,
    so its gap is not shared out.
    """
    counted = counts_of(parts, unit)
    if isinstance(counted, Refused):
        return counted
    sign = 1 if more else -1
    share = Fraction(bound) / MULTIPLIERS[unit]
    gaps = {name: sign * (share * bottom - top) for name, (top, bottom) in counted.items()}
    total = sum(gaps.values(), Fraction(0))
    needed = int(total // 1) + 1 if strict else -int(-total // 1)
    return SharedGap(total, gaps, whole_shares(gaps, needed))
