"""Our scorecard against the Local Authority Interactive Tool's own statistics, row by row.

The answers were computed by LAIT's published functions. Every row on which we differ must be one that
docs/deviations.md names; a deviation that no longer happens must leave that page.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from data import areas
from data.store import Store
from data.viewer import LOCAL
from indicators.definitions import catalogue
from indicators.reading import Reading
from indicators.scorecard import scorecard

ROOT = Path(__file__).resolve().parent.parent.parent
CITED = {
    entry.measure: indicator.slug
    for indicator in catalogue().values()
    for entry in indicator.published
    if entry.source == "lait"
}
# (indicator, field) on which we differ, and why; docs/deviations.md tells the reasons at length.
DEVIATIONS = {
    ("children_adopted", "latest_rank"): "our polarity is high; LAIT gives none",
    ("children_adopted", "quartile_band"): "our polarity is high; LAIT gives none",
    ("cin_2_years", "latest_rank"): "our polarity is low; LAIT gives none",
    ("cin_2_years", "quartile_band"): "our polarity is low; LAIT gives none",
    ("lac_missing", "latest_rank"): "our polarity is low; LAIT gives none",
    ("lac_missing", "quartile_band"): "our polarity is low; LAIT gives none",
    ("cpp_subsequent", "latest_rank"): "DfE publishes the Isles of Scilly (0); LAIT has lost it",
    ("lac_ks2_rwm", "sn_average"): "no neighbour has this year's, so last year's mean is shown with its year",
}


def ours(reading: Reading) -> dict[str, float | str | None]:
    """Return a reading in the oracle's columns."""

    def value(benchmark: object) -> float | None:
        return None if benchmark is None else float(benchmark.value)  # type: ignore[attr-defined]

    return {
        "la_value": None if reading.value is None else float(reading.value),
        "region_value": value(reading.region),
        "england_value": value(reading.england),
        "sn_average": value(reading.statistical_neighbours),
        "change_from_previous": None if reading.change is None else float(reading.change),
        "latest_rank": None if reading.rank is None else float(reading.rank),
        "quartile_band": reading.quartile_band,
    }


def theirs(text: str) -> float | str | None:
    """Return a cell of the oracle: a number, a band, or None for all its ways of having none."""
    if text in ("", "-", "NA"):
        return None
    return text if text in "ABCD" else float(text)


@pytest.fixture(scope="module")
def differences(whole: Store, reference: Path) -> tuple[int, dict[tuple[str, str], list[str]]]:
    """Return how many rows were compared, and where they differ by indicator and field."""
    found: dict[tuple[str, str], list[str]] = {}
    cards: dict[str, dict[str, Reading]] = {}
    compared = 0
    with (reference / "oracles" / "lait_stats.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            slug = CITED.get(row["short_desc"])
            area = areas.find(row["la_code"]) or areas.find(row["la_name"])
            if slug is None or area is None:
                continue
            if area.id not in cards:
                cards[area.id] = {r.indicator.slug: r for r in scorecard(whole, LOCAL, area.id).readings}
            compared += 1
            for field, mine in ours(cards[area.id][slug]).items():
                answer = theirs(row[field])
                same = mine == answer or (
                    isinstance(mine, float) and isinstance(answer, float) and abs(mine - answer) < 1e-9
                )
                if not same:
                    found.setdefault((slug, field), []).append(f"{area.name}: ours {mine}, LAIT {answer}")
    return compared, found


def test_every_row_agrees_but_for_the_listed_deviations(
    differences: tuple[int, dict[tuple[str, str], list[str]]],
) -> None:
    compared, found = differences
    assert compared >= 8 * 60
    assert found.keys() == DEVIATIONS.keys(), found


def test_the_deviations_page_names_each(differences: tuple[int, dict[tuple[str, str], list[str]]]) -> None:
    page = (ROOT / "docs" / "deviations.md").read_text(encoding="utf-8")
    missing = [pair for pair in differences[1] if f"`{pair[0]}`" not in page or f"`{pair[1]}`" not in page]
    assert missing == []
