"""What a page states in its title and in the line under it, from the counts of the store alone."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import streamlit as st

from ..filters import Filter, moments
from ..models import Status
from . import address, data, display, frame, words
from .frame import Page

if TYPE_CHECKING:
    from ..frames import Headline


@frame.part("The title")
def title(page: Page, lead: str = "") -> None:
    """The finding as the page's title, and what it rests on under it."""
    frame.title(lead + ", ".join((sentence(page), *seen(page))), *provenance(page))


def seen(page: Page) -> tuple[str, ...]:
    """Whose version is shown and as known when, where that is not everybody's and now; it stands in the title."""
    chosen, words_ = page.filter, []
    if chosen.lens != "all":
        words_.append(Filter(lens=chosen.lens).in_words(page.vocabulary))
    if chosen.asof is not None:
        words_.append(f"as known on {moments.in_words(chosen.asof)}")
    return tuple(words_)


@frame.part("What matches the filter")
def has_rows(page: Page) -> bool:
    """Whether the filter finds anything; where it does not, the page says which part of it to relax."""
    head = data.headline(page.store, page.filter)
    if head.events:
        return True
    display.show(display.note("Nothing matches this filter."))
    ways = relaxed(page)
    if ways:
        display.show(display.paragraph(display.text("It finds something without one of these:"), kind="nx-prose"))
    for key, what, events in ways:
        label = f"Drop “{what}”: {words.count(events, 'event')}"
        st.button(label, key=f"drop_{key}", on_click=address.changer(**{"from_" if key == "from" else key: None}))
    if not ways and not page.filter.is_default:
        display.show(
            display.paragraph(display.text("Dropping one part is not enough; clear the filter."), kind="nx-prose")
        )
    return False


def sentence(page: Page) -> str:
    """ "138 events, 71 % of 260 links confirmed, Jan 2022 – May 2026"; of one status alone, "all 55 links disputed"."""
    head = data.headline(page.store, page.filter)
    counted = words.count(head.events, "event")
    if not head.links:
        return f"{counted}, no link between two countries"
    links, statuses = words.count(head.links, "link"), [status for status, number in head.by_status.items() if number]
    if len(statuses) == 1:
        told = f"{'all ' if head.links > 1 else ''}{links} {statuses[0]}"
    else:
        told = f"{words.share(head.by_status.get(Status.CONFIRMED, 0), head.links)} of {links} confirmed"
    return ", ".join(part for part in (counted, told, words.span(head.first, head.last)) if part)


def provenance(page: Page) -> tuple[str, str]:
    """The filter in words, and what stands behind the page: sources, clock, state of knowledge, data version."""
    head = data.headline(page.store, page.filter)
    shown = page.filter.with_(asof=None).in_words(page.vocabulary)
    clock = "when it was reported" if page.filter.clock == "reported" else "when it happened"
    known = "as known now" if page.filter.asof is None else f"as known on {moments.in_words(page.filter.asof)}"
    counts = ", ".join(
        words.count(number, noun)
        for number, noun in (
            (head.events, "event"),
            (head.links, "link"),
            (head.articles, "article"),
            (head.origins, "independent origin"),
        )
    )
    undated = f", {head.undated} without a date" if head.undated else ""
    return (
        f"Shown: {shown}, by {clock}, {known}.",
        f"Source: hand-coded ledger and articles read by machine; {counts}{undated}; data version {head.data_version}.",
    )


def change(page: Page) -> tuple[str, Headline, Headline] | None:
    """The last twelve months of what is shown and the twelve before, with their name; None without a dated event."""
    head = data.headline(page.store, page.filter)
    last = page.filter.window[1] or head.last
    if last is None or last != last:
        return None
    end = dt.date(last.year, last.month, last.day)
    middle, begin = _year_before(end), _year_before(_year_before(end))
    now, before = (
        data.headline(page.store, page.filter.with_(start=_after(a), end=b.isoformat()))
        for a, b in ((middle, end), (begin, middle))
    )
    return f"Year to {words.span(end, end)}", now, before


def _year_before(day: dt.date) -> dt.date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _after(day: dt.date) -> str:
    return (day + dt.timedelta(days=1)).isoformat()


def relaxed(page: Page) -> list[tuple[str, str, int]]:
    """Which single part of the filter to drop so that something shows: key, words, and the events then shown."""
    query = page.filter.to_query()
    found = []
    for key, values in query.items():
        wider, _ = Filter.from_query({other: query[other] for other in query if other != key})
        alone, _ = Filter.from_query({key: values})
        events = data.headline(page.store, wider).events
        if events:
            found.append((key, alone.in_words(page.vocabulary), events))
    return sorted(found, key=lambda entry: -entry[2])


def turned(page: Page, list_: str, total: int, at_once: int) -> int:
    """The page that a list of `total` entries is turned to, its last one when the address asks for more."""
    return min(int(page.state.control(list_) or 1), max(-(-total // at_once), 1))


def pages(list_: str, number: int, total: int, at_once: int) -> None:
    """Buttons to the page of a list (a word of `address.LISTS`) before and after; nothing when all fits on one."""
    last = -(-total // at_once)
    if last > 1:
        with st.container(horizontal=True, key=f"{list_}s", vertical_alignment="center"):
            back, on = (address.changer(**{list_: str(to) if to > 1 else None}) for to in (number - 1, number + 1))
            st.button("Before", key=f"{list_}_before", disabled=number <= 1, on_click=back)
            with st.container(width="content"):
                display.show(display.paragraph(display.text(f"{number} of {last}"), kind="nx-line"))
            st.button("Next", key=f"{list_}_next", disabled=number >= last, on_click=on)
