"""The frame of words inside every figure of a page: a screenshot then says what it shows and how to open it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import streamlit as st

from .. import figures
from ..export import request
from ..figures import words
from . import browser, data

if TYPE_CHECKING:
    from .frame import Page

LOOKS = ("view", "fill", "eras", "detail", "second", "dyad", "a", "b", "marking")
"""Controls that change what a figure shows; the link in its footer carries them, but not what is only opened."""
PHONE, TIGHT = 350, 480
"""Widths in pixels that the words of a figure keep to on a phone of 375, and in a column as narrow as on a tablet."""
SHARES = {"wide": 1.0, "middle": 0.74, "small": 0.62}
"""How much of the width a figure is designed for there is, by the room that keyboard.js measured."""


def size(page: Page, wanted: figures.Size) -> figures.Size:
    """The size to design a figure for: as wanted, narrower where the window is, that of a phone on a phone."""
    if page.narrow:
        width = TIGHT if browser.room() == "tight" else PHONE
        return replace(wanted, width=width, height=max(wanted.height, figures.PHONE.height * 5 // 6))
    return replace(wanted, width=round(wanted.width * SHARES[browser.room()]))


def framed(chart: figures.Chart, page: Page, drawn: figures.Size, link: str) -> figures.Chart:
    """The chart with title, window and filter, state of knowledge, amounts and link inside the picture."""
    return figures.stamp(chart, context(page, link), size=drawn, theme=page.theme)


def context(page: Page, link: str) -> figures.Context:
    """What a figure of this page says of itself; `link` opens the same view."""
    head = data.headline(page.store, page.filter)
    return figures.Context(
        window=words.span(head.first, head.last),
        clock=page.filter.clock,
        filters=page.filter.with_(asof=None).in_words(page.vocabulary) if not page.filter.is_default else "",
        as_of=head.as_of,
        data_version=head.data_version,
        events=head.events,
        articles=head.articles,
        origins=head.origins,
        disputed=head.disputed,
        links=head.links,
        link=link,
        marking=page.state.marking,
    )


def base() -> str:
    """The address of this dashboard as the reader's browser has it, for the links in files."""
    parts = urlsplit(st.context.url or "")
    path = parts.path.rsplit("/", 1)[0] if "/" in parts.path else ""
    return f"{parts.scheme}://{parts.netloc}{path}" if parts.netloc else ""


def link(page: Page) -> str:
    """The address that opens the same page with the same rows again, whatever was added since."""
    here = urlsplit(st.context.url or "")
    base = f"{here.scheme}://{here.netloc}{here.path or '/'}" if here.netloc else ""
    shown = {name: [page.state.controls[name]] for name in LOOKS if name in page.state.controls}
    return f"{base}?{request.query(request.pinned(page.filter, page.store), shown)}"
