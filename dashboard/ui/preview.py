"""What was found in a text before it is kept: marked in its words, listed below, and what it lacks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import streamlit as st

from ..models import Article, Extraction, Precision
from . import article, display, words
from .frame import Page

AT_LENGTH = 3
"""Texts shown at length; more of them are folded, a line each."""

LONGEST_TITLE = 200
OPENING = 250
"""Characters at the head of a text in which its dateline or byline stands."""

UNDATED = "no publication date: fill in “Published on” and read it again, or words like “last week” stay unresolved"


def headline(of: Article) -> str | None:
    """The first line of a text where it stands alone, as a headline does: short, without a full stop, text below."""
    head, _, rest = of.text[slice(*of.body)].strip().partition("\n")
    head = head.strip()
    alone = 0 < len(head) <= LONGEST_TITLE and not head.endswith((".", ":", ",", ";")) and len(head.split()) > 1
    return head if alone and len(rest.split()) > len(head.split()) else None


def opening_day(found: Extraction) -> dt.date | None:
    """The day named at the head of a text that has no publication date; None when there is none."""
    of = found.article
    near = (d for d in found.dates if d.precision == Precision.DAY and d.value and d.start < of.body[0] + OPENING)
    first = None if of.published else next(near, None)
    return dt.date.fromisoformat(first.value) if first and first.value and not first.until else None


def show(page: Page, found: Sequence[Extraction]) -> None:
    """Each text with its marks, its links and its mentions; many are folded."""
    for one in found:
        if len(found) <= AT_LENGTH:
            _one(page, one)
            continue
        counts = f"{words.count(len(one.links), 'link')}, {words.count(len(one.mentions), 'mention')}"
        with st.expander(display.plain(f"{one.article.title or 'Untitled text'} ({counts})")):
            _one(page, one)


def _one(page: Page, found: Extraction) -> None:
    name, text = page.vocabulary.name, found.article.text
    display.show(display.heading(found.article.title or "Untitled text"), _facts(found))
    if found.not_coded:
        display.show(display.note(f"Links are {found.not_coded}; only the countries that the text names are marked."))
    elif not found.mentions:
        display.show(display.note("The text names no country; kept, it counts as read and adds nothing to the map."))
    marks = [
        *article.of_links(found.links, name), *article.of_groups(found.groups, name),
        *article.of_mentions(found.mentions, name), *article.of_dates(found.dates),
    ]  # fmt: skip
    display.show(article.legend(), article.shown(text, marks, found.article.body))
    cards = [article.link_card(text, number, link, name) for number, link in enumerate(found.links)]
    cards += [article.group_card(text, group, name) for group in found.groups]
    if cards:
        display.show(display.heading("Links and group statements", level=3), *cards)
    if found.mentions:
        with st.expander("Every mention"):
            display.show(_mention_table(found, name))


def _facts(found: Extraction) -> str:
    of = found.article
    counts = (
        words.count(len(found.mentions), "mention"), words.count(len(found.dates), "date"),
        words.count(len(found.links), "link"), words.count(len(found.groups), "group statement"),
    )  # fmt: skip
    line = " · ".join((of.outlet or "outlet not named", words.day(of.published) if of.published else UNDATED, *counts))
    return display.paragraph(display.text(line), kind="nx-line")


def _mention_table(found: Extraction, name: Callable[[str], str]) -> str:
    cells = (
        (
            display.text(mention.surface),
            display.text(name(mention.iso3)),
            display.text(mention.kind),
            display.text(f"{mention.start}–{mention.end}"),
        )
        for mention in found.mentions
    )
    return display.table(("Words", "Country", "Named by", "Position"), cells, "Mentions in the order of the text")
