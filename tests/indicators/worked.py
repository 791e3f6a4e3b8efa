"""Worked examples: tables in plain text that a performance officer can check line by line.

A test file holds each table as a constant in capitals; its tests run every line of it, and docs/rules.md prints it
(see rules_page.py). A cell of `-` means that there is nothing there.
"""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import settings

from indicators.rules.period import Period
from indicators.rules.period_words import parse
from indicators.rules.rag import Tolerance
from indicators.rules.target import Target

# How long a rule takes is the benchmarks' business: on a busy machine the first example may take any time.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

NOTHING = "-"
Row = dict[str, str]
_OPERATORS = {"at least": ">=", "no more than": "<=", "under": "<", "over": ">", "exactly": "="}


def rows(table: str) -> list[Row]:
    """Return the lines of a table as words by heading."""
    lines = [line for line in table.strip().splitlines() if line.strip()]
    heading, *others = ([cell.strip() for cell in line.split("|")] for line in lines)
    assert all(len(cells) == len(heading) for cells in others), f"a line of the table has not got the cells {heading}"
    return [dict(zip(heading, cells, strict=True)) for cells in others]


def examples(table: str) -> pytest.MarkDecorator:
    """Return the parametrisation of a test by `row`, each line of the table under its own words."""
    params = [pytest.param(row, id=", ".join(row.values())) for row in rows(table)]
    return pytest.mark.parametrize("row", params)


def cases(table: str) -> pytest.MarkDecorator:
    """Return the parametrisation of a test by `group`: the lines that share their first cell, which names the case."""
    heading = table.strip().split("|", 1)[0].strip()
    groups = [list(group) for _, group in itertools.groupby(rows(table), key=lambda row: row[heading])]
    return pytest.mark.parametrize("group", groups, ids=[group[0][heading] for group in groups])


def number(text: str) -> Decimal | None:
    """Return a cell's number exactly as written, None for nothing."""
    return None if text == NOTHING else Decimal(text)


def sure_number(text: str) -> Decimal:
    """Return a cell's number, which must be there."""
    return Decimal(text)


def words(text: str) -> str:
    """Return a cell's words, '' for nothing."""
    return "" if text == NOTHING else text


def period(text: str) -> Period:
    """Return the period that a cell names; 'rolling year to …' is one whatever its last day."""
    usual = "rolling_year" if text.startswith("rolling year") else ""
    return parse(text, usual=usual)


def target(text: str, when: str = NOTHING, **more: object) -> Target:
    """Return the target that a cell describes: 'at least 85', 'between 15 and 25'.

    `when` is 'for 2004/05', 'by 30 September 2004', or anything else for a standing one.
    """
    upper = None
    if text.startswith("between "):
        low, high = text.removeprefix("between ").split(" and ")
        operator, value, upper = "between", Decimal(low), Decimal(high)
    else:
        how, _, amount = text.rpartition(" ")
        operator, value = _OPERATORS[how], Decimal(amount)
    fields: dict[str, object] = {"kind": "standing"}
    if when.startswith("for "):
        judged = parse(when.removeprefix("for "))
        fields = {"kind": "for", "starts": judged.starts, "ends": judged.ends, "label": when.removeprefix("for ")}
    elif when.startswith("by "):
        fields = {"kind": "by", "ends": parse(when.removeprefix("by ")).ends}
    return Target(operator=operator, value=value, upper=upper, **fields, **more)  # type: ignore[arg-type]


def tolerance(text: str) -> tuple[str, Decimal | None]:
    """Return a tolerance as (kind, amount): '5%' of the target, '5' in the unit, nothing for the usual one."""
    if text in (NOTHING, "usual"):
        return "", None
    if text.endswith("%"):
        return "relative", Decimal(text.removesuffix("%"))
    return "absolute", Decimal(text)


def tolerance_words(allowed: Tolerance) -> str:
    """Return a tolerance as the tables write it."""
    return f"{allowed.amount:f}%" if allowed.kind == "relative" else f"{allowed.amount:f}"
