"""The numbers by which single people are known: how each is written, and its check digit where it has one."""

from __future__ import annotations

import re

# A unique pupil number: a check letter, eleven digits, and a digit or (while it is temporary) a letter.
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
UPN = re.compile(rf"[{_UPN_LETTERS}]\d{{11}}[\d{_UPN_LETTERS}]")
NHS = re.compile(r"\d{3}[ -]?\d{3}[ -]?\d{4}")
NATIONAL_INSURANCE = re.compile(r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d\d ?\d\d ?\d\d ?[A-D]")
POSTCODE = re.compile(
    r"[A-PR-UWYZ](?:\d{1,2}|\d[A-HJKPS-UW]|[A-HK-Y]\d{1,2}|[A-HK-Y]\d[ABEHMNPRV-Y]) ?\d[ABD-HJLNP-UW-Z]{2}"
)


def is_upn(text: str) -> bool:
    """Return whether a text is a unique pupil number with the right check letter."""
    text = text.strip().upper()
    if not UPN.fullmatch(text):
        return False
    values = [int(sign) if sign.isdigit() else _UPN_LETTERS.index(sign) for sign in text[1:]]
    total = sum(weight * value for weight, value in enumerate(values, start=2))
    return _UPN_LETTERS[total % len(_UPN_LETTERS)] == text[0]


def is_nhs_number(text: str) -> bool:
    """Return whether a text is ten digits of which the last is the check digit of an NHS number."""
    if not NHS.fullmatch(text.strip()):
        return False
    digits = [int(sign) for sign in text if sign.isdigit()]
    check = 11 - sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits, strict=False)) % 11
    return check != 10 and check % 11 == digits[-1] and len(set(digits)) > 1


def is_national_insurance(text: str) -> bool:
    """Return whether a text is written like a National Insurance number."""
    return NATIONAL_INSURANCE.fullmatch(text.strip().upper()) is not None


def is_postcode(text: str) -> bool:
    """Return whether a text is a whole postcode."""
    return POSTCODE.fullmatch(text.strip().upper()) is not None
