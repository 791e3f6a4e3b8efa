"""Signals: limits, patterns, breaks and assurance by tables, by a second answer, and by what must not matter."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.rules import spc
from indicators.rules.spc import Signals, SpcPoint, signals
from indicators.rules.spc_limits import as_whole, limits
from indicators.rules.spc_rules import COMMON
from tests.indicators.worked import NOTHING, Row, examples, number

LIMITS = """
figures         | screened | mean  | lower | upper  | because
6x 10 12        | yes      | 11    | 5.68  | 16.32  | 2.66 times the average change of 2, each way
6x 10 12        | no       | 11    | 5.68  | 16.32  | there is nothing to leave out
6x 0 1          | yes      | 0.5   | -2.16 | 3.16   | limits go by the figures alone, whatever is possible
12x 7           | yes      | 7     | 7     | 7      | a flat series has limits equal to its mean
12x 7           | no       | 7     | 7     | 7      | a flat series has limits equal to its mean
5x 10 12; 10 36 | yes      | 13    | 7.68  | 18.32  | the last change is over 3.267 times the average: left out
5x 10 12; 10 36 | no       | 13    | 1.876 | 24.124 | the same, with nothing left out
12x 7; 10       | yes      | 7.231 | 7.231 | 7.231  | the only change is left out: no width remains
10 12           | yes      | 11    | 5.68  | 16.32  | two figures are enough for a sum, not for a signal
-5 -3 -5 -3     | yes      | -4    | -9.32 | 1.32   | figures under 0
10 - 12 10 - 12 | yes      | 11    | 5.68  | 16.32  | missing figures are left out first
7               | yes      | -     | -     | -      | one figure has no change
-               | yes      | -     | -     | -      | no figure
"""

# Limits fixed by the first twelve figures: mean 11, limits 5.68 and 16.32; 7.45 and 14.55 are two thirds of the way.
PATTERNS = """
after 6x 10 12                     | the last is | those before are        | because
16.32                              | common      | -                       | on the limit
16.33                              | over        | -                       | beyond it
5.68                               | common      | -                       | on the limit
5.67                               | under       | -                       | beyond it
14.55 14.55                        | near, above | 1x same                 | two of three near, all above
14.54 14.55                        | common      | 1x same                 | only one is near
14.55 12 14.55                     | near, above | 1x same; common         | the one between is not near
14.55 11 14.55                     | common      | 2x same                 | one of the three is on the mean
14.55 10 14.55                     | common      | 2x same                 | one of the three is on the other side
14.55 12 12 14.55                  | common      | 3x same                 | not within three
16.33 14.55                        | common      | over                    | beyond the limit does not count as near
10 7.45 7.45                       | near, below | common; 1x same         | two of three near, all below
10 7.46 7.45                       | common      | 2x same                 | only one is near
6x 12                              | run above   | 5x same                 | with the twelfth figure seven are above
5x 12                              | common      | 4x same                 | with the twelfth figure six are above
3x 12; 11; 3x 12                   | common      | 6x same                 | one on the mean breaks the run
3x 10; 11; 3x 10                   | common      | 6x same                 | one on the mean breaks the run
3x 10 9; 10                        | run below   | 6x same                 | seven are below
10.5 10.6 10.7 10.8 10.9 11.1 11.2 | rising      | 6x same                 | seven rise in a row
10.5 10.6 10.7 10.8 10.9 11.1 11.1 | common      | 6x same                 | a tie is no rise
11.5 11.4 11.3 10.9 10.8 10.7      | falling     | 5x same                 | with the twelfth seven fall
12.1 11.4 11.3 10.9 10.8 10.7      | common      | 5x same                 | six fall in a row
10.2 10.3 10.4 10.5 10.6 10.7 10.8 | rising      | 6x same                 | a trend before a run on one side
8 9 10 11.5 13 14 17               | over        | 6x rising               | beyond a limit before a trend
14.6 14.7; 4x 13                   | run above   | 2x near, above; 3x same | two in three before a run on one side
"""

KINDS = """
label                      | high is good | low is good  | neither is good
Above UCL                  | improvement  | concern      | high
Below LCL                  | concern      | improvement  | low
7 Point Trend (Increasing) | improvement  | concern      | high
7 Point Trend (Decreasing) | concern      | improvement  | low
2 in 3 Above CL            | improvement  | concern      | high
2 in 3 Below CL            | concern      | improvement  | low
7 Points Above CL          | improvement  | concern      | high
7 Points Below CL          | concern      | improvement  | low
Common Cause               | common cause | common cause | common cause
"""

ASSURANCE = """
figures      | polarity | target  | assurance    | because
6x 10 12     | high     | 5.67    | will pass    | under the lower limit
6x 10 12     | high     | 5.68    | hit and miss | on the lower limit
6x 10 12     | high     | 11      | hit and miss | between the limits
6x 10 12     | high     | 16.32   | hit and miss | on the upper limit
6x 10 12     | high     | 16.33   | will fail    | over the upper limit
6x 10 12     | low      | 5.67    | will fail    | under the lower limit
6x 10 12     | low      | 5.68    | hit and miss | on the lower limit
6x 10 12     | low      | 16.32   | hit and miss | on the upper limit
6x 10 12     | low      | 16.33   | will pass    | over the upper limit
6x 10 12     | neutral  | 5       | -            | neither is good
6x 10 12     | range    | 5       | -            | neither is good
6x 10 12     | high     | -       | -            | no target
12x 7        | high     | 6.9     | will pass    | flat, and over the target
12x 7        | high     | 7       | will pass    | flat on the target: it meets it every time
12x 7        | high     | over 7  | will fail    | flat on a target that must be passed
12x 7        | high     | 7.1     | will fail    | flat, and under the target
12x 7        | low      | 7       | will pass    | flat on the target: it meets it every time
12x 7        | low      | under 7 | will fail    | flat on a target that must be passed
12x 7        | low      | 7.1     | will pass    | flat, and under the target
12x 7        | low      | 6.9     | will fail    | flat, and over the target
12x 100      | high     | 100     | will pass    | nobody can do better
12x 0        | low      | 0       | will pass    | nobody can do better
5x 10 12; 10 | high     | 5       | -            | eleven figures are too few
"""

GROUPS = """
case                            | figures                 | break at the | variation    | why none            | count
twelve are enough               | 6x 10 12                | -            | common cause | -                   | 12
eleven are not                  | 5x 10 12; 10            | -            | -            | too_few             | 11
a missing one does not count    | 5x 10 12; 10 -          | -            | -            | too_few             | 11
missing ones are no hindrance   | 3x 10 - 12; 3x 10 12    | -            | common cause | -                   | 12
nothing at all                  | -                       | -            | -            | no_figures          | 0
only missing                    | - - -                   | -            | -            | no_figures          | 0
one figure                      | 7                       | -            | -            | too_few             | 1
a step without a break          | 6x 10 12; 6x 20 22      | -            | high         | -                   | 24
the same, with a break there    | 6x 10 12; 6x 20 22      | 13th         | common cause | -                   | 12
too few since the break         | 6x 10 12; 6x 20 22      | 14th         | -            | too_few_since_break | 11
the last break counts           | 6x 10 12; 6x 20 22      | 5th 13th     | common cause | -                   | 12
a break at the first            | 6x 10 12                | 1st          | common cause | -                   | 12
a break after the last          | 6x 10 12                | 13th         | common cause | -                   | 12
too few, a break after the last | 7                       | 2nd          | -            | too_few             | 1
too few, a break at the first   | 7 9                     | 1st          | -            | too_few             | 2
a break at the last             | 6x 10 12; 13            | 13th         | -            | too_few_since_break | 1
a run ends at a break           | 12x 12; 13 13; 6x 10 13 | 15th         | common cause | -                   | 12
"""
POLARITY = {"high is good": "high", "low is good": "low", "neither is good": "neutral"}
LABELS = {
    "common": COMMON,
    "over": "Above UCL",
    "under": "Below LCL",
    "rising": "7 Point Trend (Increasing)",
    "falling": "7 Point Trend (Decreasing)",
    "near, above": "2 in 3 Above CL",
    "near, below": "2 in 3 Below CL",
    "run above": "7 Points Above CL",
    "run below": "7 Points Below CL",
}
KIND_WORDS = {
    spc.COMMON_CAUSE: "common cause",
    spc.IMPROVEMENT: "improvement",
    spc.CONCERN: "concern",
    spc.NEUTRAL_HIGH: "high",
    spc.NEUTRAL_LOW: "low",
    None: NOTHING,
}
ASSURANCE_WORDS = {
    spc.WILL_PASS: "will pass",
    spc.HIT_AND_MISS: "hit and miss",
    spc.WILL_FAIL: "will fail",
    None: NOTHING,
}


def figures(text: str) -> list[Decimal | None]:
    """Return the figures of a cell: '6x 10 12; 16.32' is ten and twelve six times over, and one more."""
    return [] if text == NOTHING else [number(each) for words in _parts(text) for each in words.split()]


def _parts(text: str) -> list[str]:
    """Return the parts of a cell between semicolons, each as many times over as it says."""
    found: list[str] = []
    for part in text.split("; "):
        times = re.match(r"(\d+)x ", part)
        found += [part[times.end() :]] * int(times[1]) if times else [part]
    return found


def day(place: int) -> date:
    """Return the last day of the quarter at a place, so to say."""
    return date(2000 + place // 4, 3 * (place % 4) + 1, 28)


def series(values: Sequence[Decimal | None], target: Decimal | None = None, *, strict: bool = False) -> list[SpcPoint]:
    """Return figures as points."""
    return [SpcPoint(day(place), value, target, strict) for place, value in enumerate(values)]


def labelled(cell: str, same: str) -> list[str]:
    """Return the labels of a cell: '3x same; over', where 'same' is the label of the last."""
    return [] if cell == NOTHING else [LABELS[same if word == "same" else word] for word in _parts(cell)]


@examples(LIMITS)
def test_the_limits_are_as_the_table_says(row: Row) -> None:
    found = signals(series(figures(row["figures"])), polarity="high", screen=row["screened"] == "yes", minimum=2)
    last = found.last
    for name in ("mean", "lower", "upper"):
        given = getattr(last, name) if last else None
        places = len(row[name].partition(".")[2])
        assert (NOTHING if given is None else f"{given:.{places}f}") == row[name]


@examples(PATTERNS)
@pytest.mark.parametrize("polarity", ["high", "low", "neutral"])
def test_the_patterns_are_as_the_table_says(row: Row, polarity: str) -> None:
    after = figures(row["after 6x 10 12"])
    found = signals(series([*figures("6x 10 12"), *after]), polarity=polarity, fix_after=12)
    labels = [point.label for point in found.points[12:]]
    assert labels == [*labelled(row["those before are"], row["the last is"]), LABELS[row["the last is"]]]
    assert [point.special for point in found.points[12:]] == [label != COMMON for label in labels]
    assert found.variation == spc.kind_of(labels[-1], polarity)


@examples(KINDS)
def test_what_a_label_means_is_as_the_table_says(row: Row) -> None:
    for heading, polarity in POLARITY.items():
        assert KIND_WORDS[spc.kind_of(row["label"], polarity)] == row[heading]
    assert spc.kind_of(row["label"], "range") == spc.kind_of(row["label"], "neutral")


def test_what_is_not_judged_is_of_no_kind() -> None:
    assert spc.kind_of("", "high") == ""


@examples(ASSURANCE)
def test_the_assurance_is_as_the_table_says(row: Row) -> None:
    strict = row["target"].startswith(("over", "under"))
    target = number(row["target"].split()[-1])
    found = signals(series(figures(row["figures"]), target, strict=strict), polarity=row["polarity"])
    assert ASSURANCE_WORDS[found.assurance] == row["assurance"]
    assert found.target == target


@examples(GROUPS)
def test_groups_are_as_the_table_says(row: Row) -> None:
    breaks = (
        []
        if row["break at the"] == NOTHING
        else [day(int(re.sub(r"\D", "", place)) - 1) for place in row["break at the"].split()]
    )
    found = signals(series(figures(row["figures"])), polarity="neutral", breaks=breaks)
    assert KIND_WORDS[found.variation] == row["variation"]
    assert (found.reason or NOTHING) == row["why none"]
    assert found.count == int(row["count"])
    assert found.minimum == 12
    assert len(found.points) == len(figures(row["figures"]))


def test_a_break_between_two_days_begins_a_group_at_the_next_figure() -> None:
    values = figures("6x 10 12; 6x 20 22")
    between = date(day(11).year, day(11).month, 29)
    found = signals(series(values), polarity="high", breaks=[between])
    assert [point.group for point in found.points] == [0] * 12 + [1] * 12
    assert (found.points[11].mean, found.points[12].mean) == (11, 21)
    assert found.since == between
    assert signals(series(values), polarity="high", breaks=[day(24)]).since is None


def test_a_group_that_is_too_short_has_limits_but_nothing_is_drawn_or_judged() -> None:
    found = signals(series(figures("10 12 10 12 90")), polarity="high")
    assert all(
        point.lower is not None and point.drawn_lower is None and point.drawn_upper is None for point in found.points
    )
    assert {(point.label, point.kind, point.special) for point in found.points} == {("", "", False)}
    assert (found.variation, found.assurance) == (None, None)


def test_a_short_group_before_a_break_is_not_judged_and_a_long_one_is() -> None:
    values = figures("10 12 90; 6x 10 12")
    found = signals(series(values), polarity="high", breaks=[day(3)])
    assert {point.label for point in found.points[:3]} == {""}
    assert {point.label for point in found.points[3:]} == {COMMON}


def test_a_missing_figure_stays_as_a_gap_and_changes_nothing_else() -> None:
    values = figures("6x 10 12")
    gap = [*values[:4], None, *values[4:]]
    found = signals(series(gap), polarity="high")
    assert found.points[4] == spc.Signal(day(4), None, 0)
    assert (found.points[4].outside, found.points[4].side, found.points[4].near) == (False, 0, False)
    without = signals(series(values), polarity="high")
    assert [(p.value, p.mean, p.lower, p.label) for p in found.points if p.value is not None] == [
        (p.value, p.mean, p.lower, p.label) for p in without.points
    ]


def test_a_missing_last_figure_leaves_the_one_before_it_to_speak_of() -> None:
    found = signals(series([*figures("6x 10 12; 30"), None]), polarity="high")
    assert found.last is not None
    assert found.last.value == 30
    assert found.variation == spc.IMPROVEMENT


def test_drawn_limits_stay_within_what_is_possible_and_the_rules_do_not() -> None:
    values = series(figures("6x 0 1"))
    found = signals(values, polarity="high", lowest=Decimal(0), highest=Decimal(3)).points[0]
    assert (found.lower, found.upper) == (pytest.approx(-2.16), pytest.approx(3.16))
    assert (found.drawn_lower, found.drawn_upper) == (0, 3)
    wide = signals(values, polarity="high", lowest=Decimal(-5), highest=Decimal(5)).points[0]
    assert (wide.drawn_lower, wide.drawn_upper) == (wide.lower, wide.upper)
    free = signals(values, polarity="high").points[0]
    assert (free.drawn_lower, free.drawn_upper) == (free.lower, free.upper)


def test_the_target_in_force_at_the_last_figure_is_the_one() -> None:
    values = figures("6x 10 12")
    aims = [Decimal(5)] * 11 + [Decimal(20)]
    points = [SpcPoint(day(n), value, aim) for n, (value, aim) in enumerate(zip(values, aims, strict=True))]
    found = signals(points, polarity="high")
    assert (found.target, found.assurance, found.target_changed) == (20, spc.WILL_FAIL, True)
    assert not signals(series(values, Decimal(5)), polarity="high").target_changed
    later = signals([*points, SpcPoint(day(12), None, Decimal(5))], polarity="high")
    assert (later.target, later.assurance) == (20, spc.WILL_FAIL)


def test_a_target_set_late_has_not_changed() -> None:
    values = figures("6x 10 12")
    points = [SpcPoint(day(n), value, Decimal(5) if n > 6 else None) for n, value in enumerate(values)]
    assert not signals(points, polarity="high").target_changed


def test_limits_without_width_are_said_to_be_so() -> None:
    assert signals(series(figures("12x 7; 10")), polarity="high").narrow
    assert not signals(series(figures("12x 7; 10")), polarity="high", screen=False).narrow
    assert not signals(series(figures("12x 7")), polarity="high").narrow
    assert not signals(series(figures("6x 7 10")), polarity="high").narrow
    assert not signals(series(figures("10x 7; 10")), polarity="high").narrow


def test_limits_fixed_by_the_first_figures_ignore_the_later_ones() -> None:
    values = figures("6x 10 12; 40 50 60")
    found = signals(series(values), polarity="high", fix_after=12)
    assert {(point.mean, point.upper) for point in found.points} == {(11, 16.32)}
    assert signals(series(values), polarity="high", fix_after=13).points[0].mean == pytest.approx(172 / 13)
    short = signals(series(figures("6x 10 12")), polarity="high", fix_after=20)
    assert short.points[0].mean == 11


def test_limits_are_not_fixed_by_fewer_than_twelve() -> None:
    with pytest.raises(ValueError, match="12 figures or more, not 11"):
        signals([], polarity="high", fix_after=11)


def test_two_points_of_one_day_are_refused() -> None:
    point = SpcPoint(day(0), Decimal(1))
    with pytest.raises(ValueError, match="same day"):
        signals([point, point], polarity="high")


def test_one_figure_is_never_judged_however_few_are_asked_for() -> None:
    found = signals(series([Decimal(7)], Decimal(5)), polarity="high", minimum=1)
    assert (found.variation, found.assurance, found.reason, found.minimum) == (None, None, spc.TOO_FEW, 2)


def test_a_point_on_a_limit_is_on_it_whatever_binary_numbers_make_of_it() -> None:
    """In floats 0.1 + 2.66 × 0.2 is a little more than 0.632 and its neighbours fall on either side."""
    values = [Decimal("0.1"), Decimal("0.3")] * 6
    found = signals(series([*values, Decimal("0.732"), Decimal("0.7320000001")]), polarity="high", fix_after=12)
    assert [point.outside for point in found.points[12:]] == [False, True]


# A second answer: the steps of the published method, one window at a time, in fractions.


def second_answer(values: Sequence[Decimal], *, screen: bool) -> list[tuple[Fraction, Fraction, Fraction, str]]:
    """Return mean, lower limit, upper limit and label of each value of one group."""
    v = [Fraction(value) for value in values]
    mean = sum(v) / len(v)
    moves = [abs(v[n] - v[n - 1]) for n in range(1, len(v))]
    average = sum(moves) / len(moves)
    kept = [move for move in moves if not screen or average == 0 or move < Fraction("3.267") * average]
    reach = Fraction("2.66") * sum(kept) / len(kept)
    outside = [x > mean + reach or x < mean - reach for x in v]
    near = [not out and abs(x - mean) > reach * 2 / 3 for x, out in zip(v, outside, strict=True)]
    side = [(x > mean) - (x < mean) for x in v]
    trend, shift, pair = set(), set(), set()
    for start in range(len(v)):
        seven = v[start : start + 7]
        if len(seven) == 7:
            steps = [b - a for a, b in itertools.pairwise(seven)]
            if all(s > 0 for s in steps) or all(s < 0 for s in steps):
                trend |= set(range(start, start + 7))
            if abs(sum(side[start : start + 7])) == 7:
                shift |= set(range(start, start + 7))
        if abs(sum(side[start : start + 3])) == 3 and sum(near[start : start + 3]) >= 2:
            pair |= {n for n in range(start, start + 3) if near[n]}
    found = []
    for n, x in enumerate(v):
        high = "Above" if side[n] > 0 else "Below"
        if outside[n]:
            label = "Above UCL" if side[n] > 0 else "Below LCL"
        elif n in trend:
            step = v[n + 1] - x if n + 1 in trend else x - v[n - 1]
            label = f"7 Point Trend ({'In' if step > 0 else 'De'}creasing)"
        elif n in pair:
            label = f"2 in 3 {high} CL"
        else:
            label = f"7 Points {high} CL" if n in shift else COMMON
        found.append((mean, mean - reach, mean + reach, label))
    return found


STEPS = st.lists(st.integers(-6, 6), min_size=2, max_size=40)
SMALL = st.lists(st.integers(0, 8), min_size=2, max_size=40)
VALUES = st.one_of(SMALL, STEPS.map(lambda steps: [sum(steps[: n + 1]) for n in range(len(steps))])).map(
    lambda whole: [Decimal(n) / 10 for n in whole]
)


def told(found: Signals) -> list[tuple[object, ...]]:
    return [(p.outside, p.side, p.near, p.label, p.kind) for p in found.points]


@given(VALUES, st.booleans())
def test_every_point_agrees_with_the_second_answer(values: list[Decimal], screen: bool) -> None:
    found = signals(series(values), polarity="high", screen=screen, minimum=2)
    expected = second_answer(values, screen=screen)
    assert [(p.mean, p.lower, p.upper, p.label) for p in found.points] == [
        (float(mean), float(lower), float(upper), label) for mean, lower, upper, label in expected
    ]


def test_long_runs_agree_with_the_second_answer_too() -> None:
    """What chance hardly makes: runs, trends and steps on purpose."""
    chance = random.Random(7)
    for _ in range(300):
        values = [Decimal(0)]
        while len(values) < 40:
            step = chance.choice([-3, -1, 1, 3])
            values += [values[-1] + step * n + chance.choice([0, 0, 1]) for n in range(1, chance.choice([3, 7, 8, 9]))]
            values.append(values[-1] + chance.randint(-20, 20))
        found = signals(series(values), polarity="low", minimum=2)
        assert [p.label for p in found.points] == [row[3] for row in second_answer(values, screen=True)]


@given(VALUES, st.integers(-50, 50), st.sampled_from(["1", "0.1", "3", "1000"]))
def test_neither_scale_nor_place_matters(values: list[Decimal], shift: int, scale: str) -> None:
    moved = [value * Decimal(scale) + shift for value in values]
    one, other = (signals(series(each), polarity="high", minimum=2) for each in (values, moved))
    assert told(one) == told(other)


@given(VALUES)
def test_turned_upside_down_with_the_polarity_it_is_as_good_as_before(values: list[Decimal]) -> None:
    one = signals(series(values, Decimal(2)), polarity="high", minimum=2)
    other = signals(series([-value for value in values], Decimal(-2)), polarity="low", minimum=2)
    # Save where two trends meet, when a tie goes with the fall by the package's own habit.
    ties = any(a == b for a, b in itertools.pairwise(values))
    if not ties:
        assert [p.kind for p in one.points] == [p.kind for p in other.points]
    assert one.assurance == other.assurance


@given(VALUES)
def test_the_other_polarity_turns_improvement_into_concern(values: list[Decimal]) -> None:
    swapped = {spc.IMPROVEMENT: spc.CONCERN, spc.CONCERN: spc.IMPROVEMENT}
    one, other = (signals(series(values), polarity=polarity, minimum=2) for polarity in ("high", "low"))
    assert [swapped.get(p.kind, p.kind) for p in one.points] == [p.kind for p in other.points]


@given(VALUES)
def test_the_order_in_which_points_come_does_not_matter(values: list[Decimal]) -> None:
    points = series(values)
    assert signals(points[::-1], polarity="high") == signals(points, polarity="high")


@given(VALUES, st.lists(st.integers(0, 40), max_size=5))
def test_gaps_change_no_figure(values: list[Decimal], gaps: list[int]) -> None:
    holed: list[Decimal | None] = list(values)
    for gap in gaps:
        holed.insert(min(gap, len(holed)), None)
    whole, with_gaps = (signals(series(each), polarity="high", minimum=2) for each in (values, holed))
    kept = [line for line, value in zip(told(with_gaps), holed, strict=True) if value is not None]
    assert kept == told(whole)


@given(VALUES, VALUES)
def test_each_group_is_as_if_alone(before: list[Decimal], after: list[Decimal]) -> None:
    both = signals(series([*before, *after]), polarity="high", breaks=[day(len(before))], minimum=2)
    alone = [signals(series(part), polarity="high", minimum=2) for part in (before, after)]
    assert told(both) == told(alone[0]) + told(alone[1])
    assert both.variation == alone[1].variation


def test_a_point_just_two_thirds_of_the_way_to_a_limit_is_not_near() -> None:
    """About a mean of 1.5 with an average change of 3 the limits are 7.98 away, and two thirds of it 5.32."""
    base = figures("6x 0 3")
    for value, near in (("6.82", False), ("6.8200000001", True), ("-3.82", False), ("-3.8200000001", True)):
        assert signals(series([*base, Decimal(value)]), polarity="high", fix_after=12).points[-1].near == near


def test_equal_to_a_target_is_enough_unless_it_says_otherwise() -> None:
    points = [SpcPoint(day(n), Decimal(7), Decimal(7)) for n in range(12)]
    assert signals(points, polarity="high").assurance == spc.WILL_PASS


def test_a_moving_range_of_just_3_267_times_the_average_is_screened_out() -> None:
    """Ten moves of 7733 and one of 32670 have that very average times 3.267; one of 32660 stays within it."""
    zigzag = [0, 7733] * 5 + [0]
    on, within = limits([*zigzag, 32670], 1), limits([*zigzag, 32660], 1)
    assert on is not None and (on.moves, on.moved) == (10, 77330)
    assert within is not None and (within.moves, within.moved) == (11, 77330 + 32660)
    unscreened = limits([*zigzag, 32670], 1, screen=False)
    assert unscreened is not None and unscreened.moves == 11


def test_whole_numbers_lose_nothing() -> None:
    values = [Decimal("0.1"), Decimal("1E+2"), Decimal("-2.0000000001"), Decimal(0)]
    wholes, over = as_whole(values)
    assert [Fraction(whole, over) for whole in wholes] == [Fraction(value) for value in values]
    assert as_whole([]) == ([], 1)
    assert limits([1], 1) is None
