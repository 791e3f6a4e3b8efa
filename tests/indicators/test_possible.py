"""What a figure can be at all, by a table."""

from __future__ import annotations

from indicators.definitions import UNITS
from indicators.rules.possible import possible
from tests.indicators.worked import NOTHING, Row, examples, number

POSSIBLE = """
unit           | words | lowest | highest
percent        | -     | 0      | 100
percent_change | -     | -      | -
number         | -     | 0      | -
rate_per_10000 | -     | 0      | -
days           | -     | 0      | -
stars          | -     | 0      | -
gbp            | -     | -      | -
gbp_million    | -     | -      | -
gbp_per_week   | -     | 0      | -
score          | -     | -      | -
judgement      | -     | 0      | -
judgement      | 4     | 0      | 3
"""


@examples(POSSIBLE)
def test_what_is_possible_is_as_the_table_says(row: Row) -> None:
    words = ("a grade",) * (0 if row["words"] == NOTHING else int(row["words"]))
    assert possible(row["unit"], words) == (number(row["lowest"]), number(row["highest"]))


def test_every_unit_has_an_answer() -> None:
    assert all(len(possible(unit)) == 2 for unit in UNITS)
