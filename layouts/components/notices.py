"""What has just been done, said once at the top of the next page."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

_NOTICES = {
    "examples-removed": "The example figures have been removed. Nothing else was changed.",
    "examples-loaded": "The example councils are loaded. Choose one to see its scorecard.",
    "examples-failed": "Not all examples could be loaded. The messages of the server say why.",
    "no-examples": "There were no example figures to remove.",
    "loaded": "The figures are loaded.",
    "unchanged": "This very file was loaded before, and nothing has changed since. Nothing was stored again.",
    "thrown-away": "The file was thrown away. Nothing of it was stored.",
    "taken-back": "The upload was taken back. What counted before it counts again.",
    "already-taken-back": "This upload had been taken back before. Nothing was changed.",
}


def notice(name: str) -> list[Component]:
    """Return the notice of this name; nothing for a name that is not known."""
    if name not in _NOTICES:
        return []
    return [html.Div(html.P(_NOTICES[name]), className="app-notice", role="status")]
