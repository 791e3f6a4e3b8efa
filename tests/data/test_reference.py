"""The committed reference files are what the published files give, and cover every area in them."""

from __future__ import annotations

import csv

import pytest

from data import areas
from data.errors import ScrutineerError
from data.reference import derive

SOURCE = derive.source_folder()
FILES = ("areas.csv", "area_aliases.csv", "neighbours.csv", "lait_measures.csv")

pytestmark = [
    pytest.mark.reference,
    pytest.mark.skipif(not SOURCE.is_dir(), reason=f"REFERENCE_DATA: no published files in {SOURCE}"),
]


def read(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def derived(tmp_path_factory):
    """Return a folder of freshly derived files."""
    folder = tmp_path_factory.mktemp("reference")
    derive.derive(SOURCE, folder)
    return folder


@pytest.fixture(scope="module")
def published():
    """Return the distinct area columns in DfE's files, joint returns among them."""
    columns = ("old_la_code", "new_la_code", "la_name", "region_code", "region_name")
    tables = (read(path) for path in (SOURCE / "dfe").glob("*_*.csv"))
    rows = (row for table in tables if "new_la_code" in table[0] for row in table)
    return {tuple(row[column] for column in columns) for row in rows}


@pytest.fixture
def dfe_rows():
    return derive.read_dfe(SOURCE / "dfe")


@pytest.mark.parametrize("name", FILES)
def test_the_committed_file_is_what_is_derived(derived, name):
    assert (derived / name).read_bytes() == (derive.HERE / name).read_bytes()


@pytest.mark.parametrize("name", FILES)
def test_files_are_utf8_with_line_feeds(name):
    content = (derive.HERE / name).read_bytes()
    assert content.decode("utf-8")
    assert b"\r" not in content
    assert content.endswith(b"\n")


def test_every_published_authority_is_found_by_both_codes_in_its_region(published):
    alone = [row for row in published if row[0] and "/" not in row[0]]
    assert len({row[0] for row in alone}) == 158
    for old_code, new_code, _, region_code, region_name in alone:
        area = areas.find(new_code)
        assert area is not None, new_code
        assert areas.find(old_code) is area
        assert area.dfe_code == old_code
        assert areas.region_of(area.id)[0] == region_code
        assert areas.find(region_name).id == region_code


def test_every_published_name_finds_its_area_but_the_old_dorset(published):
    for old_code, _, name, _, _ in published:
        if old_code and "/" not in old_code and old_code != "835":
            assert areas.find(name) is areas.find(old_code), name
    assert areas.find("Dorset") is areas.find("838")


def test_joint_returns_find_no_area(published):
    joint = [row for row in published if "/" in row[0]]
    assert {row[0] for row in joint} == {"314 / 318", "940 / 941"}
    for row in joint:
        assert [areas.find(text) for text in row[:3]] == [None, None, None]


def test_every_lait_area_is_found_by_number_and_name():
    found = derive.read_lait_areas(SOURCE / "lait" / "lait_values.parquet")
    assert len(found) == 170
    for area in found:
        assert areas.find(area.number) is not None, area
        assert areas.find(float(area.number)) is areas.find(area.number)
        assert areas.find(area.name) is areas.find(area.number), area
        if not area.national:
            assert areas.find(area.region).id == areas.region_of(areas.find(area.number).id)[0]


@pytest.mark.parametrize("model", areas.MODELS)
def test_every_area_in_a_neighbour_file_is_found_by_code_and_name(model):
    for record in derive.read_models(SOURCE / "dfe")[model]:
        area = areas.find(record.dfe_code)
        assert areas.find(record.name) is area
        assert areas.neighbours(area.id, model) == [areas.find(code).id for code, _ in record.nearest]


def test_every_measure_of_lait_has_one_row_with_facts():
    rows = read(derive.HERE / "lait_measures.csv")
    assert len(rows) == len({row["measure"] for row in rows}) == 434
    assert {row["polarity"] for row in rows} == {"High", "Low", "-", ""}
    assert {row["decimals"] for row in rows} == {"", "0", "1", "2"}
    assert {row["banded"] for row in rows} == {"yes", "no"}
    assert all(row["year_type"] and row["unit"] for row in rows)


def test_a_measure_that_stands_twice_takes_what_is_stated_and_is_not_banded_if_either_says_so():
    first = {
        "Year_Type": "Academic Year",
        "Polarity": "Low",
        "dps": "NA",
        "No_Quartile": "NA",
        "y_axis_name": "%",
    }
    second = first | {"dps": "2", "No_Quartile": "N", "y_axis_name": "% of children"}
    facts = derive.measure_facts([first, second])
    assert (facts["decimals"], facts["banded"], facts["unit"]) == ("2", "no", "%")


def test_a_measure_without_a_dictionary_row_is_blank():
    assert set(derive.measure_facts([]).values()) == {""}


def test_a_missing_authority_is_refused(dfe_rows):
    without_suffolk = [row for row in dfe_rows if row["old_la_code"] != "935"]
    with pytest.raises(ScrutineerError, match="152 present authorities, not 153"):
        derive.area_rows(without_suffolk)


def test_a_code_that_changed_without_our_knowing_is_refused(dfe_rows):
    changed = next(row for row in dfe_rows if row["old_la_code"] == "935") | {"new_la_code": "E06000099"}
    with pytest.raises(ScrutineerError, match="154 present authorities"):
        derive.area_rows([*dfe_rows, changed])


def test_an_authority_in_two_regions_is_refused(dfe_rows):
    suffolk = next(row for row in dfe_rows if row["old_la_code"] == "935")
    moved = suffolk | {"region_code": "E12000001", "region_name": "North East"}
    with pytest.raises(ScrutineerError, match="E10000029 is published in two ways"):
        derive.area_rows([*dfe_rows, moved])


def test_an_alias_of_two_areas_is_refused(dfe_rows, monkeypatch):
    monkeypatch.setitem(derive.SPELLINGS, "E10000029", ("DURHAM",))
    with pytest.raises(ScrutineerError, match="means both"):
        derive.alias_rows(derive.area_rows(dfe_rows), set(), [])


def test_a_spelling_of_an_unknown_area_is_refused(dfe_rows):
    with pytest.raises(ScrutineerError, match=r"'Atlantis' \(no code\) is no known area"):
        derive.alias_rows(derive.area_rows(dfe_rows), {("", "Atlantis")}, [])


def test_a_joint_return_is_refused_as_an_alias(dfe_rows):
    with pytest.raises(ScrutineerError, match="joint return"):
        derive.alias_rows(derive.area_rows(dfe_rows), {("314", "Kingston / Richmond")}, [])


def test_nothing_is_written_when_something_does_not_fit(tmp_path):
    with pytest.raises(ScrutineerError, match="REFERENCE_DATA"):
        derive.derive(tmp_path / "none", tmp_path)
    assert list(tmp_path.iterdir()) == []
