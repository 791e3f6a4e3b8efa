"""In short and the questions to ask: on the scorecard's page and in the API's answer, the same words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from dash.development.base_component import Component
from flask.testing import FlaskClient

from data.settings import read_settings
from data.store import Store
from data.viewer import LOCAL, PUBLIC
from layouts.api.openapi import document
from layouts.query import Query
from layouts.router import page_at
from layouts.server import create_server
from tests.layouts.filled import filled_store
from tests.layouts.seen import links, of_type, with_class, words

THEN = "area=E10000029&as_at=2005-03-31"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = filled_store(tmp_path_factory.mktemp("in_short"))
    yield store
    store.close()


@pytest.fixture
def client(filled: Store) -> FlaskClient:
    return create_server(filled, read_settings(str(filled.path)), pages=False, token="a-token").test_client()


def panel(store: Store, search: str) -> list[Component]:
    return with_class(page_at(store, LOCAL, "/", Query.of(search)).content, "app-short")


def test_the_page_and_the_api_say_the_same(filled: Store, client: FlaskClient) -> None:
    answer = client.get(f"/api/v1/scorecard?{THEN}").json
    (shown,) = panel(filled, THEN)
    (said,) = with_class(shown, "app-short__words")
    assert words(said) == f"In short {answer['in_short']}"
    (asked,) = with_class(shown, "app-short__questions")
    items = [words(item) for item in of_type(asked, "Li")]
    assert items == [f"{q['question']} Source: {q['evidence']['source']}" for q in answer["questions"]]
    assert len(items) == 3


def test_a_question_leads_to_its_indicator_and_keeps_the_day(filled: Store) -> None:
    found = links(panel(filled, THEN + "&order=red"))
    address = "/indicator/care_leavers_1_gcse?area=E10000029&as_at=2005-03-31"
    assert found["Young people leaving care with at least one GCSE"] == address


@pytest.mark.parametrize("more", ["&rag=red", "&theme=workforce"])
def test_a_page_of_some_indicators_has_no_summary_of_all(filled: Store, more: str) -> None:
    assert panel(filled, THEN + more) == []


def test_a_region_is_asked_nothing_and_there_is_no_heading_for_it(filled: Store) -> None:
    (shown,) = panel(filled, "area=E12000006")
    assert [words(heading) for heading in of_type(shown, "H2")] == ["In short"]
    assert of_type(shown, "Ol") == []


def test_each_reading_has_its_sentences(client: FlaskClient) -> None:
    readings = client.get(f"/api/v1/scorecard?{THEN}").json["readings"]
    said = {reading["indicator"]: reading["sentences"] for reading in readings}
    assert said["sw_vacancy_rate"] == [
        "Social worker vacancy rate: 15% at 15 March 2005, rated red against a target of under 10%.",
        "It has worsened: up 5 percentage points from 10% at 31 March 2004.",
    ]
    assert all(2 <= len(sentences) <= 3 for sentences in said.values())
    doubts = {reading["indicator"]: reading["how_sure"] for reading in readings}
    assert doubts["sw_overseas_recruits"] == ["It is a forecast, not a result."]


def test_the_description_of_the_api_has_the_new_keys() -> None:
    said = str(document()["paths"]["/scorecard"])
    assert all(f"'{key}'" in said for key in ("in_short", "questions", "evidence"))
    assert {"sentences", "how_sure"} <= set(document()["components"]["schemas"]["Reading"]["properties"])


def test_the_public_is_told_of_what_it_may_see(filled: Store) -> None:
    page = page_at(filled, PUBLIC, "/", Query.of(THEN))
    assert with_class(page.content, "app-short")
