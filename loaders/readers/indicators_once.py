"""Indicators down with one figure each, for the period that a title or the sheet's name says.

Quarter 3 2004/05
LAC reviews on time (%)     95%
   reviews on time          456
   reviews due              480
"""

from __future__ import annotations

from loaders.tables.axes import Axes
from loaders.tables.council import Tables


def fits(axes: Axes) -> bool:
    """Return whether a table is arranged so."""
    return axes.rows == "indicator"


layout = Tables("indicators_once", fits)
