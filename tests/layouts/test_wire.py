"""What goes to the browser: whole stretches of HTML in one piece, charts and what is around them as Dash draws them."""

from __future__ import annotations

import json

from dash import dcc, html

from layouts.components.attributes import aria
from layouts.components.native import Input
from layouts.wire import wire


def test_a_tree_of_html_is_one_piece() -> None:
    tree = html.Div([html.P(["a", html.B("b"), None, 1]), "c"], id="x", className="y", **aria(label="z"))
    assert wire(tree) == {
        "type": "Html",
        "namespace": "layouts",
        "props": {
            "tree": ["div", {"id": "x", "className": "y", "aria-label": "z"}, ["p", {}, "a", ["b", {}, "b"], 1], "c"]
        },
    }


def test_only_what_stands_around_a_chart_is_drawn_by_dash() -> None:
    graph = dcc.Graph(id="g", figure={"data": []})
    sent = wire(html.Div([html.P("before"), html.Figure([graph, html.P("beside")]), html.Table("after")], id="page"))
    assert (sent["type"], sent["props"]["id"]) == ("Div", "page")
    before, figure, after = sent["props"]["children"]
    assert before["props"]["tree"] == ["p", {}, "before"] and after["props"]["tree"] == ["table", {}, "after"]
    assert [child["type"] for child in figure["props"]["children"]] == ["Graph", "Html"]
    assert figure["props"]["children"][0]["props"]["figure"] == {"data": []}


def test_inputs_and_empty_parts_go_as_they_are() -> None:
    assert wire(Input(type="checkbox", name="with", value="region", checked=True))["props"]["tree"] == [
        *("input", {"type": "checkbox", "name": "with", "value": "region", "checked": True}),
    ]
    assert wire(html.Br())["props"]["tree"] == ["br", {}]
    assert wire(None) is None


def test_it_is_all_json() -> None:
    tree = html.Ul([html.Li("<script>alert(1)</script>"), html.Li(2)])
    assert json.loads(json.dumps(wire(tree)))["props"]["tree"][2][2] == "<script>alert(1)</script>"
