"""The frame of every page: masthead, menu, filter, store, and the words around the figures."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, ParamSpec, TypeVar

import streamlit as st

from .. import vocabulary
from ..errors import NexusError
from ..filters import Filter
from ..store import Store
from . import address, browser, data, display, filter_bar, handling, large, menu

if TYPE_CHECKING:
    from ..vocabulary import Vocabulary

HERE = Path(__file__).parent
STYLE = "<style>@import url('/app/static/style.css');</style>"
"""The look is fetched once from our own server; sent with the page it would be 8 KB of every rerun."""
WITHOUT_EVIDENCE = ("Add sources", "Briefing", "Method")
"""Pages on which nothing can be picked."""

LOG = logging.getLogger(__name__)
Theme = Literal["light", "dark"]
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page works with: the store, the filter of the address, its controls, the theme and the names."""

    name: str
    store: Store
    filter: Filter
    state: address.State
    theme: Theme
    vocabulary: Vocabulary
    narrow: bool

    def again(self) -> Page:
        """The page as the address has it now; a fragment begins with this.

        A fragment that changed more than itself makes the whole page run again.
        """
        if st.session_state.pop(address.WHOLE, False):
            st.rerun()
        state = address.read()
        return replace(self, state=state, filter=state.filter)


def open_page(name: str) -> Page:
    """Begin a page; every page calls this first and works when opened cold. Stops the run when there is no store."""
    if large.wanted():
        # The view for a room is one page, whichever page the reader asks it of.
        st.switch_page(menu.find("Briefing").file, query_params=large.query(name, large.asked()))
    st.set_page_config(page_title=f"{name} · Nexus Watch", page_icon=str(HERE / "icon.png"), layout="wide")
    st.html(STYLE)
    st.session_state.pop(address.WHOLE, None)
    state = address.read()
    _masthead(name, state)
    handling.line(state.marking, "top")
    store = _ready_store()
    _notices(state)
    _elsewhere(name, state)
    page = Page(name, store, state.filter, state, theme(), vocabulary.load(), browser.is_narrow())
    with guarded("The filter"):
        filter_bar.begin(name)
        filter_bar.show(state, *data.options(store))
    browser.keys()
    return page


def theme() -> Theme:
    """The theme that the reader's browser shows now."""
    return "dark" if st.context.theme.get("type") == "dark" else "light"


def _masthead(name: str, state: address.State) -> None:
    with st.container(key="masthead", horizontal=True, vertical_alignment="bottom", gap="small"):
        with st.container(key="brand", width="content"):
            display.show(display.paragraph(display.text("Nexus Watch"), kind="nx-brand"))
        menu.show(name, state.along())
        with st.container(key="tools", horizontal=True, width="content", gap="small"):
            # Its contents are made once it is opened: every rerun would carry them.
            views = st.popover("Views and link", key="views_popover", type="tertiary", on_change="rerun")
            if views.open:
                with views:
                    browser.views(name)
                    handling.choose("marking", state)
            with st.popover("Help", key="help", type="tertiary"):
                _help()


def _help() -> None:
    rows = ((display.element("kbd", display.text(key)), display.text(what)) for key, what in browser.KEYS.items())
    display.show(
        display.table(("Key", "Does"), rows, "Keys"),
        display.paragraph(
            display.text(
                "Click an arc, a country or a mark to see the sentences behind it; drag along the timeline to choose "
                "dates. The address bar always holds the whole view: copy it to show someone the same."
            )
        ),
    )


def _ready_store() -> Store:
    """The store, built with a progress bar where it is missing; a sentence and the end of the page where it is ill."""
    store = data.store()
    try:
        if not store.exists:
            _build(store)
        _probe(store)
    except NexusError as error:
        _stop(str(error))
    except OSError as error:
        LOG.exception("store")
        _stop(f"The store cannot be read ({error.strerror}); check that its folder exists and may be read and written.")
    except Exception:
        LOG.exception("store")
        _stop("The store cannot be read. Start the dashboard again; if that does not help, a file of it is damaged.")
    return store


def _probe(store: Store) -> None:
    """Ask what every page asks. The store makes a damaged view anew when it finds one, so the second answer counts."""
    try:
        data.options(store)
    except NexusError:
        data.options(store)


def _build(store: Store) -> None:
    bar = st.progress(0.0, "Building the store from the ledger; this happens once.")
    store.build(lambda done, total, words: bar.progress(done / max(total, 1), f"{words} …"))
    bar.empty()


def _stop(sentence: str) -> None:
    display.show(display.note(sentence), display.element("div", kind="nx-end"))
    st.stop()


def _notices(state: address.State) -> None:
    for sentence in (*state.notices, *address.refused()):
        display.show(display.note(sentence))


def _elsewhere(name: str, state: address.State) -> None:
    """The way to the evidence that the address asks for, on a page without figures to pick from."""
    if state.control("show") and name in WITHOUT_EVIDENCE:
        label = "This link points at evidence; open it on the page Evidence"
        st.page_link(menu.find("Evidence").file, label=label, query_params=state.query())


@contextmanager
def guarded(what: str) -> Iterator[None]:
    """One part of a page that may fail alone: its sentence stands in its place, the rest of the page is complete."""
    try:
        yield
    except NexusError as error:
        display.show(display.note(str(error)))
    except Exception:
        LOG.exception("%s failed", what)
        rest = "the rest of the page is complete, and the log of the server says why."
        display.show(display.note(f"{what} could not be shown; {rest}"))


def part(what: str) -> Callable[[Callable[P, T]], Callable[P, T | None]]:
    """Make a function that writes a part of a page one that may fail alone (`guarded`); it then gives None."""

    def alone(show: Callable[P, T]) -> Callable[P, T | None]:
        @functools.wraps(show)
        def shown(*args: P.args, **named: P.kwargs) -> T | None:
            with guarded(what):
                return show(*args, **named)
            return None

        return shown

    return alone


def close_page(page: Page) -> None:
    """End a page with its marking and a sign that it is complete."""
    handling.line(page.state.marking, "end")
    filter_bar.end(page.name)
    display.show(display.element("div", kind="nx-end", data_page=page.name))
    st.session_state[_SHOWN] = page.name


_SHOWN = "_shown"
"""Session key: the page that the reader saw whole last."""


def is_new(page: Page) -> bool:
    """Whether the reader has just opened the page; otherwise it stands there and changes."""
    return st.session_state.get(_SHOWN) != page.name


def title(words: str, *lines: str) -> None:
    """The title that states the finding, and the lines under it: source, window, as-of, counts."""
    under = (display.paragraph(display.text(line), kind="nx-line") for line in lines if line)
    display.show(display.heading(words, level=1), *under)
