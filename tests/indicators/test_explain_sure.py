"""How sure a reading is, in sentences."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from indicators.rules.explain_reading import Scale
from indicators.rules.explain_sure import Between, Doubts, how_sure
from tests.indicators.worked import NOTHING, Row, examples, period, rows, words
from tests.reading_age import reading_age

SURE = """
period           | read on          | status      | a conflict     | likely range  | small numbers | sentences
at 31 March 2005 | 1 May 2005       | actual      | -              | -             | -             | -
at 31 March 2005 | 22 November 2026 | actual      | -              | -             | -             | This figure is \
over 21 years old.
2024/25          | 1 May 2025       | provisional | -              | -             | -             | It is \
provisional, so it may still change.
2025/26          | 1 May 2025       | forecast    | -              | -             | -             | It is a \
forecast, not a result.
2025/26          | 1 May 2025       | predicted   | -              | -             | -             | It is a \
prediction, not a result.
2003/04          | 15 March 2005    | implied     | -              | -             | -             | It is not \
printed in the source, but follows from what is.
October 2004     | 15 March 2005    | baseline    | -              | -             | -             | It is where the \
plan began, not a result of it.
2024/25          | 1 May 2025       | revised     | LAIT says 21%. | -             | -             | LAIT says 21%.
2024/25          | 1 May 2025       | actual      | -              | 18.2 to 21.8  | -             | Chance alone \
may move it between 18.2% and 21.8%, 19 times out of 20.
2024/25          | 1 May 2025       | actual      | -              | 18.2 to 21.8 at 99 | -        | Chance alone \
may move it between 18.2% and 21.8%, 99 times out of 100.
2024/25 | 1 May 2025 | actual | - | 18.2 to 21.8 at 90 | - | \
Chance alone may move it between 18.2% and 21.8%, 9 times out of 10.
2024/25          | 1 May 2025       | actual      | -              | 18.2 to 21.8 at 99.8 | -      | Chance alone \
may move it between 18.2% and 21.8%, in 99.8% of cases.
2024/25          | 1 May 2025       | actual      | -              | 20.01 to 20.04 | -            | Chance alone \
hardly moves it from 20%.
2020/21          | 1 May 2025       | provisional | -              | -             | Out of 12 only. | This figure \
is over 4 years old. It is provisional, so it may still change. Out of 12 only.
"""


def between(text: str) -> Between | None:
    """Return the interval of a cell: '18.2 to 21.8 at 99'."""
    if text == NOTHING:
        return None
    ends, _, level = text.partition(" at ")
    low, high = (Decimal(end) for end in ends.split(" to "))
    return Between(low, high, Decimal(level or 95))


@examples(SURE)
def test_what_is_in_doubt_is_said_as_the_table_says(row: Row) -> None:
    said = how_sure(
        Doubts(
            scale=Scale("percent", 1),
            period=period(row["period"]),
            on=period(row["read on"]).ends,
            status=row["status"],
            conflicts=tuple(filter(None, [words(row["a conflict"])])),
            between=between(row["likely range"]),
            small=words(row["small numbers"]),
        )
    )
    assert " ".join(said) == words(row["sentences"])


def test_what_other_rules_say_comes_last_and_as_they_say_it() -> None:
    said = how_sure(
        Doubts(
            scale=Scale("percent", 1),
            period=period("2024/25"),
            on=date(2025, 5, 1),
            signal="Ordinary.",
            forecast="It is likely to meet the target.",
            what_it_takes="The rest of the year must average 92%.",
            small="Out of 12 only.",
            notes=("The year is not over.",),
        )
    )
    assert said == (
        "The year is not over.",
        "Out of 12 only.",
        "Ordinary.",
        "It is likely to meet the target.",
        "The rest of the year must average 92%.",
    )


def test_the_worked_sentences_can_be_read_at_twelve() -> None:
    assert reading_age(" ".join(row["sentences"] for row in rows(SURE))) <= 12
