"""What the browser does on figures: hovering a country leaves its arcs, a press on a legend filters."""

from __future__ import annotations

import streamlit as st

from . import browser, legend

_pointing = st.components.v2.component("nexus_pointing", js=browser.script("pointing.js"))


def listen() -> None:
    """Listen on the map and the legends of this page; once a page, outside of fragments: a filter changes all of it."""
    _pointing(key="pointing", height=1, on_pressed_change=_pressed)


def _pressed() -> None:
    legend.press(str(st.session_state["pointing"].get("pressed")))
