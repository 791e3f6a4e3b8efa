"""What commands do with a store that they open themselves; layouts.running has the same verbs over a running server."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any

from data import areas, commit, ledger
from data.records import Counts
from data.settings import Settings
from data.store import Store, StoreInUse
from data.viewer import LOCAL
from indicators.scorecard import scorecard
from indicators.stores import opened_store
from layouts.api import as_json
from layouts.days import day_in
from layouts.running import Progress, RunningServer, server_of
from loaders.load import load_file
from loaders.outcome import Order, Outcome
from loaders.problems import ERROR, Problem


class NobodyAnswers(StoreInUse):
    """The store is open elsewhere, and no server answers for it."""


class Desk:
    """An open store and the commands' verbs on it. Answers are those of the API, so that both print the same."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store = store
        self.settings = settings

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    def several(self) -> AbstractContextManager[None]:
        """Return the block in which several files are loaded: tell of none before it ends."""
        return self.store.several()

    def load(
        self, path: Path, asked: Mapping[str, str], progress: Progress, *, settled: Mapping[str, str] | None = None
    ) -> dict[str, Any]:
        """Load one file and return what became of it. `settled` answers its questions, by their keys."""
        known_on = asked.get("known_on")
        order = Order(
            area=asked.get("area", ""),
            known_on=day_in(known_on) if known_on else None,
            layout=asked.get("as", ""),
            dry_run="dry_run" in asked,
            strict="strict" in asked,
            answers=settled or {},
            progress=progress,
        )
        return load_file(self.store, path, self.settings, order).as_dict()

    def undo(self, upload_id: str, reason: str) -> dict[str, Any]:
        """Take an upload back; return its line of the history, and whether that was done before.

        Raises UnknownUpload.
        """
        now = commit.undo(self.store, upload_id, who="local", reason=reason)
        upload = as_json.upload_of(ledger.find(self.store, LOCAL, upload_id))
        return {"upload": upload, "already_taken_back": not now}

    def scorecard(self, area: str, as_at: date | None) -> dict[str, Any]:
        """Return a scorecard."""
        return as_json.scorecard_of(scorecard(self.store, LOCAL, area, as_at=as_at), areas.get(area))

    def template(self, area: str) -> bytes:
        """Return the workbook for a council to fill in."""
        # Here and below: a command that writes no workbook need not wait for openpyxl.
        from loaders.returns.template import template

        return template(self.store, LOCAL, area)

    def load_examples(self) -> list[dict[str, Any]]:
        """Load the examples and return what became of each."""
        from loaders.examples import load_examples

        return [outcome.as_dict() for outcome in load_examples(self.store, self.settings)]

    def remove_examples(self) -> int:
        """Take the examples back and return how many there were."""
        from loaders.examples import remove_examples

        return remove_examples(self.store, "local")


def desk_for(settings: Settings) -> Desk | RunningServer:
    """Return whatever can act on the store: the server that has it open, else the store opened here.

    The server is looked for first: how a system says that a file is taken differs. Raises NobodyAnswers.
    """
    server = server_of(settings.store)
    return server if server is not None else open_here(settings)


def open_here(settings: Settings) -> Desk:
    """Return the store opened in this process. Raises NobodyAnswers."""
    try:
        return Desk(opened_store(settings.store, query_seconds=settings.query_seconds), settings)
    except StoreInUse as error:
        raise NobodyAnswers(
            f"Another program has the store {settings.store.name} open, and no Scrutineer server answers for it on "
            "this machine. Close that program, or wait until its command is done, and try again."
        ) from error


def unreadable(path: Path) -> dict[str, Any] | None:
    """Return the refusal of a file that cannot be opened at all, else None: a server need not be asked about it."""
    try:
        with path.open("rb"):
            return None
    except OSError as error:
        message = f"{path.name} cannot be opened: {error.strerror or error}."
        problem = Problem(ERROR, "not_a_file", message, "Check the name and try again.")
        return Outcome(path.name, "refused", None, None, Counts(), Counts(), [problem]).as_dict()
