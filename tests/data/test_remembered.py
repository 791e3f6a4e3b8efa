"""Answers that are kept with an upload, for the next file of the same form."""

from __future__ import annotations

from data import commit, remembered
from data.records import Contents, Figures
from data.store import Store
from data.viewer import LOCAL, NATIONAL, PUBLIC, Viewer
from tests.data.test_store import NORFOLK, SUFFOLK, figure, upload

FORM = "form:1"


def settle(store: Store, owner: str = SUFFOLK, fingerprint: str = FORM, **answers: str) -> str:
    """Store an upload with these answers and return its id."""
    heading = upload(owner=owner, fingerprint=fingerprint, answers=answers)
    return commit.add(store, heading, Contents(Figures.of([figure("21", area=owner)]))).upload_id


def test_the_newest_answers_count(store: Store) -> None:
    assert remembered.answers(store, SUFFOLK, FORM) == {}
    settle(store, q1="a", q2="b")
    settle(store, q1="c")
    assert remembered.answers(store, SUFFOLK, FORM) == {"q1": "c"}


def test_answers_are_of_one_form_and_one_owner(store: Store) -> None:
    settle(store, q="a")
    assert remembered.answers(store, NORFOLK, FORM) == {}
    assert remembered.answers(store, SUFFOLK, "form:2") == {}
    assert remembered.answers(store, NATIONAL, FORM) == {} == remembered.answers(store, "", FORM)


def test_taking_an_upload_back_takes_its_answers_back(store: Store) -> None:
    settle(store, q="a")
    second = settle(store, q="b")
    commit.undo(store, second, who="ann")
    assert remembered.answers(store, SUFFOLK, FORM) == {"q": "a"}


def test_an_upload_without_a_form_remembers_nothing(store: Store) -> None:
    settle(store, fingerprint="", q="a")
    assert remembered.answers(store, SUFFOLK, "") == {}
    assert remembered.only_owner(store, LOCAL, "") == ""


def test_the_owner_of_a_form_is_found_when_there_is_one(store: Store) -> None:
    assert remembered.only_owner(store, LOCAL, FORM) == ""
    first = settle(store, q="a")
    settle(store)
    assert remembered.only_owner(store, LOCAL, FORM) == SUFFOLK
    settle(store, owner=NORFOLK, q="b")
    assert remembered.only_owner(store, LOCAL, FORM) == "", "two councils use it: neither is guessed"
    assert remembered.only_owner(store, Viewer("officer", frozenset({NORFOLK})), FORM) == NORFOLK
    assert remembered.only_owner(store, PUBLIC, FORM) == ""
    commit.undo(store, first, who="ann")
    assert remembered.only_owner(store, LOCAL, FORM) == "", "its second upload still stands"


def test_answers_are_kept_letter_by_letter(store: Store) -> None:
    said = {"indicator:% in time = 'good' 🙂": 'a"b\\c', "é": ""}
    heading = upload(fingerprint=FORM, answers=said)
    commit.add(store, heading, Contents(Figures.of([figure("21")])))
    assert remembered.answers(store, SUFFOLK, FORM) == said
