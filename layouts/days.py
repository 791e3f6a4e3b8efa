"""A day that a person types: in a web address, a form or a command."""

from __future__ import annotations

import re
from datetime import date

from data.errors import ScrutineerError
from indicators.rules.period_words import NotAPeriod, parse


class NotADay(ScrutineerError):
    """The text is not one day."""


def day_in(text: str) -> date:
    """Return the day that a text means: 2005-03-31, 31 March 2005 or 31/03/2005, day first always. Raises NotADay."""
    written = text.strip()
    try:
        found = None if re.fullmatch(r"\d+(\.\d*)?", written) else parse(written)
    except NotAPeriod:
        found = None
    if found is None or found.kind != "snapshot":
        raise NotADay(f"{text[:40]!r} is not a day. Write it like 2005-03-31 or 31 March 2005.")
    return found.ends
