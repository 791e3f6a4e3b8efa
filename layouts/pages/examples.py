"""Loading and removing the example figures: two buttons, and so two addresses that only take a POST of our own."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, redirect, request

from data.settings import Settings
from data.store import Store
from layouts.components.example_banner import DAY_OF_THE_EXAMPLES

WHO = "local"


def install(server: Flask, store: Store, settings: Settings) -> None:
    """Add both addresses to the server. What was done is said on the page that the answer leads to."""

    @server.post("/examples/load")
    def load() -> Response:
        if not _is_ours():
            return _refused()
        from loaders.examples import load_examples

        outcomes = load_examples(store, settings)
        refused = any(outcome.status == "refused" for outcome in outcomes)
        word = "examples-failed" if refused else "examples-loaded"
        return _to(f"/?as_at={DAY_OF_THE_EXAMPLES}&notice={word}")

    @server.post("/examples/remove")
    def remove() -> Response:
        if not _is_ours():
            return _refused()
        from loaders.examples import remove_examples

        return _to("/?notice=examples-removed" if remove_examples(store, WHO) else "/?notice=no-examples")


def _is_ours() -> bool:
    """Return whether the request was sent by a page of this server, and not by another web site."""
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin" and (
        urlsplit(origin).netloc.lower() == request.host.lower()
    )


def _refused() -> Response:
    return Response("This was sent by another web site. Nothing was changed.\n", 403, mimetype="text/plain")


def _to(address: str) -> Response:
    answer = redirect(address, 303)
    assert isinstance(answer, Response)
    return answer
