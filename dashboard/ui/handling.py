"""The handling marking of a page: one control, and a line at the top and the end that is printed on every sheet."""

from __future__ import annotations

import streamlit as st

from ..export import marking
from . import address, display


def choose(key: str, state: address.State) -> None:
    """A level of TLP or words of the reader's own; kept in the address, drawn on every figure."""
    now = state.marking or None
    if st.session_state.get(key) != now:
        st.session_state[key] = now
    known = dict.fromkeys((*marking.LEVELS, *filter(None, [now])))
    st.selectbox(
        "Handling marking", list(known), index=None, key=key, accept_new_options=True, on_change=_chosen, args=(key,),
        placeholder="None; choose or write one", help="Stands on every figure, page and file, and in the link.",
    )  # fmt: skip


def _chosen(key: str) -> None:
    address.change(marking=st.session_state[key] or "")


def line(words: str, place: str) -> None:
    """The marking in its colour on black, nothing for none; `place` is top or end."""
    if words:
        level = words.lower().removeprefix("tlp:").split("+")[0] if words in marking.LEVELS else "other"
        kind = f"nx-marking nx-marking-{place} nx-tlp-{level}"
        display.show(display.element("p", display.text(words), kind=kind))
