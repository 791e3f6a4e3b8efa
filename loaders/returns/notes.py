"""The Notes sheet of a council's return: words about an indicator, and about one period of it where that is said."""

from __future__ import annotations

from collections.abc import Iterable

from data.records import Comment
from loaders.returns.rows import Line, area_of_row, calculated, indicator_of, period_of


def read_notes(lines: Iterable[Line]) -> list[Comment]:
    """Return the comments of these rows in order. Faults are gathered, and a row with an error gives no comment."""
    found = (_comment(line) for line in lines)
    return [comment for comment in found if comment is not None]


def _comment(line: Line) -> Comment | None:
    filled = line.cell("words") is not None
    indicator = indicator_of(line, filled=filled)
    if indicator is None or not filled or not calculated(line, "words"):
        return None
    area = area_of_row(line)
    period = period_of(line, indicator.period) if line.cell("period") else None
    if area is None or (period is None and line.cell("period")):
        return None
    return Comment(
        indicator=indicator.slug,
        area=area,
        period=period,
        author=line.text("author"),
        words=line.text("words"),
        sheet=line.page.name,
        cell=(line.row.letters["words"], line.row.number),
    )
