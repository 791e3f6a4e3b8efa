"""Signals in words: what the last figure is, and whether the target can be relied on.

The words are those of the NHS's Making Data Count programme: special cause, common cause, hit and miss. Each icon is a
letter or a sign that stands for a text, never a colour alone.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from indicators.rules import spc
from indicators.rules.period import day_words
from indicators.rules.spc import Signal, Signals
from indicators.rules.spc_rules import (
    ABOVE,
    BELOW,
    FALLING,
    HIGH,
    NEAR_ABOVE,
    NEAR_BELOW,
    RISING,
    SHIFT_ABOVE,
    SHIFT_BELOW,
)
from indicators.rules.words import quantity

VARIATION_WORDS = {
    spc.COMMON_CAUSE: "Common cause: ordinary variation",
    spc.IMPROVEMENT: "Special cause: improving",
    spc.CONCERN: "Special cause: concern",
    spc.NEUTRAL_HIGH: "Special cause: high or rising",
    spc.NEUTRAL_LOW: "Special cause: low or falling",
}
ASSURANCE_WORDS = {spc.WILL_PASS: "Will pass", spc.HIT_AND_MISS: "Hit and miss", spc.WILL_FAIL: "Will fail"}
PATTERN_WORDS = {
    ABOVE: "it is above the upper limit",
    BELOW: "it is below the lower limit",
    RISING: "at least seven figures in a row have risen",
    FALLING: "at least seven figures in a row have fallen",
    NEAR_ABOVE: "two of three figures in a row are close to the upper limit",
    NEAR_BELOW: "two of three figures in a row are close to the lower limit",
    SHIFT_ABOVE: "at least seven figures in a row are above the average",
    SHIFT_BELOW: "at least seven figures in a row are below the average",
}
_ENDINGS = {spc.IMPROVEMENT: " That is an improvement.", spc.CONCERN: " That is a concern."}


def variation_words(signals: Signals) -> str:
    """Return the variation in words, or why there is none."""
    return VARIATION_WORDS[signals.variation] if signals.variation else _no_signal(signals)


def assurance_words(signals: Signals) -> str:
    """Return the assurance in words, '' where there is none."""
    return ASSURANCE_WORDS[signals.assurance] if signals.assurance else ""


def variation_icon(signal: Signal) -> str:
    """Return the sign for one point: H or L for high or low, an arrow where neither is good, '~' for common cause."""
    if not signal.special:
        return "~" if signal.label else ""
    high = signal.label in HIGH
    if signal.kind in (spc.NEUTRAL_HIGH, spc.NEUTRAL_LOW):
        return "↑" if high else "↓"
    return "H" if high else "L"


def sentence(signals: Signals, unit: str, decimals: int) -> str:
    """Return the signal in one to four sentences that can be read aloud: what was seen, and what to expect."""
    last = signals.last
    if last is None or last.drawn_lower is None or last.drawn_upper is None:
        return _no_signal(signals)

    def shown(value: float | Decimal) -> str:
        return quantity(Decimal(str(value)), unit, decimals)

    said = _seen(last, shown)
    if signals.narrow:
        said += " Most figures are the same, so take this with care."
    if signals.assurance and signals.target is not None:
        said += f" {_expected(signals, shown(signals.target))}"
    return said


def _seen(last: Signal, shown: Callable[[float | Decimal], str]) -> str:
    lowest, highest = shown(last.drawn_lower or 0.0), shown(last.drawn_upper or 0.0)
    if last.special:
        return f"This is more than ordinary ups and downs: {PATTERN_WORDS[last.label]}.{_ENDINGS.get(last.kind, '')}"
    if last.lower == last.upper:
        return f"The figure is {shown(last.value or Decimal(0))} every time."
    return f"The last figure is within its ordinary ups and downs, {lowest} to {highest}."


def _expected(signals: Signals, target: str) -> str:
    words = {
        spc.WILL_PASS: f"If nothing changes, it will meet the target of {target} every time.",
        spc.HIT_AND_MISS: f"It meets the target of {target} at times and misses it at others.",
        spc.WILL_FAIL: f"If nothing changes, it will miss the target of {target} every time.",
    }
    said = words[signals.assurance or spc.HIT_AND_MISS]
    return f"{said} The target has changed; this is the one that holds now." if signals.target_changed else said


def _no_signal(signals: Signals) -> str:
    if signals.reason == spc.NO_FIGURES:
        return "No signal: there are no figures."
    have = f"there is {signals.count} figure" if signals.count == 1 else f"there are {signals.count} figures"
    if signals.since:
        have += f" since {day_words(signals.since)}, when the way of counting changed"
    return f"No signal yet: {have}, and it takes {signals.minimum}."
