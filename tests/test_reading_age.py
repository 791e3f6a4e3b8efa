"""Everything that is read aloud can be read at the age of twelve: the catalogue, the rules' sentences, the scorecards.

A text is measured as it is read: a reading's sentences together, an indicator's texts together. One sentence by itself
swings with a single long word, so it may go up to a grade of 12, which is an age of 17; the text around it may not.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from data.store import Store
from data.viewer import LOCAL
from indicators import summary
from indicators.definitions import catalogue
from indicators.reading import Reading
from indicators.rules import explain
from indicators.rules.words import MARK_WORDS
from indicators.scorecard import Scorecard, scorecard
from indicators.stores import opened_store
from tests.everything import everything
from tests.indicators import rules_page
from tests.indicators.worked import NOTHING, rows
from tests.layouts.filled import filled_store
from tests.reading_age import FIRST_YEAR, grade, reading_age, sentences_of, syllables, words_of

OLDEST = 12
ONE_TEXT = 14  # an indicator's meaning, why or good alone: two or three sentences
HARDEST_GRADE = 12
TODAY = date(2026, 11, 22)
# The councils of the examples, on the day of their paper and today; and two with published figures alone.
READ = [
    *(("E10000029", date(2005, 3, 31)), ("E06000032", date(2004, 7, 31)), ("E06000043", date(2003, 7, 1))),
    *(("E06000043", date(2005, 3, 1)), ("E10000011", date(2003, 7, 1))),
    *((area, None) for area in ("E10000029", "E06000032", "E06000043", "E10000011", "E10000020", "E10000012")),
]
# Suffolk, Luton, City of London, Westminster, Isles of Scilly, Birmingham, Cumberland, the North West and England.
REAL = (
    *("E10000029", "E06000032", "E09000001", "E09000033", "E06000053"),
    *("E08000025", "E06000063", "E12000002", "E92000001"),
)
NAMES = sorted((indicator.name for indicator in catalogue().values()), key=len, reverse=True)


def too_hard(texts: Mapping[str, str], oldest: float) -> dict[str, float]:
    """Return the texts that need an older reader, with the age; the names of indicators count as one easy word."""
    ages = {place: round(reading_age(text, NAMES), 1) for place, text in texts.items()}
    return {f"{place}: {texts[place]}": age for place, age in ages.items() if age > oldest}


# --- the measure itself -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *(("cat", 1), ("council", 2), ("neighbours", 2), ("councillor", 3), ("council's", 2), ("responsibility", 6)),
        *(("unallocated", 5), ("xyle", 1), ("December", 1), ("77.4%", 1), ("£2.76", 1)),
    ],
)
def test_syllables_are_those_that_are_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_grade_is_the_formula_s() -> None:
    # Six words and as many syllables in one sentence, then twelve words of sixteen syllables in two.
    assert grade("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 - 15.59)
    text = "The cat sat on the mat. The council met in the winter."
    assert grade(text) == pytest.approx(0.39 * 6 + 11.8 * 14 / 12 - 15.59)
    assert reading_age(text) == pytest.approx(grade(text) + FIRST_YEAR)


def test_a_point_within_a_number_ends_no_sentence_and_a_hyphen_parts_a_word() -> None:
    assert sentences_of("It is 77.4%. It was 2.5.") == ["It is 77.4%.", "It was 2.5."]
    assert words_of("Re-referrals: 13,000 at 31 March, £2.76 million.") == (
        ["Re", "referrals", "13,000", "at", "31", "March,"[:-1], "£2.76", "million"]
    )


def test_a_hard_text_is_found() -> None:
    hard = "Multidisciplinary safeguarding infrastructure necessitates continual organisational reconfiguration."
    assert too_hard({"here": hard}, OLDEST)
    assert grade(hard) > HARDEST_GRADE


# --- the catalogue ----------------------------------------------------------------------------------------------------


def test_each_indicator_can_be_read_at_twelve() -> None:
    texts = {i.slug: " ".join((i.meaning, i.why, i.good)) for i in catalogue().values()}
    assert too_hard(texts, OLDEST) == {}


def test_no_text_of_an_indicator_is_much_harder_than_the_others() -> None:
    texts = {f"{i.slug}, {key}": getattr(i, key) for i in catalogue().values() for key in ("meaning", "why", "good")}
    assert too_hard(texts, ONE_TEXT) == {}


# --- the rules' worked examples ---------------------------------------------------------------------------------------

SAID = ("sentence", "sentences", "question", "in short")


def worked() -> dict[str, str]:
    """Return every sentence of the tables that are printed in docs/rules.md, by its table and line."""
    return {
        f"{name} {place}": row[heading]
        for (_, name), table in rules_page.tables().items()
        for place, row in enumerate(rows(table))
        for heading in SAID
        if row.get(heading, NOTHING) != NOTHING
    }


def test_every_worked_sentence_is_measured() -> None:
    assert len(worked()) > 100


def test_no_sentence_of_the_worked_examples_is_too_hard() -> None:
    sentences = {
        f"{place}: {said}": grade(said, NAMES) for place, text in worked().items() for said in sentences_of(text)
    }
    assert {said: hard for said, hard in sentences.items() if hard > HARDEST_GRADE} == {}


def test_the_worked_examples_can_be_read_at_twelve() -> None:
    tables: dict[str, list[str]] = {}
    for place, text in worked().items():
        tables.setdefault(place.rpartition(" ")[0], []).append(text)
    assert too_hard({name: " ".join(texts) for name, texts in tables.items()}, OLDEST) == {}


def test_reasons_for_no_colour_can_be_read_at_twelve() -> None:
    reasons = (explain.NO_TARGET, explain.NEUTRAL, explain.NOT_JUDGED)
    texts = {reason: explain.why_not(reason) for reason in reasons}
    texts |= {mark: explain.why_not(explain.NO_DATA, mark=mark) for mark in MARK_WORDS}
    assert too_hard({"all": " ".join(texts.values())}, OLDEST) == {}


# --- what the scorecards say ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = filled_store(tmp_path_factory.mktemp("reading_age"))
    yield store
    store.close()


@pytest.fixture(scope="module")
def cards(filled: Store) -> list[tuple[Scorecard, date]]:
    return [(scorecard(filled, LOCAL, area, as_at=day), day or TODAY) for area, day in READ]


def test_each_reading_can_be_read_at_twelve(cards: list[tuple[Scorecard, date]]) -> None:
    texts = {
        f"{card.area} {card.as_at} {reading.indicator.slug}": " ".join((*told.sentences, *told.how_sure))
        for card, on in cards
        for reading in card.readings
        for told in [summary.told(reading, on)]
    }
    assert len(texts) > 200
    assert too_hard(texts, OLDEST) == {}


def test_each_reading_of_a_real_council_can_be_read_at_twelve(
    reference: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    store = opened_store(everything(reference, shared, tmp_path_factory.mktemp("everything")))
    try:
        cards = [scorecard(store, LOCAL, area) for area in REAL]
    finally:
        store.close()
    texts = {f"{card.area} {reading.indicator.slug}": aloud(reading) for card in cards for reading in card.readings}
    texts |= {card.area: " ".join(summary.in_short(card, TODAY)) for card in cards}
    assert len(texts) > 50 * len(REAL)
    assert too_hard(texts, OLDEST) == {}


def aloud(reading: Reading) -> str:
    told = summary.told(reading, TODAY)
    return " ".join((*told.sentences, *told.how_sure))


def test_no_sentence_of_a_scorecard_is_too_hard(cards: list[tuple[Scorecard, date]]) -> None:
    said = {
        sentence for card, on in cards for reading in card.readings for sentence in summary.told(reading, on).sentences
    }
    said |= {part for card, _ in cards for reading in card.readings for part in sentences_of(reading.explanation)}
    said |= {sentence for card, on in cards for sentence in summary.in_short(card, on)}
    said |= {part for card, on in cards for asked in summary.questions(card, on) for part in sentences_of(asked.text)}
    assert {text: hard for text in said if (hard := grade(text, NAMES)) > HARDEST_GRADE} == {}


def test_each_summary_and_each_question_can_be_read_at_twelve(cards: list[tuple[Scorecard, date]]) -> None:
    texts = {f"{card.area} {card.as_at}": " ".join(summary.in_short(card, on)) for card, on in cards}
    texts |= {
        f"{card.area} {card.as_at} {asked.rule} {asked.indicator}": asked.text
        for card, on in cards
        for asked in summary.questions(card, on)
    }
    assert too_hard(texts, OLDEST) == {}


def test_each_reason_for_a_colour_can_be_read_at_twelve(cards: list[tuple[Scorecard, date]]) -> None:
    for card, _ in cards:
        reasons = [reading.explanation for reading in card.readings]
        assert too_hard({card.area: " ".join(reasons)}, OLDEST) == {}
