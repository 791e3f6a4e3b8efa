"""Red, amber, green: both sides of every boundary, and the cases of the five council papers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.rules import explain, rag
from indicators.rules.rag import Tolerance, judge, tolerance_for
from indicators.rules.target import Target, headline, provisional, state
from tests.indicators.worked import (
    NOTHING,
    Row,
    examples,
    period,
    rows,
    sure_number,
    target,
    tolerance,
    tolerance_words,
)

COLOURS = """
value          | target            | tolerance | colour | because
85.1           | at least 85       | 10%       | green  | better than the target
85             | at least 85       | 10%       | green  | exactly on the target
84.9999999999  | at least 85       | 10%       | amber  | just short
76.5           | at least 85       | 10%       | amber  | exactly 10% short: 8.5
76.4999999999  | at least 85       | 10%       | red    | just beyond
71.2           | at least 75       | 5%        | red    | 3.8 short is 5.07%, not 5%
71.25          | at least 75       | 5%        | amber  | exactly 5% short
59.4           | at least 64.4     | 5         | amber  | exactly 5 short, though not in binary
59.3999999999  | at least 64.4     | 5         | red    | just beyond
9.9            | no more than 10   | 10%       | green  | better than the target
10             | no more than 10   | 10%       | green  | exactly on the target
10.0000000001  | no more than 10   | 10%       | amber  | just over
11             | no more than 10   | 10%       | amber  | exactly 10% over
11.0000000001  | no more than 10   | 10%       | red    | just beyond
9.9999999999   | under 10          | 10%       | green  | under it
10             | under 10          | 10%       | amber  | not under it, but misses by nothing
11             | under 10          | 10%       | amber  | exactly 10% over
11.0000000001  | under 10          | 10%       | red    | just beyond
10             | under 10          | 0         | amber  | misses by nothing, so no tolerance is needed
10.0000000001  | under 10          | 0         | red    | no tolerance
5.0000000001   | over 5            | 10%       | green  | over it
5              | over 5            | 10%       | amber  | not over it, but misses by nothing
4.5            | over 5            | 10%       | amber  | exactly 10% short
4.4999999999   | over 5            | 10%       | red    | just beyond
3              | exactly 3         | 10%       | green  | just that
3.3            | exactly 3         | 10%       | amber  | 10% too many
2.7            | exactly 3         | 10%       | amber  | 10% too few
3.3000000001   | exactly 3         | 10%       | red    | just beyond
2.6999999999   | exactly 3         | 10%       | red    | just beyond
15             | between 15 and 25 | 10%       | green  | on the lower bound
20             | between 15 and 25 | 10%       | green  | between
25             | between 15 and 25 | 10%       | green  | on the upper bound
13.5           | between 15 and 25 | 10%       | amber  | 10% of 15 below it
13.4999999999  | between 15 and 25 | 10%       | red    | just beyond
27.5           | between 15 and 25 | 10%       | amber  | 10% of 25 above it
27.5000000001  | between 15 and 25 | 10%       | red    | just beyond
20             | between 20 and 20 | 10%       | green  | both bounds
0              | no more than 0    | 0         | green  | exactly on the target
1              | no more than 0    | 0         | red    | no tolerance
2              | no more than 0    | 2         | amber  | exactly 2 over
2.0000000001   | no more than 0    | 2         | red    | just beyond
0.0000000001   | no more than 0    | 10%       | red    | a share of nothing is nothing
98             | at least 100      | 2         | amber  | exactly 2 short
97.9999999999  | at least 100      | 2         | red    | just beyond
-20            | no more than -20  | 10%       | green  | a fall of 20 was wanted
-18            | no more than -20  | 10%       | amber  | short by 10% of 20
-17.9999999999 | no more than -20  | 10%       | red    | just beyond
"""

TOLERANCES = """
target          | unit           | its own | the indicator's | used | because
at least 85     | percent        | -       | -               | 10%  | the usual one
at least 85     | percent        | -       | 5%              | 5%   | the indicator's before the usual one
at least 85     | percent        | 3       | 5%              | 3    | its own before the indicator's
at least 85     | percent        | 0       | 5%              | 0    | its own may be none at all
at least 85     | percent        | 7%      | 5               | 7%   | its own may be of another kind
at least 100    | percent        | -       | -               | 2    | a percentage of 100: points
at least 100    | percent        | -       | 5%              | 2    | a share cannot be used at 100
at least 100    | percent        | -       | 5               | 5    | the indicator's points can
at least 99     | percent        | -       | -               | 10%  | the usual one
no more than 0  | percent        | -       | -               | 2    | a percentage of 0: points
no more than 0  | percent        | -       | 5%              | 2    | a share cannot be used at 0
at least 20     | number         | -       | -               | 10%  | a count of 20 and more
at least 19     | number         | -       | -               | 1    | a count under 20: one child
at least 19     | number         | -       | 5%              | 1    | a share is not used under 20
at least 19     | number         | -       | 2               | 2    | the indicator's number can
at least 1      | number         | -       | -               | 1    | a count under 20
no more than 0  | number         | -       | -               | 0    | none means none
at least 100    | number         | -       | -               | 10%  | only a percentage ends at 100
no more than 10 | days           | -       | -               | 10%  | only counts of things are small
no more than 0  | days           | -       | -               | 0    | a share of nothing is nothing
no more than -5 | percent_change | -       | -               | 10%  | the usual one
at least 3      | judgement      | -       | -               | 0    | a grade is met or missed
at least 100    | percent        | 10%     | -               | 2    | a share is refused at 100, whoever asks
at least 100    | percent        | 10%     | 5               | 5    | the indicator's points in its place
at least 100    | percent        | 3       | -               | 3    | points of its own can be used
at least 100    | percent        | 0%      | -               | 0%   | none at all is none anywhere
at least 99.9   | percent        | 10%     | -               | 10%  | just under 100 a share can be used
no more than 0  | percent        | 10%     | -               | 2    | a share is refused at 0
no more than 0  | number         | 10%     | -               | 0    | a share is refused at 0
no more than 0  | number         | 2       | -               | 2    | a number of its own can be used
no more than 0  | days           | 10%     | 3               | 3    | the indicator's days in its place
at least 100    | number         | 10%     | -               | 10%  | only a percentage ends at 100
at least 19     | number         | 5%      | -               | 5%   | its own share holds under 20
at least 3      | judgement      | 10%     | -               | 0    | a grade has no shares
"""

# Why a tolerance is not the one that was asked for.
REFUSED = """
target | unit | its own | the indicator's | in words
at least 100 | percent | 10% | - | A tolerance of 10% of the target is not used at 100%: 100% is the end of the scale. \
Used: 2 percentage points.
at least 100 | percent | - | 5% | A tolerance of 5% of the target is not used at 100%: 100% is the end of the scale. \
Used: 2 percentage points.
no more than 0 | number | 10% | - | A tolerance of 10% of the target is not used at 0: a share of nothing is nothing. \
Used: no tolerance.
no more than 0 | days | 2.5% | 3 | A tolerance of 2.5% of the target is not used at 0 days: a share of nothing is \
nothing. Used: 3 days.
at least 19 | number | - | 5% | A tolerance of 5% of the target is not used at 19: it is less than one or two. Used: 1.
at least 3 | judgement | 10% | - | A tolerance of 10% of the target is not used: grades have no shares.
at least 100 | percent | - | - | -
at least 100 | percent | 3 | 5% | -
at least 85 | percent | 7% | 5% | -
at least 100 | percent | - | 5 | -
"""

# A colour in brackets is what a target that is not due yet would give now. The last column is the colour with a
# tolerance of 5% in place of the usual one.
PAPERS = """
case | value | figure for | target | when | short by | colour | at 5% | provisional
Suffolk IA 7 days | 77.4% | 12m to Dec 2004 | at least 85 | for 2004/05 | 7.6 | amber | red | -
Suffolk core 35 days | 71.2% | 12m to Dec 2004 | at least 75 | for 2004/05 | 3.8 | amber | red | -
Suffolk LAC reviews | 95% | 15/03/2005 | at least 98 | - | 3 | amber | amber | -
Suffolk CP reviews | 100% | 15/03/2005 | at least 100 | - | 0 | green | green | -
Suffolk vacancies | 15% | 15/03/2005 | under 10 | - | 5 | red | red | -
Suffolk re-referrals | 20% | 12m to Dec 2004 | no more than 15 | - | 5 | red | red | -
B&H LAC reviews | 86% | 28/02/2005 | at least 80 | by 30/09/2004 | 0 | green | green | -
B&H vacancies | 7.4% | 28/02/2005 | - | - | - | - | - | -
Luton LAC step | 96.6% | 31/05/2004 | at least 96.5 | by 30/06/2004 | 0 | (green) | green | -
Luton LAC headline | 96.6% | 31/05/2004 | at least 97.5 | - | 0.9 | amber | amber | -
Luton CP allocated | 99.3% | 01/07/2004 | at least 100 | - | 0.7 | amber | amber | -
Luton reviews | 61.2% | 31/05/2004 | at least 75 | by 30/11/2004 | 13.8 | (red) | red | -
Luton adoptions | 14 | 2002/03 | at least 18 | for 2002/03 | 4 | red | red | -
Luton IA | - | 01/07/2004 | at least 55 | by 30/09/2004 | - | - | - | -
B&H exclusions | 15 | YTD 14/05/2003 | under 24 | for y/e 31/08/03 | 0 | green | green | yes
B&H B&B | 81 | 31/03/2003 | no more than 0 | by 31/03/2005 | 81 | (red) | - | -
B&H FGC | 1 | 31/03/2003 | at least 5 | by 31/03/2003 | 4 | red | red | -
"""


def allowed(text: str) -> Tolerance:
    kind, amount = tolerance(text)
    assert amount is not None
    return Tolerance(kind, amount)


@examples(COLOURS)
def test_the_colour_is_as_the_table_says(row: Row) -> None:
    judged = judge(sure_number(row["value"]), target(row["target"]), allowed(row["tolerance"]))
    assert judged.rag == row["colour"]
    assert judged.tolerance == allowed(row["tolerance"])


@examples(TOLERANCES)
def test_the_tolerance_is_as_the_table_says(row: Row) -> None:
    kind, amount = tolerance(row["its own"])
    aim = target(row["target"], tolerance_kind=kind, tolerance=amount)
    assert tolerance_words(tolerance_for(aim, row["unit"], *tolerance(row["the indicator's"]))) == row["used"]


@examples(REFUSED)
def test_why_a_tolerance_is_not_used_is_said_as_the_table_says(row: Row) -> None:
    kind, amount = tolerance(row["its own"])
    aim = target(row["target"], tolerance_kind=kind, tolerance=amount)
    used = tolerance_for(aim, row["unit"], *tolerance(row["the indicator's"]))
    assert used.because == ("" if row["in words"] == NOTHING else row["in words"])


@examples(PAPERS)
def test_the_council_papers_come_out_as_the_table_says(row: Row) -> None:
    judged_for = period(row["figure for"])
    if row["target"] == NOTHING:
        assert headline([], judged_for) is None
        assert explain.why_not(explain.NO_TARGET) == "Not rated: no target has been set for this period."
        return
    aim = target(row["target"], row["when"])
    assert headline([aim], judged_for) == aim
    if row["value"] == NOTHING:
        assert explain.why_not(explain.NO_DATA, mark="missing") == "Not rated: no figure given."
        return
    unit = "percent" if row["value"].endswith("%") else "number"
    value = sure_number(row["value"].removesuffix("%"))
    assert state(aim, judged_for) == ("not_due" if "(" in row["colour"] else "in_force")
    judged = judge(value, aim, tolerance_for(aim, unit))
    assert (judged.rag, judged.shortfall) == (row["colour"].strip("()"), sure_number(row["short by"]))
    assert provisional(aim, judged_for) == (row["provisional"] == "yes")
    if row["at 5%"] != NOTHING:
        assert judge(value, aim, Tolerance("relative", Decimal(5))).rag == row["at 5%"]


def test_the_papers_table_has_all_sixteen_cases_and_one_has_two_targets() -> None:
    assert len(rows(PAPERS)) == 17


# --- what holds for any number ------------------------------------------------------------------------------------

NUMBERS = st.decimals(-1000, 1000, places=3)
AMOUNTS = st.decimals(0, 100, places=2)
BETTER = {rag.GREEN: 0, rag.AMBER: 1, rag.RED: 2}


@given(NUMBERS, NUMBERS, AMOUNTS, st.sampled_from([">=", ">"]), st.sampled_from(["relative", "absolute"]))
def test_a_better_value_never_has_a_worse_colour(
    value: Decimal, aim: Decimal, amount: Decimal, operator: str, kind: str
) -> None:
    high, allowance = Target("standing", operator, aim), Tolerance(kind, amount)
    colours = [BETTER[judge(value + step, high, allowance).rag] for step in map(Decimal, ("0", "0.001", "1", "500"))]
    assert colours == sorted(colours, reverse=True)


@given(NUMBERS, NUMBERS, AMOUNTS, st.sampled_from([(">=", "<="), (">", "<")]))
def test_low_targets_are_high_targets_in_a_mirror(
    value: Decimal, aim: Decimal, amount: Decimal, operators: tuple[str, str]
) -> None:
    allowance = Tolerance("relative", amount)
    high = judge(value, Target("standing", operators[0], aim), allowance)
    low = judge(-value, Target("standing", operators[1], -aim), allowance)
    assert (high.rag, high.shortfall) == (low.rag, low.shortfall)


@given(NUMBERS, NUMBERS, AMOUNTS)
def test_at_least_and_over_differ_on_the_target_alone(value: Decimal, aim: Decimal, amount: Decimal) -> None:
    allowance = Tolerance("absolute", amount)
    at_least = judge(value, Target("standing", ">=", aim), allowance)
    over = judge(value, Target("standing", ">", aim), allowance)
    assert (at_least.rag != over.rag) == (value == aim)


@given(NUMBERS, NUMBERS, NUMBERS, AMOUNTS)
def test_green_has_no_shortfall_and_a_shortfall_is_never_negative(
    value: Decimal, one: Decimal, other: Decimal, amount: Decimal
) -> None:
    low, high = sorted((one, other))
    judged = judge(value, Target("standing", "between", low, high), Tolerance("absolute", amount))
    assert (judged.rag == rag.GREEN) == (low <= value <= high)
    assert (judged.shortfall > 0) == (judged.rag != rag.GREEN)


@pytest.mark.parametrize("operator", ["==", "", "between"])
def test_an_operator_that_does_not_exist_is_a_fault_of_ours(operator: str) -> None:
    with pytest.raises(ValueError, match="no such operator"):
        judge(Decimal(1), Target("standing", operator, Decimal(1)), Tolerance("absolute", Decimal(0)))


@pytest.mark.parametrize(("value", "expected"), [(33, rag.AMBER), (34, rag.RED)])
def test_a_range_s_tolerance_goes_by_the_bound_that_was_missed(value: int, expected: str) -> None:
    """Between 5 and 30 cases: 10% of 30 is 3, as it would be with a target of no more than 30."""
    aim, upper = target("between 5 and 30"), target("no more than 30")
    assert judge(Decimal(value), upper, tolerance_for(upper, "number")).rag == expected
    judged = rag.judged(Decimal(value), aim, "number")
    assert (judged.rag, judged.tolerance.allowance(Decimal(30))) == (expected, Decimal(3))
