"""axe-core over every page at two widths, and what it does not look at: reflow, focus, names, words beside colours."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import AXE, SCREENS, Visit

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
THEN = "area=E10000029&as_at=2005-03-31"
PAGES = {
    "choose": "/",
    "scorecard": f"/?{THEN}",
    "scorecard-red-first": f"/?{THEN}&order=red",
    "scorecard-one-theme": "/?area=E10000029&theme=front-door-and-assessment",
    "scorecard-nothing-found": f"/?{THEN}&theme=nowhere",
    "indicator": "/indicator/re_referrals?area=E10000029",
    "indicator-then": f"/indicator/initial_assessments_7_days?{THEN}",
    "indicator-no-figure": "/indicator/star_rating?area=E09000001",
    "indicator-no-area": "/indicator/re_referrals",
    "catalogue": "/catalogue?area=E10000029",
    "not-found": "/nowhere",
    "bad-address": "/?area=E10000029&as_at=soon",
}
WIDTHS = (320, 1280)


def violations(page: Page) -> list[str]:
    """Return what axe-core finds wrong with a page as it stands."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}}).then(r => r.violations)", TAGS
    )
    return [f"{v['id']}: {v['help']}: {json.dumps([n['html'][:200] for n in v['nodes']][:5])}" for v in found]


def shoot(page: Page, name: str, width: int) -> None:
    """Keep a picture of the whole page for whoever wants to look at it."""
    SCREENS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}-{width}.png", full_page=True)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(visit: Callable[..., Visit], name: str, width: int) -> None:
    window = visit(width)
    if name in ("not-found", "bad-address"):
        # The browser remarks on the status of these pages; that is their point.
        window.page.on("close", lambda _: None)
    page = window.open(PAGES[name])
    shoot(page, name, width)
    assert violations(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    window.faults[:] = [fault for fault in window.faults if "status of 4" not in fault]


@pytest.mark.parametrize("width", WIDTHS)
def test_the_first_page_of_an_empty_store(visit: Callable[..., Visit], empty_site: str, width: int) -> None:
    page = visit(width, at=empty_site).open("/")
    shoot(page, "start", width)
    assert violations(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_open_boxes_are_as_good_as_closed_ones(visit: Callable[..., Visit], width: int) -> None:
    page = visit(width).open("/indicator/re_referrals?area=E10000029")
    page.evaluate("document.querySelectorAll('details').forEach(box => { box.open = true; })")
    assert violations(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width


@pytest.mark.parametrize("name", ["scorecard", "indicator"])
def test_four_times_the_size_is_the_narrow_page(visit: Callable[..., Visit], name: str) -> None:
    # 1280 pixels at 400% are 320 of CSS; text alone at 200% must not spill either.
    page = visit(1280).open(PAGES[name])
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.wait_for_timeout(200)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 1280


def test_ratings_read_the_same_without_any_colour(visit: Callable[..., Visit]) -> None:
    page = visit().open(f"/?{THEN}&order=red")
    page.evaluate("document.querySelectorAll('link[rel=stylesheet]').forEach(sheet => sheet.remove())")
    said = page.inner_text("main")
    for word in ("Red", "Amber", "Green", "Not rated", "Why red:", "Why amber:", "Improving", "Worsening"):
        assert word in said
    shapes = (
        visit()
        .open(f"/?{THEN}")
        .evaluate(
            """[...new Set([...document.querySelectorAll('.app-rag')].map(tag => {
            const shape = getComputedStyle(tag, '::before');
            return [tag.textContent, shape.borderRadius, shape.transform, shape.borderTopWidth].join(' ');
        }))].map(line => line.replace(/^(Red|Amber|Green|Not rated) /, ''))"""
        )
    )
    assert len(shapes) == len(set(shapes)) == 4


def test_every_target_for_a_finger_is_large_enough(visit: Callable[..., Visit]) -> None:
    for name in ("scorecard", "indicator"):
        small = (
            visit(320)
            .open(PAGES[name])
            .evaluate(
                """[...document.querySelectorAll('button, select, input:not([type=hidden]), summary, nav a')]
               .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
               .filter(([, box]) => box.width && (box.height < 24 || box.width < 24)).map(([html]) => html)"""
            )
        )
        assert small == []


def test_forced_colours_keep_the_shapes(visit: Callable[..., Visit]) -> None:
    page = visit(forced_colors="active").open(f"/?{THEN}&rag=red")
    shape = page.evaluate("getComputedStyle(document.querySelector('.app-rag--red'), '::before').borderLeftColor")
    assert shape == "rgba(0, 0, 0, 0)"


def test_nothing_moves_for_those_who_asked_for_that(visit: Callable[..., Visit]) -> None:
    page = visit(reduced_motion="reduce").open(PAGES["indicator"])
    moving = page.evaluate(
        """[...document.querySelectorAll('*')].filter(e => {
            const style = getComputedStyle(e);
            return parseFloat(style.transitionDuration) > 0 || parseFloat(style.animationDuration) > 0;
        }).length"""
    )
    assert moving == 0


def test_in_print_the_page_is_a_table_with_its_address(visit: Callable[..., Visit]) -> None:
    page = visit(794).open(f"/?{THEN}&order=red")
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#printed-from").inner_text() == f"Printed from {page.url}"
    assert "As known on 31 March 2005." in page.inner_text("main")
    display = "selector => getComputedStyle(document.querySelector(selector)).display"
    assert page.evaluate(display, ".app-readings thead") == "table-header-group"
    assert page.evaluate(display, ".app-header nav") == "none"
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 794
    shoot(page, "scorecard-print", 794)
