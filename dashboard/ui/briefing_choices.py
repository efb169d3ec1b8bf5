"""What the briefing is made of: a widget a choice; each shows what the address says and writes what is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from .. import export
from ..errors import NexusError
from ..export import choices
from ..models import Precision
from . import address, data, display, filter_bar, framing, handling, words
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
FIGURES = {
    "": "Map, timeline, findings",
    "map": "Map",
    "timeline": "Timeline",
    "pairs": "Pairs by status",
    "tempo": "Tempo",
    "network": "Network",
    "statuses": "Statuses over time",
    "dimensions": "Kinds of events",
}
ROWS_LISTED = 300
"""Events to choose from by hand; for others narrow the filter."""


def asked(page: Page) -> export.Request | None:
    """The request that the controls describe; None, with a sentence on the page, when they do not fit together."""
    about = page.state.controls.get("about", "situation")
    _keep("b_about", about)
    st.segmented_control(
        "About", list(ABOUT), format_func=ABOUT.get, key="b_about", required=True, on_change=partial(_put, "about")
    )
    chosen = page.filter
    if about == "dossier":
        chosen = chosen.with_(pairs=(_pair(page),), countries=())
    if about == "changes" and not _since(page):
        display.show(display.note("Choose the earlier day; the slides then say what was added or changed since."))
        return None
    _look(page)
    look = choices.fields_of(page.state.controls)
    try:
        return export.Request(page.store, chosen, base=framing.base(), **look)
    except NexusError as error:
        display.show(display.note(str(error)))
        return None


def choose(word: str, label: str, options: Mapping[str, str], page: Page, key: str, help: str | None = None) -> str:
    """A list of one choice, its first option the default; gives the word that holds now."""
    first = next(iter(options))
    now = page.state.controls.get(word, first)
    now = now if now in options else first
    _keep(key, now)
    st.selectbox(
        label, list(options), format_func=options.get, key=key, help=help,
        on_change=partial(_put, word, lambda value: "" if value == first else value),
    )  # fmt: skip
    return now


def _keep(key: str, value: object) -> None:
    """Show `value` in the widget of `key`: the address leads, the widget follows."""
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def _put(word: str, spell: Callable[[object], str] = str) -> None:
    fresh = {"slide": None} if word == "about" else {}
    address.change(**{word: spell(st.session_state[f"b_{word}"])}, **fresh)


def _pair(page: Page) -> str:
    """The pair of the dossier: the one that the Pair page tells of."""
    pairs = list(data.CORE)
    given = page.state.control("dyad") or data.pair_of(page.filter)
    known = pairs if given in pairs else [given, *pairs]
    _keep("b_dyad", given)
    st.selectbox("Pair", known, format_func=data.pair_name, key="b_dyad", on_change=partial(_put, "dyad"))
    return given


def _since(page: Page) -> str:
    now = page.state.controls.get("since", "")
    _keep("b_since", filter_bar.edge(now, last=False))
    st.date_input(
        "Since what was known on", value=None, key="b_since", format="YYYY-MM-DD",
        on_change=partial(_put, "since", lambda day: day.isoformat() if day else ""),
    )  # fmt: skip
    return now


def _look(page: Page) -> None:
    controls = page.state.controls
    shown = choices.fields_of(controls)
    _keep("b_parts", list(shown.get("parts", export.PARTS)))
    st.multiselect(
        "Slides", list(PARTS), format_func=PARTS.get, key="b_parts",
        on_change=partial(_put, "parts", lambda parts: choices.write(tuple(parts))),
    )  # fmt: skip
    _keep("b_title", controls.get("title", ""))
    st.text_input(
        "Title of your own", key="b_title", max_chars=choices.TITLE_MOST, placeholder="The finding stands there",
        on_change=partial(_put, "title"),
    )  # fmt: skip
    handling.choose("b_marking", page.state)
    choose("figure", "Figure", FIGURES, page, "b_figure", "What pictures and the view without menus show.")
    left, right = st.columns(2)
    with left:
        choose("size", "Shape", SIZES, page, "b_size")
    with right:
        _keep("b_most", shown.get("most", choices.CHOICES["most"].default))
        st.number_input(
            "Events shown", 1, 500, key="b_most", on_change=partial(_put, "most"),
            help="Slides show these; tables hold all rows.",
        )  # fmt: skip
    _rows(page, shown.get("rows", ()))


def _rows(page: Page, chosen: tuple[str, ...]) -> None:
    """The events chosen by hand; none means the newest."""
    with st.expander("Choose the events yourself", key="b_choose", expanded=bool(chosen)):
        events = data.frame("events", page.store, page.filter, most=ROWS_LISTED).iloc[::-1]
        ids = list(events["id"])
        listed = [
            {"Date": words.date(row.date, row.precision or Precision.UNRESOLVED), "Event": row.title}
            for row in events.itertuples()
        ]
        key = _list(ids, chosen)
        st.dataframe(
            listed, hide_index=True, height=320, key=key, selection_mode="multi-row",
            selection_default={"selection": {"rows": st.session_state["b_first"]}},
            on_select=partial(_picked, key, ids, chosen),
            alt=f"{words.count(len(listed), 'event')} to choose from, newest first",
        )  # fmt: skip
        told = f"{words.count(len(chosen), 'event')} chosen" if chosen else "None chosen: the newest are taken"
        most = f"; a link holds {choices.ROWS_MOST}" if len(chosen) >= choices.ROWS_MOST else ""
        display.show(display.paragraph(display.text(f"{told}{most}."), kind="nx-line"))
        if chosen:
            st.button("Choose none", key="b_none", on_click=address.changer(rows=None, slide=None))


def _list(ids: list[str], chosen: tuple[str, ...]) -> str:
    """The key of the list: a new one, ticked as the address says, whenever list and address have parted."""
    ticked = [n for n, id in enumerate(ids) if id in chosen]
    number = st.session_state.get("b_list", 0)
    shown = st.session_state.get(f"b_rows_{number}")
    if shown is None or sorted(shown.selection.rows) != ticked:
        number += 1
        st.session_state["b_list"], st.session_state["b_first"] = number, ticked
    return f"b_rows_{number}"


def _picked(key: str, ids: list[str], before: tuple[str, ...]) -> None:
    """What is picked in the list, and what was chosen before but is not listed."""
    picked = [ids[n] for n in st.session_state[key].selection.rows if n < len(ids)]
    kept = [id for id in before if id not in ids]
    address.change(rows=",".join([*kept, *picked][: choices.ROWS_MOST]), slide=None)
