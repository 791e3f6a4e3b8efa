"""A workbook's own account of itself: which parts it has, its sheets in order, its title. Each claim is checked."""

from __future__ import annotations

import posixpath

from loaders.opening.inside.answer import Wrong
from loaders.opening.inside.archive import Archive, damaged, links, macros
from loaders.opening.inside.limits import Limits
from loaders.opening.inside.xml_parts import Part, read_part

CONTENTS, ROOT_LINKS = "[Content_Types].xml", "_rels/.rels"
VISIBLE = "visible"


class Link:
    """A relationship: what kind of part it leads to, and where that is. `outside` when it leads out of the file."""

    __slots__ = ("kind", "outside", "target")

    def __init__(self, kind: str, target: str, outside: bool) -> None:
        self.kind = kind
        self.target = target
        self.outside = outside


class SheetEntry:
    """A sheet by its name, with its part; `visible` is False for hidden and very hidden ones."""

    __slots__ = ("name", "part", "visible")

    def __init__(self, name: str, part: str, visible: bool) -> None:
        self.name = name
        self.part = part
        self.visible = visible


class Book:
    """What a workbook says of itself, checked."""

    def __init__(self, archive: Archive, limits: Limits) -> None:
        _read_contents(archive)
        root = read_links(archive, "", ROOT_LINKS)
        part = _target(root, "officeDocument") or "xl/workbook.xml"
        if not archive.has(part):
            raise damaged("is damaged: its list of sheets is missing.")
        index = _Index()
        read_part(archive, part, index, "its list of sheets")
        if index.has_links:
            raise links()
        own = read_links(archive, part, _links_of(part))
        self.since_1904 = index.since_1904
        self.styles = _there(archive, _target(own, "styles"), "its list of styles")
        self.theme = _there(archive, _target(own, "theme"), "its list of colours")
        self.shared = _there(archive, _target(own, "sharedStrings"), "its list of texts")
        self.title = _title(archive, _target(root, "core-properties"))
        self.sheets = _sheets(archive, index.sheets, own, limits)


class _Contents(Part):
    def begin(self, tag: str, attributes: dict[str, str], depth: int) -> None:
        kind = attributes.get("ContentType", "").lower()
        if "macroenabled" in kind or "vbaproject" in kind:
            raise macros()


class _Links(Part):
    def __init__(self, base: str) -> None:
        self.found: dict[str, Link] = {}
        self._folder = posixpath.dirname(base)

    def begin(self, tag: str, attributes: dict[str, str], depth: int) -> None:
        if tag != "Relationship":
            return
        name, kind = attributes.get("Id", ""), attributes.get("Type", "").rpartition("/")[2]
        outside = attributes.get("TargetMode", "").lower() == "external"
        if name in self.found:
            raise damaged("is damaged: two of its parts go by one name.")
        if outside and kind != "hyperlink":
            raise links()
        target = attributes.get("Target", "")
        if not outside:
            target = posixpath.normpath(posixpath.join("/", self._folder, target)).lstrip("/")
        self.found[name] = Link(kind, target, outside)


class _Index(Part):
    """The workbook's own part: its sheets as (name, state, link), and how it counts days."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, str]] = []
        self.since_1904 = False
        self.has_links = False

    def begin(self, tag: str, attributes: dict[str, str], depth: int) -> None:
        if depth == 1 and tag != "workbook":
            raise damaged("is damaged: its list of sheets is something else.")
        if tag == "sheet":
            self.sheets.append((attributes.get("name", ""), attributes.get("state", VISIBLE), attributes.get("id", "")))
        elif tag == "workbookPr":
            self.since_1904 = attributes.get("date1904") in ("1", "true")
        elif tag == "externalReference":
            self.has_links = True


class _Title(Part):
    def __init__(self) -> None:
        self.title = ""

    def finish(self, tag: str, text: str, depth: int) -> None:
        if tag == "title" and depth == 2:
            self.title = text.strip()[:255]


def read_links(archive: Archive, part: str, where: str) -> dict[str, Link]:
    """Return the links of a part by their names; none where it has no list of them. Raises Wrong for those outside."""
    found = _Links(part)
    if archive.has(where):
        read_part(archive, where, found, "its list of parts")
    elif not part:
        raise damaged("is damaged: its list of parts (_rels/.rels) is missing.")
    return found.found


def sheet_links(archive: Archive, part: str) -> list[Link]:
    """Return the links of a sheet."""
    return list(read_links(archive, part, _links_of(part)).values())


def _links_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels".lstrip("/")


def _read_contents(archive: Archive) -> None:
    if not archive.has(CONTENTS):
        raise damaged(f"is damaged: its list of contents ({CONTENTS}) is missing.")
    read_part(archive, CONTENTS, _Contents(), "its list of contents")


def _target(found: dict[str, Link], kind: str) -> str:
    return next((link.target for link in found.values() if link.kind == kind), "")


def _there(archive: Archive, part: str, words: str) -> str:
    if part and not archive.has(part):
        raise damaged(f"is damaged: {words} is missing.")
    return part


def _title(archive: Archive, part: str) -> str:
    found = _Title()
    if part and archive.has(part):
        read_part(archive, part, found, "its description")
    return found.title


def _sheets(
    archive: Archive, said: list[tuple[str, str, str]], own: dict[str, Link], limits: Limits
) -> list[SheetEntry]:
    """Return the sheets of cells in order. Charts on sheets of their own hold no cells and are passed over."""
    if len(said) > limits.sheets:
        raise Wrong(
            "too_big",
            f"has {len(said):,} sheets. The limit is {limits.sheets}.",
            "Keep the sheets that hold figures and save it again.",
        )
    found: list[SheetEntry] = []
    for name, state, identity in said:
        link = own.get(identity)
        if link is None or not archive.has(link.target):
            raise damaged(f"is damaged: the sheet {name[:40]!r} is in its list and not in the file.")
        if link.kind == "xlMacrosheet":
            raise macros()
        if link.kind != "worksheet":
            continue
        if not name or len(name) > 255 or any(other.name.casefold() == name.casefold() for other in found):
            raise damaged(f"is damaged: two of its sheets have one name, or one has none ({name[:40]!r}).")
        if any(other.part == link.target for other in found):
            raise damaged(f"is damaged: the sheet {name[:40]!r} is the same part of the file as another.")
        found.append(SheetEntry(name, link.target, state == VISIBLE))
    return found
