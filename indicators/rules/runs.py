"""How long a rating has stood: 'Red for 3 quarters, since April to June 2004'.

Each earlier figure is rated against the target that was in force for its own period. A figure without a colour, a gap
and a change in the way of counting end the run. Source: Isle of Wight's report to its select committee for October to
December 2004, which says how many quarterly reports an area to watch has been listed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from indicators.rules.consecutive import count_words, since_words, unbroken
from indicators.rules.direction import PointLike
from indicators.rules.period import Period
from indicators.rules.rag import NOT_RATED

OTHER_RATING = "other_rating"


@dataclass(frozen=True, slots=True)
class Run:
    """A rating, for how many periods in a row it has stood, since when, and why the run begins there.

    `began` is other_rating (it was rated otherwise before, or not at all), first (there is no earlier figure), gap or
    break. `words` is '' for a run of one: a single rating is no run.
    """

    rag: str
    count: int
    since: Period
    began: str
    words: str


def runs_at(
    points: Iterable[PointLike], period: Period, rated: Callable[[PointLike], str], breaks: Sequence[date] = ()
) -> Run | None:
    """Return the run of one rating up to a period, or None when the period itself has no colour.

    `rated` gives the colour of one figure: green, amber, red or not_rated. It is asked only as far back as need be.
    """
    chain = unbroken(points, period, breaks)
    if not chain.points:
        return None
    rag = rated(chain.points[0])
    if rag == NOT_RATED:
        return None
    count = 1
    while count < len(chain.points) and rated(chain.points[count]) == rag:
        count += 1
    began = OTHER_RATING if count < len(chain.points) else chain.ended
    since = chain.points[count - 1].period
    return Run(rag, count, since, began, _words(rag, count, since, period.kind))


def _words(rag: str, count: int, since: Period, kind: str) -> str:
    if count == 1:
        return ""
    return f"{rag.capitalize()} for {count_words(count, kind)}, since {since_words(since)}."
