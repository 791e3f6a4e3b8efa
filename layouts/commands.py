"""What the commands print: summaries of loads, scorecards in plain text, and a bar while a file is read."""

from __future__ import annotations

import shlex
import textwrap
import time
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TextIO

from data import areas
from indicators.definitions import Indicator, catalogue
from indicators.rules.words import number, quantity

MOST_PROBLEMS = 20
MOST_LISTED = 10
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
    lines += _settled_lines(outcome["answers"])
    if outcome["differences"]:
        lines += _difference_lines(outcome["differences"], outcome["ratings"])
    for problem in outcome["problems"][:MOST_PROBLEMS]:
        lines.append(f"  {problem['severity']}: {problem['message']}")
        if problem["fix"]:
            lines.append(f"    {problem['fix']}")
    lines += _more(len(outcome["problems"]), MOST_PROBLEMS)
    for question in outcome["questions"][:MOST_PROBLEMS]:
        lines += _question_lines(question)
    lines += _more(len(outcome["questions"]), MOST_PROBLEMS)
    return lines


def _more(count: int, most: int) -> list[str]:
    return [f"  and {count - most:,} more"] if count > most else []


def _settled_lines(answers: Sequence[dict[str, Any]]) -> list[str]:
    remembered = sum(answer["remembered"] for answer in answers)
    return [f"  answers: {len(answers)}, {remembered} of them remembered from an earlier file"] if answers else []


def _question_lines(question: dict[str, Any]) -> list[str]:
    """Return a question with what to write to settle it."""
    lines = [f"  question: {question['words']}"]
    for choice in question["choices"][:MOST_LISTED]:
        lines.append(f"    {choice['words']}: --answer {shlex.quote(question['key'] + '=' + choice['value'])}")
    return lines + _more(len(question["choices"]), MOST_LISTED)


def _difference_lines(found: dict[str, Any], ratings: Sequence[dict[str, Any]]) -> list[str]:
    """Return what a preview says would change, the first few of each kind."""
    lines = [
        f"  would change: {_figure_words(one)}, {_said(one['old'])} to {_said(one['new'])}"
        + ("" if one["counts"] else " (a figure reported later stays in force)")
        for one in found["changed"][:MOST_LISTED]
    ]
    lines += _more(found["changed_total"], MOST_LISTED)
    lines += [
        f"  no longer in the file: {_figure_words(one)}, {_said(one['old'])}"
        for one in found["disappeared"][:MOST_LISTED]
    ]
    lines += _more(found["disappeared_total"], MOST_LISTED)
    lines += [
        f"  rating: {_name(change['indicator'])}, {areas.get(change['area']).name}: "
        f"{_rating(change['from'], change['would_be_from'])} to {_rating(change['to'], change['would_be_to'])}"
        for change in ratings[:MOST_LISTED]
    ]
    return lines + _more(len(ratings), MOST_LISTED)


def _figure_words(one: dict[str, Any]) -> str:
    words = (_name(one["indicator"]), areas.get(one["area"]).name, one["breakdown"], one["period"]["words"])
    return ", ".join(word for word in words if word)


def _name(slug: str) -> str:
    found = catalogue().get(slug)
    return found.name if found else slug


def _said(said: dict[str, Any]) -> str:
    value = said["value"]
    return _MARKS.get(said["mark"], "no figure") if value is None else f"{value:,}"


def _rating(rag: str, would_be: str | None) -> str:
    return f"not due (now {would_be})" if would_be else rag.replace("_", " ")


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
