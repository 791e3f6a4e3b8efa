"""Percentages that are kept as shares of one, without a per cent sign: 0.774 may be 77.4% or less than one per cent.

The parts settle it where they are given; else a person does, once for the file or once for an indicator.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from decimal import Decimal

from indicators.definitions import Indicator
from loaders.asked import LEAVE_OUT, Choice
from loaders.opened import Cell
from loaders.returns.numbers import say_part
from loaders.tables.book import Book, place
from loaders.tables.slots import Slot

SHARES, AS_WRITTEN = "shares", "as_written"
_CHOICES = (Choice(SHARES, "They are shares: 0.774 means 77.4%"), Choice(AS_WRITTEN, "They are percentages as written"))
_ONE = Decimal(1)


def settle_fractions(book: Book) -> None:
    """Turn shares into percentages where it is certain that they are, and ask where it is not.

    What is asked about is left out of the book until it is answered.
    """
    plain = _plain_by_indicator(book.slots.with_values())
    doubtful = {slug: slots for slug, slots in plain.items() if _may_be_shares(slots, whole_file=False)}
    whole = len(plain) > 1 and all(_may_be_shares(slots, whole_file=True) for slots in plain.values())
    for slug, slots in (plain if whole else doubtful).items():
        unproved = [slot for slot in slots if not _proved(slot)]
        for slot in slots:
            if slot not in unproved:
                _scale(slot)
        if unproved:
            _settle(book, "fractions:file" if whole else f"fractions:{slug}", unproved)


def looks_like_share(cell: Cell, indicator: Indicator) -> bool:
    """Return whether a plain number for a percentage looks like a share of one: 0.98, but not 0.9."""
    number = cell.number
    if indicator.unit != "percent" or number is None or cell.percent:
        return False
    exponent = number.normalize().as_tuple().exponent
    return 0 < number < _ONE and isinstance(exponent, int) and exponent <= -2


def _plain_by_indicator(slots: Iterable[Slot]) -> dict[str, list[Slot]]:
    found: dict[str, list[Slot]] = {}
    for slot in slots:
        cell, indicator = slot.cells["value"].cell, slot.about.indicator
        if indicator.unit == "percent" and cell.number is not None and not cell.percent:
            found.setdefault(indicator.slug, []).append(slot)
    return found


def _may_be_shares(slots: list[Slot], *, whole_file: bool) -> bool:
    """Return whether all of these are between 0 and 1, and one at least is written as percentages hardly ever are."""
    numbers = [slot.cells["value"].cell.number or Decimal(0) for slot in slots]
    if not all(0 <= number <= _ONE for number in numbers) or not any(0 < number < _ONE for number in numbers):
        return False
    return whole_file or any(looks_like_share(slot.cells["value"].cell, slot.about.indicator) for slot in slots)


def _proved(slot: Slot) -> bool:
    """Return whether the numerator over the denominator is the number itself."""
    number = slot.cells["value"].cell.number
    parts = [say_part(slot.cells[role].cell).value for role in ("numerator", "denominator") if role in slot.cells]
    if number is None or len(parts) != 2 or parts[0] is None or not parts[1]:
        return False
    return abs(parts[0] / parts[1] - number) < Decimal("0.006")


def _scale(slot: Slot) -> None:
    where = slot.cells["value"]
    slot.cells["value"] = where._replace(cell=dataclasses.replace(where.cell, percent=True))


def _settle(book: Book, key: str, slots: list[Slot]) -> None:
    answer = book.answer(key, (SHARES, AS_WRITTEN, LEAVE_OUT))
    if answer == SHARES:
        for slot in slots:
            _scale(slot)
    if answer in (SHARES, AS_WRITTEN):
        return
    if not answer:
        _ask(book, key, slots)
    left_out = {id(slot) for slot in slots}
    book.slots.figures = [slot for slot in book.slots.figures if id(slot) not in left_out]


def _ask(book: Book, key: str, slots: list[Slot]) -> None:
    first = slots[0].cells["value"]
    name = "The percentages in this file" if key == "fractions:file" else slots[0].about.indicator.name
    where = place(first.row, first.column)
    book.ask(key, f"{name}: is {first.cell.text} a share of one, or a percentage?", _CHOICES, first.sheet, where)
    book.faults.warning(
        "unit_suspect",
        first.sheet,
        where,
        f"{first.cell.text!r} may be a share of one or less than one per cent, so {name[0].lower() + name[1:]} "
        "was not loaded.",
        "Say which it is when you are asked, or show the cells as percentages.",
        first.cell.text,
    )
