"""The pages on the server: Dash over our own small router, with the whole state of a page in its address."""

from __future__ import annotations

import functools
import html as escaping
import logging
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import dash
from dash import Dash, Input, Output, dcc, html
from flask import Flask, Response, g, request

from data.settings import Settings
from data.store import Store
from data.viewer import LOCAL, Viewer
from layouts import uploading
from layouts.components.shell import shell, title_of
from layouts.page import Page
from layouts.pages import examples, trouble, upload
from layouts.previews import Previews
from layouts.query import BadQuery, Query
from layouts.router import page_at
from layouts.style_hashes import STYLE_HASHES
from layouts.wire import wire

ASSETS = Path(__file__).parent / "assets"
CHARTS = "vendor/plotly-basic.min.js"
# In this order: ours has the last word. Dash would put the folder's last.
STYLES = ("vendor/govuk-frontend.min.css", "site.css", "upload.css")
# Pages kept ready: a first visit asks for the same page twice, once for its title and once for its content.
PAGES_KEPT = 64

_INDEX = """<!DOCTYPE html>
<html lang="en-GB" class="govuk-template">
<head>
{%metas%}
<title>{%title%}</title>
{%favicon%}
{%css%}
</head>
<body class="govuk-template__body">
{%app_entry%}
<noscript><p>These pages need JavaScript. The figures are also at /api/v1/scorecard and /api/v1/series.</p></noscript>
{%config%}
{%scripts%}
{%renderer%}
</body>
</html>"""
_ENTRY = '<div id="react-entry-point"><main class="app-waiting"><p>Loading the page…</p></main></div>'

log = logging.getLogger(__name__)


def attach(server: Flask, store: Store, settings: Settings, viewer: Callable[[], Viewer] = lambda: LOCAL) -> dash.Dash:
    """Put the pages on a server and return the Dash application. `viewer` says who is looking, at each request."""
    previews = Previews(store, settings)
    site = _Site(store, viewer, previews)
    app = _App(
        "layouts",
        site=site,
        server=server,
        assets_folder=str(ASSETS),
        assets_ignore=r"plotly.*|.*\.css|favicon.*",
        pages_folder="",
        use_pages=False,
        enable_mcp=False,
        include_pages_meta=False,
        index_string=_INDEX,
        suppress_callback_exceptions=True,
        title="Scrutineer",
        update_title="",
        meta_tags=[
            {"charset": "UTF-8"},
            {"name": "viewport", "content": "width=device-width, initial-scale=1"},
        ],
    )
    waiting = html.Main(html.P("Loading the page…"), className="app-waiting")
    app.layout = html.Div([dcc.Location(id="address"), html.Div(waiting, id="page")])

    @app.callback(Output("page", "children"), Input("address", "pathname"), Input("address", "search"))
    def show(path: str | None, search: str | None) -> Any:
        return dash.no_update if path is None else site.answer(path, search or "").content

    examples.install(server, store, settings)
    uploading.install(server, store, previews, viewer)
    _protect(server, app)
    return app


class _Answer(NamedTuple):
    """What an address gets: `content` is the component tree as plain data, `chart` whether a chart is in it."""

    status: int
    title: str
    chart: bool
    content: Any


class _Site:
    """The pages of one store, kept for as long as the store does not change."""

    def __init__(self, store: Store, viewer: Callable[[], Viewer], previews: Previews) -> None:
        self._store = store
        self._viewer = viewer
        self._previews = previews
        self._kept = functools.lru_cache(PAGES_KEPT)(self._make)

    def answer(self, path: str, search: str) -> _Answer:
        """Return the page at an address, its path quoted as an address writes it."""
        try:
            # A file that waits changes without the store; its preview is kept ready elsewhere.
            make = self._make if path.startswith(f"{upload.PATH}/") else self._kept
            # The day is in the key because a page says how old a figure is.
            return make(self._store.version, date.today(), self._viewer(), path, search)
        except Exception:
            log.exception("The page %s%s could not be made", path, search)
            return self._plain(trouble.failed(), self._viewer(), path, Query())

    def _make(self, version: int, day: date, viewer: Viewer, path: str, search: str) -> _Answer:
        try:
            query = Query.of(search)
        except BadQuery as error:
            return self._plain(trouble.bad_request(str(error)), viewer, path, Query())
        return self._plain(page_at(self._store, viewer, path, query, self._previews), viewer, path, query)

    def _plain(self, page: Page, viewer: Viewer, path: str, query: Query) -> _Answer:
        content = wire(shell(self._store, page, path, query, viewer))
        return _Answer(page.status, title_of(page), page.chart, content)


class _App(Dash):
    """Dash with the title and the status of each page in the first answer, and no word about itself."""

    def __init__(self, *args: Any, site: _Site, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._site = site

    def interpolate_index(self, **parts: Any) -> str:  # type: ignore[override]
        """Return the first answer for the address that is being asked for."""
        # Flask has taken the path apart; the browser sends it as it is written, and so do we.
        answer = self._site.answer(quote(request.path, safe="/:"), request.query_string.decode("utf-8", "replace"))
        g.page_status = answer.status
        charts = self._asset(CHARTS)
        parts["css"] = "\n".join(f'<link rel="stylesheet" href="{self._asset(name)}">' for name in STYLES)
        parts["metas"] += f'\n<meta name="scrutineer-charts" content="{charts}">'
        if answer.chart:
            parts["metas"] += f'\n<link rel="preload" href="{charts}" as="script">'
        parts["favicon"] = f'<link rel="icon" href="{self._asset("favicon.svg")}" type="image/svg+xml">'
        parts["title"] = escaping.escape(answer.title)
        parts["app_entry"] = _ENTRY
        page: str = super().interpolate_index(**parts)
        return page

    def _asset(self, name: str) -> str:
        """Return the address of an asset, with its time so that a changed one is fetched again."""
        address = self.get_asset_url(name)
        return f"{address}?m={(ASSETS / name).stat().st_mtime_ns}"


def _protect(server: Flask, app: Dash) -> None:
    """Let the browser run and style nothing that is not ours, and give each page its status."""

    @server.after_request
    def headers(response: Response) -> Response:
        if "page_status" in g and response.status_code == 200:
            response.status_code = g.page_status
        # Taken at each answer: Dash adds to its inline scripts when the first request sets it up.
        response.headers.setdefault("Content-Security-Policy", content_policy(tuple(app.csp_hashes())))
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        return response


@functools.cache
def content_policy(scripts: tuple[str, ...]) -> str:
    """Return the Content-Security-Policy: only this server, and the inline scripts and styles known by their hash."""
    rules = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *scripts],
        "style-src": ["'self'", *(f"'sha256-{found}'" for found in STYLE_HASHES)],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in rules.items())
