"""Rank and quartile band among authorities.

The rules are those of the Local Authority Interactive Tool, by our own polarity: rank 1 is always best; equal values
share the better rank; quartiles by linear interpolation (type 7); band A is always best; a value exactly on a quartile
belongs to the lower side of it, so to the better band when low is good and to the worse when high is good.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal


def quartiles(values: Sequence[Decimal]) -> tuple[Decimal, Decimal, Decimal] | None:
    """Return the three quartiles of the values, or None when there are none."""
    ordered = sorted(values)
    if not ordered:
        return None
    return _quantile(ordered, 1), _quantile(ordered, 2), _quantile(ordered, 3)


def _quantile(ordered: Sequence[Decimal], quarter: int) -> Decimal:
    place = Decimal(quarter * (len(ordered) - 1)) / 4
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def ranks(values: Mapping[str, Decimal], polarity: str) -> dict[str, int]:
    """Return each area's rank; nothing for an indicator that is neither high nor low."""
    if polarity not in ("high", "low"):
        return {}
    signed = {area: -value if polarity == "high" else value for area, value in values.items()}
    ordered = sorted(signed.values())
    return {area: bisect_left(ordered, value) + 1 for area, value in signed.items()}


def band(value: Decimal, cuts: tuple[Decimal, Decimal, Decimal], polarity: str) -> str | None:
    """Return the quartile band, A best to D; None for an indicator that is neither high nor low."""
    if polarity not in ("high", "low"):
        return None
    place = bisect_left(cuts, value)
    return "ABCD"[place] if polarity == "low" else "DCBA"[place]


def among(area: str, values: Mapping[str, Decimal], others: Iterable[str], polarity: str) -> tuple[int, int] | None:
    """Return an area's rank among itself and some others, such as its neighbours, and how many of these had a value.

    None when it has no value itself, when none of the others has one, or without a polarity of high or low.
    """
    near = {one: values[one] for one in {area, *others} if one in values}
    if area not in near or len(near) < 2:
        return None
    place = ranks(near, polarity).get(area)
    return None if place is None else (place, len(near))
