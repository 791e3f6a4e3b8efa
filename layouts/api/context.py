"""What every request needs, kept on the Flask application: the store, the settings, who looks, the counters."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import Flask, Request, current_app

from data.settings import Settings
from data.store import Store
from data.viewer import PUBLIC, Viewer
from layouts.api.counters import Counters
from layouts.api.faults import BadParameter
from layouts.running import mark_of

_NAME = "scrutineer"


@dataclass(frozen=True, slots=True)
class Context:
    """The parts of one running server.

    `token` is what a command on this machine shows to be let in.
    """

    store: Store
    settings: Settings
    viewer: Viewer
    token: str
    counters: Counters = field(default_factory=Counters)

    @property
    def run(self) -> str:
        """Return what tells this run of the server from any other: two of them may count the same changes."""
        return mark_of(self.token)


def attach(server: Flask, context: Context) -> None:
    """Give a Flask application its context."""
    server.extensions[_NAME] = context


def context() -> Context:
    """Return the context of the application that is answering."""
    found = current_app.extensions[_NAME]
    assert isinstance(found, Context)
    return found


def viewer_of(request: Request) -> Viewer:
    """Return who is looking. This one function is what sign-in replaces.

    `audience=public` shows what the public gets; there is no other audience yet. Raises BadParameter.
    """
    audience = request.args.get("audience", "")
    if audience == PUBLIC.audience:
        return PUBLIC
    if audience and audience != context().viewer.audience:
        raise BadParameter(f"There is no audience {audience[:40]!r}. Leave it out, or write audience=public.")
    return context().viewer
