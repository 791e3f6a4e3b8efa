"""Opening a store with the catalogue in it, so that ranks and neighbour means follow today's definitions."""

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
        store.set_catalogue({slug: indicator.polarity for slug, indicator in definitions.items()})
    except BaseException:
        store.close()
        raise
    return store
