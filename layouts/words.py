"""The fixed words on the screen, for what the rules call by a short name: plain English, short sentences."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from indicators.definitions import Indicator
from indicators.rules import explain
from indicators.rules.age import years_old
from indicators.rules.period import Period, day_words
from indicators.rules.words import MARK_WORDS, quantity
from indicators.rules.words import counted as counted
from indicators.rules.words import listed as listed

RAG_WORDS = {"red": "Red", "amber": "Amber", "green": "Green", "not_rated": "Not rated"}
RAG_ORDER = tuple(RAG_WORDS)
# The three ways of having no colour that a reader must be able to tell apart, and their like.
WHY_NOT_RATED = {
    explain.NO_TARGET: "no target",
    explain.NO_DATA: "no figure",
    explain.NOT_DUE: "target not due yet",
    explain.NEUTRAL: "no good or bad level",
    explain.SUPPRESSED: "figure not shown",
    explain.NOT_JUDGED: "not a final figure",
}
DIRECTION_WORDS = {
    "improving": "Improving",
    "worsening": "Worsening",
    "no_change": "No change",
    "increasing": "Going up",
    "decreasing": "Going down",
}
POLARITY_WORDS = {
    "high": "Higher is better.",
    "low": "Lower is better.",
    "range": "Best inside a range: too low and too high are both a worry.",
    "neutral": "No level is good or bad in itself.",
}
BAND_WORDS = {"A": "best quarter", "B": "second quarter", "C": "third quarter", "D": "last quarter"}
FAMILY_WORDS = {
    "council": "the council’s own return",
    "dfe": "Department for Education",
    "lait": "Local Authority Interactive Tool (LAIT)",
}
SETTER_WORDS = {"local": "the council", "partnership": "a partnership", "government": "the government"}
STATE_WORDS = {
    "in_force": "Judges the latest figure",
    "not_due": "Not due yet",
    "passed": "Its period is over",
    "other_kind": "For another kind of period",
    "": "Not judged here",
}


def capital(text: str) -> str:
    """Return a text with its first letter as a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def shown(value: Decimal, indicator: Indicator) -> str:
    """Return a value of an indicator with its unit."""
    return quantity(value, indicator.unit, indicator.decimals, indicator.words)


def shown_or_why(value: Decimal | None, mark: str, indicator: Indicator) -> str:
    """Return a value with its unit, or why there is none."""
    return shown(value, indicator) if value is not None else capital(MARK_WORDS.get(mark, "no figure"))


def arrow(change: Decimal) -> str:
    """Return an arrow for the eye alone: up, down or level."""
    return "↑" if change > 0 else "↓" if change < 0 else "→"


def status_words(status: str) -> str:
    """Return how firm a figure is, '' for a plain outturn: 'provisional', 'a forecast', 'implied by the source…'."""
    return explain.STATUS_WORDS.get(status, "")


def age_words(period: Period, as_at: date | None, today: date) -> str:
    """Return how old a figure is when its period ended more than two years before the day of the page, else ''."""
    years = years_old(period, as_at or today)
    return f"over {years} years old" if years else ""


def mean_of(count: int) -> str:
    """Return how many figures a mean is made from, in words that stay on one line."""
    return f"mean\u00a0of\u00a0{count}"


def moment_words(moment: datetime) -> str:
    """Return a moment as people write it: 22 November 2026 at 16:05 (UTC)."""
    return f"{day_words(moment.date())} at {moment:%H:%M} (UTC)"


def who_words(who: str) -> str:
    """Return who did something: 'on this computer' where nobody signs in, else 'by' with the name."""
    return "on this computer" if who == "local" else f"by {who}"
