"""Finding the tables in a sheet: the rows of headings, the rows under them, and the lines above and below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from loaders import matching
from loaders.opened import Cell
from loaders.returns.pages import tidy
from loaders.tables.grid import Grid, is_value
from loaders.tables.roles import ROW_LABELS, is_footnote
from loaders.tables.says import NOTHING, Says, cell_says, looks_like_figure

# How far under a heading its first figure may stand: section rows and gaps come between.
_BENEATH = 8
# Rows of headings above the lowest one.
_MOST_ABOVE = 3


@dataclass(frozen=True, slots=True)
class Block:
    """One table of a sheet. `heads` are its rows of headings, `columns` what each column's headings say together.

    `above` and `below` are the lines of text around it, `body` the rows under the headings, notes left out.
    """

    grid: Grid
    heads: tuple[int, ...]
    columns: Mapping[int, Says]
    body: tuple[int, ...]
    above: Sequence[tuple[int, str]] = ()
    below: Sequence[tuple[int, str]] = ()


def find_blocks(grid: Grid, council: str) -> list[Block]:
    """Return a sheet's tables from top to bottom; [] when it has none."""
    lowest = [row for place, row in enumerate(grid.rows) if _is_heading(grid, place, council)]
    if not lowest:
        block = _headless(grid)
        return [block] if block else []
    groups = _grouped(grid, lowest, council)
    blocks = []
    for place, heads in enumerate(groups):
        first_after = groups[place + 1][0] if place + 1 < len(groups) else None
        before = groups[place - 1][-1] if place else 0
        blocks.append(_block(grid, heads, before, first_after, council))
    return _with_lines_between(blocks)


def _block(grid: Grid, heads: tuple[int, ...], before: int, first_after: int | None, council: str) -> Block:
    body = [row for row in grid.rows if row > heads[-1] and (first_after is None or row < first_after)]
    # Lines between two tables are given to the lower one afterwards.
    above = [] if before else [(row, text) for row in grid.rows if row < heads[0] for text in _line(grid, row)]
    body, below = _without_notes(grid, body)
    return Block(grid, heads, _columns(grid, heads, council), tuple(body), above, below)


def _with_lines_between(blocks: list[Block]) -> list[Block]:
    """Give the lines that close one table to the next one: the caption of the lower one stands between them."""
    found: list[Block] = []
    for block in blocks:
        if found:
            last = max(found[-1].body, default=found[-1].heads[-1])
            between = [(row, text) for row, text in found[-1].below if row > last and not is_footnote(text)]
            block = replace(block, above=[*between, *block.above])
        found.append(block)
    return found


def _line(grid: Grid, row: int) -> list[str]:
    texts = [tidy(cell.text) for cell in grid.own(row).values() if cell.text.strip() and cell.day is None]
    return [" ".join(texts), *texts] if 1 < len(texts) <= 3 else texts


def _without_notes(grid: Grid, body: list[int]) -> tuple[list[int], list[tuple[int, str]]]:
    """Return the rows of the table and the notes beneath it: lines of text alone that begin as notes do."""
    kept: list[int] = []
    notes: list[tuple[int, str]] = []
    last = max((row for row in body if any(is_value(cell) for cell in grid.own(row).values())), default=0)
    for row in body:
        cells = [cell for cell in grid.own(row).values() if cell.text.strip()]
        texts = len(cells) <= 2 and not any(is_value(cell) for cell in cells)
        if texts and (is_footnote(tidy(cells[0].text)) or (len(cells) == 1 and row > last)):
            notes.extend((row, tidy(cell.text)) for cell in cells)
        else:
            kept.append(row)
    return kept, notes


# --- rows of headings ---------------------------------------------------------------------------------------------


def _is_heading(grid: Grid, place: int, council: str) -> bool:
    """Return whether a row is the lowest row of a table's headings: it says what stands in the columns beneath it."""
    row = grid.rows[place]
    cells = {column: cell for column, cell in grid.own(row).items() if cell.text.strip()}
    if not cells or any(looks_like_figure(cell) for cell in cells.values()):
        return False
    first = min(cells)
    following = grid.rows[place + 1 : place + 1 + _BENEATH]
    strong = values = 0
    for column, cell in cells.items():
        said = cell_says(cell, council)
        beneath = _value_beneath(grid, following, column)
        values += beneath
        if (
            said.role
            or said.status
            or (beneath and (said.period is not None or said.area or said.year or (said.indicator and column > first)))
        ):
            strong += 1
    if not following or not strong:
        return False
    if strong >= 2:
        return values > 0 or _has_blank_table(grid, cells, council)
    return values > 0 and _labels_beneath(grid, following, cells, council)


def _value_beneath(grid: Grid, following: Sequence[int], column: int) -> bool:
    for row in following:
        cell = grid.own(row).get(column)
        if cell is None or not cell.text.strip():
            continue
        return looks_like_figure(cell)
    return False


def _has_blank_table(grid: Grid, cells: Mapping[int, Cell], council: str) -> bool:
    roles = {cell_says(cell, council).role for cell in cells.values()}
    return "indicator" in roles and bool(roles & {"value", "target", "period"})


def _labels_beneath(grid: Grid, following: Sequence[int], cells: Mapping[int, Cell], council: str) -> bool:
    """Return whether the column of labels under a lone heading says what its rows are about."""
    left = min(cells)
    for row in following:
        for column, cell in grid.own(row).items():
            if column < left or (len(cells) > 1 and column == left):
                said = cell_says(cell, council)
                if said.indicator or said.area or said.period:
                    return True
    return False


def _grouped(grid: Grid, lowest: list[int], council: str) -> list[tuple[int, ...]]:
    """Return the rows of headings of each table: adjacent ones together, with the group headings above them."""
    groups: list[list[int]] = []
    for row in lowest:
        if groups and _adjacent(grid, groups[-1][-1], row):
            groups[-1].append(row)
        else:
            groups.append([row])
    taken = 0
    found = []
    for group in groups:
        rows = list(group)
        left = min(min(grid.own(below)) for below in grid.rows if below >= group[-1])
        while len(rows) <= _MOST_ABOVE and (upper := _row_before(grid, rows[0])) > taken and upper == rows[0] - 1:
            if not _heads_groups(grid, upper, rows[0], left, council):
                break
            rows.insert(0, upper)
        found.append(tuple(rows))
        taken = rows[-1]
    return found


def _adjacent(grid: Grid, upper: int, lower: int) -> bool:
    return _row_before(grid, lower) == upper


def _row_before(grid: Grid, row: int) -> int:
    place = grid.rows.index(row)
    return grid.rows[place - 1] if place else 0


def _heads_groups(grid: Grid, upper: int, lower: int, left: int, council: str) -> bool:
    """Return whether a row stands over groups of the columns headed beneath it, and is not a title.

    `left` is the table's first column: a title begins there.
    """
    cells = {column: cell for column, cell in grid.own(upper).items() if cell.text.strip()}
    if any(is_value(cell) and not cell_says(cell, council).is_known for cell in cells.values()):
        return False
    headed = [column for column, cell in grid.own(lower).items() if cell.text.strip()]
    over = {column: cell for column, cell in cells.items() if column > left}
    if not over or len(cells) - len(over) > 2:
        return False
    if len(over) == 1 and left in cells and cell_says(cells[left], council).role not in ROW_LABELS:
        return False  # a label with what it labels: "Reported on", "15 March 2005"
    merged = [m for m in (grid.merge_at(upper, column) for column in over) if m is not None and m.right > m.left]
    known = [column for column, cell in over.items() if cell_says(cell, council).is_known]
    if merged and all(m.left <= left and m.right >= max(headed) for m in merged):
        return False  # a title over the whole table
    return bool(known) or len(merged) >= 1 or (len(over) >= 2 and upper == lower - 1)


# --- what the headings of a column say together -------------------------------------------------------------------


def _columns(grid: Grid, heads: tuple[int, ...], council: str) -> dict[int, Says]:
    columns = sorted({column for row in heads for column in grid.own(row)} | _merged_over(grid, heads))
    found: dict[int, Says] = {}
    carried: dict[int, Cell | None] = {}
    for column in columns:
        said, before = NOTHING, None
        for row in heads:
            cell = grid.shown(row, column)
            if cell is None or not cell.text.strip():
                cell = carried.get(row) if _carries(grid, heads, row, column) else None
            else:
                carried[row] = cell if grid.own(row).get(column) is not None else carried.get(row)
            if cell is not None and cell is not before:
                said = _together(said, cell_says(cell, council))
                before = cell
        if said != NOTHING:
            found[column] = said
    return found


def _together(upper: Says, lower: Says) -> Says:
    """Return what a heading says under the one above it; a group and a measure may name an indicator only together:
    'Looked after children' over 'Reviews on time (%)'."""
    group, measure = upper.indicator or upper.rest, lower.rest and not lower.period
    if not (group and measure):
        return lower.under(upper)
    found = matching.find(f"{upper.text} {lower.rest}")
    both = lower.under(replace(upper, indicator=None, rest=""))
    if found is not None:
        return replace(both, indicator=found, rest="")
    return replace(both, indicator=None, rest=f"{upper.text} {lower.rest}")


def _carries(grid: Grid, heads: tuple[int, ...], row: int, column: int) -> bool:
    """Return whether a blank heading belongs to the group heading on its left: only where nothing is merged."""
    if row == heads[-1] or grid.is_merged(row):
        return False
    lower = [below for below in heads if below > row and grid.text(below, column)]
    return bool(lower)


def _merged_over(grid: Grid, heads: tuple[int, ...]) -> set[int]:
    return {
        column
        for merge in grid.sheet.merges
        if merge.top in heads and merge.right - merge.left < 200
        for column in range(merge.left, merge.right + 1)
    }


# --- a table without headings -------------------------------------------------------------------------------------


def _headless(grid: Grid) -> Block | None:
    """Return a sheet that is a list of labels with one figure beside each, and no headings at all."""
    values: dict[int, int] = {}
    for row in grid.rows:
        for column, cell in grid.own(row).items():
            if is_value(cell):
                values[column] = values.get(column, 0) + 1
    if len(values) != 1:
        return None
    column = next(iter(values))
    labelled = [row for row in grid.rows if column in grid.own(row) and min(grid.own(row)) < column]
    if not labelled:
        return None
    above = [(row, text) for row in grid.rows if row < labelled[0] for text in _line(grid, row)]
    body, below = _without_notes(grid, [row for row in grid.rows if row >= labelled[0]])
    return Block(grid, (), {column: NOTHING}, tuple(body), above, below)
