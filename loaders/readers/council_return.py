"""Scrutineer's own workbook: a council's figures, targets and notes on three sheets, known by their headings.

The template command writes such a workbook and its sheet 'How to fill this in' explains it. Everything that is wrong is
said at once; only what is wrong with a figure or a target stops the file.
"""

from __future__ import annotations

import hashlib

from data.records import Contents, Figures
from loaders import matching
from loaders.asked import Asked, ReadFile
from loaders.faults import Faults
from loaders.opened import Opened
from loaders.returns.figures import read_figures
from loaders.returns.head import read_head
from loaders.returns.notes import read_notes
from loaders.returns.pages import FIGURES, HELP, NEEDED, NOTES, TARGETS, Page, is_return, pages, sheet_kind
from loaders.returns.rows import Line, lines
from loaders.returns.targets import read_targets

# The uploads belong to a council, which is known only when the file has been read.
OWNED = True
# Raised when the same cells would be read in another way, so that a file already loaded can be read anew.
VERSION = 1


def recognises(opened: Opened) -> bool:
    """Return whether a sheet of the workbook has the headings Indicator, Period and Value in one row."""
    return is_return(opened)


def recipe(opened: Opened) -> str:
    """Return what decides how the file is read: what the catalogue says of the indicators that it names."""
    named = {row.text("indicator") for page in pages(opened) for row in page.rows()}
    known = {found.slug: found for text in named if (found := matching.find(text)) is not None}
    said = sorted(f"{text}={found.slug if (found := matching.find(text)) else ''}" for text in named)
    said += sorted(
        f"{i.slug}:{i.unit}:{i.period}:{i.polarity}:{i.lowest}:{i.highest}:{i.words}" for i in known.values()
    )
    return f"council_return:{VERSION}:{hashlib.sha256(repr(said).encode()).hexdigest()[:16]}"


def read(opened: Opened, asked: Asked) -> ReadFile:
    """Return what can be read of a return, with every problem; an error among them stops the file."""
    faults = Faults(opened.name)
    found = pages(opened)
    asked.progress("Reading", 0.1)
    head = read_head(found, asked, faults)
    by = head.reported or asked.known_on or asked.today
    rows: dict[str, list[Line]] = {
        kind: list(lines([page for page in found if page.kind == kind], head.council, by, faults)) for kind in NEEDED
    }
    asked.progress("Checking", 0.3)
    _check_sheets(opened, found, faults)
    figures = read_figures(rows[FIGURES])
    targets = read_targets(rows[TARGETS])
    comments = read_notes(rows[NOTES])
    return ReadFile(
        layout="council_return",
        family="council",
        owner=head.council,
        contents=Contents(Figures.of(figures), targets, comments),
        problems=faults.problems(),
        known_on=head.reported,
        published=head.published,
        example=head.example,
    )


def _check_sheets(opened: Opened, found: list[Page], faults: Faults) -> None:
    """Say which sheets and columns are left out: repeated headings, and sheets that have not got their headings."""
    for page in found:
        for word, cell in page.twice:
            faults.warning(
                "not_read",
                page.name,
                cell,
                f"the heading {word.capitalize()} stands twice, and this column was not read.",
                "Rename the heading, or delete the column.",
                word,
            )
    read = {page.name for page in found}
    for sheet in opened.sheets:
        if sheet.name in read or not sheet.rows or sheet.name == HELP:
            continue
        kind = sheet_kind(sheet.name)
        if kind:
            needed = " and ".join(word.capitalize() for word in NEEDED[kind])
            faults.error(
                "column_missing",
                sheet.name,
                None,
                f"the sheet has no row with the headings {needed} among its first 30 rows.",
                f"Write the headings {needed} above the rows, or give the sheet another name.",
            )
        else:
            faults.warning(
                "not_read",
                sheet.name,
                None,
                "the sheet was not read: it has not got the headings of figures, targets or notes.",
                "Nothing to do if it holds no figures for Scrutineer.",
            )
