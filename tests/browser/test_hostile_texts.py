"""Texts that would do something if a page or a chart took them for more than texts: each is shown as it was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from indicators.stores import opened_store
from layouts.charts.line import Chart, Dot, Line, Step, figure
from tests.browser.conftest import Visit, main_words, serving
from tests.browser.test_upload import loaded, send
from tests.loaders import books
from tests.loaders.books import a_return, note

pytestmark = pytest.mark.browser

SUFFOLK = "E10000029"
TEAM = '<a href="javascript:hacked()">West</a>'
NOTE = '<img src=x onerror="window.hacked=1"><br>×1000 %{y} {{7*7}} ${7*7}'
WORDS = "<script>window.hacked=1</script> & <b>bold</b> javascript:alert(1)"


def hostile(folder: Path) -> Path:
    """Write a return whose team, notes and comments hold tags and templates."""
    years = range(2000, 2004)
    figures = [books.figure(period=f"{y}/0{y - 1999}", value=20 + y % 3, area=TEAM, note=NOTE) for y in years]
    figures += [books.figure(period=f"{y}/0{y - 1999}", value=18 + y % 3, note=NOTE) for y in years]
    return a_return(folder, figures, notes=[note(words=WORDS, period="2003/04")], name="<b>q<-b> {{7*7}}.xlsx")


@pytest.fixture
def hostile_site(tmp_path: Path) -> Iterator[str]:
    """Yield the address of a site in which nothing is yet."""
    yield from serving(opened_store(tmp_path / "store" / "hostile.duckdb"))


def unharmed(page: Page) -> str:
    """Return the words of a page after seeing that none of them became a part of it."""
    assert page.evaluate("window.hacked") is None
    for made in ("main script", "main img", 'a[href^="javascript"]', "main .app-grid b", "svg a[href]"):
        assert page.locator(made).count() == 0, made
    return main_words(page)


def test_hostile_texts_are_only_texts_from_the_preview_to_the_chart(
    visit: Callable[..., Visit], hostile_site: str, tmp_path: Path
) -> None:
    window = visit(at=hostile_site)
    page = send(window, hostile(tmp_path))
    page.evaluate("document.querySelectorAll('details').forEach(box => { box.open = true; })")
    said = unharmed(page)
    assert "<b>q<-b> {{7*7}}.xlsx" in said and NOTE in said and TEAM in said
    page.get_by_role("link", name="Notes").first.click()
    page.wait_for_url("**sheet=Notes**")
    assert WORDS in unharmed(window.ready())
    page.go_back()
    window.ready()
    loaded(window)
    unharmed(page)
    page = window.open(f"/indicator/re_referrals?area={SUFFOLK}")
    page.evaluate("document.querySelectorAll('details').forEach(box => { box.open = true; })")
    said = unharmed(page)
    assert NOTE in said


def test_a_chart_draws_tags_as_they_are_written(visit: Callable[..., Visit], hostile_site: str, tmp_path: Path) -> None:
    """No name of a council or a locality holds a tag: a chart is drawn anew with names that do."""
    window = visit(at=hostile_site)
    send(window, hostile(tmp_path))
    loaded(window)
    page = window.open(f"/indicator/re_referrals?area={SUFFOLK}")
    dots = tuple(Dot(date(year, 3, 31), 20, f"{TEAM}: %{{y}} {NOTE}") for year in range(2001, 2005))
    chart = Chart((Line(TEAM, (dots,)),), steps=(Step(None, None, 15, "Target <b>&lt;15%</b>"),))
    page.evaluate("drawing => Plotly.react(document.querySelector('.js-plotly-plot'), drawing)", figure(chart))
    page.wait_for_timeout(300)
    unharmed(page)
    names = ["".join(name.split()) for name in page.locator(".js-plotly-plot .annotation-text").all_text_contents()]
    assert sorted(names) == sorted(["".join(TEAM.split()), "Target<b>&lt;15%</b>"])
    point = page.locator(".js-plotly-plot .scatterlayer .trace").first.locator(".point").nth(2)
    point.scroll_into_view_if_needed()
    box = point.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    hover = page.locator(".js-plotly-plot .hoverlayer .hovertext")
    expect(hover).to_contain_text(f"{TEAM}: %{{y}} {NOTE}")
    unharmed(page)
