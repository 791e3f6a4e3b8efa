"""LAIT's own dictionary: it gives reference indicators their names, topics, units and meanings."""

from __future__ import annotations

from data.records import Contents, Figures, ReferenceName
from data.viewer import NATIONAL
from indicators.definitions import REFERENCE_PREFIX, folded
from loaders.asked import Asked, ReadFile
from loaders.columns import coded
from loaders.opened import Opened
from loaders.problems import refusal
from loaders.readers import lait

COLUMNS = ("Measure_short", "Measure", "Topic", "Polarity", "y_axis_name", "Description", "dps")


def recognises(opened: Opened) -> bool:
    """Return whether the table has the dictionary's columns."""
    return set(COLUMNS) <= {name.strip() for name in opened.header}


def recipe(opened: Opened) -> str:
    """Return what decides how the file is read."""
    return "lait_dictionary:" + lait.recipe(opened)


def read(opened: Opened, asked: Asked) -> ReadFile:
    """Return the names of the measures that no definition cites. A measure in two topics is named once, with both."""
    if opened.table is None:
        raise refusal("damaged_file", f"{opened.name} holds no table.", "Download the file again.")
    names = [name.strip() for name in opened.header]
    columns = {}
    for name in COLUMNS:
        column = coded(opened.table.column(names.index(name)))
        columns[name] = [column.words[code] for code in column.codes.tolist()]
    rows: dict[str, dict[str, str]] = {}
    for number in range(opened.table.num_rows):
        row = {name: columns[name][number] for name in COLUMNS}
        measure = row["Measure_short"].strip()
        if not measure or not row["Measure"]:
            continue
        if measure in rows:
            topics = rows[measure]["Topic"].split(" / ")
            if row["Topic"] not in topics:
                rows[measure]["Topic"] = " / ".join([*topics, row["Topic"]])
            continue
        rows[measure] = row
    named = [
        _named(measure, row)
        for measure, row in rows.items()
        if lait.measure_of(measure).slug.startswith(REFERENCE_PREFIX)
    ]
    if not named:
        raise refusal("no_figures", f"{opened.name} names no measure.", "Download the dictionary again.")
    contents = Contents(Figures.of([]), names=_distinct(named))
    return ReadFile("lait_dictionary", "lait", NATIONAL, contents)


def _named(measure: str, row: dict[str, str]) -> ReferenceName:
    dps = row["dps"]
    return ReferenceName(
        indicator=REFERENCE_PREFIX + measure,
        name=row["Measure"],
        topic=row["Topic"],
        unit=row["y_axis_name"] if row["y_axis_name"] != "NA" else "",
        meaning=row["Description"] if row["Description"] != "NA" else "",
        polarity={"High": "high", "Low": "low"}.get(row["Polarity"], "neutral"),
        decimals=int(dps) if dps.isdigit() else None,
    )


def _distinct(named: list[ReferenceName]) -> list[ReferenceName]:
    """Return the names in order, telling apart two measures that the dictionary calls the same."""
    seen: set[str] = set()
    result = []
    for name in named:
        if folded(name.name) in seen:
            name = ReferenceName(
                name.indicator,
                f"{name.name} ({name.indicator.removeprefix(REFERENCE_PREFIX)})",
                *(name.topic, name.unit, name.meaning, name.polarity, name.decimals),
            )
        seen.add(folded(name.name))
        result.append(name)
    return result
