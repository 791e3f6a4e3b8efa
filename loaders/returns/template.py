"""The template: a blank return with a council's own indicators, last figures and targets, ready to be filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from data import areas
from data.store import Store
from data.viewer import Viewer
from indicators.definitions import Indicator, catalogue
from indicators.reading import JudgedTarget, Reading
from indicators.rules.period import KINDS, Period, financial_year, label
from indicators.rules.period_words import parse
from indicators.rules.target import Target
from indicators.rules.words import MARK_WORDS, quantity
from indicators.scorecard import scorecard
from loaders.aims import PLAIN_WORDS
from loaders.returns.next_periods import following, latest_over, written
from loaders.returns.targets import usual_of_a_target
from loaders.returns.workbook import FIGURE_COLUMNS, LAST_COLUMNS, Return, Value, workbook

COUNCIL = "council"
ADVICE = (
    "# How to fill this in",
    "This file is a return: it tells Scrutineer your council's figures, targets and notes. Fill in what you have and "
    "leave the rest blank. Then save it and load it. A row without a value is passed over.",
    "You may delete rows, add rows, move columns and add columns of your own. Keep the headings as they are.",
    "# At the top of Figures",
    "Council: the name or the code. It is filled in for you.",
    "Reported on: the day on which these figures were reported, such as the day of the meeting. Blank means the day of "
    "loading.",
    "Published in: if a public paper has printed these figures, its name and number. Everyone then sees them as they "
    "were printed. Leave it blank for figures that are not public.",
    "Example: write yes for practice figures. They can all be taken away again in one go.",
    "# Figures: one row for each figure",
    "Indicator: the short name, the full name, another name in use, or a code such as BV162 or C20.",
    "Area: blank for the council. Or England, a region, another council, Statistical neighbours, Family group, or the "
    "name of a part of the council, such as West.",
    "Breakdown: blank for everybody. Or a group within the figure, such as age=10 to 15 or sex=girls.",
    "Period: 2004/05, Q3 2004/05, March 2005, 31 March 2005, year ending 31 December 2004, academic year 2004/05, or "
    "year to date 31 December 2004. Days come before months.",
    "Value: the number. Percentages go from 0 to 100. Where there is no number, write c if it is too small to show, "
    "x if it is not available, z if it does not apply, or - if it is not known. A blank cell says nothing at all.",
    "Numerator and Denominator: the part and the whole, if you have them. The value is checked against them.",
    "Status: blank for an actual figure. Or provisional, revised, forecast, predicted, implied or baseline. Only "
    "actual, provisional and revised figures are judged.",
    "Note: anything that a reader should know about the figure.",
    "Last period and Last figure: what is stored now, to compare with. They are not read.",
    "# Targets: one row for each target",
    "Target: the number, or words such as under 10 or at least 85%.",
    "Operator: at least, no more than, over, under, exactly or between. If it is blank, at least is taken where high "
    "is good, and no more than where low is good. Upper is the higher number of a target between two.",
    "For: the period that the target judges, such as 2004/05. By: the day from which it judges. Fill in one of them, "
    "or neither for a target that always holds.",
    "Period kind: blank for all. Or the one kind of period that the target judges, such as quarter.",
    "Set by: local, partnership or government; blank for local. Headline: yes for the target to be shown first.",
    "Tolerance: how far off the target is still amber. 5 or 5% is a share of the target. 2 points is in the "
    "indicator's own unit, and so is a plain number with absolute in Tolerance kind. Blank for the usual one.",
    "# Notes: one row for each note",
    "Say what lies behind a figure and what is being done. Author: the role, such as Head of Safeguarding, not a name.",
    "# When something is wrong",
    "Nothing is stored until the whole file is right. Every fault is listed at once, with its cell and how to put it "
    "right. Never write anything about a single child.",
)


def template(store: Store, viewer: Viewer, council_id: str, *, today: date | None = None) -> bytes:
    """Return a blank return for a council as an .xlsx file.

    Every indicator of the catalogue has a row: first those that the council has reported or has a target for, with the
    period to fill in next, then the others. Its own targets are filled in. Raises UnknownArea.
    """
    council = areas.get(areas.council_of(council_id))
    readings = {reading.indicator.slug: reading for reading in scorecard(store, viewer, council.id).readings}
    definitions = sorted(catalogue().values(), key=lambda indicator: not _own(readings.get(indicator.slug)))
    day = today or date.today()
    named = areas.find(council.name)
    return workbook(
        Return(
            title=f"{council.name}: return of figures, targets and notes",
            head={
                "Council": council.name if named is not None and named.id == council.id else council.id,
                "Reported on": None,
                "Published in": None,
                "Example": None,
            },
            figures=[_figure_row(indicator, readings.get(indicator.slug), day) for indicator in definitions],
            targets=[row for indicator in definitions for row in _target_rows(indicator, readings.get(indicator.slug))],
            figure_columns={**FIGURE_COLUMNS, **LAST_COLUMNS},
            advice=ADVICE,
        )
    )


def write_template(path: Path, store: Store, viewer: Viewer, council_id: str) -> None:
    """Write a council's blank return to a file. Raises UnknownArea, and OSError when the file cannot be written."""
    path.write_bytes(template(store, viewer, council_id))


def _own(reading: Reading | None) -> bool:
    """Return whether the council itself has reported the indicator or set a target for it."""
    if reading is None:
        return False
    return bool(_targets(reading)) or (reading.source is not None and reading.source.family == COUNCIL)


def _figure_row(indicator: Indicator, reading: Reading | None, today: date) -> dict[str, Value]:
    row: dict[str, Value] = {"Indicator": indicator.slug, "Name": indicator.name}
    last, figure = _last(reading)
    wanted = following(last) if last else latest_over(indicator.period, today)
    if wanted is not None and wanted.kind == "rolling_year" and indicator.period != "rolling_year":
        # A run of rolling years has reached the end of March: people call that the financial year.
        wanted = financial_year(wanted.starts.year) if wanted.starts.month == 4 else wanted
    row["Period"] = written(wanted, indicator.period) if wanted else ""
    if last is not None:
        row["Last period"], row["Last figure"] = label(last), figure
    return row


def _last(reading: Reading | None) -> tuple[Period | None, str]:
    """Return the last period with anything said, and what was said; (None, '') when nothing was."""
    if reading is None:
        return None, ""
    if reading.value is not None:
        return reading.period, _shown(reading.indicator, reading.value)
    if reading.last_known is not None:
        return reading.last_known.period, _shown(reading.indicator, reading.last_known.value)
    return (reading.period, MARK_WORDS.get(reading.mark, "")) if reading.source is not None else (None, "")


def _shown(indicator: Indicator, value: Decimal) -> str:
    return quantity(value, indicator.unit, indicator.decimals, indicator.words)


def _targets(reading: Reading) -> list[JudgedTarget]:
    """Return the targets that the council's own returns and forms have set."""
    return [judged for judged in reading.targets if judged.source.family == COUNCIL]


def _target_rows(indicator: Indicator, reading: Reading | None) -> Iterator[Mapping[str, Value]]:
    for judged in sorted(_targets(reading), key=lambda j: j.target.ends or date.min) if reading else ():
        aim = judged.target
        judged_in = _judged_in(indicator, aim) if aim.kind == "for" else ""
        if judged_in is None:
            # No text would be read back as these days. Leaving a target out withdraws nothing.
            continue
        yield {
            "Indicator": indicator.slug,
            "Name": indicator.name,
            "Target": _exact(aim.value, indicator),
            "Operator": PLAIN_WORDS[aim.operator],
            "Upper": _exact(aim.upper, indicator),
            "For": judged_in,
            "By": aim.ends if aim.kind == "by" else None,
            "Period kind": aim.period_kind.replace("_", " "),
            "Set by": aim.set_by,
            "Headline": "yes" if aim.headline else "",
            "Tolerance": aim.tolerance,
            "Tolerance kind": aim.tolerance_kind,
            "Note": aim.note,
        }


def _judged_in(indicator: Indicator, aim: Target) -> str | None:
    """Return a text that is read back as the target's own days, its label where that is one; None when none is."""
    if aim.starts is None or aim.ends is None:
        return None
    usual, days = usual_of_a_target(indicator), (aim.starts, aim.ends)
    for text in (aim.label, *(written(Period(kind, *days), usual) for kind in KINDS if kind != "snapshot")):
        try:
            period = parse(text, usual=usual)
        except (ValueError, OverflowError):
            continue
        if (period.starts, period.ends) == days and period.kind != "snapshot":
            return text
    return None


def _exact(value: Decimal | None, indicator: Indicator) -> Value:
    """Return a target's number as it is stored; a judgement as its word."""
    if value is not None and indicator.unit == "judgement" and value == value.to_integral_value():
        return indicator.words[int(value)] if 0 <= value < len(indicator.words) else value
    return value
