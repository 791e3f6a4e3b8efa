"""Readings in sentences, scorecards in short and questions to ask, over a real store filled by the real loaders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from data.store import Store
from data.viewer import LOCAL
from indicators import summary
from indicators.definitions import catalogue
from indicators.rules import explain
from indicators.rules.in_short import MOST_WORDS
from indicators.scorecard import Scorecard, scorecard
from tests.layouts.filled import filled_store

SUFFOLK, LUTON, BRIGHTON, EAST_SUSSEX, ESSEX = "E10000029", "E06000032", "E06000043", "E10000011", "E10000012"
TODAY = date(2026, 11, 22)
THEN = date(2005, 3, 31)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = filled_store(tmp_path_factory.mktemp("summary"))
    yield store
    store.close()


def card_of(store: Store, area: str, day: date | None = None) -> Scorecard:
    return scorecard(store, LOCAL, area, as_at=day)


def told(store: Store, area: str, slug: str, day: date | None = THEN) -> summary.Told:
    (reading,) = scorecard(store, LOCAL, area, as_at=day, indicators=[slug]).readings
    return summary.told(reading, day or TODAY)


@pytest.mark.parametrize(
    ("area", "slug", "said"),
    [
        (
            SUFFOLK,
            "re_referrals",
            "Re-referrals within 12 months: 20% for the year ending 31 December 2004, rated red against a target of no "
            "more than 15%. It has improved: down 3 percentage points from 23% in October 2004, where the plan began. "
            "That compares with 19% in the East of England for 2003/04.",
        ),
        (
            SUFFOLK,
            "sw_vacancy_rate",
            "Social worker vacancy rate: 15% at 15 March 2005, rated red against a target of under 10%. It has "
            "worsened: up 5 percentage points from 10% at 31 March 2004.",
        ),
        (
            SUFFOLK,
            "care_leavers_eet",
            "Care leavers aged 19 to 21 in education, employment or training: 65.9% for 2003/04, before its target of "
            "at least 75% for 2005/06 is due. It has improved: up 25.9 percentage points from 40% for 2002/03. That "
            "compares with 58.4% in the East of England and 56.8% in England, both in the same year.",
        ),
        (
            SUFFOLK,
            "cpr_number",
            "Children on the child protection register: 400 at 31 January 2005. It has gone up by 93, from 307 at 31 "
            "March 2004.",
        ),
        (
            SUFFOLK,
            "adopted_12m_decision",
            "Children placed for adoption within 12 months of the decision: no figure at 15 March 2005. No earlier "
            "figure is known.",
        ),
        (
            LUTON,
            "core_assessments_35_days",
            "Core assessments within 35 working days: no figure has been loaded. The target is at least 55% by 30 "
            "September 2004.",
        ),
    ],
)
def test_a_reading_is_told(filled: Store, area: str, slug: str, said: str) -> None:
    assert " ".join(told(filled, area, slug).sentences) == said


def test_a_hidden_figure_is_told_with_the_last_one_and_with_what_others_have(filled: Store) -> None:
    said = " ".join(told(filled, ESSEX, "re_referrals", None).sentences)
    assert said.startswith(
        "Re-referrals within 12 months: the figure for 2024/25 is not shown because the number is too small to publish "
        "safely. The last known figure was 20.2% for 2023/24. Elsewhere it was 21% in the East of England, 22.5% in "
        "England and "
    )


def test_totals_are_not_set_beside_england_s(filled: Store) -> None:
    said = told(filled, SUFFOLK, "referrals_number", None).sentences
    assert len(said) == 2 and "England" not in " ".join(said)


def test_an_old_figure_and_a_forecast_say_so(filled: Store) -> None:
    assert told(filled, SUFFOLK, "sw_overseas_recruits").how_sure == ("It is a forecast, not a result.",)
    assert told(filled, SUFFOLK, "cpr_number", None).how_sure[0] == "This figure is over 21 years old."


def test_suffolk_in_short(filled: Store) -> None:
    assert " ".join(summary.in_short(card_of(filled, SUFFOLK, THEN), THEN)) == (
        "Of 39 indicators, 2 are red, 3 amber, 3 green and 31 not rated. Of those not rated, 1 would be red if the "
        "target were due now. Red and getting worse: Social worker vacancy rate (15%, from 10%). Red: Re-referrals "
        "within 12 months (20%, improving). Improved: Looked after children missing 25 or more days of school (12.9%, "
        "from 15.7%); Care leavers aged 19 to 21 in education, employment or training (65.9%, from 40%). No figure: "
        "Looked after children in one placement for two years or more; Children placed for adoption within 12 months "
        "of the decision."
    )


def test_a_hidden_figure_is_counted_and_is_not_missing(filled: Store) -> None:
    said = summary.in_short(card_of(filled, ESSEX), TODAY)
    assert "1 figure is hidden because it is too small to show." in said
    assert not [sentence for sentence in said if sentence.startswith("No figure")]


def asked(store: Store, area: str, day: date | None, **plans: set[str]) -> dict[str, tuple[str, str]]:
    """Return the questions by the rule that asked first: the indicator and the words."""
    found = summary.questions(card_of(store, area, day), day or TODAY, **plans)  # type: ignore[arg-type]
    return {q.rule: (q.indicator, q.text) for q in reversed(found)}


@pytest.mark.parametrize("day", [date(2005, 3, 1), None])
def test_brighton_is_asked_whether_86_against_80_still_stretches_and_what_it_aims_for(
    filled: Store, day: date | None
) -> None:
    found = asked(filled, BRIGHTON, day)
    assert found["stretch"] == (
        "lac_reviews_on_time",
        "Looked after children whose reviews were on time: 86% at 28 February 2005 meets the target of at least 80% by "
        "30 September 2004. Does that target still stretch the service?",
    )
    assert found["no_target"] == (
        "sw_vacancy_rate",
        "Social worker vacancy rate: 7.4% at 28 February 2005, and no target. What is the council aiming for?",
    )


def test_luton_is_asked_where_its_assessments_stand(filled: Store) -> None:
    slug, text = asked(filled, LUTON, date(2004, 7, 31))["no_figure"]
    assert slug == "core_assessments_35_days"
    assert text.endswith(
        "the target is at least 55% by 30 September 2004, but there is no figure. Where does it stand now?"
    )


def test_red_figures_without_an_action_come_first_once_plans_are_known(filled: Store) -> None:
    found = asked(filled, SUFFOLK, THEN, acted=set())
    assert found["no_action"][0] == "sw_vacancy_rate"
    assert asked(filled, SUFFOLK, THEN, acted={"sw_vacancy_rate"})["no_action"][0] == "re_referrals"
    assert "no_action" not in asked(filled, SUFFOLK, THEN)


def test_an_old_figure_is_asked_about_only_when_it_is_old(filled: Store) -> None:
    assert "overdue" not in asked(filled, EAST_SUSSEX, date(2003, 7, 1))
    slug, text = asked(filled, EAST_SUSSEX, None)["overdue"]
    assert slug == "cp_cases_allocated" and "is over 23 years old" in text


EVERY = [
    (area, day)
    for area in (SUFFOLK, LUTON, BRIGHTON, EAST_SUSSEX, ESSEX, "E10000020", "E92000001", "E12000006")
    for day in (date(2003, 7, 1), date(2004, 7, 31), THEN, None)
]


@pytest.mark.parametrize(("area", "day"), EVERY)
def test_every_scorecard_has_a_summary_and_its_questions_have_evidence(
    filled: Store, area: str, day: date | None
) -> None:
    card, on = card_of(filled, area, day), day or TODAY
    assert len(" ".join(summary.in_short(card, on)).split()) <= MOST_WORDS
    found = summary.questions(card, on)
    assert len(found) <= 3 and len({q.indicator for q in found}) == len(found)
    slugs = {reading.indicator.slug for reading in card.readings}
    for question in found:
        assert question.indicator in slugs and catalogue()[question.indicator].name == question.evidence.indicator
        assert question.evidence.figure and ("cell " in question.evidence.source)


@pytest.mark.parametrize(("area", "day"), EVERY)
def test_no_sentence_says_a_number_that_the_reading_does_not_show(filled: Store, area: str, day: date | None) -> None:
    for reading in card_of(filled, area, day).readings:
        said = summary.told(reading, day or TODAY).sentences
        assert 2 <= len(said) <= 3
        shown = [reading.indicator.name, reading.period_words, reading.target.words if reading.target else ""]
        shown += [f"{reading.rank} {reading.rank_of}", str(reading.streak.count if reading.streak else "")]
        shown += [str(reading.statistical_neighbours_count), reading.not_compared]
        scale = summary.scale_of(reading.indicator)
        beside = (reading.compared_with, reading.last_known, reading.region, reading.england)
        for held in (reading, *beside, reading.statistical_neighbours):
            if held is not None and held.value is not None and held.period is not None:
                shown += [scale.shown(held.value), explain.when(held.period)]
        if reading.change is not None:
            shown.append(scale.apart(reading.change))
        assert set(re.findall(r"\d[\d,.]*\d|\d", " ".join(said))) <= set(re.findall(r"\d[\d,.]*\d|\d", " ".join(shown)))
