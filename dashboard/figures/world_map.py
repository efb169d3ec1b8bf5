"""The world map: countries filled by a count, arcs for links, points for events with a place."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pandas

from .. import world
from . import map_layers, map_names, strands, template, words
from .canvas import Canvas
from .chart import SCREEN, Chart, Size
from .palette import COMENTION, Theme
from .views import View, fit, views

Measure = Literal["events", "mentions", "origins", "links", "articles"]


def world_map(
    arcs: pandas.DataFrame,
    countries: pandas.DataFrame,
    events: pandas.DataFrame,
    *,
    view: str = "world",
    measure: Measure = "events",
    focus: str | None = None,
    theme: Theme = "light",
    size: Size = SCREEN,
) -> Chart:
    """The map of `arcs`, `countries` and `events` as `frames` gives them.

    `view` is a row of data/world/views.csv, `measure` the column of `countries` that fills the shapes, `focus` a code
    whose arcs alone stay. KeyError for a view that does not exist.
    """
    shown = arcs[arcs["pair"].map(strands.drawable).astype(bool)]
    if focus:
        shown = shown[(shown["source"] == focus) | (shown["target"] == focus)]
    every = strands.gather(shown, split=[view] if "-" in view else [])
    lines = every[: strands.MOST]
    canvas = Canvas()
    map_layers.fill(canvas, countries, measure, theme, size)
    finer = _finer(size, views()[view], 0.62)
    # Places lie below the arcs, which they would hide otherwise.
    marks = _finer(size, views()[view], 0.85)
    entries = map_layers.points(canvas, events, view, theme, marks)
    entries += map_layers.arcs(canvas, lines, views()[view], theme, finer)
    map_layers.small_states(canvas, countries, views()[view], theme, finer)
    entries += map_layers.hatched(canvas, theme, size)
    rows = template.legend_rows(entries, size.width - size.px(32), size)
    layout = {
        **template.layout(theme, size, top=10 + 20 * rows, bottom=30),
        "legend": template.legend(theme, size),
        "uirevision": f"{view}{focus or ''}",
        "hoverdistance": 6,  # a mark catches only what is meant for it, the rest is the country's
        "meta": {"view": view, "names": map_names.ranked(lines, focus), "full": _full(events, view, marks)},
    }
    figure = canvas.figure(layout)
    map_names.place(figure, fit(figure, size, theme), theme, size)
    linked = shown[shown["status"] != COMENTION]
    return Chart(figure, _title(linked, focus), _alt(linked, events, views()[view].name), _notes(arcs, every, focus))


def _finer(size: Size, view: View, least: float) -> Size:
    """A size with smaller marks and lines where little room is left for each degree, as with the world on a phone."""
    degree = size.width / size.scale / (view.lon[1] - view.lon[0])
    share = min(1.0, max(least, degree / 3.2))
    return replace(size, width=round(size.width * share), scale=size.scale * share)


def _full(events: pandas.DataFrame, view: str, size: Size) -> list[list[float]]:
    """Where the largest marks of places stand (longitude, latitude, width): names keep clear of them."""
    found = map_layers.clusters(events, view, size)[:10]
    return [[c.lon, c.lat, round(size.px(map_layers.radius(len(c.ids))))] for c in found if len(c.ids) >= 5]


def _title(arcs: pandas.DataFrame, focus: str | None) -> str:
    total = int(arcs["links"].sum())
    if not total:
        return f"No link {'of ' + words.name(focus) + ' ' if focus else ''}matches the filter"
    pairs = arcs.groupby("pair")["links"].sum().sort_values(ascending=False)
    disputed = int(arcs.loc[arcs["status"] == "disputed", "links"].sum())
    share = "none is disputed" if not disputed else f"{words.share(disputed, total)} are disputed"
    if focus and len(pairs) > 1:
        other = next(code for code in pairs.index[0].split("-") if code != focus)
        most = f"most of them with {words.name(other)} ({words.number(pairs.iloc[0])})"
        return f"{words.name(focus)} has {words.counted(total, 'link')}, {most}; {share}"
    if len(pairs) == 1:
        return f"{words.pair(pairs.index[0])}: {words.counted(total, 'link')}, {share}"
    lead = f"{words.pair(pairs.index[0])} share the most links, {words.number(pairs.iloc[0])} of {words.number(total)}"
    return f"{lead}; {share}"


def _alt(arcs: pandas.DataFrame, events: pandas.DataFrame, view: str) -> str:
    pairs = arcs.groupby("pair")["links"].sum().sort_values(ascending=False)
    told = [f"{words.pair(pair)} {words.counted(links, 'link')}" for pair, links in pairs.head(6).items()]
    placed = int((events["lat"].notna() & events["lon"].notna()).sum())
    tail = (
        f"; {words.counted(placed, 'event')} of {words.number(len(events))} stand at a place." if len(events) else "."
    )
    if not told:
        return f"Map ({view}): no link to show" + tail
    more = f" and {words.counted(len(pairs) - 6, 'other pair')}" if len(pairs) > 6 else ""
    return f"Map ({view}) of links between countries: {', '.join(told)}{more}{tail}"


def _notes(arcs: pandas.DataFrame, every: list[strands.Strand], focus: str | None) -> tuple[str, ...]:
    lost = arcs[~arcs["pair"].map(strands.drawable).astype(bool)]
    notes = []
    if len(lost) and not focus:
        bodies = {code for pair in lost["pair"] for code in pair.split("-")} & world.seatless()
        names = words.listed(sorted(map(words.name, bodies)))
        why = f"to {names}, which have no seat" if bodies else "without two places"
        notes.append(f"Not drawn: {words.counted(int(lost['links'].sum()), 'link')} {why}.")
    if more := every[strands.MOST :]:
        left = words.counted(sum(strand.links for strand in more), "link")
        notes.append(f"The {strands.MOST} heaviest of {len(every)} arcs; {left} in the others are not drawn.")
    if every:
        notes.append(f"Arcs join the middle of countries, not cities. {strands.WIDTHS_IN_WORDS}")
    return (*notes, world.VIEWPOINT)
