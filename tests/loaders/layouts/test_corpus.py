"""The exam of the readers: workbooks in every layout that councils make (L1 to L17), each with all it must give.

The cases are in cases_l01.py to cases_l17.py and cases_together.py. They were written from what councils send in, not
from what the readers do. `-k l07` runs one layout's.
"""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from data.store import Store
from tests.loaders.layouts.case import Case
from tests.loaders.layouts.compared import differences
from tests.loaders.layouts.standing import misplaced
from tests.stores import load

MODULES = sorted(path.stem for path in Path(__file__).parent.glob("cases_*.py"))


def cases() -> list[tuple[str, Case]]:
    """Return every case with the name of its layout: ('l01', case)."""
    return [
        (name.removeprefix("cases_"), case)
        for name in MODULES
        for case in importlib.import_module(f"tests.loaders.layouts.{name}").CASES
    ]


ALL = [pytest.param(case, id=f"{layout}-{case.name.replace(' ', '-')}") for layout, case in cases()]


@pytest.mark.parametrize("case", ALL)
def test_a_file_gives_all_that_it_says_and_nothing_else(case: Case, store: Store, tmp_path: Path) -> None:
    outcome = load(store, case.book.write(tmp_path), area=case.asked)
    found = differences(case, outcome, store)
    if found:
        told = [f"{problem.severity} {problem.code}: {problem.message}" for problem in outcome.problems]
        pytest.fail("\n".join([f"{case.name}:", *found, "--- told:", *told]), pytrace=False)


@pytest.mark.parametrize("case", ALL)
def test_what_a_case_wants_stands_in_the_cells_it_names(case: Case) -> None:
    """The corpus itself is looked over: a slip in a case is not to be taken for a fault of the readers."""
    assert misplaced(case) == []


def test_every_layout_has_its_cases() -> None:
    counts = {layout: sum(name == layout for name, _ in cases()) for layout, _ in cases()}
    assert {f"l{number:02d}" for number in range(1, 18)} <= counts.keys()
    assert {layout: count for layout, count in counts.items() if count < 3} == {}


def test_no_two_cases_have_one_name() -> None:
    names = [(layout, case.name) for layout, case in cases()]
    assert len(names) == len(set(names))
