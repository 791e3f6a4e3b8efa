"""A forecast in words, and two forecasts beside each other: the service's own and ours, later with what came of them.

Whose forecast was nearer is said when the outturn is known, so that both can be trusted as far as they deserve.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from indicators.rules import forecast as rule
from indicators.rules.forecast import Forecast
from indicators.rules.period import day_words
from indicators.rules.words import difference, quantity

OURS, THEIRS, SAME = "ours", "theirs", "same"
REFUSED_WORDS = {
    rule.NO_DATE: "the target has no date",
    rule.DUE: "the target's date has come",
    rule.OTHER_KIND: "the figures are for another kind of period than the target",
    rule.NO_FIGURES: "there are no figures",
    rule.BREAK: "the way of counting changed, and there are too few figures since",
    rule.TOO_FAR: "the target is further ahead than the figures look back",
    rule.EXACTLY: "no guess can be exactly on a target",
}
_LIKELIHOODS = {
    rule.LIKELY: "it is likely to meet",
    rule.EVEN: "it is about as likely to meet as to miss",
    rule.UNLIKELY: "it is unlikely to meet",
}


def sentence(found: Forecast, aim: str, unit: str, decimals: int) -> str:
    """Return a forecast in two or three sentences, or one that says why there is none.

    `aim` is the target in words, such as 'at least 85% for 2004/05'.
    """
    if found.reason == rule.TOO_FEW:
        figures = "figure is" if found.used == 1 else "figures are"
        return f"No forecast: {found.used} {figures} too few; it takes {rule.FEWEST}."
    if found.words is None or found.due is None:
        return f"No forecast: {REFUSED_WORDS[found.reason]}."
    said = f"If it goes on as it has, {_LIKELIHOODS[found.words]} the target of {aim}."
    said += f" Our best guess for {day_words(found.due)} is {_shown(found.central, unit, decimals)}"
    said += f", from the last {found.used} figures."
    if found.straight:
        return f"{said} They lie on a line, so how far off it may be is not known."
    low, high = _shown(found.low, unit, decimals), _shown(found.high, unit, decimals)
    return f"{said} {_often(found.level)} it should be between {low} and {high}."


@dataclass(frozen=True, slots=True)
class Outcome:
    """Two forecasts against the outturn: how far each was from it (None without one), and whose was nearer.

    `inside` says whether the outturn fell between our low and high; None without a forecast of ours.
    """

    ours: Decimal | None
    theirs: Decimal | None
    nearer: str | None
    inside: bool | None


def beside_service(found: Forecast, theirs: Decimal, unit: str, decimals: int) -> str:
    """Return the sentence that puts the service's own forecast beside ours."""
    said = f"The service's own forecast is {quantity(theirs, unit, decimals)}"
    if found.central is None or found.low is None or found.high is None:
        return f"{said}; we have none to put beside it."
    gap = _decimal(found.central) - theirs
    if gap == 0:
        return f"{said}, the same as ours."
    way = "below" if gap > 0 else "above"
    within = found.low <= float(theirs) <= found.high
    place = "within" if within else "outside"
    return f"{said}, {difference(gap, unit, decimals)} {way} ours and {place} the range that we give."


def against_outturn(found: Forecast | None, theirs: Decimal | None, outturn: Decimal) -> Outcome:
    """Return how near each forecast came to the outturn; equally near is `same`; one alone is not nearer."""
    central = found.central if found else None
    ours_off = abs(_decimal(central) - outturn) if central is not None else None
    theirs_off = abs(theirs - outturn) if theirs is not None else None
    nearer = None
    if ours_off is not None and theirs_off is not None:
        nearer = SAME if ours_off == theirs_off else OURS if ours_off < theirs_off else THEIRS
    inside = None
    if found is not None and found.low is not None and found.high is not None:
        inside = found.low <= float(outturn) <= found.high
    return Outcome(ours_off, theirs_off, nearer, inside)


def outcome_words(outcome: Outcome, unit: str, decimals: int) -> str:
    """Return in one or two sentences how near each forecast came; '' when there was none."""
    parts = []
    if outcome.theirs is not None:
        parts.append(f"the service's forecast was {_off(outcome.theirs, unit, decimals)}")
    if outcome.ours is not None:
        parts.append(f"ours was {_off(outcome.ours, unit, decimals)}")
    if not parts:
        return ""
    said = " and ".join(parts)
    said = f"{said[0].upper()}{said[1:]}."
    if outcome.inside is None:
        return said
    return f"{said} The outturn was {'within' if outcome.inside else 'outside'} the range that we gave."


def _off(gap: Decimal, unit: str, decimals: int) -> str:
    return f"{difference(gap, unit, decimals)} out" if gap else "exactly right"


def _shown(value: float | None, unit: str, decimals: int) -> str:
    return quantity(_decimal(value or 0.0), unit, decimals)


def _decimal(value: float) -> Decimal:
    """Return a float as the decimal that it prints as, so that no binary dust is shown or compared."""
    return Decimal(repr(value))


def _often(level: float) -> str:
    return "Four times in five" if level == rule.SURE else f"In {level * 100:g} of 100 cases"
