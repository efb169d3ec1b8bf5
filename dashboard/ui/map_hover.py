"""Hovering a country on the map leaves only its arcs: done in the browser, without a rerun."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_hover = st.components.v2.component(
    "nexus_map_hover", js=(Path(__file__).parent / "map_hover.js").read_text(encoding="utf-8")
)


def listen() -> None:
    """Listen on the map of this page; those who use no pointer filter by country instead."""
    _hover(key="map_hover", height=1)
