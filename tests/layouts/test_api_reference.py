"""With all the published figures loaded, the API gives England's published values back exactly."""

from __future__ import annotations

import csv

import pytest

ENGLAND = "E92000001"
pytestmark = pytest.mark.reference


def published(reference):
    """Yield (slug, family, year, value) for each value of England that the list of indicators gives."""
    data = reference / "data"
    with (data / "indicator_catalogue.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["england_latest_value"] and (data / "dfe" / row["dfe_file"]).is_file():
                yield row["slug"], "dfe", row["england_latest_period"], row["england_latest_value"]
            if row["lait_england_latest"]:
                year, _, value = row["lait_england_latest"].partition("=")
                yield row["slug"], "lait", year, value


def test_every_value_of_england_is_reproduced(full, reference):
    wanted = list(published(reference))
    assert len(wanted) > 80
    wrong = []
    for slug, family, year, value in wanted:
        answer = full.get(f"/api/v1/series?indicator={slug}&area={ENGLAND}")
        assert answer.status_code == 200, answer.text
        said = {
            told["value"]
            for point in answer.json["series"][0]["points"]
            for told in (point, *point["others"])
            if told["source"]["family"] == family and year in (point["period"]["label"], point["period"]["end"][:4])
        }
        # Excel's last binary digits are noise: 81.400000000000006 is 81.4.
        if float(f"{float(value):.15g}") not in said:
            wrong.append(f"{slug}, {family}, {year}: {value} is not among {said}")
    assert not wrong, "\n".join(wrong)


def test_years_and_months_are_months(full):
    points = full.get(f"/api/v1/series?indicator=adoption_a10&area={ENGLAND}").json["series"][0]["points"]
    assert points[-1]["value"] == 19 and points[-1]["note"] == "01:07"


def test_published_measures_without_a_definition_are_listed_and_answer(full):
    listed = full.get("/api/v1/indicators").json["indicators"]
    reference = [indicator for indicator in listed if indicator["reference"]]
    assert len(reference) > 300 and all(i["slug"].startswith("lait:") for i in reference)
    slug = reference[0]["slug"]
    answer = full.get("/api/v1/series", query_string={"indicator": slug, "area": ENGLAND})
    assert answer.status_code == 200 and answer.json["indicator"]["slug"] == slug


def test_every_answer_over_everything_is_whole(full):
    card = full.get("/api/v1/scorecard?area=Suffolk").json
    assert len(card["readings"]) > 50
    assert all(reading["rag"] in ("green", "amber", "red", "not_rated") for reading in card["readings"])
    ranked = full.get("/api/v1/compare?indicator=re_referrals").json
    assert len(ranked["authorities"]) > 140 and ranked["rank_of"] > 140
    assert full.get("/api/v1/scorecard.csv?area=England").status_code == 200
