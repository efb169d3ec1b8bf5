"""What a reader picked on a figure: from the click to the address, from the address to the rows behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .. import frames
from ..figures import marks, palette, places
from ..filters import Filter
from . import address, data, words
from .frame import Page

if TYPE_CHECKING:
    import pandas as pd


MOST = 2000
"""Events that the panel can page through."""


@dataclass(frozen=True, slots=True)
class Picked:
    """What the evidence panel shows: a heading, the filter that finds it, and the events where it is about events."""

    heading: str
    filter: Filter
    events: tuple[str, ...] | None = None


def on_map(selection: Mapping[str, Any]) -> None:
    """A click on the map: a country filters by it, an arc by its pair, a place shows its events."""
    for point in selection.get("points", ())[-1:]:
        kind, *parts = _mark(point)
        if kind == "arc":
            pair, polarity, group = parts[:3]
            address.change(pair=[pair], show=f"arc.{pair}.{polarity}.{group}")
        elif kind == "place":
            address.change(show=f"place.{parts[0]}")
        elif kind == "country":
            address.change(country=[parts[0]], show=f"country.{parts[0]}")


def on_time(selection: Mapping[str, Any]) -> None:
    """A click or a brush on the timeline: an event opens, a span of dates becomes the window."""
    for box in selection.get("box", ())[-1:]:
        first, last = sorted(str(edge)[:10] for edge in box["x"])
        address.change(from_=first, to=last)
        return
    for point in selection.get("points", ())[-1:]:
        kind, *parts = _mark(point)
        if kind == "month":
            address.change(from_=parts[1], to=parts[1])
        elif kind:
            events, _ = data.in_detail(data.store(), address.read().filter)
            for event in marks.ids(events, kind)[:1]:
                address.change(show=f"event.{event}")


def on_matrix(selection: Mapping[str, Any]) -> None:
    """A click on a cell of the matrix or a line of the network: its pair."""
    for point in selection.get("points", ())[-1:]:
        kind, *parts = _mark(point)
        if kind in ("pair", "arc"):
            address.change(pair=[parts[0]], show=f"pair.{parts[0]}")


def _mark(point: Mapping[str, Any]) -> list[str]:
    """The words of a mark that a figure gave it ("arc|PRK-RUS|..."); a country shape has its code as location."""
    given = point.get("customdata")
    if isinstance(given, (list, tuple)):
        given = given[0] if given else None
    if isinstance(given, str) and given:
        return given.split("|")
    return ["country", str(point["location"])] if point.get("location") else [""]


def now(page: Page) -> Picked | None:
    """What the address says is picked; None for nothing, or for what the filter no longer holds."""
    kind, _, rest = page.state.control("show").partition(".")
    finders = {"event": _event, "pair": _pair, "arc": _arc, "country": _country, "place": _place}
    return finders[kind](page, rest) if kind else None


def _event(page: Page, id: str) -> Picked:
    return Picked("Evidence", page.filter, (id,))


def _pair(page: Page, pair: str) -> Picked:
    return Picked(data.pair_name(pair), page.filter.with_(pairs=(pair,)))


def _arc(page: Page, rest: str) -> Picked | None:
    pair, polarity, group = (*rest.split("."), "", "")[:3]
    statuses = palette.members(group)
    if not statuses:
        return None
    wanted = tuple(s for s in statuses if s in page.filter.statuses) if page.filter.statuses else statuses
    narrowed = page.filter.with_(pairs=(pair,), polarities=(polarity,), statuses=wanted or statuses)
    return Picked(f"{data.pair_name(pair)}: {polarity}, {palette.groups()[group].group_name}", narrowed)


def _country(page: Page, code: str) -> Picked | None:
    if not page.vocabulary.is_code(code):
        return None
    return Picked(page.vocabulary.name(code), page.filter.with_(countries=(code,)))


def _place(page: Page, key: str) -> Picked | None:
    found = places.ids(data.placed(page.store, page.filter), page.state.control("view"), key)
    return Picked(words.count(len(found), "event") + " at this place", page.filter, found) if found else None


def events(page: Page, chosen: Picked) -> pd.DataFrame:
    """The events behind what is picked, latest first; of very many only the latest."""
    if chosen.events is not None:
        return data.frame("events", page.store, chosen.filter, ids=chosen.events)
    return data.frame("events", page.store, chosen.filter, most=MOST)


def statements(page: Page, chosen: Picked, ids: tuple[str, ...]) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Links, group statements and sources of some of these events."""
    links = data.frame("links", page.store, chosen.filter, events=ids)
    groups = data.frame("groups", page.store, chosen.filter, events=ids)
    return links, groups, frames.sources(page.store, ids, page.filter.asof)


def neighbours(page: Page, event: str) -> tuple[str | None, str | None]:
    """The events before and after one, in the order of time, among what is shown."""
    known = list(data.frame("events", page.store, page.filter, most=MOST)["id"])
    if event not in known:
        return None, None
    at = known.index(event)
    return (known[at - 1] if at else None), (known[at + 1] if at + 1 < len(known) else None)
