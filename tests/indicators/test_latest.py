"""Which figure a reading is made from, when several sources speak of one period, and which period is the latest."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from indicators.rules.latest import COMPARABLE, NATIONAL_ORDER, OWN_ORDER, latest, one_a_period, order_for
from indicators.rules.period import Period
from tests.indicators.worked import Row, cases, number, period, words

OWNER = "Suffolk"
CHOSEN = """
case                               | family  | owner    | value | mark    | status      | own reading | comparison
the council's own first            | council | Suffolk  | 20    | -       | actual      | yes         | -
the council's own first            | dfe     | national | 21    | -       | actual      | -           | yes
the council's own first            | lait    | national | 22    | -       | actual      | -           | -
DfE's before LAIT's                | lait    | national | 22    | -       | actual      | -           | -
DfE's before LAIT's                | dfe     | national | 21    | -       | actual      | yes         | yes
missing displaces no value         | council | Suffolk  | -     | missing | actual      | -           | -
missing displaces no value         | dfe     | national | -     | missing | actual      | -           | -
missing displaces no value         | lait    | national | 22    | -       | actual      | yes         | yes
missing displaces no mark          | council | Suffolk  | -     | missing | actual      | -           | -
missing displaces no mark          | dfe     | national | -     | c       | actual      | yes         | yes
a mark is an answer                | dfe     | national | -     | c       | actual      | yes         | yes
a mark is an answer                | lait    | national | 22    | -       | actual      | -           | -
a missing is better than nothing   | lait    | national | -     | missing | actual      | yes         | yes
its own before another council's   | council | Essex    | 19    | -       | actual      | -           | -
its own before another council's   | council | Suffolk  | 20    | -       | actual      | yes         | yes
provisional, revised: outturns too | dfe     | national | 21    | -       | revised     | -           | yes
provisional, revised: outturns too | council | Suffolk  | 20    | -       | provisional | yes         | -
"""


@dataclass(frozen=True)
class Figure:
    period: Period
    family: str
    owner: str
    value: Decimal | None
    mark: str
    status: str
    known_on: date = date(2005, 4, 1)
    upload: int = 1


def figure(row: Row, of: str = "2004/05") -> Figure:
    value, mark = number(row["value"]), words(row["mark"])
    return Figure(period(of), row["family"], row["owner"], value, mark, row["status"])


@cases(CHOSEN)
@pytest.mark.parametrize(
    ("column", "order", "owner"),
    [("own reading", OWN_ORDER, OWNER), ("comparison", NATIONAL_ORDER, OWNER)],
    ids=["own reading", "comparison"],
)
def test_the_figure_that_counts_is_as_the_table_says_in_any_order(
    group: list[Row], column: str, order: tuple[str, ...], owner: str
) -> None:
    expected = next(figure(row) for row in group if row[column] == "yes")
    for figures in itertools.permutations(figure(row) for row in group):
        chosen, others = one_a_period(figures, order, owner)
        assert chosen == {(period("2004/05"), "actual"): expected}
        (beside,) = others.values()
        assert {expected, *beside} == set(figures) and expected not in beside


@pytest.mark.parametrize("status", ["forecast", "predicted", "implied", "baseline"])
def test_what_is_not_an_outturn_is_a_series_of_its_own(status: str) -> None:
    outturn = Figure(period("2004/05"), "council", OWNER, Decimal(65), "", "actual")
    other = Figure(period("2004/05"), "council", OWNER, Decimal(66), "", status)
    chosen, _ = one_a_period([other, outturn], OWN_ORDER, OWNER)
    assert chosen == {(outturn.period, "actual"): outturn, (outturn.period, status): other}


def test_each_period_has_its_own_figure() -> None:
    figures = [Figure(period(text), "dfe", "national", Decimal(1), "", "actual") for text in ("2003/04", "2004/05")]
    chosen, others = one_a_period(figures, OWN_ORDER)
    assert list(chosen.values()) == figures
    assert set(map(len, others.values())) == {0}


def test_no_figures_choose_none() -> None:
    assert one_a_period([], OWN_ORDER) == ({}, {})


def test_the_orders_hold_the_same_families() -> None:
    assert OWN_ORDER == ("council", "dfe", "lait")
    assert NATIONAL_ORDER == ("dfe", "lait", "council")


def test_england_and_the_regions_speak_for_themselves_as_in_a_comparison() -> None:
    orders = {level: order_for(level) for level in ("country", "region", "authority", "locality")}
    assert orders == {
        "country": NATIONAL_ORDER,
        "region": NATIONAL_ORDER,
        "authority": OWN_ORDER,
        "locality": OWN_ORDER,
    }


def test_an_implied_average_may_be_compared_with_and_a_forecast_may_not() -> None:
    assert sorted(COMPARABLE) == ["actual", "implied", "provisional", "revised"]


LATEST = """
case                                     | indicator counted by | period               | the latest
the one that ends last                   | financial_year       | 2003/04              | -
the one that ends last                   | financial_year       | 2004/05              | yes
the one that ends last, of any kind      | financial_year       | 2003/04              | -
the one that ends last, of any kind      | financial_year       | at 30 September 2004 | yes
of those that end together, its own kind | snapshot             | 2004/05              | -
of those that end together, its own kind | snapshot             | at 31 March 2005     | yes
of those that end together, its own kind | snapshot             | Q4 2004/05           | -
else the longest                         | month                | Q4 2004/05           | -
else the longest                         | month                | 2004/05              | yes
else the longest                         | month                | at 31 March 2005     | -
"""


@cases(LATEST)
def test_the_latest_period_is_as_the_table_says_in_any_order(group: list[Row]) -> None:
    (expected,) = (period(row["period"]) for row in group if row["the latest"] == "yes")
    for order in itertools.permutations(period(row["period"]) for row in group):
        assert latest(order, group[0]["indicator counted by"]) == expected


def test_of_no_periods_none_is_the_latest() -> None:
    assert latest([], "snapshot") is None
