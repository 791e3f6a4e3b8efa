"""The example figures through the API: what Suffolk's paper of 15 March 2005 says, and their taking away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.layouts.conftest import client_of

SUFFOLK = "E10000029"


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """Yield a client of a server into which only the examples were loaded."""
    for client in client_of(Path(tmp_path_factory.mktemp("examples")) / "examples.duckdb"):
        answer = client.post("/api/v1/examples/load")
        assert answer.status_code == 200, answer.json
        assert {outcome["status"] for outcome in answer.json["uploads"]} == {"loaded"}
        yield client


def readings(client: FlaskClient) -> dict[str, dict]:
    answer = client.get(f"/api/v1/scorecard?area={SUFFOLK}&as_at=2005-03-31")
    return {reading["indicator"]: reading for reading in answer.json["readings"]}


@pytest.mark.parametrize(
    ("slug", "value", "target", "rag", "direction", "region", "england"),
    [
        ("re_referrals", 20, 15, "red", "improving", 19, None),
        ("initial_assessments_7_days", 77.4, 85, "amber", None, 47.4, 57.4),
        ("core_assessments_35_days", 71.2, 75, "amber", None, 58.2, 58.2),
        ("cp_reviews_on_time", 100, 100, "green", None, 91.7, 95.7),
        ("lac_reviews_on_time", 95, 98, "amber", None, 84, 78.9),
        ("sw_vacancy_rate", 15, 10, "red", "worsening", None, None),
        ("lac_rate", 45, None, "not_rated", None, 56.5, 60),
    ],
)
def test_suffolks_readings_of_march_2005(examples, slug, value, target, rag, direction, region, england):
    found = readings(examples)[slug]
    assert found["value"] == value and found["rag"] == rag and found["direction"] == direction
    assert (found["target"]["value"] if found["target"] else None) == target
    assert (found["region"]["value"] if found["region"] else None) == region
    assert (found["england"]["value"] if found["england"] else None) == england
    assert found["source"]["example"] is True and found["source"]["known_on"] == "2005-03-15"


def test_what_is_implied_or_a_baseline_or_of_another_date_says_so(examples):
    found = readings(examples)
    assert found["re_referrals"]["compared_with"].items() >= {"value": 23, "status": "baseline"}.items()
    assert found["initial_assessments_7_days"]["england"]["status"] == "implied"
    assert found["core_assessments_35_days"]["region"]["status"] == "implied"
    assert found["cp_reviews_on_time"]["england"]["period"]["end"] == "2004-03-31"
    assert found["sw_vacancy_rate"]["compared_with"]["value"] == 10
    assert found["sw_vacancy_rate"]["target"]["operator"] == "<"


def test_nobody_knew_it_the_day_before(examples):
    assert examples.get(f"/api/v1/scorecard?area={SUFFOLK}&as_at=2005-03-14").json["readings"] == []


def test_the_template_is_a_workbook_that_can_be_loaded_back(examples):
    answer = examples.get("/api/v1/template?area=Suffolk")
    assert answer.status_code == 200 and answer.data.startswith(b"PK")
    assert "return-E10000029.xlsx" in answer.headers["Content-Disposition"]
    assert examples.get("/api/v1/template?area=Atlantis").status_code == 404


def test_the_examples_are_taken_away_without_a_trace(empty):
    loaded = empty.post("/api/v1/examples/load").json["uploads"]
    assert empty.post("/api/v1/examples/remove").json == {"removed": len(loaded)}
    assert empty.get(f"/api/v1/scorecard?area={SUFFOLK}").json["readings"] == []
    assert empty.post("/api/v1/examples/remove").json == {"removed": 0}
