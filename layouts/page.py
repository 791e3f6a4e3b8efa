"""What every page hands back, whoever draws it: the browser today, the server in a first answer later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash.development.base_component import Component


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its title (before the product's name), what stands inside `main`, the answer's HTTP status.

    `chart` says that charts are drawn, so that their program is fetched.
    """

    title: str
    content: Sequence[Component]
    status: int = 200
    chart: bool = False
