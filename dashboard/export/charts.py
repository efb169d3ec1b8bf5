"""The native charts of a deck, and the figures that become pictures."""

from __future__ import annotations

import pandas as pd

from .. import figures
from ..figures import palette, words
from . import deck as d
from .content import Content
from .plots import chart

POLARITIES = ("cooperation", "conflict", "neutral")
"""The order of stacks and legends; the colours are the palette's for light paper."""

_MARKS = {"cooperation": "circle", "conflict": "diamond", "neutral": "square"}
OTHER = "other"
_DOTS_MOST = 3000
"""More marks than this make a slow slide that nobody can read; months are drawn instead of days."""


def drawn(content: Content, name: str, box: d.Box) -> figures.Chart:
    """The figure as it stands on the page, in letters that can be read at the size of the box."""
    return chart(content, name, size(box))


def size(box: d.Box) -> figures.Size:
    """Two CSS pixels a point: the type of the figure, enlarged 1.7 times, then stands at 9 to 11 points."""
    return figures.Size(round(box.w * 2), round(box.h * 2), safe=round(box.w * 2), scale=1.7)


def columns(content: Content, box: d.Box) -> d.Columns | None:
    """Dated links by polarity, a column a year (a month when the dates span less than two years)."""
    counted = _by_period(content)
    if counted.empty:
        return None
    series = tuple(
        d.Series(name.capitalize(), palette.colour(name, "light"), tuple(int(n) for n in counted[name]))
        for name in POLARITIES
        if counted[name].any()
    )
    alt = f"{columns_title(content)}. " + "; ".join(
        f"{period}: {words.listed(f'{row[name]} {name}' for name in POLARITIES if row[name])}"
        for period, row in counted.tail(13).iterrows()
    )
    return d.Columns(box, tuple(counted.index), series, alt)


def columns_title(content: Content) -> str:
    """The busiest period in the counts, and what is not in it for want of a date."""
    counted = _by_period(content)
    totals = counted.sum(axis=1)
    top = totals.idxmax()
    dated = int(totals.sum())
    undated = content.headline.links - dated
    left = f", {words.number(undated)} without a month left out" if undated > 0 else ""
    if int(totals[top]) == dated:
        return f"{words.counted(dated, 'dated link')}, all in {top}{left}"
    return f"Most links in {top}: {words.number(totals[top])} of {words.counted(dated, 'dated link')}{left}"


def _by_period(content: Content) -> pd.DataFrame:
    """Links by period (index, in words, none left out between) and polarity (columns).

    Months for less than two years, quarters for less than six, else years.
    """
    rows = content.density.dropna(subset=["month"])
    if rows.empty:
        return pd.DataFrame(columns=POLARITIES)
    months = rows["month"].dt.to_period("M")
    span = (months.max() - months.min()).n
    unit = "M" if span < 24 else "Q" if span < 72 else "Y"
    rows = rows.assign(period=months.dt.asfreq(unit))
    table = rows.pivot_table(index="period", columns="polarity", values="links", aggfunc="sum")
    every = pd.period_range(table.index.min(), table.index.max(), freq=unit)
    table = table.reindex(every, fill_value=0).reindex(columns=list(POLARITIES)).fillna(0).astype(int)
    names = {"M": "%b %Y", "Q": "Q%q %Y", "Y": "%Y"}
    table.index = [period.strftime(names[unit]) for period in table.index]
    return table


def lanes(content: Content, box: d.Box) -> d.Lanes | None:
    """A mark for each lane, day, polarity and surest status; None when nothing has a date.

    A lane is a pair; when there is one pair only, a lane is a dimension (security, political ...) of its events.
    """
    rows = _marks(content)
    if rows.empty:
        return None
    names = _lane_names(rows)
    order = list(names)
    dots = tuple(
        filter(None, (_dots(rows, polarity, sure, order) for polarity in POLARITIES for sure in (True, False)))
    )
    first, last = rows["day"].min().date(), rows["day"].max().date()
    alt = f"{timeline_title(content)}. " + "; ".join(
        f"{names[lane]}: {words.counted(int((rows['lane'] == lane).sum()), 'mark')}" for lane in order
    )
    return d.Lanes(box, tuple(names.values()), dots, first, last, alt)


def _lane_names(rows: pd.DataFrame) -> dict[str, str]:
    """Lanes from the top with their names: the six core pairs first, other pairs last, or dimensions."""
    present = set(rows["lane"])
    pairs = {pair: words.short_pair(pair) for pair in words.CORE if pair in present}
    known = dict.fromkeys(dimension for dimension, _ in palette.dimensions().values())
    dimensions = {name: name.capitalize() for name in known if name in present}
    return {**pairs, **dimensions, **({OTHER: "Other pairs"} if OTHER in present else {})}


def timeline_title(content: Content) -> str:
    """How many events stand on the timeline, from when to when."""
    head = content.headline
    undated = f", {words.number(head.undated)} undated left out" if head.undated else ""
    return f"{words.counted(head.events - head.undated, 'dated event')}, {words.span(head.first, head.last)}{undated}"


def _dots(rows: pd.DataFrame, polarity: str, sure: bool, order: list[str]) -> d.Dots | None:
    mine = rows[(rows["polarity"] == polarity) & (rows["sure"] == sure)]
    if mine.empty:
        return None
    points = tuple((row.day.date(), order.index(row.lane)) for row in mine.itertuples())
    name = f"{polarity.capitalize()}: {'confirmed or reported' if sure else 'claimed or denied'}"
    return d.Dots(name, palette.colour(polarity, "light"), _MARKS[polarity], sure, points)


def _marks(content: Content) -> pd.DataFrame:
    """Where a mark stands: day, lane, polarity, sure; months from the density when single days are too many."""
    if content.headline.links > _DOTS_MOST:
        rows = content.density.dropna(subset=["month"]).rename(columns={"month": "day"})
    else:
        rows = content.links.dropna(subset=[content.clock]).rename(columns={content.clock: "day"})
    lane = rows["pair"].where(rows["pair"].isin(words.CORE), OTHER)
    if rows["pair"].nunique() == 1 and "category" in rows:
        lane = rows["category"].map({name: dimension for name, (dimension, _) in palette.dimensions().items()})
    rows = rows.assign(lane=lane, sure=rows["status"].isin(("confirmed", "reported")))
    return rows[["day", "lane", "polarity", "sure"]].drop_duplicates().sort_values(["day", "lane", "polarity", "sure"])
