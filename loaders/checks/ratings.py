"""The colour that a file gives a figure against the colour that the file's own target gives it by our rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indicators.rules import target as targets
from indicators.rules.rag import judged
from indicators.rules.target import OPERATOR_WORDS, when_words
from loaders.checks.examined import Examined, Placed
from loaders.checks.words import said
from loaders.problems import WARNING, Problem

# How a reader keeps a colour that stood beside a figure: in the figure's note, beside whatever else is there.
IN_THE_FILE = re.compile(r"RAG in the file: (green|amber|red)\b", re.IGNORECASE)


def check(examined: Examined) -> Iterator[Problem]:
    """Yield a warning for each figure whose colour in the file is not the one that its target in the file gives."""
    for placed in examined.valued:
        match = IN_THE_FILE.search(placed.figure.note)
        target = target_for(examined, placed) if match and placed.is_judged else None
        if match is None or target is None:
            continue
        ours, theirs = rating(placed, target), match[1].lower()
        if ours != theirs:
            yield examined.problem(
                WARNING,
                "rag_disagrees",
                placed.figure.sheet,
                placed.at,
                f"the file calls {said(placed.value, placed.indicator)} {theirs}, but against the target "
                f"({target_words(target, placed)}) it is {ours}. Pages will show {ours}.",
                "Check the number and the target; write the target's tolerance in the return if yours is another.",
                placed.text,
            )


def target_for(examined: Examined, placed: Placed) -> targets.Target | None:
    """Return the target in the file that judges a figure, or None when there is none that does.

    A count of a quarter is not held against a target for the whole year.
    """
    found = examined.rules.get(placed.series)
    if not found:
        return None
    headline = targets.headline(found, placed.period)
    if headline is None or targets.state(headline, placed.period) != "in_force":
        return None
    return None if _is_a_part(placed, headline) else headline


def _is_a_part(placed: Placed, target: targets.Target) -> bool:
    """Return whether a figure adds up over the time of a target, and is for a part of it only."""
    adds_up = placed.indicator.unit in ("number", "gbp", "gbp_million") and placed.period.kind != "snapshot"
    if not adds_up or target.starts is None or target.ends is None:
        return False
    return placed.period.starts > target.starts or placed.period.ends < target.ends


def rating(placed: Placed, target: targets.Target) -> str:
    """Return the colour of a figure by our rule."""
    indicator = placed.indicator
    return judged(placed.value, target, indicator.unit, indicator.tolerance_kind, indicator.tolerance).rag


def target_words(target: targets.Target, placed: Placed) -> str:
    """Return a target in words: 'at least 85% for 2004/05'."""
    upper = said(target.upper, placed.indicator) if target.upper is not None else ""
    words = OPERATOR_WORDS[target.operator].format(value=said(target.value, placed.indicator), upper=upper)
    return f"{words} {when_words(target)}".strip()
