"""Hovering a country on the map leaves only its arcs: done in the browser, without a rerun."""

from __future__ import annotations

import streamlit as st

from . import browser

_hover = st.components.v2.component("nexus_map_hover", js=browser.script("map_hover.js"))


def listen() -> None:
    """Listen on the map of this page; those who use no pointer filter by country instead."""
    _hover(key="map_hover", height=1)
