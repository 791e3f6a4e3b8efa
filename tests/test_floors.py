"""Who may import whom, and how long a file and a function may be: the shape of docs/design.md, enforced.

Each checker takes a module's path and its source, so that the tests below can also feed it a bad one.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOORS = {"data": 0, "indicators": 1, "loaders": 2, "layouts": 3, "app": 4}
ONLY_IN = {
    "duckdb": ("data/",),
    "openpyxl": ("loaders/", "layouts/exports/"),
    "dash": ("layouts/", "app.py"),
}
PURE = "indicators/rules/"
# The one thing below them that the rules know: what a period is made of.
SHARED_WITH_RULES = "from data.periods import Period\n"
NOT_IN_PURE = {"data", "loaders", "layouts", "app", "duckdb", "dash", "plotly"}
LOADED_BY_NO_RULE = NOT_IN_PURE - {"data"} | {"data.store", "data.queries"}
IMPORTING_CALLS = {"__import__", "import_module", "importlib.import_module"}
LONGEST_FILE = 450
LONGEST_FUNCTION = 70
OTHER_PEOPLES = "layouts/assets/vendor/"


def product_files(*endings: str) -> list[PurePosixPath]:
    """Return our own files with one of the endings, on every floor, as paths from the root."""
    found = [path for floor in FLOORS for path in (ROOT / floor).rglob("*") if path.suffix in endings]
    found += [path for path in ROOT.glob("app.py") if path.suffix in endings]
    names = sorted(path.relative_to(ROOT).as_posix() for path in found)
    return [PurePosixPath(name) for name in names if not name.startswith(OTHER_PEOPLES)]


MODULES = product_files(".py")


def source_of(path: PurePosixPath) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def floor_of(path: PurePosixPath) -> str:
    return path.parts[0].removesuffix(".py")


def imported_roots(path: PurePosixPath, source: str) -> set[str]:
    """Return the first word of each import: at the top or in a function, absolute, relative or by name."""
    roots: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            roots |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            roots |= _roots_of_from(path, node)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in IMPORTING_CALLS and node.args:
            roots.add(ast.unparse(node.args[0]).strip("'\"").split(".")[0])
    return roots


def _roots_of_from(path: PurePosixPath, node: ast.ImportFrom) -> set[str]:
    if not node.level:
        return {(node.module or "").split(".")[0]}
    folder = path.parent.parts
    above = list(folder[: len(folder) - (node.level - 1)])
    named = [node.module] if node.module else [alias.name for alias in node.names]
    return {(above or name.split("."))[0] for name in named}


def broken_rules(path: PurePosixPath, source: str) -> list[str]:
    """Return a sentence for each import of the module that its place forbids; none is []."""
    roots, floor = imported_roots(path, source), floor_of(path)
    ours = [root for root in sorted(roots & set(FLOORS)) if root != floor]
    found = [
        f"{path} imports {root}, which is above it: imports point down only"
        for root in ours
        if FLOORS[root] > FLOORS[floor]
    ]
    for library, places in ONLY_IN.items():
        if library in roots and not str(path).startswith(places):
            found.append(f"{path} imports {library}, which only {' and '.join(places)} may")
    if str(path).startswith(PURE):
        roots = imported_roots(path, source.replace(SHARED_WITH_RULES, ""))
        found += [f"{path} imports {root}: the pure rules may not" for root in sorted(roots & NOT_IN_PURE)]
    return found


def too_long(path: PurePosixPath, source: str) -> list[str]:
    """Return a sentence for the file, and for each function in it, that is longer than one idea needs."""
    lines = len(source.splitlines())
    found = [f"{path}: {lines} lines, at most {LONGEST_FILE}"] if lines > LONGEST_FILE else []
    if path.suffix != ".py":
        return found
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                found.append(f"{path}:{node.lineno} {node.name}: {length} lines, at most {LONGEST_FUNCTION}")
    return found


@pytest.mark.parametrize("floor", FLOORS)
def test_every_floor_is_looked_at(floor):
    assert floor in {floor_of(path) for path in MODULES}, f"no module of {floor} found: what is checked below?"


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_imports_keep_to_the_floors(path):
    found = broken_rules(path, source_of(path))
    assert not found, "\n".join(found)


def test_rules_load_without_the_store():
    """Their imports are followed to the end, in a fresh Python: what the rules import must be pure too."""
    rules = [path for path in MODULES if str(path).startswith(PURE)]
    assert rules, f"no module in {PURE}"
    names = [".".join(path.with_suffix("").parts).removesuffix(".__init__") for path in rules]
    script = f"import sys, {', '.join(names)}; print(*{LOADED_BY_NO_RULE!r} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [], f"importing {PURE} also loads: {done.stdout}"


def test_files_and_functions_are_short():
    files = product_files(".py", ".sql", ".css", ".js")
    found = [sentence for path in files for sentence in too_long(path, source_of(path))]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("path", "source", "word"),
    [
        ("data/store.py", "import indicators.rules.rag", "indicators"),
        ("data/store.py", "from loaders import workbook", "loaders"),
        ("indicators/scorecard.py", "from loaders.match import match", "loaders"),
        ("indicators/scorecard.py", "def late():\n    from layouts import pages", "layouts"),
        ("loaders/check.py", "if True:\n    import layouts.pages as pages", "layouts"),
        ("loaders/check.py", "from ..layouts import pages", "layouts"),
        ("loaders/check.py", "from .. import layouts", "layouts"),
        ("layouts/pages/scorecard.py", "import app", "app"),
        ("layouts/pages/scorecard.py", "from app import server", "app"),
        ("loaders/check.py", "import importlib\nimportlib.import_module('layouts.pages')", "layouts"),
        ("loaders/check.py", "__import__('app')", "app"),
        ("indicators/scorecard.py", "import duckdb", "duckdb"),
        ("layouts/pages/upload.py", "def late():\n    import duckdb.typing", "duckdb"),
        ("app.py", "import duckdb", "duckdb"),
        ("data/store.py", "from openpyxl import load_workbook", "openpyxl"),
        ("layouts/pages/upload.py", "import openpyxl.styles", "openpyxl"),
        ("loaders/check.py", "from dash import html", "dash"),
        ("data/store.py", "import dash", "dash"),
        ("indicators/rules/rag.py", "from data import store", "data"),
        ("indicators/rules/rag.py", "import plotly.graph_objects as go", "plotly"),
        ("indicators/rules/deep/rag.py", "def late():\n    import duckdb", "duckdb"),
        ("indicators/rules/rag.py", "import dash", "dash"),
        ("indicators/rules/rag.py", "import loaders", "loaders"),
    ],
)
def test_a_forbidden_import_is_found(path, source, word):
    assert any(f"imports {word}" in sentence for sentence in broken_rules(PurePosixPath(path), source))


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("data/store.py", "import duckdb\nfrom data import schema\nfrom .schema import apply"),
        ("indicators/scorecard.py", "from data.store import figures\nfrom .rules import rag"),
        ("indicators/rules/rag.py", "from decimal import Decimal\nfrom indicators.rules import period"),
        ("loaders/check.py", "import openpyxl, data, indicators"),
        ("layouts/pages/upload.py", "import loaders, indicators, data, dash\nfrom ..components import table"),
        ("layouts/exports/book.py", "import openpyxl"),
        ("app.py", "import dash, data, indicators, loaders, layouts"),
        ("loaders/check.py", "import dashing, app_settings, database"),
    ],
)
def test_an_allowed_import_passes(path, source):
    assert broken_rules(PurePosixPath(path), source) == []


def test_a_long_file_is_found():
    fits = "x = 1\n" * LONGEST_FILE
    assert too_long(PurePosixPath("data/store.py"), fits) == []
    assert too_long(PurePosixPath("data/store.py"), fits + "x = 1\n")
    assert too_long(PurePosixPath("data/schema/001.sql"), "--\n" * (LONGEST_FILE + 1))


@pytest.mark.parametrize("word", ["def", "async def"])
def test_a_long_function_is_found(word):
    fits = f"class Page:\n    {word} draw(self):\n" + "        x = 1\n" * (LONGEST_FUNCTION - 1)
    assert too_long(PurePosixPath("layouts/page.py"), fits) == []
    assert "draw" in too_long(PurePosixPath("layouts/page.py"), fits + "        x = 1\n")[0]
