"""Words that contradict the figure beside them: 'fallen' where it rose, 'target met' where it was not.

The lexicon is small on purpose. What is held against a figure are plain statements about it: not hopes, not what did
not happen, not what somebody else did.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from data.periods import Period
from indicators.definitions import Indicator, folded
from indicators.rules.explain import when
from indicators.rules.period import first_year_of
from indicators.rules.period_words import NotAPeriod, parse, part
from indicators.rules.rag import RED, meets
from loaders.checks.dates import a_year_on
from loaders.checks.examined import Examined, Placed, Point
from loaders.checks.ratings import rating, target_for, target_words
from loaders.checks.remarks import Remark, remarks
from loaders.checks.words import said
from loaders.problems import WARNING, Problem

_CLAUSES = re.compile(r"[.!?;,]\s+|:\s+(?!\(?\d)|\s+(?:but|although|though|however|while|whereas|and then|so)\s+")
_NOT = re.compile(r"\b(?:not|no|never|nor|without|cannot|hardly|yet to|un\w+)\b|n't\b", re.IGNORECASE)
_HOPED = re.compile(
    r"\b(?:will|shall|should|would|could|may|might|must|expect\w*|aim\w*|plan\w*|hop\w+|need\w*|forecast\w*|predict\w*|"
    r"likely|intend\w*|if|towards?|to (?:meet|reach|achieve|hit|be|get|improve|reduce|increase)|on course|until)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:england|national\w*|region\w*|neighbours?|average|comparators?|benchmark\w*|other|councils|authorities|target\w*|"
    r"milestone|goal|group|locality|team)\b",
    re.IGNORECASE,
)


def check(examined: Examined) -> Iterator[Problem]:
    """Yield a warning for each remark that says something else than its figure, with the first thing that it says."""
    for remark in remarks(examined):
        if remark.figure is None:
            continue
        for clause in _CLAUSES.split(remark.words):
            why = (
                _other_number(examined, remark.figure, clause)
                or _other_way(examined, remark.figure, clause)
                or _other_verdict(examined, remark.figure, clause)
            )
            if why:
                yield _problem(examined, remark, clause, why)
                break


def _problem(examined: Examined, remark: Remark, clause: str, why: str) -> Problem:
    words = clause.strip(" .") if len(clause) <= 120 else f"{clause[:117].strip()}..."
    return examined.problem(
        WARNING,
        "text_disagrees",
        remark.sheet,
        remark.cell,
        f"{words!r} does not agree with the figures: {why}.",
        "Put right the figure or the words. There is nothing to do if the words are about something else.",
        words,
    )


# --- another number -------------------------------------------------------------------------------------------------

_PERCENT = r"(?P<number>\d{1,3}(?:\.\d+)?) ?(?:%|per ?cent\b)"
_A_PERCENT = re.compile(_PERCENT, re.IGNORECASE)
_WHEN = (
    r"(?P<when>(?:q(?:tr|uarter)? ?[1-4]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)"
    r"(?: '?\d{2,4}(?:[/-]\d{2,4})?)?|\d{4}[/-]\d{2,4})"
)
_QUOTED = (
    re.compile(rf"{_PERCENT} (?:in|at|for|during|at the end of) {_WHEN}\b", re.IGNORECASE),
    re.compile(rf"\b{_WHEN}(?: was| is|:| =|)\s*\(?{_PERCENT}", re.IGNORECASE),
)
_NOW = re.compile(rf"\b(?:currently|now(?: at)?|stands at|achieved|performance (?:is|was)) {_PERCENT}", re.IGNORECASE)


def _other_number(examined: Examined, placed: Placed, clause: str) -> str:
    """Return why, when a clause quotes a percentage for a period whose figure is another."""
    if placed.indicator.unit != "percent" or not _A_PERCENT.search(clause):
        return ""
    if _OTHERS.search(clause) or _HOPED.search(clause):
        return ""
    for quoted in (match for pattern in _QUOTED for match in pattern.finditer(clause)):
        point = _point_at(examined, placed, quoted["when"])
        if point is not None and not _rounds_to(point.value, quoted["number"]):
            return _is(placed.indicator, point)
    match = _NOW.search(clause)
    if match and not _rounds_to(placed.value, match["number"]) and not _NOT.search(clause):
        return _is(placed.indicator, Point(placed.period, placed.value, f"cell {placed.at}"))
    return ""


def _is(indicator: Indicator, point: Point) -> str:
    return f"the figure {when(point.period)} is {said(point.value, indicator)} ({point.where})"


def _point_at(examined: Examined, placed: Placed, named: str) -> Point | None:
    """Return what is known of the figure's series at the period that a remark names, in the year of the figure."""
    period = _named(named, placed.period)
    if period is None:
        return None
    if period.ends == placed.period.ends and placed.period.kind in (period.kind, "snapshot"):
        period = placed.period
    return examined.known(placed.series, period)


@functools.lru_cache(maxsize=1024)
def _named(text: str, beside: Period) -> Period | None:
    try:
        return Period(*parse(text))
    except NotAPeriod:
        found = part(text)
    if found is None:
        return None
    first_year = first_year_of(beside.ends)
    period = found.within(first_year, upto=beside.ends)
    return Period(*period) if period is not None else None


def _rounds_to(value: Decimal, quoted: str) -> bool:
    """Return whether a value is the quoted number at the digits that were quoted."""
    places = len(quoted.partition(".")[2])
    return abs(value - Decimal(quoted)) <= Decimal("0.5").scaleb(-places)


# --- another direction ----------------------------------------------------------------------------------------------

_WAYS: Mapping[str, tuple[str, ...]] = {
    "up": ("risen", "rose", "increased", "grown", "grew", "gone up", "went up", "higher", "up"),
    "down": ("fallen", "fell", "dropped", "decreased", "declined", "gone down", "went down", "lower", "down"),
    "better": ("improved", "better", "improvement"),
    "worse": ("worsened", "deteriorated", "worse"),
}
_WAY_OF = {word: way for way, words in _WAYS.items() for word in words}
_WAY = re.compile(
    rf"\b({'|'.join(sorted(_WAY_OF, key=len, reverse=True))})\b(?! to\b(?! \d)|-)(?! (?:the|and) )", re.IGNORECASE
)
_FROM = re.compile(r"\bfrom (\d{1,6}(?:\.\d+)?)\b")
_A_YEAR_AGO = re.compile(r"\b(?:last year|a year ago|previous year|year on year|this time last)\b", re.IGNORECASE)
_OTHER_TIME = re.compile(r"\b(?:since|over the|than|compared|between|in the (?:last|past)|\d{4})\b", re.IGNORECASE)
# What may stand before the word that tells the direction when the figure itself is the subject.
_GENERIC = frozenset(
    {
        *(
            "a",
            "an",
            "the",
            "this",
            "it",
            "its",
            "our",
            "we",
            "there",
            "is",
            "was",
            "are",
            "were",
            "has",
            "have",
            "had",
        ),
        *("been", "performance", "figure", "figures", "number", "numbers", "rate", "rates", "percentage", "proportion"),
        *(
            "percent",
            "result",
            "results",
            "further",
            "again",
            "slightly",
            "sharply",
            "significantly",
            "steadily",
            "also",
        ),
        *("now", "still", "much", "well", "very", "quarter", "month", "year", "in", "of", "for", "on"),
        *("q1", "q2", "q3", "q4"),
    }
)


def _other_way(examined: Examined, placed: Placed, clause: str) -> str:
    """Return why, when a clause says that the figure went one way and it went the other."""
    match = _WAY.search(clause)
    if match is None:
        return ""
    ways = {_WAY_OF[word.lower()] for word in _WAY.findall(clause)}
    if len(ways) != 1 or _NOT.search(clause) or _HOPED.search(clause) or _OTHERS.search(clause):
        return ""
    if not set(folded(clause[: match.start()]).split()) <= _GENERIC | _own_words(placed.indicator):
        return ""
    before = _compared_with(examined, placed, clause)
    rises = _means_rise(ways.pop(), placed.indicator.polarity)
    if before is None or rises is None or placed.value == before.value:
        return ""
    if rises == (placed.value > before.value):
        return ""
    went = "rose" if placed.value > before.value else "fell"
    indicator = placed.indicator
    return (
        f"it {went} from {said(before.value, indicator)} {when(before.period)} ({before.where}) "
        f"to {said(placed.value, indicator)}"
    )


def _means_rise(way: str, polarity: str) -> bool | None:
    if way in ("up", "down"):
        return way == "up"
    return (way == "better") == (polarity == "high") if polarity in ("high", "low") else None


def _compared_with(examined: Examined, placed: Placed, clause: str) -> Point | None:
    """Return the earlier figure that a clause speaks of, or None when it cannot be told."""
    if match := _FROM.search(clause):
        return Point(placed.period, Decimal(match[1]), "in the words")
    if _A_YEAR_AGO.search(clause):
        return examined.known(placed.series, a_year_on(placed.period, -1))
    before = examined.before(placed)
    return before[-1] if before and not _OTHER_TIME.search(clause) else None


@functools.cache
def _own_words(indicator: Indicator) -> frozenset[str]:
    return frozenset(folded(" ".join((indicator.name, *indicator.aliases))).split())


# --- another verdict ------------------------------------------------------------------------------------------------

_MET = re.compile(
    r"\b(?:met|achieved|exceeded|reached|hit|meets|exceeds|on) (?:the |our |its |this )?(?:\w+ )?target\b"
    r"|\btarget (?:was |is |has been |has |been |now )*(?:met|achieved|exceeded|reached|hit)\b",
    re.IGNORECASE,
)
_MISSED = re.compile(
    r"\b(?:missed|failed|short of|off) (?:to meet )?(?:the |our |its )?target\b|\btarget (?:was |has been )?missed\b",
    re.IGNORECASE,
)
_NOT_MET = re.compile(r"\b(?:not|n't|never)\b(?: \w+){0,2}? (?:met|achieved|reached|hit|on)\b", re.IGNORECASE)
_SIDE = re.compile(r"\b(below|under|above|over) (?:the |our |its )?target\b", re.IGNORECASE)
_PRAISE = re.compile(
    r"\b(?:on track|good progress|positive progress|performing well|strong performance|excellent)\b", re.IGNORECASE
)


def _other_verdict(examined: Examined, placed: Placed, clause: str) -> str:
    """Return why, when a clause says that the target was met, missed, above or below, and the target says otherwise."""
    speaks = "target" in clause.lower() or _PRAISE.search(clause)
    target = target_for(examined, placed) if speaks else None
    if target is None or _HOPED.search(clause):
        return ""
    met = meets(placed.value, target)
    against = f"{said(placed.value, placed.indicator)} against the target ({target_words(target, placed)})"
    if side := _SIDE.search(clause):
        below = side[1].lower() in ("below", "under")
        wrong = placed.value > target.value if below else placed.value < target.value
        return f"it is {against}" if wrong and not _NOT.search(clause) else ""
    says_missed = _MISSED.search(clause) or (_NOT_MET.search(clause) and "target" in clause.lower())
    if says_missed:
        return f"the target is met: {against}" if met else ""
    if _MET.search(clause) and not _NOT.search(clause):
        return "" if met else f"the target is not met: {against}"
    if _PRAISE.search(clause) and not _NOT.search(clause) and rating(placed, target) == RED:
        return f"the figure is red: {against}"
    return ""
