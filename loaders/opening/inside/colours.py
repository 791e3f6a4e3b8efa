"""The colour of a cell as RRGGBB, from the four ways in which a workbook can say it."""

from __future__ import annotations

import colorsys
import re

# The first eight twice, as Excel has them, then its old palette.
_OLD = (
    "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF "
    "800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF "
    "000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 "
    "3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333"
)
INDEXED = tuple(_OLD.split())
# A theme's colours by their number; Excel counts the light one of each pair first.
THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
OFFICE_THEME = {
    **{"lt1": "FFFFFF", "dk1": "000000", "lt2": "E7E6E6", "dk2": "44546A", "accent1": "4472C4", "accent2": "ED7D31"},
    **{"accent3": "A5A5A5", "accent4": "FFC000", "accent5": "5B9BD5", "accent6": "70AD47"},
}
_RGB = re.compile(r"(?:[0-9A-F]{2})?([0-9A-F]{6})", re.IGNORECASE)


class Palette:
    """The colours that a workbook goes by: its theme's and its own indexed ones, where it has any."""

    def __init__(self, theme: dict[str, str], indexed: list[str]) -> None:
        self._theme = {**OFFICE_THEME, **theme}
        self._indexed = indexed or INDEXED

    def colour(self, said: dict[str, str]) -> str:
        """Return the colour that the attributes of a colour's tag mean, as RRGGBB; '' for none that is known."""
        if match := _RGB.fullmatch(said.get("rgb", "")):
            return match[1].upper()
        number = _whole(said.get("theme", ""))
        if number is not None and number < len(THEME_ORDER):
            return _tinted(self._theme[THEME_ORDER[number]], said.get("tint", ""))
        number = _whole(said.get("indexed", ""))
        return self._indexed[number] if number is not None and number < len(self._indexed) else ""


def rgb(text: str) -> str:
    """Return RRGGBB from a colour with or without its transparency; '' when it is none."""
    match = _RGB.fullmatch(text)
    return match[1].upper() if match else ""


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None


def _tinted(colour: str, tint: str) -> str:
    """Return a colour made lighter (to 1) or darker (to -1), as Excel does it: in hue, lightness and saturation."""
    try:
        share = max(-1.0, min(1.0, float(tint)))
    except ValueError:
        return colour
    if not share:
        return colour
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, light, full = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + share) if share < 0 else light * (1 - share) + share
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, light, full))
