"""A spreadsheet's day: the number of days since its epoch, and how its format shows it."""

from __future__ import annotations

import re
from datetime import date

from loaders.opening.inside.formats import ELAPSED, MONTH, YEAR

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
# The day before the first, as Python counts days: Excel's two epochs.
_EPOCH_1900, _EPOCH_1904 = date(1899, 12, 30).toordinal(), date(1904, 1, 1).toordinal()
_LAST = date.max.toordinal()
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?", re.ASCII)
_ISO_TIME = re.compile(r"T?(\d\d):(\d\d)(?::\d\d.*)?", re.ASCII)
# In milliseconds.
_DAY = 86_400_000


def from_serial(value: float, shape: str, since_1904: bool) -> tuple[str, str] | None:
    """Return a date as (kind, text): 'd' a day by its ISO text, 't' a text; None when no date has this number.

    The time of a day is left out, rounded to the millisecond first, so that 23:59 never becomes the next day.
    """
    if not 0 <= value <= _LAST:
        return None
    moments = round(value * _DAY)
    if shape == ELAPSED or moments < _DAY:
        minutes = moments // 60_000
        return "t", f"{minutes // 60:02d}:{minutes % 60:02d}"
    days = moments // _DAY
    # Excel counts a 29 February 1900 that never was.
    ordinal = _EPOCH_1904 + days if since_1904 else _EPOCH_1900 + days + (days < 60)
    return shown(date.fromordinal(ordinal), shape) if ordinal <= _LAST else None


def from_iso(text: str, shape: str) -> tuple[str, str] | None:
    """Return a date that a workbook writes as text, as (kind, text); None when it is none."""
    if match := _ISO.fullmatch(text):
        try:
            return shown(date(int(match[1]), int(match[2]), int(match[3])), shape)
        except ValueError:
            return None
    match = _ISO_TIME.fullmatch(text)
    return ("t", f"{match[1]}:{match[2]}") if match else None


def shown(day: date, shape: str) -> tuple[str, str]:
    """Return a date as its format shows it: Excel makes May-04 the first of May, and shows the month alone."""
    if shape == MONTH:
        return "t", f"{_MONTHS[day.month - 1]} {day.year}"
    return ("t", str(day.year)) if shape == YEAR else ("d", day.isoformat())
