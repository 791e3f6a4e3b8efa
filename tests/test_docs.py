"""The pages in docs/ against the code that they describe."""

from __future__ import annotations

import re
from pathlib import Path

from data import settings
from loaders.problems import CODES

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"


def first_cells(page: str) -> list[str]:
    """Return the first cell of each table row of a page that is written as code."""
    return re.findall(r"^\| `([^`]+)` \|", (DOCS / page).read_text(encoding="utf-8"), flags=re.MULTILINE)


def test_every_problem_code_is_explained_and_no_other() -> None:
    assert first_cells("problems.md") == list(CODES)


def test_every_code_that_is_used_is_in_the_list() -> None:
    used: set[str] = set()
    for path in (ROOT / "loaders").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        used |= set(re.findall(r"(?:refusal\(|(?:ERROR|WARNING),)\s*\"([a-z_]+)\"", source))
    assert used <= CODES.keys(), used - CODES.keys()
    assert len(used) > 15


def test_every_setting_is_on_the_settings_page_and_no_other() -> None:
    source = Path(settings.__file__).read_text(encoding="utf-8")
    assert set(first_cells("settings.md")) == set(re.findall(r"SCRUTINEER_[A-Z_]+", source))


def test_links_between_the_pages_lead_somewhere() -> None:
    for page in [*DOCS.glob("*.md"), ROOT / "README.md"]:
        for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name} links to {target}"
