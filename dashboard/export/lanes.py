"""Where the lanes, their names and their years stand: one arithmetic for the native chart and for the drawn one."""

from __future__ import annotations

import datetime as dt

from . import deck, fit

LABEL_SIZE = 10.0
_TOP, _FOOT = 44.0, 22.0
_EPOCH = dt.date(1899, 12, 30)
"""Day 0 of spreadsheet dates (ECMA-376 part 1, 18.17.4.1), which charts count in."""


def serial(day: dt.date) -> int:
    """The day as spreadsheets number it."""
    return (day - _EPOCH).days


def area(drawn: deck.Lanes) -> deck.Box:
    """The plotting area inside the chart: to the right of the names, under the legend, above the years."""
    names = max((fit.width(name, LABEL_SIZE) for name in drawn.lanes), default=0) + 10
    box = drawn.box
    return deck.Box(box.x + names, box.y + _TOP, box.w - names - 12, box.h - _TOP - _FOOT)


def label_box(drawn: deck.Lanes, lane: int) -> deck.Box:
    """Where the name of a lane stands."""
    inner = area(drawn)
    high = inner.h / max(len(drawn.lanes), 1)
    middle = inner.y + (lane + 0.5) * high
    return deck.Box(drawn.box.x, middle - LABEL_SIZE * 0.6, inner.x - drawn.box.x, LABEL_SIZE * 1.3)


def step(drawn: deck.Lanes) -> int:
    """Years between two ticks, so that at most about a dozen stand on the axis."""
    span = drawn.end.year - drawn.start.year + 1
    return max(1, -(-span // 13))


def years(drawn: deck.Lanes) -> tuple[dt.date, ...]:
    """The first days of the years that are marked; the last one is at or after the end."""
    every = step(drawn)
    first = drawn.start.year
    count = -(-(drawn.end.year + 1 - first) // every)
    return tuple(dt.date(first + n * every, 1, 1) for n in range(count + 1))


def place(drawn: deck.Lanes, day: dt.date, lane: int) -> tuple[float, float]:
    """The middle of a mark, in points on the page."""
    inner = area(drawn)
    marks = years(drawn)
    start, end = serial(marks[0]), serial(marks[-1])
    x = inner.x + inner.w * (serial(day) - start) / max(end - start, 1)
    return x, inner.y + inner.h * (lane + 0.5) / max(len(drawn.lanes), 1)
