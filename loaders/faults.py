"""The problems found while a workbook is read, gathered so that a person can put all of them right in one go."""

from __future__ import annotations

from collections import Counter

from loaders.problems import ERROR, WARNING, Problem

# Problems of one kind that are listed one by one; nobody reads more, and the rest are counted.
MOST = 100


class Faults:
    """The problems of one file, in the order in which they were found."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._found: list[Problem] = []
        self._count: Counter[tuple[str, str]] = Counter()

    def error(self, code: str, sheet: str, cell: str | None, what: str, fix: str, found: str | None = None) -> None:
        """Add a problem that stops the file. `what` follows the place: "'abc' is not a number."."""
        self._add(ERROR, code, sheet, cell, what, fix, found)

    def warning(self, code: str, sheet: str, cell: str | None, what: str, fix: str, found: str | None = None) -> None:
        """Add a problem that travels with the file but does not stop it."""
        self._add(WARNING, code, sheet, cell, what, fix, found)

    def problems(self) -> list[Problem]:
        """Return the problems, with one more for each kind that was too many to list."""
        more = [
            Problem(
                severity,
                code,
                f"{self._file} has {count - MOST:,} more problems of the kind {code}, which are not listed.",
                "Put the listed ones right and load the file again.",
            )
            for (severity, code), count in self._count.items()
            if count > MOST
        ]
        return self._found + more

    def _add(
        self, severity: str, code: str, sheet: str, cell: str | None, what: str, fix: str, found: str | None
    ) -> None:
        self._count[severity, code] += 1
        if self._count[severity, code] > MOST:
            return
        place = ", ".join(part for part in (self._file, f"sheet {sheet}", f"cell {cell}" if cell else "") if part)
        self._found.append(Problem(severity, code, f"{place}: {what}", fix, sheet, cell, found))
