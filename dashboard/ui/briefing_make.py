"""Makes the file beside the page: progress, cancel, download; other sessions do not wait for it."""

from __future__ import annotations

import streamlit as st

from .. import export
from . import briefing_choices, display
from .frame import Page

KEY = "b_job"


def show(asked: export.Request, page: Page) -> None:
    """Choose a format, make it, watch it, save it."""
    display.show(display.heading("Take it with you"))
    names = {name: f"{form.title}: {form.use}" for name, form in export.FORMATS.items()}
    form = briefing_choices.choose("format", "Kind of file", names, page, "b_format")
    if form in ("csv", "parquet"):
        tables = {name: name.capitalize() for name in sorted(export.TABLES, key=lambda name: name != "links")}
        briefing_choices.choose("table", "Rows of", tables, page, "b_table")
    lacking = export.FORMATS[form].needs_browser and not export.can_draw()
    if lacking:
        display.show(display.note(export.NO_BROWSER))
    st.button("Make the file", key="b_make", type="primary", disabled=lacking, on_click=_start, args=(form, asked))
    job = st.session_state.get(KEY)
    if job is not None:
        st.fragment(_watch, run_every=None if job.ended else 1.0)(job)


def _start(form: str, asked: export.Request) -> None:
    """A new file takes the place of the one before, which is cancelled when it is still being made."""
    before = st.session_state.get(KEY)
    if before is not None:
        before.cancel()
    st.session_state[KEY] = export.start(lambda watch: export.write(form, asked, watch))


def _watch(job: export.Job) -> None:
    """One look at the job; a page that is gone looks no more, and the job then ends by itself."""
    job.look()
    if not job.ended:
        st.progress(job.watch.share, f"{job.watch.doing} …")
        st.button("Cancel", key="b_cancel", on_click=job.cancel)
        return
    if st.session_state.get("b_told") is not job:
        st.session_state["b_told"] = job
        st.rerun()
    if job.problem:
        display.show(display.note(job.problem))
        return
    made = job.product
    label = f"Save {made.name} ({len(made.data) / 1e6:.1f} MB)"
    st.download_button(label, made.data, made.name, made.mime, key="b_save", on_click="ignore")
