"""The chart of a trend with its sentence: a figure that has a name, and that a table follows."""

from __future__ import annotations

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from layouts.charts import line
from layouts.components.attributes import aria

CONFIG: Any = {
    "displayModeBar": False,
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    "showAxisDragHandles": False,
}


def trend_chart(chart: line.Chart, name: str, sentence: str, note: str) -> Component:
    """Return the chart called `name`, `sentence` under its heading and `note` about the axis."""
    graph = dcc.Graph(id="trend-chart", figure=line.figure(chart), config=CONFIG, className="app-chart")
    picture = html.Div(graph, role="img", **aria(label=f"Line chart: {name}", describedby="trend-summary"))
    caption = [html.P(sentence, id="trend-summary", className="govuk-body")]
    if note:
        caption.append(html.P(note, className="app-small"))
    return html.Figure([html.Figcaption(caption), picture], className="app-figure")
