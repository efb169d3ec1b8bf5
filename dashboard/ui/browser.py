"""What needs the browser's own hands: keys for the whole page, and views saved under a name in the browser."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs

import streamlit as st

from . import address, menu

HERE = Path(__file__).parent
KEYS = {
    "/": "search: the field for words in title or text",
    "?": "this help",
    "← →": "the event before and after the one shown",
    "Esc": "close the evidence",
    "Tab": "from control to control; Enter presses a button",
}


def script(name: str) -> str:
    """A script of this folder as it is sent, with every rerun: without its remarks and indents."""
    code = (HERE / name).read_text(encoding="utf-8")
    return re.sub(r"^\s+", "", re.sub(r"/\*.*?\*/", "", code, flags=re.S), flags=re.M)


_keyboard = st.components.v2.component("nexus_keyboard", js=script("keyboard.js"))
_views = st.components.v2.component(
    "nexus_views",
    html='<div class="views"></div>',
    css=(HERE / "views.css").read_text(encoding="utf-8"),
    js=script("views.js"),
)


def keys() -> None:
    """Listen for the keys of KEYS on this page."""
    _keyboard(key="keyboard", height=1, on_narrow_change=_nothing, on_room_change=_nothing)


def is_narrow() -> bool:
    """Whether the page is read on a phone: by the width that keyboard.js measured, else by the browser's own name."""
    measured = st.session_state.get("keyboard", {}).get("narrow")
    return bool(measured) if measured is not None else "Mobi" in st.context.headers.get("User-Agent", "")


def room() -> str:
    """How wide the column of the page is, as keyboard.js measured it: "wide" (from 915 pixels), "middle", "small",
    "tight" (from 480) or "phone"; "wide" while nothing is measured.
    """
    measured = st.session_state.get("keyboard", {}).get("room")
    return measured if measured in ("middle", "small", "tight", "phone") else "wide"


def views(page: str) -> None:
    """Copy the link of this view, save it under a name, open a saved one."""
    opened = _views(key="views", data={"page": page}, on_open_change=_nothing).open
    if opened:
        _go(opened)


def _nothing() -> None:
    """Streamlit wants a callback for each value that a component may send."""


def _go(opened: object) -> None:
    """Open a saved view. What the browser sends is checked like any address: pages by name, queries by `address`."""
    if not isinstance(opened, dict):
        return
    known = {entry.name: entry for entry in menu.entries()}
    entry = known.get(str(opened.get("page")))
    if entry is not None:
        query = parse_qs(str(opened.get("query"))[:8000], keep_blank_values=True)
        st.switch_page(entry.file, query_params=address.read(query).query())
