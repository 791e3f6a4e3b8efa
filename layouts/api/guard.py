"""The gate in front of every page and answer, for one person's own machine.

Any web site that the person visits can make their browser send requests to 127.0.0.1, so being on loopback lets nobody
in by itself: the Host must be this machine (else a name that an attacker points at 127.0.0.1 would do), and a request
that changes something must not come from another site.
"""

from __future__ import annotations

import hmac
import time
from urllib.parse import urlsplit

from flask import Flask, Response, g, request

from layouts.api.context import context
from layouts.api.faults import fault

_OWN_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
_HARMLESS = frozenset({"GET", "HEAD", "OPTIONS"})
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def install(server: Flask, host: str) -> None:
    """Put the gate in front of a server that is bound to `host`."""
    names = _OWN_NAMES | {f"[{host}]" if ":" in host else host.lower()}

    @server.before_request
    def look() -> Response | None:
        g.started = time.perf_counter()
        return _refusal(names)

    @server.after_request
    def mark(response: Response) -> Response:
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        route = request.url_rule.rule if request.url_rule else "none"
        seconds = time.perf_counter() - g.get("started", time.perf_counter())
        context().counters.answered(route, request.method, response.status_code, seconds)
        return response


def _refusal(names: frozenset[str]) -> Response | None:
    """Return the refusal of a request that may not pass, else None."""
    host = request.headers.get("Host", "")
    if _without_port(host) not in names:
        message = "This server answers only to the name of the machine it runs on: use http://127.0.0.1."
        return fault(403, "wrong_host", message)
    token = request.headers.get("Authorization", "")
    if token:
        if _is_ours(token):
            return None
        return fault(401, "wrong_token", "The token is not the one of this run of the server.")
    if request.method in _HARMLESS:
        return None
    site = request.headers.get("Sec-Fetch-Site", "none")
    origin = request.headers.get("Origin")
    if site not in ("none", "same-origin") or (origin is not None and urlsplit(origin).netloc.lower() != host.lower()):
        return fault(403, "other_site", "This was sent by another web site. Nothing was changed.")
    return None


def _without_port(host: str) -> str:
    name, colon, port = host.lower().rpartition(":")
    return name if colon and port.isdigit() else host.lower()


def _is_ours(header: str) -> bool:
    kind, _, token = header.partition(" ")
    return kind.lower() == "bearer" and hmac.compare_digest(token.strip().encode(), context().token.encode())
