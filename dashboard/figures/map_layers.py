"""What lies on the ground of the map: arcs with their direction, and events at their place."""

from __future__ import annotations

from collections import defaultdict

import pandas

from .. import world
from . import arc_parts, places, typeface, words
from .canvas import Canvas
from .chart import Size
from .palette import COMENTION, Theme, colour, groups
from .strands import POLARITIES, Strand, bends, ends
from .views import View, views

_POINTS = 9
"""Points along a bent arc of the whole world, twice as many closer up. A straight one needs three: Plotly itself runs
great circles between points.
"""


def arcs(canvas: Canvas, strands: list[Strand], view: View, theme: Theme, size: Size) -> list[str]:
    """Arcs as one legend entry a polarity and class of status, and a mark in the middle that shows the way and can be
    clicked. Returns the legend entries.
    """
    bend = bends(strands)
    points = _POINTS if view.lon[1] - view.lon[0] > 200 else 2 * _POINTS - 1
    entries: dict[tuple[str, str], list[Strand]] = defaultdict(list)
    for strand in strands:
        entries[(strand.polarity, strand.group)].append(strand)
    names = []
    for key in sorted(entries, key=_order):
        names.append(_name(key, entries[key], size))
        paths = {s: world.arc(*ends(s.pair), points if bend[s] else 3, bend[s]) for s in entries[key]}
        _lines(canvas, key, names[-1], paths, theme, size)
        _marks(canvas, key, list(paths), bend, view, theme, size)
    return names


def _order(key: tuple[str, str]) -> tuple[int, int]:
    return (list(POLARITIES).index(key[0]), list(groups()).index(key[1]))


def _name(key: tuple[str, str], strands: list[Strand], size: Size) -> str:
    if key[1] == COMENTION:
        return f"Named together only ({words.number(sum(s.links for s in strands))})"
    polarity, group = POLARITIES[key[0]], groups()[key[1]].group_name
    if size.narrow:
        polarity, group = _BRIEF[key[0]], group.split(" or ")[0]
    return f"{polarity}, {group} ({words.number(sum(s.links for s in strands))})"


_BRIEF = {"cooperation": "Coop.", "conflict": "Conflict", "neutral": "Neutral"}


def _lines(canvas: Canvas, key: tuple, name: str, paths: dict[Strand, list], theme: Theme, size: Size) -> None:
    widths: dict[float, list[Strand]] = defaultdict(list)
    for strand in paths:
        widths[strand.width].append(strand)
    for n, (width, several) in enumerate(sorted(widths.items())):
        points = [point for strand in several for point in (*paths[strand], (None, None))][:-1]
        last = n == len(widths) - 1
        canvas.scattergeo(
            lon=[lon if lon is None else round(lon, 1) for lon, _ in points],
            lat=[lat if lat is None else round(lat, 1) for _, lat in points],
            mode="lines",
            line={"width": size.px(width), "color": colour(key[0], theme), "dash": groups()[key[1]].dash},
            opacity=0.5 if key[1] == COMENTION else None,
            hoverinfo="skip",
            hovertemplate="",  # the template's own would make the line catch the clicks meant for its mark
            meta=" ".join(strand.pair for strand in several),  # which arc is whose, for what hovering a country leaves
            legendgroup=".".join(key),
            showlegend=None if last else False,
            name=name if last else None,
        )


def _marks(
    canvas: Canvas, key: tuple, strands: list[Strand], bend: dict[Strand, float], view: View, theme: Theme, size: Size
) -> None:
    spots = [(s, *spot) for s in strands for spot in arc_parts.spots(s, bend[s], view)]
    strands = [strand for strand, _, _ in spots]
    canvas.scattergeo(
        lon=[round(lon, 1) for _, (lon, _), _ in spots],
        lat=[round(lat, 1) for _, (_, lat), _ in spots],
        mode="markers",
        marker={
            "symbol": ["arrow" if strand.towards else "diamond" for strand in strands],
            "angle": [round(way) for _, _, way in spots],
            "size": [round(size.px(8 + strand.width * 1.3 + (4 if strand.towards else 0))) for strand in strands],
            "color": colour(key[0], theme),
            "opacity": 1,
        },
        text=[strand.text() for strand in strands],
        customdata=[f"arc|{s.pair}|{s.polarity}|{s.group}|{'-'.join(s.towards)}" for s in strands],
        hovertemplate=f"<b>{POLARITIES[key[0]]}, {groups()[key[1]].group_name}</b><br>%{{text}}<extra></extra>",
        legendgroup=".".join(key),
        showlegend=False,
    )


def clusters(events: pandas.DataFrame, view: str, size: Size) -> list[places.Cluster]:
    """The events with a place as they share marks at that size, largest first."""
    near = views()[view].cell * max(1.0, round(900 * size.scale / size.width, 1))
    return places.clusters(events, view, near)


def radius(events: int) -> float:
    """The width of the mark of a place in pixels of the design: small, for it lies among arcs and names."""
    return 6 if events == 1 else 10 + min(8, 0.9 * events**0.5)


def points(canvas: Canvas, found: list[places.Cluster], theme: Theme, size: Size) -> list[str]:
    """Events with a place; nearby ones share a mark with their number. Returns the legend entry."""
    if not found:
        return []
    counts = [len(cluster.ids) for cluster in found]
    name = f"Events at a place ({words.number(sum(counts))})"
    canvas.scattergeo(
        lon=[round(cluster.lon, 1) for cluster in found],
        lat=[round(cluster.lat, 1) for cluster in found],
        mode="markers+text",
        marker={
            "symbol": "circle",
            "size": [size.px(radius(n)) for n in counts],
            "color": colour("paper", theme),
            "opacity": 1,
            "line": {"width": size.px(1.2), "color": colour("event", theme)},
        },
        text=["" if n == 1 else str(n) for n in counts],
        textfont={"size": size.px(9.5), "color": colour("event", theme)},
        hovertext=[_place(cluster) for cluster in found],
        customdata=[f"place|{cluster.key}" for cluster in found],
        hovertemplate="%{hovertext}<extra></extra>",
        name=name,
    )
    return [name]


def _place(cluster: places.Cluster) -> str:
    more = f" and {len(cluster.places) - 2} more" if len(cluster.places) > 2 else ""
    places_ = ", ".join(map(typeface.safe, cluster.places[:2]))
    return f"<b>{words.counted(len(cluster.ids), 'event')}</b><br>{places_}{more}"
