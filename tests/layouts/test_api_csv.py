"""CSV: the same answers as tables that Excel opens rightly and that run nothing."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from layouts.exports.csv_out import cell_text, csv_bytes

SUFFOLK = "E10000029"


def rows_of(answer) -> list[dict[str, str]]:
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "text/csv"
    assert answer.data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    "address",
    [
        "indicators",
        "areas",
        f"scorecard?area={SUFFOLK}",
        "compare?indicator=re_referrals",
        f"series?indicator=re_referrals&area={SUFFOLK}&area=England",
    ],
)
def test_every_table_comes_as_csv_by_path_or_by_accept_header(small, address):
    path, _, asked = address.partition("?")
    by_path = small.get(f"/api/v1/{path}.csv?{asked}")
    by_header = small.get(f"/api/v1/{address}", headers={"Accept": "text/csv"})
    assert rows_of(by_path)
    assert by_path.data == by_header.data
    assert by_path.headers["Content-Disposition"].startswith(f'attachment; filename="{path}')
    lines = by_path.data.decode("utf-8-sig").splitlines()
    assert all(lines), "nothing but headings and rows"


def test_a_browsers_or_a_missing_accept_header_gets_json(small):
    for header in ("text/html,application/xhtml+xml,*/*;q=0.8", "*/*", "application/json, text/csv;q=0.5"):
        assert small.get("/api/v1/areas", headers={"Accept": header}).mimetype == "application/json"
    assert small.get("/api/v1/areas").mimetype == "application/json"


def test_a_series_has_a_row_a_point(small):
    rows = rows_of(small.get(f"/api/v1/series.csv?indicator=re_referrals&area={SUFFOLK}&area=England"))
    assert [(row["Area"], row["Period"], row["Value"]) for row in rows] == [
        ("Suffolk", "2023", "17.5"),
        ("Suffolk", "2023/24", "18.5"),
        ("Suffolk", "2024/25", "20"),
        ("England", "2023", "22.4"),
        ("England", "2024", "22.4"),
        ("England", "2025", "22.6"),
    ]
    assert (rows[2]["File"], rows[2]["Sheet"], rows[2]["Cell"]) == ("return.xlsx", "Figures", "C5")


def test_a_scorecard_has_a_row_a_reading(small):
    rows = {row["Indicator"]: row for row in rows_of(small.get(f"/api/v1/scorecard.csv?area={SUFFOLK}"))}
    found = rows["re_referrals"]
    assert (found["Value"], found["Unit"], found["RAG"]) == ("20", "%", "red")
    assert found["Target"] == "under 15% for 2024/25"
    assert (found["Region"], found["England"], found["England period"]) == ("20.7", "22.6", "2024/25")
    assert (found["Direction"], found["Change"]) == ("worsening", "1.5")
    assert rows["lac_rate"]["Value"] == "" and rows["lac_rate"]["Mark"] == "missing"


def test_errors_are_json_even_where_a_table_was_asked_for(small):
    answer = small.get("/api/v1/scorecard.csv?area=Atlantis")
    assert answer.status_code == 404 and answer.json["error"]["code"] == "unknown_area"


@pytest.mark.parametrize("text", ["=1+1", "+44 1473", "-", "@SUM(A1)", "\tx", "\rx", "=HYPERLINK(1)"])
def test_no_text_starts_a_formula(text):
    assert cell_text(text) == "'" + text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("", ""),
        ("a=b", "a=b"),
        (Decimal("77.4000000000"), "77.4"),
        (Decimal("-3.0000000000"), "-3"),
        (Decimal("-0E-10"), "0"),
        (Decimal("632830"), "632830"),
        (Decimal("1E+3"), "1000"),
        (-3, "-3"),
        (-0.5, "-0.5"),
        (True, "yes"),
        (False, "no"),
        (date(2005, 3, 31), "2005-03-31"),
    ],
)
def test_a_cell_is_written_exactly(cell, text):
    assert cell_text(cell) == text


def test_quotes_commas_and_lines_survive():
    cells = ['say "so"', "a,b", "two\nlines", "£ – ≥"]
    text = csv_bytes(["one", "two", "three", "four"], [cells]).decode("utf-8-sig")
    assert next(csv.reader(io.StringIO(text.split("\r\n", 1)[1], newline=""))) == cells
