"""Forecasts in words, and two forecasts beside each other and against the outturn."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from indicators.rules import forecast as rule
from indicators.rules.forecast import Forecast
from indicators.rules.forecast_words import (
    REFUSED_WORDS,
    against_outturn,
    beside_service,
    outcome_words,
    sentence,
)
from tests.indicators.worked import NOTHING, Row, examples, number, sure_number, words

OUTTURNS = """
ours | theirs | outturn | nearer | within our range | said
70.5 | 66     | 71      | ours   | yes              | The service's forecast was 5 out and ours was 0.5 out.
70.5 | 66     | 65      | theirs | no               | The service's forecast was 1 out and ours was 5.5 out.
70.5 | 66     | 68.25   | same   | yes              | The service's forecast was 2.3 out and ours was 2.3 out.
70.5 | 66     | 66      | theirs | no               | The service's forecast was exactly right and ours was 4.5 out.
70.5 | -      | 70.5    | -      | yes              | Ours was exactly right.
-    | 66     | 66      | -      | -                | The service's forecast was exactly right.
-    | -      | 66      | -      | -                | -
"""
DUE = date(2005, 3, 31)
ENDINGS = {
    "yes": " The outturn was within the range that we gave.",
    "no": " The outturn was outside the range that we gave.",
    NOTHING: "",
}


def made(central: float, low: float, high: float, chance: str = rule.LIKELY, **more: object) -> Forecast:
    return Forecast("", DUE, 8, central, low, high, 0.7, chance, **more)  # type: ignore[arg-type]


@examples(OUTTURNS)
def test_what_came_of_two_forecasts_is_as_the_table_says(row: Row) -> None:
    ours = number(row["ours"])
    found = None if ours is None else made(float(ours), 68.1, 72.9)
    outcome = against_outturn(found, number(row["theirs"]), sure_number(row["outturn"]))
    assert (outcome.nearer or NOTHING) == row["nearer"]
    assert {True: "yes", False: "no", None: NOTHING}[outcome.inside] == row["within our range"]
    assert outcome_words(outcome, "number", 1) == words(row["said"]) + ENDINGS[row["within our range"]]


def test_the_ends_of_the_range_are_within_it() -> None:
    for outturn in ("68.1", "72.9"):
        assert against_outturn(made(70.5, 68.1, 72.9), None, Decimal(outturn)).inside
    for outturn in ("68.0", "73.0"):
        assert against_outturn(made(70.5, 68.1, 72.9), None, Decimal(outturn)).inside is False


def test_a_refused_forecast_of_ours_is_none() -> None:
    refused = Forecast(rule.TOO_FEW, DUE, 3)
    outcome = against_outturn(refused, Decimal(66), Decimal(70))
    assert (outcome.ours, outcome.nearer, outcome.inside) == (None, None, None)


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (rule.LIKELY, "it is likely to meet"),
        (rule.EVEN, "it is about as likely to meet as to miss"),
        (rule.UNLIKELY, "it is unlikely to meet"),
    ],
)
def test_a_forecast_says_how_sure_it_is(chance: str, said: str) -> None:
    assert sentence(made(70.5, 68.14, 72.86, chance), "at least 70% for 2004/05", "percent", 1) == (
        f"If it goes on as it has, {said} the target of at least 70% for 2004/05. Our best guess for 31 March 2005 is "
        "70.5%, from the last 8 figures. Four times in five it should be between 68.1% and 72.9%."
    )


def test_another_level_is_said() -> None:
    text = sentence(made(70.5, 68.1, 72.9, level=0.95), "at least 70%", "percent", 1)
    assert text.endswith("In 95 of 100 cases it should be between 68.1% and 72.9%.")


def test_of_figures_on_a_line_no_range_is_given() -> None:
    text = sentence(made(70, 70, 70, straight=True), "at least 70%", "percent", 1)
    assert text.endswith("from the last 8 figures. They lie on a line, so how far off it may be is not known.")
    assert "Four times in five" not in text


@pytest.mark.parametrize("reason", REFUSED_WORDS)
def test_every_refusal_says_why(reason: str) -> None:
    assert sentence(Forecast(reason, DUE, 0), "at least 70%", "percent", 1) == f"No forecast: {REFUSED_WORDS[reason]}."


def test_too_few_says_how_many() -> None:
    assert (
        sentence(Forecast(rule.TOO_FEW, DUE, 4), "", "percent", 1) == "No forecast: 4 figures are too few; it takes 5."
    )
    assert sentence(Forecast(rule.TOO_FEW, DUE, 1), "", "percent", 1) == "No forecast: 1 figure is too few; it takes 5."


def test_every_reason_has_words() -> None:
    reasons = {rule.NO_DATE, rule.DUE, rule.OTHER_KIND, rule.NO_FIGURES, rule.BREAK, rule.TOO_FAR, rule.EXACTLY}
    assert REFUSED_WORDS.keys() == reasons


@pytest.mark.parametrize(
    ("theirs", "said"),
    [
        ("66", "66%, 4.5 percentage points below ours and outside the range that we give."),
        ("68.1", "68.1%, 2.4 percentage points below ours and within the range that we give."),
        ("72.9", "72.9%, 2.4 percentage points above ours and within the range that we give."),
        ("73", "73%, 2.5 percentage points above ours and outside the range that we give."),
        ("70.5", "70.5%, the same as ours."),
    ],
)
def test_the_service_s_own_forecast_stands_beside_ours(theirs: str, said: str) -> None:
    found = beside_service(made(70.5, 68.1, 72.9), Decimal(theirs), "percent", 1)
    assert found == f"The service's own forecast is {said}"


def test_the_service_s_own_forecast_may_stand_alone() -> None:
    assert beside_service(Forecast(rule.TOO_FEW, DUE, 2), Decimal(66), "percent", 1) == (
        "The service's own forecast is 66%; we have none to put beside it."
    )
