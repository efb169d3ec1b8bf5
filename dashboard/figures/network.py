"""The network: who is linked to whom, with formal treaties as a second layer; for Plotly and for ECharts."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import pandas
import plotly.graph_objects as go

from ..models import FOUR
from . import template, typeface, words
from .blank import RELAX, blank
from .chart import SCREEN, Chart, Size
from .palette import COMENTION, Theme, colour
from .strands import POLARITIES

MOST_NODES = 24
"""Countries drawn at most, most linked first; the footer says how many were left out."""

BEND = {"cooperation": 0.0, "conflict": 0.13, "neutral": -0.13, "treaty": 0.24}
"""How far the edges of a pair bend apart, as a share of their length."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A line between two codes: a polarity with its links, or a treaty with its name."""

    a: str
    b: str
    kind: str
    links: int
    text: str


@dataclass(frozen=True, slots=True)
class Graph:
    """Codes with their place (the four in the middle, others on a ring) and links, and the edges between them."""

    nodes: dict[str, tuple[float, float, int]]
    edges: tuple[Edge, ...]
    left_out: int


def graph(arcs: pandas.DataFrame, treaties: pandas.DataFrame) -> Graph:
    """The graph of the arcs frame, and of the treaties in force among the same codes."""
    linked = arcs[arcs["status"] != COMENTION]
    weight: dict[str, int] = defaultdict(int)
    for source, target, links in linked[["source", "target", "links"]].itertuples(index=False, name=None):
        weight[source] += links
        weight[target] += links
    ranked = sorted(weight, key=lambda code: (code not in FOUR, -weight[code], code))
    kept = ranked[:MOST_NODES]
    sums = linked.groupby(["pair", "polarity"])["links"].sum()
    edges = [_tie(pair, polarity, int(links)) for (pair, polarity), links in sums.items()]
    edges += [edge for row in treaties.to_dict("records") for edge in _treaty(row)]
    inside = tuple(edge for edge in edges if edge.a in kept and edge.b in kept)
    return Graph(
        {code: (*place, weight[code]) for code, place in _places(kept).items()}, inside, len(ranked) - len(kept)
    )


def _tie(pair: str, polarity: str, links: int) -> Edge:
    a, b = pair.split("-")
    return Edge(a, b, polarity, links, f"{words.short_pair(pair)}: {POLARITIES[polarity].lower()}, links: {links}")


def _treaty(row: dict[str, Any]) -> list[Edge]:
    """An edge a pair of parties; treaties of more than three parties would be a cloud and stay in the table."""
    if row["ended"] or row["kind"] == "membership" or len(row["parties"]) > 3:
        return []
    told = f"{row['name']} ({row['kind']}, {str(row['in_force'] or row['signed'])[:4]})"
    return [Edge(*sorted(pair), "treaty", 0, told) for pair in combinations(row["parties"], 2)]


def _places(codes: list[str]) -> dict[str, tuple[float, float]]:
    """The four on a square in the middle, west to east as on the map; the others on an ellipse around them."""
    square = {"RUS": (-0.42, 0.42), "PRK": (0.42, 0.42), "IRN": (-0.42, -0.42), "CHN": (0.42, -0.42)}
    others = [code for code in codes if code not in square]
    found = {code: square[code] for code in codes if code in square}
    for n, code in enumerate(others):
        angle = math.pi / 2 - 2 * math.pi * (n + 0.5) / len(others)
        found[code] = (round(1.25 * math.cos(angle), 3), round(math.sin(angle), 3))
    return found


def network(
    arcs: pandas.DataFrame, treaties: pandas.DataFrame, *, theme: Theme = "light", size: Size = SCREEN
) -> Chart:
    """The network as a Plotly figure, for exports and for browsers without the other one."""
    made = graph(arcs, treaties)
    if not made.edges:
        return blank("No link matches the filter", RELAX, theme, size)
    figure = go.Figure()
    entries = [entry for kind in (*POLARITIES, "treaty") for entry in _edges(figure, made, kind, theme, size)]
    _nodes(figure, made, theme, size)
    room = {"visible": False, "fixedrange": True}
    figure.update_layout(
        **template.layout(
            theme, size, top=10 + 20 * template.legend_rows(entries, size.width - size.px(32), size), bottom=10
        ),
        legend=template.legend(theme, size),
        xaxis={**room, "range": [-1.5, 1.5]},
        yaxis={**room, "range": [-1.22, 1.22]},
        dragmode=False,
    )
    return Chart(figure.to_plotly_json(), _title(made), _alt(made), _notes(made))


def _edges(figure: go.Figure, made: Graph, kind: str, theme: Theme, size: Size) -> list[str]:
    some = [edge for edge in made.edges if edge.kind == kind]
    if not some:
        return []
    hue = colour("group" if kind == "treaty" else kind, theme)
    label = f"Treaty in force ({len(some)})" if kind == "treaty" else _count_name(kind, some)
    dash = "dash" if kind == "treaty" else "solid"
    by_width: dict[float, list[Edge]] = defaultdict(list)
    for edge in some:
        by_width[width(edge.links)].append(edge)
    for n, (wide, edges) in enumerate(sorted(by_width.items())):
        points = [point for edge in edges for point in (*_path(made, edge), (None, None))]
        last = n == len(by_width) - 1
        figure.add_scatter(
            x=[x for x, _ in points],
            y=[y for _, y in points],
            mode="lines",
            line={
                "width": size.px(wide),
                "color": hue,
                "dash": dash,
                "shape": "spline",
            },
            opacity=0.85,
            hoverinfo="skip",
            legendgroup=kind,
            showlegend=last,
            name=label if last else None,
        )
    _handles(figure, made, some, hue, theme, size)
    return [label]


def _count_name(kind: str, edges: list[Edge]) -> str:
    return f"{POLARITIES[kind]} ({words.number(sum(edge.links for edge in edges))})"


def width(links: int) -> float:
    """The width of a line in pixels."""
    return next(width for least, width in ((60, 6.0), (20, 4.0), (5, 2.4), (0, 1.3)) if links >= least)


def _path(made: Graph, edge: Edge) -> list[tuple[float, float]]:
    (ax, ay, _), (bx, by, _) = made.nodes[edge.a], made.nodes[edge.b]
    bend = BEND[edge.kind]
    middle = ((ax + bx) / 2 - (by - ay) * bend, (ay + by) / 2 + (bx - ax) * bend)
    return [(ax, ay), (round(middle[0], 3), round(middle[1], 3)), (bx, by)]


def _handles(figure: go.Figure, made: Graph, edges: list[Edge], hue: str, theme: Theme, size: Size) -> None:
    middles = [_path(made, edge)[1] for edge in edges]
    figure.add_scatter(
        x=[x for x, _ in middles],
        y=[y for _, y in middles],
        mode="markers",
        marker={
            "symbol": "square" if edges[0].kind == "treaty" else "circle",
            "size": size.px(8),
            "color": hue,
            "line": {"width": size.px(1), "color": colour("halo", theme)},
        },
        text=[typeface.safe(edge.text) for edge in edges],
        customdata=[f"pair|{'-'.join(sorted((e.a, e.b)))}|{'' if e.kind == 'treaty' else e.kind}|" for e in edges],
        hovertemplate="%{text}<extra></extra>",
        legendgroup=edges[0].kind,
        showlegend=False,
    )


def _nodes(figure: go.Figure, made: Graph, theme: Theme, size: Size) -> None:
    most = max(links for _, _, links in made.nodes.values())
    figure.add_scatter(
        x=[x for x, _, _ in made.nodes.values()],
        y=[y for _, y, _ in made.nodes.values()],
        mode="markers+text",
        marker={
            "size": [round(size.px(10 + 26 * (links / most) ** 0.5)) for _, _, links in made.nodes.values()],
            "color": [colour("ink" if code in FOUR else "count5", theme) for code in made.nodes],
            "opacity": 1,
            "line": {"width": size.px(2), "color": colour("halo", theme)},
        },
        text=[_label(code, size) for code in made.nodes],
        textposition=["top center" if y >= 0 else "bottom center" for _, y, _ in made.nodes.values()],
        textfont={
            "size": size.px(11 if size.narrow else 13),
            "color": colour("ink", theme),
            "shadow": f"0 0 3px {colour('paper', theme)}, 0 0 3px {colour('paper', theme)}",
        },
        customdata=[f"country|{code}" for code in made.nodes],
        hovertext=[f"{words.name(c)}: {words.counted(links, 'link')}" for c, (_, _, links) in made.nodes.items()],
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
        showlegend=False,
    )


def _label(code: str, size: Size) -> str:
    lines = typeface.lines(words.name(code), size.px(84 if size.narrow else 160), size.px(13))
    return f"<b>{'<br>'.join(lines)}</b>" if code in FOUR else "<br>".join(lines)


def _title(made: Graph) -> str:
    ties = [edge for edge in made.edges if edge.kind != "treaty"]
    total = sum(edge.links for edge in ties)
    if not ties:
        return f"No link in view, {words.counted(len(made.edges), 'treaty')} in force"
    core = sum(edge.links for edge in ties if edge.a in FOUR and edge.b in FOUR)
    return f"{words.share(core, total)} of {words.counted(total, 'link')} run among the four"


def _alt(made: Graph) -> str:
    ranked = sorted(made.nodes.items(), key=lambda item: -item[1][2])[:6]
    told = ", ".join(f"{words.name(code)} {words.counted(links, 'link')}" for code, (_, _, links) in ranked)
    treaties = sum(edge.kind == "treaty" for edge in made.edges)
    return f"Network of {words.counted(len(made.nodes), 'country')}: {told}; {words.counted(treaties, 'treaty line')}."


def _notes(made: Graph) -> tuple[str, ...]:
    notes = ["Width of a line: links. Treaties with more than three parties stand in the table only."]
    if made.left_out:
        notes.append(f"{len(made.nodes)} of {len(made.nodes) + made.left_out} countries and bodies, most linked first.")
    return tuple(notes)
