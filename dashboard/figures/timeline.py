"""The timeline: a lane a pair, marks by dimension and status, spans and vague dates as bars, density above."""

from __future__ import annotations

import collections
import datetime as dt
from typing import Any, Literal

import pandas

from . import lane_layers, legend, marks, months, period_marks, template, typeface, words
from .canvas import Canvas
from .chart import SCREEN, Chart, Size
from .marks import Clock, Mark
from .palette import Theme, colour

Detail = Literal["auto", "events", "months"]

MOST_EVENTS = 2000
"""Marks drawn one by one at most; above, a mark stands for a month, a polarity and a class of status."""


def timeline(
    events: pandas.DataFrame,
    density: pandas.DataFrame,
    *,
    links: pandas.DataFrame,
    treaties: pandas.DataFrame | None = None,
    clock: Clock = "happened",
    detail: Detail = "auto",
    theme: Theme = "light",
    size: Size = SCREEN,
    facets: tuple[legend.Entry, ...] = (),
    within: Window = None,
) -> Chart:
    """The timeline of `events` with their `links` (status and polarity belong to a link, not to an event).

    `density` (month, pair, polarity, status, events, links) draws the columns above, and the lanes too when there are
    more than MOST_EVENTS marks or `detail` is "months"; then `links` and `events` may be empty. `treaties` in force
    stand behind the lanes. Dragging selects a span of time. With `facets` the page writes the legend in room left for
    it. The axis ends where the events do, or holds the days `within`, whatever happened in them.
    """
    every = marks.read(events, links if detail != "months" else links.head(0), clock)
    by_month = months.read(density)
    one_by_one = detail == "events" or (detail == "auto" and 0 < len(every) <= MOST_EVENTS)
    dated = [mark for mark in every if mark.start]
    said = marks.statements(events, clock)
    lanes = _lanes(every if one_by_one else [], by_month, together=bool(said))
    window = _padded(within) if within else _window([*dated, *said], by_month)
    lane_layers.columns(canvas := Canvas(), by_month, theme)
    entries = lane_layers.eras(canvas, treaties, lanes, window, theme) if treaties is not None else []
    if one_by_one:
        entries += _marked(canvas, every, lanes, window, theme, size)
    else:
        entries += period_marks.draw(canvas, by_month, lanes, theme, size)
    entries += lane_layers.statements(canvas, said, len(lanes) - 1, theme, size)
    shown = (*facets, *_explained(canvas)) if facets else ()
    layout = _layout(lanes, window, _top(canvas, shown, entries, size), by_month, len(dated) < len(every), theme, size)
    layout["showlegend"] = False if shown else None
    title = _title_of_events(dated) if one_by_one and dated else _title_of_months(by_month)
    notes = _notes([*every, *said], by_month.monthless) if one_by_one else _period_notes(by_month)
    return Chart(canvas.told(layout), title, _alt(dated, by_month, lanes), notes, shown)


def _lanes(every: list[Mark], by_month: months.Months, *, together: bool) -> list[str]:
    """The lanes of the marks, or of the months where no mark is drawn by itself; statements of several stand last."""
    found = marks.lanes(mark.lane for mark in every) if every else marks.lanes(by_month.lanes())
    return [*found, marks.TOGETHER] if together else found


def _marked(canvas: Canvas, every: list[Mark], lanes: list[str], window: Window, theme: Theme, size: Size) -> list[str]:
    """Draw each mark on its day, those without one in the tray; the entries of the legend."""
    dated, undated = [mark for mark in every if mark.start], [mark for mark in every if not mark.start]
    entries = lane_layers.events(canvas, dated, lanes, _day_width(window, size), theme, size)
    return [*entries, *lane_layers.undated(canvas, undated, lanes, theme, size)]


_LOOKS = {"Statement": "group", "Undated": "tray", "Treaty": "era"}
"""The first word of a trace's name to the swatch of a legend that the page writes."""


def _explained(canvas: Canvas) -> list[legend.Entry]:
    """The entries of a live legend that no filter stands behind: what was drawn beside links."""
    found = []
    for name in (str(trace.get("name") or "") for trace in canvas.traces):
        told, _, count = name.rstrip(")").partition(" (")
        if look := _LOOKS.get(told.partition(" ")[0]):
            found.append(legend.Entry("", (), told, look, "", int(count.replace(",", "")) if count else None))
    return found


def _top(canvas: Canvas, shown: tuple[legend.Entry, ...], entries: list[str], size: Size) -> float:
    """Leave the legend to the page where it writes one; its room above the columns, in pixels of the design."""
    if shown:
        canvas.unlegended()
        return legend.height(shown, size.width - size.px(8), size) / size.scale
    return 10 + 20 * template.legend_rows(entries, size.width - size.px(_left(size) + 14), size)


Window = tuple[dt.date, dt.date] | None


def _window(some: list[Mark], by_month: months.Months) -> Window:
    moments = [day for mark in some for day in (mark.start, mark.end) if day] + by_month.periods()
    if not moments:
        return None
    first, last = min(moments), max(moments)
    if by_month.columns:
        last = max(last, by_month.periods()[-1] + dt.timedelta(days=30 * by_month.step))
    return _padded((first, last))


def _padded(days: tuple[dt.date, dt.date]) -> Window:
    first, last = days
    pad = max((last - first) * 0.012, dt.timedelta(days=4))
    return first - pad, last + pad


def _day_width(window: Window, size: Size) -> float:
    """How many days lie under one mark."""
    if window is None:
        return 1.0
    room = max(size.width - size.px(_left(size) + 24), 120)
    return (window[1] - window[0]).days / room * size.px(9)


def _left(size: Size) -> float:
    return 28 if size.narrow else 176


def _layout(
    lanes: list[str], window: Window, top: float, by_month: months.Months, tray: bool, theme: Theme, size: Size
) -> dict[str, Any]:
    names = [typeface.safe(words.short_pair(lane)) for lane in lanes]
    parts = len(lanes) + 2
    return {
        **template.layout(theme, size, left=_left(size), right=14, top=top + 14 * size.narrow, bottom=26),
        "legend": template.legend(theme, size),
        "xaxis": _time_axis(window, 0.955 if tray else 1, size),
        "xaxis2": {"domain": [0.965, 1], "showticklabels": False, "showgrid": False, "range": [-1, 1]},
        "yaxis": _lane_axis(names, 1 - _columns(lanes) - 0.04, theme, size),
        "yaxis2": {
            "domain": [1 - _columns(lanes), 1],
            "anchor": "x",
            **template.counts(by_month.busiest()[1] if by_month.columns else 0),
            "tickfont": {"size": size.px(10.5)},
            "rangemode": "tozero",
            "fixedrange": True,
        },
        "annotations": [_column_name(by_month.step, theme, size), *_lane_notes(names, theme, size)],
        "shapes": [_rule(n, theme) for n in range(len(lanes) + 1)],
        "barmode": "stack",
        "dragmode": "select",
        "selectdirection": "h",
        "uirevision": "timeline",
        "meta": {"room": [size.px(parts * (_NAMED if size.narrow else _LANE[0])), size.px(parts * _LANE[1])]},
    }


_LANE, _NAMED = (30, 62), 56
"""Least and most height of a lane in pixels of the design, and the least where its name stands in it."""


def _columns(lanes: list[str]) -> float:
    """The share of the columns in the height of the figure: about as much as two lanes."""
    return 1.6 / (len(lanes) + 2)


def _time_axis(window: Window, right: float, size: Size) -> dict[str, Any]:
    month = 86_400_000 * 20
    return {
        "type": "date",
        "range": [f"{m:%Y-%m-%d}" for m in window] if window else None,
        "domain": [0, right],
        "tickfont": {"size": size.px(11 if size.narrow else 12.5)},
        "tickformatstops": [
            {"dtickrange": [None, month], "value": "%-d %b %Y"},
            {"dtickrange": [month, "M6"], "value": "%b %Y"},
            {"dtickrange": ["M6", None], "value": "%Y"},
        ],
        "hoverformat": "%-d %b %Y",
        "anchor": "y",
    }


def _lane_axis(names: list[str], top: float, theme: Theme, size: Size) -> dict[str, Any]:
    return {
        "domain": [0, top],
        "range": [100 * len(names) - 50, -50],
        "tickvals": [100 * n for n in range(len(names))],
        "ticktext": names,
        "showticklabels": not size.narrow,
        "tickfont": {"size": size.px(12.5), "color": colour("ink", theme)},
        "showgrid": False,
        "fixedrange": True,
    }


def _lane_notes(names: list[str], theme: Theme, size: Size) -> list[dict[str, Any]]:
    """On a phone the names stand in the lanes, above the marks: there is no room beside them."""
    common = {"xref": "paper", "x": 0, "xanchor": "left", "yanchor": "top", "showarrow": False, "borderpad": 0}
    font = {"size": size.px(11), "weight": 600, "color": colour("ink", theme)}
    return [
        {**common, "text": name, "font": font, "y": 100 * n - 47, "xshift": size.px(2)}
        for n, name in enumerate(names if size.narrow else ())
    ]


_PERIODS = {1: "month", 3: "quarter"}


def _column_name(step: int, theme: Theme, size: Size) -> dict[str, Any]:
    """What the columns count: beside them as if they were a lane, on a phone above them."""
    narrow = size.narrow
    return {
        "text": f"Links a {_PERIODS[step]}",
        "font": {"size": size.px(11 if narrow else 12.5), "color": colour("muted", theme)},
        "xref": "paper",
        "x": 0,
        "xanchor": "left" if narrow else "right",
        "xshift": 0 if narrow else -size.px(30),
        "yref": "paper" if narrow else "y2 domain",
        "y": 1 if narrow else 0.5,
        "yanchor": "bottom" if narrow else "middle",
        "showarrow": False,
    }


def _rule(n: int, theme: Theme) -> dict[str, Any]:
    line = {"color": colour("rule", theme), "width": 1}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 100 * n - 50, "y1": 100 * n - 50, "line": line}


def _title_of_events(dated: list[Mark]) -> str:
    pairs = collections.Counter(pair for _, pair in {(mark.event, mark.pair) for mark in dated})
    happened = collections.Counter(month for _, month in {(mark.event, mark.start.replace(day=1)) for mark in dated})
    busiest = max(happened.items(), key=lambda item: (item[1], -item[0].toordinal()))
    lead = max(pairs.items(), key=lambda item: (item[1], item[0] in words.CORE, item[0]))
    return _title(len({mark.event for mark in dated}), "event among pairs", lead, len(pairs), busiest, 1)


def _title_of_months(by_month: months.Months) -> str:
    if not by_month.total:
        return "No event matches the filter"
    lead, pairs = by_month.lead(), len(by_month.pairs)
    return _title(by_month.total, "link", lead, pairs, by_month.busiest(), by_month.step)


def _title(total: int, noun: str, lead: tuple[str, int], pairs: int, busiest: tuple[dt.date, int], step: int) -> str:
    when, most = busiest
    told = f"{when:%b %Y}" if step == 1 else f"Q{(when.month + 2) // 3} {when:%Y}"
    tail = f"the busiest {_PERIODS[step]} is {told} with {words.number(most)}"
    if pairs == 1:
        return f"{words.pair(lead[0])}: {words.counted(total, noun.split()[0])}, {tail}"
    count = f"{words.counted(total, noun.split()[0])}{noun.removeprefix(noun.split()[0])}"
    return f"{words.pair(lead[0])} stand behind {words.number(lead[1])} of {count}; {tail}"


def _alt(dated: list[Mark], by_month: months.Months, lanes: list[str]) -> str:
    if dated:
        counts = collections.Counter(lane for _, lane in {(mark.event, mark.lane) for mark in dated})
        first, last = dated[0].start, max(mark.start for mark in dated)
        noun = "event"
    elif by_month.total:
        counts, noun = by_month.lanes(), "link"
        first, last = by_month.periods()[0], by_month.periods()[-1]
    else:
        return "Timeline without events: nothing matches the filter."
    told = [f"{words.short_pair(lane)} {words.counted(counts[lane], noun)}" for lane in lanes if counts.get(lane)]
    return f"Timeline, {words.span(first, last)}, a lane a pair: {', '.join(told)}."


def _notes(every: list[Mark], monthless: int) -> tuple[str, ...]:
    notes = ["Shape: circle political, square security, diamond economic, triangle technology; cross denied."]
    notes.append("Bars: span of an event, or a date known to the month or year only.")
    if missing := len({mark.event for mark in every if not mark.start}):
        notes.append(f"{words.counted(missing, 'event')} without a date at the right.")
    if monthless:
        notes.append(f"The columns leave out {words.counted(monthless, 'link')} without a known month.")
    return tuple(notes)


def _period_notes(by_month: months.Months) -> tuple[str, ...]:
    period, monthless = _PERIODS[by_month.step], by_month.monthless
    notes = [f"A mark stands for a {period}: its size for the links, its fill for the status most of them have."]
    if monthless:
        notes.append(f"Not drawn: {words.counted(monthless, 'link')} without a known month.")
    return tuple(notes)
