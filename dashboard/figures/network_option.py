"""The network as an ECharts option, for the browser: that chart keeps its selection when the data change."""

from __future__ import annotations

from typing import Any

import pandas

from ..models import FOUR
from . import words
from .network import BEND, Edge, graph, width
from .palette import Theme, colour


def network_option(arcs: pandas.DataFrame, treaties: pandas.DataFrame, *, theme: Theme = "light") -> dict[str, Any]:
    """The network as an ECharts option; a node's `name` is its code's reader's name, `id` the code, an edge's `value`
    what it says. Streamlit's chart keeps the selection when the data change.
    """
    made = graph(arcs, treaties)
    ink = colour("ink", theme)
    return {
        "tooltip": {"formatter": "{c}"},
        "animation": False,
        "series": [
            {
                "type": "graph",
                "layout": "none",
                "roam": True,
                "emphasis": {"focus": "adjacency"},
                "label": {"show": True, "position": "bottom", "color": ink, "fontSize": 13},
                "data": [_node(code, made.nodes[code], theme) for code in made.nodes],
                "links": [_link(edge, theme) for edge in made.edges],
            }
        ],
    }


def _node(code: str, place: tuple[float, float, int], theme: Theme) -> dict[str, Any]:
    x, y, links = place
    return {
        "id": code,
        "name": words.name(code),
        "x": x * 400,
        "y": -y * 260,
        "value": f"{words.name(code)}: {words.counted(links, 'link')}",
        "symbolSize": round(12 + 3 * links**0.5),
        "itemStyle": {"color": colour("ink" if code in FOUR else "count5", theme)},
    }


def _link(edge: Edge, theme: Theme) -> dict[str, Any]:
    treaty = edge.kind == "treaty"
    return {
        "source": edge.a,
        "target": edge.b,
        "value": edge.text,
        "lineStyle": {
            "color": colour("group" if treaty else edge.kind, theme),
            "width": width(edge.links),
            "type": "dashed" if treaty else "solid",
            "curveness": BEND[edge.kind],
        },
    }
