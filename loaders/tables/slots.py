"""What a table says, gathered by what each figure is about: its value, its parts, its target, its comment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from data.periods import Period
from indicators.definitions import Indicator
from loaders.opened import Cell


class Place(NamedTuple):
    """A cell with where it stands."""

    sheet: str
    row: int
    column: int
    cell: Cell


class About(NamedTuple):
    """What a figure is about. `period` is None only for a target or a comment that names none."""

    indicator: Indicator
    area: str
    breakdown: str
    period: Period | None


@dataclass(slots=True)
class Slot:
    """One figure's cells by role: value, numerator, denominator, status, note, rag.

    `headed` is the period as the heading has it: the figure of a snapshot indicator is at its end, a target for all of
    it.
    """

    about: About
    status: str
    heading: str
    headed: Period | None = None
    cells: dict[str, Place] = field(default_factory=dict)


@dataclass(slots=True)
class Aimed:
    """One target's cell. `due` tells that it is to be reached by the period's end and holds from then on.

    `setter` is who set it, '' for the council itself.
    """

    about: About
    place: Place
    due: bool
    setter: str = ""


class Slots:
    """The figures, targets and comments of a file in the order of their cells."""

    def __init__(self) -> None:
        self.figures: list[Slot] = []
        self.targets: list[Aimed] = []
        self.comments: list[tuple[About, Place]] = []
        self._open: dict[tuple[object, ...], Slot] = {}

    def put(
        self,
        about: About,
        role: str,
        place: Place,
        *,
        status: str = "",
        heading: str = "",
        headed: Period | None = None,
    ) -> Slot:
        """Put a cell into its figure's slot. A second value for the same figure opens a slot of its own: which of
        them holds is for the checks to say."""
        key = (about.indicator.slug, about.area, about.breakdown, about.period, _series(status))
        slot = self._open.get(key)
        if slot is None or role in slot.cells:
            slot = Slot(about, status, heading, headed)
            self._open[key] = slot
            self.figures.append(slot)
        slot.cells[role] = place
        slot.status = slot.status or status
        slot.heading = slot.heading or heading
        return slot

    def with_values(self) -> Iterator[Slot]:
        """Yield the slots that hold a value."""
        return (slot for slot in self.figures if "value" in slot.cells)


def _series(status: str) -> str:
    return status if status in ("forecast", "predicted", "implied", "baseline") else ""
