"""What each cell of a file was read as, from the figures, targets and comments that came of it."""

from __future__ import annotations

from collections.abc import Iterator

from data import areas
from data.errors import UnknownArea
from data.records import Contents
from indicators.definitions import catalogue
from indicators.rules.period import label
from indicators.rules.words import MARK_WORDS, number, quantity
from loaders.asked import Seen
from loaders.columns import column_number

# Beyond this a file is a bulk table, and nobody looks at it cell by cell.
MOST = 50_000


def seen_of(contents: Contents) -> list[Seen]:
    """Return what the cells with a figure, a target or a comment were read as; [] for a bulk table.

    It is for readers that say nothing themselves, so the headings and names beside the figures are not in it.
    """
    if len(contents.figures) > MOST:
        return []
    return [*_figures(contents), *_targets(contents), *_comments(contents)]


def _figures(contents: Contents) -> Iterator[Seen]:
    figures = contents.figures
    for at, value in enumerate(figures.value.to_pylist()):
        column = figures.cell_column.words[figures.cell_column.codes[at]]
        row = int(figures.cell_row[at])
        if not column or not row:
            continue
        slug = figures.indicator.words[figures.indicator.codes[at]]
        found = catalogue().get(slug)
        mark = figures.mark.words[figures.mark.codes[at]]
        if value is None:
            said = MARK_WORDS.get(mark, mark)
        else:
            said = quantity(value, found.unit, found.decimals, found.words) if found else number(value, 2)
        period = label(figures.period.words[figures.period.codes[at]])
        area = _area(figures.area.words[figures.area.codes[at]])
        words = f"{found.name if found else slug}, {area}, {period}: {said}"
        sheet = figures.sheet.words[figures.sheet.codes[at]]
        yield Seen(sheet, row, column_number(column), "figure", words)


def _targets(contents: Contents) -> Iterator[Seen]:
    for target in contents.targets:
        column, row = target.cell
        found = catalogue().get(target.indicator)
        said = quantity(target.value, found.unit, found.decimals, found.words) if found else number(target.value, 2)
        words = f"{found.name if found else target.indicator}, {_area(target.area)}: target {said}"
        if column and row:
            yield Seen(target.sheet, row, column_number(column), "target", words)


def _comments(contents: Contents) -> Iterator[Seen]:
    for comment in contents.comments:
        column, row = comment.cell
        found = catalogue().get(comment.indicator)
        about = [found.name if found else comment.indicator, _area(comment.area)]
        about += [label(comment.period)] if comment.period else []
        if column and row:
            yield Seen(comment.sheet, row, column_number(column), "comment", f"About {', '.join(about)}")


def _area(area: str) -> str:
    try:
        return areas.get(area).name
    except UnknownArea:
        return area
