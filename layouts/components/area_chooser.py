"""Choosing an area: one native list, councils with figures of their own first."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dash import html
from dash.development.base_component import Component

from data import areas, ledger
from data.areas import Area
from data.store import Store
from data.viewer import NATIONAL, Viewer

WITH_FIGURES = "Councils with figures of their own"


def area_chooser(store: Store, viewer: Viewer, chosen: str) -> list[Component]:
    """Return the label and the select, with `chosen` (an id, or '') selected."""
    own = councils_with_figures(store, viewer)
    listed = {area.id for area in own}
    groups = [(WITH_FIGURES, own), *councils_by_region(listed)]
    groups.insert(-1, ("England and its regions", [a for a in areas.all_areas() if a.level != "authority"]))
    picked = areas.get(chosen) if chosen else None
    if picked is not None and not any(picked in group for _, group in groups):
        groups.insert(0, ("Chosen now", [picked]))
    options: list[Component] = [] if chosen else [html.Option("Choose a council", value="")]
    options += options_of(groups, chosen)
    return [
        html.Label("Council or area", htmlFor="area", className="govuk-label"),
        html.Select(options, id="area", name="area", className="govuk-select"),
    ]


def councils_with_figures(store: Store, viewer: Viewer) -> list[Area]:
    """Return the councils whose own returns are loaded and visible to the viewer, by name."""
    owners = {row.owner for row in ledger.history(store, viewer) if row.undone_at is None and row.figures}
    found = [areas.get(owner) for owner in owners - {NATIONAL}]
    return sorted(found, key=lambda area: area.name)


def councils_by_region(listed: Collection[str]) -> list[tuple[str, Sequence[Area]]]:
    """Return the councils that are not in `listed`, by region; last those that have ended."""
    regions = sorted((area for area in areas.all_areas() if area.level == "region"), key=lambda area: area.name)
    councils = [area for area in areas.all_areas() if area.level == "authority" and area.id not in listed]
    grouped: list[tuple[str, Sequence[Area]]] = [
        (region.name, [c for c in councils if c.parent == region.id and c.ends is None]) for region in regions
    ]
    grouped.append(("Councils that have ended", [c for c in councils if c.ends is not None]))
    return grouped


def options_of(groups: Sequence[tuple[str, Sequence[Area]]], chosen: str) -> list[Component]:
    """Return the options of a list of areas, by group; a group without any is left out."""
    return [html.Optgroup([_option(area, chosen) for area in group], label=name) for name, group in groups if group]


def _option(area: Area, chosen: str) -> Component:
    name = f"{area.name} (until {area.ends.year})" if area.ends else area.name
    if area.id == chosen:
        return html.Option(name, value=area.id, selected=True)
    return html.Option(name, value=area.id)
