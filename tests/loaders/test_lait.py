"""LAIT's long data and its dictionary: every row, every form of year, parquet and CSV alike."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest

from data import queries
from data.store import Store
from data.viewer import LOCAL
from indicators.names import indicator_named, reference_indicators
from indicators.rules.period import NO_YEAR
from indicators.series import series
from tests.stores import load

Row = tuple[str, str, str, str, float]
SUFFOLK = ("Suffolk", 935.0)


def table(rows: list[Row]) -> pa.Table:
    """Return LAIT's columns with these rows: measure, year, area, value, number."""
    measure, year, area, value, number = zip(*rows, strict=True)
    return pa.table(
        {
            "Short Desc": list(measure),
            "Data item": [None] * len(rows),
            "Years": list(year),
            "LA and Regions": list(area),
            "Values": list(value),
            "LA Number": pa.array(number, pa.float64()),
            "Region": ["East of England"] * len(rows),
        }
    )


def rows() -> list[Row]:
    """Return a small file with every form of year."""
    years = ["2017", "2019-20", "2018/19", "2014-16", "2016/17-18/19", "2016 (Rev)", "2021 (Final)", "2025 (prov)", "0"]
    return [
        ("ReReferral", "2025", "Suffolk", "20.100000000000001", 935.0),
        ("ReReferral", "2024", "Suffolk", "-", 935.0),
        ("ReReferral", "2025", "England", "22.6", 970.0),
        ("ReReferral", "2025", "London (Inner)", "1.0059999999999999E-2", 987.0),
        *(("Odd Measure", year, "Suffolk", str(number), 935.0) for number, year in enumerate(years)),
    ]


def write(folder: Path, form: str, content: list[Row]) -> Path:
    """Write the rows as parquet or as CSV."""
    path = folder / f"values.{form}"
    if form == "parquet":
        pyarrow.parquet.write_table(table(content), path)
    else:
        pyarrow.csv.write_csv(table(content), path)
    return path


@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_every_row_is_read_the_same_from_both_forms(store: Store, tmp_path: Path, form: str) -> None:
    outcome = load(store, write(tmp_path, form, rows()))
    assert (outcome.status, outcome.layout, outcome.figures.new) == ("loaded", "lait", len(rows()))
    assert [(p.severity, p.code) for p in outcome.problems] == [("warning", "year_not_given")]
    found = {o.period.ends: o for o in queries.figures(store, LOCAL, indicators=["re_referrals"], areas=["E10000029"])}
    newest = found[date(2025, 3, 31)]
    assert (newest.value, newest.cell, newest.family) == (Decimal("20.1"), "E2", "lait")
    assert (found[date(2024, 3, 31)].value, found[date(2024, 3, 31)].mark) == (None, "missing")
    (inner,) = queries.figures(store, LOCAL, indicators=["re_referrals"], areas=["E13000001"])
    assert inner.value == Decimal("0.01006")


def test_each_form_of_year_becomes_its_period_and_status(store: Store, tmp_path: Path) -> None:
    load(store, write(tmp_path, "parquet", rows()))
    found = queries.figures(store, LOCAL, indicators=["lait:Odd Measure"], areas=["E10000029"])
    by_label = {o.label: (o.period.kind, o.period.starts.year, o.period.ends, o.status) for o in found}
    assert by_label == {
        "2017": ("financial_year", 2016, date(2017, 3, 31), "actual"),
        "2019-20": ("financial_year", 2019, date(2020, 3, 31), "actual"),
        "2018/19": ("financial_year", 2018, date(2019, 3, 31), "actual"),
        "2014-16": ("several_years", 2014, date(2016, 12, 31), "actual"),
        "2016/17-18/19": ("several_years", 2016, date(2019, 3, 31), "actual"),
        "2016 (Rev)": ("financial_year", 2015, date(2016, 3, 31), "revised"),
        "2021 (Final)": ("financial_year", 2020, date(2021, 3, 31), "actual"),
        "2025 (prov)": ("financial_year", 2024, date(2025, 3, 31), "provisional"),
        "0": ("several_years", 1, NO_YEAR.ends, "actual"),
    }


def test_a_year_that_the_source_left_out_is_never_charted(store: Store, tmp_path: Path) -> None:
    load(store, write(tmp_path, "parquet", rows()))
    answer = series(store, LOCAL, "lait:Odd Measure", ["E10000029"])
    assert NO_YEAR not in {point.period for point in answer.series[0].points}


def test_a_measure_that_no_definition_cites_is_named_by_the_dictionary(store: Store, tmp_path: Path) -> None:
    load(store, write(tmp_path, "parquet", rows()))
    assert indicator_named(store, "lait:Odd Measure").name == "Odd Measure"
    dictionary = tmp_path / "dictionary.csv"
    dictionary.write_text(
        "Measure_short,Measure,Topic,Polarity,y_axis_name,Description,dps\n"
        "Odd Measure ,How odd it is,Health,High,% of odd,What it counts.,2\n"
        "Odd Measure,How odd it is,Schools,High,% of odd,What it counts.,2\n"
        "ReReferral,Their name,Child Protection,Low,%,x,NA\n",
        encoding="utf-8",
    )
    outcome = load(store, dictionary)
    assert (outcome.status, outcome.layout, outcome.names) == ("loaded", "lait_dictionary", 1)
    named = indicator_named(store, "lait:Odd Measure")
    assert (named.name, named.theme, named.unit, named.polarity, named.decimals) == (
        "How odd it is",
        "Health / Schools",
        "percent",
        "high",
        2,
    )
    assert indicator_named(store, "re_referrals").name == "Re-referrals within 12 months"
    assert load(store, dictionary).status == "unchanged"


def test_wrong_cells_areas_and_years_are_named_and_nothing_is_stored(store: Store, tmp_path: Path) -> None:
    content: list[Row] = [
        ("ReReferral", "2025", "Suffolk", "lots", 935.0),
        ("ReReferral", "soon", "Suffolk", "1", 935.0),
        ("ReReferral", "2024", "Atlantis", "1", 4711.0),
    ]
    outcome = load(store, write(tmp_path, "parquet", content))
    assert outcome.status == "refused"
    assert {(p.code, p.cell) for p in outcome.problems} == {
        ("number_unreadable", "E2"),
        ("period_unreadable", "3:3"),
        ("area_unknown", "4:4"),
    }
    assert queries.figures(store, LOCAL) == []


def test_all_641070_rows_and_374_names(whole: Store) -> None:
    with whole.reading() as cursor:
        (count,) = cursor.execute(
            "SELECT count(*) FROM figure f JOIN upload u ON u.key = f.upload WHERE u.family = 3"
        ).fetchone()
    assert count == 641_070
    named = reference_indicators(whole)
    assert len(named) == 374
    assert all(indicator.name != slug.removeprefix("lait:") for slug, indicator in named.items())


def test_a_row_that_stands_twice_is_read_once_and_one_that_disagrees_refuses(store: Store, tmp_path: Path) -> None:
    same: list[Row] = [("ReReferral", "2025", "Suffolk", "20.1", 935.0)] * 2
    outcome = load(store, write(tmp_path, "parquet", same))
    assert (outcome.status, outcome.figures.new) == ("loaded", 1)
    assert [(p.severity, p.code) for p in outcome.problems] == [("warning", "duplicate")]
    other: Row = ("ReReferral", "2025", "Suffolk", "21", 935.0)
    assert load(store, write(tmp_path, "csv", [same[0], other])).problems[0].code == "duplicate_disagrees"
