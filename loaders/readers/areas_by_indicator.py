"""Areas down, indicators across, for one period that a title says or for several in a second row of headings.

Quarter 3 2024/25   Re-referrals (%)   CP reviews on time (%)
Suffolk             19.8               97.2
Norfolk             22.1               95.0
"""

from __future__ import annotations

from loaders.tables.axes import Axes
from loaders.tables.council import Tables


def fits(axes: Axes) -> bool:
    """Return whether a table is arranged so."""
    return axes.rows == "area" and "indicator" in axes.on_columns


layout = Tables("areas_by_indicator", fits)
