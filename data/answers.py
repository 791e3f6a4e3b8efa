"""Answers kept until the store changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

from data.store import Store

Answer = TypeVar("Answer")
_MOST_ANSWERS = 500


def cached(store: Store, name: Hashable, ask: Callable[[], Answer]) -> Answer:
    """Return an answer kept since the store last changed, asking for it anew when it has.

    Asking happens in a snapshot, so that an answer is kept under the version of the very state it was made from.
    """
    with store.snapshot():
        version = store.version_seen
        held = store.answers.get(name)
        if held is not None and held[0] == version:
            kept: Answer = held[1]
            return kept
        answer = ask()
    if len(store.answers) >= _MOST_ANSWERS:
        store.answers.clear()
    store.answers[name] = (version, answer)
    return answer
