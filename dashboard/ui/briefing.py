"""The briefing page: choose what to take, see it as it will be, make it, and fix the view for good."""

from __future__ import annotations

import streamlit as st

from .. import export
from . import address, briefing_choices, briefing_make, briefing_preview, charts, display, finding, frame, large
from .frame import Page


def show(page: Page) -> None:
    """The whole page: choices on the left, the slide as it will be on the right, the file below."""
    finding.title(page)
    left, right = charts.columns(page, 4, 8)
    with left:
        asked = briefing_choices.asked(page)
    if asked is None:
        return
    with right:
        if asked.view == "changes":
            charts.table("The changes", lambda: export.Content(asked).changes, "b_changes")
        with frame.guarded("The preview"):
            briefing_preview.show(asked, page)
        with frame.guarded("The file"):
            briefing_make.show(asked, page)
        _fixed(asked, page)


def _fixed(asked: export.Request, page: Page) -> None:
    """The link that opens the same rows and figures for good, and the view without menus."""
    display.show(display.heading("The same view for good"))
    st.code(export.link(asked), language=None, wrap_lines=True)
    fixed = export.pinned(asked.filter, asked.store)
    told = "It holds the filter and the moment of knowledge; what is added later does not change what it shows."
    display.show(display.paragraph(display.text(told), kind="nx-line"))
    left, right = st.columns(2)
    if page.filter.asof is None:
        left.button("Fix this page to now", key="b_pin", on_click=address.changer(asof=fixed.asof))
    else:
        left.button("Show what is new", key="b_unpin", on_click=address.changer(asof=None))
    right.link_button("Show it large, without menus", f"?{_large(asked, page)}")


def _large(asked: export.Request, page: Page) -> str:
    """The address of the view for a room: rows, look, figure and marking of the briefing."""
    shown = {word: [value] for word, value in page.state.controls.items() if word in large.TAKEN}
    views = [*shown.pop("view", []), export.ROOM]
    return export.query(asked.filter, {**shown, "view": views})
