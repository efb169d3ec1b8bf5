"""The evidence itself: search over articles and events, and an article with what was found marked in its words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from ..models import CodedBy
from . import address, article, charts, data, display, finding, frame, panel, picked, stored, words

if TYPE_CHECKING:
    from ..models import Extraction
    from .frame import Page

AT_ONCE = 15
MOST = 2000
AROUND = 140
"""Characters of the text shown on each side of a hit."""
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


@frame.part("The evidence")
def show(page: Page) -> None:
    """The article that is open, else what the search finds."""
    if page.state.control("article"):
        _open_article(page)
    else:
        _results(page)


def _results(page: Page) -> None:
    """Articles beside events coded by hand; where the filter leaves only one of both, that one has the page."""
    found = _articles(page)
    by_hand = not page.filter.coded or CodedBy.HAND in page.filter.coded
    if len(found) and by_hand:
        left, right = charts.columns(page, 1, 1)
    else:
        left = right = st.container()
    with left:
        if len(found) or not by_hand:
            _read_by_machine(page, found)
    with right:
        if by_hand:
            _coded_by_hand(page)
        elif page.state.control("show"):
            panel.show(page)
        if by_hand and found.empty:
            told = "No article read by machine matches; add one under Add sources, or widen the filter."
            display.show(display.paragraph(display.text(told), kind="nx-line"))


def _read_by_machine(page: Page, found: pd.DataFrame) -> None:
    display.show(display.heading(f"{words.count(len(found), 'article')} read by machine"))
    if found.empty:
        display.show(display.note("No article matches; add one under Add sources, or widen the filter."))
    number = finding.turned(page, "page", len(found), AT_ONCE)
    for row in found.iloc[(number - 1) * AT_ONCE : number * AT_ONCE].to_dict("records"):
        _result(page, row)
    finding.pages("page", number, len(found), AT_ONCE)


def _coded_by_hand(page: Page) -> None:
    chosen = page.filter.with_(coded=(CodedBy.HAND.value,))
    events = data.frame("events", page.store, chosen, most=MOST)
    display.show(display.heading(f"{words.count(len(events), 'event')} coded by hand"))
    if page.state.control("show"):
        panel.show(page)
    elif len(events):
        panel.cards(page, picked.Picked("", chosen), events)


def _articles(page: Page) -> pd.DataFrame:
    """The articles of the filter whose title, outlet or text holds every word of the search."""
    named = data.frame("articles", page.store, page.filter, most=MOST)
    if not page.filter.q:
        return named
    ids = data.holding(page.store, page.filter.q, page.filter.asof)
    inside = data.frame("articles", page.store, page.filter.with_(q=""), ids=ids)
    return pd.concat([named, inside]).drop_duplicates("id").sort_values("published", ascending=False, kind="stable")


def _result(page: Page, row: Mapping[str, Any]) -> None:
    named = words.listed(map(page.vocabulary.name, row["countries"][:8])) or "no country"
    line = " · ".join(
        (row["outlet"] or "outlet not named", words.day(row["published"]), words.count(row["links"], "link"))
    )
    why = f" Not read for links: {row['not_coded']}." if row["not_coded"] else ""
    title = display.paragraph(display.element("b", display.found(row["title"] or "Untitled text", page.filter.q)))
    about = display.paragraph(display.text(f"{line}. Names {named}.{why}"), kind="nx-line")
    display.show(title, about, _snippet(page, row["id"]))
    st.button("Read", key=f"read_{row['id']}", on_click=address.changer(article=row["id"]))


def _snippet(page: Page, id: str) -> str:
    """The words around the first hit of the search in the text; nothing without a search."""
    sought = page.filter.q.lower().split()
    known = data.text(page.store, id, page.filter.asof) if sought else None
    if known is None:
        return ""
    low = known.lower()
    hits = [at for word in sought if (at := low.find(word)) >= 0]
    if not hits:
        return ""
    start, end = max(0, min(hits) - AROUND), min(len(known), min(hits) + AROUND)
    before, after = "… " if start else "", " …" if end < len(known) else ""
    words_ = " ".join(known[start:end].split())
    return display.paragraph(
        display.text(before), display.found(words_, page.filter.q), display.text(after), kind="nx-quote"
    )


def _open_article(page: Page) -> None:
    st.button("Back to the results", key="back", on_click=address.changer(article=None, at=None))
    found = stored.read(page.store, page.state.control("article"), page.filter.asof)
    if found is None:
        why = "The store holds no such article: it was withdrawn, or not yet recorded by the as-of date."
        display.show(display.note(why))
        return
    of = found.article
    line = " · ".join((of.outlet or "outlet not named", words.day(of.published)))
    out = display.text(" · ") + display.link(of.url, "open the source") if of.url else ""
    source = display.paragraph(display.text(line), out, kind="nx-line")
    display.show(display.heading(of.title or "Untitled text"), source)
    left, right = charts.columns(page, 13, 8)
    with left:
        _text(page, found)
    with right:
        if page.state.control("show"):
            panel.show(page)
        _links(page, found)
        _take_out(page, found)


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


def _take_out(page: Page, found: Extraction) -> None:
    """The way to withdraw an article, at the foot and in two steps; a view as of an earlier moment keeps it."""
    if page.filter.asof is not None:
        return
    with st.expander("Take this article out of the store", key="take_out"):
        told = "It then counts on no page for anybody; a view as of an earlier moment still shows it."
        display.show(display.paragraph(display.text(told), kind="nx-line"))
        reason = st.text_input("Why", key="take_out_why", max_chars=200, placeholder="for example: read twice, no news")
        st.button("Take it out", key="take_out_now", on_click=_withdraw, args=(page, found.article.id, reason))


def _withdraw(page: Page, id: str, reason: str) -> None:
    with frame.guarded("The withdrawal"):
        page.store.withdraw([id], reason.strip() or "taken out by a reader, no reason given")
        address.change(article=None, at=None)
