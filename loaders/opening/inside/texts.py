"""The texts of a workbook: the list that its cells share, and the signs that a text may not hold."""

from __future__ import annotations

import codecs
import re

from loaders.opening.inside.answer import Wrong
from loaders.opening.inside.archive import Archive
from loaders.opening.inside.limits import LONGEST_TEXT, Limits
from loaders.opening.inside.xml_parts import Names, check_tag, feed, new_parser

codecs.lookup("utf-16-le")  # loaded now, while files may be opened

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# One more than a text may have, so that one that is too long is known by its length.
ENOUGH = LONGEST_TEXT + 1


class NotText(ValueError):
    """A text that a cell cannot hold; the message says why."""


def plain(text: str) -> str:
    """Return a text with its escapes (`_x0041_` is A) read once and its lines ended alike. Raises NotText."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
        # Two escapes may be the halves of one sign.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return checked(text)


def checked(text: str) -> str:
    """Return a text that a cell can hold. Raises NotText."""
    if len(text) > LONGEST_TEXT:
        raise NotText(f"the text is longer than {LONGEST_TEXT:,} characters.")
    if match := _CONTROL.search(text):
        raise NotText(f"the text holds a control character (number {ord(match[0])}), which cannot be shown.")
    return text


class Shared:
    """The list of texts that cells point into. Its size is counted, never taken from what it says of itself."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._bad: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self._texts)

    def add(self, text: str) -> None:
        """Add the next text; one that no cell can hold is remembered as such until a cell asks for it."""
        try:
            self._texts.append(plain(text))
        except NotText as error:
            self._bad[len(self._texts)] = str(error)
            self._texts.append("")

    def text(self, place: str) -> str:
        """Return the text at a place as a cell names it. Raises NotText."""
        number = int(place) if place.isascii() and place.isdigit() and len(place) < 9 else -1
        if not 0 <= number < len(self._texts):
            raise NotText(f"the cell points to text {place[:12]} of the workbook, which has {len(self._texts):,}.")
        if number in self._bad:
            raise NotText(self._bad[number])
        return self._texts[number]


def read_shared(archive: Archive, part: str, limits: Limits) -> Shared:
    """Return the texts of the part; runs of one text are joined, and how it is pronounced is left out."""
    shared = Shared()
    if not part:
        return shared
    names, depth, text, taking, spoken = Names(), 0, "", False, 0

    def begin(name: str, given: dict[str, str]) -> None:
        nonlocal depth, text, taking, spoken
        depth += 1
        check_tag(depth, given)
        tag = names[name]
        if tag == "si":
            text = ""
        elif tag == "rPh":
            spoken = depth
        taking = tag == "t" and not spoken

    def finish(name: str) -> None:
        nonlocal depth, taking, spoken
        tag = names[name]
        taking = False
        if tag == "si":
            shared.add(text)
            if len(shared) > limits.cells:
                raise Wrong(
                    "too_big",
                    f"holds more than {limits.cells:,} texts.",
                    "Take out sheets and rows that hold no figures, then save it again.",
                )
        elif depth == spoken:
            spoken = 0
        depth -= 1

    def say(said: str) -> None:
        nonlocal text
        if taking and len(text) < ENOUGH:
            text += said

    parser = new_parser("its list of texts")
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, finish, say
    feed(parser, archive, part, "its list of texts")
    return shared
