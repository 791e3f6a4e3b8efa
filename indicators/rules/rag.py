"""Red, amber, green: one figure against one target, with the reason.

Green at the target or better; amber within the tolerance; red beyond it. Values are compared unrounded and a boundary
takes the better colour. Source: the commonest rule in council papers (docs/design.md, "RAG"): within 10% of the target
is amber, save where a share of the target makes no sense (targets of 0 or 100, and small counts): those take an
absolute tolerance.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

from indicators.rules.parts import places
from indicators.rules.target import Target
from indicators.rules.words import difference, number, quantity

GREEN, AMBER, RED, NOT_RATED = "green", "amber", "red", "not_rated"
RELATIVE = Decimal(10)  # per cent of the target
POINTS_AT_THE_ENDS = Decimal(2)  # for percentages with a target of 0 or 100
SMALL_COUNT = Decimal(20)  # targets for counts below this take an absolute tolerance
ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far short of a target is still amber: `kind` relative (per cent of the target) or absolute (in the unit).

    `because` says why it is not the one that was asked for, '' when it is.
    """

    kind: str
    amount: Decimal
    because: str = field(default="", compare=False)

    def allowance(self, target: Decimal) -> Decimal:
        """Return the tolerance in the indicator's own unit."""
        return abs(target) * self.amount / 100 if self.kind == "relative" else self.amount


@dataclass(frozen=True, slots=True)
class Judgement:
    """A colour, the shortfall in the indicator's unit (0 when the target is met), the tolerance that was used, and the
    bound that was missed (of a `between` the nearer one)."""

    rag: str
    shortfall: Decimal
    tolerance: Tolerance
    bound: Decimal


def tolerance_for(
    target: Target, unit: str, kind: str = "", amount: Decimal | None = None, bound: Decimal | None = None
) -> Tolerance:
    """Return the tolerance of a target: its own, else the indicator's (kind and amount), else the usual one.

    `bound` is the bound that matters, the target's value unless said. A share cannot be used for a bound of 0, for a
    percentage of 100 or for a grade, whoever asked for it, unless it is 0% (no tolerance at all); nor is an indicator's
    share for a count under 20. There the usual one is 2 points for a percentage, 1 for a count, and nothing for a grade
    or any other bound of 0; `because` of the answer says what was not used and why.
    """
    bound = target.value if bound is None else bound
    refused = _no_share(bound, unit)
    own = target.tolerance if target.tolerance_kind else None
    if own is not None and (target.tolerance_kind != "relative" or own == 0 or not refused):
        return Tolerance(target.tolerance_kind, own)
    if amount is not None and kind == "absolute":
        used = Tolerance("absolute", amount)
    elif refused or (unit == "number" and abs(bound) < SMALL_COUNT):
        used = Tolerance("absolute", _usual_amount(bound, unit))
    else:
        used = Tolerance("relative", amount if amount is not None else RELATIVE)
    asked = own if own is not None else amount if used.kind == "absolute" and kind == "relative" else None
    return used if asked is None else replace(used, because=_because(asked, bound, unit, refused, used.amount))


def _no_share(bound: Decimal, unit: str) -> str:
    """Return why a share of a bound makes no sense as a tolerance, '' when it does."""
    if unit == "judgement":
        return "grades have no shares"
    if bound == 0:
        return "a share of nothing is nothing"
    return "100% is the end of the scale" if unit == "percent" and bound == 100 else ""


def _usual_amount(bound: Decimal, unit: str) -> Decimal:
    if unit == "percent":
        return POINTS_AT_THE_ENDS
    return ONE if unit == "number" and bound else Decimal(0)


def _because(asked: Decimal, bound: Decimal, unit: str, refused: str, used: Decimal) -> str:
    """Return the sentence that says why a share that was asked for is not used, and what is."""
    share = f"{number(asked, places(asked))}% of the target"
    if unit == "judgement":
        return f"A tolerance of {share} is not used: {refused}."
    instead = difference(used, unit, places(used)) if used else "no tolerance"
    reason = refused or "it is less than one or two"
    return f"A tolerance of {share} is not used at {quantity(bound, unit, places(bound))}: {reason}. Used: {instead}."


def judged(value: Decimal, target: Target, unit: str, kind: str = "", amount: Decimal | None = None) -> Judgement:
    """Return the judgement of a value with the tolerance that holds for the bound that it is nearest to missing."""
    bound = _distance(value, target)[0]
    return judge(value, target, tolerance_for(target, unit, kind, amount, bound))


def judge(value: Decimal, target: Target, tolerance: Tolerance) -> Judgement:
    """Return the judgement of a value against a target.

    The shortfall is measured to the nearer bound of a `between`. A value exactly on a strict bound (under 10, and it
    is 10) misses by nothing, so it is amber.
    """
    bound, shortfall, met = _distance(value, target)
    if met:
        return Judgement(GREEN, Decimal(0), tolerance, bound)
    within = shortfall <= tolerance.allowance(bound)
    return Judgement(AMBER if within else RED, shortfall, tolerance, bound)


def meets(value: Decimal, target: Target) -> bool:
    """Return whether a value meets a target."""
    return _distance(value, target)[2]


def _distance(value: Decimal, target: Target) -> tuple[Decimal, Decimal, bool]:
    """Return the bound that matters, how far the value is on its wrong side, and whether the target is met."""
    bound = target.value
    if target.operator == ">=":
        return bound, bound - value, value >= bound
    if target.operator == ">":
        return bound, bound - value, value > bound
    if target.operator == "<=":
        return bound, value - bound, value <= bound
    if target.operator == "<":
        return bound, value - bound, value < bound
    if target.operator == "=":
        return bound, abs(value - bound), value == bound
    if target.operator == "between" and target.upper is not None:
        if value < bound:
            return bound, bound - value, False
        return target.upper, value - target.upper, value <= target.upper
    raise ValueError(f"no such operator: {target.operator!r}")
