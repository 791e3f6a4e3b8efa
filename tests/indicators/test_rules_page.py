"""docs/rules.md prints every table of worked examples, just as the tests run it."""

from __future__ import annotations

from tests.indicators import rules_page
from tests.indicators.worked import rows


def page() -> str:
    return rules_page.PAGE.read_text(encoding="utf-8")


def test_the_page_prints_the_tables_as_the_tests_have_them() -> None:
    assert page() == rules_page.filled(page()), "write it anew: python -m tests.indicators.rules_page"


def test_the_page_prints_every_table_once() -> None:
    assert sorted(rules_page.printed_on(page())) == sorted(rules_page.tables())


def test_the_page_says_how_to_write_it_anew() -> None:
    assert "python -m tests.indicators.rules_page" in page()


def test_every_table_has_a_heading_and_examples() -> None:
    for place, table in rules_page.tables().items():
        assert len(rows(table)) >= 3, place


def test_a_table_that_changes_changes_the_page() -> None:
    changed = page().replace("| 85 | at least 85 | 10% | green |", "| 85 | at least 85 | 10% | amber |")
    assert changed != page()
    assert rules_page.filled(changed) == page()
