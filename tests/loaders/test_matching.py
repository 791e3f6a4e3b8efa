"""Which indicator a label means: what councils write, what is only like it, and what is asked about."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.definitions import catalogue
from loaders import matching
from loaders.label_words import key_of, unit_said, without_marks
from loaders.matching import find, find_ref, suggest, unit_fits
from tests.indicators.worked import NOTHING, Row, examples

MEANT = """
written                                                 | indicator
LAC reviews on time                                     | lac_reviews_on_time
lac_reviews_on_time                                     | lac_reviews_on_time
LAC reviews on time (%)                                 | lac_reviews_on_time
LAC reviews on time (C68)                               | lac_reviews_on_time
LAC reviews on time (2004/05)                           | lac_reviews_on_time
LAC reviews on time (cumulative)                        | lac_reviews_on_time
LAC reviews on time*                                    | lac_reviews_on_time
LAC reviews on time¹                                    | lac_reviews_on_time
LAC reviews on time (1)                                 | lac_reviews_on_time
Percentage of LAC reviews on time                       | lac_reviews_on_time
% of LAC reviews held on time                           | lac_reviews_on_time
Timely reviews of children looked after (%)             | lac_reviews_on_time
C68 Timely LAC reviews                                  | lac_reviews_on_time
1.2 LAC reviews on time                                 | lac_reviews_on_time
3) LAC reviews on time                                  | lac_reviews_on_time
a) LAC reviews on time                                  | lac_reviews_on_time
- LAC reviews on time                                   | lac_reviews_on_time
CS14 LAC reviews on time                                | lac_reviews_on_time
C64 Core assessments in 35 days (%)                     | core_assessments_35_days
Core in 35 days C64                                     | core_assessments_35_days
QP7.2 IA in 7 working days (%)                          | initial_assessments_7_days
IAs completed in 7 working days                         | initial_assessments_7_days
BV 162                                                  | cp_reviews_on_time
BVPI 162                                                | cp_reviews_on_time
PAF CF/C20                                              | cp_reviews_on_time
BV162 / PAF C20                                         | cp_reviews_on_time
PAF C20 - reviews of CP cases                           | cp_reviews_on_time
BV162 CP reviews on time                                | cp_reviews_on_time
KPI: % CP cases allocated                               | cp_cases_allocated
Child protection cases allocated (%)                    | cp_cases_allocated
ICPCs within 15 working days                            | icpc_15_days
Initial child protection conferences (ICPCs) in 15 days | icpc_15_days
LAC with 3 or more placements (%)                       | lac_3_placements
% LAC with three or more placements                     | lac_3_placements
CLA per 10k                                             | lac_rate
Children looked after per 10,000                        | lac_rate
LAC                                                     | lac_number
Looked after children (LAC)                             | lac_number
No. of LAC                                              | lac_number
CPR                                                     | cpr_number
Number of children on the Child Protection Register     | cpr_number
BV163 PAF C23 Adoptions of LAC                          | children_adopted
SW vacancies (%)                                        | sw_vacancy_rate
% vacancies (social workers)                            | sw_vacancy_rate
"""

ASKED = """
written                           | because
Number of LAC reviews on time     | the indicator is a percentage
LAC reviews on time (number)      | the indicator is a percentage
% CIN                             | the indicator is a number
UASC                              | a number, or the percentage?
SW vacancies                      | a number, or the percentage?
LAC reviews on time (girls)       | a part of them
LAC reviews on time (C20)         | the code is of another indicator
C20 LAC reviews on time           | the code is of another indicator
C68 something else altogether     | the code is nothing like the name
CPR3                              | two indicators share the code
LAC revews on time                | a slip of the pen
LАC reviews on time               | a Cyrillic letter
А3                                | a Cyrillic letter
C2O                               | a letter for a nought
Core                              | which of them?
Total                             | no indicator
%                                 | no indicator
5 GCSEs                           | of whom?
"""

REFERENCES = """
written         | indicator
C64             | core_assessments_35_days
PAF C64         | core_assessments_35_days
BV162 / PAF C20 | cp_reviews_on_time
BV162, C20      | cp_reviews_on_time
NI 66           | lac_reviews_on_time
C68 / LPI 4     | lac_reviews_on_time
QP7.2           | initial_assessments_7_days
C64 / C20       | -
CPR3            | -
X99             | -
Ref             | -
"""

UNITS = """
written                           | unit
% CP cases allocated              | percent
Percentage of LAC                 | percent
Proportion of LAC                 | percent
Number of LAC                     | number
No. of LAC                        | number
LAC (number)                      | number
LAC (no.)                         | number
LAC per 10,000                    | rate_per_10000
LAC per 10k                       | rate_per_10000
LAC/10,000 population             | rate_per_10000
Custody per 1,000                 | rate_per_1000
FTE per 100,000                   | rate_per_100000
Average days to match             | days
Order to match (days)             | days
Number of days to match           | days
Average weeks in care proceedings | weeks
Months to placement (months)      | months
Budget growth (£m)                | gbp_million
Saving (£)                        | gbp
Core in 35 days                   | -
LAC not in touch                  | -
Children with no plan             | -
"""


@examples(MEANT)
def test_a_label_means_what_the_table_says(row: Row) -> None:
    found = find(row["written"])
    assert found is not None and found.slug == row["indicator"]


@examples(ASKED)
def test_what_could_mean_two_things_or_is_misspelt_is_asked_about(row: Row) -> None:
    assert find(row["written"]) is None


@examples(REFERENCES)
def test_a_cell_of_codes_means_what_the_table_says(row: Row) -> None:
    found = find_ref(row["written"])
    assert (found.slug if found else NOTHING) == row["indicator"]


@examples(UNITS)
def test_a_label_says_the_unit_that_the_table_says(row: Row) -> None:
    assert (unit_said(row["written"]) or NOTHING) == row["unit"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("LAC revews on time", "lac_reviews_on_time"),
        ("LАC reviews on time", "lac_reviews_on_time"),
        ("Core asessments in 35 days", "core_assessments_35_days"),
        ("Number of LAC reviews on time", "lac_reviews_on_time"),
        ("C68 something else altogether", "lac_reviews_on_time"),
        ("Core", "core_assessments_35_days"),
        ("Re-referals in 12 months", "re_referrals"),
        ("3+ placements", "lac_3_placements"),
        ("А3", "cpp_subsequent"),
        ("% CIN", "cin_number"),
    ],
)
def test_the_likest_indicator_is_suggested_first(text: str, first: str) -> None:
    found = suggest(text)
    assert found[0].indicator.slug == first
    assert [suggestion.score for suggestion in found] == sorted((s.score for s in found), reverse=True)
    assert len(found) <= matching.MOST_SUGGESTIONS and all(0 < suggestion.score < 100 for suggestion in found)


def test_both_indicators_of_a_code_and_a_name_are_suggested() -> None:
    assert {"cp_reviews_on_time", "lac_reviews_on_time"} <= {
        s.indicator.slug for s in suggest("C20 LAC reviews on time")
    }
    assert {s.indicator.slug for s in suggest("CPR3")} == {"cpr_number", "referrals_number"}


@pytest.mark.parametrize("text", ["", " ", "nothing like it", "Total", "x" * 5000, "xyzzy plugh"])
def test_nothing_is_suggested_for_what_is_like_nothing(text: str) -> None:
    assert suggest(text) == []


def test_another_unit_counts_against_a_suggestion() -> None:
    percent = {s.indicator.slug: s.score for s in suggest("Referals (%)")}
    plain = {s.indicator.slug: s.score for s in suggest("Referals")}
    assert percent["referrals_number"] < plain["referrals_number"]


@pytest.mark.parametrize("slug", list(catalogue()))
def test_every_name_and_alias_means_its_own_indicator(slug: str) -> None:
    indicator = catalogue()[slug]
    for name in (indicator.name, *indicator.aliases, slug):
        assert find(name) == indicator, name
        assert find(f"1.1 {name.upper()} *") == indicator, name


def test_names_that_say_the_same_in_other_words_are_of_one_indicator() -> None:
    owner: dict[str, set[str]] = {}
    for indicator in catalogue().values():
        for name in (indicator.name, *indicator.aliases):
            owner.setdefault(key_of(name), set()).add(indicator.slug)
    assert {key: slugs for key, slugs in owner.items() if len(slugs) > 1} == {}


def test_a_label_s_unit_is_held_against_the_catalogue_s() -> None:
    allocated, number = catalogue()["cp_cases_allocated"], catalogue()["lac_number"]
    assert unit_fits("% CP cases allocated", allocated) and unit_fits("CP cases allocated", allocated)
    assert not unit_fits("Number of CP cases allocated", allocated)
    assert unit_fits("Number of LAC", number) and not unit_fits("LAC per 10,000", number)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("1.2 LAC", "LAC"),
        ("12. LAC", "LAC"),
        ("(iv) LAC", "LAC"),
        ("• LAC*", "LAC"),
        ("KPI - LAC (2)", "LAC"),
        ("3 LAC", "3 LAC"),
    ],
)
def test_numbering_and_footnote_signs_are_taken_off(text: str, rest: str) -> None:
    assert without_marks(text) == rest


def test_thousands_of_labels_are_looked_up_in_a_moment() -> None:
    names = [name for indicator in catalogue().values() for name in (indicator.name, *indicator.aliases)]
    labels = [f"{names[n % len(names)]} {n}" for n in range(5000)]
    find("warm"), suggest("warm up the caches")
    began = time.process_time()
    for label in labels:
        find(label)
    assert time.process_time() - began < 4


@given(st.text(max_size=80))
def test_any_text_means_an_indicator_or_none(text: str) -> None:
    found = find(text)
    assert found is None or found.slug in catalogue()
    find_ref(text)
    unit_said(text)
    assert len(suggest(text)) <= matching.MOST_SUGGESTIONS
