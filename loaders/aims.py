"""How councils write a target and its tolerance: 'under 10', 'at least 85%', 'between 5 and 10', '2 points'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from indicators.definitions import Indicator
from loaders.cells import fifteen_digits, number_in
from loaders.opened import Cell
from loaders.returns.numbers import OtherUnit, say_cell
from loaders.returns.pages import heading, tidy

OPERATOR_WORDS = {
    ">=": (">=", "=>", "≥", "at least", "no less than", "not less than", "no fewer than", "minimum", "min"),
    "<=": ("<=", "=<", "≤", "at most", "no more than", "not more than", "not above", "maximum", "max", "up to"),
    ">": (">", "over", "above", "more than", "greater than"),
    "<": ("<", "under", "below", "less than", "fewer than"),
    "=": ("=", "exactly", "equal to", "equals"),
    "between": ("between", "range"),
}
# The one of each that people choose from. Words alone: a cell that holds = is a formula to a spreadsheet.
PLAIN_WORDS = {
    **{">=": "at least", "<=": "no more than", ">": "over", "<": "under", "=": "exactly", "between": "between"},
}
_SIGN = {word: sign for sign, words in OPERATOR_WORDS.items() for word in words}
# The longer words first, so that "no more than" is not read as "more than".
_AIM = re.compile(rf"({'|'.join(re.escape(w) for w in sorted(_SIGN, key=len, reverse=True))})?\s*(.+)")
_AFTER = {
    **dict.fromkeys(("or more", "or above", "or over", "or higher", "+"), ">="),
    **dict.fromkeys(("or less", "or fewer", "or below", "or under", "or lower"), "<="),
}
_THEN = re.compile(rf"(.+?)\s*({'|'.join(re.escape(words) for words in _AFTER)})")
_TWO = re.compile(r"(.+?)\s*(?: and | to |–|(?<=[\d%])\s*-\s*(?=\d))\s*(.+)")
_POINTS = re.compile(r"(.+?)\s*(?:percentage )?(?:points?|pts?)")
_RELATIVE = frozenset({"relative", "percent", "per cent", "%", "% of the target", "% of target"})
_ABSOLUTE = frozenset({"absolute", "point", "points", "percentage points", "unit", "units"})


@dataclass(frozen=True, slots=True)
class Aim:
    """A target's own cell: its value, and its operator and upper bound where the cell says them too."""

    value: Decimal
    operator: str = ""
    upper: Decimal | None = None


def operator_of(text: str) -> str:
    """Return the operator that a cell means ('at least' is >=), or '' when it means none."""
    return _SIGN.get(tidy(text).casefold(), "")


def aim_of(cell: Cell, indicator: Indicator) -> Aim | None:
    """Return what a target's cell says, or None when that is no target."""
    if cell.failed:
        return None
    try:
        said = say_cell(cell, indicator)
    except OtherUnit:
        return None
    if said.value is not None:
        return Aim(said.value)
    match = _AIM.fullmatch(tidy(cell.text).casefold())
    if match is None:
        return None
    operator = _SIGN.get(match[1] or "", "")
    then = _THEN.fullmatch(match[2]) if not operator else None
    if then and (least := _plain(then[1], indicator)) is not None:
        return Aim(least, _AFTER[then[2]])
    if (one := _plain(match[2], indicator)) is not None:
        return Aim(one, operator)
    two = _TWO.fullmatch(match[2]) if operator in ("", "between") else None
    low, high = (_plain(two[1], indicator), _plain(two[2], indicator)) if two else (None, None)
    return Aim(low, "between", high) if low is not None and high is not None else None


def tolerance_of(cell: Cell, kind: str) -> tuple[str, Decimal] | None:
    """Return a tolerance's kind (relative or absolute) and size, or None when it cannot be read.

    A number, with a per cent sign or without, is a share of the target; '2 points' is in the indicator's own unit, and
    so is a number whose `kind`, the cell beside it, says absolute. The two may not contradict each other.
    """
    text, kind = tidy(cell.text).casefold(), heading(kind)
    points = _POINTS.fullmatch(text)
    number = number_in(points[1] if points else text)
    if cell.number is not None:
        number = fifteen_digits(cell.number * 100) if cell.percent else cell.number
    written = "absolute" if points else "relative" if text.endswith("%") else ""
    named = "absolute" if kind in _ABSOLUTE else "relative" if kind in _RELATIVE else ""
    if number is None or number < 0 or (kind and not named) or (written and named and written != named):
        return None
    return written or named or "relative", number


def _plain(text: str, indicator: Indicator) -> Decimal | None:
    """Return a number without any mark or note, or None; a per cent sign only where the indicator is in per cent."""
    number = number_in(text)
    return None if number is None or (text.strip().endswith("%") and "percent" not in indicator.unit) else number
