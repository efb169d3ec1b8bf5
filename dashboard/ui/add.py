"""The page where text enters: pasted or uploaded, read, looked at with its marks, and only then kept."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from .. import pipeline, sources
from ..errors import BadInput, NexusError
from ..models import Article, Extraction
from . import charts, display, frame, menu, preview, words
from .frame import Page

LOG = logging.getLogger(__name__)
MOST_FILES = 50


@dataclass(frozen=True, slots=True)
class Refused:
    """An input that was not read, and why in one sentence."""

    name: str
    why: str

    def in_words(self) -> str:
        """The sentence for the reader; a reason that begins with the name again goes on with "it"."""
        again = next((name for name in (self.name, "The text") if self.why.startswith(f"{name} ")), None)
        why = self.why if again is None else f"it{self.why.removeprefix(again)}"
        return f"{self.name} was not read: {why}"


def show(page: Page) -> None:
    """Paste or upload at the left, what was found at the right."""
    frame.title(
        "Add what you have read",
        "Text is read on this server and nowhere else. Nothing is kept before you say so.",
    )
    inputs, outcome = charts.columns(page, 5, 7)
    if not charts.beside(page) and st.session_state.get("added"):
        # One below the other, what was found comes first: nobody looks for it under the form.
        inputs, outcome = outcome, inputs
    with inputs:
        _inputs(page)
    with outcome, frame.guarded("The preview"):
        _outcome(page)


def _inputs(page: Page) -> None:
    with st.form("add", border=False):
        st.text_area("Text of the article", key="add_text", height=260, placeholder="Paste the whole text here.")
        # Any kind may be chosen: the reader of files says better than the field why one cannot be read.
        st.file_uploader("or files (text or HTML)", key=_files(), accept_multiple_files=True)
        st.text_input("Title", key="add_title", max_chars=300, placeholder="left empty: found in the text")
        one, two = st.columns(2, gap="small")
        one.text_input("Published on", key="add_date", max_chars=40, placeholder="1 May 2024")
        two.text_input("Outlet", key="add_outlet", max_chars=120)
        st.text_input("Web address", key="add_url", max_chars=2000, placeholder="https://")
        read = st.form_submit_button("Read it", type="primary")
    if read:
        _read_form()
        if not charts.beside(page):
            st.rerun()


def _files() -> str:
    """The key of the field for files; another one empties it."""
    return f"add_files_{st.session_state.get('add_round', 0)}"


def _read_form() -> None:
    st.session_state["added"] = _read_all()
    st.session_state.pop("kept", None)


def _known() -> dict[str, object]:
    """What the reader said of the article, as `sources` wants it. BadInput when the date is none."""
    said = {name: st.session_state[f"add_{name}"].strip() or None for name in ("title", "outlet", "url")}
    written = st.session_state["add_date"].strip()
    published = sources.parse_date(written) if written else None
    # A day ahead of this server's clock is already the next day elsewhere.
    if published and published > dt.date.today() + dt.timedelta(days=1):
        raise BadInput(f"{words.day(published)} lies in the future; write the day on which it was published.")
    return {**said, "published": published}


def _read_all() -> list[Extraction | Refused]:
    """An outcome for every input: what was found in it, or why it was refused."""
    try:
        known = _known()
    except NexusError as error:
        return [Refused("The date", str(error))]
    files = list(st.session_state[_files()] or ())
    outcomes: list[Extraction | Refused] = []
    pasted = st.session_state["add_text"]
    if pasted.strip() or not files:
        outcomes += _read("The pasted text", lambda: sources.from_text(pasted, **known))
    with st.spinner("Reading …"):
        for file in files[:MOST_FILES]:
            outcomes += _read(
                file.name, lambda file=file: sources.parse(file.getvalue(), file.name, **known), file.name
            )
    if len(files) > MOST_FILES:
        left_out = words.count(len(files) - MOST_FILES, "file")
        outcomes.append(Refused(left_out, f"At most {MOST_FILES} files are read at once; add the others after these."))
    return outcomes


def _read(
    name: str, parse: Callable[[], Article | Sequence[Article]], title: str | None = None
) -> list[Extraction | Refused]:
    """What is found in one input; `title` stands where it has none of its own."""
    try:
        found = parse()
        articles = [found] if isinstance(found, Article) else list(found)
        return [pipeline.extract(replace(one, title=one.title or preview.headline(one) or title)) for one in articles]
    except NexusError as error:
        return [Refused(name, str(error))]
    except Exception:
        LOG.exception("reading %s failed", name)
        return [Refused(name, "the program failed at it; the log of the server says why. Nothing was stored.")]


def _outcome(page: Page) -> None:
    outcomes = st.session_state.get("added")
    if outcomes is None:
        display.show(
            display.note("What is found in the text appears here, with every mention, date and link marked in it.")
        )
        return
    for refused in (one for one in outcomes if isinstance(one, Refused)):
        display.show(display.note(refused.in_words()))
    found = [one for one in outcomes if isinstance(one, Extraction)]
    if found:
        _keep_or_not(page, found)
        _offer_day(found)
        preview.show(page, found)


def _offer_day(found: Sequence[Extraction]) -> None:
    """The day that the text itself opens with, to be taken as its day of publication; never taken unasked."""
    day = preview.opening_day(found[0]) if len(found) == 1 and not st.session_state.get("kept") else None
    if day is not None:
        label = f"Its first lines name {words.day(day)}: read it as published then"
        st.button(display.plain(label), key="take_day", on_click=_take_day, args=(day,), wrap=True)


def _take_day(day: dt.date) -> None:
    st.session_state["add_date"] = day.isoformat()
    _read_form()


def _keep_or_not(page: Page, found: Sequence[Extraction]) -> None:
    kept = st.session_state.get("kept")
    with st.container(horizontal=True, key="decide"):
        if kept is None:
            st.button("Keep", type="primary", on_click=_keep, args=(page, found), key="keep")
            st.button("Discard", on_click=_discard, key="discard")
            return
        display.show(display.note(f"Kept: {kept.in_words()} All pages count it from now on."))
        if kept.added:
            st.button("Take it out again", on_click=_undo, args=(page, kept.added), key="undo")
        st.button("Add another", on_click=_another, key="another")
    ways = {"article": found[0].article.id} if len(found) == 1 else {"coded": "machine"}
    st.page_link(menu.find("Evidence").file, label="See it among the evidence", query_params=ways)
    linked = sorted({code for one in found for link in one.links for code in (link.source, link.target)})
    if linked:
        shown = {"country": linked[:10], "coded": "machine"}
        st.page_link(menu.find("Situation").file, label="See its links on the map", query_params=shown)


def _keep(page: Page, found: Sequence[Extraction]) -> None:
    try:
        st.session_state["kept"] = page.store.ingest(found)
    except NexusError as error:
        st.session_state["added"] = [*found, Refused("The text", f"it could not be kept. {error}")]


def _undo(page: Page, added: Sequence[str]) -> None:
    """Take out what this reader added; what was there before stays."""
    try:
        page.store.withdraw(added, "taken out by the reader who added it")
    except NexusError as error:
        st.session_state["added"] += [Refused("The text", f"it could not be taken out. {error}")]
        return
    _discard()


def _discard() -> None:
    st.session_state.pop("added", None)
    st.session_state.pop("kept", None)


def _another() -> None:
    """An empty form for the next text."""
    _discard()
    st.session_state["add_round"] = st.session_state.get("add_round", 0) + 1
    for name in ("text", "title", "date", "outlet", "url"):
        st.session_state[f"add_{name}"] = ""
