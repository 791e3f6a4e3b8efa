"""Figures come in: by keyboard alone, by dropping, by pasting; refused, mended, confirmed, and taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from indicators.stores import opened_store
from tests.browser.conftest import Visit, main_words, serving
from tests.browser.test_accessibility import shoot, violations
from tests.browser.test_journeys import tab_to
from tests.loaders.books import a_return, figure, note, target, write
from tests.stores import load

pytestmark = pytest.mark.browser

WIDTHS = (320, 1280)
# What a person copies from a page: a heading over two columns, a name beside two rows.
TABLE = """<table>
<tr><th>Council</th><td>Suffolk</td></tr>
<tr><th rowspan="2">Indicator</th><th colspan="2">2003/04</th></tr>
<tr><th>Value "so far"</th><th>Note</th></tr>
<tr><td rowspan="2">Re-referrals</td><td rowspan="2">20.5%</td><td>
   two
   lines</td></tr>
<tr><td></td></tr>
</table>"""


@pytest.fixture
def upload_site(tmp_path: Path) -> Iterator[str]:
    """Yield the address of a site in which one return of Suffolk is."""
    store = opened_store(tmp_path / "store" / "upload.duckdb")
    first = a_return(tmp_path, [figure(value=14), figure(period="2002/03", value=22)], name="first.xlsx")
    assert load(store, first).status == "loaded"
    yield from serving(store)


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """Return a workbook with an error on two sheets and two kinds of warnings."""
    figures = [figure(value="abc"), figure("no_such_thing", value=5), figure(period="2004/05", value=19)]
    return a_return(tmp_path, figures, targets=[target(target="soon")], name="quarter.xlsx")


def send(window: Visit, path: Path) -> Page:
    """Choose a file, press the button, and return the page of its preview."""
    page = window.open("/upload")
    page.get_by_label("Select a file").set_input_files(path)
    page.get_by_role("button", name="Look at what is in it").click()
    page.wait_for_url("**/upload/*")
    return window.ready()


def press(window: Visit, button: str, to: str) -> Page:
    """Press a button by keyboard, and return the page that it leads to."""
    tab_to(window.page, text=button, most=200)
    window.page.keyboard.press("Enter")
    window.page.wait_for_url(to)
    return window.ready()


def test_a_workbook_with_problems_is_mended_and_loaded_by_keyboard_alone(
    visit: Callable[..., Visit], upload_site: str, bad: Path, tmp_path: Path
) -> None:
    window = visit(at=upload_site)
    page = window.open("/upload")
    tab_to(page, element="file")
    # The system's own window for choosing a file cannot be reached from here.
    page.get_by_label("Select a file").set_input_files(bad)
    page = press(window, "Look at what is in it", "**/upload/*")
    expect(page).to_have_title("Error: This file cannot be loaded yet – Scrutineer")
    # The first problem leads to its cell, which has the focus and is in sight.
    tab_to(page, text="Sheet Figures, cell E5")
    page.keyboard.press("Enter")
    expect(page.locator("#cell-E5")).to_be_focused()
    expect(page.locator("#cell-E5")).to_be_in_viewport()
    assert "'abc' is not a number" in page.locator("#cell-E5").inner_text()
    # The second is on another sheet.
    page.get_by_role("link", name="Sheet Targets, cell C2").click()
    page.wait_for_url("**sheet=Targets#cell-C2")
    window.ready()
    expect(page.locator("#cell-C2")).to_be_focused()
    mended = mend(marked_copy(window, tmp_path))
    page.get_by_label("Select the mended file").set_input_files(mended)
    page = press(window, "Look at it again", "**/upload/*")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 figure and 1 target are new, 1 figure will change")
    loaded_by_keyboard(window)


def marked_copy(window: Visit, folder: Path) -> Path:
    """Download the workbook with its problems marked."""
    with window.page.expect_download() as download:
        window.page.get_by_role("link", name="Download your workbook with the problems marked").click()
    assert download.value.suggested_filename == "quarter marked.xlsx"
    copy = folder / "quarter marked.xlsx"
    download.value.save_as(copy)
    return copy


def mend(copy: Path) -> Path:
    """Put right what the marks in a workbook say, as a person would."""
    book = openpyxl.load_workbook(copy)
    listed = [cell.value for row in book["Problems"] for cell in row]
    assert "'abc' is not a number." in listed and "'soon' is not a target that can be read." in listed
    assert book["Figures"]["E5"].comment is not None
    book["Figures"]["E5"] = 17.5
    book["Targets"]["C2"] = "under 15"
    book.save(copy)
    return copy


def loaded_by_keyboard(window: Visit) -> None:
    """Tick the warnings, load, look at the receipt, and take the upload back, with the keyboard alone."""
    page = press(window, "Load these figures", "**unseen=1")
    summary = page.locator(".govuk-error-summary:not([hidden])")
    assert "Tick that you have seen" in summary.inner_text()
    for tick in page.locator("input[name=seen]").all():
        tab_to(page, element=tick.get_attribute("id") or "", most=200)
        page.keyboard.press("Space")
        assert tick.is_checked()
    page = press(window, "Load these figures", "**/uploads/**")
    expect(page.get_by_role("status")).to_have_text("The figures are loaded.")
    assert "2 figures and 1 target stored" in main_words(page)
    receipt = page.url
    page = press(window, "Take this upload back", "**undo=1")
    page = press(window, "Yes, take it back", "**problem=reason")
    tab_to(page, element="reason")
    page.keyboard.type("The wrong quarter")
    page = press(window, "Yes, take it back", "**notice=taken-back")
    assert page.url.split("?")[0] == receipt.split("?")[0]
    assert "Why: The wrong quarter" in main_words(page)
    page = press(window, "All uploads", "**/uploads")
    assert "The wrong quarter" in main_words(page) and "In force" in main_words(page)


def test_a_file_is_dropped(visit: Callable[..., Visit], upload_site: str, tmp_path: Path) -> None:
    window = visit(at=upload_site)
    page = window.open("/upload")
    path = a_return(tmp_path, [figure(period="2004/05", value=19)], name="dropped.xlsx")
    drop(page, [path])
    assert "Chosen: dropped.xlsx" in main_words(page)
    assert page.evaluate("document.activeElement.textContent") == "Look at what is in it"
    drop(page, [path, path])
    assert "One file at a time: the others were left out." in main_words(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/upload/*")
    window.ready()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 figure is new")


def drop(page: Page, files: list[Path]) -> None:
    """Drop files onto the box, as a hand would."""
    page.evaluate(
        """([names, bytes]) => {
            const carried = new DataTransfer();
            names.forEach(name => carried.items.add(new File([new Uint8Array(bytes)], name)));
            const box = document.querySelector('[data-drop]');
            for (const kind of ['dragover', 'drop'])
                box.dispatchEvent(new DragEvent(kind, {dataTransfer: carried, bubbles: true, cancelable: true}));
        }""",
        [[path.name for path in files], list(files[0].read_bytes())],
    )


def test_a_table_is_pasted_as_it_was_drawn(visit: Callable[..., Visit], upload_site: str) -> None:
    window = visit(at=upload_site)
    page = window.open("/upload")
    paste(page, TABLE)
    box = page.get_by_label("Paste a table")
    assert box.input_value() == (
        "Council\tSuffolk\t\n"
        "Indicator\t2003/04\t2003/04\n"
        'Indicator\t"Value ""so far"""\tNote\n'
        "Re-referrals\t20.5%\ttwo lines\n"
        "Re-referrals\t\t\n"
    )
    assert "A table of 5 rows and 3 columns was pasted." in main_words(page)


def paste(page: Page, table: str) -> None:
    """Paste a table into the box, as it comes from Word or from a web page."""
    page.get_by_label("Paste a table").focus()
    page.evaluate(
        """table => {
            const carried = new DataTransfer();
            carried.setData('text/html', table);
            carried.setData('text/plain', 'not this');
            const event = new ClipboardEvent('paste', {clipboardData: carried, bubbles: true, cancelable: true});
            document.activeElement.dispatchEvent(event);
        }""",
        table,
    )


QUARTERS = """<table>
<tr><th rowspan="2">Indicator</th><th colspan="2">2004/05</th></tr>
<tr><th>Q1</th><th>Q2</th></tr>
<tr><td>Re-referrals within 12 months</td><td>19.5%</td><td>18%</td></tr>
<tr><td>Initial assessments within 7 working days</td><td>61%</td><td>n/a</td></tr>
</table>"""


def test_a_pasted_table_is_looked_at_and_loaded(visit: Callable[..., Visit], upload_site: str) -> None:
    window = visit(at=upload_site)
    page = window.open("/upload")
    # The council of the last file is chosen already.
    assert page.get_by_label("Whose figures they are").input_value() == "E10000029"
    paste(page, QUARTERS)
    page.get_by_role("button", name="Look at what is in it").click()
    page.wait_for_url("**/upload/*")
    window.ready()
    expect(page.get_by_role("heading", level=1)).to_have_text("4 figures are new")
    assert "pasted table.csv" in main_words(page)
    loaded(window)
    assert "4 figures stored" in main_words(page)
    page.get_by_role("link", name="Re-referrals within 12 months").click()
    expect(page).to_have_title("Re-referrals within 12 months – Suffolk – Scrutineer")
    window.ready()
    assert "18%" in main_words(page)


def loaded(window: Visit) -> None:
    """Tick all warnings and load the file."""
    for tick in window.page.locator("input[name=seen]").all():
        tick.check()
    window.page.get_by_role("button", name="Load these figures").click()
    window.page.wait_for_url("**/uploads/**")
    window.ready()


def quarter(folder: Path, last: int) -> Path:
    """Write a council's own sheet with the quarters of 2004/05 up to the last; one row has a name of its own."""
    rows = [
        ["Suffolk County Council: performance 2004/05"],
        [],
        ["Indicator", *(f"Q{number} 2004/05" for number in range(1, last + 1))],
        ["Re-referrals within 12 months", *["19%", "18.5%", "18%", "17%"][:last]],
        ["LA C timeliness", *["80%", "82%", "85%", "84%"][:last]],
    ]
    return write(folder / f"quarter {last}.xlsx", {"Scorecard": rows})


def test_a_question_is_settled_once_and_not_asked_of_the_next_quarter(
    visit: Callable[..., Visit], upload_site: str, tmp_path: Path
) -> None:
    window = visit(at=upload_site)
    page = send(window, quarter(tmp_path, 3))
    expect(page.get_by_role("heading", level=1)).to_have_text("3 figures are new")
    assert "1 question to settle" in main_words(page)
    # To the cell that it is about, and back to its choices.
    tab_to(page, text="Sheet Scorecard, cell A5")
    page.keyboard.press("Enter")
    expect(page.locator("#cell-A5")).to_be_focused()
    picked = page.locator("select[data-picks]")
    picked.focus()
    page.keyboard.type("Looked after children whose reviews")
    assert page.locator("input[value=another]").is_checked()
    page = press(window, "Save the answers", "**/upload/*")
    expect(page.get_by_role("heading", level=1)).to_have_text("6 figures are new")
    assert "to settle" not in main_words(page) and "1 question settled" in main_words(page)
    loaded(window)
    page = send(window, quarter(tmp_path, 4))
    expect(page.get_by_role("heading", level=1)).to_have_text("2 figures are new")
    assert "to settle" not in main_words(page)
    assert "1 question settled, 1 by the answers of an earlier file" in main_words(page)
    page.get_by_text("1 question settled").click()
    page.get_by_role("button", name="Ask again").click()
    expect(page.get_by_role("heading", name="1 question to settle")).to_be_visible()


def test_what_is_missing_is_said_before_anything_is_sent(
    visit: Callable[..., Visit], upload_site: str, tmp_path: Path
) -> None:
    window = visit(at=upload_site)
    page = window.open("/upload")
    window.asked.clear()
    button = page.get_by_role("button", name="Look at what is in it")
    button.click()
    summary = page.locator(".govuk-error-summary:not([hidden])")
    expect(summary).to_contain_text("Select a file, or paste a table")
    expect(summary).to_be_focused()
    summary.get_by_role("link").click()
    assert page.evaluate("document.activeElement.id") == "file"
    page.get_by_label("Paste a table").fill("a\tb")
    page.get_by_label("Select a file").set_input_files(a_return(tmp_path, [figure()]))
    button.click()
    expect(summary).to_contain_text("not both")
    page.get_by_label("Paste a table").fill("")
    page.evaluate("document.querySelector('form[data-upload]').dataset.most = '10'")
    button.click()
    expect(summary).to_contain_text("The file is too large")
    # Chromium looks at the icon again for every address.
    assert [url for url in window.asked if "favicon" not in url] == []


def test_a_bar_says_how_far_the_file_is(visit: Callable[..., Visit], upload_site: str, tmp_path: Path) -> None:
    window = visit(at=upload_site)
    page = window.open("/upload")
    said: list[str] = []
    page.expose_function("heard", lambda words: said.append(words))
    page.evaluate(
        """() => new MutationObserver(() => window.heard(document.querySelector('[data-sending]').textContent))
            .observe(document.querySelector('[data-sending]'), {childList: true, characterData: true})"""
    )
    page.route("**/upload", lambda route: (page.wait_for_timeout(300), route.continue_()))
    page.get_by_label("Select a file").set_input_files(a_return(tmp_path, [figure()]))
    page.get_by_role("button", name="Look at what is in it").click()
    expect(page.locator("progress")).to_be_visible()
    page.wait_for_url("**/upload/*")
    window.ready()
    assert said[0] == "Sending…" and "Reading…" in said


def test_a_broken_connection_is_said_and_tried_again(
    visit: Callable[..., Visit], upload_site: str, tmp_path: Path
) -> None:
    window = visit(at=upload_site)
    page = window.open("/upload")
    page.route("**/upload", lambda route: route.abort())
    page.get_by_label("Select a file").set_input_files(a_return(tmp_path, [figure(value=21)]))
    button = page.get_by_role("button", name="Look at what is in it")
    button.click()
    expect(page.locator("[data-sending]")).to_have_text("The file did not arrive. Nothing was stored. Try again.")
    window.faults.clear()
    page.unroute("**/upload")
    button.click()
    page.wait_for_url("**/upload/*")
    window.ready()
    assert "1 figure will change" in main_words(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_any_page_of_an_upload(
    visit: Callable[..., Visit], upload_site: str, bad: Path, tmp_path: Path, width: int
) -> None:
    window = visit(width, at=upload_site)
    noted = a_return(tmp_path, [figure(value=25), figure("no_such_thing", value=5)], notes=[note()], name="noted.xlsx")
    look(window.open("/upload"), "upload", width)
    look(window.open("/upload?problem=nothing"), "upload-error", width)
    look(send(window, bad), "upload-refused", width)
    page = send(window, noted)
    look(page, "upload-preview", width)
    page.get_by_role("button", name="Load these figures").click()
    page.wait_for_url("**unseen=1")
    look(window.ready(), "upload-unseen", width)
    for tick in page.locator("input[name=seen]").all():
        tick.check()
    page.get_by_role("button", name="Load these figures").click()
    page.wait_for_url("**/uploads/**")
    look(window.ready(), "upload-receipt", width)
    page.get_by_role("link", name="Take this upload back").click()
    page.wait_for_url("**undo=1")
    look(window.ready(), "upload-undo", width)
    look(window.open("/uploads"), "uploads", width)


def look(page: Page, name: str, width: int) -> None:
    """Keep a picture of a page, and see that nothing is wrong with it, its boxes open."""
    shoot(page, name, width)
    page.evaluate("document.querySelectorAll('details').forEach(box => { box.open = true; })")
    assert violations(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width


def test_a_thousand_rows_are_drawn_quickly(visit: Callable[..., Visit], upload_site: str, tmp_path: Path) -> None:
    window = visit(at=upload_site)
    figures = [figure(period=f"{1 + n % 28} March {1965 + n // 28}", value=20) for n in range(990)]
    page = send(window, a_return(tmp_path, figures, name="long.xlsx"))
    assert "990 figures are new" in main_words(page)
    begun = page.evaluate("performance.now()")
    page.get_by_role("link", name="Show all rows").click()
    page.wait_for_url("**rows=1#sheet")
    window.ready()
    assert page.locator(".app-grid tbody tr").count() == 994
    assert page.evaluate("performance.now()") - begun < 10_000
