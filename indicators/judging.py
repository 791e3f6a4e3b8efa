"""A reading's targets: each with its own colour and what must be known about it, and how long the colour has stood."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from data.queries import Observation, StoredTarget
from indicators import sources
from indicators.definitions import Indicator
from indicators.facts import Facts
from indicators.reading import JudgedTarget
from indicators.rules import explain, profile, rag, target
from indicators.rules.period import Period
from indicators.rules.runs import Run, runs_at

NOT_OVER = "The year is not over, so the colour may still change."


def judged_target(
    stored: StoredTarget, indicator: Indicator, period: Period | None, value: Decimal | None, facts: Facts
) -> JudgedTarget:
    """Return a stored target with its colour against a value; `value` None when there is none to be judged."""
    aim = sources.target_of(stored)
    state = target.state(aim, period) if period else "not_due"
    judgement: rag.Judgement | None = None
    if value is not None and state in ("in_force", "not_due"):
        judgement = _judgement(aim, indicator, value)
    colour = judgement.rag if judgement else None
    unfinished = colour is not None and period is not None and target.provisional(aim, period)
    notes = [judgement.tolerance.because] if judgement and judgement.tolerance.because else []
    return JudgedTarget(
        target=aim,
        state=state,
        rag=colour if colour and state == "in_force" else rag.NOT_RATED,
        would_be=colour if state == "not_due" else None,
        words=_words(aim, indicator, period),
        source=facts.source.of_target(stored),
        provisional=unfinished,
        notes=(*([NOT_OVER] if unfinished else []), *notes),
    )


def _judgement(aim: target.Target, indicator: Indicator, value: Decimal) -> rag.Judgement:
    return rag.judged(value, aim, indicator.unit, indicator.tolerance_kind, indicator.tolerance)


def _words(aim: target.Target, indicator: Indicator, period: Period | None) -> str:
    """Return a target in words, with the year in which it was set when that was long before the figure."""
    words = explain.target_words(aim, indicator.unit, indicator.decimals, indicator.words)
    year = target.set_long_ago(aim, period) if period else None
    return f"{words} (target set in {year})" if year else words


def profiled_target(
    main: JudgedTarget | None,
    listed: Sequence[JudgedTarget],
    indicator: Indicator,
    period: Period | None,
    value: Decimal | None,
    baselines: Iterable[Observation],
) -> JudgedTarget | None:
    """Return the headline target's profile between its steps with its own colour, None where there is no line.

    It stands beside the targets and is never the headline: nobody promised it. A stated baseline begins the line.
    """
    if main is None or period is None:
        return None
    stated = [b for b in baselines if b.status == "baseline" and b.value is not None and b.period.ends < period.ends]
    first = max(stated, key=lambda b: b.period.ends, default=None)
    start = (first.period.ends, first.value) if first is not None and first.value is not None else None
    found = profile.profiled(main.target, [one.target for one in listed], period, start)
    if found is None:
        return None
    judgement = _judgement(found.target, indicator, value) if value is not None else None
    shown = explain.target_words(_shown(found.target, indicator), indicator.unit, indicator.decimals, indicator.words)
    return replace(
        main,
        target=found.target,
        state="in_force",
        rag=judgement.rag if judgement else rag.NOT_RATED,
        would_be=None,
        words=f"{shown}, {found.words}",
        notes=(),
    )


def _shown(aim: target.Target, indicator: Indicator) -> target.Target:
    """Return a target between steps rounded for showing: a line, unlike a target, may end in any number of decimals."""
    places = Decimal(1).scaleb(-max(indicator.decimals, 1))
    upper = aim.upper.quantize(places) if aim.upper is not None else None
    return replace(aim, value=aim.value.quantize(places), upper=upper)


def run_of(
    indicator: Indicator,
    outturns: Iterable[Observation],
    period: Period | None,
    listed: Sequence[JudgedTarget],
) -> Run | None:
    """Return for how many periods in a row the colour has stood, each rated against the target of its own time."""
    if period is None or not listed:
        return None
    aims = [one.target for one in listed]
    return runs_at(outturns, period, _rated(indicator, aims), [one.date for one in indicator.breaks])


def _rated(indicator: Indicator, aims: Sequence[target.Target]) -> Callable[[Observation], str]:
    def colour(figure: Observation) -> str:
        aim = target.headline(aims, figure.period)
        if aim is None or figure.value is None or target.state(aim, figure.period) != "in_force":
            return rag.NOT_RATED
        return _judgement(aim, indicator, figure.value).rag

    return colour
