"""Names of countries on the map, as many as stand clear of each other."""

from __future__ import annotations

from collections import defaultdict

import plotly.graph_objects as go

from .. import world
from . import typeface, words
from .chart import Size
from .palette import Theme, colour
from .strands import Strand
from .views import View


def labels(figure: go.Figure, strands: list[Strand], focus: str | None, view: View, theme: Theme, size: Size) -> None:
    """Names of the countries with most links under the ends of their arcs, as many as stand clear of each other."""
    weight: dict[str, int] = defaultdict(int)
    for strand in strands:
        for code in strand.pair.split("-"):
            weight[code] += strand.links + (code == focus)
    ranked = sorted(weight, key=lambda code: (code != focus, -weight[code], code))
    codes = _clear([code for code in ranked if view.holds(world.positions()[code])][:12], view, size)
    at = [world.positions()[code] for code in codes]
    figure.add_scattergeo(
        lon=[lon for lon, _ in at],
        lat=[lat for _, lat in at],
        mode="text",
        text=[f"<b>{words.name(code)}</b>" for code in codes],
        textposition="bottom center",
        textfont={"size": size.px(12.5), "color": colour("ink", theme), "shadow": f"0 0 4px {colour('paper', theme)}"},
        hoverinfo="skip",
        showlegend=False,
    )


def _clear(codes: list[str], view: View, size: Size) -> list[str]:
    """The codes whose names would not lie on one another, the first ones win; degrees are taken as if the map were
    flat, which is near enough for this.
    """
    degree = size.width / (view.lon[1] - view.lon[0])
    taken: list[tuple[float, float, float]] = []
    kept = []
    for code in codes:
        lon, lat = world.positions()[code]
        half = typeface.width(words.name(code), size.px(12.5), typeface.SEMIBOLD) / 2 / degree
        high = size.px(16) / degree
        if all(abs(lon - x) > half + other or abs(lat - y) > high for x, y, other in taken):
            taken.append((lon, lat, half))
            kept.append(code)
    return kept
