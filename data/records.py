"""What comes into the store: an upload's heading, its figures by column, its targets, comments and names."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from data.periods import Period

# The order in which an area's own reading is taken; national comparisons start at DfE. See docs/design.md.
FAMILIES = ("council", "dfe", "lait")
MARKS = ("", "c", "x", "z", "low", "u", "missing")
STATUSES = ("actual", "provisional", "revised", "forecast", "predicted", "implied", "baseline")
OUTTURNS = STATUSES[:3]
DECIMAL = pa.decimal128(24, 10)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure or mark as read from one cell. `value` is None when there is a mark, and never otherwise."""

    indicator: str
    area: str
    period: Period
    value: Decimal | None
    mark: str = ""
    status: str = "actual"
    breakdown: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    label: str = ""
    note: str = ""
    sheet: str = ""
    cell: tuple[str, int] = ("", 0)


@dataclass(frozen=True, slots=True)
class Target:
    """One target as read. `kind` is for (judges what ends within starts..ends), by (from `ends` on) or standing.

    `upper` is the higher bound of a `between`. `tolerance_kind` is '' when the indicator's own tolerance holds.
    """

    indicator: str
    area: str
    kind: str
    operator: str
    value: Decimal
    starts: date | None = None
    ends: date | None = None
    upper: Decimal | None = None
    period_kind: str = ""
    tolerance_kind: str = ""
    tolerance: Decimal | None = None
    set_by: str = "local"
    headline: bool = False
    breakdown: str = ""
    label: str = ""
    note: str = ""
    sheet: str = ""
    cell: tuple[str, int] = ("", 0)


@dataclass(frozen=True, slots=True)
class Comment:
    """Words about an indicator in an area, and about one period of it where that is said."""

    indicator: str
    area: str
    period: Period | None
    author: str
    words: str
    sheet: str = ""
    cell: tuple[str, int] = ("", 0)


@dataclass(frozen=True, slots=True)
class ReferenceName:
    """What a loaded dictionary calls a reference indicator."""

    indicator: str
    name: str
    topic: str
    unit: str
    meaning: str
    polarity: str
    decimals: int | None


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of repeated words: the distinct words, and for each row which of them (int32)."""

    words: Sequence[Any]
    codes: np.ndarray

    @classmethod
    def of(cls, values: Iterable[Hashable]) -> Coded:
        """Return the coded form of a plain column."""
        place: dict[Hashable, int] = {}
        codes = [place.setdefault(value, len(place)) for value in values]
        return cls(list(place), np.array(codes, dtype=np.int32))

    @classmethod
    def constant(cls, word: Hashable, rows: int) -> Coded:
        """Return a column that says the same in every row."""
        return cls([word], np.zeros(rows, dtype=np.int32))

    def take(self, rows: np.ndarray) -> Coded:
        """Return the column with only these rows, in this order, and only the words that they use."""
        codes = self.codes[rows]
        used = np.flatnonzero(np.bincount(codes, minlength=len(self.words)))
        renumber = np.zeros(len(self.words), dtype=np.int32)
        renumber[used] = np.arange(len(used), dtype=np.int32)
        return Coded([self.words[place] for place in used.tolist()], renumber[codes])


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures by column, all of one length: bulk files are never handled row by row.

    value, numerator and denominator are Arrow decimals (24,10) with nulls; cell_row is the sheet's row or the CSV's
    line; a cell is written cell_column then cell_row.
    """

    indicator: Coded
    area: Coded
    breakdown: Coded
    period: Coded
    value: pa.Array
    mark: Coded
    status: Coded
    numerator: pa.Array
    denominator: pa.Array
    label: Coded
    note: Coded
    sheet: Coded
    cell_column: Coded
    cell_row: np.ndarray

    def __len__(self) -> int:
        return len(self.cell_row)

    @classmethod
    def of(cls, figures: Sequence[Figure]) -> Figures:
        """Return figures given one by one as columns."""
        return cls(
            indicator=Coded.of(f.indicator for f in figures),
            area=Coded.of(f.area for f in figures),
            breakdown=Coded.of(f.breakdown for f in figures),
            period=Coded.of(f.period for f in figures),
            value=pa.array([f.value for f in figures], DECIMAL),
            mark=Coded.of(f.mark for f in figures),
            status=Coded.of(f.status for f in figures),
            numerator=pa.array([f.numerator for f in figures], DECIMAL),
            denominator=pa.array([f.denominator for f in figures], DECIMAL),
            label=Coded.of(f.label for f in figures),
            note=Coded.of(f.note for f in figures),
            sheet=Coded.of(f.sheet for f in figures),
            cell_column=Coded.of(f.cell[0] for f in figures),
            cell_row=np.array([f.cell[1] for f in figures], dtype=np.int32),
        )

    def take(self, rows: np.ndarray) -> Figures:
        """Return these rows only, in this order."""
        index = pa.array(rows)
        return Figures(
            **{
                name: column[rows]
                if isinstance(column, np.ndarray)
                else column.take(rows if isinstance(column, Coded) else index)
                for name, column in ((name, getattr(self, name)) for name in self.__slots__)
            }
        )

    @classmethod
    def joined(cls, parts: Sequence[Figures]) -> Figures:
        """Return several sets of figures as one, in order."""
        if len(parts) == 1:
            return parts[0]
        if not parts:
            return cls.of([])
        return cls(**{name: _joined([getattr(part, name) for part in parts]) for name in cls.__slots__})


def _joined(columns: Sequence[Any]) -> Any:
    if isinstance(columns[0], np.ndarray):
        return np.concatenate(columns)
    if isinstance(columns[0], pa.Array):
        return pa.concat_arrays(columns)
    place: dict[Hashable, int] = {}
    codes = []
    for column in columns:
        renumber = np.array([place.setdefault(word, len(place)) for word in column.words], dtype=np.int32)
        codes.append(renumber[column.codes] if len(renumber) else column.codes)
    return Coded(list(place), np.concatenate(codes))


class Notice(NamedTuple):
    """A warning that travels with an upload. `cell` is F7, B7:F7, 7:7 or F:F; what is not said is ''."""

    severity: str
    code: str
    sheet: str
    cell: str
    found: str
    message: str
    fix: str


@dataclass(frozen=True, slots=True)
class Upload:
    """The heading of what is about to be stored. `owner` is a council id or 'national'.

    `fingerprint` tells the file's form, '' where it has none; `answers` are all that hold for that form from now on.
    """

    family: str
    owner: str
    known_on: date
    layout: str
    file: str
    sha256: str
    size: int
    who: str
    recipe: str = ""
    asked: str = ""
    reason: str = ""
    published: str = ""
    example: bool = False
    notices: Sequence[Notice] = ()
    fingerprint: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Contents:
    """All that one upload says."""

    figures: Figures
    targets: Sequence[Target] = ()
    comments: Sequence[Comment] = ()
    names: Sequence[ReferenceName] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How an upload's figures and targets compare with what was stored before it."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0

    def as_dict(self) -> dict[str, int]:
        """Return the counts by name."""
        return {"new": self.new, "changed": self.changed, "unchanged": self.unchanged}


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the store did with an upload: its id and its counts."""

    upload_id: str
    figures: Counts
    targets: Counts
    other: dict[str, int] = field(default_factory=dict)
