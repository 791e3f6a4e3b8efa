"""What loading a file would change: figures and targets that are new, changed or gone, and the ratings they move."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from data.differences import Differences, FigureDifference, TargetDifference
from data.records import Target
from data.store import Store
from indicators.names import UnknownIndicator, indicator_named
from indicators.ratings import RatingChange
from indicators.rules.explain import target_words
from indicators.rules.period import day_words, label
from indicators.rules.target import Target as Aim
from indicators.rules.words import number
from layouts.components.attributes import data
from layouts.components.folded_list import more
from layouts.components.rag_tag import rag_tag
from layouts.components.small import small
from layouts.components.upload_words import area_words, indicator_words, said_words
from layouts.words import RAG_WORDS, capital, counted, listed

# Rows that stand open on the page; the others wait in a box, and what is beyond that many is only counted.
OPEN_ROWS, MOST_ROWS = 15, 500
Cells = list[Component | str]


class Row(NamedTuple):
    """One row of a table: its heading, then its cells."""

    heading: str
    cells: Sequence[Cells]


def heading_words(differences: Differences) -> str:
    """Return in one line what loading would do: '12 figures and 1 target are new, 3 figures will change'."""
    figures, targets = differences.figures, differences.targets
    new = _both(figures.new, targets.new)
    changed = _both(figures.changed, targets.changed)
    if new and changed and not targets.new + targets.changed:
        # The noun is said once.
        changed = f"{figures.changed:,}"
    parts = [f"{new} {'is' if figures.new + targets.new == 1 else 'are'} new"] if new else []
    parts += [f"{changed} will change"] if changed else []
    return (
        ", ".join(parts)
        or f"Nothing would change: {_both(figures.unchanged, targets.unchanged) or 'no figure'}, as before"
    )


def _both(figures: int, targets: int) -> str:
    kinds = ((figures, "figure"), (targets, "target"))
    return listed([counted(many, what) for many, what in kinds if many])


def difference(store: Store, found: Differences) -> list[Component]:
    """Return the tables of what changes, what is new and what has disappeared, with the count of what stays."""
    content: list[Component] = []
    if found.changed:
        rows = [_changed(store, one) for one in found.changed]
        content += _section(
            "Figures that will change", ("Indicator", "Area and period", "Now", "Will be", "Where"), rows
        )
        content += _beyond(found.figures.changed, len(found.changed))
    if found.changed_targets:
        targets = [_target(store, one) for one in found.changed_targets]
        content += _section("Targets that will change", ("Indicator", "Area", "Now", "Will be", "Where"), targets)
    if found.new:
        rows = [_new(store, one) for one in found.new]
        content += _section("New figures", ("Indicator", "Area and period", "Will be", "Where"), rows)
        content += _beyond(found.figures.new, len(found.new))
    if found.new_targets:
        targets = [_new_target(store, one) for one in found.new_targets]
        content += _section("New targets", ("Indicator", "Area", "Will be", "Where"), targets)
    if found.disappeared_total:
        content += _disappeared(store, found)
    same = _both(found.figures.unchanged, found.targets.unchanged)
    if same:
        content.append(html.P(f"The same as before: {same}.", className="govuk-body"))
    return content


def ratings(store: Store, changes: Sequence[RatingChange]) -> list[Component]:
    """Return the ratings that would change, each from and to."""
    if not changes:
        return [html.P("No rating would change.", className="govuk-body")]
    rows = [
        Row(
            indicator_words(store, change.indicator),
            [
                [area_words(change.area)],
                _rating(change.before, change.would_be_before, change.period_before),
                _rating(change.after, change.would_be_after, change.period_after),
            ],
        )
        for change in changes
    ]
    return _section("Ratings that would change", ("Indicator", "Area", "From", "To"), rows)


def _rating(rag: str, would_be: str | None, period: str) -> Cells:
    cells: Cells = [rag_tag(rag)]
    if would_be:
        cells.append(small(f"Would be {RAG_WORDS[would_be].lower()} if the target were due"))
    if period:
        cells.append(small(capital(period)))
    return cells


def _changed(store: Store, one: FigureDifference) -> Row:
    now: Cells = [said_words(store, one.indicator, one.old)]
    if one.old_file:
        known = f", reported on {day_words(one.old_known_on)}" if one.old_known_on else ""
        now.append(small(f"{one.old_file}{known}"))
    then: Cells = [html.B(said_words(store, one.indicator, one.new))]
    if not one.counts:
        then.append(small("Kept, but a figure that was reported later goes on counting"))
    return Row(indicator_words(store, one.indicator), [_about(one), now, then, [_where(one)]])


def _new(store: Store, one: FigureDifference) -> Row:
    value: Cells = [html.B(said_words(store, one.indicator, one.new))]
    return Row(indicator_words(store, one.indicator), [_about(one), value, [_where(one)]])


def _about(one: FigureDifference) -> Cells:
    return [area_words(one.area), small(capital(label(one.period))), *([small(one.breakdown)] if one.breakdown else [])]


def _where(one: FigureDifference) -> str:
    return " ".join(part for part in (one.sheet, one.cell) if part) or "–"


def _target(store: Store, one: TargetDifference) -> Row:
    now = [_target_said(store, one.old) if one.old else "None"]
    return Row(
        indicator_words(store, one.new.indicator),
        [_target_about(one.new), list(now), [html.B(_target_said(store, one.new))], [_target_where(one.new)]],
    )


def _new_target(store: Store, one: TargetDifference) -> Row:
    said = [html.B(_target_said(store, one.new))]
    return Row(
        indicator_words(store, one.new.indicator), [_target_about(one.new), list(said), [_target_where(one.new)]]
    )


def _target_about(target: Target) -> Cells:
    return [area_words(target.area), *([small(target.breakdown)] if target.breakdown else [])]


def _target_said(store: Store, target: Target) -> str:
    try:
        found = indicator_named(store, target.indicator)
    except UnknownIndicator:
        return number(target.value, 2)
    aim = Aim(target.kind, target.operator, target.value, target.upper, target.starts, target.ends, label=target.label)
    return capital(target_words(aim, found.unit, found.decimals, found.words))


def _target_where(target: Target) -> str:
    cell = f"{target.cell[0]}{target.cell[1] or ''}"
    return " ".join(part for part in (target.sheet, cell) if part) or "–"


def _disappeared(store: Store, found: Differences) -> list[Component]:
    rows = [
        Row(indicator_words(store, one.indicator), [_about(one), [said_words(store, one.indicator, one.old)]])
        for one in found.disappeared
    ]
    words = html.P(
        "The last file of this form had these figures, and this one has not. They stay as they are: leaving a figure "
        "out takes nothing back.",
        className="govuk-body app-text",
    )
    heading, *rest = _section("Figures that are no longer in the file", ("Indicator", "Area and period", "Now"), rows)
    return [heading, words, *rest, *_beyond(found.disappeared_total, len(found.disappeared))]


def _section(name: str, headings: Sequence[str], rows: Sequence[Row]) -> list[Component]:
    shown, others = rows[:OPEN_ROWS], rows[OPEN_ROWS:MOST_ROWS]
    content: list[Component] = [
        html.H3(f"{name} ({len(rows):,})", className="govuk-heading-s app-section"),
        _table(name, headings, shown),
    ]
    if others:
        content.append(
            html.Details([more(len(others)), _table(f"{name}, continued", headings, others)], className="app-more")
        )
    if len(rows) > MOST_ROWS:
        content += _beyond(len(rows), MOST_ROWS)
    return content


def _table(name: str, headings: Sequence[str], rows: Sequence[Row]) -> Component:
    head = html.Tr([html.Th(words, scope="col", role="columnheader") for words in headings], role="row")
    body = [
        html.Tr(
            [
                html.Th(row.heading, scope="row", role="rowheader"),
                *(
                    html.Td(cell, role="cell", **data(label=words))
                    for words, cell in zip(headings[1:], row.cells, strict=True)
                ),
            ],
            role="row",
        )
        for row in rows
    ]
    return html.Table(
        [
            html.Caption(name, className="govuk-visually-hidden"),
            html.Thead(head, role="rowgroup"),
            html.Tbody(body, role="rowgroup"),
        ],
        className="app-table app-difference",
        role="table",
    )


def _beyond(total: int, listed: int) -> list[Component]:
    if total <= listed:
        return []
    return [
        html.P(f"{total - listed:,} more are not listed here. They are loaded all the same.", className="govuk-body")
    ]
