"""The panel that shows what lies behind what is picked: its events and links, newest first, ten at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from . import address, display, evidence, filter_bar, finding, frame, menu, picked, words

if TYPE_CHECKING:
    import pandas as pd

    from .frame import Page

AT_ONCE = 10


def show(page: Page) -> None:
    """Heading, the way back, and the cards."""
    with st.container(key="evidence"), frame.guarded("The evidence"):
        chosen = picked.now(page)
        events = None if chosen is None else picked.events(page, chosen)
        if chosen is None or events is None or (chosen.events and events.empty):
            _missing(page)
            return
        display.show(display.heading(chosen.heading))
        _tools(page, chosen, events)
        cards(page, chosen, events)


def _missing(page: Page) -> None:
    """What stands where the filter holds nothing of what is picked: the way to it, and the way back."""
    told = "What this link points at is not among what is shown"
    if page.filter.is_default:
        display.show(display.note(f"{told}; it may have been taken out of the store."))
    else:
        display.show(display.note(f"{told}; the filter leaves it out."))
    with st.container(key="evidence_tools", horizontal=True, gap="small"):
        st.button("Close", key="close_evidence", on_click=address.changer(show=None))
        if not page.filter.is_default:
            st.button("Show it without the filter", key="unfiltered", on_click=filter_bar.clear)


def _tools(page: Page, chosen: picked.Picked, events: pd.DataFrame) -> None:
    with st.container(key="evidence_tools", horizontal=True, gap="small", vertical_alignment="center"):
        st.button("Close", key="close_evidence", on_click=address.changer(show=None))
        if page.state.control("show").startswith("event."):
            before, after = picked.neighbours(page, chosen.events[0])
            _step("‹ Earlier", "earlier", before)
            _step("Later ›", "later", after)
        elif len(events):
            with st.container(width="content"):
                display.show(display.paragraph(display.text(words.count(len(events), "event")), kind="nx-line"))


def _step(label: str, key: str, event: str | None) -> None:
    go = address.changer(show=f"event.{event}") if event else None
    st.button(label, key=key, disabled=event is None, on_click=go)


def cards(page: Page, chosen: picked.Picked, events: pd.DataFrame) -> None:
    """A card an event coded by hand, a card a link read by machine; the newest first."""
    number = finding.turned(page, "leaf", len(events), AT_ONCE)
    newest = events.sort_values(["date", "id"], ascending=False, na_position="last")
    shown = newest.iloc[(number - 1) * AT_ONCE : number * AT_ONCE]
    if shown.empty:
        display.show(display.note("No event lies behind this under the present filter."))
        return
    ids = tuple(shown["id"])
    links, groups, sources = picked.statements(page, chosen, ids)
    for event in shown.to_dict("records"):
        _card(page, event, links[links["event"] == event["id"]], groups[groups["event"] == event["id"]], sources)
    finding.pages("leaf", number, len(events), AT_ONCE)


def _card(page: Page, event: dict[str, Any], links: pd.DataFrame, groups: pd.DataFrame, sources: pd.DataFrame) -> None:
    name = page.vocabulary.name
    if evidence.is_by_hand(event):
        display.show(evidence.by_hand(event, links, sources[sources["event"] == event["id"]], name, page.filter.q))
        return
    display.show(*(evidence.by_machine(row, name) for row in (*links.to_dict("records"), *groups.to_dict("records"))))
    for article in dict.fromkeys((*links["article"], *groups["article"])):
        query = {**page.state.along(page.filter), "article": [article]}
        st.page_link(menu.find("Evidence").file, label="Read it in the article", query_params=query)
