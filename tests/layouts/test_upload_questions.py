"""Questions, settled answers, and what a sheet's cells say, for files whose reader says more than the return's."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from indicators.definitions import catalogue
from layouts.components.upload_grid import KINDS, grid, legend, marks_of
from layouts.components.upload_questions import questions_form, settled_list
from layouts.sheet_part import extent_of, part_of
from loaders.asked import LEAVE_OUT, Choice, Question, Seen
from loaders.opened import Cell, Merge, Sheet
from loaders.outcome import Answer
from loaders.problems import ERROR, WARNING, Problem
from tests.layouts.seen import links, of_type, parts, with_class, words

INDICATOR = Question(
    "indicator:la c timeliness",
    "Which indicator is 'LA C timeliness'?",
    [
        Choice("lac_reviews_on_time", "Reviews of looked after children on time"),
        Choice("cp_reviews_on_time", "Reviews of child protection plans on time"),
        Choice(LEAVE_OUT, "Leave it out"),
    ],
    "Data",
    "A7",
    "LA C timeliness",
)
QUARTERS = Question(
    "quarters:data",
    "Is each quarter by itself, or the year to date?",
    [Choice("alone", "Each quarter by itself"), Choice("year_to_date", "The year to date")],
)


def asked(*questions: Question, **chosen: str) -> object:
    """Return the form of some questions."""
    return questions_form(
        "token", questions, chosen, lambda question: f"#cell-{question.cell}" if question.cell else ""
    )


def choices(tree: object) -> list[tuple[str, str, str]]:
    """Return each choice as (name, value, words)."""
    said = {label.htmlFor: words(label) for label in of_type(tree, "Label")}
    return [(one.name, one.value, said[one.id]) for one in of_type(tree, "Input") if one.type == "radio"]


def test_an_indicator_is_one_of_the_likely_ones_any_other_or_left_out() -> None:
    form = asked(INDICATOR)
    name = "answer:indicator:la c timeliness"
    assert choices(form) == [
        (name, "lac_reviews_on_time", "Reviews of looked after children on time"),
        (name, "cp_reviews_on_time", "Reviews of child protection plans on time"),
        (name, "another", "Another indicator"),
        (name, "leave_out", "Leave it out"),
    ]
    (select,) = of_type(form, "Select")
    assert select.name == "other:indicator:la c timeliness"
    assert {o.value for o in of_type(select, "Option")} == {"", *catalogue()}
    assert links(form) == {"Sheet Data, cell A7": "#cell-A7"}
    assert [words(one) for one in of_type(form, "Legend")] == [INDICATOR.words]


def test_an_indicator_that_nothing_is_like_is_chosen_from_the_list() -> None:
    form = asked(Question("indicator:zzz", "Which?", [], found="zzz"))
    assert [words for _, _, words in choices(form)] == ["An indicator from the list", "Leave it out"]
    (select,) = of_type(form, "Select")
    assert getattr(select, "aria-label") == "An indicator from the list, for zzz"


def test_another_question_has_its_own_choices_alone() -> None:
    form = asked(QUARTERS)
    assert [value for _, value, _ in choices(form)] == ["alone", "year_to_date"]
    assert of_type(form, "Select") == [] and links(form) == {}


def test_a_choice_without_its_indicator_is_said_at_the_question() -> None:
    form = asked(INDICATOR, QUARTERS, **{INDICATOR.key: "another"})
    (failed,) = with_class(form, "govuk-form-group--error")
    assert "Error: Choose the indicator from the list" in words(failed)
    assert [one.value for one in of_type(form, "Input") if getattr(one, "checked", None)] == ["another"]


def test_no_id_of_the_form_is_used_twice_and_each_has_its_label() -> None:
    form = asked(INDICATOR, QUARTERS)
    ids = [part.id for part in parts(form) if getattr(part, "id", None)]
    assert len(ids) == len(set(ids))
    assert {one.id for one in of_type(form, "Input")} == {label.htmlFor for label in of_type(form, "Label")}


def test_what_was_settled_can_be_asked_again() -> None:
    answers = [
        Answer("indicator:core", "core_assessments_35_days", True),
        Answer("indicator:odd", LEAVE_OUT, False),
        Answer("area:west", "E10000029/west", False),
    ]
    box = settled_list("token", answers)
    assert "3 questions settled, 1 by the answers of an earlier file" in words(box)
    assert [words(line.children[0]) for line in of_type(box, "Li")] == [
        f"core: {catalogue()['core_assessments_35_days'].name} (as in an earlier file)",
        "odd: left out",
        "west: West",
    ]
    hidden = [(one.name, one.value) for one in of_type(box, "Input")]
    assert hidden[0] == ("answer:indicator:core", "")


ROWS = {
    1: {1: Cell("Performance 2004/05")},
    2: {1: Cell("Indicator"), 2: Cell("2004/05")},
    3: {2: Cell("Q1"), 3: Cell("Q2")},
    4: {1: Cell("Re-referrals"), 2: Cell("19%"), 3: Cell("abc")},
}
SHEET = Sheet(
    "Data", ROWS, merges=[Merge(2, 2, 2, 3), Merge(1, 1, 1, 3), Merge(2, 1, 3, 1)], hidden_rows=frozenset({3})
)


def shown(seen: Sequence[Seen] = (), problems: Sequence[Problem] = (), questions: Sequence[Question] = ()) -> object:
    """Return the grid of the sheet."""
    extent = extent_of(SHEET)
    return grid(SHEET, part_of(SHEET, extent, []), marks_of(SHEET, seen, problems, questions), "Sheet Data")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_reading_is_shown_in_words_and_in_the_legend(kind: str) -> None:
    seen = [Seen("Data", 4, 2, kind, "Re-referrals, Suffolk: 19%"), Seen("Other", 4, 3, "figure", "not here")]
    (cell,) = with_class(shown(seen), f"app-cell--{kind}")
    assert cell.title == "Re-referrals, Suffolk: 19%" and f"({KINDS[kind]}: Re-referrals" in words(cell)
    assert words(legend(marks_of(SHEET, seen, []))) == KINDS[kind]


def test_merged_cells_reach_as_far_as_in_the_workbook() -> None:
    spans = [
        (words(cell), getattr(cell, "rowSpan", None), getattr(cell, "colSpan", None))
        for cell in of_type(shown(), "Td")
        if getattr(cell, "rowSpan", None) or getattr(cell, "colSpan", None)
    ]
    assert spans == [("Performance 2004/05", None, "3"), ("Indicator", "2", None), ("2004/05", None, "2")]
    assert [len(of_type(row, "Td", "Th")) for row in of_type(shown(), "Tr")] == [4, 2, 3, 3, 4]
    assert "hidden row" in words(shown())


def at(severity: str, cell: str, what: str) -> Problem:
    """Return a problem of the sheet."""
    return Problem(severity, "not_read", f"f.xlsx, sheet Data, cell {cell}: {what}", "Mend it.", "Data", cell)


def test_problems_of_a_cell_a_row_and_a_column_are_marked_with_their_words() -> None:
    problems = [
        at(ERROR, "C4", "'abc' is no number."),
        at(WARNING, "1:1", "the row was not read."),
        at(WARNING, "C:C", "the column was not read."),
        Problem(WARNING, "hidden_sheet", "f.xlsx: the hidden sheet 'x' was not read.", "Show it.", "x"),
    ]
    table = shown(problems=problems)
    found = {part.id: (part.className, words(part)) for part in parts(table) if getattr(part, "id", None)}
    assert found == {
        "cell-C4": ("app-cell--error", "abc Error: 'abc' is no number. Mend it."),
        "cell-1": ("app-cell--warning", "1 Warning: The row was not read. Mend it."),
        "cell-C": ("app-cell--warning", "C Warning: The column was not read. Mend it."),
    }


def test_the_cell_of_a_question_can_be_led_to() -> None:
    question = Question("indicator:x", "Which?", [], "Data", "A4", "Re-referrals")
    (cell,) = [part for part in parts(shown(questions=[question])) if getattr(part, "id", None)]
    assert (cell.id, cell.tabIndex, words(cell)) == ("cell-A4", "-1", "Re-referrals")


def test_a_very_long_text_is_cut_on_the_page() -> None:
    sheet = Sheet("Data", {1: {1: Cell("x" * 5_000)}})
    table = grid(sheet, part_of(sheet, extent_of(sheet), []), marks_of(sheet, [], []), "Data")
    (cell,) = [cell for cell in of_type(table, "Td") if "x" in words(cell)]
    assert len(words(cell)) == 301
