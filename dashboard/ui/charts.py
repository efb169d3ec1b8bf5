"""A chart on a page: drawn with its alternative text, its table twin and downloads below, alone in its failures."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING

import streamlit as st

from .. import figures
from . import address, browser, display, frame, framing, legend, picked

if TYPE_CHECKING:
    import pandas as pd
    from streamlit.delta_generator import DeltaGenerator

    from ..figures import Chart
    from .frame import Page


Make = Callable[[figures.Size], "Chart"]
"""Draws a chart for a size."""


MOST_KEPT = 96
"""Framed figures kept for all readers, each some 100 to 300 KB; the one asked for longest ago goes first."""

_kept: OrderedDict[Hashable, Chart] = OrderedDict()
_lock = Lock()


def draw(
    name: str,
    make: Make,
    key: str,
    page: Page,
    size: figures.Size,
    *,
    brush: bool = False,
    of: Hashable = None,
) -> None:
    """Draw a chart with its frame of words inside; a click filters, and with `brush` a dragged span sets the dates.

    `make` draws for the size that the reader's window leaves of `size`, which is that of a page 920 pixels wide,
    without the frame; what it draws may depend on the page (store, filter, theme, controls), and on `of` alone beside
    it, for the same figure is then taken from those kept. The heading is for screen readers: the eye finds the same
    words in the picture. Any change of a figure mounts it anew in the browser, so a click is taken as an event, never
    kept as a selection. A chart that cannot be drawn is replaced by a sentence, and the rest of the page stays.
    """
    with frame.guarded(name):
        chart = _framed(make, key, page, framing.size(page, size), of)
        # Elements only: in a container of its own the figure can break a page that runs again before it has drawn.
        display.show(display.heading(chart.title, level=2, kind="nx-heard"), legend.written(chart, key))
        st.plotly_chart(
            chart.light, key=key, theme=None, alt=chart.alt,
            selection_mode=("points", "box") if brush else ("points",),
            config=figures.config(displayModeBar=False if page.narrow else "hover"),
            on_select=lambda: picked.on_figure(st.session_state[key].selection),
        )  # fmt: skip


def _framed(make: Make, key: str, page: Page, room: figures.Size, of: Hashable) -> Chart:
    """The chart in its frame; made once for each data version, filter, look and address. Never change it."""
    look = tuple(sorted((name, word) for name, word in page.state.controls.items() if name in framing.LOOKS))
    link = framing.link(page)
    wanted = (page.store, page.store.version, page.filter, page.theme, page.narrow, look, link, key, room, of)
    with _lock:
        if wanted in _kept:
            _kept.move_to_end(wanted)
            return _kept[wanted]
    chart = framing.framed(make(room), page, room, link)
    with _lock:
        _kept[wanted] = chart
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return chart


ALONE = 920
"""Width that a figure is designed for which has the width of the page to itself."""


def columns(page: Page, *shares: int) -> Sequence[DeltaGenerator]:
    """Columns side by side where there is room for figures in them; on a smaller screen one below the other."""
    if beside(page):
        return st.columns(shares, gap="large")
    return [st.container() for _ in shares]


def part(page: Page, size: figures.Size) -> figures.Size:
    """The size of a figure in one of `columns`, which has the whole width where those stand one below the other."""
    return size if beside(page) else replace(size, width=ALONE)


def beside(page: Page) -> bool:
    """Whether there is room for two columns."""
    return not page.narrow and browser.room() == "wide"


def choose(
    key: str,
    label: str,
    options: Mapping[str, str],
    page: Page,
    *,
    as_list: bool = False,
    labelled: bool = True,
    unasked: str = "",
) -> None:
    """A control of the page beside the filter; its word stands in the address.

    `unasked` is the option that holds while the address is silent, where that depends on the screen. `as_list` shows a
    list to open instead of the options side by side; the label is always read to screen readers.
    """
    visibility = "visible" if labelled else "collapsed"
    widget = f"c_{key}"
    now = page.state.controls.get(key) or unasked or page.state.control(key)
    if st.session_state.get(widget) != now:
        st.session_state[widget] = now

    def changed() -> None:
        chosen = st.session_state[widget]
        address.change(**{key: None if chosen == unasked else chosen})

    if as_list:
        st.selectbox(
            label, list(options), format_func=options.__getitem__, key=widget, on_change=changed, width=220,
            label_visibility=visibility,
        )  # fmt: skip
    else:
        st.segmented_control(
            label, list(options), format_func=options.__getitem__, key=widget, on_change=changed, required=True,
            label_visibility=visibility,
        )  # fmt: skip


def table(name: str, make: Callable[[], pd.DataFrame], key: str) -> None:
    """The table twin of a chart, made and sent only once it is opened."""
    twin = st.expander(f"{name} as a table", key=key, on_change="rerun")
    if twin.open:
        with twin, frame.guarded("The table"):
            found = make()
            st.dataframe(found, hide_index=True, key=f"{key}_rows", alt=f"{name} as a table, {len(found)} rows")
