"""The cells of a previewed file: one sheet at a time, in parts, and the way from each problem to its cell."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from layouts.components.attributes import aria
from layouts.components.upload_grid import Marks, anchor, grid, legend, marks_of, shown_words
from layouts.query import Query, href
from layouts.sheet_part import (
    FIRST_ROWS,
    Extent,
    Part,
    column_start_for,
    extent_of,
    part_of,
    place_of,
    rows_at_once,
    start_for,
)
from loaders.asked import Question
from loaders.columns import column_letter
from loaders.opened import Sheet
from loaders.preview import Preview
from loaders.problems import Problem

SHEETS = "sheets"


class SheetViews:
    """The sheets of one previewed file, as the address asks for them: `sheet`, `rows` (from which on) and `columns`."""

    def __init__(self, preview: Preview, path: str, query: Query) -> None:
        self._preview = preview
        self._path = path
        self._query = query
        self._sheets = list(preview.opened.sheets) if preview.opened else []
        self._marks = {sheet.name: self._marks_of(sheet) for sheet in self._sheets}
        self._extents = {sheet.name: extent_of(sheet) for sheet in self._sheets}

    def link(self, about: Problem | Question) -> str:
        """Return where the cell of a problem or a question is shown; '' when it is about none."""
        sheet = next((one for one in self._sheets if one.name == (about.sheet or "")), None)
        if sheet is None:
            return ""
        place = place_of(about.cell)
        query = self._query.only("sheet").with_changes(sheet=sheet.name if len(self._sheets) > 1 else None)
        if place is not None and place.top is not None and place.top not in self._first_part(sheet).rows:
            query = query.with_changes(rows=str(start_for(place.top, self._extents[sheet.name])))
        if place is not None and place.left is not None and column_start_for(place.left) > 1:
            query = query.with_changes(columns=str(column_start_for(place.left)))
        return f"{href(self._path, query)}#{anchor(place)}"

    def content(self, heading: str) -> list[Component]:
        """Return the sheet that the address asks for, with the ways to the others; nothing for a table in bulk."""
        if not self._sheets:
            return []
        sheet = self._chosen()
        marks, extent = self._marks[sheet.name], self._extents[sheet.name]
        part = self._part(sheet)
        name = f"Sheet {sheet.name}" if sheet.name else "The table"
        return [
            html.H2(heading, className="govuk-heading-l", id=SHEETS),
            *self._sheet_links(sheet),
            *self._not_read(),
            legend(marks),
            html.P(shown_words(part, extent), className="govuk-body app-shown", id="sheet", tabIndex="-1"),
            grid(sheet, part, marks, f"{name}, cell by cell"),
            *self._ways(sheet, part, extent),
        ]

    def _marks_of(self, sheet: Sheet) -> Marks:
        return marks_of(sheet, self._preview.seen, self._preview.outcome.problems, self._preview.questions)

    def _chosen(self) -> Sheet:
        """Return the sheet asked for, else the first with an error, else the first with something read."""
        named = self._query.one("sheet")
        by_name = next((sheet for sheet in self._sheets if sheet.name == named), None)
        failed = next((sheet for sheet in self._sheets if any(self._errors(sheet))), None)
        read = next((sheet for sheet in self._sheets if self._marks[sheet.name].seen), None)
        return by_name or failed or read or self._sheets[0]

    def _errors(self, sheet: Sheet) -> list[Problem]:
        return [problem for _, problem in self._marks[sheet.name].places if problem.severity == "error"]

    def _first_part(self, sheet: Sheet) -> Part:
        return part_of(sheet, self._extents[sheet.name], self._wanted(sheet))

    def _part(self, sheet: Sheet) -> Part:
        return part_of(
            sheet,
            self._extents[sheet.name],
            self._wanted(sheet),
            from_row=_number(self._query.one("rows")),
            from_column=_number(self._query.one("columns")) or 1,
        )

    def _wanted(self, sheet: Sheet) -> list[int]:
        """Return the rows to look at first: those with a problem, then those of which something was read."""
        marks = self._marks[sheet.name]
        read = sorted({row for (row, _), seen in marks.seen.items() if seen.kind != "not_read"})
        return [*marks.problem_rows(), *sorted({row for row, _ in marks.asked}), *read]

    def _sheet_links(self, here: Sheet) -> list[Component]:
        if len(self._sheets) < 2:
            return []
        links = []
        for sheet in self._sheets:
            current = aria(current="true") if sheet is here else {}
            to = self._query.only().with_changes(sheet=sheet.name)
            errors = len(self._errors(sheet))
            words = f"{sheet.name} ({errors} {'problem' if errors == 1 else 'problems'})" if errors else sheet.name
            address = f"{href(self._path, to)}#{SHEETS}"
            links.append(html.Li(html.A(words, href=address, className="govuk-link", **current)))
        return [html.Nav(html.Ul(links), className="app-sheets", **aria(label="Sheets"))]

    def _not_read(self) -> list[Component]:
        hidden = self._preview.opened.hidden_sheets if self._preview.opened else ()
        if not hidden:
            return []
        return [html.P(f"Hidden in the workbook, and not read: {', '.join(hidden)}.", className="govuk-body")]

    def _ways(self, sheet: Sheet, part: Part, extent: Extent) -> list[Component]:
        """Return the links to the other parts of the sheet."""
        ways: list[tuple[str, Query]] = []
        here = self._query.only("sheet", "rows", "columns")
        size = rows_at_once(extent)
        if not part.whole:
            words = "Show all rows" if extent.rows <= size else f"Show the rows one after the other, {size:,} at a time"
            ways.append((words, here.with_changes(rows="1")))
        elif extent.rows > FIRST_ROWS:
            ways += _steps(part, extent, size, here)
            ways.append(("Show only the rows to look at", here.with_changes(rows=None)))
        if part.first > 1:
            before = max(1, column_start_for(part.first) - (part.last - part.first + 1))
            ways.append((f"Columns from {column_letter(before)}", here.with_changes(columns=str(before))))
        if part.last < extent.columns:
            after = part.last + 1
            ways.append((f"Columns from {column_letter(after)}", here.with_changes(columns=str(after))))
        links = [
            html.Li(html.A(words, href=f"{href(self._path, to)}#sheet", className="govuk-link")) for words, to in ways
        ]
        return [html.Ul(links, className="app-grid-ways")] if links else []


def _steps(part: Part, extent: Extent, size: int, here: Query) -> list[tuple[str, Query]]:
    """Return the ways to the rows before and after the stretch that is shown."""
    steps = []
    if part.start > 1:
        steps.append((f"The {size:,} rows before", here.with_changes(rows=str(max(1, part.start - size)))))
    if part.rows and part.rows[-1] < extent.rows:
        steps.append((f"The next {size:,} rows", here.with_changes(rows=str(part.rows[-1] + 1))))
    return steps


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0
