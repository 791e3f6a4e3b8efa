"""Our signals against the R package NHSRplotthedots, point by point.

A series on which we differ must be one that docs/deviations.md names; a deviation that no longer happens must leave
that page.
"""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from indicators.rules.spc import Signal, Signals, SpcPoint, signals

ROOT = Path(__file__).resolve().parent.parent.parent
POLARITY = {"increase": "high", "decrease": "low", "neutral": "neutral"}
# Series on which we differ, and the fields; docs/deviations.md tells the reasons at length.
LIMITS = {"lpl", "upl", "outside_limits", "close_to_limits"}
DEVIATIONS: dict[str, set[str]] = {
    "S38_flat": {*LIMITS, "assurance_type"},
    "S39_flat_noscreen": {"assurance_type"},
    "S41_missing_kept": {"lpl", "upl"},
}
# The package fails on these; with the missing figures taken out first it gives the answers that stand beside them.
FAILS = {"S43_missing_in_trend": "S44_missing_in_trend_dropped"}
FAILS["R07_cpp_subsequent_pct_Rutland"] = "R07_cpp_subsequent_pct_Rutland_nadrop"
Row = dict[str, str]


@pytest.fixture(scope="module")
def series(reference: Path) -> dict[str, list[Row]]:
    """Return the rows of each series of the published answers."""
    found: dict[str, list[Row]] = {}
    with (reference / "oracles" / "spc.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found.setdefault(row["series_id"], []).append(row)
    return found


def ours(rows: list[Row], minimum: int = 2) -> Signals:
    """Return our answer to the same question; the package judges groups of any size, so ours are two or more."""
    first = rows[0]
    fixed = first["fix_after_n_points"]
    return signals(
        [SpcPoint(date.fromisoformat(row["date"]), _decimal(row["value"]), _decimal(row["target"])) for row in rows],
        polarity=POLARITY[first["improvement_direction"]],
        breaks=[date.fromisoformat(row["date"]) for row in rows if row["rebase"] == "1"],
        screen=first["screen_outliers"] == "True",
        fix_after=int(float(fixed)) if fixed else None,
        minimum=minimum,
    )


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def differing(point: Signal, row: Row) -> set[str]:
    """Return the fields of a point on which the two answers differ."""
    numbers = {"mean": point.mean, "lpl": point.lower, "upl": point.upper}
    found = {
        name for name, mine in numbers.items() if mine is None or not row[name] or abs(mine - float(row[name])) > 1e-9
    }
    said = {
        "outside_limits": str(point.outside),
        "relative_to_mean": f"{point.side:.1f}",
        "close_to_limits": str(point.near),
        "special_cause_flag": str(point.special),
        "special_cause_type": point.label,
        "point_type": point.kind,
    }
    return found | {name for name, mine in said.items() if mine != row[name]}


def differences(found: Signals, rows: list[Row]) -> set[str]:
    """Return the fields on which a series differs; where a figure is missing there is nothing to compare."""
    fields: set[str] = set()
    for point, row in zip(found.points, rows, strict=True):
        if row["value"]:
            fields |= differing(point, row)
    last = {"variation_type": found.variation or "", "assurance_type": found.assurance or ""}
    return fields | {name for name, mine in last.items() if mine != rows[-1][name]}


def test_every_series_agrees_but_for_the_listed_deviations(series: dict[str, list[Row]]) -> None:
    found = {name: differences(ours(rows), rows) for name, rows in series.items() if name not in FAILS}
    assert {name: fields for name, fields in found.items() if fields} == DEVIATIONS
    assert len(found) - len(DEVIATIONS) >= 36


def test_where_the_package_fails_the_missing_figures_are_taken_out_first(series: dict[str, list[Row]]) -> None:
    assert {name for name, rows in series.items() if rows[0]["error"]} == FAILS.keys()
    for name, other in FAILS.items():
        found, rows = ours(series[name]), series[other]
        kept = [point for point in found.points if point.value is not None]
        assert [fields for point, row in zip(kept, rows, strict=True) if (fields := differing(point, row))] == []
        assert len(kept) < len(found.points)
        assert found.variation == rows[-1]["variation_type"]
        assert (found.assurance or "") == rows[-1]["assurance_type"]


def test_under_twelve_figures_nothing_is_said(series: dict[str, list[Row]]) -> None:
    short = 0
    for rows in series.values():
        found = ours(rows, minimum=12)
        short += found.count < 12
        assert (found.variation is None) == (found.count < 12)
        assert found.assurance is None or found.count >= 12
    assert short >= 8


def test_the_deviations_page_names_each() -> None:
    page = (ROOT / "docs" / "deviations.md").read_text(encoding="utf-8")
    assert [name for name in (*DEVIATIONS, *FAILS) if f"`{name}`" not in page] == []
