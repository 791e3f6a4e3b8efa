"""Whose figure a heading or a cell means: the council, its parts, its neighbours, its region, England, another one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import areas
from data.errors import UnknownArea
from loaders.returns.areas import area_of, benchmark_of, closed_by, named_twice, near_name, suggest_areas
from tests.indicators.worked import NOTHING, Row, examples

SUFFOLK, NORFOLK, CAMDEN, NEWCASTLE = "E10000029", "E10000020", "E09000007", "E08000021"

BENCHMARKS = """
written                          | area in Suffolk
Us                               | E10000029
Our                              | E10000029
County                           | E10000029
Borough                          | E10000029
LA                               | E10000029
Authority                        | E10000029
Council                          | E10000029
SN avg                           | E10000029/neighbours
SN mean                          | E10000029/neighbours
SN                               | E10000029/neighbours
Stat neighbours                  | E10000029/neighbours
Stat. neighbour average          | E10000029/neighbours
Statistical neighbour            | E10000029/neighbours
Statistical Neighbours' Average  | E10000029/neighbours
IPF                              | E10000029/family-group
IPF group                        | E10000029/family-group
IPF Family Group average         | E10000029/family-group
Family group                     | E10000029/family-group
Comparator authorities           | E10000029/family-group
East of England                  | E12000006
Eastern                          | E12000006
Eastern region                   | E12000006
Region                           | E12000006
Regional                         | E12000006
Regional average                 | E12000006
North West region                | E12000002
South East average               | E12000008
Yorkshire & Humber               | E12000003
England                          | E92000001
England*                         | E92000001
National                         | E92000001
National average                 | E92000001
Eng                              | E92000001
All England                      | E92000001
East                             | -
North West                       | -
West                             | -
Ipswich                          | -
Suffolk                          | -
Norfolk                          | -
Total                            | -
935                              | -
"""

WRONG = """
written                  | because
E10999999                | is not the code of an area that is known
E10000029 Norfolk        | is the code of Suffolk, but the name beside it is 'Norfolk'
Suffolk (E10000020)      | is the code of Norfolk, but the name beside it is 'Suffolk'
926 Suffolk              | is the code of Norfolk, but the name beside it is 'Suffolk'
10000029                 | is a number. The code of Suffolk is E10000029
10000029.0               | is a number. The code of Suffolk is E10000029
6000063                  | is a number. The code of Cumberland is E06000063
Suffоlk                  | has letters of another alphabet
Ѕuffolk                  | has letters of another alphabet
n/a                      | is neither the code nor the name of an area
77.4                     | is neither the code nor the name of an area
"""


@examples(BENCHMARKS)
def test_a_heading_of_comparisons_means_what_the_table_says(row: Row) -> None:
    assert (benchmark_of(row["written"], SUFFOLK) or NOTHING) == row["area in Suffolk"]
    if row["area in Suffolk"] != NOTHING:
        assert area_of(row["written"], SUFFOLK) == row["area in Suffolk"]


def test_the_region_is_the_council_s_own() -> None:
    assert benchmark_of("Regional average", CAMDEN) == "E13000001", "Inner London, the smallest that is published"
    assert benchmark_of("Region", NEWCASTLE) == "E12000001"
    assert benchmark_of("North East", NEWCASTLE) == "E12000001"
    assert benchmark_of("North East", SUFFOLK) is None, "a part of the council"


@pytest.mark.parametrize("text", ["Us", "SN avg", "IPF group", "Region"])
def test_without_a_council_its_own_words_mean_nothing(text: str) -> None:
    assert benchmark_of(text, "") is None
    assert benchmark_of("National average", "") == "E92000001"


@examples(WRONG)
def test_what_no_area_can_be_is_refused_with_the_reason(row: Row) -> None:
    with pytest.raises(UnknownArea) as refusal:
        area_of(row["written"], SUFFOLK)
    assert row["because"] in str(refusal.value) and str(refusal.value).endswith(".")


@pytest.mark.parametrize("text", ["E10000029 Suffolk", "Suffolk (935)", "935 - Suffolk", "Suffolk E10000029"])
def test_a_code_and_its_name_in_one_cell_are_that_area(text: str) -> None:
    assert area_of(text, NORFOLK) == SUFFOLK


def test_a_code_and_a_name_in_two_cells_must_agree() -> None:
    assert named_twice("E10000029", "Suffolk County Council") == named_twice("935", "") == SUFFOLK
    assert named_twice("", "suffolk") == SUFFOLK
    with pytest.raises(UnknownArea, match="is the code of Suffolk, but the name beside it is 'Norfolk'"):
        named_twice("E10000029", "Norfolk")
    with pytest.raises(UnknownArea, match="neither the code nor the name"):
        named_twice("", "Atlantis")


def test_a_misspelt_council_is_suggested_and_never_taken_for_it() -> None:
    assert near_name("Sufolk") == near_name("Suffоlk") == "Suffolk"
    assert area_of("Sufolk", SUFFOLK) == f"{SUFFOLK}/sufolk"
    assert near_name("Ipswich") == near_name("West") == near_name("") == ""
    found = suggest_areas("Norht Yorkshire")
    assert found[0].area.name == "North Yorkshire"
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_a_council_that_has_ended_says_which_took_over() -> None:
    cumbria = areas.find("Cumbria")
    assert cumbria is not None
    assert closed_by(cumbria.id, date(2023, 3, 31)) is None
    closed = closed_by(f"{cumbria.id}/west", date(2023, 4, 1))
    assert closed is not None
    assert closed.what == "Cumbria ended on 31 March 2023"
    assert closed.fix == "Use Cumberland or Westmorland and Furness."
    assert closed_by(SUFFOLK, date(2023, 4, 1)) is None


@given(st.text(max_size=90), st.sampled_from([SUFFOLK, CAMDEN, ""]))
def test_any_text_is_an_area_or_is_refused(text: str, council: str) -> None:
    benchmark = benchmark_of(text, council)
    assert benchmark is None or areas.get(benchmark).level in ("country", "region", "group", "authority")
    try:
        found = area_of(text, council)
    except UnknownArea:
        return
    if council:
        assert areas.get(found).id == found
