"""The pages on a server: status, title, what the browser is told it may do, and the two buttons."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from dash import html
from flask import Flask
from flask.testing import FlaskClient

from data.settings import read_settings
from data.store import Store
from layouts import dashboard
from layouts.dashboard import attach
from loaders.examples import load_examples

OURS = {"Origin": "http://localhost"}


@pytest.fixture
def client(store: Store) -> Iterator[FlaskClient]:
    server = Flask("pages", static_folder=None)
    attach(server, store, read_settings(str(store.path)))
    with server.test_client() as client:
        yield client


def content(client: FlaskClient, path: str, search: str = "") -> str:
    """Return what the browser would draw at an address, as the text of the answer."""
    inputs = [
        {"id": "address", "property": "pathname", "value": path},
        {"id": "address", "property": "search", "value": search},
    ]
    asked = {
        "output": "page.children",
        "outputs": {"id": "page", "property": "children"},
        "inputs": inputs,
        "changedPropIds": ["address.pathname"],
    }
    answer = client.post("/_dash-update-component", json=asked)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def load(store: Store) -> None:
    load_examples(store, read_settings(str(store.path)))


@pytest.mark.parametrize(
    ("address", "status", "title"),
    [
        ("/", 200, "Choose a council"),
        ("/?area=E10000029", 200, "Suffolk: children’s services scorecard"),
        ("/indicator/re_referrals?area=E10000029", 200, "Re-referrals within 12 months – Suffolk"),
        ("/catalogue", 200, "Catalogue of indicators"),
        ("/nowhere", 404, "Page not found"),
        ("/indicator/none?area=E10000029", 404, "Page not found"),
        ("/?area=E10000029&as_at=soon", 400, "The address cannot be read"),
        ("/?" + "&".join(f"a{n}=1" for n in range(200)), 400, "The address cannot be read"),
    ],
)
def test_the_first_answer_has_the_status_the_title_and_the_language(
    client: FlaskClient, store: Store, address: str, status: int, title: str
) -> None:
    load(store)
    answer = client.get(address)
    said = answer.get_data(as_text=True)
    assert answer.status_code == status
    assert f"<title>{title} – Scrutineer</title>" in said
    assert '<html lang="en-GB"' in said


def test_only_pages_with_a_chart_fetch_the_chart_program(client: FlaskClient, store: Store) -> None:
    load(store)
    assert 'rel="preload"' not in client.get("/?area=E10000029").get_data(as_text=True)
    chart = client.get("/indicator/re_referrals?area=E10000029").get_data(as_text=True)
    assert 'rel="preload"' in chart and '<script src="/assets/vendor' not in chart


def test_our_own_styles_have_the_last_word(client: FlaskClient) -> None:
    said = client.get("/").get_data(as_text=True)
    assert said.index("govuk-frontend.min.css") < said.index("site.css")


def test_the_browser_may_run_only_what_is_ours(client: FlaskClient) -> None:
    client.get("/")
    policy = client.get("/").headers["Content-Security-Policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert "unsafe" not in policy and "http" not in policy and "*" not in policy
    assert rules["default-src"] == "'none'"
    assert rules["script-src"].startswith("'self' 'sha256-")
    assert rules["frame-ancestors"] == "'none'" and rules["connect-src"] == "'self'"


def test_dash_opens_no_door_beside_the_pages(client: FlaskClient) -> None:
    assert client.get("/_mcp").status_code == 404
    assert client.post("/_mcp", json={}).status_code in (404, 405)


def test_a_fault_of_ours_is_a_plain_page_and_is_not_kept(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a secret in the message")

    with monkeypatch.context() as patch:
        patch.setattr(dashboard, "page_at", broken)
        answer = client.get("/")
        assert answer.status_code == 500
        said = content(client, "/")
        assert "Something went wrong" in said and "No figure was changed." in said and "secret" not in said
        assert "a secret in the message" in caplog.text
    assert client.get("/").status_code == 200


def test_a_page_changes_with_the_store(client: FlaskClient, store: Store) -> None:
    assert "Begin with some figures" in content(client, "/")
    load(store)
    assert "Choose a council" in content(client, "/")


def test_the_buttons_load_and_remove_the_examples(client: FlaskClient, store: Store) -> None:
    answer = client.post("/examples/load", headers=OURS)
    assert (answer.status_code, answer.location) == (303, "/?as_at=2005-03-31&notice=examples-loaded")
    assert "Example figures are loaded" in content(client, "/catalogue")
    answer = client.post("/examples/remove", headers=OURS)
    assert (answer.status_code, answer.location) == (303, "/?notice=examples-removed")
    assert "The example figures have been removed." in content(client, "/", "?notice=examples-removed")
    assert "Example figures are loaded" not in content(client, "/catalogue")
    assert client.post("/examples/remove", headers=OURS).location == "/?notice=no-examples"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"},
        {"Referer": "http://localhost.evil.example/"},
    ],
)
def test_another_web_site_cannot_press_the_buttons(client: FlaskClient, store: Store, headers: dict[str, str]) -> None:
    before = store.version
    for address in ("/examples/load", "/examples/remove"):
        answer = client.post(address, headers=headers)
        assert answer.status_code == 403 and "Nothing was changed" in answer.get_data(as_text=True)
        assert client.get(address).status_code in (404, 405)
    assert store.version == before


def test_a_name_from_a_file_cannot_end_the_title(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from layouts.page import Page

    monkeypatch.setattr(dashboard, "page_at", lambda *_: Page("</title><script>x</script>", [html.P("x")]))
    said = client.get("/").get_data(as_text=True)
    assert "&lt;/title&gt;&lt;script&gt;x&lt;/script&gt; – Scrutineer" in said and "<script>x" not in said
