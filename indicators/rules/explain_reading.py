"""A reading in two or three sentences that a councillor can read aloud: what it is, how it moves, what others have.

Nothing is worked out here. All numbers come in as they are, and each is rounded once, as it is shown. The same facts
always give the same sentences. Why it has its colour is said by explain.py, how sure it is by explain_sure.py. Source:
what members asked of their own reports: the comparators, the direction and the date beside every number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from indicators.rules.direction import IMPROVING, NO_CHANGE, WORSENING
from indicators.rules.explain import NOT_DUE, when
from indicators.rules.period import YEARS, Period
from indicators.rules.rag import NOT_RATED
from indicators.rules.words import MARK_WORDS, difference, listed, quantity

_LEADS = {
    "provisional": "a provisional ",
    "revised": "a revised ",
    "forecast": "a forecast of ",
    "predicted": "a prediction of ",
    "implied": "an implied ",
    "baseline": "a starting point of ",
}
_VERBS = {IMPROVING: ("would improve", "has improved"), WORSENING: ("would worsen", "has worsened")}
_EXPECTED = ("forecast", "predicted")
_CLAIMS = {
    "better": "better than",
    "worse": "worse than",
    "similar": "much like",
    "higher": "higher than",
    "lower": "lower than",
}
# Names of English regions that are said with an article: in the South East, but in London.
_WITH_ARTICLE = ("North East", "North West", "South East", "South West", "East Midlands", "West Midlands")
_RUNNING = 2  # from so many changes in a row on, their number is said
_MANY = 3  # beside so many others a rank is too much for one sentence
_SPAN = {"month": "month", "quarter": "quarter", **dict.fromkeys(YEARS, "year")}


@dataclass(frozen=True, slots=True)
class Scale:
    """How an indicator's numbers are shown: its unit, its decimals, and a judgement's words."""

    unit: str
    decimals: int
    words: tuple[str, ...] = ()

    def shown(self, value: Decimal) -> str:
        """Return a value with its unit, rounded as everywhere."""
        return quantity(value, self.unit, self.decimals, self.words)

    def apart(self, change: Decimal) -> str:
        """Return the size of a change in words."""
        return difference(change, self.unit, self.decimals)


@dataclass(frozen=True, slots=True)
class Earlier:
    """A figure from before: what the plan started from when `baseline`."""

    value: Decimal
    period: Period
    baseline: bool = False


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What others have: `where` reads on from the value ("in England", "on average in 10 councils like it").

    `claim` is better, similar, worse, higher or lower where chance is ruled out, '' where nothing may be claimed.
    """

    where: str
    value: Decimal
    period: Period
    implied: bool = False
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the sentences need to know of a reading; what is not known is left as it is.

    `aim` is the target in words and `reason` why there is no colour, as in explain.py. `broken` is why earlier figures
    do not compare, as a clause ("the definition changed in April 2009"), `not_compared` any other reason, as said by
    its own rule. `times` counts the changes in a row that went this way. `rank` is a rank in words, and `last_known` an
    earlier figure where this period has none.
    """

    name: str
    scale: Scale
    period: Period | None
    value: Decimal | None = None
    mark: str = ""
    status: str = "actual"
    polarity: str = "neutral"
    aim: str = ""
    rag: str = NOT_RATED
    reason: str = ""
    direction: str = ""
    earlier: Earlier | None = None
    broken: str = ""
    not_compared: str = ""
    times: int = 0
    elsewhere: tuple[Elsewhere, ...] = ()
    rank: str = ""
    last_known: Earlier | None = None


def in_area(name: str) -> str:
    """Return where a country or a region is, as one says it: 'in England', 'in the East of England'."""
    article = "the " if name in _WITH_ARTICLE or " of " in name else ""
    return f"in {article}{name}"


def sentences(facts: Facts) -> tuple[str, ...]:
    """Return the two or three sentences of a reading."""
    facts = replace(facts, elsewhere=_heard(facts.elsewhere))
    if facts.value is None:
        said = [_nothing(facts), _instead(facts), _others(facts, "Elsewhere it was")]
    else:
        said = [_what(facts, facts.value), _travel(facts, facts.value), _beside(facts)]
    return tuple(sentence for sentence in said if sentence)


def _heard(others: tuple[Elsewhere, ...]) -> tuple[Elsewhere, ...]:
    """Return the others that are said: of many without a date that all share only two, which the ear keeps apart."""
    return others if len(others) < _MANY or len({other.period for other in others}) == 1 else others[: _MANY - 1]


def _what(facts: Facts, value: Decimal) -> str:
    """Return the value, its period, how firm it is, and how it stands to its target."""
    assert facts.period is not None, "a value has a period"
    lead = _LEADS.get(facts.status, "")
    said = f"{facts.name}: {lead}{facts.scale.shown(value)} {when(facts.period)}"
    if facts.rag != NOT_RATED:
        return f"{said}, rated {facts.rag}{f' against a target of {facts.aim}' if facts.aim else ''}."
    if facts.reason == NOT_DUE and facts.aim:
        return f"{said}, before its target of {facts.aim} is due."
    if facts.aim:
        return f"{said}, beside a target of {facts.aim}."
    return f"{said}, with no target set." if facts.polarity != "neutral" else f"{said}."


def _nothing(facts: Facts) -> str:
    """Return that there is no figure, and why."""
    if facts.period is None:
        return f"{facts.name}: no figure has been loaded."
    if facts.mark in MARK_WORDS and facts.mark != "missing":
        return f"{facts.name}: the figure {when(facts.period)} {_is_or_not(facts.mark)}."
    return f"{facts.name}: no figure {when(facts.period)}."


def _is_or_not(mark: str) -> str:
    """Return a mark's words as they follow 'the figure': 'is not available', 'does not apply'."""
    words = MARK_WORDS[mark]
    return words if mark in ("z", "low") else f"is {words}"


def _instead(facts: Facts) -> str:
    """Return what there is in place of a figure: the last one known, and the target that waits for one."""
    known = facts.last_known
    if known is not None:
        said = f"The last known figure was {facts.scale.shown(known.value)} {when(known.period)}"
        return f"{said}, and the target is {facts.aim}." if facts.aim else f"{said}."
    if facts.aim:
        return f"The target is {facts.aim}."
    return "No earlier figure is known."


def _travel(facts: Facts, value: Decimal) -> str:
    """Return how the figure has moved, or why that cannot be said."""
    if facts.broken:
        return f"It cannot be compared with earlier figures: {facts.broken}."
    if facts.not_compared:
        return facts.not_compared
    before = facts.earlier
    if before is None:
        return "There is no earlier figure to compare it with."
    source = f"{facts.scale.shown(before.value)} {when(before.period)}"
    return f"It {_moved(facts, value - before.value)} {source}{', where the plan began' if before.baseline else ''}."


def _moved(facts: Facts, change: Decimal) -> str:
    """Return what a change is, up to what it is measured from: 'has improved: down 3 percentage points from'."""
    would = facts.status in _EXPECTED
    if facts.direction == NO_CHANGE or change == 0:
        hardly = "hardly" if change else "not"
        return f"would {hardly} change from" if would else f"has {hardly} changed from"
    way, size = "up" if change > 0 else "down", facts.scale.apart(change)
    often = "twice" if facts.times == _RUNNING else f"{facts.times} times"
    row = f" {often} in a row" if facts.times >= _RUNNING else ""
    if facts.direction in _VERBS:
        will, has = _VERBS[facts.direction]
        return f"{will if would else has}{row}: {way} {size} from"
    last = f"{row}, the last time" if row else ""
    return f"{'would go' if would else 'has gone'} {way}{last} by {size}, from"


def _beside(facts: Facts) -> str:
    """Return what others have, with better or worse where that may be said; '' where nobody has anything.

    The rank is said where few others are: a sentence must still be taken in by ear.
    """
    others = facts.elsewhere
    claims = [claim for claim in dict.fromkeys(other.claim for other in others) if claim in _CLAIMS]
    if claims:
        said = listed([_claimed(facts, claim) for claim in claims])
        rest = _values(facts, [other for other in others if other.claim not in _CLAIMS])
        return f"It is {said}{f', beside {rest}' if rest else ''}{_shared_date(facts)}."
    if facts.rank and len(others) < _MANY:
        beside = f", beside {_values(facts, others)}{_shared_date(facts)}" if others else ""
        return f"It ranks {facts.rank}{beside}."
    return _others(facts, "That compares with")


def _others(facts: Facts, opening: str) -> str:
    return f"{opening} {_values(facts, facts.elsewhere)}{_shared_date(facts)}." if facts.elsewhere else ""


def _claimed(facts: Facts, claim: str) -> str:
    """Return a claim with everybody of whom it holds: 'worse than the 19% in London and the 22% in England'."""
    return f"{_CLAIMS[claim]} {_values(facts, [other for other in facts.elsewhere if other.claim == claim], 'the ')}"


def _values(facts: Facts, others: Sequence[Elsewhere], article: str = "") -> str:
    """Return others' values, each with its date unless they all share one; '' for none."""
    dated = not _share_a_date(facts)
    return listed(
        [
            f"{article or ('an ' if other.implied else '')}{'implied ' if other.implied else ''}"
            f"{facts.scale.shown(other.value)} {other.where}{f' {when(other.period)}' if dated else ''}"
            for other in others
        ]
    )


def _share_a_date(facts: Facts) -> bool:
    return len({other.period for other in facts.elsewhere}) == 1


def _shared_date(facts: Facts) -> str:
    """Return the date that all others share, as it ends the sentence; '' where each has said its own."""
    if not _share_a_date(facts):
        return ""
    others = facts.elsewhere
    theirs = others[0].period
    every = {1: "", 2: ", both"}.get(len(others), ", all")
    if theirs != facts.period:
        return f"{every} {when(theirs)}"
    span = _SPAN.get(theirs.kind, "period")
    return f"{every} {'on the same day' if theirs.kind == 'snapshot' else f'in the same {span}'}"
