"""The layers of the timeline: columns above, treaties behind, marks and bars in the lanes, the undated beside."""

from __future__ import annotations

from typing import Any

import numpy
import pandas

from ..ledger import categories
from . import marks, typeface, words
from .canvas import Canvas
from .chart import Size
from .palette import Theme, colour, faded, groups, members
from .strands import POLARITIES

_TITLE = 72
"""Signs of an event's title shown when pointed at; the whole stands in the table and behind a click."""


PERIOD = {1: "%b %Y", 3: "Q%q %Y"}
"""How the period of a mark is told, by its months."""


def columns(canvas: Canvas, density: pandas.DataFrame, step: int, theme: Theme) -> None:
    """Links a month (or `step` months), stacked by polarity. Events cannot be summed over pairs: one may stand in
    several.
    """
    for polarity in POLARITIES:
        months = density[density["polarity"] == polarity].groupby("month")["links"].sum()
        if months.empty:
            continue
        canvas.bar(
            x=[f"{month:%Y-%m}" for month in months.index],
            y=months.tolist(),
            xperiod=f"M{step}",
            xperiodalignment="middle",
            xhoverformat=PERIOD[step],
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
        x=[(end - start).days * 86_400_000 for _, start, end, _ in spans],
        y=[_HUNDRED * lane for lane, _, _, _ in spans],
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


def _moment(value: str) -> pandas.Timestamp | None:
    """A date of a treaty: a year, month or day; empty where it is not on record."""
    return pandas.Timestamp(value) if value else None


def events(
    canvas: Canvas, rows: pandas.DataFrame, lanes: list[str], day_width: float, theme: Theme, size: Size
) -> list[str]:
    """A mark an event and pair; a bar where it lasted or where its date is vague. Returns the legend entries."""
    heights = marks.spread(rows, day_width)
    rows = rows.assign(y=[_HUNDRED * (lanes.index(lane) - h) for lane, h in zip(rows["lane"], heights, strict=True)])
    titled = len(rows) <= TITLED
    names = []
    for polarity in POLARITIES:
        for group in groups():
            some = rows[(rows["polarity"] == polarity) & (rows["group"] == group)]
            if some.empty:
                continue
            names.append(_name(polarity, group, some["event"].nunique(), size))
            _bars(canvas, some, polarity, f"{polarity}.{group}", theme, size)
            vague = some["precision"] != "day"
            _marks(canvas, some[~vague], names[-1], titled, theme, size)
            _marks(canvas, some[vague], names[-1], titled, theme, size, shown=vague.all())
    return names


TITLED = 150
"""Marks up to which each carries its title; above, only its category, and a click shows the rest."""

_HUNDRED = 100
"""Heights are whole hundredths of a lane: two bytes each on the wire."""


def _name(polarity: str, group: str, count: int, size: Size) -> str:
    label = {"cooperation": "Co-op."}.get(polarity, POLARITIES[polarity]) if size.narrow else POLARITIES[polarity]
    status = groups()[group].group_name
    return f"{label}, {status.split(' or ')[0] if size.narrow else status} ({words.number(count)})"


def _marks(
    canvas: Canvas,
    rows: pandas.DataFrame,
    name: str,
    titled: bool,
    theme: Theme,
    size: Size,
    shown: bool = True,
) -> None:
    if rows.empty:
        return
    hue = colour(rows["polarity"].iloc[0], theme)
    vague = rows["precision"].iloc[0] != "day"
    canvas.scatter(
        x=[f"{_middle(start, p):%Y-%m-%d}" for start, p in zip(rows["start"], rows["precision"], strict=True)],
        y=rows["y"].round().to_numpy("int16"),
        mode="markers",
        marker={
            "symbol": _symbols(rows),
            "size": size.px(6 if size.narrow else 7.5),
            "color": hue,
            "opacity": 1,
            "line": {"width": size.px(1.2), "color": hue},
        },
        customdata=[marks.key(event) for event in rows["event"]],
        text=[_hover(row, titled, vague) for row in rows.itertuples()],
        hovertemplate="%{text}<extra></extra>" if vague else "%{x|%-d %b %Y}: %{text}<extra></extra>",
        legendgroup=f"{rows['polarity'].iloc[0]}.{rows['group'].iloc[0]}",
        showlegend=None if shown else False,
        name=name if shown else None,
    )


def _symbols(rows: pandas.DataFrame) -> numpy.ndarray:
    keys = zip(rows["category"], rows["group"], strict=True)
    return numpy.array([marks.symbol(*key) for key in keys], dtype="int16")


def _middle(start: pandas.Timestamp, precision: str) -> pandas.Timestamp:
    first, last = marks.extent(start, precision)
    return first + (last - first) / 2


def _hover(row: Any, titled: bool, vague: bool) -> str:
    title = row.title if len(row.title) <= _TITLE else row.title[: _TITLE - 1].rstrip() + "…"
    told = typeface.safe(title) if titled else categories.load().names[row.category]
    return f"{words.dated(row.start, row.precision)}: {told}" if vague else told


def _bars(canvas: Canvas, rows: pandas.DataFrame, polarity: str, group: str, theme: Theme, size: Size) -> None:
    spans = []
    for row in rows.itertuples():
        first, last = marks.extent(row.start, row.precision)
        last = max(last, row.end) if not pandas.isna(row.end) else last
        if last > first:
            spans.append((row.y, first, last))
    if not spans:
        return
    canvas.scatter(
        x=[moment for _, first, last in spans for moment in (f"{first:%Y-%m-%d}", f"{last:%Y-%m-%d}", None)],
        y=[value for y, _, _ in spans for value in (round(y), round(y), None)],
        mode="lines",
        line={"width": size.px(5), "color": faded(polarity, theme, 0.35)},
        hoverinfo="skip",
        showlegend=False,
        legendgroup=group,
    )


def undated(canvas: Canvas, rows: pandas.DataFrame, lanes: list[str], theme: Theme, size: Size) -> list[str]:
    """The tray at the right for what has no date: never dropped, never guessed. Returns the legend entry."""
    if rows.empty:
        return []
    name = f"Undated ({words.number(rows['event'].nunique())})"
    place = rows.groupby("lane").cumcount()
    canvas.scatter(
        x=((place % 3) * 0.6 - 0.6).tolist(),
        y=[
            round(_HUNDRED * (lanes.index(lane) - 0.38 + 0.1 * (n // 3 % 8)))
            for lane, n in zip(rows["lane"], place, strict=True)
        ],
        xaxis="x2",
        mode="markers",
        marker={
            "symbol": _symbols(rows),
            "size": size.px(7),
            "color": [colour(polarity, theme) for polarity in rows["polarity"]],
        },
        customdata=[marks.key(event) for event in rows["event"]],
        text=[f"undated: {typeface.safe(title[:_TITLE])}" for title in rows["title"]],
        hovertemplate="%{text}<extra></extra>",
        name=name,
    )
    return [name]


def statements(canvas: Canvas, said: pandas.DataFrame, lane: int, theme: Theme, size: Size) -> list[str]:
    """Statements that name three or more together, in a lane of their own. Returns the legend entry."""
    dated = said[said["start"].notna()]
    if dated.empty:
        return []
    name = f"Statement on three or more ({words.number(len(dated))})"
    canvas.scatter(
        x=[f"{_middle(start, p):%Y-%m-%d}" for start, p in zip(dated["start"], dated["precision"], strict=True)],
        y=[_HUNDRED * lane] * len(dated),
        mode="markers",
        marker={
            "symbol": "hexagon-open",
            "size": size.px(7 if size.narrow else 9),
            "color": colour("group", theme),
            "line": {"width": size.px(1.5), "color": colour("group", theme)},
        },
        customdata=[marks.key(event) for event in dated["event"]],
        text=[_hover(row, titled=True, vague=True) for row in dated.itertuples()],
        hovertemplate="%{text}<extra></extra>",
        legendgroup="group",
        name=name,
    )
    return [name]


_RISE = {"cooperation": 22, "neutral": 0, "conflict": -22}


def periods(
    canvas: Canvas, density: pandas.DataFrame, lanes: list[str], step: int, theme: Theme, size: Size
) -> list[str]:
    """A mark a month (or `step` months), polarity and class of status, its area the number of links. Gives the legend
    entries.
    """
    rows = density.assign(
        group=density["status"].map({s: g for g in groups() for s in members(g)}),
        lane=density["pair"].where(density["pair"].isin(words.CORE), marks.OTHER),
    )
    keys = ["polarity", "group", "lane", "month"]
    rows = rows.groupby(keys, as_index=False)["links"].sum()
    most = max(rows["links"].max(), 1) if len(rows) else 1
    names = []
    for polarity in POLARITIES:
        for group in groups():
            some = rows[(rows["polarity"] == polarity) & (rows["group"] == group)]
            if len(some):
                names.append(_name(polarity, group, some["links"].sum(), size))
                _period_marks(canvas, some, lanes, step, names[-1], most, theme, size)
    return names


def _period_marks(
    canvas: Canvas,
    rows: pandas.DataFrame,
    lanes: list[str],
    step: int,
    name: str,
    most: int,
    theme: Theme,
    size: Size,
) -> None:
    polarity, group = rows["polarity"].iloc[0], rows["group"].iloc[0]
    fill = marks.filled("circle", group)
    hue = colour(polarity, theme)
    canvas.scatter(
        x=[f"{month:%Y-%m}" for month in rows["month"]],
        y=numpy.array([_HUNDRED * lanes.index(lane) - _RISE[polarity] for lane in rows["lane"]], dtype="int16"),
        xperiod=f"M{step}",
        xperiodalignment="middle",
        xhoverformat=PERIOD[step],
        mode="markers",
        marker={
            "symbol": fill,
            "size": [round(size.px(4 + 13 * (links / most) ** 0.5)) for links in rows["links"]],
            "color": hue,
            "opacity": 0.8,
            "line": {"width": size.px(1.1), "color": hue},
        },
        customdata=[marks.period(row.lane, row.month, step) for row in rows.itertuples()],
        text=rows["links"].tolist(),
        hovertemplate=f"%{{x}}: {name.rsplit(' (', 1)[0].lower()}, links: %{{text}}<extra></extra>",
        legendgroup=f"{polarity}.{group}",
        name=name,
    )
