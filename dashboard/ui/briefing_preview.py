"""The slide as it will be: the same deck, boxes and line breaks that the file gets, drawn as HTML."""

from __future__ import annotations

import dataclasses
from functools import lru_cache

import streamlit as st

from .. import export
from ..export import deck, decks
from . import address, briefing_chart, display
from .frame import Page

SCALE = 0.6
"""Pixels of the preview's picture per pixel of its design: enough for a screen, a quarter of the slide's bytes."""


def show(asked: export.Request, page: Page) -> None:
    """One slide at a time, with buttons to turn the pages."""
    asked = dataclasses.replace(asked, size="16:9") if asked.size == "square" else asked
    made = _deck(asked, asked.store.version)
    number = _turn(len(made.slides), page)
    slide = made.slides[number]
    drawn = _with_picture(slide, asked)
    display.show(export.preview(drawn, made.size))
    if any(isinstance(element, deck.Picture) for element in slide.elements) and not export.can_draw():
        display.show(display.note(export.NO_BROWSER))
        briefing_chart.show(asked, page)


def _turn(count: int, page: Page) -> int:
    """The number of the slide shown, from 0; kept inside the deck when the deck shrinks."""
    now = min(int(page.state.control("slide") or 1), count) - 1
    back, told, on = st.columns([1, 2, 1], vertical_alignment="center")
    back.button("Slide before", key="b_back", disabled=now == 0, on_click=_go, args=(now - 1,), width="stretch")
    with told:
        display.show(display.paragraph(display.text(f"Slide {now + 1} of {count}"), kind="nx-line nx-middle"))
    on.button("Next slide", key="b_next", disabled=now == count - 1, on_click=_go, args=(now + 1,), width="stretch")
    return now


def _go(number: int) -> None:
    address.change(slide=str(number + 1) if number else None)


@lru_cache(maxsize=16)
def _deck(asked: export.Request, version: str) -> deck.Deck:
    return decks.build(export.Content(asked))


def _with_picture(slide: deck.Slide, asked: export.Request) -> deck.Slide:
    """The slide with its figure drawn, where there is a browser to draw it."""
    pictures = [element for element in slide.elements if isinstance(element, deck.Picture)]
    if not pictures or not export.can_draw():
        return slide
    with st.spinner("Drawing the figure …"):
        images = {picture.figure: _image(asked, asked.store.version, picture) for picture in pictures}
    return deck.Deck("", asked.shape, (slide,)).with_pictures(images).slides[0]


@lru_cache(maxsize=12)
def _image(asked: export.Request, version: str, picture: deck.Picture) -> bytes:
    return export.image(export.Content(asked), picture, SCALE)
