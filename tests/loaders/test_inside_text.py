"""Cells that hold a value and more: what committee tables write, line by line, and any text at all."""

from __future__ import annotations

import re

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import queries
from data.viewer import LOCAL
from indicators.rules.period import label
from loaders.cells import number_in
from loaders.inside_text import InText, values_in
from loaders.rag_words import rag_of, rag_of_fill
from tests.indicators.worked import Row, examples

HELD = """
written                            | what it holds
75% (target 80%) (Green)           | 75%, target 80%, green
75% (target 80%, Green)            | 75%, target 80%, green
75% [target: 80%] - Amber          | 75%, target 80%, amber
75% against target of 80%          | 75%, target 80%
75% / target 80%                   | 75%, target 80%
75% (80% target)                   | 75%, target 80%
75% (T: 80)                        | 75%, target 80
75% (target: at least 80%)         | 75%, target >= 80%
10 (target <15)                    | 10, target < 15
10 (target under 15) Red           | 10, target < 15, red
Actual 75%                         | 75%
25/133                             | 25 of 133
25 of 133                          | 25 of 133
25 out of 133                      | 25 of 133
1,234 of 12,345                    | 1,234 of 12,345
25 of 133 (18.8%)                  | 18.8%, 25 of 133
25/133 = 18.8%                     | 18.8%, 25 of 133
18.8% (25/133)                     | 18.8%, 25 of 133
18.8% (25 of 133 children)         | 18.8%, 25 of 133
96.2% (25/26)                      | 96.2%, 25 of 26
95% (25/26)                        | 95% of 25/26
82% (n=45)                         | 82%, all 45
3 (1.2%)                           | 1.2%, count 3
1.2% (3 children)                  | 1.2%, count 3
57% (02-03) -> 61.2%               | 57% of 02-03, 61.2%
57% (2002/03) → 61.2% (2003/04)    | 57% of 2002/03, 61.2% of 2003/04
from 57% to 61.2%                  | 57%, 61.2%
15 (10 in 2003/04)                 | 10 of 2003/04, 15
15 (2003/04: 10)                   | 10 of 2003/04, 15
15 (was 10)                        | 15
61.2% (2003/04)                    | 61.2% of 2003/04
97/100/100                         | 97 100 100
97 / 100 / 100                     | 97 100 100
95.1% ▲                            | 95.1%, up
61% ↓ Red                          | 61%, red, down
95.1% (improving)                  | 95.1%, up
75% (+3%)                          | 75%, up
75% (down 3 points)                | 75%, down
67 →                               | 67, level
A 77.4%                            | 77.4%, amber
Green: 75%                         | 75%, green
12 R                               | 12, red
75% on target                      | 75%, green
75% (p) (target 80%)               | 75% (p), target 80%
75%* (target 80%)                  | 75%*, target 80%
"""

NOT_HELD = """
written                        | because
96.6 (1)                       | a footnote's number, or a count?
1.2% (3)                       | a count, or a footnote's number?
75% (80%)                      | the target, or last year's?
95%/96%                        | which of the two?
1-4                            | a range
04/05                          | a year
2004/05                        | a year
12/06/2004                     | a date
12/11/10                       | a date
75% (some words)               | words of no known meaning
95% (England 2003/04)          | another area's
75% (target 80%) (target 85%)  | two targets
75% (Green) (Amber)            | two colours
82% (n=45) (n=46)              | two bases
Target 80%                     | a target and no value
(Green)                        | a colour and no value
67 ->                          | half of it
97/100/100 (Green)             | the colour of which?
there were 12 cases            | prose
We met 75% (target 80%)        | prose
"""


def held(found: InText | None) -> str:
    """Return what a cell holds in the words of the table."""
    assert found is not None
    said = [f"{number} of {when}" if when else number for number, when in found.values]
    said += [f"{found.numerator} of {found.denominator}"] if found.numerator else []
    said += [f"all {found.denominator}"] if found.denominator and not found.numerator else []
    said += [f"count {found.count}"] if found.count else []
    said += [" ".join(found.several)] if found.several else []
    said += [" ".join(f"target {found.operator} {found.target}".split())] if found.target else []
    return ", ".join(said + [word for word in (found.rag, found.direction) if word])


@examples(HELD)
def test_a_cell_holds_what_the_table_says(row: Row) -> None:
    assert held(values_in(row["written"])) == row["what it holds"]


@examples(NOT_HELD)
def test_what_could_mean_two_things_or_is_prose_is_left_alone(row: Row) -> None:
    assert values_in(row["written"]) is None


PIECES = st.sampled_from(
    re.findall(
        r"\S+",
        "75% 12 1,234 .5 25/133 (target 80%) Green (R) ▲ -> to 57% (02-03) (n=45) of 100 / = (+3) A ( ) , - 04/05 "
        "target under (was 10) 3 (1.2%) * (p)",
    )
)


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=7).map(" ".join)))
def test_any_text_holds_numbers_that_are_numbers_or_nothing(text: str) -> None:
    found = values_in(text)
    if found is None:
        return
    numbers = [*found.several, found.target, found.numerator, found.denominator, found.count]
    assert found.values or found.several or found.numerator
    assert all(number_in(number) is not None for number in numbers if number)
    assert found.rag in ("", "green", "amber", "red", "blue") and found.direction in ("", "up", "down", "level")


def test_a_page_of_text_is_left_alone() -> None:
    assert values_in("75% " * 10_000) is None
    assert values_in("(" * 119) is None


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        *((text, "green") for text in ("G", "g", "Green", "GREEN ", "G↑", "▲ Green", "(Green)", "RAG: Green", "🟢")),
        *((text, "green") for text in ("On target", "Green - target met", "On track")),
        *((text, "amber") for text in ("A", "Amber", "Yellow", "A - on course", "amber (close to target)")),
        *((text, "red") for text in ("R", "Red", "Red - off target", "Off target", "RED:", "🔴")),
        *((text, "blue") for text in ("B", "Blue")),
        *((text, "") for text in ("", "-", "n/a", "A/G", "Amber/Green", "Amber - was red", "Red Cross", "Reduced")),
        *((text, "") for text in ("Good", "75%", "Greenwich", "A Smith", "x" * 1000)),
    ],
)
def test_a_colour_is_said_in_words(text: str, colour: str) -> None:
    assert rag_of(text) == colour


@pytest.mark.parametrize(
    ("fill", "colour"),
    [
        *((fill, "green") for fill in ("C6EFCE", "92D050", "00B050", "00FF00", "CCFFCC", "99CC00", "008000", "339966")),
        *((fill, "amber") for fill in ("FFEB9C", "FFC000", "FFFF00", "FF9900", "FFFF99", "FF6600", "F8CBAD")),
        *((fill, "red") for fill in ("FFC7CE", "FF0000", "C00000", "ff5050", "C0504D")),
        *((fill, "") for fill in ("FFFFFF", "D9D9D9", "000000", "DDEBF7", "4472C4", "7030A0", "CCFFFF", "003300")),
        *((fill, "") for fill in ("", "red", "12345", "GGGGGG")),
    ],
)
def test_a_colour_is_said_by_a_fill(fill: str, colour: str) -> None:
    assert rag_of_fill(fill) == colour


@given(st.text(max_size=80))
def test_any_text_is_a_colour_or_none(text: str) -> None:
    assert rag_of(text) in ("", "green", "amber", "red", "blue")
    assert rag_of_fill(text) in ("", "green", "amber", "red")


def a_table(tmp_path, *rows):
    """Return a workbook of Suffolk's with these rows beneath its title."""
    book = openpyxl.Workbook()
    for row in (["Suffolk County Council"], [], *rows):
        book.active.append(row)
    book.save(tmp_path / "table.xlsx")
    return tmp_path / "table.xlsx"


def test_a_cell_that_says_its_own_period_is_loaded_for_that(tmp_path, load, store):
    path = a_table(
        tmp_path, ["Indicator", "2004/05", "England 2004/05"], ["CP reviews on time", "96.6%", "93.7% (2003/04)"]
    )
    assert load(path).status == "loaded"
    found = {(row.area, label(row.period)): float(row.value) for row in queries.figures(store, LOCAL)}
    assert found == {("E10000029", "2004/05"): 96.6, ("E92000001", "2003/04"): 93.7}


def test_what_cannot_be_read_says_why(tmp_path, load):
    path = a_table(tmp_path, ["Indicator", "2003/04", "2004/05"], ["Adoptions", 12, "(15)"], ["CPR", "300", "290-310"])
    assert [(problem.code, problem.cell) for problem in load(path).problems if problem.severity == "error"] == [
        ("number_unreadable", "C4"),
        ("number_unreadable", "C5"),
    ]
    assert "is not a number: it is in brackets" in load(path).problems[0].message
    assert "is not a number: it is a range." in load(path).problems[1].message
