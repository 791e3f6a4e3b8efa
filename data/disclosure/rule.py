"""When a figure is too small to show, and which count of people a figure stands for.

A count of 1 to 5 is hidden, and 0 is shown: the Department for Education's rule for its children in need statistics. A
percentage is hidden when 1 to 5 are in it, when 1 to 5 are not, or when it is out of fewer than 10: 0% and 100% of
a few children tell about each of them. An average out of fewer than 10 is hidden too. The numbers are an indicator's
own to change, with a reason: that a count is 5 or less does not by itself make it personal data (Information
Commissioner v Miller [2018] UKUT 229), what matters is whether somebody could be known by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

COUNT_UNITS = frozenset({"number", ""})
SHARES = {"percent": 100, "rate_per_1000": 1_000, "rate_per_10000": 10_000, "rate_per_100000": 100_000}


@dataclass(frozen=True, slots=True)
class Rule:
    """How small numbers of one indicator are kept from some audiences.

    Counts from 1 to `threshold` are hidden, and shares and averages out of fewer than `smallest`. What is shown is
    rounded to the nearest `rounded_to`; 1 leaves it as it is. `applies` False: it counts nobody, all is shown.
    """

    unit: str = ""
    decimals: int = 1
    applies: bool = True
    threshold: int = 5
    smallest: int = 10
    rounded_to: int = 1
    audiences: tuple[str, ...] = ("public",)
    because: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many people a figure is about: the `count`, and out of how many for a percentage (None where there is none).

    `average` says that the count is what an average was taken over.
    """

    count: Decimal
    of: Decimal | None = None
    average: bool = False


def counted(
    rule: Rule, value: Decimal | None, numerator: Decimal | None, denominator: Decimal | None
) -> Counted | None:
    """Return the count behind a figure; None when it has no value or nothing says how many people it is about.

    A percentage given with one of its two parts gives the other: a rounded one to the nearest whole.
    """
    if value is None:
        return None
    if rule.unit in COUNT_UNITS:
        return Counted(value) if value >= 0 else None
    if rule.unit not in SHARES:
        return Counted(denominator, average=True) if denominator is not None and denominator >= 0 else None
    share = value / SHARES[rule.unit]
    if numerator is None and denominator is not None:
        numerator = _whole(share * denominator)
    if denominator is None and numerator is not None and share:
        denominator = max(numerator, _whole(numerator / share))
    if numerator is None or numerator < 0:
        return None
    # More than all of them is no share of anybody: its parts say nothing about who is left.
    out_of = denominator if rule.unit == "percent" and denominator is not None and denominator >= numerator else None
    return Counted(numerator, out_of)


def is_small(rule: Rule, found: Counted) -> bool:
    """Return whether a figure with this count is too small to show."""
    if found.average:
        return 0 < found.count < rule.smallest
    if found.of is not None and (0 < found.of < rule.smallest or _few(rule, found.of - found.count)):
        return True
    return _few(rule, found.count)


def room(rule: Rule, found: Counted) -> tuple[Decimal, Decimal | None]:
    """Return the least and the most that a hidden count could be for somebody who knows the rule; None for no end.

    Such a reader knows that 0 is shown, so that what is hidden is 1 or more, and is taken to know what a percentage is
    out of. Where nought can be hidden too (out of fewer than 10) it is among the possible.
    """
    if found.of is None:
        return min(Decimal(1), found.count), None
    if found.of < rule.smallest:
        return Decimal(0), found.of
    return min(Decimal(1), found.count), max(found.of - 1, found.count)


def rounded(rule: Rule, number: Decimal) -> Decimal:
    """Return a count to the nearest multiple that the rule wants, halves away from 0."""
    if rule.rounded_to <= 1:
        return number
    return (number / rule.rounded_to).quantize(Decimal(1), ROUND_HALF_UP) * rule.rounded_to


def _few(rule: Rule, count: Decimal) -> bool:
    return 0 < count <= rule.threshold


def _whole(number: Decimal) -> Decimal:
    return number.quantize(Decimal(1), ROUND_HALF_UP)
