"""A first look over a whole file: whose it is, which sheets hold tables, how each is arranged, what each is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from weakref import WeakKeyDictionary

from data import areas
from loaders.opened import Opened, Sheet
from loaders.returns.area_words import benchmark_of
from loaders.tables import context
from loaders.tables.axes import Axes, axes_of
from loaders.tables.blocks import Block, find_blocks
from loaders.tables.context import Around, said_by_lines, said_by_name, without_period
from loaders.tables.grid import Grid
from loaders.tables.roles import PLACE, words_only
from loaders.tables.says import cell_says
from loaders.tables.whose import councils_named

# Names of sheets that are about no part of a council.
_GENERIC = frozenset(
    {
        *(
            "",
            "summary",
            "overview",
            "total",
            "totals",
            "overall",
            "all",
            "county",
            "county wide",
            "countywide",
            "data",
        ),
        *("borough", "council", "council wide", "headline", "headlines", "dashboard", "scorecard", "main", "report"),
        *(
            "figures",
            "performance",
            "indicators",
            "kpis",
            "kpi",
            "pis",
            "sheet",
            "table",
            "actuals",
            "actual",
            "return",
        ),
        *("detail", "details", "extract", "appendix", "annex", "raw", "raw data", "working", "workings", "print"),
        *("targets", "target", "notes", "front sheet", "cover", "contents", "results", "monitoring", "quarterly"),
        *("monthly", "annual", "information", "pi", "corporate", "service", "department", "directorate", "us"),
    }
)
# Of the indicators of the smaller of two sheets, this share must be on both for the two to be the same table.
_SAME = 0.5


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the file with what is said around it."""

    axes: Axes
    around: Around


@dataclass(frozen=True, slots=True)
class Survey:
    """What a first look gives. `council` is the one that the file names, '' for none or several (`councils`).

    `unclear` are the sheets that repeat the table of another sheet and do not say what they are about.
    """

    council: str
    councils: Sequence[str]
    tables: Sequence[Table]
    without: Sequence[str]
    unclear: Sequence[str] = ()


# For each open file the councils that it names (under '') and its survey as each council asked for.
_kept: WeakKeyDictionary[Opened, dict[str, Any]] = WeakKeyDictionary()


def survey(opened: Opened, council: str = "") -> Survey:
    """Return the tables of a file. `council` is the one it is loaded for; without it, the one that the file names."""
    kept = _kept.setdefault(opened, {})
    if not kept:
        kept[""] = councils_named(opened)
    named = kept[""]
    named_one = named[0] if len(named) == 1 else ""
    reading_as = council or named_one
    key = f"as {reading_as}"
    if key not in kept:
        kept[key] = _survey(opened, named, named_one, reading_as)
    found: Survey = kept[key]
    return found


def _survey(opened: Opened, named: Sequence[str], council: str, reading_as: str) -> Survey:
    found: list[Table] = []
    without: list[str] = []
    titles = said_by_lines([opened.title] if opened.title else [], reading_as)
    wide = replace(titles, indicator=None, period=None, targets=False, area="")
    per_sheet: list[tuple[Grid, list[Table]]] = []
    for sheet in opened.sheets:
        if _is_our_list(sheet):
            continue
        grid = Grid(sheet)
        tables = _tables(grid, reading_as, wide)
        if not tables:
            without.append(sheet.name)
        per_sheet.append((grid, tables))
    by_sheet, unclear = _areas_of_sheets([(g, t) for g, t in per_sheet if t], reading_as)
    shared = _shared(per_sheet)
    for grid, tables in per_sheet:
        area = by_sheet.get(grid.name, "")
        for table in tables:
            around = table.around.within(shared)
            found.append(replace(table, around=around if around.area or not area else replace(around, area=area)))
    return Survey(council, named, found, without, unclear)


def _is_our_list(sheet: Sheet) -> bool:
    """Return whether a sheet is the list of problems that a marked copy begins with: somebody mended that copy."""
    first = sheet.cell(1, 1)
    return sheet.name.startswith("Problems") and first is not None and first.text.startswith("Problems in ")


def _tables(grid: Grid, council: str, wide: Around) -> list[Table]:
    found = []
    named = said_by_name(grid.name, council)
    blocks = find_blocks(grid, council)
    first = [line for _, line in blocks[0].above] if blocks else []
    title = said_by_lines(first, council)
    notes = said_by_lines([line for block in blocks for _, line in block.below], council, notes=True)
    for place, block in enumerate(blocks):
        lines = [line for _, line in block.above]
        near = said_by_lines(lines[::-1], council)  # the nearest line is the most particular
        around = near.within(named) if place else near.within(title).within(named)
        around = around.within(replace(title, indicator=None) if place else context.NOTHING).within(notes).within(wide)
        if not around.indicator_text:
            around = replace(around, indicator_text=_caption(block) or grid.name)
        axes = axes_of(block, council, around.indicator is not None)
        if axes is not None:
            corner = axes.corner
            around = Around(
                indicator=corner.indicator,
                indicator_text=corner.rest,
                period=corner.period,
                cumulative=corner.cumulative,
            ).within(around)
            found.append(Table(axes, around))
    return found


def _caption(block: Block) -> str:
    """Return the line nearest above a table: what it is about, where nothing else says so."""
    return block.above[-1][1] if block.above else ""


def _shared(per_sheet: Sequence[tuple[Grid, list[Table]]]) -> Around:
    """Return what sheets without tables (a cover, notes) say for the whole file: its year or period, provisional."""
    lines: list[str] = []
    for grid, tables in per_sheet:
        if not tables:
            lines += [grid.text(row, column) for row in grid.rows[:30] for column in sorted(grid.own(row))[:3]]
    said = said_by_lines([line for line in lines if 0 < len(line) <= 160], "")
    return Around(period=said.period, year=said.year, status=said.status, reported=said.reported)


# --- sheets for parts of the council ------------------------------------------------------------------------------


def _areas_of_sheets(per_sheet: Sequence[tuple[Grid, list[Table]]], council: str) -> tuple[dict[str, str], list[str]]:
    """Return the area that each sheet is about, for sheets that hold the same table; and those that do not say.

    Sheets with the same indicators are the parts of the council, other councils, or periods: by their names.
    """
    labels = {grid.name: _labels(tables, council) for grid, tables in per_sheet}
    found: dict[str, str] = {}
    unclear: list[str] = []
    alike = {
        name for name, words in labels.items() if any(_alike(words, other) for n, other in labels.items() if n != name)
    }
    names = {grid.name: without_period(grid.name) for grid, _ in per_sheet}
    # One name among others that say nothing may be anything; two or more tell parts apart.
    parts = [name for name in alike if not _is_generic(names[name]) and not _named_area(name, council)]
    for name, left in names.items():
        area = _named_area(name, council)
        if not area and (PLACE.fullmatch(words_only(left)) or (name in parts and len(parts) > 1)):
            area = context.part_of(left, council)
        if area:
            found[name] = area
        elif name in parts or (name in alike and words_only(left).startswith("sheet")):
            unclear.append(name)
    return found, unclear


def _is_generic(left: str) -> bool:
    words = words_only(left)
    return words in _GENERIC or words.rstrip("0123456789 ") in _GENERIC


def _named_area(name: str, council: str) -> str:
    """Return the council, region or benchmark group that a sheet's name is, or ''."""
    left = without_period(name)
    if words_only(left) in _GENERIC:
        return ""
    known = areas.find(left)
    if known is not None and known.level == "authority":
        return known.id
    benchmark = benchmark_of(left, council) if council else None
    return benchmark or ""


def _labels(tables: Sequence[Table], council: str) -> frozenset[str]:
    words = set()
    for table in tables:
        axes = table.axes
        grid = axes.block.grid
        words |= {says.indicator.slug for says in axes.values.values() if says.indicator}
        for row in axes.block.body:
            for column in axes.labels:
                said = cell_says(grid.shown(row, column), council)
                text = words_only(grid.text(row, column))
                if said.indicator is not None:
                    words.add(said.indicator.slug)
                elif text and axes.rows == "indicator" and not said.is_known:
                    words.add(text)
    return frozenset(words)


def _alike(first: frozenset[str], second: frozenset[str]) -> bool:
    return bool(first) and bool(second) and len(first & second) >= _SAME * min(len(first), len(second))
