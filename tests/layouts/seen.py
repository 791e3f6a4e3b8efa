"""Reading a page's component tree as a reader would: its words, its headings, its tables, its links."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dash.development.base_component import Component

_INLINE = {"A", "B", "Strong", "Code"}


def parts(tree: Any) -> Iterator[Component]:
    """Yield every component of a tree, from the top."""
    if isinstance(tree, Component):
        yield tree
        tree = getattr(tree, "children", None)
    if isinstance(tree, (list, tuple)):
        for one in tree:
            yield from parts(one)
    elif isinstance(tree, Component):
        yield from parts(tree)


def words(tree: Any) -> str:
    """Return all the words of a tree, with single spaces."""
    return " ".join(_words(tree).split())


def _words(tree: Any) -> str:
    if isinstance(tree, Component):
        inner = _words(getattr(tree, "children", None))
        return inner if tree._type in _INLINE else f" {inner} "
    if isinstance(tree, (list, tuple)):
        return "".join(_words(one) for one in tree)
    return "" if tree is None else str(tree)


def of_type(tree: Any, *kinds: str) -> list[Component]:
    """Return the components of these kinds: Table, H2…"""
    return [part for part in parts(tree) if part._type in kinds]


def with_class(tree: Any, name: str) -> list[Component]:
    """Return the components that have a class."""
    return [part for part in parts(tree) if name in (getattr(part, "className", "") or "").split()]


def links(tree: Any) -> dict[str, str]:
    """Return the address behind each link, by its words."""
    return {words(link): link.href for link in of_type(tree, "A")}


def rows(table: Component) -> list[list[str]]:
    """Return the words of each cell of a table, row by row, headings included."""
    return [[words(cell) for cell in of_type(row, "Th", "Td")] for row in of_type(table, "Tr")]


def row_of(tree: Any, name: str) -> dict[str, str]:
    """Return the cells of the row with this heading by the heading of their column."""
    for table in of_type(tree, "Table"):
        head, *others = rows(table)
        for row in others:
            if row[0].startswith(name):
                return dict(zip(head, row, strict=True))
    raise AssertionError(f"no row {name!r}")
