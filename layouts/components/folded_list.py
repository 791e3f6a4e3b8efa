"""A list of which the first lines stand open and the others wait in a box."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component


def folded_list(lines: Sequence[Component], open_lines: int, css: str) -> list[Component]:
    """Return the list; a box with the others when there are more than `open_lines`."""
    content: list[Component] = [html.Ul(list(lines[:open_lines]), className=css)]
    others = list(lines[open_lines:])
    if others:
        content.append(html.Details([more(len(others)), html.Ul(others, className=css)], className="app-more"))
    return content


def more(count: int) -> Component:
    """Return the heading of a box in which some lines wait."""
    return html.Summary(f"Show the other {count:,}")
