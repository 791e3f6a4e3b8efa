"""Measure and print: `python -m bench` or `make bench`. It needs the reference data (README, REFERENCE_DATA)."""

from __future__ import annotations

import sys

from bench import calls, loading, previewing, reading

if __name__ == "__main__":
    parts = sys.argv[1:] or ["loading", "reading", "previewing", "calls"]
    for name, part in (("loading", loading), ("reading", reading), ("previewing", previewing), ("calls", calls)):
        if name in parts:
            part.main()
