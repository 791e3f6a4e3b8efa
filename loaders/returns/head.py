"""What stands above the figures of a return: whose they are, when they were reported, and where they were printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from indicators.rules.period import day_words
from indicators.rules.period_words import parse
from loaders.asked import FURTHEST_AHEAD, Asked
from loaders.faults import Faults
from loaders.opened import Cell
from loaders.returns.areas import authority_named
from loaders.returns.pages import FIGURES, Page, heading, tidy

YES = frozenset({"yes", "y", "true"})
NO = frozenset({"no", "n", "false"})
# A meeting's papers are loaded some weeks before it; a year ahead is a slip of the pen that would hide later figures.


@dataclass(frozen=True, slots=True)
class Head:
    """`council` is an authority's id, '' when it could not be told; `reported` None when the sheet does not say."""

    council: str = ""
    reported: date | None = None
    published: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True)
class _Said:
    sheet: str
    place: str
    cell: Cell

    @property
    def text(self) -> str:
        return tidy(self.cell.text)


def read_head(pages: Sequence[Page], asked: Asked, faults: Faults) -> Head:
    """Return what the head of the figures says, with what was asked for; every fault is added to `faults`."""
    pages = [page for page in pages if page.kind == FIGURES]
    labels = [_labels(page) for page in pages]
    first: dict[str, _Said] = {}
    for said in labels:
        for label, value in said.items():
            first.setdefault(label, value)
    councils = [said["council"] for said in labels if "council" in said]
    published = first.get("published in")
    return Head(
        council=_council(councils, asked, pages[0], faults),
        reported=_reported(first.get("reported on"), asked, faults),
        published=published.text if published else "",
        example=_example(first.get("example"), faults),
    )


def as_day(cell: Cell) -> date | None:
    """Return the day that a cell says, as a date or in words; for a month or a year its last day; None for neither."""
    if cell.day is not None:
        return cell.day
    try:
        return parse(tidy(cell.text)).ends
    except (ValueError, OverflowError):
        return None


def _labels(page: Page) -> dict[str, _Said]:
    """Return the values in column B above the headings by their label in column A; blank values are left out."""
    found: dict[str, _Said] = {}
    for number in range(1, page.headings):
        label, value = page.sheet.cell(number, 1), page.sheet.cell(number, 2)
        if label is not None and value is not None and tidy(value.text):
            found.setdefault(heading(label.text), _Said(page.name, f"B{number}", value))
    return found


def _council(said: Sequence[_Said], asked: Asked, page: Page, faults: Faults) -> str:
    wanted = authority_named(asked.area) if asked.area else None
    if asked.area and wanted is None:
        faults.error(
            "area_unknown",
            page.name,
            None,
            f"{asked.area!r}, the area that was asked for, is not a council that is known.",
            "Give the council's name or its code, for example Suffolk or E10000029.",
            asked.area,
        )
    named = wanted
    for cell in said:
        council = authority_named(cell.text)
        if council is None:
            faults.error(
                "area_unknown",
                cell.sheet,
                cell.place,
                f"{cell.text!r} is not a council that is known.",
                "Write the council's name or its code, for example Suffolk or E10000029.",
                cell.text,
            )
        elif named is not None and council.id != named.id:
            asked_for = "was asked for" if wanted is not None else "is named on another sheet"
            faults.error(
                "council_wrong",
                cell.sheet,
                cell.place,
                f"the return is for {council.name}, but {named.name} {asked_for}.",
                f"Load the file of {named.name}, or load this one for {council.name}.",
                cell.text,
            )
        else:
            named = council
    if named is None and not said and not asked.area:
        faults.error(
            "area_missing",
            page.name,
            _where_council_goes(page),
            "it is not said whose figures these are.",
            "Write Council in column A above the headings and the council's name beside it in column B.",
        )
    return named.id if named else ""


def _where_council_goes(page: Page) -> str:
    """Return the cell beside the label Council, or B1 where there is no such label."""
    rows = range(1, page.headings)
    said = (n for n in rows if (cell := page.sheet.cell(n, 1)) and heading(cell.text) == "council")
    return f"B{next(said, 1)}"


def _reported(said: _Said | None, asked: Asked, faults: Faults) -> date | None:
    if said is None:
        return None
    day = said.cell.day
    if day is None:
        try:
            period = parse(said.text)
            day = period.ends if period.kind == "snapshot" else None
        except (ValueError, OverflowError):
            day = None
    fix = "Write the day on which the figures were reported, for example 15 March 2005 or 15/03/2005."
    if day is None:
        faults.error(
            "date_unreadable",
            said.sheet,
            said.place,
            f"{said.text!r} is not a date that can be read.",
            fix,
            said.text,
        )
    elif day > asked.today + FURTHEST_AHEAD:
        faults.error(
            "date_unreadable",
            said.sheet,
            said.place,
            f"{day_words(day)} is more than a year ahead.",
            fix,
            said.text,
        )
    return day


def _example(said: _Said | None, faults: Faults) -> bool:
    if said is None:
        return False
    word = heading(said.text)
    if word not in YES | NO:
        faults.warning(
            "not_read",
            said.sheet,
            said.place,
            f"Example is {said.text!r}, which is neither yes nor no. The figures were taken as real ones.",
            "Write yes for made-up or practice figures; else leave it blank.",
            said.text,
        )
    return word in YES
