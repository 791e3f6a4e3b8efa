"""Direction of travel: better or worse, and since when."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from indicators.rules.direction import JUDGED, direction, previous
from indicators.rules.period import NO_YEAR, Period
from tests.indicators.worked import NOTHING, Row, cases, examples, number, period, sure_number, words

TRAVEL = """
polarity | before | now           | direction  | because
high     | 74     | 77.4          | improving  | more is better
high     | 77.4   | 74            | worsening  | more is better
low      | 23     | 20            | improving  | less is better
low      | 10     | 15            | worsening  | less is better
neutral  | 307    | 400           | increasing | neither is better
neutral  | 400    | 307           | decreasing | neither is better
range    | 12     | 14            | increasing | it may be moving into the range or out of it
range    | 14     | 12            | decreasing | it may be moving into the range or out of it
high     | 20     | 20            | no_change  | the same
low      | 0      | 0             | no_change  | the same
neutral  | 20     | 20.00         | no_change  | the same, written otherwise
high     | 64.4   | 64.4000000001 | improving  | values are compared unrounded
low      | -5     | -10           | improving  | a bigger fall where less is better
"""

PREVIOUS = """
case                                        | figure for                    | value | status      | compared with
the last earlier year                       | 2003/04                       | 72    | actual      | yes
the last earlier year                       | 2002/03                       | 68    | actual      | -
first-ever period                           | -                             | -     | -           | -
not with its own period, nor a later one    | 2004/05                       | 74    | actual      | -
not with its own period, nor a later one    | 2005/06                       | 80    | actual      | -
any twelve months with any other            | year ending 31 December 2004  | 73    | actual      | yes
any twelve months with any other            | 2003/04                       | 72    | actual      | -
its own kind, of two that end together      | rolling year to 31 March 2004 | 71    | actual      | -
its own kind, of two that end together      | 2003/04                       | 72    | actual      | yes
a quarter, a month and a day are not a year | Q3 2004/05                    | 75    | actual      | -
a quarter, a month and a day are not a year | January 2005                  | 75    | actual      | -
a quarter, a month and a day are not a year | at 31 December 2004           | 75    | actual      | -
provisional and revised figures count       | 2003/04                       | 72    | provisional | yes
provisional and revised figures count       | 2002/03                       | 68    | revised     | -
what is not an outturn does not             | 2003/04                       | 80    | forecast    | -
what is not an outturn does not             | 2003/04                       | 81    | predicted   | -
what is not an outturn does not             | 2003/04                       | 70    | implied     | -
what is not an outturn does not             | 2002/03                       | 68    | actual      | yes
a gap is not leapt over: nothing to compare | 2003/04                       | -     | actual      | yes
a gap is not leapt over: nothing to compare | 2002/03                       | 68    | actual      | -
failing all, a baseline, whatever its kind  | at 31 October 2004            | 23    | baseline    | yes
failing all, a baseline, whatever its kind  | at 30 June 2004               | 24    | baseline    | -
a baseline without a value is none          | at 31 October 2004            | -     | baseline    | -
a comparable figure before a later baseline | at 31 October 2004            | 23    | baseline    | -
a comparable figure before a later baseline | 2002/03                       | 25    | actual      | yes
"""
ASKED = "2004/05"


@dataclass(frozen=True)
class Point:
    period: Period
    value: Decimal | None
    status: str


@examples(TRAVEL)
def test_the_direction_is_as_the_table_says(row: Row) -> None:
    change = sure_number(row["now"]) - sure_number(row["before"])
    assert direction(change, row["polarity"]) == row["direction"]


@cases(PREVIOUS)
def test_what_a_figure_is_compared_with_is_as_the_table_says_in_any_order(group: list[Row]) -> None:
    points = {
        Point(period(row["figure for"]), number(row["value"]), row["status"]): row["compared with"] == "yes"
        for row in group
        if row["figure for"] != NOTHING
    }
    expected = next((point for point, is_it in points.items() if is_it), None)
    for order in itertools.permutations(points):
        assert previous(order, period(ASKED)) == expected


@given(st.decimals(-1000, 1000, places=4), st.sampled_from(["high", "low", "neutral", "range"]))
def test_a_change_and_its_opposite_have_opposite_directions(change: Decimal, polarity: str) -> None:
    opposite = {
        "improving": "worsening",
        "worsening": "improving",
        "increasing": "decreasing",
        "decreasing": "increasing",
        "no_change": "no_change",
    }
    assert direction(-change, polarity) == opposite[direction(change, polarity)]


@given(st.decimals(-1000, 1000, places=4), st.sampled_from(["neutral", "range", ""]))
def test_nothing_improves_without_a_polarity(change: Decimal, polarity: str) -> None:
    assert direction(change, polarity) in ("increasing", "decreasing", "no_change")


def test_only_outturns_are_judged() -> None:
    assert sorted(JUDGED) == ["actual", "provisional", "revised"]
    assert words(NOTHING) == ""


def test_a_row_without_a_year_is_never_compared_with() -> None:
    asked = Period("several_years", *period("2004/05")[1:])
    assert previous([Point(NO_YEAR, Decimal(3), "actual")], asked) is None


def test_a_year_to_date_is_compared_with_the_same_months_of_the_year_before() -> None:
    """5 adoptions by June and 11 by September are not six better: the year is three months older."""
    june = Point(period("YTD June 2004"), Decimal(5), "actual")
    last_year = Point(period("YTD Sept 2003"), Decimal(9), "actual")
    assert previous([june], period("YTD Sept 2004")) is None
    assert previous([june, last_year], period("YTD Sept 2004")) == last_year
