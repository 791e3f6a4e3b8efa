"""Child-level data is refused and never repeated; counts about the same things are let through."""

from __future__ import annotations

import random
import re
import string
from datetime import date, timedelta
from pathlib import Path

import pytest

from data.settings import read_settings
from loaders.child_level import refuse_child_level
from loaders.identifiers import is_national_insurance, is_nhs_number, is_postcode, is_upn
from loaders.opened import Cell
from loaders.opening.open_file import open_file
from loaders.problems import Problem, Refused
from tests.loaders.books import a_return, figure, note, write
from tests.loaders.checks.given import opened, sheet
from tests.stores import national_files

DRAW = random.Random(2005)
LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def upn() -> str:
    """Return a made-up pupil number with the right check letter."""
    digits = [DRAW.randrange(10) for _ in range(12)]
    letter = LETTERS[sum(weight * digit for weight, digit in enumerate(digits, start=2)) % 23]
    return letter + "".join(map(str, digits))


def nhs() -> str:
    """Return a made-up NHS number with the right check digit."""
    while True:
        text = "".join(DRAW.choice(string.digits) for _ in range(10))
        if is_nhs_number(text):
            return text


def births(count: int) -> list[date]:
    """Return days of birth in no order."""
    return [date(2001, 1, 1) + timedelta(days=DRAW.randrange(6000)) for _ in range(count)]


def refused(*sheets) -> list[Problem]:
    """Return the problems with which these sheets are refused; [] when they pass."""
    try:
        refuse_child_level(opened(*sheets))
    except Refused as error:
        assert all((p.severity, p.code) == ("error", "child_level") for p in error.problems)
        assert all(p.message.endswith(".") and p.fix.endswith(".") and p.found is None for p in error.problems)
        return list(error.problems)
    return []


# --- the numbers ----------------------------------------------------------------------------------------------------


def test_the_check_digits():
    assert is_upn("A000000000000") and not is_upn("B000000000000") and not is_upn("I000000000000")
    assert all(is_upn(upn()) for _ in range(50))
    assert is_nhs_number("943 476 5919") and is_nhs_number("9434765919")
    assert not is_nhs_number("9434765918") and not is_nhs_number("0000000000") and not is_nhs_number("94347659190")
    assert is_national_insurance("AB 12 34 56 C") and not is_national_insurance("DB123456C")
    assert is_postcode("IP1 2BX") and is_postcode("sw1a 1aa") and not is_postcode("C64") and not is_postcode("Q1 0405")


# --- columns --------------------------------------------------------------------------------------------------------

CODES = [str(410000 + DRAW.randrange(90000)) for _ in range(30)]


@pytest.mark.parametrize(
    ("heading", "values", "what"),
    [
        ("Child Unique ID", ["1", "2", "3"], "the numbers of single children"),
        ("LCS ID", ["123456", "123457"], "the numbers of single children"),
        ("Mosaic ID", ["1234567"], "the numbers of single children"),
        ("Liquidlogic", ["1234567", "1234568"], "the numbers of single children"),
        ("Person ID", [401, 402], "the numbers of single children"),
        ("Client No.", [410001, 410002], "the numbers of single children"),
        ("Date of Birth", [date(2001, 5, 3), date(1999, 12, 1)], "dates of birth"),
        ("D.O.B.", ["03/05/2001", "1/12/99"], "dates of birth"),
        ("date_of_birth", ["2001-05-03"], "dates of birth"),
        ("DOB", [37014, 36495], "dates of birth"),
        ("UPN", [upn()], "unique pupil numbers"),
        ("NHS Number", [nhs(), nhs()], "NHS numbers"),
        ("NI Number", ["AB123456C"], "National Insurance numbers"),
        ("Home postcode", ["IP1 2BX", "IP33 1AA"], "home postcodes"),
        ("Address", ["1 High Street, Ipswich IP1 2BX"], "home addresses"),
        ("Child's name", ["Smith, Anna", "Ben O'Neil"], "children's names"),
        ("Young person's name", ["A. B."], "children's names"),
    ],
)
def test_a_heading_with_what_stands_under_it(heading, values, what):
    rows = [["Suffolk, March 2005"], [], ["Team", heading, "Reviews"], *(["West", value, 2] for value in values)]
    (problem,) = refused(sheet(rows, "Reviews"))
    assert f"column B looks like {what}" in problem.message
    assert (problem.sheet, problem.cell) == ("Reviews", "B:B")


def test_nothing_of_the_data_is_repeated():
    rows = [["UPN", "Surname", "Forename", "DOB"]]
    rows += [[upn(), "Quillfeather", "Zebedee", "03/05/2001"] for _ in range(4)]
    (problem,) = refused(sheet(rows, "List 8"))
    assert re.search(r"column A .* column B .* column C .* column D ", problem.message)
    for row in rows[1:]:
        assert not any(value in problem.message + problem.fix for value in row)


@pytest.mark.parametrize("heading", ["Ref", "x", ""])
@pytest.mark.parametrize(("make", "what"), [(upn, "unique pupil numbers"), (nhs, "NHS numbers")])
def test_check_digits_tell_a_column_without_its_heading(heading, make, what):
    rows = [[heading or None, "Reviews"], *([make(), 1] for _ in range(5))]
    assert what in refused(sheet(rows))[0].message


def test_numbers_that_only_look_like_it_pass():
    wrong = [f"{int(nhs()[:-1]):09d}{(int(nhs()[-1]) + 1) % 10}" for _ in range(20)]
    assert refused(sheet([["Ref"], *([value] for value in wrong)])) == []
    assert refused(sheet([["Money"], *([1_000_000_000 + 7 * n] for n in range(30))])) == []


def test_births_beside_numbers_are_told_without_a_heading():
    rows = [["a", "b"], *([code, day] for code, day in zip(CODES, births(30), strict=True))]
    assert "column B looks like dates of birth" in refused(sheet(rows))[0].message
    assert refused(sheet([["a", "b"], *([f"team {n}", day] for n, day in enumerate(births(30)))])) == []


def test_days_in_order_are_a_calendar():
    days = sorted(births(30))
    assert refused(sheet([["Week", "Contacts"], *([day, 1000 + n] for n, day in enumerate(days))])) == []


def test_postcodes_of_buildings_pass():
    rows = [["School", "Postcode"], *([f"School {n}", f"IP{n} 2BX"] for n in range(1, 15))]
    assert refused(sheet(rows)) == []
    assert refused(sheet([["Home of", "b"], *([n, f"IP{n} 2BX"] for n in range(1, 15))])) != []


def test_a_form_about_one_child():
    assert refused(sheet([["Assessment"], ["Date of birth", "3/5/2001"], ["Worker", "J Coles"]])) != []
    assert refused(sheet([["NHS number", nhs()]])) != []


# --- inspection lists -----------------------------------------------------------------------------------------------

LISTS = [
    ["Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)", "Date of Contact"],
    ["Gender", "Ethnicity", "Assessment start date", "Assessment completion date"],
    ["Gender", "Ethnicity", "Date of referral", "Referral Source", "Allocated Team", "Allocated Worker"],
    ["Gender", "Ethnicity", "Does the Child have a Disability", "Actual Start Date of Assessment"],
    ["Gender", "Ethnicity", "Section 47 Enquiry Start Date", "Date of Initial Child Protection Conference"],
    ["Gender", "Ethnicity", "CIN Start Date", "Primary Need Code", "Date Child Was Last Seen", "Case Status"],
    ["Gender", "Child Protection Plan Start Date", "Initial Category of Abuse", "Date of the Last Statutory Visit"],
    ["Gender", "Date Started to be Looked After", "Child's Legal Status", "Date of Latest Statutory Review"],
    ["Gender", "Allocated Personal Advisor", "Latest Pathway Plan Review Date", "Type of Accommodation"],
    ["Gender", "Date of Placement Order", "Date Matched with Prospective Adopters", "Date of Adoption Order"],
    ["Adopter Identifier", "Gender", "Ethnicity", "Date of Initial Enquiry", "Date Stage 1 Started"],
]


@pytest.mark.parametrize("number", range(1, 12))
def test_each_list_of_annex_a(number):
    headings = LISTS[number - 1]
    rows = [[f"List {number}"], headings, *([f"b) {n}" for n in range(len(headings))] for _ in range(6))]
    assert refused(sheet(rows, f"List_{number}")) != []


def test_an_empty_list_holds_no_child_and_a_table_by_gender_is_none():
    assert refused(sheet([LISTS[0]])) == []
    headings = ["Gender", "Ethnicity", "Legal status", "Placement type", "Number"]
    assert refused(sheet([headings, *(["Female", "White", "C2", "U1", n] for n in range(10))])) == []


# --- words ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        f"See UPN {upn()} for the reason",
        "NHS number 943 476 5919 missing",
        "born 3 May 2001, moved",
        "AS (DOB 03/05/01) moved to West",
        "d.o.b.: 3.5.2001",
        "Child ID 412345 was late",
        "LCS 1234567 reopened",
        "mother AB123456C",
    ],
)
@pytest.mark.parametrize("hung", [False, True])
def test_a_child_in_a_comment(words, hung):
    cell = Cell("20", remark=words) if hung else Cell(words)
    (problem,) = refused(sheet([["Indicator", "Comment"], ["Re-referrals", cell]]))
    assert problem.cell == "B2" and words not in problem.message


@pytest.mark.parametrize(
    "words",
    [
        "Children born 1 April 2003 to 31 March 2004 are counted once.",
        "All those born 1 September 2001 or later",
        "LCS 2005 upgrade delayed the return",
        "NHS numbers are recorded for 94% of children",
        "Lead officer: J Coles",
        "412345 pounds were saved",
        "Telephone 01473 583000",
        "Published E10000029 on 15/03/2005",
        "date of birth recorded for 98%",
    ],
)
def test_words_about_groups_and_officers_pass(words):
    assert refused(sheet([["Indicator", "Comment"], ["Re-referrals", Cell("20", remark=words)], [words]])) == []


# --- no false alarm -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["Indicator", "Q1 04/05", "Lead officer"],
            ["Number of children", 660, "J Coles"],
            ["Child protection plans", 400, "R Fountain"],
        ],
        [
            ["Date", "Number of children", "Child protection plans"],
            *([date(2004, n, 28), 600 + n, 400 + n] for n in range(1, 13)),
        ],
        [
            ["Name", "Job title", "Telephone"],
            ["R Fountain", "Team manager", "01582 546000"],
            ["J Coles", "Head", "01582 1"],
        ],
        [["Surname", "Forename", "Team"], ["Coles", "Jane", "West"]],
        [
            ["Field", "Meaning"],
            ["Child Unique ID", "the number in the case system"],
            ["Date of birth", "the day of birth"],
            ["UPN", "pupil number"],
        ],
        [["Measure", "Date of birth", "UPN", "NHS number"], ["Recorded (%)", 98.1, 95, 90], ["Missing", 12, 30, 60]],
        [["Pupil number", "Year"], [1234, 2004], ["1,250", 2005]],
        [["Task no", "Task", "Completion date"], *([f"1.{n}", "Recruit", day] for n, day in enumerate(births(14)))],
    ],
    ids=[
        "scorecard",
        "monthly counts",
        "staff",
        "staff without titles",
        "a list of fields",
        "data quality",
        "roll",
        "plan",
    ],
)
def test_aggregates_staff_and_plans_pass(rows):
    if rows[0][0] == "Pupil number":
        rows = [rows[0], [1234, 2004], ["1,250", 2005], ["1,300", 2006]]
    assert refused(sheet(rows)) == []


@pytest.mark.reference
def test_published_files_and_the_examples_pass(reference: Path):
    settings = read_settings("unused.duckdb")
    samples = sorted((Path(__file__).resolve().parents[2] / "data" / "sample").glob("*.xlsx"))
    others = sorted((reference / "data" / "lait").glob("*.xlsx"))
    assert len(samples) == 5
    for path in (*national_files(reference), *samples, *others):
        refuse_child_level(open_file(path, settings))


# --- a table by column ----------------------------------------------------------------------------------------------


def test_a_bulk_table_is_looked_at_by_its_header_and_some_rows(tmp_path):
    rows = "".join(f"2024,{upn()},{n}\n" for n in range(5000))
    path = tmp_path / "children.csv"
    path.write_text("time_period,pupil,value\n" + rows, encoding="utf-8")
    table = open_file(path, read_settings("unused.duckdb"))
    assert table.table is not None
    with pytest.raises(Refused) as error:
        refuse_child_level(table)
    assert "column B looks like unique pupil numbers" in error.value.problems[0].message


# --- the way in -----------------------------------------------------------------------------------------------------


def test_nothing_of_a_refused_file_is_stored(tmp_path, load, store):
    rows = [["Child Unique ID", "Date of birth"], ["410001", "03/05/2001"], ["410002", "04/06/2002"]]
    path = write(
        tmp_path / "list.xlsx", {"Figures": [["Indicator", "Period", "Value"], figure()[:1]], "Children": rows}
    )
    outcome = load(path, area="Suffolk")
    assert (outcome.status, [p.code for p in outcome.problems]) == ("refused", ["child_level"])
    with store.reading() as cursor:
        assert cursor.execute("SELECT count(*) FROM upload").fetchone() == (0,)
    left = [kept for kept in tmp_path.rglob("*") if kept.is_file() and b"410001" in kept.read_bytes()]
    assert left == []
    assert load(a_return(tmp_path, [figure()], notes=[note()])).status == "loaded"


def test_a_table_on_any_visible_sheet_is_found():
    good = sheet([["Indicator", "Q1"], ["Re-referrals", 20]], "Summary")
    bad = sheet([["UPN"], [upn()]], "Lookup")
    also = sheet([["NHS number"], [nhs()]], "Other")
    assert [p.sheet for p in refused(good, bad, also)] == ["Lookup", "Other"]


def test_a_list_on_a_hidden_sheet_is_refused_too(tmp_path):
    days = births(12)
    children = [("Child Unique ID", "Date of birth"), *((1000 + n, day) for n, day in enumerate(days))]
    rows = [("Suffolk",), ("Indicator", "Q1 2004/05"), ("Re-referrals", 20)]
    path = write(tmp_path / "a.xlsx", {"Summary": rows, "lookup": children}, hidden=["lookup"])
    with pytest.raises(Refused) as caught:
        refuse_child_level(open_file(path, read_settings()))
    assert [(p.code, p.sheet) for p in caught.value.problems] == [("child_level", "lookup")]
