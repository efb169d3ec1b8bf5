"""Marks of the timeline: which shape, fill, lane and height each event gets."""

from __future__ import annotations

import calendar
import datetime as dt
import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import pandas

from . import palette, words

Clock = Literal["happened", "reported"]

SHAPES = {"circle": 0, "square": 1, "diamond": 2, "triangle-up": 5}
"""Plotly's numbers for its symbols; 100 more is open, 200 more has a dot, 300 more is open with a dot."""
_FILLS = {"solid": 0, "ringed": 200, "open": 100, "dotted": 300}
_CROSS = 104

OTHER = "other"
"""The lane of all pairs that have none of their own."""

MOST_OWN = 6
"""Lanes of single pairs where none of the six core pairs occurs."""


def key(event: str) -> str:
    """Eight hex digits that stand for an event on a mark: ids would be half of what a timeline sends."""
    return hashlib.blake2b(event.encode(), digest_size=4).hexdigest()


def period(lane: str, months: int) -> str:
    """What a mark or column of a lane over some months carries for its click: "CHN-IRN|3"; its x says from when."""
    return f"{lane}|{months}"


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


def own(links: Mapping[str, int]) -> frozenset[str]:
    """The pairs that get a lane of their own, of all with their links: the six core pairs; where none of them occurs,
    those with most links.
    """
    if any(pair in links for pair in words.CORE):
        return frozenset(words.CORE)
    most = sorted((-count, pair) for pair, count in links.items() if pair != OTHER)
    return frozenset(pair for _, pair in most[:MOST_OWN])


def lanes(found: Iterable[str]) -> list[str]:
    """The lanes that occur, from top to bottom: core pairs, other pairs with their own, all others; of none the six."""
    present = set(found)
    core = [pair for pair in words.CORE if pair in present]
    single = sorted(present - {*core, OTHER}, key=words.short_pair)
    return (core + single or list(words.CORE)) + ([OTHER] if OTHER in present else [])


@dataclass(frozen=True, slots=True)
class Mark:
    """What one mark of the timeline stands for: an event, pair, polarity and class of status, or a statement on three
    or more (without these three). `start` is None when undated.
    """

    event: str
    pair: str
    polarity: str
    group: str
    lane: str
    start: dt.date | None
    end: dt.date | None
    precision: str
    title: str
    category: str

    def extent(self) -> tuple[dt.date, dt.date]:
        """The first and last day that it may mean: its span, or the month or year that is known of it."""
        first = self.start
        last = self.end or first
        if self.precision == "month":
            last = max(last, first.replace(day=calendar.monthrange(first.year, first.month)[1]))
        if self.precision == "year":
            last = max(last, first.replace(month=12, day=31))
        return first, last

    def middle(self) -> dt.date:
        """Where the mark stands: its day, or the middle of the month or year that is known."""
        first, last = replace(self, end=None).extent()
        return first + (last - first) / 2


def read(events: pandas.DataFrame, links: pandas.DataFrame, clock: Clock) -> list[Mark]:
    """The marks of events and their links, by date, undated last.

    By the clock `reported` a mark stands on the first day any of its articles was published, and has no span.
    """
    columns = (links[name].tolist() for name in ("event", "pair", "polarity", "status"))
    group = {status: look.group for status, look in palette.looks().items()}
    found: dict[tuple[str, str, str, str], dt.date | None] = {}
    for event, pair, polarity, status, published in zip(*columns, _days(links["published"]), strict=True):
        key = (event, pair, polarity, group[status])
        known = found.get(key)
        found[key] = published if known is None else min(known, published or known)
    told = {event.event: event for event in _told(events, clock)}
    single = own(Counter(pair for _, pair, _, _ in found))
    marks = [
        replace(
            told[event], pair=pair, polarity=polarity, group=group, lane=pair if pair in single else OTHER,
            start=published if clock == "reported" else told[event].start,
        )
        for (event, pair, polarity, group), published in found.items()
        if event in told
    ]  # fmt: skip
    return sorted(marks, key=_order)


def statements(events: pandas.DataFrame, clock: Clock) -> list[Mark]:
    """The events that are statements on three or more, by date, undated last."""
    return sorted(_told(events[events["group"].map(len).astype(bool)], clock), key=_order)


def _told(events: pandas.DataFrame, clock: Clock) -> Iterator[Mark]:
    reported = clock == "reported"
    days = ("published", "published") if reported else ("date", "date_end")
    columns = (events[name].tolist() for name in ("id", "precision", "title", "category"))
    for event, precision, title, category, start, end in zip(*columns, *(_days(events[d]) for d in days), strict=True):
        if reported:
            precision, end = "day", None
        elif precision == "unresolved":
            start = end = None
        yield Mark(event, "", "", "", TOGETHER, start, end, precision, title, category)


def _days(column: pandas.Series) -> list[dt.date | None]:
    return column.to_numpy("datetime64[D]").tolist()


def _order(mark: Mark) -> tuple[dt.date, str]:
    return (mark.start or dt.date.max, mark.event)


def spread(marks: Sequence[Mark], day_width: float) -> list[float]:
    """Heights within the lane, -0.4 to 0.4, so that dated marks closer than `day_width` days stand above each other."""
    heights = []
    free: dict[str, dict[float, dt.date]] = defaultdict(dict)
    apart = dt.timedelta(days=math.ceil(day_width))
    for mark in marks:
        busy = free[mark.lane]
        level = next((h for h in _LEVELS if h not in busy or busy[h] <= mark.start), None)
        if level is None:
            level = min(_LEVELS, key=lambda h: busy[h])
        busy[level] = max(mark.end or mark.start, mark.start) + apart
        heights.append(level)
    return heights


_LEVELS = (0.0, 0.13, -0.13, 0.26, -0.26, 0.39, -0.39)
