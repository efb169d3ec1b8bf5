"""Traces as plain dictionaries until the figure is made: Plotly then checks each of them once, not three times."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go


class Canvas:
    """What the layers of a chart draw on; `figure` makes the Plotly figure of it, which checks every property."""

    def __init__(self) -> None:
        self.traces: list[dict[str, Any]] = []

    def bar(self, **trace: Any) -> None:
        """Add a trace of bars."""
        self.traces.append({"type": "bar", **trace})

    def scatter(self, **trace: Any) -> None:
        """Add a trace of marks or lines."""
        self.traces.append({"type": "scatter", **trace})

    def scattergeo(self, **trace: Any) -> None:
        """Add a trace of marks or lines on a map."""
        self.traces.append({"type": "scattergeo", **trace})

    def choropleth(self, **trace: Any) -> None:
        """Add a trace of filled countries."""
        self.traces.append({"type": "choropleth", **trace})

    def figure(self, layout: dict[str, Any]) -> go.Figure:
        """The figure of all traces; ValueError for a property that Plotly does not know."""
        return go.Figure(data=self.traces, layout=layout)
