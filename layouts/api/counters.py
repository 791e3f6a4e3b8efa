"""Counts of what the server did since it started, and their writing in Prometheus's text form."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Mapping

Labels = tuple[tuple[str, str], ...]


class Counters:
    """Requests by route, method and status, the seconds they took, and uploads by what became of them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: Counter[Labels] = Counter()
        self._seconds: dict[Labels, float] = {}
        self._uploads: Counter[Labels] = Counter()

    def answered(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count one answer. `route` is the pattern, never the address: an address may hold anything."""
        labels = (("route", route), ("method", method), ("status", str(status)))
        by_route = (("route", route),)
        with self._lock:
            self._requests[labels] += 1
            self._seconds[by_route] = self._seconds.get(by_route, 0.0) + seconds

    def uploaded(self, outcome: str) -> None:
        """Count one file by what became of it."""
        with self._lock:
            self._uploads[(("outcome", outcome),)] += 1

    def text(self, figures: Mapping[str, int]) -> str:
        """Return everything counted, with some figures of the store as they are now."""
        with self._lock:
            requests, seconds, uploads = dict(self._requests), dict(self._seconds), dict(self._uploads)
        lines = [
            *_family("scrutineer_requests_total", "counter", "Requests answered.", requests.items()),
            *_family("scrutineer_request_seconds_total", "counter", "Seconds spent answering.", seconds.items()),
            *_family("scrutineer_uploads_total", "counter", "Files sent, by outcome.", uploads.items()),
        ]
        for name, value in figures.items():
            lines += _family(f"scrutineer_store_{name}", "gauge", f"In the store now: {name}.", [((), value)])
        return "\n".join(lines) + "\n"


def _family(name: str, kind: str, meaning: str, samples: Iterable[tuple[Labels, float]]) -> list[str]:
    lines = [f"# HELP {name} {meaning}", f"# TYPE {name} {kind}"]
    for labels, value in sorted(samples):
        said = ",".join(f'{key}="{_escaped(word)}"' for key, word in labels)
        lines.append(f"{name}{{{said}}} {value}" if said else f"{name} {value}")
    return lines


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
