"""The dossier of one pair: numbers, tempo, dimensions, treaties, claims, latest events, quotes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from .. import figures
from ..models import CodedBy
from . import address, assertions, charts, claims, data, display, evidence, frame, panel, picked, tables, words
from .frame import Page

HALF = figures.Size(430, 480)
QUOTES = 5


def choose(page: Page) -> Page:
    """The page narrowed to one pair: the one of the control, else one that fits the filter (`data.pair_of`)."""
    _, pairs, _ = data.options(page.store)
    wanted = page.state.control("dyad") or data.pair_of(page.filter)
    known = {**pairs, **({} if wanted in pairs else {wanted: data.pair_name(wanted)})}
    if st.session_state.get("c_dyad") != wanted:
        st.session_state["c_dyad"] = wanted
    st.selectbox("Pair", list(known), format_func=known.__getitem__, key="c_dyad", on_change=_chosen, width=320)
    return replace(page, filter=page.filter.with_(pairs=(wanted,)))


def name(page: Page) -> str:
    """The pair that the page tells of, as readers say it."""
    return data.pair_name(page.filter.pairs[0])


def _chosen() -> None:
    chosen = st.session_state["c_dyad"]
    rest = address.read().filter.with_(pairs=())
    address.change(dyad=None if chosen == data.pair_of(rest) else chosen, pair=None)


def show(page: Page) -> None:
    """The dossier."""
    left, right = charts.columns(page, 1, 1)
    with left:
        _statuses(page)
    with right:
        _dimensions(page)
    left, right = charts.columns(page, 1, 1)
    with left:
        _latest(page)
    with right:
        _treaties(page)
        _contested(page)
        _quotes(page)


@frame.part("The statuses")
def _statuses(page: Page) -> None:
    density = data.lanes(page.store, page.filter)
    charts.draw(
        "The statuses", lambda size: figures.claims_over_time(density, theme=page.theme, size=size), "pair_status",
        page, charts.part(page, HALF),
    )  # fmt: skip
    charts.table("The statuses", lambda: tables.density(density), "pair_status_table")


@frame.part("The dimensions")
def _dimensions(page: Page) -> None:
    links = data.frame("links", page.store, page.filter, most=data.MOST_DRAWN)
    charts.draw(
        "The dimensions", lambda size: figures.dimensions(links, theme=page.theme, size=size), "dimensions",
        page, charts.part(page, HALF),
    )  # fmt: skip
    charts.table("The links", lambda: tables.links(links), "dimensions_table")


@frame.part("The latest events")
def _latest(page: Page) -> None:
    if page.state.control("show"):
        panel.show(page)
        return
    display.show(display.heading("Latest events"))
    panel.cards(page, picked.Picked("", page.filter), data.frame("events", page.store, page.filter, most=picked.MOST))


@frame.part("The treaties")
def _treaties(page: Page) -> None:
    sides = set(page.filter.pairs[0].split("-"))
    known = data.treaties(page.store, page.filter.asof)
    shared = known[known["parties"].map(lambda parties: sides <= set(parties))]
    display.show(display.heading("Treaties and memberships of both"))
    if shared.empty:
        display.show(display.note("The ledger holds no treaty or membership that both share."))
        return
    display.show(display.items(_treaty(row) for row in shared.to_dict("records")))


def _treaty(row: Mapping[str, Any]) -> str:
    signed, in_force, ended = (words.written(row[key]) for key in ("signed", "in_force", "ended"))
    since = f"in force since {in_force}" if in_force else "no date of entry into force on record"
    state = f"ended {ended}" if ended else since
    line = f"{str(row['kind']).capitalize()}, signed {signed or 'on a date not on record'}, {state}. {row['note']}"
    pages = display.text("; ").join(display.link(source["url"], source["publisher"]) for source in row["sources"])
    name = display.element("b", display.text(row["name"]))
    return name + display.paragraph(display.text(line), kind="nx-line") + display.paragraph(pages, kind="nx-line")


@frame.part("The assertions")
def _contested(page: Page) -> None:
    pair = "-".join(sorted(page.filter.pairs[0].split("-")))
    found = [claim for claim in assertions.gathered(page.store, page.filter) if claim.pair == pair]
    display.show(display.heading(f"{words.count(len(found), 'assertion')} on record"))
    for claim in found[:6]:
        display.show(display.element("article", claims.head(claim, page.vocabulary.name), kind="nx-card"))
    query = {**page.state.along(page.filter), "pair": list(page.filter.pairs)}
    st.page_link("pages/4_Claims.py", label="Both sides' sentences for each", query_params=query)


@frame.part("The sentences read by machine")
def _quotes(page: Page) -> None:
    read = data.frame("links", page.store, page.filter.with_(coded=(CodedBy.MACHINE.value,)), most=QUOTES)
    if len(read):
        display.show(display.heading("Sentences read by machine"))
        display.show(*(evidence.by_machine(row, page.vocabulary.name) for row in read.to_dict("records")))
