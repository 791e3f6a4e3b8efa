"""Comparing what a file gave with what it must give, told so that a person sees at once what differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from data import queries
from data.periods import Period
from data.store import Store
from data.viewer import LOCAL
from loaders.load import Outcome
from loaders.problems import CODES, ERROR, Problem
from tests.loaders.layouts.case import Aim, Case, Fault, Fig, Words, when

# Of these codes exactly those of the case may be told: more would be a false alarm, fewer a silence.
EXACT = frozenset(
    {
        *("indicator_unknown", "formula_error", "merged_data", "hidden_cells", "looks_cumulative"),
        *("target_unreadable", "area_unknown", "hidden_sheet"),
    }
)
# How far a share that is worked out from its parts may be from the one that is written here.
ROUNDING = Decimal("0.05")


class Row(NamedTuple):
    """A figure as it is compared: what tells it from others, then what it says."""

    key: tuple[str, ...]
    says: dict[str, Any]


def differences(case: Case, outcome: Outcome, store: Store) -> list[str]:
    """Return a line for each thing that is not as the case says; [] when all is."""
    found = [f"status: wanted {_status(case)}, got {outcome.status}"] if outcome.status != _status(case) else []
    found += _problems(case, outcome)
    if outcome.status == "refused" and not case.errors:
        return found  # that nothing of it is there goes without saying
    figures = queries.figures(store, LOCAL, breakdown=None)
    if case.errors:
        return found + [f"stored although refused: {row.indicator} {row.cell}" for row in figures]
    strangers = {row.owner for row in figures} - {case.asked or case.council}
    found += [f"owner: wanted {case.asked or case.council}, got {', '.join(sorted(strangers))}"] if strangers else []
    found += _rows("figure", [_wanted(case, figure) for figure in case.figures], [_got(row) for row in figures])
    found += _rows("target", [_wanted_aim(case, aim) for aim in case.targets], _targets(store))
    found += _rows("comment", [_wanted_words(case, said) for said in case.comments], _comments(store))
    if case.known_on and (known := {str(row.known_on) for row in figures}) != {case.known_on}:
        found.append(f"known on: wanted {case.known_on}, got {', '.join(sorted(known))}")
    return found


def _status(case: Case) -> str:
    return "refused" if case.errors else "loaded"


# --- figures ------------------------------------------------------------------------------------------------------


def _wanted(case: Case, figure: Fig) -> Row:
    area = _area(case, figure.area)
    key = (figure.indicator, area, shown(figure.period), _series(figure.status))
    says = {
        "cell": (_sheet(case, figure.sheet), figure.cell),
        "value": figure.value,
        "mark": figure.mark,
        "status": figure.status,
        "parts": (figure.numerator, figure.denominator),
        "note": figure.note,
        "roughly": figure.roughly,
    }
    return Row(key, says)


def _got(row: queries.Observation) -> Row:
    key = (row.indicator, row.area, shown(row.period), _series(row.status))
    says = {
        "cell": (row.sheet, row.cell),
        "value": row.value,
        "mark": row.mark,
        "status": row.status,
        "parts": (row.numerator, row.denominator),
        "note": row.note,
    }
    return Row(key, says)


def _series(status: str) -> str:
    """Return what keeps two figures of one period apart: a forecast may stand beside the outturn."""
    return "" if status in ("actual", "provisional", "revised") else status


def _area(case: Case, said: str) -> str:
    return case.council + said if said.startswith("/") else said or case.council


def _sheet(case: Case, said: str | None) -> str:
    return case.sheet if said is None else said


# --- targets and comments -----------------------------------------------------------------------------------------


def _wanted_aim(case: Case, aim: Aim) -> Row:
    starts, ends = aim.dates
    says = {
        "cell": (_sheet(case, aim.sheet), aim.cell),
        "operator": aim.operator,
        "value": Decimal(aim.value),
        "upper": Decimal(aim.upper) if aim.upper else None,
    }
    return Row((aim.indicator, _area(case, aim.area), aim.kind, str(starts), str(ends)), says)


def _targets(store: Store) -> list[Row]:
    with store.reading() as cursor:
        areas = cursor.execute("SELECT DISTINCT a.id FROM target t JOIN area a ON a.key = t.area").fetchall()
    return [
        Row(
            (one.indicator, one.area, one.kind, str(one.starts), str(one.ends)),
            {"cell": (one.sheet, one.cell), "operator": one.operator, "value": one.value, "upper": one.upper},
        )
        for one in queries.targets(store, LOCAL, areas=[area for (area,) in areas])
    ]


def _wanted_words(case: Case, said: Words) -> Row:
    key = (said.indicator, _area(case, said.area), _sheet(case, said.sheet), said.cell)
    return Row(key, {"words": said.words, "period": shown(when(said.period)) if said.period else None})


def _comments(store: Store) -> list[Row]:
    with store.reading() as cursor:
        rows = cursor.execute(
            """
            SELECT i.slug, a.id, s.value, l.value || c.cell_row, w.value, p.kind, p.starts, p.ends
            FROM comment c JOIN indicator i ON i.key = c.indicator JOIN area a ON a.key = c.area
            JOIN text s ON s.key = c.sheet JOIN text l ON l.key = c.cell_column JOIN text w ON w.key = c.words
            LEFT JOIN period p ON p.key = c.period
            """
        ).fetchall()
    return [
        Row(row[:4], {"words": row[4], "period": shown(Period(*row[5:])) if row[5] else "no period"}) for row in rows
    ]


# --- what is told -------------------------------------------------------------------------------------------------


def _problems(case: Case, outcome: Outcome) -> list[str]:
    unfit = [
        f"problem {problem.code}: unfit words: {problem.message!r} / {problem.fix!r}"
        for problem in outcome.problems
        if problem.code not in CODES or not problem.message.endswith(".") or not problem.fix.endswith(".")
    ]
    errors = [problem for problem in outcome.problems if problem.severity == ERROR]
    warnings = [problem for problem in outcome.problems if problem.severity != ERROR]
    if case.errors:
        return unfit + _told("error", case, case.errors, errors, lambda code: True)
    found = _told("error", case, [], errors, lambda code: True)
    return unfit + found + _told("warning", case, case.warnings, warnings, EXACT.__contains__)


def _told(
    kind: str, case: Case, wanted: Sequence[Fault], got: Sequence[Problem], exact: Callable[[str], bool]
) -> list[str]:
    """Return a line for each problem that was not told, and for each of an exact code that should not have been."""
    left, found = list(got), []
    for fault in wanted:
        match = next((problem for problem in left if _is(fault, problem, case)), None)
        if match is None:
            found.append(f"{kind} not told: {fault.code} at {fault.sheet or case.sheet}!{fault.cell or 'any cell'}")
        else:
            left.remove(match)
    said = (f"{kind} too many: {one.code} at {one.sheet}!{one.cell}: {one.message}" for one in left if exact(one.code))
    return found + list(said)


def _is(fault: Fault, problem: Problem, case: Case) -> bool:
    if fault.code != problem.code or (fault.cell is not None and fault.cell != problem.cell):
        return False
    return (fault.cell is None and fault.sheet is None) or (problem.sheet or "") == _sheet(case, fault.sheet)


# --- rows ---------------------------------------------------------------------------------------------------------


def _rows(kind: str, wanted: Sequence[Row], got: Sequence[Row]) -> list[str]:
    """Return a line for each row that is missing, unexpected or different."""
    twice = [key for key, count in Counter(row.key for row in wanted).items() if count > 1]
    assert not twice, f"the case itself says twice: {twice}"
    have = {row.key: row.says for row in got}
    found = []
    for row in wanted:
        says = have.pop(row.key, None)
        if says is None:
            found.append(f"{kind} missing: {_words(row.key, row.says)}")
        else:
            found += [f"{kind} different: {' '.join(row.key)}: {line}" for line in _unlike(row.says, says)]
    return found + [f"{kind} unexpected: {_words(key, says)}" for key, says in have.items()]


def _unlike(wanted: dict[str, Any], got: dict[str, Any]) -> Iterator[str]:
    for name, said in wanted.items():
        if name == "roughly" or (said is None and name in ("note", "period")):
            continue
        near = name == "value" and wanted.get("roughly") and None not in (said, got[name])
        if said != got[name] and not (near and abs(said - got[name]) < ROUNDING):
            yield f"{name} wanted {_shown(said)}, got {_shown(got[name])}"


def _words(key: tuple[str, ...], says: dict[str, Any]) -> str:
    told = [f"{name} {_shown(said)}" for name, said in says.items() if said not in (None, "", False, (None, None))]
    return f"{' '.join(key)}: {', '.join(told)}"


def _shown(said: Any) -> str:
    if isinstance(said, tuple):
        return "!".join(_shown(one) for one in said)
    return f"{said.normalize():f}" if isinstance(said, Decimal) else str(said)


def shown(period: Period) -> str:
    """Return a period so that two that differ never look the same."""
    if period.kind == "snapshot":
        return f"at {period.ends}"
    return f"{period.kind} {period.starts}..{period.ends}"
