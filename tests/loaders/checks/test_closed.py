"""Figures of councils that were reorganised away: until their last day, and after it."""

from __future__ import annotations

import pytest

from loaders.checks import closed
from tests.loaders.checks.given import figure, look

CUMBRIA = "E10000006"


@pytest.mark.parametrize(
    ("period", "area", "found"),
    [
        ("2022/23", CUMBRIA, False),
        ("31 March 2023", CUMBRIA, False),
        ("1 April 2023", CUMBRIA, True),
        ("Q1 2023/24", f"{CUMBRIA}/west", True),
        ("2023/24", "E06000063", False),
    ],
)
def test_a_figure_for_a_time_after_its_council_had_ended(period, area, found):
    problems = list(closed.check(look([figure("re_referrals", period, 20, area=area)])))
    assert [(problem.severity, problem.code) for problem in problems] == [("error", "area_closed")] * found
    if found:
        assert "Cumbria ended on 31 March 2023, and this figure is for a time after that" in problems[0].message
        assert problems[0].fix.startswith("Use Cumberland or Westmorland and Furness.")


def test_a_mark_for_such_a_time_says_just_that():
    assert not list(closed.check(look([figure("re_referrals", "2023/24", "z", area=CUMBRIA)])))
