"""The layers of the timeline: columns above, treaties behind, marks and bars in the lanes, the undated beside."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

import numpy
import pandas

from ..ledger import categories
from . import marks, typeface, words
from .canvas import Canvas
from .chart import Size
from .marks import Mark
from .months import Months
from .palette import Theme, colour, faded, groups
from .strands import POLARITIES

_TITLE = 72
"""Signs of an event's title shown when pointed at; the whole stands in the table and behind a click."""


DAY = 86_400_000
"""A day in the milliseconds of Plotly's axes."""

PERIOD = {1: "%b %Y", 3: "Q%q %Y"}
"""How the period of a mark is told, by its months."""


def columns(canvas: Canvas, months: Months, theme: Theme) -> None:
    """Links a period, stacked by polarity. Events cannot be summed over pairs: one may stand in several."""
    for polarity in POLARITIES:
        counts = {period: links for (of, period), links in sorted(months.columns.items()) if of == polarity}
        if not counts:
            continue
        canvas.bar(
            x=[f"{period:%Y-%m}" for period in counts],
            y=list(counts.values()),
            xperiod=f"M{months.step}",
            xperiodalignment="middle",
            xhoverformat=PERIOD[months.step],
            width=months.step * 27.4 * DAY,  # else a column is as wide as the way to the next
            yaxis="y2",
            marker={"color": colour(polarity, theme), "line": {"width": 0}},
            hovertemplate=f"%{{x}}: {POLARITIES[polarity].lower()}, links: %{{y}}<extra></extra>",
            showlegend=False,
        )


def eras(canvas: Canvas, treaties: pandas.DataFrame, lanes: list[str], window: Any, theme: Theme) -> list[str]:
    """Treaties between the two of a lane, from entry into force (else signature) to their end. Gives legend entries."""
    spans = [span for row in treaties.to_dict("records") for span in _era(row, lanes, window)]
    if not spans:
        return []
    canvas.bar(
        orientation="h",
        base=[f"{start:%Y-%m-%d}" for _, start, _, _ in spans],
        x=[(end - start).days * DAY for _, start, end, _ in spans],
        y=[HUNDRED * lane for lane, _, _, _ in spans],
        width=98,
        offset=-49,
        marker={"color": faded("era", theme, 0.55), "line": {"width": 1, "color": colour("rule", theme)}},
        text=[typeface.safe(name) for _, _, _, name in spans],
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
        name="Treaty in force",
        legendgroup="era",
    )
    return ["Treaty in force"]


def _era(row: dict[str, Any], lanes: list[str], window: Any) -> list[tuple]:
    pair = "-".join(sorted(row["parties"]))
    start = _moment(row["in_force"]) or _moment(row["signed"])
    if window is None or row["kind"] == "membership" or pair not in lanes or start is None:
        return []
    end = _moment(row["ended"])
    shown = max(start, window[0]), min(end or window[1], window[1])
    until = f" to {row['ended']}" if end else ""
    told = f"<b>{row['name']}</b><br>{row['kind']}, since {row['in_force'] or row['signed']}{until}"
    return [(lanes.index(pair), *shown, told)] if shown[0] < shown[1] else []


def _moment(value: str) -> dt.date | None:
    """A date of a treaty: a year, month or day; empty where it is not on record."""
    return pandas.Timestamp(value).date() if value else None


def events(
    canvas: Canvas, dated: list[Mark], lanes: list[str], day_width: float, theme: Theme, size: Size
) -> list[str]:
    """A mark an event and pair; a bar where it lasted or where its date is vague. Returns the legend entries."""
    titled = len(dated) <= TITLED
    found: dict[tuple[str, str], list[tuple[Mark, int]]] = defaultdict(list)
    for mark, height in zip(dated, marks.spread(dated, day_width), strict=True):
        found[mark.polarity, mark.group].append((mark, at(lanes.index(mark.lane), height, size)))
    names = []
    for key in ((polarity, group) for polarity in POLARITIES for group in groups()):
        if not (some := found[key]):
            continue
        names.append(named(*key, len({mark.event for mark, _ in some}), size))
        _bars(canvas, some, theme, size)
        exact = [(mark, y) for mark, y in some if mark.precision == "day"]
        vague = [(mark, y) for mark, y in some if mark.precision != "day"]
        _marks(canvas, exact, names[-1], titled, theme, size)
        _marks(canvas, vague, names[-1], titled, theme, size, shown=not exact)
    return names


TITLED = 150
"""Marks up to which each carries its title; above, only its category, and a click shows the rest."""

HUNDRED = 100
"""Heights are whole hundredths of a lane: two bytes each on the wire."""


def at(lane: int, rise: float, size: Size) -> int:
    """Where a mark stands that rises from the middle of its lane by a share of it, -0.5 to 0.5. On a phone the upper
    part of each lane belongs to its name.
    """
    return round(HUNDRED * (lane + 0.17 - 0.62 * rise if size.narrow else lane - rise))


def named(polarity: str, group: str, count: int, size: Size) -> str:
    label = {"cooperation": "Coop."}.get(polarity, POLARITIES[polarity]) if size.narrow else POLARITIES[polarity]
    status = groups()[group].group_name
    return f"{label}, {status.split(' or ')[0] if size.narrow else status} ({words.number(count)})"


def _marks(
    canvas: Canvas,
    some: list[tuple[Mark, int]],
    name: str,
    titled: bool,
    theme: Theme,
    size: Size,
    shown: bool = True,
) -> None:
    if not some:
        return
    first = some[0][0]
    hue = colour(first.polarity, theme)
    vague = first.precision != "day"
    canvas.scatter(
        x=[f"{mark.middle():%Y-%m-%d}" for mark, _ in some],
        y=numpy.array([y for _, y in some], dtype="int16"),
        mode="markers",
        marker={
            "symbol": _symbols([mark for mark, _ in some]),
            "size": size.px(6 if size.narrow else 7.5),
            "color": hue,
            "opacity": 1,
            "line": {"width": size.px(1.2), "color": hue},
        },
        customdata=[marks.key(mark.event) for mark, _ in some],
        text=[_hover(mark, titled, vague) for mark, _ in some],
        hovertemplate="%{text}<extra></extra>" if vague else "%{x|%-d %b %Y}: %{text}<extra></extra>",
        legendgroup=f"{first.polarity}.{first.group}",
        showlegend=None if shown else False,
        name=name if shown else None,
    )


def _symbols(some: list[Mark]) -> numpy.ndarray:
    return numpy.array([marks.symbol(mark.category, mark.group) for mark in some], dtype="int16")


def _hover(mark: Mark, titled: bool, vague: bool) -> str:
    title = mark.title if len(mark.title) <= _TITLE else mark.title[: _TITLE - 1].rstrip() + "…"
    told = typeface.safe(title) if titled else categories.load().names[mark.category]
    return f"{words.dated(mark.start, mark.precision)}: {told}" if vague else told


def _bars(canvas: Canvas, some: list[tuple[Mark, int]], theme: Theme, size: Size) -> None:
    extents = [(y, *mark.extent()) for mark, y in some]
    spans = [(y, first, last) for y, first, last in extents if last > first]
    if not spans:
        return
    first = some[0][0]
    canvas.scatter(
        x=[moment for _, first, last in spans for moment in (f"{first:%Y-%m-%d}", f"{last:%Y-%m-%d}", None)],
        y=[value for y, _, _ in spans for value in (y, y, None)],
        mode="lines",
        line={"width": size.px(5), "color": faded(first.polarity, theme, 0.35)},
        hoverinfo="skip",
        showlegend=False,
        legendgroup=f"{first.polarity}.{first.group}",
    )


def undated(canvas: Canvas, tray: list[Mark], lanes: list[str], theme: Theme, size: Size) -> list[str]:
    """The tray at the right for what has no date: never dropped, never guessed. Returns the legend entry."""
    if not tray:
        return []
    name = f"Undated ({words.number(len({mark.event for mark in tray}))})"
    taken: dict[str, int] = defaultdict(int)
    spots = []
    for mark in tray:
        n = taken[mark.lane]
        spots.append((n % 3 * 0.6 - 0.6, at(lanes.index(mark.lane), 0.38 - 0.1 * (n // 3 % 8), size)))
        taken[mark.lane] += 1
    canvas.scatter(
        x=[x for x, _ in spots],
        y=[y for _, y in spots],
        xaxis="x2",
        mode="markers",
        marker={
            "symbol": _symbols(tray),
            "size": size.px(7),
            "color": [colour(mark.polarity, theme) for mark in tray],
        },
        customdata=[marks.key(mark.event) for mark in tray],
        text=[f"undated: {typeface.safe(mark.title[:_TITLE])}" for mark in tray],
        hovertemplate="%{text}<extra></extra>",
        name=name,
    )
    return [name]


def statements(canvas: Canvas, said: list[Mark], lane: int, theme: Theme, size: Size) -> list[str]:
    """Statements that name three or more together, in a lane of their own. Returns the legend entry."""
    dated = [mark for mark in said if mark.start]
    if not dated:
        return []
    name = f"Statement on three or more ({words.number(len(dated))})"
    canvas.scatter(
        x=[f"{mark.middle():%Y-%m-%d}" for mark in dated],
        y=[at(lane, 0, size)] * len(dated),
        mode="markers",
        marker={
            "symbol": "hexagon-open",
            "size": size.px(7 if size.narrow else 9),
            "color": colour("group", theme),
            "line": {"width": size.px(1.5), "color": colour("group", theme)},
        },
        customdata=[marks.key(mark.event) for mark in dated],
        text=[_hover(mark, titled=True, vague=True) for mark in dated],
        hovertemplate="%{text}<extra></extra>",
        legendgroup="group",
        name=name,
    )
    return [name]
