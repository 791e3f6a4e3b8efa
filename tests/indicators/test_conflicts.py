"""Conflicts: two sources, a value against its own parts, words against a figure."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from indicators.rules.conflicts import Said, conflicts, with_parts
from indicators.rules.parts import from_parts, numerator_of, one_more, places, whole_shares
from tests.indicators.worked import Row, examples, number, sure_number, words

SOURCES = """
the council | the Department | unit | kind | in words
20 | 20 | percent | - | -
20 | 20.00 | percent | - | -
20 | - | percent | - | -
- | 20 | percent | - | -
20.4 | 22.1 | percent | sources | The council says 20.4%; the Department says 22.1%.
18.3 | 18 | percent | rounding | The council says 18.3%; the Department says 18%. Rounding alone could make the \
difference.
18.5 | 18 | percent | rounding | The council says 18.5%; the Department says 18%. Rounding alone could make the \
difference.
18.5 | 19 | percent | rounding | The council says 18.5%; the Department says 19%. Rounding alone could make the \
difference.
18.6 | 18 | percent | sources | The council says 18.6%; the Department says 18%.
18 | 19 | percent | sources | The council says 18%; the Department says 19%.
18.31 | 18.32 | percent | sources | The council says 18.31%; the Department says 18.32%.
0 | 0.4 | percent | rounding | The council says 0%; the Department says 0.4%. Rounding alone could make the difference.
14 | 21 | number | sources | The council says 14; the Department says 21.
"""

PARTS = """
value | numerator | denominator | unit | in words
95 | 456 | 480 | percent | -
95.1 | 456 | 480 | percent | The figure is 95.1%, but 456 out of 480 comes to 95%.
18.8 | 25 | 133 | percent | -
18.7 | 25 | 133 | percent | The figure is 18.7%, but 25 out of 133 comes to 18.8%.
19 | 25 | 133 | percent | -
12.5 | 1 | 8 | percent | -
13 | 1 | 8 | percent | -
12 | 1 | 8 | percent | -
11 | 1 | 8 | percent | The figure is 11%, but 1 out of 8 comes to 12.5%.
60 | 90 | 15000 | rate_per_10000 | -
6 | 90 | 15000 | rate_per_10000 | The figure is 6 per 10,000, but 90 out of 15,000 comes to 60 per 10,000.
0 | 0 | 0 | percent | The figure is 0%, but it is 0 out of 0: there was nothing to count.
0 | 0 | 480 | percent | -
100 | 480 | 480 | percent | -
7 | 700 | 10 | days | -
7 | 700 | 0 | days | -
95 | - | 480 | percent | -
- | 456 | 480 | percent | -
"""

NUMERATORS = """
value | denominator | unit           | numerator | because
95    | 480         | percent        | -         | 454 to 458 are 95% of 480
95.0  | 480         | percent        | -         | a nought at the end is not kept
95.2  | 480         | percent        | 457       | only 457 rounds to 95.2
33    | 4000        | percent        | -         | many do
50    | 2           | percent        | 1         | only one does
0     | 60          | percent        | 0         | only none does
0     | 480         | percent        | -         | one or two round to 0 as well
95.1  | 480         | percent        | -         | none does
50    | 0           | percent        | -         | out of none
50    | -           | percent        | -         | out of how many is not said
60    | 15000       | rate_per_10000 | 90        | only 90 does
5     | 10          | days           | -         | days have no such part
"""


def parts_of(row: Row) -> tuple[Decimal | None, Decimal | None]:
    return number(row["numerator"]), number(row["denominator"])


@examples(SOURCES)
def test_two_sources_are_held_against_each_other_as_the_table_says(row: Row) -> None:
    found = conflicts(
        Said("the council", number(row["the council"])),
        [Said("the Department", number(row["the Department"]))],
        numerator=None,
        denominator=None,
        notices=[],
        unit=row["unit"],
        decimals=1,
    )
    assert [(one.kind, one.words) for one in found] == ([(row["kind"], row["in words"])] if words(row["kind"]) else [])


@examples(PARTS)
def test_a_value_is_held_against_its_parts_as_the_table_says(row: Row) -> None:
    found = with_parts(number(row["value"]), *parts_of(row), unit=row["unit"], decimals=1)
    assert " ".join(one.words for one in found) == words(row["in words"])
    assert {one.kind for one in found} <= {"parts"}


@examples(NUMERATORS)
def test_the_number_behind_a_percentage_is_as_the_table_says(row: Row) -> None:
    found = numerator_of(sure_number(row["value"]), number(row["denominator"]), row["unit"])
    assert ("-" if found is None else f"{found:f}") == row["numerator"]


def test_every_conflict_is_told_in_order_and_the_same_words_once() -> None:
    found = conflicts(
        Said("the council", Decimal(15)),
        [Said("the Department", Decimal(12)), Said("the Tool", Decimal(13))],
        numerator=Decimal(30),
        denominator=Decimal(100),
        notices=[
            ("text_disagrees", "The words say 10%."),
            ("jump", "Far from before."),
            ("text_disagrees", "The words say 10%."),
        ],
        unit="percent",
        decimals=1,
    )
    assert [one.kind for one in found] == ["sources", "sources", "parts", "text"]
    assert found[3].words == "The words say 10%."


def test_two_grades_differ_however_near_they_are() -> None:
    found = conflicts(
        Said("the council", Decimal(2)),
        [Said("the inspectors", Decimal(1))],
        numerator=None,
        denominator=None,
        notices=[],
        unit="judgement",
        decimals=0,
        words=("inadequate", "requires improvement", "good"),
    )
    assert [(one.kind, one.words) for one in found] == [
        ("sources", "The council says good; the inspectors says requires improvement.")
    ]


def test_one_child_more_is_said_in_the_unit() -> None:
    assert one_more(Decimal(200), "percent") == Fraction(1, 2)
    assert one_more(Decimal(5000), "rate_per_10000") == 2
    assert one_more(None, "number") == 1
    for nothing in (None, Decimal(0), Decimal(-1)):
        assert one_more(nothing, "percent") is None
    assert one_more(Decimal(5), "days") is None


@given(st.integers(0, 500), st.integers(1, 500), st.integers(0, 3))
def test_a_value_made_from_its_parts_never_conflicts_with_them(top: int, bottom: int, decimals: int) -> None:
    exact = from_parts(Decimal(top), Decimal(bottom), "percent")
    assert exact is not None
    value = round(Decimal(100 * top) / bottom, decimals)
    assert with_parts(value, Decimal(top), Decimal(bottom), unit="percent", decimals=decimals) == []
    one_step = Decimal(1).scaleb(-places(value))
    wrong = value + one_step + one_step
    if places(wrong) >= places(value):
        assert with_parts(wrong, Decimal(top), Decimal(bottom), unit="percent", decimals=decimals)


@given(st.integers(0, 400), st.integers(1, 400))
def test_the_number_behind_a_percentage_is_never_another_one(top: int, bottom: int) -> None:
    found = numerator_of(round(Decimal(100 * top) / bottom, 1), Decimal(bottom), "percent")
    assert found is None or found == top


@given(st.dictionaries(st.sampled_from("abcdef"), st.fractions(-50, 50, max_denominator=40), min_size=1), st.booleans())
def test_whole_shares_add_up_and_none_is_off_by_one_or_more(parts: dict[str, Fraction], up: bool) -> None:
    exact = sum(parts.values(), Fraction(0))
    total = -int(-exact // 1) if up else int(exact // 1)
    shares = whole_shares(parts, total)
    assert sum(shares.values()) == total
    assert all(abs(shares[name] - parts[name]) < 1 for name in parts) or any(
        abs(shares[name] - parts[name]) == 1 for name in parts
    )
