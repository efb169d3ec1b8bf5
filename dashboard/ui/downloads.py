"""What is shown, as files: the same filter, the same rows, names that say what is inside; made when pressed."""

from __future__ import annotations

from functools import partial

import streamlit as st

from .. import export
from ..export import names
from . import address, data, display, menu
from .frame import Page

FILES = (
    ("Events, CSV", "csv", "events"),
    ("Links, CSV", "csv", "links"),
    ("All rows, JSON", "json", "links"),
    ("Map data, GeoJSON", "geojson", "links"),
    ("Live figures, HTML", "html", "links"),
    ("Citation", "citation", "links"),
)
"""Label, format, and the table that a table format holds."""


def show(page: Page) -> None:
    """A fold of buttons, and the way to slides and pictures."""
    fold = st.expander("Download what is shown", key="downloads", on_change="rerun")
    if not fold.open:
        return
    with fold:
        with st.container(horizontal=True, key="files"):
            for label, kind, table in FILES:
                _button(page, label, kind, table)
        query = address.filter_query(page.filter)
        st.page_link(menu.find("Briefing").file, label="Slides, PDF and pictures: make a briefing", query_params=query)
        display.show(
            display.paragraph(
                display.text("Each file names its filter, its as-of date and its sources."), kind="nx-line"
            )
        )


def _button(page: Page, label: str, kind: str, table: str) -> None:
    known = export.FORMATS[kind]
    view = table if kind == "csv" else "situation"
    stem = names.stem(view, page.filter, data.headline(page.store, page.filter).as_of)
    st.download_button(
        label, data=partial(_made, page, kind, table), file_name=f"{stem}.{known.ending}", mime=known.mime,
        key=f"file_{kind}_{table}", on_click="ignore",
    )  # fmt: skip


def _made(page: Page, kind: str, table: str) -> bytes:
    """The file, for the rows that the page shows."""
    return export.write(kind, export.Request(page.store, page.filter, table=table, theme=page.theme)).data
