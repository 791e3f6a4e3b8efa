"""Localities rolled up to their council, held against what it reported, and each one's share."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from indicators.rules.rollup import Part, Refused, RolledUp, reconciled, rolled_up
from indicators.rules.shares import shares_of_change, shares_of_gap
from tests.indicators.worked import NOTHING, Row, cases, examples, number, sure_number

# A locality is its numerator / denominator, or a plain value.
ROLLED = """
localities | unit | together | why not
East 5/10, West 81/90 | percent | 86 | -
East 50% of 10, West 90% of 90 | percent | 86 | -
East 5/10, West 0/0 | percent | 50 | -
East 0/0, West 0/0 | percent | - | There was nobody to count in any locality.
East 5/10, West 90% | percent | - | West does not say how many out of how many.
East 50%, West 90% | percent | - | East and West do not say how many out of how many.
East 33% of 4000, West 1/2 | percent | - | East does not say how many out of how many.
East 5/10, West 1/0 | percent | - | West does not say how many out of how many.
East 30/5000, West 60/10000 | rate_per_10000 | 60 | -
East 14, West 7 | number | 21 | -
East 14, West 0 | number | 14 | -
East 14, West - | number | - | West has no figure, so the sum is not known.
East -, West - | number | - | East and West have no figure, so the sum is not known.
East 12, West 20 | days | - | Averages and grades of localities cannot be added up without knowing how many each is of.
East 2, West 3 | judgement | - | Averages and grades of localities cannot be added up without knowing how many each is \
of.
- | percent | - | There are no localities to add up.
"""

RECONCILED = """
localities | reported | decimals | unit | agrees | in words
East 5/10, West 81/90 | 86 | 1 | percent | yes | The localities come to 86%, as the council reported.
East 1/3, West 1/3 | 33.3 | 1 | percent | yes | The localities come to 33.3%, as the council reported.
East 1/3, West 1/3 | 33.4 | 1 | percent | - | The localities come to 33.3%; the council reported 33.4%, which is 0.1 \
percentage points more.
East 1/8, West 1/8 | 12 | 0 | percent | yes | The localities come to 13%, as the council reported.
East 1/8, West 1/8 | 11 | 0 | percent | - | The localities come to 13%; the council reported 11%, which is 2 \
percentage points less.
East 14, West 7 | 21 | 0 | number | yes | The localities come to 21, as the council reported.
East 14, West 7 | 25 | 0 | number | - | The localities come to 21; the council reported 25, which is 4 more.
East 14, West 7 | 21.4 | 0 | number | - | The localities come to 21; the council reported 21.4, which is 0.4 more.
East 1.5, West 2.5 | 4.04 | 1 | number | - | The localities come to 4; the council reported 4.04, which is 0.04 more.
East 1.2, West 2.5 | 3.7 | 1 | number | yes | The localities come to 3.7, as the council reported.
East 1.25, West 2.5 | 3.8 | 1 | number | yes | The localities come to 3.8, as the council reported.
East 5/10, West 81/90 | 86.04 | 1 | percent | yes | The localities come to 86%, as the council reported.
"""

SHARES = """
case                   | locality | before | now     | share  | by its own | by its size
one did better         | East     | 50/100 | 60/100  | 5      | 5          | 0
one did better         | West     | 50/100 | 50/100  | 0      | 0          | 0
both grew alike        | East     | 20/100 | 40/200  | 0      | 0          | 0
both grew alike        | West     | 80/100 | 160/200 | 0      | 0          | 0
only the sizes changed | East     | 20/100 | 60/300  | -5.625 | 0          | -5.625
only the sizes changed | West     | 80/100 | 80/100  | -9.375 | 0          | -9.375
one better, one worse  | East     | 50/100 | 60/100  | 5      | 5          | 0
one better, one worse  | West     | 50/100 | 40/100  | -5     | -5         | 0
nobody there before    | East     | 0/0    | 10/100  | 0      | 0          | 0
nobody there before    | West     | 10/100 | 10/100  | 0      | 0          | 0
"""

GAPS = """
case                     | locality | now    | target          | gap | whole children
both short               | East     | 60/100 | at least 75     | 15  | 15
both short               | West     | 70/100 | at least 75     | 5   | 5
one makes up for another | East     | 60/100 | at least 75     | 15  | 15
one makes up for another | West     | 90/100 | at least 75     | -15 | -15
parts of children        | East     | 1/3    | at least 50     | 0.5 | 1
parts of children        | West     | 1/3    | at least 50     | 0.5 | 0
fewer are wanted         | East     | 25/100 | no more than 15 | 10  | 10
fewer are wanted         | West     | 15/100 | no more than 15 | 0   | 0
under, not on            | East     | 15/100 | under 15        | 0   | 1
under, not on            | West     | 15/100 | under 15        | 0   | 0
"""


def part(text: str) -> Part:
    if " of " in text:
        value, denominator = text.split("% of ")
        return Part(Decimal(value), None, Decimal(denominator))
    if "/" in text:
        top, bottom = (Decimal(one) for one in text.split("/"))
        return Part(None, top, bottom)
    return Part(number(text.removesuffix("%")))


def localities(text: str) -> dict[str, Part]:
    if text == NOTHING:
        return {}
    return {name: part(rest) for name, _, rest in (one.partition(" ") for one in text.split(", "))}


@examples(ROLLED)
def test_localities_come_to_what_the_table_says(row: Row) -> None:
    found = rolled_up(localities(row["localities"]), row["unit"])
    if isinstance(found, Refused):
        assert (row["together"], row["why not"]) == (NOTHING, found.reason)
    else:
        assert found.value == Fraction(row["together"])


@examples(RECONCILED)
def test_what_was_reported_is_held_against_it_as_the_table_says(row: Row) -> None:
    rolled = rolled_up(localities(row["localities"]), row["unit"])
    assert isinstance(rolled, RolledUp)
    decimals = int(row["decimals"])
    found = reconciled(rolled, sure_number(row["reported"]), unit=row["unit"], decimals=decimals)
    assert (found.agrees, found.words) == (row["agrees"] == "yes", row["in words"])
    assert found.difference == Fraction(row["reported"]) - rolled.value


@cases(SHARES)
def test_the_shares_of_a_change_are_as_the_table_says(group: list[Row]) -> None:
    before, now = ({row["locality"]: part(row[when]) for row in group} for when in ("before", "now"))
    found = shares_of_change(before, now, "percent")
    assert not isinstance(found, Refused)
    for row in group:
        share = found.shares[row["locality"]]
        expected = tuple(Fraction(row[name]) for name in ("share", "by its own", "by its size"))
        assert (share.total, share.within, share.size) == expected


@cases(GAPS)
def test_the_gap_is_shared_as_the_table_says(group: list[Row]) -> None:
    how, _, bound = group[0]["target"].rpartition(" ")
    parts = {row["locality"]: part(row["now"]) for row in group}
    found = shares_of_gap(parts, Decimal(bound), "percent", more=how == "at least", strict=how == "under")
    assert not isinstance(found, Refused)
    for row in group:
        assert found.gaps[row["locality"]] == Fraction(row["gap"])
        assert found.whole[row["locality"]] == int(row["whole children"])


def test_a_numerator_that_was_worked_out_is_named() -> None:
    found = rolled_up(localities("East 50% of 10, West 81/90"), "percent")
    assert isinstance(found, RolledUp) and found.worked_out == ("East",)
    assert (found.decimal, found.numerator, found.denominator) == (Decimal(86), 86, 100)


def test_a_change_in_counts_is_each_one_s_own() -> None:
    found = shares_of_change(localities("East 14, West 7"), localities("East 20, West 4"), "number")
    assert not isinstance(found, Refused)
    assert (found.change, found.children) == (3, 3)
    assert {name: share.children for name, share in found.shares.items()} == {"East": 6, "West": -3}


@pytest.mark.parametrize(
    ("before", "now", "unit", "reason"),
    [
        ("East 1/2", "East 1/2, West 1/2", "percent", "The localities are not the same in both periods: West."),
        (
            "East 1/2, Old 1/2",
            "East 1/2, New 1/2",
            "percent",
            "The localities are not the same in both periods: New, Old.",
        ),
        ("East 50%", "East 1/2", "percent", "East does not say how many out of how many."),
        ("East 1/2", "East 50%", "percent", "East does not say how many out of how many."),
        ("East 0/0", "East 1/2", "percent", "There was nobody to count in any locality."),
        ("East 1", "East -", "number", "East has no figure, so the sum is not known."),
        ("East -", "East 1", "number", "East has no figure, so the sum is not known."),
    ],
)
def test_a_change_that_cannot_be_shared_out_is_refused(before: str, now: str, unit: str, reason: str) -> None:
    assert shares_of_change(localities(before), localities(now), unit) == Refused(reason)


def test_a_gap_in_counts_is_not_shared_out() -> None:
    found = shares_of_gap(localities("East 14, West 7"), Decimal(30), "number", more=True)
    assert found == Refused("Only a percentage or a rate is made of a part and a whole.")
    assert isinstance(shares_of_gap(localities("East 50%"), Decimal(30), "percent", more=True), Refused)


COUNTED = st.dictionaries(
    st.sampled_from(["North", "East", "South", "West", "Coast"]),
    st.integers(0, 60).flatmap(lambda bottom: st.tuples(st.integers(0, bottom), st.just(bottom))),
    min_size=1,
)


def as_parts(counted: dict[str, tuple[int, int]]) -> dict[str, Part]:
    return {name: Part(None, Decimal(top), Decimal(bottom)) for name, (top, bottom) in counted.items()}


@given(COUNTED)
def test_a_roll_up_is_as_if_all_were_one_place_and_lies_among_its_parts(counted: dict[str, tuple[int, int]]) -> None:
    tops, bottoms = (sum(one[n] for one in counted.values()) for n in (0, 1))
    assume(bottoms)
    found = rolled_up(as_parts(counted), "percent")
    assert isinstance(found, RolledUp) and found.value == Fraction(100 * tops, bottoms)
    shares = [Fraction(100 * top, bottom) for top, bottom in counted.values() if bottom]
    assert min(shares) <= found.value <= max(shares)


@given(st.data())
def test_the_shares_of_a_change_add_up_to_it_exactly(data: st.DataObject) -> None:
    before = data.draw(COUNTED)
    now = {
        name: data.draw(st.integers(0, 60).flatmap(lambda b: st.tuples(st.integers(0, b), st.just(b))))
        for name in before
    }
    assume(sum(b for _, b in before.values()) and sum(b for _, b in now.values()))
    found = shares_of_change(as_parts(before), as_parts(now), "percent")
    assert not isinstance(found, Refused)
    first, last = (
        Fraction(100 * sum(t for t, _ in one.values()), sum(b for _, b in one.values())) for one in (before, now)
    )
    assert found.change == last - first == sum(share.total for share in found.shares.values())
    assert found.children == found.change * sum(b for _, b in now.values()) / 100


@given(COUNTED, st.integers(0, 100), st.booleans(), st.booleans())
def test_the_gaps_add_up_and_closing_them_meets_the_target(
    counted: dict[str, tuple[int, int]], bound: int, more: bool, strict: bool
) -> None:
    tops, bottoms = (sum(one[n] for one in counted.values()) for n in (0, 1))
    assume(bottoms)
    found = shares_of_gap(as_parts(counted), Decimal(bound), "percent", more=more, strict=strict)
    assert not isinstance(found, Refused)
    assert found.total == sum(found.gaps.values())
    moved = sum(found.whole.values())

    def met(children: int) -> bool:
        reached = Fraction(100 * (tops + children if more else tops - children), bottoms)
        if strict:
            return reached > bound if more else reached < bound
        return reached >= bound if more else reached <= bound

    assert met(moved) and not met(moved - 1)


def test_a_numerator_that_was_given_is_never_worked_out_anew() -> None:
    found = rolled_up({"East": Part(Decimal(50), Decimal(4), Decimal(10))}, "percent")
    assert isinstance(found, RolledUp) and (found.value, found.worked_out) == (40, ())


def test_all_of_one_child_is_one_child() -> None:
    found = rolled_up({"East": Part(Decimal(100), None, Decimal(1))}, "percent")
    assert isinstance(found, RolledUp) and (found.value, found.numerator) == (100, 1)
