"""Indicators down, areas across: the council beside its parts, or beside its region, England and its neighbours.

Indicator            Us     East of England   England
Re-referrals (%)     20     19                22
"""

from __future__ import annotations

from loaders.tables.axes import Axes
from loaders.tables.council import Tables


def fits(axes: Axes) -> bool:
    """Return whether a table is arranged so."""
    return axes.rows == "indicator" and "area" in axes.on_columns


layout = Tables("indicators_by_area", fits)
