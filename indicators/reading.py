"""A reading: one indicator for one area at one period, after the rules. Every page, pack and API answer shows this."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from indicators.definitions import Indicator
from indicators.rules.conflicts import Conflict
from indicators.rules.distance import Distance
from indicators.rules.forecast import Forecast
from indicators.rules.intervals import Interval
from indicators.rules.period import Period
from indicators.rules.runs import Run
from indicators.rules.spc import Signals
from indicators.rules.streak import Streak
from indicators.rules.target import Target
from indicators.rules.what_it_takes import Needed


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number was read: the file, sheet (None for a CSV) and cell, who loaded it and when."""

    upload_id: str
    family: str
    file: str
    sheet: str | None
    cell: str
    known_on: date
    recorded_at: datetime
    who: str
    published: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True)
class JudgedTarget:
    """A target with its own colour. `state` is in_force, not_due, passed or other_kind; only in force has it a `rag`.

    `would_be` is the colour that a target not yet due would give now. `provisional` says that the year to date is held
    against a whole year, so that either colour may change; `notes` are that and what else must be known, as sentences.
    """

    target: Target
    state: str
    rag: str
    would_be: str | None
    words: str
    source: Source
    provisional: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """The earlier figure that a direction of travel is measured from, or would be if it could be compared."""

    value: Decimal
    period: Period
    period_words: str
    status: str


@dataclass(frozen=True, slots=True)
class YearBefore:
    """The figure for the same period of the year before, and the change and direction since."""

    value: Decimal
    period: Period
    period_words: str
    change: Decimal
    direction: str


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Another area's figure beside ours. `comparable` False: context only, with no better or worse.

    It is of another family of periods, or `not_compared` says why else. `doubt` says why it may be wrong; '' for none.
    """

    area: str
    name: str
    value: Decimal | None
    mark: str
    period: Period
    period_words: str
    status: str
    comparable: bool
    source: Source | None
    not_compared: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Near:
    """An authority among its statistical neighbours: its rank with them, of how many, and their median.

    `rank` is None without a polarity or a value of its own. `had` of `of` neighbours had a value.
    """

    rank: int | None
    rank_of: int
    words: str
    median: Decimal
    had: int
    of: int


@dataclass(frozen=True, slots=True)
class BestQuarter:
    """How far an authority is from the best quarter of all, and that in words."""

    distance: Distance
    words: str


@dataclass(frozen=True, slots=True)
class Expected:
    """A forecast for the headline target's day in words, the service's own (None without one), and the two together."""

    forecast: Forecast
    words: str
    service: Decimal | None
    service_words: str


@dataclass(frozen=True, slots=True)
class Takes:
    """What the rest of the year must come to for the headline target, and that in words."""

    needed: Needed
    words: str


@dataclass(frozen=True, slots=True)
class Known:
    """The last value known, where the latest period has none."""

    value: Decimal
    period: Period
    period_words: str
    source: Source


@dataclass(frozen=True, slots=True)
class Other:
    """What another source says about the same period."""

    value: Decimal | None
    mark: str
    status: str
    disagrees: bool
    source: Source


@dataclass(frozen=True, slots=True)
class Reading:
    """See the module's first line. `value` is None when there is no figure for the indicator's latest period.

    `material` says whether the change counts; one that does not has the direction no_change. `not_compared` says why
    there is no direction, '' where there is one. `profile` is the target between its steps, when that was asked for.
    """

    indicator: Indicator
    area: str
    period: Period | None
    period_words: str
    label: str
    value: Decimal | None
    mark: str
    status: str
    note: str
    numerator: Decimal | None
    denominator: Decimal | None
    last_known: Known | None
    target: JudgedTarget | None
    targets: tuple[JudgedTarget, ...]
    rag: str
    would_be: str | None
    reason: str
    explanation: str
    direction: str | None
    change: Decimal | None
    compared_with: Compared | None
    region: Benchmark | None
    england: Benchmark | None
    statistical_neighbours: Benchmark | None
    statistical_neighbours_count: int
    rank: int | None
    rank_of: int
    quartile_band: str | None
    others: tuple[Other, ...]
    sentence: str
    source: Source | None
    material: bool | None = None
    not_compared: str = ""
    year_before: YearBefore | None = None
    streak: Streak | None = None
    rating_run: Run | None = None
    profile: JudgedTarget | None = None
    near: Near | None = None
    best_quarter: BestQuarter | None = None
    conflicts: tuple[Conflict, ...] = ()
    # Of an area's own figures alone; None and '' say that nothing was worked out.
    variation: str | None = None
    assurance: str | None = None
    signal: Signals | None = None
    signal_words: str = ""
    interval: Interval | None = None
    compared_region: str | None = None
    compared_england: str | None = None
    expected: Expected | None = None
    takes: Takes | None = None
    forecast_outcome: str = ""
