"""The job of reading a workbook: the archive, the parts that sheets need, then each sheet that is shown."""

from __future__ import annotations

from io import BufferedIOBase

from loaders.opening.inside.answer import Answer
from loaders.opening.inside.archive import Archive
from loaders.opening.inside.book import Book, sheet_links
from loaders.opening.inside.cell_values import Values
from loaders.opening.inside.cells_out import Cells
from loaders.opening.inside.limits import Limits
from loaders.opening.inside.remarks import read_remarks
from loaders.opening.inside.sheet import SheetPass
from loaders.opening.inside.styles import read_styles
from loaders.opening.inside.texts import read_shared


def read_workbook(source: BufferedIOBase, answer: Answer, limits: Limits) -> None:
    """Send what is in a workbook, hidden sheets too: no figure is read from those, but they may list children."""
    archive = Archive(source, limits)
    book = Book(archive, limits)
    answer.line(title=book.title, hidden=[sheet.name for sheet in book.sheets if not sheet.visible])
    values = Values(
        read_shared(archive, book.shared, limits), read_styles(archive, book.styles, book.theme), book.since_1904
    )
    cells = Cells(answer, limits)
    for sheet in book.sheets:
        remarks = read_remarks(archive, sheet_links(archive, sheet.part))
        SheetPass(archive, answer, cells, values, limits, sheet.name, remarks).read(sheet.part)
