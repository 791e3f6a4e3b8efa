"""What an audience is shown of a council's own figures: small numbers, and what would give them away, with the mark c.

This is the one place. It stands under every read of figures (data.queries), so that no page, download, answer, rank,
mean, change or sentence ever has a number that its viewer may not see. What a national publication or a paper has
printed is shown as printed. Officers see all that is their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Protocol, TypeVar

from data import areas
from data.answers import cached
from data.disclosure.rule import COUNT_UNITS, Rule, rounded
from data.disclosure.stages import Row, hidden_rows
from data.disclosure.sums import Key
from data.records import OUTTURNS
from data.store import Store
from data.viewer import Viewer

OFFICER = "officer"
CONFIDENTIAL = "c"
_STRICTEST = Rule()


class Figure(Protocol):
    """A figure as data.queries gives it."""

    @property
    def indicator(self) -> str: ...
    @property
    def upload(self) -> int: ...
    @property
    def number(self) -> int: ...
    @property
    def value(self) -> Decimal | None: ...
    @property
    def mark(self) -> str: ...
    @property
    def numerator(self) -> Decimal | None: ...
    @property
    def denominator(self) -> Decimal | None: ...


Shown = TypeVar("Shown", bound=Figure)


def shown(store: Store, viewer: Viewer, figures: list[Shown]) -> list[Shown]:
    """Return figures as their viewer is shown them: in the place of one that is hidden stands the mark c.

    Neither its parts nor its note are shown then. It must be asked in the snapshot that the figures were read in.
    """
    if viewer.audience == OFFICER or not figures:
        return figures
    public = cached(store, "public_uploads", lambda: _public_uploads(store))
    if all(figure.upload in public for figure in figures):
        return figures
    hidden = cached(store, ("hidden", viewer), lambda: _hidden(store, viewer))
    return [
        figure if figure.upload in public else _as_shown(figure, _rule(store, figure.indicator), viewer, hidden)
        for figure in figures
    ]


def _as_shown(figure: Any, rule: Rule, viewer: Viewer, hidden: frozenset[tuple[int, int]]) -> Any:
    if not _holds(rule, viewer):
        return figure
    if figure.mark == CONFIDENTIAL or (figure.upload, figure.number) in hidden:
        kept = figure._replace(value=None, mark=CONFIDENTIAL, numerator=None, denominator=None, note="")
    elif rule.rounded_to > 1 and figure.value is not None:
        parts = [None if part is None else rounded(rule, part) for part in (figure.numerator, figure.denominator)]
        kept = figure._replace(value=_rounded_value(rule, figure.value), numerator=parts[0], denominator=parts[1])
    else:
        kept = figure
    return kept


def _rounded_value(rule: Rule, value: Decimal) -> Decimal:
    """Return a count as the rule rounds it, and a share to its own decimals: more of them would give its parts away."""
    if rule.unit in COUNT_UNITS:
        return rounded(rule, value)
    return value.quantize(Decimal(1).scaleb(-rule.decimals), ROUND_HALF_UP)


def _rule(store: Store, indicator: str) -> Rule:
    return store.disclosure.get(indicator, _STRICTEST)


def _holds(rule: Rule, viewer: Viewer) -> bool:
    return rule.applies and viewer.audience in rule.audiences


def _public_uploads(store: Store) -> frozenset[int]:
    """Return the uploads whose figures everybody may see as they are."""
    with store.reading() as cursor:
        rows = cursor.execute("SELECT key FROM upload WHERE owner = 0 OR published <> ''").fetchall()
    return frozenset(key for (key,) in rows)


def _hidden(store: Store, viewer: Viewer) -> frozenset[tuple[int, int]]:
    """Return every figure (upload, number) that is kept from a viewer, over all that they could ask for.

    It does not depend on what is asked: figures of other days, parts and periods are known to the same readers.
    """
    owners = sorted(key for key in map(store.keys.areas.known, viewer.councils or ()) if key is not None)
    if not owners:
        return frozenset()
    groups: dict[tuple[str, str], dict[tuple[int, Key, str], Row]] = defaultdict(dict)
    for indicator, row in _rows(store, owners):
        if _holds(_rule(store, indicator), viewer):
            # Of several rows of one upload for one figure the last counts; nobody is ever shown the others.
            groups[indicator, areas.council_of(row.key.area)][row.upload, row.key, row.series] = row
    return frozenset(
        place
        for (indicator, _), rows in groups.items()
        if any(not row.is_public for row in rows.values())
        for place in hidden_rows(tuple(rows.values()), _rule(store, indicator))
    )


def _rows(store: Store, owners: Sequence[int]) -> Iterable[tuple[str, Row]]:
    """Yield what these councils say that nobody has printed, and all that is public about the same."""
    keys = store.keys
    stands = "u.key NOT IN (SELECT upload FROM undo)"
    own = f"{stands} AND u.published = '' AND u.owner IN ({_list(owners)})"
    with store.snapshot(), store.reading() as cursor:
        pairs = cursor.execute(
            f"SELECT DISTINCT f.indicator, f.area FROM figure f JOIN upload u ON u.key = f.upload WHERE {own}"  # noqa: S608
        ).fetchall()
        if not pairs:
            return
        councils = {areas.council_of(keys.areas.word(area)) for _, area in pairs}
        places = [key for (key, word) in _all_areas(cursor) if areas.council_of(word) in councils]
        rows = cursor.execute(
            "SELECT f.upload, f.number, u.known_on, f.indicator, f.area, f.breakdown, f.period, f.status, f.value, "  # noqa: S608
            "f.mark, f.numerator, f.denominator, u.published <> '' OR u.owner = 0, u.owner = 0 "
            f"FROM figure f JOIN upload u ON u.key = f.upload WHERE ({own} OR "
            f"{stands} AND (u.owner = 0 OR u.published <> '')) AND f.area IN ({_list(places)}) "
            f"AND f.indicator IN ({_list({indicator for indicator, _ in pairs})}) ORDER BY f.upload, f.number"
        ).fetchall()
    for r in rows:
        key = Key(keys.areas.word(r[4]), keys.texts.word(r[5]), keys.periods.word(r[6]))
        series = "" if r[7] in OUTTURNS else r[7]
        yield keys.indicators.word(r[3]), Row(r[0], r[1], r[2], key, series, *r[8:])


def _all_areas(cursor: Any) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = cursor.execute("SELECT key, id FROM area").fetchall()
    return found


def _list(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, sorted(numbers)))
