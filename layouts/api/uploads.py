"""Files in, each upload with its problems and its file out again, an upload taken back, the examples, the template."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from flask import Response, request, send_file
from werkzeug.datastructures import FileStorage

from data import commit, ledger
from data.ledger import LedgerRow
from data.originals import original_of
from data.viewer import NATIONAL
from layouts.api import answers, as_json, parameters
from layouts.api.context import context, viewer_of
from layouts.api.faults import BadParameter, NotAllowed
from layouts.api.routes import api
from loaders.examples import load_examples, remove_examples
from loaders.load import load_file
from loaders.outcome import Order, Outcome
from loaders.returns.template import template

MOST_REASON = 500
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@api.post("/uploads")
def post_uploads() -> Response:
    """Load the files sent, each whole or not at all; ?dry_run=1 says what would happen and stores nothing."""
    _must_see_everything()
    order = _order()
    files = list(_files())
    if not files:
        raise BadParameter("No file was sent. Send one or more files as multipart/form-data.")
    with context().store.several():
        outcomes = [_load(file, order) for file in files]
    for outcome in outcomes:
        context().counters.uploaded(outcome.status)
    refused = any(outcome.status == "refused" for outcome in outcomes)
    return answers.json_answer({"uploads": [outcome.as_dict() for outcome in outcomes]}, 422 if refused else 200)


def _files() -> Iterator[FileStorage]:
    # A file input that was left empty sends a part without a name.
    for field in request.files:
        yield from (file for file in request.files.getlist(field) if file.filename)


def _order() -> Order:
    area = request.values.get("area", "").strip()
    return Order(
        area=parameters.area_named(area).id if area else "",
        known_on=parameters.day_of("known_on", request.values.get("known_on", "")),
        layout=request.values.get("as", "").strip(),
        dry_run=parameters.yes("dry_run"),
        strict=parameters.yes("strict"),
        answers=parameters.settled(request.values.getlist("answer")),
        reason=request.values.get("reason", "").strip()[:MOST_REASON],
        viewer=viewer_of(request),
    )


def _load(file: FileStorage, order: Order) -> Outcome:
    """Load one file from a copy under a name of ours: what the client calls it is only ever shown."""
    with tempfile.TemporaryDirectory(prefix="scrutineer-") as folder:
        # openpyxl opens nothing that does not end in .xlsx; what the file is, its content says.
        copy = Path(folder) / "sent.xlsx"
        file.save(copy)
        return load_file(context().store, copy, context().settings, order, name=file.filename or "file")


@api.get("/uploads/<upload_id>")
def get_upload(upload_id: str) -> Response:
    """Answer with one upload and the warnings that it was stored with, for those whose upload it is."""
    row = ledger.find(context().store, viewer_of(request), upload_id)
    own = _may_open(row)
    problems = [as_json.notice_of(notice) for notice in ledger.notices(context().store, row.id)] if own else []
    return answers.json_answer({"upload": as_json.upload_of(row), "problems": problems})


@api.get("/uploads/<upload_id>/original")
def get_original(upload_id: str) -> Response:
    """Answer with the very file that was loaded, to be kept and never to be shown by the browser."""
    row = ledger.find(context().store, viewer_of(request), upload_id)
    if not _may_open(row):
        raise NotAllowed("The file itself is for the council that sent it.")
    path = original_of(context().store, row.sha256)
    response = send_file(
        path, mimetype="application/octet-stream", as_attachment=True, download_name=file_name(row.file), etag=False
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response


def _may_open(row: LedgerRow) -> bool:
    """Return whether the file and what is said about its cells may be seen.

    A published paper's own file may hold more than the paper printed.
    """
    return row.owner == NATIONAL or viewer_of(request).owns(row.owner)


def file_name(said: str) -> str:
    """Return a sender's name for a file as one to save it under: letters, digits, spaces and ._-() alone."""
    return re.sub(r"[^\w .()-]+", "-", said).strip(" .-")[-150:] or "original"


@api.post("/uploads/<upload_id>/undo")
def post_undo(upload_id: str) -> Response:
    """Take an upload back. Doing it twice changes nothing, and the answer says so."""
    _must_see_everything()
    said = request.get_json(silent=True) if request.is_json else None
    reason = said.get("reason", "") if isinstance(said, dict) else request.values.get("reason", "")
    store = context().store
    now = commit.undo(store, upload_id, who="local", reason=str(reason)[:MOST_REASON])
    row = ledger.find(store, viewer_of(request), upload_id)
    return answers.json_answer({"upload": as_json.upload_of(row), "already_taken_back": not now})


@api.post("/examples/load")
def post_examples_load() -> Response:
    """Load the example workbooks."""
    _must_see_everything()
    outcomes = load_examples(context().store, context().settings)
    refused = any(outcome.status == "refused" for outcome in outcomes)
    return answers.json_answer({"uploads": [outcome.as_dict() for outcome in outcomes]}, 422 if refused else 200)


@api.post("/examples/remove")
def post_examples_remove() -> Response:
    """Take every example upload back."""
    _must_see_everything()
    return answers.json_answer({"removed": remove_examples(context().store, "local")})


@api.get("/template")
def get_template() -> Response:
    """Answer with a return for a council to fill in: its indicators and its last figures."""
    place = parameters.one_area()
    response = Response(template(context().store, viewer_of(request), place.id), mimetype=WORKBOOK)
    response.headers["Content-Disposition"] = f'attachment; filename="return-{place.id.replace("/", "-")}.xlsx"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _must_see_everything() -> None:
    """Raise NotAllowed for a viewer who may not change anything."""
    if not viewer_of(request).sees_everything:
        raise NotAllowed("The public view cannot change anything. Leave audience=public out.")
