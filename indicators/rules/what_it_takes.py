"""What it takes: what the rest of the year must come to, if the year is to meet its target.

A percentage or a rate of a year is that of its parts weighted by what each is out of (their denominators); with none
given the parts count alike. A count of a year is the sum of its parts. What is left to find is set against what is
possible: 61.0, 68.4 and 77.4 in three equal quarters leave 133.2 to find in the fourth for 85 in the year, which no
percentage can be. Source: arithmetic, in exact fractions; what is asked for is rounded to the side that meets the
target.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from indicators.rules.target import Target
from indicators.rules.words import quantity

REACHABLE, CANNOT, REACHED = "reachable", "cannot_now_be_reached", "already_reached"
MISSING, NOTHING_LEFT = "missing", "nothing_left"
ALIKE, AS_BEFORE = "alike", "as_before"
_NOUNS = {"month": "month", "quarter": "quarter", "half_year": "half year"}
ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Part:
    """What is done of a year: its value (None when missing), what it is out of (None when that is not known).

    A running total or a year-to-date figure stands for several `periods` at once.
    """

    value: Decimal | None
    weight: Decimal | None = None
    periods: int = 1


@dataclass(frozen=True, slots=True)
class Needed:
    """What the periods to come must average to meet a target, or why nothing can be said (missing, nothing_left).

    `at_least` and `at_most` are exact, in the indicator's unit, None where the target has no such bound. For counts
    they are what all periods to come must add up to. `left` is how many periods are to come. `assumed` says what was
    taken for granted: `alike` that every period is out of as many, `as_before` that those to come are each out of as
    many as those done were on average; '' nothing.
    """

    state: str
    left: int
    at_least: Fraction | None = None
    at_most: Fraction | None = None
    assumed: str = ""
    adds_up: bool = False


@dataclass(frozen=True, slots=True)
class _Year:
    """The weighted sum that is done, the weight to come, the weight of the whole year, and what was assumed."""

    done: Fraction
    coming: Fraction
    whole: Fraction
    assumed: str


def needed(
    done: Sequence[Part],
    coming: Sequence[Decimal | None],
    target: Target,
    *,
    adds_up: bool = False,
    lowest: Decimal | None = None,
    highest: Decimal | None = None,
) -> Needed:
    """Return what the periods to come must average; of counts (`adds_up`), what they must add up to.

    `coming` has one entry a period to come: what it is out of, or None when that is not known. Weights are not looked
    at for counts. `lowest` and `highest` are what one period's value can be at all. A missing value leaves the year
    unknown; a period out of none counts for nothing.
    """
    if not adds_up:
        done = [part for part in done if part.weight != 0]
        coming = [weight for weight in coming if weight != 0]
    left = len(coming)
    if any(part.value is None for part in done):
        return Needed(MISSING, left, adds_up=adds_up)
    if not left:
        return Needed(NOTHING_LEFT, left, adds_up=adds_up)
    year = _counted(done) if adds_up else _weighted(done, coming)
    at_least, at_most = (
        None if bound is None else (bound * year.whole - year.done) / year.coming for bound in _bounds(target)
    )
    each = left if adds_up else 1
    ends = [None if end is None else Fraction(end) * each for end in (lowest, highest)]
    state = _state((at_least, at_most), (ends[0], ends[1]), strict=target.operator in ("<", ">"))
    if state == REACHABLE and at_least is not None and at_most is not None:
        # Of two bounds one that cannot be missed asks for nothing.
        at_least = None if ends[0] is not None and at_least <= ends[0] else at_least
        at_most = None if ends[1] is not None and at_most >= ends[1] else at_most
    return Needed(state, left, at_least, at_most, year.assumed, adds_up)


def _counted(done: Sequence[Part]) -> _Year:
    """Return the sums of a year of counts: what is to come is one total, whatever the number of periods."""
    return _Year(sum((Fraction(part.value or 0) for part in done), ZERO), Fraction(1), Fraction(1), "")


def _weighted(done: Sequence[Part], coming: Sequence[Decimal | None]) -> _Year:
    """Return the sums of a year of percentages or rates, each part by what it is out of."""
    known = [Fraction(part.weight) for part in done if part.weight is not None]
    if not known or len(known) < len(done):
        assumed = ALIKE if done else ""
        weights, to_come = [Fraction(part.periods) for part in done], Fraction(len(coming))
    else:
        usual = sum(known, ZERO) / sum(part.periods for part in done)
        assumed = AS_BEFORE if None in coming else ""
        weights, to_come = known, sum((usual if w is None else Fraction(w) for w in coming), ZERO)
    total = sum((Fraction(part.value or 0) * weight for part, weight in zip(done, weights, strict=True)), ZERO)
    return _Year(total, to_come, sum(weights, ZERO) + to_come, assumed)


def _bounds(target: Target) -> tuple[Fraction | None, Fraction | None]:
    """Return what a year must come to at least, and at most."""
    value = Fraction(target.value)
    if target.operator in (">=", ">"):
        return value, None
    if target.operator in ("<=", "<"):
        return None, value
    return value, value if target.upper is None else Fraction(target.upper)


def _state(
    asked: tuple[Fraction | None, Fraction | None], ends: tuple[Fraction | None, Fraction | None], *, strict: bool
) -> str:
    """Return whether what is asked for can be, cannot be, or must be.

    The same question is put for both ends: below with all signs turned. What equals a strict bound misses it.
    """
    cannot, must = False, True
    for sign, bound, worst, best in ((1, asked[0], ends[0], ends[1]), (-1, asked[1], ends[1], ends[0])):
        if bound is None:
            continue
        short = best is not None and (sign * bound > sign * best or (strict and bound == best))
        sure = worst is not None and (sign * bound < sign * worst or (not strict and bound == worst))
        cannot, must = cannot or short, must and sure
    return CANNOT if cannot else REACHED if must else REACHABLE


def sentence(found: Needed, target: Target, aim: str, *, unit: str, decimals: int, kind: str = "") -> str:
    """Return what it takes in one or two sentences; '' when there is nothing left to say.

    `aim` is the target in words, `kind` the kind of period to come (month, quarter, half_year).
    """
    if found.state == MISSING:
        return "What it takes cannot be worked out: a figure of this year is missing."
    if found.state == NOTHING_LEFT:
        return ""
    noun = _NOUNS.get(kind, "period")
    assumed = {
        ALIKE: f" This counts every {noun} alike.",
        AS_BEFORE: f" This takes each {noun} to come as an average one.",
    }
    taken = assumed.get(found.assumed, "")
    if found.state == REACHED:
        return f"The target of {aim} is already reached, whatever is to come.{taken}"
    rest = f"the last {noun}" if found.left == 1 else f"the last {found.left} {noun}s"
    verb = "come to" if found.adds_up or found.left == 1 else "average"
    ask = _ask(found, target, unit, decimals)
    if found.state == CANNOT:
        return f"The target of {aim} cannot now be reached: {rest} would have to {verb} {ask}.{taken}"
    return f"To reach the target of {aim}, {rest} must {verb} {ask}.{taken}"


def _ask(found: Needed, target: Target, unit: str, decimals: int) -> str:
    """Return what is asked for, each bound rounded to the side that meets the target.

    Two bounds that lie so close that rounding would cross them take a decimal more.
    """
    if found.at_least is not None and found.at_most is not None and found.at_least < found.at_most:
        while _rounded(math.ceil, found.at_least, decimals) > _rounded(math.floor, found.at_most, decimals):
            decimals += 1
    low = None if found.at_least is None else quantity(_rounded(math.ceil, found.at_least, decimals), unit, decimals)
    high = None if found.at_most is None else quantity(_rounded(math.floor, found.at_most, decimals), unit, decimals)
    strict = target.operator in ("<", ">")
    if high is None:
        return f"{'over' if strict else 'at least'} {low}"
    if low is None:
        return f"{'under' if strict else 'no more than'} {high}"
    return f"exactly {low}" if found.at_least == found.at_most else f"between {low} and {high}"


def _rounded(to_whole: Callable[[Fraction], int], value: Fraction, decimals: int) -> Decimal:
    return Decimal(to_whole(value * 10**decimals)).scaleb(-decimals)
