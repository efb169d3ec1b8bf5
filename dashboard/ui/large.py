"""The address of the view for a room (`view=briefing`): what of a page's own address it takes along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from ..export.choices import LOOKS, ROOM
from . import address, data

MAIN: Mapping[str, str] = {"Timeline": "timeline", "Relations": "pairs", "Pair": "statuses"}
"""The figure that stands for a page; others show map, timeline and findings."""

TAKEN = (*LOOKS, "figure", "marking", "title")
"""Controls that say how the room shows its rows."""


def wanted() -> bool:
    """Whether the address asks for the view without menus."""
    return ROOM in st.query_params.get_all("view")


def asked() -> address.State:
    """What the address says beside asking for the room."""
    return state({name: st.query_params.get_all(name) for name in st.query_params})


def state(query: Mapping[str, Sequence[str]]) -> address.State:
    """The state of a query, of which `view` may hold a part of the world and ROOM."""
    views = [value for value in query.get("view", ()) if value != ROOM]
    rest = {name: values or [""] for name, values in query.items() if name != "view"}
    return address.read({**rest, **({"view": views} if views else {})})


def query(page: str, shown: address.State) -> address.Query:
    """The room's address for what a page shows: its figure, its pair, and the rest of its own address."""
    found = shown.query()
    figure = MAIN.get(page)
    if figure and "figure" not in found:
        found["figure"] = [figure]
    if page == "Pair":
        found["pair"] = found.pop("dyad", [data.pair_of(shown.filter)])
    return {**found, "view": [*found.get("view", []), ROOM]}
