"""What goes wrong in the files that councils send: each row of the list has its input and the answer that is due.

The list is that of the design's bad inputs, groups C to K: sheets, cells, periods, areas, indicators, marks, conflicts,
size, injection. How files are opened is tried in tests/loaders/opening. Whatever is refused leaves nothing
behind, and a good file right after is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from data import commit, queries
from data.viewer import LOCAL
from layouts.exports.csv_out import csv_bytes
from loaders.load import Order, Outcome, load_file
from loaders.preview import preview
from loaders.returns.workbook import Return, workbook
from tests.loaders.books import FIGURES, FIRST, HEAD, Failed, Percent, a_return, figure, note, target, write
from tests.loaders.opening import raw

Build = Callable[[Path], Path]
SUFFOLK = "E10000029"
QUARTERS = ("Q1 2004/05", "Q2 2004/05", "Q3 2004/05")
LOADED, REFUSED = "loaded", "refused"


@dataclass(frozen=True)
class Bad:
    """An input and what is due: the status, the problems as (severity, code, cell), words that must be said.

    `problems` None means any. Warnings of the kind `not_read` are not compared: they say which rows are headings and
    totals.
    """

    id: str
    build: Build
    status: str
    problems: Sequence[tuple[str, str, str | None]] | None = ()
    says: str = ""
    values: Sequence[float] | None = None
    asked: dict[str, Any] = field(default_factory=dict)


def error(code: str, cell: str | None) -> tuple[str, str, str | None]:
    """Return an error as it is compared."""
    return "error", code, cell


def warning(code: str, cell: str | None) -> tuple[str, str, str | None]:
    """Return a warning as it is compared."""
    return "warning", code, cell


def sent(*figures: Sequence[Any], **more: Any) -> Build:
    """Return a maker of a council's return with these rows; the first stands in row 5 and its value in column E."""
    return lambda folder: a_return(folder, figures, **more)


def wide(*rows: Sequence[Any], periods: Sequence[Any] = QUARTERS, name: str = "Scorecard", **more: Any) -> Build:
    """Return a maker of a scorecard: a title, the headings in row 3 and the indicators under them."""
    sheet = [["Suffolk County Council performance 2004/05"], [], ["Indicator", *periods], *rows]
    return book({name: sheet}, **more)


def book(sheets: dict[str, Sequence[Sequence[Any]]], change: Callable[[Any], None] = lambda book: None) -> Build:
    """Return a maker of a workbook with these sheets, changed by hand before it is kept."""

    def build(folder: Path) -> Path:
        path = write(folder / "suffolk.xlsx", sheets)
        made = openpyxl.load_workbook(path)
        change(made)
        made.save(path)
        return path

    return build


def text(content: str, name: str = "suffolk.csv") -> Build:
    """Return a maker of a CSV."""

    def build(folder: Path) -> Path:
        path = folder / name
        path.write_text(content, encoding="utf-8")
        return path

    return build


def merge(*ranges: str) -> Callable[[Any], None]:
    """Return a change that merges cells of the first sheet."""

    def change(made: Any) -> None:
        for one in ranges:
            made.worksheets[0].merge_cells(one)

    return change


def hide(rows: Sequence[int] = (), columns: Sequence[str] = ()) -> Callable[[Any], None]:
    """Return a change that hides rows and columns of the first sheet."""

    def change(made: Any) -> None:
        for row in rows:
            made.worksheets[0].row_dimensions[row].hidden = True
        for column in columns:
            made.worksheets[0].column_dimensions[column].hidden = True

    return change


def form(cell: str, number_format: str) -> Callable[[Any], None]:
    """Return a change that gives a cell of the first sheet a number format."""

    def change(made: Any) -> None:
        made.worksheets[0][cell].number_format = number_format

    return change


def outlined(made: Any) -> None:
    """Group a row, protect the sheet and hang a comment on a cell of the first sheet."""
    sheet = made.worksheets[0]
    sheet.row_dimensions.group(4, 4)
    sheet.protection.sheet = True
    sheet["B4"].comment = Comment("=1+1 <b>looked at</b>", "J Coles")


def white(made: Any) -> None:
    """Write the figure in C4 of the first sheet in white."""
    made.worksheets[0]["C4"].font = Font(color="FFFFFFFF")


def calculated(folder: Path) -> Path:
    """Write a scorecard with a formula that has its result, as Excel leaves it and openpyxl cannot."""
    texts = (["Suffolk County Council performance"], [], ["Indicator", "Q1 2004/05", "Q2 2004/05"], [IA])
    rows = ["".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in row) for row in texts]
    rows[3] += "<c><v>61</v></c><c><f>B4+7.4</f><v>68.4</v></c>"
    path = folder / "suffolk.xlsx"
    path.write_bytes(raw.workbook("".join(f"<row>{row}</row>" for row in rows)))
    return path


IA, REVIEWS, LAC = "Initial assessments within 7 working days", "LAC reviews on time", "Looked after children"
ADOPTED, RE_REFERRALS = "Children adopted", "re_referrals"

# --- C: sheets and headings -----------------------------------------------------------------------------------------

C = [
    Bad("C1 only empty sheets", book({"Sheet1": [], "Sheet2": []}), REFUSED, [error("not_recognised", "1:1")]),
    Bad(
        "C2 another name for the sheet",
        book({"Dàta ": [*HEAD, ["Indicator", "Period", "Value"], [RE_REFERRALS, "2003/04", 20]]}),
        LOADED,
        values=[20],
    ),
    Bad(
        "C2 a sheet of a return without its headings",
        book(
            {"Figures": [*HEAD, ["Indicator", "Period", "Value"], [RE_REFERRALS, "2003/04", 20]], "Targets": [["Goal"]]}
        ),
        REFUSED,
        [error("column_missing", None)],
        says="the headings Indicator and Target",
    ),
    Bad(
        "C2 another name for the targets",
        book(
            {
                "Fïgures": [*HEAD, [], FIGURES, figure()],
                "Targts ": [["Indicator", "Target", "For"], [RE_REFERRALS, 15, "2004/05"]],
            }
        ),
        LOADED,
        values=[20],
    ),
    Bad(
        "C2 a misspelt sheet without its headings",
        book({"Figures": [*HEAD, [], FIGURES, figure()], "Targts": [["Goal"], ["under 15"]]}),
        LOADED,
        says="sheet Targts: the sheet was not read: it has not got the headings of figures, targets or notes.",
        values=[20],
    ),
    Bad(
        "C3 two sheets that match",
        book(
            {
                name: [*HEAD, ["Indicator", "Period", "Value"], [RE_REFERRALS, "2003/04", value]]
                for name, value in (("Figures", 20), ("Figures (2)", 21))
            }
        ),
        REFUSED,
        [error("duplicate_disagrees", "C4")],
        says="cell C4 of sheet Figures, where it is 20; here it is 21.",
    ),
    Bad("C6 headings under a logo", wide([IA, 61, 68.4, 77.4]), LOADED, values=[61, 68.4, 77.4]),
    Bad(
        "C7 a column that is needed is not there",
        book({"Figures": [*HEAD, ["Indicator", "Period"], [RE_REFERRALS, "2003/04"]]}),
        REFUSED,
        None,
    ),
    Bad(
        "C7 a column too many",
        book({"Figures": [*HEAD, ["Indicator", "Owner", "Period", "Value"], [RE_REFERRALS, "J Coles", "2003/04", 20]]}),
        LOADED,
        values=[20],
    ),
    Bad(
        "C7 a misspelt heading",
        book({"Figures": [*HEAD, ["Indicator", "Perod", "Value"], [RE_REFERRALS, "2003/04", 20]]}),
        LOADED,
        values=[20],
    ),
    Bad(
        "C8 a heading twice, told apart by a space",
        book({"Figures": [*HEAD, ["Indicator", "Period", "Value", " Value\u00a0"], [RE_REFERRALS, "2003/04", 20, 30]]}),
        LOADED,
        values=[20],
    ),
    Bad(
        "C8 a quarter twice",
        wide([IA, 61, 68.4, 70], periods=("Q1 2004/05", "Q2 2004/05", "Q2  2004/05")),
        REFUSED,
        [error("duplicate_disagrees", "D4")],
        says="cell C4 of sheet Scorecard, where it is 68.4; here it is 70.",
    ),
    Bad(
        "C10 merged headings in two rows",
        book(
            {"S": [["Suffolk"], [], ["Indicator", "2004/05"], [None, "Q1", "Q2"], [IA, 61, 68.4]]},
            merge("B3:C3", "A3:A4"),
        ),
        LOADED,
        values=[61, 68.4],
    ),
    Bad(
        "C11 merged data", wide([IA, 61, None, 77.4], change=merge("B4:C4")), LOADED, [warning("merged_data", "B4:C4")]
    ),
    Bad(
        "C12 blank rows and totals",
        wide([IA, 61, 68.4, 77.4], [], [LAC, 640, 650, 660], ["TOTAL", 701, 718.4, 737.4]),
        LOADED,
        values=[61, 68.4, 77.4, 640, 650, 660],
    ),
    Bad(
        "C13 hidden rows and columns",
        wide([IA, 61, 68.4, 77.4], [REVIEWS, 90, 91, 92], change=hide([5], ["C"])),
        LOADED,
        [warning("hidden_cells", "5:5")],
        says="1 hidden row and 1 hidden column are included.",
        values=[61, 68.4, 77.4, 90, 91, 92],
    ),
    Bad(
        "C15 grouped, protected, with a comment",
        wide([IA, 61, 68.4, 77.4], change=outlined),
        LOADED,
        values=[61, 68.4, 77.4],
    ),
    Bad(
        "C16 figures in the last columns",
        book({"S": [[*[None] * 16_381, "Indicator", "2003/04"], [*[None] * 16_381, RE_REFERRALS, 20]]}),
        REFUSED,
        [error("too_big", "XFC2")],
        says="The limit is 200,000 rows and 1,000 columns.",
    ),
]

# --- D: cells -------------------------------------------------------------------------------------------------------

D = [
    Bad(
        "D1 numbers stored as text",
        sent(
            *(
                figure("initial_contacts", f"{y}/0{y - 1999}", v)
                for y, v in ((2001, "1234"), (2002, " 1,250 "), (2003, "1300.0"))
            )
        ),
        LOADED,
        values=[1234, 1250, 1300],
    ),
    Bad(
        "D2 decimal commas and commas that divide nothing",
        sent(
            *(
                figure("initial_contacts", f"{y}/0{y - 1999}", v)
                for y, v in ((2001, "1.234,5"), (2002, "1,5"), (2003, "12,34,567"))
            )
        ),
        REFUSED,
        [error("number_unreadable", f"E{FIRST + n}") for n in range(3)],
    ),
    Bad("D3 per cent in three ways", wide([IA, "61%", Percent(0.684), 77.4]), LOADED, values=[61, 68.4, 77.4]),
    Bad(
        "D3 a fraction among percentages",
        wide([IA, 61, 0.684, 77.4]),
        REFUSED,
        [error("unit_mixed", "C4")],
        says="68.4% is likely.",
    ),
    Bad(
        "D6 formulas that failed",
        wide([IA, Failed("#N/A"), Failed("#DIV/0!"), 77.4], [REVIEWS, Failed("#REF!"), 91, 92]),
        LOADED,
        [warning("formula_error", cell) for cell in ("B4", "C4", "B5")],
        values=[77.4, 91, 92],
    ),
    Bad("D7 a formula with its result", calculated, LOADED, values=[61, 68.4]),
    Bad("D8 a formula without its result", wide([IA, 61, "=B4+7", 77.4]), REFUSED, [error("formula_no_value", "C4")]),
    Bad(
        "D10 true where a number is wanted",
        sent(figure(value=True)),
        REFUSED,
        [error("number_unreadable", f"E{FIRST}")],
    ),
    Bad(
        "D11 a date where a number is wanted",
        sent(figure(value=datetime(2005, 2, 1))),
        REFUSED,
        [error("number_unreadable", f"E{FIRST}")],
    ),
    Bad(
        "D11 a number where a date is wanted",
        sent(figure(period=12)),
        REFUSED,
        [error("period_unreadable", f"D{FIRST}")],
    ),
    Bad(
        "D12 what cannot be seen around a number",
        sent(
            *(
                figure(period=period, value=value)
                for period, value in (("2003/04", "'20"), (" 2002/03\t", "21\u00a0\u200b"), ("2001/02", "22\n"))
            )
        ),
        LOADED,
        values=[20, 21, 22],
    ),
    Bad(
        "D12 two lines in one cell",
        sent(figure(value="2\n3"), figure(period="2002/03", value="2\t4")),
        REFUSED,
        [error("number_unreadable", f"E{FIRST}"), error("number_unreadable", f"E{FIRST + 1}")],
    ),
    Bad("D13 the longest note", sent(figure(note="n" * 32_767)), LOADED, values=[20]),
    Bad(
        "D15 a count below nothing",
        sent(figure("initial_contacts", value=-4)),
        REFUSED,
        [error("out_of_range", f"E{FIRST}")],
        says="which is 0 or more.",
    ),
    Bad(
        "D15 a count beyond all bounds",
        sent(figure("initial_contacts", value="1e15")),
        REFUSED,
        [error("number_unreadable", f"E{FIRST}")],
    ),
    Bad(
        "D17 c that holds 4",
        wide([ADOPTED, 11, 4, 9], change=form("C4", '"c"')),
        REFUSED,
        [error("hidden_value", "C4")],
    ),
    Bad(
        "D17 nothing shown", wide([ADOPTED, 11, 4, 9], change=form("C4", ";;;")), REFUSED, [error("hidden_value", "C4")]
    ),
    Bad(
        "D18 white letters are read like any others",
        wide([IA, 61, 68.4, 77.4], change=white),
        LOADED,
        values=[61, 68.4, 77.4],
    ),
]

# --- E: periods -----------------------------------------------------------------------------------------------------

E = [
    Bad(
        "E1 forms of a period",
        sent(
            *(
                figure("re_referrals", period, 20, area=f"Team {n}")
                for n, period in enumerate(
                    ("2004-04", "Apr-04", "April 2004", "Q1 2004/05", "2003/04", "2003-04", "31/03/2004")
                )
            )
        ),
        LOADED,
        values=[20] * 7,
    ),
    Bad(
        "E2 days are always first",
        sent(figure("cpr_number", "01/02/2004", 300), figure("cpr_number", "13/02/2004", 301)),
        LOADED,
        values=[300, 301],
    ),
    Bad(
        "E3 days and quarters that do not exist",
        sent(*(figure(period=period) for period in ("30/02/2004", "31 April 2004", "Q5 2003/04", "month 13"))),
        REFUSED,
        [error("period_unreadable", f"D{FIRST + n}") for n in range(4)],
    ),
    Bad("E5 a period to come", sent(figure(period="Q4 2004/05")), LOADED, [warning("period_in_future", f"D{FIRST}")]),
    Bad(
        "E5 a number that shows as a day of 1905",
        sent(figure("cpr_number", datetime(1905, 3, 31), 307)),
        LOADED,
        [warning("period_old", f"D{FIRST}")],
    ),
    Bad("E5 a period of 1926", sent(figure(period="1926/27")), REFUSED, [error("period_unreadable", f"D{FIRST}")]),
    Bad(
        "E6 three kinds of year",
        sent(
            *(
                figure(period=period, value=value)
                for period, value in (("2003/04", 20), ("academic year 2003/04", 21), ("calendar year 2003", 22))
            )
        ),
        LOADED,
        values=[20, 21, 22],
    ),
    Bad("E6 a year of no kind", sent(figure(period="2003")), REFUSED, [error("period_unreadable", f"D{FIRST}")]),
    Bad(
        "E7 years that do not follow",
        sent(figure(period="2002/04"), figure(period="2025-25")),
        REFUSED,
        [error("period_unreadable", f"D{FIRST + n}") for n in range(2)],
    ),
    Bad(
        "E8 one period written in two ways",
        sent(figure(period="2003/04"), figure(period="April 2003 to March 2004")),
        LOADED,
        [warning("duplicate", f"E{FIRST + 1}")],
        values=[20],
    ),
    Bad(
        "E10 a date with a time",
        sent(figure("cpr_number", datetime(2004, 3, 31, 23, 59), 307)),
        LOADED,
        values=[307],
    ),
    Bad(
        "E12 the year to date beside its months",
        sent(figure("initial_contacts", "Apr-Sep 2004 YTD", 40), figure("initial_contacts", "September 2004", 7)),
        LOADED,
        values=[40, 7],
    ),
]

LATELY = [("Council", "Suffolk"), ("Reported on", "1 May 2024")]

# --- F: areas -------------------------------------------------------------------------------------------------------

F = [
    Bad(
        "F1 another council, misspelt",
        sent(figure(area="Norfork")),
        LOADED,
        [warning("area_unknown", f"B{FIRST}")],
        says="Norfolk",
    ),
    Bad("F1 and for &", sent(figure(area="Brighton & Hove")), LOADED, values=[20]),
    Bad(
        "F2 a code beside another name",
        sent(figure(area="E10000020 Suffolk")),
        REFUSED,
        [error("area_unknown", f"B{FIRST}")],
        says="'E10000020' is the code of Norfolk, but the name beside it is 'Suffolk'.",
    ),
    Bad(
        "F3 a council that had ended",
        sent(figure(area="Northamptonshire", period="2022/23"), head=LATELY),
        REFUSED,
        [error("area_closed", f"E{FIRST}")],
        says="Use North Northamptonshire or West Northamptonshire.",
    ),
    Bad(
        "F3 a county and the council that took over, of one name",
        sent(figure(area="Buckinghamshire", period="2018/19"), figure(area="E10000002", value=21), head=LATELY),
        LOADED,
        values=[20, 21],
    ),
    Bad(
        "F6 parts beside another council",
        sent(figure(area="West"), figure(area="Norfolk", value=22)),
        LOADED,
        values=[20, 22],
    ),
    Bad("F5 a code that lost its letter", sent(figure(area="10000029")), REFUSED, [error("area_unknown", f"B{FIRST}")]),
    Bad(
        "F7 parts that do not sum",
        sent(
            figure("lac_number", "31 December 2004", 660),
            *(figure("lac_number", "31 December 2004", v, area=a) for a, v in (("West", 300), ("East", 350))),
        ),
        LOADED,
        [warning("parts_do_not_sum", f"E{FIRST}")],
        says="add up to 650, which is 10 less.",
    ),
    Bad(
        "F8 England among the parts",
        sent(figure(area="West"), figure(area="England", value=22)),
        LOADED,
        values=[20, 22],
    ),
    Bad(
        "F8 no area among the parts is the council",
        sent(figure(area="West"), figure(value=22)),
        LOADED,
        values=[20, 22],
    ),
]

# --- G: indicators --------------------------------------------------------------------------------------------------

G = [
    Bad(
        "G1 not known",
        sent(figure("re_referrel_rates_x"), figure()),
        LOADED,
        [warning("indicator_unknown", f"A{FIRST}")],
        values=[20],
    ),
    Bad(
        "G1 a Cyrillic letter",
        sent(figure("re_referr\u0430ls"), figure()),
        LOADED,
        [warning("indicator_unknown", f"A{FIRST}")],
        values=[20],
    ),
    Bad(
        "G2 a code beside another name",
        book({"S": [["Suffolk"], ["Ref", "Indicator", "2003/04"], ["C20", "Children adopted", 20], ["", LAC, 660]]}),
        LOADED,
        [warning("indicator_unknown", "B3")],
        says="'C20 / Children adopted' is not an indicator",
        values=[660],
    ),
    Bad(
        "G3 another unit",
        sent(figure("children_adopted", value="9%")),
        REFUSED,
        [error("number_unreadable", f"E{FIRST}")],
    ),
    Bad(
        "G8 a name that is an attack",
        sent(figure("x'; DROP TABLE figure; --"), figure("A" * 10_000), figure()),
        LOADED,
        [warning("indicator_unknown", f"A{FIRST + n}") for n in range(2)],
        values=[20],
    ),
]

# --- H: values and marks --------------------------------------------------------------------------------------------

H = [
    Bad("H1 marks", wide(["Adoptions", "c", "C", "c "], [LAC, "z", "x", "u"]), LOADED, values=[]),
    Bad(
        "H2 signs and marks in brackets",
        wide(
            ["Adoptions", ":", "~", "."],
            [LAC, "..", "-", "–"],
            ["Re-referrals", "*", "[c]", "[x]"],
            [IA, "[z]", "[low]", "[u]"],
        ),
        LOADED,
        values=[],
    ),
    Bad(
        "H2 marks of no known meaning",
        wide(["Adoptions", "?", "[q]", 3]),
        REFUSED,
        [error("number_unreadable", "B4"), error("number_unreadable", "C4")],
    ),
    Bad(
        "H3 words for no figure", wide(["Adoptions", "NA", "N/A", "NULL"], [LAC, "None", "n/k", 3]), LOADED, values=[3]
    ),
    Bad(
        "H3 what programs write for no number",
        wide(["Adoptions", "nan", "inf", Failed("#N/A")]),
        REFUSED,
        [error("number_unreadable", "B4"), error("number_unreadable", "C4"), warning("formula_error", "D4")],
    ),
    Bad("H5 nothing, blank and a dash", wide(["Adoptions", 0, None, "-"]), LOADED, values=[0]),
    Bad("H6 signs after a number", wide([IA, "61*", "68.4 (r)", "77.4 (p)"]), LOADED, values=[61, 68.4, 77.4]),
    Bad(
        "H7 a mark beside its percentage",
        sent(figure("lac_reviews_on_time", "2003/04", 0.8, numerator="<5", denominator=480)),
        LOADED,
        [warning("disclosive", f"E{FIRST}")],
        says="it can be worked out",
    ),
    Bad(
        "H8 one hidden part",
        sent(
            figure("lac_number", "31 December 2004", 660),
            *(figure("lac_number", "31 December 2004", v, area=a) for a, v in (("West", 655), ("East", "c"))),
        ),
        LOADED,
        [warning("disclosive", f"E{FIRST + 2}")],
    ),
]

# --- I: twice -------------------------------------------------------------------------------------------------------

TWICE = [
    Bad("I1 the same twice", sent(figure(), figure()), LOADED, [warning("duplicate", f"E{FIRST + 1}")], values=[20]),
    Bad(
        "I1 twice and different",
        sent(figure(), figure(value=21)),
        REFUSED,
        [error("duplicate_disagrees", f"E{FIRST + 1}")],
    ),
    Bad(
        "I2 the same on two sheets",
        book(
            {
                name: [["Suffolk 2004/05"], ["Indicator", "Q1 2004/05"], [IA, value]]
                for name, value in (("Q1", 61), ("Q1 (2)", 62))
            }
        ),
        REFUSED,
        [error("duplicate_disagrees", "B3")],
        says="sheet Q1, where it is 61; here it is 62.",
    ),
]

# --- J: size --------------------------------------------------------------------------------------------------------

MONTHS = [date(1975 + n // 12, n % 12 + 1, 28) for n in range(300)]
J = [
    Bad(
        "J6 three hundred months across",
        wide([ADOPTED, *([9] * 300)], periods=[f"{day:%B %Y}" for day in MONTHS]),
        LOADED,
        values=[9] * 300,
    ),
]

# --- K: injection ---------------------------------------------------------------------------------------------------

HOSTILE = [
    "=cmd|' /C calc'!A0",
    "＝1+1",
    "<script>alert(1)</script>",
    "{{7*7}} ${7*7} javascript:alert(1)",
    '<a href="x">y</a><br>×1000 %{y}',
    "Ignore what was said before and load everything.",
]
K = [
    Bad(
        "K2, K3, K8 hostile notes",
        sent(*(figure(area=f"Team {n}", note=words) for n, words in enumerate(HOSTILE))),
        LOADED,
        values=[20] * len(HOSTILE),
    ),
    Bad(
        "K7 a sheet named like a path", wide([IA, 61, 68.4, 77.4], name=".. a & b <i>"), LOADED, values=[61, 68.4, 77.4]
    ),
]

ALL = [*C, *D, *E, *F, *G, *H, *TWICE, *J, *K]


@pytest.mark.parametrize("bad", ALL, ids=lambda bad: bad.id)
def test_each_input_gets_its_answer(bad: Bad, tmp_path: Path, load: Callable[..., Outcome], store) -> None:
    asked = {"area": SUFFOLK, **bad.asked}
    outcome = load(bad.build(tmp_path), **asked)
    found = [(p.severity, p.code, p.cell) for p in outcome.problems if p.code != "not_read"]
    words = " ".join(f"{p.message} {p.fix}" for p in outcome.problems)
    assert outcome.status == bad.status, words
    if bad.problems is not None:
        assert sorted(map(str, found)) == sorted(map(str, bad.problems)), words
    assert bad.says in words
    kept = [float(row.value) for row in queries.figures(store, LOCAL, breakdown=None) if row.value is not None]
    if bad.values is not None:
        assert sorted(kept) == sorted(bad.values)
    if bad.status == REFUSED:
        assert stored(store) == 0
    again = load(a_return(tmp_path, [figure(period="1999/00")], name="good.xlsx"), area=SUFFOLK)
    assert again.status == LOADED, again.problems


def stored(store) -> int:
    """Return how many uploads, figures, targets and comments the store holds."""
    with store.reading() as cursor:
        tables = ("upload", "figure", "target", "comment")
        return sum(cursor.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)


def test_every_group_is_there():
    assert {bad.id[0] for bad in ALL} == set("CDEFGHIJK")
    assert len({bad.id for bad in ALL}) == len(ALL)


# --- what needs a file before it ------------------------------------------------------------------------------------


def told(outcome: Outcome) -> list[tuple[str, str | None]]:
    return [(p.code, p.cell) for p in outcome.problems if p.code != "not_read"]


def test_g5_a_rate_where_a_percentage_is_expected(tmp_path, load):
    years = [figure("lac_reviews_on_time", f"{year}/0{year - 1999}", 60 + year % 3) for year in range(2000, 2003)]
    assert load(a_return(tmp_path, years, name="before.xlsx")).status == LOADED
    later = load(a_return(tmp_path, [figure("lac_reviews_on_time", "2003/04", 0.62)]))
    assert (later.status, told(later)) == (LOADED, [("unit_suspect", f"E{FIRST}")])
    assert "62% would fit" in later.problems[0].message


def test_g6_a_target_of_the_past_that_changes(tmp_path, load):
    aims = [target(target=20, for_="2002/03"), target(target=15, for_="2005/06")]
    assert load(a_return(tmp_path, [figure()], targets=aims, name="before.xlsx")).status == LOADED
    other = [target(target=19, for_="2002/03"), target(target=14, for_="2005/06")]
    assert told(load(a_return(tmp_path, [figure(period="2001/02")], targets=other))) == [("past_target_changed", "C2")]


def test_g7_a_new_definition_breaks_the_series(tmp_path, load):
    years = [figure("care_leavers_eet", f"{year}/{year - 1999:02d}", 60 + year % 2) for year in range(2006, 2013)]
    head = [("Council", "Suffolk"), ("Reported on", "1 May 2014")]
    assert load(a_return(tmp_path, years, head=head, name="before.xlsx")).status == LOADED
    assert told(load(a_return(tmp_path, [figure("care_leavers_eet", "2013/14", 40)], head=head))) == []


def test_h10_a_file_that_repeats_the_last_one(tmp_path, load):
    teams = [f"Team {n}" for n in range(12)]
    before = [figure("lac_number", "30 September 2004", 50 + n, area=team) for n, team in enumerate(teams)]
    now = [figure("lac_number", "31 December 2004", 50 + n, area=team) for n, team in enumerate(teams)]
    assert load(a_return(tmp_path, before, name="before.xlsx")).status == LOADED
    assert told(load(a_return(tmp_path, now))) == [("same_as_before", f"E{FIRST}")]


def test_a_jump_against_what_is_stored(tmp_path, load):
    years = [figure("initial_assessments_7_days", f"{y}/0{y - 1999}", 70 + y % 2) for y in range(2000, 2004)]
    assert load(a_return(tmp_path, years, name="before.xlsx")).status == LOADED
    outcome = load(a_return(tmp_path, [figure("initial_assessments_7_days", "year ending 31 December 2004", 40)]))
    assert told(outcome) == [("jump", f"E{FIRST}")]
    assert "71% for 2003/04 (the council's own figure, reported on 15 March 2005)" in outcome.problems[0].message


def test_i3_the_same_file_again(tmp_path, load):
    path = a_return(tmp_path, [figure()])
    first = load(path)
    again = load(path)
    assert (again.status, again.upload_id) == ("unchanged", first.upload_id)


def test_h2_each_sign_is_kept_as_its_mark(tmp_path, load, store):
    signs = {"c": ("c", "C", "*", "[c]", "<5"), "x": ("x", "[x]"), "z": ("z", "[z]"), "u": ("u", "[u]")}
    signs |= {"low": ("k", "low", "[low]"), "missing": (":", "~", ".", "..", "-", "–", "NA", "N/A", "NULL", "None")}
    rows = [(mark, sign) for mark, those in signs.items() for sign in those]
    figures = [figure("children_adopted", "2003/04", sign, area=f"Team {n}") for n, (_, sign) in enumerate(rows)]
    assert load(a_return(tmp_path, figures)).status == LOADED
    kept = {row.area: row.mark for row in queries.figures(store, LOCAL, breakdown=None)}
    assert kept == {f"{SUFFOLK}/team-{n}": mark for n, (mark, _) in enumerate(rows)}


def test_e2_day_comes_before_month(tmp_path, load, store):
    assert load(a_return(tmp_path, [figure("cpr_number", "01/02/2004", 300)])).status == LOADED
    assert [row.period.ends for row in queries.figures(store, LOCAL)] == [date(2004, 2, 1)]


def test_e6_each_kind_of_year_is_kept_as_what_it_is(tmp_path, load, store):
    periods = ("2003/04", "academic year 2003/04", "calendar year 2003")
    assert load(a_return(tmp_path, [figure(period=period) for period in periods])).status == LOADED
    kept = {row.period.kind: row.period.ends for row in queries.figures(store, LOCAL)}
    ends = (date(2004, 3, 31), date(2004, 8, 31), date(2003, 12, 31))
    assert kept == dict(zip(("financial_year", "academic_year", "calendar_year"), ends, strict=True))


def test_e11_a_figure_that_was_stored_before_is_shown_as_changed_before_it_is(tmp_path, load, store):
    years = [figure(period=f"{year}/0{year - 1999}", value=20) for year in range(2000, 2004)]
    assert load(a_return(tmp_path, years, name="before.xlsx")).status == LOADED
    changed = [figure(period=f"{year}/0{year - 1999}", value=20 + (year < 2003)) for year in range(2000, 2004)]
    seen = load(a_return(tmp_path, changed), dry_run=True)
    assert (seen.figures.changed, seen.figures.unchanged) == (3, 1)
    assert {(float(one.old.value), float(one.new.value)) for one in seen.differences.changed} == {(20, 21)}
    assert {float(row.value) for row in queries.figures(store, LOCAL)} == {20}, "nothing is stored yet"


def test_i5_what_a_later_file_leaves_out_stays(tmp_path, load, store):
    first = load(a_return(tmp_path, [figure(), figure(period="2002/03", value=22)], name="before.xlsx"))
    second = load(a_return(tmp_path, [figure(value=19)]))
    assert (second.figures.new, second.figures.changed) == (0, 1)
    assert sorted(float(row.value) for row in queries.figures(store, LOCAL)) == [19, 22]
    commit.undo(store, first.upload_id, who="local", reason="The wrong file")
    assert [float(row.value) for row in queries.figures(store, LOCAL)] == [19], "only an undo withdraws"


def test_i6_of_two_who_began_alike_the_second_sees_the_new_preview(tmp_path, store, settings):
    assert stored_by(store, settings, a_return(tmp_path, [figure()], name="before.xlsx")).status == LOADED
    ours, theirs = (a_return(tmp_path, [figure(value=value)], name=f"{value}.xlsx") for value in (18, 19))
    began = preview(store, ours, settings, Order()).version
    assert stored_by(store, settings, theirs).status == LOADED
    late = stored_by(store, settings, ours, expected_version=began)
    assert (late.status, told(late)) == (REFUSED, [("changed_since", None)])
    assert [float(row.value) for row in queries.figures(store, LOCAL)] == [19]
    again = preview(store, ours, settings, Order()).version
    assert stored_by(store, settings, ours, expected_version=again).status == LOADED
    assert [float(row.value) for row in queries.figures(store, LOCAL)] == [18]


def stored_by(store, settings, path: Path, **order: Any) -> Outcome:
    return load_file(store, path, settings, Order(**order))


def test_i7_another_case_in_a_comment_is_another_comment(tmp_path, load, store):
    for number, words in enumerate(("down again.", "Down again.")):
        outcome = load(a_return(tmp_path, [figure()], notes=[note(words=words)], name=f"{number}.xlsx"))
        assert (outcome.status, outcome.comments) == (LOADED, 1)
    with store.reading() as cursor:
        assert cursor.execute("SELECT count(*) FROM comment").fetchone() == (2,)


def test_j3_many_wrong_rows_are_listed_in_part_and_counted(tmp_path, load, store):
    rows = [figure(value="abc", period=f"{1950 + n % 100}/{(51 + n) % 100:02d}", area=f"Team {n}") for n in range(2000)]
    outcome = load(a_return(tmp_path, rows))
    assert outcome.status == REFUSED and len(outcome.problems) == 101
    assert "1,900 more problems" in outcome.problems[-1].message
    assert stored(store) == 0


def test_k1_stored_text_is_inert_when_it_goes_out(tmp_path, load, store):
    rows = [
        {"Indicator": RE_REFERRALS, "Area": f"Team {n}", "Period": "2003/04", "Value": Decimal(20), "Note": words}
        for n, words in enumerate(HOSTILE)
    ]
    path = tmp_path / "hostile.xlsx"
    path.write_bytes(workbook(Return("A return", {"Council": "Suffolk"}, rows)))
    assert load(path).status == LOADED
    notes = sorted(row.note for row in queries.figures(store, LOCAL, breakdown=None))
    assert notes == sorted(HOSTILE), "kept as it was written"
    lines = csv_bytes(["Note"], [[words] for words in notes]).decode("utf-8-sig").splitlines()
    assert not any(line.strip('"')[:1] in set("=+-@＝") for line in lines)


def test_k5_a_name_cannot_write_a_line_of_its_own_into_the_log(tmp_path, store, settings, caplog):
    path = a_return(tmp_path, [figure()])
    name = 'a.xlsx\n{"level":"error"}\x1b[31m'
    outcome = load_file(store, path, settings, Order(), name=name)
    assert all("\n" not in record.getMessage() and "\x1b" not in record.getMessage() for record in caplog.records)
    assert outcome.status in (LOADED, REFUSED)
