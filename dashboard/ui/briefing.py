"""The briefing page: choose what to take, see it as it will be, make it, and fix the view for good."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from .. import export
from ..errors import NexusError
from ..models import Precision
from . import address, briefing_make, briefing_preview, charts, data, display, finding, frame, words
from .frame import Page

ABOUT = {"situation": "This view", "dossier": "One pair", "changes": "What changed"}
PARTS = {
    "map": "Map",
    "timeline": "Timeline",
    "counts": "Counts over time",
    "pairs": "Pairs by status",
    "network": "Network",
    "claims": "Said and denied",
    "latest": "Newest events",
    "treaties": "Treaties",
}
SIZES = {"16:9": "16:9", "4:3": "4:3", "square": "Square (pictures only)"}
ROWS_LISTED = 300
"""Events to choose from by hand; for others narrow the filter."""


def show(page: Page) -> None:
    """The whole page: choices on the left, the slide as it will be on the right, the file below."""
    finding.title(page)
    left, right = st.columns([4, 8], gap="large")
    with left:
        asked = _asked(page)
    if asked is None:
        return
    with right:
        if asked.view == "changes":
            charts.table("The changes", lambda: export.Content(asked).changes, "b_changes")
        with frame.guarded("The preview"):
            briefing_preview.show(asked, page)
        with frame.guarded("The file"):
            briefing_make.show(asked, page)
        _fixed(asked)


def _asked(page: Page) -> export.Request | None:
    """The request that the controls describe; None, with a sentence on the page, when they do not fit together."""
    about = st.segmented_control("About", list(ABOUT), default="situation", format_func=ABOUT.get, key="b_about")
    about = about or "situation"
    chosen, more = page.filter, {}
    if about == "dossier":
        chosen = chosen.with_(pairs=(_pair(page),), countries=())
    if about == "changes":
        since = st.date_input("Since what was known on", value=None, key="b_since", format="YYYY-MM-DD")
        if since is None:
            display.show(display.note("Choose the earlier day; the slides then say what was added or changed since."))
            return None
        more["since"] = since.isoformat()
    try:
        return export.Request(page.store, chosen, view=about, base=base(), region=_region(page), **more, **_look(page))
    except NexusError as error:
        display.show(display.note(str(error)))
        return None


def _pair(page: Page) -> str:
    pairs = list(data.CORE)
    given = page.filter.pairs[0] if len(page.filter.pairs) == 1 else "PRK-RUS"
    known = pairs if given in pairs else [given, *pairs]
    return st.selectbox("Pair", known, index=known.index(given), format_func=data.pair_name, key="b_pair")


def _region(page: Page) -> str:
    """The map's view of the address; the default leaves it to the export."""
    region = page.state.part()
    return "" if region == "world" else region


def _look(page: Page) -> dict[str, object]:
    parts = st.multiselect("Slides", list(PARTS), default=list(PARTS), format_func=PARTS.get, key="b_parts")
    title = st.text_input("Title of your own", key="b_title", max_chars=300, placeholder="The finding stands there")
    marking = st.selectbox(
        "Handling marking", export.MARKINGS[1:], index=None, key="b_marking", accept_new_options=True,
        placeholder="None; choose or write one",
    )  # fmt: skip
    left, right = st.columns(2)
    size = left.selectbox("Shape", list(SIZES), format_func=SIZES.get, key="b_size")
    most = right.number_input("Events shown", 1, 500, 40, key="b_most", help="Slides show these; tables hold all rows.")
    rows = _rows(page)
    return {
        "parts": tuple(parts),
        "title": title.strip(),
        "marking": (marking or "").strip(),
        "size": size,
        "most": int(most),
        "rows": rows,
        "theme": "light",
    }


def _rows(page: Page) -> tuple[str, ...]:
    """The events chosen by hand; none means the newest."""
    with st.expander("Choose the events yourself", key="b_choose"):
        events = data.frame("events", page.store, page.filter, most=ROWS_LISTED).iloc[::-1]
        listed = [
            {"Date": words.date(row.date, row.precision or Precision.UNRESOLVED), "Event": row.title}
            for row in events.itertuples()
        ]
        picked = st.dataframe(
            listed, hide_index=True, height=320, key="b_rows", on_select="rerun", selection_mode="multi-row",
            alt=f"{words.count(len(listed), 'event')} to choose from, newest first",
        )  # fmt: skip
        ids = list(events["id"])
        chosen = tuple(ids[n] for n in picked.selection.rows if n < len(ids))
        told = f"{words.count(len(chosen), 'event')} chosen" if chosen else "None chosen: the newest are taken"
        display.show(display.paragraph(display.text(f"{told}."), kind="nx-line"))
        return chosen


def base() -> str:
    """The address of this dashboard as the reader's browser has it, for the link in the footer."""
    parts = urlsplit(st.context.url or "")
    path = parts.path.rsplit("/", 1)[0] if "/" in parts.path else ""
    return f"{parts.scheme}://{parts.netloc}{path}" if parts.netloc else ""


def _fixed(asked: export.Request) -> None:
    """The link that opens the same rows and figures for good, and the view without menus."""
    display.show(display.heading("The same view for good"))
    st.code(export.link(asked), language=None, wrap_lines=True)
    fixed = export.pinned(asked.filter, asked.store)
    told = "It holds the filter and the moment of knowledge; what is added later does not change what it shows."
    display.show(display.paragraph(display.text(told), kind="nx-line"))
    left, right = st.columns(2)
    if asked.filter.asof is None:
        left.button("Fix this page to now", key="b_pin", on_click=address.changer(asof=fixed.asof))
    else:
        left.button("Show what is new", key="b_unpin", on_click=address.changer(asof=None))
    right.link_button("Show it large, without menus", f"?{export.query(asked.filter, {'view': 'briefing'})}")
