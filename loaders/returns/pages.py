"""The sheets of a council's return, told apart by their headings, each as rows of named cells.

The headings stand in one row within the first 30, in any order and among any others. Sheet names only tell which
sheet was meant where its headings are wrong.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from loaders.columns import column_letter
from loaders.opened import Cell, Opened, Sheet

DEEPEST_HEADINGS = 30
FIGURES, TARGETS, NOTES = "figures", "targets", "notes"
# The headings that make a sheet what it is; without all of them it is another sheet.
NEEDED: Mapping[str, tuple[str, ...]] = {
    FIGURES: ("indicator", "period", "value"),
    TARGETS: ("indicator", "target"),
    NOTES: ("indicator", "words"),
}
COLUMNS: Mapping[str, tuple[str, ...]] = {
    FIGURES: (
        *("indicator", "area", "breakdown", "period", "value"),
        *("numerator", "denominator", "status", "note"),
    ),
    TARGETS: (
        *(
            "indicator",
            "area",
            "breakdown",
            "target",
            "operator",
            "upper",
            "for",
            "by",
            "period kind",
            "set by",
        ),
        *("headline", "tolerance", "tolerance kind", "note"),
    ),
    NOTES: ("indicator", "area", "period", "author", "words"),
}
# The sheet of the template that explains how to fill it in: known, and not read.
HELP = "How to fill this in"


@dataclass(frozen=True, slots=True)
class Row:
    """One row under the headings: its cells by heading, blank ones left out."""

    number: int
    cells: Mapping[str, Cell]
    letters: Mapping[str, str]

    def text(self, heading: str) -> str:
        """Return what a cell says, without spaces around it; '' when it is blank."""
        cell = self.cells.get(heading)
        return tidy(cell.text) if cell else ""

    def place(self, heading: str) -> str:
        """Return where a cell is, such as F7; the whole row, 7:7, when there is no such column."""
        letter = self.letters.get(heading)
        return f"{letter}{self.number}" if letter else f"{self.number}:{self.number}"


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet with its headings' row and the columns under them; `twice` holds the places of repeated headings."""

    sheet: Sheet
    kind: str
    headings: int
    columns: Mapping[str, int]
    twice: Sequence[tuple[str, str]]

    @property
    def name(self) -> str:
        """Return the sheet's name."""
        return self.sheet.name

    def rows(self) -> Iterator[Row]:
        """Yield the rows that have anything in a known column, from top to bottom; repeated headings are left out."""
        letters = {heading: column_letter(column) for heading, column in self.columns.items()}
        known = {column: heading for heading, column in self.columns.items()}
        rows: dict[int, dict[str, Cell]] = {}
        for number, column, cell in self.sheet.cells():
            if number > self.headings and column in known:
                rows.setdefault(number, {})[known[column]] = cell
        for number in sorted(rows):
            row = Row(number, rows[number], letters)
            if heading(row.text("indicator")) != "indicator":
                yield row


def pages(opened: Opened) -> list[Page]:
    """Return the sheets that are part of a return, in the workbook's order; [] when there is none."""
    found = (_page(sheet) for sheet in opened.sheets)
    return [page for page in found if page is not None]


def is_return(opened: Opened) -> bool:
    """Return whether the workbook is Scrutineer's own: a sheet with the headings Indicator, Period and Value in one row
    that is called Figures, or that says above them whose figures they are. Other such lists are read as any list."""
    return any(
        page.kind == FIGURES and (sheet_kind(page.name) == FIGURES or _says_whose(page)) for page in pages(opened)
    )


def _says_whose(page: Page) -> bool:
    labels = (page.sheet.cell(number, 1) for number in range(1, page.headings))
    return any(cell is not None and heading(cell.text) == "council" for cell in labels)


@functools.lru_cache(maxsize=16384)
def tidy(text: str) -> str:
    """Return a text with plain single spaces and none around it."""
    return " ".join(text.replace("\u00a0", " ").split())


def heading(text: str) -> str:
    """Return a heading or a label as it is compared: 'Set  by:' and 'Set by *' are both 'set by'."""
    return tidy(text).casefold().strip(" :*")


def sheet_kind(name: str) -> str:
    """Return which sheet of a return a name stands for (figures, targets, notes), or ''; spaces do not matter."""
    folded = "".join(name.casefold().split())
    return folded if folded in NEEDED else ""


def _page(sheet: Sheet) -> Page | None:
    """Return the sheet as the kind of page that its first row of headings makes it; figures before targets."""
    above: dict[int, list[tuple[int, str]]] = {}
    for number, column, cell in sheet.cells():
        if number <= DEEPEST_HEADINGS:
            above.setdefault(number, []).append((column, heading(cell.text)))
    for number, said in sorted(above.items()):
        said.sort()
        words = {word for _, word in said}
        for kind, needed in NEEDED.items():
            if words.issuperset(needed):
                return _with_columns(sheet, kind, number, said)
    return None


def _with_columns(sheet: Sheet, kind: str, number: int, said: Sequence[tuple[int, str]]) -> Page:
    columns: dict[str, int] = {}
    twice: list[tuple[str, str]] = []
    for column, word in said:
        word = "note" if word == "notes" else word
        if word not in COLUMNS[kind]:
            continue
        if word in columns:
            twice.append((word, f"{column_letter(column)}{number}"))
        else:
            columns[word] = column
    return Page(sheet, kind, number, columns, twice)
