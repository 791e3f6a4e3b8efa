"""From a file to the store: open, recognise, read, check, and store it whole or say why not.

The command, the API and the upload page all go through `load_file`, so they cannot differ.
"""

from __future__ import annotations

from pathlib import Path

from data import commit, originals
from data.ledger import LedgerRow
from data.originals import FileChanged
from data.records import Counts
from data.settings import Settings
from data.store import Store
from loaders.looked import Looked, loaded_before, look
from loaders.opened import SAVE_AS
from loaders.outcome import Order, Outcome
from loaders.preview import changed_since, holds, preview_of, refusal_of
from loaders.problems import ERROR, Problem


def load_file(store: Store, path: Path, settings: Settings, order: Order, *, name: str = "") -> Outcome:
    """Load one file and return what became of it. Whatever is wrong with the file is in the outcome, never raised.

    Raises NotKept, NotStored and the store's own errors, with nothing stored.
    """
    looked = look(store, path, settings, order, name=name)
    if looked.same is not None:
        return _unchanged(looked, looked.same)
    if looked.refused:
        return refusal_of(looked)
    if order.dry_run:
        return preview_of(store, looked, order).outcome
    assert looked.read is not None
    # Nobody may change the store between the look at it and the storing: a button pressed twice sends the file twice.
    with store.alone():
        if (same := loaded_before(store, looked, order, looked.read.owner)) is not None:
            return _unchanged(looked, same)
        if order.expected_version and not holds(store, looked, order):
            return refusal_of(looked, changed_since(looked))
        return _stored(store, path, looked, order)


def _stored(store: Store, path: Path, looked: Looked, order: Order) -> Outcome:
    read = looked.read
    assert read is not None
    upload = looked.upload(order)
    order.progress("Storing", 0.6)
    try:
        with originals.kept(store, path, upload.sha256):
            receipt = commit.add(store, upload, read.contents)
    except FileChanged:
        return refusal_of(looked, _changed(looked))
    order.progress("Done", 1.0)
    return Outcome(
        looked.name,
        "loaded",
        receipt.upload_id,
        read.layout,
        receipt.figures,
        receipt.targets,
        looked.problems,
        len(read.contents.comments),
        len(read.contents.names),
        questions=read.questions,
        answers=looked.answers,
    )


def _changed(looked: Looked) -> Problem:
    return Problem(
        ERROR,
        "damaged_file",
        f"{looked.name} was changed while it was being loaded. Nothing of it was stored.",
        f"Wait until it is saved, then load it again. {SAVE_AS}",
    )


def _unchanged(looked: Looked, same: LedgerRow) -> Outcome:
    return Outcome(
        looked.name,
        "unchanged",
        same.id,
        same.layout,
        Counts(unchanged=same.figures),
        Counts(unchanged=sum(same.counts.get("targets", {}).values())),
        (),
        answers=looked.answers,
    )
