"""Files bent at random, in their bytes and in their XML: each is opened or refused, and nothing else ever happens.

What the child does is done here in this process, where it is fastest and where an unforeseen exception can be seen; one
mutant in twenty goes the whole way through a child. The same seed bends the same way again.
"""

from __future__ import annotations

import io
import random
import re
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from data.settings import Settings, read_settings
from loaders.opening.assemble import take_book
from loaders.opening.child_process import Lines
from loaders.opening.file_types import TEXT, WORKBOOK, kind_of, other_kind
from loaders.opening.inside.answer import Answer, Told, Wrong
from loaders.opening.inside.grid import read_grid
from loaders.opening.inside.limits import Limits
from loaders.opening.inside.workbook import read_workbook
from loaders.opening.open_file import open_file
from loaders.opening.statistics_files import is_statistics
from loaders.problems import Refused

ROOT = Path(__file__).resolve().parent.parent
THE_WHOLE_WAY = 20
MEGABYTE = 1_048_576
LIMITS = Limits(
    memory=512 * MEGABYTE,
    seconds=20,
    unpacked=50 * MEGABYTE,
    sheets=100,
    rows=200_000,
    columns=1_000,
    cells=500_000,
    table_rows=5_000_000,
)
# What is put in the place of a value: edges of every kind that the reader knows.
NASTY = (
    *(
        "",
        "0",
        "-1",
        "1e400",
        "NaN",
        "99999999999999999999",
        "A0",
        "ZZZ9999999",
        "XFD1048576",
        "true",
        "\u0000",
        "&#0;",
    ),
    *("_x0000_", "_xD83D_", "<!DOCTYPE x>", "&amp;", "]]>", "<v>", "</row>", "x" * 40_000, "1:1", "A1:XFD1048576"),
    *(
        "../../etc/passwd",
        "http://127.0.0.1/",
        "External",
        "veryHidden",
        "1904",
        ";;;",
        '"c"',
        "[h]:mm",
        "0%",
        "s",
        "d",
    ),
)
CSV = {
    "grid": 'Report,,\nArea;Q1;Q2\nWest;"two\nlines";12,5\nSouth;£3;\u2013\n',
    "bulk": 'time_period,geographic_level,country_code,value\n2025,National,E92000001,"1,234"\n2024,Regional,,c\n',
}


def sources() -> list[bytes]:
    """Return the files to bend: the example workbooks, one with everything in it, and CSVs in each writing."""
    books = [path.read_bytes() for path in sorted((ROOT / "data" / "sample").glob("*.xlsx"))]
    texts = [text.encode(written) for text in CSV.values() for written in ("utf-8", "utf-8-sig", "utf-16", "cp1252")]
    return [*books, _with_everything(), _with_everything(), *texts]


def _with_everything() -> bytes:
    from openpyxl import Workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    book = Workbook()
    page = book.active
    assert page is not None
    for number, value in enumerate(("Area", 12.5, 0.774, True, "=1+1", "#N/A", "c", None), start=1):
        page.cell(number, number).value = value
        page.cell(number, number).number_format = ("0%", "dd/mm/yyyy", ";;;", '[<5]"c";0')[number % 4]
        page.cell(number, 9).fill = PatternFill("solid", fgColor="92D050")
    page["A1"].comment = Comment("a note", "Ann")
    page.merge_cells("A9:B10")
    page.row_dimensions[3].hidden = page.column_dimensions["C"].hidden = True
    book.create_sheet("Hidden").sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def bent(content: bytes, chance: random.Random) -> bytes:
    """Return a file bent in one to four places: in the XML of its parts, or in its bytes."""
    if content.startswith(b"PK") and chance.random() < 0.8:
        return _bent_parts(content, chance)
    return _bent_bytes(content, chance)


def _bent_bytes(content: bytes, chance: random.Random) -> bytes:
    made = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        if not made:
            break
        at, size = chance.randrange(len(made)), chance.randint(1, 60)
        how = chance.randrange(6)
        if how == 0:
            made[at] ^= 1 << chance.randrange(8)
        elif how == 1:
            del made[at : at + size]
        elif how == 2:
            made[at:at] = made[at : at + size]
        elif how == 3:
            made[at : at + size] = bytes(size)
        elif how == 4:
            made[at:at] = chance.choice((b'"', b"\x00", b"\xff", b"\xc3", b"\r", b"\n", b",", b";", b"PK\x03\x04"))
        else:
            del made[at:]
    return bytes(made)


def _bent_parts(content: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(chance.randint(1, 4)):
        name = chance.choice(sorted(parts))
        how = chance.randrange(12)
        if how == 0:
            del parts[name]
        elif how == 1:
            parts[name] = parts[chance.choice(sorted(parts))]
        elif how == 2:
            parts[name] = _bent_bytes(parts[name], chance)
        else:
            parts[name] = _bent_xml(parts[name].decode("utf-8", "replace"), chance).encode("utf-8", "replace")
        if not parts:
            break
    return _packed(parts, chance)


def _bent_xml(text: str, chance: random.Random) -> str:
    """Return XML with a value or a tag replaced, doubled, moved or taken out."""
    tokens = re.findall(r"<[^>]*>|[^<]+", text)
    if not tokens:
        return text
    at, how = chance.randrange(len(tokens)), chance.randrange(5)
    if how == 0:
        del tokens[at]
    elif how == 1:
        tokens[at:at] = tokens[at : at + chance.randint(1, 5)]
    elif how == 2:
        other = chance.randrange(len(tokens))
        tokens[at], tokens[other] = tokens[other], tokens[at]
    else:
        values = list(re.finditer(r'(?<=")[^"]*(?=")|(?<=^)[^<"]+$', tokens[at]))
        if values:
            found = chance.choice(values)
            tokens[at] = tokens[at][: found.start()] + chance.choice(NASTY) + tokens[at][found.end() :]
    return "".join(tokens)


def _packed(parts: Mapping[str, bytes], chance: random.Random) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def read_here(content: bytes) -> str:
    """Do in this process what a child does with a file; return what became of it. Raises whatever is unforeseen."""
    kind = kind_of(content)
    if kind == WORKBOOK:
        read = read_workbook
    elif kind == TEXT and content and not other_kind(content, content) and not is_statistics(content):
        read = read_grid
    else:
        return "elsewhere"
    out = io.BytesIO()
    answer = Answer(out)
    try:
        read(io.BytesIO(content), answer, LIMITS)
    except Wrong as wrong:
        answer.wrong(wrong)
    except Told:
        pass
    answer.end()
    out.seek(0)
    lines = Lines(out, "bent.xlsx", 512 * MEGABYTE)
    take_book(lines)
    try:
        lines.problems()
    except Refused as refused:
        return refused.problems[0].code
    return "opened"


def read_the_whole_way(content: bytes, folder: Path, settings: Settings) -> str:
    """Open a file as a person's is; return what became of it. Raises when its child failed."""
    (folder / "bent.xlsx").write_bytes(content)
    try:
        open_file(folder / "bent.xlsx", settings)
    except Refused as refused:
        problem = refused.problems[0]
        assert "could not be read safely" not in problem.message, "the child failed"
        return problem.code
    return "opened"


def run(seconds: float, most: int, first_seed: int = 0, say: Callable[[str], None] = lambda line: None) -> Counter[str]:
    """Bend and open files for so long, or so many; return how often each thing became of them."""
    files, settings = sources(), read_settings()
    counts: Counter[str] = Counter()
    until = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(first_seed, first_seed + most):
            if time.monotonic() > until:
                break
            chance = random.Random(seed)
            content = bent(chance.choice(files), chance)
            try:
                became = read_here(content)
                # Bulk tables are read in a child alone.
                if seed % (THE_WHOLE_WAY if became != "elsewhere" else 4) == 0:
                    read_the_whole_way(content, Path(folder), settings)
            except Exception as error:
                raise AssertionError(f"seed {seed}: {error!r}") from error
            counts[became] += 1
            if seed % 2_000 == 1_999:
                say(f"{seed + 1:,} files bent: {dict(counts)}")
    return counts


def main(seconds: float) -> None:
    """Bend files for so many seconds, each run with other seeds, and say what became of them."""
    first = int(time.time()) * 1_000
    print(f"files: first seed {first}", flush=True)
    counts = run(seconds, 1_000_000_000, first, lambda line: print(f"files: {line}", flush=True))
    print(f"files: {sum(counts.values()):,} bent, {dict(counts)}", flush=True)
