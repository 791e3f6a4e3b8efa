"""The shape of a period, shared by the store and the rules. What periods mean is in indicators/rules/period.py."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Period(NamedTuple):
    """A kind with its first and last day, both included; a snapshot starts and ends on its day."""

    kind: str
    starts: date
    ends: date
