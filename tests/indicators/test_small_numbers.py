"""Which figures are too small to show."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from data.disclosure.rule import Rule, counted, is_small, rounded
from indicators import definitions
from indicators.definitions import DefinitionError, catalogue, read_definition
from tests.indicators.worked import Row, examples, number, sure_number

TOO_SMALL = """
unit           | value | numerator | denominator | shown | because
number         | 0     | -         | -           | yes   | nought is shown
number         | 1     | -         | -           | no    | 1 to 5 are hidden
number         | 5     | -         | -           | no    | 1 to 5 are hidden
number         | 6     | -         | -           | yes   | more than 5
number         | -3    | -         | -           | yes   | fewer than none counts nobody
percent        | 12.5  | 2         | 16          | no    | 2 are in it
percent        | 96.9  | 155       | 160         | no    | 5 are not in it
percent        | 50    | 8         | 16          | yes   | 8 are in it and 8 are not
percent        | 0     | 0         | 40          | yes   | none of many
percent        | 100   | 40        | 40          | yes   | all of many
percent        | 0     | 0         | 9           | no    | none of fewer than 10 tells about each of them
percent        | 100   | 9         | 9           | no    | all of fewer than 10 tells about each of them
percent        | 0     | 0         | 0           | yes   | out of nobody
percent        | 2.5   | -         | 120         | no    | 3 of 120
percent        | 2.5   | 3         | -           | no    | 3 are in it
percent        | 2.5   | -         | -           | yes   | nothing says how many
percent        | 120   | 12        | 10          | yes   | more than all: no share of anybody
rate_per_10000 | 0.6   | 4         | 66000       | no    | 4 children
rate_per_10000 | 0.6   | -         | 66000       | no    | 4 children
rate_per_10000 | 62.1  | 410       | 66000       | yes   | many
days           | 14.5  | 87        | 6           | no    | an average over fewer than 10
days           | 14.5  | 870       | 60          | yes   | an average over many
days           | 14.5  | -         | -           | yes   | nothing says over how many
"""


@examples(TOO_SMALL)
def test_what_is_too_small_to_show(row: Row) -> None:
    rule = Rule(row["unit"])
    found = counted(rule, sure_number(row["value"]), number(row["numerator"]), number(row["denominator"]))
    assert (found is None or not is_small(rule, found)) == (row["shown"] == "yes")


def test_an_indicator_may_have_a_rule_of_its_own() -> None:
    strict = Rule("number", threshold=10)
    assert is_small(strict, counted(strict, Decimal(10), None, None))  # type: ignore[arg-type]
    to_five = Rule("number", rounded_to=5)
    assert [rounded(to_five, Decimal(n)) for n in ("12", "12.5", "13", "0", "-12.5")] == [10, 15, 15, 0, -15]
    assert rounded(Rule("number"), Decimal("12.5")) == Decimal("12.5")


def test_the_catalogue_says_how_and_for_whom(tmp_path: Path) -> None:
    usual = catalogue()["cpp_starts"].small_numbers
    assert (usual.unit, usual.threshold, usual.smallest, usual.audiences) == ("number", 5, 10, ("public",))
    assert not catalogue()["initial_contacts"].small_numbers.applies
    said = (Path(definitions.__file__).parent / "catalogue" / "cpp_starts.toml").read_text(encoding="utf-8")
    path = tmp_path / "cpp_starts.toml"

    def read(line: str) -> Rule:
        path.write_text(said.replace('disclosure = "count"', f'disclosure = "count"\n{line}'), encoding="utf-8")
        return read_definition(path).small_numbers

    own = read('small_numbers = { threshold = 7, rounded_to = 5, audiences = ["public", "member"], because = "few" }')
    assert (own.threshold, own.rounded_to, own.audiences) == (7, 5, ("public", "member"))
    for wrong in ("threshold = 7", 'threshold = 2, because = "few"', 'audiences = ["officer"], because = "few"'):
        with pytest.raises(DefinitionError, match="small_numbers"):
            read(f"small_numbers = {{ {wrong} }}")
