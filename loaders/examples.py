"""The example figures: loaded when they are asked for, and taken away again without a trace in any reading."""

from __future__ import annotations

from data import commit, queries
from data.settings import Settings
from data.store import Store
from loaders.load import load_file
from loaders.outcome import Order, Outcome
from loaders.samples import SAMPLES


def load_examples(store: Store, settings: Settings, *, who: str = "local") -> list[Outcome]:
    """Load every example workbook and return what became of each, by name; those already there are unchanged."""
    order = Order(who=who, example=True)
    return [load_file(store, path, settings, order) for path in sorted(SAMPLES.glob("*.xlsx"))]


def remove_examples(store: Store, who: str) -> int:
    """Take back every example upload and return how many there were."""
    uploads = queries.example_uploads(store)
    for upload in uploads:
        commit.undo(store, upload, who=who, reason="the examples were removed")
    return len(uploads)
