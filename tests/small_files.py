"""Small files for tests, in the shapes that DfE publishes and that councils send."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import openpyxl

# Level, region code, region name, old code, new code, name.
ENGLAND = ("National", "", "", "", "", "")
EAST = ("Regional", "E12000006", "East of England", "", "", "")
SUFFOLK = ("Local authority", "E12000006", "East of England", "935", "E10000029", "Suffolk")
NORFOLK = ("Local authority", "E12000006", "East of England", "926", "E10000020", "Norfolk")
ESSEX = ("Local authority", "E12000006", "East of England", "881", "E10000012", "Essex")

# Referrals and re-referrals, per cent, by area and year.
REFERRALS = (
    ("2023", ENGLAND, "640430", "22.4"),
    ("2023", EAST, "58000", "20"),
    ("2023", SUFFOLK, "6100", "17.5"),
    ("2024", ENGLAND, "621880", "22.4"),
    ("2024", EAST, "57000", "20.5"),
    ("2024", SUFFOLK, "6200", "18.1"),
    ("2024", NORFOLK, "9000", "21"),
    ("2025", ENGLAND, "632830", "22.6"),
    ("2025", EAST, "57510", "20.7"),
    ("2025", SUFFOLK, "6344", "81.400000000000006"),
    ("2025", NORFOLK, "9100", "19"),
    ("2025", ESSEX, "12000", "c"),
)


def referrals_csv(path: Path, rows: Sequence[tuple[str, tuple[str, ...], str, str]] = REFERRALS) -> Path:
    """Write a file like DfE's table of referrals: a year, an area, the referrals and the per cent repeated."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            [
                *("time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code"),
                *("region_name", "old_la_code", "new_la_code", "la_name", "category", "referral_count"),
                *("rereferral_count", "rereferral_percent"),
            ]
        )
        for year, place, referrals, percent in rows:
            level, *where = place
            who = [year, "Reporting year", level, "E92000001", "England", *where]
            writer.writerow([*who, "Referrals and Re-referrals", referrals, "x", percent])
    return path


def council_return(
    path: Path,
    figures: Sequence[tuple[object, object, object]],
    targets: Sequence[tuple[object, object, object]] = (),
    *,
    title: str = "Suffolk County Council",
    reported: str = "",
) -> Path:
    """Write a council's return: (indicator, period, value) and (indicator, target, for) rows under a title."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Figures"
    sheet.append(["Council", title])
    if reported:
        sheet.append(["Reported on", reported])
    sheet.append(["Indicator", "Period", "Value"])
    for row in figures:
        sheet.append(row)
    if targets:
        aims = book.create_sheet("Targets")
        aims.append(["Indicator", "Target", "For"])
        for row in targets:
            aims.append(row)
    book.save(path)
    return path
