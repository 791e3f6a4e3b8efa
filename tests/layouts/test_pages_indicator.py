"""The indicator page as a reader meets it; over a real store filled by the real loaders."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import plotly.graph_objects as go
import pytest
from dash import dcc

from data.store import Store
from data.viewer import LOCAL
from indicators.names import reference_indicators
from layouts.page import Page
from layouts.query import Query, href
from layouts.router import page_at
from tests.layouts.filled import filled_store
from tests.layouts.seen import links, of_type, parts, row_of, rows, with_class, words

SUFFOLK = "area=E10000029"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = filled_store(tmp_path_factory.mktemp("indicator"))
    yield store
    store.close()


def indicator(store: Store, slug: str, search: str) -> Page:
    page = page_at(store, LOCAL, f"/indicator/{slug}", Query.of(search))
    assert page.status == 200, words(page.content)
    return page


def chart_of(page: Page) -> dict[str, Any]:
    (graph,) = [part for part in parts(page.content) if isinstance(part, dcc.Graph)]
    found: dict[str, Any] = graph.figure
    return found


def lines_of(page: Page) -> list[str]:
    return [trace["name"] for trace in chart_of(page)["data"]]


def test_title_and_heading_name_the_indicator_and_the_council(filled: Store) -> None:
    page = indicator(filled, "re_referrals", SUFFOLK)
    assert page.title == "Re-referrals within 12 months – Suffolk"
    assert [words(h) for h in of_type(page.content, "H1")] == ["Re-referrals within 12 months Suffolk"]
    assert links(page.content)["Scorecard for Suffolk"] == "/?area=E10000029"


def test_the_reading_says_what_why_and_against_whom(filled: Store) -> None:
    page = indicator(filled, "re_referrals", f"{SUFFOLK}&as_at=2005-03-31")
    (panel,) = with_class(page.content, "app-panel")
    said = words(panel)
    assert "20% Year ending 31 December 2004 Example Red" in said
    assert "Why red: 20% misses the target of no more than 15%" in said
    assert "East of England 19% 2003/04" in said
    assert "suffolk_2005.xlsx, sheet Figures, cell " in said
    assert "Known on 15 March 2005" in said and "Example figure." in said


def test_one_chart_holds_the_councils_figures_and_dfes_with_the_break_drawn(filled: Store) -> None:
    page = indicator(filled, "re_referrals", SUFFOLK)
    drawn = chart_of(page)
    go.Figure(drawn)
    own = drawn["data"][0]
    days = [day for day in own["x"] if day]
    assert own["name"] == "Suffolk" and days[0] < "2005" and days[-1] == "2025-03-31"
    assert [shape["x0"] for shape in drawn["layout"]["shapes"]] == ["2009-04-01"]
    # 2004 is not joined to 2013, nor 2019 to 2021 over the suppressed year between.
    assert None in own["x"][1 : days.index("2013-03-31") + 2]
    at = own["x"].index("2019-03-31")
    assert own["x"][at + 1] is None and own["x"][at + 2] == "2021-03-31"
    assert "Counted differently from 1 April 2009: " in words(page.content)
    assert page.chart


def test_the_chart_has_a_name_a_sentence_and_a_table(filled: Store) -> None:
    page = indicator(filled, "re_referrals", SUFFOLK)
    (figure,) = of_type(page.content, "Figure")
    picture = next(part for part in parts(figure) if getattr(part, "role", "") == "img")
    assert getattr(picture, "aria-label") == "Line chart: Re-referrals within 12 months, Suffolk, 2004 to 2025"
    said = words(next(part for part in parts(figure) if getattr(part, "id", "") == "trend-summary"))
    assert said.startswith("Re-referrals within 12 months, Suffolk: from 24.4% for 2012/13 to 24% for 2024/25.")
    assert "1 period has no figure." in said and "England: 22.5% for 2024/25." in said
    assert len(said.split()) <= 60
    (graph,) = [part for part in parts(figure) if isinstance(part, dcc.Graph)]
    assert graph.config["displayModeBar"] is False and graph.config["responsive"] is True


def test_the_table_has_every_point_that_the_chart_has(filled: Store) -> None:
    page = indicator(filled, "re_referrals", SUFFOLK)
    (table,) = with_class(page.content, "app-points")
    head, *lines = rows(table)
    assert head == [
        *("Period", "Suffolk", "East of England", "England", "Statistical neighbours (mean)"),
        *("Target", "Notes", "Source"),
    ]
    assert len(with_class(table, "app-notes")) == len(with_class(table, "app-target")) == len(lines)
    own = [value for value in chart_of(page)["data"][0]["y"] if value is not None]
    assert sum(line[1].endswith("%") for line in lines) == len(own)
    assert lines[0][:2] == ["2024/25", "24%"]
    assert row_of(table, "2019/20")["Suffolk"] == "Not shown because the number is too small to publish safely"
    assert row_of(table, "October 2004")["Notes"].startswith("A baseline")
    assert row_of(table, "2003/04")["Suffolk"] == "No figure" and row_of(table, "2003/04")["East of England"] == "19%"
    assert "referrals.csv, cell " in row_of(table, "2024/25")["Source"]


def test_the_csv_has_the_areas_that_are_shown(filled: Store) -> None:
    page = indicator(filled, "re_referrals", f"{SUFFOLK}&with=england&as_at=2030-01-01")
    assert links(page.content)["Download this table as CSV"] == (
        "/api/v1/series.csv?indicator=re_referrals&area=E10000029&area=E92000001&as_at=2030-01-01"
    )
    page = indicator(filled, "re_referrals", f"{SUFFOLK}&from=2020")
    assert "Download this table as CSV (with every year)" in links(page.content)


@pytest.mark.parametrize(
    ("asked", "lines"),
    [
        ("", ["Suffolk", "East of England", "England", "Statistical neighbours", "Target 15%"]),
        ("&with=none&with=england", ["Suffolk", "England", "Target 15%"]),
        ("&with=none", ["Suffolk", "Target 15%"]),
        ("&with=nonsense&with=region", ["Suffolk", "East of England", "Target 15%"]),
    ],
)
def test_the_comparators_are_those_asked_for(filled: Store, asked: str, lines: list[str]) -> None:
    page = indicator(filled, "re_referrals", SUFFOLK + asked)
    assert lines_of(page) == lines
    ticked = [c.value for c in of_type(page.content, "Input") if c.name == "with" and getattr(c, "checked", False)]
    assert len(ticked) == len(lines) - 2


def test_neighbours_are_offered_where_they_have_figures(filled: Store) -> None:
    # Essex and Suffolk are among Norfolk's neighbours or it among theirs; at least one of them has a mean.
    page = indicator(filled, "re_referrals", "area=E10000012")
    assert "Statistical neighbours" in lines_of(page)
    assert "Statistical neighbours (mean)" in words(page.content)


def test_years_narrow_the_chart_and_the_table_alike(filled: Store) -> None:
    page = indicator(filled, "re_referrals", f"{SUFFOLK}&from=2022&to=2024")
    (table,) = with_class(page.content, "app-points")
    assert [line[0] for line in rows(table)[1:]] == ["2023/24", "2022/23", "2021/22"]
    assert [day for day in chart_of(page)["data"][0]["x"] if day] == ["2022-03-31", "2023-03-31", "2024-03-31"]


def test_years_without_a_figure_say_so(filled: Store) -> None:
    page = indicator(filled, "re_referrals", f"{SUFFOLK}&from=2030")
    assert "No figures for Suffolk in these years." in words(page.content)
    assert not page.chart


def test_a_fitted_axis_says_where_it_starts(filled: Store) -> None:
    page = indicator(filled, "re_referrals", f"{SUFFOLK}&axis=fitted&from=2013")
    bottom = chart_of(page)["layout"]["yaxis"]["range"][0]
    assert bottom > 0 and f"The axis starts at {bottom:g}, not at zero." in words(page.content)
    assert "axis starts" not in words(indicator(filled, "re_referrals", SUFFOLK).content)


def test_hollow_marks_are_explained_where_there_are_any(filled: Store) -> None:
    assert "A hollow mark is not a final figure" in words(indicator(filled, "re_referrals", SUFFOLK).content)
    assert "hollow" not in words(indicator(filled, "re_referrals", f"{SUFFOLK}&from=2013").content)


def test_every_target_is_listed_with_its_own_rating(filled: Store) -> None:
    page = indicator(filled, "initial_assessments_7_days", f"{SUFFOLK}&as_at=2005-03-31")
    row = row_of(page.content, "At least 85% for 2004/05")
    assert row["Rating"] == "Amber" and row["Set by"] == "The council"
    assert "The rating of this page is against this target" in row["Target"]
    assert "suffolk_2005.xlsx, sheet Targets, cell " in row["Source"]


def test_targets_of_several_setters_stand_side_by_side(filled: Store) -> None:
    page = indicator(filled, "lac_reviews_on_time", "area=E06000032")
    government = row_of(page.content, "At least 100%")
    assert government["Set by"] == "The government" and government["Rating"] == "Red"
    local = row_of(page.content, "At least 75% by 30 November 2004")
    assert local["Where it stands"] == "Not due yet"
    assert local["Rating"] == "Not rated Would be red"


def test_the_definition_says_how_it_is_counted(filled: Store) -> None:
    page = indicator(filled, "re_referrals", SUFFOLK)
    said = words(with_class(page.content, "app-definition")[0])
    for heading in ("What it means", "Why it matters", "What good looks like", "High or low", "How it is counted"):
        assert heading in said
    assert "Lower is better." in said
    assert "Referrals within 12 months of an earlier referral of the same child, divided by all referrals." in said


def test_one_figure_is_no_chart(filled: Store) -> None:
    page = indicator(filled, "star_rating", SUFFOLK)
    assert not of_type(page.content, "Figure") and not page.chart
    assert "Social services star rating, Suffolk: one figure, 2 stars at " in words(page.content)


def test_without_an_area_the_page_asks_for_one(filled: Store) -> None:
    page = indicator(filled, "re_referrals", "")
    assert "Choose a council to see its figures." in words(page.content)
    assert with_class(page.content, "app-definition")


def test_a_council_with_no_figure_at_all_has_a_page(filled: Store) -> None:
    page = indicator(filled, "star_rating", "area=E09000001")
    assert "No figures for City of London in these years." in words(page.content)


@pytest.mark.reference
def test_a_measure_without_a_definition_has_a_page(whole: Store) -> None:
    page = indicator(whole, "lait:InfMort", SUFFOLK)
    assert page.title == "Infant Mortality – Suffolk"
    assert lines_of(page) == ["Suffolk", "East of England", "England"]
    assert not with_class(page.content, "app-panel")


@pytest.mark.reference
def test_measures_with_signs_in_their_names_have_addresses(whole: Store) -> None:
    odd = [slug for slug in reference_indicators(whole) if not slug.removeprefix("lait:").replace("_", "").isalnum()]
    assert any("%" in slug for slug in odd) and any("&" in slug for slug in odd)
    for slug in odd:
        path = href(f"/indicator/{slug}")
        page = page_at(whole, LOCAL, path, Query.of(SUFFOLK))
        assert page.status == 200, path
        if "Download this table as CSV" in links(page.content):
            assert (
                Query.of(links(page.content)["Download this table as CSV"].partition("?")[2]).one("indicator") == slug
            )


@pytest.mark.reference
def test_every_indicator_of_the_catalogue_has_a_page_for_a_london_borough(whole: Store) -> None:
    from indicators.definitions import catalogue

    drawn = 0
    for slug in catalogue():
        page = indicator(whole, slug, "area=E09000007")
        assert page.status == 200, slug
        for part in parts(page.content):
            if isinstance(part, dcc.Graph):
                assert go.Figure(part.figure).data, slug
                drawn += 1
    assert drawn > 40


@pytest.mark.reference
def test_sources_that_differ_are_named_beside_the_figure(whole: Store) -> None:
    page = indicator(whole, "re_referrals", SUFFOLK)
    (table,) = with_class(page.content, "app-points")
    assert row_of(table, "2024/25")["How many"] == "1,056 of 5,264"
    assert "Other sources: Local Authority Interactive Tool (LAIT): 20.1%, the same." in words(page.content)
