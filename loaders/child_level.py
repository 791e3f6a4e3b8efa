"""Figures about single children are refused: only counts and rates come in, and nothing about a child is kept.

A column is known by its heading together with what stands under it, or by its content alone where that can be told for
certain (check digits). Counts about the same things are no rows about children: "Number of children" passes.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from indicators.definitions import folded
from loaders.child_headings import ANNEX_A, COUNTED, KIND_OF, PLACES, SYSTEM_ID
from loaders.columns import column_letter
from loaders.faults import problem_at
from loaders.identifiers import NHS, UPN, is_national_insurance, is_nhs_number, is_postcode, is_upn
from loaders.opened import Cell, Opened
from loaders.problems import ERROR, Problem, Refused

# How many rows of a sheet, and of a bulk table, are looked at for what columns hold; how many columns are named.
SAMPLE, TABLE_SAMPLE = 2000, 300
MOST_COLUMNS = 12
# What a column without a telling heading must hold before its content tells: values, and which share of them.
ENOUGH, ENOUGH_DATES, SHARE = 3, 10, 0.8
# A sheet with this many of the headings of an inspection list is one, whatever stands in it.
ENOUGH_HEADINGS = 4
ENOUGH_ROWS = 5
_FIX = "Send counts and percentages, not rows about children. Nothing of this file was kept."


@dataclass(frozen=True, slots=True)
class _Column:
    """A column that tells who a child is: what it holds, in words."""

    number: int
    what: str


def refuse_child_level(opened: Opened) -> None:
    """Raise Refused (child_level) when a sheet or a table has a row for each child. Call it right after opening.

    The message names sheets and columns and why, and never what stands in them.
    """
    problems = [problem for grid in _grids(opened) if (problem := _problem(opened.name, grid)) is not None]
    if problems:
        raise Refused(problems)


@dataclass(frozen=True)
class _Grid:
    """A sheet, or a sample of a table: its cells by row and column."""

    name: str
    rows: Mapping[int, Mapping[int, Cell]]

    def column(self, number: int) -> list[tuple[int, Cell]]:
        """Return the cells of a column that are not blank, each with its row."""
        found = ((row, cells.get(number)) for row, cells in self.rows.items())
        return [(row, cell) for row, cell in found if cell is not None and cell.text.strip()]

    @functools.cached_property
    def texts(self) -> Sequence[tuple[int, int, Cell]]:
        """Return the cells that hold words, or on which a comment hangs, with their row and column."""
        return [
            (row, column, cell)
            for row, cells in self.rows.items()
            for column, cell in cells.items()
            if (cell.number is None and cell.day is None) or cell.remark
        ]

    @functools.cached_property
    def headings(self) -> Sequence[tuple[int, int, str]]:
        """Return the row, the column and the folded words of every text that may be a heading."""
        return [(row, column, _folded(cell.text)) for row, column, cell in self.texts if 0 < len(cell.text) <= 120]

    @functools.cached_property
    def sample(self) -> Mapping[int, Sequence[Cell]]:
        """Return cells of each column, from rows all over the sheet: most of a column must look alike."""
        numbers = list(self.rows)
        found: dict[int, list[Cell]] = {}
        for row in numbers[:: max(1, len(numbers) // SAMPLE)]:
            for column, cell in self.rows[row].items():
                if cell.text.strip():
                    found.setdefault(column, []).append(cell)
        return found


def _grids(opened: Opened) -> Iterator[_Grid]:
    for sheet in (*opened.sheets, *opened.hidden):
        yield _Grid(sheet.name, sheet.rows)
    if opened.table is not None and opened.table.num_rows and not opened.sheets:
        step = max(1, opened.table.num_rows // TABLE_SAMPLE)
        sample = opened.table.take(list(range(0, opened.table.num_rows, step))[:TABLE_SAMPLE])
        texts = [[str(value or "") for value in column.to_pylist()] for column in sample.columns]
        rows = {1: {place: Cell(name) for place, name in enumerate(opened.header, start=1)}}
        for number, values in enumerate(zip(*texts, strict=True), start=2):
            rows[number] = {place: Cell(text) for place, text in enumerate(values, start=1) if text}
        yield _Grid("", rows)


def _problem(file: str, grid: _Grid) -> Problem | None:
    found = {column.number: column.what for column in (*_by_content(grid), *_by_heading(grid))}
    if found:
        listed = sorted(found.items())[:MOST_COLUMNS]
        said = "; ".join(f"column {column_letter(number)} looks like {what}" for number, what in listed)
        return _refusal(
            file, grid, f"there seem to be rows about single children: {said}.", column_letter(listed[0][0])
        )
    row = _inspection_list(grid)
    if row is not None:
        what = f"row {row} has the headings of a list of children, as inspectors ask for (Annex A)."
        return _refusal(file, grid, what, "", row)
    remark = _in_a_remark(grid)
    if remark is not None:
        place, what = remark
        return problem_at(file, ERROR, "child_level", grid.name, place, f"the text holds {what}.", _FIX)
    return None


def _refusal(file: str, grid: _Grid, what: str, letter: str, row: int = 0) -> Problem:
    place = f"{letter}:{letter}" if letter else f"{row}:{row}"
    return problem_at(file, ERROR, "child_level", grid.name, place, what, _FIX)


# --- by heading -----------------------------------------------------------------------------------------------------


def _by_heading(grid: _Grid) -> Iterator[_Column]:
    """Yield the columns whose heading says so and whose content bears it out."""
    beside: dict[int, set[str]] = {}
    for row, _, words in grid.headings:
        beside.setdefault(row, set()).add(words)
    for row, column, words in grid.headings:
        kind = KIND_OF.get(words) or ("code" if SYSTEM_ID.fullmatch(words) else "")
        if not kind or not _is_about_children(kind, beside[row]):
            continue
        looks, what = _KINDS[kind]
        under = [cell for number, cell in grid.column(column) if number > row]
        next_to = grid.rows[row].get(column + 1)
        told = sum(map(looks, under)) * 2 > len(under) if under else False
        if told or (kind in ("birth", "upn", "nhs") and next_to is not None and looks(next_to)):
            yield _Column(column, what)


def _is_about_children(kind: str, headings: set[str]) -> bool:
    """Return whether a heading is a child's: a surname needs another such heading, a postcode no building's."""
    others = {KIND_OF.get(words) for words in headings} - {None, "surname", "postcode"}
    if kind == "surname":
        return bool(others) or bool(headings & ANNEX_A)
    return kind != "postcode" or bool(others) or not headings & PLACES


def _inspection_list(grid: _Grid) -> int | None:
    """Return the row with the headings of an inspection list that has rows beneath it and counts nothing, or None."""
    rows: dict[int, set[str]] = {}
    for row, _, words in grid.headings:
        rows.setdefault(row, set()).add(words)
    for row, headings in rows.items():
        others = headings - ANNEX_A
        if len(headings & ANNEX_A) >= ENOUGH_HEADINGS and not any(COUNTED.search(words) for words in others):
            beneath = sum(number > row for number in grid.rows)
            if beneath >= ENOUGH_ROWS:
                return row
    return None


# --- by content -----------------------------------------------------------------------------------------------------


def _by_content(grid: _Grid) -> Iterator[_Column]:
    """Yield the columns whose values can be nothing else, whatever their heading."""
    births: list[int] = []
    ids = False
    for number, values in grid.sample.items():
        if not _mostly(_may_tell, values, ENOUGH):
            continue
        for kind in ("upn", "nhs", "ni", "postcode"):
            looks, what = _KINDS[kind]
            least = ENOUGH_DATES if kind == "postcode" else ENOUGH
            if _mostly(looks, values, least) and not (kind == "postcode" and _places(grid)):
                yield _Column(number, what)
        if _mostly(_is_birth, values, ENOUGH_DATES) and _are_births(values):
            births.append(number)
        elif _mostly(_is_id, values, ENOUGH_DATES) and len({cell.text for cell in values}) >= SHARE * len(values):
            ids = True
    if ids:
        yield from (_Column(number, _KINDS["birth"][1]) for number in births)


def _mostly(looks: Callable[[Cell], bool], values: Sequence[Cell], least: int) -> bool:
    if len(values) < least:
        return False
    like = sum(map(looks, values))
    # The headings above a short list may be as many as its values.
    return like >= least and like >= SHARE * (len(values) - 2)


def _are_births(values: Sequence[Cell]) -> bool:
    """Return whether dates look like those of births: over years, in no order, on any day of the month."""
    days = [day for cell in values if (day := _day(cell)) is not None]
    spread = (max(days) - min(days)).days > 5 * 365
    in_order = all(a <= b for a, b in pairwise(days)) or all(a >= b for a, b in pairwise(days))
    return spread and not in_order and len({day.day for day in days}) > len(days) / 3


def _places(grid: _Grid) -> bool:
    return any(words in PLACES for _, _, words in grid.headings)


# --- one cell -------------------------------------------------------------------------------------------------------

_DATE_FORMS = (
    "%d/%m/%Y",
    "%d-%m-%Y",
    "%d.%m.%Y",
    "%Y-%m-%d",
    "%d/%m/%y",
    "%d %B %Y",
    "%d %b %Y",
    "%d-%b-%y",
    "%d-%b-%Y",
)
_DAY_TEXT = re.compile(r"\d{1,4}[/. -](?:\d{1,2}|[A-Za-z]{3,9})[/. -]\d{2,4}(?: 00:00(?::00)?)?")
_ID = re.compile(r"[A-Za-z]{0,4}[-/ ]?\d{4,12}[A-Za-z]?")
_NAME = re.compile(r"[^\W\d_][^\W\d_'’.\- ]*(?:[ ,'’.\-]+[^\W\d_]+){0,4}[.]?")
_FIRST_BIRTH = date(1980, 1, 1)


def _day(cell: Cell) -> date | None:
    if cell.day is not None:
        return cell.day
    text = cell.text.strip()
    if not _DAY_TEXT.fullmatch(text):
        return None
    return _parsed(text.split(" 00:00")[0])


@functools.lru_cache(maxsize=4096)
def _parsed(text: str) -> date | None:
    for form in _DATE_FORMS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def _is_birth(cell: Cell) -> bool:
    day = _day(cell)
    return day is not None and _FIRST_BIRTH <= day <= date.today()


def _is_birth_under_heading(cell: Cell) -> bool:
    # A date that lost its format is a count of days since 1900.
    a_day = cell.number is not None and 25_000 <= cell.number <= 60_000 and cell.number == int(cell.number)
    return _is_birth(cell) or a_day


def _is_id(cell: Cell) -> bool:
    text = cell.text.strip()
    return not cell.percent and "." not in text and _ID.fullmatch(text) is not None


def _is_id_under_heading(cell: Cell) -> bool:
    text = cell.text.strip()
    return cell.day is None and "%" not in text and "." not in text and len(text) <= 40 and any(map(str.isdigit, text))


def _is_name(cell: Cell) -> bool:
    return _NAME.fullmatch(cell.text.strip()) is not None


def _may_tell(cell: Cell) -> bool:
    """Return whether a cell may be any of what content alone tells: nothing of that has fewer than four digits."""
    return len(cell.text) > 4 or cell.day is not None or cell.text.isdigit()


def _text(looks: Callable[[str], bool]) -> Callable[[Cell], bool]:
    return lambda cell: looks(cell.text)


_KINDS: Mapping[str, tuple[Callable[[Cell], bool], str]] = {
    "upn": (_text(is_upn), "unique pupil numbers"),
    "nhs": (_text(is_nhs_number), "NHS numbers"),
    "ni": (_text(is_national_insurance), "National Insurance numbers"),
    "home": (_text(is_postcode), "home postcodes"),
    "postcode": (_text(is_postcode), "home postcodes"),
    "birth": (_is_birth_under_heading, "dates of birth"),
    "address": (_text(lambda text: is_postcode(" ".join(text.split()[-2:]))), "home addresses"),
    "id": (_is_id_under_heading, "the numbers of single children in a case system"),
    "code": (_is_id, "the numbers of single children in a case system"),
    "name": (_is_name, "children's names"),
    "surname": (_is_name, "children's names"),
}


# --- in words -------------------------------------------------------------------------------------------------------

# "Children born 1 April 2004 to 31 March 2005" is a group.
_BORN = re.compile(
    r"\b(?:d\.?o\.?b\.?|date of birth|(?<!children )(?<!those )(?<!pupils )(?<!people )born(?: on)?)\W{0,3}"
    r"\d{1,2}[/. -](?:\d{1,2}|[a-z]{3,9})[/. -]\d{2,4}\b(?! *(?:to|and|or|onwards|until|[-–]) )",
    re.I,
)
_LABELLED_NHS = re.compile(rf"\bNHS\b[^\d]{{0,20}}({NHS.pattern})", re.I)
_LABELLED_ID = re.compile(
    r"\b(?:(?:child(?:'s)?|person|client|pupil) (?:id|number|ref(?:erence)?|no)"
    r"|(?:lcs|mosaic|liquid ?logic|ics)(?: id| no| number)?)\W{1,3}[a-z]{0,4}\d{5,12}\b",
    re.I,
)
_INSURANCE = re.compile(r"\b[A-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D]\b")
_WHOLE_UPN = re.compile(rf"\b{UPN.pattern}\b")


def _in_a_remark(grid: _Grid) -> tuple[str, str] | None:
    """Return the cell of a text, or of a comment on a cell, that says who a child is, and what it holds; or None."""
    for row, column, cell in grid.texts:
        for text in (cell.remark, cell.text):
            what = _told(text) if len(text) >= 9 else ""
            if what:
                return f"{column_letter(column)}{row}", what
    return None


@functools.lru_cache(maxsize=65536)
def _told(text: str) -> str:
    if not any(map(str.isdigit, text)):
        return ""
    if any(is_upn(match[0]) for match in _WHOLE_UPN.finditer(text)):
        return "a unique pupil number"
    if any(is_nhs_number(match[1]) for match in _LABELLED_NHS.finditer(text)):
        return "an NHS number"
    if _BORN.search(text):
        return "a date of birth"
    if any(is_national_insurance(match[0]) for match in _INSURANCE.finditer(text)):
        return "a National Insurance number"
    return "the number of a single child in a case system" if _LABELLED_ID.search(text) else ""


@functools.lru_cache(maxsize=65536)
def _folded(text: str) -> str:
    return folded(text.replace("_", " ").replace(".", ""))
