"""Readings: the one place where the rules meet the store's rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from data import areas
from data.queries import Observation, StoredTarget
from data.store import Store
from data.viewer import Viewer
from indicators import comparing, disagreeing, judging, outlook
from indicators import travel as travels
from indicators.definitions import Indicator, catalogue
from indicators.facts import Facts, gather
from indicators.reading import Benchmark, JudgedTarget, Known, Reading
from indicators.rules import explain, rag, target
from indicators.rules.direction import JUDGED
from indicators.rules.latest import latest, one_a_period, order_for
from indicators.rules.period import Period, label
from indicators.rules.words import quantity


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Every reading of one area. `as_at` None means today."""

    area: str
    as_at: date | None
    readings: tuple[Reading, ...]


def scorecard(
    store: Store,
    viewer: Viewer,
    area: str,
    *,
    as_at: date | None = None,
    indicators: Sequence[str] | None = None,
    profile: bool = False,
) -> Scorecard:
    """Return the readings of an area, by theme and name.

    An indicator has a reading when the area has a figure or a target for it, or when other authorities have published
    figures. `indicators` asks for some alone, `profile` for the headline targets between their steps. Raises
    UnknownArea.
    """
    place = areas.get(area)
    with store.snapshot():
        facts = gather(store, viewer, place.id, as_at, indicators)
    definitions = catalogue()
    readings = [
        reading
        for slug, definition in definitions.items()
        if (indicators is None or slug in indicators) and (reading := _read(definition, facts, profile)) is not None
    ]
    return Scorecard(place.id, as_at, tuple(readings))


def _read(indicator: Indicator, facts: Facts, profile: bool) -> Reading | None:
    """Return the reading of one indicator, or None when nobody has a figure and no target was set."""
    slug = indicator.slug
    own = facts.own.get(slug, [])
    targets = [t for t in facts.targets.get(slug, []) if not t.breakdown]
    national = facts.latest.get(slug)
    if not own and not targets and national is None:
        return None
    chosen, others = one_a_period(own, order_for(areas.get(facts.area).level), areas.council_of(facts.area))
    judged = {period: figure for (period, series), figure in chosen.items() if series == "actual"}
    period = latest([*judged, *([national] if national else [])], indicator.period)
    if period is None:
        # Only figures that are not outturns: the latest of them is shown, and not judged.
        period = latest([p for p, _ in chosen], indicator.period)
    figure = judged.get(period) if period else None
    if figure is None and period and not judged:
        figure = next((f for (p, _), f in chosen.items() if p == period), None)
    return _assemble(indicator, facts, period, figure, judged, list(chosen.values()), others, targets, profile)


def _assemble(
    indicator: Indicator,
    facts: Facts,
    period: Period | None,
    figure: Observation | None,
    judged: Mapping[Period, Observation],
    series: Sequence[Observation],
    others: Mapping[tuple[Period, str], list[Observation]],
    stored_targets: Sequence[StoredTarget],
    profile: bool,
) -> Reading:
    value = figure.value if figure else None
    mark = figure.mark if figure else ("missing" if period else "")
    judgeable = value is not None and figure is not None and figure.status in JUDGED
    rated = value if judgeable else None
    listed = [judging.judged_target(t, indicator, period, rated, facts) for t in stored_targets]
    main = _main(listed, period)
    colour, would_be, reason, explanation = _colour(indicator, value, mark, judgeable, main)
    travel = travels.travel(indicator, facts.area, figure, series, period)
    beside = comparing.comparisons(indicator, facts, period, figure)
    said = (
        travel.words,
        main.words if main and main.state == "in_force" else "",
        _beside_words(indicator, beside.region, beside.england),
    )
    ahead = outlook.outlook(indicator, figure, judged, series, listed, main, beside.region, beside.england)
    others_now = others.get((period, "actual"), []) if period else []
    return Reading(
        indicator=indicator,
        area=facts.area,
        period=period,
        period_words=label(period) if period else "",
        label=figure.label if figure else "",
        value=value,
        mark=mark,
        status=figure.status if figure else "",
        note=figure.note if figure else "",
        numerator=figure.numerator if figure else None,
        denominator=figure.denominator if figure else None,
        last_known=_last_known(judged, period, facts) if value is None else None,
        target=main,
        targets=tuple(listed),
        rag=colour,
        would_be=would_be,
        reason=reason,
        explanation=explanation,
        direction=travel.direction,
        change=travel.change,
        compared_with=travel.compared,
        region=beside.region,
        england=beside.england,
        statistical_neighbours=beside.neighbours,
        statistical_neighbours_count=beside.neighbour_count,
        rank=beside.rank,
        rank_of=beside.rank_of,
        quartile_band=beside.band,
        others=facts.source.others(others_now, value),
        sentence=_sentence(indicator, value, period, *said),
        source=facts.source.of(figure) if figure else None,
        material=travel.material,
        not_compared=travel.not_compared,
        year_before=travel.year_before,
        streak=travel.streak,
        rating_run=judging.run_of(indicator, judged.values(), period, listed) if judgeable else None,
        profile=judging.profiled_target(main, listed, indicator, period, rated, series) if profile else None,
        near=beside.near,
        best_quarter=beside.best_quarter,
        conflicts=disagreeing.conflicts_of(indicator, facts, figure, others_now),
        **_fields_of(ahead),
    )


def _fields_of(ahead: outlook.Outlook) -> dict[str, Any]:
    """Return a reading's fields about its certainty and its future."""
    return {
        "variation": ahead.signal.variation if ahead.signal else None,
        "assurance": ahead.signal.assurance if ahead.signal else None,
        "signal": ahead.signal,
        "signal_words": ahead.signal_words,
        "interval": ahead.interval,
        "compared_region": ahead.compared_region,
        "compared_england": ahead.compared_england,
        "expected": ahead.expected,
        "takes": ahead.takes,
        "forecast_outcome": ahead.forecast_outcome,
    }


def _main(listed: Sequence[JudgedTarget], period: Period | None) -> JudgedTarget | None:
    """Return the headline target; where there is no period at all, the flagged one or the first to come."""
    first = target.headline([t.target for t in listed], period) if period else None
    if first is None and period is None and listed:
        first = min((t.target for t in listed), key=lambda t: (not t.headline, t.ends or date.max))
    return next((t for t in listed if t.target is first), None)


def _sentence(
    indicator: Indicator, value: Decimal | None, period: Period | None, travel: str, aim: str, beside: str
) -> str:
    return explain.sentence(
        indicator.name,
        value,
        period,
        unit=indicator.unit,
        decimals=indicator.decimals,
        words=indicator.words,
        travel=travel,
        aim=aim,
        beside=beside,
    )


def _colour(
    indicator: Indicator, value: Decimal | None, mark: str, judgeable: bool, main: JudgedTarget | None
) -> tuple[str, str | None, str, str]:
    """Return the colour, what it would be, the reason as a word and the reason as a sentence."""
    if value is None:
        reason = explain.SUPPRESSED if mark == "c" else explain.NO_DATA
        return rag.NOT_RATED, None, reason, explain.why_not(reason, mark=mark)
    if not judgeable:
        return rag.NOT_RATED, None, explain.NOT_JUDGED, explain.why_not(explain.NOT_JUDGED)
    if main is None:
        reason = explain.NEUTRAL if indicator.polarity == "neutral" else explain.NO_TARGET
        return rag.NOT_RATED, None, reason, explain.why_not(reason)
    if main.state == "not_due":
        text = explain.why_not(explain.NOT_DUE, target=main.words, would_be=main.would_be)
        return rag.NOT_RATED, main.would_be, explain.NOT_DUE, text
    judgement = rag.judged(value, main.target, indicator.unit, indicator.tolerance_kind, indicator.tolerance)
    reason = {rag.GREEN: explain.MET, rag.AMBER: explain.NEAR, rag.RED: explain.MISSED}[judgement.rag]
    text = explain.why(
        value,
        main.target,
        judgement,
        unit=indicator.unit,
        decimals=indicator.decimals,
        words=indicator.words,
    )
    return judgement.rag, None, reason, text


def _last_known(judged: Mapping[Period, Observation], period: Period | None, facts: Facts) -> Known | None:
    known = [f for f in judged.values() if f.value is not None and (period is None or f.period.ends <= period.ends)]
    last = max(known, key=lambda f: f.period.ends, default=None)
    if last is None or last.value is None:
        return None
    return Known(last.value, last.period, label(last.period), facts.source.of(last))


def _beside_words(indicator: Indicator, region: Benchmark | None, england: Benchmark | None) -> str:
    parts = [
        f"{b.name} {quantity(b.value, indicator.unit, indicator.decimals, indicator.words)} {explain.when(b.period)}"
        + (" (implied)" if b.status == "implied" else "")
        for b in (region, england)
        if b is not None and b.comparable and b.value is not None
    ]
    return f"{'; '.join(parts)}." if parts else ""
