"""What people do: by keyboard alone, by link, back and forth, with the two buttons for the examples."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit, main_words

pytestmark = pytest.mark.browser

THEN = "area=E10000029&as_at=2005-03-31"
FOCUSED = """() => {
    const e = document.activeElement, style = getComputedStyle(e);
    const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== 'none';
    const box = e.getBoundingClientRect();
    return {tag: e.tagName, id: e.id, text: (e.textContent || '').trim().slice(0, 80), seen,
            inside: box.bottom > 0 && box.top < window.innerHeight};
}"""


def tab_to(page: Page, text: str = "", element: str = "", most: int = 80) -> int:
    """Press Tab until a control is reached, and return how often; every stop on the way must be plain to see."""
    for presses in range(1, most + 1):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUSED)
        if here["tag"] == "BODY":
            continue
        assert here["seen"] and here["inside"], f"the focus cannot be seen on {here}"
        if (text and here["text"].startswith(text)) or (element and here["id"] == element):
            return presses
    raise AssertionError(f"{text or element} was not reached with {most} presses")


def test_from_the_first_page_to_the_download_by_keyboard_alone(visit: Callable[..., Visit], tmp_path: Path) -> None:
    window = visit()
    # How a day is typed depends on the country that the browser was made for, so it comes with the address.
    page = window.open("/?as_at=2005-03-31")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    tab_to(page, element="area")
    page.keyboard.type("Suffolk")
    tab_to(page, element="as_at")
    tab_to(page, text="Show")
    page.keyboard.press("Enter")
    expect(page).to_have_title("Suffolk: children’s services scorecard – Scrutineer")
    window.ready()
    assert page.url.endswith("/?area=E10000029&as_at=2005-03-31")
    # The heading has the focus, so that a screen reader says where one is.
    assert page.evaluate("document.activeElement.tagName") == "H1"
    tab_to(page, text="2 red")
    page.keyboard.press("Enter")
    page.wait_for_url("**rag=red")
    window.ready()
    tab_to(page, text="Re-referrals within 12 months")
    page.keyboard.press("Enter")
    expect(page).to_have_title("Re-referrals within 12 months – Suffolk – Scrutineer")
    window.ready()
    tab_to(page, text="Download this table as CSV")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    file = tmp_path / "series.csv"
    download.value.save_as(file)
    assert "Re-referrals within 12 months" in file.read_text(encoding="utf-8-sig")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "region"
    tab_to(page, text="Source")
    page.keyboard.press("Enter")
    assert page.locator(".app-points details[open]").count() == 1


def test_the_skip_link_leads_into_the_page(visit: Callable[..., Visit]) -> None:
    page = visit().open(f"/?{THEN}")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)
    assert page.evaluate("document.activeElement.id") == "main"
    assert "as_at=2005-03-31" in page.url


@pytest.mark.parametrize(
    "address",
    [
        "/",
        f"/?{THEN}",
        f"/?{THEN}&rag=amber&theme=front-door-and-assessment&order=red",
        "/indicator/re_referrals?area=E10000029",
        "/indicator/re_referrals?area=E10000029&with=none&with=england&from=2015&to=2022&axis=fitted",
        "/catalogue?area=E10000029&as_at=2005-03-31",
    ],
)
def test_an_address_sent_to_a_colleague_is_the_same_page(visit: Callable[..., Visit], address: str) -> None:
    first, second = visit(), visit()
    assert main_words(first.open(address)) == main_words(second.open(address))


def test_every_control_of_the_indicator_page_is_in_the_address(visit: Callable[..., Visit]) -> None:
    window = visit()
    page = window.open("/indicator/re_referrals?area=E10000029")
    page.get_by_label("Council or area").select_option(label="Norfolk")
    page.get_by_label("From year").fill("2015")
    page.get_by_label("To year").fill("2020")
    page.get_by_label("East of England").uncheck()
    page.get_by_label("Fit to the figures").check()
    page.get_by_role("button", name="Update").click()
    page.wait_for_url("**axis=fitted")
    window.ready()
    assert "area=E10000020" in page.url and "from=2015&to=2020" in page.url
    assert "with=england" in page.url and "with=region" not in page.url and "with=none" not in page.url
    assert main_words(page) == main_words(visit().open(page.url.removeprefix(f"http://{window.host}")))
    assert not page.get_by_label("East of England").is_checked()
    # With every tick taken away, the address says so.
    page.get_by_label("England", exact=True).uncheck()
    page.get_by_label("Statistical neighbours").uncheck()
    page.get_by_role("button", name="Update").click()
    page.wait_for_url("**with=none**")
    window.ready()
    assert page.locator("input[type=checkbox][name=with]:checked").count() == 0


def test_back_and_forward_bring_back_page_title_and_place(visit: Callable[..., Visit]) -> None:
    window = visit()
    page = window.open(f"/?{THEN}")
    before = main_words(page)
    page.evaluate("window.scrollTo(0, 1500)")
    link = page.get_by_role("link", name="Social worker vacancy rate")
    link.evaluate("e => e.click()")
    expect(page).to_have_title("Social worker vacancy rate – Suffolk – Scrutineer")
    window.ready()
    assert page.evaluate("window.scrollY") == 0
    page.go_back()
    expect(page).to_have_title("Suffolk: children’s services scorecard – Scrutineer")
    window.ready()
    assert main_words(page) == before
    assert page.evaluate("window.scrollY") == 1500
    page.go_forward()
    expect(page).to_have_title("Social worker vacancy rate – Suffolk – Scrutineer")


def test_moving_between_pages_loads_nothing_twice(visit: Callable[..., Visit]) -> None:
    window = visit()
    page = window.open(f"/?{THEN}")
    assert not [url for url in window.asked if "plotly" in url]
    page.get_by_role("link", name="Red and worsening first").click()
    page.wait_for_url("**order=red")
    window.ready()
    page.get_by_role("link", name="Initial assessments within 7 working days").click()
    page.wait_for_selector(".js-plotly-plot .main-svg")
    page.get_by_role("link", name="Scorecard for Suffolk").click()
    expect(page).to_have_title("Suffolk: children’s services scorecard – Scrutineer")
    # Chromium looks at the icon again for every address; it is 300 bytes.
    documents = [url for url in window.asked if ".js" in url or ".css" in url]
    assert sorted(documents) == sorted(set(documents))
    plotly = [url for url in window.asked if "plotly" in url]
    assert len(plotly) == 1 and "/assets/vendor/plotly-basic.min.js" in plotly[0]


def test_a_box_that_was_opened_stays_with_its_page(visit: Callable[..., Visit]) -> None:
    window = visit()
    page = window.open(f"/?{THEN}")
    page.get_by_text("Show one theme").click()
    page.get_by_label("Council or area").select_option(label="Norfolk")
    page.get_by_role("link", name="Red and worsening first").click()
    page.wait_for_url("**order=red")
    window.ready()
    assert page.locator("details[open]").count() == 0
    assert page.get_by_label("Council or area").input_value() == "E10000029"


def test_the_same_choice_again_leaves_the_page_as_it_is(visit: Callable[..., Visit]) -> None:
    window = visit()
    page = window.open(f"/?{THEN}")
    before = main_words(page)
    page.get_by_role("button", name="Show").click()
    window.ready()
    page.wait_for_timeout(300)
    assert main_words(page) == before


def test_the_examples_come_and_go_with_one_click(visit: Callable[..., Visit], empty_site: str) -> None:
    window = visit(at=empty_site)
    page = window.open("/")
    page.get_by_role("button", name="Load the example councils").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Choose a council", timeout=60_000)
    assert page.get_by_role("status").inner_text().startswith("The example councils are loaded.")
    page.get_by_role("link", name="Suffolk").click()
    expect(page).to_have_title("Suffolk: children’s services scorecard – Scrutineer")
    window.ready()
    assert "2 red, 3 amber, 3 green" in main_words(page)
    page.get_by_role("button", name="Remove them").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Begin with some figures", timeout=60_000)
    assert page.get_by_role("status").inner_text() == (
        "The example figures have been removed. Nothing else was changed."
    )
    assert page.get_by_role("button", name="Remove them").count() == 0


def test_a_narrow_screen_gets_the_names_above_the_chart(visit: Callable[..., Visit]) -> None:
    page = visit(320).open("/indicator/re_referrals?area=E10000029")
    page.wait_for_selector(".js-plotly-plot .legend")
    names = page.locator(".js-plotly-plot .legend .legendtext").all_text_contents()
    assert names == ["Suffolk", "East of England", "England", "Statistical neighbours", "Target 15%"]
    wide = visit(1280).open("/indicator/re_referrals?area=E10000029")
    assert wide.locator(".js-plotly-plot .legend").count() == 0
    inside = wide.evaluate(
        """() => {
            const chart = document.querySelector('.js-plotly-plot').getBoundingClientRect();
            return [...document.querySelectorAll('.annotation-text')].every(text => {
                const box = text.getBoundingClientRect();
                return box.left >= chart.left && box.right <= chart.right && box.top >= chart.top;
            });
        }"""
    )
    assert inside


def test_dates_and_titles_are_english(browser: Browser, site: str) -> None:
    window = browser.new_context(locale="en-GB")
    page = window.new_page()
    page.goto(f"{site}/?{THEN}")
    page.wait_for_selector("#page h1")
    assert page.evaluate("document.documentElement.lang") == "en-GB"
    window.close()
