"""The world map: countries filled by a count, arcs for links, points for events with a place."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pandas

from .. import world
from . import legend, map_ground, map_layers, map_names, palette, places, strands, template, words
from .canvas import Canvas
from .chart import SCREEN, Chart, Size
from .palette import Theme
from .views import View, views

Measure = Literal["events", "mentions", "origins", "links", "articles"]


def world_map(
    gathered: pandas.DataFrame,
    countries: pandas.DataFrame,
    events: pandas.DataFrame,
    *,
    view: str = "world",
    measure: Measure = "events",
    theme: Theme = "light",
    size: Size = SCREEN,
    facets: tuple[legend.Entry, ...] = (),
) -> Chart:
    """The map of the frames strands (asked for with `figures.drawing(view)`), countries and events.

    `view` is a row of data/world/views.csv, `measure` the column of `countries` that fills the shapes. With `facets`
    the page writes the legend, and the picture leaves room for it. KeyError for a view that does not exist.
    """
    lines, totals = strands.heaviest(gathered), strands.totals(gathered)
    canvas = Canvas()
    map_ground.fill(canvas, countries, measure, theme, size)
    finer = _finer(size, views()[view], 0.62)
    # Places lie below the arcs, which they would hide otherwise.
    marks = _finer(size, views()[view], 0.85)
    clusters = map_layers.clusters(events, view, marks)
    entries = map_layers.points(canvas, clusters, theme, marks)
    entries += map_layers.arcs(canvas, lines, views()[view], theme, finer)
    map_ground.small_states(canvas, countries, measure, views()[view], theme, size)
    shown = (*facets, *_explained(clusters, lines, size)) if facets else ()
    layout = {
        **template.layout(theme, size, top=_top(canvas, shown, entries, theme, size), bottom=30),
        "legend": template.legend(theme, size),
        "showlegend": False if shown else None,
        "uirevision": view,
        "hoverdistance": 6,  # a mark catches only what is meant for it, the rest is the country's
        "meta": {"view": view, "names": map_names.ranked(lines), "full": _full(clusters, marks)},
    }
    map_names.place(canvas.traces, layout, size, theme)
    alt = _alt(totals.pairs, events, views()[view].name)
    return Chart(canvas.told(layout), _title(totals), alt, _notes(totals, lines), shown)


def _top(canvas: Canvas, shown: tuple[legend.Entry, ...], entries: list[str], theme: Theme, size: Size) -> float:
    """Leave the legend to the page where it writes one; the room it takes above the map, in pixels of the design."""
    if shown:
        canvas.unlegended()
        return legend.height(shown, size.width - size.px(8), size) / size.scale
    every = [*entries, *map_ground.hatched(canvas, theme, size)]
    return 10 + 20 * template.legend_rows(every, size.width - size.px(32), size)


def _explained(clusters: list[places.Cluster], lines: list[strands.Strand], size: Size) -> list[legend.Entry]:
    """The entries of a live legend that no filter stands behind."""
    found = []
    if faint := sum(strand.links for strand in lines if strand.group == palette.COMENTION):
        found.append(legend.Entry("", (), "Named together only", "dash-dot", "", faint))
    if placed := sum(len(cluster.ids) for cluster in clusters):
        found.append(legend.Entry("", (), "Events at a place", "place", "", placed))
    return [*found, legend.Entry("", (), "No data" if size.narrow else "No event or article", "hatch")]


def _finer(size: Size, view: View, least: float) -> Size:
    """A size with smaller marks and lines where little room is left for each degree, as with the world on a phone."""
    degree = size.width / size.scale / (view.lon[1] - view.lon[0])
    share = min(1.0, max(least, degree / 3.2))
    return replace(size, width=round(size.width * share), scale=size.scale * share)


def _full(clusters: list[places.Cluster], size: Size) -> list[list[float]]:
    """Where the largest marks of places stand (longitude, latitude, width): names keep clear of them."""
    large = (c for c in clusters[:10] if len(c.ids) >= 5)
    return [[c.lon, c.lat, round(size.px(map_layers.radius(len(c.ids))))] for c in large]


def _title(totals: strands.Totals) -> str:
    total = totals.linked
    if not total:
        return "No link matches the filter"
    share = f"{words.share(totals.disputed, total)} are disputed"
    if totals.disputed in (0, total):
        share = "all are disputed" if totals.disputed else "none is disputed"
    pair, links = totals.pairs[0]
    if len(totals.pairs) == 1:
        return f"{words.pair(pair)}: {words.counted(total, 'link')}, {share}"
    return f"{words.pair(pair)} share the most links, {words.number(links)} of {words.number(total)}; {share}"


def _alt(pairs: tuple[tuple[str, int], ...], events: pandas.DataFrame, view: str) -> str:
    told = [f"{words.pair(pair)} {words.counted(links, 'link')}" for pair, links in pairs[:6]]
    placed = int((events["lat"].notna() & events["lon"].notna()).sum())
    tail = (
        f"; {words.counted(placed, 'event')} of {words.number(len(events))} stand at a place." if len(events) else "."
    )
    if not told:
        return f"Map ({view}): no link to show" + tail
    more = f" and {words.counted(len(pairs) - 6, 'other pair')}" if len(pairs) > 6 else ""
    return f"Map ({view}) of links between countries: {', '.join(told)}{more}{tail}"


def _notes(totals: strands.Totals, lines: list[strands.Strand]) -> tuple[str, ...]:
    notes = []
    if totals.lost:
        bodies = totals.homeless & world.seatless()
        names = words.listed(sorted(map(words.name, bodies)))
        why = f"to {names}, which have no seat" if bodies else "without two places"
        notes.append(f"Not drawn: {words.counted(totals.lost, 'link')} {why}.")
    if totals.strands > len(lines):
        left = words.counted(totals.links - sum(strand.links for strand in lines), "link")
        notes.append(f"The {len(lines)} heaviest of {totals.strands} arcs; {left} in the others are not drawn.")
    if lines:
        notes.append(f"Arcs join the middle of countries, not cities. {strands.WIDTHS_IN_WORDS}")
    return (*notes, world.VIEWPOINT)
