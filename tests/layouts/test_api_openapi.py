"""The description of the API says what the API does: every route, and the keys of real answers."""

from __future__ import annotations

import re

from layouts.api.openapi import document

SUFFOLK = "E10000029"


def test_every_route_is_described_and_nothing_else(small):
    rules = [rule for rule in small.application.url_map.iter_rules() if rule.rule.startswith("/api/v1/")]
    real = {
        (re.sub(r"<(\w+)>", r"{\1}", rule.rule.removeprefix("/api/v1")), method.lower())
        for rule in rules
        if not rule.rule.endswith(".csv")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert real == {(path, method) for path, said in document()["paths"].items() for method in said}


def test_it_is_served(small):
    answer = small.get("/api/v1/openapi.json")
    assert answer.status_code == 200 and answer.json == document() and answer.json["openapi"].startswith("3.1")


def test_every_reference_leads_somewhere():
    named = set(re.findall(r"#/components/schemas/(\w+)", str(document())))
    assert named == set(document()["components"]["schemas"])


def check(value, schema, where):
    """Assert that a value has exactly the keys that the schema gives it, all the way down."""
    if "$ref" in schema:
        schema = document()["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    if "oneOf" in schema:
        schema = schema["oneOf"][0]
        if value is None:
            return
        return check(value, schema, where)
    if "enum" in schema:
        assert value in schema["enum"], where
    elif schema.get("type") == "array":
        for item in value:
            check(item, schema["items"], f"{where}[]")
    elif "properties" in schema and value:
        missing = set(schema["properties"]) - set(value)
        assert set(value) <= set(schema["properties"]), f"{where}: {set(value) - set(schema['properties'])}"
        described = {name for name in missing if "In a reading only" in str(schema["properties"][name])}
        assert missing == described, f"{where}: {missing}"
        for name, inner in value.items():
            check(inner, schema["properties"][name], f"{where}.{name}")


def test_real_answers_have_the_described_keys(small):
    for path, query in (
        ("/indicators", ""),
        ("/areas", ""),
        ("/series", f"?indicator=re_referrals&area={SUFFOLK}&area=England"),
        ("/scorecard", f"?area={SUFFOLK}"),
        ("/compare", "?indicator=re_referrals"),
        ("/uploads", ""),
    ):
        content = document()["paths"][path]["get"]["responses"]["200"]["content"]
        check(small.get(f"/api/v1{path}{query}").json, content["application/json"]["schema"], path)
