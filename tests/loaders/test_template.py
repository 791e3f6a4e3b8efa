"""The template: what it is filled with, that it is safe to open, and that it goes round."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from data import queries
from data.errors import UnknownArea
from data.records import STATUSES
from data.viewer import LOCAL, PUBLIC
from indicators.definitions import catalogue
from indicators.rules.period import KINDS, Period, family, snapshot
from indicators.rules.period_words import parse
from loaders.returns.next_periods import following, latest_over, next_quarter_end, written
from loaders.returns.template import template, write_template
from loaders.returns.workbook import Return, workbook
from tests.loaders.books import HEAD, a_return, figure, target, told

SUFFOLK = "E10000029"
TODAY = date(2005, 4, 20)
TOP = 7  # the row of the headings
REPORTED = [
    figure("re_referrals", "Q3 2004/05", 20),
    figure("sw_vacancy_rate", "15 March 2005", "15%"),
    figure("star_rating", "31 August 2004", "2 stars"),
    figure("lac_long_term_stability", "31 December 2004", "-"),
]
TARGETS = [
    target("re_referrals", "under 15", for_="2004/05", headline="yes", tolerance="2 points", note="-5 since last year"),
    target("re_referrals", 12, by=datetime(2006, 3, 31), set_by="government", period_kind="quarter"),
    target("lac_rate", "between 40 and 50"),
    target("star_rating", "3 stars", for_="academic year 2004/05"),
    target("care_leavers_eet", 75, for_="Q1 2005/06"),
]


@pytest.fixture
def reported(tmp_path, load):
    """Load Suffolk's figures and targets, and another council's."""
    assert load(a_return(tmp_path, REPORTED, targets=TARGETS)).problems == []
    others = [("Council", "Luton"), ("Reported on", "1 July 2004")]
    assert load(a_return(tmp_path, [figure("lac_allocated", "31 May 2004", 96.6)], head=others)).problems == []


def opened(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content))


def rows(book, sheet: str, top: int) -> dict[str, list[dict]]:
    """Return the filled rows under the headings of a sheet, by indicator."""
    headings = [cell.value for cell in book[sheet][top]]
    found: dict[str, list[dict]] = {}
    for row in book[sheet].iter_rows(min_row=top + 1, values_only=True):
        named = dict(zip(headings, row, strict=True))
        if named["Indicator"]:
            found.setdefault(named["Indicator"], []).append(named)
    return found


def test_every_indicator_has_a_row_and_the_councils_own_come_first(reported, store):
    book = opened(template(store, LOCAL, SUFFOLK, today=TODAY))
    assert book.sheetnames == ["Figures", "Targets", "Notes", "How to fill this in"]
    figures = rows(book, "Figures", TOP)
    assert set(figures) == set(catalogue()) and all(len(found) == 1 for found in figures.values())
    own = {"re_referrals", "sw_vacancy_rate", "star_rating", "lac_long_term_stability", "lac_rate", "care_leavers_eet"}
    assert set(list(figures)[: len(own)]) == own
    assert {key: book["Figures"].cell(row, 2).value for row, key in enumerate(["council", "day"], start=2)} == {
        "council": "Suffolk",
        "day": None,
    }


@pytest.mark.parametrize(
    ("indicator", "period", "last", "said"),
    [
        ("re_referrals", "Q4 2004/05", "October to December 2004", "20%"),
        ("sw_vacancy_rate", "31 March 2005", "at 15 March 2005", "15%"),
        ("star_rating", "30 September 2004", "at 31 August 2004", "2 stars"),
        ("lac_long_term_stability", "31 March 2005", "at 31 December 2004", "no figure given"),
        ("lac_rate", "31 March 2005", None, None),
        ("lac_allocated", "31 March 2005", None, None),
        ("children_adopted", "2004/05", None, None),
        ("permanent_exclusions", "academic year 2003/04", None, None),
        ("adoption_a2", None, None, None),
    ],
)
def test_each_row_has_its_next_period_and_its_last_figure(reported, store, indicator, period, last, said):
    (row,) = rows(opened(template(store, LOCAL, SUFFOLK, today=TODAY)), "Figures", TOP)[indicator]
    assert (row["Name"], row["Period"]) == (catalogue()[indicator].name, period)
    assert (row["Last period"], row["Last figure"]) == (last, said)
    assert [row[name] for name in ("Value", "Numerator", "Denominator", "Status", "Note")] == [None] * 5


def test_targets_are_filled_in_and_go_round_unchanged(reported, store, tmp_path, load):
    targets = rows(opened(template(store, LOCAL, SUFFOLK)), "Targets", 1)
    assert {slug: len(found) for slug, found in targets.items()} == {
        **{"re_referrals": 2, "lac_rate": 1, "star_rating": 1, "care_leavers_eet": 1},
    }
    year, due = targets["re_referrals"]
    assert (year["Target"], year["Operator"], year["For"], year["Headline"]) == (15, "under", "2004/05", "yes")
    assert (year["Tolerance"], year["Tolerance kind"], year["Note"]) == (2, "absolute", "-5 since last year")
    assert (due["By"], due["Set by"], due["Period kind"]) == (datetime(2006, 3, 31), "government", "quarter")
    assert (targets["lac_rate"][0]["Operator"], targets["lac_rate"][0]["Upper"]) == ("between", 50)
    assert targets["star_rating"][0]["Target"] == "3 stars"
    before = [_key(t) for t in _targets(store)]
    write_template(tmp_path / "again.xlsx", store, LOCAL, SUFFOLK)
    outcome = load(tmp_path / "again.xlsx")
    assert (outcome.status, told(outcome.problems), outcome.figures.new) == ("loaded", [], 0)
    assert outcome.targets.as_dict() == {"new": 0, "changed": 0, "unchanged": 5}
    assert [_key(t) for t in _targets(store)] == before


def _targets(store):
    return sorted(queries.targets(store, LOCAL, areas=[SUFFOLK]), key=lambda t: (t.indicator, t.kind, t.ends or TODAY))


def _key(t):
    when = (t.kind, t.starts, t.ends, t.period_kind, t.label)
    size = (t.operator, t.value, t.upper, t.tolerance_kind, t.tolerance)
    return (t.indicator, t.area, *when, *size, t.set_by, t.headline, t.note)


def test_a_template_left_blank_is_refused_and_one_value_is_one_figure(store, tmp_path, load):
    path = tmp_path / "blank.xlsx"
    write_template(path, store, LOCAL, SUFFOLK)
    outcome = load(path)
    assert (outcome.status, told(outcome.problems)) == ("refused", [("error", "no_figures", "Figures", None)])
    book = openpyxl.load_workbook(path)
    sheet = book["Figures"]
    (row,) = (cell.row for cell in sheet["A"] if cell.value == "children_adopted")
    sheet[f"F{row}"] = 14
    book.save(path)
    outcome = load(path)
    assert (outcome.status, told(outcome.problems), outcome.figures.new) == ("loaded", [], 1)
    (found,) = queries.figures(store, LOCAL)
    assert (found.indicator, found.value, found.cell) == ("children_adopted", Decimal(14), f"F{row}")
    (period,) = (cell.value for cell in sheet["E"] if cell.row == row)
    assert found.period == parse(period, usual="financial_year")


def test_every_period_that_is_filled_in_can_be_read(store):
    for slug, (row,) in rows(opened(template(store, LOCAL, SUFFOLK)), "Figures", TOP).items():
        if row["Period"]:
            period = parse(row["Period"], usual=catalogue()[slug].period)
            assert family(period) == family(latest_over(catalogue()[slug].period, date.today()))


def test_another_councils_figures_and_targets_are_not_shown(reported, store):
    luton = rows(opened(template(store, PUBLIC, "E06000032")), "Figures", TOP)
    assert luton["lac_allocated"][0]["Last figure"] is None, "unpublished, so nothing of it is shown to the public"
    assert rows(opened(template(store, LOCAL, "E06000032")), "Targets", 1) == {}
    with pytest.raises(UnknownArea):
        template(store, LOCAL, "E10999999")


def test_lists_to_choose_from_and_headings_that_stay(store):
    book = opened(template(store, LOCAL, SUFFOLK))
    lists = {
        sheet: {choice.formula1.strip('"'): str(choice.sqref) for choice in book[sheet].data_validations.dataValidation}
        for sheet in ("Figures", "Targets")
    }
    last = TOP + len(catalogue()) + 60
    assert lists["Figures"] == {",".join(STATUSES): f"I{TOP + 1}:I{last}"}
    assert "at least,no more than,over,under,exactly,between" in lists["Targets"]
    assert "local,partnership,government" in lists["Targets"]
    assert all(len(choice) <= 255 for choice in lists["Targets"]), "Excel refuses a longer list"
    assert (book["Figures"].freeze_panes, book["Targets"].freeze_panes) == (f"C{TOP + 1}", "C2")
    assert book["Figures"]["E8"].number_format == "@", "May-04 must not become a day when it is typed"
    assert book["Figures"].column_dimensions["B"].width > 30 and book["Figures"]["B8"].alignment.wrap_text
    help_words = " ".join(str(cell.value) for cell in book["How to fill this in"]["A"])
    for heading in (*HEAD, ("Published in",), ("Numerator",), ("Tolerance",), ("Headline",), ("Author",)):
        assert heading[0] in help_words


def test_text_is_never_a_formula():
    texts = ("=1+1", "+44", "-5%", "@SUM(A1)", '=HYPERLINK("http://x")')
    content = workbook(Return("=title", {"Council": "=cmd"}, figures=[{"Note": text} for text in texts]))
    sheet = opened(content)["Figures"]
    cells = [sheet["A1"], sheet["B2"], *sheet["J5:J9"]]
    for cell in (cell[0] if isinstance(cell, tuple) else cell for cell in cells):
        assert (cell.data_type, cell.quotePrefix) == ("s", True), cell.value
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not any(re.search(rb"<f[ >]", archive.read(name)) for name in archive.namelist())


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "several_years"])
@pytest.mark.parametrize("day", [date(2004, 2, 29), date(2005, 3, 31), date(2005, 4, 1), date(2005, 9, 1), TODAY])
def test_periods_follow_each_other_and_are_read_back(kind, day):
    period = latest_over(kind, day)
    assert period is not None and period.kind == kind and period.ends < day
    for _ in range(9):
        assert parse(written(period, kind), usual=kind) == period
        after = following(period)
        assert after is not None and after.kind == kind and after.ends > period.ends
        period = after


def test_what_has_no_regular_next_period():
    assert latest_over("several_years", TODAY) is None
    assert following(Period("several_years", date(2002, 4, 1), date(2005, 3, 31))) is None
    assert written(Period("several_years", date(2002, 4, 3), date(2005, 3, 30)), "") == ""
    assert following(snapshot(date(2005, 3, 15))) == snapshot(date(2005, 3, 31))
    assert next_quarter_end(date(2005, 12, 31)) == date(2006, 3, 31)


def test_the_same_content_gives_the_same_file(store, tmp_path):
    assert template(store, LOCAL, SUFFOLK, today=TODAY) == template(store, LOCAL, SUFFOLK, today=TODAY)
    with pytest.raises(OSError):
        write_template(Path(tmp_path / "no folder" / "x.xlsx"), store, LOCAL, SUFFOLK)
