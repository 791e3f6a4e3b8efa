"""What an upload would change: the same answer before it is stored and after, and no trace of having asked."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from data import commit, differences, ledger, queries
from data.differences import Differences, Said
from data.periods import Period
from data.records import Comment, Contents, Figure, Figures, Notice, Target
from data.store import Store
from data.viewer import LOCAL, NATIONAL
from indicators.scorecard import scorecard
from tests.data.test_store import ENGLAND, LUTON, NORFOLK, Q3, SUFFOLK, YEAR, add, figure, upload, values

WEST = f"{SUFFOLK}/west"


def tried(store: Store, *figures: Figure, targets: tuple[Target, ...] = (), **heading: object) -> Differences:
    """Return what an upload of these figures would change."""
    contents = Contents(Figures.of(figures), targets)
    return commit.attempt(store, upload(**heading), contents, lambda: None).differences  # type: ignore[arg-type]


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table."""
    with store.reading() as cursor:
        tables = [row[0] for row in cursor.execute("SHOW TABLES").fetchall()]
        return {table: cursor.execute(f"SELECT * FROM {table} ORDER BY ALL").fetchall() for table in tables}


def target(value: str = "15", **more: object) -> Target:
    """Return a target of under so many per cent re-referrals."""
    said = {"kind": "standing", "operator": "<"} | more
    return Target("re_referrals", SUFFOLK, value=Decimal(value), **said)  # type: ignore[arg-type]


def test_new_changed_and_unchanged_figures_are_told_apart(store: Store) -> None:
    old = add(store, figure("21"), figure("19", period=YEAR), known_on=date(2026, 1, 20))
    found = tried(store, figure("22"), figure("19", period=YEAR), figure("9", area=WEST), known_on=date(2026, 1, 21))
    assert found.figures.as_dict() == {"new": 1, "changed": 1, "unchanged": 1}
    (new,), (changed,) = found.new, found.changed
    assert (new.area, new.period, new.new, new.old) == (WEST, Q3, Said(Decimal(9), "", "actual", None, None), None)
    assert (changed.indicator, changed.area, changed.sheet, changed.cell) == ("re_referrals", SUFFOLK, "Figures", "F7")
    assert changed.new is not None and changed.old is not None
    assert (changed.new.value, changed.old.value) == (22, 21)
    assert (changed.old_upload, changed.old_file, changed.old_known_on) == (old, "q3.xlsx", date(2026, 1, 20))


@pytest.mark.parametrize(
    "more",
    [
        {"mark": "c", "value": None},
        {"status": "provisional"},
        {"numerator": Decimal(1)},
        {"denominator": Decimal(9)},
    ],
)
def test_a_mark_a_status_or_a_part_is_a_change(store: Store, more: dict[str, object]) -> None:
    add(store, figure("21"))
    (changed,) = tried(store, figure(**({"value": "21"} | more))).changed  # type: ignore[arg-type]
    assert changed.new != changed.old


def test_a_note_or_another_cell_is_no_change(store: Store) -> None:
    add(store, figure("21"))
    moved = Figure("re_referrals", SUFFOLK, Q3, Decimal(21), note="checked", label="Qtr 3", sheet="B", cell=("C", 3))
    assert tried(store, moved).figures.as_dict() == {"new": 0, "changed": 0, "unchanged": 1}


def test_a_forecast_is_beside_the_outturn(store: Store) -> None:
    add(store, figure("21"))
    assert tried(store, figure("25", status="forecast")).figures.new == 1


def test_it_is_said_when_a_later_figure_stays_in_force(store: Store) -> None:
    add(store, figure("21"), known_on=date(2026, 1, 20))
    assert [one.counts for one in tried(store, figure("22"), known_on=date(2026, 1, 19)).changed] == [False]
    assert [one.counts for one in tried(store, figure("22"), known_on=date(2026, 1, 20)).changed] == [True]


def test_another_owners_and_another_sources_figures_are_not_held_against_it(store: Store) -> None:
    add(store, figure("21"), owner=NATIONAL, family="dfe")
    add(store, figure("22"), owner=NORFOLK)
    assert tried(store, figure("23")).figures.new == 1


def test_targets_are_told_apart_too(store: Store) -> None:
    kept = (target("15"), target("12", kind="by", ends=date(2027, 3, 31)))
    first = commit.add(store, upload(), Contents(Figures.of([]), kept)).upload_id
    now = (target("14", note="agreed"), kept[1], target("90", kind="by", ends=date(2028, 3, 31), operator=">="))
    found = tried(store, targets=now)
    assert found.targets.as_dict() == {"new": 1, "changed": 1, "unchanged": 1}
    (new,), (changed,) = found.new_targets, found.changed_targets
    assert (new.new, new.old, new.old_upload) == (now[2], None, None)
    assert changed.new == now[0] and changed.old == kept[0] and changed.old_upload == first


def test_a_target_is_held_against_what_was_last_said_of_that_very_one(store: Store) -> None:
    government, west = target("11", set_by="government"), dataclasses.replace(target("12"), area=WEST)
    said = [(target("13"), government), (target("14.25"), west), (target("15"),)]
    ids = []
    for day, targets in zip((21, 23, 22), said, strict=True):
        heading = upload(known_on=date(2026, 1, day))
        ids.append(commit.add(store, heading, Contents(Figures.of([]), targets)).upload_id)
    commit.add(store, upload(owner=NORFOLK), Contents(Figures.of([]), [target("16")]))
    (changed,) = tried(store, targets=(target("17"), government, west)).changed_targets
    assert changed.old == target("14.25") and changed.old_upload == ids[1]
    commit.undo(store, ids[1], who="ann")
    found = tried(store, targets=(target("17"), government, west))
    assert found.changed_targets[0].old == target("15")
    assert [one.new for one in found.new_targets] == [west]


def test_what_the_last_upload_held_and_this_one_does_not_has_disappeared(store: Store) -> None:
    form = {"fingerprint": "f"}
    add(store, figure("1", area=WEST), **form, known_on=date(2025, 10, 1))
    last = add(
        store, figure("21"), figure("9", area=LUTON), figure("19", period=YEAR), **form, known_on=date(2026, 1, 1)
    )
    add(store, figure("5", area=NORFOLK), fingerprint="another form")
    found = tried(store, figure("21"), **form)
    (gone,) = found.disappeared
    assert found.disappeared_total == 1, "the year is not covered by this file, and West is of an older upload"
    assert (gone.area, gone.new, gone.old_upload) == (LUTON, None, last)
    assert gone.old is not None and gone.old.value == 9
    add(store, figure("21"), **form)
    assert len(values(store)) == 5, "nothing is withdrawn by its absence"


def test_nothing_has_disappeared_that_was_taken_back_was_not_there_or_is_known_later(store: Store) -> None:
    add(store, figure("20", area=LUTON), figure(None, area=WEST, mark="missing"), known_on=date(2026, 1, 1))
    taken_back = add(store, figure("9", area=NORFOLK), known_on=date(2026, 1, 2))
    commit.undo(store, taken_back, who="ann")
    add(store, figure("8", area=NORFOLK), known_on=date(2026, 2, 1))
    assert tried(store, figure("20", area=LUTON), known_on=date(2026, 1, 20)).disappeared == []


def test_lists_are_cut_short_and_counts_are_not(store: Store) -> None:
    days = [date(2000, 1, 1) + timedelta(days=day) for day in range(differences.MOST_ROWS + 5)]
    periods = [Period("snapshot", day, day) for day in days]
    many = [figure(str(n % 50), period=period) for n, period in enumerate(periods)]
    found = tried(store, *many)
    assert found.figures.new == len(many) and len(found.new) == differences.MOST_ROWS
    assert [one.period for one in found.new] == periods[: differences.MOST_ROWS]
    add(store, *many)
    again = [figure("60", period=period) for period in periods]
    found = tried(store, *again)
    assert found.figures.changed == len(many) and len(found.changed) == differences.MOST_ROWS
    others = [figure("1", area=WEST, period=period) for period in periods]
    found = tried(store, *others)
    assert found.disappeared_total == len(many) and len(found.disappeared) == differences.MOST_ROWS


def whole_upload() -> Contents:
    """Return an upload that touches every table."""
    return Contents(
        Figures.of([figure("21"), figure("12", area=WEST, label="Quarter three", note="new words"), figure("9")]),
        [target("15", label="agreed in May")],
        [Comment("re_referrals", SUFFOLK, Q3, "J Coles", "Down again.")],
    )


def looks(store: Store) -> list[Callable[[], object]]:
    """Return questions whose answers an upload changes."""
    return [
        lambda: scorecard(store, LOCAL, SUFFOLK).readings,
        lambda: [row._replace(upload=0) for row in queries.figures(store, LOCAL)],
        lambda: queries.standing_of(store, SUFFOLK),
        lambda: queries.latest_national(store),
        lambda: len(ledger.by_id(store)),
        lambda: [one.value for one in queries.targets(store, LOCAL, areas=[SUFFOLK])],
        lambda: queries.areas_with_targets(store),
    ]


@pytest.mark.parametrize(("owner", "family"), [(SUFFOLK, "council"), (NATIONAL, "dfe")])
def test_an_attempt_leaves_no_trace(store: Store, owner: str, family: str) -> None:
    add(store, figure("30"), figure("25", area=ENGLAND), owner=owner, family=family)
    asked = [look() for look in looks(store)]
    tables, version, answers = everything(store), store.version, dict(store.answers)
    words = {name: getattr(store.keys, name).items() for name in ("indicators", "areas", "periods", "texts")}
    notices = [Notice("warning", "jump", "Figures", "F7", "21", "It jumps.", "Check it.")]
    heading = upload(owner=owner, family=family, fingerprint="f", answers={"q": "a"}, notices=notices)
    for _ in range(2):
        commit.attempt(store, heading, whole_upload(), lambda: [look() for look in looks(store)])
        assert everything(store) == tables and store.version == version and store.answers == answers
        assert {name: getattr(store.keys, name).items() for name in words} == words
        assert [look() for look in looks(store)] == asked


def without_uploads(answer: object) -> str:
    """Return an answer in a form that says nothing of the upload's own id and moment."""
    if isinstance(answer, tuple):
        return repr([(reading.indicator.slug, reading.sentence, reading.rag, reading.rank) for reading in answer])
    return repr(answer)


@pytest.mark.parametrize(("owner", "family"), [(SUFFOLK, "council"), (NATIONAL, "dfe")])
def test_an_attempt_promises_what_happens(store: Store, owner: str, family: str) -> None:
    add(store, figure("30"), figure("25", area=ENGLAND), owner=owner, family=family)
    heading = upload(owner=owner, family=family, known_on=date(2026, 2, 1))
    attempt = commit.attempt(store, heading, whole_upload(), lambda: [look() for look in looks(store)])
    before = [look() for look in looks(store)]
    assert attempt.before == before
    receipt = commit.add(store, heading, whole_upload())
    assert (receipt.figures, receipt.targets) == (attempt.differences.figures, attempt.differences.targets)
    after = [look() for look in looks(store)]
    assert [*map(without_uploads, attempt.after)] == [*map(without_uploads, after)]
    assert before[0] != after[0] and before[1] != after[1], "the upload does change something"


def test_others_see_nothing_of_an_attempt(store: Store) -> None:
    add(store, figure("30"))
    seen: list[object] = []

    def look() -> None:
        seen.append((values(store), store.keys.areas.known(WEST), store.version, len(ledger.by_id(store))))

    def ask() -> object:
        other = threading.Thread(target=look)
        other.start()
        other.join()
        return values(store)

    attempt = commit.attempt(store, upload(), whole_upload(), ask)
    assert seen == [([30], None, store.version, 1)] * 2
    assert attempt.before == [30] and sorted(attempt.after) == [9, 12]  # type: ignore[type-var]


def test_a_failed_attempt_leaves_the_store_as_it_was(store: Store) -> None:
    add(store, figure("30"))
    before = everything(store)

    def fail() -> object:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        commit.attempt(store, upload(), whole_upload(), fail)
    assert everything(store) == before and values(store) == [30]
    add(store, figure("31", area=WEST))
    assert sorted(values(store)) == [30, 31]  # type: ignore[type-var]


def test_an_attempt_inside_a_snapshot_puts_it_back(store: Store) -> None:
    add(store, figure("30"))
    with store.snapshot():
        commit.attempt(store, upload(), whole_upload(), lambda: values(store))
        assert values(store) == [30] and store.version_seen == store.version


def test_warnings_are_kept_with_the_upload(store: Store) -> None:
    said = [
        Notice("warning", "jump", "Figures", "F7", "21", "It jumps.", "Check it."),
        Notice("warning", "not_read", "Notes", "", "", "Not read.", "Nothing to do."),
    ]
    first = commit.add(store, upload(notices=said), Contents(Figures.of([figure("21")]))).upload_id
    second = add(store, figure("22"))
    assert ledger.notices(store, first) == said and ledger.notices(store, second) == []
    assert ledger.notices(store, "nothing") == []
    old = next(key for key, row in ledger.by_id(store).items() if row.id == first)
    assert ledger.notices_at(store, old, "Figures", "F7") == said[:1]
    assert ledger.notices_at(store, old, "Figures", "F8") == [] == ledger.notices_at(store, old + 1, "Figures", "F7")
    commit.undo(store, first, who="ann")
    assert ledger.notices(store, first) == said, "the history keeps them"
