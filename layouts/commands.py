"""What the commands print: summaries of loads, scorecards in plain text, and a bar while a file is read."""

from __future__ import annotations

import textwrap
import time
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TextIO

from indicators.definitions import Indicator, catalogue
from indicators.rules.words import number, quantity

MOST_PROBLEMS = 20
_COLUMNS: tuple[tuple[str, int], ...] = (
    ("Indicator", 31),
    ("Value", 11),
    ("Target", 15),
    ("Rating", 9),
    ("Direction", 10),
)
_COLUMNS += (("Region", 9), ("England", 9))
_MARKS = {"c": "not shown", "x": "not available", "z": "does not apply", "low": "rounds to 0", "u": "unreliable"}
_STATUS = {
    "loaded": "loaded",
    "unchanged": "unchanged: it was loaded before",
    "refused": "refused: nothing was stored",
    "preview": "preview: nothing was stored",
}


def outcome_lines(outcome: dict[str, Any]) -> list[str]:
    """Return a short account of what became of one file."""
    layout = f" ({outcome['layout']})" if outcome["layout"] else ""
    lines = [f"{outcome['file']}{layout}: {_STATUS[outcome['status']]}"]
    for name, said in (("figures", outcome["observations"]), ("targets", outcome["targets"])):
        if any(said.values()):
            lines.append("  " + name + ": " + ", ".join(f"{count:,} {what}" for what, count in said.items()))
    for name in ("comments", "names"):
        if outcome.get(name):
            lines.append(f"  {name}: {outcome[name]:,}")
    if outcome["upload_id"] and outcome["status"] != "refused":
        lines.append(f"  upload: {outcome['upload_id']}")
    problems = outcome["problems"]
    for problem in problems[:MOST_PROBLEMS]:
        lines.append(f"  {problem['severity']}: {problem['message']}")
        if problem["fix"]:
            lines.append(f"    {problem['fix']}")
    if len(problems) > MOST_PROBLEMS:
        lines.append(f"  and {len(problems) - MOST_PROBLEMS} more")
    return lines


def scorecard_lines(card: dict[str, Any]) -> list[str]:
    """Return a scorecard, as the API says it, as a table at most 100 characters wide."""
    area = card["area"]
    when = f"as known on {card['as_at']}" if card["as_at"] else "as known today"
    lines = [f"{area['name']} ({area['id']}), {when}", ""]
    if not card["readings"]:
        return [*lines, "No figures have been loaded for this area. Load some with: python app.py load FILE"]
    lines += _row([name for name, _ in _COLUMNS])
    lines.append(" ".join("-" * width for _, width in _COLUMNS))
    theme = ""
    for reading in card["readings"]:
        if reading["theme"] != theme:
            theme = reading["theme"]
            lines += ["", theme]
        lines += _row(_cells(reading))
    return lines


def _cells(reading: dict[str, Any]) -> list[str]:
    indicator = catalogue()[reading["indicator"]]
    when = f"\n({reading['period_words']})" if reading["period_words"] else ""
    target = reading["target"]
    rating = "not due" if reading["reason"] == "not_due" else reading["rag"].replace("_", " ")
    if reading["would_be"]:
        rating += f"\n(now {reading['would_be']})"
    value = _shown(reading["value"], indicator)
    if reading["value"] is None:
        value = _MARKS.get(reading["mark"], "-")
    return [
        reading["name"] + when,
        value,
        target["words"] if target else "",
        rating,
        (reading["direction"] or "").replace("_", " "),
        _beside(reading["region"], indicator),
        _beside(reading["england"], indicator),
    ]


def _beside(benchmark: dict[str, Any] | None, indicator: Indicator) -> str:
    if benchmark is None or not benchmark["comparable"]:
        return ""
    implied = "\nimplied" if benchmark["status"] == "implied" else ""
    value = benchmark["value"]
    if value is not None and indicator.unit.startswith("rate_"):
        # The value's own column says what it is a rate of; here there is no room to say it again.
        return number(Decimal(str(value)), indicator.decimals) + implied
    return _shown(value, indicator) + implied


def _shown(value: float | None, indicator: Indicator) -> str:
    if value is None:
        return ""
    # The text of a JSON number is the figure itself; going through the float would not be.
    return quantity(Decimal(str(value)), indicator.unit, indicator.decimals, indicator.words)


def _row(cells: Sequence[str]) -> list[str]:
    """Return one row of the table as lines: each cell wrapped in its own column."""
    wrapped = [
        [line for part in cell.split("\n") for line in textwrap.wrap(part, width)] or [""]
        for cell, (_, width) in zip(cells, _COLUMNS, strict=True)
    ]
    height = max(map(len, wrapped))
    return [
        " ".join(
            (lines[number] if number < len(lines) else "").ljust(width)
            for lines, (_, width) in zip(wrapped, _COLUMNS, strict=True)
        ).rstrip()
        for number in range(height)
    ]


class Bar:
    """A bar on a terminal that shows how far a load is; nothing where there is no terminal, or for a quick load."""

    _AFTER = 0.4  # seconds; what is done sooner needs no bar
    _LENGTH = 30

    def __init__(self, stream: TextIO, name: str) -> None:
        self._stream = stream
        self._name = name if len(name) <= 30 else f"{name[:29]}…"
        self._begun = time.monotonic()
        self._shown = stream.isatty()
        self._drawn = False

    def __call__(self, stage: str, share: float) -> None:
        """Draw the bar: `share` is how much is done, from 0 to 1."""
        if self._shown and time.monotonic() - self._begun >= self._AFTER:
            done = round(self._LENGTH * min(max(share, 0.0), 1.0))
            bar = "#" * done + "." * (self._LENGTH - done)
            self._stream.write(f"\r{self._name} [{bar}] {stage}\x1b[K")
            self._stream.flush()
            self._drawn = True

    def clear(self) -> None:
        """Take the bar away."""
        if self._drawn:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
