"""The one HTML element that Dash does not offer: `input`, as the browser makes it."""

from __future__ import annotations

from typing import Any

from dash.development.base_component import Component

_PROPS = ["id", "type", "name", "value", "checked", "min", "max", "maxLength", "autoComplete", "className"]
_NOTHING: list[str] = []
_WILD = ["aria-", "data-"]


class Input(Component):
    """A native input: day, number, tick, choice, file or hidden. layouts/wire.py sends it, assets/native.js draws it.

    dcc.Input has neither dates nor ticks, and keeps its state in Dash; ours keeps it in the form, where a GET form and
    the browser's own controls find it. `value` and `checked` are what it starts with.
    """

    _type = "Input"
    # Dash looks for a Python package of this name each time; "layouts" is there, any other word costs a search.
    _namespace = "layouts"
    _prop_names = _PROPS
    _base_nodes = _NOTHING
    _children_props = _NOTHING
    _valid_wildcard_attributes = _WILD

    def __init__(self, **props: Any) -> None:
        super().__init__(**props)
