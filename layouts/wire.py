"""A component tree in the form in which it goes to the browser: whole stretches of HTML in one piece.

Dash's renderer watches every component for changes by callbacks. Our pages change as a whole, and a scorecard has some
three thousand parts: on a busy machine with two cores they took nine seconds to draw one by one, and half a second as
one piece. So each stretch of plain HTML goes as a single `Html` (drawn by assets/native.js), and only what Dash must
draw itself, a chart and what stands around it, goes as Dash's own components.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dash import html
from dash.development.base_component import Component

# What a component knows about itself, beside what it was given.
_NOT_SENT = frozenset(vars(html.Div()))
_HTML = ("dash_html_components", "layouts")


def wire(part: Any) -> Any:
    """Return a tree as plain data, ready for JSON."""
    if isinstance(part, (list, tuple)):
        return [wire(one) for one in part]
    if not isinstance(part, Component):
        return part
    if _is_html(part):
        return {"type": "Html", "namespace": "layouts", "props": {"tree": _piece(part)}}
    props = _props(part)
    if getattr(part, "children", None) is not None:
        props["children"] = wire(part.children)
    return {"type": part._type, "namespace": part._namespace, "props": props}


def _is_html(part: Component) -> bool:
    """Return whether nothing in a tree needs Dash to draw it."""
    return part._namespace in _HTML and all(
        _is_html(child) for child in _children(part) if isinstance(child, Component)
    )


def _piece(part: Any) -> Any:
    """Return a tree of HTML as [tag, attributes, child, child…], text as it is."""
    if not isinstance(part, Component):
        return part
    return [part._type.lower(), _props(part), *(_piece(child) for child in _children(part))]


def _props(part: Component) -> dict[str, Any]:
    return {name: value for name, value in vars(part).items() if name not in _NOT_SENT and value is not None}


def _children(part: Component) -> Iterator[Any]:
    children = getattr(part, "children", None)
    yield from (c for c in (children if isinstance(children, (list, tuple)) else [children]) if c is not None)
