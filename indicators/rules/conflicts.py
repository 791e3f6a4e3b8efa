"""Conflicts: where what we are told does not agree. Each is shown with both sides; none is settled here.

Two sources for one figure; words that say something else than the figure (warnings stored when the file was loaded);
a value that is not its own numerator over its denominator. A difference that rounding alone could make is said to be
one. Source: the traps of the five council papers (vacancies of 15% told as 'positive progress'; 77.4% beside figures
that fit two readings); docs/design.md, "Which figure counts": the others stand beside it and a disagreement is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from indicators.rules.parts import HAIR, decimal_of, from_parts, places
from indicators.rules.words import number, quantity

SOURCES, ROUNDING, TEXT, PARTS = "sources", "rounding", "text", "parts"
# The stored warnings that say that words, a colour or numbers disagree with a figure.
TEXT_CODES = frozenset({"text_disagrees", "rag_disagrees", "duplicate_disagrees", "parts_do_not_sum"})


@dataclass(frozen=True, slots=True)
class Conflict:
    """One disagreement: sources, rounding, text or parts, and a sentence or two that name both sides."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Said:
    """What one source says: who, and its value or None."""

    who: str
    value: Decimal | None


def conflicts(
    own: Said,
    others: Iterable[Said],
    *,
    numerator: Decimal | None,
    denominator: Decimal | None,
    notices: Iterable[tuple[str, str]],
    unit: str,
    decimals: int,
    words: tuple[str, ...] = (),
) -> tuple[Conflict, ...]:
    """Return every conflict about one figure: sources first, then its own parts, then words; () when all agrees.

    `notices` are (code, message) of the warnings stored with the figure's own cell.
    """
    found = between_sources(own, list(others), unit=unit, decimals=decimals, words=words)
    found += with_parts(own.value, numerator, denominator, unit=unit, decimals=decimals)
    found += [Conflict(TEXT, message) for code, message in dict.fromkeys(notices) if code in TEXT_CODES]
    return tuple(found)


def between_sources(
    own: Said, others: Sequence[Said], *, unit: str, decimals: int, words: tuple[str, ...] = ()
) -> list[Conflict]:
    """Return a conflict for each other source whose value differs. A source without a value contradicts nobody."""
    if own.value is None:
        return []
    found = []
    for other in others:
        if other.value is None or other.value == own.value:
            continue
        shown = [_shown(value, own.value, other.value, unit, decimals, words) for value in (own.value, other.value)]
        text = f"{own.who[:1].upper()}{own.who[1:]} says {shown[0]}; {other.who} says {shown[1]}."
        if unit != "judgement" and _rounding_alone(own.value, other.value):
            found.append(Conflict(ROUNDING, f"{text} Rounding alone could make the difference."))
        else:
            found.append(Conflict(SOURCES, text))
    return found


def with_parts(
    value: Decimal | None, numerator: Decimal | None, denominator: Decimal | None, *, unit: str, decimals: int
) -> list[Conflict]:
    """Return the conflict of a value with its own parts, when there is one: beyond half of its last written digit."""
    if value is None or numerator is None or denominator is None:
        return []
    parts = f"{number(numerator, places(numerator))} out of {number(denominator, places(denominator))}"
    shown = quantity(value, unit, max(decimals, places(value)))
    if denominator == 0 and from_parts(Decimal(1), Decimal(1), unit) is not None:
        return [Conflict(PARTS, f"The figure is {shown}, but it is {parts}: there was nothing to count.")]
    expected = from_parts(numerator, denominator, unit)
    if expected is None or abs(Fraction(value) - expected) <= Fraction(1, 2) / 10 ** places(value) + Fraction(HAIR):
        return []
    comes_to = quantity(decimal_of(expected), unit, max(decimals, places(value)))
    return [Conflict(PARTS, f"The figure is {shown}, but {parts} comes to {comes_to}.")]


def _rounding_alone(one: Decimal, other: Decimal) -> bool:
    """Return whether the one with fewer decimals could be the other, rounded; two of as many differ."""
    fewer = min(places(one), places(other))
    if places(one) == places(other):
        return False
    return abs(one - other) <= Decimal("0.5").scaleb(-fewer)


def _shown(value: Decimal, one: Decimal, other: Decimal, unit: str, decimals: int, words: tuple[str, ...]) -> str:
    """Return a value with so many decimals that two that differ never look alike."""
    needed = decimals
    while needed < 10 and number(one, needed) == number(other, needed):
        needed += 1
    return quantity(value, unit, needed, words)
