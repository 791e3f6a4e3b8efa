"""Numbers in words: the one place where a figure is rounded for showing."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

_AFTER = {
    "percent": "%",
    "rate_per_1000": " per 1,000",
    "rate_per_10000": " per 10,000",
    "rate_per_100000": " per 100,000",
    "gbp_million": " million",
    "gbp_per_week": " a week",
    "percent_change": "%",
}
_COUNTED = {"days": "day", "weeks": "week", "months": "month", "score": "point", "stars": "star"}
MARK_WORDS = {
    "c": "not shown because the number is too small to publish safely",
    "x": "not available",
    "z": "does not apply",
    "low": "rounds to zero",
    "u": "too unreliable to show",
    "missing": "no figure given",
}


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Return a value rounded half up, without zeros at the end: 20.00 is 20."""
    value = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def number(value: Decimal, decimals: int) -> str:
    """Return a number as shown, with commas: 13,000 and 77.4."""
    shown = rounded(value, decimals)
    return f"{abs(shown) if shown == 0 else shown:,f}"


def quantity(value: Decimal, unit: str, decimals: int, words: tuple[str, ...] = ()) -> str:
    """Return a value with its unit: 77.4%, 45 per 10,000, £2.76 million, 19 months; a judgement as its word."""
    if unit == "judgement" and words and value == value.to_integral_value() and 0 <= value < len(words):
        return words[int(value)]
    text = number(value, decimals)
    if unit.startswith("gbp"):
        text = f"-£{text[1:]}" if text.startswith("-") else f"£{text}"
    if unit in _COUNTED:
        return f"{text} {_COUNTED[unit]}{'' if text in ('1', '-1') else 's'}"
    return text + _AFTER.get(unit, "")


def difference(value: Decimal, unit: str, decimals: int) -> str:
    """Return the size of a difference in the right words: '3 percentage points', '15 per 10,000', '£2 million'."""
    size = abs(value)
    # A difference that rounding would hide is shown with one decimal more, so that 'changed by 0' is never said.
    while size and rounded(size, decimals) == 0 and decimals < 10:
        decimals += 1
    if unit in ("percent", "percent_change"):
        text = number(size, decimals)
        return f"{text} percentage point{'' if text == '1' else 's'}"
    if unit == "judgement":
        text = number(size, 0)
        return f"{text} grade{'' if text == '1' else 's'}"
    return quantity(size, unit, decimals)


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: '1 indicator', '12 indicators'."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(parts: Sequence[str]) -> str:
    """Return parts as people list them: 'a, b and c'."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""
