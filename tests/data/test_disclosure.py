"""Small numbers: what else is hidden with them, and that nobody can work them out from what is shown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from data.disclosure.rule import Rule
from data.disclosure.stages import Row, hidden_rows
from data.disclosure.sums import Key
from data.periods import Period
from indicators.rules.period import financial_year, month, quarter
from tests.data.attack import recovered

COUNCIL = "E10000029"
WEST, EAST, SOUTH = (f"{COUNCIL}/{name}" for name in ("west", "east", "south"))
Q1, Q2, Q3, Q4, YEAR = (*(quarter(2020, n) for n in (1, 2, 3, 4)), financial_year(2020))


def rows(
    *figures: tuple[str, Period, int | str], upload: int = 1, breakdown: str = "", printed: bool = False
) -> tuple[Row, ...]:
    """Return counts by area and period as one upload; a text is a mark."""
    return tuple(
        Row(
            upload,
            n,
            date(2021, 1, upload),
            Key(area, breakdown, period),
            "",
            None if isinstance(value, str) else Decimal(value),
            value if isinstance(value, str) else "",
            None,
            None,
            printed,
            False,
        )
        for n, (area, period, value) in enumerate(figures)
    )


def hidden(*given: Row, rule: Rule = Rule("number")) -> set[tuple[str, Period, int]]:  # noqa: B008
    found = hidden_rows(given, rule)
    return {(r.key.area, r.key.period, int(r.value or 0)) for r in given if (r.upload, r.number) in found}


def test_a_small_part_of_a_shown_whole_takes_the_next_smallest_with_it() -> None:
    given = rows((COUNCIL, Q1, 67), (WEST, Q1, 3), (EAST, Q1, 20), (SOUTH, Q1, 44))
    assert hidden(*given) == {(WEST, Q1, 3), (EAST, Q1, 20)}


def test_a_small_number_by_itself_is_hidden_alone() -> None:
    assert hidden(*rows((COUNCIL, Q1, 3), (COUNCIL, Q2, 30))) == {(COUNCIL, Q1, 3)}
    assert hidden(*rows((COUNCIL, Q1, 0), (WEST, Q1, 0), (EAST, Q1, 0))) == set()


def test_two_small_numbers_that_come_to_little_are_not_each_others_shelter() -> None:
    given = rows((COUNCIL, Q1, 46), (WEST, Q1, 1), (EAST, Q1, 1), (SOUTH, Q1, 44))
    assert hidden(*given) == {(WEST, Q1, 1), (EAST, Q1, 1), (SOUTH, Q1, 44)}


def test_quarters_of_a_year_and_a_year_to_date_are_sums_too() -> None:
    given = rows((COUNCIL, Q1, 4), (COUNCIL, Q2, 30), (COUNCIL, Q3, 41), (COUNCIL, Q4, 52), (COUNCIL, YEAR, 127))
    assert hidden(*given) == {(COUNCIL, Q1, 4), (COUNCIL, Q2, 30)}
    half = Period("year_to_date", date(2020, 4, 1), date(2020, 9, 30))
    given = rows((COUNCIL, Q1, 90), (COUNCIL, Q2, 4), (COUNCIL, half, 94), (COUNCIL, YEAR, 200))
    assert (COUNCIL, Q2, 4) in hidden(*given) and len(hidden(*given)) == 2


def test_a_breakdown_is_a_sum_of_its_own() -> None:
    girls, boys = (rows((COUNCIL, Q1, n), upload=1, breakdown=f"sex={s}") for s, n in (("girls", 2), ("boys", 31)))
    given = [r._replace(number=n) for n, r in enumerate([*rows((COUNCIL, Q1, 33)), *girls, *boys])]
    assert len(hidden_rows(tuple(given), Rule("number"))) == 2


def test_snapshots_are_never_added_over_time() -> None:
    days = [Period("snapshot", day, day) for day in (date(2020, 6, 30), date(2020, 9, 30))]
    given = rows((COUNCIL, days[0], 3), (COUNCIL, days[1], 30), (COUNCIL, YEAR, 33))
    assert hidden(*given) == {(COUNCIL, days[0], 3)}


def test_what_was_printed_is_known_and_shown() -> None:
    printed = rows((COUNCIL, Q1, 2), printed=True)
    again = rows((COUNCIL, Q1, 2), (COUNCIL, Q2, 40), upload=2)
    assert hidden(*printed, *again) == set()
    corrected = rows((COUNCIL, Q1, 3), upload=2)
    assert hidden(*printed, *corrected) == {(COUNCIL, Q1, 3)}
    whole = rows((COUNCIL, Q1, 67), printed=True)
    parts = rows((WEST, Q1, 3), (EAST, Q1, 20), (SOUTH, Q1, 44), upload=2)
    assert hidden(*whole, *parts) == {(WEST, Q1, 3), (EAST, Q1, 20)}


def test_what_was_once_shown_stays_known() -> None:
    months = [month(2020, n) for n in (4, 5, 6)]
    first = rows((COUNCIL, months[0], 3), upload=1)
    second = rows((COUNCIL, months[1], 20), upload=2)
    third = rows((COUNCIL, months[2], 30), (COUNCIL, Q1, 53), upload=3)
    assert hidden(*first, *second) == {(COUNCIL, months[0], 3)}
    found = hidden(*first, *second, *third)
    assert (COUNCIL, months[1], 20) not in found, "it was seen in the second upload"
    assert found == {(COUNCIL, months[0], 3), (COUNCIL, months[2], 30)}


def test_a_correction_does_not_give_away_what_it_corrects() -> None:
    first = rows((COUNCIL, Q1, 67), (WEST, Q1, 3), (EAST, Q1, 20), (SOUTH, Q1, 44))
    second = rows((EAST, Q1, 21), upload=2)
    assert (EAST, Q1, 21) in hidden(*first, *second)
    # With both of these 20 could be worked out, and from 20 and the first whole the 3.
    second = rows((WEST, Q1, 12), (COUNCIL, Q1, 76), upload=2)
    assert hidden(*first, *second) - hidden(*first) == {(WEST, Q1, 12)}


def test_a_figure_that_came_to_us_hidden_needs_a_second_one_as_well() -> None:
    given = rows((COUNCIL, Q1, 67), (WEST, Q1, "c"), (EAST, Q1, 20), (SOUTH, Q1, 44))
    assert hidden(*given) == {(EAST, Q1, 20)}


def test_figures_that_do_not_add_up_are_no_sum() -> None:
    given = rows((COUNCIL, Q1, 40), (WEST, Q1, 3), (EAST, Q1, 60), (SOUTH, Q1, 44))
    assert hidden(*given) == {(WEST, Q1, 3)}


def test_no_hidden_figure_of_many_tables_can_be_worked_out() -> None:
    faults, tried = recovered(range(150))  # python -m tests.data.attack: a thousand of them
    assert tried > 500 and faults == []
