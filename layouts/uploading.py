"""The addresses behind the upload pages: a file or a table in, answers, a yes or a no, and an upload taken back.

Each takes a POST of our own pages and leads on to a page, which asks again for whatever it shows: so loading a page
again never sends anything again. A script that sends the form itself is told where to go in JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import BinaryIO, cast

from flask import Blueprint, Flask, Response, jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge

from data import areas, commit, ledger, pending
from data.commit import UnknownUpload
from data.pending import NotWaiting, TooMuchWaiting
from data.settings import Settings
from data.store import Store
from data.viewer import Viewer
from layouts import pasted
from layouts.api.context import context
from layouts.api.uploads import WORKBOOK, file_name
from layouts.components.upload_form import PATH
from layouts.components.upload_questions import ANOTHER, ANSWER, OTHER
from layouts.components.upload_warnings import warning_groups
from layouts.days import NotADay, day_in
from layouts.pages.history import PATH as HISTORY
from layouts.posting import is_ours, not_ours, see
from layouts.previews import Previews
from layouts.query import Query, href
from loaders.load import load_file
from loaders.opening.marked import marked_workbook
from loaders.preview import order_of
from loaders.problems import Refused

WHO = "local"
LONGEST_REASON = 500
# A form with more questions than anybody answers at once; Werkzeug itself stops at 1,000 parts.
MOST_PARTS = 5_000


class _BadForm(Exception):
    """Something in the form is missing or cannot be read; the word is one of upload_form.PROBLEMS."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was said with a file: whose figures, and the day they were reported."""

    council: str
    known_on: date | None


def install(server: Flask, store: Store, previews: Previews, viewer: Callable[[], Viewer]) -> None:
    """Add the addresses to the server. Only somebody who sees everything may use them."""
    settings = previews.settings
    pages = Blueprint("uploading", __name__)

    @pages.before_request
    def guard() -> Response | None:
        if request.method != "GET" and not is_ours():
            return not_ours()
        if not viewer().sees_everything:
            return Response("The public view cannot load figures.\n", 403, mimetype="text/plain")
        return None

    @pages.post(PATH)
    def receive() -> Response:
        return _lead(_received(previews, settings))

    @pages.post(f"{PATH}/<token>/asked")
    def ask(token: str) -> Response:
        return _lead(_asked_again(settings, token))

    @pages.post(f"{PATH}/<token>/answers")
    def answer(token: str) -> Response:
        return _lead(_answered(settings, token))

    @pages.post(f"{PATH}/<token>/confirm")
    def confirm(token: str) -> Response:
        return _lead(_confirmed(store, previews, token))

    @pages.post(f"{PATH}/<token>/drop")
    def drop(token: str) -> Response:
        previews.drop(token)
        return _lead(f"{PATH}?notice=thrown-away")

    @pages.get(f"{PATH}/<token>/marked.xlsx")
    def marked(token: str) -> Response:
        return _marked(previews, token)

    @pages.post(f"{HISTORY}/<upload_id>/undo")
    def undo(upload_id: str) -> Response:
        return _lead(_undone(store, viewer(), upload_id))

    @pages.errorhandler(NotWaiting)
    def gone(_: NotWaiting) -> Response:
        return _lead(f"{PATH}?problem=gone")

    @pages.errorhandler(RequestEntityTooLarge)
    def too_big(_: RequestEntityTooLarge) -> Response:
        return _lead(f"{PATH}?problem=too_big")

    server.register_blueprint(pages)


def _lead(address: str) -> Response:
    """Return the answer that leads on: for a script as JSON, since it would fetch the page only to throw it away."""
    if request.accept_mimetypes.best == "application/json":
        return jsonify({"to": address})
    return see(address)


def _received(previews: Previews, settings: Settings) -> str:
    """Keep what was sent, read it, and return the address of its preview; or of the form, with what is wrong."""
    # A pasted table is as large as a file may be, not as small as Werkzeug lets a field be.
    request.max_form_memory_size = settings.max_workbook_bytes
    request.max_form_parts = MOST_PARTS
    instead = request.form.get("instead", "")
    try:
        asked = _asked()
        waiting = _kept(settings, asked)
    except _BadForm as error:
        return _with_problem(str(error), instead)
    except TooMuchWaiting:
        return _with_problem("full", instead)
    if instead:
        previews.drop(instead)
    # Read now, while the sender's page still says so; the page that follows finds it ready.
    found = previews.of(waiting.token)
    if found.preview.version:
        pending.change(settings, waiting.token, version=found.preview.version)
    return href(f"{PATH}/{waiting.token}")


def _with_problem(word: str, instead: str) -> str:
    """Return the address of the form with a problem, and with what was filled in."""
    filled = {name: request.form.get(name, "").strip()[:100] for name in ("council", "known_on")}
    if word in ("day", "council"):
        filled.pop("known_on" if word == "day" else "council")
    query = Query((("problem", word),)).with_changes(**{name: value or None for name, value in filled.items()})
    if instead:
        return href(f"{PATH}/{instead}", Query((("problem", word),)))
    return href(PATH, query)


def _kept(settings: Settings, asked: _Asked) -> pending.Pending:
    # A file input that was left empty sends a part without a name.
    files = [file for file in request.files.getlist("file") if file.filename]
    table = request.form.get("pasted", "")
    has_file, has_table = bool(files), bool(table.strip())
    if len(files) > 1:
        raise _BadForm("several")
    if has_file and has_table:
        raise _BadForm("both")
    if not has_file and not has_table:
        raise _BadForm("nothing")
    said = {"area": asked.council, "known_on": asked.known_on, "who": WHO}
    if has_table:
        return pending.keep(settings, pasted.as_file(table), pasted.NAME, **said)
    (file,) = files
    return pending.keep(settings, cast(BinaryIO, file.stream), file.filename or "", **said)


def _asked() -> _Asked:
    """Return whose figures they are and the day, as the form says. Raises _BadForm."""
    council, day = request.form.get("council", "").strip(), request.form.get("known_on", "").strip()
    found = areas.find(council) if council else None
    if council and (found is None or found.level != "authority"):
        raise _BadForm("council")
    try:
        return _Asked(found.id if found else "", day_in(day) if day else None)
    except NotADay:
        raise _BadForm("day") from None


def _asked_again(settings: Settings, token: str) -> str:
    try:
        asked = _asked()
    except _BadForm as error:
        return href(f"{PATH}/{token}", Query((("problem", str(error)), ("asked", "1"))))
    pending.change(settings, token, area=asked.council, known_on=asked.known_on)
    return href(f"{PATH}/{token}")


def _answered(settings: Settings, token: str) -> str:
    """Note the answers given, over those given before; an empty one has its question asked again."""
    request.max_form_parts = MOST_PARTS
    waiting = pending.get(settings, token)
    answers, unfinished = _answers(request.form)
    pending.change(settings, token, answers={**waiting.answers, **answers})
    query = Query().with_changes(unfinished=unfinished) if unfinished else None
    return href(f"{PATH}/{token}", query)


def _answers(form: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Return the answers in a form by their question's key, and the keys of those that name no indicator yet."""
    answers: dict[str, str] = {}
    unfinished: list[str] = []
    for name, value in form.items():
        if not name.startswith(ANSWER):
            continue
        key = name.removeprefix(ANSWER)
        said = form.get(f"{OTHER}{key}", "") if value == ANOTHER else value
        if value == ANOTHER and not said:
            unfinished.append(key)
        else:
            answers[key] = said
    return answers, unfinished


def _confirmed(store: Store, previews: Previews, token: str) -> str:
    """Load a file that was agreed to, and return the address of its receipt; or of what stands in the way."""
    settings = previews.settings
    found = previews.of(token)
    if found.gone or found.preview.outcome.status == "refused":
        return href(f"{PATH}/{token}")
    seen = request.form.getlist("seen")
    waiting = pending.change(settings, token, ticked=seen)
    if any(code not in seen for code, _ in warning_groups(found.preview.outcome.problems)):
        return href(f"{PATH}/{token}", Query((("unseen", "1"),)))
    order = replace(order_of(waiting), expected_version=request.form.get("version", "") or found.preview.version)
    outcome = load_file(store, waiting.path, settings, order, name=waiting.name)
    context().counters.uploaded(outcome.status)
    if outcome.status == "refused":
        changed = any(problem.code == "changed_since" for problem in outcome.problems)
        return href(f"{PATH}/{token}", Query((("changed", "1"),)) if changed else None)
    previews.drop(token)
    return href(f"{HISTORY}/{outcome.upload_id}", Query((("notice", outcome.status),)))


def _marked(previews: Previews, token: str) -> Response:
    """Return the workbook again with its problems marked, as a download."""
    found = previews.of(token)
    if found.gone or found.preview.opened is None:
        raise NotWaiting("The file is no longer here.")
    waiting, problems = found.pending, found.preview.outcome.problems
    try:
        content = marked_workbook(waiting.path, previews.settings, problems, name=waiting.name)
    except Refused:
        return _lead(href(f"{PATH}/{token}", Query((("problem", "unmarked"),))))
    answer = Response(content, mimetype=WORKBOOK)
    name = file_name(waiting.name.rpartition(".")[0])
    answer.headers.set("Content-Disposition", "attachment", filename=f"{name} marked.xlsx")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _undone(store: Store, viewer: Viewer, upload_id: str) -> str:
    """Take an upload back, and return the address of its receipt."""
    here = href(f"{HISTORY}/{upload_id}")
    reason = request.form.get("reason", "").strip()[:LONGEST_REASON]
    try:
        standing = ledger.find(store, viewer, upload_id).undone_at is None
        if standing and not reason:
            return f"{here}?undo=1&problem=reason"
        now = commit.undo(store, upload_id, who=WHO, reason=reason)
    except UnknownUpload:
        return here
    return f"{here}?notice={'taken-back' if now else 'already-taken-back'}"
