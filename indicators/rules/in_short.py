"""In short: a whole scorecard in at most 120 words, the same words for the same readings.

First how many have each colour, then what is worst and getting worse, what has improved, and what is missing or old.
Names are left out, the least pressing first, until it fits; numbers are never left out. Source: the members' wish that
a report begin with what they should look at, and that it can be read out in one minute.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.rules.rag import AMBER, GREEN, NOT_RATED, RED
from indicators.rules.words import counted, listed

MOST_WORDS = 120
_SHOWN = 3  # names at most in one sentence
_COLOURS = {RED: "red", AMBER: "amber", GREEN: "green", NOT_RATED: "not rated"}
_RATED_FIRST = (GREEN, AMBER, RED, NOT_RATED)


@dataclass(frozen=True, slots=True)
class Line:
    """One reading as the summary needs it.

    `shown` and `before` are values in words, '' where there is none. `theme` is the place of its theme. `short` is how
    far it is from its target, as a share of the target; None where that cannot be said. `old` says that the figure is
    over two years old, `hidden` that there is one but too small to be shown.
    """

    name: str
    theme: int = 0
    rag: str = NOT_RATED
    would_be: str | None = None
    direction: str = ""
    shown: str = ""
    before: str = ""
    short: Decimal | None = None
    old: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """A sentence that may name some of its lines: `say` makes it from the names and how many are left out."""

    lines: Sequence[Line]
    say: Callable[[Sequence[Line], int], str]

    def text(self, names: int) -> str:
        """Return the sentence with at most so many names."""
        return self.say(self.lines[:names], len(self.lines) - names)


def in_short(lines: Sequence[Line]) -> tuple[str, ...]:
    """Return the summary's sentences: never none, never over 120 words together."""
    if not lines:
        return ("There are no figures to show yet.",)
    fixed = _counts(lines)
    parts = [part for part in _parts(lines) if part.lines]
    names = [_SHOWN] * len(parts)
    while True:
        said = (*fixed, *(part.text(kept) for part, kept in zip(parts, names, strict=True)), *_old(lines))
        if _words(said) <= MOST_WORDS or not any(names):
            return said
        # From the last sentence on: what is missing matters less than what is worst.
        most = max(names)
        place = max(place for place, kept in enumerate(names) if kept == most)
        names[place] -= 1


def _words(said: Sequence[str]) -> int:
    return sum(len(sentence.split()) for sentence in said)


def _counts(lines: Sequence[Line]) -> tuple[str, ...]:
    """Return how many have each colour, and how many would be red if their target were due."""
    numbers = {colour: sum(line.rag == colour for line in lines) for colour in _COLOURS}
    waiting = sum(line.would_be == RED for line in lines)
    would = f"Of those not rated, {waiting:,} would be red if the target were due now." if waiting else ""
    if len(lines) == 1:
        said = f"The one indicator here is {_COLOURS[lines[0].rag]}."
    elif numbers[NOT_RATED] == len(lines):
        said = f"None of the {len(lines):,} indicators is rated."
    else:
        parts = [f"{number:,} {_COLOURS[colour]}" for colour, number in numbers.items() if number]
        first, _, rest = parts[0].partition(" ")
        parts[0] = f"{first} {'is' if first == '1' else 'are'} {rest}"
        said = f"Of {len(lines):,} indicators, {listed(parts)}."
    return (said, would) if would else (said,)


def _parts(lines: Sequence[Line]) -> list[_Part]:
    """Return the sentences about some of the lines, the most pressing first; no line is in two of them."""
    worse = [line for line in lines if line.direction == "worsening"]
    falling = [line for line in worse if line.rag == RED]
    red = [line for line in lines if line.rag == RED and line.direction != "worsening"]
    other = [line for line in worse if line.rag != RED]
    better = [line for line in lines if line.direction == "improving" and line.rag != RED]
    missing = [line for line in lines if not line.shown and not line.hidden]
    return [
        _Part(sorted(falling, key=_worst), _naming("Red and getting worse", "red and getting worse", _moved)),
        _Part(sorted(red, key=_worst), _naming("Red", "red but not getting worse", _red)),
        _Part(sorted(other, key=_amber_first), _naming("Getting worse", "getting worse", _moved)),
        _Part(sorted(better, key=_rated_first), _naming("Improved", "better than before", _moved)),
        _Part(sorted(missing, key=_by_theme), _naming("No figure", "without a figure", lambda line: line.name)),
    ]


def _naming(opening: str, closing: str, name: Callable[[Line], str]) -> Callable[[Sequence[Line], int], str]:
    """Return how a sentence says its names and how many more there are: 'No figure: A; B; and 4 more.'

    Between names stand semicolons, since a name may have a comma or an "and" of its own.
    """

    def say(named: Sequence[Line], more: int) -> str:
        if not named:
            return f"{more:,} {'is' if more == 1 else 'are'} {closing}."
        rest = [f"and {more:,} more"] if more > 0 else []
        return f"{opening}: {'; '.join([*map(name, named), *rest])}."

    return say


def _moved(line: Line) -> str:
    return f"{line.name} ({line.shown}, from {line.before})" if line.before else _red(line)


def _red(line: Line) -> str:
    way = ", improving" if line.direction == "improving" else ""
    return f"{line.name} ({line.shown}{way})" if line.shown else line.name


def _old(lines: Sequence[Line]) -> tuple[str, ...]:
    """Return how many figures are hidden, and how many are old."""
    hidden, old = sum(line.hidden for line in lines), sum(line.old for line in lines)
    said = []
    if hidden:
        is_or_are = "is hidden because it is" if hidden == 1 else "are hidden because they are"
        said.append(f"{counted(hidden, 'figure')} {is_or_are} too small to show.")
    if old:
        said.append(f"{counted(old, 'figure')} {'is' if old == 1 else 'are'} over 2 years old.")
    return tuple(said)


def _worst(line: Line) -> tuple[object, ...]:
    """Return what puts the line furthest from its target first; then by theme and name."""
    return -(line.short or Decimal(0)), *_by_theme(line)


def _amber_first(line: Line) -> tuple[object, ...]:
    return (AMBER, GREEN, NOT_RATED).index(line.rag), *_by_theme(line)


def _rated_first(line: Line) -> tuple[object, ...]:
    return _RATED_FIRST.index(line.rag), *_by_theme(line)


def _by_theme(line: Line) -> tuple[object, ...]:
    """Return the order in which ties go; the last three only settle two of one name."""
    return line.theme, line.name, line.shown, line.before, line.direction
