"""The Figures sheet of a council's return: a figure or mark a row, checked against its parts and its indicator."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from data.records import STATUSES, Figure
from indicators.definitions import Indicator
from indicators.rules.direction import JUDGED
from indicators.rules.period import Period, day_words, label
from loaders.cells import Said
from loaders.returns.numbers import (
    OtherUnit,
    disagrees,
    from_parts,
    out_of_range,
    say_cell,
    say_part,
    too_large_a_part,
)
from loaders.returns.rows import (
    WHOLE_ROW,
    Line,
    area_of_row,
    breakdown_of,
    calculated,
    indicator_of,
    period_of,
)

# What may be said about a time that is still to come.
AHEAD = frozenset({"forecast", "predicted"})


def read_figures(lines: Iterable[Line]) -> list[Figure]:
    """Return the figures of these rows in order. Faults are gathered, and a row with an error gives no figure."""
    found: dict[tuple[str, str, str, Period, str], Figure] = {}
    for line in lines:
        figure = _figure(line)
        if figure is None:
            continue
        # A forecast may stand beside the outturn of the same period.
        series = "actual" if figure.status in JUDGED else figure.status
        key = (figure.indicator, figure.area, figure.breakdown, figure.period, series)
        first = found.setdefault(key, figure)
        if first is not figure:
            _twice(line, figure, first)
    return list(found.values())


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
    if said is not None and said.value is not None:
        allowed = _check_range(line, said.value, indicator)
        if numerator is not None and denominator is not None:
            _check_parts(line, said.value if allowed else None, numerator, denominator, indicator)
        if period is not None and status is not None:
            _check_time(line, period, status)
    if area is None or breakdown is None or period is None or said is None or status is None:
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
            f"{text!r} is not a number{one_of}.",
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


def _check_range(line: Line, value: Decimal, indicator: Indicator) -> bool:
    allowed = out_of_range(value, indicator)
    if allowed:
        line.error(
            "out_of_range",
            "value",
            f"{line.text('value')!r} is not possible for {indicator.name}, which is {allowed}.",
            "Check the number and its unit. Percentages are written from 0 to 100.",
        )
    return not allowed


def _check_parts(
    line: Line, value: Decimal | None, numerator: Decimal, denominator: Decimal, indicator: Indicator
) -> None:
    parts = f"{line.text('numerator')} out of {line.text('denominator')}"
    if too_large_a_part(numerator, denominator, indicator):
        line.error(
            "numerator_above_denominator",
            "numerator",
            f"the part is larger than the whole: {parts}.",
            "Check the numerator and the denominator; they may have changed places.",
        )
        return
    expected, cell = from_parts(numerator, denominator, indicator), line.cell("value")
    if value is not None and expected is not None and cell is not None and disagrees(value, expected, cell):
        line.error(
            "parts_disagree",
            "value",
            f"{line.text('value')!r} is not what {parts} comes to, which is {_brief(expected)}.",
            "Put right the value, the numerator or the denominator.",
        )


def _check_time(line: Line, period: Period, status: str) -> None:
    if period.ends > line.by and status not in AHEAD:
        line.warning(
            "period_in_future",
            "period",
            f"{line.text('period')!r} ends on {day_words(period.ends)}, after the day on which the figures were "
            f"reported, {day_words(line.by)}.",
            "Check the period. If the figure is about a time to come, write forecast in Status.",
        )


def _twice(line: Line, figure: Figure, first: Figure) -> None:
    where = f"cell {first.cell[0]}{first.cell[1]} of sheet {first.sheet}"
    what = f"the figure for {label(Period(*figure.period))} also stands in {where}"
    if _said_of(figure) == _said_of(first):
        line.warning("duplicate", "value", f"{what}. It was read once.", "Delete one of the two rows.")
        return
    line.error(
        "duplicate_disagrees",
        "value",
        f"{what}, where it is {_shown(first)}; here it is {_shown(figure)}.",
        "Keep the row that is right. An area has one figure for a period, whatever its status.",
    )


def _said_of(figure: Figure) -> tuple[object, ...]:
    return (figure.value, figure.mark, figure.status, figure.numerator, figure.denominator)


def _shown(figure: Figure) -> str:
    value = f"marked {figure.mark}" if figure.value is None else _brief(figure.value)
    return value if figure.status == "actual" else f"{value} ({figure.status})"


def _brief(value: Decimal) -> str:
    return f"{round(value, 4).normalize():f}"
