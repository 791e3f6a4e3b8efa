"""Another area's figure beside ours, with its own period when that differs."""

from __future__ import annotations

from dash.development.base_component import Component

from indicators.reading import Benchmark, Reading
from layouts.components.small import small
from layouts.words import mean_of, shown, status_words


def benchmark(beside: Benchmark | None, reading: Reading) -> list[Component | str]:
    """Return what stands in a benchmark's cell: the value, then in small what must be known about it."""
    if beside is None or beside.value is None:
        return ["–", small("none published", hidden=True)]
    about = [] if beside.period == reading.period else [beside.period_words]
    if status_words(beside.status):
        about.append("implied" if beside.status == "implied" else status_words(beside.status))
    if not beside.comparable:
        about.append("another kind of period, so not comparable")
    return [shown(beside.value, reading.indicator), *([small(", ".join(about))] if about else [])]


def neighbours(reading: Reading) -> list[Component | str]:
    """Return the neighbours' mean, with how many of the ten it is made from."""
    cell = benchmark(reading.statistical_neighbours, reading)
    if reading.statistical_neighbours is not None:
        cell.append(small(mean_of(reading.statistical_neighbours_count)))
    return cell
