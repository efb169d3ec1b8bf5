"""What is shown, as files: the same filter, the same rows, names that say what is inside; made when pressed."""

from __future__ import annotations

from functools import partial

import streamlit as st

from .. import export
from ..export import choices, names
from . import data, display, frame, framing, menu
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


@frame.part("The downloads")
def show(page: Page) -> None:
    """A fold of buttons, and the way to slides and pictures."""
    fold = st.expander("Download what is shown", key="downloads", on_change="rerun")
    if not fold.open:
        return
    with fold:
        with st.container(horizontal=True, key="files"):
            for label, kind, table in FILES:
                _button(page, label, kind, table)
        st.page_link(menu.find("Briefing").file, label=_label(page), query_params=_briefing(page))
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
    look = choices.fields_of(_look(page))
    asked = export.Request(page.store, page.filter, table=table, theme=page.theme, base=framing.base(), **look)
    return export.write(kind, asked).data


def _look(page: Page) -> dict[str, str]:
    """How the page draws, and its marking, in the address's words."""
    return {word: page.state.controls[word] for word in (*choices.LOOKS, "marking") if word in page.state.controls}


def _label(page: Page) -> str:
    return f"Slides, PDF and pictures: make a {'dossier' if page.name == 'Pair' else 'briefing'}"


def _briefing(page: Page) -> dict[str, list[str]]:
    """The briefing of what the page shows; of the Pair page, the dossier of its pair."""
    shown = {**page.state.along(page.filter), **{word: [value] for word, value in _look(page).items()}}
    return {**shown, "about": ["dossier"]} if page.name == "Pair" else shown
