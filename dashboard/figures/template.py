"""The one Plotly template, light and dark, for screen and export (which knows nothing of the page's theme)."""

from __future__ import annotations

import functools
from typing import Any

import plotly.graph_objects as go

from . import typeface
from .chart import Size
from .palette import Theme, colour

CONFIG: dict[str, Any] = {
    "topojsonURL": "/app/static/geo/",
    "displaylogo": False,
    "showSendToCloud": False,
    "responsive": True,
    "scrollZoom": False,
    "modeBarButtonsToRemove": ["lasso2d", "toImage", "zoomInGeo", "zoomOutGeo"],
}


def config(**more: Any) -> dict[str, Any]:
    """Plotly's config for the browser: shapes from our own server, no button that sends anything away."""
    return {**CONFIG, **more}


@functools.cache
def template(theme: Theme) -> go.layout.Template:
    """Paper, ink, grid and typeface of a theme. Shared by all figures: copy it before you change it."""
    muted, rule = colour("muted", theme), colour("rule", theme)
    axis = {
        "gridcolor": rule,
        "linecolor": rule,
        "zeroline": False,
        "ticks": "",
        "tickfont": {"color": muted},
        "title": {"font": {"color": muted}},
        "automargin": False,
    }
    return go.layout.Template(
        layout={
            "paper_bgcolor": colour("paper", theme),
            "plot_bgcolor": colour("paper", theme),
            "font": {"family": typeface.FAMILY, "color": colour("ink", theme)},
            "xaxis": axis,
            "yaxis": axis,
            "colorway": [colour(name, theme) for name in ("cooperation", "conflict", "neutral", "group")],
            "hoverlabel": {
                "bgcolor": colour("paper", theme),
                "bordercolor": muted,
                "align": "left",
                "namelength": -1,
                "font": {"family": typeface.FAMILY, "color": colour("ink", theme)},
            },
            "hovermode": "closest",
            "legend": {
                "traceorder": "grouped",
                "tracegroupgap": 0,
                "bgcolor": "rgba(0,0,0,0)",
                "itemsizing": "trace",
                "orientation": "h",
            },
            "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": muted, "activecolor": colour("ink", theme)},
        },
        data={"scattergeo": [_geo_marks(theme)]},
    )


def _geo_marks(theme: Theme) -> go.Scattergeo:
    """What all marks and arcs on the map share, said once: a map has dozens of traces and is sent at every change."""
    return go.Scattergeo(
        hovertemplate="%{text}<extra></extra>",
        marker={"line": {"width": 1, "color": colour("halo", theme)}},
    )


def layout(theme: Theme, size: Size, *, left: float = 16, right: float = 16, top: float = 8, bottom: float = 8) -> dict:
    """The layout every chart begins with. The margins are the chart's own needs in design pixels; `stamp` adds the
    room for title and footer outside of them.
    """
    px = size.px
    return {
        "template": template(theme),
        "height": size.height,
        "width": size.width if size.safe else None,
        "margin": {"l": px(left), "r": px(right), "t": px(top), "b": px(bottom), "pad": 0},
        "font": {"size": px(13)},
        "hoverlabel": {"font": {"size": px(13)}},
        "separators": ".,",
    }


def legend(theme: Theme, size: Size, **place: Any) -> dict[str, Any]:
    """A legend along the top, under the title, that does not cover the chart."""
    return {
        "x": 0,
        "xanchor": "left",
        "y": 1,
        "yanchor": "bottom",
        "font": {"size": size.px(12.5), "color": colour("ink", theme)},
        **place,
    }


def counts(most: int) -> dict[str, Any]:
    """The ticks of an axis of counts up to `most`: few, and never between whole numbers."""
    return {"dtick": 1} if most <= 3 else {"nticks": 3}


def legend_rows(names: list[str], room: float, size: Size) -> int:
    """How many rows a legend along the top takes when its entries flow one after the other."""
    rows, left = 0, 0.0
    for name in names:
        needs = typeface.width(name, size.px(12.5)) + size.px(45)
        rows, left = (rows + 1, room - needs) if needs > left else (rows, left - needs)
    return rows
