"""What an outside examiner found once, so that it stays mended."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from data import commit, queries
from data.records import Contents, Figures, Target
from data.store import Store
from data.viewer import LOCAL, PUBLIC
from indicators.compare import compare
from indicators.scorecard import scorecard
from indicators.series import series
from tests.data.test_store import LUTON, NATIONAL, NORFOLK, SUFFOLK, YEAR, add, figure, upload
from tests.loaders.test_dfe import NATIONAL as ENGLAND_ROW
from tests.loaders.test_dfe import STANDARD, re_referrals, row, stored, write
from tests.loaders.test_dfe import SUFFOLK as SUFFOLK_ROW
from tests.stores import load

GROUP = "CLA 12 months at 31 March"


def reading(store: Store, area: str = SUFFOLK) -> tuple[Decimal | None, str]:
    """Return the value and the colour of an area's re-referrals."""
    (found,) = scorecard(store, LOCAL, area, indicators=["re_referrals"]).readings
    return found.value, found.rag


def test_no_answer_ever_shows_half_of_an_upload(store: Store) -> None:
    """A figure and its target come and go together, whoever reads meanwhile."""
    add(store, figure("20.1", period=YEAR), owner=NATIONAL, family="dfe")
    seen: set[tuple[Decimal | None, str]] = set()
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            seen.add(reading(store))

    readers = [threading.Thread(target=look) for _ in range(4)]
    for reader in readers:
        reader.start()
    target = Target("re_referrals", SUFFOLK, "standing", "<=", Decimal(20))
    for _ in range(25):
        contents = Contents(Figures.of([figure("33", period=YEAR)]), targets=[target])
        receipt = commit.add(store, upload(), contents)
        commit.undo(store, receipt.upload_id, who="ann")
    done.set()
    for reader in readers:
        reader.join()
    assert seen <= {(Decimal("20.1"), "not_rated"), (Decimal(33), "red")}


@pytest.mark.parametrize("values", [("17.3", "20.5"), ("20.5", "17.3")])
def test_two_rows_of_one_version_that_disagree_are_refused(store: Store, tmp_path: Path, values: Sequence[str]) -> None:
    rows = [row("202425", ENGLAND_ROW, GROUP, "Final", value) for value in values]
    outcome = load(store, write(tmp_path / "ks4.csv", ["social_care_group", "version", "avg_att8"], rows))
    assert (outcome.status, outcome.problems[0].code) == ("refused", "duplicate_disagrees")


def test_a_term_or_a_quarter_is_never_taken_for_the_year(store: Store, tmp_path: Path) -> None:
    columns = ["social_care_group", "phase_type_grouping", "pt_overall"]
    rows = [row("202425", ENGLAND_ROW, GROUP, "Total", value) for value in ("5", "9")]
    rows[0][1] = "Autumn term"
    assert load(store, write(tmp_path / "absence.csv", columns, rows)).status == "loaded"
    assert [o.value for o in stored(store, "lac_absence", "E92000001").values()] == [9]
    only_terms = load(store, write(tmp_path / "terms.csv", columns, rows[:1]))
    assert only_terms.status == "refused"
    calendar = row("2025", ENGLAND_ROW, "x", "1", "1", "1")
    calendar[1] = "Calendar year"
    assert load(store, re_referrals(tmp_path / "c1.csv", [calendar])).status == "refused"


def test_what_one_council_says_of_another_is_never_that_ones_own(store: Store) -> None:
    add(store, figure("17.9", area=NORFOLK, period=YEAR), owner=NATIONAL, family="dfe")
    target = Target("re_referrals", NORFOLK, "standing", "<=", Decimal(1))
    claim = Contents(Figures.of([figure("88", area=NORFOLK, period=YEAR), figure("50", period=YEAR)]), targets=[target])
    commit.add(store, upload(owner=LUTON), claim)
    assert reading(store, NORFOLK) == (Decimal("17.9"), "not_rated")
    add(store, figure("22", area=NORFOLK, period=YEAR), owner=NORFOLK)
    for areas in ([NORFOLK, LUTON], [LUTON, NORFOLK], [SUFFOLK, NORFOLK]):
        points = {s.area.id: s.points for s in series(store, LOCAL, "re_referrals", areas).series}
        assert [p.value for p in points[NORFOLK]] == [22]
    rows = {c.area.id: c.value for c in compare(store, LOCAL, "re_referrals").rows}
    assert rows[NORFOLK] == Decimal("17.9"), "a comparison takes DfE's figure"


def test_of_two_councils_claims_about_england_the_latest_known_counts(store: Store) -> None:
    add(store, figure("21", area="E92000001", period=YEAR), owner=LUTON, known_on=date(2025, 7, 1))
    add(store, figure("22.5", area="E92000001", period=YEAR), owner=NORFOLK, known_on=date(2025, 8, 1))
    assert reading(store, "E92000001")[0] == Decimal("22.5")


def test_an_unpublished_correction_does_not_hide_what_was_published(store: Store) -> None:
    add(store, figure("22", period=YEAR), published="Paper 1", known_on=date(2025, 7, 1))
    add(store, figure("23", period=YEAR), known_on=date(2025, 8, 1))
    assert [r.value for r in queries.figures(store, PUBLIC, areas=[SUFFOLK])] == [22]
    assert [r.value for r in queries.figures(store, LOCAL, areas=[SUFFOLK])] == [23]


DAMAGED = {
    "bent.csv": b"\xff\xfea",
    "long.csv": b'"' + b"x" * 200_000 + b'",b\n1,2\n',
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file_leaves_the_others_loaded(store: Store, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(DAMAGED[name])
    assert load(store, tmp_path / name).status == "refused"
    assert (
        load(store, re_referrals(tmp_path / "c1.csv", [row("2025", SUFFOLK_ROW, "x", "1", "1", "1")])).status
        == "loaded"
    )


def test_a_workbook_with_a_hole_in_it_is_damaged(store: Store, tmp_path: Path) -> None:
    whole = (Path(__file__).parents[2] / "data" / "sample" / "suffolk_2005.xlsx").read_bytes()
    for start in range(200, len(whole) - 400, 1500):
        (tmp_path / "hole.xlsx").write_bytes(whole[:start] + b"\0" * 100 + whole[start + 100 :])
        outcome = load(store, tmp_path / "hole.xlsx", dry_run=True)
        assert outcome.status in ("refused", "preview")


def test_lines_ended_by_a_carriage_return_alone_are_lines(store: Store, tmp_path: Path) -> None:
    path = re_referrals(tmp_path / "c1.csv", [row("2025", SUFFOLK_ROW, "x", "9001", "1809", "20.1")])
    path.write_bytes(path.read_bytes().replace(b"\r\n", b"\r"))
    assert load(store, path).status == "loaded"


def test_the_line_is_the_files_own_below_blank_lines_and_cells_of_several(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "c1.csv"
    said = [row("2024", SUFFOLK_ROW, "two\nlines", "1", "1", "1"), row("2025", SUFFOLK_ROW, "x", "1", "1", "2")]
    re_referrals(path, said)
    path.write_bytes(b"\r\n\r\n" + path.read_bytes().replace(b"2025,", b"\r\n2025,"))
    assert load(store, path).status == "loaded"
    cells = {ends.year: o.cell for ends, o in stored(store, "re_referrals").items()}
    assert cells == {2024: "N4", 2025: "N7"}
    assert len(STANDARD) == 10


def test_a_blank_cell_is_no_observation(store: Store, tmp_path: Path) -> None:
    rows = [row("2025", SUFFOLK_ROW, "x", "9001", "1809", ""), row("2024", SUFFOLK_ROW, "x", "9000", "1800", "20")]
    load(store, re_referrals(tmp_path / "c1.csv", rows))
    assert [ends.year for ends in stored(store, "re_referrals")] == [2024]


def test_another_country_is_not_england(store: Store, tmp_path: Path) -> None:
    wales = ["National", "W92000004", "Wales", "", "", "", "", ""]
    outcome = load(store, re_referrals(tmp_path / "c1.csv", [row("2025", wales, "x", "1", "1", "1")]))
    assert (outcome.status, outcome.problems[0].code) == ("refused", "area_unknown")


def test_figures_cannot_have_been_reported_in_years_to_come(store: Store, tmp_path: Path) -> None:
    path = re_referrals(tmp_path / "c1.csv", [row("2025", SUFFOLK_ROW, "x", "1", "1", "1")])
    late = date.today() + timedelta(days=800)
    assert load(store, path, known_on=late).problems[0].code == "date_unreadable"


def test_an_older_file_says_something_again_once_a_newer_one_changed_it(store: Store, tmp_path: Path) -> None:
    def file(value: str) -> Path:
        return re_referrals(tmp_path / f"{value}.csv", [row("2025", SUFFOLK_ROW, "x", "9001", "1809", value)])

    assert [load(store, file(v)).status for v in ("20", "20", "21", "20", "20")] == [
        "loaded",
        "unchanged",
        "loaded",
        "loaded",
        "unchanged",
    ]
    assert stored(store, "re_referrals")[date(2025, 3, 31)].value == 20


def test_only_a_suppressed_figure_is_said_to_be_suppressed(store: Store) -> None:
    for mark, reason in (("c", "suppressed"), ("z", "no_data"), ("low", "no_data"), ("x", "no_data")):
        add(store, figure(None, period=YEAR, mark=mark), known_on=date(2026, 3, 1))
        (found,) = scorecard(store, LOCAL, SUFFOLK).readings
        assert (found.mark, found.reason) == (mark, reason)
