"""A reading in two or three sentences that can be read aloud."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.rules import explain
from indicators.rules.benchmark import rank_words
from indicators.rules.direction import direction
from indicators.rules.explain_reading import Earlier, Elsewhere, Facts, Scale, in_area, sentences
from indicators.rules.rag import NOT_RATED
from indicators.rules.words import MARK_WORDS
from tests.indicators.worked import NOTHING, Row, examples, number, period, sure_number, target, words
from tests.reading_age import reading_age, sentences_of

NAME = "Reviews on time"
PERCENT = Scale("percent", 1)

WHAT = """
value | period | status | polarity | target | rated | sentence
95 | at 31 March 2005 | actual | high | at least 98% | amber | Reviews on time: 95% at 31 March 2005, rated amber \
against a target of at least 98%.
95 | at 31 March 2005 | provisional | high | at least 98% | amber | Reviews on time: a provisional 95% at 31 March \
2005, rated amber against a target of at least 98%.
95 | at 31 March 2005 | revised | high | - | no_target | Reviews on time: a revised 95% at 31 March 2005, with no \
target set.
95 | 2004/05 | actual | neutral | - | neutral | Reviews on time: 95% for 2004/05.
65.9 | 2003/04 | actual | high | at least 75% for 2005/06 | not_due | Reviews on time: 65.9% for 2003/04, before its \
target of at least 75% for 2005/06 is due.
66 | 2004/05 | forecast | high | - | not_judged | Reviews on time: a forecast of 66% for 2004/05, with no target set.
66 | 2004/05 | predicted | high | at least 75% | not_judged | Reviews on time: a prediction of 66% for 2004/05, \
beside a target of at least 75%.
23 | October 2004 | baseline | low | no more than 15% | not_judged | Reviews on time: a starting point of 23% in \
October 2004, beside a target of no more than 15%.
58.2 | 2003/04 | implied | neutral | - | not_judged | Reviews on time: an implied 58.2% for 2003/04.
0 | Q1 2004/05 | actual | low | no more than 0% | green | Reviews on time: 0% for April to June 2004, rated green \
against a target of no more than 0%.
77.449 | May 2004 | actual | high | at least 85% | red | Reviews on time: 77.4% in May 2004, rated red against a \
target of at least 85%.
"""

NOTHING_TO_SAY = """
period | mark | last known | target | sentences
- | - | - | - | Reviews on time: no figure has been loaded. No earlier figure is known.
- | - | - | at least 55% by 30 September 2004 | Reviews on time: no figure has been loaded. The target is at least \
55% by 30 September 2004.
2024/25 | missing | 21 at 14 May 2003 | - | Reviews on time: no figure for 2024/25. The last known figure was 21% at \
14 May 2003.
2024/25 | - | 21 at 14 May 2003 | under 15% | Reviews on time: no figure for 2024/25. The last known figure was 21% \
at 14 May 2003, and the target is under 15%.
2024/25 | c | - | - | Reviews on time: the figure for 2024/25 is not shown because the number is too small to \
publish safely. No earlier figure is known.
2024/25 | x | - | - | Reviews on time: the figure for 2024/25 is not available. No earlier figure is known.
2024/25 | z | - | - | Reviews on time: the figure for 2024/25 does not apply. No earlier figure is known.
2024/25 | low | - | - | Reviews on time: the figure for 2024/25 rounds to zero. No earlier figure is known.
2024/25 | u | - | - | Reviews on time: the figure for 2024/25 is too unreliable to show. No earlier figure is known.
"""

MOVES = """
before | now | polarity | unit | earlier | times | status | sentence
23 | 20 | low | percent | 2003/04 | 0 | actual | It has improved: down 3 percentage points from 23% for 2003/04.
10 | 15 | low | percent | at 31 March 2004 | 1 | actual | It has worsened: up 5 percentage points from 10% at 31 \
March 2004.
10 | 15 | low | percent | at 31 March 2004 | 2 | actual | It has worsened twice in a row: up 5 percentage points \
from 10% at 31 March 2004.
307 | 400 | neutral | number | at 31 March 2004 | 0 | actual | It has gone up by 93, from 307 at 31 March 2004.
400 | 307 | neutral | number | at 31 March 2004 | 3 | actual | It has gone down 3 times in a row, the last time by \
93, from 400 at 31 March 2004.
20 | 20 | low | percent | 2003/04 | 0 | actual | It has not changed from 20% for 2003/04.
20 | 20.04 | low | percent | 2003/04 | 0 | actual | It has worsened: up 0.04 percentage points from 20% for 2003/04.
0 | 0 | low | number | 2003/04 | 0 | actual | It has not changed from 0 for 2003/04.
-5 | -8 | low | percent_change | 2003/04 | 0 | actual | It has improved: down 3 percentage points from -5% for 2003/04.
20 | 66 | high | percent | 2003/04 | 0 | forecast | It would improve: up 46 percentage points from 20% for 2003/04.
20 | 10 | high | percent | 2003/04 | 0 | predicted | It would worsen: down 10 percentage points from 20% for 2003/04.
20 | 10 | neutral | number | 2003/04 | 0 | forecast | It would go down by 10, from 20 for 2003/04.
20 | 20 | high | percent | 2003/04 | 0 | forecast | It would not change from 20% for 2003/04.
- | 20 | high | percent | - | 0 | actual | There is no earlier figure to compare it with.
"""

BESIDE = """
period | others | rank | sentence
2003/04 | in England 22 2004/05 | - | That compares with 22% in England for 2004/05.
2003/04 | in England 22 2003/04 | - | That compares with 22% in England in the same year.
Q2 2004/05 | in England 22 Q2 2004/05 | - | That compares with 22% in England in the same quarter.
May 2004 | in England 22 May 2004 | - | That compares with 22% in England in the same month.
YTD Dec 04 | in England 22 YTD Dec 04 | - | That compares with 22% in England in the same period.
at 31 March 2004 | in England 22 at 31 March 2004 | - | That compares with 22% in England on the same day.
at 15 March 2005 | in the East of England 91.7 at 31 March 2004; in England 95.7 at 31 March 2004 | - | That \
compares with 91.7% in the East of England and 95.7% in England, both at 31 March 2004.
2004/05 | in the South East 19 2003/04; in England 22 2004/05 | - | That compares with 19% in the South East for \
2003/04 and 22% in England for 2004/05.
2004/05 | in London 19 2003/04; in England 22 2003/04; on average in 10 councils like it 20.46 2003/04 | - | That \
compares with 19% in London, 22% in England and 20.5% on average in 10 councils like it, all for 2003/04.
2004/05 | in London 19 2004/05; in England 22 2004/05; on average in 10 councils like it 20 2003/04 | - | That \
compares with 19% in London and 22% in England, both in the same year.
2004/05 | - | 12 of 151 | It ranks 12th of 151.
2004/05 | in England 22 2004/05 | 12 of 151 | It ranks 12th of 151, beside 22% in England in the same year.
2004/05 | in London 19 2003/04; in England 22 2003/04; on average in 10 councils like it 20.46 2003/04 | 12 of 151 | \
That compares with 19% in London, 22% in England and 20.5% on average in 10 councils like it, all for 2003/04.
2004/05 | in England 58.2 2003/04 implied | - | That compares with an implied 58.2% in England for 2003/04.
2004/05 | in England 58.2 2003/04 implied; in London 60 2003/04 better | - | It is better than the 60% in London, \
beside an implied 58.2% in England, both for 2003/04.
2004/05 | in England 22 2004/05 better | - | It is better than the 22% in England in the same year.
2004/05 | in London 19 2004/05 worse; in England 22 2004/05 similar | 3 of 151 | It is worse than the 19% in London \
and much like the 22% in England, both in the same year.
2004/05 | in London 19 2004/05 worse; in England 22 2004/05 worse | - | It is worse than the 19% in London and the \
22% in England, both in the same year.
2004/05 | in London 19 2003/04; in England 22 2004/05 higher | - | It is higher than the 22% in England for 2004/05, \
beside 19% in London for 2003/04.
2004/05 | in England 22 2004/05 lower | - | It is lower than the 22% in England in the same year.
2004/05 | - | - | -
"""


def elsewhere(text: str) -> tuple[Elsewhere, ...]:
    """Return the others that a cell lists: 'in England 22 2004/05 better; …'."""
    return tuple(_other(part.strip()) for part in text.split(";")) if text != NOTHING else ()


def _other(text: str) -> Elsewhere:
    match = re.fullmatch(r"(.+?) ([\d.]+) (?!councils)(.+?)(?: (better|worse|similar|higher|lower|implied))?", text)
    assert match, text
    where, value, when, more = match.groups(default="")
    implied = more == "implied"
    return Elsewhere(where, Decimal(value), period(when), implied, "" if implied else more)


def facts(**known: object) -> Facts:
    given_facts: dict[str, object] = {"name": NAME, "scale": PERCENT, "period": period("2004/05"), "value": Decimal(20)}
    return Facts(**{**given_facts, **known})  # type: ignore[arg-type]


@examples(WHAT)
def test_what_a_figure_is_is_said_as_the_table_says(row: Row) -> None:
    rated = row["rated"] if row["rated"] in ("green", "amber", "red") else NOT_RATED
    said = sentences(
        facts(
            value=sure_number(row["value"]),
            period=period(row["period"]),
            status=row["status"],
            polarity=row["polarity"],
            aim=words(row["target"]),
            rag=rated,
            reason="" if rated != NOT_RATED else row["rated"],
        )
    )
    assert said[0] == row["sentence"]


@examples(NOTHING_TO_SAY)
def test_a_missing_figure_is_said_as_the_table_says(row: Row) -> None:
    value, _, when = row["last known"].partition(" ")
    known = Earlier(Decimal(value), period(when)) if when else None
    said = sentences(
        facts(
            value=None,
            period=None if row["period"] == NOTHING else period(row["period"]),
            mark=words(row["mark"]),
            aim=words(row["target"]),
            last_known=known,
        )
    )
    assert " ".join(said) == row["sentences"]


@examples(MOVES)
def test_how_a_figure_moves_is_said_as_the_table_says(row: Row) -> None:
    before, now = number(row["before"]), sure_number(row["now"])
    earlier = Earlier(before, period(row["earlier"])) if before is not None else None
    scale = Scale(row["unit"], 1 if row["unit"] == "percent" else 0)
    way = direction(now - before, row["polarity"]) if before is not None else ""
    said = sentences(
        facts(scale=scale, value=now, earlier=earlier, direction=way, times=int(row["times"]), status=row["status"])
    )
    assert said[1] == row["sentence"]


@examples(BESIDE)
def test_what_others_have_is_said_as_the_table_says(row: Row) -> None:
    place, _, of = row["rank"].partition(" of ")
    rank = rank_words(int(place), int(of)) if of else ""
    said = sentences(facts(period=period(row["period"]), elsewhere=elsewhere(row["others"]), rank=rank))
    assert said[2:] == (() if row["sentence"] == NOTHING else (row["sentence"],))


def test_a_change_too_small_to_count_is_hardly_one() -> None:
    earlier = Earlier(Decimal("20.1"), period("2003/04"))
    assert (
        sentences(facts(earlier=earlier, direction="no_change"))[1] == "It has hardly changed from 20.1% for 2003/04."
    )
    said = sentences(facts(earlier=earlier, direction="no_change", status="forecast"))[1]
    assert said == "It would hardly change from 20.1% for 2003/04."


def test_a_baseline_is_where_the_plan_began() -> None:
    earlier = Earlier(Decimal(23), period("October 2004"), baseline=True)
    assert sentences(facts(earlier=earlier, direction="improving"))[1] == (
        "It has improved: down 3 percentage points from 23% in October 2004, where the plan began."
    )


def test_over_a_break_or_a_gap_nothing_is_compared() -> None:
    earlier = Earlier(Decimal(23), period("2003/04"))
    said = sentences(facts(earlier=earlier, direction="improving", broken="the definition changed in April 2004"))
    assert said[1] == "It cannot be compared with earlier figures: the definition changed in April 2004."
    gap = "There is no figure for 2003/04 to compare it with."
    assert sentences(facts(not_compared=gap, earlier=earlier))[1] == gap


def test_without_a_figure_others_are_still_said() -> None:
    said = sentences(facts(value=None, elsewhere=elsewhere("in England 22 2004/05; in London 19 2004/05")))
    assert said == (
        "Reviews on time: no figure for 2004/05.",
        "No earlier figure is known.",
        "Elsewhere it was 22% in England and 19% in London, both in the same year.",
    )


def test_a_judgement_is_said_in_its_words() -> None:
    scale = Scale("judgement", 0, ("no stars", "one star", "two stars"))
    earlier = Earlier(Decimal(1), period("2003/04"))
    said = sentences(facts(scale=scale, value=Decimal(2), earlier=earlier, direction="improving"))
    assert said == (
        "Reviews on time: two stars for 2004/05.",
        "It has improved: up 1 grade from one star for 2003/04.",
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("England", "in England"),
        ("East of England", "in the East of England"),
        ("South East", "in the South East"),
        ("West Midlands", "in the West Midlands"),
        ("Yorkshire and The Humber", "in Yorkshire and The Humber"),
        ("Inner London", "in Inner London"),
        ("West Berkshire", "in West Berkshire"),
    ],
)
def test_a_place_has_its_article(name: str, said: str) -> None:
    assert in_area(name) == said


# --- for every reading there could be --------------------------------------------------------------------------------

VALUES = st.decimals(-1000, 100_000, places=3)
PERIODS = st.sampled_from(
    [period(text) for text in ("2003/04", "2004/05", "at 31 March 2004", "May 2004", "Q2 2004/05", "YTD Dec 04")]
)
SCALES = st.builds(
    Scale,
    st.sampled_from(["percent", "number", "rate_per_10000", "gbp_million", "months", "judgement"]),
    st.integers(0, 2),
)
OTHERS = st.builds(
    Elsewhere,
    st.sampled_from(["in England", "in the South East", "on average in ten councils like it"]),
    VALUES,
    PERIODS,
    st.booleans(),
    st.sampled_from(["", "better", "worse", "similar", "higher", "lower"]),
)
EARLIER = st.builds(Earlier, VALUES, PERIODS, st.booleans())
FACTS = st.builds(
    Facts,
    name=st.just(NAME),
    scale=SCALES,
    period=PERIODS,
    value=st.none() | VALUES,
    mark=st.sampled_from(["", *MARK_WORDS]),
    status=st.sampled_from(["actual", *explain.STATUS_WORDS]),
    polarity=st.sampled_from(["high", "low", "range", "neutral"]),
    aim=st.sampled_from(["", "at least 85% for 2004/05"]),
    rag=st.sampled_from([NOT_RATED, "red", "amber", "green"]),
    reason=st.sampled_from(["", explain.NOT_DUE, explain.NO_TARGET, explain.NOT_JUDGED]),
    direction=st.sampled_from(["", "improving", "worsening", "no_change", "increasing", "decreasing"]),
    earlier=st.none() | EARLIER,
    not_compared=st.sampled_from(["", "There is no figure for 2003/04 to compare it with."]),
    broken=st.sampled_from(["", "the definition changed in April 2004"]),
    times=st.integers(0, 9),
    elsewhere=st.lists(OTHERS, max_size=3).map(tuple),
    rank=st.sampled_from(["", "12th of 151"]),
    last_known=st.none() | EARLIER,
)


def numbers_in(text: str) -> set[str]:
    return set(re.findall(r"-?£?-?[\d,]*\.?\d+", text))


def numbers_given(given_facts: Facts) -> set[str]:
    """Return every number that a reading shows: values, differences, its dates, its target, its rank."""
    scale = given_facts.scale
    pairs = [(given_facts.value, given_facts.period)] + [
        (held.value, held.period)
        for held in (given_facts.earlier, given_facts.last_known, *given_facts.elsewhere)
        if held
    ]
    shown = [given_facts.aim, given_facts.rank, given_facts.broken, str(given_facts.times)]
    shown += [scale.shown(value) for value, _ in pairs if value is not None]
    shown += [given_facts.not_compared, *(explain.when(when) for _, when in pairs if when)]
    if given_facts.value is not None and given_facts.earlier is not None:
        shown.append(scale.apart(given_facts.value - given_facts.earlier.value))
    return numbers_in(" ".join(shown))


@given(FACTS)
def test_every_number_that_is_said_is_one_of_the_reading_and_it_is_two_or_three_sentences(given_facts: Facts) -> None:
    said = sentences(given_facts)
    text = " ".join(said)
    assert 2 <= len(said) <= 3 and sentences_of(text) == list(said)
    assert numbers_in(text) <= numbers_given(given_facts)
    assert not re.search(r"  |\.\.|None|\{|\bfor for\b|\bthe the\b| ,| \.", text)
    assert said[0].startswith(f"{NAME}: ") and all(sentence.endswith(".") for sentence in said)
    assert said == sentences(given_facts)


def test_a_target_is_named_as_its_own_words_have_it() -> None:
    aim = explain.target_words(target("at least 66.7", "for 2003/04"), "percent", 0)
    assert f"a target of {aim}." in sentences(facts(aim=aim, rag="green"))[0]


@pytest.mark.parametrize("table", [WHAT, NOTHING_TO_SAY, MOVES, BESIDE])
def test_the_worked_sentences_can_be_read_at_twelve(table: str) -> None:
    found = [line.rpartition("|")[2].strip() for line in table.strip().splitlines()[1:]]
    assert {text: age for text in found if text != NOTHING and (age := reading_age(text, [NAME])) > 17} == {}
    assert reading_age(" ".join(text for text in found if text != NOTHING), [NAME]) <= 12
