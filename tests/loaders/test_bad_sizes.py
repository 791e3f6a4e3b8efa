"""Files as large as a file may be, all right and all wrong: read within their time and memory, or refused in short."""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from data import pending, queries
from data.settings import MEGABYTE
from data.viewer import LOCAL
from layouts.previews import Previews
from layouts.query import Query
from layouts.router import page_at
from layouts.wire import wire
from loaders.faults import MOST as MOST_LISTED
from loaders.load import Order, load_file
from tests.loaders.books import FIRST, a_return, figure
from tests.loaders.opening import raw
from tests.stores import load

ROWS = 200_000
# As many figures as fit beneath the head of a return in a sheet of so many rows.
MOST = ROWS - FIRST + 1
HEADS = ("Indicator", "Area", "Period", "Value")


def long_list(folder: Path, rows: int, value: Callable[[int], str]) -> Path:
    """Write a return with so many figures: a team, a month and a value each; `value` gives the cell's XML."""
    texts = ["Council", "Suffolk", "Reported on", "15 March 2005", *HEADS, "initial_contacts", "abc"]
    place = {text: number for number, text in enumerate(texts)}
    months = [f"{date(1990 + n // 12, n % 12 + 1, 1):%B %Y}" for n in range(180)]
    first = len(texts)
    texts += months + [f"Team {n}" for n in range(rows // len(months) + 1)]

    def shared(number: int) -> str:
        return f'<c t="s"><v>{number}</v></c>'

    def line(*words: str) -> str:
        return f"<row>{''.join(shared(place[word]) for word in words)}</row>"

    head = line("Council", "Suffolk") + line("Reported on", "15 March 2005") + "<row></row>" + line(*HEADS)
    body = "".join(
        f"<row>{shared(place['initial_contacts'])}{shared(first + len(months) + n // len(months))}"
        f"{shared(first + n % len(months))}{value(n)}</row>"
        for n in range(rows)
    )
    path = folder / "long.xlsx"
    path.write_bytes(raw.packed(raw.parts({"Figures": raw.sheet(head + body)}, texts=texts)))
    return path


def number(n: int) -> str:
    return f"<c><v>{n % 97}</v></c>"


def wrong(n: int) -> str:
    return '<c t="s"><v>9</v></c>'


def seconds_of_work() -> float:
    """Return how long this process and its children have worked: waiting for others on the machine does not count."""
    return sum(os.times()[:4])


@pytest.mark.slow
def test_two_hundred_thousand_rows_are_stored(tmp_path: Path, store, settings) -> None:
    path = long_list(tmp_path, MOST, number)
    begun = seconds_of_work()
    outcome = load_file(store, path, settings, Order())
    assert seconds_of_work() - begun < 30
    assert (outcome.status, outcome.figures.new) == ("loaded", MOST), outcome.problems[:3]
    # The kernel keeps a child to this (tests/loaders/opening/test_child.py), so that it was read in no more.
    assert settings.read_memory_bytes == 512 * MEGABYTE


@pytest.mark.parametrize("rows", [20_000, pytest.param(MOST, marks=pytest.mark.slow)])
def test_very_many_wrong_rows_are_listed_in_part_and_counted(tmp_path: Path, store, settings, rows: int) -> None:
    sent = long_list(tmp_path, rows, wrong).read_bytes()
    begun = seconds_of_work()
    previews = Previews(store, settings)
    found = previews.of(pending.keep(settings, sent, "long.xlsx").token)
    page = page_at(store, LOCAL, f"/upload/{found.pending.token}", Query(), previews)
    assert seconds_of_work() - begun < 30
    problems = found.preview.outcome.problems
    assert found.preview.outcome.status == "refused" and len(problems) == MOST_LISTED + 1
    assert f"{rows - MOST_LISTED:,} more problems" in problems[-1].message
    assert len(json.dumps(wire(page.content), ensure_ascii=False).encode()) < 300_000
    assert queries.figures(store, LOCAL) == []
    assert load(store, a_return(tmp_path, [figure()])).status == "loaded"


def test_one_row_more_than_a_sheet_may_have_is_refused(tmp_path: Path, store, settings) -> None:
    small = dataclasses.replace(settings, max_sheet_rows=104)
    assert load_file(store, long_list(tmp_path, 100, number), small, Order()).status == "loaded"
    outcome = load_file(store, long_list(tmp_path, 101, number), small, Order())
    (problem,) = outcome.problems
    assert (outcome.status, problem.code, problem.cell) == ("refused", "too_big", "D105")
    assert "104 rows" in problem.message


@pytest.mark.parametrize("more", [0, 1])
def test_all_problems_are_listed_up_to_the_most_and_then_counted(tmp_path: Path, store, more: int) -> None:
    rows = [figure(value="abc", area=f"Team {n}") for n in range(MOST_LISTED + more)]
    problems = load(store, a_return(tmp_path, rows)).problems
    assert len(problems) == MOST_LISTED + more
    assert [p.message for p in problems if "more problem" in p.message] == ([] if not more else [problems[-1].message])


@pytest.mark.parametrize(("letters", "status"), [(32_767, "loaded"), (32_768, "refused")])
def test_a_text_is_as_long_as_a_cell_may_be_and_no_longer(tmp_path: Path, store, letters: int, status: str) -> None:
    rows = (
        ("Council", "Suffolk"),
        ("Reported on", "15 March 2005"),
        ("Indicator", "Period", "Value", "Note"),
        ("re_referrals", "2003/04", "20", "n" * letters),
    )
    cells = ["".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in row) for row in rows]
    path = tmp_path / "note.xlsx"
    path.write_bytes(raw.packed(raw.parts({"Figures": raw.sheet("".join(f"<row>{row}</row>" for row in cells))})))
    outcome = load(store, path)
    assert outcome.status == status
    if status == "refused":
        assert [(p.code, p.cell) for p in outcome.problems] == [("cell_damaged", "D4")]
        assert queries.figures(store, LOCAL) == []
