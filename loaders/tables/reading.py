"""Reading one table: every cell under the headings goes to the figure, target or comment that it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from data.periods import Period
from indicators.definitions import Indicator
from indicators.rules.parts import MULTIPLIERS
from indicators.rules.period import label
from indicators.rules.period_words import Part
from loaders import matching
from loaders.checks import cumulative
from loaders.opened import Cell
from loaders.rag_words import rag_of
from loaders.returns.pages import tidy
from loaders.tables.axes import BESIDE, Axes
from loaders.tables.book import Book, place
from loaders.tables.context import Around
from loaders.tables.grid import is_value
from loaders.tables.parts import PartRow, parts_among
from loaders.tables.roles import PARTS, PLACE, words_only
from loaders.tables.row_areas import area_of_row
from loaders.tables.rows import Row, rows_of
from loaders.tables.says import NOTHING, Says
from loaders.tables.settled import beside_each, head_of, settled
from loaders.tables.slots import About, Aimed, Place, Slot
from loaders.tables.when import fitted, period_of, year_around, years_of
from loaders.tables.whose import is_council


@dataclass(slots=True)
class _State:
    """Where the reading of a table has come to: the indicator and the section that rows below belong to."""

    indicator: Indicator | None = None
    section: Says = NOTHING
    parts: list[PartRow] = field(default_factory=list)
    slots: dict[int, Slot] = field(default_factory=dict)
    latest: Slot | None = None


class TableReading:
    """One table being read into a book."""

    def __init__(self, book: Book, axes: Axes, around: Around) -> None:
        self.book, self.axes, self.around = book, axes, around
        self.grid, self.sheet = axes.block.grid, axes.block.grid.name
        self.columns = settled(book, axes)
        self.years = years_of(self.columns, around)
        self.columns = beside_each(self.columns, self.years)
        self.rows = list(rows_of(axes, self.columns, book.council))
        self.upto = self._last_end()
        self.last = self._last_column()
        self.authorities = len({row.says.area for row in self.rows if row.says.area and is_council(row.says.area)}) > 1
        self._has_several = len({says.indicator.slug for says in self.columns.values() if says.indicator}) > 1
        self._unread: set[tuple[str, int]] = set()
        self._periods: dict[tuple[object, ...], Period | None] = {}
        self.state = _State()

    def read(self) -> None:
        """Read the table's rows from top to bottom."""
        self._see_headings()
        for row in self.rows:
            self._row(row)
        self._close()

    # --- columns ---------------------------------------------------------------------------------------------------

    def _last_end(self) -> date | None:
        """Return the last day of the last period that has a figure: where a year to date ends."""
        ends = []
        for column, says in self.columns.items():
            period = period_of(says, self.years.get(column), Around(), None)
            own = says.role in ("", "value") and says.area in ("", self.book.council) and not says.status
            if period is None or not own or period.kind not in ("month", "quarter", "half_year"):
                continue
            if any(is_value(row.values[column]) for row in self.rows if column in row.values):
                ends.append(period.ends)
        if ends:
            return max(ends)
        return self.around.period.ends if isinstance(self.around.period, Period) else None

    def _last_column(self) -> date | None:
        """Return the end of the last period that the headings name, whether it has figures yet or not."""
        found = [period_of(says, self.years.get(column), Around(), None) for column, says in self.columns.items()]
        if self.axes.rows == "period":
            found += [row.says.period for row in self.rows if isinstance(row.says.period, Period) and not row.says.role]
        return max((period.ends for period in found if period is not None), default=None)

    # --- rows ------------------------------------------------------------------------------------------------------

    def _row(self, row: Row) -> None:
        where = f"{row.number}:{row.number}"
        if row.kind in ("total", "empty"):
            self._close()
            if row.kind == "total":
                text = (row.name or row.place or row.says.text)[:80]
                self.book.not_read(self.sheet, where, f"the row {text!r} was not read: it is a total.", text)
            return
        if row.kind == "section":
            self._section(row, where)
            return
        if row.clash and not self._settled_clash(row):
            return
        if row.unread:
            self._unread_period(row)
            return
        known, indicator = self._indicator(row)
        if not known:
            return
        area = area_of_row(self.book, self.axes, row, self.authorities)
        if area is None:
            return
        self._cells(row, indicator, area)

    def _section(self, row: Row, where: str) -> None:
        """Take a row without figures as the heading of those below it, or as nothing."""
        text = row.says.text or row.name
        if row.says.role in BESIDE and self.state.indicator is not None and not row.name:
            return  # an empty row for the target or a part
        self._close()
        self.state.section = row.says
        self.state.indicator = row.says.indicator
        if row.says.indicator is None and not row.says.area:
            what = f"the row {text[:80]!r} was not read: it is not the figure of an indicator."
            self.book.not_read(self.sheet, where, what, text[:80])
        self.book.see(self.sheet, row.number, row.at or min(self.grid.own(row.number), default=1), "heading", text[:80])

    def _unread_period(self, row: Row) -> None:
        """Say that a row's own period cannot be read: its figures cannot be placed."""
        column = next((c for c, role in self.axes.labels.items() if role in ("period", "ends")), 1)
        self.book.faults.error(
            "period_unreadable",
            self.sheet,
            place(row.number, column),
            f"{row.unread[:80]!r} is not a period that can be read.",
            "Write it like Q3 2004/05, March 2005, 2004/05 or 31 March 2005.",
            row.unread[:80],
        )

    def _settled_clash(self, row: Row) -> bool:
        """Return whether a person has said which of two indicators a row is about."""
        found = self.book.indicator_for(row.clash[:120], self.sheet, place(row.number, row.at or 1))
        row.says = replace(row.says, indicator=found)
        if found is None:
            self._close()
        return found is not None

    def _indicator(self, row: Row) -> tuple[bool, Indicator | None]:
        """Return whether it is known what a row with figures is about, and its indicator, None where columns say it."""
        if self.axes.rows != "indicator":
            return self._indicator_around(row)
        if row.says.role in PARTS and self.state.indicator is not None and not _has_parts(row.says.indicator):
            # "Children looked after (numerator)" under a rate is its part, though it is a count of its own elsewhere.
            return True, self.state.indicator
        if row.says.indicator is not None:
            self._close()
            self.state.indicator = row.says.indicator
        elif row.name and self._is_part_of_council(row.name):
            row.place = row.name
        elif row.name and self._under_section(row.name) is None and self._may_be_part(row):
            self.state.parts.append(PartRow(row.number, row.name, dict(row.values), row.at))
            return False, None
        elif row.name:
            self._close()
            self.state.indicator = self._under_section(row.name)
            if self.state.indicator is None:
                self.state.indicator = self.book.indicator_for(row.name, self.sheet, place(row.number, row.at))
        found = self.state.indicator or (None if row.name else self.around.indicator)
        return found is not None, found

    def _indicator_around(self, row: Row) -> tuple[bool, Indicator | None]:
        found = row.says.indicator or self.state.section.indicator or self.around.indicator
        if found is not None or any(says.indicator for says in self.columns.values()):
            return True, found
        text = self.around.indicator_text or self.sheet
        if ("", 0) not in self._unread:
            self._unread.add(("", 0))
            first = self.axes.block.heads[0] if self.axes.block.heads else row.number
            found = self.book.indicator_for(text, self.sheet, place(first, 1))
            if found is not None:
                self.around = replace(self.around, indicator=found)
        return found is not None, found

    def _is_part_of_council(self, name: str) -> bool:
        """Return whether rows under an indicator's heading are the parts of the council: North, South, a team."""
        return self.state.section.indicator is not None and bool(PLACE.fullmatch(words_only(name)))

    def _under_section(self, name: str) -> Indicator | None:
        """Return the indicator that a row's name and its section's heading are together: '% allocated' under 'Looked
        after children'."""
        section = self.state.section.text or self.around.indicator_text
        return matching.find(f"{section} {name}") if section else None

    def _may_be_part(self, row: Row) -> bool:
        """Return whether an unknown row may be the numerator or the denominator of the indicator above it."""
        return self.state.indicator is not None and bool(self.state.slots) and len(self.state.parts) < 2

    def _close(self) -> None:
        """Settle the rows held back under the indicator above: its parts, or names that nothing knows."""
        state, self.state = self.state, _State(section=self.state.section)
        if not state.parts or state.indicator is None:
            return
        values = {column: slot.cells["value"].cell for column, slot in state.slots.items() if "value" in slot.cells}
        found = parts_among(state.indicator, values, state.parts)
        for part, role in found.items():
            row = state.parts[part]
            for column, cell in row.cells.items():
                if column in state.slots and is_value(cell):
                    state.slots[column].cells[role] = Place(self.sheet, row.number, column, cell)
                    self.book.see(self.sheet, row.number, column, "figure", f"{role} of {state.indicator.name}")
        for number, row in enumerate(state.parts):
            if number not in found:
                self._unknown(row)

    def _unknown(self, row: PartRow) -> None:
        indicator = self.book.indicator_for(row.name, self.sheet, place(row.number, row.at))
        if indicator is None:
            return
        again = Row(row.number, "figures", Says(indicator=indicator), at=row.at, values=dict(row.cells))
        area = area_of_row(self.book, self.axes, again, self.authorities)
        if area is not None:
            self.state.indicator = indicator
            self._cells(again, indicator, area)
            self.state = _State(section=self.state.section)

    # --- cells -----------------------------------------------------------------------------------------------------

    def _cells(self, row: Row, indicator: Indicator | None, area: str) -> None:
        self._see_label(row, indicator)
        beside: list[tuple[int, Cell, Says]] = []
        latest: Slot | None = None
        for column, says in self.columns.items():
            cell = row.values.get(column)
            if cell is None:
                continue
            role = self._role(row, says)
            own_period = says.period is not None or says.year is not None or row.says.period is not None
            own = own_period and (indicator or says.indicator) is not None
            if role in BESIDE and not own and role != "target":
                beside.append((column, cell, says))
                continue
            if role == "value" and not cell.text.strip() and not cell.uncalculated:
                continue
            slot = self._put(row, column, cell, role, indicator, area)
            if slot is not None and role == "value" and (not says.area or says.area == self.book.council):
                latest = slot  # what stands beside belongs to the council's own figure, not to a benchmark
        self.state.latest = latest or self.state.latest
        for column, cell, says in beside:
            self._put_beside(row, column, cell, self._role(row, says), indicator, area, latest or self.state.latest)

    def _role(self, row: Row, says: Says) -> str:
        role = row.says.role if row.says.role in (*BESIDE, "value") else ""
        role = says.role or role if role in ("", "value") else role
        if role not in BESIDE:
            return "target" if self.around.targets else "value"
        return role

    def _about(self, row: Row, column: int, indicator: Indicator | None, area: str) -> tuple[About | None, Says]:
        """Return what a cell is about, or None when its period cannot be told, which is said once for its column."""
        says = self.columns[column]
        indicator = says.indicator or indicator
        both = says
        if not row.is_plain:
            lower, upper = (row.says, says) if isinstance(row.says.period, Part) and says.period else (says, row.says)
            both = lower.under(upper)
        place_of = area or says.area or self.state.section.area or self.around.area or self.book.council
        if area and says.area and self.axes.rows != "area":
            place_of = says.area
        period = self._period(column, both, place_of, row.is_plain)
        if period is None or indicator is None:
            return None, both
        to_date = both.cumulative or row.says.cumulative or self._runs_from_april(indicator)
        return About(indicator, place_of, row.breakdown, fitted(period, indicator, to_date, both.written)), both

    def _runs_from_april(self, indicator: Indicator) -> bool:
        """Return whether an indicator's quarters are years to date: as a person said, else as the sheet says."""
        said = self.book.asked.answers.get(cumulative.question_key(indicator), "")
        return said == cumulative.TO_DATE or (self.around.cumulative and said != cumulative.ALONE)

    def _period(self, column: int, says: Says, area: str, plain: bool) -> Period | None:
        """Return the period of a cell; kept for each column and area where the row adds nothing to it."""
        key = (column, area, self.state.section.period, self.state.section.year)
        if plain and key in self._periods:
            return self._periods[key]
        year = says.year if says.year is not None else self.years.get(column)
        period = period_of(says, year, self._around_for(says, area), self.upto)
        if plain:
            self._periods[key] = period
        return period

    def _around_for(self, says: Says, area: str) -> Around:
        """Return what stands around a cell: benchmarks may have a year of their own, told in a note."""
        compared = self.around.compared
        elsewhere = area != self.book.council and (not area.startswith(f"{self.book.council}/") or _is_group(area))
        if compared is not None and elsewhere and says.period is None and says.year is None:
            return replace(self.around, period=None, year=compared).within(_YEAR)
        section = self.state.section
        if section.period is not None or section.year is not None:
            return Around(period=section.period, year=section.year).within(self.around)
        return self.around

    def _put(self, row: Row, column: int, cell: Cell, role: str, indicator: Indicator | None, area: str) -> Slot | None:
        about, says = self._about(row, column, indicator, area)
        where = Place(self.sheet, row.number, column, cell)
        if role == "target":
            self._put_target(row, about, says, where, indicator, area)
            return None
        if about is None:
            self._no_period(row, column)
            return None
        if role == "comment":
            self.book.slots.comments.append((about, where))
            self.book.see(self.sheet, row.number, column, "comment", f"Comment on {about.indicator.name}")
            return None
        status = says.status or self.around.status
        if says.several and role == "value":
            return self._put_several(about, says, where, status)
        headed = self._period(column, says, about.area, row.is_plain)
        slot = self.book.slots.put(about, role, where, status=status, heading=says.text, headed=headed)
        if role == "value":
            self.state.slots[column] = slot
        return slot

    def _put_several(self, about: About, says: Says, where: Place, status: str) -> Slot | None:
        """Put 97/100/100 under its three years; another number of them is left for the value to be refused."""
        texts = [text.strip() for text in tidy(where.cell.text).split("/")]
        if len(texts) != len(says.several):
            return self.book.slots.put(about, "value", where, status=status, heading=says.text)
        slot = None
        for text, period in zip(texts, says.several, strict=True):
            each = about._replace(period=fitted(period, about.indicator, False))
            slot = self.book.slots.put(each, "value", where._replace(cell=Cell(text)), status=status, heading=says.text)
        return slot

    def _put_target(
        self, row: Row, about: About | None, says: Says, where: Place, indicator: Indicator | None, area: str
    ) -> None:
        said = says.period is not None or says.year is not None
        indicator = self.columns[where.column].indicator or indicator
        if indicator is None:
            return
        place_of = area or self.columns[where.column].area or self.state.section.area or self.around.area
        place_of = place_of or self.book.council
        if about is None or not said:
            about = About(indicator, place_of, row.breakdown, self._target_period(row, indicator))
        elif says.period is not None and about.period is not None and not says.due:
            # The year itself, also for what is counted on a day: the target judges whatever ends inside it.
            plain = period_of(says, says.year or self.years.get(where.column), self.around, self.upto)
            about = about._replace(period=plain or about.period)
        self.book.slots.targets.append(Aimed(about, where, says.due, says.setter))

    def _target_period(self, row: Row, indicator: Indicator) -> Period | None:
        """Return the period of a target that says none: the year of the last column, or the one period of the table."""
        if self.last is not None:
            return year_around(self.last, indicator)
        said = row.says if row.says.period is not None or row.says.year is not None else NOTHING
        return period_of(said, said.year, self._around_for(said, self.book.council), self.upto)

    def _put_beside(
        self, row: Row, column: int, cell: Cell, role: str, indicator: Indicator | None, area: str, slot: Slot | None
    ) -> None:
        where = Place(self.sheet, row.number, column, cell)
        if role == "comment":
            indicator = slot.about.indicator if slot and not self._has_several else indicator
            if indicator is None:
                return  # words about a month, beside several indicators
            about = slot.about if slot else About(indicator, area or self.around.area or self.book.council, "", None)
            if cell.text.strip() and not is_value(cell):
                self.book.slots.comments.append((about, where))
                self.book.see(self.sheet, row.number, column, "comment", f"Comment on {about.indicator.name}")
            return
        role = "rag" if role == "status" and rag_of(tidy(cell.text)) else role
        if slot is not None and role not in slot.cells:
            slot.cells[role] = where
            self.book.see(self.sheet, row.number, column, "note", f"{role.capitalize()} of {slot.about.indicator.name}")

    def _no_period(self, row: Row, column: int) -> None:
        if ("period", column) in self._unread:
            return
        self._unread.add(("period", column))
        where = place(head_of(self.axes, column) if self.axes.block.heads else row.number, column)
        says = self.columns[column]
        named = f"{says.text[:80]!r} does not say which period it is" if says.text else "the column has no period"
        self.book.faults.error(
            "period_unreadable",
            self.sheet,
            where,
            f"{named}, and neither does anything above it.",
            "Write the period with its year, like Q3 2004/05 or March 2005, in the heading or above the table.",
            says.text[:80] or None,
        )

    # --- what the preview shows ------------------------------------------------------------------------------------

    def _see_headings(self) -> None:
        for number in self.axes.block.heads:
            for column, cell in self.grid.own(number).items():
                if cell.text.strip():
                    self.book.see(self.sheet, number, column, "heading", _heading_words(self._of(column)))

    def _of(self, column: int) -> Mapping[str, str]:
        says = self.columns.get(column)
        if says is None:
            return {"role": self.axes.labels.get(column, "")}
        period = period_of(says, self.years.get(column), self.around, self.upto)
        return {"role": says.role, "period": label(period) if period else ""}

    def _see_label(self, row: Row, indicator: Indicator | None) -> None:
        if row.at:
            words = indicator.name if indicator and self.axes.rows == "indicator" else row.says.text or row.name
            self.book.see(self.sheet, row.number, row.at, self.axes.rows, words)


def _has_parts(indicator: Indicator | None) -> bool:
    """Return whether an indicator is worked out from a numerator and a denominator."""
    return indicator is not None and indicator.unit in MULTIPLIERS


def _heading_words(said: Mapping[str, str]) -> str:
    words = [text.capitalize() for text in (said.get("role", ""), said.get("period", "")) if text]
    return ": ".join(words) or "Heading"


def _is_group(area: str) -> bool:
    return area.rpartition("/")[2] in ("neighbours", "family-group")


# A year alone means the whole of it.
_YEAR = Around(period=Part("year"))
