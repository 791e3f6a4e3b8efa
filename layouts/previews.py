"""The previews of files that wait, kept ready: a page asks for its preview several times, and reading takes a while."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import date

from data import pending
from data.pending import NotWaiting, Pending
from data.settings import Settings
from data.store import Store
from loaders.preview import Preview, preview_waiting

# Each may hold all the cells of a large workbook.
MOST_KEPT = 4


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that waits, with its preview. `gone` says that the file was thrown away at once: child-level data."""

    pending: Pending
    preview: Preview
    gone: bool = False


class Previews:
    """The previews of one server. A preview is made anew when its answers, the store or the day have changed."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.settings = settings
        self._store = store
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, tuple[object, Waiting]] = OrderedDict()

    def of(self, token: str) -> Waiting:
        """Return the file that waits under a token and its preview. Raises NotWaiting."""
        with self._lock:
            _, known = self._kept.get(token, (None, None))
        if known is not None and known.gone:
            return known
        waiting = pending.get(self.settings, token)
        # What a preview depends on: ticks and the version that was shown change nothing in it.
        stamp = (replace(waiting, ticked=(), version=""), self._store.version, date.today())
        with self._lock:
            made_for, known = self._kept.get(token, (None, None))
        if known is not None and made_for == stamp:
            return replace(known, pending=waiting)
        return self._keep(token, stamp, waiting, preview_waiting(self._store, self.settings, waiting))

    def drop(self, token: str) -> None:
        """Throw a file away, and its preview."""
        pending.drop(self.settings, token)
        with self._lock:
            self._kept.pop(token, None)

    def _keep(self, token: str, stamp: object, waiting: Pending, preview: Preview) -> Waiting:
        found = Waiting(waiting, preview, self._is_gone(token))
        with self._lock:
            self._kept[token] = (stamp, found)
            self._kept.move_to_end(token)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return found

    def _is_gone(self, token: str) -> bool:
        try:
            pending.get(self.settings, token)
        except NotWaiting:
            return True
        return False
