"""A workbook's styles, down to what matters to a figure: how a number is shown, and the cell's colour."""

from __future__ import annotations

from loaders.opening.inside.archive import Archive, damaged
from loaders.opening.inside.colours import Palette, rgb
from loaders.opening.inside.formats import BUILT_IN, Format
from loaders.opening.inside.limits import MOST_STYLES
from loaders.opening.inside.xml_parts import Part, read_part


class Style:
    """How a cell is shown: its number format, and its fill as RRGGBB or ''."""

    __slots__ = ("fill", "format")

    def __init__(self, shown: Format, fill: str) -> None:
        self.format = shown
        self.fill = fill


class _Theme(Part):
    def __init__(self) -> None:
        self.colours: dict[str, str] = {}
        self._slot = ""
        self._scheme = 0

    def begin(self, tag: str, attributes: dict[str, str], depth: int) -> None:
        if tag == "clrScheme":
            self._scheme = depth
        elif self._scheme and depth == self._scheme + 1:
            self._slot = tag
        elif self._scheme and depth == self._scheme + 2 and (colour := rgb(_theme_colour(tag, attributes))):
            self.colours[self._slot] = colour

    def finish(self, tag: str, text: str, depth: int) -> None:
        if depth == self._scheme:
            self._scheme = 0


def _theme_colour(tag: str, attributes: dict[str, str]) -> str:
    return attributes.get("lastClr" if tag == "sysClr" else "val", "")


class _Styles(Part):
    """The lists of number formats, fills and cell styles, each known by the list's tag around it."""

    def __init__(self) -> None:
        self.formats: dict[str, str] = {}
        self.fills: list[dict[str, str] | None] = []
        self.cells: list[tuple[str, int]] = []
        self.indexed: list[str] = []
        self._list = ""
        self._solid = False

    def begin(self, tag: str, attributes: dict[str, str], depth: int) -> None:
        if depth == 2:
            self._list = tag
        elif self._list == "numFmts" and tag == "numFmt":
            self.formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")[:1000]
        elif self._list == "fills":
            self._fill(tag, attributes)
        elif self._list == "cellXfs" and tag == "xf":
            fill = attributes.get("fillId", "0")
            self.cells.append((attributes.get("numFmtId", "0"), int(fill) if fill.isdecimal() else 0))
        elif self._list == "colors" and tag == "rgbColor":
            self.indexed.append(rgb(attributes.get("rgb", "")))
        if max(len(self.cells), len(self.fills), len(self.formats), len(self.indexed)) > MOST_STYLES:
            raise damaged("has more styles than a workbook can have. It was not read.")

    def _fill(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "fill":
            self.fills.append(None)
            self._solid = False
        elif tag == "patternFill":
            self._solid = attributes.get("patternType") == "solid"
        elif tag == "fgColor" and self._solid and self.fills:
            self.fills[-1] = attributes


def read_styles(archive: Archive, styles: str, theme: str) -> list[Style]:
    """Return the cell styles in their order; a workbook without any has the plain one."""
    found, colours = _Styles(), _Theme()
    if styles:
        read_part(archive, styles, found, "its list of styles")
    if theme:
        read_part(archive, theme, colours, "its list of colours")
    palette = Palette(colours.colours, found.indexed)
    fills = [palette.colour(fill) if fill else "" for fill in found.fills]
    formats: dict[str, Format] = {}
    made: dict[tuple[str, str], Style] = {}
    result = []
    for number, fill in found.cells:
        code = found.formats.get(number) or BUILT_IN.get(int(number) if number.isdecimal() else 0, "General")
        key = (code, fills[fill] if fill < len(fills) else "")
        if key not in made:
            made[key] = Style(formats.setdefault(code, Format(code)), key[1])
        result.append(made[key])
    return result or [Style(Format("General"), "")]
