"""The layers of the map, from the ground up: fill, arcs with their direction, points, small states, names."""

from __future__ import annotations

from collections import defaultdict

import pandas

from .. import world
from . import arc_parts, places, typeface, words
from .canvas import Canvas
from .chart import Size
from .palette import COMENTION, FILLS, Theme, colour, groups
from .strands import POLARITIES, Strand, bends, ends
from .views import View, views

_POINTS = 9
"""Points along a bent arc of the whole world, twice as many closer up. A straight one needs three: Plotly itself runs
great circles between points.
"""


def fill(canvas: Canvas, countries: pandas.DataFrame, measure: str, theme: Theme, size: Size) -> None:
    """Countries by a count in at most five steps; named without a count plain; named by nothing hatched."""
    known = countries[countries["iso3"].isin(world.shaped())]
    steps = thresholds(int(known[measure].max()) if len(known) else 0)
    palette = (
        [colour(name, theme) for name in ("count0", *FILLS[-len(steps) :])] if steps else [colour("count0", theme)]
    )
    canvas.choropleth(
        locations=known["iso3"].tolist(),
        z=[sum(value >= step for step in steps) for value in known[measure]],
        text=[words.name(code) for code in known["iso3"]],
        customdata=known[["events", "links", "articles", "origins"]].values.tolist(),
        hovertemplate=_COUNTS,
        colorscale=_bands(palette),
        zmin=-0.5,
        zmax=len(palette) - 0.5,
        marker={"line": {"width": size.px(0.5), "color": colour("border", theme)}},
        colorbar=_bar(steps, measure, size, theme),
        name="countries",
    )


_COUNTS = (
    "<b>%{text}</b><br>Events %{customdata[0]:,}, links %{customdata[1]:,}<br>"
    "Articles %{customdata[2]:,}, origins %{customdata[3]:,}<extra></extra>"
)
"""What a country says when pointed at; the counts stand beside the name so that they need no words of their own."""


def thresholds(most: int) -> list[int]:
    """The lower ends of at most five steps from 1 to `most`, each about the same factor apart, in round numbers."""
    if most < 1:
        return []
    if most <= 5:
        return list(range(1, most + 1))
    factor = most ** (1 / 5)
    return sorted({1, *(_round(factor**k) for k in range(1, 5))})


def _round(value: float) -> int:
    power = 10 ** max(0, len(str(int(value))) - 1)
    return min((int(n * power) for n in (1, 2, 3, 5, 10)), key=lambda nice: abs(nice - value))


def _bands(shades: list[str]) -> list[list]:
    n = len(shades)
    return [[edge / n, shade] for k, shade in enumerate(shades) for edge in (k, k + 1)]


def _bar(steps: list[int], measure: str, size: Size, theme: Theme) -> dict:
    title = f"{measure.capitalize()} a country"
    ends_ = [step - 1 for step in steps[1:]]
    names = [f"{a}" if a == b else f"{a}–{b}" for a, b in zip(steps, ends_, strict=False)]
    return {
        "orientation": "h",
        "x": 0,
        "xanchor": "left",
        "xpad": 0,
        "y": 0,
        "yanchor": "top",
        "ypad": size.px(4),
        "lenmode": "pixels",
        "len": size.px(32 if size.narrow else 44) * (len(steps) + 1) + typeface.width(title, size.px(11)) + size.px(16),
        "thickness": size.px(8),
        "outlinewidth": 0,
        "tickmode": "array",
        "tickvals": list(range(len(steps) + 1)),
        "ticktext": ["0", *names, f"{steps[-1]}+"] if steps else ["0"],
        "ticks": "",
        "tickfont": {"size": size.px(10 if size.narrow else 11), "color": colour("muted", theme)},
        "tickangle": 0,
        "title": {"text": title, "side": "right", "font": {"size": size.px(11)}},
    }


def _counts(row: dict) -> str:
    return (
        f"<b>{words.name(row['iso3'])}</b><br>{words.counted(row['events'], 'event')}, "
        f"{words.counted(row['links'], 'link')}<br>{words.counted(row['articles'], 'article')}, "
        f"{words.counted(row['origins'], 'origin')}"
    )


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


def small_states(canvas: Canvas, countries: pandas.DataFrame, view: View, theme: Theme, size: Size) -> None:
    """A point for each code that is known but too small to be hit."""
    known = [
        row
        for row in countries.to_dict("records")
        if row["iso3"] in world.small() and view.holds(world.positions()[row["iso3"]])
    ]
    at = [world.positions()[row["iso3"]] for row in known]
    canvas.scattergeo(
        lon=[lon for lon, _ in at],
        lat=[lat for _, lat in at],
        mode="markers",
        marker={
            "symbol": "square",
            "size": size.px(8),
            "color": colour("count5", theme),
            "line": {"color": colour("muted", theme)},
        },
        text=[_counts(row) for row in known],
        customdata=[f"country|{row['iso3']}" for row in known],
        showlegend=False,
    )


def hatched(canvas: Canvas, theme: Theme, size: Size) -> list[str]:
    """The legend entry that says what the hatch means; the hatch itself lies in the map file."""
    name = "No event or article" if not size.narrow else "No data"
    canvas.scattergeo(
        lon=[None],
        lat=[None],
        mode="markers",
        marker={"symbol": "hash-open", "size": size.px(9), "color": colour("border", theme), "line": {"width": 1}},
        hoverinfo="skip",
        name=name,
    )
    return [name]
