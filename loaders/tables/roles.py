"""The words over columns and beside rows that say what kind of cell is meant: target, comment, numerator."""

from __future__ import annotations

import functools
import re

# What a column or a row can hold beside an indicator, an area or a period.
WORDS: dict[str, tuple[str, ...]] = {
    "indicator": (
        *("indicator", "indicators", "performance indicator", "performance indicators", "measure", "measures", "pi"),
        *("kpi", "kpis", "key performance indicator", "key performance indicators", "description", "indicator name"),
        *("performance measure", "performance measures", "indicator description", "title", "strategic objectives"),
        *("objective", "objectives", "measure name", "pi description", "indicator title", "what we measure"),
        *("key indicator", "key indicators", "name of indicator", "definition", "short name"),
    ),
    "reference": (
        *("ref", "reference", "code", "pi ref", "pi no", "no", "number ref", "indicator ref", "indicator code", "id"),
        *("bvpi", "paf", "paf ref", "ni", "ni ref", "indicator no", "ref no", "pi code", "measure code", "bvpi ref"),
        *("paf code", "bv ref", "indicator number", "kpi ref", "refs", "codes", "pi reference"),
    ),
    "area": (
        *("area", "areas", "locality", "localities", "team", "teams", "district", "districts", "division", "patch"),
        *("local authority", "local authorities", "authorities", "la name", "authority name", "council name", "place"),
        *("la code", "la no", "gss code", "ons code", "area code", "authority code", "lea code", "dfe code"),
        *("la number", "new la code", "old la code", "local authority code", "office", "service area", "cluster"),
        *("geography", "region name", "area name", "operational area"),
    ),
    "period": (
        *("period", "quarter", "month", "date", "year", "reporting period", "time period", "qtr", "month ending"),
        *("as at", "quarter ending", "financial year", "reporting year", "week", "year ending", "quarters", "months"),
    ),
    "starts": ("from", "period start", "start", "start date", "period from", "date from", "starts"),
    "ends": ("to", "period end", "end", "end date", "period to", "date to", "ends"),
    "unit": ("unit", "units", "unit of measure", "measured in", "format"),
    "breakdown": ("breakdown", "group", "category", "age", "ethnicity", "gender", "sex", "equality group"),
    "value": (
        *("value", "actual", "performance", "result", "figure", "outcome", "actual performance", "current", "score"),
        *("this year", "current quarter", "current month", "current period", "quarter actual", "month actual"),
        *("current performance", "latest", "latest performance", "latest position", "current position", "position"),
        *("actuals", "this period", "current value", "reported", "reported performance", "percentage", "%", "rate"),
        *("indicator value", "our figure", "our performance", "this quarter", "this month", "achieved", "progress"),
    ),
    "target": (
        *("target", "targets", "target value", "plan", "planned", "aim", "goal", "local target", "profile"),
        *("profiled target", "trajectory", "agreed target", "target for year", "year end target", "annual target"),
        *("target for the year", "our target", "quarterly target", "milestone", "lpsa target", "psa target"),
    ),
    "rag": (
        *("rag", "rag status", "rag rating", "status rag", "traffic light", "traffic lights", "colour", "rating"),
        *("alert", "symbol", "on target", "on track", "performance rag", "r a g"),
    ),
    "comment": (
        *("comment", "comments", "commentary", "narrative", "explanation", "remarks", "action", "actions"),
        *("management comment", "service comment", "analysis", "progress comments", "what we are doing", "reason"),
        *("performance comments", "update", "corrective action", "context", "comment action", "supporting commentary"),
    ),
    "numerator": ("numerator", "num", "top", "numerator value", "n"),
    "denominator": ("denominator", "den", "denom", "bottom", "denominator value", "out of", "cohort", "base"),
    "status": ("status", "data status", "provisional or final"),
    "note": ("note", "notes", "footnote", "footnotes", "caveat", "caveats", "data quality"),
    "other": (
        *(
            "polarity",
            "good is",
            "good performance",
            "theme",
            "owner",
            "lead",
            "lead officer",
            "source",
        ),
        *("responsible officer", "accountable officer", "direction", "direction of travel", "dot", "trend", "change"),
        *("variance", "previous", "previous period", "last period", "last quarter", "last month", "previous quarter"),
        *("rank", "ranking", "quartile", "quartile band", "band", "difference", "change from previous year", "total"),
        *("frequency", "cumulative or snapshot", "portfolio", "portfolio holder", "service", "department", "manager"),
        *("same quarter last year", "same month last year", "last month", "prior year", "prior period", "last return"),
        *("contact", "last year", "previous year", "same period last year", "distance from target", "gap", "weight"),
        *(
            "better is",
            "aim to",
            "high or low",
            "higher or lower is better",
            "desired direction",
            "banding",
            "paf band",
        ),
        *("variance from target", "movement", "national rank", "latest national rank", "grand total", "subtotal"),
        *("data source", "tolerance", "last updated", "updated", "type", "improving", "better or worse"),
    ),
}
PARTS = frozenset({"numerator", "denominator"})
# Roles of columns that say what a row is about.
ROW_LABELS = frozenset({"indicator", "reference", "area", "period", "starts", "ends", "breakdown", "unit"})
# Words of a heading that add nothing to what it says.
FILLERS = frozenset(
    {
        *("performance", "figure", "figures", "data", "result", "results", "value", "values", "actual", "actuals"),
        *("position", "reported", "achieved", "our", "the", "of", "for", "in", "at", "as", "and", "to", "on", "with"),
        *("indicator", "measure", "final", "outturn", "full", "council", "%", "no", "number", "rate", "percentage"),
        *("key", "summary", "report", "quarterly", "monthly", "annual", "level", "score", "children", "s", "services"),
    }
)
STATUS_WORDS = {
    **dict.fromkeys(("forecast", "projected", "projection", "forecast outturn", "projected outturn"), "forecast"),
    **dict.fromkeys(("estimate", "estimated", "est", "estimated outturn", "year end forecast"), "forecast"),
    **dict.fromkeys(("full year forecast", "forecast year end", "year end projection", "outturn forecast"), "forecast"),
    **dict.fromkeys(("predicted", "prediction", "predicted outturn"), "predicted"),
    **dict.fromkeys(("provisional", "prov", "p", "unvalidated", "draft", "unaudited"), "provisional"),
    **dict.fromkeys(("revised", "rev", "r", "updated figure"), "revised"),
    **dict.fromkeys(("baseline", "base line"), "baseline"),
    **dict.fromkeys(("actual", "final", "validated", "audited"), "actual"),
}
# A name that is a place wherever it stands: a point of the compass, or what calls itself a team or an area.
PLACE = re.compile(
    r"(?:(?:north|south|east|west|mid|central)\w{0,3} ?)+(?:area|team|locality|division)?|.+ (?:team|locality)"
)
_CUMULATIVE = re.compile(r"\b(cumulative(ly)?|year[ -]to[ -]date|ytd|running total)\b", re.IGNORECASE)
_NOT_CUMULATIVE = re.compile(r"\b(not|non)[ -]*(cumulative|ytd)\b", re.IGNORECASE)
_TOTAL = re.compile(r"(grand |sub ?-?)?totals?\b.{0,60}", re.IGNORECASE)
_FOOTNOTE = re.compile(
    r"([*†‡#]|\(?\d\)\s|source\b|notes?\b\s*[:.]|n\.?b\.?\s|key\s*[:.]|data (source|from)|produced\b|printed\b).*",
    re.IGNORECASE | re.DOTALL,
)


@functools.cache
def _roles() -> dict[str, str]:
    return {word: role for role, words in WORDS.items() for word in words}


def words_only(text: str) -> str:
    """Return a text in lower case with letters, digits and % alone: 'RAG-status:' is 'rag status'."""
    return " ".join("".join(c if c.isalnum() or c == "%" else " " for c in text.casefold()).split())


@functools.lru_cache(maxsize=8192)
def role_of(text: str) -> str:
    """Return the role that a heading says when it says nothing else, or ''."""
    return _roles().get(words_only(text), "")


def status_of(text: str) -> str:
    """Return the status that a word says (forecast, provisional, baseline), or ''."""
    return STATUS_WORDS.get(words_only(text), "")


def is_cumulative(text: str) -> bool:
    """Return whether a text says that figures run from the beginning of the year."""
    return bool(_CUMULATIVE.search(text)) and not _NOT_CUMULATIVE.search(text)


def is_total(text: str) -> bool:
    """Return whether a row's label makes it a total."""
    return bool(_TOTAL.fullmatch(text.strip()))


def is_footnote(text: str) -> bool:
    """Return whether a line is a note beneath a table."""
    return bool(_FOOTNOTE.fullmatch(text.strip()))
