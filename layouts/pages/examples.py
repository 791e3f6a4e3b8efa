"""Loading and removing the example figures: two buttons, and so two addresses that only take a POST of our own."""

from __future__ import annotations

from flask import Flask, Response

from data.settings import Settings
from data.store import Store
from layouts.components.example_banner import DAY_OF_THE_EXAMPLES
from layouts.posting import is_ours, not_ours, see

WHO = "local"


def install(server: Flask, store: Store, settings: Settings) -> None:
    """Add both addresses to the server. What was done is said on the page that the answer leads to."""

    @server.post("/examples/load")
    def load() -> Response:
        if not is_ours():
            return not_ours()
        from loaders.examples import load_examples

        outcomes = load_examples(store, settings)
        refused = any(outcome.status == "refused" for outcome in outcomes)
        word = "examples-failed" if refused else "examples-loaded"
        return see(f"/?as_at={DAY_OF_THE_EXAMPLES}&notice={word}")

    @server.post("/examples/remove")
    def remove() -> Response:
        if not is_ours():
            return not_ours()
        from loaders.examples import remove_examples

        return see("/?notice=examples-removed" if remove_examples(store, WHO) else "/?notice=no-examples")
