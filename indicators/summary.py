"""A reading told in sentences, a scorecard in short, and the questions to ask: readings' facts, given to the rules.

`on` is the day that it is read on: the scorecard's own, else today. Everything is made from the readings alone, so what
a viewer may not see is in no sentence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from data import areas
from indicators.definitions import Indicator, theme_place
from indicators.reading import Benchmark, JudgedTarget, Other, Reading, Source
from indicators.rules import in_short as short_rule
from indicators.rules import questions as question_rule
from indicators.rules.age import age_words, months_old, overdue, years_old
from indicators.rules.benchmark import rank_words
from indicators.rules.beside import small_denominator
from indicators.rules.breaks import break_between
from indicators.rules.conflicts import PARTS, SOURCES, TEXT
from indicators.rules.direction import JUDGED
from indicators.rules.explain import when
from indicators.rules.explain_reading import Earlier, Elsewhere, Facts, Scale, in_area, sentences
from indicators.rules.explain_sure import Between, Doubts, how_sure
from indicators.rules.in_short import Line
from indicators.rules.period import MONTH_NAMES, NO_YEAR, Period
from indicators.rules.questions import Question, Subject
from indicators.rules.rag import NOT_RATED, judged
from indicators.rules.words import MARK_WORDS
from indicators.scorecard import Scorecard

_SOURCE_NAMES = {"council": "the council", "dfe": "the Department for Education", "lait": "LAIT"}
_TOTALS = ("number", "gbp", "gbp_million")
# Marks that are an answer: there is nothing to ask for.
_NO_NUMBER = {mark: MARK_WORDS[mark] for mark in ("z", "low")}


@dataclass(frozen=True, slots=True)
class Told:
    """A reading in words: two or three sentences to read aloud, and any that say how sure it is."""

    sentences: tuple[str, ...]
    how_sure: tuple[str, ...]


def told(reading: Reading, on: date) -> Told:
    """Return a reading in sentences."""
    return Told(sentences(_facts(reading)), how_sure(_doubts(reading, on)) if reading.value is not None else ())


def in_short(card: Scorecard, on: date) -> tuple[str, ...]:
    """Return a scorecard in at most 120 words, sentence by sentence."""
    return short_rule.in_short([_line(reading, on) for reading in card.readings])


def questions(
    card: Scorecard, on: date, *, acted: Collection[str] | None = None, unproven: Collection[str] | None = None
) -> tuple[Question, ...]:
    """Return the questions to ask of a scorecard, at most three; see rules/questions.py for what is known of plans.

    A country or a region has nobody who could answer.
    """
    if areas.get(card.area).level in ("country", "region"):
        return ()
    return question_rule.questions([_subject(r, on) for r in card.readings], acted=acted, unproven=unproven)


def scale_of(indicator: Indicator) -> Scale:
    """Return how an indicator's numbers are shown."""
    return Scale(indicator.unit, indicator.decimals, indicator.words)


def _facts(reading: Reading) -> Facts:
    indicator, known, before = reading.indicator, reading.last_known, reading.compared_with
    return Facts(
        name=indicator.name,
        scale=scale_of(indicator),
        period=reading.period,
        value=reading.value,
        mark=reading.mark,
        status=reading.status or "actual",
        polarity=indicator.polarity,
        aim=reading.target.words if reading.target else "",
        rag=reading.rag,
        reason=reading.reason,
        direction=reading.direction or "",
        earlier=Earlier(before.value, before.period, before.status == "baseline") if before else None,
        broken=_broken(reading),
        not_compared=reading.not_compared,
        times=_times(reading),
        elsewhere=tuple(_elsewhere(reading)),
        rank=rank_words(reading.rank, reading.rank_of),
        last_known=Earlier(known.value, known.period) if known else None,
    )


def _broken(reading: Reading) -> str:
    """Return why the figure is not compared with the one before, '' when it is."""
    if reading.period is None or reading.compared_with is None:
        return ""
    found = break_between(reading.indicator.breaks, reading.compared_with.period, reading.period)
    return f"the definition changed in {MONTH_NAMES[found.date.month]} {found.date.year}" if found else ""


def _times(reading: Reading) -> int:
    """Return how many changes in a row went the way of the last one."""
    run = reading.streak
    return run.count if run is not None and run.direction == reading.direction else 0


def _elsewhere(reading: Reading) -> Iterator[Elsewhere]:
    """Yield what others have that is like our figure: no totals, which only grow with the area."""
    indicator = reading.indicator
    if indicator.unit in _TOTALS and not indicator.denominator:
        return
    claims = (reading.compared_region, reading.compared_england)
    for benchmark, claim in zip((reading.region, reading.england), claims, strict=True):
        if benchmark is not None and benchmark.comparable and benchmark.value is not None and not benchmark.doubt:
            implied = benchmark.status == "implied"
            yield Elsewhere(in_area(benchmark.name), benchmark.value, benchmark.period, implied, claim or "")
    near, count = reading.statistical_neighbours, reading.statistical_neighbours_count
    if near is not None and near.comparable and near.value is not None:
        where = f"on average in {count} councils like it" if count > 1 else "in one council like it"
        yield Elsewhere(where, near.value, near.period)


def _doubts(reading: Reading, on: date) -> Doubts:
    assert reading.period is not None, "a value has a period"
    expected, indicator = reading.expected, reading.indicator
    rated = reading.target if reading.rag != NOT_RATED else None
    return Doubts(
        scale=scale_of(indicator),
        period=reading.period,
        on=on,
        status=reading.status or "actual",
        notes=rated.notes if rated else (),
        conflicts=tuple(found.words for found in reading.conflicts),
        small=small_denominator(reading.denominator) if indicator.unit == "percent" else "",
        between=_between(reading),
        signal=reading.signal_words if reading.variation else "",
        forecast=expected.words if expected is not None and expected.forecast.words else "",
        what_it_takes=reading.takes.words if reading.takes else "",
    )


def _between(reading: Reading) -> Between | None:
    """Return the interval of a share or a rate; a count's says nothing of the children, only of chance next time."""
    found = reading.interval
    if found is None or reading.indicator.unit in _TOTALS:
        return None
    return Between(Decimal(repr(found.lower)), Decimal(repr(found.upper)), Decimal(repr(found.confidence)) * 100)


def _disagreeing(reading: Reading) -> Other | None:
    """Return the first other source whose figure differs by more than rounding."""
    if all(found.kind != SOURCES for found in reading.conflicts):
        return None
    return next((o for o in reading.others if o.disagrees and o.value is not None), None)


def _told_by(other: Other, scale: Scale) -> str:
    assert other.value is not None
    return f"{scale.shown(other.value)} ({_SOURCE_NAMES.get(other.source.family, other.source.file)})"


def _line(reading: Reading, on: date) -> Line:
    scale, before = scale_of(reading.indicator), reading.compared_with
    return Line(
        name=reading.indicator.name,
        theme=_place(reading.indicator),
        rag=reading.rag,
        would_be=reading.would_be,
        direction=reading.direction or "",
        shown=scale.shown(reading.value) if reading.value is not None else _NO_NUMBER.get(reading.mark, ""),
        before=scale.shown(before.value) if before else "",
        short=_missed(reading),
        old=reading.value is not None and reading.period is not None and years_old(reading.period, on) > 0,
        hidden=reading.value is None and reading.mark == "c",
    )


def _place(indicator: Indicator) -> int:
    return theme_place(indicator.theme)[0]


def _subject(reading: Reading, on: date) -> Subject:
    indicator, scale, other = reading.indicator, scale_of(reading.indicator), _disagreeing(reading)
    value, period, source, current = _latest(reading)
    before = reading.compared_with.period if reading.compared_with else None
    late = period is not None and value is not None and overdue(period, on, before)
    england = reading.england if current else None
    behind, points = _behind(reading, england)
    return Subject(
        slug=indicator.slug,
        name=indicator.name,
        theme=_place(indicator),
        national=bool(indicator.references or indicator.published),
        polarity=indicator.polarity,
        rag=reading.rag,
        reason=reading.reason,
        direction=reading.direction or "",
        shown=scale.shown(value) if value is not None else "",
        when=when(period) if period is not None and period != NO_YEAR else "",
        source=_cell(source),
        current=current,
        hidden=reading.value is None and (reading.mark == "c" or reading.mark in _NO_NUMBER),
        aim=reading.target.words if reading.target else "",
        aim_source=_cell(reading.target.source) if reading.target else "",
        missed=_missed(reading),
        beaten=_beaten(reading),
        full=_full(indicator, value),
        final=reading.status in JUDGED,
        so_far=reading.target is not None and reading.target.provisional,
        age=age_words(period, on) if late and period else "",
        months=months_old(period, on) if period else 0,
        other=_told_by(other, scale) if other else "",
        other_source=_cell(other.source) if other else "",
        doubt=_doubt(reading),
        times=_times(reading),
        apart=_share(abs((other.value or Decimal(0)) - (value or Decimal(0))), value) if other else Decimal(0),
        england_shown=scale.shown(england.value) if england and england.value is not None else "",
        england_when=when(england.period) if england else "",
        england_source=_cell(england.source) if england else "",
        behind=behind,
        behind_points=points,
    )


def _doubt(reading: Reading) -> str:
    """Return what sets words or parts against a council's own figure; parts that are published are rounded anyway."""
    if reading.source is None or reading.source.family != "council":
        return ""
    return next((found.words for found in reading.conflicts if found.kind in (TEXT, PARTS)), "")


def _latest(reading: Reading) -> tuple[Decimal | None, Period | None, Source | None, bool]:
    """Return the value, its period and its place, and whether it is the reading's own or only the last one known."""
    if reading.value is None and reading.last_known is not None:
        return reading.last_known.value, reading.last_known.period, reading.last_known.source, False
    return reading.value, reading.period, reading.source, True


def _cell(source: Source | None) -> str:
    """Return where a number was read, in words: 'suffolk_2005.xlsx, sheet Figures, cell E7'."""
    if source is None:
        return ""
    parts = (source.file, f"sheet {source.sheet}" if source.sheet else "", f"cell {source.cell}" if source.cell else "")
    return ", ".join(part for part in parts if part)


def _missed(reading: Reading) -> Decimal | None:
    """Return by what share of its target a rated figure misses it; a target of 0 is missed by all of it."""
    if reading.rag == NOT_RATED or reading.target is None or reading.value is None:
        return None
    indicator, target = reading.indicator, reading.target.target
    found = judged(reading.value, target, indicator.unit, indicator.tolerance_kind, indicator.tolerance)
    if found.bound == 0:
        return Decimal(1) if found.shortfall else Decimal(0)
    return found.shortfall / abs(found.bound)


def _beaten(reading: Reading) -> Decimal | None:
    """Return by what share of its target a figure is better than it; None where better cannot be told."""
    if reading.rag == NOT_RATED or reading.target is None or reading.value is None:
        return None
    return _better_by(reading.value, reading.target)


def _better_by(value: Decimal, judged_target: JudgedTarget) -> Decimal | None:
    target = judged_target.target
    if target.operator in (">=", ">"):
        return max(Decimal(0), _share(value - target.value, target.value))
    if target.operator in ("<=", "<"):
        return max(Decimal(0), _share(target.value - value, target.value))
    return None


def _share(amount: Decimal, of: Decimal | None) -> Decimal:
    """Return an amount as a share of another; of nothing, all of it."""
    if of:
        return amount / abs(of)
    return Decimal(1).copy_sign(amount) if amount else Decimal(0)


def _full(indicator: Indicator, value: Decimal | None) -> bool:
    """Return whether a figure can be no better: 100% where high is good, 0 where low is."""
    if value is None:
        return False
    if indicator.polarity == "high":
        best = Decimal(100) if indicator.unit == "percent" else None
        return best is not None and value >= best
    return indicator.polarity == "low" and indicator.unit != "percent_change" and value <= 0


def _behind(reading: Reading, england: Benchmark | None) -> tuple[Decimal | None, Decimal | None]:
    """Return by what share, and of a percentage by how many points, a figure is worse than England's."""
    indicator, value = reading.indicator, reading.value
    if value is None or england is None or england.value is None or not england.comparable:
        return None, None
    if england.status == "implied" or england.doubt or indicator.polarity not in ("high", "low"):
        return None, None
    if reading.compared_england not in (None, "worse"):
        return None, None
    if indicator.unit in _TOTALS and not indicator.denominator:
        return None, None
    gap = england.value - value if indicator.polarity == "high" else value - england.value
    return _share(gap, england.value), gap if indicator.unit == "percent" else None
