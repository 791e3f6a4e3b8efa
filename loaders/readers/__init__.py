"""The layouts that can be read, one a file, each with the same verbs.

`recognises(opened)` says whether this is such a file, by its content alone; `recipe(opened)` what decides how it is
read; `read(opened, asked)` returns a ReadFile or raises Refused. A layout that can leave questions open also has
`fingerprint(opened)`: the same text for the same form in another quarter. Adding a layout is adding a file and a line
here.
"""

from __future__ import annotations

from types import ModuleType

from loaders.readers import council_return, dfe, lait, lait_dictionary

# In this order: the more particular before the more general.
LAYOUTS: dict[str, ModuleType] = {
    "council_return": council_return,
    "lait": lait,
    "lait_dictionary": lait_dictionary,
    "dfe": dfe,
}
