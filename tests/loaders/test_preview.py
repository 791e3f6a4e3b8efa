"""What a preview says, that it is what happens, that nothing stays behind; and answers given once and remembered."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data import commit, ledger, originals, pending, queries
from data.settings import Settings
from data.store import Store
from data.viewer import LOCAL, Viewer
from indicators.scorecard import scorecard
from loaders import looked
from loaders.asked import LEAVE_OUT
from loaders.load import load_file
from loaders.outcome import Answer, Order
from loaders.preview import Preview, order_of, preview, preview_waiting
from tests.data.test_differences import everything
from tests.loaders import asking
from tests.loaders.books import FIRST, a_return, figure, target, write
from tests.small_files import referrals_csv
from tests.stores import load

SUFFOLK, NORFOLK = "E10000029", "E10000020"
Q2, Q3 = "Q2 2004/05", "Q3 2004/05"
RE, LAC = "indicator:Re-refs", "indicator:LAC"
MEASURES = {"Re-refs": 20, "LAC": 45}


@pytest.fixture
def see(store: Store, settings: Settings) -> Any:
    """Return a function that previews a file; further words are the order's."""
    return lambda path, **order: preview(store, path, settings, Order(**order))


@pytest.fixture
def asks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the layout that asks be the only one."""
    monkeypatch.setattr(looked, "LAYOUTS", {"asking": asking})


def a_file(folder: Path, value: object = 20, period: str = Q3, **more: Any) -> Path:
    """Write a return with one figure."""
    return a_return(folder, [figure(period=period, value=value)], **more)


def test_a_preview_says_what_would_change_and_stores_nothing(store: Store, tmp_path: Path, see: Any) -> None:
    first = load(store, a_file(tmp_path, 21))
    before = everything(store)
    seen = see(a_return(tmp_path, [figure(period=Q3, value=20), figure(period=Q2, value=19)]))
    assert (seen.outcome.status, seen.outcome.upload_id, seen.owner) == ("preview", None, SUFFOLK)
    assert seen.known_on == date(2005, 3, 15)
    assert seen.differences.figures.as_dict() == {"new": 1, "changed": 1, "unchanged": 0}
    (changed,) = seen.differences.changed
    assert (changed.cell, changed.new.value, changed.old.value) == (f"E{FIRST}", 20, 21)
    assert changed.old_upload == first.upload_id
    assert everything(store) == before
    assert [path.name for path in store.path.parent.glob("*/")] == [originals.FOLDER], "no file of it is kept"


def test_a_preview_and_a_load_promise_the_same(store: Store, tmp_path: Path, settings: Settings, see: Any) -> None:
    load(store, a_return(tmp_path, [figure(period=Q2, value=30)], targets=[target(target=15)]))
    path = a_return(
        tmp_path, [figure(period=Q3, value=12), figure(period=Q2, value=31)], targets=[target(target=16, operator="<")]
    )
    seen, told = see(path), load(store, path, dry_run=True)
    assert told.as_dict() == seen.outcome.as_dict()
    done = load(store, path)
    same = ("layout", "figures", "targets", "problems", "comments", "names", "questions", "answers")
    assert [getattr(done, name) for name in same] == [getattr(told, name) for name in same]
    assert seen.ratings
    for change in seen.ratings:
        (reading,) = scorecard(store, LOCAL, change.area, indicators=[change.indicator]).readings
        assert (reading.rag, reading.would_be) == (change.after, change.would_be_after)
        assert reading.period_words == change.period_after


def test_ratings_that_would_change_are_listed(store: Store, tmp_path: Path, see: Any) -> None:
    standing = [target(target=15, operator="<")]
    load(store, a_return(tmp_path, [figure(period=Q2, value=12)], targets=standing))
    seen = see(a_return(tmp_path, [figure(period=Q3, value=30), figure("lac_rate", "31 March 2004", 40)]))
    (change,) = seen.ratings
    assert (change.area, change.indicator, change.before, change.after) == (SUFFOLK, "re_referrals", "green", "red")
    assert "July" in change.period_before and "October" in change.period_after
    (said,) = seen.outcome.as_dict()["ratings"]
    assert (said["from"], said["to"]) == ("green", "red")


def test_a_localitys_rating_counts_too(store: Store, tmp_path: Path, see: Any) -> None:
    aims = [target(target=15, operator="<", area="West")]
    seen = see(a_return(tmp_path, [figure(period=Q3, value=30, area="West")], targets=aims))
    (change,) = seen.ratings
    assert (change.area, change.before, change.after) == (f"{SUFFOLK}/west", "not_rated", "red")


def test_a_national_file_changes_the_ratings_of_those_with_targets(store: Store, tmp_path: Path, see: Any) -> None:
    national = referrals_csv(tmp_path / "referrals.csv")
    assert see(national).ratings == []
    load(store, a_return(tmp_path, targets=[target(target=15, operator="<")]))
    (change,) = see(national).ratings
    assert (change.area, change.before) == (SUFFOLK, "not_rated") and change.after in ("green", "amber", "red")


def test_what_has_disappeared_is_said(store: Store, tmp_path: Path, see: Any) -> None:
    load(store, a_return(tmp_path, [figure(period=Q3, value=20), figure(period=Q3, value=25, area="West")]))
    seen = see(a_file(tmp_path, 20))
    assert [one.area for one in seen.differences.disappeared] == [f"{SUFFOLK}/west"]
    said = seen.outcome.as_dict()["differences"]
    assert said["disappeared_total"] == 1 and said["disappeared"][0]["old"]["value"] == 25
    assert (said["new"], said["unchanged"], said["changed_total"]) == (0, 1, 0)


def test_a_refused_file_can_still_be_looked_at(tmp_path: Path, see: Any) -> None:
    seen = see(a_file(tmp_path, "abc"))
    assert seen.outcome.status == "refused" and seen.differences is None and seen.version == ""
    assert seen.opened is not None and seen.opened.sheets[0].cell(FIRST, 5).text == "abc"
    assert [problem.cell for problem in seen.outcome.problems] == [f"E{FIRST}"]


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path, see: Any) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"%PDF-1.7")
    seen = see(tmp_path / "x.xlsx")
    assert (seen.outcome.status, seen.opened, seen.owner) == ("refused", None, "")


def test_cells_say_what_they_were_read_as(tmp_path: Path, see: Any) -> None:
    seen = see(a_file(tmp_path, 20))
    (cell,) = [one for one in seen.seen if one.kind == "figure"]
    assert (cell.sheet, cell.row, cell.column) == ("Figures", FIRST, 5) and "20%" in cell.words


def confirm(store: Store, path: Path, settings: Settings, seen: Preview, **order: Any) -> Any:
    """Load a file as its preview was agreed to."""
    return load_file(store, path, settings, Order(expected_version=seen.version, **order))


def test_what_was_shown_is_loaded(store: Store, tmp_path: Path, settings: Settings, see: Any) -> None:
    path = a_file(tmp_path, 20)
    outcome = confirm(store, path, settings, see(path), reason="first of the year")
    assert outcome.status == "loaded"
    assert ledger.history(store, LOCAL)[0].reason == "first of the year"


def test_an_upload_that_does_not_matter_holds_nothing_up(
    store: Store, tmp_path: Path, settings: Settings, see: Any
) -> None:
    path = a_file(tmp_path, 20)
    seen = see(path)
    load(store, a_return(tmp_path, [figure("lac_rate", "31 March 2004", 40)], name="other.xlsx"))
    load(store, referrals_csv(tmp_path / "referrals.csv"))
    assert confirm(store, path, settings, seen).status == "loaded"


def test_an_upload_that_matters_asks_for_a_new_look(store: Store, tmp_path: Path, settings: Settings, see: Any) -> None:
    path = a_file(tmp_path, 20)
    seen = see(path)
    load(store, a_file(tmp_path, 21, name="meanwhile.xlsx"))
    before = everything(store)
    outcome = confirm(store, path, settings, seen)
    assert (outcome.status, [problem.code for problem in outcome.problems]) == ("refused", ["changed_since"])
    assert "new preview" in outcome.problems[0].fix
    assert everything(store) == before
    again = see(path)
    assert again.differences.figures.changed == 1
    assert confirm(store, path, settings, again).status == "loaded"


def test_a_button_pressed_twice_loads_once(store: Store, tmp_path: Path, settings: Settings, see: Any) -> None:
    path = a_file(tmp_path, 20)
    seen = see(path)
    with ThreadPoolExecutor(4) as pressing:
        outcomes = list(pressing.map(lambda _: confirm(store, path, settings, seen), range(4)))
    assert sorted(outcome.status for outcome in outcomes) == ["loaded", "unchanged", "unchanged", "unchanged"]
    assert len(ledger.by_id(store)) == 1


def test_a_preview_outlives_the_server(store: Store, tmp_path: Path, settings: Settings, see: Any) -> None:
    path = a_file(tmp_path, 20)
    seen = see(path)
    copy = tmp_path / "copy"
    copy.mkdir()
    with store.reading() as cursor:
        cursor.execute("CHECKPOINT")
    shutil.copy(store.path, copy / "test.duckdb")
    again = Store(copy / "test.duckdb")
    try:
        assert again.opening != store.opening
        assert confirm(again, path, settings, seen).status == "loaded"
    finally:
        again.close()


def test_another_day_or_another_council_is_not_what_was_shown(
    store: Store, tmp_path: Path, settings: Settings, see: Any
) -> None:
    path = a_file(tmp_path, 20, head=())
    seen = see(path, area=SUFFOLK, known_on=date(2005, 3, 15))
    for order in ({"area": NORFOLK, "known_on": date(2005, 3, 15)}, {"area": SUFFOLK, "known_on": date(2005, 3, 16)}):
        assert confirm(store, path, settings, seen, **order).problems[0].code == "changed_since"
    assert confirm(store, path, settings, seen, area=SUFFOLK, known_on=date(2005, 3, 15)).status == "loaded"


def test_a_file_that_waits_is_previewed_and_loaded_as_asked(store: Store, tmp_path: Path, settings: Settings) -> None:
    path = a_file(tmp_path, 20, head=())
    waiting = pending.keep(settings, path.read_bytes(), "Q3.xlsx", area=SUFFOLK, known_on=date(2005, 3, 15), who="ann")
    seen = preview_waiting(store, settings, waiting)
    assert (seen.outcome.file, seen.owner, seen.known_on) == ("Q3.xlsx", SUFFOLK, date(2005, 3, 15))
    waiting = pending.change(settings, waiting.token, version=seen.version, reason="as agreed")
    outcome = load_file(store, waiting.path, settings, order_of(waiting), name=waiting.name)
    assert outcome.status == "loaded"
    (row,) = ledger.history(store, LOCAL)
    assert (row.file, row.who, row.reason, row.known_on) == ("Q3.xlsx", "ann", "as agreed", date(2005, 3, 15))


def children(folder: Path) -> Path:
    """Write a list of children, such as a case system gives."""
    rows = [[f"Child {n}", f"Surname{n}", f"{n:02d}/05/1999", 1000 + n, "Suffolk"] for n in range(1, 21)]
    return write(
        folder / "list.xlsx", {"Children": [["Forename", "Surname", "Date of birth", "Child ID", "LA"], *rows]}
    )


def test_nothing_about_a_child_is_kept(store: Store, tmp_path: Path, settings: Settings, see: Any) -> None:
    path = children(tmp_path)
    waiting = pending.keep(settings, path.read_bytes(), "list.xlsx", area=SUFFOLK)
    seen = preview_waiting(store, settings, waiting)
    assert seen.outcome.status == "refused" and {problem.code for problem in seen.outcome.problems} == {"child_level"}
    assert seen.opened is None and "Surname1" not in repr(seen)
    with pytest.raises(pending.NotWaiting):
        pending.get(settings, waiting.token)
    assert load(store, path, area=SUFFOLK).status == "refused"
    left = [file for file in store.path.parent.rglob("*") if file.is_file() and b"Surname1" in file.read_bytes()]
    assert left == [] and list((store.path.parent / pending.FOLDER).iterdir()) == []
    assert not (store.path.parent / originals.FOLDER).exists() and ledger.by_id(store) == {}


def test_warnings_are_kept_with_the_upload(store: Store, tmp_path: Path) -> None:
    outcome = load(store, a_return(tmp_path, [figure(), figure("no such thing")]))
    notices = ledger.notices(store, str(outcome.upload_id))
    assert [(n.code, n.sheet, n.cell) for n in notices] == [("indicator_unknown", "Figures", f"A{FIRST + 1}")]
    assert [n.message for n in notices] == [problem.message for problem in outcome.problems]
    assert ledger.history(store, LOCAL)[0].counts["warnings"] == 1


# --- questions, and answers given once -------------------------------------------------------------------------------


@pytest.mark.usefixtures("asks")
def test_an_open_question_is_passed_on(tmp_path: Path, see: Any) -> None:
    seen = see(asking.file(tmp_path, MEASURES), answers={LAC: "lac_rate"})
    (question,) = seen.questions
    assert (question.key, question.kind) == (RE, "indicator")
    assert seen.differences.figures.new == 1
    assert seen.outcome.as_dict()["questions"] == [
        {
            "key": RE,
            "kind": "indicator",
            "words": "Which indicator is 'Re-refs'?",
            "sheet": "Measures",
            "cell": "A3",
            "found": "Re-refs",
            "choices": [
                {"value": "re_referrals", "words": "Re-referrals"},
                {"value": "lac_rate", "words": "Children looked after, rate"},
            ],
        }
    ]
    assert seen.outcome.as_dict()["answers"] == [{"key": LAC, "value": "lac_rate", "remembered": False}]


@pytest.mark.usefixtures("asks")
def test_a_file_refused_with_its_reading_still_shows_cells_and_questions(tmp_path: Path, see: Any) -> None:
    seen = see(asking.file(tmp_path, {"Re-refs": "abc", "LAC": 45}), answers={RE: "re_referrals"})
    assert seen.outcome.status == "refused"
    assert [question.key for question in seen.questions] == [LAC] and len(seen.seen) == 2
    assert [(q["key"]) for q in seen.outcome.as_dict()["questions"]] == [LAC]


@pytest.mark.usefixtures("asks")
def test_the_next_quarters_file_asks_nothing(store: Store, tmp_path: Path) -> None:
    settled = {RE: "re_referrals", LAC: LEAVE_OUT}
    assert load(store, asking.file(tmp_path, MEASURES), answers=settled).questions == []
    outcome = load(store, asking.file(tmp_path, {"Re-refs": 21, "LAC": 46}, day="2005-03-31"))
    assert (outcome.status, outcome.questions, outcome.figures.new) == ("loaded", [], 1)
    assert outcome.answers == [Answer(LAC, LEAVE_OUT, True), Answer(RE, "re_referrals", True)]
    assert sorted(row.value for row in queries.figures(store, LOCAL)) == [20, 21]  # type: ignore[type-var]


@pytest.mark.usefixtures("asks")
def test_an_answer_given_now_wins_and_is_remembered_from_then_on(store: Store, tmp_path: Path) -> None:
    load(store, asking.file(tmp_path, MEASURES), answers={RE: "re_referrals", LAC: "lac_rate"})
    later = asking.file(tmp_path, MEASURES, day="2005-03-31")
    outcome = load(store, later, answers={LAC: LEAVE_OUT})
    assert outcome.answers == [Answer(LAC, LEAVE_OUT, False), Answer(RE, "re_referrals", True)]
    last = load(store, asking.file(tmp_path, MEASURES, day="2005-06-30"))
    assert last.answers == [Answer(LAC, LEAVE_OUT, True), Answer(RE, "re_referrals", True)]


@pytest.mark.usefixtures("asks")
def test_an_empty_answer_forgets(store: Store, tmp_path: Path) -> None:
    load(store, asking.file(tmp_path, MEASURES), answers={RE: "re_referrals", LAC: "lac_rate"})
    outcome = load(store, asking.file(tmp_path, MEASURES, day="2005-03-31"), answers={LAC: ""})
    assert [question.key for question in outcome.questions] == [LAC]
    last = load(store, asking.file(tmp_path, MEASURES, day="2005-06-30"))
    assert [question.key for question in last.questions] == [LAC]


@pytest.mark.usefixtures("asks")
def test_the_same_file_with_the_same_answers_is_unchanged(store: Store, tmp_path: Path) -> None:
    path, settled = asking.file(tmp_path, MEASURES), {RE: "re_referrals", LAC: LEAVE_OUT}
    first = load(store, path, answers=settled)
    for again in (load(store, path, answers=settled), load(store, path)):
        assert (again.status, again.upload_id) == ("unchanged", first.upload_id)
    other = load(store, path, answers={LAC: "lac_rate"})
    assert (other.status, other.figures.new) == ("loaded", 1)


@pytest.mark.usefixtures("asks")
def test_a_preview_remembers_nothing(store: Store, tmp_path: Path, see: Any) -> None:
    path = asking.file(tmp_path, MEASURES)
    see(path, answers={RE: "re_referrals", LAC: "lac_rate"})
    assert len(see(path, answers={RE: "re_referrals"}).questions) == 1


@pytest.mark.usefixtures("asks")
def test_taking_the_upload_back_forgets_its_answers(store: Store, tmp_path: Path, see: Any) -> None:
    first = load(store, asking.file(tmp_path, MEASURES), answers={RE: "re_referrals", LAC: "lac_rate"})
    commit.undo(store, str(first.upload_id), who="ann")
    assert see(asking.file(tmp_path, MEASURES), answers={RE: "re_referrals"}).remembered == {}


@pytest.mark.usefixtures("asks")
def test_one_councils_answers_are_not_anothers(store: Store, tmp_path: Path, see: Any) -> None:
    load(store, asking.file(tmp_path, MEASURES), answers={RE: "re_referrals", LAC: "lac_rate"})
    theirs = asking.file(tmp_path, MEASURES, council="Norfolk", name="norfolk.xlsx")
    assert (len(see(theirs, answers={LAC: "lac_rate"}).questions), see(theirs, area=NORFOLK).remembered) == (1, {})
    load(store, theirs, answers={RE: LEAVE_OUT, LAC: "lac_rate"})
    again = asking.file(tmp_path, MEASURES, day="2005-03-31")
    for order in ({"area": SUFFOLK}, {}):
        assert see(again, **order).remembered == {RE: "re_referrals", LAC: "lac_rate"}
    theirs = asking.file(tmp_path, MEASURES, council="Norfolk", day="2005-03-31", name="norfolk.xlsx")
    assert see(theirs).remembered == {RE: LEAVE_OUT, LAC: "lac_rate"}


@pytest.mark.usefixtures("asks")
def test_answers_are_used_for_those_alone_whose_they_are(store: Store, tmp_path: Path, see: Any) -> None:
    load(store, asking.file(tmp_path, MEASURES), answers={RE: "re_referrals", LAC: "lac_rate"})
    again = asking.file(tmp_path, MEASURES, day="2005-03-31")
    norfolk, suffolk = (Viewer("officer", frozenset({council})) for council in (NORFOLK, SUFFOLK))
    assert see(again, viewer=suffolk).remembered != {}
    assert see(again, viewer=norfolk, answers={RE: "re_referrals"}).remembered == {}
    assert see(again, viewer=norfolk, answers={RE: "re_referrals"}, area=SUFFOLK).remembered == {}


def scorecard_file(folder: Path, quarters: int, name: str) -> Path:
    """Write a council's own table, a quarter a column, with a row that nothing in the catalogue is called."""
    rows = [
        ["Suffolk County Council: performance report 2004/05"],
        [],
        ["Indicator", *(f"Q{number}" for number in range(1, quarters + 1))],
        ["Re-referrals within 12 months", *range(20, 20 + quarters)],
        ["Looked after, per ten thousand of ours", *range(45, 45 + quarters)],
    ]
    return write(folder / name, {"Scorecard": rows})


def test_a_councils_own_table_asks_once_a_year(store: Store, tmp_path: Path, see: Any) -> None:
    second = scorecard_file(tmp_path, 2, "Q2.xlsx")
    (question,) = see(second).questions
    first = load(store, second, answers={question.key: "lac_rate"})
    assert (first.status, list(first.questions), first.figures.new) == ("loaded", [], 4)
    third = see(scorecard_file(tmp_path, 3, "Q3.xlsx"))
    assert list(third.questions) == [] and third.remembered == {question.key: "lac_rate"}
    assert third.differences.figures.as_dict() == {"new": 2, "changed": 0, "unchanged": 4}
    assert not third.differences.disappeared
