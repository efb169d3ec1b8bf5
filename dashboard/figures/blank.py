"""A figure for when there is nothing to draw: it says what is empty instead of showing bare axes."""

from __future__ import annotations

import plotly.graph_objects as go

from . import template, typeface
from .chart import Chart, Size
from .palette import Theme, colour


def blank(title: str, why: str, theme: Theme, size: Size) -> Chart:
    """A chart without data: `title` states what is empty, `why` what a reader may relax."""
    figure = go.Figure()
    figure.update_layout(
        **template.layout(theme, size),
        xaxis={"visible": False},
        yaxis={"visible": False},
        annotations=[
            {
                "text": "<br>".join(typeface.lines(why, min(size.width - 60, size.px(460)), size.px(15))),
                "font": {"size": size.px(15), "color": colour("muted", theme)},
                "x": 0.5,
                "y": 0.5,
                "xref": "paper",
                "yref": "paper",
                "showarrow": False,
            }
        ],
    )
    return Chart(figure.to_plotly_json(), title, f"{title}. {why}")


RELAX = "Nothing matches the filter: widen the dates, or take out a country, a status or the text."
