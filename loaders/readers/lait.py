"""The Local Authority Interactive Tool's long data: a row per measure, year and area, as parquet or CSV.

A measure that a definition cites becomes that indicator; any other becomes a reference indicator, `lait:SHORT_DESC`.
LAIT writes `-` for every figure that is not there, whatever the reason.
"""

from __future__ import annotations

import csv
import functools
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from data import areas
from data.areas import REFERENCE
from data.periods import Period
from data.records import Coded, Contents, Figures
from data.viewer import NATIONAL
from indicators.definitions import REFERENCE_PREFIX, catalogue
from indicators.rules.period import NO_YEAR
from indicators.rules.period_words import NotAPeriod, published
from loaders.asked import Asked, ReadFile
from loaders.columns import Numbers, coded, column_letter, mapped, no_decimals, repeated
from loaders.opened import Opened
from loaders.problems import ERROR, WARNING, Problem, Refused, refusal

COLUMNS = ("Short Desc", "Years", "LA and Regions", "Values", "LA Number")
_STATUS = {"prov": "provisional", "rev": "revised"}
# How LAIT's own words for a kind of year are understood.
_YEAR_TYPES = {
    "Academic Year": ("academic_year", ""),
    "Financial Year": ("financial_year", ""),
    "Calendar Year": ("calendar_year", ""),
    "Annual (end of Sept)": ("snapshot", "30 September"),
    "Annual - January": ("snapshot", "31 January"),
    "Annual": ("snapshot", "31 March"),
}


@dataclass(frozen=True, slots=True)
class _Measure:
    slug: str
    kind: str
    ends: str
    unit: str


def recognises(opened: Opened) -> bool:
    """Return whether the table has LAIT's columns."""
    return set(COLUMNS) <= {name.strip() for name in opened.header}


def recipe(opened: Opened) -> str:
    """Return what decides how the file is read, so that a changed catalogue reads the same bytes anew."""
    said = sorted(f"{name}={m.slug}:{m.kind}:{m.ends}" for name, m in measures().items())
    return "lait:" + hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


def read(opened: Opened, asked: Asked) -> ReadFile:
    """Return all rows as figures or marks. Raises Refused with every cell that cannot be read."""
    if opened.table is None or opened.lines is None:
        raise refusal("damaged_file", f"{opened.name} holds no table.", "Download the file again.")
    names = [name.strip() for name in opened.header]
    column = {name: opened.table.column(names.index(name)) for name in COLUMNS}
    asked.progress("Reading", 0.1)
    values_at = column_letter(names.index("Values") + 1)
    lines = opened.lines
    measure = coded(column["Short Desc"])
    year = coded(column["Years"])
    numbers = Numbers(coded(column["Values"]))
    problems: list[Problem] = []
    area = _areas(coded(column["LA Number"]), coded(column["LA and Regions"]), lines, problems)
    period = _periods(measure, year, lines, problems)
    status = mapped(year, lambda word: _STATUS.get(_bracketed(word), "actual"))
    for row in np.flatnonzero(numbers.unreadable)[:50]:
        problems.append(
            Problem(
                ERROR,
                "number_unreadable",
                f"{opened.name}, cell {values_at}{lines[row]}: {numbers.word(row)!r} is not a number or -.",
                "Download the file again.",
                cell=f"{values_at}{lines[row]}",
                found=numbers.word(row),
            )
        )
    asked.progress("Checking", 0.3)
    keep = _one_each(opened.name, (measure, area, period), numbers, lines, problems)
    if any(problem.severity == ERROR for problem in problems):
        raise Refused(problems)
    rows = len(lines)
    figures = Figures(
        indicator=mapped(measure, lambda word: measure_of(word).slug),
        area=area,
        breakdown=Coded.constant("", rows),
        period=period,
        value=numbers.value,
        mark=numbers.mark,
        status=numbers.status_or(status),
        numerator=no_decimals(rows),
        denominator=no_decimals(rows),
        label=year,
        note=numbers.note,
        sheet=Coded.constant("", rows),
        cell_column=Coded.constant(values_at, rows),
        cell_row=lines,
    )
    if not keep.all():
        figures = figures.take(np.flatnonzero(keep))
    return ReadFile("lait", "lait", NATIONAL, Contents(figures), problems)


def _one_each(
    name: str, key: tuple[Coded, ...], numbers: Numbers, lines: np.ndarray, problems: list[Problem]
) -> np.ndarray:
    """Return which rows to keep: a row that says the same again is left out, one that says otherwise is an error."""
    keep = np.ones(len(lines), dtype=bool)
    again, before = repeated(*key)
    for row, first in zip(again.tolist(), before.tolist(), strict=True):
        keep[row] = False
        if numbers.word(row) != numbers.word(first) and len(problems) < 100:
            line = lines[row]
            problems.append(
                Problem(
                    ERROR,
                    "duplicate_disagrees",
                    f"{name}, line {line}: this measure, year and area also stand in line {lines[first]}, "
                    "with another figure.",
                    "Keep the row that is right.",
                    cell=f"{line}:{line}",
                )
            )
    left_out = [p for p in problems if p.code == "duplicate_disagrees"]
    if len(again) > len(left_out):
        line = lines[int(again[0])]
        problems.append(
            Problem(
                WARNING,
                "duplicate",
                f"{name}: {len(again):,} rows stand twice and say the same, the first in line {line}.",
                "Nothing to do: each was read once.",
                cell=f"{line}:{line}",
            )
        )
    return keep


@functools.cache
def measures() -> Mapping[str, _Measure]:
    """Return what is known of each LAIT measure: the catalogue's citation, else LAIT's own kind of year."""
    known: dict[str, _Measure] = {}
    with (REFERENCE / "lait_measures.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            kind, ends = _YEAR_TYPES.get(row["year_type"], ("financial_year", ""))
            known[row["measure"]] = _Measure(REFERENCE_PREFIX + row["measure"], kind, ends, row["unit"])
    for indicator in catalogue().values():
        for entry in indicator.published:
            if entry.source == "lait":
                kind, ends = entry.period or indicator.period, entry.period_ends or indicator.period_ends
                known[entry.measure] = _Measure(indicator.slug, kind, ends, indicator.unit)
    return known


def measure_of(measure: str) -> _Measure:
    """Return what is known of one measure; of an unknown one, a reference indicator by financial year."""
    return measures().get(measure) or _Measure(REFERENCE_PREFIX + measure, "financial_year", "", "")


def _areas(numbers: Coded, names: Coded, lines: np.ndarray, problems: list[Problem]) -> Coded:
    """Return the areas by LAIT's number, and by name where the number says nothing."""
    found = {word: areas.find(word) for word in numbers.words}
    by_name = {word: areas.find(word) for word in names.words}
    if all(found[word] is not None for word in numbers.words):
        return mapped(numbers, lambda word: found[word].id)  # type: ignore[union-attr]
    pairs = list(zip(numbers.codes.tolist(), names.codes.tolist(), strict=True))
    place: dict[str, int] = {}
    codes = np.zeros(len(pairs), dtype=np.int32)
    unknown: set[str] = set()
    for row, (number, name) in enumerate(pairs):
        area = found[numbers.words[number]] or by_name[names.words[name]]
        if area is None and names.words[name] not in unknown and len(unknown) < 50:
            unknown.add(names.words[name])
            problems.append(
                Problem(
                    ERROR,
                    "area_unknown",
                    f"Line {lines[row]}: {names.words[name]!r} is not a known area.",
                    "Use the area's official code or name.",
                    cell=f"{lines[row]}:{lines[row]}",
                    found=str(names.words[name]),
                )
            )
        codes[row] = place.setdefault(area.id if area else "", len(place))
    return Coded(list(place), codes)


def _periods(measure: Coded, year: Coded, lines: np.ndarray, problems: list[Problem]) -> Coded:
    """Return each row's period: what a year means depends on the measure."""
    kinds = mapped(measure, lambda word: (measure_of(word).kind, measure_of(word).ends))
    pair = kinds.codes * np.int32(len(year.words)) + year.codes
    first = np.zeros(len(kinds.words) * len(year.words), dtype=np.int64)
    first[pair[::-1]] = np.arange(len(pair) - 1, -1, -1)
    distinct = np.flatnonzero(np.bincount(pair, minlength=len(first)))
    place: dict[Period, int] = {}
    renumber = np.zeros(len(first), dtype=np.int32)
    for both in distinct.tolist():
        kind, ends = kinds.words[both // len(year.words)]
        word = year.words[both % len(year.words)]
        line = int(lines[first[both]])
        where = f"{line}:{line}"
        period = _period(word, kind, ends, where, problems)
        renumber[both] = place.setdefault(period, len(place))
    return Coded(list(place), renumber[pair])


def _period(word: str, kind: str, ends: str, where: str, problems: list[Problem]) -> Period:
    if word == "0":
        problems.append(
            Problem(
                WARNING,
                "year_not_given",
                "The year of these rows is 0. They are kept, but no chart or scorecard shows them.",
                "Ask the publisher which year it should be.",
                cell=where,
                found=word,
            )
        )
        return NO_YEAR
    try:
        return published(word, kind, ends)
    except NotAPeriod as error:
        problems.append(
            Problem(ERROR, "period_unreadable", str(error), "Use a year such as 2025.", cell=where, found=word)
        )
        return NO_YEAR


def _bracketed(word: str) -> str:
    match = re.search(r"\((\w+)\)", word)
    return match[1].lower() if match else ""
