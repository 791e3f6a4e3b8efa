"""The server that has the store open, as other commands on this machine find it and go through it.

DuckDB lets one process open the file, so a running server leaves a note beside it (server.json, readable by its owner
alone) with its port and a token that holds for this one run.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import json
import os
import secrets
import urllib.parse
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from data.errors import ScrutineerError

NOTE = "server.json"
PROGRAM = "scrutineer"
CHUNK = 1024 * 1024
Progress = Callable[[str, float], None]


class ServerSaysNo(ScrutineerError):
    """The running server refused, or could not be reached."""


def new_token() -> str:
    """Return a token that nobody can guess."""
    return secrets.token_urlsafe(32)


def mark_of(token: str) -> str:
    """Return what a server may tell anybody about its token, so that a command knows it for the one it looks for."""
    return hashlib.sha256(token.encode()).hexdigest()[:12]


@contextlib.contextmanager
def announced(store: Path, host: str, port: int, token: str) -> Iterator[None]:
    """Keep the note beside the store for as long as the block runs."""
    note = store.parent / NOTE
    said = {"store": store.name, "host": host, "port": port, "pid": os.getpid(), "token": token}
    note.unlink(missing_ok=True)
    # Made anew and for its owner alone from the first moment: a file that is there already keeps its own rights.
    with os.fdopen(os.open(note, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(said, file)
    try:
        yield
    finally:
        if _note(store).get("pid") == os.getpid():
            note.unlink(missing_ok=True)


def server_of(store: Path) -> RunningServer | None:
    """Return the server that has this store open, or None when no server answers."""
    said = _note(store)
    if said.get("store") != store.name:
        return None
    try:
        server = RunningServer(str(said["host"]), int(said["port"]), str(said["token"]))
    except (KeyError, ValueError):
        return None
    return server if server.is_alive() else None


def _note(store: Path) -> dict[str, Any]:
    try:
        said = json.loads((store.parent / NOTE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


@dataclass(frozen=True, slots=True)
class RunningServer:
    """A server on this machine. Its verbs are those of layouts.desk.Desk; every one raises ServerSaysNo."""

    host: str
    port: int
    token: str

    @property
    def address(self) -> str:
        """Return what to type into a browser."""
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"

    def close(self) -> None:
        """Do nothing: the server goes on."""

    def is_alive(self) -> bool:
        """Return whether this very server answers: another may have its port by now, so the token is not shown."""
        try:
            connection = http.client.HTTPConnection(self.host, self.port, timeout=5)
            connection.request("GET", "/healthz")
            said = json.loads(connection.getresponse().read(1000))
        except (OSError, http.client.HTTPException, ValueError):
            return False
        wanted = {"program": PROGRAM, "run": mark_of(self.token)}
        return isinstance(said, dict) and said.items() >= wanted.items()

    def several(self) -> contextlib.AbstractContextManager[None]:
        """Return a block that does nothing: what the server answers is stored."""
        return contextlib.nullcontext()

    def load(
        self, path: Path, asked: Mapping[str, str], progress: Progress, *, settled: Mapping[str, str] | None = None
    ) -> dict[str, Any]:
        """Send one file and return what became of it, as the API says it. `settled` answers its questions."""
        words = [*asked.items(), *(("answer", f"{key}={value}") for key, value in (settled or {}).items())]
        with path.open("rb") as file:
            body = _Multipart(words, path.name, file, path.stat().st_size, progress)
            status, said = self._ask("POST", "/api/v1/uploads", body, body.headers)
        if status not in (200, 422):
            raise ServerSaysNo(_message(said))
        uploads: list[dict[str, Any]] = json.loads(said)["uploads"]
        return uploads[0]

    def undo(self, upload_id: str, reason: str) -> dict[str, Any]:
        """Take an upload back; return its line of the history and whether that was done before."""
        words = urllib.parse.urlencode({"reason": reason}).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        address = f"/api/v1/uploads/{urllib.parse.quote(upload_id, safe='')}/undo"
        return self._json("POST", address, words, headers)

    def scorecard(self, area: str, as_at: date | None) -> dict[str, Any]:
        """Return a scorecard, as the API says it."""
        asked = {"area": area} | ({"as_at": as_at.isoformat()} if as_at else {})
        return self._json("GET", f"/api/v1/scorecard?{urllib.parse.urlencode(asked)}")

    def template(self, area: str) -> bytes:
        """Return the workbook for a council to fill in."""
        status, said = self._ask("GET", f"/api/v1/template?{urllib.parse.urlencode({'area': area})}")
        if status != 200:
            raise ServerSaysNo(_message(said))
        return said

    def load_examples(self) -> list[dict[str, Any]]:
        """Load the examples and return what became of each."""
        status, said = self._ask("POST", "/api/v1/examples/load")
        if status not in (200, 422):
            raise ServerSaysNo(_message(said))
        uploads: list[dict[str, Any]] = json.loads(said)["uploads"]
        return uploads

    def remove_examples(self) -> int:
        """Take the examples back and return how many there were."""
        return int(self._json("POST", "/api/v1/examples/remove")["removed"])

    def _json(
        self, method: str, address: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> dict[str, Any]:
        status, said = self._ask(method, address, body, headers or {})
        if status != 200:
            raise ServerSaysNo(_message(said))
        found: dict[str, Any] = json.loads(said)
        return found

    def _ask(
        self, method: str, address: str, body: Any = b"", headers: Mapping[str, str] | None = None
    ) -> tuple[int, bytes]:
        # No time limit: a large file takes as long as it takes, and a broken connection is noticed anyway.
        connection = http.client.HTTPConnection(self.host, self.port)
        try:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                # A server that refuses the size stops reading before all is sent: its answer says why.
                connection.request(
                    method, address, body or None, {"Authorization": f"Bearer {self.token}", **(headers or {})}
                )
            response = connection.getresponse()
            return response.status, response.read()
        except (OSError, http.client.HTTPException) as error:
            raise ServerSaysNo(
                f"The server at {self.address} stopped answering ({error}). Look at its window or its log, "
                "and at the history of uploads, before you try again."
            ) from error
        finally:
            connection.close()


def _message(said: bytes) -> str:
    try:
        return str(json.loads(said)["error"]["message"])
    except (ValueError, KeyError, TypeError):
        return "The running server gave an answer that cannot be understood. Stop it, and give the command again."


class _Multipart:
    """A form with one file, sent piece by piece so that a large file is never held whole."""

    def __init__(
        self, words: Sequence[tuple[str, str]], name: str, file: BinaryIO, size: int, progress: Progress
    ) -> None:
        boundary = secrets.token_hex(16)
        quoted = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
        parts = [f'--{boundary}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in words]
        parts.append(
            f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{quoted}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        )
        self._head = "".join(parts).encode("utf-8", "surrogateescape")
        self._tail = f"\r\n--{boundary}--\r\n".encode()
        self._file, self._size, self._progress = file, size, progress
        self.headers = {
            "Content-Type": f"multipart/form-data; boundary={boundary}",
            "Content-Length": str(len(self._head) + size + len(self._tail)),
        }

    def __iter__(self) -> Iterator[bytes]:
        yield self._head
        sent = 0
        while piece := self._file.read(CHUNK):
            sent += len(piece)
            self._progress("Sending", 0.5 * sent / max(self._size, 1))
            yield piece
        self._progress("The server is reading it", 0.5)
        yield self._tail
