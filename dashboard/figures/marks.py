"""Marks of the timeline: which shape, fill, lane and height each event gets."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

import pandas

from . import palette, words

Clock = Literal["happened", "reported"]

SHAPES = {"circle": 0, "square": 1, "diamond": 2, "triangle-up": 5}
"""Plotly's numbers for its symbols; 100 more is open, 200 more has a dot, 300 more is open with a dot."""
_FILLS = {"solid": 0, "ringed": 200, "open": 100, "dotted": 300}
_CROSS = 104

OTHER = "other"
"""The lane of all pairs that are not among the six."""


def key(event: str) -> str:
    """Eight hex digits that stand for an event on a mark: ids would be half of what a timeline sends."""
    return hashlib.blake2b(event.encode(), digest_size=4).hexdigest()


def period(lane: str, month: pandas.Timestamp, months: int) -> str:
    """What a mark or column of a lane over some months carries for its click: "CHN-IRN|2015-07|3"."""
    return f"{lane}|{month:%Y-%m}|{months}"


def step(months: pandas.Series) -> int:
    """Months of one mark or column: three when there are more than six years to show, else one."""
    if months.empty:
        return 1
    return 3 if (months.max() - months.min()).days > 6 * 366 else 1


def binned(density: pandas.DataFrame, months: int) -> pandas.DataFrame:
    """The density frame with `month` moved to the first month of its quarter where `months` is 3."""
    if months == 1 or density.empty:
        return density
    return density.assign(month=density["month"].dt.to_period("Q").dt.to_timestamp())


def ids(events: pandas.DataFrame, mark: str) -> tuple[str, ...]:
    """The events of the frame that a clicked mark stands for; two only when their keys should ever be the same."""
    return tuple(event for event in events["id"] if key(event) == mark)


def symbol(category: str, group: str) -> int:
    """The number of the mark: shape by dimension, fill by class of status; a cross for what is denied."""
    return filled(palette.dimensions()[category][1], group)


def filled(shape: str, group: str) -> int:
    """The number of a shape with the fill of a class of status."""
    fill = palette.groups()[group].fill
    return _CROSS if fill == "cross" else SHAPES[shape] + _FILLS[fill]


TOGETHER = "together"
"""The lane of statements that name three or more: they stand in no lane of a pair."""


def lanes(pairs: Sequence[str]) -> list[str]:
    """The lanes from top to bottom: the core pairs that occur, or all six when none does, then the others."""
    present = set(pairs)
    core = [pair for pair in words.CORE if pair in present] or list(words.CORE)
    return core + ([OTHER] if present - set(words.CORE) else [])


def statements(events: pandas.DataFrame, clock: Clock) -> pandas.DataFrame:
    """Events that are statements on three or more: event, start (NaT when undated), precision, title, group."""
    said = events[events["group"].map(len).astype(bool)].rename(columns={"id": "event"})
    start = said["published"] if clock == "reported" else said["date"].where(said["precision"] != "unresolved")
    precision = "day" if clock == "reported" else said["precision"]
    said = said.assign(start=start, precision=precision)[["event", "start", "precision", "title", "group"]]
    return said.sort_values(["start", "event"], ignore_index=True)


def table(events: pandas.DataFrame, links: pandas.DataFrame, clock: Clock) -> pandas.DataFrame:
    """One row an event, pair, polarity and class of status: what the timeline draws.

    Columns: event, pair, polarity, group, lane, start, end, precision, title, category. `start` is NaT when undated; by
    the clock `reported` it is the first day any of its articles was published and has no span.
    """
    rows = links[["event", "pair", "polarity", "status", "date", "published"]].copy()
    rows["group"] = rows["status"].map({status: look.group for status, look in palette.looks().items()})
    keys = ["event", "pair", "polarity", "group"]
    rows = rows.groupby(keys, sort=False, as_index=False).agg(date=("date", "min"), published=("published", "min"))
    told = events[["id", "date", "date_end", "precision", "title", "category"]]
    rows = rows.drop(columns="date").merge(told, left_on="event", right_on="id", how="inner")
    reported = clock == "reported"
    rows["start"] = rows["published"] if reported else rows["date"]
    rows["end"] = pandas.NaT if reported else rows["date_end"]
    rows.loc[rows["precision"] == "unresolved", ["start", "end"]] = pandas.NaT
    if reported:
        rows["precision"] = "day"
        rows.loc[rows["published"].isna(), "start"] = pandas.NaT
    rows["lane"] = rows["pair"].where(rows["pair"].isin(words.CORE), OTHER)
    columns = [*keys, "lane", "start", "end", "precision", "title", "category"]
    return rows[columns].sort_values(["start", "event"], ignore_index=True)


def spread(rows: pandas.DataFrame, day_width: float) -> list[float]:
    """Heights within the lane, -0.4 to 0.4, so that marks closer than `day_width` days stand above each other."""
    heights = []
    free: dict[str, dict[float, pandas.Timestamp]] = defaultdict(dict)
    for lane, start, end in zip(rows["lane"], rows["start"], _last(rows), strict=True):
        busy = free[lane]
        level = next((h for h in _LEVELS if h not in busy or busy[h] <= start), None)
        if level is None:
            level = min(_LEVELS, key=lambda h: busy[h])
        busy[level] = max(end, start) + pandas.Timedelta(days=day_width)
        heights.append(level)
    return heights


_LEVELS = (0.0, 0.13, -0.13, 0.26, -0.26, 0.39, -0.39)


def _last(rows: pandas.DataFrame) -> pandas.Series:
    return rows["end"].fillna(rows["start"])


def extent(start: pandas.Timestamp, precision: str) -> tuple[pandas.Timestamp, pandas.Timestamp]:
    """The first and last day a date of that precision may mean."""
    if precision == "month":
        return start, start + pandas.offsets.MonthEnd(1)
    if precision == "year":
        return start, start + pandas.offsets.YearEnd(1)
    return start, start
