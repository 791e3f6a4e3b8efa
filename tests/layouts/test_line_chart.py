"""The trend chart: what Plotly would draw, checked against Plotly's own schema."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import plotly.graph_objects as go
import pytest

from layouts.charts import line
from layouts.charts.line import Break, Chart, Dot, Line, Step, axis, figure


def dots(*values: float, first: int = 2013, firm: bool = True) -> tuple[Dot, ...]:
    return tuple(
        Dot(date(first + n, 3, 31), value, f"{value}% for {first + n}", firm) for n, value in enumerate(values)
    )


SUFFOLK = Line("Suffolk", ((Dot(date(2004, 10, 31), 23, "23%", firm=False),), dots(20, first=2005), dots(22, 25, 24)))
ENGLAND = Line("England", (dots(23, 24, 23.5),))
TARGET = Step(None, None, 15, "Target 15%")
STEPS = (Step(date(2013, 4, 1), date(2014, 3, 31), 20, "Target 20%"), Step(date(2014, 4, 1), None, 18, "Target 18%"))
WHOLE = Chart(
    (
        SUFFOLK,
        ENGLAND,
        Line("East of England", (dots(21, 22, 20),)),
        Line("Statistical neighbours", (dots(22, 21, 23),)),
    ),
    steps=(TARGET,),
    breaks=(Break(date(2009, 4, 1), "Counted differently from 1 April 2009"),),
    suffix="%",
    percent=True,
)


def names_of(drawn: dict[str, Any]) -> list[dict[str, Any]]:
    return [note for note in drawn["layout"]["annotations"] if note["showarrow"]]


CHARTS = [
    WHOLE,
    Chart(()),
    Chart((Line("Suffolk", (dots(5),)),)),
    Chart((Line("Suffolk", (dots(2, 3, first=2003),)),), words=("0 stars", "1 star", "2 stars", "3 stars")),
    Chart((Line("Suffolk", (dots(-3, 4),)),), prefix="£"),
    Chart((SUFFOLK,), fitted=True),
    Chart((SUFFOLK,), steps=STEPS),
]


@pytest.mark.parametrize("chart", CHARTS)
def test_plotly_knows_every_word_of_it(chart: Chart) -> None:
    drawn = figure(chart)
    assert len(go.Figure(drawn).data) == len(drawn["data"])
    # What site.js changes on a narrow screen is of Plotly's words too.
    narrow = {k.replace(".", "_"): v for k, v in drawn["layout"]["meta"]["narrow"].items()}
    assert go.Layout(narrow).to_plotly_json()


def test_the_own_line_is_dark_blue_thick_and_solid_and_the_others_are_dashed() -> None:
    own, *others, target = figure(WHOLE)["data"]
    assert (own["line"]["color"], own["line"]["width"], own["line"]["dash"]) == ("#12436D", 3, "solid")
    assert [trace["line"]["color"] for trace in others] == ["#28A197", "#801650", "#F46A25"]
    assert len({trace["line"]["dash"] for trace in (own, *others, target)}) == 5
    assert len({trace["marker"]["symbol"] for trace in (own, *others)}) == 4
    assert (target["line"]["color"], target["line"]["dash"]) == ("#0b0c0c", "dot")


def test_there_are_never_more_than_four_lines() -> None:
    many = Chart(tuple(Line(str(n), (dots(n, n + 1),)) for n in range(9)))
    assert len(figure(many)["data"]) == 4


def test_runs_are_not_joined_and_missing_is_never_zero() -> None:
    own = figure(WHOLE)["data"][0]
    assert own["x"][1] is None and own["y"][1] is None and own["x"][3] is None
    assert 0 not in own["y"] and own["connectgaps"] is False


def test_what_is_not_an_outturn_is_hollow() -> None:
    own = figure(WHOLE)["data"][0]
    assert own["marker"]["color"][0] == "#ffffff" and own["marker"]["size"][0] > 0
    assert own["marker"]["color"][2] == "#12436D"


def test_every_line_and_the_target_are_named_in_black_at_their_end() -> None:
    names = names_of(figure(WHOLE))
    assert {n["text"].replace("<br>", " ") for n in names} == {
        *("Suffolk", "England", "East of England", "Statistical neighbours", "Target 15%"),
    }
    assert {n["font"]["color"] for n in names} == {"#0b0c0c"}
    assert figure(WHOLE)["layout"]["showlegend"] is False


def test_names_do_not_stand_on_each_other_or_outside() -> None:
    drawn = figure(WHOLE)
    bottom, top = drawn["layout"]["yaxis"]["range"]
    pixels = (line.HEIGHT - line.TOP - line.BOTTOM) / (top - bottom)
    places = sorted(((n["ay"] - bottom) * pixels, n["text"].count("<br>") + 1) for n in names_of(drawn))
    for (low, low_lines), (high, high_lines) in itertools.pairwise(places):
        assert high - low >= line.LINE_OF_TEXT * (low_lines + high_lines) / 2 - 0.5
    assert places[0][0] >= 0


def test_the_name_of_the_latest_figure_that_is_firm_and_not_of_a_forecast() -> None:
    run = (*dots(20, 21), Dot(date(2019, 3, 31), 30, "a forecast", firm=False))
    assert Line("Suffolk", (run,)).last.value == 21


def test_a_break_is_a_line_from_top_to_bottom_with_a_note() -> None:
    layout = figure(WHOLE)["layout"]
    (shape,) = layout["shapes"]
    assert (shape["x0"], shape["x1"], shape["y0"], shape["y1"]) == ("2009-04-01", "2009-04-01", 0, 1)
    assert "Counted differently<br>from 1 April 2009" in [note["text"] for note in layout["annotations"]]
    outside = Chart((ENGLAND,), breaks=(Break(date(1999, 1, 1), "long ago"),))
    assert figure(outside)["layout"]["shapes"] == []


def test_the_axis_is_from_zero_unless_it_is_fitted() -> None:
    assert axis(Chart((Line("Suffolk", (dots(95, 97, 96),)),), percent=True)) == (0, 100, 20)
    bottom, top, _ = axis(Chart((Line("Suffolk", (dots(95, 97, 96),)),), percent=True, fitted=True))
    assert 90 <= bottom < 95 and top <= 100
    assert axis(Chart((Line("Suffolk", (dots(-3, 4),)),)))[0] < -2.9
    # A percentage above 100 is shown where it is.
    assert axis(Chart((Line("Suffolk", (dots(90, 112),)),), percent=True))[1] > 112


@pytest.mark.parametrize("high", [0, 0.001, 0.03, 1, 7, 99, 1234, 13_000, 5_000_000])
def test_the_axis_holds_every_figure_in_a_few_round_steps(high: float) -> None:
    bottom, top, every = axis(Chart((Line("Suffolk", (dots(high),)),)))
    assert bottom <= high <= top and bottom == 0
    assert 1 <= (top - bottom) / every <= 8


def test_the_target_is_drawn_in_steps() -> None:
    drawn = figure(Chart((Line("Suffolk", (dots(19, 21, 22, 20),)),), steps=STEPS))
    first, second = [trace for trace in drawn["data"] if trace["name"].startswith("Target")]
    assert (first["x"], first["y"]) == (["2013-04-01", "2014-03-31"], [20, 20])
    assert second["x"][0] == "2014-04-01" and second["x"][1] > "2016-03-31"


def test_words_are_at_least_14_pixels_and_lie_flat() -> None:
    layout = figure(WHOLE)["layout"]
    assert layout["font"]["size"] >= 14 and layout["xaxis"]["tickangle"] == 0
    assert all(note["font"]["size"] >= 14 for note in layout["annotations"])


def test_nothing_can_be_dragged_or_zoomed() -> None:
    layout = figure(WHOLE)["layout"]
    assert layout["dragmode"] is False and layout["xaxis"]["fixedrange"] and layout["yaxis"]["fixedrange"]


def test_plotly_is_given_no_tag_of_a_files_own() -> None:
    """K3: Plotly obeys tags in every text, so that all but our own line breaks are written out."""
    bad = '<a href="javascript:x()">West</a> <br>×1000 & %{y}'
    dot = (Dot(date(2005, 3, 31), 20, bad),)
    drawn = figure(Chart((Line(bad, (dot,)),), (Step(None, None, 15, bad),), (Break(date(2005, 3, 1), bad),)))
    texts = [note["text"] for note in drawn["layout"]["annotations"]]
    texts += [words for trace in drawn["data"] for words in (trace["name"], *trace.get("text", ()))]
    assert len(texts) == 6
    assert all("<" not in words.replace("<br>", "") for words in texts)
    assert all(trace["hovertemplate"] == "%{text}<extra></extra>" for trace in drawn["data"] if "text" in trace)
