"""The entry page: headline numbers with their change, map and timeline that filter each other, and what lies behind."""

from __future__ import annotations

import streamlit as st

from .. import figures
from ..figures import views
from . import address, charts, data, display, finding, panel, picked, words
from .frame import Page

LATEST = 9
MAP, LANES = figures.Size(760, 470), figures.Size(1180, 430)


def numbers(page: Page) -> None:
    """Five numbers, and how the last twelve months compare with the twelve before."""
    head = data.headline(page.store, page.filter)
    compared = finding.change(page)
    shown = (
        ("events", "Events", head.events),
        ("links", "Links between two countries", head.links),
        ("disputed", "of them disputed", head.by_status.get("disputed", 0)),
        ("origins", "Independent origins", head.origins),
        ("articles", "Articles and pages behind them", head.articles),
    )
    display.show(
        display.element(
            "div", *(_number(key, label, value, compared) for key, label, value in shown), kind="nx-figures"
        )
    )


def _number(key: str, label: str, value: int, compared: tuple | None) -> str:
    change = ""
    if compared and key != "articles":
        name, now, before = compared
        recent, earlier = _value(now, key), _value(before, key)
        change = f"{recent:,} in the {name}, {recent - earlier:+,} on the year before"
    return display.element(
        "div", display.element("b", display.text(f"{value:,}")), display.element("span", display.text(label)),
        display.element("span", display.text(change)), kind="nx-figure",
    )  # fmt: skip


def _value(head: object, key: str) -> int:
    return head.by_status.get("disputed", 0) if key == "disputed" else getattr(head, key)


@st.fragment
def world(page: Page) -> None:
    """The map with its two controls; a click filters."""
    page = page.again()
    with st.container(horizontal=True, key="map_tools", vertical_alignment="bottom"):
        charts.choose(
            "view", "Part of the world", {key: view.name for key, view in views.views().items()}, page, as_list=True
        )
        charts.choose(
            "fill", "Countries coloured by", {"events": "Events", "mentions": "Mentions", "origins": "Origins"}, page
        )
    charts.draw("The map", lambda: _map(page), "map", on_select=picked.on_map)


def _map(page: Page) -> figures.Chart:
    arcs, countries = (data.frame(name, page.store, page.filter) for name in ("arcs", "countries"))
    events = data.placed(page.store, page.filter)
    size = figures.PHONE if page.narrow else MAP
    look = {
        "view": page.state.control("view"),
        "measure": page.state.control("fill"),
        "theme": page.theme,
        "size": size,
    }
    return figures.world_map(arcs, countries, events, **look)


def beside(page: Page) -> None:
    """The evidence of what is picked; the latest events while nothing is."""
    if page.state.control("show"):
        panel.show(page)
    else:
        latest(page)


def latest(page: Page) -> None:
    """The newest events, each opening its evidence."""
    events = data.frame("events", page.store, page.filter, most=LATEST)
    dated = events[events["date"].notna()].iloc[::-1]
    display.show(display.heading("Latest events"))
    for row in dated.to_dict("records"):
        with st.container(key=f"latest_{row['id']}", horizontal=True, gap="small"):
            label = f"{words.date(row['date'], row['precision'])} · {row['title']}"
            st.button(
                label, key=f"open_{row['id']}", type="tertiary", on_click=address.changer(show=f"event.{row['id']}")
            )


@st.fragment
def timeline(page: Page) -> None:
    """The events over time; brushing sets the dates, a click opens the event."""
    page = page.again()
    charts.draw("The timeline", lambda: _lanes(page), "timeline", on_select=picked.on_time, box=True)


def _lanes(page: Page) -> figures.Chart:
    events, links = data.in_detail(page.store, page.filter)
    density = data.frame("density", page.store, page.filter)
    size = figures.PHONE if page.narrow else LANES
    return figures.timeline(events, density, links=links, clock=page.filter.clock, theme=page.theme, size=size)


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
