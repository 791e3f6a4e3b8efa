"""Scrutineer's commands: python app.py serve, load, undo, scorecard, template, examples, assets."""

from __future__ import annotations

import argparse
import contextlib
import glob
import json
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from data import areas, ledger
from data.errors import ScrutineerError
from data.settings import ROOT, Settings, read_settings
from indicators.rules.period import day_words
from layouts import commands, desk, log_lines, running, vendor
from layouts.days import NotADay, day_in

OK, REFUSED, USAGE = 0, 1, 2
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 refused, 2 wrongly asked."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows window may lack the sign that a figure's name holds: a question mark is better than stopping.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    asked = _parser().parse_args(words)
    try:
        settings = read_settings(getattr(asked, "store", None))
    except ValueError as error:
        return _say_no(str(error), USAGE)
    command: Callable[[argparse.Namespace, Settings], int] = asked.run
    try:
        return command(asked, settings)
    except ScrutineerError as error:
        return _say_no(str(error), REFUSED)
    except KeyboardInterrupt:
        return _say_no("Stopped.", REFUSED)


def _say_no(message: str, code: int) -> int:
    print(message, file=sys.stderr)
    return code


def serve(asked: argparse.Namespace, settings: Settings) -> int:
    """Serve the pages and the API on this machine until told to stop."""
    if asked.host not in LOOPBACK:
        return _say_no(
            f"{asked.host} would let other machines in, and there is no sign-in yet: use --host 127.0.0.1.", USAGE
        )
    host = "127.0.0.1" if asked.host == "localhost" else asked.host
    # Flask and Dash take a second to import, so no other command waits for them.
    from layouts.server import create_server, listen
    from layouts.server import serve as answer_requests

    log_lines.to_stderr()
    already = running.server_of(settings.store)
    if already is not None:
        return _say_no(f"Scrutineer already runs with this store: open {already.address} in a browser.", REFUSED)
    listener = listen(host, asked.port)
    try:
        here = desk.open_here(settings)
        try:
            _prepare(here, settings, asked.examples)
            token, port = running.new_token(), int(listener.getsockname()[1])
            server = create_server(here.store, settings, host=host, token=token)
            address = running.RunningServer(host, port, token).address
            signal.signal(signal.SIGTERM, _stop)
            with running.announced(settings.store, host, port, token):
                print(f"Scrutineer is running. Open {address} in a browser on this machine.", flush=True)
                print("Press Ctrl and C here to stop it.", flush=True)
                answer_requests(server, host, port, listener=listener)
        finally:
            here.close()
    finally:
        listener.close()
    return OK


def _stop(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _prepare(here: desk.Desk, settings: Settings, examples: bool) -> None:
    """Say what is new or missing, and load the examples into a store that nothing was ever loaded into."""
    _say_when_made(here, settings)
    lacking = vendor.missing(ROOT)
    if lacking:
        print(f"The pages lack {' and '.join(lacking)}. Fetch them with: python app.py assets", file=sys.stderr)
    if examples and not ledger.by_id(here.store):
        loaded = [outcome for outcome in here.load_examples() if outcome["status"] == "loaded"]
        if loaded:
            print(f"Loaded {len(loaded)} example workbooks, to have something to look at.")
            print("Take them away again with: python app.py examples remove", flush=True)


@contextlib.contextmanager
def _at_desk(settings: Settings) -> Iterator[desk.Desk | running.RunningServer]:
    """Yield whatever can act on the store, and close it after."""
    here = desk.desk_for(settings)
    try:
        _say_when_made(here, settings)
        yield here
    finally:
        here.close()


def _say_when_made(here: desk.Desk | running.RunningServer, settings: Settings) -> None:
    if isinstance(here, desk.Desk) and here.store.created:
        print(f"Made a new store: {settings.store}", file=sys.stderr)


def load(asked: argparse.Namespace, settings: Settings) -> int:
    """Load files: each whole or not at all; the refused leave the others loaded."""
    words = {
        "area": asked.area or "",
        "known_on": asked.known_on.isoformat() if asked.known_on else "",
        "as": asked.layout,
    }
    words |= {"dry_run": "1" if asked.dry_run else "", "strict": "1" if asked.strict else ""}
    words = {name: word for name, word in words.items() if word}
    outcomes = []
    with _at_desk(settings) as here:
        try:
            with here.several():
                for path in _paths(asked.files):
                    bar = commands.Bar(sys.stderr, path.name)
                    outcomes.append(desk.unreadable(path) or here.load(path, words, bar, settled=dict(asked.answer)))
                    bar.clear()
        finally:
            # Told only now that all is in the main file; and what was loaded before a fault is told all the same.
            if asked.json:
                _print_json({"uploads": outcomes})
            for outcome in [] if asked.json else outcomes:
                print("\n".join(commands.outcome_lines(outcome)))
    return REFUSED if any(outcome["status"] == "refused" for outcome in outcomes) else OK


def _paths(files: Sequence[str]) -> list[Path]:
    """Return the files asked for. The Windows command line leaves *.csv as it is, so patterns are ours to expand."""
    paths: list[Path] = []
    for file in files:
        is_pattern = any(sign in file for sign in "*?[") and not Path(file).exists()
        found = sorted(glob.glob(file)) if is_pattern else []  # noqa: PTH207 (Path.glob takes no absolute pattern)
        paths += [Path(name) for name in found or [file]]
    return paths


def undo(asked: argparse.Namespace, settings: Settings) -> int:
    """Take one upload back."""
    with _at_desk(settings) as here:
        said = here.undo(asked.upload_id, asked.reason)
    upload = said["upload"]
    if said["already_taken_back"]:
        when = day_words(day_in(upload["undone_at"][:10]))
        print(f"{upload['file']} was already taken back on {when}. Nothing has changed.")
        return OK
    figures = "1 figure" if upload["figures"] == 1 else f"{upload['figures']:,} figures"
    print(f"Taken back: {upload['file']}, {figures}. The history keeps both.")
    return OK


def scorecard(asked: argparse.Namespace, settings: Settings) -> int:
    """Print a council's scorecard."""
    with _at_desk(settings) as here:
        card = here.scorecard(asked.area, asked.as_at)
    if asked.json:
        _print_json(card)
    else:
        print("\n".join(commands.scorecard_lines(card)))
    return OK


def template(asked: argparse.Namespace, settings: Settings) -> int:
    """Write a return for a council to fill in."""
    path = Path(asked.output)
    if not asked.overwrite and path.exists() and path.stat().st_size:
        return _say_no(f"{path} is there already, and may be filled in. Choose another name, or add --overwrite.", 1)
    with _at_desk(settings) as here:
        content = here.template(asked.area)
    try:
        path.write_bytes(content)
    except OSError as error:
        return _say_no(f"{path} cannot be written: {error.strerror or error}.", REFUSED)
    print(f"Wrote {path}. Fill in its Value column, save it, then: python app.py load {path}")
    return OK


def examples(asked: argparse.Namespace, settings: Settings) -> int:
    """Load the example figures, or take them back."""
    with _at_desk(settings) as here:
        if asked.what == "remove":
            print(f"Took back {here.remove_examples()} example uploads. Other figures are as they were.")
            return OK
        outcomes = here.load_examples()
    for outcome in outcomes:
        print("\n".join(commands.outcome_lines(outcome)))
    return REFUSED if any(outcome["status"] == "refused" for outcome in outcomes) else OK


def assets(asked: argparse.Namespace, settings: Settings) -> int:
    """Fetch the style sheet and the chart library."""
    vendor.bring(ROOT, asked.with_test_tools)
    return OK


def _print_json(said: dict[str, Any]) -> None:
    # Signs beyond ASCII are written as \u…, so that no window's or pipe's encoding can spoil them.
    print(json.dumps(said, indent=2))


def _area(text: str) -> str:
    found = areas.find(text)
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not a known area: write its code or name, such as E10000029")
    return found.id


def _day(text: str) -> date:
    try:
        return day_in(text)
    except NotADay as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _answer(text: str) -> tuple[str, str]:
    key, sign, value = text.partition("=")
    if not sign or not key.strip():
        raise argparse.ArgumentTypeError(f"{text!r} is not an answer: write the question's key, = and what to choose")
    return key.strip(), value.strip()


def _port(text: str) -> int:
    if not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: write a number such as 8050")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python app.py", description="Performance indicators of children's services.")
    listed = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    store = argparse.ArgumentParser(add_help=False)
    store.add_argument("--store", metavar="S", help="the store file (else SCRUTINEER_STORE, else data/live)")

    command = _command(listed, "serve", serve, "show the pages in a browser on this machine", store)
    command.add_argument("--host", default="127.0.0.1", help="127.0.0.1 (usual), localhost or ::1")
    command.add_argument("--port", type=_port, default=8050, help="8050 unless said; 0 takes any free one")
    command.add_argument("--no-examples", dest="examples", action="store_false", help="leave an empty store empty")

    command = _command(listed, "load", load, "read workbooks or CSV files and add their figures", store)
    command.add_argument("files", metavar="FILE", nargs="+")
    command.add_argument("--area", type=_area, metavar="ID", help="whose figures, where the file is silent")
    command.add_argument("--known-on", type=_day, metavar="DATE", help="the day on which they were reported")
    command.add_argument("--as", dest="layout", default="", metavar="LAYOUT", help="the layout, else found by content")
    command.add_argument(
        "--answer",
        action="append",
        default=[],
        type=_answer,
        metavar="KEY=VALUE",
        help="settle a question that a file leaves open; may be given again for another",
    )
    command.add_argument("--dry-run", action="store_true", help="say what would happen and store nothing")
    command.add_argument("--strict", action="store_true", help="refuse a file with warnings")
    command.add_argument("--json", action="store_true", help="print JSON and nothing else")

    command = _command(listed, "undo", undo, "take one upload back; nothing is erased", store)
    command.add_argument("upload_id", metavar="UPLOAD_ID")
    command.add_argument("--reason", default="", help="why, for the history")

    command = _command(listed, "scorecard", scorecard, "print a council's scorecard", store)
    command.add_argument("--area", type=_area, required=True, metavar="ID", help="its code or name")
    command.add_argument("--as-at", type=_day, metavar="DATE", help="as it was known on this day")
    command.add_argument("--json", action="store_true", help="print JSON and nothing else")

    command = _command(listed, "template", template, "write a workbook for a council to fill in", store)
    command.add_argument("--area", type=_area, required=True, metavar="ID", help="its code or name")
    command.add_argument("-o", dest="output", required=True, metavar="FILE", help="where to write it, ending in .xlsx")
    command.add_argument("--overwrite", action="store_true", help="write over a file that is there")

    command = _command(listed, "examples", examples, "load the example figures, or take them away", store)
    command.add_argument("what", choices=("load", "remove"))

    command = _command(listed, "assets", assets, "fetch the style sheet and the chart library")
    command.add_argument("--with-test-tools", action="store_true", help="and what the browser tests need")
    return parser


def _command(
    listed: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace, Settings], int],
    help_line: str,
    *parents: argparse.ArgumentParser,
) -> argparse.ArgumentParser:
    command = listed.add_parser(name, help=help_line, description=f"{help_line.capitalize()}.", parents=parents)
    command.set_defaults(run=run)
    return command


if __name__ == "__main__":
    sys.exit(main())
