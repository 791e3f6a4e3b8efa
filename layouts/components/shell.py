"""What stands around every page: header, banners, main, footer."""

from __future__ import annotations

import zlib

from dash import html
from dash.development.base_component import Component

from data import queries
from data.store import Store
from data.viewer import LOCAL, Viewer
from layouts.components.attributes import data
from layouts.components.example_banner import example_banner
from layouts.components.footer import footer
from layouts.components.header import header
from layouts.components.notices import notice
from layouts.page import Page
from layouts.query import Query, href

PRODUCT = "Scrutineer"


def title_of(page: Page) -> str:
    """Return what the browser's tab says."""
    return f"{page.title} – {PRODUCT}"


def shell(store: Store, page: Page, path: str, query: Query, viewer: Viewer = LOCAL) -> Component:
    """Return a page with all that stands around it. site.js takes the tab's title from `data-title`."""
    examples = queries.cached(store, "example_uploads", lambda: tuple(queries.example_uploads(store)))
    main = html.Main(
        html.Div([*notice(query.one("notice")), *page.content], className="app-width"),
        id="main",
        className="app-main",
        tabIndex="-1",
    )
    # A new id for every address: no box that was opened and no choice half made is carried to another page.
    place = zlib.crc32(href(path, query).encode())
    return html.Div(
        [*header(path, query, viewer), *([example_banner(query)] if examples else []), main, footer()],
        id=f"page-{place:08x}",
        className="app-page",
        **data(title=title_of(page)),
    )
