"""The comments that hang on a sheet's cells, both the old notes and the threads of answers."""

from __future__ import annotations

from loaders.opening.inside.archive import Archive
from loaders.opening.inside.book import Link
from loaders.opening.inside.limits import LONGEST_TEXT
from loaders.opening.inside.places import cell_at
from loaders.opening.inside.texts import NotText, plain
from loaders.opening.inside.xml_parts import Part, read_part

_MOST = 100_000
# Who wrote the comments of a marked copy: somebody mended that copy, and they are nobody's remarks on a figure.
OURS = "Scrutineer"
Remarks = dict[tuple[int, int], str]


class _Comments(Part):
    """Gathers the text of each comment: `outer` is the tag that carries its place, `inner` the one with words."""

    def __init__(self, outer: str, inner: str) -> None:
        self.found: dict[tuple[int, int], list[str]] = {}
        self._outer, self._inner = outer, inner
        self._at: tuple[int, int] | None = None
        self._said: list[str] = []
        self._spoken = 0
        self._authors: list[str] = []

    def begin(self, tag: str, attributes: dict[str, str], depth: int) -> None:
        if tag == self._outer:
            author = attributes.get("authorId", "")
            ours = author.isdigit() and self._authors[int(author) : int(author) + 1] == [OURS]
            self._at, self._said = None if ours else cell_at(attributes.get("ref", "")), []
        elif tag == "rPh":
            self._spoken = depth

    def finish(self, tag: str, text: str, depth: int) -> None:
        if tag == "author":
            self._authors.append(text)
        elif tag == self._inner and not self._spoken:
            self._said.append(text)
        elif tag == self._outer and self._at and len(self.found) < _MOST:
            self.found.setdefault(self._at, []).append("".join(self._said))
        if depth == self._spoken:
            self._spoken = 0


def read_remarks(archive: Archive, links: list[Link]) -> Remarks:
    """Return the comments of a sheet by row and column. A thread stands in place of the note that only announces it."""
    notes, threads = _Comments("comment", "t"), _Comments("threadedComment", "text")
    for link in links:
        if link.kind == "comments" and archive.has(link.target):
            read_part(archive, link.target, notes, "its list of comments")
        elif link.kind == "threadedComment" and archive.has(link.target):
            read_part(archive, link.target, threads, "its list of comments")
    return {at: text for at, said in {**notes.found, **threads.found}.items() if (text := _tidied("\n".join(said)))}


def _tidied(text: str) -> str:
    """Return a comment's text; one that cannot be shown is left out, since no figure depends on it."""
    try:
        return plain(text[:LONGEST_TEXT]).strip()
    except NotText:
        return ""
