"""What one cell of a sheet's XML says: a kind, a text, a fill and what a format shows instead.

A kind is a letter: n a number as written, p one that is shown per cent (0.774 is 77.4%), q one with a per cent sign
behind it (77.4 is 77.4%), d a day, t a text, e a failed formula, u one that was never worked out. An f behind it is a
formula's.
"""

from __future__ import annotations

import re

from loaders.opening.inside.days import from_iso, from_serial
from loaders.opening.inside.formats import Section
from loaders.opening.inside.styles import Style
from loaders.opening.inside.texts import NotText, Shared, plain

# The kind, the text, the fill, and what is shown instead of it or None.
Said = tuple[str, str, str, "str | None"]

_NUMBER = re.compile(r"[+-]?(?:\d{1,400}(?:\.\d{0,400})?|\.\d{1,400})(?:[eE][+-]?\d{1,4})?", re.ASCII)
_SMALLEST = 2.2250738585072014e-308
_ERROR = re.compile(r"#[A-Z0-9_/]{1,30}[!?]?", re.ASCII)
FAILED = frozenset(
    {
        *("#DIV/0!", "#REF!", "#N/A", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#FIELD!"),
        *("#BLOCKED!", "#UNKNOWN!", "#CONNECT!", "#BUSY!", "#EXTERNAL!", "#PYTHON!", "#GETTING_DATA"),
    }
)
WHITE = "FFFFFF"


class BadCell(ValueError):
    """A cell that holds what no spreadsheet can hold; the message says what."""


class Values:
    """The meaning of a workbook's cells, by its shared texts, its styles and its first day."""

    def __init__(self, shared: Shared, styles: list[Style], since_1904: bool) -> None:
        self._shared = shared
        self._styles = styles
        self._since_1904 = since_1904

    def style(self, place: str) -> Style:
        """Return the style that a cell names. Raises BadCell."""
        number = int(place) if place.isascii() and place.isdigit() and len(place) < 7 else -1
        if not 0 <= number < len(self._styles):
            raise BadCell(f"the cell names style {place[:12]}, and the workbook has {len(self._styles):,}.")
        return self._styles[number]

    def said(self, kind: str, written: str, place: str, formula: bool) -> Said | None:
        """Return what a cell says; None for a blank one without a fill. Raises BadCell.

        `kind` and `written` are its type and its content as the XML has them, `place` its style.
        """
        style = self.style(place)
        try:
            if kind == "n":
                said = self._number(written.strip(), style)
            elif kind == "d":
                said = self._iso(written.strip(), style)
            elif kind == "b":
                said = _truth(written.strip())
            elif kind == "e":
                said = _failed(written.strip())
            else:
                said = self._text(kind, written, style)
        except NotText as error:
            raise BadCell(str(error)) from error
        if said is None and formula and kind != "str":
            said = "u", "", None
        if said is None:
            # Sheets painted white are common, and white says nothing.
            return ("t", "", style.fill, None) if style.fill and style.fill != WHITE else None
        found, text, mask = said
        return found + "f" if formula else found, text, style.fill, mask

    def _number(self, written: str, style: Style) -> tuple[str, str, str | None] | None:
        if not written:
            return None
        value = float(written) if _NUMBER.fullmatch(written) else float("nan")
        if value != value or value in (float("inf"), float("-inf")) or 0 < abs(value) < _SMALLEST:
            raise BadCell(f"{written[:40]!r} is not a number that a spreadsheet can hold.")
        shown = style.format
        if shown.plain:
            return "n", written, None
        section = shown.section(value)
        if section.shape:
            dated = from_serial(value, section.shape, self._since_1904)
            return (*dated, None) if dated else ("n", written, None)
        return _kind(section), written, section.mask(value)

    def _iso(self, written: str, style: Style) -> tuple[str, str, str | None] | None:
        if not written:
            return None
        dated = from_iso(written, style.format.section(1.0).shape)
        if dated is None:
            raise BadCell(f"{written[:40]!r} is not a date.")
        return (*dated, None)

    def _text(self, kind: str, written: str, style: Style) -> tuple[str, str, str | None] | None:
        if kind == "s":
            text = self._shared.text(written.strip()) if written.strip() else ""
        elif kind in ("inlineStr", "str"):
            text = plain(written)
        else:
            raise BadCell(f"the cell says that it is of the kind {kind[:20]!r}, which there is not.")
        if text in FAILED:
            return "e", text, None
        return ("t", text, style.format.text_mask) if text.strip() else None


def _kind(section: Section) -> str:
    if section.is_percent:
        return "p"
    return "q" if section.shows_percent and section.shows_number else "n"


def _truth(written: str) -> tuple[str, str, str | None] | None:
    if not written:
        return None
    if written.lower() not in ("0", "1", "true", "false"):
        raise BadCell(f"{written[:40]!r} is neither true nor false.")
    return "t", "TRUE" if written.lower() in ("1", "true") else "FALSE", None


def _failed(written: str) -> tuple[str, str, str | None] | None:
    if not written:
        return None
    if not _ERROR.fullmatch(written):
        raise BadCell(f"{written[:40]!r} is not a formula's error.")
    return "e", written, None
