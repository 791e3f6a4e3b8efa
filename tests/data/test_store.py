"""The store: all or nothing, append-only, as known on any day, and seen only by those who may."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from data import areas, commit, ledger, queries
from data.errors import UnknownUpload
from data.periods import Period
from data.records import OUTTURNS, Comment, Contents, Figure, Figures, Target, Upload
from data.store import QueryTooLong, Store, StoreDamaged, StoreInUse
from data.viewer import LOCAL, NATIONAL, PUBLIC, Viewer
from indicators.definitions import catalogue
from indicators.rules.direction import JUDGED
from indicators.scorecard import scorecard

SUFFOLK, LUTON, NORFOLK, ENGLAND = "E10000029", "E06000032", "E10000020", "E92000001"
Q3 = Period("quarter", date(2025, 10, 1), date(2025, 12, 31))
YEAR = Period("financial_year", date(2024, 4, 1), date(2025, 3, 31))


def figure(value: str | None, *, area: str = SUFFOLK, period: Period = Q3, **more: object) -> Figure:
    """Return one re-referral figure."""
    number = None if value is None else Decimal(value)
    return Figure("re_referrals", area, period, number, cell=("F", 7), sheet="Figures", **more)  # type: ignore[arg-type]


def upload(
    *, owner: str = SUFFOLK, family: str = "council", known_on: date = date(2026, 1, 20), **more: object
) -> Upload:
    """Return an upload's heading."""
    return Upload(family, owner, known_on, "council_return", "q3.xlsx", "0" * 64, 10, "ann", **more)  # type: ignore[arg-type]


def add(store: Store, *figures: Figure, **heading: object) -> str:
    """Store some figures and return the upload's id."""
    return commit.add(store, upload(**heading), Contents(Figures.of(figures))).upload_id  # type: ignore[arg-type]


def values(store: Store, viewer: Viewer = LOCAL, **which: object) -> list[Decimal | None]:
    """Return the values that count, in order of period."""
    rows = queries.figures(store, viewer, indicators=["re_referrals"], **which)  # type: ignore[arg-type]
    return [row.value for row in sorted(rows, key=lambda row: row.period.ends)]


def everything(store: Store) -> list[object]:
    """Return all that can be read of the derived tables, for comparing two states."""
    with store.reading() as cursor:
        return [cursor.execute(f"SELECT * FROM {table} ORDER BY ALL").fetchall() for table in ("current", "standing")]


def test_a_figure_comes_back_exactly_with_its_cell(store: Store) -> None:
    upload_id = add(store, figure("77.4", numerator=Decimal(456), denominator=Decimal(589), note="new team"))
    (row,) = queries.figures(store, LOCAL, areas=[SUFFOLK])
    assert (row.value, row.numerator, row.denominator) == (Decimal("77.4"), 456, 589)
    assert (row.sheet, row.cell, row.note, row.period) == ("Figures", "F7", "new team", Q3)
    assert ledger.by_id(store)[row.upload].id == upload_id


def test_upload_ids_are_version_7_and_sort_as_they_were_made() -> None:
    ids = []
    for _ in range(20):
        ids.append(commit.new_upload_id())
        time.sleep(0.002)
    assert ids == sorted(ids)
    assert {text[14] for text in ids} == {"7"} and {text[19] for text in ids} <= set("89ab")


def test_the_latest_known_figure_counts_and_the_earlier_one_stays(store: Store) -> None:
    add(store, figure("21"), known_on=date(2026, 1, 20))
    add(store, figure("22"), known_on=date(2026, 2, 1))
    add(store, figure("20"), known_on=date(2026, 1, 25))  # told later, known earlier
    assert values(store) == [22]
    assert values(store, as_at=date(2026, 1, 31)) == [20]
    assert values(store, as_at=date(2026, 1, 24)) == [21]
    assert values(store, as_at=date(2026, 1, 19)) == []


def test_counts_say_new_changed_and_unchanged(store: Store) -> None:
    contents = Contents(Figures.of([figure("21"), figure("19", period=YEAR)]))
    assert commit.add(store, upload(), contents).figures.as_dict() == {"new": 2, "changed": 0, "unchanged": 0}
    again = Contents(Figures.of([figure("21"), figure("18", period=YEAR), figure("9", area=NORFOLK)]))
    tried = commit.attempt(store, upload(), again, lambda: None).differences
    assert tried.figures.as_dict() == {"new": 1, "changed": 1, "unchanged": 1}
    assert commit.add(store, upload(), again).figures.as_dict() == {"new": 1, "changed": 1, "unchanged": 1}


def test_a_dry_run_stores_nothing(store: Store) -> None:
    before = everything(store)
    commit.attempt(store, upload(), Contents(Figures.of([figure("21")])), lambda: None)
    assert everything(store) == before and ledger.by_id(store) == {}
    add(store, figure("21"))
    assert values(store) == [21]


def test_undo_restores_every_earlier_reading(store: Store) -> None:
    add(store, figure("21"), figure("19", period=YEAR))
    add(
        store,
        *(figure(str(n), area=area) for n, area in enumerate((SUFFOLK, LUTON, NORFOLK), 10)),
        owner=NATIONAL,
        family="dfe",
    )
    before = everything(store)
    second = add(store, figure("25"), figure(None, period=YEAR, mark="c"), figure("3", area=NORFOLK))
    third = add(store, figure("90", area=LUTON), owner=NATIONAL, family="dfe")
    assert everything(store) != before
    assert commit.undo(store, second, who="ann", reason="wrong quarter")
    assert commit.undo(store, third, who="ann")
    assert not commit.undo(store, third, who="bob"), "twice changes nothing"
    assert everything(store) == before
    undone = [row for row in ledger.history(store, LOCAL) if row.undone_at]
    assert {(row.id, row.undone_because) for row in undone} == {(second, "wrong quarter"), (third, "")}


def test_undoing_one_upload_never_loses_what_another_said(store: Store) -> None:
    first = add(store, figure("21"))
    add(store, figure("21"), known_on=date(2026, 1, 21))
    commit.undo(store, first, who="ann")
    assert values(store) == [21]


def test_undo_of_an_unknown_upload_says_so(store: Store) -> None:
    with pytest.raises(UnknownUpload, match="No upload has the id"):
        commit.undo(store, "nonsense", who="ann")


def test_any_error_leaves_nothing_behind_and_the_store_goes_on(store: Store) -> None:
    before = everything(store)
    too_large = figure("1", numerator=Decimal(1))
    bad = Comment("re_referrals", "E99999999", None, "manager", "words")  # no such area
    with pytest.raises(Exception, match="E99999999"):
        commit.add(store, upload(), Contents(Figures.of([too_large]), comments=[bad]))
    assert everything(store) == before and ledger.by_id(store) == {}
    add(store, figure("5"))
    assert values(store) == [5]


def test_own_reading_takes_council_then_dfe_then_lait(store: Store) -> None:
    for number, family in enumerate(("lait", "dfe"), start=1):
        add(store, figure(str(number), period=YEAR), owner=NATIONAL, family=family)
        (reading,) = scorecard(store, LOCAL, SUFFOLK).readings
        assert reading.value == number
    add(store, figure("3", period=YEAR))
    (reading,) = scorecard(store, LOCAL, SUFFOLK).readings
    assert reading.value == 3
    assert [(other.value, other.disagrees) for other in reading.others] == [(2, True), (1, True)]
    assert reading.rank_of == 1, "ranks take the national figure"


def test_a_missing_never_displaces_another_familys_value(store: Store) -> None:
    add(store, figure("2", period=YEAR), owner=NATIONAL, family="lait")
    add(store, figure(None, period=YEAR, mark="missing"), owner=NATIONAL, family="dfe")
    add(store, figure(None, period=YEAR, mark="missing"))
    (reading,) = scorecard(store, LOCAL, SUFFOLK).readings
    assert reading.value == 2
    add(store, figure(None, period=YEAR, mark="c"), owner=NATIONAL, family="dfe", known_on=date(2026, 3, 1))
    (reading,) = scorecard(store, LOCAL, SUFFOLK).readings
    assert (reading.value, reading.mark, reading.reason) == (None, "c", "suppressed")


def test_another_councils_unpublished_figures_are_invisible(store: Store) -> None:
    add(store, figure("20"))
    add(store, figure("30", area=LUTON), owner=LUTON)
    add(store, figure("22", period=YEAR, area=ENGLAND), owner=NATIONAL, family="dfe")
    suffolk = Viewer("officer", frozenset({SUFFOLK}))
    assert sorted(values(store)) == [20, 22, 30]
    assert sorted(values(store, suffolk)) == [20, 22]
    assert values(store, PUBLIC) == [22]
    (mine,) = [r for r in scorecard(store, suffolk, SUFFOLK).readings if r.indicator.slug == "re_referrals"]
    assert mine.rank is None and mine.rank_of == 0
    (all_mine,) = [r for r in scorecard(store, LOCAL, SUFFOLK).readings if r.indicator.slug == "re_referrals"]
    assert (all_mine.rank, all_mine.rank_of) == (1, 2)
    assert [r.indicator.slug for r in scorecard(store, suffolk, LUTON).readings] == []
    assert [row.owner for row in ledger.history(store, suffolk)] == [NATIONAL, SUFFOLK]


def test_a_mark_of_a_better_source_hides_anothers_number_in_ranks_but_a_missing_does_not(store: Store) -> None:
    add(store, *(figure(v, area=a, period=YEAR) for v, a in (("5", SUFFOLK), ("6", LUTON), ("7", NORFOLK))),
        owner=NATIONAL, family="lait")  # fmt: skip
    add(store, figure(None, area=SUFFOLK, period=YEAR, mark="c"), figure(None, area=LUTON, period=YEAR, mark="missing"),
        figure(None, area=NORFOLK, period=YEAR, mark="low"), owner=NATIONAL, family="dfe")  # fmt: skip
    standing = {a: queries.standing_of(store, a)[0] for a in (SUFFOLK, LUTON, NORFOLK)}
    assert {a: (row.rank, row.rank_of) for a, row in standing.items()} == {
        SUFFOLK: (None, 2),
        LUTON: (2, 2),
        NORFOLK: (1, 2),
    }


def test_what_a_public_paper_printed_is_public(store: Store) -> None:
    add(store, figure("20"), published="Paper E05/23")
    add(store, figure("30", period=YEAR))
    assert values(store, PUBLIC) == [20]


def test_of_a_target_what_was_said_last_counts(store: Store) -> None:
    def set_target(value: str, known_on: date) -> str:
        target = Target("re_referrals", SUFFOLK, "standing", "<=", Decimal(value))
        return commit.add(store, upload(known_on=known_on), Contents(Figures.of([]), targets=[target])).upload_id

    set_target("20", date(2026, 1, 1))
    last = set_target("18", date(2026, 2, 1))
    assert [t.value for t in queries.targets(store, LOCAL, areas=[SUFFOLK])] == [18]
    assert [t.value for t in queries.targets(store, LOCAL, areas=[SUFFOLK], as_at=date(2026, 1, 15))] == [20]
    commit.undo(store, last, who="ann")
    assert [t.value for t in queries.targets(store, LOCAL, areas=[SUFFOLK])] == [20]


def test_it_opens_again_as_it_was(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.duckdb")
    store.set_catalogue({slug: i.polarity for slug, i in catalogue().items()})
    add(store, figure("20"))
    before = everything(store)
    store.close()
    again = Store(tmp_path / "s.duckdb")
    assert (everything(again), again.created) == (before, False)
    again.close()


def test_a_second_process_is_told_that_the_store_is_in_use(store: Store) -> None:
    code = f"""
        from pathlib import Path
        from data.store import Store, StoreInUse
        try:
            Store(Path({str(store.path)!r}))
        except StoreInUse as error:
            print(error)
    """
    run = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=True)
    assert "Another program has the store" in run.stdout
    assert StoreInUse.__doc__


def test_a_damaged_store_is_named_not_a_traceback(tmp_path: Path) -> None:
    path = tmp_path / "broken.duckdb"
    path.write_bytes(b"not a store" * 1000)
    with pytest.raises(StoreDamaged, match=r"broken\.duckdb"):
        Store(path)


def test_a_store_made_by_a_newer_version_is_refused(tmp_path: Path) -> None:
    Store(tmp_path / "s.duckdb").close()
    with duckdb.connect(str(tmp_path / "s.duckdb")) as connection:
        connection.execute("INSERT INTO schema_version VALUES (9999, now()::TIMESTAMP)")
    with pytest.raises(StoreDamaged, match="newer"):
        Store(tmp_path / "s.duckdb")


@pytest.mark.parametrize(
    "attack",
    [
        "SELECT * FROM read_csv('/etc/hostname')",
        "COPY (SELECT 1) TO 'out.csv'",
        "ATTACH 'other.db'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
    ],
)
def test_duckdb_is_locked_down(store: Store, attack: str) -> None:
    with store.reading() as cursor, pytest.raises(duckdb.Error):
        cursor.execute(attack)


def test_a_runaway_query_is_stopped(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.duckdb", query_seconds=0.2)
    with pytest.raises(QueryTooLong), store.reading() as cursor:
        cursor.execute("SELECT count(*) FROM range(100000) a, range(100000) b WHERE a.range * b.range % 7 = 3")
    add(store, figure("20"))
    assert values(store) == [20]
    store.close()


@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9 on Windows")
def test_what_was_acknowledged_survives_kill_9(tmp_path: Path) -> None:
    code = f"""
        import sys
        sys.path.insert(0, {str(Path(__file__).resolve().parents[2])!r})
        from pathlib import Path
        from data.store import Store
        from tests.data.test_store import add, figure
        store = Store(Path({str(tmp_path / "s.duckdb")!r}))
        for number in range(10_000):
            print(add(store, figure(str(number))), flush=True)
    """
    process = subprocess.Popen([sys.executable, "-c", textwrap.dedent(code)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    acknowledged = [process.stdout.readline().strip() for _ in range(5)]
    process.send_signal(signal.SIGKILL)
    acknowledged += [line.strip() for line in process.stdout if line.endswith("\n")]
    process.wait()
    store = Store(tmp_path / "s.duckdb")
    stored = {row.id for row in ledger.by_id(store).values()}
    assert set(acknowledged) <= stored
    assert values(store) == [len(stored) - 1], "whole uploads only, and the last one counts"
    store.close()


def test_a_snapshot_sees_one_state_whatever_lands_meanwhile(store: Store) -> None:
    add(store, figure("20"))
    with store.snapshot():
        assert values(store) == [20]
        second = threading.Thread(target=lambda: add(store, figure("25")))
        second.start()
        second.join()
        assert values(store) == [20]
        (reading,) = scorecard(store, LOCAL, SUFFOLK).readings
        assert reading.value == 20
    assert values(store) == [25]
    (reading,) = scorecard(store, LOCAL, SUFFOLK).readings
    assert reading.value == 25


def test_a_changed_definition_ranks_anew_when_the_store_is_opened(store: Store) -> None:
    add(store, *(figure(str(n), area=a, period=YEAR) for n, a in enumerate((SUFFOLK, LUTON))),
        owner=NATIONAL, family="dfe")  # fmt: skip
    polarities = {slug: indicator.polarity for slug, indicator in catalogue().items()}
    ranks = []
    for polarity in ("low", "high", "neutral", "low"):
        store.set_catalogue({**polarities, "re_referrals": polarity})
        ranks.append([row.rank for row in queries.standing_of(store, SUFFOLK)])
    assert ranks == [[1], [2], [None], [1]]


def test_a_forecast_told_later_never_hides_the_outturn(store: Store) -> None:
    add(store, figure("66", period=YEAR, status="forecast"), known_on=date(2025, 1, 1))
    add(store, figure("65.9", period=YEAR), known_on=date(2025, 6, 1))
    later = add(store, figure("67", period=YEAR, status="forecast"), known_on=date(2025, 7, 1))
    rows = {row.status: row.value for row in queries.figures(store, LOCAL)}
    assert rows == {"actual": Decimal("65.9"), "forecast": 67}
    (reading,) = scorecard(store, LOCAL, SUFFOLK).readings
    assert reading.value == Decimal("65.9")
    commit.undo(store, later, who="ann")
    assert {row.status: row.value for row in queries.figures(store, LOCAL)} == {
        "actual": Decimal("65.9"),
        "forecast": 66,
    }


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StoreDamaged, match="cannot be made"):
        Store(tmp_path / "file" / "s.duckdb")


def test_a_neighbours_mean_has_no_noise_of_binary_floats(store: Store) -> None:
    near = areas.neighbours(SUFFOLK)[:3]
    values = ("18.9", "19.1", "18.97")
    add(
        store,
        *(figure(v, area=a, period=YEAR) for v, a in zip(values, near, strict=True)),
        owner=NATIONAL,
        family="dfe",
    )
    (row,) = queries.standing_of(store, SUFFOLK)
    assert (row.neighbour_mean, row.neighbour_count) == (18.99, 3)


def test_the_rules_and_the_store_mean_the_same_by_an_outturn() -> None:
    assert set(OUTTURNS) == JUDGED
