"""What a sheet hides: numbers behind another text, rows and columns out of sight, cells merged into one."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.checks.examined import Examined, Placed
from loaders.columns import column_letter
from loaders.opened import Merge
from loaders.problems import ERROR, WARNING, Problem


def values(examined: Examined) -> Iterator[Problem]:
    """Yield an error for each cell that shows another text than the number that it holds."""
    for placed in examined.valued:
        if placed.cell is None or placed.cell.masked is None:
            continue
        shown = f"shows {placed.cell.masked!r}" if placed.cell.masked.strip() else "shows nothing"
        yield examined.problem(
            ERROR,
            "hidden_value",
            placed.figure.sheet,
            placed.at,
            # The number is not repeated: somebody wanted it hidden.
            f"the cell {shown} but holds a number.",
            "Type what is to be shown, such as c, or choose an ordinary number format for the cell.",
            placed.cell.masked,
        )


def cells(examined: Examined) -> Iterator[Problem]:
    """Yield a warning for each sheet with figures in hidden rows or columns."""
    for name, sheet in examined.sheets.items():
        places = examined.by_place.get(name, {}).keys()
        rows = sorted({row for row, _ in places} & sheet.hidden_rows)
        columns = sorted({column for _, column in places} & sheet.hidden_columns)
        if not rows and not columns:
            continue
        parts = [_count(len(rows), "hidden row"), _count(len(columns), "hidden column")]
        said = " and ".join(part for part in parts if part)
        letter = column_letter(columns[0]) if columns else ""
        yield examined.problem(
            WARNING,
            "hidden_cells",
            name,
            f"{rows[0]}:{rows[0]}" if rows else f"{letter}:{letter}",
            f"{said} {'is' if len(rows) + len(columns) == 1 else 'are'} included.",
            "Nothing to do if their figures are meant to count; else delete them.",
        )


def merged(examined: Examined) -> Iterator[Problem]:
    """Yield a warning for each merged cell that gave a figure: it was counted once, for its top left cell."""
    for name, sheet in examined.sheets.items():
        at = examined.by_place.get(name, {})
        for merge in sheet.merges:
            found = at.get((merge.top, merge.left))
            if found is not None and merge[:2] != merge[2:]:
                yield _merged(examined, name, merge, found)


def _merged(examined: Examined, name: str, merge: Merge, placed: Placed) -> Problem:
    place = f"{column_letter(merge.left)}{merge.top}:{column_letter(merge.right)}{merge.bottom}"
    return examined.problem(
        WARNING,
        "merged_data",
        name,
        place,
        f"the merged cell holds one figure, {placed.text}. It was counted once, as if it stood in {placed.at} alone.",
        "Nothing to do if it is one figure; else unmerge the cells and fill each of them in.",
        placed.text,
    )


def _count(number: int, thing: str) -> str:
    return "" if not number else f"{number} {thing}{'' if number == 1 else 's'}"
