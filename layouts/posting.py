"""What every address that takes a POST of our own pages does: sees that it is ours, and leads on to a page."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Response, redirect, request


def is_ours() -> bool:
    """Return whether the request was sent by a page of this server, and not by another web site."""
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin" and (
        urlsplit(origin).netloc.lower() == request.host.lower()
    )


def not_ours() -> Response:
    """Return the answer to a request that another web site sent."""
    return Response("This was sent by another web site. Nothing was changed.\n", 403, mimetype="text/plain")


def see(address: str) -> Response:
    """Return the answer that leads on to a page of ours, so that loading it again sends nothing again."""
    answer = redirect(address, 303)
    assert isinstance(answer, Response)
    return answer
