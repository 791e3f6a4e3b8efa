"""Reading a council's own tables, whatever their arrangement: the verbs that the layouts share."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from data import areas
from data.records import Contents, Figures
from indicators.definitions import catalogue, folded
from indicators.rules.period import day_words
from loaders.asked import FURTHEST_AHEAD, Asked, ReadFile
from loaders.faults import Faults
from loaders.opened import Opened
from loaders.returns.areas import authority_named
from loaders.tables.axes import Axes
from loaders.tables.book import Book
from loaders.tables.emit import comments_of, figures_of, targets_of
from loaders.tables.fractions import settle_fractions
from loaders.tables.reading import TableReading
from loaders.tables.survey import Survey, survey

# Raised when the same cells would be read in another way, so that a file already loaded can be read anew.
VERSION = 1


@dataclass(frozen=True)
class Tables:
    """A layout of councils' own tables, with the verbs of every layout. `fits` says whether a table is arranged so.

    A file may hold tables in several arrangements: each is read as it is arranged, and the file goes under the layout
    that is asked first.
    """

    layout: str
    fits: Callable[[Axes], bool]
    # The uploads belong to a council, which is known only when the file has been read.
    OWNED: ClassVar[bool] = True

    def recognises(self, opened: Opened) -> bool:
        """Return whether a sheet of the file holds a table that is arranged so."""
        return any(self.fits(axes) for axes in tables_of(opened))

    def recipe(self, opened: Opened) -> str:
        """Return what decides, with a file's own bytes, how it is read: the layout, and what the catalogue says."""
        return f"{self.layout}:{VERSION}:{_what_the_catalogue_says()}"

    def fingerprint(self, opened: Opened) -> str:
        """Return the same text for the same form in another quarter."""
        return fingerprint(opened)

    def read(self, opened: Opened, asked: Asked) -> ReadFile:
        """Return what can be read of the file, with every problem; an error among them stops it."""
        return read(opened, asked, self.layout)


@functools.cache
def _what_the_catalogue_says() -> str:
    """Return a short text that changes when a name would be matched, or a number judged possible, in another way."""
    said = [
        (i.slug, i.name, i.aliases, i.formerly, i.references, i.unit, i.period, i.polarity, i.lowest, i.highest)
        for i in catalogue().values()
    ]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def tables_of(opened: Opened) -> list[Axes]:
    """Return how each table of a file is arranged; [] for a file that is no council's table."""
    if opened.kind not in ("workbook", "csv") or not opened.sheets:
        return []
    return [table.axes for table in survey(opened).tables]


def fingerprint(opened: Opened) -> str:
    """Return the same text for the same form in another quarter: its headings without their periods.

    The rows are not in it: a row more in the next quarter is no other form.
    """
    words = []
    for table in survey(opened).tables:
        axes = table.axes
        words.append(axes.rows)
        words += sorted({f"{says.role}/{says.area}/{folded(says.rest)}" for says in axes.values.values()})
    return hashlib.sha256(repr(words).encode()).hexdigest()[:32] if words else ""


def read(opened: Opened, asked: Asked, layout: str) -> ReadFile:
    """Return what can be read of a file's tables, with every problem; an error among them stops the file. A question
    that nobody has answered yet leaves out only what it is about."""
    faults = Faults(opened.name)
    asked.progress("Reading", 0.1)
    named = survey(opened)
    council = _council(opened, named, asked, faults)
    looked = survey(opened, council) if council else named
    reported = _reported(looked, asked, faults)
    book = Book(council, reported or asked.known_on or asked.today, asked, faults)
    if council:
        _read_tables(book, looked)
    settle_fractions(book)
    figures = figures_of(book)
    targets, comments = targets_of(book), comments_of(book)
    return ReadFile(
        layout=layout,
        family="council",
        owner=council,
        contents=Contents(Figures.of(figures), targets, comments),
        problems=faults.problems(),
        known_on=reported,
        questions=tuple(book.questions.values()),
        seen=book.seen,
    )


def _read_tables(book: Book, looked: Survey) -> None:
    for sheet in looked.without:
        book.not_read(sheet, "", "the sheet was not read: no table of figures was found in it.")
    # A sheet that repeats another one's table without saying whose it is.
    unclear = {sheet: book.area_for(sheet, sheet, "") for sheet in looked.unclear}
    for table in looked.tables:
        sheet = table.axes.block.grid.name
        around = table.around
        if sheet in unclear and not around.area:
            if not unclear[sheet]:
                continue
            around = replace(around, area=unclear[sheet])
        TableReading(book, table.axes, around).read()


def _council(opened: Opened, named: Survey, asked: Asked, faults: Faults) -> str:
    """Return the council whose file this is: the one asked for, the one it names, or the one that all its rows name."""
    sheet = opened.sheets[0].name
    wanted = authority_named(asked.area) if asked.area else None
    if asked.area and wanted is None:
        faults.error(
            "area_unknown",
            sheet,
            None,
            f"{asked.area!r}, the area that was asked for, is not a council that is known.",
            "Give the council's name or its code, for example Suffolk or E10000029.",
            asked.area,
        )
        return ""
    if wanted is not None:
        if named.council and named.council != wanted.id and not _holds(named, wanted.id):
            other = areas.get(named.council).name
            faults.error(
                "council_wrong",
                sheet,
                None,
                f"the file is about {other}, but {wanted.name} was asked for.",
                f"Load the file of {wanted.name}, or load this one for {other}.",
                other,
            )
        return wanted.id
    if named.council:
        return named.council
    rows = _councils_in_rows(named)
    if len(rows) == 1:
        return rows[0]
    several = f" It names {len(rows) or len(named.councils)} councils." if rows or named.councils else ""
    faults.error(
        "area_missing",
        sheet,
        "A1",
        f"it is not said whose figures these are.{several}",
        "Write the council's name in the title, or say which council the file is loaded for.",
    )
    return ""


def _councils_in_rows(named: Survey) -> list[str]:
    found: dict[str, None] = {}
    for table in named.tables:
        axes = table.axes
        for column, role in axes.labels.items():
            if role not in ("area", ""):
                continue
            for row in axes.block.body:
                area = areas.find(axes.block.grid.text(row, column)) if axes.block.grid.text(row, column) else None
                if area is not None and area.level == "authority":
                    found[area.id] = None
    return list(found)


def _holds(named: Survey, council: str) -> bool:
    """Return whether a file that names one council in its title also holds another one's rows."""
    return council in _councils_in_rows(named)


def _reported(looked: Survey, asked: Asked, faults: Faults) -> date | None:
    for table in looked.tables:
        day = table.around.reported
        if day is None:
            continue
        if day > asked.today + FURTHEST_AHEAD:
            faults.error(
                "date_unreadable",
                table.axes.block.grid.name,
                None,
                f"{day_words(day)}, the day when the figures were reported, is more than a year ahead.",
                "Write the day on which the figures were reported, for example 15 March 2005.",
            )
        return day
    return None
