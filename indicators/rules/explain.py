"""Why this colour, and the reading in one sentence: plain English, made from the figures alone."""

from __future__ import annotations

from decimal import Decimal

from indicators.rules.period import Period, label
from indicators.rules.rag import AMBER, GREEN, Judgement, meets
from indicators.rules.target import OPERATOR_WORDS, Target, when_words
from indicators.rules.words import MARK_WORDS, difference, number, quantity, rounded

NO_TARGET, NO_DATA, NOT_DUE, NEUTRAL = "no_target", "no_data", "not_due", "neutral"
SUPPRESSED, NOT_JUDGED = "suppressed", "not_judged"
MET, NEAR, MISSED = "met", "within_tolerance", "beyond_tolerance"

STATUS_WORDS = {
    "provisional": "provisional",
    "revised": "revised",
    "forecast": "a forecast",
    "predicted": "a prediction",
    "implied": "implied by the source, not printed in it",
    "baseline": "a baseline",
}


def target_words(target: Target, unit: str, decimals: int, words: tuple[str, ...] = ()) -> str:
    """Return a target in words: 'under 10%', 'at least 85% for 2004/05'. Targets are never rounded away."""
    places = _target_places(target, decimals)
    text = OPERATOR_WORDS[target.operator].format(
        value=quantity(target.value, unit, places, words),
        upper=quantity(target.upper, unit, places, words) if target.upper is not None else "",
    )
    when = when_words(target)
    return f"{text} {when}" if when else text


def why(
    value: Decimal, target: Target, judgement: Judgement, *, unit: str, decimals: int, words: tuple[str, ...] = ()
) -> str:
    """Return the sentence that explains a colour, with the rule in it."""
    aim = target_words(target, unit, decimals, words)
    shown = _shown(value, target, judgement, unit, decimals, words)
    if judgement.rag == GREEN:
        return f"{shown} meets the target of {aim}, so it is green."
    tolerance = judgement.tolerance
    allowed = (
        f"{number(tolerance.amount, _places(tolerance.amount))}% of the target"
        if tolerance.kind == "relative"
        else difference(tolerance.amount, unit, max(decimals, _places(tolerance.amount)))
    )
    if judgement.shortfall == 0:
        return f"{shown} is exactly on the limit of the target of {aim}, so it is amber."
    gap = difference(judgement.shortfall, unit, max(decimals, min(2, _places(judgement.shortfall))))
    if tolerance.kind == "relative" and judgement.bound and unit != "judgement":
        gap += f" ({_share(judgement)}% of the target)"
    if judgement.rag == AMBER:
        return f"{shown} misses the target of {aim} by {gap}. Up to {allowed} is amber."
    if tolerance.amount == 0:
        return f"{shown} misses the target of {aim} by {gap}, so it is red."
    return f"{shown} misses the target of {aim} by {gap}. More than {allowed} is red."


def _shown(
    value: Decimal, target: Target, judgement: Judgement, unit: str, decimals: int, words: tuple[str, ...]
) -> str:
    """Return a value with enough decimals that what is read has the same answer: 84.996% never misses as '85%'."""
    places = _target_places(target, decimals)
    if judgement.rag != GREEN:
        places = max(places, min(2, _places(value)))
    while places < 10 and meets(rounded(value, places), target) != meets(value, target):
        places += 1
    return quantity(value, unit, places, words)


def _share(judgement: Judgement) -> str:
    """Return the shortfall as a share of the target, with enough decimals that it is neither 0 nor the tolerance."""
    share = judgement.shortfall / abs(judgement.bound) * 100
    places = 1
    while places < 10 and (
        rounded(share, places) == 0
        or (rounded(share, places) <= judgement.tolerance.amount) != (share <= judgement.tolerance.amount)
    ):
        places += 1
    return number(share, places)


def _target_places(target: Target, decimals: int) -> int:
    upper = _places(target.upper) if target.upper is not None else 0
    return max(decimals, _places(target.value), upper)


def why_not(reason: str, *, mark: str = "", target: str = "", would_be: str | None = None) -> str:
    """Return the sentence that says why a reading has no colour."""
    if reason == NO_TARGET:
        return "Not rated: no target has been set for this period."
    if reason == NEUTRAL:
        return "Not rated: no level of this is good or bad in itself."
    if reason == NOT_DUE:
        ending = f" If it were judged now it would be {would_be}." if would_be else ""
        return f"Not rated yet: the target of {target} is not due.{ending}"
    if reason == SUPPRESSED:
        return f"Not rated: {MARK_WORDS[mark]}."
    if reason == NOT_JUDGED:
        return "Not rated: there is no final figure, only a forecast, a starting point or an implied one."
    return f"Not rated: {MARK_WORDS.get(mark, 'there is no figure for this period')}."


def sentence(
    name: str,
    value: Decimal | None,
    period: Period | None,
    *,
    unit: str,
    decimals: int,
    words: tuple[str, ...] = (),
    travel: str = "",
    aim: str = "",
    beside: str = "",
) -> str:
    """Return a reading in one or two sentences that can be read aloud."""
    if period is None:
        return f"{name}: no figure has been loaded."
    if value is None:
        return f"{name}: no figure {_when(period)}."
    text = f"{name}: {quantity(value, unit, decimals, words)} {_when(period)}"
    if aim:
        text += f", against a target of {aim}"
    text += "."
    if travel:
        text += f" {travel}"
    if beside:
        text += f" {beside}"
    return text


def travel_words(
    direction: str, change: Decimal, earlier: str, *, unit: str, decimals: int, baseline: bool, when: str
) -> str:
    """Return the direction of travel in words: 'Improving: down 3 percentage points from 23%, the plan's baseline.'"""
    source = f"{earlier}, the plan's baseline ({when})" if baseline else f"{earlier} {when}"
    if direction == "no_change":
        return f"No change from {source}."
    way = "up" if change > 0 else "down"
    return f"{direction.capitalize()}: {way} {difference(change, unit, decimals)} from {source}."


def _when(period: Period) -> str:
    text = label(period)
    if period.kind == "snapshot":
        return text
    if period.kind == "month":
        return f"in {text}"
    return f"for the {text}" if period.kind in ("rolling_year", "academic_year", "calendar_year") else f"for {text}"


def when(period: Period) -> str:
    """Return when a figure is for, ready for a sentence: 'at 31 March 2004', 'for 2003/04', 'in May 2004'."""
    return _when(period)


def _places(value: Decimal) -> int:
    """Return how many decimal places a value needs to be shown exactly."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
