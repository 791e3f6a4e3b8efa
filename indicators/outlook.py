"""How sure a reading is and what is to be expected: its signal, its interval, a forecast, and what the target takes.

Signals and forecasts are for an area's own figures, as its council gives them: national figures are yearly, too few for
a chart of ordinary ups and downs, and rolling years share their months with each other, so they are not asked.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from data import areas
from data.queries import Observation
from indicators.definitions import Indicator
from indicators.reading import Benchmark, Expected, JudgedTarget, Takes
from indicators.rules import beside, forecast_words, spc_words
from indicators.rules import target as targets
from indicators.rules.consecutive import FIXED
from indicators.rules.forecast import forecast
from indicators.rules.intervals import Interval, interval
from indicators.rules.parts import numerator_of
from indicators.rules.period import Period
from indicators.rules.possible import possible
from indicators.rules.rollup import SUMMED
from indicators.rules.spc import Signals, SpcPoint, signals
from indicators.rules.what_it_takes import Part, needed
from indicators.rules.what_it_takes import sentence as takes_words
from indicators.rules.year_parts import MONTHS, year_parts

_AIMS = {"high": (">=", ">"), "low": ("<=", "<")}
_OWN_FORECASTS = ("forecast", "predicted")


@dataclass(frozen=True, slots=True)
class Outlook:
    """See Reading for the fields of the same names."""

    signal: Signals | None = None
    signal_words: str = ""
    interval: Interval | None = None
    compared_region: str | None = None
    compared_england: str | None = None
    expected: Expected | None = None
    takes: Takes | None = None
    forecast_outcome: str = ""


def outlook(
    indicator: Indicator,
    figure: Observation | None,
    judged: Mapping[Period, Observation],
    series: Sequence[Observation],
    listed: Sequence[JudgedTarget],
    main: JudgedTarget | None,
    region: Benchmark | None,
    england: Benchmark | None,
) -> Outlook:
    """Return what can be said of a figure's certainty and its future; nothing for one without a value."""
    if figure is None or figure.value is None or judged.get(figure.period) is not figure:
        return Outlook()
    found = _interval(indicator, figure)
    own = _own(figure, judged.values())
    signal = _signals(indicator, figure, own, listed)
    return Outlook(
        signal=signal,
        signal_words=spc_words.sentence(signal, indicator.unit, indicator.decimals) if signal else "",
        interval=found,
        compared_region=_claim(indicator, found, region),
        compared_england=_claim(indicator, found, england),
        expected=_expected(indicator, figure, own, series, main),
        takes=_takes(indicator, figure, judged, main),
        forecast_outcome=_outcome(indicator, figure, series),
    )


def _own(figure: Observation, outturns: Iterable[Observation]) -> list[Observation]:
    """Return the area's own figures like this one, as its council gives them; none when this one is not its own."""
    council = areas.council_of(figure.area)
    if figure.family != "council" or figure.owner != council:
        return []
    kind = figure.period.kind
    like = {f.period.ends: f for f in outturns if f.period.kind == kind and (f.family, f.owner) == ("council", council)}
    return [like[day] for day in sorted(like) if day <= figure.period.ends]


def _signals(
    indicator: Indicator, figure: Observation, own: Sequence[Observation], listed: Sequence[JudgedTarget]
) -> Signals | None:
    if not own or figure.period.kind not in FIXED | {"snapshot"} or indicator.unit == "judgement":
        return None
    aims = [one.target for one in listed]
    lowest, highest = possible(indicator.unit, indicator.words)
    return signals(
        [_point(indicator, f, aims) for f in own],
        polarity=indicator.polarity,
        breaks=[one.date for one in indicator.breaks],
        lowest=lowest,
        highest=highest,
    )


def _point(indicator: Indicator, figure: Observation, aims: Sequence[targets.Target]) -> SpcPoint:
    """Return a figure with the target in force for it, where that asks for more of the good or less of the bad."""
    aim = targets.headline(aims, figure.period)
    wanted = _AIMS.get(indicator.polarity, ())
    if aim is None or aim.operator not in wanted or targets.state(aim, figure.period) != "in_force":
        return SpcPoint(figure.period.ends, figure.value)
    return SpcPoint(figure.period.ends, figure.value, aim.value, strict=aim.operator in ("<", ">"))


def _interval(indicator: Indicator, figure: Observation) -> Interval | None:
    if indicator.unit == "number":
        return _kept("number", figure.value, None)
    counted = figure.numerator
    if counted is None and figure.value is not None:
        counted = numerator_of(figure.value, figure.denominator, indicator.unit)
    return _kept(indicator.unit, counted, figure.denominator)


# Small counts are solved for step by step, and the same ones are asked for again and again.
_kept = functools.lru_cache(maxsize=4096)(interval)


def _claim(indicator: Indicator, found: Interval | None, benchmark: Benchmark | None) -> str | None:
    """Return better, similar or worse; None without an interval, and for totals, which grow with the area."""
    if benchmark is None or not benchmark.comparable or benchmark.doubt or indicator.unit in SUMMED:
        return None
    return beside.compared(found, benchmark.value, indicator.polarity)


def _expected(
    indicator: Indicator,
    figure: Observation,
    own: Sequence[Observation],
    series: Sequence[Observation],
    main: JudgedTarget | None,
) -> Expected | None:
    """Return the forecast for the headline target's day, with the service's own beside it; None when it has come.

    A part of a year's count is not held against the year's: what it takes says that better.
    """
    if not own or main is None or main.target.ends is None or main.target.ends <= figure.period.ends:
        return None
    if _adds_up(indicator, figure.period) or indicator.unit == "judgement":
        return None
    lowest, highest = possible(indicator.unit, indicator.words)
    breaks = [one.date for one in indicator.breaks]
    found = forecast(own, main.target, breaks=breaks, lowest=lowest, highest=highest)
    words = forecast_words.sentence(found, main.words, indicator.unit, indicator.decimals)
    due = main.target.ends
    theirs = _service(series, lambda f: f.period.ends == due)
    said = "" if theirs is None else forecast_words.beside_service(found, theirs, indicator.unit, indicator.decimals)
    return Expected(found, words, theirs, said)


def _service(series: Iterable[Observation], wanted: Callable[[Observation], bool]) -> Decimal | None:
    """Return the service's own forecast of what is wanted, the latest known."""
    found = [f for f in series if f.status in _OWN_FORECASTS and f.value is not None and wanted(f)]
    last = max(found, key=lambda f: f.known_on, default=None)
    return last.value if last else None


def _outcome(indicator: Indicator, figure: Observation, series: Iterable[Observation]) -> str:
    """Return how near the service's own forecast of this very period came, '' where it made none."""
    theirs = _service(series, lambda f: f.period == figure.period)
    if theirs is None or figure.value is None:
        return ""
    outcome = forecast_words.against_outturn(None, theirs, figure.value)
    return forecast_words.outcome_words(outcome, indicator.unit, indicator.decimals)


def _adds_up(indicator: Indicator, period: Period) -> bool:
    return indicator.unit in SUMMED and period.kind in (*MONTHS, "year_to_date")


def _takes(
    indicator: Indicator, figure: Observation, judged: Mapping[Period, Observation], main: JudgedTarget | None
) -> Takes | None:
    """Return what the rest of the year must come to, for a figure that is a part of the headline target's year.

    Percentages weigh their parts, counts and money add up. A rate of a quarter may or may not be a quarter of the
    year's, so nothing is said of rates.
    """
    adds = _adds_up(indicator, figure.period)
    if main is None or main.target.kind != "for" or not (adds or indicator.unit == "percent"):
        return None
    starts, ends = main.target.starts, main.target.ends
    parts = year_parts(figure.period, starts, ends) if starts is not None and ends is not None else None
    if parts is None or not parts.left:
        return None
    done = [_part(judged.get(period), parts.each) for period in parts.done]
    lowest, highest = possible(indicator.unit, indicator.words)
    coming: list[Decimal | None] = [None] * parts.left
    found = needed(done, coming, main.target, adds_up=adds, lowest=lowest, highest=highest)
    unit, decimals = indicator.unit, indicator.decimals
    return Takes(found, takes_words(found, main.target, main.words, unit=unit, decimals=decimals, kind=parts.kind))


def _part(figure: Observation | None, periods: int) -> Part:
    if figure is None:
        return Part(None, None, periods)
    return Part(figure.value, figure.denominator, periods)
