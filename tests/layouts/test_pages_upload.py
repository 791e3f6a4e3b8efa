"""The pages where figures come in, in every state: the form, the preview, the refusal, the receipt, the history."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import openpyxl
import pytest
from flask.testing import FlaskClient

from data import ledger
from data.settings import Settings, read_settings
from data.store import Store
from data.viewer import LOCAL, PUBLIC
from indicators.stores import opened_store
from layouts.components.shell import shell
from layouts.page import Page
from layouts.previews import Previews
from layouts.query import Query
from layouts.router import page_at
from layouts.server import create_server
from loaders.examples import load_examples
from tests.layouts.seen import links, of_type, parts, row_of, rows, with_class, words
from tests.loaders.books import FIRST, a_return, figure, note, target, write

OURS = {"Origin": "http://localhost"}
SUFFOLK, NORFOLK = "E10000029", "E10000020"


@dataclass
class Site:
    """A server over a store of its own, as a person with a browser meets it."""

    client: FlaskClient
    store: Store
    settings: Settings

    def post(self, address: str, **fields: object) -> str:
        """Send a form, and return the address that the answer leads to."""
        answer = self.client.post(address, data=fields, headers=OURS)
        assert answer.status_code == 303, answer.get_data(as_text=True)
        return answer.location

    def send(self, path: Path, name: str = "", **fields: object) -> str:
        """Send a file, and return the address of its preview."""
        return self.post("/upload", file=(io.BytesIO(path.read_bytes()), name or path.name), **fields)

    def at(self, address: str) -> Page:
        """Return the page at an address."""
        parts = urlsplit(address)
        previews = Previews(self.store, self.settings)
        return page_at(self.store, LOCAL, parts.path, Query.of(parts.query), previews)

    def load(self, path: Path, **fields: object) -> str:
        """Send a file and say yes to it, and return the address of its receipt."""
        return self.confirm(self.send(path, **fields))

    def confirm(self, preview: str, seen: tuple[str, ...] | None = None) -> str:
        """Press the button of a preview, with every tick or with those of `seen`."""
        (form,) = with_class(self.at(preview).content, "app-confirm")
        ticks = [one.value for one in of_type(form, "Input") if getattr(one, "type", "") == "checkbox"]
        version = next(one.value for one in of_type(form, "Input") if getattr(one, "name", "") == "version")
        return self.post(form.action, seen=ticks if seen is None else list(seen), version=version)

    def kept(self) -> list[Path]:
        """Return the files that wait."""
        return list(self.store.path.parent.glob("pending/*/*"))


def site_of(store: Store, settings: Settings) -> Site:
    return Site(create_server(store, settings).test_client(), store, settings)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    store = opened_store(tmp_path / "store" / "upload.duckdb")
    yield site_of(store, read_settings(str(store.path)))
    store.close()


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """Return a return with three figures, a target and a note, and nothing to remark on."""
    figures = [
        figure(),
        figure(period="2002/03", value=22),
        figure("initial_assessments_7_days", "Q3 2004/05", 57.5),
    ]
    return a_return(tmp_path, figures, targets=[target(target="under 15", for_="2003/04")], notes=[note()])


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """Return a return with an error on each of two sheets, and a warning."""
    figures = [figure(value="abc"), figure("no_such_thing", value=57.5), figure(period="2002/03", value=22)]
    return a_return(tmp_path, figures, targets=[target(target="soon")], name="bad.xlsx")


def summary(page: Page) -> str:
    """Return the words of the error summary that is shown, '' for none."""
    found = [box for box in with_class(page.content, "govuk-error-summary") if not getattr(box, "hidden", None)]
    assert len(found) <= 1
    return words(found)


def heading(page: Page) -> str:
    (h1,) = of_type(page.content, "H1")
    return words(h1)


# --- the form -----------------------------------------------------------------------------------------------------


def test_every_control_of_the_form_has_its_label(site: Site) -> None:
    page = site.at("/upload")
    assert page.title == heading(page) == "Load figures" and summary(page) == ""
    labels = {label.htmlFor: words(label) for label in of_type(page.content, "Label")}
    controls = of_type(page.content, "Select", "Textarea") + [
        one for one in of_type(page.content, "Input") if one.type != "hidden"
    ]
    assert {control.id for control in controls} == set(labels)
    assert labels["file"] == "Select a file" and labels["pasted"] == "Paste a table"
    (form,) = with_class(page.content, "app-upload")
    assert (form.action, form.method, form.encType) == ("/upload", "post", "multipart/form-data")
    assert "20 MB" in words(form) and "500 MB" in words(form)


def test_the_council_of_the_last_file_is_chosen_and_examples_do_not_count(site: Site, good: Path) -> None:
    def chosen() -> list[str]:
        (select,) = [one for one in of_type(site.at("/upload").content, "Select") if one.id == "council"]
        return [o.value for o in of_type(select, "Option") if getattr(o, "selected", None)]

    load_examples(site.store, site.settings)
    assert chosen() == []
    receipt = site.load(good)
    assert chosen() == [SUFFOLK]
    site.post(f"{urlsplit(receipt).path}/undo", reason="A slip")
    assert chosen() == []


def test_the_address_says_whose_figures_and_when(site: Site) -> None:
    page = site.at(f"/upload?council={NORFOLK}&known_on=2005-03-15")
    (select,) = [one for one in of_type(page.content, "Select") if one.id == "council"]
    assert [words(o) for o in of_type(select, "Option") if getattr(o, "selected", None)] == ["Norfolk"]
    (day,) = [one for one in of_type(page.content, "Input") if one.type == "date"]
    assert day.value == "2005-03-15"


@pytest.mark.parametrize(
    ("fields", "word", "said"),
    [
        ({}, "nothing", "Select a file, or paste a table"),
        ({"pasted": "  \n "}, "nothing", "Select a file, or paste a table"),
        ({"pasted": "a\tb", "file": (io.BytesIO(b"a,b"), "a.csv")}, "both", "not both"),
        ({"pasted": "a\tb", "known_on": "soon"}, "day", "a real day"),
        ({"pasted": "a\tb", "council": "Nowhere"}, "council", "Select a council from the list"),
        ({"pasted": "a\tb", "council": "E92000001"}, "council", "Select a council from the list"),
        ({"file": (io.BytesIO(b""), "")}, "nothing", "Select a file, or paste a table"),
    ],
)
def test_what_is_wrong_with_the_form_is_said_at_the_top_and_at_the_field(
    site: Site, fields: dict[str, object], word: str, said: str
) -> None:
    address = site.post("/upload", **fields)
    assert address == f"/upload?problem={word}"
    page = site.at(address)
    assert page.title == "Error: Load figures"
    assert summary(page).startswith("There is a problem") and said in summary(page)
    assert said in words(with_class(page.content, "govuk-error-message"))
    shown = [box for box in with_class(page.content, "govuk-error-summary") if not getattr(box, "hidden", None)]
    (to,) = links(shown).values()
    assert to.removeprefix("#") in {getattr(part, "id", "") for part in parts(page.content)}
    assert site.kept() == []


def test_what_was_filled_in_stays(site: Site) -> None:
    address = site.post("/upload", council=SUFFOLK, known_on="2005-03-15")
    assert address == f"/upload?problem=nothing&council={SUFFOLK}&known_on=2005-03-15"


def test_a_word_in_the_address_that_is_not_known_says_nothing(site: Site) -> None:
    page = site.at("/upload?problem=%3Cb%3E")
    assert summary(page) == "" and page.title == "Load figures"


def test_what_is_larger_than_the_limit_is_turned_away_in_plain_words(tmp_path: Path, good: Path) -> None:
    store = opened_store(tmp_path / "small" / "small.duckdb")
    settings = replace(read_settings(str(store.path)), max_workbook_bytes=10_000, max_csv_bytes=10_000)
    site = site_of(store, settings)
    answer = site.client.post("/upload", data={"file": (io.BytesIO(b"x" * 3_000_000), "a.csv")}, headers=OURS)
    assert answer.location == "/upload?problem=too_big"
    assert "The file is too large." in summary(site.at(answer.location)) and site.kept() == []
    store.close()


def test_files_that_wait_have_a_limit(tmp_path: Path, good: Path) -> None:
    store = opened_store(tmp_path / "small" / "small.duckdb")
    site = site_of(store, replace(read_settings(str(store.path)), max_pending=1))
    first = site.send(good)
    assert site.send(good) == "/upload?problem=full"
    assert site.post(f"{first}/drop") == "/upload?notice=thrown-away"
    assert site.send(good).startswith("/upload/")
    store.close()


def test_a_script_is_told_where_to_go(site: Site, good: Path) -> None:
    headers = OURS | {"Accept": "application/json"}
    answer = site.client.post("/upload", headers=headers)
    assert answer.status_code == 200 and answer.json == {"to": "/upload?problem=nothing"}


def test_another_web_site_cannot_send_anything(site: Site, good: Path) -> None:
    address = site.send(good)
    for path in ("/upload", f"{address}/answers", f"{address}/asked", f"{address}/confirm", f"{address}/drop"):
        for headers in ({}, {"Origin": "http://evil.example"}, OURS | {"Sec-Fetch-Site": "cross-site"}):
            answer = site.client.post(path, data={"pasted": "a\tb"}, headers=headers)
            assert answer.status_code == 403 and "Nothing was changed" in answer.get_data(as_text=True)
    assert len(site.kept()) == 2 and ledger.history(site.store, LOCAL) == []


def test_the_public_gets_none_of_these_pages(site: Site, good: Path) -> None:
    receipt = urlsplit(site.load(good)).path
    waiting = site.send(good)
    previews = Previews(site.store, site.settings)
    for path in ("/upload", waiting, "/uploads", receipt):
        page = page_at(site.store, PUBLIC, path, Query(), previews)
        assert page.status == 404 and "Suffolk" not in words(page.content)
    seen = shell(site.store, page_at(site.store, PUBLIC, "/catalogue", Query()), "/catalogue", Query(), PUBLIC)
    assert not {"Upload", "Uploads"} & set(links(seen))
    public = create_server(site.store, site.settings, viewer=PUBLIC).test_client()
    for path in ("/upload", f"{waiting}/confirm", f"{waiting}/drop", f"{receipt}/undo"):
        assert public.post(path, data={"reason": "x"}, headers=OURS).status_code == 403
    assert public.get(f"{waiting}/marked.xlsx").status_code == 403
    assert [one.undone_at for one in ledger.history(site.store, LOCAL)] == [None]


def test_the_header_leads_to_both_pages(site: Site) -> None:
    whole = shell(site.store, site.at("/uploads"), "/uploads", Query())
    assert links(whole)["Upload"] == "/upload" and links(whole)["Uploads"] == "/uploads"
    here = [words(a) for a in of_type(whole, "A") if getattr(a, "aria-current", "") == "page"]
    assert here == ["Uploads"]


# --- the preview --------------------------------------------------------------------------------------------------


def test_the_preview_says_what_would_happen(site: Site, good: Path) -> None:
    page = site.at(site.send(good))
    assert page.title == heading(page) == "3 figures and 1 target are new"
    said = words(page.content)
    for part in ("Suffolk", "15 March 2005", "Council return", "3 figures, 1 target and 1 comment"):
        assert part in said
    assert row_of(page.content, "Initial assessments within 7 working days") == {
        "Indicator": "Initial assessments within 7 working days",
        "Area and period": "Suffolk October to December 2004",
        "Will be": "57.5%",
        "Where": "Figures E7",
    }
    (ratings,) = [one for one in of_type(page.content, "Table") if "Ratings" in words(of_type(one, "Caption"))]
    assert rows(ratings)[1:] == [["Re-referrals within 12 months", "Suffolk", "Not rated", "Red 2003/04"]]
    assert ledger.history(site.store, LOCAL) == []


def test_a_change_shows_the_old_figure_and_the_new_one(site: Site, good: Path, tmp_path: Path) -> None:
    site.load(good)
    later = a_return(tmp_path, [figure(value=25), figure(period="2002/03", value=22)], name="later.xlsx")
    page = site.at(site.send(later))
    assert heading(page) == "1 figure will change"
    assert row_of(page.content, "Re-referrals within 12 months") == {
        "Indicator": "Re-referrals within 12 months",
        "Area and period": "Suffolk 2003/04",
        "Now": "20% suffolk.xlsx, reported on 15 March 2005",
        "Will be": "25%",
        "Where": "Figures E5",
    }
    assert "The same as before: 1 figure." in words(page.content)


def test_what_would_change_nothing_says_so(site: Site, good: Path, tmp_path: Path) -> None:
    site.load(good)
    same = a_return(tmp_path, [figure(), figure(period="2002/03", value=22)], name="same.xlsx")
    page = site.at(site.send(same))
    assert heading(page) == "Nothing would change: 2 figures, as before"
    assert "No rating would change." in words(page.content)


def test_each_cell_says_what_it_was_read_as(site: Site, good: Path) -> None:
    address = site.send(good)
    (grid,) = with_class(site.at(address).content, "app-grid")
    figures = with_class(grid, "app-cell--figure")
    assert [cell.title for cell in figures] == [
        "Re-referrals within 12 months, Suffolk, 2003/04: 20%",
        "Re-referrals within 12 months, Suffolk, 2002/03: 22%",
        "Initial assessments within 7 working days, Suffolk, October to December 2004: 57.5%",
    ]
    assert "(Figure: Re-referrals within 12 months, Suffolk, 2003/04: 20%)" in words(figures[0])
    head = rows(grid)[0]
    assert head == ["", *"ABCDEFGHI"] and [row[0] for row in rows(grid)[1:]] == [str(n) for n in range(1, FIRST + 3)]
    (other,) = with_class(site.at(f"{address}?sheet=Targets").content, "app-grid")
    targets = with_class(other, "app-cell--target")
    assert [cell.title for cell in targets] == ["Re-referrals within 12 months, Suffolk: target 15%"]
    legend = words(with_class(site.at(address).content, "app-legend"))
    assert legend == "Figure"


def test_without_a_tick_nothing_is_loaded_and_the_page_says_which(site: Site, tmp_path: Path) -> None:
    path = a_return(tmp_path, [figure(), figure("no_such_thing", value=5), figure(period="2004/05", value=21)])
    address = site.send(path)
    page = site.at(address)
    assert summary(page) == ""
    ticks = [one.value for one in of_type(page.content, "Input") if one.type == "checkbox"]
    assert len(ticks) == len(set(ticks)) >= 2
    assert site.confirm(address, seen=(ticks[0],)) == f"{address}?unseen=1"
    page = site.at(f"{address}?unseen=1")
    assert page.title.startswith("Error: ") and summary(page).count("Tick that you have seen") == len(ticks) - 1
    checked = [one.value for one in of_type(page.content, "Input") if getattr(one, "checked", None)]
    assert checked == [ticks[0]]
    assert ledger.history(site.store, LOCAL) == []
    receipt = site.at(site.confirm(address))
    assert "Warnings it was loaded with" in words(receipt.content) and "no_such_thing" in words(receipt.content)


def test_a_file_with_problems_lists_all_and_leads_to_their_cells(site: Site, bad: Path) -> None:
    address = site.send(bad)
    page = site.at(address)
    assert page.title == "Error: This file cannot be loaded yet"
    said = summary(page)
    assert said.startswith("There are 2 problems")
    assert "Sheet Figures, cell E5: 'abc' is not a number. Write a number" in said
    assert "Sheet Targets, cell C2: 'soon' is not a target" in said
    (box,) = [one for one in with_class(page.content, "govuk-error-summary") if not getattr(one, "hidden", None)]
    for to in links(box).values():
        where = urlsplit(to)
        there = site.at(f"{where.path}?{where.query}")
        (cell,) = [part for part in parts(there.content) if getattr(part, "id", "") == where.fragment]
        assert "app-cell--error" in cell.className and "Error: " in words(cell) and cell.tabIndex == "-1"
    assert "app-confirm" not in str([getattr(part, "className", "") for part in parts(page.content)])
    assert links(page.content)["Targets (1 problem)"] == f"{address}?sheet=Targets#sheets"


def test_a_refused_file_cannot_be_confirmed(site: Site, bad: Path) -> None:
    address = site.send(bad)
    assert site.post(f"{address}/confirm", seen="indicator_unknown") == address
    assert ledger.history(site.store, LOCAL) == []


def test_the_mended_file_takes_the_place_of_the_first_with_what_was_said(site: Site, bad: Path, good: Path) -> None:
    address = site.send(bad, council=SUFFOLK, known_on="2005-03-16")
    (form,) = with_class(site.at(address).content, "app-upload")
    said = {one.name: one.value for one in of_type(form, "Input") if one.type == "hidden"}
    assert said == {"council": SUFFOLK, "known_on": "2005-03-16", "instead": address.removeprefix("/upload/")}
    mended = site.send(good, **said)
    assert heading(site.at(mended)) == "3 figures and 1 target are new"
    assert site.at(address).status == 404 and len(site.kept()) == 2


def test_nothing_chosen_on_the_page_of_a_refused_file_stays_there(site: Site, bad: Path) -> None:
    address = site.send(bad)
    again = site.post("/upload", instead=address.removeprefix("/upload/"))
    assert again == f"{address}?problem=nothing"
    assert "Select a file, or paste a table" in summary(site.at(again))


def test_whose_figures_they_are_can_be_said_afterwards(site: Site, tmp_path: Path) -> None:
    path = a_return(tmp_path, [figure()], head=[("Reported on", "15 March 2005")], name="nobody.xlsx")
    address = site.send(path)
    page = site.at(address)
    assert page.title == "Error: This file cannot be loaded yet"
    (box,) = [d for d in of_type(page.content, "Details") if "Say whose figures" in words(d)]
    assert box.open is True
    assert site.post(f"{address}/asked", council=NORFOLK, known_on="") == address
    page = site.at(address)
    assert heading(page) == "1 figure is new" and "Norfolk" in words(page.content)


def test_when_the_figures_have_changed_the_new_preview_is_shown(site: Site, good: Path, tmp_path: Path) -> None:
    address = site.send(good)
    (form,) = with_class(site.at(address).content, "app-confirm")
    version = next(one.value for one in of_type(form, "Input") if getattr(one, "name", "") == "version")
    site.load(a_return(tmp_path, [figure(value=19)], name="meanwhile.xlsx"))
    assert site.post(f"{address}/confirm", version=version) == f"{address}?changed=1"
    page = site.at(f"{address}?changed=1")
    assert "The figures have changed" in words(page.content) and "1 figure" in heading(page)
    assert len(ledger.history(site.store, LOCAL)) == 1
    assert site.confirm(address).startswith("/uploads/")


def test_a_file_that_waits_no_longer_says_so(site: Site, good: Path) -> None:
    address = site.send(good)
    assert site.post(f"{address}/drop") == "/upload?notice=thrown-away"
    assert site.kept() == []
    page = site.at(address)
    assert page.status == 404 and heading(page) == "This file is no longer here"
    for what in ("answers", "asked", "confirm"):
        assert site.post(f"{address}/{what}") == "/upload?problem=gone"
    for token in ("none", "../../etc", "a" * 22):
        assert site.at(f"/upload/{token}").status == 404


def test_a_pasted_table_goes_the_same_way(site: Site) -> None:
    table = "Indicator\tPeriod\tValue\r\nre_referrals\t2003/04\t20\r\n"
    address = site.post("/upload", pasted=table, council=SUFFOLK, known_on="2005-03-15")
    assert "pasted table.csv" in words(site.at(address).content)


def test_half_an_answer_is_not_taken_for_one(site: Site, good: Path) -> None:
    address = site.send(good)
    sent = {"answer:indicator:la c": "another", "other:indicator:la c": "", "answer:area:west": "leave_out"}
    again = site.post(f"{address}/answers", **sent)
    assert again == f"{address}?unfinished=indicator%3Ala+c"
    whole = {"answer:indicator:la c": "another", "other:indicator:la c": "re_referrals"}
    assert site.post(f"{address}/answers", **whole) == address


def test_hostile_texts_are_shown_as_they_are(site: Site, tmp_path: Path) -> None:
    path = a_return(tmp_path, [figure(note="<script>alert(1)</script>"), figure("=cmd|' /C calc'!A0", value=5)])
    address = site.send(path, name="../<img src=x>.xlsx")
    page = site.at(address)
    said = words(page.content)
    assert "<script>alert(1)</script>" in said and "<img src=x>.xlsx" in said and ".." not in page.title
    answer = site.client.get(address)
    assert "<script>alert(1)</script>" not in answer.get_data(as_text=True)


def test_child_level_data_is_refused_and_nothing_of_it_is_kept(site: Site, tmp_path: Path) -> None:
    heads = ["Child ID", "Child's name", "Date of birth", "UPN", "Legal status"]
    people = [[n, f"Kim Sample{n}", f"0{n % 9 + 1}/02/2010", f"H80100000000{n % 10}", "C1"] for n in range(1, 30)]
    path = write(tmp_path / "children.xlsx", {"List": [heads, *people]})
    address = site.send(path)
    assert site.kept() == []
    answer = site.client.get(address)
    assert answer.status_code == 200
    inputs = [
        {"id": "address", "property": "pathname", "value": address},
        {"id": "address", "property": "search", "value": ""},
    ]
    asked = {
        "output": "page.children",
        "outputs": {"id": "page", "property": "children"},
        "inputs": inputs,
        "changedPropIds": ["address.pathname"],
    }
    said = site.client.post("/_dash-update-component", json=asked).get_data(as_text=True)
    assert "This file cannot be loaded yet" in said and "The file was not kept" in said
    assert "Kim Sample" not in said and "H801" not in said


def test_a_large_sheet_is_shown_in_part_and_stays_usable(site: Site, tmp_path: Path) -> None:
    figures = [figure(period=f"{1 + n % 28} March {1965 + n // 28}", value=20) for n in range(1_000)]
    figures[900] = figure(value="abc")
    wide = [[*line, *(f"x{n}" for n in range(45))] for line in figures]
    address = site.send(a_return(tmp_path, wide))
    page = site.at(address)
    (grid,) = with_class(page.content, "app-grid")
    assert len(of_type(grid, "Tr")) <= 70 and "Rows 58 to 903 are not shown" in words(grid)
    assert "app-cell--error" in str([getattr(part, "className", "") for part in parts(grid)])
    assert links(page.content)["Columns from AY"] == f"{address}?columns=51#sheet"
    every = next(to for name, to in links(page.content).items() if name.startswith("Show the rows one after"))
    whole = site.at(every.partition("#")[0])
    (grid,) = with_class(whole.content, "app-grid")
    assert len(of_type(grid, "Tr")) == 401 and len(of_type(grid, "Td", "Th")) < 22_000
    assert links(whole.content)["The next 400 rows"] == f"{address}?rows=401#sheet"


# --- the receipt and the history ----------------------------------------------------------------------------------


def test_the_receipt_says_what_was_stored(site: Site, good: Path) -> None:
    address = site.load(good)
    assert address.endswith("?notice=loaded")
    page = site.at(address)
    assert heading(page) == "3 figures and 1 target stored"
    said = words(page.content)
    for part in (
        "Suffolk",
        "3 new",
        "15 March 2005",
        "on this computer",
        ledger.history(site.store, LOCAL)[0].sha256[:12],
    ):
        assert part in said
    found = links(page.content)
    assert found["Scorecard of Suffolk"] == f"/?area={SUFFOLK}"
    assert found["Re-referrals within 12 months"] == f"/indicator/re_referrals?area={SUFFOLK}"
    assert found["Load another file"] == f"/upload?council={SUFFOLK}"
    original = site.client.get(found["Download suffolk.xlsx"])
    assert original.data == good.read_bytes() and "attachment" in original.headers["Content-Disposition"]
    assert site.kept() == []


def test_the_same_file_again_leads_to_the_same_receipt(site: Site, good: Path) -> None:
    first = urlsplit(site.load(good))
    again = urlsplit(site.load(good))
    assert again.path == first.path and again.query == "notice=unchanged"


def test_an_upload_is_taken_back_with_a_reason(site: Site, good: Path) -> None:
    receipt = urlsplit(site.load(good)).path
    ask = links(site.at(receipt).content)["Take this upload back"]
    assert heading(site.at(ask)) == "Take suffolk.xlsx back?"
    failed = site.post(f"{receipt}/undo", reason="  ")
    assert failed == f"{receipt}?undo=1&problem=reason"
    assert "Say why it is taken back" in summary(site.at(failed))
    assert site.post(f"{receipt}/undo", reason="The wrong <quarter>") == f"{receipt}?notice=taken-back"
    page = site.at(receipt)
    assert heading(page) == "This upload was taken back" and "Why: The wrong <quarter>" in words(page.content)
    assert "Take this upload back" not in links(page.content)
    assert site.post(f"{receipt}/undo", reason="Again") == f"{receipt}?notice=already-taken-back"
    history = site.at("/uploads")
    assert row_of(history.content, "suffolk.xlsx")["State"].endswith("The wrong <quarter>")
    assert "1 was taken back" in words(history.content)


def test_an_upload_that_there_is_not(site: Site) -> None:
    assert site.at("/uploads/none").status == 404
    assert site.post("/uploads/none/undo", reason="x") == "/uploads/none"


def test_the_history_of_nothing_offers_the_first_file(site: Site) -> None:
    page = site.at("/uploads")
    assert "Nothing has been loaded yet." in words(page.content) and links(page.content)["Load a file"] == "/upload"


def test_the_history_has_one_row_an_upload_the_newest_first(site: Site, good: Path, tmp_path: Path) -> None:
    site.load(good)
    site.load(a_return(tmp_path, [figure(value=25)], name="later.xlsx"))
    page = site.at("/uploads")
    (table,) = of_type(page.content, "Table")
    assert [line[0] for line in rows(table)[1:]] == [
        *("later.xlsx Council return (the template)", "suffolk.xlsx Council return (the template)"),
    ]
    assert row_of(page.content, "later.xlsx")["Figures"] == "1 figure Figures: 1 changed"
    assert row_of(page.content, "suffolk.xlsx")["Whose figures"] == "Suffolk"


def test_a_long_history_comes_fifty_at_a_time(site: Site, tmp_path: Path) -> None:
    with site.store.several():
        for number in range(120):
            path = a_return(tmp_path, [figure(value=number / 10)], name=f"file {number:03}.xlsx")
            load_one(site, path)
    first, last = site.at("/uploads"), site.at("/uploads?page=3")
    assert len(rows(of_type(first.content, "Table")[0])) == 51 and len(rows(of_type(last.content, "Table")[0])) == 21
    assert links(first.content)["Older uploads"] == "/uploads?page=2" and "Newer uploads" not in links(first.content)
    assert "file 119.xlsx" in links(first.content) and "file 000.xlsx" in links(last.content)
    assert links(site.at("/uploads?page=2").content)["Newer uploads"] == "/uploads"
    for page in ("4", "0", "-1", "two", "9" * 9):
        assert site.at(f"/uploads?page={page}").status == 400


def load_one(site: Site, path: Path) -> None:
    from tests.stores import load

    assert load(site.store, path).status == "loaded"


def test_no_id_is_used_twice(site: Site, good: Path, bad: Path) -> None:
    for address in (site.send(good), site.send(bad), "/upload", "/upload?problem=nothing", site.load(good)):
        ids = [part.id for part in parts(site.at(address).content) if getattr(part, "id", None)]
        assert len(ids) == len(set(ids)), sorted(ids)


def test_the_marked_workbook_is_a_download(site: Site, bad: Path) -> None:
    address = site.send(bad)
    link = next(a for a in of_type(site.at(address).content, "A") if "problems marked" in words(a))
    answer = site.client.get(link.href)
    assert answer.status_code == 200
    assert "bad marked.xlsx" in answer.headers["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    assert "Figures" in book.sheetnames and book["Figures"]["E5"].comment is not None
