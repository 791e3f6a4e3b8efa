"""Running a piece of work in a process of its own, and what it cost there."""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of processor and of wall clock for the work alone, for the whole command, and peak memory in MB."""

    cpu: float
    wall: float
    command_cpu: float
    command_wall: float
    memory: float


def reference() -> Path:
    """Return the folder of the reference data, or stop with one line."""
    folder = (ROOT / os.environ.get("REFERENCE_DATA", "../shared")).resolve()
    if not folder.is_dir():
        sys.exit(f"no reference data in {folder}: set REFERENCE_DATA to the folder that holds it")
    return folder


def run(module: str, *arguments: str) -> Cost:
    """Run one measured piece of work in a fresh process and return what it cost."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", module, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    printed, _ = process.communicate()
    wall = time.perf_counter() - start
    if process.returncode:
        sys.exit(f"{module} {' '.join(arguments)} failed")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = json.loads(printed.strip().splitlines()[-1])
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(said["cpu"], said["wall"], used, wall, said.get("memory", 0.0))


def peak_memory() -> float:
    """Return the most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def middle(costs: Sequence[Cost]) -> Cost:
    """Return the median of each figure; of memory the largest."""
    return Cost(
        *(
            statistics.median(getattr(c, name) for c in costs)
            for name in ("cpu", "wall", "command_cpu", "command_wall")
        ),
        max(c.memory for c in costs),
    )
