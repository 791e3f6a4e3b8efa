"""Why this colour, and the reading in a sentence that can be read aloud."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.rules import explain
from indicators.rules.direction import direction
from indicators.rules.rag import Tolerance, judge, meets, tolerance_for
from indicators.rules.target import Target
from indicators.rules.words import MARK_WORDS, quantity
from tests.indicators.worked import Row, examples, number, period, sure_number, target, tolerance, words

AIMS = """
target            | when                 | unit           | decimals | in words
at least 85       | for 2004/05          | percent        | 1        | at least 85% for 2004/05
under 10          | -                    | percent        | 1        | under 10%
no more than 24   | by 30 September 2004 | number         | 0        | no more than 24 by 30 September 2004
over 5            | -                    | number         | 0        | over 5
exactly 100       | -                    | percent        | 0        | exactly 100%
between 15 and 25 | -                    | rate_per_10000 | 0        | between 15 per 10,000 and 25 per 10,000
at least 66.7     | -                    | percent        | 0        | at least 66.7%
at least 96.55    | -                    | percent        | 1        | at least 96.55%
no more than 2.76 | -                    | gbp_million    | 1        | no more than £2.76 million
no more than 19   | -                    | months         | 0        | no more than 19 months
no more than -5   | -                    | percent_change | 0        | no more than -5%
"""

WHY = """
value | target | unit | decimals | tolerance | sentence
85 | at least 85 for 2004/05 | percent | 1 | - | 85% meets the target of at least 85% for 2004/05, so it is green.
77.4 | at least 85 for 2004/05 | percent | 1 | - | 77.4% misses the target of at least 85% for 2004/05 by 7.6 \
percentage points (8.9% of the target). Up to 10% of the target is amber.
71.2 | at least 75 for 2004/05 | percent | 1 | 5% | 71.2% misses the target of at least 75% for 2004/05 by 3.8 \
percentage points (5.1% of the target). More than 5% of the target is red.
15 | under 10 | percent | 1 | - | 15% misses the target of under 10% by 5 percentage points (50% of the target). \
More than 10% of the target is red.
10 | under 10 | percent | 1 | - | 10% is exactly on the limit of the target of under 10%, so it is amber.
99.3 | at least 100 | percent | 1 | - | 99.3% misses the target of at least 100% by 0.7 percentage points. Up to 2 \
percentage points is amber.
14 | at least 18 | number | 0 | - | 14 misses the target of at least 18 by 4. More than 1 is red.
81 | no more than 0 | number | 0 | - | 81 misses the target of no more than 0 by 81, so it is red.
9.96 | under 10 | percent | 1 | - | 9.96% meets the target of under 10%, so it is green.
5.04 | over 5 | percent | 1 | - | 5.04% meets the target of over 5%, so it is green.
84.96 | at least 85 | percent | 1 | - | 84.96% misses the target of at least 85% by 0.04 percentage points (0.05% of \
the target). Up to 10% of the target is amber.
84.996 | at least 85 | percent | 1 | - | 84.996% misses the target of at least 85% by 0.004 percentage points \
(0.005% of the target). Up to 10% of the target is amber.
76.47 | at least 85 | percent | 1 | - | 76.47% misses the target of at least 85% by 8.53 percentage points (10.04% of \
the target). More than 10% of the target is red.
71.24 | at least 75 | percent | 1 | 5% | 71.24% misses the target of at least 75% by 3.76 percentage points (5.01% of \
the target). More than 5% of the target is red.
54 | between 10 and 50 | percent | 1 | - | 54% misses the target of between 10% and 50% by 4 percentage points (8% \
of the target). Up to 10% of the target is amber.
80 | at least 90 | percent | 0 | 2.5 | 80% misses the target of at least 90% by 10 percentage points. More than 2.5 \
percentage points is red.
28 | between 15 and 25 | number | 0 | 3 | 28 misses the target of between 15 and 25 by 3. Up to 3 is amber.
"""

WHY_NOT = """
reason     | mark    | sentence
no_target  | -       | Not rated: no target has been set for this period.
neutral    | -       | Not rated: no level of this is good or bad in itself.
no_data    | missing | Not rated: no figure given.
no_data    | x       | Not rated: not available.
no_data    | -       | Not rated: there is no figure for this period.
suppressed | c       | Not rated: not shown because the number is too small to publish safely.
suppressed | low     | Not rated: rounds to zero.
suppressed | z       | Not rated: does not apply.
suppressed | u       | Not rated: too unreliable to show.
not_judged | -       | Not rated: there is no final figure, only a forecast, a starting point or an implied one.
"""

TRAVEL = """
before | now   | polarity | unit      | earlier    | sentence
23     | 20    | low      | percent   | 2003/04    | Improving: down 3 percentage points from 23% for 2003/04.
10     | 15    | low      | percent   | 31/03/2004 | Worsening: up 5 percentage points from 10% at 31 March 2004.
307    | 400   | neutral  | number    | 31/03/2004 | Increasing: up 93 from 307 at 31 March 2004.
20     | 20    | low      | percent   | 2003/04    | No change from 20% for 2003/04.
20     | 20.04 | low      | percent   | 2003/04    | Worsening: up 0.04 percentage points from 20% for 2003/04.
20     | 19    | low      | months    | 2003/04    | Improving: down 1 month from 20 months for 2003/04.
3      | 2     | high     | judgement | 01/05/2004 | Worsening: down 1 grade from 3 at 1 May 2004.
"""

WHEN = """
period                       | in a sentence
at 31 March 2004             | at 31 March 2004
May 2004                     | in May 2004
Q2 2004/05                   | for July to September 2004
2003/04                      | for 2003/04
year ending 31 December 2004 | for the year ending 31 December 2004
academic year 2003/04        | for the academic year 2003/04
calendar year 2004           | for the calendar year 2004
YTD Dec 2004                 | for April 2004 to December 2004 (year to date)
"""


def split(text: str) -> tuple[str, str]:
    """Return a target's own words and when it holds: 'at least 85 for 2004/05'."""
    aim, _, when = text.partition(" for ")
    return aim, f"for {when}" if when else "-"


@examples(AIMS)
def test_a_target_is_said_as_the_table_says(row: Row) -> None:
    aim = target(row["target"], row["when"])
    assert explain.target_words(aim, row["unit"], int(row["decimals"])) == row["in words"]


def reason(
    value: Decimal,
    aim: Target,
    unit: str,
    decimals: int,
    allowed: Tolerance | None = None,
    words: tuple[str, ...] = (),
) -> str:
    judged = judge(value, aim, allowed or tolerance_for(aim, unit))
    return explain.why(value, aim, judged, unit=unit, decimals=decimals, words=words)


@examples(WHY)
def test_a_colour_is_explained_as_the_table_says(row: Row) -> None:
    kind, amount = tolerance(row["tolerance"])
    allowed = None if amount is None else Tolerance(kind, amount)
    said = reason(sure_number(row["value"]), target(*split(row["target"])), row["unit"], int(row["decimals"]), allowed)
    assert said == row["sentence"]


@examples(WHY_NOT)
def test_no_colour_is_explained_as_the_table_says(row: Row) -> None:
    assert explain.why_not(row["reason"], mark=words(row["mark"])) == row["sentence"]


def test_a_target_that_is_not_due_says_what_the_colour_would_be() -> None:
    aim = explain.target_words(target("at least 75", "by 30 November 2004"), "percent", 1)
    said = explain.why_not(explain.NOT_DUE, target=aim, would_be="red")
    assert said == (
        "Not rated yet: the target of at least 75% by 30 November 2004 is not due. "
        "If it were judged now it would be red."
    )
    assert explain.why_not(explain.NOT_DUE, target=aim).endswith("is not due.")


@examples(TRAVEL)
def test_the_direction_of_travel_is_said_as_the_table_says(row: Row) -> None:
    before, now = sure_number(row["before"]), sure_number(row["now"])
    unit, decimals = row["unit"], 1 if row["unit"] == "percent" else 0
    said = explain.travel_words(
        direction(now - before, row["polarity"]),
        now - before,
        quantity(before, unit, decimals),
        unit=unit,
        decimals=decimals,
        baseline=False,
        when=explain.when(period(row["earlier"])),
    )
    assert said == row["sentence"]


def test_a_baseline_is_said_to_be_one() -> None:
    said = explain.travel_words(
        "improving", Decimal(-3), "23%", unit="percent", decimals=1, baseline=True, when="in October 2004"
    )
    assert said == "Improving: down 3 percentage points from 23%, the plan's baseline (in October 2004)."


@examples(WHEN)
def test_when_a_figure_is_for_is_said_as_the_table_says(row: Row) -> None:
    assert explain.when(period(row["period"])) == row["in a sentence"]


def test_a_reading_is_one_sentence_and_what_stands_beside_it() -> None:
    said = explain.sentence(
        "Re-referrals",
        Decimal(20),
        period("year ending 31 December 2004"),
        unit="percent",
        decimals=1,
        travel="Improving: down 3 percentage points from 23%.",
        aim="no more than 15%",
        beside="England 22% for 2004/05.",
    )
    assert said == (
        "Re-referrals: 20% for the year ending 31 December 2004, against a target of no more than 15%. Improving: "
        "down 3 percentage points from 23%. England 22% for 2004/05."
    )


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("at 31 March 2004", "Vacancies: no figure at 31 March 2004."),
        ("2003/04", "Vacancies: no figure for 2003/04."),
        ("May 2004", "Vacancies: no figure in May 2004."),
    ],
)
def test_a_reading_without_a_figure_says_so(when: str, said: str) -> None:
    assert explain.sentence("Vacancies", None, period(when), unit="percent", decimals=1) == said


def test_an_indicator_without_any_figure_says_so() -> None:
    assert explain.sentence("Vacancies", None, None, unit="percent", decimals=1) == (
        "Vacancies: no figure has been loaded."
    )


def test_a_judgement_is_read_out_as_its_word() -> None:
    said = explain.sentence(
        "Star rating",
        Decimal(2),
        period("at 31 August 2004"),
        unit="judgement",
        decimals=0,
        words=("0", "1", "two stars"),
    )
    assert said == "Star rating: two stars at 31 August 2004."


@given(
    st.decimals(0, 200, places=1),
    st.integers(1, 120).map(Decimal),
    st.sampled_from([">=", "<=", ">", "<", "="]),
    st.sampled_from(["percent", "number", "rate_per_10000", "months", "gbp"]),
)
def test_every_explanation_names_its_colour_or_its_rule_and_is_a_sentence(
    value: Decimal, aim: Decimal, operator: str, unit: str
) -> None:
    said = reason(value, Target("standing", operator, aim), unit, 1)
    assert re.search(r"is (green|amber|red)\.$", said)
    assert not re.search(r"  |\.\.|\bfor for\b|-0|None|\{", said)
    assert number(str(value)) == value


@pytest.mark.parametrize("reason", [explain.SUPPRESSED, explain.NO_DATA])
@pytest.mark.parametrize("mark", sorted(MARK_WORDS))
def test_a_reason_has_one_colon(reason: str, mark: str) -> None:
    assert explain.why_not(reason, mark=mark).count(":") == 1


STARS = ("no stars", "one star", "two stars", "three stars")


def test_a_judgement_s_target_and_reason_are_in_its_words() -> None:
    aim = target("at least 2")
    assert explain.target_words(aim, "judgement", 0, STARS) == "at least two stars"
    assert reason(Decimal(2), aim, "judgement", 0, words=STARS) == (
        "two stars meets the target of at least two stars, so it is green."
    )
    assert reason(Decimal(1), aim, "judgement", 0, words=STARS).startswith(
        "one star misses the target of at least two stars by 1 grade"
    )


# --- what is read has the same answer as what was judged ----------------------------------------------------------

FINE = st.decimals(0, 120, places=5)


@given(FINE, st.decimals(1, 100, places=2), st.sampled_from([">=", "<=", ">", "<", "="]), st.integers(0, 2))
def test_the_numbers_that_are_read_give_the_colour_that_is_read(
    value: Decimal, aim: Decimal, operator: str, decimals: int
) -> None:
    said = reason(value, Target("standing", operator, aim), "percent", decimals)
    read, target_read = (Decimal(found) for found in re.findall(r"(-?[\d.]+)%", said)[:2])
    assert meets(read, Target("standing", operator, target_read)) == ("green" in said)
    if "of the target)" in said:
        share, allowed = (Decimal(found.replace(",", "")) for found in re.findall(r"([\d.,]+)% of the target", said))
        assert (share > allowed) == said.endswith("red.") and share > 0


def test_a_grade_has_no_per_cent() -> None:
    assert "%" not in reason(Decimal(1), target("at least 2"), "judgement", 0, words=STARS)
