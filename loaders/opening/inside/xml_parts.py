"""Reading a workbook's XML by the stream, with nothing in it that a spreadsheet does not need.

No document type, no entities, no other encodings than UTF-8 and UTF-16, no depth or length without end. Names are taken
without their namespaces, so that a strict workbook and another program's read like any other.
"""

from __future__ import annotations

from xml.parsers import expat

from loaders.opening.inside.answer import Wrong
from loaders.opening.inside.archive import Archive, damaged

DEEPEST, MOST_ATTRIBUTES = 40, 120
LONGEST_WORD = 1_000_000
# A tag that goes on for longer than this is no tag, and would be looked at again with each new piece of it.
_LONGEST_TAG = 2_000_000
_ENCODINGS = {"", "utf-8", "utf8", "utf-16", "us-ascii", "ascii"}


class Names(dict[str, str]):
    """The names of tags and attributes without what stands before their colon."""

    def __missing__(self, name: str) -> str:
        if len(self) > 10_000:
            raise damaged()
        local = self[name] = name.rpartition(":")[2]
        return local


class Part:
    """What to do with a small part: `begin` at each tag, `finish` at its end with the text in it."""

    def begin(self, tag: str, attributes: dict[str, str], depth: int) -> None:
        """Take a tag that opens; the outermost is at depth 1."""

    def finish(self, tag: str, text: str, depth: int) -> None:
        """Take a tag that closes, with the text that stood in it since the last tag."""


def read_part(archive: Archive, part: str, reader: Part, words: str) -> None:
    """Read a small part with a reader. `words` name it in a problem: "its list of sheets"."""
    names, depth, text = Names(), 0, ""

    def begin(name: str, given: dict[str, str]) -> None:
        nonlocal depth, text
        depth += 1
        text = ""
        check_tag(depth, given)
        reader.begin(names[name], {names[key]: value for key, value in given.items()}, depth)

    def finish(name: str) -> None:
        nonlocal depth, text
        reader.finish(names[name], text, depth)
        depth -= 1
        text = ""

    def say(said: str) -> None:
        nonlocal text
        if len(text) < LONGEST_WORD:
            text += said

    parser = new_parser(words)
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, finish, say
    feed(parser, archive, part, words)


def check_tag(depth: int, given: dict[str, str]) -> None:
    """Refuse what nests or says more than any spreadsheet does."""
    if depth > DEEPEST or len(given) > MOST_ATTRIBUTES:
        raise Wrong("unsafe_file", "is built in a way that spreadsheets never are. It was not read.")


def new_parser(words: str) -> expat.XMLParserType:
    """Return a parser that refuses what could do harm."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def doctype(*_: object) -> None:
        raise Wrong(
            "unsafe_file",
            f"holds a document type declaration in {words}, which no spreadsheet needs. It was not read.",
        )

    def declaration(_version: str, encoding: str | None, _standalone: int) -> None:
        if (encoding or "").lower() not in _ENCODINGS:
            raise damaged(f"is damaged: {words} says that it is written in {(encoding or '')[:20]!r}, not UTF-8.")

    parser.StartDoctypeDeclHandler = doctype
    parser.EntityDeclHandler = doctype
    parser.XmlDeclHandler = declaration
    return parser


def feed(parser: expat.XMLParserType, archive: Archive, part: str, words: str) -> None:
    """Give a part to a parser by the chunk. Raises Wrong when it is no XML."""
    given = 0
    try:
        for chunk in archive.chunks(part):
            parser.Parse(chunk, False)
            given += len(chunk)
            if given - parser.CurrentByteIndex > _LONGEST_TAG:
                raise damaged(f"is damaged: {words} holds a tag that does not end.")
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        if error.code == expat.errors.codes[expat.errors.XML_ERROR_NO_MEMORY]:
            raise MemoryError from error
        raise damaged(f"is damaged: {words} cannot be read (line {error.lineno}).") from error
    except (LookupError, UnicodeError) as error:  # an encoding that there is not
        raise damaged(f"is damaged: {words} cannot be read.") from error
