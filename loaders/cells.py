"""What one cell says: a number in our own grammar, a mark, or text that is neither."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

# Dashes and words that say "there is no figure". Blank is not among them: a blank cell says nothing at all.
_MISSING = {
    "-",
    "–",
    "—",
    "n/a",
    "na",
    "n/k",
    "nk",
    "..",
    "…",
    ":",
    "tbc",
    "not known",
    "not available yet",
    "none",
}
_MARKS = {"c": "c", "*": "c", "x": "x", "z": "z", "u": "u", "k": "low", "low": "low"}
_UNDER = re.compile(r"(?:<|less than|under|fewer than)\s*\d+")
_NUMBER = re.compile(
    r"(?P<sign>[-−+]?)\s*£?\s*(?P<digits>[1-9]\d{0,2}(?:,\d{3})+|\d{1,16})?(?P<fraction>\.\d{1,20})?"
    r"(?P<exponent>e[-+]?\d{1,2})?\s*(?P<percent>%?)",
    re.ASCII,
)
_NOTED = re.compile(r"(?P<core>.*?)\s*(?P<sign>\*+|†|‡|#|\((?:p|prov|provisional|r|rev|revised)\))")
_LARGEST = Decimal(10) ** 13
_MONTHS = re.compile(r"(\d{1,2}):(\d{2})", re.ASCII)


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

    A number with a footnote sign (96.6*, 96.6†) is loaded with a note; (p) is provisional and (r) revised. For an
    indicator in months `01:07` is 19 months, as DfE writes years and months.
    """
    stripped = text.replace("\u00a0", " ").strip()
    low = stripped.lower()
    if low in _MISSING:
        return Said(mark="missing", note=stripped)
    if low in _MARKS:
        return Said(mark=_MARKS[low], note=stripped if low != _MARKS[low] else "")
    if _UNDER.fullmatch(low):
        return Said(mark="c", note=stripped)
    if unit == "months" and (match := _MONTHS.fullmatch(low)) and int(match[2]) < 12:
        return Said(value=Decimal(int(match[1]) * 12 + int(match[2])), note=stripped)
    number = number_in(low)
    if number is not None:
        return Said(value=number, percent=low.endswith("%"))
    if match := _NOTED.fullmatch(low):
        number = number_in(match["core"])
        if number is not None:
            sign = match["sign"]
            status = "provisional" if sign.startswith("(p") else "revised" if sign.startswith("(r") else ""
            return Said(value=number, status=status, note="" if status else stripped, percent="%" in match["core"])
    return UNREADABLE


def number_in(text: str) -> Decimal | None:
    """Return the number that a text is, or None. Commas only where thousands are; no 1_000, inf, nan or 1e400.

    Sixteen digits and more are what a binary float looks like when it is printed, so they are taken at fifteen
    significant digits: 81.400000000000006 is 81.4.
    """
    match = _NUMBER.fullmatch(text.strip())
    if not match or not (match["digits"] or match["fraction"]):
        return None
    plain = (match["digits"] or "0").replace(",", "") + (match["fraction"] or "") + (match["exponent"] or "")
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
