"""Readings: the one place where the rules meet the store's rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from data import areas
from data.queries import Observation, Standing, StoredTarget
from data.store import Store
from data.viewer import Viewer
from indicators import sources
from indicators.definitions import Indicator, catalogue
from indicators.facts import COUNTRY, Facts, gather
from indicators.reading import Benchmark, Compared, JudgedTarget, Known, Reading
from indicators.rules import benchmark, explain, rag, rank, target
from indicators.rules.direction import JUDGED, direction, previous
from indicators.rules.latest import COMPARABLE, NATIONAL_ORDER, latest, one_a_period, order_for
from indicators.rules.period import Period, family, label
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
) -> Scorecard:
    """Return the readings of an area, by theme and name.

    An indicator has a reading when the area has a figure or a target for it, or when other authorities have published
    figures. `indicators` asks for some alone. Raises UnknownArea.
    """
    place = areas.get(area)
    with store.snapshot():
        facts = gather(store, viewer, place.id, as_at, indicators)
    definitions = catalogue()
    readings = [
        reading
        for slug, definition in definitions.items()
        if (indicators is None or slug in indicators) and (reading := _read(definition, facts)) is not None
    ]
    return Scorecard(place.id, as_at, tuple(readings))


def _read(indicator: Indicator, facts: Facts) -> Reading | None:
    """Return the reading of one indicator, or None when nobody has a figure and no target was set."""
    slug = indicator.slug
    own = facts.own.get(slug, [])
    targets = [t for t in facts.targets.get(slug, []) if not t.breakdown]
    national = facts.national.get(slug)
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
    return _assemble(indicator, facts, period, figure, judged, list(chosen.values()), others, targets)


def _assemble(
    indicator: Indicator,
    facts: Facts,
    period: Period | None,
    figure: Observation | None,
    judged: Mapping[Period, Observation],
    series: Sequence[Observation],
    others: Mapping[tuple[Period, str], list[Observation]],
    stored_targets: Sequence[StoredTarget],
) -> Reading:
    slug = indicator.slug
    value = figure.value if figure else None
    mark = figure.mark if figure else ("missing" if period else "")
    judgeable = value is not None and figure is not None and figure.status in JUDGED
    listed = [_judged(t, indicator, period, value if judgeable else None, facts) for t in stored_targets]
    first = target.headline([t.target for t in listed], period) if period else None
    if first is None and period is None and listed:
        first = min((t.target for t in listed), key=lambda t: (not t.headline, t.ends or date.max))
    main = next((t for t in listed if t.target is first), None)
    colour, would_be, reason, explanation = _colour(indicator, value, mark, judgeable, main)
    before = previous(series, period) if value is not None and period else None
    compared = _compared(before) if value is not None else None
    change = value - compared.value if value is not None and compared is not None else None
    travel = direction(change, indicator.polarity) if change is not None else None
    england = _beside(facts, slug, (COUNTRY,), period) if facts.area != COUNTRY else None
    region = _beside(facts, slug, facts.regions, period)
    standing = facts.standing.get(slug, {}).get(period) if period else None
    place, place_of, band = _rank(indicator, facts, period, standing)
    neighbours, neighbour_count = _neighbours(facts, slug, period, standing)
    said = (
        _travel(indicator, travel, change, compared, before),
        main.words if main and main.state == "in_force" else "",
        _beside_words(indicator, region, england),
    )
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
        last_known=_last_known(judged, period) if value is None else None,
        target=main,
        targets=tuple(listed),
        rag=colour,
        would_be=would_be,
        reason=reason,
        explanation=explanation,
        direction=travel,
        change=change,
        compared_with=compared,
        region=region,
        england=england,
        statistical_neighbours=neighbours,
        statistical_neighbours_count=neighbour_count,
        rank=place,
        rank_of=place_of,
        quartile_band=band,
        others=facts.source.others(others.get((period, "actual"), []), value) if period else (),
        sentence=_sentence(indicator, value, period, *said),
        source=facts.source.of(figure) if figure else None,
    )


def _compared(before: Observation | None) -> Compared | None:
    if before is None or before.value is None:
        return None
    return Compared(before.value, before.period, label(before.period), before.status)


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


def _judged(
    stored: StoredTarget, indicator: Indicator, period: Period | None, value: Decimal | None, facts: Facts
) -> JudgedTarget:
    aim = sources.target_of(stored)
    state = target.state(aim, period) if period else "not_due"
    colour: str | None = None
    if value is not None and state in ("in_force", "not_due"):
        colour = rag.judged(value, aim, indicator.unit, indicator.tolerance_kind, indicator.tolerance).rag
    return JudgedTarget(
        target=aim,
        state=state,
        rag=colour if colour and state == "in_force" else rag.NOT_RATED,
        would_be=colour if state == "not_due" else None,
        words=explain.target_words(aim, indicator.unit, indicator.decimals, indicator.words),
        source=facts.source.of_target(stored),
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


def _beside(facts: Facts, slug: str, places: Iterable[str], period: Period | None) -> Benchmark | None:
    """Return the figure of the first of these areas that has one near enough, or one for context; None without."""
    if period is None:
        return None
    for place in places:
        chosen, _ = one_a_period(
            facts.elsewhere.get(place, {}).get(slug, []), NATIONAL_ORDER, areas.council_of(facts.area)
        )
        usable = [f for f in chosen.values() if f.value is not None and f.status in COMPARABLE]
        found = benchmark.beside(usable, period)
        comparable = found is not None
        found = found or benchmark.context(usable, period)
        if found is not None:
            return Benchmark(
                area=place,
                name=areas.get(place).name,
                value=found.value,
                mark=found.mark,
                period=found.period,
                period_words=label(found.period),
                status=found.status,
                comparable=comparable,
                source=facts.source.of(found),
            )
    return None


def _rank(
    indicator: Indicator, facts: Facts, period: Period | None, standing: Standing | None
) -> tuple[int | None, int, str | None]:
    if standing is not None:
        return standing.rank, standing.rank_of, standing.band
    values = facts.returns.get((indicator.slug, period), {}) if period else {}
    own = values.get(facts.area)
    if own is None or len(values) < 2:
        return None, 0, None
    cuts = rank.quartiles(list(values.values()))
    return (
        rank.ranks(values, indicator.polarity).get(facts.area),
        len(values),
        rank.band(own, cuts, indicator.polarity) if cuts and len(values) >= 4 else None,
    )


def _neighbours(
    facts: Facts, slug: str, period: Period | None, standing: Standing | None
) -> tuple[Benchmark | None, int]:
    """Return the neighbours' mean and how many had a value: national figures', else the neighbours' own returns'."""
    if period is None:
        return None, 0
    means = [
        Benchmark(
            area="",
            name="Statistical neighbours",
            value=Decimal(repr(row.neighbour_mean)),
            mark="",
            period=row.period,
            period_words=label(row.period),
            status="actual",
            comparable=family(row.period) == family(period),
            source=None,
        )
        for row in (
            [standing] if standing is not None and standing.neighbour_count else facts.standing.get(slug, {}).values()
        )
        if row.neighbour_mean is not None
    ]
    found = benchmark.beside(means, period)
    if found is not None:
        return found, facts.standing[slug][found.period].neighbour_count
    near = [v for a, v in facts.returns.get((slug, period), {}).items() if a in facts.neighbours]
    if not near:
        return None, 0
    mean = sum(near, Decimal(0)) / len(near)
    words = label(period)
    return Benchmark("", "Statistical neighbours", mean, "", period, words, "actual", True, None), len(near)


def _last_known(judged: Mapping[Period, Observation], period: Period | None) -> Known | None:
    known = [f for f in judged.values() if f.value is not None and (period is None or f.period.ends <= period.ends)]
    last = max(known, key=lambda f: f.period.ends, default=None)
    if last is None or last.value is None:
        return None
    return Known(last.value, last.period, label(last.period))


def _travel(
    indicator: Indicator,
    travel: str | None,
    change: Decimal | None,
    compared: Compared | None,
    before: Observation | None,
) -> str:
    if before is not None and before.value is None:
        return f"There is no figure {explain.when(before.period)} to compare it with."
    if travel is None or change is None or compared is None:
        return ""
    return explain.travel_words(
        travel,
        change,
        quantity(compared.value, indicator.unit, indicator.decimals, indicator.words),
        unit=indicator.unit,
        decimals=indicator.decimals,
        baseline=compared.status == "baseline",
        when=explain.when(compared.period),
    )


def _beside_words(indicator: Indicator, region: Benchmark | None, england: Benchmark | None) -> str:
    parts = [
        f"{b.name} {quantity(b.value, indicator.unit, indicator.decimals, indicator.words)} {explain.when(b.period)}"
        + (" (implied)" if b.status == "implied" else "")
        for b in (region, england)
        if b is not None and b.comparable and b.value is not None
    ]
    return f"{'; '.join(parts)}." if parts else ""
