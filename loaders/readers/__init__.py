"""The layouts that can be read, one a file, each with the same verbs.

`recognises(opened)` says whether this is such a file, by its content alone; `recipe(opened)` what decides how it is
read; `read(opened, asked)` returns a ReadFile or raises Refused. A layout that can leave questions open also has
`fingerprint(opened)`: the same text for the same form in another quarter. Adding a layout is adding a file and a line
here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from loaders.asked import Asked, ReadFile
from loaders.opened import Opened
from loaders.readers import (
    areas_by_indicator,
    areas_by_period,
    council_return,
    dfe,
    indicators_by_area,
    indicators_by_period,
    indicators_once,
    lait,
    lait_dictionary,
    long_list,
    periods_by_indicator,
)


class Layout(Protocol):
    """The verbs of a layout; a module or an object has them."""

    def recognises(self, opened: Opened) -> bool:
        """Return whether a file is laid out so, by its content alone."""

    def recipe(self, opened: Opened) -> str:
        """Return what decides how a file is read: it changes when the same bytes would be read in another way."""

    def read(self, opened: Opened, asked: Asked) -> ReadFile:
        """Return what a file says. Raises Refused."""


# In this order: the more particular before the more general.
LAYOUTS: Mapping[str, Layout] = {
    "council_return": council_return,
    "lait": lait,
    "lait_dictionary": lait_dictionary,
    "dfe": dfe,
    "long_list": long_list.layout,
    "areas_by_indicator": areas_by_indicator.layout,
    "areas_by_period": areas_by_period.layout,
    "periods_by_indicator": periods_by_indicator.layout,
    "indicators_by_area": indicators_by_area.layout,
    "indicators_by_period": indicators_by_period.layout,
    "indicators_once": indicators_once.layout,
}
