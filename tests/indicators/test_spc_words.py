"""Signals in words, by a table; and that every answer has words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indicators.rules import spc, spc_rules
from indicators.rules.spc import SpcPoint, signals
from indicators.rules.spc_words import (
    PATTERN_WORDS,
    assurance_words,
    sentence,
    variation_icon,
    variation_words,
)
from tests.indicators.test_spc import day, figures, series
from tests.indicators.worked import NOTHING, Row, cases, number, words

# Each case is one series of percentages for which more is better; `said` goes on over its lines.
SAYINGS = """
case          | figures            | target | said
ordinary      | 6x 70 80           | 60     | The last figure is within its ordinary ups and downs, 48.4% to 100%.
ordinary      | 6x 70 80           | 60     | It meets the target of 60% at times and misses it at others.
relied on     | 6x 70 72           | 60     | The last figure is within its ordinary ups and downs, 65.7% to 76.3%.
relied on     | 6x 70 72           | 60     | If nothing changes, it will meet the target of 60% every time.
out of reach  | 6x 70 72           | 85     | The last figure is within its ordinary ups and downs, 65.7% to 76.3%.
out of reach  | 6x 70 72           | 85     | If nothing changes, it will miss the target of 85% every time.
better        | 6x 70 72; 6x 80 82 | -      | This is more than ordinary ups and downs: it is above the upper limit.
better        | 6x 70 72; 6x 80 82 | -      | That is an improvement.
worse         | 6x 70 72; 60       | -      | This is more than ordinary ups and downs: it is below the lower limit.
worse         | 6x 70 72; 60       | -      | That is a concern.
flat          | 12x 100            | 100    | The figure is 100% every time.
flat          | 12x 100            | 100    | If nothing changes, it will meet the target of 100% every time.
hardly moving | 12x 70; 71         | -      | This is more than ordinary ups and downs: it is above the upper limit.
hardly moving | 12x 70; 71         | -      | That is an improvement. Most figures are the same, so take this with care.
too few       | 5x 70 72           | 60     | No signal yet: there are 10 figures, and it takes 12.
only one      | 70                 | 60     | No signal yet: there is 1 figure, and it takes 12.
none          | -                  | 60     | No signal: there are no figures.
"""


@cases(SAYINGS)
def test_a_signal_is_said_as_the_table_says(group: list[Row]) -> None:
    row = group[0]
    points = series(figures(row["figures"]), number(row["target"]))
    found = signals(points, polarity="high", lowest=Decimal(0), highest=Decimal(100))
    assert sentence(found, "percent", 1) == " ".join(line["said"] for line in group)


def test_a_break_is_named_when_there_is_too_little_since() -> None:
    found = signals(series(figures("6x 10 12; 20 22")), polarity="high", breaks=[day(12)])
    assert variation_words(found) == sentence(found, "number", 0)
    assert sentence(found, "number", 0) == (
        "No signal yet: there are 2 figures since 28 January 2003, when the way of counting changed, and it takes 12."
    )


def test_a_target_that_changed_is_said_to_have() -> None:
    points = [SpcPoint(day(n), value, Decimal(n)) for n, value in enumerate(figures("6x 10 12"))]
    assert sentence(signals(points, polarity="high"), "number", 0).endswith(
        "It meets the target of 11 at times and misses it at others. "
        "The target has changed; this is the one that holds now."
    )


@pytest.mark.parametrize(
    ("after", "polarity", "icon", "said"),
    [
        ("20", "high", "H", "Special cause: improving"),
        ("20", "low", "H", "Special cause: concern"),
        ("2", "low", "L", "Special cause: improving"),
        ("2", "high", "L", "Special cause: concern"),
        ("20", "neutral", "↑", "Special cause: high or rising"),
        ("2", "range", "↓", "Special cause: low or falling"),
        ("11", "high", "~", "Common cause: ordinary variation"),
    ],
)
def test_every_variation_has_an_icon_and_words(after: str, polarity: str, icon: str, said: str) -> None:
    found = signals(series(figures(f"6x 10 12; {after}")), polarity=polarity, fix_after=12)
    assert found.last is not None
    assert (variation_icon(found.last), variation_words(found)) == (icon, said)


def test_a_point_that_is_not_judged_has_no_icon() -> None:
    assert [variation_icon(point) for point in signals(series(figures("10 -")), polarity="high").points] == ["", ""]


@pytest.mark.parametrize(
    ("target", "said"), [("5", "Will pass"), ("11", "Hit and miss"), ("20", "Will fail"), (NOTHING, "")]
)
def test_every_assurance_has_words(target: str, said: str) -> None:
    assert assurance_words(signals(series(figures("6x 10 12"), number(target)), polarity="high")) == said
    assert words(NOTHING) == ""


def test_every_label_and_every_kind_has_words() -> None:
    labels = {value for name, value in vars(spc_rules).items() if name.isupper() and isinstance(value, str)}
    assert labels - {spc_rules.COMMON} == PATTERN_WORDS.keys()
    assert PATTERN_WORDS.keys() > spc_rules.HIGH
    assert {spc.kind_of(label, polarity) for label in labels for polarity in ("high", "neutral")} == {
        spc.COMMON_CAUSE,
        spc.IMPROVEMENT,
        spc.CONCERN,
        spc.NEUTRAL_HIGH,
        spc.NEUTRAL_LOW,
    }
