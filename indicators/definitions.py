"""The catalogue: one TOML file an indicator, checked when it is read."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from data.disclosure.rule import Rule
from data.errors import ScrutineerError
from data.viewer import AUDIENCES
from indicators.rules.period import KINDS
from indicators.rules.period_words import published as year_of
from indicators.shape import check_shape

CATALOGUE = Path(__file__).parent / "catalogue"
POLARITIES = ("high", "low", "range", "neutral")
UNITS = {
    "percent": "%",
    "number": "",
    "rate_per_1000": "per 1,000",
    "rate_per_10000": "per 10,000",
    "rate_per_100000": "per 100,000",
    "score": "points",
    "ratio": "ratio",
    "days": "days",
    "weeks": "weeks",
    "months": "months",
    "gbp": "£",
    "gbp_million": "£ million",
    "gbp_per_week": "£ a week",
    "percent_change": "% change",
    "stars": "stars",
    "judgement": "",
}
REFERENCE_PREFIX = "lait:"
# In the order of a child's way through the services, then what carries them; a theme not listed comes last.
THEMES = (
    "Early help, family hubs and SEND",
    "Front door and assessment",
    "Child protection",
    "Looked after children",
    "Education of looked after children",
    "Care leavers",
    "Adoption and permanence",
    "Youth justice",
    "Workforce",
    "Quality and participation",
    "Money",
)


class DefinitionError(ScrutineerError):
    """A definition file says something that is not allowed; the message names the file and the key."""


@dataclass(frozen=True, slots=True)
class Published:
    """Where an indicator's figures are published.

    DfE: the columns of the file that hold the value and its parts, the filters that choose its rows, and further
    `columns` by which the file is known. LAIT: the measure's short name. Period fields are the indicator's own unless
    the publication's differ.
    """

    source: str
    measure: str = ""
    file: str = ""
    value: str = ""
    numerator: str = ""
    denominator: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, ...] = ()
    period: str = ""
    period_ends: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """A break in the series or an event: its day and what happened."""

    date: date
    what: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator's definition. Text fields are plain English; '' where there is nothing to say."""

    slug: str
    name: str
    theme: str
    meaning: str
    why: str
    good: str
    counts: str
    unit: str
    polarity: str
    period: str
    decimals: int = 1
    words: tuple[str, ...] = ()
    numerator: str = ""
    denominator: str = ""
    period_ends: str = ""
    lowest: Decimal | None = None
    highest: Decimal | None = None
    tolerance_kind: str = ""
    tolerance: Decimal | None = None
    disclosure: str = "count"
    small_numbers: Rule = field(default_factory=Rule)
    references: tuple[tuple[str, tuple[str, ...]], ...] = ()
    aliases: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    reviewed: date | None = None
    published: tuple[Published, ...] = ()
    breaks: tuple[Dated, ...] = ()
    events: tuple[Dated, ...] = ()
    bands: tuple[tuple[str, Decimal, Decimal], ...] = ()

    @property
    def is_reference(self) -> bool:
        """Return whether this is a published measure without a definition of ours."""
        return self.slug.startswith(REFERENCE_PREFIX)

    @property
    def codes(self) -> tuple[str, ...]:
        """Return every reference code, such as BV162 and C20."""
        return tuple(code for _, codes in self.references for code in codes)


@functools.cache
def catalogue() -> Mapping[str, Indicator]:
    """Return every indicator of the shipped catalogue by slug, in order of theme and name.

    Raises DefinitionError naming every file that is wrong.
    """
    return read_catalogue(CATALOGUE)


def read_catalogue(folder: Path) -> Mapping[str, Indicator]:
    """Return the definitions in a folder by slug. Raises DefinitionError with all faults at once."""
    found: list[Indicator] = []
    faults: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            found.append(read_definition(path))
        except DefinitionError as error:
            faults.append(str(error))
    faults += _clashes(found)
    if faults:
        raise DefinitionError("\n".join(faults))
    return {indicator.slug: indicator for indicator in sorted(found, key=lambda i: (*theme_place(i.theme), i.name))}


def theme_place(theme: str) -> tuple[int, str]:
    """Return what sorts themes into their order."""
    return (THEMES.index(theme) if theme in THEMES else len(THEMES), theme)


def read_definition(path: Path) -> Indicator:
    """Return the indicator that one file defines. Raises DefinitionError naming the file and the key."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DefinitionError(f"{path.name}: not readable as TOML: {error}") from error
    try:
        indicator = _indicator(said)
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise DefinitionError(f"{path.name}: {_words(error)}") from error
    if indicator.slug != path.stem:
        raise DefinitionError(f"{path.name}: slug is {indicator.slug!r}; it must be the file's name")
    return indicator


def _indicator(said: dict[str, Any]) -> Indicator:
    check_shape(said)
    plausible, tolerance = said.get("plausible", {}), said.get("tolerance", {})
    kind = next(iter(tolerance), "")
    built = {"plausible", "tolerance", "references", "published", "breaks", "events", "bands", "small_numbers"}
    plain: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in said.items() if key not in built
    }
    indicator = Indicator(
        **plain,
        lowest=_decimal(plausible.get("min")),
        highest=_decimal(plausible.get("max")),
        tolerance_kind=kind,
        tolerance=_decimal(tolerance.get(kind)),
        references=tuple((scheme, tuple(codes)) for scheme, codes in said.get("references", {}).items()),
        published=tuple(_published(entry) for entry in said.get("published", [])),
        breaks=tuple(Dated(**entry) for entry in said.get("breaks", [])),
        events=tuple(Dated(**entry) for entry in said.get("events", [])),
        bands=tuple((b["name"], Decimal(str(b["from"])), Decimal(str(b["to"]))) for b in said.get("bands", [])),
    )
    _one_of(indicator.unit, UNITS, "unit")
    _one_of(indicator.polarity, POLARITIES, "polarity")
    _one_of(indicator.disclosure, ("count", "none"), "disclosure")
    indicator = replace(indicator, small_numbers=_rule(indicator, said.get("small_numbers", {})))
    _check_years(indicator.period, indicator.period_ends)
    if indicator.unit == "judgement" and not indicator.words:
        raise ValueError("a judgement needs its words, worst first")
    if indicator.lowest is not None and indicator.highest is not None and indicator.lowest > indicator.highest:
        raise ValueError("plausible: min is above max")
    return indicator


def _rule(indicator: Indicator, said: dict[str, Any]) -> Rule:
    """Return how small numbers are kept from the public, the usual way where the file says nothing of it."""
    if said and not said.get("because", "").strip():
        raise ValueError("small_numbers needs its reason: because")
    plain: dict[str, Any] = {key: tuple(v) if isinstance(v, list) else v for key, v in said.items()}
    rule = Rule(indicator.unit, indicator.decimals, applies=indicator.disclosure == "count", **plain)
    if not 3 <= rule.threshold <= 10:
        raise ValueError(f"small_numbers: threshold is {rule.threshold}; it must be from 3 to 10")
    for audience in rule.audiences:
        _one_of(audience, AUDIENCES, "small_numbers: audiences")
    return rule


def _published(entry: dict[str, Any]) -> Published:
    entry = dict(entry)
    filters = tuple(sorted(entry.pop("filters", {}).items()))
    columns = tuple(entry.pop("columns", []))
    published = Published(**entry, filters=filters, columns=columns)
    _one_of(published.source, ("dfe", "lait"), "published.source")
    if not (published.measure if published.source == "lait" else published.value):
        raise ValueError("published needs a measure (LAIT) or a value column (DfE)")
    _check_years(published.period or "snapshot", published.period_ends)
    return published


def _check_years(period: str, ends: str) -> None:
    """Refuse a kind of period or a last day that could not be read when a file is loaded."""
    _one_of(period, KINDS, "period")
    if ends:
        try:
            year_of("2023", "snapshot", ends)
        except (ValueError, LookupError):
            raise ValueError(f"period_ends is {ends!r}; it must be a day and a month, such as 30 September") from None


def _clashes(found: Iterable[Indicator]) -> list[str]:
    """Return a fault for each name, alias, slug or published measure that would mean two indicators."""
    owner: dict[str, str] = {}
    faults = []
    for indicator in found:
        own = {indicator.slug, indicator.name, *indicator.aliases, *indicator.formerly}
        measures = {f"the LAIT measure {entry.measure}" for entry in indicator.published if entry.measure}
        for word in {folded(word) for word in own} | measures:
            other = owner.setdefault(word, indicator.slug)
            if other != indicator.slug:
                faults.append(f"{indicator.slug}.toml: {word!r} already means {other}")
    return faults


def folded(text: str) -> str:
    """Return a name as it is compared: lower case, signs and spaces folded, '&' as 'and', '%' as 'percent'."""
    text = text.lower().replace("&", " and ").replace("%", " percent ").replace("'", "").replace("’", "")
    return " ".join("".join(c if c.isalnum() or c in ":+" else " " for c in text).split())


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _one_of(value: str, allowed: Iterable[str], key: str) -> None:
    if value not in allowed:
        raise ValueError(f"{key} is {value!r}; it must be one of {', '.join(allowed)}")


def _words(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"the key {error.args[0]!r} is missing"
    return str(error).replace("Published.__init__() ", "published: ")
