"""Breaks in the way of counting, and councils that were reorganised: what is not compared, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from data import areas
from indicators.rules import breaks, predecessors
from indicators.rules.breaks import break_between
from indicators.rules.predecessors import Link, chain
from tests.indicators.test_period import ANY_PERIOD
from tests.indicators.worked import Row, examples, period, words

# The definition changed on 1 April 2009.
BREAKS = """
one | other | compared | because
2007/08 | 2008/09 | yes | both before it
2009/10 | 2010/11 | yes | both after it
2008/09 | 2009/10 | - | one on each side
2009/10 | 2008/09 | - | in either order
at 31 March 2009 | at 30 June 2009 | - | one on each side
at 31 March 2009 | at 1 April 2009 | - | the day itself is counted the new way
at 1 April 2009 | at 30 June 2009 | yes | the day itself is counted the new way
at 31 March 2008 | at 31 March 2009 | yes | the day before is counted the old way
rolling year to 30 September 2009 | 2009/10 | - | half of it was counted the old way
rolling year to 30 September 2009 | 2007/08 | - | half of it was counted the new way
rolling year to 30 September 2009 | rolling year to 31 December 2009 | - | each is mixed in its own way
rolling year to 30 September 2009 | rolling year to 30 September 2009 | yes | the very same days
academic year 2008/09 | academic year 2008/09 | yes | the very same days
calendar year 2009 | calendar year 2010 | - | three months of it were counted the old way
"""

REFUSALS = """
changed on | what | earlier | in words
2009-04-01 | - | 64% for 2008/09 | Not compared with 64% for 2008/09: the definition changed in April 2009.
2010-04-01 | The time limit went from 7 to 10 working days. | 64% for 2009/10 | Not compared with 64% for 2009/10: the \
definition changed in April 2010. The time limit went from 7 to 10 working days.
2008-04-01 | Children now have a child protection plan. | 307 at 31 March 2008 | Not compared with 307 at 31 March \
2008: the definition changed in April 2008. Children now have a child protection plan.
"""

# Each area that ended, with those that took over.
CHAINS = """
case                           | ended                                 | of  | the chain behind it
nobody before                  | old > new                             | far | -
a new name or code             | old > new                             | new | old continues
split in two                   | old > new + far                       | new | old part_of
two merged                     | one > new; two > new                  | new | one one_of, two one_of
split, and merged with another | old > new + far; two > new            | new | old part_of, two one_of
two steps back                 | oldest > old; old > new               | new | old continues, oldest continues
split, after a new name        | oldest > old; old > new + far         | new | old part_of, oldest continues
a ring in faulty data          | one > two; two > one                  | one | two continues
itself again                   | one > one                             | one | -
said twice                     | old > new + new                       | new | old continues
by two ways                    | top > one + two; one > new; two > new | new | one one_of, two one_of, top part_of
"""


@dataclass(frozen=True)
class Changed:
    date: date
    what: str = ""


APRIL_2009 = Changed(date(2009, 4, 1))


@examples(BREAKS)
def test_two_periods_are_compared_as_the_table_says(row: Row) -> None:
    found = break_between([APRIL_2009], period(row["one"]), period(row["other"]))
    assert (found is None) == (row["compared"] == "yes")


@examples(REFUSALS)
def test_a_refusal_is_said_as_the_table_says(row: Row) -> None:
    changed = Changed(date.fromisoformat(row["changed on"]), words(row["what"]))
    assert breaks.refusal(changed, row["earlier"]) == row["in words"]


def test_of_several_breaks_the_latest_is_named() -> None:
    found = [Changed(date(2001, 4, 1)), Changed(date(2003, 4, 1)), Changed(date(2002, 4, 1)), Changed(date(2009, 4, 1))]
    assert break_between(found, period("1999/00"), period("2004/05")) == found[1]
    assert break_between([], period("1999/00"), period("2004/05")) is None


@given(ANY_PERIOD, ANY_PERIOD, st.dates())
def test_a_comparison_stands_when_both_periods_are_on_one_side(one: object, other: object, day: date) -> None:
    same = (one.starts, one.ends) == (other.starts, other.ends)  # type: ignore[attr-defined]
    one_side = (one.ends < day and other.ends < day) or (one.starts >= day and other.starts >= day)  # type: ignore[attr-defined]
    found = break_between([Changed(day)], one, other)  # type: ignore[arg-type]
    assert (found is None) == (same or one_side)
    assert break_between([Changed(day)], other, one) == found  # type: ignore[arg-type]


@examples(CHAINS)
def test_a_chain_is_as_the_table_says(row: Row) -> None:
    successors = {}
    for ended in row["ended"].split("; "):
        before, after = ended.split(" > ")
        successors[before] = after.split(" + ")
    links = chain(row["of"], successors, {})
    assert ", ".join(f"{link.area} {link.relation}" for link in links) == words(row["the chain behind it"])
    assert [link.joins for link in links] == [link.relation == "continues" for link in links]


def test_england_s_reorganised_councils_are_never_joined_to_what_was_there_before() -> None:
    gone = [area for area in areas.all_areas() if area.successors]
    successors, ended = {a.id: a.successors for a in gone}, {a.id: a.ends for a in gone}
    assert {link.relation for link in chain("E06000063", successors, ended)} == {"part_of"}, "Cumberland, of Cumbria"
    behind = chain("E06000058", successors, ended)
    assert {areas.get(link.area).name: link.relation for link in behind} == {
        "Bournemouth": "one_of",
        "Poole": "one_of",
        "Dorset (before 2019)": "part_of",
    }
    assert {link.until for link in behind} == {date(2019, 3, 31)}
    assert chain("E10000029", successors, ended) == ()


def test_a_refusal_names_the_areas_that_are_other_ones() -> None:
    split, merged = Link("a", "x", None, "part_of"), Link("b", "x", None, "one_of")
    said = predecessors.refusal("New", [(split, "Old"), (merged, "Small")], "1 April 2019")
    assert said == (
        "New began on 1 April 2019. Figures of Old and Small before it are for other areas, so they are not compared."
    )
    assert predecessors.refusal("New", [(Link("a", "x", None, "continues"), "Old")], "1 April 2019") == ""
    assert predecessors.refusal("New", [], "1 April 2019") == ""
