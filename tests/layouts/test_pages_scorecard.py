"""The scorecard as a reader meets it: words, order, filters, links; over a real store filled by the real loaders."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from data.store import Store
from data.viewer import LOCAL, PUBLIC
from indicators.definitions import theme_place
from layouts.page import Page
from layouts.query import Query
from layouts.router import page_at
from tests.layouts.filled import filled_store
from tests.layouts.seen import links, of_type, row_of, rows, with_class, words

THEN = "area=E10000029&as_at=2005-03-31"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = filled_store(tmp_path_factory.mktemp("scorecard"))
    yield store
    store.close()


def scorecard(store: Store, search: str) -> Page:
    page = page_at(store, LOCAL, "/", Query.of(search))
    assert page.status == 200
    return page


def names(page: Page) -> list[str]:
    """Return the indicators of the page in the order that they stand in."""
    return [words(part) for table in of_type(page.content, "Table") for part in of_type(table, "A")]


def test_the_heading_and_the_title_name_the_council(filled: Store) -> None:
    page = scorecard(filled, THEN)
    assert [words(h) for h in of_type(page.content, "H1")] == ["Suffolk: children’s services scorecard"]
    assert page.title == "Suffolk: children’s services scorecard"
    assert "As known on 31 March 2005." in words(page.content)


def test_suffolks_re_referrals_say_everything(filled: Store) -> None:
    page = scorecard(filled, THEN)
    row = row_of(page.content, "Re-referrals")
    assert row["Latest figure"] == "20% Year ending 31 December 2004 Example"
    assert row["Target"] == "No more than 15%"
    assert row["Rating"] == "Red"
    assert row["Direction"] == "↓ Improving from baseline 23% October 2004"
    assert row["East of England"] == "19% 2003/04"
    assert row["England"].startswith("–")
    said = words(page.content)
    assert "Why red: 20% misses the target of no more than 15% by 5 percentage points" in said


def test_implied_averages_are_said_to_be_implied(filled: Store) -> None:
    row = row_of(scorecard(filled, THEN).content, "Initial assessments within 7 working days")
    assert row["East of England"] == "47.4% 2003/04, implied"
    assert row["Rating"] == "Amber"


def test_a_benchmark_of_another_day_has_that_day(filled: Store) -> None:
    row = row_of(scorecard(filled, THEN).content, "Child protection reviews held on time")
    assert row["England"] == "95.7% at 31 March 2004"


def test_counts_are_a_sentence_with_links(filled: Store) -> None:
    page = scorecard(filled, THEN)
    (counts,) = with_class(page.content, "app-counts")
    said = words(counts)
    assert said.startswith("2 red, 3 amber, 3 green, ") and " not rated." in said
    assert "would be red if the target were due now" in said
    assert links(counts)["2 red"] == "/?area=E10000029&as_at=2005-03-31&rag=red"


def test_ratings_that_rest_on_old_figures_are_counted(filled: Store) -> None:
    (counts,) = with_class(scorecard(filled, THEN).content, "app-counts")
    assert "years old" not in words(counts)
    (counts,) = with_class(scorecard(filled, "area=E10000029&as_at=2010-03-31").content, "app-counts")
    assert "Of those rated, 8 rest on a figure over 2 years old." in words(counts)


def test_tables_are_by_theme_and_real(filled: Store) -> None:
    page = scorecard(filled, THEN)
    tables = of_type(page.content, "Table")
    themes = [words(of_type(table, "Caption")[0]).partition(":")[0] for table in tables]
    assert themes == [words(of_type(part, "H2")[0]) for part in with_class(page.content, "app-theme")]
    assert themes == sorted(themes, key=theme_place) and themes[0] == "Front door and assessment"
    for table in tables:
        assert of_type(table, "Caption")
        assert all(th.scope == "col" for th in of_type(of_type(table, "Thead"), "Th"))
        assert all(th.scope == "row" for th in of_type(of_type(table, "Tbody"), "Th"))
    # The same columns everywhere, so that the eye runs straight down the page.
    assert len({tuple(rows(table)[0]) for table in tables}) == 1


def shade(rating: str) -> int:
    """Return the place of a rating's colour, its own or the one that it would have."""
    colours = ("Red", "Amber", "Green")
    found = (n for n, name in enumerate(colours) if rating == name or f"Would be {name.lower()}" in rating)
    return next(found, len(colours))


def test_within_a_theme_red_comes_first_then_amber_green_and_not_rated(filled: Store) -> None:
    for table in of_type(scorecard(filled, THEN).content, "Table"):
        shades = [shade(rows(body)[0][3]) for body in of_type(table, "Tbody")]
        assert shades == sorted(shades)


def test_red_and_worsening_first_puts_the_worst_on_top(filled: Store) -> None:
    page = scorecard(filled, THEN + "&order=red")
    assert len(of_type(page.content, "Table")) == 1
    assert names(page)[:3] == [
        "Social worker vacancy rate",
        "Re-referrals within 12 months",
        "Care leavers aged 19 to 21 in education, employment or training",
    ]


def test_filters_are_links_and_keep_the_rest_of_the_address(filled: Store) -> None:
    page = scorecard(filled, THEN + "&order=red")
    (nav,) = with_class(page.content, "app-filters")
    assert links(nav)["Workforce"] == "/?area=E10000029&as_at=2005-03-31&order=red&theme=workforce"
    assert links(nav)["By theme"] == "/?area=E10000029&as_at=2005-03-31"


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ("&rag=red", ["Re-referrals within 12 months", "Social worker vacancy rate"]),
        ("&rag=red&theme=workforce", ["Social worker vacancy rate"]),
        ("&theme=quality-and-participation", ["Social services star rating"]),
    ],
)
def test_a_filter_leaves_only_what_it_names(filled: Store, more: str, found: list[str]) -> None:
    page = scorecard(filled, THEN + more)
    assert names(page) == found
    assert f"Showing {len(found)} of " in words(page.content)
    assert "Show all" in links(page.content)


def test_a_filter_that_finds_nothing_says_so_and_leads_back(filled: Store) -> None:
    page = scorecard(filled, THEN + "&theme=nowhere")
    assert "No indicator is like that." in words(page.content)
    assert links(page.content)["Show all indicators"] == "/?area=E10000029&as_at=2005-03-31"


def test_a_link_to_an_indicator_carries_the_area_and_the_day(filled: Store) -> None:
    found = links(scorecard(filled, THEN + "&rag=red").content)
    assert found["Social worker vacancy rate"] == "/indicator/sw_vacancy_rate?area=E10000029&as_at=2005-03-31"


def test_ranks_and_neighbours_have_their_columns_where_there_are_any(filled: Store) -> None:
    row = row_of(scorecard(filled, "area=E10000020").content, "Re-referrals")
    assert row["Latest figure"].startswith("21.5% 2024/25")
    assert row["Rank"] == "1st of 2 best quarter"
    assert row["England"] == "22.5%"
    assert "Rank" not in rows(of_type(scorecard(filled, THEN).content, "Table")[0])[0]


def test_a_figure_that_is_missing_says_why_and_what_was_last_known(filled: Store) -> None:
    row = row_of(scorecard(filled, "area=E10000012").content, "Re-referrals")
    assert row["Latest figure"].startswith("Not shown because the number is too small to publish safely 2024/25")
    assert "Last known: 20.2% 2023/24" in row["Latest figure"]
    assert row["Rating"] == "Not rated Figure not shown"


def test_the_chooser_has_the_councils_with_figures_first_and_then_the_regions(filled: Store) -> None:
    page = scorecard(filled, THEN)
    (select,) = of_type(page.content, "Select")
    groups = {group.label: [words(o) for o in of_type(group, "Option")] for group in of_type(select, "Optgroup")}
    assert groups["Councils with figures of their own"] == ["Brighton and Hove", "East Sussex", "Luton", "Suffolk"]
    assert "Norfolk" in groups["East of England"] and "Suffolk" not in groups["East of England"]
    assert "England" in groups["England and its regions"]
    assert any(name.startswith("Northamptonshire (until 2021)") for name in groups["Councils that have ended"])
    assert [words(o) for o in of_type(select, "Option") if getattr(o, "selected", False)] == ["Suffolk"]


def test_every_control_has_a_label_and_the_form_is_plain_get(filled: Store) -> None:
    page = scorecard(filled, THEN + "&order=red")
    (form,) = of_type(page.content, "Form")
    assert form.method == "get" and form.action == "/"
    labelled = {label.htmlFor for label in of_type(form, "Label")}
    shown: list[Any] = [c for c in of_type(form, "Select", "Input") if getattr(c, "type", "") != "hidden"]
    assert {control.id for control in shown} == labelled
    hidden = {(c.name, c.value) for c in of_type(form, "Input") if c.type == "hidden"}
    assert hidden == {("order", "red")}


def test_england_and_a_region_have_scorecards_without_a_column_for_themselves(filled: Store) -> None:
    england = scorecard(filled, "area=E92000001")
    assert row_of(england.content, "Re-referrals")["Latest figure"].startswith("22.5%")
    assert "England" not in rows(of_type(england.content, "Table")[0])[0]
    region = scorecard(filled, "area=E12000006")
    assert "East of England" not in rows(of_type(region.content, "Table")[0])[0]


def test_a_council_without_figures_on_that_day_says_so(filled: Store) -> None:
    page = scorecard(filled, "area=E10000020&as_at=2001-01-01")
    assert "No figures for Norfolk were known then." in words(page.content)


def test_the_public_sees_what_was_published_and_no_more(filled: Store) -> None:
    page = page_at(filled, PUBLIC, "/", Query.of(THEN))
    # The examples are from public papers, so they are published.
    assert row_of(page.content, "Re-referrals")["Latest figure"].startswith("20%")
