"""The Targets sheet of a council's return: a target a row, standing, for a period or by a date."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from data.records import Target
from indicators.definitions import Indicator
from indicators.rules.period import KINDS
from indicators.rules.target import SETTERS
from loaders.aims import PLAIN_WORDS, Aim, aim_of, operator_of, tolerance_of
from loaders.cells import say
from loaders.checks.ranges import out_of_range
from loaders.returns.head import NO, YES, as_day
from loaders.returns.numbers import OtherUnit, say_cell
from loaders.returns.pages import heading
from loaders.returns.rows import PERIODS, Line, area_of_row, as_period, breakdown_of, calculated, indicator_of

# What makes a row a target; the rest only describes one, and a template fills some of it in.
FILLED = ("target", "operator", "upper", "for", "by")
_OPERATORS = f"{', '.join([*PLAIN_WORDS.values()][:-1])} or {[*PLAIN_WORDS.values()][-1]}"


@dataclass(frozen=True, slots=True)
class _When:
    """When a target holds."""

    kind: str
    starts: date | None = None
    ends: date | None = None
    label: str = ""


def read_targets(lines: Iterable[Line]) -> list[Target]:
    """Return the targets of these rows in order. Faults are gathered, and a row with an error gives no target."""
    found: dict[tuple[object, ...], Target] = {}
    for line in lines:
        target = _target(line)
        if target is None:
            continue
        key = (target.indicator, target.area, target.breakdown, target.kind, target.starts, target.ends)
        first = found.setdefault((*key, target.period_kind, target.set_by), target)
        if first is not target:
            _twice(line, target, first)
    return list(found.values())


def usual_of_a_target(indicator: Indicator) -> str:
    """Return the usual kind with which a target's period is read.

    A year is a year here, also for what is counted on one day: the target judges whatever ends inside it.
    """
    return "" if indicator.period == "snapshot" else indicator.period


def _target(line: Line) -> Target | None:
    filled = any(line.cell(name) for name in FILLED)
    indicator = indicator_of(line, filled=filled)
    if indicator is None or not filled or _says_none(line):
        return None
    # Every cell is looked at before anything is given up, so that all that is wrong is said.
    whole = [calculated(line, name) for name in (*FILLED, "tolerance")]
    area, breakdown, when = area_of_row(line), breakdown_of(line), _when(line, indicator)
    aim = _aim(line, indicator)
    bounds = _bounds(line, indicator, aim) if aim else None
    period_kind, set_by = _one_of(line, "period kind", KINDS), _one_of(line, "set by", SETTERS)
    tolerance = _tolerance(line, aim)
    headline = _headline(line)
    if area is None or breakdown is None or when is None or aim is None or bounds is None or not all(whole):
        return None
    if period_kind is None or set_by is None or tolerance is None or headline is None:
        return None
    return Target(
        indicator=indicator.slug,
        area=area,
        kind=when.kind,
        operator=bounds[0],
        value=aim.value,
        upper=bounds[1],
        starts=when.starts,
        ends=when.ends,
        period_kind=period_kind,
        tolerance_kind=tolerance[0],
        tolerance=tolerance[1],
        set_by=set_by or "local",
        headline=headline,
        breakdown=breakdown,
        label=when.label,
        note=line.text("note"),
        sheet=line.page.name,
        cell=(line.row.letters["target"], line.row.number),
    )


def _says_none(line: Line) -> bool:
    """Return whether the target's cell says that there is none: a dash, n/a, tbc."""
    cell = line.cell("target")
    return cell is not None and not cell.failed and say(cell.text).mark == "missing"


def _aim(line: Line, indicator: Indicator) -> Aim | None:
    """Return what the target's cell says, or None when it cannot be read or is not possible, which is an error."""
    cell, text = line.cell("target"), line.text("target")
    aim = aim_of(cell, indicator) if cell else None
    if aim is None:
        if cell is None or not cell.uncalculated:
            what = f"{text!r} is not a target that can be read." if text else "there is no target in this row."
            fix = "Write a number, or words such as under 10; or clear the row."
            line.error("target_unreadable", "target", what, fix)
        return None
    for value in (aim.value, aim.upper):
        allowed = out_of_range(value, indicator) if value is not None else ""
        if allowed:
            line.error(
                "out_of_range",
                "target",
                f"a target of {text!r} is not possible for {indicator.name}, which is {allowed}.",
                "Check the number and its unit. Percentages are written from 0 to 100.",
            )
            return None
    return aim


def _bounds(line: Line, indicator: Indicator, aim: Aim) -> tuple[str, Decimal | None] | None:
    """Return the operator and the upper bound; None when they cannot be told or do not fit, which is an error."""
    written = line.text("operator")
    named = operator_of(written)
    upper = aim.upper if aim.upper is not None else _upper(line, indicator)
    operator = named or aim.operator or ("between" if line.cell("upper") else "")
    operator = operator or {"high": ">=", "low": "<="}.get(indicator.polarity, "")
    if written and not named:
        what, fix = f"{written!r} is not a way to compare.", f"Write {_OPERATORS}."
    elif aim.operator and named and aim.operator != named:
        what = f"the target says {line.text('target')!r}, but the operator is {written!r}."
        fix = "Write the operator in one of the two cells."
    elif not operator:
        what = f"it is not said how {indicator.name} is compared with the target: more of it is neither good nor bad."
        fix = f"Write {_OPERATORS} in Operator."
    elif (operator == "between") != (upper is not None or line.cell("upper") is not None):
        what = "a target between two numbers needs the higher one in Upper, and no other target may have one."
        fix = "Write both numbers and the operator between, or clear Upper."
    elif upper is not None and upper < aim.value:
        what, fix = "the upper number is below the target.", "Write the lower number in Target and the higher in Upper."
    else:
        return None if operator == "between" and upper is None else (operator, upper)
    line.error("target_unreadable", "operator", what, fix)
    return None


def _upper(line: Line, indicator: Indicator) -> Decimal | None:
    """Return the number under Upper, or None when there is none, or none that can be read, which is an error."""
    cell = line.cell("upper")
    if cell is None or cell.uncalculated:
        return None
    try:
        value = say_cell(cell, indicator).value
    except OtherUnit:
        value = None
    if value is None or out_of_range(value, indicator):
        line.error(
            "target_unreadable",
            "upper",
            f"{line.text('upper')!r} is not a number that is possible for {indicator.name}.",
            "Write the higher number of a target between two numbers, or leave it blank.",
        )
        return None
    return value


def _when(line: Line, indicator: Indicator) -> _When | None:
    """Return when the target holds, or None when that cannot be read, which is an error."""
    judged_in, due = line.cell("for"), line.cell("by")
    if judged_in is not None and due is not None:
        line.error(
            "target_unreadable",
            "by",
            "a target is for a period or by a date, not both.",
            "Leave For or By blank. Use By for a target that starts on a day and stays.",
        )
        return None
    if due is not None:
        day = as_day(due)
        if day is None and not due.uncalculated:
            what = f"{line.text('by')!r} is not a date that can be read."
            line.error("date_unreadable", "by", what, "Write it like 30 September 2004.")
        return _When("by", None, day) if day else None
    if judged_in is None:
        return _When("standing")
    period = as_period(judged_in, usual_of_a_target(indicator))
    if period is not None and period.kind != "snapshot":
        return _When("for", period.starts, period.ends, line.text("for"))
    if not judged_in.uncalculated:
        what = "is a day" if period else "is not a period that can be read"
        fix = "Write a day in By." if period else f"Write it like {PERIODS}."
        line.error("target_unreadable", "for", f"{line.text('for')!r} {what}.", fix)
    return None


def _one_of(line: Line, name: str, allowed: tuple[str, ...]) -> str | None:
    """Return one of the allowed words, '' for a blank cell, or None for another word, which is an error."""
    word = re.sub(r"[\s-]+", "_", line.text(name).casefold())
    if not word or word in allowed:
        return word
    shown = [one.replace("_", " ") for one in allowed]
    line.error(
        "target_unreadable",
        name,
        f"{line.text(name)!r} cannot stand under {name.capitalize()}.",
        f"Write {', '.join(shown[:-1])} or {shown[-1]}, or leave it blank.",
    )
    return None


def _headline(line: Line) -> bool | None:
    word = heading(line.text("headline"))
    if word in YES or word in NO or not word:
        return word in YES
    line.error(
        "target_unreadable",
        "headline",
        f"{line.text('headline')!r} is neither yes nor no.",
        "Write yes for the one target that is to be shown first, or leave it blank.",
    )
    return None


def _tolerance(line: Line, aim: Aim | None) -> tuple[str, Decimal | None] | None:
    """Return the kind and size of the tolerance, ('', None) for none; None when it cannot be read, an error."""
    cell, kind = line.cell("tolerance"), line.text("tolerance kind")
    if cell is None and not kind:
        return "", None
    if cell is not None and cell.uncalculated:
        return None
    found = tolerance_of(cell, kind) if cell else None
    if found is None:
        what = f"{line.text('tolerance')!r} is not a tolerance" + (f" of the kind {kind!r}." if kind else ".")
        fix = "Write 5% for five per cent of the target, or 2 points for two in the indicator's own unit."
    elif found[0] == "relative" and aim is not None and aim.value == 0:
        what = "a share of a target of 0 is nothing, so this tolerance would have no meaning."
        fix = "Write the tolerance in the indicator's own unit, such as 2 points."
    else:
        return found
    line.error("target_unreadable", "tolerance", what, fix)
    return None


def _twice(line: Line, target: Target, first: Target) -> None:
    what = f"this target also stands in cell {first.cell[0]}{first.cell[1]} of sheet {first.sheet}"
    if _said_of(target) == _said_of(first):
        line.warning("duplicate", "target", f"{what}. It was read once.", "Delete one of the two rows.")
        return
    line.error(
        "duplicate_disagrees",
        "target",
        f"{what}, where it says something else.",
        "Keep the row that is right, or tell the two apart by For, By, Period kind or Set by.",
    )


def _said_of(target: Target) -> tuple[object, ...]:
    size = (target.tolerance_kind, target.tolerance)
    return (target.operator, target.value, target.upper, *size, target.headline)
