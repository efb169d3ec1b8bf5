"""Reads an article out of a web page; runs in the child process only, since it hands hostile markup to parsers."""

from __future__ import annotations

import datetime as dt
import html
import re
from typing import Any

import htmldate
import trafilatura
from dateutil import parser
from trafilatura import external
from trafilatura.settings import Document

from ..errors import BadInput
from . import decode

MAX_BYTES = 10_000_000
MAX_DEPTH = 200
"""The tree builder loses all text from 255 levels on, without an error (measured with lxml 6.1)."""
_ENOUGH = 0.6
_LOST = 0.2
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})")
_HIDDEN = re.compile(
    r"<(script|style|noscript|template|svg|select|nav|footer|aside)\b.*?</\1\s*>|<!--.*?-->", re.I | re.S
)
_PARAGRAPH = re.compile(r"<p\b[^<>]*>(.*?)(?=</p|<p\b|</?(?:div|article|section|ul|table)\b|\Z)", re.I | re.S)
_ANY_TAG = re.compile(r"<[^<>]*>")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_IMPLIED = frozenset(
    [
        "p",
        "li",
        "dt",
        "dd",
        "td",
        "th",
        "tr",
        "thead",
        "tbody",
        "tfoot",
        "option",
        "optgroup",
        "rp",
        "rt",
        "colgroup",
        "caption",
        "html",
        "head",
        "body",
    ]
)


_RICH_PAGE = """<html lang="en"><head><title>A page - Site</title>
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "A page",
"datePublished": "2024-05-01T10:00:00+03:00", "dateModified": "May 3, 2024", "author": {"@type": "Person",
"name": "A. Writer"}, "publisher": {"@type": "Organization", "name": "Site"}}</script>
<meta property="og:title" content="A page"><meta property="article:published_time" content="2024-05-01T10:00:00Z">
</head><body><article><h1>A page</h1><time datetime="2024-05-01">Wednesday, 1 May 2024</time>
<p>%s</p><table><tr><td>1</td><td>2</td></tr></table><ul><li>one</li></ul><blockquote>two</blockquote></article>
<div id="comments"><p>three</p></div></body></html>"""
_BARE_PAGE = """<html><head><title>A page</title></head><body><div>Published: 1 May 2024, 10:00 a.m.</div>
<p>%s</p><footer>May 3rd, 2024</footer></body></html>"""


def warm() -> None:
    """Loads what the libraries load late, while files may still be opened."""
    for page in (_RICH_PAGE, _BARE_PAGE):
        extract((page % ("A sentence of a page. " * 30)).encode(), {"name": "page"})
    dt.datetime.strptime("2024-05-01", "%Y-%m-%d")
    external.jt_stoplist_init()


def extract(data: bytes, options: dict[str, Any]) -> dict[str, Any]:
    """Text, title, outlet, url and published (ISO date) of the page; None for what it does not tell.

    Raises BadInput, as the end of a sentence that begins with the name of the page.
    """
    markup = decode.text(data, str(options.get("name", "page")), charset=options.get("charset"), markup=True)
    if _depth(markup) > MAX_DEPTH:
        raise BadInput(
            f"nests its elements more than {MAX_DEPTH} deep, where parsers lose text; paste its text instead."
        )
    tree = trafilatura.load_html(markup)
    found = None if tree is None else _extracted(tree, markup)
    if found is None or not (found.text or "").strip():
        raise BadInput("holds no article text (it may be drawn by a script); open the page and paste its text instead.")
    return {
        "text": "\n\n".join(_paragraphs(found)),
        "title": found.title,
        "outlet": found.sitename,
        "url": found.url,
        "published": _published(markup),
    }


def _paragraphs(found: Document) -> list[str]:
    """The paragraphs of the article, without its title, which has a place of its own."""
    lines = [line.strip() for line in (found.text or "").split("\n") if line.strip()]
    return lines[1:] if len(lines) > 1 and lines[0].casefold() == (found.title or "").strip().casefold() else lines


def _extracted(tree: Any, markup: str) -> Document | None:
    """The article; read again with an eye for more where much of what stands in paragraphs was left out."""
    found = trafilatura.bare_extraction(
        markup, with_metadata=True, include_comments=False, date_extraction_params=_DATE
    )
    expected = _paragraph_length(markup)
    if _length(found) < _ENOUGH * expected:
        again = trafilatura.bare_extraction(
            markup, with_metadata=True, include_comments=False, favor_recall=True, date_extraction_params=_DATE
        )
        found = again if _length(again) > _length(found) else found
    if _length(found) < _LOST * expected:
        raise BadInput("lost most of its text when it was read; open the page and paste its text instead.")
    return found


_DATE = {"extensive_search": False, "original_date": True}


def _length(found: Document | None) -> int:
    return 0 if found is None else len("".join((found.text or "").split()))


def _paragraph_length(markup: str) -> int:
    """Characters, without white space, in paragraphs of the page that are long enough to be sentences: an independent
    count to hold the parser's result against."""
    pieces = (_ANY_TAG.sub("", piece[1]) for piece in _PARAGRAPH.finditer(_HIDDEN.sub(" ", markup)))
    plain = {"".join(html.unescape(piece).split()) for piece in pieces}
    return sum(len(piece) for piece in plain if len(piece) >= 80)


def _depth(markup: str) -> int:
    """How deep the elements nest, leaving out those that close by themselves."""
    depth = deepest = 0
    for tag in _TAG.finditer(markup):
        name = tag[2].lower()
        if name in _VOID or name in _IMPLIED:
            continue
        depth = max(0, depth - 1) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


_STATED = re.compile(r"datePublished|published_time|(?:name|property|itemprop)=[\"'](?:pub)?date|<time\b", re.I)
_LABELLED = re.compile(r">[^<>]{0,20}\b(?:Published|Posted|Publication date)(?: on| at)?:?\s*([^<>]{6,40})<", re.I)
_DAY = re.compile(r"\d{1,2}\.? [A-Z][a-z]{2,8}\.?,? \d{4}|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{4}-\d\d-\d\d")


def _published(markup: str) -> str | None:
    """The date the page itself states in its head or its address; never one that is only near in the text.

    A day labelled as published goes before another day that the page shows (the day of the visit, of an update).
    """
    labelled = None if _STATED.search(markup) else _LABELLED.search(markup)
    if labelled and (day := _DAY.search(labelled[1])):
        return _iso(day[0])
    tree = trafilatura.load_html(markup)
    found = None if tree is None else htmldate.find_date(tree, extensive_search=False, original_date=True)
    return found if found and dt.date.fromisoformat(found).year >= 1990 else None


def _iso(words: str) -> str | None:
    """ISO date of a day written out; None for a day that no calendar has."""
    try:
        return parser.parse(words, default=dt.datetime(1, 1, 1)).date().isoformat()
    except (ValueError, OverflowError):
        return None
