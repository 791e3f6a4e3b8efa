"""From an address to a page: the one list of the pages that there are."""

from __future__ import annotations

from urllib.parse import unquote

from data.errors import UnknownArea
from data.store import QueryTooLong, Store
from data.viewer import Viewer
from indicators.names import UnknownIndicator
from layouts.page import Page
from layouts.pages import catalogue, indicator, scorecard, trouble
from layouts.query import BadQuery, Query


def page_at(store: Store, viewer: Viewer, path: str, query: Query) -> Page:
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
    except UnknownArea:
        return trouble.not_found(f"There is no council or area with the code {query.one('area')[:60]!r}.")
    except UnknownIndicator:
        return trouble.not_found("There is no indicator at this address.")
    except BadQuery as error:
        return trouble.bad_request(str(error))
    except QueryTooLong as error:
        return trouble.too_long(str(error))
    return trouble.not_found()
