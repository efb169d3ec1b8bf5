"""Bars: their layout from left to right, and the fill that tells a status without colour."""

from __future__ import annotations

from typing import Any

from . import template, typeface
from .chart import Size
from .palette import Theme, colour

PATTERNS = {"confirmed": "", "reported": "-", "claimed": "/", "disputed": "x", "denied": "."}
"""The hatch of a class of status in bars, where marks have their fill."""
SHADES = {"confirmed": "count5", "reported": "count5", "claimed": "count5", "disputed": "group", "denied": "neutral"}


def status_fill(group: str, theme: Theme) -> dict[str, Any]:
    """The fill of a bar for a class of status: solid when confirmed, hatched in its own way otherwise."""
    shade, pattern = colour(SHADES[group], theme), PATTERNS[group]
    line = {"width": 1, "color": shade}
    if not pattern:
        return {"color": shade, "line": line}
    look = {"shape": pattern, "fgcolor": shade, "bgcolor": colour("paper", theme), "size": 5, "solidity": 0.35}
    return {"color": shade, "line": line, "pattern": look}


def layout(names: list[str], entries: list[str], theme: Theme, size: Size) -> dict[str, Any]:
    """The layout of rows of bars: `names` down the left (a name in <b> is a heading), a legend of `entries` above."""
    letters = size.px(11.5 if size.narrow else 13)
    plain = [name.removeprefix("<b>").removesuffix("</b>") for name in names]
    left = max(typeface.width(name, letters, typeface.SEMIBOLD) for name in plain) / size.scale + 14
    rows = template.legend_rows(entries, size.width - size.px(left + 24), size)
    return {
        **template.layout(theme, size, left=left, right=24, top=10 + 20 * rows, bottom=26),
        "legend": template.legend(theme, size),
        "barmode": "stack",
        "bargap": 0.3,
        "xaxis": {"tickfont": {"size": letters}, "rangemode": "tozero", "nticks": 6, "fixedrange": True},
        "yaxis": {
            "range": [len(names) - 0.4, -0.6],
            "tickvals": list(range(len(names))),
            "ticktext": names,
            "tickfont": {"size": letters, "color": colour("ink", theme)},
            "showgrid": False,
            "fixedrange": True,
        },
        "dragmode": False,
    }
