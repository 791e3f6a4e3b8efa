"""For whoever keeps the server running: is it alive, can it answer, what has it done."""

from __future__ import annotations

from flask import Blueprint, Response, current_app

from data import ledger, queries
from layouts.api import answers
from layouts.api.context import context
from layouts.running import PROGRAM

health = Blueprint("health", __name__)


@health.get("/healthz")
def get_health() -> Response:
    """Answer that the process is alive; nothing is looked at."""
    return answers.json_answer({"status": "ok", "program": PROGRAM, "run": context().run})


@health.get("/readyz")
def get_ready() -> Response:
    """Answer whether the store can be read just now."""
    try:
        queries.example_uploads(context().store)
    except Exception as error:
        current_app.logger.error("The store cannot be read", exc_info=error)
        return answers.json_answer({"status": "not ready", "store": "it cannot be read: see the log"}, 503)
    return answers.json_answer({"status": "ready", "store": "ok"})


@health.get("/metrics")
def get_metrics() -> Response:
    """Answer with the counters, as Prometheus reads them."""
    uploads = ledger.by_id(context().store).values()
    standing = [row for row in uploads if row.undone_at is None]
    figures = {
        "uploads": len(standing),
        "uploads_taken_back": len(uploads) - len(standing),
        "figures": sum(row.figures for row in standing),
        "changes_this_run": context().store.version,
    }
    return Response(context().counters.text(figures), mimetype="text/plain; version=0.0.4")
