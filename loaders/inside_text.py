"""A cell that holds a value and more: its target, its colour, its parts, an earlier value, an arrow.

A small grammar of what committee tables have, `75% (target 80%) (Green)`, `25 of 133 (18.8%)`, `57% (02-03) -> 61.2%`.
What it does not know in every word it leaves alone: prose is not searched for numbers.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from typing import Any

from indicators.rules.period_words import NotAPeriod, parse, part
from loaders.aims import OPERATOR_WORDS, operator_of
from loaders.cells import number_in
from loaders.rag_words import ARROWS, COLOURS, rag_of

_LONGEST = 120
_MOST_EXTRAS = 6
_NUMBER = r"[-−+]?\s?£?(?:\d[\d,]*(?:\.\d+)?|\.\d+)\s?%?"
_NOTED = rf"{_NUMBER}(?:\*+|†|‡|\s?\((?:p|prov|provisional|r|rev|revised)\))?"
_COUNTED = (
    r"(?:children|child|young people|cases|reviews|assessments|referrals|pupils|carers|posts|plans|people|visits)"
)
_WHEN = r"[^()\[\]]{2,24}?"
_THEN = r"(?:->|=>|→|⇒|➔|\bto\b)"
_OPERATORS = "|".join(
    re.escape(word) for words in OPERATOR_WORDS.values() for word in sorted(words, key=len, reverse=True)
)
_TARGET_WORDS = (
    r"(?:(?:against|vs|v|compared (?:to|with)) )?(?:an? |the |our )?(?:target|tgt)(?: of| is| was)?\s*[:=]?\s*"
)
_RAG_WORDS = "|".join(
    sorted((re.escape(word) for word in COLOURS if len(word) > 1 or not word.isascii()), reverse=True)
)
_UP = ("▲", "△", "↑", "⬆", "⇧", "↗", "up", "improving", "improved", "better", "increasing", "rising")
_DOWN = ("▼", "▽", "↓", "⬇", "⇩", "↘", "down", "worsening", "worse", "declining", "decreasing", "falling")
_LEVEL = ("→", "←", "↔", "►", "◄", "➔", "same", "no change", "unchanged", "stable", "static", "level")
_WAYS = {**dict.fromkeys(_UP, "up"), **dict.fromkeys(_DOWN, "down"), **dict.fromkeys(_LEVEL, "level")}
_WAY_WORDS = "|".join(re.escape(word) for word in sorted(_WAYS, key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class InText:
    """What a cell holds, each number as it is written ('75%'), '' for what is not there.

    `values` are (number, period's text) in the order in which they happened; the last is the cell's own, and its text
    is '' unless the cell itself says its period. `several` are three numbers or more between slashes, one for each
    period of the heading. `operator` is how the target is meant (>=), '' when it is not said. `numerator` and
    `denominator` are the parts, `count` the number beside a percentage. `rag` is green, amber, red or blue, `direction`
    up, down or level.
    """

    values: tuple[tuple[str, str], ...] = ()
    several: tuple[str, ...] = ()
    target: str = ""
    operator: str = ""
    rag: str = ""
    numerator: str = ""
    denominator: str = ""
    count: str = ""
    direction: str = ""


def values_in(text: str) -> InText | None:
    """Return what a cell with a value and more holds; None for prose and for what could mean two things."""
    return _values_in(text) if len(text) <= _LONGEST else None


@functools.lru_cache(maxsize=4096)
def _values_in(text: str) -> InText | None:
    clean = re.sub(r"\s+", " ", text.replace("\u00a0", " ")).strip()
    clean = re.sub(r"[(\[]([^()\[\]]*)[)\]]", _apart, clean)
    extras, core = _peeled(clean)
    found = _core(core) if extras is not None else None
    if extras is None or found is None:
        return None
    if found.several and extras != InText():
        return None
    whole = replace(extras, **{name: said for name in _CORE_FIELDS if (said := getattr(found, name))})
    denominator = extras.denominator or found.denominator
    return whole if extras.denominator in ("", denominator) and _is_sound(whole) else None


_CORE_FIELDS = ("values", "several", "numerator", "denominator", "count")


def _apart(match: re.Match[str]) -> str:
    """Return a bracket as several, one for each thing that it lists: '(target 80%, Green)'."""
    parts = [part.strip() for part in re.split(r";|, |\s[-–|/]\s", match[1]) if part.strip()]
    return "".join(f"({part})" for part in parts)


def _is_sound(found: InText) -> bool:
    """Return whether every number of a cell is one."""
    numbers = [number for number, _ in found.values if not re.search(_NOTE_AT_END, number, re.IGNORECASE)]
    numbers += [*found.several, found.target, found.numerator, found.denominator, found.count]
    return all(number_in(number) is not None for number in numbers if number)


_NOTE_AT_END = r"(?:\*+|†|‡|\))$"


# --- what stands beside a value -----------------------------------------------------------------------------------


def _peeled(text: str) -> tuple[InText | None, str]:
    """Return what stands before and after the value, and the rest. None when one thing is said twice."""
    found = InText()
    for _ in range(_MOST_EXTRAS):
        for form, names in _EXTRAS:
            match = form.fullmatch(text)
            said = _said(match, names) if match else None
            if match and said is not None:
                break
        else:
            return found, text
        if any(getattr(found, name) not in ("", value) for name, value in said.items()):
            return None, text
        found, text = replace(found, **said), match["core"].strip()
    return None, text


def _said(match: re.Match[str], kind: str) -> dict[str, Any] | None:
    """Return what one thing beside a value says, by field; None when it is not that after all."""
    if kind == "target":
        operator = operator_of(match["operator"] or "")
        return {"target": match["number"].strip(), **({"operator": operator} if operator else {})}
    if kind == "rag":
        colour = rag_of(match["said"])
        return {"rag": colour} if colour else None
    if kind == "direction":
        return {"direction": _WAYS[match["said"].lower()]}
    if kind == "change":
        return {"direction": "up" if match["said"][0] in "+u" else "down"}
    return {"denominator": match["said"]} if kind == "base" else {}


_OPERATED = rf"(?P<operator>{_OPERATORS})?\s*(?P<number>{_NUMBER})"
_TARGETS = (rf"{_TARGET_WORDS}{_OPERATED}", rf"{_OPERATED} target")
_RAGS = rf"(?P<said>(?:rag[: ]*)?(?:{_RAG_WORDS})|(?:on|off|above|near) target)"

_EXTRAS: list[tuple[re.Pattern[str], str]] = [
    *((re.compile(rf"(?P<core>.*?\S)\s*\({form}\)", re.IGNORECASE), "target") for form in _TARGETS),
    *((re.compile(rf"(?P<core>.*?\S)[\s,;|/–-]+{form}", re.IGNORECASE), "target") for form in _TARGETS),
    (re.compile(rf"(?P<core>.*?\S)\s*\(t[: ]\s*(?P<operator>)(?P<number>{_NUMBER})\)", re.IGNORECASE), "target"),
    (re.compile(rf"(?P<core>.*?\S)\s*\({_RAGS}\)", re.IGNORECASE), "rag"),
    (re.compile(rf"(?P<core>.*?[^\s\w])[\s,;|/–-]*{_RAGS}", re.IGNORECASE), "rag"),
    (re.compile(rf"(?P<core>.*?\S)[\s,;|/–-]+{_RAGS}", re.IGNORECASE), "rag"),
    (re.compile(r"(?P<core>.*?\S)\s*\((?P<said>[RAGB])\)"), "rag"),
    (re.compile(r"(?P<core>.*?\S)[\s,;|/]+(?P<said>[RAGB])"), "rag"),
    (re.compile(rf"{_RAGS}[\s:,–-]+(?P<core>\S.*)", re.IGNORECASE), "rag"),
    (re.compile(r"(?P<said>[RAGB])[\s:]+(?P<core>[-−+£\d.].*)"), "rag"),
    (re.compile(rf"(?P<core>.*?\S)\s*\((?P<said>{_WAY_WORDS})\)", re.IGNORECASE), "direction"),
    (re.compile(rf"(?P<core>.*?\S)\s*(?P<said>[{ARROWS}])\ufe0f?"), "direction"),
    (re.compile(rf"(?P<said>[{ARROWS}])\ufe0f?\s*(?P<core>\S.*)"), "direction"),
    (
        re.compile(r"(?P<core>.*?\S)\s*\((?P<said>[-−+]|up |down )\s*(?:by )?[\d.]+\s?(?:%|pp|%? ?points?)?\)", re.I),
        "change",
    ),
    (re.compile(r"(?P<core>.*?\S)\s*\((?:n|base|cohort|out of|of)\s*[=:]?\s*(?P<said>\d[\d,]*)\)", re.I), "base"),
    (re.compile(r"(?:actual|performance|value)\s*[:=]?\s+(?P<core>\S.*)", re.I), ""),
    (re.compile(rf"(?P<core>.*?\S)\s*\((?:was|previously|prev|last (?:year|quarter|month))[: ]+{_NUMBER}\)", re.I), ""),
    (re.compile(rf"(?P<core>.*?\S)\s*\({_NUMBER} (?:last|previous) (?:year|quarter|month)\)", re.I), ""),
]


# --- the value itself ---------------------------------------------------------------------------------------------


def _core(text: str) -> InText | None:
    for form, build in _CORES:
        if match := form.fullmatch(text):
            return build(match)
    return None


def _single(match: re.Match[str]) -> InText | None:
    return InText(values=((match[1].strip(), ""),))


def _dated_value(match: re.Match[str]) -> InText | None:
    return InText(values=((match[1].strip(), match["when"].strip()),)) if _is_period(match["when"]) else None


def _of_all(match: re.Match[str]) -> InText | None:
    """Return a part of a whole, with the percentage beside it where there is one.

    '95% (04/05)' is a value and its year; '96.2% (25/26)' are its parts, for they give it.
    """
    share, piece, whole = match.groupdict().get("share"), match["part"], match["whole"]
    is_year = "/" in match["parts"] and _is_period(match["parts"])
    if share is None:
        # 04/05 and 2004/05 are years, whatever else they might be.
        return None if is_year and (piece[0] == "0" or len(piece) == 4) else InText(numerator=piece, denominator=whole)
    if is_year and not _gives(piece, whole, share):
        return InText(values=((share.strip(), match["parts"]),))
    return InText(values=((share.strip(), ""),), numerator=piece, denominator=whole)


def _gives(piece: str, whole: str, share: str) -> bool:
    """Return whether a part of a whole is this percentage, rounded as people round."""
    top, bottom, percent = number_in(piece), number_in(whole), number_in(share)
    return bool(top is not None and bottom and percent is not None and abs(top * 100 / bottom - percent) <= 1)


def _count_and_share(match: re.Match[str]) -> InText | None:
    return InText(values=((match["share"].strip(), ""),), count=match["count"])


def _then(match: re.Match[str]) -> InText | None:
    """Return an earlier value and the present one, each with its period where it is said."""
    earlier, later = match["earlier"] or "", match["later"] or ""
    if any(when and not _is_period(when) for when in (earlier, later)):
        return None
    return InText(values=((match["one"].strip(), earlier.strip()), (match["other"].strip(), later.strip())))


def _with_earlier(match: re.Match[str]) -> InText | None:
    """Return '15 (10 in 2003/04)' and '15 (2003/04: 10)' in the order in which they happened."""
    when = match["when"].strip()
    return InText(values=((match["earlier"].strip(), when), (match["one"].strip(), ""))) if _is_period(when) else None


def _slashed(match: re.Match[str]) -> InText | None:
    """Return numbers between slashes; a date is none."""
    return None if _is_period(match[0]) else InText(several=tuple(part.strip() for part in match[0].split("/")))


def _is_period(text: str) -> bool:
    try:
        parse(text)
    except NotAPeriod:
        return part(text) is not None
    return True


_WHOLE = r"\d[\d,]*"
_SHARE = rf"(?P<share>{_NUMBER})"
_PART = rf"(?P<parts>(?P<part>{_WHOLE}) ?(?:/|(?:out )?of(?: the)?) ?(?P<whole>{_WHOLE}))(?: {_COUNTED})?"
_CORES = [
    (re.compile(form, re.IGNORECASE), build)
    for form, build in [
        (rf"({_NOTED})", _single),
        (_PART, _of_all),
        (rf"{_PART}\s*\(\s*=?\s*{_SHARE}\)", _of_all),
        (rf"{_PART}\s*=\s*{_SHARE}", _of_all),
        (rf"{_SHARE}\s*(?:\({_PART}\))", _of_all),
        (rf"(?P<count>{_WHOLE})(?: {_COUNTED})?\s*\((?P<share>{_NUMBER}(?<=%))\)", _count_and_share),
        (rf"(?P<share>{_NUMBER}(?<=%))\s*\((?P<count>{_WHOLE}) {_COUNTED}\)", _count_and_share),
        (
            rf"(?:from )?(?P<one>{_NUMBER})\s*(?:\((?P<earlier>{_WHEN})\))?\s*{_THEN}\s*"
            rf"(?P<other>{_NOTED})\s*(?:\((?P<later>{_WHEN})\))?",
            _then,
        ),
        (rf"(?P<one>{_NOTED})\s*\((?P<earlier>{_NUMBER}) (?:in|for|at) (?P<when>{_WHEN})\)", _with_earlier),
        (rf"(?P<one>{_NOTED})\s*\((?P<when>{_WHEN})[:=]\s*(?P<earlier>{_NUMBER})\)", _with_earlier),
        (rf"({_NOTED})\s*\((?P<when>{_WHEN})\)", _dated_value),
        (rf"{_NUMBER}(?:\s?/\s?{_NUMBER}){{2,9}}", _slashed),
    ]
]
