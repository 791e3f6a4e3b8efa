"""The words that people read: spelling, British forms, plain names, short sentences; and the glossary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.records import MARKS, STATUSES
from indicators.definitions import POLARITIES, Indicator, catalogue
from indicators.rules import explain
from indicators.rules.target import OPERATOR_WORDS
from indicators.rules.words import MARK_WORDS

ROOT = Path(__file__).resolve().parent.parent
GLOSSARY = ROOT / "docs" / "glossary.md"
LONGEST_SENTENCE = 30

# What councillors need not know: the field's short forms. The catalogue's aliases keep them for finding an indicator.
SHORT_FORMS = re.compile(
    r"\b(LAC|CLA|CIC|CIN|CiN|CP|CPP|CPR|ICPC|RCPC|S47|EHCP|EHC|SEND|SEN|NEET|EET|UASC|SGO|IRO|PEP|SDQ|IFA|NFA|IA|CA|"
    r"FTE|YOT|YOS|MASH|TAF|CAF|EHA|FGC|PLO|LADO|DfE|LA|KPI|PI|YTD|KS[1-5]|RWM|A10|A2|CAMHS|ISSP|EWO|PMHW|PSR)s?\b"
)
# Short forms that everybody knows, or that have no other name.
KNOWN_FORMS = {"GCSE", "GCSEs", "GNVQ", "GNVQs", "USA", "BILD", "CSCI"}
# Capitals within a name.
PROPER = {"GCSE", "GCSEs", "English", "Children's", "Fund", "BILD", "USA", "Attainment"}

AMERICAN = re.compile(
    r"\b(behavior\w*|color\w*|favor\w*|labor(?!at)\w*|neighbor\w*|honor\w*|center\w*|theater|fiber|programs?|"
    r"\w+iz(?:e|es|ed|ing|ation|ations)|\w+yz(?:e|es|ed|ing)|"
    r"enrollments?|fulfill(?!ed|ing)\w*|skillful|judgments?|gray|counselor\w*|counseling|traveled|traveling|canceled|"
    r"modeling|license|defense|offense|pediatric\w*|gotten)\b",
    re.IGNORECASE,
)
BRITISH_Z = {"size", "sizes", "sized", "sizing", "resize", "resized", "prize", "prizes", "seize", "seized", "maize"}
MISSPELT = re.compile(
    r"\b(accomodat\w*|acheiv\w*|adress\w*|alot|apparant\w*|appropiate\w*|arguement\w*|assesment\w*|assessement\w*|"
    r"attendence|availab(?:el|ile)|begining|beleiv\w*|benifit\w*|buisness|calender|carreer|catagor\w*|childrens|"
    r"comit\w*|commitee\w*|comparision|concious\w*|definate\w*|dependant on|develope|developement|diffrent|"
    r"embarass\w*|enviroment\w*|excede\w*|existance|experiance\w*|familes|foriegn|freind\w*|garantee\w*|goverment\w*|"
    r"gaurd\w*|guardianshp|happend|heigth|immediatly|incidently|independant\w*|inital\w*|its'|knowlege|"
    r"liason|maintainance|millenium|neccess\w*|noticable|occassion\w*|occured|occurence\w*|offical\w*|"
    r"parrallel|peice\w*|perfom\w*|persistant\w*|personel|posess\w*|preceed\w*|privelege|proceedure\w*|proffession\w*|"
    r"publically|recieve\w*|recomend\w*|refered|refering|referal\w*|relevent|responsab\w*|responsibilty|"
    r"safegard\w*|saftey|seperat\w*|similiar\w*|sucess\w*|supercede\w*|suprise\w*|teh|thier|tommorrow|truely|untill|"
    r"usefull|vacanc(?:ys|eis)|vacinat\w*|vunerable|wether|wich|wierd|writen|yeild)\b",
    re.IGNORECASE,
)


def texts(indicator: Indicator) -> Iterator[tuple[str, str]]:
    """Yield every text of an indicator that is shown, with where it stands."""
    for key in ("name", "theme", "meaning", "why", "good", "counts", "numerator", "denominator"):
        yield key, getattr(indicator, key)
    for word in indicator.words:
        yield "words", word
    for dated in (*indicator.breaks, *indicator.events):
        yield "breaks", dated.what


CATALOGUE = [(f"{slug}: {key}", text) for slug, i in catalogue().items() for key, text in texts(i) if text]
SENTENCES = [(place, text) for place, text in CATALOGUE if place.split(": ")[1] in ("meaning", "why", "good", "breaks")]
NAMES = [(place, text) for place, text in CATALOGUE if place.endswith(": name")]
PLAIN = [(place, text) for place, text in CATALOGUE if place.split(": ")[1] in ("name", "meaning", "why", "good")]
RULES = [
    *MARK_WORDS.items(),
    *OPERATOR_WORDS.items(),
    *explain.STATUS_WORDS.items(),
    *((reason, explain.why_not(reason)) for reason in (explain.NO_TARGET, explain.NEUTRAL, explain.NOT_JUDGED, "")),
]
SHOWN = [*CATALOGUE, *RULES]


def found(pattern: str | re.Pattern[str], where: list[tuple[str, str]]) -> list[str]:
    """Return each place whose text has the pattern, with what was found."""
    return [f"{place}: {match[0]!r}" for place, text in where for match in re.finditer(pattern, text)]


def test_no_word_is_misspelt() -> None:
    assert found(MISSPELT, SHOWN) == []


def american(text: str) -> list[str]:
    return [match[0] for match in AMERICAN.finditer(text) if match[0].lower() not in BRITISH_Z]


def test_spelling_is_british() -> None:
    assert {place: words for place, text in SHOWN if (words := american(text))} == {}


def test_an_american_form_is_found() -> None:
    forms = """behavior color colored favorite labor neighbor center program organize organization recognized
        prioritizing analyze enrollment judgment counselor traveled license"""
    assert american(forms) == forms.split()


def test_a_british_form_is_left_alone() -> None:
    forms = """behaviour colour favourite labour neighbour centre programme organise organisation recognised analyse
        enrolment judgement counsellor travelled licence size prize seized laboratory resized"""
    assert american(forms) == []


@pytest.mark.parametrize("text", ["accomodation", "seperate", "recieved", "referal", "independant", "assesment"])
def test_a_common_slip_is_found(text: str) -> None:
    assert MISSPELT.search(f"The {text} of it")


def test_no_word_stands_twice_running() -> None:
    assert found(r"(?i)\b(\w+) \1\b", SHOWN) == []


def test_councillors_are_spared_short_forms() -> None:
    assert found(SHORT_FORMS, PLAIN) == []


def test_every_other_short_form_is_one_that_is_known() -> None:
    capitals = Counter(match for _, text in PLAIN for match in re.findall(r"\b[A-Z]{2,}s?\b", text))
    assert set(capitals) <= KNOWN_FORMS


def test_names_are_in_sentence_case() -> None:
    odd = [
        f"{place}: {word!r}"
        for place, text in NAMES
        for word in re.findall(r"(?<=[\s(])[\w'-]+", text)
        if word != word.lower() and word not in PROPER
    ]
    assert odd == []
    assert [place for place, text in NAMES if not (text[0].isupper() or text[0].isdigit())] == []


def test_names_are_no_sentences_and_texts_are() -> None:
    assert [place for place, text in NAMES if text.endswith((".", ":", ","))] == []
    assert [place for place, text in SENTENCES if not re.search(r"[.!?]$", text)] == []
    assert [place for place, text in SENTENCES if not (text[0].isupper() or text[0].isdigit())] == []
    assert found(r"[.!?] +[a-z]", SENTENCES) == []


def test_spaces_are_single_and_where_they_belong() -> None:
    assert found(r"\s{2,}|[\t\n\u00a0]|^\s|\s$|\s[.,;:!?)]|\(\s", SHOWN) == []
    assert found(r"[.,;:!?](?=[A-Za-z])", SHOWN) == []


def test_apostrophes_are_all_of_one_kind_and_nothing_is_in_quotation_marks() -> None:
    assert found('["“”‘’`´]', SHOWN) == []
    assert found(r"(?<![A-Za-z])'|'(?![A-Za-z\s.,;:!?]|$)|(?<![sS])'(?![A-Za-z])", SHOWN) == []


def test_dashes_brackets_and_marks_are_plain() -> None:
    assert found(r"--|–|—|…|\.\.|[<>{}\[\]&_#|]|(?<!\bA)\*|!", CATALOGUE) == []
    assert [place for place, text in CATALOGUE if text.count("(") != text.count(")")] == []


def test_no_sentence_is_longer_than_thirty_words() -> None:
    long = [
        f"{place}: {sentence}"
        for place, text in SENTENCES
        for sentence in re.split(r"(?<=[.!?])\s+", text)
        if len(sentence.split()) > LONGEST_SENTENCE
    ]
    assert long == []


def test_an_indicator_is_never_called_a_metric() -> None:
    assert found(r"(?i)\b(metric|kpi|data ?point|datum)s?\b", SHOWN) == []


# --- the glossary -------------------------------------------------------------------------------------------------

TERMS = [
    *("indicator", "numerator", "denominator", "polarity", "reading", "observation", "figure", "mark", "status"),
    *("period kind", "snapshot", "month", "quarter", "half year", "financial year", "academic year", "calendar year"),
    *("year to date", "rolling year", "several years", "comparable family"),
    *("target kind", "for", "by", "standing target", "tolerance", "RAG", "would_be", "direction of travel"),
    *("benchmark", "statistical neighbours", "neighbour model", "standing", "rank", "quartile band"),
    *("source family", "owner", "viewer", "audience", "known on", "recorded at", "as at"),
    *("upload", "undo", "ledger", "breakdown", "locality", "reference indicator", "break", "return"),
]


@pytest.fixture(scope="module")
def glossary() -> str:
    return GLOSSARY.read_text(encoding="utf-8")


def defined(page: str) -> list[str]:
    """Return the terms that a page defines: its headings, and what begins a line in bold."""
    bold = re.findall(r"(?m)^(?:[-*] )?\*\*(.+?)\*\*", page)
    headings = re.findall(r"(?m)^#{2,} (.+)$", page)
    return [term.strip().strip(":") for term in (*bold, *headings)]


@pytest.mark.parametrize("term", TERMS)
def test_the_glossary_says_what_the_word_means(glossary: str, term: str) -> None:
    assert term.lower() in [word.lower() for word in defined(glossary)]


def test_the_glossary_gives_each_word_one_meaning(glossary: str) -> None:
    times = Counter(word.lower() for word in defined(glossary))
    assert [word for word, count in times.items() if count > 1] == []


def test_the_glossary_names_every_status_mark_kind_and_polarity(glossary: str) -> None:
    for word in (*STATUSES, *POLARITIES, *filter(None, MARKS)):
        assert f"`{word}`" in glossary, word


def test_the_glossary_is_spelt_like_the_rest(glossary: str) -> None:
    assert MISSPELT.findall(glossary) == []
    assert american(glossary) == []
