"""The colours that a council's own sheet gives its figures: in words, in single letters, and as the fill of a cell."""

from __future__ import annotations

import colorsys
import functools
import re

COLOURS = {
    **dict.fromkeys(("green", "g", "🟢", "🟩"), "green"),
    **dict.fromkeys(("amber", "a", "yellow", "orange", "🟡", "🟠", "🟨", "🟧"), "amber"),
    **dict.fromkeys(("red", "r", "🔴", "🟥"), "red"),
    **dict.fromkeys(("blue", "b", "🔵", "🟦"), "blue"),
}
_MEANINGS = {
    **dict.fromkeys(
        ("on target", "on track", "target met", "met target", "target achieved", "above target", "target exceeded"),
        "green",
    ),
    **dict.fromkeys(("near target", "close to target", "within tolerance", "slightly off target"), "amber"),
    **dict.fromkeys(
        ("off target", "off track", "not on target", "target not met", "target missed", "target not achieved"), "red"
    ),
}
_LONGEST = 60
ARROWS = "▲▼△▽↑↓→←↗↘↔⬆⬇⇧⇩►◄➔"
# "Red - off target": a colour, and after a sign what it means. "Red Cross" is no colour.
_FIRST = re.compile(r"(?P<colour>[^\s\w]|\w+)(?:\s*[-–—:,;(/].*)?", re.DOTALL)

# Hues in degrees. Excel's own fills for good, neutral and bad lie at 133, 48 and 353.
_RED_TO, _AMBER_TO, _GREEN_TO, _RED_FROM = 15, 68, 168, 335
# Paler than this a fill only shades a table; darker, it is a heading.
_PALEST, _DARKEST = 0.16, 0.25


@functools.lru_cache(maxsize=4096)
def rag_of(text: str) -> str:
    """Return the colour that a cell says: green, amber, red or blue; '' when it says none, or two.

    Letters and words in any case, with an arrow or an explanation after it: 'G', 'G↑', 'Red - off target', 'On target'.
    """
    if not text or len(text) > _LONGEST:
        return ""
    words = re.sub(f"[{ARROWS}\ufe0f]", " ", text.replace("\u00a0", " ")).casefold()
    words = re.sub(r"^\W*rag\b\W*", "", words).strip(" \t\n()[].*:-")
    if words in _MEANINGS:
        return _MEANINGS[words]
    match = _FIRST.fullmatch(words)
    if match is None or match["colour"] not in COLOURS:
        return ""
    rest = words[len(match["colour"]) :]
    others = {
        COLOURS[word] for word in re.findall(r"[^\W\d_]+", rest) if word in COLOURS and (len(word) > 1 or "/" in rest)
    }
    return COLOURS[match["colour"]] if others <= {COLOURS[match["colour"]]} else ""


def rag_of_fill(rrggbb: str) -> str:
    """Return the colour that a cell's fill means: green, amber, red by its hue; '' for white, greys and others."""
    if not re.fullmatch("[0-9a-fA-F]{6}", rrggbb):
        return ""
    red, green, blue = (int(rrggbb[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    if saturation < _PALEST or value < _DARKEST:
        return ""
    degrees = hue * 360
    if degrees < _RED_TO or degrees >= _RED_FROM:
        return "red"
    return "amber" if degrees < _AMBER_TO else "green" if degrees < _GREEN_TO else ""
