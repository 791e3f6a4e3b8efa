"""The commands, each run as a person runs it: a process of its own, its words, its exit code."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from tests.small_files import REFERRALS, council_return, referrals_csv

ROOT = Path(__file__).resolve().parent.parent
POSIX = sys.platform != "win32"
KEYS = {"file", "status", "upload_id", "layout", "observations", "targets", "comments", "names", "problems"}
KEYS |= {"questions", "answers", "differences", "ratings"}


def environment(**more: str) -> dict[str, str]:
    kept = {name: word for name, word in os.environ.items() if not name.startswith("SCRUTINEER_")}
    return kept | {"PYTHONIOENCODING": "utf-8"} | more


def run(*words: object, **more: str) -> subprocess.CompletedProcess[str]:
    """Run one command and return what it printed and its exit code."""
    command = [sys.executable, "app.py", *map(str, words)]
    return subprocess.run(
        command, cwd=ROOT, env=environment(**more), capture_output=True, text=True, encoding="utf-8", timeout=120
    )


@contextlib.contextmanager
def serving(store: Path, *words: object, **more: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Yield a running server's process and address; it is stopped when the block ends."""
    command = [sys.executable, "app.py", "serve", "--store", str(store), "--port", "0", *map(str, words)]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment(**more), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            said.append(line)
            if found := re.search(r"http://[\w.:\[\]]+", line):
                wait_for(found[0])
                yield process, found[0]
                break
        else:
            assert process.stderr is not None
            pytest.fail(f"the server did not start: {said} {process.stderr.read()}")
    finally:
        process.terminate()
        process.wait(30)
        for stream in (process.stdout, process.stderr):
            assert stream is not None
            stream.close()


def wait_for(address: str) -> None:
    for _ in range(100):
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/healthz", timeout=5):
            return
        time.sleep(0.05)
    pytest.fail(f"nothing answers at {address}")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store" / "test.duckdb"


@pytest.fixture
def referrals(tmp_path: Path) -> Path:
    return referrals_csv(tmp_path / "referrals.csv")


def test_load_prints_json_and_nothing_else(store, referrals):
    done = run("load", referrals, "--store", store, "--json")
    assert done.returncode == 0, done.stderr
    (outcome,) = json.loads(done.stdout)["uploads"]
    assert outcome.keys() == KEYS
    assert outcome["status"] == "loaded" and outcome["observations"] == {"new": 24, "changed": 0, "unchanged": 0}
    assert f"Made a new store: {store}" in done.stderr
    again = run("load", referrals, "--store", store, "--json")
    assert again.returncode == 0 and json.loads(again.stdout)["uploads"][0]["status"] == "unchanged"
    assert again.stderr == ""


def test_load_says_in_words_what_it_did(store, referrals):
    done = run("load", referrals, SCRUTINEER_STORE=str(store))
    assert done.returncode == 0
    assert done.stdout.startswith("referrals.csv (dfe): loaded\n  figures: 24 new, 0 changed, 0 unchanged\n")


def test_a_refused_file_is_exit_1_and_the_others_are_loaded(store, referrals, tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_text("one,two\n1,2\n", encoding="utf-8")
    done = run("load", bad, referrals, tmp_path / "not there.csv", "--store", store)
    assert done.returncode == 1
    assert "bad.csv: refused: nothing was stored\n  error: bad.csv is not a kind of table" in done.stdout
    assert "referrals.csv (dfe): loaded" in done.stdout
    assert "not there.csv cannot be opened" in done.stdout and "Traceback" not in done.stderr
    listed = json.loads(run("load", bad, tmp_path / "not there.csv", "--store", store, "--json").stdout)["uploads"]
    assert [outcome["problems"][0]["code"] for outcome in listed] == ["not_recognised", "not_a_file"]
    assert all(outcome.keys() == KEYS for outcome in listed)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "COMMAND"),
        (("dance",), "dance"),
        (("load",), "FILE"),
        (("load", "x", "--known-on", "soon"), "31 March 2005"),
        (("load", "x", "--area", "Atlantis"), "Atlantis"),
        (("scorecard",), "--area"),
        (("scorecard", "--area", "E10000029", "--as-at", "2005"), "2005"),
        (("template", "--area", "E10000029"), "-o"),
        (("undo",), "UPLOAD_ID"),
        (("examples", "dance"), "dance"),
        (("serve", "--port", "ninety"), "ninety"),
        (("serve", "--port", "70000"), "70000"),
        (("serve", "--host", "0.0.0.0"), "no sign-in yet"),
        (("serve", "--host", "192.168.1.9"), "no sign-in yet"),
    ],
)
def test_a_command_that_is_wrongly_given_is_exit_2(words, said, store):
    done = run(*words, SCRUTINEER_STORE=str(store))
    assert done.returncode == 2 and done.stdout == ""
    assert said in done.stderr and "Traceback" not in done.stderr
    assert not store.exists()


def test_a_setting_that_is_no_number_is_exit_2(store):
    done = run("load", "x", "--store", store, SCRUTINEER_MAX_SHEETS="many")
    assert done.returncode == 2 and "SCRUTINEER_MAX_SHEETS" in done.stderr and "Traceback" not in done.stderr


def test_a_dry_run_stores_nothing(store, referrals):
    done = run("load", referrals, "--store", store, "--dry-run", "--json")
    assert done.returncode == 0 and json.loads(done.stdout)["uploads"][0]["status"] == "preview"
    assert json.loads(run("scorecard", "--area", "935", "--store", store, "--json").stdout)["readings"] == []


def test_strict_known_on_and_area_reach_the_loader(store, tmp_path):
    path = council_return(tmp_path / "r.xlsx", [("re_referrals", "2003/04", 20), ("no such", "2003/04", 1)], title="")
    assert run("load", path, "--store", store).returncode == 1
    words = ("load", path, "--store", store, "--area", "Suffolk", "--known-on", "15 March 2005")
    assert run(*words, "--strict").returncode == 1
    assert run(*words, "--as", "dfe").returncode == 1
    assert run(*words).returncode == 0
    card = json.loads(run("scorecard", "--area", "Suffolk", "--as-at", "2005-03-15", "--store", store, "--json").stdout)
    assert [reading["value"] for reading in card["readings"]] == [20]


def test_patterns_are_expanded_where_the_shell_does_not(store, tmp_path):
    referrals_csv(tmp_path / "one.csv")
    referrals_csv(tmp_path / "two.csv", [*REFERRALS[:-1]])
    done = run("load", tmp_path / "*.csv", "--store", store, "--json")
    assert [outcome["file"] for outcome in json.loads(done.stdout)["uploads"]] == ["one.csv", "two.csv"]
    assert run("load", tmp_path / "*.none", "--store", store).returncode == 1


def test_undo_takes_an_upload_back(store, referrals):
    upload_id = json.loads(run("load", referrals, "--store", store, "--json").stdout)["uploads"][0]["upload_id"]
    done = run("undo", upload_id, "--reason", "wrong year", "--store", store)
    assert done.returncode == 0 and "Taken back: referrals.csv, 24 figures" in done.stdout
    assert json.loads(run("scorecard", "--area", "935", "--store", store, "--json").stdout)["readings"] == []
    again = run("undo", upload_id, "--reason", "once more", "--store", store)
    assert again.returncode == 0 and "was already taken back on" in again.stdout and "Taken back" not in again.stdout
    unknown = run("undo", "nothing", "--store", store)
    assert unknown.returncode == 1 and "nothing" in unknown.stderr and "Traceback" not in unknown.stderr


def test_scorecard_prints_a_table_that_fits(store, referrals):
    run("load", referrals, "--store", store)
    done = run("scorecard", "--area", "Suffolk", "--store", store)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert max(map(len, lines)) <= 100 and lines[0] == "Suffolk (E10000029), as known today"
    assert any("81.4%" in line and "20.7%" in line and "22.6%" in line for line in lines)


def test_template_writes_a_workbook_and_never_over_a_filled_one(store, tmp_path):
    path = tmp_path / "return.xlsx"
    path.touch()
    done = run("template", "--area", "E10000029", "-o", path, "--store", store)
    assert done.returncode == 0, done.stderr
    assert "Figures" in openpyxl.load_workbook(path).sheetnames
    content = path.read_bytes()
    again = run("template", "--area", "E10000029", "-o", path, "--store", store)
    assert again.returncode == 1 and "--overwrite" in again.stderr and path.read_bytes() == content
    assert run("template", "--area", "E10000029", "-o", path, "--store", store, "--overwrite").returncode == 0
    nowhere = run("template", "--area", "E10000029", "-o", tmp_path / "no" / "x.xlsx", "--store", store)
    assert nowhere.returncode == 1 and "cannot be written" in nowhere.stderr


def test_examples_come_and_go(store):
    done = run("examples", "load", "--store", store)
    assert done.returncode == 0 and done.stdout.count(": loaded") == 5
    done = run("examples", "remove", "--store", store)
    assert done.returncode == 0 and "Took back 5" in done.stdout


def test_loading_starts_without_the_web_server(store, referrals):
    script = (
        "import sys, app; code = app.main(sys.argv[1:]); "
        "sys.exit(code or ', '.join({'flask', 'dash', 'waitress', 'openpyxl', 'plotly'} & set(sys.modules)) or 0)"
    )
    command = [sys.executable, "-c", script, "load", str(referrals), "--store", str(store)]
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_store_that_another_program_holds_is_said_in_one_line(store, referrals):
    assert run("load", referrals, "--store", store).returncode == 0
    script = "import sys, duckdb; kept = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    holder = subprocess.Popen(
        [sys.executable, "-c", script, str(store)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout is not None and holder.stdout.readline() == "open\n"
        for words in (("load", referrals), ("scorecard", "--area", "935"), ("serve", "--port", "0")):
            done = run(*words, "--store", store)
            assert done.returncode == 1 and len(done.stderr.splitlines()) == 1, done.stderr
            assert "Another program has the store test.duckdb open" in done.stderr
    finally:
        holder.communicate("", timeout=30)


def test_a_file_that_is_no_store_is_said_in_one_line(tmp_path, referrals):
    path = tmp_path / "text.duckdb"
    path.write_text("this is not a store " * 1000, encoding="utf-8")
    done = run("load", referrals, "--store", path)
    assert done.returncode == 1 and "text.duckdb cannot be opened" in done.stderr and "Traceback" not in done.stderr


def test_commands_beside_a_running_server_go_through_it(store, referrals, tmp_path):
    with serving(store, "--no-examples") as (process, address):
        note = store.parent / "server.json"
        if POSIX:
            assert stat.S_IMODE(note.stat().st_mode) == 0o600
        assert json.loads(note.read_text(encoding="utf-8")).keys() == {"store", "host", "port", "pid", "token"}
        done = run("load", referrals, tmp_path / "not there.csv", "--store", store, "--json")
        assert done.returncode == 1, done.stderr
        loaded, missing = json.loads(done.stdout)["uploads"]
        assert loaded.keys() == missing.keys() == KEYS and loaded["status"] == "loaded"
        with urllib.request.urlopen(f"{address}/api/v1/scorecard?area=935") as answer:
            served = json.load(answer)
        printed = run("scorecard", "--area", "935", "--store", store, "--json")
        assert json.loads(printed.stdout) == served and len(served["readings"]) > 0
        preview = run("load", referrals, "--store", store, "--dry-run", "--strict", "--area", "935")
        assert preview.returncode == 0 and "preview: nothing was stored" in preview.stdout
        odd = referrals_csv(tmp_path / 'a "name" with £ signs.csv', REFERRALS[:3])
        named = json.loads(run("load", odd, "--store", store, "--json").stdout)["uploads"][0]
        assert named["file"].endswith("with £ signs.csv")
        assert run("template", "--area", "935", "-o", tmp_path / "t.xlsx", "--store", store).returncode == 0
        assert openpyxl.load_workbook(tmp_path / "t.xlsx").sheetnames
        assert run("examples", "load", "--store", store).stdout.count(": loaded") == 5
        assert "Took back 5" in run("examples", "remove", "--store", store).stdout
        settled = ("--answer", "area:us=E10000029", "--answer", "indicator:a b=c=d")
        told = json.loads(run("load", referrals, "--store", store, "--dry-run", "--json", *settled).stdout)
        assert told["uploads"][0]["answers"] == [
            {"key": "area:us", "value": "E10000029", "remembered": False},
            {"key": "indicator:a b", "value": "c=d", "remembered": False},
        ]
        assert told["uploads"][0]["differences"]["unchanged"] == 24
        undone = run("undo", loaded["upload_id"], "--store", store)
        assert undone.returncode == 0 and "Taken back: referrals.csv" in undone.stdout
        again = run("undo", loaded["upload_id"], "--store", store)
        assert again.returncode == 0 and "was already taken back on" in again.stdout
        unknown = run("undo", "no/such", "--store", store)
        assert unknown.returncode == 1 and "Traceback" not in unknown.stderr
        twice = run("serve", "--store", store, "--port", "0")
        assert twice.returncode == 1 and f"open {address}" in twice.stderr
    assert process.returncode == 0, "stopped in good order"
    assert not note.exists()
    assert run("scorecard", "--area", "935", "--store", store).returncode == 0, "and the store is free again"


@pytest.mark.skipif(not POSIX, reason="there is no SIGKILL")
def test_the_note_of_a_killed_server_misleads_nobody(store, referrals):
    with serving(store, "--no-examples") as (process, _):
        process.send_signal(signal.SIGKILL)
        process.wait(30)
    assert (store.parent / "server.json").exists()
    done = run("load", referrals, "--store", store)
    assert done.returncode == 0, done.stderr


def test_a_first_start_loads_the_examples_and_says_so(store):
    with serving(store) as (_, address):
        asked = f"{address}/api/v1/scorecard?area=E10000029&as_at=2005-03-31"
        with urllib.request.urlopen(asked) as answer:
            values = {reading["indicator"]: reading["value"] for reading in json.load(answer)["readings"]}
        assert values["re_referrals"] == 20
        with urllib.request.urlopen(f"{address}/") as page:
            assert page.status == 200 and b"<html" in page.read()
        with pytest.raises(urllib.error.HTTPError) as missing:
            urllib.request.urlopen(f"{address}/api/v1/nothing")
        assert missing.value.code == 404 and json.load(missing.value)["error"]["code"] == "not_found"


def test_it_serves_on_the_newer_loopback_too(store):
    with socket.socket(socket.AF_INET6) as trial:
        try:
            trial.bind(("::1", 0))
        except OSError:
            pytest.skip("this machine has no ::1")
    with serving(store, "--no-examples", "--host", "::1") as (_, address):
        assert address.startswith("http://[::1]:")
        assert run("scorecard", "--area", "935", "--store", store).returncode == 0


def test_a_taken_port_is_said_in_one_line(store):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run("serve", "--store", store, "--port", taken.getsockname()[1])
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1 and "--port" in done.stderr
    assert not store.exists(), "nothing was begun"


def test_a_body_above_the_limit_is_refused_before_it_is_sent(store):
    with serving(store, "--no-examples", SCRUTINEER_MAX_CSV_MB="1", SCRUTINEER_MAX_WORKBOOK_MB="1") as (_, address):
        connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=30)
        connection.putrequest("POST", "/api/v1/uploads")
        connection.putheader("Content-Type", "multipart/form-data; boundary=x")
        connection.putheader("Content-Length", str(50 * 1024 * 1024))
        connection.endheaders(b"--x\r\n")
        answer = connection.getresponse()
        assert answer.status == 413 and json.load(answer)["error"]["code"] == "too_big"
        connection.close()
        large = store.parent / "large.csv"
        large.write_bytes(b"a,b\n" * 2_000_000)
        done = run("load", large, "--store", store)
        assert done.returncode == 1 and "larger than the limit" in done.stderr, done
