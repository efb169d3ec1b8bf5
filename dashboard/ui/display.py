"""The only module that writes HTML: every piece of text is escaped here, whoever wrote it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlsplit

import streamlit as st

from ..models import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to highlight: `kind` is a class of style.css, `hint` what hovering says, `anchor` a jump target."""

    start: int
    end: int
    kind: str
    hint: str = ""
    anchor: str = ""


def show(*parts: str) -> None:
    """Put HTML made by this module on the page, if there is any. Streamlit runs it through DOMPurify once more."""
    if any(parts):
        st.html("".join(parts))


def text(words: object) -> str:
    """Text as text: nothing in it is markup. Characters that HTML cannot carry become visible."""
    shown = "".join(_visible(character) for character in str(words))
    return html.escape(shown, quote=True)


def _visible(character: str) -> str:
    # NUL and lone surrogates cannot travel to the browser; other control characters can do no harm in escaped text.
    return "\ufffd" if character == "\x00" or "\ud800" <= character <= "\udfff" else character


def plain(words: str) -> str:
    """Text for a label of Streamlit, which reads Markdown: every sign that could mean something is escaped."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|~<>:$&])", r"\\\1", words.replace("\n", " "))


def element(tag: str, *children: str, kind: str = "", **attributes: str) -> str:
    """One HTML element; `children` are HTML of this module, attribute values are escaped here."""
    named = {"class": kind, **{name.strip("_").replace("_", "-"): value for name, value in attributes.items()}}
    inside = "".join(f' {name}="{text(value)}"' for name, value in named.items() if value)
    return f"<{tag}{inside}>{''.join(children)}</{tag}>"


def link(url: str | None, words: str) -> str:
    """A link out, only for http and https with a host and without credentials; other addresses are shown as words."""
    if not is_web(url):
        return text(words)
    return element("a", text(words), href=str(url), target="_blank", rel="noopener noreferrer nofollow", kind="nx-out")


def is_web(url: str | None) -> bool:
    """Whether a URL may become a link."""
    try:
        parts = urlsplit(url or "")
        return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False


def marked(words: str, marks: Iterable[Mark], within: Span | None = None) -> str:
    """The text with its marks. Marks may overlap: the text is cut at every edge, and each cut carries all its marks.

    Offsets are code points into `words`; `within` shows only that part. The shown text is the stored text, unchanged.
    """
    start, end = within or (0, len(words))
    inside = [mark for mark in marks if mark.start < end and mark.end > start and mark.start < mark.end]
    edges = {start, end, *(max(start, m.start) for m in inside), *(min(end, m.end) for m in inside)}
    cuts = sorted(edges)
    pieces = (_piece(words[a:b], [m for m in inside if m.start <= a and m.end >= b], a) for a, b in pairwise(cuts))
    return "".join(pieces)


def _piece(words: str, marks: Sequence[Mark], at: int) -> str:
    if not marks:
        return text(words)
    kinds = " ".join(dict.fromkeys(f"nx-{mark.kind}" for mark in marks))
    hint = "; ".join(dict.fromkeys(mark.hint for mark in marks if mark.hint))
    anchor = next((mark.anchor for mark in marks if mark.anchor and mark.start == at), "")
    return element("mark", text(words), kind=kinds, title=hint, id=anchor)


def paragraph(*children: str, kind: str = "") -> str:
    """A paragraph of already escaped pieces."""
    return element("p", *children, kind=kind)


def heading(words: str, *, level: int = 2, kind: str = "") -> str:
    """A heading; one of level 1 a page."""
    return element(f"h{level}", text(words), kind=kind or f"nx-h{level}")


def found(words: str, query: str) -> str:
    """The text with each word of a search marked, whatever its case."""
    sought = sorted(set(query.lower().split()), key=len, reverse=True)
    low = words.lower()
    if not sought or len(low) != len(words):
        return text(words)
    pattern = re.compile("|".join(re.escape(word) for word in sought))
    return marked(words, (Mark(*hit.span(), "found") for hit in pattern.finditer(low)))


def items(entries: Iterable[str], kind: str = "nx-list") -> str:
    """A list of already escaped entries."""
    return element("ul", *(element("li", entry) for entry in entries), kind=kind)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], caption: str, *, numbers: bool = False) -> str:
    """A plain table; cells are HTML of this module. With `numbers` all columns but the first are aligned right."""
    head = element("tr", *(element("th", text(column), scope="col") for column in columns))
    body = (element("tr", *(element("td", cell) for cell in row)) for row in rows)
    parts = (element("caption", text(caption)), element("thead", head), element("tbody", *body))
    whole = element("table", *parts, kind="nx-table nx-numbers" if numbers else "nx-table")
    return element("div", whole, kind="nx-scroll", tabindex="0", role="region", aria_label=caption)


def note(words: str) -> str:
    """A sentence that a reader should notice; screen readers announce it."""
    return element("p", text(words), kind="nx-note", role="status")
