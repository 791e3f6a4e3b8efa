"""The first page, the pages for trouble, the catalogue, and what stands around every page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from data.store import QueryTooLong, Store
from data.viewer import LOCAL
from indicators.definitions import catalogue
from layouts.components.shell import shell, title_of
from layouts.page import Page
from layouts.pages import scorecard
from layouts.query import Query
from layouts.router import page_at
from tests.layouts.filled import filled_store
from tests.layouts.seen import links, of_type, parts, with_class, words


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = filled_store(tmp_path_factory.mktemp("start"), national=False)
    yield store
    store.close()


def at(store: Store, path: str, search: str = "") -> Page:
    return page_at(store, LOCAL, path, Query.of(search))


@pytest.mark.parametrize("search", ["", "area=E10000029", "notice=examples-removed"])
def test_an_empty_store_has_a_first_page_with_three_ways_to_begin(store: Store, search: str) -> None:
    page = at(store, "/", search)
    assert page.title == "Begin with some figures" and page.status == 200
    assert [words(h) for h in of_type(page.content, "H3")] == [
        *("Load your own figures", "Look round with examples", "Add the national figures"),
    ]
    (form,) = of_type(page.content, "Form")
    assert (form.action, form.method) == ("/examples/load", "post")
    assert links(page.content)["Load a file or paste a table"] == "/upload"
    assert "python app.py load" in words(page.content) and "POST /api/v1/uploads" in words(page.content)


def test_without_an_area_the_first_page_offers_the_councils_that_have_figures(filled: Store) -> None:
    page = at(filled, "/", "as_at=2005-03-31")
    assert page.title == "Choose a council"
    assert links(page.content)["Suffolk"] == "/?as_at=2005-03-31&area=E10000029"
    (select,) = of_type(page.content, "Select")
    assert words(of_type(select, "Option")[0]) == "Choose a council"


@pytest.mark.parametrize(
    ("path", "search", "status", "said"),
    [
        ("/nowhere", "", 404, "There is no page at this address."),
        ("/indicator/", "", 404, "There is no indicator at this address."),
        ("/indicator/no_such_thing", "area=E10000029", 404, "There is no indicator at this address."),
        ("/indicator/re_referrals", "area=E99", 404, "There is no council or area with the code 'E99'."),
        ("/", "area=%3Cscript%3E", 404, "There is no council or area with the code '<script>'."),
        ("/", "area=E10000029&as_at=tomorrow", 400, "'tomorrow' is not a day."),
        ("/indicator/re_referrals", "area=E10000029&from=now", 400, "'now' is not a year."),
    ],
)
def test_what_is_not_there_says_so_and_what_to_do(
    filled: Store, path: str, search: str, status: int, said: str
) -> None:
    page = at(filled, path, search)
    assert page.status == status
    assert said in words(page.content) and "What to do" in words(page.content)
    assert links(page.content)["Go to the first page"] == "/"


def test_an_answer_that_takes_too_long_is_a_page_too(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*_: object, **__: object) -> None:
        raise QueryTooLong("The answer took too long and was stopped.")

    monkeypatch.setattr(scorecard, "scorecard", late)
    page = at(filled, "/", "area=E10000029")
    assert page.status == 503 and "The answer took too long and was stopped." in words(page.content)


def test_the_catalogue_has_every_indicator_with_its_meaning(filled: Store) -> None:
    page = at(filled, "/catalogue", "area=E10000029")
    said = words(page.content)
    for indicator in catalogue().values():
        assert indicator.meaning.split(".")[0] in said
    assert links(page.content)["Re-referrals within 12 months"] == "/indicator/re_referrals?area=E10000029"


@pytest.mark.parametrize("path", ["/", "/nowhere", "/catalogue", "/indicator/re_referrals"])
def test_every_page_has_its_landmarks_one_heading_and_the_licence(filled: Store, path: str) -> None:
    query = Query.of("area=E10000029")
    page = at(filled, path, "area=E10000029")
    whole = shell(filled, page, path, query)
    for kind in ("Header", "Main", "Footer", "H1"):
        assert len(of_type(whole, kind)) == 1
    assert links(whole)["Skip to main content"] == "#main"
    assert "Open Government Licence v3.0" in words(whole)
    assert getattr(whole, "data-title") == title_of(page) == f"{page.title} – Scrutineer"


def test_no_id_is_used_twice(filled: Store) -> None:
    for path in ("/", "/indicator/re_referrals"):
        query = Query.of("area=E10000029")
        whole = shell(filled, at(filled, path, "area=E10000029"), path, query)
        ids = [part.id for part in parts(whole) if hasattr(part, "id")]
        assert len(ids) == len(set(ids))


def test_the_banner_is_there_while_examples_are(filled: Store, store: Store) -> None:
    query = Query.of("area=E10000029")
    whole = shell(filled, at(filled, "/"), "/", query)
    (banner,) = with_class(whole, "app-banner")
    assert "Example figures are loaded, from public council papers of 2003 to 2005." in words(banner)
    assert links(banner)["See them as at 31 March 2005"] == "/?area=E10000029&as_at=2005-03-31"
    (form,) = of_type(banner, "Form")
    assert (form.action, form.method, words(form)) == ("/examples/remove", "post", "Remove them")
    assert not with_class(shell(store, at(store, "/"), "/", Query()), "app-banner")


def test_a_notice_is_said_once_and_only_those_that_we_know(filled: Store) -> None:
    def notices(search: str) -> list[str]:
        query = Query.of(search)
        return [words(n) for n in with_class(shell(filled, at(filled, "/"), "/", query), "app-notice")]

    assert notices("notice=examples-removed") == ["The example figures have been removed. Nothing else was changed."]
    assert notices("notice=%3Cb%3Ehello") == []
    page = at(filled, "/", "area=E10000029&notice=examples-loaded")
    assert not [to for to in links(page.content).values() if "notice" in to]
