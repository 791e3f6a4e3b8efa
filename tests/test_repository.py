"""Nothing in the repository ties it to one machine: no package registry's address, no absolute path.

The words are put together here, so that this file does not hold what it looks for.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
REGISTRIES = ["registry.npm" + "js.org", "py" + "pi.org", "python" + "hosted"]
FOLDERS = ["work", "root", "tmp", "home", "Users"]
# Not after a letter, a dot or a slash: `data/tmp/`, `./tmp/` and `https://host/work/` are no such paths.
ABSOLUTE_PATH = re.compile(r"(?<![\w.~/$})-])/(?:" + "|".join(FOLDERS) + r")/")


def files_of_the_repository() -> list[Path]:
    """Return every file that is tracked, or would be by `git add .`; skip where this is no git checkout."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: there is no list of the repository's files")
    command = ["git", "ls-files", "-co", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    paths = [ROOT / name for name in sorted(set(listed.split("\0"))) if name]
    return [path for path in paths if path.is_file()]


def text_of(path: Path) -> str | None:
    """Return the file's text; None for a workbook, a picture or anything else that is not text."""
    content = path.read_bytes()
    if b"\0" in content:
        return None
    return content.decode("utf-8", errors="replace")


def found_in(text: str) -> list[str]:
    """Return what the text should not hold, each with its line."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        found += [f"line {number}: {word}" for word in REGISTRIES if word in line.lower()]
        found += [f"line {number}: absolute path {match[0]}" for match in ABSOLUTE_PATH.finditer(line)]
    return found


def test_no_file_names_a_registry_or_a_path_of_one_machine():
    texts = {path: text_of(path) for path in files_of_the_repository()}
    assert texts, "git listed no file: what was checked?"
    found = [
        f"{path.relative_to(ROOT)}, {sentence}"
        for path, text in texts.items()
        if text is not None
        for sentence in found_in(text)
    ]
    assert not found, "\n".join(found)


def test_nothing_fetched_or_loaded_is_in_the_repository():
    """What npm fetched is not ours to publish, and a council's figures are nobody's but its own."""
    private = ("node_modules/", "layouts/assets/vendor/", "data/live/", ".venv/")
    names = [path.relative_to(ROOT).as_posix() for path in files_of_the_repository()]
    assert [name for name in names if name.startswith(private) and not name.endswith(".gitkeep")] == []


@pytest.mark.parametrize("word", REGISTRIES)
def test_a_registry_is_found(word):
    assert found_in(f'"resolved": "https://files.{word.upper()}/x.tgz"') == [f"line 1: {word}"]


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("line", ['PATH = "{}main"', "cd {}x && ls", "store={}x.db", "see {}x"])
def test_an_absolute_path_is_found(folder, line):
    assert found_in("first\n" + line.format(f"/{folder}/"))[0].startswith("line 2: absolute path")


@pytest.mark.parametrize("line", ["tests/work/x", "./tmp/x", "../home/x", "https://example.org/home/x", "at work"])
def test_other_text_passes(line):
    assert found_in(line) == []
