"""Loading: the same file twice, a dry run, and every wrong file refused with nothing stored."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from data import commit, ledger, queries
from data.settings import Settings, read_settings
from data.store import Store
from data.viewer import LOCAL
from indicators.compare import compare
from indicators.scorecard import scorecard
from indicators.series import series
from loaders.load import Order, load_file
from tests.loaders.test_dfe import NATIONAL, SUFFOLK, re_referrals, row
from tests.stores import load, national_files


def figures_file(folder: Path, value: str = "20.1", name: str = "c1.csv") -> Path:
    """Write a small referrals file."""
    rows = [row("2025", SUFFOLK, "x", "9001", "1809", value), row("2025", NATIONAL, "x", "632830", "142900", "22.6")]
    return re_referrals(folder / name, rows)


def derived(store: Store) -> list[object]:
    """Return all rows of the derived tables."""
    with store.reading() as cursor:
        return [cursor.execute(f"SELECT * FROM {t} ORDER BY ALL").fetchall() for t in ("current", "standing")]


def test_the_same_file_twice_is_unchanged(store: Store, tmp_path: Path) -> None:
    first = load(store, figures_file(tmp_path))
    before = derived(store)
    again = load(store, figures_file(tmp_path, name="renamed.csv"))
    assert (again.status, again.upload_id) == ("unchanged", first.upload_id)
    assert again.figures.as_dict() == {"new": 0, "changed": 0, "unchanged": first.figures.new}
    assert derived(store) == before and len(ledger.by_id(store)) == 1


def test_a_new_file_with_the_same_figures_is_kept_and_counted_unchanged(store: Store, tmp_path: Path) -> None:
    first = load(store, figures_file(tmp_path))
    path = figures_file(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n"))
    again = load(store, path)
    assert again.status == "loaded" and again.figures.unchanged == first.figures.new
    commit.undo(store, str(first.upload_id), who="ann")
    (reading,) = scorecard(store, LOCAL, "E10000029", indicators=["re_referrals"]).readings
    assert reading.value == Decimal("20.1")


def test_a_file_taken_back_loads_again(store: Store, tmp_path: Path) -> None:
    first = load(store, figures_file(tmp_path))
    commit.undo(store, str(first.upload_id), who="ann")
    assert queries.figures(store, LOCAL) == []
    assert load(store, figures_file(tmp_path)).status == "loaded"


def test_another_reporting_day_is_another_upload(store: Store, tmp_path: Path) -> None:
    load(store, figures_file(tmp_path))
    again = load(store, figures_file(tmp_path), known_on=date(2025, 12, 1))
    assert again.status == "loaded"
    rows = queries.figures(store, LOCAL, areas=["E10000029"], indicators=["re_referrals"], as_at=date(2025, 12, 2))
    assert [r.value for r in rows] == [Decimal("20.1")]


def test_a_dry_run_previews_and_stores_nothing(store: Store, tmp_path: Path) -> None:
    outcome = load(store, figures_file(tmp_path), dry_run=True)
    assert (outcome.status, outcome.upload_id) == ("preview", None)
    assert outcome.figures.new > 0
    assert ledger.by_id(store) == {} and queries.figures(store, LOCAL) == []


def test_strict_refuses_what_would_be_a_warning(store: Store, tmp_path: Path) -> None:
    joint = ["Local authority", "E92000001", "England", "", "", "314 / 318", "E09000021 / E09000027", "A / B"]
    path = re_referrals(
        tmp_path / "c1.csv", [row("2025", joint, "x", "1", "1", "1"), row("2025", SUFFOLK, "x", "1", "1", "2")]
    )
    assert load(store, path, strict=True).status == "refused"
    assert load(store, path).status == "loaded"


def test_asking_for_a_layout_that_it_is_not(store: Store, tmp_path: Path) -> None:
    assert load(store, figures_file(tmp_path), layout="lait").problems[0].code == "not_recognised"
    assert load(store, figures_file(tmp_path), layout="nonsense").problems[0].code == "layout_unknown"
    assert load(store, figures_file(tmp_path), layout="dfe").status == "loaded"


def workbook(sheets: int = 1) -> bytes:
    """Return a workbook that is not a return."""
    book = Workbook()
    for number in range(sheets):
        sheet = book.active if number == 0 else book.create_sheet()
        sheet["A1"] = "nothing to see"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_member(name: str, content: bytes = b"x", *, base: bytes | None = None) -> bytes:
    """Return a workbook with one more member in its archive."""
    stream = io.BytesIO(base if base is not None else workbook())
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def archive(**members: bytes) -> bytes:
    """Return a zip archive with these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return stream.getvalue()


WRONG = {
    "empty.xlsx": (b"", "empty_file"),
    "old.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "wrong_type"),
    "paper.pdf": (b"%PDF-1.7\n...", "wrong_type"),
    "picture.csv": (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "wrong_type"),
    "binary.csv": (b"a,b\n\x00\x01\x02", "wrong_type"),
    "binary.xlsb": (archive(xl__workbook_dot_bin=b"x"), "wrong_type"),
    "open.ods": (archive(content_dot_xml=b"<x/>"), "wrong_type"),
    "letter.docx": (archive(word__document_dot_xml=b"<x/>"), "wrong_type"),
    "macros.xlsm": (with_member("xl/vbaProject.bin"), "wrong_type"),
    "cut.xlsx": (workbook()[:900], "damaged_file"),
    "broken.xlsx": (archive(xl__workbook_dot_xml=b"<not xml"), "damaged_file"),
    "bomb.xlsx": (with_member("xl/big.xml", b" " * 400_000_000), "too_big"),
    "sheets.xlsx": (workbook(sheets=102), "too_big"),
    "other.xlsx": (workbook(), "not_recognised"),
    "other.csv": (b"name,colour\nann,red\n", "not_recognised"),
    "words.csv": (b"just some words\nand more\n", "not_recognised"),
    "ragged.csv": (b"time_period,geographic_level,region_code\n2025,National\n", "damaged_file"),
    "torn.parquet": (b"PAR1" + b"\0" * 200, "damaged_file"),
    "headings.csv": (b"time_period,geographic_level,region_code,rereferral_percent\n", "no_indicator_cites"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_gets_one_clear_message_and_stores_nothing(store: Store, tmp_path: Path, name: str) -> None:
    content, code = WRONG[name]
    (tmp_path / name).write_bytes(content)
    outcome = load(store, tmp_path / name)
    assert (outcome.status, outcome.upload_id) == ("refused", None)
    (problem,) = outcome.problems
    assert (problem.severity, problem.code) == ("error", code)
    assert name in problem.message and problem.fix
    assert "Traceback" not in problem.message and str(tmp_path) not in problem.message
    assert ledger.by_id(store) == {}
    assert load(store, figures_file(tmp_path, name="good.csv")).status == "loaded", "a good upload right after works"


@pytest.mark.parametrize("name", ["sn_model_2025_wide.csv", "New_Statistical_Neighbour_Groupings_April_2021.csv"])
def test_a_neighbour_file_is_said_to_be_built_in(reference: Path, store: Store, name: str) -> None:
    (problem,) = load(store, reference / "data" / "dfe" / name).problems
    assert "built in" in problem.message


def test_a_file_that_is_not_there_is_said(store: Store, tmp_path: Path) -> None:
    assert load(store, tmp_path / "gone.csv").problems[0].code == "not_a_file"


def test_a_client_name_with_a_path_is_only_a_name(store: Store, tmp_path: Path) -> None:
    path = figures_file(tmp_path)
    outcome = load_file(store, path, read_settings(str(store.path)), Order(), name="C:\\Users\\ann\\Q3.csv")
    assert outcome.file == "Q3.csv"


def test_limits_are_settings(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCRUTINEER_MAX_CSV_ROWS", "1")
    small: Settings = read_settings(str(store.path))
    assert load_file(store, figures_file(tmp_path), small, Order()).problems[0].code == "too_big"


def test_undoing_a_national_file_restores_every_reading(reference: Path, store: Store) -> None:
    """Real files: DfE's referrals, then LAIT over it, then LAIT taken back, then both re-loaded."""
    dfe = next(p for p in national_files(reference) if p.name.startswith("c1_"))
    lait = next(p for p in national_files(reference) if p.suffix == ".parquet")
    load(store, dfe)
    tables = derived(store)
    readings = [scorecard(store, LOCAL, area).readings for area in ("E10000029", "E09000001", "E06000061")]
    compared, line = compare(store, LOCAL, "re_referrals"), series(store, LOCAL, "re_referrals", ["E10000029"])
    loaded = load(store, lait)
    assert loaded.figures.new == 641_070
    assert load(store, lait).status == "unchanged"
    commit.undo(store, str(loaded.upload_id), who="ann", reason="try")
    assert derived(store) == tables
    assert [scorecard(store, LOCAL, area).readings for area in ("E10000029", "E09000001", "E06000061")] == readings
    assert (compare(store, LOCAL, "re_referrals"), series(store, LOCAL, "re_referrals", ["E10000029"])) == (
        compared,
        line,
    )
    assert load(store, dfe).status == "unchanged"
    assert load(store, lait).status == "loaded"
