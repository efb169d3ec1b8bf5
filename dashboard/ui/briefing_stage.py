"""The view for a room (`?view=briefing`): no menus, large type, map, timeline and findings sized to the screen."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

import streamlit as st

from .. import export, figures
from . import address, briefing, data, display, frame

HERE = Path(__file__).parent
WORD = "briefing"
MAP, LANES = figures.Size(1180, 640, scale=1.3), figures.Size(700, 420, scale=1.15)

_steps = st.components.v2.component(
    "nexus_steps",
    html='<p class="steps" role="status"></p>',
    css=(HERE / "briefing.css").read_text(encoding="utf-8"),
    js=(HERE / "briefing.js").read_text(encoding="utf-8"),
)


def wanted() -> bool:
    """Whether the address asks for the view without menus."""
    return st.query_params.get("view") == WORD


def show() -> None:
    """The whole screen; the arrow keys step through the views saved in this browser, Esc leads back to the page."""
    st.set_page_config(
        page_title="Nexus Watch", page_icon=str(HERE / "icon.png"), layout="wide", initial_sidebar_state="collapsed"
    )
    st.html(HERE / "style.css")
    st.html(HERE / "briefing.css")
    state = address.read({name: st.query_params.get_all(name) for name in st.query_params if name != "view"})
    with st.container(key="stage"):
        store = frame._ready_store()
        with frame.guarded("The briefing view"):
            _stage(export.Request(store, state.filter, base=briefing.base(), theme=frame.theme()))
    _step()
    display.show(display.element("span", kind="nx-end"))


def _stage(asked: export.Request) -> None:
    content = export.Content(asked)
    head = data.headline(asked.store, content.filter)
    display.show(display.heading(export.title(content), level=1, kind="stage-title"))
    if not head.events:
        display.show(display.note(export.findings(content)[0]))
        return
    left, right = st.columns([5, 3], gap="medium")
    with left:
        _figure(content, "map", MAP)
    with right:
        told = (display.text(sentence) for sentence in export.findings(content))
        display.show(display.items(told, kind="stage-findings"))
        _figure(content, "timeline", LANES)


def _figure(content: export.Content, name: str, size: figures.Size) -> None:
    chart = export.stamped(content, name, size)
    with st.container(key=f"stage_{name}"):
        st.plotly_chart(chart.figure, key=f"stage_{name}_chart", theme=None, config=figures.config(), alt=chart.alt)


def _step() -> None:
    """Go to the saved view that the keys asked for. What the browser sends is checked like any address."""
    asked = _steps(key="steps", height=28, on_go_change=_nothing).go
    if asked == "leave":
        st.query_params.from_dict({name: st.query_params.get_all(name) for name in st.query_params if name != "view"})
        st.rerun()
    elif isinstance(asked, str):
        query = address.read(parse_qs(asked[:8000], keep_blank_values=True)).query()
        st.query_params.from_dict({**{name: values for name, values in query.items() if name != "view"}, "view": WORD})
        st.rerun()


def _nothing() -> None:
    """Streamlit wants a callback for each value that a component may send."""
