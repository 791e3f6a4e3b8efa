"""What people wrote beside the figures of a file: comments, and the notes of single figures, each with its figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from loaders.checks.examined import Examined, Placed
from loaders.checks.history import Series
from loaders.checks.ratings import IN_THE_FILE

# Nobody's remark on one figure is longer; a page of text says more than can be held against one number.
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Remark:
    """Words about a figure, with the cell that they stand in. `figure` is None where the file has none for them."""

    words: str
    sheet: str
    cell: str
    figure: Placed | None


def remarks(examined: Examined) -> Iterator[Remark]:
    """Yield the comments and the notes of a file; what a reader itself added to a note is left out."""
    for comment in examined.comments:
        of = Series(comment.indicator, comment.area)
        about = [
            placed
            for placed in examined.by_series.get(of, ())
            if comment.period is None or placed.period.ends == comment.period.ends
        ]
        yield Remark(
            _plain(comment.words),
            comment.sheet,
            f"{comment.cell[0]}{comment.cell[1] or ''}",
            about[0] if len(about) == 1 else None,
        )
    for placed in examined.valued:
        if not placed.figure.note or not placed.is_judged:
            continue
        words = "; ".join(part for part in placed.figure.note.split("; ") if not IN_THE_FILE.fullmatch(part.strip()))
        if words:
            yield Remark(_plain(words), placed.figure.sheet, placed.at, placed)


def _plain(words: str) -> str:
    return " ".join(words.replace("’", "'").split())[:LONGEST]
