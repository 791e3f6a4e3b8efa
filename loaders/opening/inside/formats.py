"""What a number format shows: a percentage, a date, or something else than the number that the cell holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

# What a date in a cell is shown as; no shape at all is a number.
DAY, MONTH, YEAR, TIME, ELAPSED = "day", "month", "year", "time", "elapsed"

BUILT_IN = {
    **{0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00"},
    **{12: "# ?/?", 13: "# ??/??", 14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM"},
    **{19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm", 37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)"},
    **{39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0", 48: "0.0E+0"},
    49: "@",
    # The dates of East Asian editions.
    **dict.fromkeys((*range(27, 37), *range(50, 59)), "yyyy/m/d"),
}
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\]")
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|[_*](?:.|$)|(?P<elapsed>\[(?:h+|m+|s+)\])|(?P<bracket>\[[^\]]*\]?)'
    r"|(?P<general>general|standard)|(?P<noon>am/pm|a/p)|(?P<power>e[+-])|(?P<date>[dmyhs]+)|(?P<digit>[0#?]+)"
    r"|(?P<percent>%)|(?P<text>@)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_DIVIDED = re.compile(r'"[^"]*"?|\\.|\[[^\]]*\]?|[_*].|.', re.DOTALL)
# Dashes and blanks that an accountant's format shows for nothing at all.
_NOTHING = frozenset("-–—. ")


class Section:
    """One of a format's sections: what it shows of a number, and for which numbers it stands."""

    __slots__ = ("condition", "is_percent", "literal", "shape", "shows_number", "shows_percent", "shows_text")

    def __init__(self, code: str) -> None:
        condition = _CONDITION.search(code)
        self.condition = (condition[1], float(condition[2])) if condition else None
        pieces = list(_pieces(code))
        kinds = {kind for kind, _ in pieces}
        self.literal = "".join(said for kind, said in pieces if kind in ("quoted", "escaped", "other", "bracket"))
        self.shape = "" if "general" in kinds else _shape(pieces)
        self.is_percent = "percent" in kinds
        self.shows_percent = self.is_percent or "%" in self.literal
        self.shows_number = bool(kinds & {"digit", "general", "text"}) or bool(self.shape)
        self.shows_text = "text" in kinds

    def holds_for(self, value: float) -> bool:
        """Return whether its condition is met."""
        sign, bound = self.condition or ("", 0.0)
        return {
            "<": value < bound,
            "<=": value <= bound,
            ">": value > bound,
            ">=": value >= bound,
            "=": value == bound,
            "<>": value != bound,
            "": False,
        }[sign]

    def mask(self, value: float) -> str | None:
        """Return what is shown instead of a number; None when the number is shown, or when it is nothing at all."""
        if self.shows_number or (value == 0 and set(self.literal) <= _NOTHING):
            return None
        return self.literal.strip()


class Format:
    """A number format by its sections. `plain` tells that it changes nothing about a number."""

    __slots__ = ("_sections", "plain", "text_mask")

    def __init__(self, code: str) -> None:
        self._sections = [Section(part) for part in _sections(code)]
        first = self._sections[0]
        self.plain = len(self._sections) == 1 and not first.shape and not first.shows_percent and first.shows_number
        last = self._sections[3] if len(self._sections) > 3 else None
        # What is shown instead of a text: only the fourth section says anything about texts.
        self.text_mask = last.literal.strip() if last is not None and not last.shows_text else None

    def section(self, value: float) -> Section:
        """Return the section that shows a number."""
        sections = self._sections[:3]
        if any(section.condition for section in sections):
            for section in sections:
                if section.condition is None or section.holds_for(value):
                    return section
            return sections[-1]
        if value < 0 and len(sections) > 1:
            return sections[1]
        return sections[2] if value == 0 and len(sections) > 2 else sections[0]


def _sections(code: str) -> list[str]:
    """Return a format's sections: what a semicolon divides that is neither quoted nor escaped."""
    parts = [""]
    for match in _DIVIDED.finditer(code):
        if match[0] == ";":
            parts.append("")
        else:
            parts[-1] += match[0]
    return parts


def _pieces(code: str) -> Iterator[tuple[str, str]]:
    for match in _PIECE.finditer(code):
        kind = match.lastgroup or ""
        if kind == "bracket":
            currency = _CURRENCY.fullmatch(match[0])
            yield kind, currency[1] if currency else ""
        elif kind:
            yield kind, match[kind]


def _shape(pieces: list[tuple[str, str]]) -> str:
    """Return what a date is shown as by a section. An m beside hours or seconds is minutes."""
    if any(kind == "elapsed" for kind, _ in pieces):
        return ELAPSED
    letters = [said[0].lower() for kind, said in pieces if kind == "date" for said in _runs(said)]
    months = [
        letter
        for place, letter in enumerate(letters)
        if letter == "m" and "h" not in letters[max(0, place - 1) : place] and "s" not in letters[place + 1 : place + 2]
    ]
    if "d" in letters or (months and "y" not in letters):
        return DAY
    if "y" in letters:
        return MONTH if months else YEAR
    return TIME if letters else ""


def _runs(letters: str) -> list[str]:
    return [match[0] for match in re.finditer(r"(.)\1*", letters, re.IGNORECASE)]
