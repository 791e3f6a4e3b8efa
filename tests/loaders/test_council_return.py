"""A council's return, loaded through the one way in: what is read, what is refused, and what a person is told."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from decimal import Decimal

import pytest

from data import commit, ledger, queries
from data.periods import Period
from data.viewer import LOCAL, PUBLIC
from loaders import matching
from loaders.readers import council_return
from tests.loaders.books import FIRST, HEAD, Failed, Percent, a_return, figure, note, target, told, write

SUFFOLK, LUTON = "E10000029", "E06000032"
D = Decimal


def stored(store, **wanted):
    """Return the store's figures for Suffolk's return by (indicator, area, breakdown, last day)."""
    rows = queries.figures(store, LOCAL, breakdown=None, **wanted)
    return {(r.indicator, r.area, r.breakdown, r.period.ends): r for r in rows}


def only(store):
    """Return the one figure in the store."""
    (row,) = queries.figures(store, LOCAL, breakdown=None)
    return row


def counted(store) -> dict[str, int]:
    """Return how many rows the store's own tables have."""
    with store.reading() as cursor:
        tables = ("upload", "figure", "target", "comment", "current")
        return {table: cursor.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}


EMPTY = {"upload": 0, "figure": 0, "target": 0, "comment": 0, "current": 0}


# --- what a return is -----------------------------------------------------------------------------------------------


def test_a_return_is_known_by_its_headings_alone(tmp_path, load, store):
    """Sheets in another order and under other names, columns in another order among others, headings far down."""
    path = write(
        tmp_path / "anything.xlsx",
        {
            "  NOTES ": [("Words", "Extra", "Indicator")],
            "Sheet2 (2)": [
                ("Council", "Suffolk"),
                *[()] * 28,
                ("My own", "VALUE", " period:", "Ref", "Indicator *"),
                ("x", 20, "2004/05", "R1", "re_referrals"),
            ],
            "t": [("Target", "Indicator"), (15, "re_referrals")],
        },
    )
    outcome = load(path)
    assert (outcome.status, outcome.layout, told(outcome.problems)) == ("loaded", "council_return", [])
    row = only(store)
    assert (row.indicator, row.value, row.sheet, row.cell) == ("re_referrals", D(20), "Sheet2 (2)", "B31")
    assert (row.family, row.owner, row.area) == ("council", SUFFOLK, SUFFOLK)
    assert [t.value for t in queries.targets(store, LOCAL, areas=[SUFFOLK])] == [D(15)]


@pytest.mark.parametrize(
    "rows",
    [
        [("Indicator", "Value"), ("Period",)],
        [("Indicator", "Text"), ("re_referrals", "down")],
    ],
    ids=["in two rows", "no figure"],
)
def test_without_the_three_headings_it_is_no_return(tmp_path, load, store, rows):
    outcome = load(write(tmp_path / "x.xlsx", {"Figures": rows}), area=SUFFOLK)
    assert (outcome.status, outcome.problems[0].code) == ("refused", "not_recognised")
    assert counted(store) == EMPTY


def test_sheets_without_their_headings_are_said(tmp_path, load, store):
    sheets = {
        "Figures": [*HEAD, ("Indicator", "Period", "Value", "Value"), ("re_referrals", "2003/04", 20, 30)],
        "Lookup": [("a", "b")],
        "Blank": [],
        "How to fill this in": [("Read me",)],
    }
    outcome = load(write(tmp_path / "a.xlsx", sheets, hidden=["Blank"]))
    assert told(outcome.problems) == [
        ("warning", "not_read", "Figures", "D3"),
        ("warning", "not_read", "Lookup", None),
        ("warning", "hidden_sheet", "Blank", None),
    ]
    assert only(store).value == D(20)
    refused = load(write(tmp_path / "b.xlsx", {**sheets, "TARGETS ": [("Indicator", "Goal"), ("re_referrals", 15)]}))
    assert ("error", "column_missing", "TARGETS ", None) in told(refused.problems)
    assert refused.status == "refused"


# --- the head -------------------------------------------------------------------------------------------------------


def test_the_head_says_whose_when_where_and_whether_real(tmp_path, load, store):
    head = [
        ("A title",),
        ("council:", "Suffolk County Council"),
        ("REPORTED ON", datetime(2005, 3, 15)),
        ("Published in", "Executive Committee, paper E05/23"),
        ("Example", "Yes"),
    ]
    outcome = load(a_return(tmp_path, [figure(value=20)], head=head), known_on=date(2006, 1, 1))
    (upload,) = ledger.by_id(store).values()
    assert outcome.problems == []
    assert (upload.owner, upload.known_on, upload.published) == (
        SUFFOLK,
        date(2005, 3, 15),
        "Executive Committee, paper E05/23",
    )
    assert upload.example and queries.example_uploads(store) == [upload.id]
    assert len(queries.figures(store, PUBLIC)) == 1, "what a public paper has printed is public"


@pytest.mark.parametrize("text", ["15 March 2005", "15/03/2005", "2005-03-15", 38426])
def test_reported_on_is_read_day_first_in_any_form(tmp_path, load, store, text):
    load(a_return(tmp_path, [figure()], head=[("Council", SUFFOLK), ("Reported on", text)]))
    assert next(iter(ledger.by_id(store).values())).known_on == date(2005, 3, 15)


def test_without_a_day_the_one_asked_for_is_taken(tmp_path, load, store):
    path = a_return(tmp_path, [figure(period="2003/04")], head=[("Council", "Suffolk")])
    load(path, known_on=date(2005, 6, 1))
    (upload,) = ledger.by_id(store).values()
    assert (upload.known_on, upload.published, upload.example) == (date(2005, 6, 1), "", False)
    assert queries.figures(store, PUBLIC) == [], "an unpublished return is its council's own"


def test_the_council_may_be_asked_for_instead(tmp_path, load, store):
    assert load(a_return(tmp_path, [figure()], head=[("Reported on", "15 March 2005")]), area=LUTON).status == "loaded"
    assert only(store).area == LUTON


@pytest.mark.parametrize(
    ("head", "area", "expected"),
    [
        ([("Council", "Suffolk")], LUTON, ("council_wrong", "B1")),
        ([("Title",), ("Council", None)], "", ("area_missing", "B2")),
        ([("Title",)], "", ("area_missing", "B1")),
        ([("Council", "Suffock")], "", ("area_unknown", "B1")),
        ([("Council", "England")], "", ("area_unknown", "B1")),
        ([("Council", "Suffolk")], "E10999999", ("area_unknown", None)),
        ([("Council", "Suffolk"), ("Reported on", "the spring")], "", ("date_unreadable", "B2")),
        ([("Council", "Suffolk"), ("Reported on", "March 2005")], "", ("date_unreadable", "B2")),
        ([("Council", "Suffolk"), ("Reported on", "15 March 2095")], "", ("date_unreadable", "B2")),
    ],
)
def test_a_head_that_is_wrong_stops_the_file(tmp_path, load, store, head, area, expected):
    outcome = load(a_return(tmp_path, [figure()], head=head), area=area)
    assert outcome.status == "refused"
    assert [(p.code, p.cell) for p in outcome.problems] == [expected]
    told(outcome.problems)
    assert counted(store) == EMPTY


# --- one row --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        *("cp_reviews_on_time", "CP Reviews On Time", "child protection reviews held on time", "BV162", "bv 162"),
        *("PAF C20", "C20", "PAF CF/C20", "NI 67", "NI67", "BV162 / PAF C20", "CP reviews on time (C20)"),
    ],
)
def test_an_indicator_answers_to_its_slug_names_and_codes(tmp_path, load, store, text):
    outcome = load(a_return(tmp_path, [figure(text, value=95)]))
    assert (outcome.problems, only(store).indicator) == ([], "cp_reviews_on_time")


def test_an_indicator_that_is_not_known_is_a_warning_with_suggestions(tmp_path, load, store):
    outcome = load(a_return(tmp_path, [figure("Re-referals in 12 months", value="rubbish"), figure("CPR3"), figure()]))
    assert told(outcome.problems) == [
        ("warning", "indicator_unknown", "Figures", f"A{FIRST}"),
        ("warning", "indicator_unknown", "Figures", f"A{FIRST + 1}"),
    ]
    assert "Did you mean 'Re-referrals within 12 months'?" in outcome.problems[0].fix
    assert outcome.problems[0].found == "Re-referals in 12 months"
    assert "'Children on the child protection register'" in outcome.problems[1].fix, "CPR3 means two indicators"
    assert " or '" in outcome.problems[1].fix
    assert only(store).indicator == "re_referrals"
    assert load(a_return(tmp_path, [figure("nothing like it")])).problems[-1].code == "no_figures"


@pytest.mark.parametrize(
    ("text", "area"),
    [
        *((word, SUFFOLK) for word in (None, "Us", "COUNTY", "Borough", "LA", "Suffolk County Council", "E10000029")),
        *(("England", "E92000001"), ("East of England", "E12000006"), ("Luton", LUTON)),
        *((word, f"{SUFFOLK}/neighbours") for word in ("Neighbours", "SN", "Statistical neighbours")),
        *((word, f"{SUFFOLK}/family-group") for word in ("Family group", "IPF")),
        *(("Ipswich & Coast", f"{SUFFOLK}/ipswich-and-coast"), ("West", f"{SUFFOLK}/west")),
        *(("East", f"{SUFFOLK}/east"), ("North East", f"{SUFFOLK}/north-east"), ("E10000029/west", f"{SUFFOLK}/west")),
    ],
)
def test_whose_figure_a_row_is(tmp_path, load, store, text, area):
    assert load(a_return(tmp_path, [figure(area=text)])).status == "loaded"
    assert (only(store).area, only(store).owner) == (area, SUFFOLK)


def test_areas_that_cannot_be_told(tmp_path, load, store):
    texts = ["E10999999", "E10999999/west", "n/a", "314 / 318"]
    outcome = load(a_return(tmp_path, [figure(area=text) for text in texts]))
    assert told(outcome.problems) == [("error", "area_unknown", "Figures", f"B{FIRST + n}") for n in range(len(texts))]
    assert [problem.found for problem in outcome.problems] == texts
    slip = load(a_return(tmp_path, [figure(area="Lutton")]))
    assert told(slip.problems) == [("warning", "area_unknown", "Figures", f"B{FIRST}")]
    assert "Luton" in slip.problems[0].fix and only(store).area == f"{SUFFOLK}/lutton"


def test_breakdowns_are_dimension_and_member(tmp_path, load, store):
    assert load(a_return(tmp_path, [figure(breakdown=" Age = 10 to 15"), figure()])).problems == []
    assert {row.breakdown for row in queries.figures(store, LOCAL, breakdown=None)} == {"", "age=10 to 15"}
    outcome = load(a_return(tmp_path, [figure(breakdown="girls"), figure(breakdown="age=5=6", period="2002/03")]))
    assert [p.code for p in outcome.problems] == ["breakdown_unreadable"] * 2


@pytest.mark.parametrize(
    ("indicator", "written", "period"),
    [
        ("re_referrals", "year ending 31 December 2004", ("rolling_year", date(2004, 1, 1), date(2004, 12, 31))),
        ("re_referrals", "Q3 2004/05", ("quarter", date(2004, 10, 1), date(2004, 12, 31))),
        ("re_referrals", datetime(2004, 12, 31), ("snapshot", date(2004, 12, 31), date(2004, 12, 31))),
        ("lac_rate", "Q3 2004/05", ("snapshot", date(2004, 12, 31), date(2004, 12, 31))),
        ("lac_rate", "2004/05", ("snapshot", date(2005, 3, 31), date(2005, 3, 31))),
        ("lac_missing_25_days_school", "2003/04", ("academic_year", date(2003, 9, 1), date(2004, 8, 31))),
        ("stakeholders_consulted", 2004, ("calendar_year", date(2004, 1, 1), date(2004, 12, 31))),
        ("lac_rate", 38352, ("snapshot", date(2004, 12, 31), date(2004, 12, 31))),
    ],
)
def test_periods_as_people_write_them(tmp_path, load, store, indicator, written, period):
    head = [("Council", "Suffolk"), ("Reported on", "1 June 2005")]
    assert load(a_return(tmp_path, [figure(indicator, written, 20)], head=head)).problems == []
    assert only(store).period == Period(*period)
    if isinstance(written, str):
        assert only(store).label == written, "the label is kept as it was written"


def test_a_period_that_cannot_be_read(tmp_path, load):
    outcome = load(a_return(tmp_path, [figure(period="the spring"), figure(period=None), figure(period="2004")]))
    assert told(outcome.problems) == [("error", "period_unreadable", "Figures", f"D{FIRST + n}") for n in range(3)]
    assert "'the spring' is not a period that can be read." in outcome.problems[0].message
    assert "Q3 2004/05" in outcome.problems[0].fix


@pytest.mark.parametrize(
    ("indicator", "cell", "value", "mark", "status", "note"),
    [
        ("re_referrals", 77.4, "77.4", "", "actual", ""),
        ("re_referrals", "77.4%", "77.4", "", "actual", ""),
        ("re_referrals", Percent(0.774), "77.4", "", "actual", ""),
        ("re_referrals", Percent(1), "100", "", "actual", ""),
        ("re_referrals", 64.4 - 5, "59.4", "", "actual", ""),
        ("re_referrals", "81.400000000000006", "81.4", "", "actual", ""),
        ("re_referrals", "77.4 (p)", "77.4", "", "provisional", ""),
        ("re_referrals", "77.4(r)", "77.4", "", "revised", ""),
        ("re_referrals", "96.6*", "96.6", "", "actual", "96.6*"),
        ("initial_contacts", "13,000", "13000", "", "actual", ""),
        ("initial_contacts_growth", Percent(-0.3), "-30", "", "actual", ""),
        ("star_rating", "2 Stars", "2", "", "actual", ""),
        ("star_rating", 3, "3", "", "actual", ""),
        ("adoption_a10", "01:07", "19", "", "actual", "01:07"),
        ("re_referrals", "c", None, "c", "actual", ""),
        ("re_referrals", "<5", None, "c", "actual", "<5"),
        ("re_referrals", "x", None, "x", "actual", ""),
        ("re_referrals", "z", None, "z", "actual", ""),
        ("re_referrals", "k", None, "low", "actual", "k"),
        ("re_referrals", "n/a", None, "missing", "actual", "n/a"),
        ("re_referrals", "-", None, "missing", "actual", "-"),
    ],
)
def test_values_as_people_write_them(tmp_path, load, store, indicator, cell, value, mark, status, note):
    assert load(a_return(tmp_path, [figure(indicator, "2003/04", cell)])).problems == []
    row = only(store)
    assert (row.value, row.mark, row.status, row.note) == (D(value) if value else None, mark, status, note)


def test_status_note_and_parts_are_kept(tmp_path, load, store):
    rows = [
        figure(period="2003/04", value="66.7% (p)", numerator=2, denominator="3", status="Forecast", note="Estimated"),
        figure(period="2002/03", value="96.6*", note="Without respite", status="baseline"),
    ]
    assert load(a_return(tmp_path, rows)).problems == []
    first, second = (stored(store)["re_referrals", SUFFOLK, "", date(year, 3, 31)] for year in (2004, 2003))
    assert (first.status, first.numerator, first.denominator, first.note) == ("forecast", D(2), D(3), "Estimated")
    assert (second.status, second.note, second.cell) == ("baseline", "96.6*; Without respite", f"E{FIRST + 1}")


# --- what is left out -----------------------------------------------------------------------------------------------


def test_rows_left_empty_and_rows_that_are_no_figures(tmp_path, load, store):
    rows = [
        figure(value=None),
        figure("Section one", period=None, value=None),
        figure(),
        figure("TOTAL", value=7),
        figure("Indicator", "Period", "Value"),
        figure("* without respite", period=None, value=None),
        figure("lac_rate", value=None, note="Not ready"),
        figure(None, value=4),
        [],
        [None] * 12 + ["far away"],
    ]
    outcome = load(a_return(tmp_path, rows))
    assert told(outcome.problems) == [
        ("warning", "not_read", "Figures", f"{FIRST + 1}:{FIRST + 1}"),
        ("warning", "not_read", "Figures", f"{FIRST + 3}:{FIRST + 3}"),
        ("warning", "not_read", "Figures", f"{FIRST + 5}:{FIRST + 5}"),
        ("warning", "not_read", "Figures", f"{FIRST + 6}:{FIRST + 6}"),
        ("warning", "indicator_unknown", "Figures", f"A{FIRST + 7}"),
    ]
    assert only(store).cell == f"E{FIRST + 2}"


def test_a_failed_formula_is_missing_and_one_without_a_result_stops_the_file(tmp_path, load, store):
    failed = a_return(tmp_path, [figure(value=Failed(), numerator=Failed("#REF!"))])
    outcome = load(failed)
    assert told(outcome.problems) == [
        ("warning", "formula_error", "Figures", f"E{FIRST}"),
        ("warning", "formula_error", "Figures", f"F{FIRST}"),
    ]
    row = only(store)
    assert (row.value, row.mark, row.note, row.numerator) == (None, "missing", "#DIV/0!", None)
    empty = load(a_return(tmp_path, [figure(value="=A1*2", numerator="=1+1"), figure("=A1", period="=B2")]))
    assert [(p.severity, p.code, p.cell) for p in empty.problems] == [
        ("error", "formula_no_value", f"{letter}{number}")
        for letter, number in (("E", FIRST), ("F", FIRST), ("A", FIRST + 1))
    ]


# --- checks ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"value": "abc"}, "number_unreadable", "E"),
        ({"value": "25/133"}, "number_unreadable", "E"),
        ({"value": "1_000"}, "number_unreadable", "E"),
        ({"value": datetime(2005, 2, 1)}, "number_unreadable", "E"),
        ({"value": True}, "number_unreadable", "E"),
        ({"indicator": "star_rating", "value": "four stars"}, "number_unreadable", "E"),
        ({"indicator": "star_rating", "value": 1.5}, "number_unreadable", "E"),
        ({"indicator": "children_adopted", "value": "9%"}, "number_unreadable", "E"),
        ({"indicator": "lac_rate", "value": Percent(0.45)}, "number_unreadable", "E"),
        ({"value": None, "numerator": 2, "denominator": 3}, "number_unreadable", "E"),
        ({"numerator": "two"}, "number_unreadable", "F"),
        ({"status": "final"}, "status_unknown", "H"),
        ({"value": 100.1}, "out_of_range", "E"),
        ({"value": -1}, "out_of_range", "E"),
        ({"value": Percent(77.4)}, "out_of_range", "E"),
        ({"indicator": "star_rating", "value": 4}, "out_of_range", "E"),
        ({"value": 100, "numerator": 4, "denominator": 3}, "numerator_above_denominator", "F"),
        ({"value": 77.4, "numerator": 77.5, "denominator": 100}, "parts_disagree", "E"),
        ({"value": 20, "numerator": 205, "denominator": 999}, "parts_disagree", "E"),
        ({"value": "20.0", "numerator": 2006, "denominator": 10000}, "parts_disagree", "E"),
        ({"indicator": "lac_rate", "value": 4.5, "numerator": 660, "denominator": 146700}, "parts_disagree", "E"),
    ],
)
def test_a_figure_that_cannot_be_right_stops_the_file(tmp_path, load, store, cells, code, column):
    outcome = load(a_return(tmp_path, [figure(**cells)]))
    assert told(outcome.problems) == [("error", code, "Figures", f"{column}{FIRST}")], outcome.problems
    assert outcome.status == "refused" and counted(store) == EMPTY


@pytest.mark.parametrize(
    "cells",
    [
        {"value": 77.4, "numerator": 2322, "denominator": 3000},
        {"value": 20, "numerator": 204, "denominator": 1000},
        {"value": Percent(0.2045), "numerator": 2045, "denominator": 10000},
        {"value": Percent(2 / 3), "numerator": 2, "denominator": 3},
        {"value": 200 / 3, "numerator": 2, "denominator": 3},
        {"value": "81.2%", "numerator": 108, "denominator": 133},
        {"indicator": "lac_rate", "value": 45, "numerator": 660, "denominator": 146700},
        {"indicator": "children_adopted", "value": 14, "numerator": 14, "denominator": 3},
        {"indicator": "file_audits_completed", "value": 120, "numerator": 12, "denominator": 10},
        {"value": "c", "numerator": "c", "denominator": 10},
        {"value": "z", "numerator": 0, "denominator": 0},
    ],
)
def test_parts_that_agree_to_the_last_written_digit_pass(tmp_path, load, cells):
    assert load(a_return(tmp_path, [figure(**cells)])).problems == []


def test_messages_name_the_place_and_the_cure(tmp_path, load):
    (problem,) = load(a_return(tmp_path, [figure(value="abc")])).problems
    assert problem.message == f"suffolk.xlsx, sheet Figures, cell E{FIRST}: 'abc' is not a number."
    assert problem.fix == "Write a number, or c, x or z if there is none."
    (problem,) = load(a_return(tmp_path, [figure(value=120)])).problems
    assert "'120' is not possible for Re-referrals within 12 months, which is from 0 to 100." in problem.message


def test_a_period_after_the_day_of_reporting_is_a_warning(tmp_path, load, store):
    rows = [
        figure(period="Q4 2004/05"),
        figure(period="Q1 2005/06", status="forecast"),
        figure(period="Q2 2005/06", status="predicted"),
        figure(period="Q3 2004/05"),
        figure(period="Q3 2005/06", value="tbc"),
    ]
    outcome = load(a_return(tmp_path, rows))
    assert told(outcome.problems) == [("warning", "period_in_future", "Figures", f"D{FIRST}")]
    assert outcome.status == "loaded" and outcome.figures.new == 5
    strict = load(a_return(tmp_path, rows, name="again.xlsx"), strict=True)
    assert (strict.status, [p.severity for p in strict.problems]) == ("refused", ["error"])


def test_a_return_without_a_day_is_held_against_the_one_asked_for(tmp_path, load):
    path = a_return(tmp_path, [figure(period="2004/05")], head=[("Council", "Suffolk")])
    outcome = load(path, known_on=date(2005, 3, 30))
    assert [p.code for p in outcome.problems] == ["period_in_future"]
    assert load(path, known_on=date(2005, 3, 31)).problems == []


def test_the_same_figure_twice(tmp_path, load, store):
    rows = [figure(), figure("Repeat referrals", "financial year 2003/04", Percent(0.2))]
    outcome = load(a_return(tmp_path, rows))
    assert told(outcome.problems) == [("warning", "duplicate", "Figures", f"E{FIRST + 1}")]
    assert f"cell E{FIRST} of sheet Figures" in outcome.problems[0].message
    assert only(store).cell == f"E{FIRST}"
    other = load(a_return(tmp_path, [*rows, figure(period="2003/04", value=21)]))
    assert [(p.severity, p.code, p.cell) for p in other.problems] == [
        ("warning", "duplicate", f"E{FIRST + 1}"),
        ("error", "duplicate_disagrees", f"E{FIRST + 2}"),
    ]
    assert f"cell E{FIRST} of sheet Figures, where it is 20; here it is 21." in other.problems[1].message
    forecast = load(a_return(tmp_path, [figure(period="2003/04"), figure(period="2003/04", status="forecast")]))
    assert (forecast.status, forecast.problems) == ("loaded", []), "a forecast stands beside its outturn"


def test_everything_that_is_wrong_is_said_at_once_and_nothing_is_stored(tmp_path, load, store):
    assert load(a_return(tmp_path, [figure(period="2001/02", value=25)], name="before.xlsx")).status == "loaded"
    before = counted(store)
    path = a_return(
        tmp_path,
        [
            figure(),
            figure("no such thing"),
            figure(area="E10999999", period="whenever", value="abc", numerator="x1", status="odd"),
            figure(value=120, period="2001/02", breakdown="girls"),
            figure(value=50, numerator=9, denominator=3, period="2002/03"),
            figure(value=21),
        ],
        targets=[target(target="lots"), target("lac_rate", 40), target(for_="2004/05", by="31 March 2005")],
        notes=[note(period="whenever")],
        head=[("Council", "Suffolk"), ("Reported on", "a while ago")],
    )
    outcome = load(path)
    assert outcome.status == "refused"
    assert told(outcome.problems) == [
        ("error", "date_unreadable", "Figures", "B2"),
        ("warning", "indicator_unknown", "Figures", "A6"),
        ("error", "area_unknown", "Figures", "B7"),
        ("error", "period_unreadable", "Figures", "D7"),
        ("error", "number_unreadable", "Figures", "E7"),
        ("error", "number_unreadable", "Figures", "F7"),
        ("error", "status_unknown", "Figures", "H7"),
        ("error", "breakdown_unreadable", "Figures", "C8"),
        ("error", "out_of_range", "Figures", "E8"),
        ("error", "numerator_above_denominator", "Figures", "F9"),
        ("error", "duplicate_disagrees", "Figures", "E10"),
        ("error", "target_unreadable", "Targets", "C2"),
        ("error", "target_unreadable", "Targets", "D3"),
        ("error", "target_unreadable", "Targets", "G4"),
        ("error", "period_unreadable", "Notes", "C2"),
    ]
    assert counted(store) == before


def test_many_problems_of_one_kind_are_counted(tmp_path, load):
    outcome = load(
        a_return(tmp_path, [figure(value="abc", period=f"{year}/{(year + 1) % 100:02d}") for year in range(1951, 2099)])
    )
    assert len(outcome.problems) == 101
    assert "48 more problems" in outcome.problems[-1].message


# --- targets --------------------------------------------------------------------------------------------------------


def targets_of(store):
    return queries.targets(store, LOCAL, areas=[SUFFOLK])


@pytest.mark.parametrize(
    ("indicator", "cells", "operator", "value", "upper"),
    [
        ("re_referrals", {"target": 15}, "<=", "15", None),
        ("cp_reviews_on_time", {"target": 100}, ">=", "100", None),
        ("re_referrals", {"target": "<10"}, "<", "10", None),
        ("re_referrals", {"target": "under 10%"}, "<", "10", None),
        ("re_referrals", {"target": "no more than 10"}, "<=", "10", None),
        ("re_referrals", {"target": "≤ 10"}, "<=", "10", None),
        ("cp_reviews_on_time", {"target": "over 90"}, ">", "90", None),
        ("cp_reviews_on_time", {"target": "85% or more"}, ">=", "85", None),
        ("cp_reviews_on_time", {"target": Percent(0.85)}, ">=", "85", None),
        ("cp_reviews_on_time", {"target": 85, "operator": "At least"}, ">=", "85", None),
        ("cp_reviews_on_time", {"target": 85, "operator": "≥"}, ">=", "85", None),
        ("cp_reviews_on_time", {"target": "at least 85", "operator": ">="}, ">=", "85", None),
        ("lac_rate", {"target": 45, "operator": "under"}, "<", "45", None),
        ("scrutiny_boards", {"target": 1, "operator": "exactly"}, "=", "1", None),
        ("lac_rate", {"target": "between 40 and 50"}, "between", "40", "50"),
        ("lac_rate", {"target": "40-50"}, "between", "40", "50"),
        ("lac_rate", {"target": 40, "operator": "between", "upper": 50}, "between", "40", "50"),
        ("lac_rate", {"target": 40, "upper": 50}, "between", "40", "50"),
        ("yot_reoffending_change", {"target": -5}, "<=", "-5", None),
        ("star_rating", {"target": "3 stars"}, ">=", "3", None),
    ],
)
def test_targets_as_people_write_them(tmp_path, load, store, indicator, cells, operator, value, upper):
    outcome = load(a_return(tmp_path, targets=[target(indicator, **cells)]))
    assert (outcome.status, outcome.problems, outcome.targets.new) == ("loaded", [], 1)
    (row,) = targets_of(store)
    assert (row.operator, row.value, row.upper) == (operator, D(value), D(upper) if upper else None)
    assert (row.kind, row.starts, row.ends, row.set_by, row.headline, row.cell) == (
        *("standing", None, None, "local", False),
        "C2",
    )


def test_when_a_target_holds(tmp_path, load, store):
    rows = [
        target("sw_vacancy_rate", 9, for_="2004/05", period_kind="Quarter", note="Stepped"),
        target("sw_vacancy_rate", 8, by=datetime(2005, 9, 30), set_by="Partnership"),
        target("sw_vacancy_rate", 7, by="Sept 2006", set_by="government", headline="Yes"),
        target("lac_missing_25_days_school", 12, for_="2004/05"),
        target("sw_vacancy_rate", 12, area="West"),
    ]
    assert load(a_return(tmp_path, targets=rows)).problems == []
    found = {(t.indicator, t.value): t for t in targets_of(store)}
    year = found["sw_vacancy_rate", D(9)]
    assert (year.kind, year.starts, year.ends) == ("for", date(2004, 4, 1), date(2005, 3, 31)), "a year, not its end"
    assert (year.period_kind, year.label, year.note) == ("quarter", "2004/05", "Stepped")
    due = found["sw_vacancy_rate", D(8)]
    assert (due.kind, due.starts, due.ends, due.set_by) == ("by", None, date(2005, 9, 30), "partnership")
    last = found["sw_vacancy_rate", D(7)]
    assert (last.ends, last.set_by, last.headline) == (date(2006, 9, 30), "government", True)
    school = found["lac_missing_25_days_school", D(12)]
    assert (school.starts, school.ends) == (date(2004, 9, 1), date(2005, 8, 31))
    assert [t.value for t in queries.targets(store, LOCAL, areas=[f"{SUFFOLK}/west"])] == [D(12)]


@pytest.mark.parametrize(
    ("tolerance", "kind", "expected"),
    [
        (None, None, ("", None)),
        (5, None, ("relative", D(5))),
        ("5%", None, ("relative", D(5))),
        (Percent(0.05), None, ("relative", D(5))),
        (5, "relative", ("relative", D(5))),
        ("2 points", None, ("absolute", D(2))),
        ("2 percentage points", "absolute", ("absolute", D(2))),
        (2, "Absolute", ("absolute", D(2))),
    ],
)
def test_tolerances_as_people_write_them(tmp_path, load, store, tolerance, kind, expected):
    assert load(a_return(tmp_path, targets=[target(tolerance=tolerance, tolerance_kind=kind)])).problems == []
    (row,) = targets_of(store)
    assert (row.tolerance_kind, row.tolerance) == expected


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"target": "lots"}, "target_unreadable", "C"),
        ({"target": "c"}, "target_unreadable", "C"),
        ({"target": None, "operator": "under"}, "target_unreadable", "C"),
        ({"target": None, "for_": "2004/05"}, "target_unreadable", "C"),
        ({"target": 850}, "out_of_range", "C"),
        ({"target": "=1+1"}, "formula_no_value", "C"),
        ({"indicator": "children_adopted", "target": "9%"}, "target_unreadable", "C"),
        ({"indicator": "lac_rate", "target": 45}, "target_unreadable", "D"),
        ({"operator": "near"}, "target_unreadable", "D"),
        ({"target": "<10", "operator": ">"}, "target_unreadable", "D"),
        ({"operator": "between"}, "target_unreadable", "D"),
        ({"operator": "under", "upper": 20}, "target_unreadable", "D"),
        ({"operator": "between", "upper": 5}, "target_unreadable", "D"),
        ({"operator": "between", "upper": "many"}, "target_unreadable", "E"),
        ({"for_": "2004/05", "by": "31 March 2005"}, "target_unreadable", "G"),
        ({"for_": "the year"}, "target_unreadable", "F"),
        ({"for_": datetime(2005, 3, 31)}, "target_unreadable", "F"),
        ({"by": "soon"}, "date_unreadable", "G"),
        ({"period_kind": "fortnight"}, "target_unreadable", "H"),
        ({"set_by": "Brussels"}, "target_unreadable", "I"),
        ({"headline": "perhaps"}, "target_unreadable", "J"),
        ({"tolerance": "a bit"}, "target_unreadable", "K"),
        ({"tolerance": "5%", "tolerance_kind": "absolute"}, "target_unreadable", "K"),
        ({"tolerance": -5}, "target_unreadable", "K"),
        ({"target": 0, "tolerance": 5}, "target_unreadable", "K"),
        ({"area": "E10999999"}, "area_unknown", "B"),
    ],
)
def test_a_target_that_cannot_be_right_stops_the_file(tmp_path, load, store, cells, code, column):
    outcome = load(a_return(tmp_path, targets=[target(**cells)]))
    assert told(outcome.problems) == [("error", code, "Targets", f"{column}2")]
    assert outcome.status == "refused" and counted(store) == EMPTY


def test_targets_that_are_left_out(tmp_path, load, store):
    rows = [
        target(target=None),
        target("no such thing"),
        target("Section", None),
        target(target="-"),
        target(target="tbc", by="31 March 2005"),
        target(),
        target(),
    ]
    outcome = load(a_return(tmp_path, targets=rows))
    assert told(outcome.problems) == [
        ("warning", "indicator_unknown", "Targets", "A3"),
        ("warning", "not_read", "Targets", "4:4"),
        ("warning", "duplicate", "Targets", "C8"),
    ]
    assert len(targets_of(store)) == 1
    twice = load(a_return(tmp_path, targets=[target(), target(target=14), target(target=13, set_by="government")]))
    assert told(twice.problems) == [("error", "duplicate_disagrees", "Targets", "C3")]
    assert "cell C2 of sheet Targets" in twice.problems[0].message


# --- notes ----------------------------------------------------------------------------------------------------------


def test_notes_are_kept_with_their_author_and_period(tmp_path, load, store):
    rows = [
        note("cpr_number", "Up by a third.", period="31 January 2005", author="Head of Safeguarding", area="West"),
        note(words="About the whole."),
        note(words=None),
        note("no such thing"),
    ]
    outcome = load(a_return(tmp_path, notes=rows))
    assert (outcome.status, outcome.comments) == ("loaded", 2)
    assert told(outcome.problems) == [("warning", "indicator_unknown", "Notes", "A5")]
    with store.reading() as cursor:
        found = cursor.execute("SELECT indicator, area, period, author, words, sheet, cell_row FROM comment").fetchall()
    keys = store.keys
    said = {
        (
            keys.indicators.word(row[0]),
            keys.areas.word(row[1]),
            keys.periods.word(row[2]) if row[2] else None,
            *(keys.texts.word(key) for key in row[3:6]),
            row[6],
        )
        for row in found
    }
    day = date(2005, 1, 31)
    assert said == {
        (
            "cpr_number",
            f"{SUFFOLK}/west",
            Period("snapshot", day, day),
            "Head of Safeguarding",
            "Up by a third.",
            "Notes",
            2,
        ),
        ("re_referrals", SUFFOLK, None, "", "About the whole.", "Notes", 3),
    }


# --- loading again --------------------------------------------------------------------------------------------------


def test_loading_again_changes_nothing_and_a_later_return_corrects(tmp_path, load, store):
    path = a_return(tmp_path, [figure(period="2003/04"), figure(period="2002/03", value=23)], targets=[target()])
    first = load(path)
    assert (first.status, first.figures.new, first.targets.new) == ("loaded", 2, 1)
    before = counted(store)
    assert load(path).status == "unchanged" and counted(store) == before
    later = a_return(
        tmp_path,
        [figure(period="2003/04", value=19, status="revised"), figure(period="2002/03", value=23)],
        targets=[target()],
        head=[("Council", "Suffolk"), ("Reported on", "1 June 2005")],
        name="later.xlsx",
    )
    preview = load(later, dry_run=True)
    assert preview.status == "preview" and counted(store) == before
    outcome = load(later)
    assert outcome.figures.as_dict() == {"new": 0, "changed": 1, "unchanged": 1} == preview.figures.as_dict()
    assert outcome.targets.unchanged == 1
    key = ("re_referrals", SUFFOLK, "", date(2004, 3, 31))
    assert stored(store)[key].value == D(19)
    assert stored(store, as_at=date(2005, 3, 31))[key].value == D(20), "as it was known then"
    commit.undo(store, outcome.upload_id, who="test")
    assert stored(store)[key].value == D(20)


def test_a_changed_catalogue_reads_the_same_bytes_anew(tmp_path, settings, monkeypatch):
    from loaders.opening.open_file import open_file

    opened = open_file(a_return(tmp_path, [figure()]), settings)
    before = council_return.recipe(opened)
    assert before == council_return.recipe(opened)
    found = matching.find("re_referrals")
    changed = dataclasses.replace(found, period="quarter")
    monkeypatch.setattr(matching, "find", lambda text: changed if text == "re_referrals" else None)
    assert council_return.recipe(opened) != before
