"""What the rules add to a reading when the store's own rows are put through them, and how the API says it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from data import areas, commit
from data.records import Contents, Figure, Figures, Notice, Target
from data.store import Store
from data.viewer import LOCAL, NATIONAL, PUBLIC
from indicators.reading import Reading
from indicators.rules.period import Period
from indicators.scorecard import scorecard
from layouts.api.as_json import target_of
from layouts.api.as_judgements import judgements_of
from tests.data.test_store import ENGLAND, NORFOLK, SUFFOLK, upload
from tests.indicators.worked import period

REVIEWS, REFERRALS, INITIAL = "lac_reviews_on_time", "re_referrals", "initial_assessments_7_days"


def figure(slug: str, when: str | Period, value: str | None, **more: object) -> Figure:
    """Return one figure of Suffolk's, unless another area is said."""
    asked = period(when) if isinstance(when, str) else when
    fields: dict[str, object] = {"area": SUFFOLK, "sheet": "Figures", "cell": ("F", 7)} | more
    return Figure(indicator=slug, period=asked, value=None if value is None else Decimal(value), **fields)  # type: ignore[arg-type]


def add(store: Store, *figures: Figure, targets: tuple[Target, ...] = (), **heading: object) -> None:
    commit.add(store, upload(**heading), Contents(Figures.of(figures), targets))  # type: ignore[arg-type]


def aim(slug: str, value: str, kind: str = "standing", when: str = "", operator: str = ">=", **more: object) -> Target:
    """Return one target of Suffolk's."""
    dates: dict[str, object] = {}
    if when:
        asked = period(when)
        dates = {"ends": asked.ends} | ({"starts": asked.starts} if kind == "for" else {})
    return Target(slug, SUFFOLK, kind, operator, Decimal(value), **dates, **more)  # type: ignore[arg-type]


def read(store: Store, slug: str, area: str = SUFFOLK, **more: object) -> Reading:
    (found,) = scorecard(store, LOCAL, area, indicators=[slug], **more).readings  # type: ignore[arg-type]
    return found


def quarters(slug: str, *values: str | None, **more: object) -> list[Figure]:
    """Return figures of the quarters of 2004/05, from the first."""
    return [figure(slug, f"Q{n} 2004/05", value, **more) for n, value in enumerate(values, start=1)]


def test_a_run_a_streak_and_what_it_takes(store: Store) -> None:
    add(store, *quarters(INITIAL, "61", "68.4", "77.4"), targets=(aim(INITIAL, "95", "for", "2004/05"),))
    found = read(store, INITIAL)
    assert found.rating_run is not None and found.streak is not None and found.takes is not None
    assert found.rating_run.words == "Red for 3 quarters, since April to June 2004."
    assert found.streak.words == "Improving for 2 quarters in a row, since April to June 2004."
    assert found.takes.needed.state == "cannot_now_be_reached"
    said = judgements_of(found)
    assert said["rating_run"]["count"] == 3 and said["rating_run"]["since"]["end"] == "2004-06-30"
    assert said["streak"]["direction"] == "improving" and said["material"] is True
    assert said["what_it_takes"]["left"] == 1 and said["what_it_takes"]["at_least"] > 100


def test_a_year_to_date_is_provisional_and_an_old_target_says_its_year(store: Store) -> None:
    add(
        store,
        figure(REVIEWS, "YTD Dec 2004", "80"),
        targets=(aim(REVIEWS, "75", "for", "2004/05"), aim(REVIEWS, "98", set_by="government")),
        known_on=date(2003, 1, 10),
    )
    found = read(store, REVIEWS)
    assert found.target is not None and found.rag == "green"
    assert (found.target.provisional, found.target.notes[0][:23]) == (True, "The year is not over, s")
    standing = next(t for t in found.targets if t.target.kind == "standing")
    assert standing.words == "at least 98% (target set in 2003)"
    sent = target_of(found.target)
    assert sent is not None and sent["provisional"] is True and len(sent["notes"]) == 1


def test_a_share_that_cannot_be_used_is_noted(store: Store) -> None:
    whole = aim(REVIEWS, "100", tolerance_kind="relative", tolerance=Decimal(10))
    add(store, figure(REVIEWS, "2004/05", "95"), targets=(whole,))
    found = read(store, REVIEWS)
    assert found.rag == "red" and found.target is not None
    assert found.target.notes[0].startswith("A tolerance of 10% of the target is not used at 100%")


def test_a_profile_stands_beside_the_targets_only_when_it_is_asked_for(store: Store) -> None:
    steps = (aim(REVIEWS, "85", "by", "30 September 2004"), aim(REVIEWS, "90", "by", "31 March 2005"))
    add(store, figure(REVIEWS, "Q3 2004/05", "86"), targets=steps)
    assert read(store, REVIEWS).profile is None
    found = read(store, REVIEWS, profile=True)
    assert found.rag == "green" and found.profile is not None
    assert (found.profile.rag, found.profile.target.value) == ("amber", Decimal("87.5"))
    assert found.profile.words == (
        "at least 87.5% by 31 December 2004, in a straight line from 30 September 2004 to 31 March 2005"
    )
    sent = target_of(found.profile)
    assert sent is not None and sent["value"] == 87.5


def test_nothing_is_compared_over_a_break(store: Store) -> None:
    """Its way of counting changed on 1 April 2010: 7 working days became 10."""
    add(store, figure(INITIAL, "2009/10", "64"), figure(INITIAL, "2010/11", "80"))
    add(store, figure(INITIAL, "2009/10", "66", area=ENGLAND), family="dfe", owner=NATIONAL)
    found = read(store, INITIAL)
    assert (found.direction, found.change, found.streak, found.year_before) == (None, None, None, None)
    assert found.not_compared.startswith("Not compared with 64% for 2009/10: the definition changed in April 2010.")
    assert found.compared_with is not None and found.compared_with.value == 64
    assert found.england is not None and not found.england.comparable
    assert "changed in April 2010" in found.england.not_compared
    assert "the definition changed in April 2010" in found.sentence


def test_a_change_below_one_child_is_none(store: Store) -> None:
    out_of = {"denominator": Decimal(200)}
    add(store, figure(REVIEWS, "2003/04", "95", **out_of), figure(REVIEWS, "2004/05", "95.3", **out_of))
    found = read(store, REVIEWS)
    assert (found.direction, found.change, found.material) == ("no_change", Decimal("0.3"), False)
    assert "Little change: up 0.3 percentage points from 95% for 2003/04." in found.sentence


def test_the_same_time_last_year_stands_beside_the_quarter_before(store: Store) -> None:
    add(
        store,
        *[figure(INITIAL, when, value) for when, value in (("Q3 2003/04", "70"), ("Q2 2004/05", "80"))],
        figure(INITIAL, "Q3 2004/05", "75"),
    )
    found = read(store, INITIAL)
    assert found.direction == "worsening" and found.year_before is not None
    assert (found.year_before.direction, found.year_before.change) == ("improving", 5)


def test_sources_parts_and_words_that_disagree_are_all_told(store: Store) -> None:
    said = Notice("warning", "text_disagrees", "Figures", "F7", "fallen", "'fallen' does not agree.", "Put it right.")
    own = figure(REFERRALS, "2024/25", "20", numerator=Decimal(30), denominator=Decimal(100))
    add(store, own, notices=[said])
    add(store, figure(REFERRALS, "2024/25", "22"), family="dfe", owner=NATIONAL)
    found = read(store, REFERRALS)
    assert [one.kind for one in found.conflicts] == ["sources", "parts", "text"]
    assert found.conflicts[0].words == "The council says 20%; the Department for Education says 22%."
    assert judgements_of(found)["conflicts"][2] == {"kind": "text", "words": "'fallen' does not agree."}
    (public,) = scorecard(store, PUBLIC, SUFFOLK, indicators=[REFERRALS]).readings
    assert public.conflicts == ()


@pytest.fixture
def league(store: Store) -> Store:
    """Return a store in which twelve authorities, two regions and England have re-referrals for 2024/25."""
    near = areas.neighbours(SUFFOLK)
    values = {SUFFOLK: 20, NORFOLK: 30} | {area: 10 + n for n, area in enumerate(near)}
    rows = [
        figure(REFERRALS, "2024/25", str(value), area=area, numerator=Decimal(value * 2), denominator=Decimal(200))
        for area, value in values.items()
    ]
    wider = {ENGLAND: "200", "E12000006": "21", "E12000001": "22", "E12000002": "20"}
    rows += [figure(REFERRALS, "2024/25", value, area=area) for area, value in wider.items()]
    add(store, *rows, family="dfe", owner=NATIONAL)
    return store


def test_neighbours_the_best_quarter_and_a_doubtful_benchmark(league: Store) -> None:
    found = read(league, REFERRALS)
    near = sorted(v for v in (10 + n for n in range(10)))
    assert found.near is not None and found.near.of == 10
    assert found.near.rank == 11 and found.near.words == "11th of 11 with its neighbours"
    assert found.near.median == Decimal(near[4] + near[5]) / 2
    assert found.best_quarter is not None
    assert "fewer referrals" in found.best_quarter.words and not found.best_quarter.distance.inside
    assert found.england is not None and found.england.doubt.startswith("Take England's 200% with care")
    assert found.compared_england is None, "no claim beside a doubtful benchmark"
    assert found.region is not None and not found.region.doubt and found.compared_region == "similar"
    assert found.interval is not None and found.interval.lower < 20 < found.interval.upper
    said = judgements_of(found)
    assert said["neighbours"]["median"] == float(found.near.median)
    assert said["best_quarter"]["children"] == found.best_quarter.distance.children


def test_as_at_a_day_before_they_were_known_there_are_no_neighbours(league: Store) -> None:
    add(league, figure(REFERRALS, "2023/24", "19"), known_on=date(2025, 1, 1))
    found = read(league, REFERRALS, as_at=date(2025, 6, 1))
    assert (found.value, found.near, found.best_quarter, found.rank) == (19, None, None, None)
    past = read(league, REFERRALS, as_at=date(2026, 1, 20))
    assert past.near is not None and past.near.rank == 11


def test_a_new_council_is_not_compared_with_the_one_it_was_cut_from(store: Store) -> None:
    cumberland = "E06000063"
    add(store, figure(REFERRALS, "2023/24", "20", area=cumberland), owner=cumberland)
    found = read(store, REFERRALS, cumberland)
    assert found.direction is None
    assert found.not_compared == (
        "Cumberland began on 1 April 2023. Figures of Cumbria before it are for other areas, so they are not compared."
    )


def test_a_long_local_series_has_a_signal_and_a_short_one_says_what_it_lacks(store: Store) -> None:
    months = [
        Period("month", date(2004 + n // 12, n % 12 + 1, 1), _last(2004 + n // 12, n % 12 + 1)) for n in range(14)
    ]
    add(store, *[figure(INITIAL, when, str(60 + n % 3)) for n, when in enumerate(months)])
    add(store, *quarters(REVIEWS, "90", "91"))
    long, short = read(store, INITIAL), read(store, REVIEWS)
    assert (long.variation, long.signal is not None) == ("common_cause", True)
    assert judgements_of(long)["signal"]["figures"] == 14
    assert short.variation is None and short.signal_words.startswith("No signal yet: there are 2 figures")


def test_national_figures_have_no_signal_or_forecast(league: Store) -> None:
    found = read(league, REFERRALS)
    assert (found.signal, found.expected, found.variation) == (None, None, None)


def test_a_forecast_stands_beside_the_service_s_own(store: Store) -> None:
    rows = [figure(INITIAL, f"Q{n} {year}", str(value)) for year, n, value in _eight_quarters()]
    own = figure(INITIAL, "at 31 March 2005", "70", status="forecast")
    add(store, *rows, own, targets=(aim(INITIAL, "75", "by", "31 March 2005"),))
    found = read(store, INITIAL)
    assert found.expected is not None and found.expected.forecast.words is not None
    assert found.expected.service == 70 and found.expected.service_words.startswith("The service's own forecast is 70%")
    assert judgements_of(found)["forecast"]["due"] == "2005-03-31"


def _last(year: int, number: int) -> date:
    return date(year + number // 12, number % 12 + 1, 1) - date.resolution


def _eight_quarters() -> list[tuple[str, int, int]]:
    return [("2003/04", n, 50 + n) for n in range(1, 5)] + [("2004/05", n, 60 + n) for n in range(1, 4)]
