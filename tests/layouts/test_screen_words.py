"""The fixed words of the screen."""

from __future__ import annotations

from datetime import date

import pytest

from indicators.rules.period import snapshot
from layouts.words import age_words, mean_of

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        (date(2026, 3, 31), ""),
        (date(2024, 11, 22), ""),
        (date(2024, 10, 22), "over 2 years old"),
        (date(2023, 11, 22), "over 2 years old"),
        (date(2023, 10, 22), "over 3 years old"),
        (date(2004, 12, 31), "over 21 years old"),
    ],
)
def test_an_old_figure_says_how_old_it_is(ends: date, said: str) -> None:
    assert age_words(snapshot(ends), None, TODAY) == said


def test_the_age_is_that_on_the_day_of_the_page() -> None:
    assert age_words(snapshot(date(2004, 12, 31)), date(2005, 3, 31), TODAY) == ""


def test_how_many_a_mean_is_made_from_stays_on_one_line() -> None:
    assert mean_of(10).split(" ") == ["mean\u00a0of\u00a010"]
