"""The timeline: a lane a pair, marks by dimension and status, spans and vague dates as bars, density above."""

from __future__ import annotations

from typing import Any, Literal

import pandas

from . import lane_layers, marks, template, typeface, words
from .canvas import Canvas
from .chart import SCREEN, Chart, Size
from .marks import Clock
from .palette import Theme, colour, faded

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
) -> Chart:
    """The timeline of `events` with their `links` (status and polarity belong to a link, not to an event).

    `density` (month, pair, polarity, status, events, links) draws the columns above, and the lanes too when there are
    more than MOST_EVENTS marks or `detail` is "months"; then `links` and `events` may be empty. `treaties` in force
    stand behind the lanes. Dragging selects a span of time.
    """
    rows = marks.table(events, links if detail != "months" else links.head(0), clock)
    monthless = int(density.loc[density["month"].isna(), "links"].sum())
    density = density[density["month"].notna()]
    step = marks.step(density["month"])
    density = marks.binned(density, step)
    one_by_one = detail == "events" or (detail == "auto" and 0 < len(rows) <= MOST_EVENTS)
    dated = rows[rows["start"].notna()]
    lanes = marks.lanes(rows["pair"] if one_by_one else density["pair"])
    said = marks.statements(events, clock)
    lanes += [marks.TOGETHER] if len(said) else []
    window = _window(dated, density, said)
    canvas = Canvas()
    lane_layers.columns(canvas, density, step, theme)
    entries = []
    if treaties is not None:
        entries = lane_layers.eras(canvas, treaties, lanes, window, theme)
    if one_by_one:
        entries += lane_layers.events(canvas, dated, lanes, _day_width(window, size), theme, size)
        entries += lane_layers.undated(canvas, rows[rows["start"].isna()], lanes, theme, size)
    else:
        entries += lane_layers.periods(canvas, density, lanes, step, theme, size)
    entries += lane_layers.statements(canvas, said, len(lanes) - 1, theme, size)
    figure = canvas.figure(_layout(lanes, window, entries, step, len(dated) < len(rows), theme, size))
    notes = _notes(pandas.concat([rows, said]), monthless) if one_by_one else _period_notes(step, monthless)
    return Chart(figure, _title(dated, density, step, one_by_one), _alt(dated, density, lanes), notes)


def _window(*frames: pandas.DataFrame) -> tuple[pandas.Timestamp, pandas.Timestamp] | None:
    moments = pandas.concat([frame[c] for frame in frames for c in ("start", "end", "month") if c in frame]).dropna()
    if moments.empty:
        return None
    pad = max((moments.max() - moments.min()) * 0.012, pandas.Timedelta(days=4))
    return moments.min() - pad, moments.max() + pad + pandas.Timedelta(days=10)


def _day_width(window: tuple[pandas.Timestamp, pandas.Timestamp] | None, size: Size) -> float:
    """How many days lie under one mark."""
    if window is None:
        return 1.0
    room = max(size.width - size.px(_left(size) + 24), 120)
    return (window[1] - window[0]).days / room * size.px(9)


def _left(size: Size) -> float:
    return 28 if size.narrow else 176


def _layout(
    lanes: list[str], window: Any, entries: list[str], step: int, tray: bool, theme: Theme, size: Size
) -> dict[str, Any]:
    rows = template.legend_rows(entries, size.width - size.px(_left(size) + 14), size)
    names = [typeface.safe(words.short_pair(lane)) for lane in lanes]
    return {
        **template.layout(theme, size, left=_left(size), right=14, top=10 + 20 * rows, bottom=26),
        "legend": template.legend(theme, size),
        "xaxis": _time_axis(window, 0.955 if tray else 1, size),
        "xaxis2": {"domain": [0.965, 1], "showticklabels": False, "showgrid": False, "range": [-1, 1]},
        "yaxis": _lane_axis(names, theme, size),
        "yaxis2": {
            "domain": [0.84, 1],
            "anchor": "x",
            "nticks": 3,
            "tickfont": {"size": size.px(10.5)},
            "rangemode": "tozero",
            "fixedrange": True,
        },
        "annotations": [_column_name(step, theme, size), *(_lane_notes(names, theme, size) if size.narrow else [])],
        "shapes": [_rule(n, theme) for n in range(len(lanes) + 1)],
        "barmode": "stack",
        "bargap": 0.1,
        "dragmode": "select",
        "selectdirection": "h",
        "uirevision": "timeline",
    }


def _time_axis(window: Any, right: float, size: Size) -> dict[str, Any]:
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


def _lane_axis(names: list[str], theme: Theme, size: Size) -> dict[str, Any]:
    return {
        "domain": [0, 0.8],
        "range": [100 * len(names) - 50, -50],
        "tickvals": [100 * n for n in range(len(names))],
        "ticktext": names,
        "showticklabels": not size.narrow,
        "tickfont": {"size": size.px(12.5), "color": colour("ink", theme)},
        "showgrid": False,
        "fixedrange": True,
    }


def _lane_notes(names: list[str], theme: Theme, size: Size) -> list[dict[str, Any]]:
    """On a phone the names stand in the lanes, at their upper left: there is no room beside them."""
    common = {"xref": "paper", "x": 0, "xanchor": "left", "yanchor": "top", "showarrow": False, "borderpad": 0}
    font = {"size": size.px(11), "weight": 600, "color": colour("ink", theme)}
    paper = faded("paper", theme, 0.75)
    return [
        {**common, "text": name, "font": font, "y": 100 * n - 49, "bgcolor": paper, "xshift": size.px(2)}
        for n, name in enumerate(names)
    ]


_PERIODS = {1: "month", 3: "quarter"}


def _column_name(step: int, theme: Theme, size: Size) -> dict[str, Any]:
    return {
        "text": f"Links a {_PERIODS[step]}",
        "font": {"size": size.px(11), "color": colour("muted", theme)},
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "xshift": size.px(4),
        "yref": "paper",
        "y": 1,
        "yanchor": "top",
        "showarrow": False,
    }


def _rule(n: int, theme: Theme) -> dict[str, Any]:
    line = {"color": colour("rule", theme), "width": 1}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 100 * n - 50, "y1": 100 * n - 50, "line": line}


def _title(dated: pandas.DataFrame, density: pandas.DataFrame, step: int, one_by_one: bool) -> str:
    if one_by_one and len(dated):
        total = dated["event"].nunique()
        lead = dated.groupby("pair")["event"].nunique().sort_values(ascending=False, kind="stable")
        months = dated.groupby(dated["start"].dt.to_period("M").dt.to_timestamp())["event"].nunique()
        noun, step = "event among pairs", 1
    elif len(density):
        total = int(density["links"].sum())
        lead = density.groupby("pair")["links"].sum().sort_values(ascending=False, kind="stable")
        months = density.groupby("month")["links"].sum()
        noun = "link"
    else:
        return "No event matches the filter"
    busiest = months.idxmax()
    told = f"{busiest:%b %Y}" if step == 1 else f"Q{busiest.quarter} {busiest:%Y}"
    tail = f"the busiest {_PERIODS[step]} is {told} with {words.number(months.max())}"
    if len(lead) == 1:
        return f"{words.pair(lead.index[0])}: {words.counted(total, noun)}, {tail}"
    count = f"{words.counted(total, noun.split()[0])}{noun.removeprefix(noun.split()[0])}"
    return f"{words.pair(lead.index[0])} stand behind {words.number(lead.iloc[0])} of {count}; {tail}"


def _alt(dated: pandas.DataFrame, density: pandas.DataFrame, lanes: list[str]) -> str:
    if dated.empty and density.empty:
        return "Timeline without events: nothing matches the filter."
    if len(dated):
        counts = dated.groupby("lane")["event"].nunique()
        first, last = dated["start"].min(), dated["start"].max()
        noun = "event"
    else:
        lane = density["pair"].where(density["pair"].isin(words.CORE), marks.OTHER)
        counts = density.groupby(lane)["links"].sum()
        first, last = density["month"].min(), density["month"].max()
        noun = "link"
    told = [f"{words.short_pair(lane)} {words.counted(counts[lane], noun)}" for lane in lanes if lane in counts]
    return f"Timeline, {words.span(first, last)}, a lane a pair: {', '.join(told)}."


def _notes(rows: pandas.DataFrame, monthless: int) -> tuple[str, ...]:
    notes = ["Shape: circle political, square security, diamond economic, triangle technology; cross denied."]
    notes.append("Bars: span of an event, or a date known to the month or year only.")
    if missing := rows.loc[rows["start"].isna(), "event"].nunique():
        notes.append(f"{words.counted(missing, 'event')} without a date at the right.")
    if monthless:
        notes.append(f"The columns leave out {words.counted(monthless, 'link')} without a known month.")
    return tuple(notes)


def _period_notes(step: int, monthless: int) -> tuple[str, ...]:
    notes = [f"A mark stands for a {_PERIODS[step]}; its size for the number of links."]
    if monthless:
        notes.append(f"Not drawn: {words.counted(monthless, 'link')} without a known month.")
    return tuple(notes)
