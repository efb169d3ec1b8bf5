"""The entry page: headline numbers with their change, map and timeline that filter each other, and what lies behind."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from .. import figures
from . import address, charts, data, display, finding, frame, legend, menu, panel, pointing, tables, timeline, words
from .frame import Page

LATEST = 12
BESIDE = 600
FILLS = {"events": "Events", "mentions": "Mentions", "origins": "Origins"}
MAP, MAP_BESIDE = figures.Size(920, 640), figures.Size(540, 520)
"""The map over the whole page, and beside the evidence of what is picked."""


def room_for_numbers() -> DeltaGenerator:
    """The place of the numbers above the map: they are counted once the figures are on their way."""
    return st.container(key="numbers")


@frame.part("The numbers")
def numbers(page: Page, place: DeltaGenerator) -> None:
    """Five numbers, each the way to what it counts, and how the last twelve months compare with the twelve before."""
    head = data.headline(page.store, page.filter)
    compared = finding.change(page)
    shown = (
        ("events", "Events", head.events),
        ("links", "Links between two countries", head.links),
        ("disputed", "of them disputed", head.by_status.get("disputed", 0)),
        ("origins", "Independent origins", head.origins),
        ("articles", "Articles and pages behind them", head.articles),
    )
    figures_ = (_number(page, key, label, value, compared) for key, label, value in shown)
    with place:
        display.show(display.element("div", *figures_, kind="nx-figures"))


def _number(page: Page, key: str, label: str, value: int, compared: tuple | None) -> str:
    change = ""
    if compared and key != "articles":
        name, now, before = compared
        change = f"{name}: {_value(now, key):,}, before: {_value(before, key):,}"
    number = display.element(
        "a", display.text(f"{value:,}"), href=_way(page, key), target="_self", title="See them with their sentences"
    )
    return display.element(
        "div", display.element("b", number), display.element("span", display.text(label)),
        display.element("span", display.text(change)), kind="nx-figure",
    )  # fmt: skip


def _way(page: Page, key: str) -> str:
    """The address of what a number counts: who says and denies what is disputed, else the evidence."""
    to, query = "Evidence", page.state.along()
    if key == "disputed":
        to, query = "Claims", {**query, "status": ["disputed"]}
    return f"{menu.find(to).path}?{urlencode(query, doseq=True)}"


def _value(head: object, key: str) -> int:
    return head.by_status.get("disputed", 0) if key == "disputed" else getattr(head, key)


@st.fragment
@frame.part("The map")
def world(page: Page) -> None:
    """The map with its two controls; a click filters."""
    page = page.again()
    size = charts.part(page, MAP_BESIDE) if page.state.control("show") else MAP
    charts.draw("The map", lambda room: _map(page, room), "map", page, size)
    with st.container(horizontal=True, key="map_tools", gap="small"):
        parts = {key: view.name for key, view in figures.views().items()}
        fits = page.state.fitting(page.narrow)
        charts.choose("view", "Part of the world", parts, page, as_list=True, labelled=False, unasked=fits)
        charts.choose("fill", "Countries coloured by", FILLS, page, labelled=False)
    charts.table("The map", lambda: tables.arcs(data.frame("arcs", page.store, page.filter)), "map_table")


def _map(page: Page, size: figures.Size) -> figures.Chart:
    view = page.state.part(page.narrow)
    strands = data.strands(page.store, page.filter, view)
    countries = data.frame("countries", page.store, page.filter)
    events = data.placed(page.store, page.filter)
    facets = legend.facets(page, lambda wider: data.strands(page.store, wider, view), "dash")
    return figures.world_map(
        strands, countries, events, view=view, measure=page.state.control("fill"), theme=page.theme, size=size,
        facets=facets,
    )  # fmt: skip


def drawn(page: Page) -> None:
    """The map above the timeline. A page just opened fills from the top, so that nothing moves under the reader; at a
    change the timeline goes first: it is made sooner, and the browser paints it while the map is made.
    """
    parts = [(st.container(key="upper"), top), (st.container(key="lower"), timeline.band)]
    for place, show in parts if frame.is_new(page) else reversed(parts):
        with place:
            show(page)


def top(page: Page) -> None:
    """The map over the whole page; once something is picked, its evidence beside the map, or below where there is no
    room for both.
    """
    pointing.listen()
    if not page.state.control("show"):
        return world(page)
    left, right = charts.columns(page, 13, 9)
    with left:
        world(page)
    with right, st.container(height=BESIDE if charts.beside(page) else "content", border=False, key="beside"):
        panel.show(page)


def news(page: Page) -> None:
    """The newest events, and what was added last."""
    left, right = charts.columns(page, 13, 9)
    with left, st.container(key="latest"):
        latest(page)
    with right:
        new(page)


@frame.part("The latest events")
def latest(page: Page) -> None:
    """The newest events, each opening its evidence."""
    dated = data.latest(page.store, page.filter, LATEST)
    display.show(display.heading("Latest events"))
    for row in dated.to_dict("records"):
        label = f"{words.date(row['date'], row['precision'])}: {row['title']}"
        go = address.changer(show=f"event.{row['id']}")
        st.button(display.plain(label), key=f"open_{row['id']}", type="tertiary", on_click=go, wrap=True)


@frame.part("What is new")
def new(page: Page) -> None:
    """What was recorded last: articles read since the ledger."""
    articles = data.frame("articles", page.store, page.filter, most=200)
    display.show(display.heading("What is new"))
    if articles.empty:
        display.show(
            display.paragraph(
                display.text("No article has been added to the hand-coded ledger yet; paste one under Add sources."),
                kind="nx-line",
            )
        )
        return
    newest = articles.sort_values("recorded_at", ascending=False).head(5)
    display.show(display.items(_article(row, page) for row in newest.to_dict("records")))


def _article(row: dict, page: Page) -> str:
    named = words.listed(page.vocabulary.name(code) for code in row["countries"][:6])
    where = f"{row['outlet'] or 'outlet not named'}, added {words.day(row['recorded_at'])}"
    line = f"{where}: {words.count(row['links'], 'link')}; names {named or 'no country'}"
    return display.element("b", display.text(row["title"] or "Untitled text")) + display.paragraph(
        display.text(line), kind="nx-line"
    )
