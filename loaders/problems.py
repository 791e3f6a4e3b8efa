"""Problems with a file, told to a person: what, where, what is allowed, how to fix it (see docs/problems.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from data.errors import ScrutineerError

ERROR, WARNING = "error", "warning"

# Every code that a problem can carry, with its one-line meaning; docs/problems.md explains each, and a test compares.
CODES = {
    "not_a_file": "the file cannot be opened",
    "empty_file": "there is nothing in the file",
    "wrong_type": "the file is not a workbook (.xlsx), a CSV or a LAIT data file",
    "too_big": "the file is larger than the limit",
    "damaged_file": "the file cannot be read as what it seems to be",
    "unsafe_file": "the file could not be read safely, in time or in the memory allowed",
    "links_elsewhere": "the workbook takes figures from another file",
    "cell_damaged": "a cell holds what no spreadsheet can hold",
    "windows_text": "the text was read as old Windows text",
    "not_recognised": "nothing in the file looks like figures that can be read",
    "no_indicator_cites": "a statistics file that no indicator in the catalogue uses",
    "no_figures": "the file was understood but holds no figure and no target",
    "area_missing": "it is not said whose figures these are",
    "area_unknown": "the area is not one that is known",
    "area_closed": "the council had ended before the period began",
    "area_joint": "one figure for two councils together",
    "indicator_unknown": "the indicator is not in the catalogue",
    "period_unreadable": "the period cannot be read",
    "year_not_given": "the source gives no year",
    "period_in_future": "the period ends after the day the figures were reported",
    "number_unreadable": "the cell is neither a number nor a known symbol",
    "out_of_range": "the number is outside what is possible for the indicator",
    "parts_disagree": "the value is not its numerator over its denominator",
    "numerator_above_denominator": "the part is larger than the whole",
    "duplicate": "the same figure stands twice and says the same",
    "duplicate_disagrees": "the same figure stands twice and says different things",
    "breakdown_unreadable": "the breakdown is not written as dimension=member",
    "status_unknown": "the status is not one of the known words",
    "target_unreadable": "the target cannot be read",
    "column_missing": "a column that is needed is not there",
    "formula_error": "the cell holds a formula that failed",
    "formula_no_value": "the cell holds a formula without its result",
    "hidden_sheet": "a hidden sheet was not read",
    "date_unreadable": "the date cannot be read",
    "not_read": "a row that is not a figure was left out",
    "heading_unknown": "a heading over figures that nothing explains",
    "layout_unknown": "there is no layout of this name",
    "council_wrong": "the file names another council than the one asked for",
    "unit_mixed": "some values are fractions among percentages",
    "unit_suspect": "the number would fit the earlier ones if it were moved by a factor of ten or more",
    "looks_cumulative": "figures for quarters look as if they run from the beginning of the year",
    "jump": "the figure is far from the earlier ones",
    "date_suspect": "a date that is probably a year off",
    "period_old": "the period is too long ago to be meant",
    "text_disagrees": "the words say something else than the figure",
    "rag_disagrees": "the colour in the file is not the one that the target gives",
    "parts_do_not_sum": "the parts do not add up to the total",
    "same_as_before": "every figure is the same as in the period before",
    "past_target_changed": "a target for a time that is over has been changed",
    "disclosive": "a hidden number can be worked out from those that are shown",
    "hidden_value": "the cell shows something else than the number that it holds",
    "hidden_cells": "hidden rows or columns hold figures",
    "merged_data": "a merged cell holds a figure",
    "child_level": "the file holds rows about single children",
    "changed_since": "what loading the file would do has changed since the preview",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem. `severity` error stops the file; warning travels with it. `cell` is F7, B7:F7, 7:7 or F:F."""

    severity: str
    code: str
    message: str
    fix: str
    sheet: str | None = None
    cell: str | None = None
    found: str | None = None

    def as_dict(self) -> dict[str, str | None]:
        """Return the problem by field."""
        return asdict(self)


class Refused(ScrutineerError):
    """A file that will not be loaded, with every reason at once."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        super().__init__(problems[0].message if problems else "The file was refused.")


def refusal(code: str, message: str, fix: str, **where: str | None) -> Refused:
    """Return a refusal for one reason."""
    return Refused([Problem(ERROR, code, message, fix, **where)])
