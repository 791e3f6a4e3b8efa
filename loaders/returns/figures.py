"""The Figures sheet of a council's return: a figure or mark a row, checked against its parts and its indicator.

What is checked here is what needs one row alone, so that it is said also where the rest of the row cannot be read; the
rules are those of loaders/checks, which then looks at all figures together.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from data.records import STATUSES, Figure
from indicators.definitions import Indicator
from loaders.cells import Said, why_not
from loaders.checks.parts import larger_part, other_quotient
from loaders.checks.ranges import range_fault
from loaders.checks.words import Fault
from loaders.returns.numbers import OtherUnit, say_cell, say_part
from loaders.returns.rows import (
    WHOLE_ROW,
    Line,
    area_of_row,
    breakdown_of,
    calculated,
    indicator_of,
    period_of,
)


def read_figures(lines: Iterable[Line]) -> list[Figure]:
    """Return the figures of these rows in order. Faults are gathered, and a row with an error gives no figure."""
    figures = (_figure(line) for line in lines)
    return [figure for figure in figures if figure is not None]


def _figure(line: Line) -> Figure | None:
    filled = line.cell("value") is not None
    indicator = indicator_of(line, filled=filled)
    if indicator is None:
        return None
    if not filled:
        _without_value(line)
        return None
    area, breakdown, period = area_of_row(line), breakdown_of(line), period_of(line, indicator.period)
    said = _said(line, indicator)
    numerator, denominator = _part(line, "numerator"), _part(line, "denominator")
    status = _status(line, said)
    possible = said is None or said.value is None or _is_possible(line, said.value, numerator, denominator, indicator)
    if area is None or breakdown is None or period is None or said is None or status is None or not possible:
        return None
    return Figure(
        indicator=indicator.slug,
        area=area,
        period=period,
        value=said.value,
        mark=said.mark,
        status=status,
        breakdown=breakdown,
        numerator=numerator,
        denominator=denominator,
        label=line.text("period"),
        note="; ".join(dict.fromkeys(text for text in (said.note, line.text("note")) if text)),
        sheet=line.page.name,
        cell=(line.row.letters["value"], line.row.number),
    )


def _without_value(line: Line) -> None:
    """Say so when a row has no value but more than a template fills in; a row that was left empty says nothing."""
    if line.cell("numerator") or line.cell("denominator"):
        line.error(
            "number_unreadable",
            "value",
            "there is no value, but a numerator or a denominator is given.",
            "Write the value, or - if it is not known; or clear the row.",
        )
    elif line.text("status") or line.text("note"):
        line.warning(
            "not_read",
            WHOLE_ROW,
            "the row has a status or a note but no value, so it was not read.",
            "Write the value, or - if it is not known.",
        )


def _said(line: Line, indicator: Indicator) -> Said | None:
    """Return what the value says, or None when it cannot be read, which is an error."""
    cell, text = line.cell("value"), line.text("value")
    if cell is None or not calculated(line, "value"):
        return None
    if cell.failed:
        line.warning(
            "formula_error",
            "value",
            f"the formula failed ({text}), so the figure was taken as missing.",
            "Put the formula right, or type the number.",
        )
    try:
        said = say_cell(cell, indicator)
    except OtherUnit:
        line.error(
            "number_unreadable",
            "value",
            f"{text!r} is a percentage, but {indicator.name} is not measured in per cent.",
            "Write the number without a per cent sign, and take the percentage format off the cell.",
        )
        return None
    if said.unreadable:
        one_of = f" or one of these: {', '.join(indicator.words)}" if indicator.words else ""
        line.error(
            "number_unreadable",
            "value",
            f"{text!r} is not a number{one_of}{why_not(text)}.",
            "Write a number, or c, x or z if there is none.",
        )
        return None
    return said


def _part(line: Line, heading: str) -> Decimal | None:
    """Return a numerator or a denominator, or None where there is none."""
    cell, text = line.cell(heading), line.text(heading)
    if cell is None or not calculated(line, heading):
        return None
    if cell.failed:
        line.warning(
            "formula_error",
            heading,
            f"the formula failed ({text}), so there is no {heading}.",
            "Put the formula right, or type the number.",
        )
    said = say_part(cell)
    if said.unreadable:
        line.error(
            "number_unreadable",
            heading,
            f"{text!r} is not a number.",
            f"Write the {heading} as a number, or leave it blank.",
        )
    return said.value


def _status(line: Line, said: Said | None) -> str | None:
    """Return the status: the column's, else what the value's own (p) or (r) says, else actual; None is an error."""
    text = line.text("status")
    status = text.casefold() or (said.status if said else "") or "actual"
    if status in STATUSES:
        return status
    allowed = f"{', '.join(STATUSES[:-1])} or {STATUSES[-1]}"
    line.error("status_unknown", "status", f"{text!r} is not a status.", f"Write {allowed}, or nothing for actual.")
    return None


def _is_possible(
    line: Line, value: Decimal, numerator: Decimal | None, denominator: Decimal | None, indicator: Indicator
) -> bool:
    """Return whether a value is within its range and agrees with its parts; what does not is an error."""
    faults: list[tuple[str, Fault]] = []
    outside = range_fault(line.text("value"), value, indicator)
    if outside is not None:
        faults.append(("value", outside))
    if numerator is not None and denominator is not None:
        parts = f"{line.text('numerator')} out of {line.text('denominator')}"
        larger = larger_part(parts, numerator, denominator, indicator)
        other = other_quotient(parts, value, line.cell("value"), numerator, denominator, indicator)
        if larger is not None:
            faults.append(("numerator", larger))
        elif other is not None and outside is None:
            faults.append(("value", other))
    for heading, fault in faults:
        line.error(fault.code, heading, fault.what, fault.fix)
    return not faults
