"""Which columns of a table label its rows and which hold its figures, and what its rows are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from loaders.opened import Cell
from loaders.tables.blocks import Block
from loaders.tables.grid import Grid
from loaders.tables.roles import ROW_LABELS, is_total, words_only
from loaders.tables.says import NOTHING, Says, cell_says, looks_like_figure

# Roles of columns that say something about a figure elsewhere in the row.
BESIDE = frozenset({"target", "rag", "comment", "numerator", "denominator", "status", "note"})
# What a column of names of councils may be headed by, though it also means the council itself.
_WHOSE = frozenset({"council", "la", "authority", "borough", "county", "unitary", "lea", "councils"})
# How many rows are looked at to tell what a column holds.
_LOOK = 60


@dataclass(frozen=True, slots=True)
class Axes:
    """A table's columns by what they do. `labels` say what a row is about, by role ('' where the heading does not say
    and the text itself must); `values` hold figures, targets and what belongs to them.

    `rows` is what the rows are: indicator, area or period. `unknown` are columns with figures under a heading that
    says nothing; `groups` the headings that tell apart columns which are otherwise the same; `corner` is what stands
    over the labels where that says more than what kind of labels they are: 'Re-referrals (%)' over names of councils.
    `ignored` are columns of numbers that are not figures of their own, such as ranks and last year's.
    """

    block: Block
    labels: Mapping[int, str]
    values: Mapping[int, Says]
    rows: str
    unknown: Mapping[int, Says] = field(default_factory=dict)
    groups: Sequence[str] = ()
    corner: Says = NOTHING
    ignored: Sequence[int] = ()

    @property
    def on_columns(self) -> set[str]:
        """Return which of indicator, area and period the headings say."""
        said = set()
        for says in self.values.values():
            said |= {"indicator"} if says.indicator else set()
            said |= {"area"} if says.area else set()
            said |= {"period"} if says.period is not None or says.year is not None else set()
        return said

    @property
    def is_list(self) -> bool:
        """Return whether every row is one figure with all that it is about in columns of its own."""
        roles = set(self.labels.values())
        plain = [says for says in self.values.values() if says.role in ("value", "") and says.period is None]
        return {"indicator", "period"} <= roles and bool(plain)


def axes_of(block: Block, council: str, around_indicator: bool) -> Axes | None:
    """Return how a table is arranged, or None when it holds nothing that could be a figure.

    `around_indicator` tells that a title or the sheet's name says which indicator the whole table is about.
    """
    grid, body = block.grid, block.body[:_LOOK]
    if not body:
        return None
    labels: dict[int, str] = {}
    values: dict[int, Says] = {}
    unknown: dict[int, Says] = {}
    ignored: list[int] = []
    for column in sorted({c for row in body for c in grid.own(row)} | set(block.columns)):
        says = block.columns.get(column, NOTHING)
        holds = _holds(grid, body, column)
        kind, settled = _place(says, holds, bool(block.heads), column, labels, values)
        if kind == "label":
            labels[column] = settled.role if settled.role in ROW_LABELS else ""
        elif kind == "value":
            values[column] = settled
        elif kind == "unknown":
            unknown[column] = says
        elif kind == "ignored":
            ignored.append(column)
    if not values and not unknown:
        return None
    labels = _labels_only(labels, values)
    corner = next((says for c in labels if (says := block.columns.get(c, NOTHING)).indicator or says.rest), NOTHING)
    around_indicator = around_indicator or corner.indicator is not None
    found = _count(grid, body, labels, council)
    rows = _rows_are(found, labels, values, around_indicator)
    if not rows or not _tells(labels, values, rows, around_indicator or bool(found["indicator"])):
        return None
    return Axes(block, labels, values, rows, unknown, _groups(values), corner, ignored)


def _tells(labels: Mapping[int, str], values: Mapping[int, Says], rows: str, names_indicator: bool) -> bool:
    """Return whether a table says enough to be about performance: an indicator or a period, beside its numbers."""
    said = [says for says in values.values() if says.period is not None or says.year or says.indicator is not None]
    roles = {says.role for says in values.values()}
    if rows == "indicator":
        return names_indicator or bool(said or {"value", "target"} & roles)
    return bool(said) or names_indicator or "period" in labels.values()


def _holds(grid: Grid, body: Sequence[int], column: int) -> str:
    """Return what most cells of a column are: value, text, or '' for an empty column."""
    found: Counter[str] = Counter()
    for row in body:
        cell = grid.own(row).get(column)
        if cell is not None and (cell.text.strip() or cell.fill or cell.uncalculated):
            found["value" if looks_like_figure(cell) else "text" if cell.text.strip() else "fill"] += 1
    return found.most_common(1)[0][0] if found else ""


def _place(
    says: Says, holds: str, headed: bool, column: int, labels: Mapping[int, str], values: Mapping[int, Says]
) -> tuple[str, Says]:
    """Return whether a column is a label, a value, unknown or nothing, and what its headings come to say."""
    role = says.role
    if role == "other":
        return ("ignored" if holds == "value" else "nothing"), says
    if role == "area" and says.area and holds == "value":
        return "value", replace(says, role="")  # "Council" over a column of the council's own figures
    if role == "period" and holds == "value" and values:
        return "unknown", says
    if role in ROW_LABELS and says.period is None and not says.year:
        return "label", says
    if role == "value" and holds == "text":
        return "value", replace(says, role="comment")  # "Progress" over sentences
    if role in BESIDE or role == "value":
        return "value", says
    if holds == "text" and says.area and says.period is None and words_only(says.text) in _WHOSE:
        return "label", replace(says, role="area")  # "Council" over names of councils
    if says.period is not None or says.area or says.indicator is not None or says.year or says.status:
        if holds == "text" and says.indicator is None and not values and not labels:
            return "label", NOTHING  # a caption that stands over the labels
        return ("value", says) if holds else ("nothing", says)
    if holds == "value":
        if not headed:
            return "value", says
        # A column of numbers on the left, such as 1, 2, 3, counts the rows.
        return ("unknown", says) if labels or values else ("label", says)
    return ("label", says) if holds == "text" and not values else ("nothing", says)


def _labels_only(labels: Mapping[int, str], values: Mapping[int, Says]) -> dict[int, str]:
    """Return the label columns; a text column without a role counts only before the first figure."""
    first = min((c for c, says in values.items() if says.role not in ("rag", "comment", "note")), default=0)
    return {column: role for column, role in labels.items() if role or column < first or not first}


def _rows_are(
    found: Counter[str], labels: Mapping[int, str], values: Mapping[int, Says], around_indicator: bool
) -> str:
    """Return what the rows are about: indicator, area or period; '' when nothing tells."""
    roles = set(labels.values())
    headed = sum(says.indicator is not None for says in values.values())
    if "indicator" in roles or "reference" in roles:
        return "indicator"
    if found["indicator"] and found["indicator"] >= headed:
        return "indicator"
    if headed or around_indicator:
        if "area" in roles or found["area"] > found["period"]:
            return "area"
        if "period" in roles or found["period"]:
            return "period"
        # Names that nothing knows, under one indicator, are the parts of the council.
        return "area" if found["unknown"] else ("indicator" if headed and not labels else "")
    if "area" in roles and not found["unknown"]:
        return "area"
    if found["unknown"]:
        return "indicator"
    return "area" if found["area"] else "period" if found["period"] else ""


def _count(grid: Grid, body: Sequence[int], labels: Mapping[int, str], council: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in body:
        for column, role in labels.items():
            text = grid.text(row, column)
            if not text or role == "breakdown" or is_total(text):
                continue
            found[_kind(grid.shown(row, column), text, role, council)] += 1
    return found


def _kind(cell: Cell | None, text: str, role: str, council: str) -> str:
    says = cell_says(cell, council)
    if role in ("indicator", "reference") or says.indicator is not None:
        return "indicator"
    if says.period is not None and not says.role:
        return "period"
    if says.area or role == "area":
        return "area"
    return "role" if says.role or text.isdigit() else "unknown"


def _groups(values: Mapping[int, Says]) -> list[str]:
    """Return the words over groups of columns that are the same but for them, such as East and South."""
    same: dict[object, set[str]] = {}
    for says in values.values():
        if says.role in BESIDE and says.role != "target":
            continue
        key = (says.indicator.slug if says.indicator else "", says.period, says.year, says.role, says.status)
        same.setdefault(key, set()).add(says.area or says.rest)
    telling = {word for words in same.values() if len(words) > 1 for word in words}
    return [rest for rest in dict.fromkeys(s.rest for s in values.values() if s.rest and not s.area) if rest in telling]
