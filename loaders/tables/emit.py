"""From what was gathered to what is stored: figures, targets and comments, each with the cell that it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from data.periods import Period
from data.records import STATUSES, Comment, Figure, Target
from indicators.definitions import Indicator
from indicators.rules.period import label
from indicators.rules.period_words import NotAPeriod, parse
from loaders.aims import Aim, aim_of
from loaders.cells import Said, say, why_not
from loaders.checks.parts import from_parts
from loaders.checks.ranges import out_of_range
from loaders.columns import column_letter
from loaders.inside_text import InText, values_in
from loaders.opened import Cell
from loaders.rag_words import rag_of, rag_of_fill
from loaders.returns.numbers import OtherUnit, say_cell, say_part
from loaders.returns.pages import tidy
from loaders.tables.book import Book, place
from loaders.tables.fractions import looks_like_share
from loaders.tables.roles import status_of
from loaders.tables.slots import Aimed, Place, Slot

_LONGEST_COMMENT = 10_000
# What a column says of all its figures; (p) on one of them does not make it an outturn.
AHEAD = frozenset({"forecast", "predicted", "baseline", "implied"})


def figures_of(book: Book) -> list[Figure]:
    """Return the figures of a book in the order of their cells; a cell that cannot be read is an error."""
    return [figure for slot in book.slots.with_values() for figure in _figures(book, slot)]


def _figures(book: Book, slot: Slot) -> Iterator[Figure]:
    value = slot.cells["value"]
    indicator = slot.about.indicator
    said = _said(book, value, indicator)
    if said is None:
        return
    inside = values_in(tidy(value.cell.text)) if said.unreadable else None
    if inside is not None:
        yield from _inside(book, slot, inside)
        return
    if said.unreadable:
        _unreadable(book, value, indicator)
        return
    figure = _figure(book, slot, said)
    book.see(*_where(value), "figure", _words(figure, indicator))
    yield figure


def _said(book: Book, value: Place, indicator: Indicator) -> Said | None:
    """Return what a value's cell says, or None for one that cannot be read, which is an error."""
    cell = value.cell
    where = place(value.row, value.column)
    if cell.uncalculated:
        book.faults.error(
            "formula_no_value",
            value.sheet,
            where,
            "the cell holds a formula without its result.",
            "Open the file in Excel, let it calculate, save it and load it again; or type what it should say.",
        )
        return None
    if cell.failed:
        book.faults.warning(
            "formula_error",
            value.sheet,
            where,
            f"the formula failed ({cell.text}), so the figure was taken as missing.",
            "Put the formula right, or type the number.",
            cell.text,
        )
    try:
        return say_cell(cell, indicator)
    except OtherUnit:
        book.faults.error(
            "number_unreadable",
            value.sheet,
            where,
            f"{cell.text!r} is a percentage, but {indicator.name} is not measured in per cent.",
            "Write the number without a per cent sign, or name the indicator that is a percentage.",
            cell.text,
        )
        return None


def _unreadable(book: Book, value: Place, indicator: Indicator) -> None:
    one_of = f" or one of these: {', '.join(indicator.words)}" if indicator.words else ""
    text = tidy(value.cell.text)[:80]
    book.faults.error(
        "number_unreadable",
        value.sheet,
        place(value.row, value.column),
        f"{text!r} is not a number{one_of}{why_not(text)}.",
        "Write a number, or a dash if there is none, or c, x or z if it must not be shown.",
        text,
    )


def _figure(book: Book, slot: Slot, said: Said) -> Figure:
    value = slot.cells["value"]
    period = slot.about.period
    assert period is not None
    notes = [said.note, *_notes(slot)]
    return Figure(
        indicator=slot.about.indicator.slug,
        area=slot.about.area,
        period=period,
        value=said.value,
        mark=said.mark,
        status=slot.status if slot.status in AHEAD else said.status or _status(book, slot),
        breakdown=slot.about.breakdown,
        numerator=_part(book, slot, "numerator"),
        denominator=_part(book, slot, "denominator"),
        label=slot.heading[:120] or label(period),
        note="; ".join(dict.fromkeys(note for note in notes if note)),
        sheet=value.sheet,
        cell=(column_letter(value.column), value.row),
    )


def _status(book: Book, slot: Slot) -> str:
    written = slot.cells.get("status")
    if written is not None:
        said = status_of(written.cell.text)
        if said in STATUSES:
            return said
        book.faults.error(
            "status_unknown",
            written.sheet,
            place(written.row, written.column),
            f"{tidy(written.cell.text)[:80]!r} is not a status.",
            "Write actual, provisional, revised, forecast, predicted, implied or baseline, or nothing for actual.",
            tidy(written.cell.text)[:80],
        )
    return slot.status or "actual"


def _part(book: Book, slot: Slot, role: str) -> Decimal | None:
    at = slot.cells.get(role)
    if at is None:
        return None
    said = say_part(at.cell)
    if said.unreadable or at.cell.uncalculated:
        book.faults.error(
            "number_unreadable",
            at.sheet,
            place(at.row, at.column),
            f"{tidy(at.cell.text)[:80]!r} is not a number.",
            f"Write the {role} as a number, or leave it blank.",
            tidy(at.cell.text)[:80],
        )
    return said.value


def _notes(slot: Slot) -> Iterator[str]:
    value = slot.cells["value"]
    if "note" in slot.cells:
        yield tidy(slot.cells["note"].cell.text)
    if value.cell.remark:
        yield tidy(value.cell.remark)
    rag = slot.cells.get("rag")
    colour = _rag(rag.cell) if rag else rag_of_fill(value.cell.fill)
    if colour:
        yield f"RAG in the file: {colour}"


def _rag(cell: Cell) -> str:
    return rag_of(tidy(cell.text)) or rag_of_fill(cell.fill)


def _where(at: Place) -> tuple[str, int, int]:
    return at.sheet, at.row, at.column


def _words(figure: Figure, indicator: Indicator) -> str:
    value = f"{figure.value.normalize():f}" if figure.value is not None else f"marked {figure.mark}"
    return f"{indicator.name}, {label(figure.period)}: {value}"


# --- a value inside a text ----------------------------------------------------------------------------------------


def _inside(book: Book, slot: Slot, inside: InText) -> Iterator[Figure]:
    """Yield the figures of a cell that holds a value and more: its target, its parts, an earlier value."""
    value, indicator = slot.cells["value"], slot.about.indicator
    said = _chosen(book, value, indicator, inside)
    if said is None:
        _unreadable(book, value, indicator)
        return
    for earlier, when in inside.values[:-1]:
        if not when:
            continue  # 57% -> 61.2%: nobody says when it was 57%
        period = _earlier(when, indicator)
        number = say(earlier, indicator.unit)
        if period is None or number.unreadable:
            _unreadable(book, value, indicator)
            return
        about = slot.about._replace(period=period)
        yield _figure(book, Slot(about, slot.status, slot.heading, None, {"value": value}), number)
    if inside.values and inside.values[-1][1]:
        period = _earlier(inside.values[-1][1], indicator)
        if period is None:
            _unreadable(book, value, indicator)
            return
        # 95% (2003/04): the cell says its own period, which is not its column's.
        slot = replace(slot, about=slot.about._replace(period=period), headed=None)
    figure = _figure(book, slot, said)
    numerator, denominator = _number(inside.numerator), _number(inside.denominator)
    if numerator is None and indicator.unit == "percent":
        numerator = _number(inside.count)  # 3 (1.2%): the children behind the percentage
    figure = replace(
        figure,
        numerator=figure.numerator if figure.numerator is not None else numerator,
        denominator=figure.denominator if figure.denominator is not None else denominator,
        note="; ".join(part for part in (figure.note, tidy(value.cell.text), _rag_note(inside, figure.note)) if part),
    )
    if inside.target:
        target = Place(value.sheet, value.row, value.column, Cell(f"{inside.operator} {inside.target}".strip()))
        about = slot.about._replace(period=slot.headed or slot.about.period)
        book.slots.targets.append(Aimed(about, target, False))
    book.see(*_where(value), "figure", _words(figure, indicator))
    yield figure


def _rag_note(inside: InText, note: str) -> str:
    return f"RAG in the file: {inside.rag}" if inside.rag and "RAG in the file" not in note else ""


def _chosen(book: Book, value: Place, indicator: Indicator, inside: InText) -> Said | None:
    """Return the value of the column's own period: the last one, the percentage of a count, or what the parts give."""
    counted = "percent" not in indicator.unit and not indicator.unit.startswith("rate")
    if inside.count and counted:
        return say(inside.count, indicator.unit)
    if inside.values:
        said = say(inside.values[-1][0], indicator.unit)
        return None if said.unreadable or (said.percent and "percent" not in indicator.unit) else said
    numerator, denominator = _number(inside.numerator), _number(inside.denominator)
    if numerator is None or denominator is None:
        return None
    worked_out = from_parts(numerator, denominator, indicator)
    return Said(value=round(worked_out, 10)) if worked_out is not None else None


def _earlier(when: str, indicator: Indicator) -> Period | None:
    try:
        return parse(when, usual=indicator.period)
    except NotAPeriod:
        return None


def _number(text: str) -> Decimal | None:
    return say(text).value if text else None


# --- targets ------------------------------------------------------------------------------------------------------


def targets_of(book: Book) -> list[Target]:
    """Return the targets of a book. One that cannot be read is left out with a warning: no figure depends on it."""
    found: dict[tuple[object, ...], Target] = {}
    for target in (target for aimed in book.slots.targets for target in _targets(book, aimed)):
        key = (target.indicator, target.area, target.breakdown, target.kind, target.starts, target.ends, target.set_by)
        first = found.setdefault(key, target)
        if (first.operator, first.value, first.upper) != (target.operator, target.value, target.upper):
            what = (
                f"this target also stands in cell {first.cell[0]}{first.cell[1]} of sheet {first.sheet}: they disagree."
            )
            fix = "Keep the one that is right, or say for when each is, or who set it (local, LPSA, national)."
            where = f"{target.cell[0]}{target.cell[1]}"
            book.faults.error("duplicate_disagrees", target.sheet, where, what, fix)
    return list(found.values())


_STEP = re.compile(r"(.+?)\s*\bby\s+(.+?)\s*(?:[:;,]|$)", re.IGNORECASE)


def _targets(book: Book, aimed: Aimed) -> Iterator[Target]:
    cell = aimed.place.cell
    text = tidy(cell.text)
    if not text or (not cell.failed and say(text).mark == "missing"):
        return
    steps = [(step[1], _by(step[2])) for step in _STEP.finditer(text)] if " by " in f" {text.lower()} " else []
    if steps and all(day for _, day in steps):
        for words, day in steps:
            yield from _target(book, aimed, Cell(words.strip(" :;,")), day)
        return
    yield from _target(book, aimed, cell, None)


def _target(book: Book, aimed: Aimed, cell: Cell, by: date | None) -> Iterator[Target]:
    indicator, period = aimed.about.indicator, aimed.about.period
    aim = aim_of(cell, indicator)
    operator = (aim.operator if aim else "") or {"high": ">=", "low": "<="}.get(indicator.polarity, "")
    fault = _target_fault(aim, operator, indicator, cell)
    at = aimed.place
    if fault or aim is None:
        book.faults.warning(
            "target_unreadable",
            at.sheet,
            place(at.row, at.column),
            fault,
            "Write a number, or words such as at least 85% or under 10.",
            tidy(cell.text)[:80],
        )
        return
    kind, starts, ends = _when(aimed, period, by)
    target = Target(
        indicator=indicator.slug,
        area=aimed.about.area,
        kind=kind,
        operator=operator,
        value=aim.value,
        upper=aim.upper,
        starts=starts,
        ends=ends,
        breakdown=aimed.about.breakdown,
        set_by=aimed.setter or "local",
        label=label(period) if kind == "for" and period else "",
        sheet=at.sheet,
        cell=(column_letter(at.column), at.row),
    )
    book.see(at.sheet, at.row, at.column, "target", f"Target for {indicator.name}: {tidy(cell.text)[:80]}")
    yield target


def _target_fault(aim: Aim | None, operator: str, indicator: Indicator, cell: Cell) -> str:
    text = tidy(cell.text)
    if looks_like_share(cell, indicator):
        return f"the target {text[:80]!r} looks like a share of one, not like a percentage, so it was left out."
    if aim is None:
        return f"{text[:80]!r} is not a target that can be read, so it was left out."
    allowed = next((a for v in (aim.value, aim.upper) if v is not None and (a := out_of_range(v, indicator))), "")
    if allowed:
        return f"a target of {text[:80]!r} is not possible for {indicator.name}, which is {allowed}."
    if not operator:
        return (
            f"it is not said how {indicator.name} is compared with the target {text[:80]!r}: "
            "more of it is neither good nor bad."
        )
    return ""


def _when(aimed: Aimed, period: Period | None, by: date | None) -> tuple[str, date | None, date | None]:
    if by is not None:
        return "by", None, by
    if period is None:
        return "standing", None, None
    if aimed.due:
        return "by", None, period.ends
    return "for", period.starts, period.ends


def _by(text: str) -> date | None:
    try:
        return parse(text.strip(" .:;,")).ends
    except NotAPeriod:
        return None


# --- comments -----------------------------------------------------------------------------------------------------


def comments_of(book: Book) -> list[Comment]:
    """Return the comments of a book; one of dashes alone says nothing."""
    return [
        Comment(about.indicator.slug, about.area, about.period, "", words, at.sheet, (column_letter(at.column), at.row))
        for about, at in book.slots.comments
        if (words := at.cell.text.strip()[:_LONGEST_COMMENT]) and say(words).mark != "missing"
    ]
