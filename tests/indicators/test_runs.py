"""How long a rating has stood, and which figures follow each other."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from indicators.rules import rag
from indicators.rules.consecutive import FIRST, count_words, since_words, unbroken
from indicators.rules.period import Period, month, quarter
from indicators.rules.runs import runs_at
from indicators.rules.target import Target
from tests.indicators.points import Figure, figures
from tests.indicators.worked import Row, examples, period, words

# At least 80 is green, 72 to 80 amber, under 72 red.
RUNS = """
figures | rating | in a row | began | in words
Q1 2004/05 61, Q2 2004/05 68.4, Q3 2004/05 71 | red | 3 | first | Red for 3 quarters, since April to June 2004.
Q4 2003/04 85, Q1 2004/05 61, Q2 2004/05 68.4, Q3 2004/05 71 | red | 3 | other_rating | Red for 3 quarters, since \
April to June 2004.
Q1 2004/05 61, Q2 2004/05 68.4, Q3 2004/05 77.4 | amber | 1 | other_rating | -
Q3 2004/05 77.4 | amber | 1 | first | -
Q1 2004/05 61, Q3 2004/05 61, Q4 2004/05 61 | red | 2 | gap | Red for 2 quarters, since October to December 2004.
Q1 2004/05 61, Q2 2004/05 -, Q3 2004/05 61 | red | 1 | gap | -
Q1 2004/05 61, Q2 2004/05 61 forecast, Q3 2004/05 61 | red | 1 | gap | -
Q1 2004/05 61, Q2 2004/05 61 provisional, Q3 2004/05 61 revised | red | 3 | first | Red for 3 quarters, since April to \
June 2004.
2001/02 90, 2002/03 91, 2003/04 92, 2004/05 93 | green | 4 | first | Green for 4 years, since 2001/02.
May 2004 61, June 2004 61, July 2004 61 | red | 3 | first | Red for 3 months, since May 2004.
at 31 March 2004 61, at 30 June 2004 61, at 30 September 2004 61 | red | 3 | first | Red for 3 figures in a row, since \
31 March 2004.
at 31 December 2003 61, at 31 March 2004 61, at 30 June 2004 61, at 31 December 2004 61 | red | 1 | gap | -
at 31 March 2004 61, at 15 March 2005 61 | red | 2 | first | Red for 2 figures in a row, since 31 March 2004.
at 31 March 2001 61, at 15 March 2005 61 | red | 1 | gap | -
rolling year to 30 June 2004 61, rolling year to 30 September 2004 61 | red | 2 | first | Red for 2 figures in a row, \
since the year ending 30 June 2004.
YTD Sept 2003 61, YTD June 2004 61, YTD Sept 2004 61 | red | 2 | first | Red for 2 years, since April 2003 to \
September 2003 (year to date).
YTD Sept 2002 61, YTD Sept 2004 61 | red | 1 | gap | -
2003/04 61, Q4 2003/04 90, Q1 2004/05 61 | red | 1 | other_rating | -
academic year 2002/03 61, academic year 2003/04 61 | red | 2 | first | Red for 2 years, since the academic year 2002/03.
"""

COUNTS = """
count | kind           | in words
1     | quarter        | 1 quarter
2     | quarter        | 2 quarters
3     | month          | 3 months
2     | half_year      | 2 half years
1     | financial_year | 1 year
4     | academic_year  | 4 years
2     | calendar_year  | 2 years
2     | year_to_date   | 2 years
2     | snapshot       | 2 figures in a row
1     | rolling_year   | 1 figure in a row
3     | several_years  | 3 figures in a row
"""

AIM = Target("standing", ">=", Decimal(80))


def colour(figure: Figure) -> str:
    assert figure.value is not None
    return rag.judged(figure.value, AIM, "percent").rag


@examples(RUNS)
def test_a_run_is_as_the_table_says_in_any_order(row: Row) -> None:
    points = figures(row["figures"])
    for order in (points, points[::-1]):
        run = runs_at(order, points[-1].period, colour)
        assert run is not None
        assert (run.rag, run.count, run.began, run.words) == (
            row["rating"],
            int(row["in a row"]),
            row["began"],
            words(row["in words"]),
        )


@examples(COUNTS)
def test_periods_are_counted_as_the_table_says(row: Row) -> None:
    assert count_words(int(row["count"]), row["kind"]) == row["in words"]


def test_a_break_ends_a_run() -> None:
    points = figures("2002/03 61, 2003/04 61, 2004/05 61")
    run = runs_at(points, points[-1].period, colour, [period("2003/04").starts])
    assert run is not None and (run.count, run.began) == (2, "break")


def test_a_break_on_the_first_day_of_the_later_figure_parts_the_two() -> None:
    points = figures("2003/04 61, 2004/05 61")
    first_day = period("2004/05").starts
    assert len(unbroken(points, points[-1].period, [first_day]).points) == 1
    assert len(unbroken(points, points[-1].period, [period("2003/04").starts]).points) == 2
    assert len(unbroken(points, points[-1].period, [period("2004/05").ends]).points) == 1


def test_without_a_colour_there_is_no_run() -> None:
    points = figures("Q3 2004/05 61")
    assert runs_at(points, points[0].period, lambda figure: rag.NOT_RATED) is None
    assert runs_at(points, period("Q4 2004/05"), colour) is None
    assert runs_at(figures("Q3 2004/05 -"), points[0].period, colour) is None
    assert runs_at([], points[0].period, colour) is None


def test_a_figure_that_was_not_rated_ends_a_run() -> None:
    points = figures("Q1 2004/05 61, Q2 2004/05 61, Q3 2004/05 61")
    last = points[-1].period
    run = runs_at(points, last, lambda f: rag.NOT_RATED if f.period.ends.month == 9 else rag.RED)
    assert run is not None and (run.count, run.began) == (1, "other_rating")


def test_of_two_figures_that_end_together_the_one_of_the_same_kind_counts() -> None:
    points = [
        *figures("2002/03 90, 2003/04 61, 2004/05 61"),
        Figure(period("rolling year to 31 March 2004"), Decimal(90)),
    ]
    for order in (points, points[::-1]):
        run = runs_at(order, period("2004/05"), colour)
        assert run is not None and run.count == 2


def test_of_two_figures_of_one_kind_that_end_together_the_one_asked_for_counts() -> None:
    last = month(2004, 3).ends
    two, three = (Figure(Period("several_years", month(2005 - years, 4).starts, last), Decimal(61)) for years in (3, 4))
    for asked in (two, three):
        for order in ([two, three], [three, two]):
            assert unbroken(order, asked.period).points == (asked,)


def test_counts_on_a_day_follow_up_to_one_and_a_half_times_the_usual_space_and_18_months() -> None:
    def count(*days: str) -> int:
        return len(unbroken(figures(", ".join(f"at {day} 1" for day in days)), period(f"at {days[-1]}")).points)

    assert count("1 January 2003", "11 January 2003", "21 January 2003", "5 February 2003") == 4, "15 days after 10"
    assert count("1 January 2003", "11 January 2003", "21 January 2003", "6 February 2003") == 1, "16 days after 10"
    assert count("30 September 2003", "31 March 2005") == 2, "18 months"
    assert count("31 August 2003", "31 March 2005") == 1, "19 months"


def test_a_later_figure_does_not_change_what_led_up_to_an_earlier_one() -> None:
    points = figures("Q1 2004/05 61, Q2 2004/05 61, Q3 2004/05 90")
    run = runs_at(points, period("Q2 2004/05"), colour)
    assert run is not None and (run.rag, run.count) == ("red", 2)


def test_since_names_a_day_without_its_at() -> None:
    assert since_words(period("at 31 March 2005")) == "31 March 2005"
    assert since_words(period("calendar year 2004")) == "the calendar year 2004"
    assert since_words(period("2004/05")) == "2004/05"


VALUES = st.lists(st.integers(0, 100), min_size=1, max_size=30)


@given(VALUES)
def test_a_run_is_what_counting_backwards_gives(values: list[int]) -> None:
    points = [Figure(month(2000 + n // 12, n % 12 + 1), Decimal(value)) for n, value in enumerate(values)]
    colours = [colour(point) for point in points]
    expected = next((n for n, one in enumerate(reversed(colours)) if one != colours[-1]), len(colours))
    run = runs_at(points, points[-1].period, colour)
    assert run is not None and (run.count, run.rag) == (expected, colours[-1])
    assert run.since == points[-expected].period


@given(st.sets(st.integers(0, 30), min_size=1))
def test_quarters_are_unbroken_up_to_the_first_one_that_is_not_there(there: set[int]) -> None:
    points = [Figure(quarter(2000 + n // 4, n % 4 + 1), Decimal(1)) for n in sorted(there)]
    found = unbroken(points, points[-1].period)
    last, expected = max(there), 1
    while last - expected in there:
        expected += 1
    assert len(found.points) == expected
    assert (found.ended == FIRST) == (expected == len(there))


@given(st.integers(1, 6), st.integers(2, 8))
def test_counts_on_a_day_follow_at_their_own_pace(step: int, count: int) -> None:
    def day(n: int) -> Period:
        months = n * step
        return Period("snapshot", *([month(2000 + months // 12, months % 12 + 1).ends] * 2))

    points = [Figure(day(n), Decimal(1)) for n in range(count)]
    assert len(unbroken(points, points[-1].period).points) == count
    if count > 3:
        holed = [point for n, point in enumerate(points) if n != count - 2]
        assert len(unbroken(holed, points[-1].period).points) == 1
