"""The figure as the reader's own browser draws and saves it: a PNG without any Chromium on the server."""

from __future__ import annotations

import streamlit as st

from .. import export, figures
from . import display
from .frame import Page

SIZE = figures.Size(1000, 600)


def show(asked: export.Request, page: Page) -> None:
    """The figure with its frame of words, and the camera button that saves it under a good name."""
    content, name = export.Content(asked), asked.figure or "map"
    chart = export.stamped(content, name, SIZE)
    told = "The camera above the figure saves it as a PNG with its title, filter, sources and link."
    display.show(display.paragraph(display.text(told), kind="nx-line"))
    camera = export.camera(content, name, SIZE)
    st.plotly_chart(chart.light, key="b_chart", theme=None, alt=chart.alt, config=camera)
