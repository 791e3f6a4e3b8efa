"""A sheet as it came, cell by cell, with what each cell was read as and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts.components.attributes import aria
from layouts.components.upload_words import what_is_wrong
from layouts.sheet_part import Extent, Part, Place, place_of
from layouts.words import counted
from loaders.asked import Question, Seen
from loaders.columns import column_letter
from loaders.opened import Sheet
from loaders.problems import ERROR, Problem

# What a cell can have been read as, in the order of the legend.
KINDS = {
    "figure": "Figure",
    "target": "Target",
    "indicator": "Indicator",
    "area": "Area",
    "period": "Period",
    "heading": "Heading",
    "comment": "Comment",
    "note": "Note",
    "not_read": "Not read",
}
SIGNS = {"error": "Error", "warning": "Warning"}
# Longer texts are cut on the page; the file keeps them.
LONGEST_TEXT = 300


@dataclass(frozen=True, slots=True)
class Marks:
    """What is said about a sheet: what its cells were read as, and its problems by cell, row and column.

    `asked` are the cells that a question is about.
    """

    seen: Mapping[tuple[int, int], Seen]
    cells: Mapping[tuple[int, int], Sequence[Problem]]
    rows: Mapping[int, Sequence[Problem]]
    columns: Mapping[int, Sequence[Problem]]
    places: Sequence[tuple[Place, Problem]] = ()
    asked: frozenset[tuple[int, int]] = frozenset()

    def problem_rows(self) -> list[int]:
        """Return the rows that have a problem, those with an error first, each once."""
        errors = [place.top for place, problem in self.places if problem.severity == ERROR]
        others = [place.top for place, problem in self.places if problem.severity != ERROR]
        return list(dict.fromkeys(row for row in (*errors, *others) if row))


def marks_of(
    sheet: Sheet, seen: Iterable[Seen], problems: Iterable[Problem], questions: Iterable[Question] = ()
) -> Marks:
    """Return what is said about one sheet. Of a range the first cell carries the problem."""
    cells: dict[tuple[int, int], list[Problem]] = {}
    rows: dict[int, list[Problem]] = {}
    columns: dict[int, list[Problem]] = {}
    places = []
    for problem in problems:
        place = place_of(problem.cell) if (problem.sheet or "") == sheet.name else None
        if place is None:
            continue
        places.append((place, problem))
        if place.top is not None and place.left is not None:
            cells.setdefault((place.top, place.left), []).append(problem)
        elif place.top is not None:
            rows.setdefault(place.top, []).append(problem)
        elif place.left is not None:
            columns.setdefault(place.left, []).append(problem)
    found = {(one.row, one.column): one for one in seen if one.sheet == sheet.name}
    about = (place_of(question.cell) for question in questions if (question.sheet or "") == sheet.name)
    asked = frozenset((place.top, place.left) for place in about if place and place.top and place.left)
    return Marks(found, cells, rows, columns, places, asked)


def anchor(place: Place | None) -> str:
    """Return the id on the page of the cell, row or column at a place."""
    if place is None:
        return "sheet"
    letters = column_letter(place.left) if place.left else ""
    return f"cell-{letters}{place.top or ''}"


def legend(marks: Marks) -> Component:
    """Return what the signs in the cells mean, for those that occur."""
    kinds = {one.kind for one in marks.seen.values()}
    lines = [_legend_line(f"app-cell--{kind}", words) for kind, words in KINDS.items() if kind in kinds]
    severities = {problem.severity for _, problem in marks.places}
    lines += [_legend_line(f"app-cell--{kind}", words) for kind, words in SIGNS.items() if kind in severities]
    return html.Ul(lines, className="app-legend", **aria(label="What the signs in the cells mean"))


def _legend_line(css: str, words: str) -> Component:
    return html.Li([html.Span("", className=f"app-legend__sign {css}", **aria(hidden="true")), words])


def grid(sheet: Sheet, part: Part, marks: Marks, name: str) -> Component:
    """Return the table of a part of a sheet, in a region that scrolls by itself and can be reached by keyboard."""
    columns = range(part.first, part.last + 1)
    head = html.Tr([html.Td("", className="app-corner"), *(_column_heading(column, marks) for column in columns)])
    spans, covered = _spans(sheet, part)
    body: list[Component] = []
    before = part.rows[0] - 1 if part.whole and part.rows else 0
    for row in part.rows:
        if row > before + 1:
            body.append(_gap(before + 1, row - 1, len(columns) + 1))
        body.append(_row(sheet, row, columns, marks, spans, covered))
        before = row
    caption = html.Caption(name, className="govuk-visually-hidden")
    table = html.Table([caption, html.Thead(head), html.Tbody(body)], className="app-grid")
    return html.Div(table, className="app-scroll app-grid-scroll", role="region", tabIndex="0", **aria(label=name))


def shown_words(part: Part, extent: Extent) -> str:
    """Return how much of the sheet is shown: 'Rows 1 to 60 of 1,204, columns A to AX of DZ.'."""
    rows = counted(extent.rows, "row")
    if part.whole and len(part.rows) < extent.rows:
        rows = f"Rows {part.rows[0]:,} to {part.rows[-1]:,} of {extent.rows:,}"
    elif not part.whole:
        rows = f"{len(part.rows):,} of {counted(extent.rows, 'row')}"
    columns = counted(extent.columns, "column")
    if part.first > 1 or part.last < extent.columns:
        columns = (
            f"columns {column_letter(part.first)} to {column_letter(part.last)} of {column_letter(extent.columns)}"
        )
    return f"{rows}, {columns}."


def _column_heading(column: int, marks: Marks) -> Component:
    problems = marks.columns.get(column, ())
    letters = column_letter(column)
    if not problems:
        return html.Th(letters, scope="col")
    return html.Th(
        [letters, *map(_said, problems)], scope="col", id=f"cell-{letters}", tabIndex="-1", **_failed(problems)
    )


def _row(
    sheet: Sheet,
    row: int,
    columns: range,
    marks: Marks,
    spans: Mapping[tuple[int, int], tuple[int, int]],
    covered: frozenset[tuple[int, int]],
) -> Component:
    problems = marks.rows.get(row, ())
    hidden = [html.Span(" hidden row", className="govuk-visually-hidden")] if row in sheet.hidden_rows else []
    if problems:
        heading = html.Th(
            [str(row), *hidden, *map(_said, problems)],
            scope="row",
            id=f"cell-{row}",
            tabIndex="-1",
            **_failed(problems),
        )
    else:
        heading = html.Th([str(row), *hidden], scope="row")
    cells = [_cell(sheet, row, column, marks, spans) for column in columns if (row, column) not in covered]
    return html.Tr([heading, *cells], className="app-hidden-row" if hidden else None)


def _cell(
    sheet: Sheet, row: int, column: int, marks: Marks, spans: Mapping[tuple[int, int], tuple[int, int]]
) -> Component:
    cell = sheet.cell(row, column)
    text = cell.text if cell else ""
    if len(text) > LONGEST_TEXT:
        text = f"{text[:LONGEST_TEXT]}…"
    seen, problems = marks.seen.get((row, column)), marks.cells.get((row, column), ())
    down, across = spans.get((row, column), (1, 1))
    given: dict[str, Any] = {}
    if down > 1:
        given["rowSpan"] = str(down)
    if across > 1:
        given["colSpan"] = str(across)
    content: list[Component | str] = [text] if text else []
    classes = []
    if seen is not None:
        classes.append(f"app-cell--{seen.kind}")
        given["title"] = seen.words
        content.append(
            html.Span(f" ({KINDS.get(seen.kind, seen.kind)}: {seen.words})", className="govuk-visually-hidden")
        )
    if problems:
        worst = ERROR if any(problem.severity == ERROR for problem in problems) else "warning"
        classes.append(f"app-cell--{worst}")
        content += map(_said, problems)
    if problems or (row, column) in marks.asked:
        # Something on the page leads here.
        given |= {"id": f"cell-{column_letter(column)}{row}", "tabIndex": "-1"}
    if classes:
        given["className"] = " ".join(classes)
    return html.Td(content, **given)


def _said(problem: Problem) -> Component:
    return html.Span(
        [html.B(f"{SIGNS.get(problem.severity, '')}: "), f"{what_is_wrong(problem)} ", problem.fix],
        className="app-cell-said",
    )


def _failed(problems: Sequence[Problem]) -> dict[str, Any]:
    worst = ERROR if any(problem.severity == ERROR for problem in problems) else "warning"
    return {"className": f"app-cell--{worst}"}


def _gap(first: int, last: int, width: int) -> Component:
    words = f"Row {first:,} is not shown" if first == last else f"Rows {first:,} to {last:,} are not shown"
    return html.Tr(html.Td(words, colSpan=str(width), className="app-gap"))


def _spans(sheet: Sheet, part: Part) -> tuple[dict[tuple[int, int], tuple[int, int]], frozenset[tuple[int, int]]]:
    """Return how far each merged cell that is shown reaches, and the cells that it covers."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    shown = set(part.rows)
    for merge in sheet.merges:
        if merge.top not in shown or not part.first <= merge.left <= part.last:
            continue
        bottom = merge.top
        while bottom < merge.bottom and bottom + 1 in shown:
            bottom += 1
        right = min(merge.right, part.last)
        spans[merge.top, merge.left] = (bottom - merge.top + 1, right - merge.left + 1)
        covered |= {(row, column) for row in range(merge.top, bottom + 1) for column in range(merge.left, right + 1)}
        covered.discard((merge.top, merge.left))
    return spans, frozenset(covered)
