"""What a reader picked on a figure: from the click to the address, from the address to the rows behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .. import figures, frames
from ..figures import palette, places
from ..filters import Filter
from . import address, assertions, data, words
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


def on_figure(selection: Mapping[str, Any]) -> None:
    """A click or a brush on any figure: a span of dates becomes the window, a mark filters by what it stands for."""
    for box in selection.get("box", ())[-1:]:
        first, last = sorted(str(edge)[:10] for edge in box["x"])
        address.change(from_=first, to=last)
        return
    for point in selection.get("points", ())[-1:]:
        click = figures.clicked(point)
        if click is not None:
            address.change(page=None, **_changes(click))


def _changes(click: figures.Click) -> dict[str, str | list[str] | None]:
    """What a click changes in the address."""
    match click.kind:
        case "country":
            return {"country": list(click.codes), "show": f"country.{click.codes[0]}"}
        case "arc" | "pair":
            pair = [click.pair] if click.pair else None
            return {**({"pair": pair} if pair else {}), "show": _shown(click) if pair else None}
        case "period":
            return {**({"pair": [click.pair]} if click.pair else {}), "from_": click.first, "to": click.last}
        case "event":
            events, _ = data.in_detail(data.store(), address.read().filter)
            found = figures.events_of(click, events)
            return {"show": f"event.{found[0]}"} if found else {}
        case "category":
            return {"category": [click.key]}
        case "outlet":
            return {"q": click.key}
        case "place":
            return {"show": f"place.{click.key}"}
        case "group":
            return {"show": f"group.{'-'.join(click.codes)}"}


def _shown(click: figures.Click) -> str:
    if not click.statuses:
        return f"pair.{click.pair}"
    return f"arc.{click.pair}.{click.polarity}.{palette.looks()[click.statuses[0]].group}"


def now(page: Page) -> Picked | None:
    """What the address says is picked; None for nothing, or for what the filter no longer holds."""
    kind, _, rest = page.state.control("show").partition(".")
    finders = {
        "event": _event,
        "pair": _pair,
        "arc": _arc,
        "country": _country,
        "place": _place,
        "group": _group,
        "claim": _claim,
    }
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
    found = places.ids(data.placed(page.store, page.filter), page.state.part(page.narrow), key)
    return Picked(words.count(len(found), "event") + " at this place", page.filter, found) if found else None


def _group(page: Page, rest: str) -> Picked | None:
    members = tuple(rest.split("-"))
    groups = data.frame("groups", page.store, page.filter)
    same = groups["members"].map(lambda named: set(named) == set(members))
    found = groups.loc[same.astype(bool), "event"]
    named = words.listed(page.vocabulary.name(code) for code in members if page.vocabulary.is_code(code))
    return Picked(f"{named}: named together", page.filter, tuple(dict.fromkeys(found))) if len(found) else None


def _claim(page: Page, key: str) -> Picked | None:
    claim = assertions.find(page.store, page.filter, key)
    if claim is None:
        return None
    narrowed = page.filter.with_(pairs=(claim.pair,), categories=(claim.category,), polarities=(claim.polarity,))
    return Picked(data.pair_name(claim.pair), narrowed, tuple(dict.fromkeys(claim.links["event"])))


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
