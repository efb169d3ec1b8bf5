"""The evidence itself: search over articles and events, and an article with what was found marked in its words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import streamlit as st

from . import address, article, charts, data, display, finding, panel, picked, words

if TYPE_CHECKING:
    from ..models import Extraction
    from .frame import Page

AT_ONCE = 15
MOST = 2000
SHOWN = {"all": "Everything", "mentions": "Mentions", "dates": "Dates", "links": "Links"}


def search(page: Page) -> None:
    """The search field; the same words as in the filter."""
    if st.session_state.get("c_q") != page.filter.q:
        st.session_state["c_q"] = page.filter.q
    st.text_input(
        "Search titles and sentences",
        key="c_q",
        max_chars=200,
        on_change=_sought,
        placeholder="for example: drones Tehran",
    )


def _sought() -> None:
    address.change(q=st.session_state["c_q"].strip() or None, page=None, article=None)


def show(page: Page) -> None:
    """The article that is open, else what the search finds."""
    if page.state.control("article"):
        _open_article(page)
    else:
        _results(page)


def _results(page: Page) -> None:
    found = data.frame("articles", page.store, page.filter, most=MOST)
    left, right = st.columns(2, gap="large")
    with left:
        display.show(display.heading(f"{words.count(len(found), 'article')} read by machine"))
        if found.empty:
            display.show(display.note("No article matches; add one under Add sources, or widen the filter."))
        number = int(page.state.control("page") or 1)
        for row in found.iloc[(number - 1) * AT_ONCE : number * AT_ONCE].to_dict("records"):
            _result(page, row)
        finding.pages(number, len(found), AT_ONCE)
    with right:
        by_hand = page.filter.with_(coded=("hand",))
        events = data.frame("events", page.store, by_hand, most=MOST)
        display.show(display.heading(f"{words.count(len(events), 'event')} coded by hand"))
        if page.state.control("show"):
            panel.show(page)
        else:
            panel.cards(page, picked.Picked("", by_hand), events)


def _result(page: Page, row: Mapping[str, Any]) -> None:
    named = words.listed(map(page.vocabulary.name, row["countries"][:8])) or "no country"
    line = " · ".join(
        (row["outlet"] or "outlet not named", words.day(row["published"]), words.count(row["links"], "link"))
    )
    why = f" Not read for links: {row['not_coded']}." if row["not_coded"] else ""
    title = display.paragraph(display.element("b", display.found(row["title"] or "Untitled text", page.filter.q)))
    display.show(title, display.paragraph(display.text(f"{line}. Names {named}.{why}"), kind="nx-line"))
    st.button("Read", key=f"read_{row['id']}", on_click=address.changer(article=row["id"]))


def _open_article(page: Page) -> None:
    st.button("Back to the results", key="back", on_click=address.changer(article=None, at=None))
    found = data.read_again(page.store, page.state.control("article"), page.filter.asof)
    if found is None:
        why = "The store holds no such article: it was withdrawn, or not yet recorded by the as-of date."
        display.show(display.note(why))
        return
    of = found.article
    line = " · ".join((of.outlet or "outlet not named", words.day(of.published)))
    source = display.paragraph(display.text(line + " · "), display.link(of.url, "source"), kind="nx-line")
    display.show(display.heading(of.title or "Untitled text"), source)
    left, right = st.columns([13, 8], gap="large")
    with left:
        _text(page, found)
    with right:
        _links(page, found)


def _text(page: Page, found: Extraction) -> None:
    name, at = page.vocabulary.name, page.state.control("at")
    charts.choose("mark", "Marked in the text", SHOWN, page)
    layers = {
        "links": [*article.of_links(found.links, name), *article.of_groups(found.groups, name)],
        "mentions": article.of_mentions(found.mentions, name),
        "dates": article.of_dates(found.dates),
    }
    wanted = page.state.control("mark")
    marks = [mark for layer, some in layers.items() if wanted in ("all", layer) for mark in some]
    here = [mark for mark in layers["links"] if at and mark.start == int(at)]
    marks += [display.Mark(mark.start, mark.end, "here") for mark in here[:1]]
    display.show(article.legend(), article.shown(found.article.text, marks, found.article.body))


def _links(page: Page, found: Extraction) -> None:
    name, text = page.vocabulary.name, found.article.text
    display.show(
        display.heading(f"{words.count(len(found.links), 'link')}, {words.count(len(found.groups), 'group statement')}")
    )
    for number, link in enumerate(found.links):
        display.show(article.link_card(text, number, link, name))
        go = address.changer(at=str(link.evidence[0]))
        st.button("Show in the text", key=f"at_{number}", type="tertiary", on_click=go)
    display.show(*(article.group_card(text, group, name) for group in found.groups))
