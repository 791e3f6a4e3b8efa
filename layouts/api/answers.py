"""Sending an answer: as JSON or CSV, quickly, and not at all when the asker has it already."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Response, g, request

from layouts.api.as_rows import Table
from layouts.api.context import context, viewer_of
from layouts.api.parameters import wants_csv
from layouts.exports import csv_out


def answer(as_json: Callable[[], dict[str, Any]], as_table: Callable[[], Table], name: str) -> Response:
    """Return the answer in the form that was asked for; `name` is the file name of a CSV, without its ending."""
    return csv_answer(as_table(), name) if wants_csv() else json_answer(as_json())


def json_answer(said: dict[str, Any], status: int = 200) -> Response:
    """Return a dictionary as JSON: compact, keys in their order."""
    text = json.dumps(said, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return _tagged(Response(text, status, mimetype="application/json"))


def csv_answer(table: Table, name: str) -> Response:
    """Return a table as a CSV file to keep."""
    response = Response(csv_out.csv_bytes(*table), mimetype=csv_out.MIMETYPE)
    file = re.sub(r"[^A-Za-z0-9_.-]+", "-", name).strip("-")
    response.headers["Content-Disposition"] = f'attachment; filename="{file}.csv"'
    return _tagged(response)


def unless_known() -> Response | None:
    """Return 304 when the asker's copy is still right, else None. To be run before each request.

    The tag changes with every change of the store. It is taken before the answer is worked out: an answer may be newer
    than its tag, never older.
    """
    if request.method not in ("GET", "HEAD"):
        return None
    here = context()
    # How old a figure is changes with the day.
    seen = f"{viewer_of(request)} {request.full_path} {wants_csv()} {date.today()}"
    g.tag = f"{here.run}-{here.store.version}-{hashlib.blake2s(seen.encode(), digest_size=8).hexdigest()}"
    if request.if_none_match.contains_weak(g.tag):
        return _tagged(Response(status=304))
    return None


def _tagged(response: Response) -> Response:
    tag = g.get("tag")
    if tag and response.status_code in (200, 304):
        response.set_etag(tag, weak=True)
        response.headers["Cache-Control"] = "private, no-cache"
        response.headers.add("Vary", "Accept")
    else:
        response.headers["Cache-Control"] = "no-store"
    return response
