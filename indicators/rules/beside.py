"""Better, similar or worse than a benchmark: only where chance can be ruled out, else the difference and no claim.

A figure is better or worse than England's when its whole interval is on one side of it; when the interval holds the
benchmark, the two are similar. A figure without counts has no interval: then the difference is said, and no more.
Source: the comparison of public health profiles in England ("confidence interval overlapping reference value"): the
benchmark is taken as it stands, and a limit that equals it does not rule it out.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from indicators.rules.intervals import Interval
from indicators.rules.words import difference, number, quantity

BETTER, SIMILAR, WORSE, HIGHER, LOWER = "better", "similar", "worse", "higher", "lower"
_CLAIMS = {
    BETTER: "Better than {who}",
    SIMILAR: "Similar to {who}",
    WORSE: "Worse than {who}",
    HIGHER: "Higher than {who}",
    LOWER: "Lower than {who}",
}
# Under 30 the 95% interval of a half is 34 points wide, and one child moves the figure by more than 3 points. The same
# line is drawn by the US National Center for Health Statistics (data presentation standards for proportions, 2017).
SMALL_DENOMINATOR = 30


@dataclass(frozen=True, slots=True)
class Beside:
    """A value beside a benchmark: the value less the benchmark, in the unit, and the claim or None."""

    difference: Decimal
    claim: str | None


def compared(interval: Interval | None, benchmark: Decimal | None, polarity: str) -> str | None:
    """Return better, similar or worse; higher, similar or lower where neither is good; None without an interval."""
    if interval is None or benchmark is None:
        return None
    theirs = float(benchmark)
    if interval.lower <= theirs <= interval.upper:
        return SIMILAR
    above = interval.lower > theirs
    if polarity not in ("high", "low"):
        return HIGHER if above else LOWER
    return BETTER if above == (polarity == "high") else WORSE


def beside(value: Decimal, benchmark: Decimal, interval: Interval | None, polarity: str) -> Beside:
    """Return a value beside a benchmark of the same unit."""
    return Beside(value - benchmark, compared(interval, benchmark, polarity))


def beside_words(found: Beside, benchmark: Decimal, who: str, *, unit: str, decimals: int) -> str:
    """Return the comparison in words: "Better than England's 95.7%." or "2 percentage points above England's 95.7%."

    `who` is whose benchmark it is, as the owner of it: "England's", "the region's".
    """
    theirs = f"{who} {quantity(benchmark, unit, decimals)}"
    if found.claim:
        return f"{_CLAIMS[found.claim].format(who=theirs)}."
    if found.difference == 0:
        return f"The same as {theirs}."
    way = "above" if found.difference > 0 else "below"
    return f"{difference(found.difference, unit, decimals)} {way} {theirs}."


def small_denominator(denominator: Decimal | None, *, small: int = SMALL_DENOMINATOR) -> str:
    """Return the warning that a percentage is out of few; '' when it is not, or when nobody said out of how many."""
    if denominator is None or denominator >= small:
        return ""
    if denominator <= 0:
        return "Out of none: there is nothing to take a share of."
    if denominator < 1:
        return "Out of less than 1: take it with care."
    moves = number(Decimal(100) / denominator, 0)
    return f"Out of {number(denominator, 1)} only: one more or less moves it by {moves} points. Take it with care."
