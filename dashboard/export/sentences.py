"""Counts put into fixed sentences: the only prose of a slide that is not stored text."""

from __future__ import annotations

import dataclasses

from .. import figures
from ..figures import frame as figure_frame
from ..figures import words
from .content import Content
from .quoted import STATUSES


def title(content: Content) -> str:
    """The finding in one line: "138 events, 71 % of links confirmed, Jan 2022 – May 2026"."""
    head = content.headline
    if not head.events:
        return "No event passes this filter"
    sure = words.share(head.by_status.get("confirmed", 0), head.links)
    parts = [words.counted(head.events, "event"), f"{sure} of links confirmed" if head.links else "no link"]
    return ", ".join([*parts, words.span(head.first, head.last)])


def findings(content: Content) -> tuple[str, ...]:
    """Three sentences: how the links stand, which pairs have most, and the newest event."""
    if not content.headline.events:
        return ("Nothing passes this filter: take off a country, widen the dates, or choose another lens.",)
    return tuple(filter(None, (standing(content), busiest(content), newest(content))))


def standing(content: Content) -> str:
    """How many links stand in which status."""
    head = content.headline
    found = [f"{words.number(head.by_status[s])} {s}" for s in STATUSES if head.by_status.get(s)]
    return f"Of {words.counted(head.links, 'link')}, {words.listed(found)}." if found else ""


def busiest(content: Content) -> str:
    """The pairs with most links, up to three."""
    counts = content.pair_status.groupby("pair")["links"].sum().sort_values(ascending=False, kind="stable").head(3)
    named = [f"{words.short_pair(pair)} ({words.counted(links, 'link')})" for pair, links in counts.items()]
    return f"Most links: {words.listed(named)}." if named else ""


def newest(content: Content) -> str:
    """The newest dated event, in its stored words, with its sources."""
    dated = [entry for entry in content.evidence if entry.date != "undated"]
    return f"Newest: {dated[0].title}, {dated[0].date} {dated[0].cited}".rstrip() + "." if dated else ""


def stamp(content: Content) -> str:
    """The line under every slide: filter, window and clock, state of knowledge, amounts, how much is disputed."""
    context = content.context
    return " · ".join([figure_frame.subtitle(context), *figure_frame.footer_lines(_bare(context))])


def shown(part: int, whole: int, noun: str) -> str:
    """ "40 of 5,000 events"."""
    return f"{words.number(part)} of {words.counted(whole, noun)}"


def _bare(context: figures.Context) -> figures.Context:
    return dataclasses.replace(context, link="", marking="")
