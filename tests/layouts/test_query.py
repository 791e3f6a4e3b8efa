"""The address of a page, read and written."""

from __future__ import annotations

from datetime import date

import pytest

from layouts.query import BadQuery, Query, href


def test_an_address_is_read_and_written_back_the_same() -> None:
    query = Query.of("?area=E10000029&with=region&with=england&as_at=2005-03-31")
    assert query.one("area") == "E10000029"
    assert query.all("with") == ("region", "england")
    assert query.day("as_at") == date(2005, 3, 31)
    assert Query.of(href("/", query).removeprefix("/")) == query


def test_days_and_years_as_people_write_them() -> None:
    assert Query.of("as_at=31 March 2005").day("as_at") == date(2005, 3, 31)
    assert Query.of("from=2004").year("from") == 2004
    assert Query.of("").day("as_at") is None
    assert Query.of("from=").year("from") is None


@pytest.mark.parametrize("search", ["as_at=soon", "as_at=2005-13-45", "as_at=99999999999999999999"])
def test_what_is_no_day_is_said(search: str) -> None:
    with pytest.raises(BadQuery, match="is not a day"):
        Query.of(search).day("as_at")


@pytest.mark.parametrize("year", ["x", "20O4", "٢٠٠٤", "1", "99999", "1e3", "-2004", "9" * 5000])
def test_what_is_no_year_is_said(year: str) -> None:
    with pytest.raises(BadQuery, match="is not a year"):
        Query((("from", year),)).year("from")


def test_an_endless_address_is_refused() -> None:
    with pytest.raises(BadQuery, match="more than 100 parts"):
        Query.of("&".join(f"a{n}=1" for n in range(1000)))


def test_changes_take_out_put_in_and_keep_the_rest() -> None:
    query = Query.of("area=E10000029&rag=red&theme=workforce")
    assert href("/", query.with_changes(rag=None, order="red")) == "/?area=E10000029&theme=workforce&order=red"
    assert query.only("area", "as_at") == Query.of("area=E10000029")


def test_what_could_end_an_attribute_or_an_address_is_quoted() -> None:
    assert href("/indicator/lait:Inf Mort", Query.of("area=a%22%3E%26")) == "/indicator/lait:Inf%20Mort?area=a%22%3E%26"
