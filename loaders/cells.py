"""What one cell says: a number in our own grammar, a mark, or text that is neither."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

# Signs and words that say "there is no figure". Blank is not among them: a blank cell says nothing at all.
_MISSING = frozenset(
    {
        *("-", "--", "---", "–", "—", "−", "‐", "‑", "―", ".", "..", "...", "…", ":", "~"),
        *("n/a", "na", "n.a.", "n.a", "n/k", "nk", "n.k.", "none", "null", "tbc", "tba", "tbd", "unknown", "not known"),
        *("not available", "not available yet", "not yet available", "not collected", "no data"),
        *("to be confirmed", "to be advised", "to follow", "awaited"),
    }
)
_MARKS = {"c": "c", "*": "c", "x": "x", "z": "z", "u": "u", "k": "low", "low": "low"} | {
    **dict.fromkeys(("suppressed", "confidential"), "c"),
    "not applicable": "z",
}
_NOUGHT = "nil"
_SMALL = r"\d{1,6}(?:\.\d{1,4})?\s*%?"
_UNDER = re.compile(
    rf"(?:<=?|≤|less than|under|fewer than|below)\s*{_SMALL}|{_SMALL} (?:or|and) (?:fewer|less|under|below)", re.ASCII
)
# Thousands stand apart by commas or by spaces, never by both.
_SPACES = " \u00a0\u2007\u2009\u202f"
_NUMBER = re.compile(
    rf"(?P<sign>[-−+]?)\s*£?\s*(?P<digits>[1-9]\d{{0,2}}(?:(?:,\d{{3}})+|(?:[{_SPACES}]\d{{3}})+)|\d{{1,16}})?"
    r"(?P<fraction>\.\d{1,20})?(?P<exponent>e[-+]?\d{1,2})?\s*(?P<percent>%?)",
    re.ASCII,
)
_STATUS = r"p|prov|provisional|r|rev|revised"
# What may stand around a number without changing it. A capital R beside a number is a colour, not 'revised'.
_NOTES = [
    re.compile(r"(?P<core>.+?)\s*(?P<sign>[*†‡#¹²³⁴⁵⁶⁷⁸⁹⁰]+)"),
    re.compile(rf"(?P<core>.+?)\s*[(\[](?P<status>{_STATUS})[)\]]", re.IGNORECASE),
    re.compile(r"(?P<core>.*[\d%])\s?(?P<status>[pP]|r|ᵖ|ʳ)"),
    re.compile(rf"[(\[](?P<status>{_STATUS})[)\]]\s*(?P<core>.+)", re.IGNORECASE),
]
_MOST_NOTES = 3
_LARGEST = Decimal(10) ** 13
_MONTHS = re.compile(r"(\d{1,2}):(\d{2})", re.ASCII)
_YEARS_AND_MONTHS = re.compile(r"(\d{1,2}) ?(?:years?|yrs?|y)(?:,? (?:and )?(\d{1,2}) ?(?:months?|mths?|m))?", re.ASCII)
# How people write each unit after a number.
_AFTER = {
    "percent": r"\s*(?:per ?cent|pct)",
    "percent_change": r"\s*(?:per ?cent|pct|pp|%? ?(?:pts?|points?))",
    "rate_per_1000": r"\s*(?:per|/)\s*1[, ]?000",
    "rate_per_10000": r"\s*(?:per|/)\s*10(?:[, ]?000|k)",
    "rate_per_100000": r"\s*(?:per|/)\s*100(?:[, ]?000|k)",
    "score": r"\s*(?:points?|pts)",
    "days": r"\s*(?:working |calendar )?days?",
    "weeks": r"\s*(?:weeks?|wks?)",
    "months": r"\s*(?:months?|mths?)",
    "gbp_per_week": r"\s*(?:(?:a|per|/)\s?week|p\.?w\.?)",
    "stars": r"[\s-]*stars?",
}
_MONEY = frozenset({"gbp", "gbp_million", "gbp_per_week"})
_LARGE = re.compile(r"(?P<number>.*\d)\s*(?P<size>k|thousand|m|mn|mil|million|bn|billion)")
# Marks and short numbers come again and again; a page of text comes once.
_LONGEST_KEPT = 24
_SIZES = {"k": 3, "t": 3, "m": 6, "b": 9}


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell says. Exactly one of `value` and `mark` is set, or neither when `unreadable`.

    `percent` tells that the number was written with a per cent sign; `status` is provisional or revised when the cell
    says so; `note` keeps what was written where that tells more than the number does.
    """

    value: Decimal | None = None
    mark: str = ""
    status: str = ""
    note: str = ""
    percent: bool = False
    unreadable: bool = False


UNREADABLE = Said(unreadable=True)


def say(text: str, unit: str = "") -> Said:
    """Return what a text says; the caller has already left out blank cells.

    A number with a footnote sign (96.6*, 96.6†) is loaded with a note; (p) is provisional and (r) revised. A number may
    have the indicator's own unit after it, and no other: '45 per 10,000', '12 days', '£1.2m'. For an indicator in
    months `01:07` is 19 months, as DfE writes years and months. 'nil' is nought.
    """
    return _said(text, unit) if len(text) <= _LONGEST_KEPT else _said.__wrapped__(text, unit)


@functools.lru_cache(maxsize=8192)
def _said(text: str, unit: str) -> Said:
    stripped = re.sub("[\u200b\ufeff\u00ad]", "", text).translate(_PLAIN_SPACES).strip().removeprefix("'").strip()
    low = stripped.lower()
    if low in _MISSING:
        return Said(mark="missing", note=stripped)
    mark = _MARKS.get(low[1:-1] if low[:1] == "[" and low[-1:] == "]" else low)
    if mark:
        return Said(mark=mark, note=stripped if low != mark else "")
    if _UNDER.fullmatch(low):
        return Said(mark="c", note=stripped)
    if low == _NOUGHT:
        return Said(value=Decimal(0), note=stripped)
    return _number_said(stripped, unit)


def why_not(text: str) -> str:
    """Return why a text that looks like a number is none, to end a sentence with: ": it is a range"; else ""."""
    low = text.translate(_PLAIN_SPACES).strip().lower()
    return next((f": it {words}" for form, words in _WHY if form.fullmatch(low)), "")


_PLAIN_SPACES = dict.fromkeys(map(ord, _SPACES), " ")
_WHY = [
    (re.compile(r"\(\s*£?[\d.,]+\s*%?\)"), "is in brackets, which could mean a number below nought"),
    (re.compile(r"\d+(?:\.\d+)?%?\s*(?:-|–|—|to)\s*\d+(?:\.\d+)?%?"), "is a range"),
    (re.compile(r"[-−+]?\d{1,3}(?:\.\d{3})*,\d{1,2}\s*%?"), "has a decimal comma"),
    (re.compile(r"[-−+]?£?\d[\d,]*(?:\.\d+)?\s*%?"), "has a comma that is not where thousands are"),
    (re.compile(r"[-−+]?£?[\d.,]+\s*k"), "could be thousands, or a mark"),
    (re.compile(r"true|false"), "is yes or no"),
    (re.compile(r"[-−+]?(?:nan|inf|infinity)|.*\d_\d.*|[\d.]+e[-+]?\d+"), "is not how people write numbers"),
]


def _number_said(text: str, unit: str) -> Said:
    if unit == "months" and (months := _months(text.lower())) is not None:
        return Said(value=months, note=text)
    status, note, core = "", "", text
    for _ in range(_MOST_NOTES + 1):
        value, percent = _in_unit(core.lower(), unit)
        if value is not None:
            return Said(value=value, status=status, note=note, percent=percent)
        match = next((found for form in _NOTES if (found := form.fullmatch(core))), None)
        if match is None:
            break
        said = match.groupdict().get("status") or ""
        if said and status:
            break
        status = {"p": "provisional", "r": "revised", "ᵖ": "provisional", "ʳ": "revised"}.get(said[:1].lower(), status)
        note, core = (note if said else text), match["core"]
    return UNREADABLE


def _in_unit(text: str, unit: str) -> tuple[Decimal | None, bool]:
    """Return the number that a text is, with or without its unit, and whether it has a per cent sign or words."""
    if "£" in text and unit and unit not in _MONEY:
        return None, False
    number = number_in(text)
    if number is not None:
        return number, text.rstrip().endswith("%")
    if unit in _MONEY and (match := _LARGE.fullmatch(text)) and "%" not in text:
        return _money(match, unit), False
    if unit in _AFTER and (match := re.fullmatch(rf"(.*\d){_AFTER[unit]}", text)):
        return number_in(match[1]), unit in ("percent", "percent_change")
    return None, False


def _money(match: re.Match[str], unit: str) -> Decimal | None:
    number = number_in(match["number"])
    if number is None:
        return None
    number = number.scaleb(_SIZES[match["size"][0]] - (6 if unit == "gbp_million" else 0))
    return number if abs(number) < _LARGEST else None


def _months(text: str) -> Decimal | None:
    """Return the months of '01:07' and '1 year 7 months'."""
    match = _MONTHS.fullmatch(text) or _YEARS_AND_MONTHS.fullmatch(text)
    if match is None or int(match[2] or 0) > 11:
        return None
    return Decimal(int(match[1]) * 12 + int(match[2] or 0))


def number_in(text: str) -> Decimal | None:
    """Return the number that a text is, or None. Commas or spaces only where thousands are; no 1_000, inf or 1e400.

    Sixteen digits and more are what a binary float looks like when it is printed, so they are taken at fifteen
    significant digits: 81.400000000000006 is 81.4.
    """
    match = _NUMBER.fullmatch(text.strip())
    if not match or not (match["digits"] or match["fraction"]):
        return None
    plain = re.sub("[^0-9]", "", match["digits"] or "0") + (match["fraction"] or "") + (match["exponent"] or "")
    try:
        number = fifteen_digits(Decimal(plain))
    except InvalidOperation:
        return None
    if number >= _LARGEST:
        return None
    return -number if match["sign"] in ("-", "−") else number


def of_float(value: float | int) -> Decimal | None:
    """Return a spreadsheet's number exactly as it is shown at fifteen digits; None when it is no number at all."""
    if value != value or value in (float("inf"), float("-inf")) or abs(value) >= float(_LARGEST):
        return None
    return fifteen_digits(Decimal(repr(value)))


def fifteen_digits(number: Decimal) -> Decimal:
    """Return a number at fifteen significant digits, and at the ten decimal places that the store keeps."""
    if number and len(number.as_tuple().digits) > 15:
        number = number.quantize(Decimal(1).scaleb(number.adjusted() - 14))
    exponent = number.as_tuple().exponent
    return number.quantize(Decimal("1e-10")) if isinstance(exponent, int) and exponent < -10 else number
