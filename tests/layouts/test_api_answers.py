"""GET: the house contract's keys and values, and a plain message for whatever is asked wrongly."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal

import pytest

from data.areas import all_areas
from data.settings import read_settings
from indicators.definitions import catalogue
from indicators.stores import opened_store
from layouts.api import as_json
from layouts.server import create_server

SUFFOLK, ENGLAND = "E10000029", "E92000001"


def reading(client, slug="re_referrals", **asked):
    answer = client.get("/api/v1/scorecard", query_string={"area": SUFFOLK, **asked})
    assert answer.status_code == 200, answer.text
    return next((r for r in answer.json["readings"] if r["indicator"] == slug), None)


def test_indicators_lists_the_whole_catalogue(small):
    listed = small.get("/api/v1/indicators").json["indicators"]
    assert [i["slug"] for i in listed if not i["reference"]] == list(catalogue())
    found = next(i for i in listed if i["slug"] == "re_referrals")
    assert found["name"] == "Re-referrals within 12 months"
    assert found["breaks"][0]["date"] == "2009-04-01"
    assert found["plausible"] == {"min": 0, "max": 100}


def test_areas_lists_all_with_parent_and_codes(small):
    listed = small.get("/api/v1/areas").json["areas"]
    assert [area["id"] for area in listed] == [area.id for area in all_areas()]
    suffolk = next(area for area in listed if area["id"] == SUFFOLK)
    assert suffolk["name"] == "Suffolk" and suffolk["level"] == "authority" and suffolk["parent"] == "E12000006"
    assert {"E10000029", "935"} <= set(suffolk["codes"])


def test_series_has_the_contracts_keys_and_exact_numbers(small):
    answer = small.get(f"/api/v1/series?indicator=re_referrals&area={SUFFOLK}&area={ENGLAND}").json
    assert answer["indicator"]["slug"] == "re_referrals"
    assert [series["area"] for series in answer["series"]] == [
        {"id": SUFFOLK, "name": "Suffolk", "level": "authority"},
        {"id": ENGLAND, "name": "England", "level": "country"},
    ]
    own, england = (series["points"] for series in answer["series"])
    assert [point["value"] for point in own] == [17.5, 18.5, 20]
    assert [point["period"]["label"] for point in own] == ["2023", "2023/24", "2024/25"]
    assert own[2]["period"] == {
        "label": "2024/25",
        "kind": "financial_year",
        "start": "2024-04-01",
        "end": "2025-03-31",
        "words": "2024/25",
    }
    assert (
        own[2]["source"].items()
        >= {
            "family": "council",
            "file": "return.xlsx",
            "sheet": "Figures",
            "cell": "C5",
            "known_on": "2025-05-15",
            "who": "local",
            "example": False,
        }.items()
    )
    assert own[2]["others"][0].items() >= {"value": 81.4, "disagrees": True}.items()
    assert england[2].items() >= {"value": 22.6, "mark": "", "status": "actual", "denominator": 632830}.items()
    assert england[2]["source"]["sheet"] is None and england[2]["source"]["cell"] == "N9"
    first = answer["targets"][0]
    assert first.items() >= {"kind": "for", "value": 15, "operator": "<", "period_end": "2025-03-31"}.items()
    assert first["set_by"] == "local" and first["source"]["cell"] == "B2" and "rag" not in first


def test_numbers_are_written_as_they_were_read(small):
    text = small.get(f"/api/v1/series?indicator=re_referrals&area={SUFFOLK}").text
    assert '"value":17.5,' in text and '"value":81.4,' in text and '"value":20,' in text
    assert "20.0" not in text and "81.400000" not in text


@pytest.mark.parametrize(
    ("stored", "written"),
    [
        ("77.4000000000", "77.4"),
        ("20.0000000000", "20"),
        ("0E-10", "0"),
        ("-3.1000000000", "-3.1"),
        ("123456789012.345", "123456789012.345"),
        ("9999999999999", "9999999999999"),
        ("0.0000012", "1.2e-06"),
        ("0.1", "0.1"),
    ],
)
def test_a_decimal_is_one_exact_json_number(stored, written):
    text = json.dumps(as_json.number_of(Decimal(stored)))
    assert text == written
    assert Decimal(text) == Decimal(stored)


def test_nothing_is_null_and_moments_are_utc():
    assert as_json.number_of(None) is None and as_json.day_of(None) is None and as_json.moment_of(None) is None
    assert as_json.moment_of(datetime(2026, 1, 2, 3, 4, 5, 678)) == "2026-01-02T03:04:05Z"
    assert as_json.day_of(date(2005, 3, 31)) == "2005-03-31"


def test_a_reading_against_its_target(small):
    found = reading(small)
    assert found["value"] == 20 and found["period"]["end"] == "2025-03-31"
    assert (found["rag"], found["reason"], found["would_be"]) == ("red", "beyond_tolerance", None)
    assert found["explanation"].startswith("20% misses the target of under 15%")
    assert found["target"] == found["targets"][0]
    assert found["target"].items() >= {"value": 15, "operator": "<", "state": "in_force", "rag": "red"}.items()
    assert found["targets"][1].items() >= {"state": "not_due", "rag": "not_rated", "would_be": "red"}.items()
    assert (found["direction"], found["change"]) == ("worsening", 1.5)
    assert found["compared_with"]["value"] == 18.5 and found["compared_with"]["period"]["end"] == "2024-03-31"
    assert found["region"].items() >= {"value": 20.7, "name": "East of England", "comparable": True}.items()
    assert found["england"]["value"] == 22.6 and found["england"]["period"]["end"] == "2025-03-31"
    assert found["statistical_neighbours"]["value"] == 19 and found["statistical_neighbours_count"] == 1
    assert (found["rank"], found["rank_of"]) == (2, 2)
    assert found["variation"] is None and found["assurance"] is None
    assert found["source"]["cell"] == "C5"


def test_a_mark_has_no_value_and_says_so(small):
    found = reading(small, "lac_rate")
    assert found["value"] is None and found["mark"] == "missing" and found["note"] == "n/a"
    assert (found["rag"], found["reason"]) == ("not_rated", "no_data")
    assert found["region"] is None and found["target"] is None and found["last_known"] is None


def test_as_at_shows_what_was_known_on_that_day(small):
    assert reading(small, as_at="2025-05-14") is None
    for day in ("2025-05-15", "15 May 2025", "15/05/2025"):
        answer = small.get("/api/v1/scorecard", query_string={"area": SUFFOLK, "as_at": day}).json
        assert answer["as_at"] == "2025-05-15"
        assert answer["area"] == {"id": SUFFOLK, "name": "Suffolk", "level": "authority"}
    assert reading(small, as_at="2025-05-15")["england"] is None, "DfE's file was loaded later"


@pytest.mark.parametrize("name", [SUFFOLK, "935", "Suffolk", "suffolk county council", " E10000029 "])
def test_an_area_answers_to_its_codes_and_names(small, name):
    assert small.get("/api/v1/scorecard", query_string={"area": name}).json["area"]["id"] == SUFFOLK


def test_an_area_asked_for_twice_stands_once(small):
    answer = small.get("/api/v1/series?indicator=re_referrals&area=935&area=Suffolk").json
    assert len(answer["series"]) == 1


def test_the_public_sees_no_councils_own_figures(small):
    found = reading(small, audience="public")
    assert found["value"] == 81.4 and found["source"]["family"] == "dfe" and found["targets"] == []
    assert "return.xlsx" not in small.get(f"/api/v1/scorecard?area={SUFFOLK}&audience=public").text
    assert "return.xlsx" not in small.get("/api/v1/uploads?audience=public").text
    series = small.get(f"/api/v1/series?indicator=re_referrals&area={SUFFOLK}&audience=public").json
    assert series["targets"] == []


def test_compare_ranks_every_authority(small):
    answer = small.get("/api/v1/compare?indicator=re_referrals").json
    assert answer["period"]["end"] == "2025-03-31" and answer["rank_of"] == 2
    assert answer["quartiles"].keys() == {"q1", "median", "q3"}
    rows = {row["area"]["name"]: row for row in answer["authorities"]}
    assert rows["Norfolk"].items() >= {"value": 19, "mark": "", "rank": 1}.items()
    assert rows["Suffolk"].items() >= {"value": 81.4, "rank": 2}.items()
    assert rows["Essex"].items() >= {"value": None, "mark": "c", "rank": None, "quartile_band": None}.items()
    assert "2024-03-31" in answer["period_ends"]
    earlier = small.get("/api/v1/compare?indicator=re_referrals&period_end=2024-03-31").json
    assert {row["area"]["name"] for row in earlier["authorities"] if row["value"] is not None} == {"Suffolk", "Norfolk"}
    nothing = small.get("/api/v1/compare?indicator=re_referrals&period_end=1999-03-31").json
    assert nothing["period"] is None and nothing["authorities"] == [] and nothing["quartiles"] is None


@pytest.mark.parametrize(
    ("address", "status", "code", "word"),
    [
        ("scorecard", 400, "bad_parameter", "area"),
        ("scorecard?area=", 400, "bad_parameter", "area"),
        ("scorecard?area=Atlantis", 404, "unknown_area", "Atlantis"),
        ("scorecard?area=E10000029&as_at=never", 400, "bad_parameter", "31 March 2005"),
        ("scorecard?area=E10000029&as_at=2005-02-30", 400, "bad_parameter", "2005-02-30"),
        ("scorecard?area=E10000029&as_at=March+2005", 400, "bad_parameter", "March 2005"),
        ("scorecard?area=E10000029&as_at=38442", 400, "bad_parameter", "38442"),
        ("scorecard?area=E10000029&audience=nobody", 400, "bad_parameter", "audience"),
        ("series?area=E10000029", 400, "bad_parameter", "indicator"),
        ("series?indicator=re_referrals", 400, "bad_parameter", "area"),
        ("series?indicator=nothing&area=E10000029", 404, "unknown_indicator", "nothing"),
        ("series?indicator=re_referrals&area=E10000029&area=Mu", 404, "unknown_area", "Mu"),
        ("compare?indicator=nothing", 404, "unknown_indicator", "nothing"),
        ("compare?indicator=re_referrals&period_end=x", 400, "bad_parameter", "period_end"),
        ("scorecards", 404, "not_found", "openapi"),
        ("", 404, "not_found", "openapi"),
        ("uploads/undo", 404, "unknown_upload", "/api/v1/uploads"),
    ],
)
def test_what_is_asked_wrongly_is_said_plainly(small, address, status, code, word):
    answer = small.get(f"/api/v1/{address}")
    assert answer.status_code == status
    assert answer.mimetype == "application/json"
    assert answer.json.keys() == {"error"}
    assert answer.json["error"]["code"] == code
    assert word in answer.json["error"]["message"]


def test_too_many_areas_are_refused(small):
    asked = "&".join(f"area={area.id}/x{n}" for n, area in enumerate(all_areas() * 2))
    answer = small.get(f"/api/v1/series?indicator=re_referrals&{asked}")
    assert answer.status_code == 400 and "At most 200" in answer.json["error"]["message"]


def test_the_wrong_method_is_said_in_json(small):
    answer = small.post("/api/v1/series")
    assert answer.status_code == 405 and answer.json["error"]["code"] == "method_not_allowed"


def test_an_answer_is_not_sent_again_until_something_changed(small):
    address = f"/api/v1/scorecard?area={SUFFOLK}"
    first = small.get(address)
    tag = first.headers["ETag"]
    assert tag.startswith('W/"') and "no-cache" in first.headers["Cache-Control"]
    again = small.get(address, headers={"If-None-Match": tag})
    assert again.status_code == 304 and again.data == b""
    for other in (f"{address}&audience=public", f"/api/v1/scorecard.csv?area={SUFFOLK}", "/api/v1/areas"):
        assert small.get(other, headers={"If-None-Match": tag}).status_code == 200
    assert small.get(address, headers={"If-None-Match": tag, "Accept": "text/csv"}).status_code == 200


def test_answers_are_compressed_for_who_asks(small):
    plain = small.get("/api/v1/indicators")
    assert "Content-Encoding" not in plain.headers
    packed = small.get("/api/v1/indicators", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip" and len(packed.data) < len(plain.data) / 2


def test_a_fault_of_ours_is_told_without_its_details(tmp_path, caplog):
    store = opened_store(tmp_path / "broken.duckdb")
    client = create_server(store, read_settings(str(store.path)), pages=False).test_client()
    assert client.get("/readyz").status_code == 200
    store.close()
    answer = client.get(f"/api/v1/scorecard?area={SUFFOLK}")
    assert answer.status_code == 500 and answer.json["error"]["code"] == "program_fault"
    assert "Traceback" not in answer.text and "duckdb" not in answer.text.lower()
    assert "Traceback" in caplog.text
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200


def test_a_part_of_a_council_that_was_never_loaded_is_not_found(empty):
    for address in ("scorecard?area=E10000029/west", "series?indicator=re_referrals&area=E10000029/west"):
        answer = empty.get(f"/api/v1/{address}")
        assert answer.status_code == 404
        assert "west" in answer.json["error"]["message"]
