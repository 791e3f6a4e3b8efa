"""DfE statistics files exactly as downloaded from Explore education statistics.

No code knows a single file: the catalogue's `published` entries say which column holds an indicator's value and which
rows are its own. Columns are found by name in any order; a file is known by having an entry's columns and rows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from data import areas
from data.periods import Period
from data.records import Coded, Contents, Figures
from data.viewer import NATIONAL
from indicators.definitions import Indicator, Published, catalogue
from indicators.rules.period import NO_YEAR
from indicators.rules.period_words import NotAPeriod, published
from loaders.asked import Asked, ReadFile
from loaders.columns import Numbers, coded, column_letter, decimals_of, mapped, no_decimals, repeated
from loaders.opened import Opened
from loaders.problems import ERROR, WARNING, Problem, Refused, refusal

NEEDED = ("time_period", "geographic_level")
_STANDARD = {
    *NEEDED,
    *("time_identifier", "country_code", "country_name", "region_code", "region_name"),
    *("old_la_code", "new_la_code", "la_name"),
}
# A file may carry several versions of one year: the later stage is the one that counts.
_VERSIONS = {"final": 3, "revised": 2, "provisional": 1}
_VERSION_STATUS = {"revised": "revised", "provisional": "provisional"}
_IDENTIFIERS = {
    "financial_year": {"", "reporting year", "financial year"},
    "academic_year": {"", "reporting year", "academic year"},
    "calendar_year": {"", "reporting year", "calendar year"},
}
_MOST = 50  # problems of one kind that are listed; a person does not read more


@dataclass(frozen=True, slots=True)
class _Match:
    """An indicator that the file holds: its entry and the rows that its filters choose."""

    indicator: Indicator
    entry: Published
    rows: np.ndarray


def recognises(opened: Opened) -> bool:
    """Return whether the table has the columns that every such file has."""
    header = {_folded(name) for name in opened.header}
    return set(NEEDED) <= header and bool(header & {"country_code", "region_code", "new_la_code", "old_la_code"})


def recipe(opened: Opened) -> str:
    """Return what decides how the file is read: the entries of the catalogue whose columns it has."""
    table = _Table(opened)
    said = sorted(f"{i.slug}:{e.value}:{e.filters}:{i.period}:{e.period}" for i, e in _with_columns(table))
    return "dfe:" + hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


def read(opened: Opened, asked: Asked) -> ReadFile:
    """Return the figures of every indicator that the file holds. Raises Refused when it holds none."""
    table = _Table(opened)
    asked.progress("Reading", 0.1)
    matches = list(_matches(table))
    if not matches:
        raise _nothing_cited(table)
    problems: list[Problem] = []
    places = _Places(table)
    parts = [_figures(table, match, places, problems) for match in matches]
    asked.progress("Checking", 0.5)
    problems += places.problems({int(row) for match in matches for row in match.rows})
    if any(problem.severity == ERROR for problem in problems):
        raise Refused(problems)
    figures = Figures.joined([part for part in parts if len(part)])
    if not len(figures):
        raise refusal("no_figures", f"{opened.name} holds no figure for England, a region or an authority.", "")
    return ReadFile("dfe", "dfe", NATIONAL, Contents(figures), problems)


class _Table:
    """The file's columns by name, each read once."""

    def __init__(self, opened: Opened) -> None:
        if opened.table is None or opened.lines is None:
            raise refusal("damaged_file", f"{opened.name} holds no table.", "Download the file again.")
        self.name = opened.name
        self.header = list(opened.header)
        self._table = opened.table
        self._place = {_folded(name): place for place, name in reversed(list(enumerate(opened.header)))}
        self._read: dict[str, Coded] = {}
        self.lines = opened.lines

    def has(self, name: str) -> bool:
        """Return whether there is such a column."""
        return _folded(name) in self._place

    def column(self, name: str) -> Coded:
        """Return a column as its words."""
        key = _folded(name)
        if key not in self._read:
            self._read[key] = coded(self._table.column(self._place[key]))
        return self._read[key]

    def letter(self, name: str) -> str:
        """Return the column's letter, as a spreadsheet shows it."""
        return column_letter(self._place[_folded(name)] + 1)


def _folded(name: str) -> str:
    return name.strip().strip('"').lower()


def _with_columns(table: _Table) -> Iterator[tuple[Indicator, Published]]:
    """Yield each entry of the catalogue all of whose columns the file has."""
    for indicator in catalogue().values():
        for entry in indicator.published:
            if entry.source == "dfe":
                named = [entry.value, *(column for column, _ in entry.filters), *entry.columns]
                if all(table.has(name) for name in named):
                    yield indicator, entry


def _matches(table: _Table) -> Iterator[_Match]:
    for indicator, entry in _with_columns(table):
        chosen = np.ones(len(table.lines), dtype=bool)
        for name, wanted in entry.filters:
            column = table.column(name)
            meant = np.array([_same(word, wanted) for word in column.words], dtype=bool)
            chosen &= meant[column.codes]
        chosen &= _whole_years(table, entry.period or indicator.period)
        if chosen.any():
            yield _Match(indicator, entry, np.flatnonzero(chosen))


def _whole_years(table: _Table, kind: str) -> np.ndarray:
    """Return the rows whose kind of period is the indicator's: a term or a quarter is never taken for the year."""
    if not table.has("time_identifier"):
        return np.ones(len(table.lines), dtype=bool)
    column = table.column("time_identifier")
    wanted = _IDENTIFIERS.get(kind, _IDENTIFIERS["financial_year"])
    return np.array([word.lower() in wanted for word in column.words], dtype=bool)[column.codes]


def _same(word: str, wanted: str) -> bool:
    return " ".join(word.lower().split()) == " ".join(wanted.lower().split())


def _figures(table: _Table, match: _Match, places: _Places, problems: list[Problem]) -> Figures:
    indicator, entry = match.indicator, match.entry
    value = table.column(entry.value)
    # A blank cell says nothing at all, so it is no observation.
    filled = np.array([word != "" for word in value.words], dtype=bool)[value.codes]
    rows = match.rows[places.known[match.rows] & filled[match.rows]]
    numbers = Numbers(value.take(rows), indicator.unit)
    letter = table.letter(entry.value)
    _unreadable(table, indicator, numbers, rows, letter, problems)
    figures = Figures(
        indicator=Coded.constant(indicator.slug, len(rows)),
        area=places.areas.take(rows),
        breakdown=Coded.constant("", len(rows)),
        period=_periods(table, match, rows, problems),
        value=numbers.value,
        mark=numbers.mark,
        status=_status(table, rows, numbers),
        numerator=_part(table, entry.numerator, rows),
        denominator=_part(table, entry.denominator, rows),
        label=table.column("time_period").take(rows),
        note=numbers.note,
        sheet=Coded.constant("", len(rows)),
        cell_column=Coded.constant(letter, len(rows)),
        cell_row=table.lines[rows],
    )
    return _one_each(table, indicator, figures, rows, problems)


def _part(table: _Table, name: str, rows: np.ndarray) -> pa.Array:
    if name and table.has(name):
        return decimals_of(table.column(name).take(rows))
    return no_decimals(len(rows))


def _periods(table: _Table, match: _Match, rows: np.ndarray, problems: list[Problem]) -> Coded:
    entry, indicator = match.entry, match.indicator
    kind, ends = entry.period or indicator.period, entry.period_ends or indicator.period_ends
    column = table.column("time_period").take(rows)
    used = set(np.unique(column.codes).tolist())
    meant: list[Period] = []
    for code, word in enumerate(column.words):
        period = NO_YEAR
        if code in used:
            try:
                period = published(word, kind, ends)
            except NotAPeriod as error:
                line = table.lines[rows[int(np.flatnonzero(column.codes == code)[0])]]
                cell = f"{table.letter('time_period')}{line}"
                problems.append(
                    Problem(
                        ERROR,
                        "period_unreadable",
                        f"{table.name}, cell {cell}: {error}",
                        "Download the file again, or correct the year.",
                        cell=cell,
                        found=word,
                    )
                )
        meant.append(period)
    return mapped(Coded(list(range(len(meant))), column.codes), lambda code: meant[code])


def _status(table: _Table, rows: np.ndarray, numbers: Numbers) -> Coded:
    """Return what the cell says of its figure, (p) or (r), else what the row's version says."""
    if table.has("version"):
        said = mapped(table.column("version").take(rows), lambda word: _VERSION_STATUS.get(word.lower(), "actual"))
    else:
        said = Coded.constant("actual", len(rows))
    return numbers.status_or(said)


def _unreadable(
    table: _Table,
    indicator: Indicator,
    numbers: Numbers,
    rows: np.ndarray,
    letter: str,
    problems: list[Problem],
) -> None:
    for place in np.flatnonzero(numbers.unreadable)[:_MOST]:
        cell = f"{letter}{table.lines[rows[place]]}"
        problems.append(
            Problem(
                ERROR,
                "number_unreadable",
                f"{table.name}, cell {cell}: {numbers.word(place)!r} is not a number or one of the symbols "
                f"c x k z low u ({indicator.name}).",
                "Download the file again, or correct the cell.",
                cell=cell,
                found=numbers.word(place),
            )
        )


def _one_each(
    table: _Table, indicator: Indicator, figures: Figures, rows: np.ndarray, problems: list[Problem]
) -> Figures:
    """Return the figures with one row per area and period: the later version, else equal rows once, else an error."""
    keep = np.ones(len(rows), dtype=bool)
    stages = np.zeros(len(rows), dtype=np.int8)
    if table.has("version"):
        stage = mapped(table.column("version").take(rows), lambda word: _VERSIONS.get(word.lower(), 0))
        stages = np.array(stage.words, dtype=np.int8)[stage.codes]
        best = np.argsort(-stages, kind="stable")
        figures, rows, stages = figures.take(best), rows[best], stages[best]
    again, first = repeated(figures.area, figures.period)
    for row, earlier in zip(again.tolist(), first.tolist(), strict=True):
        keep[row] = False
        same = figures.value[row] == figures.value[earlier] and _mark(figures, row) == _mark(figures, earlier)
        if not same and stages[row] == stages[earlier] and len(problems) < _MOST:
            problems.append(_twice(table, indicator, int(rows[row]), int(rows[earlier])))
    return figures if keep.all() else figures.take(np.flatnonzero(keep))


def _mark(figures: Figures, row: int) -> str:
    return str(figures.mark.words[figures.mark.codes[row]])


def _twice(table: _Table, indicator: Indicator, row: int, earlier: int) -> Problem:
    line, before = table.lines[row], table.lines[earlier]
    return Problem(
        ERROR,
        "duplicate_disagrees",
        f"{table.name}, line {line}: {indicator.name} for this area and year also stands in line {before}, "
        "with another figure.",
        "Keep the row that is right. If the file has a new column that tells the rows apart, the catalogue must "
        "name it.",
        cell=f"{line}:{line}",
    )


class _Places:
    """Which area each row is about, and the rows whose area is not known."""

    def __init__(self, table: _Table) -> None:
        self._table = table
        level = mapped(table.column("geographic_level"), lambda word: word.lower())
        names = ("country_code", "region_code", "new_la_code", "old_la_code")
        columns = [level, *(self._optional(name) for name in names)]
        key = np.zeros(len(table.lines), dtype=np.int64)
        for column in columns:
            key = key * len(column.words) + column.codes
        _, first, codes = np.unique(key, return_index=True, return_inverse=True)
        found = [self._find(*(column.words[column.codes[row]] for column in columns)) for row in first.tolist()]
        self.areas = mapped(Coded(list(range(len(found))), codes.astype(np.int32)), lambda code: found[code] or "")
        self.known = np.array([area is not None for area in found], dtype=bool)[codes]
        self._level = level

    def _optional(self, name: str) -> Coded:
        if self._table.has(name):
            return self._table.column(name)
        return Coded.constant("", len(self._table.lines))

    @staticmethod
    def _find(level: str, country: str, region: str, new: str, old: str) -> str | None:
        codes: Sequence[str] = {
            "national": (country or "E92000001",),
            "regional": (region,),
            "local authority": (new, old),
        }.get(level, ())
        for code in codes:
            area = areas.find(code) if code else None
            if area is not None:
                return area.id
        return None

    def problems(self, used: set[int]) -> list[Problem]:
        """Return a problem for each distinct area that could not be told: joint figures are left out and said."""
        seen: set[str] = set()
        result = []
        names = self._optional("la_name")
        regions = self._optional("region_name")
        for row in np.flatnonzero(~self.known).tolist():
            level = self._level.words[self._level.codes[row]]
            name = str(names.words[names.codes[row]] or regions.words[regions.codes[row]] or level)
            if row not in used or name in seen or len(seen) >= _MOST:
                continue
            seen.add(name)
            result.append(self._problem(level, name, int(self._table.lines[row])))
        return result

    def _problem(self, level: str, name: str, line: int) -> Problem:
        where = f"{self._table.name}, line {line}"
        cell = f"{line}:{line}"
        if level not in ("national", "regional", "local authority"):
            return Problem(
                WARNING,
                "not_read",
                f"{where}: figures for the level {level!r} are not read.",
                "Nothing to do: England, regions and local authorities were read.",
                cell=cell,
                found=level,
            )
        if " / " in name:
            return Problem(
                WARNING,
                "area_joint",
                f"{where}: {name} is one figure for two councils. It is not stored for either of them.",
                "Nothing to do. Each council's own return can give its own figure.",
                cell=cell,
                found=name,
            )
        return Problem(
            ERROR,
            "area_unknown",
            f"{where}: {name!r} is not a known area.",
            "Check the area codes in this row against the official ones.",
            cell=cell,
            found=name,
        )


def _nothing_cited(table: _Table) -> Refused:
    own = [name for name in table.header if _folded(name) not in _STANDARD]
    near = [
        f"{indicator.name} needs {' and '.join(f'{column} = {value}' for column, value in entry.filters)}"
        for indicator, entry in _with_columns(table)
    ]
    message = (
        f"{table.name} is a DfE statistics file, but no indicator in the catalogue uses it. "
        f"Its own columns are: {', '.join(own) or 'none'}."
    )
    if near:
        message += f" Near: {'; '.join(near[:3])}."
    return refusal(
        "no_indicator_cites",
        message,
        "Load a file that a definition in the catalogue cites, or add a definition that names these columns.",
        cell="1:1",
        found=", ".join(own),
    )
