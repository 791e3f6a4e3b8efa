"""The gate: nobody gets in through a name or a page of another site; every answer carries its headers."""

from __future__ import annotations

import pytest

from data.settings import read_settings
from indicators.stores import opened_store
from layouts.server import create_server
from tests.layouts.conftest import TOKEN

BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8050", "localhost", "LOCALHOST:8050", "[::1]", "[::1]:8050"])
def test_this_machines_own_names_pass(empty, host):
    assert empty.get("/api/v1/areas", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8050",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "192.168.0.9",
        "::1",
        "",
        "127.0.0.1:8050@evil.example",
        "localhost:",
        "0.0.0.0",
    ],
)
@pytest.mark.parametrize("path", ["/api/v1/areas", "/healthz", "/metrics", "/"])
def test_any_other_host_is_refused(empty, host, path):
    answer = empty.get(path, headers={"Host": host} | BEARER)
    assert answer.status_code == 403 and answer.json["error"]["code"] == "wrong_host"


def test_the_host_that_it_is_bound_to_passes(tmp_path):
    store = opened_store(tmp_path / "s.duckdb")
    try:
        server = create_server(store, read_settings(str(store.path)), pages=False, host="127.0.0.7")
        client = server.test_client()
        assert client.get("/healthz", headers={"Host": "127.0.0.7:1"}).status_code == 200
        assert client.get("/healthz", headers={"Host": "127.0.0.8:1"}).status_code == 403
    finally:
        store.close()


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "null"},
        {"Origin": "http://localhost:8050", "Sec-Fetch-Site": "cross-site"},
    ],
)
def test_another_site_cannot_post(empty, headers):
    answer = empty.post("/api/v1/examples/remove", headers={"Host": "localhost:8050", **headers})
    assert answer.status_code == 403 and answer.json["error"]["code"] == "other_site"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost:8050"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site", **BEARER},
    ],
)
def test_our_own_pages_and_commands_can_post(empty, headers):
    answer = empty.post("/api/v1/uploads", headers={"Host": "localhost:8050", **headers})
    assert answer.status_code == 400, "it came through, and there was no file"


def test_another_site_may_link_to_a_page(empty):
    assert empty.get("/api/v1/areas", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


@pytest.mark.parametrize("header", ["Bearer wrong", "Bearer ", "Basic bG9jYWw6", TOKEN, "Bearer té"])
def test_a_wrong_token_is_refused(empty, header):
    answer = empty.get("/api/v1/areas", headers={"Authorization": header})
    assert answer.status_code == 401 and answer.json["error"]["code"] == "wrong_token"


def test_an_empty_token_lets_nobody_in(tmp_path):
    store = opened_store(tmp_path / "s.duckdb")
    try:
        client = create_server(store, read_settings(str(store.path)), pages=False).test_client()
        assert client.get("/healthz", headers={"Authorization": "Bearer "}).status_code == 401
    finally:
        store.close()


@pytest.mark.parametrize("path", ["/api/v1/areas", "/api/v1/nothing", "/healthz", "/metrics", "/nothing"])
def test_every_answer_carries_the_headers(empty, path):
    headers = empty.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in headers


def test_refusals_are_counted_and_routes_are_patterns(empty):
    empty.get("/api/v1/areas", headers={"Host": "evil.example"})
    empty.get('/api/v1/"}\n evil')
    text = empty.get("/metrics").text
    assert 'route="/api/v1/areas",method="GET",status="403"} 1' in text
    assert 'route="/api/<path:rest>",method="GET",status="404"} 1' in text
    assert "evil" not in text


def test_metrics_are_lines_that_prometheus_reads(empty):
    empty.get("/healthz")
    lines = empty.get("/metrics").text.splitlines()
    for line in lines:
        assert line.startswith(("# HELP scrutineer_", "# TYPE scrutineer_", "scrutineer_")), line
        if not line.startswith("#"):
            float(line.rpartition(" ")[2])
