"""What goes wrong in a request, as the answer that says so: always {"error": {"code", "message"}}."""

from __future__ import annotations

import json

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from data.commit import NotStored
from data.errors import ScrutineerError, UnknownArea, UnknownUpload
from data.originals import NoOriginal, NotKept
from data.pending import NotWaiting, TooMuchWaiting
from data.store import QueryTooLong
from indicators.names import UnknownIndicator


class BadParameter(ScrutineerError):
    """Something in the request is missing or cannot be read."""


class NotAllowed(ScrutineerError):
    """The request is understood, and not allowed for whoever sends it."""


# By what was raised: the HTTP status and the code.
_KNOWN: tuple[tuple[type[ScrutineerError], int, str], ...] = (
    (UnknownArea, 404, "unknown_area"),
    (UnknownIndicator, 404, "unknown_indicator"),
    (UnknownUpload, 404, "unknown_upload"),
    (BadParameter, 400, "bad_parameter"),
    (NotAllowed, 403, "not_allowed"),
    (QueryTooLong, 503, "too_long"),
    (NotStored, 500, "not_stored"),
    (NotKept, 500, "not_kept"),
    (NoOriginal, 404, "no_original"),
    (NotWaiting, 404, "not_waiting"),
    (TooMuchWaiting, 429, "too_much_waiting"),
)
MESSAGES = {
    404: "There is nothing at this address. GET /api/v1/openapi.json lists what there is.",
    405: "This address does not take this kind of request. GET /api/v1/openapi.json says which it takes.",
    413: "What was sent is larger than the limit. Send one file at a time, or split it.",
}
_SORRY = (
    "Something went wrong in the program, and it has been written to its log. Nothing was changed. Please try again."
)


def fault(status: int, code: str, message: str) -> Response:
    """Return the answer for something that went wrong."""
    said = json.dumps({"error": {"code": code, "message": message}}, ensure_ascii=False)
    return Response(said, status, mimetype="application/json", headers={"Cache-Control": "no-store"})


def install(server: Flask) -> None:
    """Answer errors as JSON under /api; elsewhere only those that are ours to explain."""
    server.register_error_handler(ScrutineerError, _told)
    server.register_error_handler(HTTPException, _of_http)
    server.register_error_handler(Exception, _unforeseen)


def is_api(path: str) -> bool:
    """Return whether an address belongs to the API."""
    return path == "/api" or path.startswith("/api/")


def _told(error: ScrutineerError) -> Response:
    status, code = next(((status, code) for kind, status, code in _KNOWN if isinstance(error, kind)), (400, "refused"))
    if is_api(request.path):
        return fault(status, code, str(error))
    return Response(str(error), status, mimetype="text/plain")


def _of_http(error: HTTPException) -> HTTPException | Response:
    if not is_api(request.path) or error.code is None or error.code < 400:
        return error
    code = (error.name or "error").lower().replace(" ", "_")
    if isinstance(error, RequestEntityTooLarge):
        code = "too_big"
    return fault(error.code, code, MESSAGES.get(error.code, error.description or error.name))


def _unforeseen(error: Exception) -> Response:
    # The traceback goes to the log alone: it may hold file names and figures.
    current_app.logger.error("%s %s failed", request.method, request.path, exc_info=error)
    if is_api(request.path):
        return fault(500, "program_fault", _SORRY)
    return Response(_SORRY, 500, mimetype="text/plain")
