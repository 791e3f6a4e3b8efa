"""Opening a store with the catalogue in it, so that ranks, means and small numbers follow its definitions."""

from __future__ import annotations

from pathlib import Path

from data.store import Store
from indicators.definitions import catalogue


def opened_store(path: Path, *, query_seconds: float = 30) -> Store:
    """Return the open store, made when there is none, with `standing` worked out by today's catalogue.

    Raises StoreInUse, StoreDamaged and DefinitionError.
    """
    definitions = catalogue()
    store = Store(path, query_seconds=query_seconds)
    try:
        store.disclosure = {slug: indicator.small_numbers for slug, indicator in definitions.items()}
        store.set_catalogue({slug: indicator.polarity for slug, indicator in definitions.items()})
    except BaseException:
        store.close()
        raise
    return store
