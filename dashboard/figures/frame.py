"""The frame of words around a chart: title and window above, what stands behind it below, so that a picture is safe."""

from __future__ import annotations

from typing import Any

from . import map_names, typeface, words
from .chart import SCREEN, Chart, Context, Size
from .palette import Theme, colour

CLOCKS = {"happened": "by the date it happened", "reported": "by the date it was reported"}
TLP = {"CLEAR": "#ffffff", "GREEN": "#33ff00", "AMBER": "#ffc000", "RED": "#ff2b2b"}
"""Colours of the Traffic Light Protocol 2.0 (FIRST 2022), always on black."""

_EDGE, _SCREEN_EDGE = 16, 4
"""Pixels left free beside the words: on a page the text around the figure begins at its very edge."""


def stamp(chart: Chart, context: Context, *, size: Size = SCREEN, theme: Theme = "light") -> Chart:
    """The chart with its title, window and filter above and its footer below, all inside the picture.

    The lines are broken for `size.width`; on a screen that may grow narrower give the narrowest width expected. The
    chart handed in stays as it is.
    """
    layout = dict(chart.told["layout"])
    told = {"data": list(chart.told["data"]), "layout": layout}
    own = layout["margin"]
    above, top = _title(chart, context, size, theme)
    under, more = _subtitle(context, size, theme)
    below, bottom = footer(context, chart.notes, size=size, theme=theme)
    layout["margin"] = {**own, "t": own["t"] + more + top, "b": own["b"] + bottom}
    _fit(told, size, theme)
    paper = {"xref": "paper", "yref": "paper", "showarrow": False}
    notes = [
        {**above, **paper, "xshift": _edge(size) - own["l"], "yshift": own["t"] + more},
        {**under, **paper, "xshift": _edge(size) - own["l"], "yshift": own["t"] + size.px(4)},
        {**below, **paper, "xshift": _footer_shift(own, size), "yshift": -own["b"] - size.px(6)},
    ]
    if context.marking:
        notes.append(_mark(context.marking, own, top + more, size))
    layout["annotations"] = [*layout.get("annotations", ()), *notes]
    return Chart(told, chart.title, chart.alt, chart.notes, chart.legend, top + more)


def _fit(told: dict[str, Any], size: Size, theme: Theme) -> None:
    """Fit the chart into what its margins leave: maps always; others change their height where they name a least and a
    most room, on a screen.
    """
    layout = told["layout"]
    meta, margin = layout.get("meta") or {}, layout["margin"]
    if "view" in meta:
        map_names.place(told["data"], layout, size, theme)
    if "room" in meta and not size.safe:
        least, most = meta["room"]
        around = margin["t"] + margin["b"]
        layout["height"] = round(min(max(size.height - around, least), most) + around)


def subtitle(context: Context) -> str:
    """The window, the clock and the filter in words."""
    filters = context.filters or "no filter"
    return f"{context.window}, {CLOCKS[context.clock]} · {filters}"


def footer_lines(context: Context, notes: tuple[str, ...] = ()) -> list[str]:
    """What stands behind the figure, one paragraph each: state of knowledge and amounts, notes, address."""
    known = f"As of {words.day(context.as_of)}" if context.as_of else "As of the latest state"
    amounts = ", ".join(
        words.counted(count, noun)
        for count, noun in ((context.events, "event"), (context.articles, "article"), (context.origins, "origin"))
    )
    disputed = f"{words.share(context.disputed, context.links)} of {words.counted(context.links, 'link')} disputed"
    head = f"{known} · data version {context.data_version} · {amounts} · {disputed}"
    if context.marking:
        head = f"{context.marking} · {head}"
    told = [" ".join(notes)] if notes else []
    return [head, *told, *([f"Same view: {context.link}"] if context.link else [])]


def footer(
    context: Context, notes: tuple[str, ...] = (), *, size: Size = SCREEN, theme: Theme = "light"
) -> tuple[dict[str, Any], float]:
    """The footer as a Plotly annotation (without its place) and the height it takes in pixels."""
    letters = size.px(11)
    room = (size.safe or size.width) - 2 * _edge(size)
    cut = typeface.balanced if size.safe else typeface.lines
    lines = [line for text in footer_lines(context, notes) for line in cut(text, room, letters, most=6)]
    note = {
        "text": "<br>".join(typeface.safe(line) for line in lines),
        "font": {"size": letters, "color": colour("muted", theme)},
        "borderpad": 0,
        "align": "center" if size.safe else "left",
        "x": 0.5 if size.safe else 0,
        "xanchor": "center" if size.safe else "left",
        "y": 0,
        "yanchor": "top",
        "name": "footer",
    }
    return note, round(len(lines) * letters * 1.3 + size.px(14), 1)


def _edge(size: Size) -> float:
    return size.px(_EDGE if size.safe else _SCREEN_EDGE)


def _footer_shift(own: dict[str, float], size: Size) -> float:
    return (own["r"] - own["l"]) / 2 if size.safe else _edge(size) - own["l"]


def _title(chart: Chart, context: Context, size: Size, theme: Theme) -> tuple[dict[str, Any], float]:
    big = size.px(16 if size.narrow else 20 if size.safe else 17)
    wide, high = _mark_room(context.marking, size)
    lines = typeface.balanced(chart.title, size.width - 2 * _edge(size) - wide, big, typeface.SEMIBOLD, most=4)
    top = size.px(12) + high
    title = {
        "text": "<br>".join(typeface.safe(line) for line in lines),
        "font": {"size": big, "weight": 600, "color": colour("ink", theme)},
        "borderpad": 0,
        "align": "left",
        "x": 0,
        "xanchor": "left",
        "y": 1,
        "yanchor": "bottom",
        "name": "title",
    }
    return title, round(top + len(lines) * big * 1.3, 1)


def _subtitle(context: Context, size: Size, theme: Theme) -> tuple[dict[str, Any], float]:
    small = size.px(12 if size.narrow else 13.5 if size.safe else 12.5)
    lines = typeface.lines(subtitle(context), size.width - 2 * _edge(size), small, most=3)
    note = {
        "text": "<br>".join(typeface.safe(line) for line in lines),
        "font": {"size": small, "color": colour("muted", theme)},
        "borderpad": 0,
        "align": "left",
        "x": 0,
        "xanchor": "left",
        "y": 1,
        "yanchor": "bottom",
        "name": "subtitle",
    }
    return note, round(len(lines) * small * 1.3 + size.px(8), 1)


def _mark_lines(marking: str, size: Size) -> list[str]:
    return typeface.lines(marking, size.width - 2 * _edge(size) - size.px(8), size.px(13), typeface.SEMIBOLD)


def _mark_room(marking: str, size: Size) -> tuple[float, float]:
    """The width that a marking takes from the title beside it, or, when it is too long for that, the height above."""
    if not marking:
        return 0, 0
    wide = typeface.width(marking, size.px(13), typeface.SEMIBOLD) + size.px(30)
    if wide <= size.width * 0.4:
        return wide, 0
    return 0, len(_mark_lines(marking, size)) * size.px(13) * 1.3 + size.px(14)


def _mark(marking: str, own: dict[str, float], top: float, size: Size) -> dict[str, Any]:
    level = marking.upper().removeprefix("TLP:").split("+")[0]
    return {
        "text": "<br>".join(typeface.safe(line) for line in _mark_lines(marking, size)),
        "font": {"size": size.px(13), "weight": 600, "color": TLP.get(level, "#ffffff")},
        "bgcolor": "#000000",
        "borderpad": size.px(4),
        "showarrow": False,
        "xref": "paper",
        "yref": "paper",
        "x": 1,
        "xanchor": "right",
        "xshift": own["r"] - _edge(size),
        "y": 1,
        "yanchor": "top",
        "yshift": own["t"] + top - size.px(12),
        "name": "marking",
    }
