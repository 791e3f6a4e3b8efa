"""Loading a file into this test's store, for every test of the loaders."""

from __future__ import annotations

import functools
from collections.abc import Callable

import pytest

from data.settings import Settings, read_settings
from data.store import Store
from loaders.load import Outcome
from tests.stores import load as load_into


@pytest.fixture
def settings(store: Store) -> Settings:
    """Return the usual settings, with this test's store."""
    return read_settings(str(store.path))


@pytest.fixture
def load(store: Store) -> Callable[..., Outcome]:
    """Return a function that loads a file into the store; further words are the order's."""
    return functools.partial(load_into, store)
