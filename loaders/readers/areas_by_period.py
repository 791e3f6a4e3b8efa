"""Areas down, periods across, one indicator to a sheet or a table: the regional quarterly return.

Re-referrals (%)   Q1 2024/25   Q2 2024/25
Suffolk            19.8         20.3
Norfolk            22.1         21.7
"""

from __future__ import annotations

from loaders.tables.axes import Axes
from loaders.tables.council import Tables


def fits(axes: Axes) -> bool:
    """Return whether a table is arranged so."""
    return axes.rows == "area" and "indicator" not in axes.on_columns


layout = Tables("areas_by_period", fits)
