"""The timeline: a lane a pair, brushed to set the dates, played month by month."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from .. import figures
from . import address, charts, data, display, frame, legend, panel, pointing, tables, words

if TYPE_CHECKING:
    from .frame import Page

BAND, WHOLE = figures.Size(920, 470), figures.Size(920, 640)
SPEEDS = {"slow": 1.6, "normal": 0.8, "fast": 0.4}
"""Seconds a month is shown for."""
DETAILS = {"auto": "Automatic", "events": "Every event", "months": "Months"}


@st.fragment
@frame.part("The timeline")
def band(page: Page) -> None:
    """The timeline as it stands below the map."""
    page = page.again()
    charts.draw("The timeline", lambda room: _chart(page, room), "timeline", page, BAND, brush=True)


def whole(page: Page) -> None:
    """The timeline with its own controls; while it plays, a month more is shown at every tick."""
    pointing.listen()
    playing = bool(st.session_state.get("play"))
    every = SPEEDS[page.state.control("speed")] if playing else None
    st.fragment(_whole, run_every=every)(page)


@frame.part("The timeline")
def _whole(page: Page) -> None:
    page = page.again()
    with st.container(horizontal=True, key="timeline_tools", vertical_alignment="bottom"):
        charts.choose("eras", "Treaties in force", {"off": "Hide", "on": "Show"}, page)
        charts.choose("detail", "Marks", DETAILS, page)
        charts.choose("speed", "Speed", {speed: speed.capitalize() for speed in SPEEDS}, page)
        st.button("Stop" if st.session_state.get("play") else "Play", key="play_button", on_click=_toggle, args=(page,))
        # In this row: above the figure it would shift the figure's place at every start and stop, and a browser behind
        # in its work then takes what belongs in the figure's container for what belongs in a paragraph, and gives up.
        shown = _played(page)
    within = _ends(page) if shown is not page else None
    make = functools.partial(_chart, shown, within=within)
    charts.draw("The timeline", make, "timeline", shown, WHOLE, brush=True, of=within)


def _ends(page: Page) -> tuple[dt.date, dt.date] | None:
    """The first and the last day of what is played, so that the axis stands still meanwhile."""
    head = data.headline(page.store, page.filter)
    first, last = page.filter.window[0] or head.first, page.filter.window[1] or head.last
    return (first, last) if first and last else None


def _toggle(page: Page) -> None:
    """Start from the first month of what is shown, or stop where it is."""
    first = page.filter.window[0] or data.headline(page.store, page.filter).first
    playing = st.session_state.get("play")
    st.session_state["play"] = None if playing or first is None else first.replace(day=1)
    st.session_state[address.WHOLE] = True


def _played(page: Page) -> Page:
    """The page as far as it has played; the page itself when nothing plays."""
    month = st.session_state.get("play")
    if month is None:
        return page
    last = page.filter.window[1] or data.headline(page.store, page.filter).last or month
    display.show(display.paragraph(display.text(f"Up to {words.span(month, month)}"), kind="nx-playing"))
    following = (month + dt.timedelta(days=32)).replace(day=1)
    st.session_state["play"] = following if following <= last else None
    if following > last:
        st.session_state[address.WHOLE] = True
    return replace(page, filter=page.filter.with_(end=f"{month:%Y-%m}"))


def _chart(page: Page, size: figures.Size, within: tuple[dt.date, dt.date] | None = None) -> figures.Chart:
    events, links = data.in_detail(page.store, page.filter)
    return figures.timeline(
        events,
        data.lanes(page.store, page.filter),
        links=links,
        treaties=data.treaties(page.store, page.filter.asof) if page.state.control("eras") == "on" else None,
        clock=page.filter.clock,
        detail=page.state.control("detail"),
        theme=page.theme,
        size=size,
        facets=legend.facets(page, lambda wider: data.lanes(page.store, wider), "fill"),
        within=within,
    )  # fmt: skip


@frame.part("What is picked")
def below(page: Page) -> None:
    """What is picked, and the events as a table."""
    if page.state.control("show"):
        panel.show(page)
    charts.table(
        "The events", lambda: tables.events(data.frame("events", page.store, page.filter, most=5000)), "events_table"
    )
