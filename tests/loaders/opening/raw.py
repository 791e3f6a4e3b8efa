"""Workbooks put together part by part, so that each can be wrong in one way only."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from data.settings import Settings
from loaders.opened import Cell, Opened, Sheet
from loaders.opening.open_file import open_file
from loaders.problems import CODES, Problem, Refused

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_KIND = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"

# Cell styles by their number: plain, 0.0%, a day, a month, hidden, shown as c, filled green, red by theme and tint.
STYLES = f"""<styleSheet xmlns="{MAIN}">
<numFmts count="4"><numFmt numFmtId="164" formatCode="0.0%"/><numFmt numFmtId="165" formatCode="dd/mm/yyyy"/>
<numFmt numFmtId="166" formatCode=";;;"/><numFmt numFmtId="167" formatCode="&quot;c&quot;"/></numFmts>
<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
<fill><patternFill patternType="solid"><fgColor rgb="FF92D050"/></patternFill></fill>
<fill><patternFill patternType="solid"><fgColor theme="5" tint="0.6"/></patternFill></fill></fills>
<cellXfs count="8"><xf numFmtId="0" fillId="0"/><xf numFmtId="164" fillId="0"/><xf numFmtId="165" fillId="0"/>
<xf numFmtId="17" fillId="0"/><xf numFmtId="166" fillId="0"/><xf numFmtId="167" fillId="0"/>
<xf numFmtId="0" fillId="2"/><xf numFmtId="0" fillId="3"/></cellXfs></styleSheet>"""
GOOD = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>12.5</v></c></row>'


def links(*entries: tuple[str, str, str], outside: Sequence[str] = ()) -> str:
    """Return a list of relationships from (id, kind, target); the ids in `outside` lead out of the file."""
    rows = "".join(
        f'<Relationship Id="{identity}" Type="{OFFICE}/{kind}" Target="{target}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if identity in outside else ''}/>"
        for identity, kind, target in entries
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def sheet(rows: str = GOOD, *, before: str = "", after: str = "", main: str = MAIN) -> str:
    """Return a sheet's part around its rows."""
    return f'{HEAD}<worksheet xmlns="{main}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def parts(
    sheets: Mapping[str, str] | None = None, *, texts: Sequence[str] = ("Area",), kind: str = SHEET_KIND
) -> dict[str, str]:
    """Return the parts of a workbook with these sheets, by name, each given as its whole part."""
    sheets = sheets or {"Data": sheet()}
    names = list(sheets)
    listed = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>' for number, name in enumerate(names, start=1)
    )
    index = [(f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(names) + 1)]
    index += [("rIdS", "styles", "styles.xml"), ("rIdT", "sharedStrings", "sharedStrings.xml")]
    return {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{kind}"/><Override '
        'PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.'
        'sharedStrings+xml"/></Types>',
        "_rels/.rels": links(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": links(*index),
        "xl/styles.xml": HEAD + STYLES,
        "xl/sharedStrings.xml": shared(texts),
        **{f"xl/worksheets/sheet{number}.xml": sheets[name] for number, name in enumerate(names, start=1)},
    }


def shared(texts: Sequence[str], *, said: str = "") -> str:
    """Return the list of texts; `said` are the attributes with which it speaks of itself."""
    items = "".join(f"<si><t>{text}</t></si>" for text in texts)
    return f'{HEAD}<sst xmlns="{MAIN}" {said}>{items}</sst>'


def packed(content: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return the parts as an archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    return stream.getvalue()


def workbook(rows: str = GOOD, **changed: str) -> bytes:
    """Return a workbook of one sheet, Data, with these rows."""
    return packed({**parts({"Data": sheet(rows, **changed)})})


def opened(folder: Path, content: bytes, settings: Settings, name: str = "book.xlsx") -> Opened:
    """Write a file and open it."""
    (folder / name).write_bytes(content)
    return open_file(folder / name, settings)


def only_sheet(folder: Path, content: bytes, settings: Settings, name: str = "book.xlsx") -> Sheet:
    """Open a file and return its one sheet."""
    (found,) = opened(folder, content, settings, name).sheets
    return found


def cell(folder: Path, settings: Settings, xml: str, **changed: str) -> Cell | None:
    """Return what the cell A1 says, given by its XML."""
    return only_sheet(folder, workbook(f'<row r="1">{xml}</row>', **changed), settings).cell(1, 1)


def refused(folder: Path, content: bytes, settings: Settings, name: str = "book.xlsx") -> list[Problem]:
    """Return the problems for which a file is refused, after checking each and that a good file opens right after."""
    (folder / name).write_bytes(content)
    try:
        found = open_file(folder / name, settings)
    except Refused as refusal:
        problems = refusal.problems
    else:
        raise AssertionError(f"{name} was opened: {found}")
    for problem in problems:
        check(problem, folder, name)
    good = only_sheet(folder, workbook(), settings, "good.xlsx")
    assert good.cell(1, 1) == Cell("Area")
    return problems


def check(problem: Problem, folder: Path, name: str) -> None:
    """Check that a problem says what a person needs, and nothing of this machine."""
    assert problem.code in CODES
    assert problem.message.startswith(name), problem.message
    assert problem.message.endswith((".", "?")) or problem.severity == "warning", problem.message
    assert problem.fix.endswith("."), problem.fix
    assert str(folder) not in problem.message and "Traceback" not in problem.message
    assert len(problem.found or "") <= 60
    if problem.cell and problem.sheet:
        assert f"sheet {problem.sheet}, cell {problem.cell}: " in problem.message
