"""The six pairs side by side, the network with formal treaties, tempo, and two periods compared."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from .. import figures
from . import address, charts, data, filter_bar, frame, panel, tables, words

if TYPE_CHECKING:
    from .frame import Page

HALF, WHOLE = figures.Size(430, 640), figures.Size(920, 560)


def show(page: Page) -> None:
    """All figures of the page."""
    left, right = charts.columns(page, 1, 1)
    with left:
        matrix(page)
    with right:
        if page.state.control("show"):
            panel.show(page)
        else:
            network(page)
    tempo(page)
    compare(page)


@st.fragment
@frame.part("The matrix")
def matrix(page: Page) -> None:
    """The six pairs with their statuses, and what is said of three or all four together."""
    page = page.again()
    pairs, groups = (data.frame(name, page.store, page.filter) for name in ("pair_status", "groups"))
    charts.draw("The matrix", _for(figures.pair_matrix, page, pairs, groups), "matrix", page, charts.part(page, HALF))
    charts.table("The pairs", lambda: tables.pair_status(pairs), "matrix_table")


@st.fragment
@frame.part("The network")
def network(page: Page) -> None:
    """Who is linked with whom; treaties in force as a second layer."""
    page = page.again()
    charts.choose("second", "Second layer", {"treaties": "Treaties and memberships", "none": "None"}, page)
    treaties = data.treaties(page.store, page.filter.asof)
    if page.state.control("second") == "none":
        treaties = treaties.iloc[:0]
    arcs = data.frame("arcs", page.store, page.filter)
    charts.draw("The network", _for(figures.network, page, arcs, treaties), "network", page, charts.part(page, HALF))
    charts.table("The network", lambda: tables.arcs(arcs), "network_table")


@st.fragment
@frame.part("The tempo")
def tempo(page: Page) -> None:
    """Links a month of each pair."""
    page = page.again()
    charts.draw("The tempo", _for(figures.tempo, page, data.lanes(page.store, page.filter)), "tempo", page, WHOLE)
    density = functools.partial(data.frame, "density", page.store, page.filter)
    charts.table("The tempo", lambda: tables.density(density()), "tempo_table")


@frame.part("The comparison")
def compare(page: Page) -> None:
    """Two periods side by side; by default the last twelve months and the twelve before."""
    first, second = _spans(page)
    left, right = st.columns(2, gap="large")
    with left:
        _span("a", "First period", first)
    with right:
        _span("b", "Second period", second)
    frames = [
        data.frame("pair_status", page.store, page.filter.with_(start=a.isoformat(), end=b.isoformat()))
        for a, b in (first, second)
    ]
    names = tuple(f"{words.day(a)} – {words.day(b)}" for a, b in (first, second))
    months = tuple(max((b - a).days / 30.44, 0.1) for a, b in (first, second))
    make = _for(figures.compare, page, *frames, names=names, months=months)
    both = page.filter.with_(start=min(first[0], second[0]).isoformat(), end=max(first[1], second[1]).isoformat())
    charts.draw("The comparison", make, "compare", replace(page, filter=both), WHOLE, of=(first, second))


Span = tuple[dt.date, dt.date]


def _spans(page: Page) -> tuple[Span, Span]:
    last = page.filter.window[1] or data.headline(page.store, page.filter).last or dt.date.today()
    middle, begin = (last - dt.timedelta(days=365 * n) for n in (1, 2))
    day = dt.timedelta(days=1)
    a, b = (page.state.control(key) for key in ("a", "b"))
    return address.span(a) if a else (begin + day, middle), address.span(b) if b else (middle + day, last)


def _span(key: str, label: str, span: Span) -> None:
    widget = f"c_{key}"
    if st.session_state.get(widget) != span:
        st.session_state[widget] = span

    def changed() -> None:
        chosen = st.session_state[widget]
        if len(chosen) == 2:
            address.change(**{key: f"{chosen[0]}..{chosen[1]}"})

    least, most = filter_bar.reach(*span)
    st.date_input(label, key=widget, format="YYYY-MM-DD", on_change=changed, min_value=least, max_value=most)


def _for(chart: Callable[..., figures.Chart], page: Page, *frames: object, **more: object) -> charts.Make:
    return lambda size: chart(*frames, theme=page.theme, size=size, **more)
