"""What goes wrong on the way to the server, over a real server and real sockets: too much, cut off, oddly named.

Each leaves nothing in the store and nothing in the temporary folder, the same process answers, and a good file right
after is loaded. The rows are those of groups A and K; tests/test_bad_input_rows.py lists where each row is tried.
"""

from __future__ import annotations

import contextlib
import http.client
import io
import json
import logging
import socket
import subprocess
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from data.settings import MEGABYTE
from layouts.log_lines import OneLine, escaped
from tests.loaders.books import a_return, figure
from tests.small_files import council_return
from tests.test_app import serving

BOUNDARY = "a-boundary-of-this-test"
# The line that antivirus programs agree to find, in pieces so that none finds it in this file.
EICAR = "".join(("X5O!P%@AP[4", "\\PZX54(P^)7CC)7}$", "EICAR-STANDARD-", "ANTIVIRUS-TEST-FILE!", "$H+H*"))


@dataclass
class Running:
    """A server in a process of its own, with its temporary folder and its store."""

    process: subprocess.Popen[str]
    host: str
    temporary: Path
    store: Path

    def ask(
        self, method: str, path: str, body: bytes = b"", **headers: str
    ) -> tuple[int, http.client.HTTPMessage, str]:
        """Return the status, the headers and the words of an answer."""
        with contextlib.closing(http.client.HTTPConnection(self.host, timeout=60)) as connection:
            connection.request(method, path, body or None, headers)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode(errors="replace")

    def send(self, content: bytes, name: str, path: str = "/api/v1/uploads") -> tuple[int, dict]:
        """Send one file and return the status and the outcome."""
        status, _, said = self.ask("POST", path, form(("file", name, content)), **OURS)
        return status, json.loads(said)["uploads"][0]

    def uploads(self) -> list[str]:
        """Return the names of the files that were stored."""
        return [row["file"] for row in json.loads(self.ask("GET", "/api/v1/uploads")[2])["uploads"]]

    def left(self) -> list[str]:
        """Return what is left in the temporary folder and among the files that wait; it may take a moment."""
        for _ in range(100):
            found = [path.name for path in self.temporary.iterdir()]
            found += [path.name for path in self.store.parent.glob("pending/*/*")]
            if not found:
                break
            time.sleep(0.05)
        return found


OURS = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}


def form(*files: tuple[str, str, bytes], words: tuple[tuple[str, str], ...] = ()) -> bytes:
    """Return a form with files, given as (field, name, content), as a browser sends it."""
    body = io.BytesIO()
    for field, said in words:
        body.write(f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{said}\r\n'.encode())
    for field, name, content in files:
        body.write(f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'.encode())
        body.write(b"Content-Type: application/octet-stream\r\n\r\n" + content + b"\r\n")
    body.write(f"--{BOUNDARY}--\r\n".encode())
    return body.getvalue()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Yield a server with the usual limits and a temporary folder of its own, for the tests of this file in turn."""
    folder = tmp_path_factory.mktemp("running")
    temporary = folder / "temporary"
    temporary.mkdir()
    store = folder / "store" / "s.duckdb"
    store.parent.mkdir()
    with serving(store, "--no-examples", TMPDIR=str(temporary)) as (process, address):
        yield Running(process, address.removeprefix("http://"), temporary, store)


@pytest.fixture(autouse=True)
def nothing_left(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[None]:
    """After each test with a server: nothing is left behind, the process lives, and a good file is loaded."""
    yield
    if "running" not in request.fixturenames:
        return
    server: Running = request.getfixturevalue("running")
    assert server.left() == []
    assert server.process.poll() is None, "the same process answers"
    good = a_return(tmp_path, [figure(value=10 + len(server.uploads()))], name="good.xlsx")
    status, outcome = server.send(good.read_bytes(), "good.xlsx")
    assert (status, outcome["status"]) == (200, "loaded")
    assert server.left() == []


def head(path: str, length: int) -> bytes:
    """Return the head of a request that announces a body of so many bytes."""
    return (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {OURS['Content-Type']}\r\n"
        f"Content-Length: {length}\r\n\r\n"
    ).encode()


# --- A8: too much -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/api/v1/uploads", "/upload"])
def test_a_body_beyond_the_limit_is_refused_before_it_comes(running: Running, path: str) -> None:
    before = running.uploads()
    host, _, port = running.host.partition(":")
    begun = time.monotonic()
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(head(path, 502 * MEGABYTE))
        answer = connection.makefile("rb").read().decode()
    assert time.monotonic() - begun < 1
    assert answer.startswith("HTTP/1.1 413") and "larger than the limit" in answer
    assert running.uploads() == before


def test_a_body_without_a_length_is_cut_off_at_the_limit(tmp_path: Path) -> None:
    """In pieces of no announced number: it is refused once it is too long, and what came of it is thrown away."""
    (temporary := tmp_path / "temporary").mkdir()
    limits = {"SCRUTINEER_MAX_CSV_MB": "1", "SCRUTINEER_MAX_WORKBOOK_MB": "1", "TMPDIR": str(temporary)}
    with serving(tmp_path / "s.duckdb", "--no-examples", **limits) as (process, address):
        connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=30)
        connection.putrequest("POST", "/api/v1/uploads")
        connection.putheader("Content-Type", OURS["Content-Type"])
        connection.putheader("Transfer-Encoding", "chunked")
        connection.endheaders()
        piece = b"10000\r\n" + b"x" * 65_536 + b"\r\n"
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            for _ in range(3 * 16):
                connection.send(piece)
        with contextlib.suppress(ConnectionResetError):
            assert connection.getresponse().status == 413
        connection.close()
        assert process.poll() is None
        with contextlib.closing(http.client.HTTPConnection(address.removeprefix("http://"), timeout=30)) as again:
            again.request("GET", "/api/v1/uploads")
            assert json.load(again.getresponse()) == {"uploads": []}
        assert list(temporary.iterdir()) == []


def test_a_workbook_one_byte_beyond_its_limit_is_refused_and_named(running: Running) -> None:
    before = running.uploads()
    content = b"PK\x03\x04" + b"\0" * (20 * MEGABYTE - 3)
    assert len(content) == 20 * MEGABYTE + 1
    status, outcome = running.send(content, "large.xlsx")
    (problem,) = outcome["problems"]
    assert (status, problem["code"]) == (422, "too_big")
    assert "is a little more than 20 MB. The limit is 20 MB." in problem["message"] and problem["fix"]
    assert running.uploads() == before


# --- A10: the sender goes away ------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/api/v1/uploads", "/upload"])
@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.99])
def test_a_sender_who_goes_away_leaves_nothing(running: Running, path: str, share: float) -> None:
    """Two megabytes, so that what came already lies in a temporary file."""
    before = running.uploads()
    body = form(("file", "half.csv", b"time_period,x\n" + b"1,2\n" * 500_000))
    host, _, port = running.host.partition(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(head(path, len(body)) + body[: int(len(body) * share)])
        if share == 0.5:
            # A reset, as when a cable is pulled, and not an orderly end.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
    assert running.left() == []
    assert running.uploads() == before


# --- A11: names ---------------------------------------------------------------------------------------------------

NAMES = {
    "../../x.xlsx": "x.xlsx",
    "C:\\\\x\\\\y.xlsx": "y.xlsx",
    "\\\\\\\\h\\\\s\\\\z.xlsx": "z.xlsx",
    "x" * 300 + ".xlsx": "x" * 234 + "…" + "x" * 15 + ".xlsx",
    "x.xlsx.exe": "x.xlsx.exe",
    "no extension": "no extension",
    "\U0001f600 figures.xlsx": "\U0001f600 figures.xlsx",
    "<b>x</b>.xlsx": "b>.xlsx",
    "..": "file",
    "a\u202exslx.exe": "axslx.exe",
    "a\x00b\x1b[31m.xlsx": "ab[31m.xlsx",
    "CON": "CON",
}


@pytest.mark.parametrize("name", NAMES, ids=lambda name: name[:20])
def test_a_name_is_shown_and_never_a_place(running: Running, tmp_path: Path, name: str) -> None:
    beside = sorted(running.store.parent.iterdir())
    content = council_return(tmp_path / "r.xlsx", [("re_referrals", "2024/25", 30 + len(running.uploads()))])
    status, outcome = running.send(content.read_bytes(), name)
    assert (status, outcome["status"]) == (200, "loaded"), outcome
    assert outcome["file"] == NAMES[name]
    kept = running.store.parent / "originals"
    assert [path for path in sorted(running.store.parent.iterdir()) if path not in [*beside, kept]] == []
    assert all(len(path.name.split(".")[0]) == 64 for path in kept.rglob("*") if path.is_file()), "kept by its sum"


def test_a_line_break_in_a_name_never_reaches_the_store(running: Running, tmp_path: Path) -> None:
    before = running.uploads()
    content = council_return(tmp_path / "r.xlsx", [("re_referrals", "2024/25", 60)]).read_bytes()
    status, _, _ = running.ask("POST", "/api/v1/uploads", form(("file", "a\nb: c.xlsx", content)), **OURS)
    assert status in (200, 400)
    assert not any("\n" in name for name in running.uploads()) and len(running.uploads()) - len(before) == (
        status == 200
    )


# --- A12: two files, none -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "word"),
    [
        ((), "nothing"),
        ((("file", "", b""),), "nothing"),
        ((("file", "a.xlsx", b"x"), ("file", "b.xlsx", b"y")), "several"),
    ],
    ids=["none", "empty field", "two"],
)
def test_the_page_takes_one_file(running: Running, files: tuple[tuple[str, str, bytes], ...], word: str) -> None:
    before = running.uploads()
    origin = {"Origin": f"http://{running.host}"}
    status, headers, _ = running.ask(
        "POST", "/upload", form(*files, words=(("council", "E10000029"),)), **OURS, **origin
    )
    assert status == 303 and f"problem={word}" in headers["Location"]
    assert running.uploads() == before


# --- A15: what an antivirus program would find ---------------------------------------------------------------------


def test_the_antivirus_test_file_is_no_workbook_however_it_is_packed(running: Running) -> None:
    """No antivirus program is asked: whatever is no workbook and no table of figures is refused unread."""
    before = running.uploads()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("eicar.com", EICAR)
    for content, name in ((EICAR.encode(), "eicar.com"), (packed.getvalue(), "eicar.xlsx")):
        status, outcome = running.send(content, name)
        assert (status, outcome["status"]) == (422, "refused"), outcome
        (problem,) = outcome["problems"]
        assert problem["code"] in ("wrong_type", "not_recognised") and name in problem["message"]
    assert running.uploads() == before


# --- K5, K6, K7: what goes into the log and into the names of downloads ----------------------------------------------


def test_a_message_is_one_line_in_the_log() -> None:
    said = 'GET /x\n2026-01-01 ERROR root: {"level":"error"}\x1b[31m\r\u202e\x85\u2028'
    record = logging.LogRecord("scrutineer", logging.ERROR, "x.py", 1, "%s failed", (said,), None)
    line = OneLine().format(record)
    assert len(line.splitlines()) == 1 and "\x1b" not in line and "\u202e" not in line
    assert "\\x0a2026-01-01 ERROR root" in line and "\\x1b[31m" in line and "\\u202e" in line
    assert escaped("£, ’ and é stay") == "£, ’ and é stay"


def test_no_line_of_a_traceback_begins_as_a_message_does() -> None:
    try:
        raise ValueError("a name\n2026-01-01 00:00:00 ERROR root: all is well")
    except ValueError as error:
        record = logging.LogRecord(
            "scrutineer", logging.ERROR, "x.py", 1, "failed", (), (ValueError, error, error.__traceback__)
        )
    first, *others = OneLine().format(record).splitlines()
    assert first.endswith("ERROR scrutineer: failed")
    assert others and all(line.startswith("    ") for line in others)


def test_an_address_cannot_write_a_line_of_its_own_into_the_log(tmp_path: Path) -> None:
    with serving(tmp_path / "s.duckdb", "--no-examples") as (process, address):
        connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=30)
        for path in ("/api/v1/x%0A2026-01-01%20ERROR%20root:%20forged", "/%1b[31m%0aforged", "/upload/%0aforged"):
            connection.request("GET", path)
            connection.getresponse().read()
        connection.close()
        process.terminate()
        process.wait(30)
        assert process.stderr is not None
        lines = process.stderr.read().splitlines()
    assert not any(line.lstrip().startswith(("forged", "2026-01-01 ERROR")) or "\x1b" in line for line in lines), lines


HEADERS = ("x%0d%0aSet-Cookie: a=b", "x\r\nSet-Cookie: a=b", '"; filename="other.exe', "..\\..\\a", "x" * 300)


@pytest.mark.parametrize("name", HEADERS)
def test_the_name_of_a_download_cannot_add_a_header_or_a_folder(running: Running, tmp_path: Path, name: str) -> None:
    content = council_return(tmp_path / "r.xlsx", [("re_referrals", "2024/25", 90 - len(running.uploads()))])
    written = name.replace("\\", "\\\\").replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
    status, outcome = running.send(content.read_bytes(), written)
    assert (status, outcome["status"]) == (200, "loaded"), outcome
    status, headers, _ = running.ask("GET", f"/api/v1/uploads/{outcome['upload_id']}/original")
    said = headers["Content-Disposition"]
    assert status == 200 and headers["Set-Cookie"] is None
    assert said.startswith("attachment; filename") and not set(said) & set("\r\n\\/") and len(said) < 500


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/series.csv?indicator=re_referrals&area=E10000029&breakdown=%0d%0aSet-Cookie:%20a=b",
        "/api/v1/scorecard.csv?area=E10000029%0d%0aSet-Cookie:%20a=b",
        "/api/v1/template?area=E10000029%0d%0aSet-Cookie:%20a=b",
    ],
)
def test_an_address_cannot_add_a_header_to_a_download(running: Running, path: str) -> None:
    _, headers, _ = running.ask("GET", path)
    assert headers["Set-Cookie"] is None
    assert not set(headers["Content-Disposition"] or "") & set("\r\n%")


def test_a_sheet_named_like_a_path_names_no_file(running: Running, tmp_path: Path) -> None:
    """The copy with the problems marked keeps the sheet, under the name of the file and no other."""
    path = a_return(tmp_path, [figure(value="abc")])
    book = openpyxl.load_workbook(path)
    book["Figures"].title = "..%2f..%2fa & <b>"
    book.save(path)
    origin = {"Origin": f"http://{running.host}"}
    status, headers, _ = running.ask("POST", "/upload", form(("file", "q.xlsx", path.read_bytes())), **OURS, **origin)
    assert status == 303
    waiting = headers["Location"]
    try:
        status, headers, _ = running.ask("GET", f"{waiting}/marked.xlsx")
        assert status == 200
        assert headers["Content-Disposition"] == 'attachment; filename="q marked.xlsx"'
    finally:
        running.ask("POST", f"{waiting}/drop", **origin)
