"""The web server put together: the gate, the API, the pages, compression; and the serving of it."""

from __future__ import annotations

import json
import socket
from typing import Any

from flask import Flask, Response
from flask_compress import Compress
from waitress import create_server as listening_server
from waitress.channel import HTTPChannel
from waitress.task import ErrorTask

from data import pending
from data.errors import ScrutineerError
from data.settings import MEGABYTE, Settings
from data.store import Store
from data.viewer import LOCAL, Viewer
from layouts.api import context, faults, guard, uploads
from layouts.api.health import health
from layouts.running import new_token

THREADS = 8
_COMPRESSED = ["text/html", "text/css", "text/csv", "text/plain", "text/javascript", "application/javascript"]
_COMPRESSED += ["application/json", "image/svg+xml"]


class PortTaken(ScrutineerError):
    """Another program listens at this port."""


def create_server(
    store: Store,
    settings: Settings,
    *,
    viewer: Viewer = LOCAL,
    pages: bool = True,
    host: str = "127.0.0.1",
    token: str = "",
) -> Flask:
    """Return the web application over an open store.

    `viewer` is who looks when nobody signs in; `host` the address it will be bound to; `token` what commands on this
    machine show, one that nobody knows when it is left out. `pages` False leaves the pages out.
    """
    server = Flask("scrutineer", static_folder=None)
    server.config["MAX_CONTENT_LENGTH"] = largest_body(settings)
    server.config["COMPRESS_MIMETYPES"] = _COMPRESSED
    pending.sweep(settings)
    context.attach(server, context.Context(store, settings, viewer, token or new_token()))
    guard.install(server, host)
    faults.install(server)
    # The routes that read and those that write are one blueprint, in two files.
    server.register_blueprint(uploads.api)
    server.register_blueprint(health)
    server.add_url_rule("/api/", "nothing", _nothing, defaults={"rest": ""})
    server.add_url_rule("/api/<path:rest>", "nothing", _nothing)
    Compress(server)
    if pages:
        from layouts.dashboard import attach

        attach(server, store, settings, lambda: viewer)
    return server


def largest_body(settings: Settings) -> int:
    """Return how many bytes a request may have: the largest file that may be loaded, and its wrapping."""
    return max(settings.max_csv_bytes, settings.max_workbook_bytes) + MEGABYTE


def _nothing(rest: str) -> Response:
    # The pages answer every address that nothing else does: without this a misspelt API address would get a page.
    return faults.fault(404, "not_found", f"There is nothing at /api/{rest[:80]}. See /api/v1/openapi.json.")


def listen(host: str, port: int) -> socket.socket:
    """Return a socket bound to an address, so that a taken port is found out before anything else is done.

    Port 0 takes any free one. Raises PortTaken.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            # Windows lets two programs share a port unless told otherwise.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise PortTaken(
            f"Port {port} on {host} cannot be used ({error.strerror or error}): another program may have it, perhaps "
            f"Scrutineer itself. Choose another, for example: python app.py serve --port {port + 10}"
        ) from error
    return listener


def serve(server: Flask, host: str, port: int, *, listener: socket.socket | None = None) -> None:
    """Answer requests until the process is told to stop. `listener` is a socket from `listen`. Raises PortTaken."""
    listener = listener or listen(host, port)
    waiting: Any = listening_server(
        server,
        sockets=[listener],
        threads=THREADS,
        ident="Scrutineer",
        # One more than Flask's limit: waitress refuses what is as large as its limit.
        max_request_body_size=server.config["MAX_CONTENT_LENGTH"] + 1,
    )
    waiting.channel_class = _Channel
    try:
        waiting.run()
    finally:
        waiting.close()


class _Fault(ErrorTask):
    """What waitress itself answers, before Flask sees anything: JSON like every other refusal."""

    def execute(self) -> None:
        error = self.request.error
        code = "too_big" if error.code in (413, 431) else "bad_request"
        message = faults.MESSAGES.get(error.code, "The request cannot be read.")
        body = json.dumps({"error": {"code": code, "message": message}}).encode()
        self.status = f"{error.code} {error.reason}"
        self.response_headers.append(("Content-Type", "application/json"))
        self.response_headers.append(("X-Content-Type-Options", "nosniff"))
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class _Channel(HTTPChannel):
    """A connection whose refusals are JSON."""

    error_task_class = _Fault
