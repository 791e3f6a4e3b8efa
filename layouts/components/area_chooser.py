"""Choosing an area: one native list, councils with figures of their own first."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data import areas, ledger
from data.areas import Area
from data.store import Store
from data.viewer import NATIONAL, Viewer


def area_chooser(store: Store, viewer: Viewer, chosen: str) -> list[Component]:
    """Return the label and the select, with `chosen` (an id, or '') selected."""
    own = councils_with_figures(store, viewer)
    listed = {area.id for area in own}
    groups = [("Councils with figures of their own", own), *_others(listed)]
    picked = areas.get(chosen) if chosen else None
    if picked is not None and not any(picked in group for _, group in groups):
        groups.insert(0, ("Chosen now", [picked]))
    options: list[Component] = [] if chosen else [html.Option("Choose a council", value="")]
    options += [html.Optgroup([_option(area, chosen) for area in group], label=name) for name, group in groups if group]
    return [
        html.Label("Council or area", htmlFor="area", className="govuk-label"),
        html.Select(options, id="area", name="area", className="govuk-select"),
    ]


def councils_with_figures(store: Store, viewer: Viewer) -> list[Area]:
    """Return the councils whose own returns are loaded and visible to the viewer, by name."""
    owners = {row.owner for row in ledger.history(store, viewer) if row.undone_at is None and row.figures}
    found = [areas.get(owner) for owner in owners - {NATIONAL}]
    return sorted(found, key=lambda area: area.name)


def _others(listed: set[str]) -> list[tuple[str, Sequence[Area]]]:
    """Return the remaining areas by region, then England and its regions, then councils that have ended."""
    known = [area for area in areas.all_areas() if area.id not in listed]
    regions = [area for area in areas.all_areas() if area.level == "region"]
    councils = [area for area in known if area.level == "authority"]
    grouped: list[tuple[str, Sequence[Area]]] = [
        (region.name, [c for c in councils if c.parent == region.id and c.ends is None])
        for region in sorted(regions, key=lambda r: r.name)
    ]
    grouped.append(("England and its regions", [area for area in known if area.level != "authority"]))
    grouped.append(("Councils that have ended", [c for c in councils if c.ends is not None]))
    return grouped


def _option(area: Area, chosen: str) -> Component:
    name = f"{area.name} (until {area.ends.year})" if area.ends else area.name
    if area.id == chosen:
        return html.Option(name, value=area.id, selected=True)
    return html.Option(name, value=area.id)
