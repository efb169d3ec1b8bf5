"""The view for a room (`?view=briefing`): no menus, large type, map, timeline and findings sized to the screen."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

import streamlit as st

from .. import export, figures
from ..export import choices
from ..figures import typeface
from . import address, data, display, frame, framing, handling, large

HERE = Path(__file__).parent
USUAL = (1600, 900)
TITLE = 150
"""Height of title, last line and margins in CSS pixels."""
BELOW = 72
"""Height of the last line and margins alone."""

_steps = st.components.v2.component(
    "nexus_steps",
    html='<p class="steps" role="status"></p>',
    css=(HERE / "briefing.css").read_text(encoding="utf-8"),
    js=(HERE / "briefing.js").read_text(encoding="utf-8"),
)


def show() -> None:
    """The whole screen; keys step through the views saved in this browser and through the figures, Esc leads back."""
    st.set_page_config(
        page_title="Nexus Watch", page_icon=str(HERE / "icon.png"), layout="wide", initial_sidebar_state="collapsed"
    )
    st.html(frame.STYLE)
    st.html(HERE / "briefing.css")
    state = large.asked()
    with st.container(key="stage"):
        store = frame._ready_store()
        for notice in state.notices:
            display.show(display.note(notice))
        with frame.guarded("The briefing view"):
            look = choices.fields_of({word: state.controls[word] for word in large.TAKEN if word in state.controls})
            _stage(export.Request(store, state.filter, base=framing.base(), theme=frame.theme(), **look))
    _step(state)
    display.show(display.element("span", kind="nx-end"))


def _stage(asked: export.Request) -> None:
    content = export.Content(asked)
    if not data.headline(asked.store, content.filter).events:
        _title(asked, export.title(content))
        display.show(display.note(export.findings(content)[0]))
    elif asked.figure:
        _alone(content)
    else:
        _title(asked, asked.title or export.title(content))
        _together(content)


def _title(asked: export.Request, words: str) -> None:
    """The title of the screen, and the marking beside it."""
    handling.line(asked.marking, "top")
    display.show(display.heading(words, level=1, kind="stage-title"))


def _alone(content: export.Content) -> None:
    """One figure as large as the screen; its own title is that of the screen."""
    wide, high = _screen()
    if content.asked.title:
        _title(content.asked, content.asked.title)
        high -= TITLE / 2
    room = wide * 0.96
    size = figures.Size(round(room), round(max(high - BELOW, 380)), scale=min(_scale(room), high / 540))
    chart = export.stamped(content, content.asked.figure, size)
    if not content.asked.title:
        display.show(display.heading(chart.title, level=1, kind="nx-heard"))
    st.plotly_chart(chart.light, key="stage_alone", theme=None, config=figures.config(), alt=chart.alt)


def _together(content: export.Content) -> None:
    """Map, timeline and three findings; side by side, or one below the other on a screen that stands upright."""
    wide, high = _screen()
    shares = (5, 4) if wide > high else (1,)
    columns = st.columns(shares, gap="medium") if len(shares) > 1 else [st.container(), st.container()]
    room = wide * 0.96 - 24
    rest = high - TITLE
    across = [room * share / sum(shares) for share in shares] if len(shares) > 1 else [room, room]
    with columns[0]:
        _figure(content, "map", figures.Size(round(across[0]), round(max(rest, 380)), scale=_scale(across[0])))
    with columns[1]:
        told = (display.text(sentence) for sentence in export.findings(content))
        display.show(display.items(told, kind="stage-findings"))
        lanes = max(rest - _findings_height(content, across[1]), 330)
        _figure(content, "timeline", figures.Size(round(across[1]), round(lanes), scale=_scale(across[1])))


def _screen() -> tuple[int, int]:
    """Width and height of the reader's window in CSS pixels, as briefing.js measured them; USUAL until it has."""
    told = (st.session_state.get("steps") or {}).get("screen")
    if isinstance(told, list) and len(told) == 2 and all(isinstance(n, int) and 200 <= n <= 8000 for n in told):
        return told[0], told[1]
    return USUAL


def _scale(width: float) -> float:
    """Type grows with the screen, for readers at the far end of a room."""
    return min(max(width / 800, 0.9), 2.2)


def _findings_height(content: export.Content, width: float) -> float:
    """The height of the findings in the type of briefing.css: 1.45 % of the window's width, lines 1.3 times that."""
    letters = min(max(_screen()[0] * 0.0145, 17.6), 30.4)
    lines = sum(len(typeface.lines(sentence, width - 40, letters)) for sentence in export.findings(content))
    return lines * letters * 1.3 + 60


def _figure(content: export.Content, name: str, size: figures.Size) -> None:
    chart = export.stamped(content, name, size)
    st.plotly_chart(chart.light, key=f"stage_{name}", theme=None, config=figures.config(), alt=chart.alt)


def _step(now: address.State) -> None:
    """Go where the keys asked to. What the browser sends is checked like any address."""
    asked = _steps(key="steps", height=28, on_go_change=_nothing, on_screen_change=_nothing).go
    if asked == "leave":
        _go(now.query())
    elif asked == "figure":
        shown = now.controls.get("figure", "")
        names = ("", *export.FIGURES)
        following = names[(names.index(shown) + 1) % len(names)]
        _go(
            {
                **now.query(),
                "figure": [following] if following else [],
                "view": [*now.query().get("view", []), export.ROOM],
            }
        )
    elif isinstance(asked, dict):
        _go(_saved(asked, now))


def _saved(view: dict, now: address.State) -> address.Query:
    """The room's address of a saved view; a marking stays although the view was saved without one."""
    state = large.state(parse_qs(str(view.get("query"))[:8000], keep_blank_values=True))
    query = large.query(str(view.get("page")), state)
    return query if state.marking or not now.marking else {**query, "marking": [now.marking]}


def _go(query: address.Query) -> None:
    st.query_params.from_dict({name: values for name, values in query.items() if values})
    st.rerun()


def _nothing() -> None:
    """Streamlit wants a callback for each value that a component may send."""
