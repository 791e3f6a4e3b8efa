"""A whole scorecard in at most 120 words."""

from __future__ import annotations

import random
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.rules.in_short import MOST_WORDS, Line, in_short
from indicators.rules.rag import NOT_RATED
from tests.indicators.worked import NOTHING, Row, examples
from tests.reading_age import reading_age

SUMMARIES = """
indicators | in short
- | There are no figures to show yet.
Reviews red 61 | The one indicator here is red. Red: Reviews (61).
Reviews none 61 | The one indicator here is not rated.
Reviews none 61; Visits none 70 | None of the 2 indicators is rated.
Reviews green 61; Visits amber 70 | Of 2 indicators, 1 is amber and 1 green.
Reviews green 61; Visits green 70; Plans none 5 | Of 3 indicators, 2 are green and 1 not rated.
Posts red 15 worsening 10; Reviews red 20 improving 23; Visits red 61 | Of 3 indicators, 3 are red. Red and getting \
worse: Posts (15, from 10). Red: Reviews (20, improving); Visits (61).
Posts amber 15 worsening 10; Reviews green 86 worsening 90; Visits none 5 worsening 4 | Of 3 indicators, 1 is amber, \
1 green and 1 not rated. Getting worse: Posts (15, from 10); Reviews (86, from 90); Visits (5, from 4).
Posts none 15 improving 20; Reviews green 86 improving 80; Visits amber 70 improving 61 | Of 3 indicators, 1 is \
amber, 1 green and 1 not rated. Improved: Reviews (86, from 80); Visits (70, from 61); Posts (15, from 20).
Posts none - missing; Reviews none - missing; Visits none - hidden | None of the 3 indicators is rated. No figure: \
Posts; Reviews. 1 figure is hidden because it is too small to show.
Posts none - hidden; Reviews none - hidden; Visits none 5 old | None of the 3 indicators is rated. 2 figures are \
hidden because they are too small to show. 1 figure is over 2 years old.
Posts none 15 would-be-red; Reviews green 86 old; Visits green 5 old | Of 3 indicators, 2 are green and 1 not rated. \
Of those not rated, 1 would be red if the target were due now. 2 figures are over 2 years old.
A red 1; B red 2; C red 3; D red 4 | Of 4 indicators, 4 are red. Red: A (1); B (2); C (3); and 1 more.
A red 1; B red 2; C red 3; D red 4; E red 5 | Of 5 indicators, 5 are red. Red: A (1); B (2); C (3); and 2 more.
"""


def lines(text: str) -> list[Line]:
    """Return the lines that a cell lists: 'Posts red 15 worsening 10; …'; their themes are in that order."""
    return [_line(place, part.split()) for place, part in enumerate(text.split(";"))] if text != NOTHING else []


def _line(place: int, said: list[str]) -> Line:
    name, colour, value, *more = said
    moved = more[0] if more and more[0] in ("worsening", "improving") else ""
    return Line(
        name=name,
        theme=place,
        rag=NOT_RATED if colour == "none" else colour,
        would_be="red" if "would-be-red" in more else None,
        direction=moved,
        shown="" if value == NOTHING else value,
        before=more[1] if moved and len(more) > 1 else "",
        old="old" in more,
        hidden="hidden" in more,
    )


@examples(SUMMARIES)
def test_a_scorecard_in_short_is_as_the_table_says(row: Row) -> None:
    assert " ".join(in_short(lines(row["indicators"]))) == row["in short"]


def test_the_worst_is_the_furthest_from_its_target_and_getting_worse() -> None:
    said = in_short(
        [
            Line("Near", 0, "red", direction="worsening", shown="1", before="2", short=Decimal("0.11")),
            Line("Far", 5, "red", direction="worsening", shown="3", before="4", short=Decimal("0.5")),
            Line("Further, but steady", 0, "red", shown="5", short=Decimal("0.9")),
            Line("Unknown", 0, "red", shown="6"),
        ]
    )
    assert said[1:] == (
        "Red and getting worse: Far (3, from 4); Near (1, from 2).",
        "Red: Further, but steady (5); Unknown (6).",
    )


def test_ties_go_by_theme_and_then_by_name() -> None:
    said = in_short([Line("B", 1, "red", shown="1"), Line("C", 0, "red", shown="2"), Line("A", 1, "red", shown="3")])
    assert said[1] == "Red: C (2); A (3); B (1)."


def test_what_is_missing_gives_way_before_what_is_worst() -> None:
    long = "a name of nine words that says far too much"
    red = [Line(f"{n} {long}", n, "red", direction="worsening", shown="15%", before="10%") for n in range(3)]
    missing = [Line(f"{n} {long}", n) for n in range(5)]
    better = [Line(f"{n} {long}", n, "green", direction="improving", shown="15%", before="10%") for n in range(9)]
    said = in_short([*red, *missing, *better, *(Line(f"x{n}", shown="5") for n in range(93))])
    assert len(" ".join(said).split()) <= MOST_WORDS
    assert said[0] == "Of 110 indicators, 3 are red, 9 green and 98 not rated."
    names = [sentence.count(long) for sentence in said[1:4]]
    assert names == sorted(names, reverse=True) and names[0] == 3


def test_120_words_are_allowed_and_121_are_not() -> None:
    def summed_up(words: int) -> tuple[str, ...]:
        # What is said besides the first name is ten words: 'Of 2 indicators, 2 are red. Red: … (1); Y (2).'
        return in_short([Line(" ".join(["word"] * (words - 10)), 0, "red", shown="1"), Line("Y", 1, "red", shown="2")])

    assert len(" ".join(summed_up(120)).split()) == 120 and summed_up(120)[1].endswith("Y (2).")
    assert summed_up(121)[1] == "2 are red but not getting worse."


def test_names_too_long_for_any_sentence_leave_the_numbers() -> None:
    long = " ".join(["word"] * 130)
    said = in_short([Line(long, 0, "red", direction="worsening", shown="1"), Line(long), Line(long, shown="2")])
    assert said == (
        "Of 3 indicators, 1 is red and 2 not rated.",
        "1 is red and getting worse.",
        "1 is without a figure.",
    )


LINES = st.builds(
    Line,
    name=st.lists(st.sampled_from(["Reviews", "held", "on", "time", "for"]), min_size=1, max_size=30).map(" ".join),
    theme=st.integers(0, 11),
    rag=st.sampled_from(["red", "amber", "green", NOT_RATED]),
    would_be=st.sampled_from([None, "red", "amber", "green"]),
    direction=st.sampled_from(["", "worsening", "improving", "no_change", "increasing", "decreasing"]),
    shown=st.sampled_from(["", "15%", "£2.76 million"]),
    before=st.sampled_from(["", "10%"]),
    short=st.none() | st.decimals(0, 5, places=2),
    old=st.booleans(),
    hidden=st.booleans(),
)


@given(st.lists(LINES, max_size=110), st.randoms(use_true_random=False))
def test_it_is_never_over_120_words_and_the_order_of_the_readings_does_not_matter(
    found: list[Line], chance: random.Random
) -> None:
    said = in_short(found)
    assert said and len(" ".join(said).split()) <= MOST_WORDS
    assert all(sentence.endswith(".") for sentence in said)
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert in_short(shuffled) == said


@given(st.lists(LINES, min_size=2, max_size=110))
def test_its_counts_add_up(found: list[Line]) -> None:
    first = in_short(found)[0]
    if first.startswith("None"):
        assert {line.rag for line in found} == {NOT_RATED}
        return
    total, *counts = (int(number) for number in re.findall(r"\d+", first))
    assert total == len(found) == sum(counts)


@pytest.mark.parametrize("number", [0, 1, 110])
def test_none_one_or_all_indicators_make_a_summary(number: int) -> None:
    assert in_short([Line(f"Indicator {n}", shown="5") for n in range(number)])[0] == (
        {0: "There are no figures to show yet.", 1: "The one indicator here is not rated."}.get(number)
        or "None of the 110 indicators is rated."
    )


def test_the_worked_summaries_can_be_read_at_twelve() -> None:
    said = [line.rpartition("|")[2] for line in SUMMARIES.strip().splitlines()[1:]]
    assert reading_age(" ".join(said)) <= 12
