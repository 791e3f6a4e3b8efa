"""What may be answered to a table's questions: an answer that cannot be one is asked about again."""

from __future__ import annotations

from pathlib import Path

import pytest

from data import queries
from data.store import Store
from data.viewer import LOCAL
from tests.loaders.books import write
from tests.stores import load

SUFFOLK = "E10000029"
AREAS = [("Suffolk, quarter 3 2004/05",), ("Indicator", "Coastal", "England"), ("Re-referrals", 20, 22)]
SHARES = [("Suffolk 2004/05",), ("Indicator", "Q1", "Q2"), ("Re-referrals", 0.213, 0.205)]


def _asked(outcome) -> list[str]:
    return [question.key for question in outcome.questions]


@pytest.mark.parametrize("answer", ["nowhere", "E99999999", "E10000020/coastal", ""])
def test_an_answer_that_is_no_area_of_the_file_is_asked_about_again(store: Store, tmp_path: Path, answer: str) -> None:
    outcome = load(store, write(tmp_path / "a.xlsx", {"PIs": AREAS}), answers={"area:coastal": answer})
    assert (outcome.status, _asked(outcome)) == ("loaded", ["area:coastal"])
    assert {row.area for row in queries.figures(store, LOCAL, breakdown=None)} == {"E92000001"}


@pytest.mark.parametrize("answer", ["E10000029/coastal", SUFFOLK, "E12000006"])
def test_an_area_that_may_be_meant_is_taken(store: Store, tmp_path: Path, answer: str) -> None:
    outcome = load(store, write(tmp_path / "a.xlsx", {"PIs": AREAS}), answers={"area:coastal": answer})
    assert (outcome.status, _asked(outcome)) == ("loaded", [])
    assert {row.area for row in queries.figures(store, LOCAL, breakdown=None)} == {answer, "E92000001"}


@pytest.mark.parametrize(("answer", "values"), [("shares", {"21.3", "20.5"}), ("as_written", {"0.213", "0.205"})])
def test_shares_are_read_as_a_person_says(store: Store, tmp_path: Path, answer: str, values: set[str]) -> None:
    outcome = load(
        store, write(tmp_path / "a.xlsx", {"PIs": SHARES}), area=SUFFOLK, answers={"fractions:re_referrals": answer}
    )
    assert (outcome.status, _asked(outcome)) == ("loaded", [])
    found = queries.figures(store, LOCAL, breakdown=None)
    assert {f"{row.value.normalize():f}" for row in found if row.value is not None} == values


def test_shares_that_are_left_out_are_not_asked_about_again(store: Store, tmp_path: Path) -> None:
    rows = [*SHARES, ("CP reviews on time", 98, 99)]
    outcome = load(
        store, write(tmp_path / "a.xlsx", {"PIs": rows}), area=SUFFOLK, answers={"fractions:re_referrals": "leave_out"}
    )
    assert (outcome.status, _asked(outcome)) == ("loaded", [])
    assert {row.indicator for row in queries.figures(store, LOCAL, breakdown=None)} == {"cp_reviews_on_time"}
