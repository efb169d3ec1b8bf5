"""The page where text enters: pasted or uploaded, read, looked at with its marks, and only then kept."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from .. import pipeline, sources
from ..errors import NexusError
from ..models import Article, Extraction
from . import article, charts, display, frame, words
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
        _inputs()
    with outcome, frame.guarded("The preview"):
        _outcome(page)


def _inputs() -> None:
    with st.form("add", border=False):
        st.text_area("Text of the article", key="add_text", height=260, placeholder="Paste the whole text here.")
        st.file_uploader(
            "or files (text or HTML)", key="add_files", type=["txt", "text", "md", "html", "htm"],
            accept_multiple_files=True,
        )  # fmt: skip
        st.text_input("Title", key="add_title", max_chars=300, placeholder="left empty: found in the text")
        one, two = st.columns(2, gap="small")
        one.text_input("Published on", key="add_date", max_chars=40, placeholder="1 May 2024")
        two.text_input("Outlet", key="add_outlet", max_chars=120)
        st.text_input("Web address", key="add_url", max_chars=2000, placeholder="https://")
        read = st.form_submit_button("Read it", type="primary")
    if read:
        st.session_state["added"] = _read_all()
        st.session_state.pop("kept", None)


def _known() -> dict[str, object]:
    """What the reader said of the article, as `sources` wants it. BadInput when the date is none."""
    said = {name: st.session_state[f"add_{name}"].strip() or None for name in ("title", "outlet", "url")}
    written = st.session_state["add_date"].strip()
    return {**said, "published": sources.parse_date(written) if written else None}


def _read_all() -> list[Extraction | Refused]:
    """An outcome for every input: what was found in it, or why it was refused."""
    try:
        known = _known()
    except NexusError as error:
        return [Refused("The date", str(error))]
    files = list(st.session_state["add_files"] or ())
    outcomes: list[Extraction | Refused] = []
    pasted = st.session_state["add_text"]
    if pasted.strip() or not files:
        outcomes += _read("The pasted text", lambda: sources.from_text(pasted, **known))
    with st.spinner("Reading …"):
        for file in files[:MOST_FILES]:
            outcomes += _read(file.name, lambda file=file: sources.parse(file.getvalue(), file.name, **known))
    if len(files) > MOST_FILES:
        left_out = words.count(len(files) - MOST_FILES, "file")
        outcomes.append(Refused(left_out, f"At most {MOST_FILES} files are read at once; add the others after these."))
    return outcomes


def _read(name: str, parse: Callable[[], Article | Sequence[Article]]) -> list[Extraction | Refused]:
    try:
        found = parse()
        articles = [found] if isinstance(found, Article) else list(found)
        return [pipeline.extract(one) for one in articles]
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
        for one in found:
            _preview(page, one)


def _keep_or_not(page: Page, found: Sequence[Extraction]) -> None:
    with st.container(horizontal=True, key="decide"):
        if st.session_state.get("kept"):
            display.show(display.note(f"Kept: {st.session_state['kept']} All pages count it from now on."))
            st.button("Take it out again", on_click=_undo, args=(page, found), key="undo")
        else:
            st.button("Keep", type="primary", on_click=_keep, args=(page, found), key="keep")
            st.button("Discard", on_click=_discard, key="discard")


def _keep(page: Page, found: Sequence[Extraction]) -> None:
    try:
        outcome = page.store.ingest(found)
        st.session_state["kept"] = outcome.in_words()
    except NexusError as error:
        st.session_state["added"] = [*found, Refused("The text", f"it could not be kept. {error}")]


def _undo(page: Page, found: Sequence[Extraction]) -> None:
    try:
        page.store.withdraw([one.article.id for one in found], "taken out by the reader who added it")
    except NexusError as error:
        st.session_state["added"] = [*found, Refused("The text", f"it could not be taken out. {error}")]
        return
    _discard()


def _discard() -> None:
    st.session_state.pop("added", None)
    st.session_state.pop("kept", None)


def _preview(page: Page, found: Extraction) -> None:
    name, text = page.vocabulary.name, found.article.text
    display.show(display.heading(found.article.title or "Untitled text"), _facts(found))
    if found.not_coded:
        display.show(display.note(f"Links are {found.not_coded}; only the countries that the text names are marked."))
    marks = [
        *article.of_links(found.links, name), *article.of_groups(found.groups, name),
        *article.of_mentions(found.mentions, name), *article.of_dates(found.dates),
    ]  # fmt: skip
    display.show(article.legend(), article.shown(text, marks, found.article.body))
    cards = [article.link_card(text, number, link, name) for number, link in enumerate(found.links)]
    cards += [article.group_card(text, group, name) for group in found.groups]
    if cards:
        display.show(display.heading("Links and group statements", level=3), *cards)
    if found.mentions:
        with st.expander("Every mention"):
            display.show(_mention_table(found, name))


def _facts(found: Extraction) -> str:
    of = found.article
    counts = (
        words.count(len(found.mentions), "mention"), words.count(len(found.dates), "date"),
        words.count(len(found.links), "link"), words.count(len(found.groups), "group statement"),
    )  # fmt: skip
    dated = (
        words.day(of.published) if of.published else "no publication date, so words like “last week” stay unresolved"
    )
    line = " · ".join((of.outlet or "outlet not named", dated, *counts))
    return display.paragraph(display.text(line), kind="nx-line")


def _mention_table(found: Extraction, name: Callable[[str], str]) -> str:
    cells = (
        (
            display.text(mention.surface),
            display.text(name(mention.iso3)),
            display.text(mention.kind),
            display.text(f"{mention.start}–{mention.end}"),
        )
        for mention in found.mentions
    )
    return display.table(("Words", "Country", "Named by", "Position"), cells, "Mentions in the order of the text")
