"""The examples: loaded when asked for, read as the papers say, and taken away without a trace."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from data import ledger, queries
from data.viewer import LOCAL, PUBLIC
from indicators.scorecard import scorecard
from loaders.examples import load_examples, remove_examples
from tests.loaders.books import a_return, figure

SUFFOLK, LUTON, BRIGHTON, EAST_SUSSEX = "E10000029", "E06000032", "E06000043", "E10000011"
D = Decimal
AS_AT = date(2005, 3, 31)


@pytest.fixture
def examples(store, settings):
    return load_examples(store, settings)


def readings(store, area, **wanted):
    return {reading.indicator.slug: reading for reading in scorecard(store, LOCAL, area, **wanted).readings}


def test_all_five_are_loaded_once(examples, store, settings):
    assert [outcome.file for outcome in examples] == [
        "brighton_and_hove_2003.xlsx",
        "brighton_and_hove_2005.xlsx",
        "east_sussex_2003.xlsx",
        "luton_2004.xlsx",
        "suffolk_2005.xlsx",
    ]
    assert {outcome.status for outcome in examples} == {"loaded"}
    assert [problem for outcome in examples for problem in outcome.problems] == []
    assert all(row.example and row.published and row.who == "local" for row in ledger.by_id(store).values())
    assert {outcome.status for outcome in load_examples(store, settings)} == {"unchanged"}
    assert len(queries.example_uploads(store)) == 5


@pytest.mark.parametrize(
    ("slug", "value", "aim", "rag", "direction", "region", "england"),
    [
        ("re_referrals", "20", "no more than 15%", "red", "improving", "19", None),
        ("initial_assessments_7_days", "77.4", "at least 85% for 2004/05", "amber", None, "47.4", "57.4"),
        ("core_assessments_35_days", "71.2", "at least 75% for 2004/05", "amber", None, "58.2", "58.2"),
        ("cp_reviews_on_time", "100", "at least 100%", "green", None, "91.7", "95.7"),
        ("cp_cases_allocated", "100", None, "not_rated", None, "95.5", "98.4"),
        ("lac_reviews_on_time", "95", "at least 98%", "amber", None, "84", "78.9"),
        ("sw_vacancy_rate", "15", "under 10%", "red", "worsening", None, None),
        ("lac_rate", "45", None, "not_rated", None, "56.5", "60"),
        ("cpr_number", "400", None, "not_rated", "increasing", None, None),
        ("lac_missing_25_days_school", "12.9", None, "not_rated", "improving", "12.9", "12.9"),
        ("care_leavers_eet", "65.9", "at least 75% for 2005/06", "not_rated", "improving", "58.4", "56.8"),
        ("care_leavers_1_gcse", "66.7", "at least 66.7% for 2003/04", "green", None, "49.4", "50.7"),
        ("lac_long_term_stability", None, None, "not_rated", None, None, None),
    ],
)
def test_suffolk_as_it_stood_on_31_march_2005(examples, store, slug, value, aim, rag, direction, region, england):
    reading = readings(store, SUFFOLK, as_at=AS_AT)[slug]
    assert reading.value == (D(value) if value else None)
    assert (reading.target.words if reading.target else None, reading.rag, reading.direction) == (aim, rag, direction)
    for benchmark, wanted in ((reading.region, region), (reading.england, england)):
        assert (benchmark.value if benchmark else None) == (D(wanted) if wanted else None)
        assert benchmark is None or benchmark.comparable


def test_suffolk_in_particular(examples, store):
    found = readings(store, SUFFOLK, as_at=AS_AT)
    assert (found["re_referrals"].compared_with.value, found["re_referrals"].compared_with.status) == (23, "baseline")
    assert found["sw_vacancy_rate"].compared_with.value == 10
    assert found["lac_rate"].reason == found["cpr_number"].reason == "neutral"
    assert (found["cpr_number"].change, found["cpr_number"].compared_with.value) == (93, 307)
    assert (found["care_leavers_eet"].reason, found["care_leavers_eet"].would_be) == ("not_due", "red")
    assert found["initial_assessments_7_days"].england.status == "implied"
    assert found["star_rating"].value == 2
    assert found["lac_long_term_stability"].reason == "no_data"
    source = found["re_referrals"].source
    assert (source.file, source.sheet, source.example) == ("suffolk_2005.xlsx", "Figures", True)
    assert source.published.endswith("paper E05/23")


def test_nothing_was_known_the_day_before(examples, store):
    assert readings(store, SUFFOLK, as_at=date(2005, 3, 14)) == {}


@pytest.mark.parametrize(
    ("area", "slug", "value", "aim", "rag", "would_be"),
    [
        (LUTON, "lac_allocated", "96.6", "at least 97.5%", "amber", None),
        (LUTON, "lac_reviews_on_time", "61.2", "at least 100%", "red", None),
        (LUTON, "children_adopted", "14", "at least 18 for 2002/03", "red", None),
        (LUTON, "foster_carers_supported", "100", "at least 100% by 31 October 2003", "green", None),
        (LUTON, "foster_carers_without_support_worker", "25", "no more than 0 by 31 October 2003", "not_rated", "red"),
        (LUTON, "cp_cases_allocated", "99.3", "at least 100%", "amber", None),
        (LUTON, "sw_vacancies_filled", None, "at least 85% by 30 September 2004", "not_rated", None),
        (BRIGHTON, "lac_reviews_on_time", "86", "at least 80% by 30 September 2004", "green", None),
        (BRIGHTON, "sw_vacancy_rate", "7.4", None, "not_rated", None),
        (BRIGHTON, "permanent_exclusions", "15", "under 24 for academic year 2002/03", "green", None),
        (BRIGHTON, "fgc_referrals", "1", "at least 5 by 31 March 2003", "red", None),
        (BRIGHTON, "bb_families", "81", "no more than 0 by 31 March 2005", "not_rated", None),
        (BRIGHTON, "scrutiny_boards", "3", "exactly 1 by 31 May 2005", "not_rated", "red"),
        (EAST_SUSSEX, "lac_allocated", "100", None, "not_rated", None),
        (EAST_SUSSEX, "supervision_clarifies_roles", "87", None, "not_rated", None),
    ],
)
def test_the_other_councils(examples, store, area, slug, value, aim, rag, would_be):
    reading = readings(store, area, as_at=AS_AT)[slug]
    assert reading.value == (D(value) if value else None)
    assert (reading.target.words if reading.target else None, reading.rag, reading.would_be) == (aim, rag, would_be)


def test_lutons_milestone_stands_beside_the_words_of_the_action(examples, store):
    reading = readings(store, LUTON)["lac_allocated"]
    assert {(judged.words, judged.state, judged.rag, judged.would_be) for judged in reading.targets} == {
        ("at least 97.5%", "in_force", "amber", None),
        ("at least 96.5% by 30 June 2004", "not_due", "not_rated", "green"),
    }


def test_what_public_papers_printed_is_public(examples, store):
    assert {r.indicator.slug for r in scorecard(store, PUBLIC, LUTON).readings} == set(readings(store, LUTON))


def test_taking_them_away_leaves_only_what_is_real(examples, store, tmp_path, load):
    assert load(a_return(tmp_path, [figure(period="2002/03", value=23)])).status == "loaded"
    assert remove_examples(store, "a person") == 5
    assert {area: len(readings(store, area)) for area in (SUFFOLK, LUTON, BRIGHTON, EAST_SUSSEX)} == {
        **{SUFFOLK: 1, LUTON: 0, BRIGHTON: 0, EAST_SUSSEX: 0},
    }
    undone = [row for row in ledger.by_id(store).values() if row.example]
    assert {row.undone_by for row in undone} == {"a person"} and len(undone) == 5
    assert remove_examples(store, "a person") == 0


def test_an_empty_store_is_empty_again_and_they_can_come_back(store, settings):
    assert remove_examples(store, "a person") == 0
    load_examples(store, settings)
    remove_examples(store, "a person")
    assert queries.figures(store, LOCAL, breakdown=None) == []
    assert queries.targets(store, LOCAL, areas=[SUFFOLK, LUTON, BRIGHTON, EAST_SUSSEX]) == []
    assert {outcome.status for outcome in load_examples(store, settings)} == {"loaded"}
