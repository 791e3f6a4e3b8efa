"""The words of an indicator's label: what they come to when abbreviations, fillers and the unit are taken out."""

from __future__ import annotations

import functools
import re

from indicators.definitions import folded

FOOTNOTE_SIGNS = "*†‡#¹²³⁴⁵⁶⁷⁸⁹⁰"
# Numbering and bullets before a label: "1.2 ", "a) ", "(iv) ", "- ". A bare number may be part of the name.
_BULLET = re.compile(
    r"(?:\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-z]|[ivx]{1,4})[.):](?!\d)\s*|\d{1,3}(?:\.\d{1,3}){1,3}\s+|[-–—•·▪*]\s+)(?=\S)",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"(?:(?:local |national |key )?(?:performance )?indicator|l?pi|kpi|measure)\s*[:–-]\s*", re.IGNORECASE
)

# What is said in several ways, as one word each; of two that begin alike the longer comes first.
_SAME = {
    "rereferral": r"re referrals?",
    "reregistration": r"re registrations?",
    "lac": r"children looked after|looked after child(?:ren)?|children in care|cla|cic|lac",
    "ehcp": r"education health and care plans?|ehc plans?|ehcps?",
    "icpc": r"initial (?:child protection|cp) (?:case )?conferences?|icpcs?",
    "cpr": r"(?:child protection|cp) registers?|cpr",
    "cpp": r"(?:child protection|cp) plans?|cpps?",
    "cp": r"child protection|cp",
    "cin": r"children in need|cin",
    "ia": r"initial assessments?|ias?",
    "core": r"core assessments?",
    "single": r"single assessments?|(?:child(?:ren)?|c) and (?:family|families|f) assessments?",
    "s47": r"section 47s?|s 47s?|s47s?",
    "sw": r"social workers?|sws?",
    "sgo": r"special guardianship(?: orders?)?|sgos?",
    "careleaver": r"young people leaving care|care leavers?",
    "eet": r"education employment (?:or|and) training|employment education and training|eet|ete",
    "iro": r"independent reviewing officers?|iros?",
    "pep": r"personal education plans?|peps?",
    "nfa": r"no further action|nfa",
    "ontime": (
        r"(?:with)?in (?:the )?(?:statutory |required |agreed |legal )?time ?(?:scales?|limits?|frames?)"
        r"|to (?:the )?time ?scales?|on time|timely|timeliness(?: of)?|timescales?"
    ),
    "day": r"(?:working|calendar) days?|days?",
    # The unit is looked for by itself: see unit_said.
    "": (
        r"(?:percentage|per cent|pct|proportion|percent)(?: of)?"
        r"|(?:total )?(?:number|no|numbers|count) of|numbers?|count"
    ),
}
_PLACES = list(_SAME)
_SAID = re.compile("|".join(rf"(?P<w{place}>\b(?:{form})\b)" for place, form in enumerate(_SAME.values())))
_OR_MORE = re.compile(r"\bat least (\w+)|(\w+) or more\b")
_THOUSAND = re.compile(r"(?<=\d)(?: (?=000\b)|k\b)")
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven")
_NUMBER_WORD = re.compile(rf"^({'|'.join(_NUMBERS)})(?=\+?$)")
# Words that a label may have or not without meaning anything else.
_FILLERS = frozenset(
    {
        *("the", "of", "a", "an", "in", "within", "at", "for", "and", "on", "with", "all", "total"),
        *("who", "whose", "which", "that", "their", "them", "were", "was", "are", "is", "have", "had", "has", "been"),
        *("being", "held", "completed", "carried", "out", "children", "child"),
    }
)
_NOT_PLURAL = frozenset({"is", "was", "has", "plus", "less", "access", "status", "process"})
_LOOKALIKES = str.maketrans("АВСЕНІЈКМОРЅТХУаеіјорсухѕΑΒΕΗΙΚΜΝΟΡΤΥΧο", "ABCEHIJKMOPSTXYaeijopcyxsABEHIKMNOPTYXo")

_UNITS = [
    (unit, re.compile(form, re.IGNORECASE))
    for unit, form in [
        ("rate_per_100000", r"(?:per|/) ?100[ ,]?000\b|(?:per|/) ?100 ?k\b"),
        ("rate_per_10000", r"(?:per|/) ?10[ ,]?000\b|(?:per|/) ?10 ?k\b"),
        ("rate_per_1000", r"(?:per|/) ?1[ ,]?000\b"),
        ("percent", r"%|\bper ?cent\b|\bpercentages?\b|\bpct\b|\bproportion of\b"),
        ("gbp_per_week", r"£.*\b(?:a|per|/) ?week\b|\bweekly\b.*£"),
        ("gbp_million", r"£ ?(?:m|million|mil)\b"),
        ("gbp", r"£"),
        ("days", r"\((?:average |mean |working |calendar )*days\)|\b(?:average|mean|number of) (?:\w+ )?days\b"),
        ("weeks", r"\((?:average |mean )?weeks\)|\b(?:average|mean|number of) weeks\b"),
        ("months", r"\((?:average |mean )?months\)|\b(?:average|mean|number of) months\b"),
        ("number", r"\b(?:number|numbers|count) of\b|^(?:no|nos|#)\.? (?:of )?\b|\bno\. of\b"),
        ("number", r"\((?:number|no\.?|nos\.?|count|#)\)"),
        ("number", r"\btotal number\b|\bheadcount\b|[-–:] ?(?:number|count)$"),
    ]
]


def unit_said(text: str) -> str:
    """Return the unit that a label says its figures are in, as the catalogue names it; '' when it says none."""
    plain = text.replace("\u00a0", " ")
    return next((unit for unit, form in _UNITS if form.search(plain)), "")


def key_of(text: str) -> str:
    """Return the words that make a label what it is, in one order: labels with one key say the same in other words.

    '% of CP cases allocated' and 'Child protection cases allocated (%)' have one. '' when nothing is left.
    """
    return " ".join(sorted(words_of(text)))


@functools.lru_cache(maxsize=16384)
def words_of(text: str) -> frozenset[str]:
    """Return the telling words of a label, each abbreviation in its one form."""
    said = _THOUSAND.sub(lambda match: "000" if match[0] == "k" else "", folded(text))
    said = _OR_MORE.sub(lambda match: f"{match[1] or match[2]}+", said)
    words = (_NUMBER_WORD.sub(_digits, word) for word in _SAID.sub(_one_word, said).split())
    return frozenset(_singular(word) for word in words if word not in _FILLERS)


def _one_word(match: re.Match[str]) -> str:
    return f" {_PLACES[int((match.lastgroup or 'w0')[1:])]} "


def _digits(match: re.Match[str]) -> str:
    return str(_NUMBERS.index(match[1]) + 1)


def plain_letters(text: str) -> str:
    """Return a text with letters of other alphabets that look like ours as ours: for suggestions, never for a match."""
    return text.translate(_LOOKALIKES)


def without_marks(text: str) -> str:
    """Return a label without what stands around its name: numbering, bullets, 'KPI:', footnote signs."""
    text = text.strip().rstrip(FOOTNOTE_SIGNS + " .:;")
    text = re.sub(r"\s*[(\[]\d{1,2}[)\]]$", "", text)
    for form in (_BULLET, _KIND):
        if match := form.match(text):
            text = text[match.end() :]
    return text.strip()


def _singular(word: str) -> str:
    return (
        word[:-1]
        if len(word) > 3 and word.endswith("s") and not word.endswith("ss") and word not in _NOT_PLURAL
        else word
    )
