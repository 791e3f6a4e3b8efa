"""What is kept of an upload, asked for again: its warnings and its file; previews with all that would change."""

from __future__ import annotations

import pytest

from layouts.api.uploads import file_name
from tests.layouts.test_api_openapi import check
from tests.layouts.test_api_uploads import send
from tests.small_files import council_return, referrals_csv

SUFFOLK = "E10000029"


def a_return(folder, value=20, name="return.xlsx", targets=(("re_referrals", "under 15", "2024/25"),)):
    """Write a return with one figure that is read and a row that is not."""
    return council_return(folder / name, [("re_referrals", "2024/25", value), ("no such thing", "2024/25", 1)], targets)


def test_an_upload_is_told_with_its_warnings(empty, tmp_path):
    (outcome,) = send(empty, a_return(tmp_path)).json["uploads"]
    answer = empty.get(f"/api/v1/uploads/{outcome['upload_id']}").json
    assert answer["upload"]["file"] == "return.xlsx" and answer["upload"]["warnings"] == len(answer["problems"]) > 0
    assert answer["problems"] == outcome["problems"]
    (row,) = empty.get("/api/v1/uploads").json["uploads"]
    assert row == answer["upload"]


def test_the_file_itself_comes_back(empty, tmp_path):
    path = a_return(tmp_path)
    (outcome,) = send(empty, path, name="Q3 figures (final).xlsx").json["uploads"]
    answer = empty.get(f"/api/v1/uploads/{outcome['upload_id']}/original")
    assert answer.status_code == 200 and answer.data == path.read_bytes()
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Q3 figures (final).xlsx"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_file_taken_back_can_still_be_had(empty, tmp_path):
    path = referrals_csv(tmp_path / "referrals.csv")
    (outcome,) = send(empty, path).json["uploads"]
    empty.post(f"/api/v1/uploads/{outcome['upload_id']}/undo")
    assert empty.get(f"/api/v1/uploads/{outcome['upload_id']}/original").data == path.read_bytes()


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Q3 (final).xlsx", "Q3 (final).xlsx"),
        ('a"b;c\r\nX: y.csv', "a-b-c-X- y.csv"),
        ("..", "original"),
        (".htaccess", "htaccess"),
        ("été 2004.csv", "été 2004.csv"),
        ("x" * 300 + ".csv", "x" * 146 + ".csv"),
        ("<script>.html", "script-.html"),
    ],
)
def test_a_senders_name_is_safe_to_save_under(said, shown):
    assert file_name(said) == shown


def test_a_name_beyond_ascii_is_offered_too(empty, tmp_path):
    (outcome,) = send(empty, referrals_csv(tmp_path / "x.csv"), name="été\u202e.csv").json["uploads"]
    said = empty.get(f"/api/v1/uploads/{outcome['upload_id']}/original").headers["Content-Disposition"]
    assert said.startswith("attachment; ") and "%C3%A9t%C3%A9" in said and "%E2%80%AE" not in said


def test_an_upload_whose_file_is_not_kept_says_so(empty, tmp_path):
    (outcome,) = send(empty, referrals_csv(tmp_path / "referrals.csv")).json["uploads"]
    for file in (tmp_path / "originals").rglob("*"):
        if file.is_file():
            file.unlink()
    answer = empty.get(f"/api/v1/uploads/{outcome['upload_id']}/original")
    assert answer.status_code == 404 and answer.json["error"]["code"] == "no_original"
    assert "before Scrutineer kept files" in answer.json["error"]["message"]


@pytest.mark.parametrize("what", ["", "/original"])
@pytest.mark.parametrize("upload_id", ["nothing", "01a20406-0ab3-7c6c-8cb8-fed592feafaa", "..%2f..%2fetc"])
def test_there_is_nothing_of_an_unknown_upload(empty, upload_id, what):
    answer = empty.get(f"/api/v1/uploads/{upload_id}{what}")
    assert answer.status_code == 404 and answer.json["error"]["code"] in ("unknown_upload", "not_found")


def test_the_public_gets_published_uploads_without_their_files(empty, tmp_path):
    (own,) = send(empty, a_return(tmp_path)).json["uploads"]
    (national,) = send(empty, referrals_csv(tmp_path / "referrals.csv")).json["uploads"]
    for what in ("", "/original"):
        assert empty.get(f"/api/v1/uploads/{own['upload_id']}{what}?audience=public").status_code == 404
        assert empty.get(f"/api/v1/uploads/{national['upload_id']}{what}?audience=public").status_code == 200
    empty.post("/api/v1/examples/load")
    example = next(row for row in empty.get("/api/v1/uploads").json["uploads"] if row["published"])
    address = f"/api/v1/uploads/{example['upload_id']}"
    assert empty.get(f"{address}?audience=public").json["problems"] == []
    refused = empty.get(f"{address}/original?audience=public")
    assert refused.status_code == 403 and refused.json["error"]["code"] == "not_allowed"
    assert empty.get(f"{address}/original").status_code == 200


def test_a_dry_run_lists_what_would_change(empty, tmp_path):
    (first,) = send(empty, a_return(tmp_path, 12)).json["uploads"]
    assert first["differences"] is None and first["ratings"] == [] == first["questions"]
    path = a_return(tmp_path, 20, "again.xlsx", [("re_referrals", "under 14", "2024/25")])
    (told,) = send(empty, path, query="?dry_run=1").json["uploads"]
    found = told["differences"]
    assert (found["new"], found["unchanged"], found["changed_total"], found["disappeared"]) == (0, 0, 1, [])
    (changed,) = found["changed"]
    assert changed["new"]["value"] == 20 and changed["old"]["value"] == 12
    assert changed["old_upload_id"] == first["upload_id"] and changed["old_file"] == "return.xlsx"
    assert changed["period"]["end"] == "2025-03-31" and changed["cell"]
    (aim,) = found["targets"]["changed"]
    assert (aim["new"]["value"], aim["old"]["value"], aim["old_upload_id"]) == (14, 15, first["upload_id"])
    (rating,) = told["ratings"]
    assert (rating["area"], rating["indicator"]) == (SUFFOLK, "re_referrals")
    assert (rating["from"], rating["to"]) == ("green", "red")


def test_what_a_dry_run_answers_is_described(empty, tmp_path):
    send(empty, a_return(tmp_path, 12))
    path = a_return(tmp_path, 20, "again.xlsx", [("re_referrals", "under 14", "2024/25")])
    said = empty.get("/api/v1/openapi.json").json["paths"]
    for query in ("?dry_run=1", ""):
        answer = send(empty, path, query=query).json
        schema = said["/uploads"]["post"]["responses"]["200"]["content"]["application/json"]["schema"]
        check(answer, schema, "/uploads")
    upload_id = answer["uploads"][0]["upload_id"]
    schema = said["/uploads/{upload_id}"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    check(empty.get(f"/api/v1/uploads/{upload_id}").json, schema, "/uploads/{upload_id}")
    schema = said["/uploads/{upload_id}/undo"]["post"]["responses"]["200"]["content"]["application/json"]["schema"]
    check(empty.post(f"/api/v1/uploads/{upload_id}/undo").json, schema, "undo")


def test_answers_are_sent_one_a_field(empty, tmp_path):
    path = referrals_csv(tmp_path / "x.csv")
    (told,) = send(empty, path, query="?dry_run=1", answer=["indicator:x=re_referrals", "area:us=E1=2", "z="]).json[
        "uploads"
    ]
    assert told["answers"] == [
        {"key": "area:us", "value": "E1=2", "remembered": False},
        {"key": "indicator:x", "value": "re_referrals", "remembered": False},
    ]
    for wrong in ("indicator:x", "=re_referrals", " =x"):
        answer = send(empty, path, answer=wrong)
        assert answer.status_code == 400 and answer.json["error"]["code"] == "bad_parameter"


def test_why_is_kept_in_the_history(empty, tmp_path):
    send(empty, referrals_csv(tmp_path / "x.csv"), reason="corrected by the publisher")
    assert empty.get("/api/v1/uploads").json["uploads"][0]["reason"] == "corrected by the publisher"


def test_taking_back_twice_says_so(empty, tmp_path):
    (outcome,) = send(empty, referrals_csv(tmp_path / "x.csv")).json["uploads"]
    address = f"/api/v1/uploads/{outcome['upload_id']}/undo"
    assert empty.post(address).json["already_taken_back"] is False
    assert empty.post(address).json["already_taken_back"] is True
