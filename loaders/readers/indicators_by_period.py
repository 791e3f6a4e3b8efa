"""Indicators down, periods across, with targets, ratings and comments before or after: the commonest report of all.

Ref     Indicator                  Q1 04/05   Q2 04/05   Target   RAG   Comment
QP7.2   IA in 7 working days (%)   61.0%      68.4%      85%      A     On course
"""

from __future__ import annotations

from loaders.tables.axes import Axes
from loaders.tables.council import Tables


def fits(axes: Axes) -> bool:
    """Return whether a table is arranged so."""
    return axes.rows == "indicator" and "period" in axes.on_columns


layout = Tables("indicators_by_period", fits)
