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

    def add(self, problem: Problem) -> None:
        """Add a problem that has been put into words already."""
        kind = (problem.severity, problem.code)
        self._count[kind] += 1
        if self._count[kind] <= MOST:
            self._found.append(problem)

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
        self.add(problem_at(self._file, severity, code, sheet, cell, what, fix, found))


def problem_at(
    file: str,
    severity: str,
    code: str,
    sheet: str | None,
    cell: str | None,
    what: str,
    fix: str,
    found: str | None = None,
) -> Problem:
    """Return a problem whose message begins with its place; a CSV has no sheet ('' or None)."""
    parts = (file, f"sheet {sheet}" if sheet else "", f"cell {cell}" if cell else "")
    place = ", ".join(part for part in parts if part)
    return Problem(severity, code, f"{place}: {what}", fix, sheet or None, cell, found)
