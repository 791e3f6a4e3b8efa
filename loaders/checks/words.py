"""How the checks name what they found: a fault in one figure, a number, and where an earlier figure came from."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from data.periods import Period
from data.records import Figure
from indicators.definitions import Indicator
from indicators.rules.period import day_words, label
from indicators.rules.words import quantity


class Fault(NamedTuple):
    """What is wrong with one figure, before it is said where: the code, what was found, and how to fix it."""

    code: str
    what: str
    fix: str


def brief(value: Decimal) -> str:
    """Return a number at four decimals at most, without zeros at the end."""
    return f"{round(value, 4).normalize():f}"


def said(value: Decimal, indicator: Indicator) -> str:
    """Return a value with its unit and all of its digits: 77.4%, 45 per 10,000; a judgement as its word."""
    exponent = round(value, 4).normalize().as_tuple().exponent
    return quantity(value, indicator.unit, max(0, -exponent) if isinstance(exponent, int) else 0, indicator.words)


def said_of(figure: Figure) -> str:
    """Return what a figure says: its number or its mark, with its status when that is not actual."""
    value = f"marked {figure.mark}" if figure.value is None else brief(figure.value)
    return value if figure.status == "actual" else f"{value} ({figure.status})"


def named(period: Period) -> str:
    """Return a period's name where no preposition is wanted: 31 March 2005, October to December 2004."""
    return day_words(period.ends) if period.kind == "snapshot" else label(period)


FAMILY_WORDS = {
    "council": "the council's own figure",
    "dfe": "the Department for Education's figure",
    "lait": "the Local Authority Interactive Tool's figure",
}
