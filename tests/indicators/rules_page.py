"""Prints the worked examples of the tests into docs/rules.md:  python -m tests.indicators.rules_page

The page names each table in a comment and the table follows it; between the comment and `<!-- end -->` nothing is
written by hand. Tables are read from the tests as text, so no test need be imported.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.indicators.worked import NOTHING, rows

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "docs" / "rules.md"
TESTS = [*sorted((ROOT / "tests" / "indicators").glob("test_*.py")), ROOT / "tests" / "loaders" / "test_cells.py"]
_PLACE = re.compile(r"(<!-- (tests/[\w/]+\.py) ([A-Z_]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def tables() -> dict[tuple[str, str], str]:
    """Return every table of worked examples by its test's path and its name."""
    found = {}
    for path in TESTS:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
                text, name = node.value.value, ast.unparse(node.targets[0])
                if isinstance(text, str) and name.isupper() and " | " in text:
                    found[path.relative_to(ROOT).as_posix(), name] = text
    return found


def as_markdown(table: str) -> str:
    """Return a table as the page shows it; what is typed exactly so stands in `code`."""
    lines = rows(table)
    heading = list(lines[0])

    def cell(name: str, text: str) -> str:
        return f"`{text}`" if name == "written" or (name == "note" and text != NOTHING) else text

    def cells(row: dict[str, str]) -> str:
        return " | ".join(cell(name, row[name]) for name in heading)

    return "\n".join(
        [f"| {' | '.join(heading)} |", f"|{'---|' * len(heading)}", *(f"| {cells(row)} |" for row in lines)]
    )


def printed_on(page: str) -> list[tuple[str, str]]:
    """Return which tables a page has, in order."""
    return [(match[2], match[3]) for match in _PLACE.finditer(page)]


def filled(page: str) -> str:
    """Return a page with every table as the tests have it now."""
    known = tables()
    return _PLACE.sub(lambda m: f"{m[1]}\n{as_markdown(known[m[2], m[3]])}\n\n{m[4]}", page)


def main() -> None:
    """Write the page anew."""
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
