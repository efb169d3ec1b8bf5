"""The view for a room (`?view=briefing`): no menus, large type, map, timeline and findings sized to the screen."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

import streamlit as st

from .. import export, figures
from ..figures import typeface
from . import address, briefing, data, display, frame

HERE = Path(__file__).parent
WORD = "briefing"
USUAL = (1600, 900)
TITLE = 150
"""Height of title, last line and margins in CSS pixels."""

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
    st.html(frame.STYLE)
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
        _figure(content, "timeline", figures.Size(round(across[1]), round(lanes), scale=_scale(across[1]) * 0.85))


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
    st.plotly_chart(chart.figure, key=f"stage_{name}", theme=None, config=figures.config(), alt=chart.alt)


def _step() -> None:
    """Go to the saved view that the keys asked for. What the browser sends is checked like any address."""
    asked = _steps(key="steps", height=28, on_go_change=_nothing, on_screen_change=_nothing).go
    if asked == "leave":
        st.query_params.from_dict({name: st.query_params.get_all(name) for name in st.query_params if name != "view"})
        st.rerun()
    elif isinstance(asked, str):
        query = address.read(parse_qs(asked[:8000], keep_blank_values=True)).query()
        st.query_params.from_dict({**{name: values for name, values in query.items() if name != "view"}, "view": WORD})
        st.rerun()


def _nothing() -> None:
    """Streamlit wants a callback for each value that a component may send."""
