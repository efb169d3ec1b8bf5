"""Traces as plain dictionaries until the figure is made."""

from __future__ import annotations

from typing import Any


class Canvas:
    """What the layers of a chart draw on."""

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

    def unlegended(self) -> None:
        """Take out what only a legend needs: the page writes its own."""
        for trace in self.traces:
            for name in ("legendgroup", "showlegend", "name"):
                trace.pop(name, None)

    def told(self, layout: dict[str, Any]) -> dict[str, Any]:
        """The figure of all traces as JSON has it, unchecked: that takes longer than drawing; a test checks each."""
        return {"data": [_told(trace) for trace in self.traces], "layout": _told(layout)}


def _told(properties: dict[str, Any]) -> dict[str, Any]:
    """The properties without those that are None: Plotly's own check would drop them."""
    return {
        key: _told(value) if isinstance(value, dict) else value
        for key, value in properties.items()
        if value is not None
    }
