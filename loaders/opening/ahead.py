"""A child started ahead of the next statistics file: these come by the dozen, and libraries are slow to load.

While one file is stored, which needs one processor, the child for the next loads what it needs on another. It ends by
itself when no file comes within half a minute.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import threading
from collections.abc import Callable

Child = subprocess.Popen[bytes]


class Spare:
    """At most one child that waits, with the command that it was started by."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: tuple[Child, object] | None = None
        atexit.register(self.drop)

    def start(self, command: object, start: Callable[[], Child]) -> None:
        """Have a child wait for a file, unless one does, or the system cannot tell it when the file comes."""
        with self._lock:
            if os.name != "nt" and (self._waiting is None or self._waiting[0].poll() is not None):
                self._drop()
                self._waiting = start(), command

    def take(self, command: object) -> Child | None:
        """Return the child that waits, when it was started by the same command and is still there."""
        with self._lock:
            if self._waiting is None or self._waiting[1] != command or self._waiting[0].poll() is not None:
                return None
            child, self._waiting = self._waiting[0], None
            return child

    def drop(self) -> None:
        """End the child that waits."""
        with self._lock:
            self._drop()

    def _drop(self) -> None:
        if self._waiting is None:
            return
        child, self._waiting = self._waiting[0], None
        child.kill()
        child.communicate()
