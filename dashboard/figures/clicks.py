"""What a click on a figure means: the marks carry short codes, read here, so that pages need not know them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas

from . import marks, palette, places

Kind = Literal["country", "arc", "place", "event", "period", "pair", "group", "category", "outlet"]

_KEY = re.compile(r"[0-9a-f]{8}")
_PERIOD = re.compile(r"([A-Z0-9]+-[A-Z0-9]+|other)\|([13])")
_MONTH = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2]))(?:-\d\d.*)?")


@dataclass(frozen=True, slots=True)
class Click:
    """What was clicked, in the words of the filter. `key` is what `events_of` needs to find the events of a mark.

    country: codes. arc: pair, polarity, statuses, codes (source and target where it has a direction). period: pair
    (empty for the lane of other pairs), first and last month (YYYY-MM). pair: pair and, where they were clicked,
    polarity and statuses. group: codes. category, outlet: key.
    """

    kind: Kind
    codes: tuple[str, ...] = ()
    pair: str = ""
    polarity: str = ""
    statuses: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    key: str = ""


def read(point: Mapping[str, Any]) -> Click | None:
    """The click behind a point of a chart's selection (as the browser sends it); None when it carries nothing."""
    if location := point.get("location"):
        return Click("country", (str(location),))
    data = point.get("customdata")
    text = data[0] if isinstance(data, list | tuple) and data else data
    if not isinstance(text, str):
        return None
    if _KEY.fullmatch(text):
        return Click("event", key=text)
    if found := _PERIOD.fullmatch(text):
        month = _MONTH.fullmatch(str(point.get("x")))
        return _period(found[1], month[1], found[2]) if month else None
    kind, *parts = text.split("|")
    reader = _READERS.get(kind)
    return reader(*parts) if reader and len(parts) == _PARTS[kind] else None


def _arc(pair: str, polarity: str, group: str, towards: str) -> Click:
    return Click("arc", tuple(filter(None, towards.split("-"))), pair, polarity, palette.members(group))


def _period(lane: str, month: str, months: str) -> Click:
    last = pandas.Period(month, "M") + int(months) - 1
    return Click("period", pair="" if lane == marks.OTHER else lane, first=month, last=str(last))


def _pair(pair: str, polarity: str, group: str) -> Click:
    return Click(
        "pair",
        pair="" if pair == marks.OTHER else pair,
        polarity=polarity,
        statuses=palette.members(group) if group else (),
    )


_READERS = {
    "country": lambda code: Click("country", (code,)),
    "arc": _arc,
    "place": lambda key: Click("place", key=key),
    "pair": _pair,
    "group": lambda codes: Click("group", tuple(codes.split("-"))),
    "category": lambda key: Click("category", key=key),
    "outlet": lambda key: Click("outlet", key=key),
}
_PARTS = {"country": 1, "arc": 4, "place": 1, "pair": 3, "group": 1, "category": 1, "outlet": 1}


def events_of(click: Click, events: pandas.DataFrame, view: str = "world") -> tuple[str, ...]:
    """The ids of the events behind a mark (kinds place and event), out of the frame the figure was drawn from."""
    if click.kind == "place":
        return places.ids(events, view, click.key)
    return marks.ids(events, click.key) if click.kind == "event" else ()
