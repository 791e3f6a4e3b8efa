"""The example workbooks against the list of every figure in the five papers: nothing is left out silently."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from data.settings import read_settings
from indicators.definitions import catalogue
from loaders.asked import Asked, ReadFile
from loaders.opening.open_file import open_file
from loaders.readers import council_return
from loaders.samples import SAMPLES, facts, sample

COUNCILS = {"Suffolk": "E10000029", "Luton": "E06000032", "Brighton & Hove": "E06000043", "East Sussex": "E10000011"}
COMPARED = {"region": "E12000006", "england": "E92000001"}
WORKBOOKS = {
    "brighton_and_hove_2003.xlsx": ("E06000043", date(2003, 6, 9)),
    "brighton_and_hove_2005.xlsx": ("E06000043", date(2005, 2, 28)),
    "east_sussex_2003.xlsx": ("E10000011", date(2003, 6, 30)),
    "luton_2004.xlsx": ("E06000032", date(2004, 7, 1)),
    "suffolk_2005.xlsx": ("E10000029", date(2005, 3, 15)),
}

# --- where the workbooks differ from the list on purpose ------------------------------------------------------------

NO_INDICATOR = {
    "dpi_rollout": "a milestone of a plan, and no figure",
    "base_budget_savings_target": "a range of savings asked for across the council, and no figure of the service",
}
NO_FIGURE = {
    ("statutory_reviews_per_year", "1000"): "1,000 more reviews a year are growth, and no level",
    ("children_reviewed", "500"): "500 more children are growth, and no level",
}
NO_TARGET = {
    ("care_leavers_eet", "66"): "Suffolk forecasts 66% for 2004/05 and sets no target for that year",
    ("reality_check_staff", "16"): "16 people might have been asked: a denominator, and no target",
}
OTHER_DAYS = {
    "star_rating": "a rating of August 2004 is a snapshot at the month's end",
    "bb_families": "counted on a day, so it is taken at the end of the plan's first year",
    "statutory_reviews_per_year": "a yearly number, so it is the year that ends with the paper",
    "children_reviewed": "a yearly number, so it is the year that ends with the paper",
    "missing_24h_occasions": "a year to 15 March begins on 16 March",
    "missing_returned_safely": "a year to 15 March begins on 16 March",
    "missing_publicity": "a year to 15 March begins on 16 March",
    "safeguarding_posts_added": "2004/05 was not over on the day of the paper: the year to date",
    "customer_service_officers_added": "2004/05 was not over on the day of the paper: the year to date",
    "attendance_secondary": "a school year ends on 31 August here",
    "attendance_primary": "a school year ends on 31 August here",
    "permanent_exclusions": "the school year to date, to the end of May, since months are whole",
}
NO_DATE = {
    ("sw_vacancy_rate", "10"): "under 10% has no date; the six months belong to other words of the same target",
}
OTHER_STATUS = {
    **{("initial_contacts", "10000"): "implied", ("initial_contacts", "7692"): "implied"},
    **{("re_referrals", "23"): "baseline", ("foster_carers_leaving", "12"): "baseline"},
    **{("attendance_secondary", "90.3"): "baseline", ("attendance_primary", "92.8"): "baseline"},
    **{("bb_families", "81"): "baseline", ("pmhw_posts", "0"): "implied", ("care_leavers_eet", "66"): "forecast"},
    **{("initial_assessments_7_days", "57.4"): "implied", ("initial_assessments_7_days", "47.4"): "implied"},
    **{("core_assessments_35_days", "58.2"): "implied", ("foster_carers_supported", "81.2"): "implied"},
    **{("cp_cases_allocated", "95.5"): "implied", ("cp_cases_allocated", "98.4"): "implied"},
    **{("sw_overseas_recruits", "14"): "forecast", ("adoption_sw_added", "3"): "forecast"},
    **{("family_support_workers_added", "7"): "forecast", ("budget_growth", "2.76"): "forecast"},
}


@dataclass(frozen=True)
class Listed:
    """One row of the list of figures."""

    council: str
    slug: str
    area: str
    starts: date
    ends: date
    value: str
    target: str
    target_date: date | None


@pytest.fixture(scope="module")
def listed(reference: Path) -> list[Listed]:
    """Return the list of figures that the papers hold."""
    with (reference / "data" / "source_figures.csv").open(encoding="utf-8", newline="") as file:
        return [
            Listed(
                council=COUNCILS[row["council"]],
                slug=row["indicator_slug"],
                area=COMPARED.get(row["area_level"], COUNCILS[row["council"]]),
                starts=date.fromisoformat(row["period_start"]),
                ends=date.fromisoformat(row["period_end"]),
                value=row["value"],
                target=row["target_value"],
                target_date=date.fromisoformat(row["target_date"]) if row["target_date"] else None,
            )
            for row in csv.DictReader(file)
        ]


@pytest.fixture(scope="module")
def read() -> dict[str, ReadFile]:
    """Return what each example workbook gives when it is read."""
    settings = read_settings("unused.duckdb")
    return {
        path.name: council_return.read(open_file(path, settings), Asked()) for path in sorted(SAMPLES.glob("*.xlsx"))
    }


@pytest.fixture(scope="module")
def figures(read) -> dict[tuple, list[tuple]]:
    """Return the figures by (council, indicator, area, value): each (kind, starts, ends, mark, status)."""
    found: dict[tuple, list[tuple]] = {}
    for file in read.values():
        columns = file.contents.figures
        words = {
            name: [getattr(columns, name).words[code] for code in getattr(columns, name).codes]
            for name in ("indicator", "area", "period", "mark", "status")
        }
        for row, value in enumerate(columns.value.to_pylist()):
            key = (file.owner, words["indicator"][row], words["area"][row], value)
            found.setdefault(key, []).append((*words["period"][row], words["mark"][row], words["status"][row]))
    return found


def judged(listed: list[Listed]) -> Iterator[Listed]:
    return (row for row in listed if row.slug not in NO_INDICATOR)


# --- the comparison -------------------------------------------------------------------------------------------------


def test_the_list_is_whole_and_the_exceptions_are_used(listed):
    assert len(listed) == 158
    assert {row.slug for row in listed} - set(catalogue()) == set(NO_INDICATOR)
    assert not set(catalogue()) & set(NO_INDICATOR)
    values, targets = {(row.slug, row.value) for row in listed}, {(row.slug, row.target) for row in listed}
    assert set(NO_FIGURE) <= values and set(OTHER_STATUS) <= values
    assert set(NO_TARGET) <= targets and set(NO_DATE) <= targets
    assert set(OTHER_DAYS) <= {row.slug for row in listed}


def test_every_figure_of_the_papers_is_in_a_workbook(listed, figures):
    missing, differing = [], []
    for row in judged(listed):
        if not row.value or (row.slug, row.value) in NO_FIGURE:
            continue
        found = figures.get((row.council, row.slug, row.area, Decimal(row.value)), [])
        if not found:
            missing.append(row)
        elif row.slug not in OTHER_DAYS and (row.starts, row.ends) not in {(p[1], p[2]) for p in found}:
            differing.append((row, found))
    assert missing == [] and differing == []


def test_figures_on_other_days_differ_for_their_reason(listed, figures):
    for row in judged(listed):
        if row.value and row.slug in OTHER_DAYS and (row.slug, row.value) not in NO_FIGURE:
            days = {(p[1], p[2]) for p in figures[row.council, row.slug, row.area, Decimal(row.value)]}
            assert (row.starts, row.ends) not in days, f"{row.slug} is no exception any more"
            assert all(abs((ends - row.ends).days) <= 31 for _, ends in days)


def test_statuses_are_what_the_papers_mean(figures):
    for (_, slug, _, value), found in figures.items():
        wanted = OTHER_STATUS.get((slug, f"{value.normalize():f}") if value is not None else (), "actual")
        assert {(status, bool(mark)) for *_, mark, status in found} == {(wanted, value is None)}, f"{slug} {value}"


def test_what_is_named_without_a_figure_is_missing_and_no_zero(listed, figures):
    """An indicator that a paper names and gives neither a figure nor a target is on the scorecard as no data."""
    named = {(r.council, r.slug) for r in judged(listed) if not r.value and not r.target}
    covered = {(r.council, r.slug) for r in listed if r.value or r.target}
    missing = {(council, slug) for (council, slug, _, value) in figures if value is None}
    assert missing == named - covered and len(missing) == 8


def test_every_target_of_the_papers_is_in_a_workbook(listed, read):
    found: dict[tuple[str, str, Decimal], list] = {}
    for file in read.values():
        for target in file.contents.targets:
            found.setdefault((target.area, target.indicator, target.value), []).append(target)
    wanted = {
        (row.council, row.slug, Decimal(row.target), row.target_date)
        for row in judged(listed)
        if row.target and (row.slug, row.target) not in NO_TARGET
    }
    lost, other_date = [], []
    for council, slug, value, day in wanted:
        ends = {target.ends for target in found.get((council, slug, value), [])}
        if not ends:
            lost.append((council, slug, value))
        elif day not in ends and (slug, f"{value:f}") not in NO_DATE:
            other_date.append((slug, value, day, ends))
    assert lost == [] and other_date == []
    assert set(found) == {row[:3] for row in wanted}, "no target that is not in a paper"


def test_no_figure_that_is_not_in_a_paper(listed, figures):
    known = {(row.council, row.slug, row.area, Decimal(row.value)) for row in listed if row.value}
    assert {key for key in figures if key[3] is not None} == known - {
        (COUNCILS["Suffolk"], slug, COUNCILS["Suffolk"], Decimal(value)) for slug, value in NO_FIGURE
    } - {key for key in known if key[1] in NO_INDICATOR}


def test_particular_targets(read):
    def targets(name: str, slug: str) -> list[tuple]:
        found = [t for t in read[name].contents.targets if t.indicator == slug]
        return [(t.kind, t.operator, t.value, t.ends, t.set_by, t.headline) for t in found]

    assert targets("suffolk_2005.xlsx", "sw_vacancy_rate") == [("standing", "<", 10, None, "local", False)]
    assert targets("suffolk_2005.xlsx", "re_referrals") == [("standing", "<=", 15, None, "local", False)]
    assert targets("luton_2004.xlsx", "lac_allocated") == [
        ("by", ">=", Decimal("96.5"), date(2004, 6, 30), "local", False),
        ("standing", ">=", Decimal("97.5"), None, "local", False),
    ]
    assert targets("luton_2004.xlsx", "children_adopted") == [
        ("for", ">=", count, date(year, 3, 31), setter, False)
        for count, year, setter in (
            (18, 2003, "local"),
            (19, 2004, "local"),
            (21, 2005, "partnership"),
            (24, 2006, "partnership"),
        )
    ]
    assert targets("luton_2004.xlsx", "lac_reviews_on_time") == [
        ("standing", ">=", 100, None, "government", False),
        ("by", ">=", 75, date(2004, 11, 30), "local", False),
    ]
    assert targets("brighton_and_hove_2003.xlsx", "permanent_exclusions") == [
        ("for", "<", 24, date(2003, 8, 31), "local", False)
    ]


# --- the workbooks themselves ---------------------------------------------------------------------------------------


def test_every_workbook_is_an_example_from_a_public_paper_without_a_fault(read):
    assert {name: (file.owner, file.known_on) for name, file in read.items()} == WORKBOOKS
    for name, file in read.items():
        assert (file.example, list(file.problems)) == (True, []), name
        assert str(file.known_on.year) in file.published, name
        assert 3 <= len(file.contents.comments) <= 6
        assert all(comment.author and len(comment.words) < 400 for comment in file.contents.comments)


def test_notes_are_by_roles(read):
    """The papers name officers and councillors; the examples do not."""
    roles = re.compile(r"\b(councillor|director|head|managers?|team)\b", re.IGNORECASE)
    authors = {comment.author for file in read.values() for comment in file.contents.comments}
    assert authors and [author for author in authors if not roles.search(author)] == []


@pytest.mark.parametrize("path", facts(), ids=lambda path: path.stem)
def test_the_workbook_is_what_its_facts_make(path):
    """Compared unpacked: how small a file is packed depends on the machine's own zlib."""
    made, kept = (zipfile.ZipFile(io.BytesIO(b)) for b in (sample(path), path.with_suffix(".xlsx").read_bytes()))
    with made, kept:
        assert made.namelist() == kept.namelist()
        differing = [name for name in made.namelist() if made.read(name) != kept.read(name)]
        assert differing == [], "run: python -m loaders.samples"
        assert {item.date_time for item in kept.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert sample(path) == sample(path)
    assert path.with_suffix(".xlsx").stat().st_size < 40_000
