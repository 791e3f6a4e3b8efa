"""A reading: one indicator for one area at one period, after the rules. Every page, pack and API answer shows this."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from indicators.definitions import Indicator
from indicators.rules.period import Period
from indicators.rules.target import Target


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

    `would_be` is the colour that a target not yet due would give now.
    """

    target: Target
    state: str
    rag: str
    would_be: str | None
    words: str
    source: Source


@dataclass(frozen=True, slots=True)
class Compared:
    """The earlier figure that a direction of travel is measured from."""

    value: Decimal
    period: Period
    period_words: str
    status: str


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Another area's figure beside ours. `comparable` False: of another family of periods, so context only."""

    area: str
    name: str
    value: Decimal | None
    mark: str
    period: Period
    period_words: str
    status: str
    comparable: bool
    source: Source | None


@dataclass(frozen=True, slots=True)
class Known:
    """The last value known, where the latest period has none."""

    value: Decimal
    period: Period
    period_words: str


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
    """See the module's first line. `value` is None when there is no figure for the indicator's latest period."""

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
    # Filled by the signals of a later step; None says that none was worked out.
    variation: str | None = None
    assurance: str | None = None
