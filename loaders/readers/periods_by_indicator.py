"""Periods down, indicators across, often with the indicators' codes in a second row of headings.

Month     Re-referrals   CP reviews
          C19            BV162
Apr-04    20.1           98
"""

from __future__ import annotations

from loaders.tables.axes import Axes
from loaders.tables.council import Tables


def fits(axes: Axes) -> bool:
    """Return whether a table is arranged so."""
    return axes.rows == "period"


layout = Tables("periods_by_indicator", fits)
