"""What stands beside a reading: England, the region, the neighbours, its rank, and the way to the best quarter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from data import areas
from data.queries import Observation, Standing
from indicators.definitions import Indicator
from indicators.facts import COUNTRY, Cuts, Facts
from indicators.reading import Benchmark, BestQuarter, Near
from indicators.rules import benchmark, breaks, distance, plausible, rank
from indicators.rules.latest import COMPARABLE, NATIONAL_ORDER, one_a_period
from indicators.rules.period import Period, family, label

NEIGHBOURS = "Statistical neighbours"
# With fewer values than this there are no quarters to speak of.
FEWEST = 4


@dataclass(frozen=True, slots=True)
class Comparisons:
    """All that stands beside a reading; see Reading for its fields."""

    region: Benchmark | None
    england: Benchmark | None
    neighbours: Benchmark | None
    neighbour_count: int
    near: Near | None
    rank: int | None
    rank_of: int
    band: str | None
    best_quarter: BestQuarter | None


def comparisons(indicator: Indicator, facts: Facts, period: Period | None, figure: Observation | None) -> Comparisons:
    """Return what stands beside an area's figure of a period, whether or not it has a value there."""
    standing = facts.standing.get(indicator.slug, {}).get(period) if period else None
    values = _values(facts, indicator.slug, period, standing)
    own = values.get(facts.area)
    place, of, band = _rank(indicator, facts, values, standing)
    neighbours, count = _neighbours(facts, indicator, period, standing)
    return Comparisons(
        region=_beside(facts, indicator, facts.regions, period),
        england=_beside(facts, indicator, (COUNTRY,), period) if facts.area != COUNTRY else None,
        neighbours=neighbours,
        neighbour_count=count,
        near=_near(indicator, facts, values),
        rank=place,
        rank_of=of,
        band=band,
        best_quarter=_best_quarter(indicator, _cuts(facts, indicator.slug, period, standing), band, own, figure),
    )


def _values(facts: Facts, slug: str, period: Period | None, standing: Standing | None) -> Mapping[str, Decimal]:
    """Return every authority's value of the period: national figures', else the councils' own returns'."""
    if period is None:
        return {}
    key = (slug, period)
    return facts.authorities.get(key, {}) if standing is not None else facts.returns.get(key, {})


def _beside(facts: Facts, indicator: Indicator, places: Iterable[str], period: Period | None) -> Benchmark | None:
    """Return the figure of the first of these areas that has one near enough, or one for context; None without."""
    if period is None:
        return None
    for place in places:
        rows = facts.elsewhere.get(place, {}).get(indicator.slug, [])
        chosen, _ = one_a_period(rows, NATIONAL_ORDER, areas.council_of(facts.area))
        usable = [f for f in chosen.values() if f.value is not None and f.status in COMPARABLE]
        found = benchmark.beside(usable, period)
        alike = found is not None
        found = found or benchmark.context(usable, period)
        if found is not None:
            return _benchmark(facts, indicator, place, found, alike, period)
    return None


def _benchmark(
    facts: Facts, indicator: Indicator, place: str, found: Observation, alike: bool, period: Period
) -> Benchmark:
    broken = breaks.break_between(indicator.breaks, found.period, period) if alike else None
    return Benchmark(
        area=place,
        name=areas.get(place).name,
        value=found.value,
        mark=found.mark,
        period=found.period,
        period_words=label(found.period),
        status=found.status,
        comparable=alike and broken is None,
        source=facts.source.of(found),
        not_compared=breaks.refusal(broken, f"the figure {label(found.period)}") if broken else "",
        doubt=_doubt(facts, indicator, place, found),
    )


def _doubt(facts: Facts, indicator: Indicator, place: str, found: Observation) -> str:
    """Return why a benchmark may be wrong, going by the regions' figures of the same period; '' when it looks right."""
    regions = facts.region_values.get((indicator.slug, found.period), {})
    if found.value is None or regions.get(place) != found.value:
        return ""
    others = [value for area, value in regions.items() if area not in (place, COUNTRY)]
    return plausible.doubt(
        found.value,
        others,
        unit=indicator.unit,
        decimals=indicator.decimals,
        whole=place == COUNTRY,
        name=areas.get(place).name,
    )


def _rank(
    indicator: Indicator, facts: Facts, values: Mapping[str, Decimal], standing: Standing | None
) -> tuple[int | None, int, str | None]:
    if standing is not None:
        return standing.rank, standing.rank_of, standing.band
    own = values.get(facts.area)
    if own is None or len(values) < 2:
        return None, 0, None
    cuts = rank.quartiles(list(values.values()))
    return (
        rank.ranks(values, indicator.polarity).get(facts.area),
        len(values),
        rank.band(own, cuts, indicator.polarity) if cuts and len(values) >= FEWEST else None,
    )


def _neighbours(
    facts: Facts, indicator: Indicator, period: Period | None, standing: Standing | None
) -> tuple[Benchmark | None, int]:
    """Return the neighbours' mean and how many had a value: national figures', else the neighbours' own returns'."""
    if period is None:
        return None, 0
    known = facts.standing.get(indicator.slug, {})
    rows = [standing] if standing is not None and standing.neighbour_count else list(known.values())
    means = [
        _mean(Decimal(repr(row.neighbour_mean)), row.period, indicator, period)
        for row in rows
        if row.neighbour_mean is not None
    ]
    found = benchmark.beside(means, period)
    if found is not None:
        return found, known[found.period].neighbour_count
    returns = facts.returns.get((indicator.slug, period), {})
    among = benchmark.middle([value for area, value in returns.items() if area in facts.neighbours])
    return (_mean(among.mean, period, indicator, period), among.had) if among else (None, 0)


def _mean(mean: Decimal, of: Period, indicator: Indicator, period: Period) -> Benchmark:
    alike = family(of) == family(period)
    broken = breaks.break_between(indicator.breaks, of, period) if alike else None
    return Benchmark(
        area="",
        name=NEIGHBOURS,
        value=mean,
        mark="",
        period=of,
        period_words=label(of),
        status="actual",
        comparable=alike and broken is None,
        source=None,
        not_compared=breaks.refusal(broken, f"the mean {label(of)}") if broken else "",
    )


def _near(indicator: Indicator, facts: Facts, values: Mapping[str, Decimal]) -> Near | None:
    among = benchmark.middle([values.get(area) for area in facts.neighbours])
    if among is None:
        return None
    place = rank.among(facts.area, values, facts.neighbours, indicator.polarity)
    own, of = place if place is not None else (None, 0)
    return Near(own, of, benchmark.neighbour_rank_words(place), among.median, among.had, among.of)


def _cuts(facts: Facts, slug: str, period: Period | None, standing: Standing | None) -> Cuts | None:
    """Return the quartiles that a value is held against: those of the values that it is ranked among."""
    if period is None:
        return None
    if standing is not None:
        return facts.quartiles.get((slug, period))
    return rank.quartiles(list(facts.returns.get((slug, period), {}).values()))


def _best_quarter(
    indicator: Indicator, cuts: Cuts | None, band: str | None, own: Decimal | None, figure: Observation | None
) -> BestQuarter | None:
    """Return the distance to band A of the value that was ranked, in children where the figure's own parts are its."""
    if own is None or cuts is None or band is None:
        return None
    same = figure is not None and figure.value == own
    found = distance.to_band_a(
        own,
        cuts,
        polarity=indicator.polarity,
        unit=indicator.unit,
        numerator=figure.numerator if figure and same else None,
        denominator=figure.denominator if figure and same else None,
    )
    # The band is the store's own; where a quartile's last binary digit tells otherwise, nothing is said.
    if found is None or found.inside != (band == "A"):
        return None
    counted = indicator.counts if indicator.unit == "number" else indicator.numerator
    return BestQuarter(
        found, distance.distance_words(found, unit=indicator.unit, decimals=indicator.decimals, counted=counted)
    )
