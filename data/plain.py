"""Numbers and periods as JSON writes them: every answer, of the API and of a command, says them in this one way."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from data.periods import Period


def number_of(value: Decimal | None) -> int | float | None:
    """Return a stored number as JSON writes it: 77.4 and not 77.4000000000, 20 and not 20.0; None stays None.

    The store holds at most fifteen significant digits, which a float gives back exactly.
    """
    if value is None:
        return None
    number = float(value)
    return int(value) if number.is_integer() else number


def period_of(period: Period | None, words: str, written: str = "") -> dict[str, Any] | None:
    """Return a period: its label as the source wrote it, else in plain words; those words always in `words`."""
    if period is None:
        return None
    return {
        "label": written or words,
        "kind": period.kind,
        "start": period.starts.isoformat(),
        "end": period.ends.isoformat(),
        "words": words,
    }
