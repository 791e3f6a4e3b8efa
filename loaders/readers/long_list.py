"""A list: every row is one figure, with its indicator, its area, its period and its value in columns of their own.

Indicator,Area,Period,Numerator,Denominator,Value,Status
LAC reviews on time,Suffolk,Q3 2004-05,456,480,95.0,provisional
"""

from __future__ import annotations

from loaders.tables.axes import Axes
from loaders.tables.council import Tables


def fits(axes: Axes) -> bool:
    """Return whether a table is arranged so."""
    return axes.is_list


layout = Tables("long_list", fits)
