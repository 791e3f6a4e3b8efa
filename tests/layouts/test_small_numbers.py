"""What the public is shown of small numbers: every route of the API and every page is read, and none may hold one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from data import commit, queries
from data.records import Contents, Figure, Figures, Upload
from data.settings import read_settings
from data.store import Store
from data.viewer import LOCAL, NATIONAL, PUBLIC, Viewer
from indicators.rules.period import financial_year, quarter
from indicators.scorecard import scorecard
from indicators.series import series
from indicators.stores import opened_store
from layouts.query import Query
from layouts.router import page_at
from layouts.server import create_server
from tests.layouts.seen import parts, words

COUNCIL, NEIGHBOUR = "E10000029", "E10000020"
WEST, EAST, SOUTH = (f"{COUNCIL}/{name}" for name in ("west", "east", "south"))
OPEN = Viewer("public", frozenset({COUNCIL, NEIGHBOUR}))
TODAY = quarter(2024, 2)
BEFORE, YEAR_BEFORE = quarter(2024, 1), quarter(2023, 2)
# No other number in the store or on a page begins so: each stands in something that must not be shown.
CANARIES = ("3.14159", "4.27182", "777,771", "777771", "73138", "73,138", "0.00039", "2.000", "41971", "canary")


def number(slug: str, area: str, period: Any, value: str, **more: Any) -> Figure:
    return Figure(slug, area, period, Decimal(value), **more)


FIGURES = [
    # A council's own count, small now and before; its changes and its rank among councils would tell it.
    number("cpp_starts", COUNCIL, TODAY, "3.14159", note="canary: really only 3.14159"),
    number("cpp_starts", COUNCIL, BEFORE, "4.27182"),
    number("cpp_starts", COUNCIL, YEAR_BEFORE, "60"),
    number("cpp_starts", NEIGHBOUR, TODAY, "50"),
    # A share with a small count in it.
    number("re_referrals", COUNCIL, TODAY, "0.00039", numerator=Decimal(3), denominator=Decimal(777771)),
    number("re_referrals", COUNCIL, BEFORE, "25", numerator=Decimal(100), denominator=Decimal(400)),
    # A locality that is small, and the next one that would give it away.
    number("children_adopted", COUNCIL, TODAY, "165113"),
    number("children_adopted", WEST, TODAY, "4.27182"),
    number("children_adopted", EAST, TODAY, "73138.72818"),
    number("children_adopted", SOUTH, TODAY, "91970"),
    # A part of a breakdown, and the other part.
    number("children_adopted", COUNCIL, TODAY, "165110", breakdown="sex=girls"),
    number("children_adopted", COUNCIL, TODAY, "3", breakdown="sex=boys", note="canary"),
    # A mark over a number that was left standing beside it.
    Figure("lac_ceased", COUNCIL, TODAY, None, "c", numerator=Decimal(3), denominator=Decimal(41971), note="canary"),
]


def fill(store: Store, figures: list[Figure], **heading: Any) -> None:
    for owner in sorted({figure.area.partition("/")[0] for figure in figures}):
        said = {"family": "council", "owner": owner, "known_on": date(2024, 11, 1)} | heading
        upload = Upload(**said, layout="council_return", file="q2.xlsx", sha256="0" * 64, size=10, who="ann")
        own = [figure for figure in figures if figure.area.startswith(owner)]
        commit.add(store, upload, Contents(Figures.of(own)))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = opened_store(tmp_path_factory.mktemp("small numbers") / "small.duckdb")
    fill(store, FIGURES)
    yield store
    store.close()


def addresses(server: Any) -> Iterator[str]:
    """Yield every address that can be read, with each of its parameters."""
    slugs = sorted({figure.indicator for figure in FIGURES})
    places = sorted({figure.area for figure in FIGURES})
    days = ("", "&as_at=2024-12-31", "&as_at=2024-01-01")
    for rule in server.url_map.iter_rules():
        if "GET" not in rule.methods or rule.arguments:
            continue
        path = rule.rule
        if path.startswith("/api/v1/scorecard"):
            yield from (f"{path}?area={place}{day}" for place in places for day in days)
        elif path.startswith("/api/v1/series"):
            for slug in slugs:
                for part in ("", "&breakdown=sex%3Dgirls", "&breakdown=sex%3Dboys"):
                    yield from (f"{path}?indicator={slug}&area={place}&area={COUNCIL}{part}" for place in places)
                yield from (f"{path}?indicator={slug}&area={COUNCIL}{day}" for day in days)
        elif path.startswith("/api/v1/compare"):
            yield from (f"{path}?indicator={slug}{end}" for slug in slugs for end in ("", "&period_end=2024-09-30"))
        elif path.startswith("/api/v1/template"):
            continue  # a workbook to fill in, of targets alone: tests/loaders/test_template.py
        else:
            yield path


def shown_by_server(store: Store, viewer: Viewer) -> dict[str, str]:
    server = create_server(store, read_settings(str(store.path)), viewer=viewer)
    client = server.test_client()
    uploads = client.get("/api/v1/uploads").json["uploads"]
    extra = [f"/api/v1/uploads/{one['upload_id']}{end}" for one in uploads for end in ("", "/original")]
    return {
        address: client.get(address).get_data().decode(errors="replace") for address in [*addresses(server), *extra]
    }


def shown_on_pages(store: Store, viewer: Viewer) -> dict[str, str]:
    found = {}
    places = sorted({figure.area for figure in FIGURES})
    slugs = sorted({figure.indicator for figure in FIGURES})
    for path in ("/", "/catalogue", "/upload", "/history", *(f"/indicator/{slug}" for slug in slugs)):
        for place in places:
            for more in ("", "&as_at=2024-12-31", "&with=E10000020&with=region"):
                page = page_at(store, viewer, path, Query.of(f"area={place}{more}"))
                figures = [part.figure for part in parts(page.content) if hasattr(part, "figure")]
                found[f"{path}?area={place}{more}"] = words(page.content) + json.dumps(figures, default=str)
    return found


def found_in(shown: dict[str, str]) -> list[str]:
    return [f"{canary} at {where}" for where, text in shown.items() for canary in CANARIES if canary in text]


def test_an_officer_meets_the_small_numbers_so_the_reading_below_would(store: Store) -> None:
    api, pages = (" ".join(found_in(shown)) for shown in (shown_by_server(store, LOCAL), shown_on_pages(store, LOCAL)))
    for canary in ("3.14159", "4.27182", "777771", "73138", "0.00039", "41971", "canary"):
        assert canary in api, canary
    assert "canary" in pages and "777,771" in pages


@pytest.mark.parametrize("viewer", [OPEN, PUBLIC], ids=["open", "closed"])
def test_no_route_and_no_page_shows_the_public_a_small_number(store: Store, viewer: Viewer) -> None:
    shown = shown_by_server(store, viewer) | shown_on_pages(store, viewer)
    assert len(shown) > 100 and not found_in(shown)


def test_the_public_sees_the_mark_and_no_colour_change_or_rank(store: Store) -> None:
    by_slug = {r.indicator.slug: r for r in scorecard(store, OPEN, COUNCIL).readings}
    starts = by_slug["cpp_starts"]
    assert (starts.value, starts.mark, starts.rag, starts.reason) == (None, "c", "not_rated", "suppressed")
    assert (starts.change, starts.direction, starts.rank, starts.note) == (None, None, None, "")
    assert starts.last_known is not None and starts.last_known.value == 60
    share = by_slug["re_referrals"]
    assert (share.mark, share.numerator, share.denominator) == ("c", None, None)
    assert by_slug["children_adopted"].value == 165113
    line = series(store, OPEN, "children_adopted", [COUNCIL, WEST, EAST, SOUTH])
    assert [one.points[0].mark for one in line.series] == ["", "c", "c", ""]


def test_what_a_paper_has_printed_is_shown_as_printed(tmp_path: Any) -> None:
    store = opened_store(tmp_path / "printed.duckdb")
    fill(store, [number("cpp_starts", COUNCIL, TODAY, "2")], published="Scrutiny Committee, item 5")
    fill(store, [number("cpp_starts", COUNCIL, BEFORE, "2"), number("cpp_starts", COUNCIL, TODAY, "2")])
    values = {row.period: (row.value, row.mark) for row in queries.figures(store, OPEN)}
    assert values == {TODAY: (2, ""), BEFORE: (None, "c")}
    assert [row.value for row in queries.figures(store, PUBLIC)] == [2]
    store.close()


def test_national_figures_are_shown_and_an_upload_is_seen_at_once(tmp_path: Any) -> None:
    store = opened_store(tmp_path / "national.duckdb")
    said = [number("cpp_starts", COUNCIL, financial_year(2023), "4")]
    fill(store, said, family="dfe", owner=NATIONAL)
    assert [row.value for row in queries.figures(store, PUBLIC)] == [4]
    fill(store, [number("cpp_starts", COUNCIL, TODAY, "12")])
    assert sorted(row.value for row in queries.figures(store, OPEN) if row.value is not None) == [4, 12]
    fill(store, [number("cpp_starts", COUNCIL, TODAY, "3")], known_on=date(2024, 12, 1))
    assert [row.mark for row in queries.figures(store, OPEN, periods=[TODAY])] == ["c"]
    assert [row.value for row in queries.figures(store, LOCAL, periods=[TODAY])] == [3]
    store.close()


def test_the_public_never_owns_a_councils_files() -> None:
    assert not OPEN.owns(COUNCIL) and not Viewer("public").owns(COUNCIL) and not Viewer("public").sees_everything
    assert Viewer("member", frozenset({COUNCIL})).owns(COUNCIL) and LOCAL.owns(COUNCIL)
