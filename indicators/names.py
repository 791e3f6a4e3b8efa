"""Finding an indicator by its slug: in the catalogue, or among the measures that were loaded without a definition."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from data import queries
from data.errors import ScrutineerError
from data.store import Store
from indicators.definitions import REFERENCE_PREFIX, Indicator, catalogue

# What LAIT writes on an axis, as far as a unit can be told from it.
_UNITS = (
    ("%", "percent"),
    ("per 10,000", "rate_per_10000"),
    ("per 100,000", "rate_per_100000"),
    ("score", "score"),
)


class UnknownIndicator(ScrutineerError):
    """No definition and no loaded measure has this slug."""


def indicator_named(store: Store, slug: str) -> Indicator:
    """Return the definition of a slug, a former slug or a reference indicator. Raises UnknownIndicator."""
    found = catalogue().get(slug) or _formerly().get(slug) or reference_indicators(store).get(slug)
    if found is None:
        raise UnknownIndicator(f"There is no indicator called {slug!r}. GET /api/v1/indicators lists them all.")
    return found


def _formerly() -> Mapping[str, Indicator]:
    return {old: indicator for indicator in catalogue().values() for old in indicator.formerly}


def reference_indicators(store: Store) -> Mapping[str, Indicator]:
    """Return the loaded measures that no definition cites, by slug; named by LAIT's dictionary when it is loaded."""

    def ask() -> Mapping[str, Indicator]:
        text = store.keys.texts.word
        with store.reading() as cursor:
            slugs = cursor.execute(
                "SELECT slug FROM indicator WHERE starts_with(slug, ?) AND EXISTS "
                "(SELECT 1 FROM current WHERE current.indicator = indicator.key) ORDER BY slug",
                [REFERENCE_PREFIX],
            ).fetchall()
            named = cursor.execute(
                """
                SELECT i.slug, n.name, n.topic, n.unit, n.meaning, n.polarity, n.decimals
                FROM reference_name n JOIN upload u ON u.key = n.upload JOIN indicator i ON i.key = n.indicator
                WHERE NOT EXISTS (SELECT 1 FROM undo WHERE undo.upload = u.key)
                QUALIFY row_number() OVER (PARTITION BY n.indicator ORDER BY u.known_on DESC, u.recorded_at DESC) = 1
                """
            ).fetchall()
        names = {row[0]: row for row in named}
        return {slug: _reference(slug, names[slug], text) if slug in names else _unnamed(slug) for (slug,) in slugs}

    return queries.cached(store, "reference_indicators", ask)


def _reference(slug: str, row: tuple[Any, ...], text: Callable[[int], str]) -> Indicator:
    _, name, topic, unit, meaning, polarity, decimals = row
    axis = text(unit)
    return Indicator(
        slug=slug,
        name=text(name),
        theme=text(topic) or "Published measures",
        meaning=text(meaning),
        why="",
        good="",
        counts="",
        unit=next((ours for sign, ours in _UNITS if sign in axis.lower()), "number"),
        polarity=polarity,
        period="financial_year",
        decimals=1 if decimals is None else decimals,
    )


def _unnamed(slug: str) -> Indicator:
    return Indicator(
        slug=slug,
        name=slug.removeprefix(REFERENCE_PREFIX),
        theme="Published measures",
        meaning="",
        why="",
        good="",
        counts="",
        unit="number",
        polarity="neutral",
        period="financial_year",
    )
