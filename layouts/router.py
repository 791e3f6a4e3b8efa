"""From an address to a page: the one list of the pages that there are."""

from __future__ import annotations

from urllib.parse import unquote

from data.errors import UnknownArea
from data.pending import NotWaiting
from data.settings import read_settings
from data.store import QueryTooLong, Store
from data.viewer import Viewer
from indicators.names import UnknownIndicator
from layouts.page import Page
from layouts.pages import catalogue, history, indicator, scorecard, trouble, upload, upload_preview, upload_receipt
from layouts.previews import Previews
from layouts.query import BadQuery, Query


def page_at(store: Store, viewer: Viewer, path: str, query: Query, previews: Previews | None = None) -> Page:
    """Return the page at an address; for one that cannot be answered, the page that says so and what to do.

    A fault of ours is not caught: the caller notes it down, and shows trouble.failed().
    """
    # Said once, above the page: no link carries it on.
    query = query.with_changes(notice=None)
    try:
        if path == "/":
            return scorecard.page(store, viewer, query)
        if path == "/catalogue":
            return catalogue.page(store, viewer, query)
        if path.startswith(indicator.PREFIX):
            return indicator.page(store, viewer, unquote(path.removeprefix(indicator.PREFIX)), query)
        if is_for_loading(path):
            return _loading(store, viewer, path, query, previews)
    except NotWaiting:
        return upload.gone()
    except UnknownArea:
        return trouble.not_found(f"There is no council or area with the code {query.one('area')[:60]!r}.")
    except UnknownIndicator:
        return trouble.not_found("There is no indicator at this address.")
    except BadQuery as error:
        return trouble.bad_request(str(error))
    except QueryTooLong as error:
        return trouble.too_long(str(error))
    return trouble.not_found()


def is_for_loading(path: str) -> bool:
    """Return whether an address is one of the pages where figures come in: not for the public."""
    return path.split("/")[1] in (upload.PATH[1:], history.PATH[1:])


def _loading(store: Store, viewer: Viewer, path: str, query: Query, previews: Previews | None) -> Page:
    if not viewer.sees_everything:
        return trouble.not_found("Figures are loaded by the council’s own people. The public view has no page for it.")
    if path == history.PATH:
        return history.page(store, viewer, query)
    if path.startswith(f"{history.PATH}/"):
        return upload_receipt.page(store, viewer, unquote(path.removeprefix(f"{history.PATH}/")), query)
    here = previews or Previews(store, read_settings(str(store.path)))
    if path == upload.PATH:
        return upload.page(store, viewer, query, here.settings)
    return upload_preview.page(store, viewer, here, unquote(path.removeprefix(f"{upload.PATH}/")), query)
