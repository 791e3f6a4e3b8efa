"""What the rules add to a reading, as the API sends it: runs, directions, neighbours, conflicts, signals, forecasts."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from data.plain import number_of, period_of
from indicators.reading import Reading
from indicators.rules.parts import decimal_of
from indicators.rules.period import Period, label

Json = dict[str, Any]
_PLACES = 10  # as many decimals as the store keeps


def judgements_of(reading: Reading) -> Json:
    """Return the further keys of a reading; null or '' where nothing was worked out."""
    return {
        "material": reading.material,
        "not_compared": reading.not_compared,
        "same_period_last_year": _year_before(reading),
        "streak": _streak(reading),
        "rating_run": _run(reading),
        "neighbours": _near(reading),
        "best_quarter": _best_quarter(reading),
        "conflicts": [{"kind": found.kind, "words": found.words} for found in reading.conflicts],
        "signal": _signal(reading),
        "interval": _interval(reading),
        "compared_region": reading.compared_region,
        "compared_england": reading.compared_england,
        "forecast": _forecast(reading),
        "forecast_outcome": reading.forecast_outcome,
        "what_it_takes": _takes(reading),
    }


def _period(period: Period) -> Json | None:
    return period_of(period, label(period))


def _year_before(reading: Reading) -> Json | None:
    found = reading.year_before
    if found is None:
        return None
    return {
        "value": number_of(found.value),
        "period": period_of(found.period, found.period_words),
        "change": number_of(found.change),
        "direction": found.direction,
    }


def _streak(reading: Reading) -> Json | None:
    found = reading.streak
    if found is None:
        return None
    return {
        "direction": found.direction,
        "count": found.count,
        "since": _period(found.since),
        "words": found.words,
    }


def _run(reading: Reading) -> Json | None:
    found = reading.rating_run
    if found is None:
        return None
    return {
        "rag": found.rag,
        "count": found.count,
        "since": _period(found.since),
        "began": found.began,
        "words": found.words,
    }


def _near(reading: Reading) -> Json | None:
    found = reading.near
    if found is None:
        return None
    return {
        "rank": found.rank,
        "rank_of": found.rank_of,
        "words": found.words,
        "median": number_of(_short(found.median)),
        "had": found.had,
        "of": found.of,
    }


def _best_quarter(reading: Reading) -> Json | None:
    found = reading.best_quarter
    if found is None:
        return None
    return {
        "inside": found.distance.inside,
        "amount": number_of(_short(found.distance.amount)),
        "children": found.distance.children,
        "fewer": found.distance.fewer,
        "about": found.distance.about,
        "reachable": found.distance.reachable,
        "words": found.words,
    }


def _signal(reading: Reading) -> Json | None:
    found = reading.signal
    if found is None:
        return None
    last = found.last
    return {
        "variation": found.variation,
        "assurance": found.assurance,
        "reason": found.reason,
        "figures": found.count,
        "mean": last.mean if last else None,
        "lower": last.lower if last else None,
        "upper": last.upper if last else None,
        "words": reading.signal_words,
    }


def _interval(reading: Reading) -> Json | None:
    found = reading.interval
    if found is None:
        return None
    return {"lower": found.lower, "upper": found.upper, "confidence": found.confidence, "method": found.method}


def _forecast(reading: Reading) -> Json | None:
    found = reading.expected
    if found is None:
        return None
    ours = found.forecast
    return {
        "due": ours.due.isoformat() if ours.due else None,
        "reason": ours.reason,
        "central": ours.central,
        "low": ours.low,
        "high": ours.high,
        "level": ours.level,
        "chance": ours.words,
        "words": found.words,
        "service": number_of(found.service),
        "service_words": found.service_words,
    }


def _takes(reading: Reading) -> Json | None:
    found = reading.takes
    if found is None:
        return None
    return {
        "state": found.needed.state,
        "left": found.needed.left,
        "at_least": _fraction(found.needed.at_least),
        "at_most": _fraction(found.needed.at_most),
        "words": found.words,
    }


def _fraction(value: Fraction | None) -> int | float | None:
    return None if value is None else number_of(_short(decimal_of(value)))


def _short(value: Decimal) -> Decimal:
    return round(value, _PLACES)
