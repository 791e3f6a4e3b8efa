"""POST: files in, each whole or not at all; taken back again; the history says so."""

from __future__ import annotations

import dataclasses
import io
import tempfile
from pathlib import Path

import pytest

from data.settings import read_settings
from indicators.stores import opened_store
from layouts.server import create_server
from tests.small_files import council_return, referrals_csv

SUFFOLK, ENGLAND = "E10000029", "E92000001"


def send(client, *paths: Path, query: str = "", name: str = "", **form: str):
    """Send files in one form and return the answer."""
    files = [(io.BytesIO(path.read_bytes()), name or path.name) for path in paths]
    return client.post(f"/api/v1/uploads{query}", data={"file": files, **form}, content_type="multipart/form-data")


def value_of(client, area=ENGLAND, slug="re_referrals"):
    points = client.get(f"/api/v1/series?indicator={slug}&area={area}").json["series"][0]["points"]
    return points[-1]["value"] if points else None


def test_a_file_is_loaded_once_and_then_unchanged(empty, tmp_path):
    path = referrals_csv(tmp_path / "referrals.csv")
    answer = send(empty, path)
    assert answer.status_code == 200
    (first,) = answer.json["uploads"]
    assert first.items() >= {"file": "referrals.csv", "status": "loaded", "layout": "dfe", "problems": []}.items()
    assert first["observations"] == {"new": 24, "changed": 0, "unchanged": 0}
    assert first["targets"] == {"new": 0, "changed": 0, "unchanged": 0}
    assert value_of(empty) == 22.6
    (again,) = send(empty, path).json["uploads"]
    assert again["status"] == "unchanged" and again["upload_id"] == first["upload_id"]


def test_an_answer_known_before_is_old_after_a_load(empty, tmp_path):
    address = f"/api/v1/series?indicator=re_referrals&area={ENGLAND}"
    tag = empty.get(address).headers["ETag"]
    send(empty, referrals_csv(tmp_path / "referrals.csv"))
    assert empty.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_a_dry_run_stores_nothing(empty, tmp_path):
    path = referrals_csv(tmp_path / "referrals.csv")
    for query in ("?dry_run=1", "?dry_run=true"):
        (outcome,) = send(empty, path, query=query).json["uploads"]
        assert outcome["status"] == "preview" and outcome["upload_id"] is None
        assert outcome["observations"]["new"] == 24
    assert value_of(empty) is None
    assert empty.get("/api/v1/uploads").json == {"uploads": []}


def test_one_refused_file_leaves_the_others_loaded(empty, tmp_path):
    good = referrals_csv(tmp_path / "good.csv")
    bad = tmp_path / "bad.csv"
    bad.write_text("one,two\n1,2\n", encoding="utf-8")
    answer = send(empty, bad, good)
    assert answer.status_code == 422
    refused, loaded = answer.json["uploads"]
    assert (refused["status"], loaded["status"]) == ("refused", "loaded")
    (problem,) = refused["problems"]
    assert problem.keys() == {"severity", "code", "sheet", "cell", "found", "message", "fix"}
    assert problem["severity"] == "error" and "bad.csv" in problem["message"] and problem["fix"]
    assert value_of(empty) == 22.6


def test_files_may_come_in_fields_of_any_name(empty, tmp_path):
    form = {"a": (io.BytesIO(referrals_csv(tmp_path / "x.csv").read_bytes()), "x.csv"), "b": (io.BytesIO(b""), "")}
    answer = empty.post("/api/v1/uploads", data=form, content_type="multipart/form-data")
    assert [outcome["file"] for outcome in answer.json["uploads"]] == ["x.csv"]


def test_a_workbook_is_read_whatever_it_is_called(empty, tmp_path):
    path = council_return(tmp_path / "return.xlsx", [("re_referrals", "2024/25", 20)])
    (outcome,) = send(empty, path, name="return.data").json["uploads"]
    assert (outcome["status"], outcome["layout"]) == ("loaded", "council_return"), outcome
    assert value_of(empty, SUFFOLK) == 20


def test_whose_and_when_may_be_said_in_the_form(empty, tmp_path):
    path = council_return(tmp_path / "return.xlsx", [("re_referrals", "2003/04", 20)], title="")
    assert send(empty, path).status_code == 422
    answer = send(empty, path, area="suffolk", known_on="15 March 2005")
    assert answer.status_code == 200, answer.json
    (row,) = empty.get("/api/v1/uploads").json["uploads"]
    assert (row["owner"], row["known_on"]) == (SUFFOLK, "2005-03-15")
    assert empty.get(f"/api/v1/scorecard?area={SUFFOLK}&as_at=2005-03-14").json["readings"] == []
    assert empty.get(f"/api/v1/scorecard?area={SUFFOLK}&as_at=2005-03-15").json["readings"][0]["value"] == 20


def test_strict_refuses_a_file_with_warnings(empty, tmp_path):
    path = council_return(tmp_path / "return.xlsx", [("re_referrals", "2024/25", 20), ("no such thing", "2024/25", 1)])
    assert send(empty, path, strict="1").status_code == 422
    answer = send(empty, path)
    assert answer.status_code == 200 and answer.json["uploads"][0]["problems"][0]["severity"] == "warning"


@pytest.mark.parametrize(
    ("form", "status", "code"),
    [
        ({"area": "Atlantis"}, 404, "unknown_area"),
        ({"known_on": "soon"}, 400, "bad_parameter"),
        ({"strict": "perhaps"}, 400, "bad_parameter"),
    ],
)
def test_a_form_that_cannot_be_read_loads_nothing(empty, tmp_path, form, status, code):
    answer = send(empty, referrals_csv(tmp_path / "x.csv"), **form)
    assert answer.status_code == status and answer.json["error"]["code"] == code
    assert empty.get("/api/v1/uploads").json == {"uploads": []}


def test_an_unknown_layout_refuses_the_file(empty, tmp_path):
    answer = send(empty, referrals_csv(tmp_path / "x.csv"), **{"as": "nothing"})
    assert answer.status_code == 422 and answer.json["uploads"][0]["problems"][0]["code"] == "layout_unknown"


@pytest.mark.parametrize("sent", [{}, {"file": (io.BytesIO(b""), "")}, {"file": "just words"}])
def test_no_file_is_said(empty, sent):
    answer = empty.post("/api/v1/uploads", data=sent, content_type="multipart/form-data")
    assert answer.status_code == 400 and "No file" in answer.json["error"]["message"]


def test_a_body_above_the_limit_is_refused_in_json(tmp_path):
    settings = dataclasses.replace(
        read_settings(str(tmp_path / "s.duckdb")), max_csv_bytes=1000, max_workbook_bytes=1000
    )
    store = opened_store(settings.store)
    try:
        client = create_server(store, settings, pages=False).test_client()
        large = {"file": (io.BytesIO(b"x" * 2_000_000), "large.csv")}
        answer = client.post("/api/v1/uploads", data=large, content_type="multipart/form-data")
        assert answer.status_code == 413 and answer.json["error"]["code"] == "too_big"
        small = {"file": (io.BytesIO(b"x,y\n" * 300), "small.csv")}
        answer = client.post("/api/v1/uploads", data=small, content_type="multipart/form-data")
        assert answer.status_code == 422 and answer.json["uploads"][0]["problems"][0]["code"] == "too_big"
    finally:
        store.close()


@pytest.mark.parametrize(
    ("name", "shown"),
    [("../../etc/passwd.csv", "passwd.csv"), ("C:\\\\Users\\\\me\\\\x.csv", "x.csv"), ("/abs/y.csv", "y.csv")],
)
def test_the_clients_name_is_shown_and_never_used(empty, tmp_path, monkeypatch, name, shown):
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    (outcome,) = send(empty, referrals_csv(tmp_path / "x.csv"), name=name).json["uploads"]
    assert outcome["file"] == shown and outcome["status"] == "loaded"
    assert list(folder.iterdir()) == [], "no copy is left behind"


def test_undo_brings_back_every_earlier_reading(empty, tmp_path):
    first = referrals_csv(tmp_path / "first.csv")
    send(empty, first)
    before = empty.get(f"/api/v1/scorecard?area={SUFFOLK}").json
    second = tmp_path / "second.csv"
    second.write_bytes(first.read_bytes().replace(b"22.6", b"33.3").replace(b"81.400000000000006", b"12"))
    (outcome,) = send(empty, second).json["uploads"]
    assert outcome["observations"] == {"new": 0, "changed": 2, "unchanged": 22}
    assert value_of(empty) == 33.3
    answer = empty.post(f"/api/v1/uploads/{outcome['upload_id']}/undo", json={"reason": "wrong file"})
    assert answer.status_code == 200
    assert answer.json["upload"].items() >= {"undone_by": "local", "undone_because": "wrong file"}.items()
    assert empty.get(f"/api/v1/scorecard?area={SUFFOLK}").json == before
    again = empty.post(f"/api/v1/uploads/{outcome['upload_id']}/undo", data={"reason": "once more"})
    assert again.json["upload"]["undone_because"] == "wrong file", "undoing twice changes nothing"
    history = empty.get("/api/v1/uploads").json["uploads"]
    assert [(row["file"], bool(row["undone_at"])) for row in history] == [("second.csv", True), ("first.csv", False)]


@pytest.mark.parametrize("upload_id", ["nothing", "01a20406-0ab3-7c6c-8cb8-fed592feafaa", "%27%20OR%201=1"])
def test_undoing_what_there_is_not_is_404(empty, upload_id):
    answer = empty.post(f"/api/v1/uploads/{upload_id}/undo")
    assert answer.status_code == 404 and answer.json["error"]["code"] == "unknown_upload"


def test_the_public_view_changes_nothing(empty, tmp_path):
    answer = send(empty, referrals_csv(tmp_path / "x.csv"), query="?audience=public")
    assert answer.status_code == 403 and answer.json["error"]["code"] == "not_allowed"
    assert empty.get("/api/v1/uploads").json == {"uploads": []}


def test_uploads_are_counted_by_outcome(empty, tmp_path):
    send(empty, referrals_csv(tmp_path / "x.csv"))
    text = empty.get("/metrics").text
    assert 'scrutineer_uploads_total{outcome="loaded"} 1' in text
    assert "scrutineer_store_figures 24" in text and "scrutineer_store_uploads 1" in text
    assert 'scrutineer_requests_total{route="/api/v1/uploads",method="POST",status="200"} 1' in text
