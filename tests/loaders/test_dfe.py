"""DfE statistics files: known by their columns, read by the catalogue, and nothing stored from a wrong one."""

from __future__ import annotations

import csv
import random
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from data import queries
from data.records import MARKS
from data.store import Store
from data.viewer import LOCAL
from indicators.definitions import catalogue
from loaders.load import Outcome
from tests.stores import load

STANDARD = [
    "time_period",
    "time_identifier",
    "geographic_level",
    "country_code",
    "country_name",
    "region_code",
    "region_name",
    "old_la_code",
    "new_la_code",
    "la_name",
]
NATIONAL = ["National", "E92000001", "England", "", "", "", "", ""]
EAST = ["Regional", "E92000001", "England", "E12000006", "East of England", "", "", ""]
INNER = ["Regional", "E92000001", "England", "E13000001", "Inner London", "", "", ""]
SUFFOLK = ["Local authority", "E92000001", "England", "E12000006", "East of England", "935", "E10000029", "Suffolk"]


def row(year: str, place: Sequence[str], *values: str) -> list[str]:
    """Return one row: year, kind of year, place, and the file's own columns."""
    return [year, "Academic year" if len(year) == 6 else "Reporting year", *place, *values]


def write(
    path: Path, columns: Sequence[str], rows: Sequence[Sequence[str]], *, bom: bool = False, seed: int = 0
) -> Path:
    """Write a file with its columns in an order chosen by `seed` (0 keeps it)."""
    table = [[*STANDARD, *columns], *rows]
    order = list(range(len(table[0])))
    if seed:
        random.Random(seed).shuffle(order)
    with path.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as stream:
        csv.writer(stream).writerows([[line[place] for place in order] for line in table])
    return path


RE_REFERRALS = ["category", "referral_count", "rereferral_count", "rereferral_percent"]


def re_referrals(path: Path, rows: Sequence[Sequence[str]], **how: object) -> Path:
    """Write a referrals file."""
    return write(path, RE_REFERRALS, rows, **how)  # type: ignore[arg-type]


def stored(store: Store, slug: str, area: str = "E10000029") -> dict[date, queries.Observation]:
    """Return what is stored of an indicator in an area, by the end of the period."""
    return {o.period.ends: o for o in queries.figures(store, LOCAL, indicators=[slug], areas=[area])}


def refused(outcome: Outcome, store: Store) -> dict[str, str]:
    """Return the messages by code of a refused file, having checked that nothing was stored."""
    assert outcome.status == "refused" and outcome.upload_id is None
    with store.reading() as cursor:
        counts = [cursor.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("upload", "figure", "current")]
    assert counts == [0, 0, 0]
    assert all(problem.fix for problem in outcome.problems)
    return {problem.code: problem.message for problem in outcome.problems}


@pytest.mark.parametrize("bom", [False, True])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_columns_are_found_by_name_in_any_order_with_or_without_a_mark(
    store: Store, tmp_path: Path, bom: bool, seed: int
) -> None:
    rows = [
        row("2025", NATIONAL, "x", "632830", "142900", "22.6"),
        row("2025", EAST, "x", "70000", "13580", "19.4"),
        row("2025", SUFFOLK, "x", "9001", "1809", "20.1"),
        row("2024", SUFFOLK, "x", "9000", "1719", "19.1"),
    ]
    outcome = load(store, re_referrals(tmp_path / "any name.csv", rows, bom=bom, seed=seed))
    assert (outcome.status, outcome.layout) == ("loaded", "dfe")
    assert {s: len(stored(store, s)) for s in ("re_referrals", "referrals_number")} == {
        "re_referrals": 2,
        "referrals_number": 2,
    }
    figure = stored(store, "re_referrals")[date(2025, 3, 31)]
    assert (figure.value, figure.numerator, figure.denominator) == (Decimal("20.1"), 1809, 9001)
    assert figure.period == ("financial_year", date(2024, 4, 1), date(2025, 3, 31))
    assert (figure.sheet, figure.family, figure.owner, figure.label) == ("", "dfe", "national", "2025")
    assert figure.cell.endswith("4"), "the fourth line of the file"
    assert stored(store, "re_referrals", "E92000001")[date(2025, 3, 31)].value == Decimal("22.6")


def test_the_cell_is_the_files_own(store: Store, tmp_path: Path) -> None:
    load(store, re_referrals(tmp_path / "c1.csv", [row("2025", SUFFOLK, "x", "9001", "1809", "20.1")]))
    assert stored(store, "re_referrals")[date(2025, 3, 31)].cell == "N2"
    assert stored(store, "referrals_number")[date(2025, 3, 31)].cell == "L2"


@pytest.mark.parametrize(
    ("written", "mark"),
    [("c", "c"), ("x", "x"), ("z", "z"), ("k", "low"), ("low", "low"), ("u", "u"), (":", "missing")],
)
def test_symbols_are_marks_and_never_numbers(store: Store, tmp_path: Path, written: str, mark: str) -> None:
    rows = [row("2025", SUFFOLK, "x", "9001", "1809", written), row("2024", SUFFOLK, "x", "1", "1", "0")]
    assert load(store, re_referrals(tmp_path / "c1.csv", rows)).status == "loaded"
    figures = stored(store, "re_referrals")
    assert (figures[date(2025, 3, 31)].value, figures[date(2025, 3, 31)].mark) == (None, mark)
    assert (figures[date(2024, 3, 31)].value, figures[date(2024, 3, 31)].mark) == (0, "")
    assert mark in MARKS


def test_old_and_new_codes_and_both_londons_find_their_areas(store: Store, tmp_path: Path) -> None:
    def authority(old: str, new: str, name: str) -> list[str]:
        return ["Local authority", "E92000001", "England", "", "", old, new, name]

    rows = [
        row("2025", INNER, "x", "1", "1", "11"),
        row("2025", ["Regional", "E92000001", "England", "E12000007", "London", "", "", ""], "x", "1", "1", "12"),
        row("2019", authority("825", "E10000002", "Buckinghamshire"), "x", "1", "1", "13"),
        row("2025", authority("825", "E06000060", "Buckinghamshire"), "x", "1", "1", "14"),
        row("2025", authority("370", "E08000016", "Barnsley"), "x", "1", "1", "15"),
        row("2025", authority("342", "", "St. Helens"), "x", "1", "1", "16"),
        row("2019", authority("835", "E10000009", "Dorset"), "x", "1", "1", "17"),
        row("2025", authority("838", "E06000059", "Dorset"), "x", "1", "1", "18"),
    ]
    assert load(store, re_referrals(tmp_path / "c1.csv", rows)).status == "loaded"
    found = {
        area: [int(o.value or 0) for o in stored(store, "re_referrals", area).values()]
        for area in ("E13000001", "E12000007", "E06000060", "E08000038", "E08000013", "E10000009", "E06000059")
    }
    assert {area: sorted(values) for area, values in found.items()} == {
        "E13000001": [11],
        "E12000007": [12],
        "E06000060": [13, 14],
        "E08000038": [15],
        "E08000013": [16],
        "E10000009": [17],
        "E06000059": [18],
    }


def test_a_joint_return_is_left_out_and_said(store: Store, tmp_path: Path) -> None:
    joint = [
        "Local authority",
        "E92000001",
        "England",
        "",
        "",
        "314 / 318",
        "E09000021 / E09000027",
        "Kingston upon Thames / Richmond upon Thames",
    ]
    rows = [row("2025", joint, "x", "1", "1", "1"), row("2025", SUFFOLK, "x", "1", "1", "2")]
    outcome = load(store, re_referrals(tmp_path / "c1.csv", rows))
    assert outcome.status == "loaded"
    assert [(p.severity, p.code, p.cell) for p in outcome.problems] == [("warning", "area_joint", "2:2")]
    assert outcome.figures.new == 2


def test_a_file_that_no_indicator_cites_is_refused_naming_its_columns(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "d.csv", ["meal_type", "meals_eaten"], [row("2025", NATIONAL, "lunch", "5")])
    message = refused(load(store, path), store)["no_indicator_cites"]
    assert "d.csv" in message and "meal_type, meals_eaten" in message


def test_a_file_of_another_shape_with_a_cited_column_is_refused(reference: Path, store: Store) -> None:
    path = reference / "data" / "dfe" / "csww_headline_measures_2017_to_2022.csv"
    assert "vacancy_fte" in refused(load(store, path), store)["no_indicator_cites"]


def test_every_wrong_cell_is_named_at_once(store: Store, tmp_path: Path) -> None:
    rows = [
        row("2025", SUFFOLK, "x", "9001", "1809", "twenty"),
        row("2024", SUFFOLK, "x", "9,00", "1809", "20"),
        row("soon", EAST, "x", "9001", "1809", "20"),
        row(
            "2023",
            ["Local authority", "E92000001", "England", "", "", "999", "E99999999", "Nowhere"],
            "x",
            "1",
            "1",
            "1",
        ),
    ]
    outcome = load(store, re_referrals(tmp_path / "c1.csv", rows))
    refused(outcome, store)
    told = {(p.code, p.cell, p.found) for p in outcome.problems if p.severity == "error"}
    assert ("number_unreadable", "N2", "twenty") in told
    assert ("number_unreadable", "L3", "9,00") in told
    assert ("period_unreadable", "A4", "soon") in told
    assert ("area_unknown", "5:5", "Nowhere") in told
    assert all("c1.csv" in p.message for p in outcome.problems)


def test_two_rows_that_disagree_are_refused_and_two_that_agree_are_one(store: Store, tmp_path: Path) -> None:
    same = row("2025", SUFFOLK, "x", "9001", "1809", "20.1")
    other = row("2025", SUFFOLK, "x", "9001", "1809", "25.1")
    assert (
        "line 3" in refused(load(store, re_referrals(tmp_path / "a.csv", [same, other])), store)["duplicate_disagrees"]
    )
    assert load(store, re_referrals(tmp_path / "b.csv", [same, same])).figures.new == 2


def test_of_two_versions_of_a_year_the_later_stage_counts(store: Store, tmp_path: Path) -> None:
    columns = ["social_care_group", "version", "avg_att8"]
    group = "CLA 12 months at 31 March"
    rows = [
        row("202425", NATIONAL, group, "Provisional", "17.1"),
        row("202324", NATIONAL, group, "Provisional", "16.0"),
        row("202324", NATIONAL, group, "Final", "16.5"),
    ]
    assert load(store, write(tmp_path / "ks4.csv", columns, rows)).status == "loaded"
    figures = stored(store, "lac_attainment_8", "E92000001")
    assert {ends: (o.value, o.status) for ends, o in figures.items()} == {
        date(2025, 8, 31): (Decimal("17.1"), "provisional"),
        date(2024, 8, 31): (Decimal("16.5"), "actual"),
    }


def test_workforce_years_end_in_september_and_months_are_read(store: Store, tmp_path: Path) -> None:
    path = write(
        tmp_path / "w.csv",
        ["inpost_fte", "starters_fte", "leavers_fte", "vacancy_fte", "vacancy_rate_fte"],
        [row("2025", NATIONAL, "1", "1", "1", "1", "14.2")],
    )
    assert load(store, path).status == "loaded"
    assert stored(store, "sw_vacancy_rate", "E92000001").keys() == {date(2025, 9, 30)}
    stage = "4. Total average time between entry into care and date placed for adoption"
    path = write(
        tmp_path / "a.csv",
        ["cla_group", "stage_of_adoption_process", "age_start_poc", "number"],
        [row("2025", NATIONAL, "all", stage, "Total", "01:07"), row("2024", NATIONAL, "all", stage, "Total", "01:08")],
    )
    assert load(store, path).status == "loaded"
    assert sorted(o.value or 0 for o in stored(store, "adoption_a10", "E92000001").values()) == [19, 20]


def cited() -> list[tuple[str, str]]:
    """Return each indicator and file that the catalogue cites from DfE."""
    return sorted(
        (indicator.slug, entry.file)
        for indicator in catalogue().values()
        for entry in indicator.published
        if entry.source == "dfe"
    )


@pytest.mark.parametrize(("slug", "file"), cited())
def test_every_cited_file_shape_reads(store: Store, tmp_path: Path, slug: str, file: str) -> None:
    """Also those that the reference data lacks: the smallest file with the entry's columns gives a figure."""
    indicator = catalogue()[slug]
    (entry,) = [e for e in indicator.published if e.file == file]
    filters = dict(entry.filters)
    others = [c for c in dict.fromkeys((entry.value, entry.numerator, entry.denominator, *entry.columns)) if c]
    year = "202425" if indicator.period == "academic_year" else "2025"
    wanted = row(year, NATIONAL, *filters.values(), *("12" for _ in others))
    decoy = row(year, NATIONAL, *("another group" for _ in filters), *("99" for _ in others))
    path = write(tmp_path / "x.csv", [*filters, *others], [wanted, decoy] if filters else [wanted], bom=True)
    outcome = load(store, path)
    assert outcome.status == "loaded", outcome.problems
    (figure,) = stored(store, slug, "E92000001").values()
    assert figure.value == 12


def test_every_england_value_of_the_reference_list_is_reproduced(whole: Store, reference: Path) -> None:
    with (reference / "data" / "indicator_catalogue.csv").open(encoding="utf-8", newline="") as stream:
        listed = [r for r in csv.DictReader(stream) if r["england_latest_value"] or r["lait_england_latest"]]
    present = {path.name for path in (reference / "data" / "dfe").glob("*.csv")}
    checked = 0
    for wanted in listed:
        found = queries.figures(whole, LOCAL, indicators=[wanted["slug"]], areas=["E92000001"])
        if wanted["dfe_file"] in present:
            (figure,) = [o for o in found if o.family == "dfe" and o.label == wanted["england_latest_period"]]
            assert figure.value == Decimal(wanted["england_latest_value"]), wanted["slug"]
            checked += 1
        if wanted["lait_england_latest"]:
            year, value = wanted["lait_england_latest"].split("=")
            (figure,) = [o for o in found if o.family == "lait" and o.label.startswith(year)]
            assert abs(float(figure.value or 0) - float(value)) < 1e-9, wanted["slug"]
            checked += 1
    assert checked >= 70
